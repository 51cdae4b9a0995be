-- Rows found by characters, pinyin or initials.
--
-- Asked by vendor:
--
--   query ($text: String!) {
--     organizations(search: $text, first: 3) {
--       nodes {
--         name
--       }
--     }
--   }
--
-- with {"text":"xnjd"}
--
-- Bound:
--
--   $1 text[] = ["xnj","njd"]
--   $2 text = "%xnjd%"
--
-- Plan, with an index wherever there is one:
--
--   Aggregate
--     Limit
--       Sort
--         Bitmap Heap Scan Organization t0
--           Bitmap Index Scan by Organization_search
--     Aggregate
--       Function Scan

SELECT
  '{"organizations":' || (
    SELECT
      '{"nodes":[
' || coalesce(
        translate(
          CASE
            WHEN (array_agg(t0."tenant")) [1] = ALL (array_agg(t0."tenant")) THEN (array_agg(t0."tenant")) [1]::bit(32)::text
            ELSE (
              SELECT
                string_agg(
                  a.tenant::bit(32)::text,
                  ''
                  ORDER BY
                    a.n
                )
              FROM
                unnest(array_agg(t0."tenant")) WITH ORDINALITY a (tenant, n)
            )
          END,
          '01',
          ' 	'
        ),
        ''
      ) || coalesce(string_agg('
	{"name":' || to_json(t0."name"::text)::text || '}', ','), '') || ']}'
    FROM
      (
        SELECT
          t0.*
        FROM
          (
            SELECT
              t0.*
            FROM
              "Organization" t0
            WHERE
              (
                search_grams (t0."searchKey") @> $1::text[]
                AND t0."searchKey" LIKE $2::text
              )
            OFFSET
              0
          ) t0
        ORDER BY
          t0."tenant",
          t0."id"
        LIMIT
          3
      ) t0
  ) || '}' AS data;
