-- Rights in two districts: their ranges are said one by one.
--
-- Asked by somebody with rights in 2 districts:
--
--   {
--     organizations(first: 3) {
--       nodes {
--         name
--       }
--     }
--   }
--
-- with {}
--
-- Bound:
--
--   $1 text = "510117010"
--   $2 text = "510117010:"
--   $3 text = "510117012"
--   $4 text = "510117012:"
--
-- Plan, with an index wherever there is one:
--
--   Aggregate
--     Limit
--       Sort
--         Bitmap Heap Scan Organization t0
--           BitmapOr
--             Bitmap Index Scan by Organization_divisionKey_idx
--             Bitmap Index Scan by Organization_divisionKey_idx
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
                t0."divisionKey" >= $1::text
                AND t0."divisionKey" < $2::text
                OR t0."divisionKey" >= $3::text
                AND t0."divisionKey" < $4::text
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
