-- Objects of several types by their ids: each type is said once, however many ids there are.
--
-- Asked by auditor:
--
--   query ($ids: [ID!]!) {
--     nodes(ids: $ids) {
--       __typename
--       id
--       ... on Organization {
--         name
--       }
--       ... on Fund {
--         name
--       }
--       ... on Division {
--         name
--         level
--       }
--     }
--   }
--
-- with {"ids":["org_990101_01890999-7800-7380-8b58-3ec670742292","div_0_990101000000","fnd_990101_01890999-7800-7086-89ca-88945f4879b2","org_990101_01890999-7800-7380-8b58-3ec670742292"]}
--
-- Bound:
--
--   $1 date = "2026-11-22"
--   $2 text = "990101"
--   $3 text = "990101:"
--   $4 text = "990101"
--   $5 text = "990101:"
--   $6 text[] = ["org","div","fnd","org"]
--   $7 int4[] = [990101,0,990101,990101]
--   $8 text[] = ["01890999-7800-7380-8b58-3ec670742292","990101000000","01890999-7800-7086-89ca-88945f4879b2","01890999-7800-7380-8b58-3ec670742292"]
--   $9 uuid[] = ["01890999-7800-7380-8b58-3ec670742292",null,"01890999-7800-7086-89ca-88945f4879b2","01890999-7800-7380-8b58-3ec670742292"]
--
-- Plan, with an index wherever there is one:
--
--   Aggregate
--     Function Scan
--     Limit
--       Index Scan DivisionVersion t0 by DivisionVersion_pkey
--     Limit
--       Index Scan Fund t1 by Fund_pkey
--     Limit
--       Index Scan Organization t2 by Organization_pkey

SELECT
  '{"nodes":' || (
    SELECT
      '[' || coalesce(
        string_agg(
          CASE x.prefix
            WHEN 'div' THEN coalesce(
              (
                SELECT
                  '
{"__typename":"Division","id":"div_0_' || t0."key"::text || '","name":' || to_json(t0."name"::text)::text || ',"level":"' || t0."level"::text || '"}'
                FROM
                  "DivisionVersion" t0
                WHERE
                  x.tenant = 0
                  AND t0."key" = x.key
                  AND t0."validFrom" <= $1::date
                  AND (
                    t0."validTo" IS NULL
                    OR t0."validTo" > $1::date
                  )
                LIMIT
                  1
              ),
              'null'
            )
            WHEN 'fnd' THEN coalesce(
              (
                SELECT
                  '
	' || translate(t1."tenant"::bit(32)::text, '01', ' 	') || '{"__typename":"Fund","id":"fnd_' || t1."tenant"::text || '_' || t1."id"::text || '","name":' || to_json(t1."name"::text)::text || '}'
                FROM
                  "Fund" t1
                WHERE
                  t1."tenant" = x.tenant
                  AND t1."id" = x.uuid
                  AND CASE
                    WHEN t1."divisionKey" >= $2::text
                    AND t1."divisionKey" < $3::text THEN TRUE
                    ELSE FALSE
                  END
                LIMIT
                  1
              ),
              'null'
            )
            WHEN 'org' THEN coalesce(
              (
                SELECT
                  '
	 ' || translate(t2."tenant"::bit(32)::text, '01', ' 	') || '{"__typename":' || CASE
                    WHEN t2."kind" IN ('PARTY_ORGAN') THEN '"PartyOrgan"'
                    WHEN t2."kind" IN ('GOV_DEPARTMENT', 'STREET_OFFICE') THEN '"GovernmentAgency"'
                    WHEN t2."kind" IN ('PUBLIC_INSTITUTION', 'UNIVERSITY', 'SCHOOL') THEN '"PublicInstitution"'
                    WHEN t2."kind" IN ('MASS_ORG') THEN '"MassOrganization"'
                    WHEN t2."kind" IN ('RESIDENTS_COMMITTEE', 'VILLAGERS_COMMITTEE', 'OWNERS_ASSEMBLY') THEN '"SelfGoverningOrganization"'
                    WHEN t2."kind" IN ('COLLECTIVE_ECONOMY') THEN '"CollectiveEconomicOrganization"'
                    WHEN t2."kind" IN ('SOCIAL_ASSOCIATION', 'SOCIAL_SERVICE_AGENCY', 'FOUNDATION', 'FILED_COMMUNITY_ORG', 'SELF_ORG') THEN '"SocialOrganization"'
                    WHEN t2."kind" IN ('ENTERPRISE', 'INDIVIDUAL_BUSINESS', 'COOPERATIVE', 'PROPERTY_COMPANY') THEN '"Enterprise"'
                    WHEN t2."kind" IN ('TASK_FORCE', 'ALLIANCE', 'SUPPORT_CENTRE') THEN '"JointBody"'
                  END || ',"id":"org_' || t2."tenant"::text || '_' || t2."id"::text || '","name":' || to_json(t2."name"::text)::text || '}'
                FROM
                  "Organization" t2
                WHERE
                  t2."tenant" = x.tenant
                  AND t2."id" = x.uuid
                  AND CASE
                    WHEN t2."divisionKey" >= $4::text
                    AND t2."divisionKey" < $5::text THEN TRUE
                    ELSE FALSE
                  END
                LIMIT
                  1
              ),
              'null'
            )
            ELSE 'null'
          END,
          ','
          ORDER BY
            x.n
        ),
        ''
      ) || ']'
    FROM
      unnest($6::text[], $7::int4[], $8::text[], $9::uuid[]) WITH ORDINALITY AS x (prefix, tenant, key, uuid, n)
  ) || '}' AS data;
