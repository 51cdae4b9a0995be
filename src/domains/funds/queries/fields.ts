// Fields of funds and books that are said in SQL: balances, names of accounts, links.
import type { JoinField, SqlField, TableRef } from '../../../kernel/entity.js';
import { literal, sql, type Sql } from '../../../kernel/sql.js';

/** What an account of the fund holds: of receivables all together. */
export function balanceOf(kind: 'BANK' | 'FUND' | 'RECEIVABLE'): SqlField['sql'] {
  return (t) => sql`(
    SELECT coalesce(sum(b."balanceFen"), 0)::int8 FROM "LedgerAccount" a
    JOIN "LedgerBalance" b ON b.tenant = ${t.col('tenant')} AND b."accountId" = a.id
    WHERE a.tenant = ${t.col('tenant')} AND a."fundId" = ${t.col('id')} AND a.kind = ${literal(kind)})`;
}

/** What of the fund's own account is held back. */
export const heldOf: SqlField['sql'] = (t) => sql`(
  SELECT coalesce(sum(b."heldFen"), 0)::int8 FROM "LedgerAccount" a
  JOIN "LedgerBalance" b ON b.tenant = ${t.col('tenant')} AND b."accountId" = a.id
  WHERE a.tenant = ${t.col('tenant')} AND a."fundId" = ${t.col('id')} AND a.kind = 'FUND')`;

/** What an account holds; a roll-up what its accounts hold together. */
export function accountBalance(t: TableRef): Sql {
  return sql`(
    SELECT coalesce(sum(b."balanceFen"), 0)::int8 FROM "LedgerAccount" a
    JOIN "LedgerBalance" b ON b.tenant = ${t.col('tenant')} AND b."accountId" = a.id
    WHERE a.tenant = ${t.col('tenant')} AND a."fundId" = ${t.col('fundId')}
      AND (a.id = ${t.col('id')} OR a."parentId" = ${t.col('id')}))`;
}

/** Entries in the fund's one account of the kind. */
export function entriesIn(kind: 'BANK' | 'FUND'): JoinField['on'] {
  return (fund, entry) => sql`${entry.col('accountId')} = (
    SELECT a.id FROM "LedgerAccount" a
    WHERE a.tenant = ${fund.col('tenant')} AND a."fundId" = ${fund.col('id')} AND a.kind = ${literal(kind)}
      AND NOT a."isRollUp" AND a."payerId" IS NULL)`;
}

/** Fund and account by name. */
export function accountNamed(column: string): SqlField['sql'] {
  return (t) => sql`(
    SELECT f.name || ':' || a.name FROM "LedgerAccount" a
    JOIN "Fund" f ON f.tenant = ${t.col('tenant')} AND f.id = a."fundId"
    WHERE a.tenant = ${t.col('tenant')} AND a.id = ${t.col(column)})`;
}

/** The row of the same office whose `theirs` is the value of `ours`. */
export function linkedBy(ours: string, theirs = 'id'): JoinField['on'] {
  return (from, to) => sql`${to.col(theirs)} = ${from.col(ours)}`;
}

/** Whether a later transaction takes this one back. */
export function isReversed(column: string): SqlField['sql'] {
  return (t) => sql`EXISTS (
    SELECT FROM "LedgerTransaction" r
    WHERE r.tenant = ${t.col('tenant')} AND r."reversesId" = ${t.col(column)})`;
}

/** The organization that gave, unless it wishes not to be named. */
export const namedDonor: JoinField['on'] = (donation, organization) =>
  sql`${organization.col('id')} = ${donation.col('donorId')} AND NOT ${donation.col('anonymous')}`;

/** Number of a donation's receipt, which follows from its voucher and so has no gaps that the books do not have. */
export function receiptNumber(donation: TableRef): Sql {
  return sql`(
    SELECT t.tenant || '-' || to_char(t."effectiveOn", 'YYYY') || '-' || lpad(t.number::text, greatest(6, length(t.number::text)), '0')
    FROM "LedgerTransaction" t WHERE t.tenant = ${donation.col('tenant')} AND t.id = ${donation.col('transactionId')})`;
}
