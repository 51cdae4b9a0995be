-- An object by a natural key of its tenant.
--
-- Asked by vendor:
--
--   query ($key: OrganizationRefUsccInTenant!) {
--     organization(ref: {usccInTenant: $key}) {
--       name
--       division {
--         name
--       }
--     }
--   }
--
-- with {"key":{"tenant":990101,"uscc":"91510117MADEM0011H"}}
--
-- Bound:
--
--   $1 date = "2026-11-22"
--   $2 int4 = 990101
--   $3 text = "91510117MADEM0011H"
--
-- Plan, with an index wherever there is one:
--
--   Limit
--     Index Scan Organization t0 by Organization_tenant_uscc_key
--       Limit
--         Index Scan DivisionVersion t1 by DivisionVersion_pkey

SELECT
  '{"organization":' || coalesce(
    (
      SELECT
        '
{"name":' || to_json(t0."name"::text)::text || ',"division":' || coalesce(
          (
            SELECT
              '
	{"name":' || to_json(t1."name"::text)::text || '}'
            FROM
              "DivisionVersion" t1
            WHERE
              t1."key" = t0."divisionKey"
              AND t1."validFrom" <= $1::date
              AND (
                t1."validTo" IS NULL
                OR t1."validTo" > $1::date
              )
            LIMIT
              1
          ),
          'null'
        ) || '}'
      FROM
        "Organization" t0
      WHERE
        t0."tenant" = $2::int4
        AND t0."uscc" = $3::text
      LIMIT
        1
    ),
    'null'
  ) || '}' AS data;
