// What takes an earlier transaction back: the same legs with debit and credit exchanged.
import { sql, type Transaction } from 'kysely';
import type { Database, LedgerKind } from '../../../generated/database.js';
import { today } from '../../../kernel/clock.js';
import { refusal, refuse, refuseAll } from '../../../kernel/errors.js';
import type { Changes } from '../../../kernel/write/rows.js';
import { supplementFaults } from '../rules/batches.js';
import type { AccountName, Posting } from '../rules/posting.js';
import { movedPurposes } from './purposes.js';

interface Original {
  readonly number: bigint;
  readonly kind: LedgerKind;
  readonly summary: string;
  readonly summaryEn: string;
  readonly fundId: string;
  readonly payerId: string | null;
  readonly disclosed: boolean;
  readonly correlationId: string;
  readonly reversed: boolean;
  readonly supplemented: boolean;
  readonly legs: readonly OriginalLeg[];
}

interface OriginalLeg {
  readonly position: number;
  readonly debit: AccountName;
  readonly credit: AccountName;
  readonly amountFen: string;
}

/** Kinds that are a fund's own affair, and are put right until it is liquidated; the others follow from agreements. */
const ownKinds: readonly LedgerKind[] = [
  'DONATION',
  'EXPENSE',
  'APPROPRIATION',
  'MATCHING',
  'TRANSFER',
  'MANAGEMENT_FEE',
  'INTEREST',
  'BANK_CHARGE',
  'OTHER_INCOME',
  'CLEARING',
];

/**
 * The mirror of a transaction, to be posted today.
 *
 * Takes the write's transaction, the tenant and the id; returns a posting of kind REVERSAL with the original's event,
 * disclosure and correlation. @throws Refusal for a reversal, and for what is reversed already
 */
export async function reversalOf(
  tx: Transaction<Database>,
  tenant: number,
  transactionId: string,
): Promise<Posting> {
  const account = (id: string): ReturnType<typeof sql> => sql`(
    SELECT json_build_object('fundId', a."fundId", 'kind', a.kind, 'payerId', a."payerId")
    FROM "LedgerAccount" a WHERE a.tenant = l.tenant AND a.id = l.${sql.ref(id)})`;
  const { rows } = await sql<Original>`
    SELECT t.number, t.kind, t.summary, t."summaryEn", t."fundId", t."payerId", t.disclosed, t."correlationId",
      EXISTS (SELECT FROM "LedgerTransaction" r WHERE r.tenant = t.tenant AND r."reversesId" = t.id) AS reversed,
      EXISTS (SELECT FROM "LedgerTransaction" s WHERE s.tenant = t.tenant AND s."supplementsId" = t.id
        AND NOT EXISTS (SELECT FROM "LedgerTransaction" r WHERE r.tenant = s.tenant AND r."reversesId" = s.id)) AS supplemented,
      (SELECT json_agg(json_build_object('position', l."position", 'amountFen', l."amountFen"::text,
        'debit', ${account('debitAccountId')}, 'credit', ${account('creditAccountId')}) ORDER BY l."position")
       FROM "LedgerLeg" l WHERE l.tenant = t.tenant AND l."transactionId" = t.id) AS legs
    FROM "LedgerTransaction" t WHERE t.tenant = ${tenant} AND t.id = ${transactionId}`.execute(tx);
  const [original] = rows;
  if (!original) throw refuse('NOT_FOUND');
  if (original.kind === 'REVERSAL') throw refusal('reversal-is-final');
  if (original.reversed) throw refusal('reversed-at-most-once');
  if (original.supplemented) throw refusal('supplements-are-reversed-first');
  const { number, kind, summary, summaryEn, fundId, payerId, disclosed, correlationId, legs } = original;
  return {
    kind: 'REVERSAL',
    source: { type: 'reversal', key: transactionId },
    effectiveOn: today(),
    summary: { zh: `冲销第 ${number} 号凭证:${summary}`, en: `Reversal of voucher ${number}: ${summaryEn}` },
    legs: legs.map(({ position, debit, credit, amountFen }) => ({
      position,
      debit: credit,
      credit: debit,
      amountFen: BigInt(amountFen),
    })),
    fundId,
    payerId,
    disclosed,
    attachments: 0,
    reviewedBy: null,
    reversesId: transactionId,
    correlationId,
    reversesKind: kind,
    funds: ownKinds.includes(kind) ? 'OPEN' : 'CORRECTED',
  };
}

/** A transaction that a supplement adds to; `count` supplements were posted before. */
interface Supplemented {
  readonly kind: LedgerKind;
  readonly number: bigint;
  readonly summary: Posting['summary'];
  readonly count: number;
  readonly disclosed: boolean;
  readonly correlationId: string;
}

/** Finds what is to be supplemented; the caller holds its fund. @throws Refusal where nothing may be added to it */
export async function supplementedOf(
  tx: Transaction<Database>,
  tenant: number,
  transactionId: string,
): Promise<Supplemented> {
  const { rows } = await sql<Supplemented & { reversed: boolean }>`
    SELECT t.kind, t.number, json_build_object('zh', t.summary, 'en', t."summaryEn") AS summary, t.disclosed, t."correlationId",
      EXISTS (SELECT FROM "LedgerTransaction" r WHERE r.tenant = t.tenant AND r."reversesId" = t.id) AS reversed,
      (SELECT count(*)::int4 FROM "LedgerTransaction" s WHERE s.tenant = t.tenant AND s."supplementsId" = t.id) AS count
    FROM "LedgerTransaction" t WHERE t.tenant = ${tenant} AND t.id = ${transactionId}`.execute(tx);
  const [found] = rows;
  if (!found) throw refuse('NOT_FOUND');
  refuseAll(supplementFaults(found.kind, found.reversed));
  return found;
}

/** What changes beside the books when an expense or a transfer is taken back: what purposes were given and spent. */
export async function undoing(
  tx: Transaction<Database>,
  tenant: number,
  transactionId: string,
): Promise<Changes> {
  const { rows } = await sql<{ spentOf: string | null; givenTo: string | null; amountFen: bigint }>`
    SELECT "purposeId" AS "spentOf", NULL::uuid AS "givenTo", "amountFen" FROM "FundExpense"
    WHERE tenant = ${tenant} AND "transactionId" = ${transactionId}::uuid
    UNION ALL SELECT "purposeId", "toPurposeId", "amountFen" FROM "FundTransfer"
    WHERE tenant = ${tenant} AND "transactionId" = ${transactionId}::uuid`.execute(tx);
  return {
    update: movedPurposes(
      rows.flatMap(({ spentOf, givenTo, amountFen }) => [
        { purposeId: spentOf, spentFen: -amountFen },
        { purposeId: givenTo, givenFen: -amountFen },
      ]),
    ),
  };
}
