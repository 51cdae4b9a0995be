-- Rights in many districts: their ranges travel as two lists.
--
-- Asked by somebody with rights in 9 districts:
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
--   $1 text[] = ["510117010","510117012","510117014","510117016","510117018","510117020","510117022","510117024","510117026"]
--   $2 text[] = ["510117010:","510117012:","510117014:","510117016:","510117018:","510117020:","510117022:","510117024:","510117026:"]
--
-- Plan, with an index wherever there is one:
--
--   Aggregate
--     Limit
--       Nested Loop
--         Index Scan Organization t0 by Organization_pkey from end to end
--         Function Scan
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
          "Organization" t0
        WHERE
          EXISTS (
            SELECT
              1
            FROM
              unnest($1::text[], $2::text[]) AS r (a, b)
            WHERE
              t0."divisionKey" >= r.a
              AND t0."divisionKey" < r.b
          )
        ORDER BY
          t0."tenant",
          t0."id"
        LIMIT
          3
      ) t0
  ) || '}' AS data;
