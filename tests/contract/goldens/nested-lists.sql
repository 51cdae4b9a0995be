-- Lists in lists: each is worked out for the rows of the page around it.
--
-- Asked by vendor:
--
--   query ($code: DivisionCode!) {
--     division(code: $code) {
--       children(first: 3) {
--         totalCount
--         nodes {
--           name
--           organizations(first: 2) {
--             nodes {
--               name
--             }
--           }
--         }
--       }
--     }
--   }
--
-- with {"code":"510117"}
--
-- Bound:
--
--   $1 date = "2026-11-22"
--   $2 text = "510117000000"
--
-- Plan, with an index wherever there is one:
--
--   Limit
--     Index Scan DivisionVersion t0 by DivisionVersion_code_idx
--       Aggregate
--         Aggregate
--           Index Scan DivisionVersion t1 by DivisionVersion_parentKey_idx
--         Limit
--           Sort
--             Index Scan DivisionVersion t1_1 by DivisionVersion_parentKey_idx
--         Aggregate
--           Limit
--             Sort
--               Hash Join
--                 Index Scan Organization t2 by Organization_divisionKey_idx from end to end
--                 Aggregate
--                   CTE Scan
--                     Recursive Union
--                       Nested Loop
--                         WorkTable Scan
--                         Nested Loop
--                           Hash Join
--                             Nested Loop
--                               Nested Loop
--                                 Index Only Scan DivisionChangeItem was by DivisionChangeItem_pkey
--                                 Index Scan DivisionChange merger by DivisionChange_pkey from end to end
--                               Index Only Scan DivisionChangeItem now by DivisionChangeItem_pkey
--                             Index Scan DivisionVersion child by DivisionVersion_parentKey_idx
--                           Index Only Scan DivisionVersion other by DivisionVersion_pkey
--                         Nested Loop
--                           Nested Loop
--                             Index Only Scan DivisionChangeItem was_1 by DivisionChangeItem_pkey
--                             Index Scan DivisionChange merger_1 by DivisionChange_pkey from end to end
--                           Index Only Scan DivisionChangeItem now_1 by DivisionChangeItem_pkey
--           Aggregate
--             Function Scan

SELECT
  '{"division":' || coalesce(
    (
      SELECT
        '
{"children":' || (
          SELECT
            '{"totalCount":' || (
              SELECT
                count(*)::text
              FROM
                "DivisionVersion" t1
              WHERE
                (t1."parentKey" = t0."key")
                AND t1."validFrom" <= $1::date
                AND (
                  t1."validTo" IS NULL
                  OR t1."validTo" > $1::date
                )
            ) || ',"nodes":[' || coalesce(
              string_agg(
                '
	{"name":' || to_json(t1."name"::text)::text || ',"organizations":' || (
                  SELECT
                    '{"nodes":[
	 ' || coalesce(
                      translate(
                        CASE
                          WHEN (array_agg(t2."tenant")) [1] = ALL (array_agg(t2."tenant")) THEN (array_agg(t2."tenant")) [1]::bit(32)::text
                          ELSE (
                            SELECT
                              string_agg(
                                a.tenant::bit(32)::text,
                                ''
                                ORDER BY
                                  a.n
                              )
                            FROM
                              unnest(array_agg(t2."tenant")) WITH ORDINALITY a (tenant, n)
                          )
                        END,
                        '01',
                        ' 	'
                      ),
                      ''
                    ) || coalesce(string_agg('
		{"name":' || to_json(t2."name"::text)::text || '}', ','), '') || ']}'
                  FROM
                    (
                      SELECT
                        t2.*
                      FROM
                        "Organization" t2
                      WHERE
                        (
                          t2."divisionKey" IN (
                            WITH RECURSIVE
                              "below" ("key") AS (
                                SELECT
                                  t1."key"
                                UNION
                                SELECT
                                  "next"."key"
                                FROM
                                  "below"
                                  CROSS JOIN LATERAL (
                                    SELECT
                                      "child"."key"
                                    FROM
                                      "DivisionVersion" "child"
                                    WHERE
                                      "child"."parentKey" = "below"."key"
                                      AND NOT EXISTS (
                                        SELECT
                                        FROM
                                          "DivisionVersion" "other"
                                        WHERE
                                          "other"."key" = "child"."key"
                                          AND (
                                            "other"."validFrom" > "child"."validFrom"
                                            AND "other"."validFrom" <= $1::date
                                            OR "other"."validFrom" < "child"."validFrom"
                                            AND "child"."validFrom" > $1::date
                                          )
                                      )
                                      AND NOT EXISTS (
                                        SELECT
                                        FROM
                                          "DivisionChangeItem" "was"
                                          JOIN "DivisionChange" "merger" ON "merger"."id" = "was"."changeId"
                                          AND "merger"."type" = 'MERGE'
                                          AND "merger"."effectiveOn" <= $1::date
                                          JOIN "DivisionChangeItem" "now" ON "now"."changeId" = "was"."changeId"
                                          AND "now"."side" = 'AFTER'
                                          AND "now"."divisionKey" <> "was"."divisionKey"
                                        WHERE
                                          "was"."divisionKey" = "child"."key"
                                          AND "was"."side" = 'BEFORE'
                                      )
                                    UNION ALL
                                    SELECT
                                      "was"."divisionKey"
                                    FROM
                                      "DivisionChangeItem" "was"
                                      JOIN "DivisionChange" "merger" ON "merger"."id" = "was"."changeId"
                                      AND "merger"."type" = 'MERGE'
                                      AND "merger"."effectiveOn" <= $1::date
                                      JOIN "DivisionChangeItem" "now" ON "now"."changeId" = "was"."changeId"
                                      AND "now"."side" = 'AFTER'
                                      AND "now"."divisionKey" <> "was"."divisionKey"
                                    WHERE
                                      "now"."divisionKey" = "below"."key"
                                      AND "was"."side" = 'BEFORE'
                                  ) "next"
                              )
                            SELECT
                              "below"."key"
                            FROM
                              "below"
                          )
                        )
                      ORDER BY
                        t2."tenant",
                        t2."id"
                      LIMIT
                        2
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
                "DivisionVersion" t1
              WHERE
                (t1."parentKey" = t0."key")
                AND t1."validFrom" <= $1::date
                AND (
                  t1."validTo" IS NULL
                  OR t1."validTo" > $1::date
                )
              ORDER BY
                t1."code",
                t1."key"
              LIMIT
                3
            ) t1
        ) || '}'
      FROM
        "DivisionVersion" t0
      WHERE
        t0."code" = $2::text
        AND t0."validFrom" <= $1::date
        AND (
          t0."validTo" IS NULL
          OR t0."validTo" > $1::date
        )
      LIMIT
        1
    ),
    'null'
  ) || '}' AS data;
