-- The numbered pages around one, with the page itself.
--
-- Asked by vendor:
--
--   query ($page: Int!, $tenant: Int!) {
--     publishedFigures(first: 5, filter: {tenant: {eq: $tenant}}) {
--       nodes {
--         subject
--       }
--       pageCursors(around: $page) {
--         number
--         after
--       }
--     }
--   }
--
-- with {"page":3,"tenant":510117}
--
-- Bound:
--
--   $1 int4 = -1
--   $2 int4 = 510117
--   $3 int4 = 35
--   $4 int4 = 7
--
-- Plan, with an index wherever there is one:
--
--   Aggregate
--     Aggregate
--       Sort
--         Index Only Scan PublishedFigure t0 by PublishedFigure_tenant_code_key
--         WindowAgg
--           Limit
--             Incremental Sort
--               Index Scan PublishedFigure t0_3 by PublishedFigure_tenant_code_key
--     Limit
--       Incremental Sort
--         Index Scan PublishedFigure t0_4 by PublishedFigure_tenant_code_key

SELECT
  '{"publishedFigures":' || (
    SELECT
      '{"nodes":[' || coalesce(string_agg('
{"subject":' || to_json(t0."subject"::text)::text || '}', ','), '') || '],"pageCursors":' || (
        SELECT
          '[' || coalesce(
            string_agg(
              b.j,
              ','
              ORDER BY
                b.n
            ),
            ''
          ) || ']'
        FROM
          (
            SELECT
              0 AS n,
              '{"number":1,"after":null}' AS j
            WHERE
              $1::int4 <= 1
              AND EXISTS (
                SELECT
                  1
                FROM
                  "PublishedFigure" t0
                WHERE
                  t0."tenant" = $2::int4
              )
            UNION ALL
            SELECT
              t0."$n" AS n,
              '{"number":' || (t0."$n" / 5 + 1)::text || ',"after":"' || translate(
                encode(
                  convert_to(json_build_array('N4VNz6M0', t0."code"::text, t0."tenant"::text, t0."id"::text)::text, 'UTF8'),
                  'base64'
                ),
                E'\n',
                ''
              ) || '"}' AS j
            FROM
              (
                SELECT
                  t0.*,
                  row_number() OVER () AS "$n",
                  count(*) OVER () AS "$all"
                FROM
                  (
                    SELECT
                      t0.*
                    FROM
                      "PublishedFigure" t0
                    WHERE
                      t0."tenant" = $2::int4
                    ORDER BY
                      t0."code",
                      t0."tenant",
                      t0."id"
                    LIMIT
                      $3::int4
                  ) t0
              ) t0
            WHERE
              t0."$n" % 5 = 0
              AND t0."$n" < t0."$all"
              AND (t0."$n" / 5 + 1) BETWEEN $1::int4 AND $4::int4
          ) b
      ) || '}'
    FROM
      (
        SELECT
          t0.*
        FROM
          "PublishedFigure" t0
        WHERE
          t0."tenant" = $2::int4
        ORDER BY
          t0."code",
          t0."tenant",
          t0."id"
        LIMIT
          5
      ) t0
  ) || '}' AS data;
