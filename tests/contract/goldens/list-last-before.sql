-- The page before a cursor, read in the opposite order and turned round.
--
-- Asked by vendor:
--
--   query ($before: String) {
--     divisions(last: 3, orderBy: [{field: CODE}], before: $before) {
--       nodes {
--         code
--       }
--       pageInfo {
--         hasPreviousPage
--         startCursor
--       }
--     }
--   }
--
-- with {"before":"WyI4d1pwRFBrbyIsICI5OTAxMDEwMDAwMDAiLCAiOTkwMTAxMDAwMDAwIl0="}
--
-- Bound:
--
--   $1 date = "2026-11-22"
--   $2 text = "990101000000"
--   $3 text = "990101000000"
--
-- Plan, with an index wherever there is one:
--
--   Aggregate
--     WindowAgg
--       Limit
--         Incremental Sort
--           Index Scan DivisionVersion t0_1 by DivisionVersion_code_idx backwards

SELECT
  '{"divisions":' || (
    SELECT
      '{"nodes":[' || coalesce(
        string_agg(
          p.j0,
          ','
          ORDER BY
            p.n DESC
        ) FILTER (
          WHERE
            p.n <= 3
        ),
        ''
      ) || '],"pageInfo":{"hasPreviousPage":' || (count(*) > 3)::text || ',"startCursor":' || coalesce(
        (
          array_agg(
            p.c
            ORDER BY
              p.n DESC
          ) FILTER (
            WHERE
              p.n <= 3
          )
        ) [1],
        'null'
      ) || '}}'
    FROM
      (
        SELECT
          t0."$n" AS n,
          CASE
            WHEN t0."$n" <= 3 THEN '
{"code":' || to_json(t0."code"::text)::text || '}'
          END AS j0,
          '"' || translate(
            encode(convert_to(json_build_array('8wZpDPko', t0."code"::text, t0."key"::text)::text, 'UTF8'), 'base64'),
            E'\n',
            ''
          ) || '"' AS c
        FROM
          (
            SELECT
              t0.*,
              row_number() OVER () AS "$n"
            FROM
              (
                SELECT
                  t0.*
                FROM
                  "DivisionVersion" t0
                WHERE
                  t0."validFrom" <= $1::date
                  AND (
                    t0."validTo" IS NULL
                    OR t0."validTo" > $1::date
                  )
                  AND (t0."code", t0."key") < ($2::text, $3::text)
                ORDER BY
                  t0."code" DESC,
                  t0."key" DESC
                LIMIT
                  4
              ) t0
          ) t0
      ) p
    HAVING
      TRUE
  ) || '}' AS data;
