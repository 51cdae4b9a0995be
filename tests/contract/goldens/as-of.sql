-- A place on another day, and all below it on the same.
--
-- Asked by vendor:
--
--   query ($day: Date) {
--     division(code: "990101", asOf: $day) {
--       name
--       children(first: 5) {
--         nodes {
--           name
--           parent {
--             name
--           }
--         }
--       }
--     }
--   }
--
-- with {"day":"2024-07-01"}
--
-- Bound:
--
--   $1 date = "2024-07-01"
--   $2 text = "990101000000"
--
-- Plan, with an index wherever there is one:
--
--   Limit
--     Index Scan DivisionVersion t0 by DivisionVersion_code_idx
--       Aggregate
--         Limit
--           Sort
--             Index Scan DivisionVersion t1 by DivisionVersion_parentKey_idx
--         Limit
--           Index Scan DivisionVersion t2 by DivisionVersion_pkey

SELECT
  '{"division":' || coalesce(
    (
      SELECT
        '
{"name":' || to_json(t0."name"::text)::text || ',"children":' || (
          SELECT
            '{"nodes":[' || coalesce(
              string_agg(
                '
	{"name":' || to_json(t1."name"::text)::text || ',"parent":' || coalesce(
                  (
                    SELECT
                      '
	 {"name":' || to_json(t2."name"::text)::text || '}'
                    FROM
                      "DivisionVersion" t2
                    WHERE
                      t2."key" = t1."parentKey"
                      AND t2."validFrom" <= $1::date
                      AND (
                        t2."validTo" IS NULL
                        OR t2."validTo" > $1::date
                      )
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
                5
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
