-- A column that the caller sees in one county only, in the answer as in the order.
--
-- Asked by district:
--
--   {
--     organizations(first: 3, filter: {contactPhone: {isNull: false}}) {
--       nodes {
--         name
--         contactPhone
--         contactName
--       }
--     }
--   }
--
-- with {}
--
-- Bound:
--
--   $1 text = "990101"
--   $2 text = "990101:"
--   $3 text = "990101"
--   $4 text = "990101:"
--   $5 text = "990101"
--   $6 text = "990101:"
--
-- Plan, with an index wherever there is one:
--
--   Aggregate
--     Limit
--       Sort
--         Index Scan Organization t0 by Organization_divisionKey_idx
--     Aggregate
--       Function Scan

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
          '
	{"name":' || to_json(t0."name"::text)::text || ',"contactPhone":' || coalesce(
            'Organization.contactPhone ' || t0."tenant"::text || ' ' || t0."id"::text || ' ' || to_json(
              nullif(
                CASE
                  WHEN CASE
                    WHEN t0."divisionKey" >= $1::text
                    AND t0."divisionKey" < $2::text THEN TRUE
                    ELSE FALSE
                  END THEN t0."contactPhone"
                END,
                'erased'
              )
            )::text || '',
            'null'
          ) || ',"contactName":' || coalesce(
            'Organization.contactName ' || t0."tenant"::text || ' ' || t0."id"::text || ' ' || to_json(
              nullif(
                CASE
                  WHEN CASE
                    WHEN t0."divisionKey" >= $3::text
                    AND t0."divisionKey" < $4::text THEN TRUE
                    ELSE FALSE
                  END THEN t0."contactName"
                END,
                'erased'
              )
            )::text || '',
            'null'
          ) || '}',
          ','
        ),
        ''
      ) || ']}'
    FROM
      (
        SELECT
          t0.*
        FROM
          (
            SELECT
              t0.*
            FROM
              "Organization" t0
            WHERE
              (
                t0."divisionKey" >= $5::text
                AND t0."divisionKey" < $6::text
              )
              AND (
                substr(
                  nullif(
                    CASE
                      WHEN CASE
                        WHEN t0."divisionKey" >= $1::text
                        AND t0."divisionKey" < $2::text THEN TRUE
                        ELSE FALSE
                      END THEN t0."contactPhone"
                    END,
                    'erased'
                  ),
                  4,
                  31
                ) IS NULL
              ) IS NOT TRUE
            OFFSET
              0
          ) t0
        ORDER BY
          t0."tenant",
          t0."id"
        LIMIT
          3
      ) t0
  ) || '}' AS data;
