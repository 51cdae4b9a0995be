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
--   $4 date = "2026-11-22"
--   $5 text = "990101"
--   $6 text = "990101:"
--   $7 int4 = 0
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
--                   Index Scan OrganizationResidence t1 by OrganizationResidence_tenant_organizationId_idx
--                   Index Scan Organization t2 by Organization_pkey
--               Index Scan Organization t0 by Organization_pkey
--             Index Scan Mention t3 by Mention_tenant_organizationId_idx
--           Index Scan Fund t4 by Fund_tenant_hostId_idx

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
            t0."tenant" = $3::int4
            AND EXISTS (
              SELECT
                1
              FROM
                "OrganizationResidence" t1
              WHERE
                t1."tenant" = $3::int4
                AND t1."organizationId" = t0."id"
                AND t1."validFrom" <= $4::date
                AND (
                  t1."validTo" IS NULL
                  OR t1."validTo" > $4::date
                )
                AND EXISTS (
                  SELECT
                    1
                  FROM
                    "Organization" t2
                  WHERE
                    t2."tenant" = $3::int4
                    AND t2."id" = t1."organizationId"
                    AND CASE
                      WHEN t2."divisionKey" >= $5::text
                      AND t2."divisionKey" < $6::text THEN TRUE
                      ELSE FALSE
                    END
                )
                AND t1."role" = 'RESIDENT_UNIT'::"ResidenceRole"
            )
            AND NOT EXISTS (
              SELECT
                1
              FROM
                "Mention" t3
              WHERE
                t3."tenant" = $3::int4
                AND t3."organizationId" = t0."id"
                AND (t3."line" > $7::int4) IS NOT TRUE
            )
            AND NOT EXISTS (
              SELECT
                1
              FROM
                "Fund" t4
              WHERE
                t4."tenant" = $3::int4
                AND (t4."hostId" = t0."id")
                AND CASE
                  WHEN t4."divisionKey" >= $8::text
                  AND t4."divisionKey" < $9::text THEN TRUE
                  ELSE FALSE
                END
                AND t4."state" = 'TERMINATED'::"FundState"
            )
          )
        ORDER BY
          t0."tenant",
          t0."id"
        LIMIT
          3
      ) t0
  ) || '}' AS data;
