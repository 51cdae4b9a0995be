// What people ask of agreements and of the income of funds, as fields: the days left, and how much a community earns itself.
import { extend, type Policy } from '../../../kernel/entity.js';
import { within } from '../../../kernel/predicate.js';
import { sql } from '../../../kernel/sql.js';

/** The part of shares in what a fund received would tell the shares where all of it is public. */
const seesShares: Policy = (caller) =>
  within('divisionKey', caller.ranges('revenue-sharing:read', 'CONDITIONAL'));

extend('Agreement', {
  fields: {
    daysLeft: {
      by: 'sql',
      type: 'Int',
      nullable: true,
      description:
        'Days on which it still holds, from today on; null where it is over, not signed yet, or has no end. 剩余天数',
      sql: (t, asOf) => sql`CASE WHEN ${t.col('state')} IN ('SIGNED', 'FILED', 'ACTIVE', 'SUSPENDED')
        AND ${t.col('validTo')} > ${asOf} THEN ${t.col('validTo')} - ${asOf} END`,
    },
  },
});

extend('FundYear', {
  fields: {
    ownIncomeRatio: {
      by: 'sql',
      type: 'Percent',
      nullable: true,
      description:
        'The part of shares of agreements, and of what payers gave beyond them, in all that the fund received in the year, as it is booked now; null where it received nothing. 造血率',
      sql: (t) => sql`(
        SELECT round(coalesce(sum(e."amountFen") FILTER (WHERE k.kind IN ('ACCRUAL', 'RECEIPT', 'WAIVER', 'WRITE_OFF', 'RECOVERY')), 0)::numeric
          * 1000000 / nullif(greatest(sum(e."amountFen"), 0), 0))
        FROM "LedgerAccount" a
        JOIN "LedgerEntry" e ON e.tenant = a.tenant AND e."accountId" = a.id
          AND e."effectiveOn" >= make_date(${t.col('year')}, 1, 1) AND e."effectiveOn" < make_date(${t.col('year')} + 1, 1, 1)
        JOIN "LedgerTransaction" l ON l.tenant = e.tenant AND l.id = e."transactionId"
        LEFT JOIN "LedgerTransaction" r ON r.tenant = l.tenant AND r.id = l."reversesId"
        CROSS JOIN LATERAL (SELECT coalesce(r.kind, l.kind)::text AS kind) k
        WHERE a.tenant = ${t.col('tenant')} AND a."fundId" = ${t.col('fundId')} AND a.kind = 'FUND' AND NOT a."isRollUp"
          AND k.kind NOT IN ('EXPENSE', 'REFUND', 'GRANT_RETURN', 'MANAGEMENT_FEE')
          AND (k.kind NOT IN ('MATCHING', 'TRANSFER') OR (e."amountFen" > 0) = (r.id IS NULL)))`,
      mask: seesShares,
    },
  },
});
