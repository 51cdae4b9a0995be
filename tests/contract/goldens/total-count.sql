-- The number of rows alone: no row is read for its own sake.
--
-- Asked by vendor:
--
--   query ($tenant: Int!) {
--     organizations(filter: {tenant: {eq: $tenant}}) {
--       totalCount
--     }
--   }
--
-- with {"tenant":990101}
--
-- Bound:
--
--   $1 int4 = 990101
--
-- Plan, with an index wherever there is one:
--
--   Aggregate
--     Index Only Scan Organization t0 by Organization_tenant_name_idx

SELECT
  '{"organizations":' || (
    SELECT
      '{"totalCount":' || (
        SELECT
          count(*)::text
        FROM
          "Organization" t0
        WHERE
          t0."tenant" = $1::int4
      ) || '}'
  ) || '}' AS data;
