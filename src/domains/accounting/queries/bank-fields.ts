// Links between the bank's movements and the books that are said in SQL.
import type { JoinField, TableRef } from '../../../kernel/entity.js';
import { bank } from '../../../kernel/config.js';
import { raw, sql, type Sql } from '../../../kernel/sql.js';

/** The match that holds an entry. */
export const holdsEntry: JoinField['on'] = (entry, match) => sql`EXISTS (
  SELECT FROM "BankMatchEntry" m
  WHERE m.tenant = ${entry.col('tenant')} AND m."heldId" = ${entry.col('id')} AND m."matchId" = ${match.col('id')})`;

/** No match holds it. */
const isFree = (entry: TableRef): Sql => sql`NOT EXISTS (
  SELECT FROM "BankMatchEntry" m WHERE m.tenant = ${entry.col('tenant')} AND m."heldId" = ${entry.col('id')})`;

const inBankOf = (entry: TableRef, fund: TableRef, fundId: string): Sql => sql`${entry.col('accountId')} = (
  SELECT a.id FROM "LedgerAccount" a
  WHERE a.tenant = ${fund.col('tenant')} AND a."fundId" = ${fund.col(fundId)} AND a.kind = 'BANK' AND NOT a."isRollUp"
    AND a."payerId" IS NULL)`;

/** A free entry of the fund's bank account, of the movement's amount and about its day. */
export const isCandidate: JoinField['on'] = (line, entry) => sql`(
  ${inBankOf(entry, line, 'fundId')} AND ${entry.col('amountFen')} = ${line.col('amountFen')}
  AND ${entry.col('effectiveOn')} BETWEEN ${line.col('bookedOn')} - ${raw(String(bank.matchDays))}
    AND ${line.col('bookedOn')} + ${raw(String(bank.matchDays))}
  AND ${line.col('matchId')} IS NULL AND ${isFree(entry)})`;

/** A free entry of the fund's bank account since its first statement, unless it and its reversal cancel each other out. */
export const unmatchedEntry: JoinField['on'] = (fund, entry) => sql`(
  ${inBankOf(entry, fund, 'id')} AND ${isFree(entry)}
  AND ${entry.col('effectiveOn')} >= (
    SELECT min(s."firstOn") FROM "BankStatement" s
    WHERE s.tenant = ${fund.col('tenant')} AND s."fundId" = ${fund.col('id')} AND s.state = 'IMPORTED')
  AND NOT EXISTS (
    SELECT FROM "LedgerTransaction" t
    JOIN "LedgerTransaction" o ON o.tenant = ${entry.col('tenant')} AND (o."reversesId" = t.id OR o.id = t."reversesId")
    JOIN "LedgerEntry" x ON x.tenant = ${entry.col('tenant')} AND x."transactionId" = o.id
      AND x."accountId" = ${entry.col('accountId')}
    WHERE t.tenant = ${entry.col('tenant')} AND t.id = ${entry.col('transactionId')} AND NOT EXISTS (
      SELECT FROM "BankMatchEntry" m WHERE m.tenant = ${entry.col('tenant')} AND m."heldId" = x.id)))`;
