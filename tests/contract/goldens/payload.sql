-- What is asked of a written object, read on the connection of the write.
--
-- Asked by district:
--
--   mutation ($input: UpdateOrganizationInput!) {
--     updateOrganization(input: $input) {
--       organization {
--         name
--         shortName
--         division {
--           name
--         }
--       }
--       userErrors {
--         code
--       }
--     }
--   }
--
-- with {"input":{"idempotencyKey":"golden-payload","dryRun":true,"organization":{"id":"org_990101_01890999-7800-7380-8b58-3ec670742292"},"expectedVersion":1,"shortName":"童萌"}}
--
-- Bound:
--
--   $1 date = "2026-11-22"
--   $2 int4 = 990101
--   $3 uuid = "01890999-7800-7380-8b58-3ec670742292"
--   $4 text = "990101"
--   $5 text = "990101:"
--
-- Plan, with an index wherever there is one:
--
--   Limit
--     Index Scan Organization t0 by Organization_pkey
--       Limit
--         Index Scan DivisionVersion t1 by DivisionVersion_pkey

SELECT
  '{"organization":' || coalesce(
    (
      SELECT
        '
{"name":' || to_json(t0."name"::text)::text || ',"shortName":' || coalesce(to_json(t0."shortName"::text)::text, 'null') || ',"division":' || coalesce(
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
        ) || ',"$type":' || CASE
          WHEN t0."kind" IN ('PARTY_ORGAN') THEN '"PartyOrgan"'
          WHEN t0."kind" IN ('GOV_DEPARTMENT', 'STREET_OFFICE') THEN '"GovernmentAgency"'
          WHEN t0."kind" IN ('PUBLIC_INSTITUTION', 'UNIVERSITY', 'SCHOOL') THEN '"PublicInstitution"'
          WHEN t0."kind" IN ('MASS_ORG') THEN '"MassOrganization"'
          WHEN t0."kind" IN ('RESIDENTS_COMMITTEE', 'VILLAGERS_COMMITTEE', 'OWNERS_ASSEMBLY') THEN '"SelfGoverningOrganization"'
          WHEN t0."kind" IN ('COLLECTIVE_ECONOMY') THEN '"CollectiveEconomicOrganization"'
          WHEN t0."kind" IN ('SOCIAL_ASSOCIATION', 'SOCIAL_SERVICE_AGENCY', 'FOUNDATION', 'FILED_COMMUNITY_ORG', 'SELF_ORG') THEN '"SocialOrganization"'
          WHEN t0."kind" IN ('ENTERPRISE', 'INDIVIDUAL_BUSINESS', 'COOPERATIVE', 'PROPERTY_COMPANY') THEN '"Enterprise"'
          WHEN t0."kind" IN ('TASK_FORCE', 'ALLIANCE', 'SUPPORT_CENTRE') THEN '"JointBody"'
        END || '}'
      FROM
        "Organization" t0
      WHERE
        t0."tenant" = $2::int4
        AND t0."id" = $3::uuid
        AND CASE
          WHEN t0."divisionKey" >= $4::text
          AND t0."divisionKey" < $5::text THEN TRUE
          ELSE FALSE
        END
      LIMIT
        1
    ),
    'null'
  ) || '}' AS data;
