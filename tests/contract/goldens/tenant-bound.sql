-- A fund with its books: every level is told the tenant, and looks nowhere else.
--
-- Asked by district:
--
--   query ($id: ID!) {
--     node(id: $id) {
--       ... on Fund {
--         accounts(first: 5) {
--           nodes {
--             name
--             entries(first: 5) {
--               totalCount
--               nodes {
--                 number
--                 amount {
--                   yuan
--                 }
--                 transaction {
--                   number
--                 }
--               }
--             }
--           }
--         }
--         stateChanges {
--           toState
--         }
--       }
--     }
--   }
--
-- with {"id":"fnd_990101_01890999-7800-7086-89ca-88945f4879b2"}
--
-- Bound:
--
--   $1 int4 = 990101
--   $2 text = "990101"
--   $3 text = "990101:"
--   $4 text = "990101"
--   $5 text = "990101:"
--   $6 bool = true
--   $7 uuid = "01890999-7800-73c0-b38b-f240b1a0ac37"
--   $8 text = "990101"
--   $9 text = "990101:"
--   $10 uuid = "01890999-7800-7086-89ca-88945f4879b2"
--
-- Plan, with an index wherever there is one:
--
--   Limit
--     Index Scan Fund t0 by Fund_pkey
--       Aggregate
--         Limit
--           Sort
--             Index Scan LedgerAccount t1 by LedgerAccount_tenant_fundId_kind_isRollUp_payerId_key
--         Aggregate
--           Aggregate
--             Index Scan LedgerEntry t2 by LedgerEntry_tenant_accountId_effectiveOn_recordedAt_idx
--           Limit
--             Incremental Sort
--               Index Scan LedgerEntry t2_1 by LedgerEntry_tenant_accountId_number_key
--           Limit
--             Index Scan LedgerTransaction t3 by LedgerTransaction_tenant_supplementsId_idx
--       Aggregate
--         Limit
--           Index Scan StateChange t4 by StateChange_pkey

SELECT
  '{"node":' || coalesce(
    (
      SELECT
        '
{"accounts":' || (
          SELECT
            '{"nodes":[' || coalesce(
              string_agg(
                '
	{"name":' || to_json(t1."name"::text)::text || ',"entries":' || (
                  SELECT
                    '{"totalCount":' || (
                      SELECT
                        count(*)::text
                      FROM
                        "LedgerEntry" t2
                      WHERE
                        t2."tenant" = $1::int4
                        AND t2."accountId" = t1."id"
                        AND CASE
                          WHEN t2."divisionKey" >= $2::text
                          AND t2."divisionKey" < $3::text THEN TRUE
                          ELSE FALSE
                        END
                    ) || ',"nodes":[' || coalesce(
                      string_agg(
                        '
	 {"number":"' || t2."number"::text || '","amount":' || coalesce(
                          '{"yuan":"' || round(
                            CASE
                              WHEN (
                                CASE
                                  WHEN t2."divisionKey" >= $4::text
                                  AND t2."divisionKey" < $5::text THEN TRUE
                                  ELSE FALSE
                                END
                                OR (
                                  t2."disclosed" = $6::bool
                                  OR t2."payerId" = $7::uuid
                                )
                              ) THEN t2."amountFen"
                            END::numeric / 100,
                            2
                          )::text || '"}',
                          'null'
                        ) || ',"transaction":' || coalesce(
                          (
                            SELECT
                              '
		{"number":"' || t3."number"::text || '"}'
                            FROM
                              "LedgerTransaction" t3
                            WHERE
                              t3."tenant" = $1::int4
                              AND t3."id" = t2."transactionId"
                              AND CASE
                                WHEN t3."divisionKey" >= $2::text
                                AND t3."divisionKey" < $3::text THEN TRUE
                                ELSE FALSE
                              END
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
                        "LedgerEntry" t2
                      WHERE
                        t2."tenant" = $1::int4
                        AND t2."accountId" = t1."id"
                        AND CASE
                          WHEN t2."divisionKey" >= $2::text
                          AND t2."divisionKey" < $3::text THEN TRUE
                          ELSE FALSE
                        END
                      ORDER BY
                        t2."number",
                        t2."tenant",
                        t2."id"
                      LIMIT
                        5
                    ) t2
                ) || '}',
                ','
              ),
              ''
            ) || ']}'
          FROM
            (
              SELECT
                t1.*
              FROM
                "LedgerAccount" t1
              WHERE
                t1."tenant" = $1::int4
                AND t1."fundId" = t0."id"
                AND CASE
                  WHEN t1."divisionKey" >= $8::text
                  AND t1."divisionKey" < $9::text THEN TRUE
                  ELSE FALSE
                END
              ORDER BY
                t1."tenant",
                t1."id"
              LIMIT
                5
            ) t1
        ) || ',"stateChanges":' || (
          SELECT
            '[' || coalesce(string_agg('
	  {"toState":' || to_json(t4."toState"::text)::text || '}', ','), '') || ']'
          FROM
            (
              SELECT
                t4.*
              FROM
                "StateChange" t4
              WHERE
                t4."tenant" = $1::int4
                AND (
                  $1::int4 = $1::int4
                  AND t4."objectId" = t0."id"
                  AND t4."type" = 'Fund'
                )
              ORDER BY
                t4."tenant",
                t4."objectId",
                t4."version"
              LIMIT
                200
            ) t4
        ) || '}'
      FROM
        "Fund" t0
      WHERE
        t0."tenant" = $1::int4
        AND t0."id" = $10::uuid
        AND CASE
          WHEN t0."divisionKey" >= $2::text
          AND t0."divisionKey" < $3::text THEN TRUE
          ELSE FALSE
        END
      LIMIT
        1
    ),
    'null'
  ) || '}' AS data;
