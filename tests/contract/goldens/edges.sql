-- Rows with their cursors, and where the page stands: one row more than the page is read.
--
-- Asked by vendor:
--
--   {
--     divisions(first: 3) {
--       edges {
--         cursor
--         node {
--           code
--           name
--         }
--       }
--       pageInfo {
--         hasNextPage
--         hasPreviousPage
--         startCursor
--         endCursor
--       }
--     }
--   }
--
-- with {}
--
-- Bound:
--
--   $1 date = "2026-11-22"
--
-- Plan, with an index wherever there is one:
--
--   Aggregate
--     WindowAgg
--       Limit
--         Incremental Sort
--           Index Scan DivisionVersion t0_1 by DivisionVersion_code_idx from end to end

SELECT
  '{"divisions":' || (
    SELECT
      '{"edges":[' || coalesce(
        string_agg('{"cursor":' || p.c || ',"node":' || p.j0 || '}', ',') FILTER (
          WHERE
            p.n <= 3
        ),
        ''
      ) || '],"pageInfo":{"hasNextPage":' || (count(*) > 3)::text || ',"hasPreviousPage":false,"startCursor":' || coalesce(
        max(p.c) FILTER (
          WHERE
            p.n = 1
        ),
        'null'
      ) || ',"endCursor":' || coalesce(
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
{"code":' || to_json(t0."code"::text)::text || ',"name":' || to_json(t0."name"::text)::text || '}'
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
                ORDER BY
                  t0."code",
                  t0."key"
                LIMIT
                  4
              ) t0
          ) t0
      ) p
    HAVING
      TRUE
  ) || '}' AS data;
