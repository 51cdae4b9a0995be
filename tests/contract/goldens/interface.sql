-- What only some kinds have is selected of those alone.
--
-- Asked by vendor:
--
--   {
--     organizations(first: 3) {
--       nodes {
--         __typename
--         name
--         ... on Enterprise {
--           businessScope
--         }
--         ... on SelfGoverningOrganization {
--           division {
--             name
--           }
--         }
--       }
--     }
--   }
--
-- with {}
--
-- Bound:
--
--   $1 date = "2026-11-22"
--
-- Plan, with an index wherever there is one:
--
--   Aggregate
--     Limit
--       Index Scan Organization t0 by Organization_pkey from end to end
--     Aggregate
--       Function Scan
--     Limit
--       Index Scan DivisionVersion t1 by DivisionVersion_pkey

SELECT
  '{"organizations":' || (
    SELECT
      '{"nodes":[
' || coalesce(
        translate(
          CASE
            WHEN (array_agg(t0."tenant")) [1] = ALL (array_agg(t0."tenant")) THEN (array_agg(t0."tenant")) [1]::bit(32)::text
            ELSE (
              SELECT
                string_agg(
                  a.tenant::bit(32)::text,
                  ''
                  ORDER BY
                    a.n
                )
              FROM
                unnest(array_agg(t0."tenant")) WITH ORDINALITY a (tenant, n)
            )
          END,
          '01',
          ' 	'
        ),
        ''
      ) || coalesce(
        string_agg(
          CASE
            WHEN t0."kind" IN (
              'PARTY_ORGAN',
              'GOV_DEPARTMENT',
              'STREET_OFFICE',
              'PUBLIC_INSTITUTION',
              'UNIVERSITY',
              'SCHOOL',
              'MASS_ORG',
              'COLLECTIVE_ECONOMY',
              'SOCIAL_ASSOCIATION',
              'SOCIAL_SERVICE_AGENCY',
              'FOUNDATION',
              'FILED_COMMUNITY_ORG',
              'SELF_ORG',
              'TASK_FORCE',
              'ALLIANCE',
              'SUPPORT_CENTRE'
            ) THEN '
	{"__typename":' || CASE
              WHEN t0."kind" IN ('PARTY_ORGAN') THEN '"PartyOrgan"'
              WHEN t0."kind" IN ('GOV_DEPARTMENT', 'STREET_OFFICE') THEN '"GovernmentAgency"'
              WHEN t0."kind" IN ('PUBLIC_INSTITUTION', 'UNIVERSITY', 'SCHOOL') THEN '"PublicInstitution"'
              WHEN t0."kind" IN ('MASS_ORG') THEN '"MassOrganization"'
              WHEN t0."kind" IN ('RESIDENTS_COMMITTEE', 'VILLAGERS_COMMITTEE', 'OWNERS_ASSEMBLY') THEN '"SelfGoverningOrganization"'
              WHEN t0."kind" IN ('COLLECTIVE_ECONOMY') THEN '"CollectiveEconomicOrganization"'
              WHEN t0."kind" IN ('SOCIAL_ASSOCIATION', 'SOCIAL_SERVICE_AGENCY', 'FOUNDATION', 'FILED_COMMUNITY_ORG', 'SELF_ORG') THEN '"SocialOrganization"'
              WHEN t0."kind" IN ('ENTERPRISE', 'INDIVIDUAL_BUSINESS', 'COOPERATIVE', 'PROPERTY_COMPANY') THEN '"Enterprise"'
              WHEN t0."kind" IN ('TASK_FORCE', 'ALLIANCE', 'SUPPORT_CENTRE') THEN '"JointBody"'
            END || ',"name":' || to_json(t0."name"::text)::text || '}'
            WHEN t0."kind" IN ('RESIDENTS_COMMITTEE', 'VILLAGERS_COMMITTEE', 'OWNERS_ASSEMBLY') THEN '
	 {"__typename":' || CASE
              WHEN t0."kind" IN ('PARTY_ORGAN') THEN '"PartyOrgan"'
              WHEN t0."kind" IN ('GOV_DEPARTMENT', 'STREET_OFFICE') THEN '"GovernmentAgency"'
              WHEN t0."kind" IN ('PUBLIC_INSTITUTION', 'UNIVERSITY', 'SCHOOL') THEN '"PublicInstitution"'
              WHEN t0."kind" IN ('MASS_ORG') THEN '"MassOrganization"'
              WHEN t0."kind" IN ('RESIDENTS_COMMITTEE', 'VILLAGERS_COMMITTEE', 'OWNERS_ASSEMBLY') THEN '"SelfGoverningOrganization"'
              WHEN t0."kind" IN ('COLLECTIVE_ECONOMY') THEN '"CollectiveEconomicOrganization"'
              WHEN t0."kind" IN ('SOCIAL_ASSOCIATION', 'SOCIAL_SERVICE_AGENCY', 'FOUNDATION', 'FILED_COMMUNITY_ORG', 'SELF_ORG') THEN '"SocialOrganization"'
              WHEN t0."kind" IN ('ENTERPRISE', 'INDIVIDUAL_BUSINESS', 'COOPERATIVE', 'PROPERTY_COMPANY') THEN '"Enterprise"'
              WHEN t0."kind" IN ('TASK_FORCE', 'ALLIANCE', 'SUPPORT_CENTRE') THEN '"JointBody"'
            END || ',"name":' || to_json(t0."name"::text)::text || ',"division":' || coalesce(
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
            WHEN t0."kind" IN ('ENTERPRISE', 'INDIVIDUAL_BUSINESS', 'COOPERATIVE', 'PROPERTY_COMPANY') THEN '
	  {"__typename":' || CASE
              WHEN t0."kind" IN ('PARTY_ORGAN') THEN '"PartyOrgan"'
              WHEN t0."kind" IN ('GOV_DEPARTMENT', 'STREET_OFFICE') THEN '"GovernmentAgency"'
              WHEN t0."kind" IN ('PUBLIC_INSTITUTION', 'UNIVERSITY', 'SCHOOL') THEN '"PublicInstitution"'
              WHEN t0."kind" IN ('MASS_ORG') THEN '"MassOrganization"'
              WHEN t0."kind" IN ('RESIDENTS_COMMITTEE', 'VILLAGERS_COMMITTEE', 'OWNERS_ASSEMBLY') THEN '"SelfGoverningOrganization"'
              WHEN t0."kind" IN ('COLLECTIVE_ECONOMY') THEN '"CollectiveEconomicOrganization"'
              WHEN t0."kind" IN ('SOCIAL_ASSOCIATION', 'SOCIAL_SERVICE_AGENCY', 'FOUNDATION', 'FILED_COMMUNITY_ORG', 'SELF_ORG') THEN '"SocialOrganization"'
              WHEN t0."kind" IN ('ENTERPRISE', 'INDIVIDUAL_BUSINESS', 'COOPERATIVE', 'PROPERTY_COMPANY') THEN '"Enterprise"'
              WHEN t0."kind" IN ('TASK_FORCE', 'ALLIANCE', 'SUPPORT_CENTRE') THEN '"JointBody"'
            END || ',"name":' || to_json(t0."name"::text)::text || ',"businessScope":' || coalesce(to_json(t0."businessScope"::text)::text, 'null') || '}'
          END,
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
          TRUE
        ORDER BY
          t0."tenant",
          t0."id"
        LIMIT
          3
      ) t0
  ) || '}' AS data;
