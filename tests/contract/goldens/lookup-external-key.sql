-- An object by the key that the calling app gave it.
--
-- Asked by vendor:
--
--   query ($key: String!) {
--     organization(ref: {externalKey: {tenant: 990101, key: $key}}) {
--       name
--     }
--   }
--
-- with {"key":"erp-7"}
--
-- Bound:
--
--   $1 int4 = 990101
--   $2 uuid = "00000000-0000-7000-8000-000000000001"
--   $3 text = "erp-7"
--
-- Plan, with an index wherever there is one:
--
--   Limit
--     Index Scan ExternalKey x by ExternalKey_tenant_type_objectId_idx
--     Index Scan Organization t0 by Organization_pkey

SELECT
  '{"organization":' || coalesce(
    (
      SELECT
        '
{"name":' || to_json(t0."name"::text)::text || '}'
      FROM
        "Organization" t0
      WHERE
        t0."tenant" = $1::int4
        AND t0."id" = (
          SELECT
            x."objectId"
          FROM
            "ExternalKey" x
          WHERE
            x.tenant = $1::int4
            AND x.app = $2::uuid
            AND x.type = 'Organization'
            AND x.key = $3::text
        )
      LIMIT
        1
    ),
    'null'
  ) || '}' AS data;
