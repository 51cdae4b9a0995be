-- An object by its id; its tenant is told to every table below it.
--
-- Asked by vendor:
--
--   query ($id: ID!) {
--     node(id: $id) {
--       id
--       ... on Organization {
--         name
--         division {
--           name
--         }
--         residences(first: 3) {
--           nodes {
--             role
--             division {
--               code
--             }
--           }
--         }
--       }
--     }
--   }
--
-- with {"id":"org_990101_01890999-7800-7380-8b58-3ec670742292"}
--
-- Bound:
--
--   $1 date = "2026-11-22"
--   $2 int4 = 990101
--   $3 uuid = "01890999-7800-7380-8b58-3ec670742292"
--
-- Plan, with an index wherever there is one:
--
--   Limit
--     Index Scan Organization t0 by Organization_pkey
--       Limit
--         Index Scan DivisionVersion t1 by DivisionVersion_pkey
--       Aggregate
--         Limit
--           Sort
--             Nested Loop
--               Index Scan OrganizationResidence t2 by OrganizationResidence_tenant_organizationId_idx
--               Index Only Scan Organization t3 by Organization_pkey
--         Limit
--           Index Scan DivisionVersion t4 by DivisionVersion_pkey

SELECT
  '{"node":' || coalesce(
    (
      SELECT
        '
{"id":"org_' || t0."tenant"::text || '_' || t0."id"::text || '","name":' || to_json(t0."name"::text)::text || ',"division":' || coalesce(
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
        ) || ',"residences":' || (
          SELECT
            '{"nodes":[' || coalesce(
              string_agg(
                '
	 {"role":"' || t2."role"::text || '","division":' || coalesce(
                  (
                    SELECT
                      '
		{"code":' || to_json(t4."code"::text)::text || '}'
                    FROM
                      "DivisionVersion" t4
                    WHERE
                      t4."key" = t2."divisionKey"
                      AND t4."validFrom" <= $1::date
                      AND (
                        t4."validTo" IS NULL
                        OR t4."validTo" > $1::date
                      )
                    LIMIT
                      1
                  ),
                  'null'
                ) || '}',
                ','
              ),
              ''
            ) || ']}'
          FROM
            (
              SELECT
                t2.*
              FROM
                "OrganizationResidence" t2
              WHERE
                t2."tenant" = $2::int4
                AND t2."organizationId" = t0."id"
                AND t2."validFrom" <= $1::date
                AND (
                  t2."validTo" IS NULL
                  OR t2."validTo" > $1::date
                )
                AND EXISTS (
                  SELECT
                    1
                  FROM
                    "Organization" t3
                  WHERE
                    t3."tenant" = $2::int4
                    AND t3."id" = t2."organizationId"
                )
              ORDER BY
                t2."validFrom",
                t2."tenant",
                t2."id"
              LIMIT
                3
            ) t2
        ) || '}'
      FROM
        "Organization" t0
      WHERE
        t0."tenant" = $2::int4
        AND t0."id" = $3::uuid
      LIMIT
        1
    ),
    'null'
  ) || '}' AS data;
