-- A division by its code on the day of the request.
--
-- Asked by vendor:
--
--   query ($code: DivisionCode!) {
--     division(code: $code) {
--       name
--       parent {
--         name
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
--       Limit
--         Index Scan DivisionVersion t1 by DivisionVersion_pkey

SELECT
  '{"division":' || coalesce(
    (
      SELECT
        '
{"name":' || to_json(t0."name"::text)::text || ',"parent":' || coalesce(
          (
            SELECT
              '
	{"name":' || to_json(t1."name"::text)::text || '}'
            FROM
              "DivisionVersion" t1
            WHERE
              t1."key" = t0."parentKey"
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
