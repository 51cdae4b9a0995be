-- Amounts as fen and yuan, worked out once where both are asked for.
--
-- Asked by district:
--
--   query ($id: ID!) {
--     node(id: $id) {
--       ... on Fund {
--         name
--         balance {
--           fen
--           yuan
--           currency
--         }
--         receivable {
--           yuan
--         }
--       }
--     }
--   }
--
-- with {"id":"fnd_990101_01890999-7800-7086-89ca-88945f4879b2"}
--
-- Bound:
--
--   $1 text = "990101"
--   $2 text = "990101:"
--   $3 int4 = 990101
--   $4 text = "990101"
--   $5 text = "990101:"
--   $6 uuid = "01890999-7800-7086-89ca-88945f4879b2"
--   $7 text = "990101"
--   $8 text = "990101:"
--
-- Plan, with an index wherever there is one:
--
--   Limit
--     Index Scan Fund t0 by Fund_pkey
--       Aggregate
--         Hash Join
--           Index Scan LedgerBalance b by LedgerBalance_pkey
--           Index Scan LedgerAccount a by LedgerAccount_tenant_fundId_kind_isRollUp_payerId_key
--       Aggregate
--         Hash Join
--           Index Scan LedgerBalance b_1 by LedgerBalance_pkey
--           Index Scan LedgerAccount a_1 by LedgerAccount_tenant_fundId_kind_isRollUp_payerId_key

SELECT
  '{"node":' || coalesce(
    (
      SELECT
        '
{"name":' || to_json(t0."name"::text)::text || ',"balance":' || coalesce(
          (
            SELECT
              '{"fen":"' || v.fen::text || '","yuan":"' || round(v.fen::numeric / 100, 2)::text || '","currency":"CNY"}'
            FROM
              (
                SELECT
                  CASE
                    WHEN CASE
                      WHEN t0."divisionKey" >= $1::text
                      AND t0."divisionKey" < $2::text THEN TRUE
                      ELSE FALSE
                    END THEN (
                      SELECT
                        coalesce(sum(b."balanceFen"), 0)::int8
                      FROM
                        "LedgerAccount" a
                        JOIN "LedgerBalance" b ON b.tenant = $3::int4
                        AND b."accountId" = a.id
                      WHERE
                        a.tenant = $3::int4
                        AND a."fundId" = t0."id"
                        AND a.kind = 'FUND'
                    )
                  END
                OFFSET
                  0
              ) AS v (fen)
          ),
          'null'
        ) || ',"receivable":' || coalesce(
          '{"yuan":"' || round(
            CASE
              WHEN CASE
                WHEN t0."divisionKey" >= $4::text
                AND t0."divisionKey" < $5::text THEN TRUE
                ELSE FALSE
              END THEN (
                SELECT
                  coalesce(sum(b."balanceFen"), 0)::int8
                FROM
                  "LedgerAccount" a
                  JOIN "LedgerBalance" b ON b.tenant = $3::int4
                  AND b."accountId" = a.id
                WHERE
                  a.tenant = $3::int4
                  AND a."fundId" = t0."id"
                  AND a.kind = 'RECEIVABLE'
              )
            END::numeric / 100,
            2
          )::text || '"}',
          'null'
        ) || '}'
      FROM
        "Fund" t0
      WHERE
        t0."tenant" = $3::int4
        AND t0."id" = $6::uuid
        AND CASE
          WHEN t0."divisionKey" >= $7::text
          AND t0."divisionKey" < $8::text THEN TRUE
          ELSE FALSE
        END
      LIMIT
        1
    ),
    'null'
  ) || '}' AS data;
