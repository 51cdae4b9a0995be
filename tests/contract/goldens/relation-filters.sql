-- Conditions on other rows, of which the caller may see some: some, none and every.
--
-- Asked by auditor:
--
--   query ($role: ResidenceRole!, $state: FundState!, $tenant: Int!) {
--     organizations(
--       first: 3
--       filter: {tenant: {eq: $tenant}, residences: {some: {role: {eq: $role}}}, hostedFunds: {none: {state: {eq: $state}}}, mentions: {every: {line: {gt: 0}}}}
--     ) {
--       nodes {
--         name
--       }
--     }
--   }
--
-- with {"role":"RESIDENT_UNIT","state":"TERMINATED","tenant":990101}
--
-- Bound:
--
--   $1 text = "990101"
--   $2 text = "990101:"
--   $3 int4 = 990101
--   $4 text = "990101"
--   $5 text = "990101:"
--   $6 int4 = 0
--   $7 date = "2026-11-22"
--   $8 text = "990101"
--   $9 text = "990101:"
--
-- Plan, with an index wherever there is one:
--
--   Aggregate
--     Limit
--       Sort
--         Nested Loop
--           Nested Loop
--             Nested Loop
--               Aggregate
--                 Merge Join
--                   Index Scan OrganizationResidence t3 by OrganizationResidence_tenant_organizationId_idx
--                   Index Scan Organization t4 by Organization_pkey
--               Index Scan Organization t0 by Organization_pkey
--             Index Scan Fund t1 by Fund_tenant_hostId_idx
--           Index Scan Mention t2 by Mention_tenant_organizationId_idx

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
          CASE
            WHEN t0."divisionKey" >= $1::text
            AND t0."divisionKey" < $2::text THEN TRUE
            ELSE FALSE
          END
          AND (
            NOT EXISTS (
              SELECT
                1
              FROM
                "Fund" t1
              WHERE
                t1."tenant" = $3::int4
                AND (t1."hostId" = t0."id")
                AND CASE
                  WHEN t1."divisionKey" >= $4::text
                  AND t1."divisionKey" < $5::text THEN TRUE
                  ELSE FALSE
                END
                AND t1."state" = 'TERMINATED'::"FundState"
            )
            AND NOT EXISTS (
              SELECT
                1
              FROM
                "Mention" t2
              WHERE
                t2."tenant" = $3::int4
                AND t2."organizationId" = t0."id"
                AND (t2."line" > $6::int4) IS NOT TRUE
            )
            AND EXISTS (
              SELECT
                1
              FROM
                "OrganizationResidence" t3
              WHERE
                t3."tenant" = $3::int4
                AND t3."organizationId" = t0."id"
                AND t3."validFrom" <= $7::date
                AND (
                  t3."validTo" IS NULL
                  OR t3."validTo" > $7::date
                )
                AND EXISTS (
                  SELECT
                    1
                  FROM
                    "Organization" t4
                  WHERE
                    t4."tenant" = $3::int4
                    AND t4."id" = t3."organizationId"
                    AND CASE
                      WHEN t4."divisionKey" >= $8::text
                      AND t4."divisionKey" < $9::text THEN TRUE
                      ELSE FALSE
                    END
                )
                AND t3."role" = 'RESIDENT_UNIT'::"ResidenceRole"
            )
            AND t0."tenant" = $3::int4
          )
        ORDER BY
          t0."tenant",
          t0."id"
        LIMIT
          3
      ) t0
  ) || '}' AS data;
