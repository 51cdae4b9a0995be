-- The page behind a row whose value is missing: nothing is compared with NULL.
--
-- Asked by vendor:
--
--   query ($after: String) {
--     sourceDocuments(first: 3, orderBy: [{field: PUBLISHED_ON}], after: $after) {
--       nodes {
--         code
--       }
--     }
--   }
--
-- with {"after":"WyJuUXJ2V2FUcyIsIG51bGwsICIwMDAiXQ=="}
--
-- Bound:
--
--   $1 text = "000"
--
-- Plan, with an index wherever there is one:
--
--   Aggregate
--     Limit
--       Sort
--         Index Scan SourceDocument t0 by SourceDocument_pkey

SELECT
  '{"sourceDocuments":' || (
    SELECT
      '{"nodes":[' || coalesce(string_agg('
{"code":' || to_json(t0."code"::text)::text || '}', ','), '') || ']}'
    FROM
      (
        SELECT
          t0.*
        FROM
          "SourceDocument" t0
        WHERE
          (
            (FALSE)
            OR (
              t0."publishedOn" IS NULL
              AND t0."code" > $1::text
            )
          )
        ORDER BY
          t0."publishedOn",
          t0."code"
        LIMIT
          3
      ) t0
  ) || '}' AS data;
