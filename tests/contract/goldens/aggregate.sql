-- Numbers about the rows that the list would show, as a whole and in groups.
--
-- Asked by district:
--
--   query ($tenant: Int!) {
--     settlementsAggregate(filter: {tenant: {eq: $tenant}}) {
--       count
--       sum {
--         amount {
--           yuan
--         }
--       }
--       groups(by: [STATE], first: 5) {
--         state
--         count
--         sum {
--           open {
--             fen
--           }
--         }
--       }
--     }
--   }
--
-- with {"tenant":990101}
--
-- Bound:
--
--   $1 text = "990101"
--   $2 text = "990101:"
--   $3 int4 = 990101
--   $4 uuid = "01890999-7800-73c0-b38b-f240b1a0ac37"
--
-- Plan, with an index wherever there is one:
--
--   Aggregate
--     Aggregate
--       Limit
--         Sort
--           WindowAgg
--             Sort
--               Aggregate
--                 Sort
--                   Index Scan Settlement t1 by Settlement_tenant_chargesId_idx
--                     Hash Join
--                       Index Only Scan Agreement t2 by Agreement_pkey
--                       Index Scan AgreementParty t3 by AgreementParty_tenant_organizationId_idx
--     Index Scan Settlement t0 by Settlement_tenant_chargesId_idx
--       Hash Join
--         Index Only Scan Agreement t4 by Agreement_pkey
--         Index Scan AgreementParty t5 by AgreementParty_tenant_organizationId_idx

SELECT
  '{"settlementsAggregate":' || (
    SELECT
      '{"count":' || count(*)::text || ',"sum":{"amount":' || coalesce('{"yuan":"' || round(sum(t0."amountFen")::numeric / 100, 2)::text || '"}', 'null') || '},"groups":' || (
        SELECT
          '[' || coalesce(
            string_agg(
              p.j,
              ','
              ORDER BY
                p.n
            ),
            ''
          ) || ']'
        FROM
          (
            SELECT
              '{"state":' || coalesce('"' || t1."state"::text || '"', 'null') || ',"count":' || count(*)::text || ',"sum":{"open":' || coalesce('{"fen":"' || sum(t1."openFen")::text || '"}', 'null') || '}}' AS j,
              row_number() OVER (
                ORDER BY
                  count(*) DESC,
                  t1."state"
              ) AS n
            FROM
              "Settlement" t1
            WHERE
              (
                CASE
                  WHEN t1."divisionKey" >= $1::text
                  AND t1."divisionKey" < $2::text THEN TRUE
                  ELSE FALSE
                END
                OR EXISTS (
                  SELECT
                    1
                  FROM
                    "Agreement" t2
                  WHERE
                    t2."tenant" = $3::int4
                    AND t2."id" = t1."agreementId"
                    AND EXISTS (
                      SELECT
                        1
                      FROM
                        "AgreementParty" t3
                      WHERE
                        t3."tenant" = $3::int4
                        AND t3."agreementId" = t2."id"
                        AND t3."organizationId" = $4::uuid
                    )
                )
              )
              AND t1."tenant" = $3::int4
            GROUP BY
              t1."state"
            ORDER BY
              n
            LIMIT
              5
          ) p
      ) || '}'
    FROM
      "Settlement" t0
    WHERE
      (
        CASE
          WHEN t0."divisionKey" >= $1::text
          AND t0."divisionKey" < $2::text THEN TRUE
          ELSE FALSE
        END
        OR EXISTS (
          SELECT
            1
          FROM
            "Agreement" t4
          WHERE
            t4."tenant" = $3::int4
            AND t4."id" = t0."agreementId"
            AND EXISTS (
              SELECT
                1
              FROM
                "AgreementParty" t5
              WHERE
                t5."tenant" = $3::int4
                AND t5."agreementId" = t4."id"
                AND t5."organizationId" = $4::uuid
            )
        )
      )
      AND t0."tenant" = $3::int4
    HAVING
      TRUE
  ) || '}' AS data;
