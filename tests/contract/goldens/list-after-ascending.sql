-- The page behind a cursor, where no column can be missing: one comparison of rows.
--
-- Asked by vendor:
--
--   query ($after: String) {
--     divisions(first: 3, orderBy: [{field: CODE}], after: $after) {
--       nodes {
--         code
--         name
--       }
--     }
--   }
--
-- with {"after":"WyI4d1pwRFBrbyIsICI5OTAxMDEwMDAwMDAiLCAiOTkwMTAxMDAwMDAwIl0="}
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
--     Limit
--       Incremental Sort
--         Index Scan DivisionVersion t0 by DivisionVersion_code_idx

SELECT
  '{"divisions":' || (
    SELECT
      '{"nodes":[' || coalesce(
        string_agg(
          '
{"code":' || to_json(t0."code"::text)::text || ',"name":' || to_json(t0."name"::text)::text || '}',
          ','
        ),
        ''
      ) || ']}'
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
          AND (t0."code", t0."key") > ($2::text, $3::text)
        ORDER BY
          t0."code",
          t0."key"
        LIMIT
          3
      ) t0
  ) || '}' AS data;
