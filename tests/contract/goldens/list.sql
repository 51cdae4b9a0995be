-- A page with a filter and an order: the index gives the rows in their order.
--
-- Asked by vendor:
--
--   query ($tenant: Int!, $kind: OrganizationKind!) {
--     organizations(
--       first: 3
--       filter: {tenant: {eq: $tenant}, kind: {ne: $kind}}
--       orderBy: [{field: NAME}]
--     ) {
--       nodes {
--         name
--         kind
--         uscc
--       }
--     }
--   }
--
-- with {"tenant":990101,"kind":"ENTERPRISE"}
--
-- Bound:
--
--   $1 int4 = 990101
--   $2 "OrganizationKind" = "ENTERPRISE"
--
-- Plan, with an index wherever there is one:
--
--   Aggregate
--     Limit
--       Incremental Sort
--         Index Scan Organization t0 by Organization_tenant_name_idx

SELECT
  '{"organizations":' || (
    SELECT
      '{"nodes":[' || coalesce(
        string_agg(
          '
{"name":' || to_json(t0."name"::text)::text || ',"kind":"' || t0."kind"::text || '","uscc":' || coalesce(to_json(t0."uscc"::text)::text, 'null') || '}',
          ','
        ),
        ''
      ) || ']}'
    FROM
      (
        SELECT
          t0.*
        FROM
          "Organization" t0
        WHERE
          (
            t0."tenant" = $1::int4
            AND t0."kind" IS DISTINCT FROM $2::"OrganizationKind"
          )
        ORDER BY
          t0."name" COLLATE "zh-x-icu",
          t0."tenant",
          t0."id"
        LIMIT
          3
      ) t0
  ) || '}' AS data;
