-- The page behind a cursor where the directions differ: the leading bound is what an index can use.
--
-- Asked by vendor:
--
--   query ($after: String, $tenant: Int!) {
--     organizations(
--       first: 3
--       filter: {tenant: {eq: $tenant}}
--       orderBy: [{field: NAME, direction: DESC}]
--       after: $after
--     ) {
--       nodes {
--         name
--       }
--     }
--   }
--
-- with {"after":"WyJvTTBTcG9CMCIsICLnpLrkvovkvJjpm4XppJDppa7nrqHnkIbmnInpmZDlhazlj7giLCAiOTkwMTAxIiwgIjAxODkwOTk5LTc4MDAtNzJmZS04ZWRiLTE1ZmFhZTQ0OGYzNCJd","tenant":990101}
--
-- Bound:
--
--   $1 int4 = 990101
--   $2 text = "示例优雅餐饮管理有限公司"
--   $3 int4 = "990101"
--   $4 uuid = "01890999-7800-72fe-8edb-15faae448f34"
--
-- Plan, with an index wherever there is one:
--
--   Aggregate
--     Limit
--       Incremental Sort
--         Index Scan Organization t0 by Organization_tenant_name_idx backwards

SELECT
  '{"organizations":' || (
    SELECT
      '{"nodes":[' || coalesce(string_agg('
{"name":' || to_json(t0."name"::text)::text || '}', ','), '') || ']}'
    FROM
      (
        SELECT
          t0.*
        FROM
          "Organization" t0
        WHERE
          t0."tenant" = $1::int4
          AND t0."name" COLLATE "zh-x-icu" <= $2::text
          AND (
            (t0."name" COLLATE "zh-x-icu" < $2::text)
            OR (
              t0."name" = $2::text
              AND t0."tenant" > $3::int4
            )
            OR (
              t0."name" = $2::text
              AND t0."tenant" = $3::int4
              AND t0."id" > $4::uuid
            )
          )
        ORDER BY
          t0."name" COLLATE "zh-x-icu" DESC,
          t0."tenant",
          t0."id"
        LIMIT
          3
      ) t0
  ) || '}' AS data;
