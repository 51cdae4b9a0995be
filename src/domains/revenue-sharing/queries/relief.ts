// What decisions take off settlements, and what puts it back: found, posted and written.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { refusal } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import type { Rounding } from '../../../kernel/money.js';
import type { Scene } from '../../../kernel/operation.js';
import { post, type Posted, type Posting } from '../../funds/queries/post.js';
import { reversalOf } from '../../funds/queries/reversal.js';
import { moved, type Change, type Part, type Relief } from '../rules/matching.js';
import { leftOf, releases, waivedOf, type Granted } from '../rules/relief.js';
import { statementRows } from '../rules/statements.js';
import { meetCredit, settlementParts, standing } from './credit.js';
import {
  reductionPosting,
  reductionRow,
  standingReductions,
  type ReducedSettlement,
  type Reduction,
} from './reductions.js';
import type { AgreementFacts } from './terms.js';

type Tx = Transaction<Database>;
type Booking = Pick<Scene<unknown>, 'tenant' | 'caller' | 'dryRun' | 'apply' | 'today'>;

/** A settlement with how its version rounds. */
interface Found extends ReducedSettlement {
  readonly rounding: Rounding;
}

/** Settlements that are owed and not taken back: those named, or those whose periods a waiver is for. */
async function owed(
  tx: Tx,
  tenant: number,
  of:
    | { readonly settlementId: string }
    | { readonly agreementId: string; readonly from: string; readonly to: string },
): Promise<readonly Found[]> {
  const which =
    'settlementId' in of
      ? sql`s."id" = ${of.settlementId}::uuid`
      : sql`s."kind" = 'SHARE' AND s."agreementId" = ${of.agreementId}::uuid AND s."periodFrom" >= ${of.from}::date AND s."periodTo" <= ${of.to}::date`;
  const { rows } = await sql<Found>`
    SELECT s."id", s."clauseTitle", s."clauseTitleEn", s."period", v."rounding", t."disclosed"
    FROM "Settlement" s
    JOIN "AgreementVersion" v ON v."tenant" = ${tenant} AND v."id" = s."versionId"
    JOIN "LedgerTransaction" t ON t."tenant" = ${tenant} AND t."id" = s."transactionId"
    WHERE s."tenant" = ${tenant} AND ${which} AND s."amountFen" > 0 AND s."state" <> 'REVERSED'
    ORDER BY s."periodFrom", s."clause", s."id"`.execute(tx);
  return rows;
}

/** A reduction with what of each part it takes. */
interface Planned {
  readonly reduction: Reduction;
  readonly reliefs: readonly Relief[];
}

/** Takes an amount off the parts of a settlement; null where nothing is taken off. */
function planned(
  settlement: ReducedSettlement,
  parts: readonly Part[],
  amounts: readonly bigint[],
  rest: Omit<Reduction, 'id' | 'settlement' | 'parts'>,
): Planned | null {
  const taken = parts
    .map(({ id, fundId }, i) => ({ partId: id, fundId, amountFen: amounts[i]! }))
    .filter(({ amountFen }) => amountFen !== 0n);
  if (taken.length === 0) return null;
  const waived = rest.kind === 'WAIVER';
  return {
    reduction: { id: newId(), settlement, parts: taken, ...rest },
    reliefs: taken.map(({ partId, amountFen }) => ({
      partId,
      waivedFen: waived ? amountFen : 0n,
      writtenOffFen: waived ? 0n : amountFen,
    })),
  };
}

/** Posts reductions, sets free what was paid beyond what is left, and writes all of it with the changes given. */
async function reduce(
  scene: Booking,
  tx: Tx,
  agreement: AgreementFacts,
  parts: readonly Part[],
  plan: readonly Planned[],
  {
    matches,
    changes,
  }: { readonly matches: Parameters<typeof releases>[2]; readonly changes: readonly Change[] },
): Promise<readonly Posted[]> {
  const reliefs = plan.flatMap((one) => one.reliefs);
  const { insert, update, statements } = moved(parts, {
    reliefs,
    matches: releases(parts, reliefs, matches),
  });
  return post(
    scene,
    tx,
    plan.map(({ reduction }) => reductionPosting(agreement, reduction)),
    (posted) => ({
      insert: {
        ...insert,
        SettlementReduction: plan.map(({ reduction }, i) =>
          reductionRow(agreement, reduction, posted[i]!.transactionId),
        ),
      },
      update: [...update, ...changes],
      add: { AnnualStatement: statementRows(agreement, statements) },
    }),
  );
}

/** Sets what became free against what is open in the funds of these parts. */
async function meetIn(
  scene: Booking,
  tx: Tx,
  agreement: AgreementFacts,
  parts: readonly Part[],
): Promise<void> {
  const fundIds = [...new Set(parts.map(({ fundId }) => fundId))];
  if (fundIds.length > 0) await meetCredit(scene, tx, agreement, fundIds);
}

/** Applies a waiver to whatever it is for and is settled already; the caller holds the agreement. */
export async function waiveSettled(
  scene: Booking,
  tx: Tx,
  agreement: AgreementFacts,
  waiver: Granted,
  changes: readonly Change[],
): Promise<readonly Posted[]> {
  const { tenant, today } = scene;
  const settlements = await owed(
    tx,
    tenant,
    waiver.settlementId === null
      ? { agreementId: agreement.id, from: waiver.periodFrom!, to: waiver.periodTo! }
      : { settlementId: waiver.settlementId },
  );
  const { parts, matches } = await partsAndMatches(tx, tenant, settlements);
  const plan = settlements.flatMap((settlement) => {
    const own = parts.filter(({ settlementId }) => settlementId === settlement.id);
    const amountFen = own.reduce((sum, part) => sum + part.amountFen, 0n);
    const amounts = waivedOf(amountFen, own.map(leftOf), waiver.ratePpm, settlement.rounding);
    const one = planned(settlement, own, amounts, {
      kind: 'WAIVER',
      effectiveOn: today,
      waiverId: waiver.id,
    });
    return one ?? [];
  });
  // For one settlement there is something to waive, or the waiver would do nothing for ever.
  if (waiver.settlementId !== null && plan.length === 0) throw refusal('waiver-is-of-something-owed');
  const posted = await reduce(scene, tx, agreement, parts, plan, { matches, changes });
  await meetIn(scene, tx, agreement, parts);
  return posted;
}

async function partsAndMatches(tx: Tx, tenant: number, settlements: readonly { readonly id: string }[]) {
  const settlementIds = settlements.map(({ id }) => id);
  const matches = await standing(tx, tenant, { settlementIds });
  const parts = await settlementParts(tx, tenant, [
    ...new Set([...settlementIds, ...matches.flatMap((match) => match.settlementIds)]),
  ]);
  return { parts, matches };
}

/** Writes off what is open of a settlement; the caller holds the agreement. */
export async function writeOff(
  scene: Booking,
  tx: Tx,
  agreement: AgreementFacts,
  settlementId: string,
  by: { readonly resolutionId: string; readonly reason: string },
): Promise<readonly Posted[]> {
  const settlements = await owed(tx, scene.tenant, { settlementId });
  const parts = await settlementParts(tx, scene.tenant, [settlementId]);
  const plan = settlements.flatMap(
    (settlement) =>
      planned(
        settlement,
        parts,
        parts.map(({ openFen }) => openFen),
        { kind: 'WRITE_OFF', effectiveOn: scene.today, ...by },
      ) ?? [],
  );
  return reduce(scene, tx, agreement, parts, plan, { matches: [], changes: [] });
}

/**
 * Puts back what was written off for a fund, as far as money for it has come and nothing else of the settlement is open:
 * so that it is open for the payment that recovers it. The caller holds the agreement and sets the payment against it.
 */
export async function recover(
  scene: Booking,
  tx: Tx,
  agreement: AgreementFacts,
  settlementId: string,
  {
    fundId,
    receivedFen,
    effectiveOn,
  }: { readonly fundId: string; readonly receivedFen: bigint; readonly effectiveOn: string },
): Promise<readonly Posted[]> {
  const settlements = await owed(tx, scene.tenant, { settlementId });
  const parts = await settlementParts(tx, scene.tenant, [settlementId]);
  const amounts = parts.map((part) => {
    if (part.fundId !== fundId) return 0n;
    const beyond = receivedFen > part.openFen ? receivedFen - part.openFen : 0n;
    return -(beyond < part.writtenOffFen ? beyond : part.writtenOffFen);
  });
  const plan = settlements.flatMap(
    (settlement) => planned(settlement, parts, amounts, { kind: 'RECOVERY', effectiveOn }) ?? [],
  );
  return reduce(scene, tx, agreement, parts, plan, { matches: [], changes: [] });
}

/** Takes back all that a waiver did, with the changes given; the caller holds the agreement. */
export async function unwaive(
  scene: Booking,
  tx: Tx,
  agreement: AgreementFacts,
  waiverId: string,
  changes: readonly Change[],
): Promise<readonly Posted[]> {
  const { tenant } = scene;
  const reductions = await standingReductions(tx, tenant, { waiverId });
  const parts = await settlementParts(tx, tenant, [
    ...new Set(reductions.map(({ settlementId }) => settlementId)),
  ]);
  const postings: Posting[] = [];
  for (const { transactionId } of reductions) postings.push(await reversalOf(tx, tenant, transactionId));
  const reliefs = reductions.flatMap(({ settlementId }, i) =>
    postings[i]!.legs.map(({ credit, amountFen }): Relief => {
      const part = parts.find((one) => one.settlementId === settlementId && one.fundId === credit.fundId)!;
      return { partId: part.id, waivedFen: -amountFen, writtenOffFen: 0n };
    }),
  );
  const { update, statements } = moved(parts, { reliefs });
  const posted = await post(scene, tx, postings, () => ({
    update: [...update, ...changes],
    add: { AnnualStatement: statementRows(agreement, statements) },
  }));
  await meetIn(scene, tx, agreement, parts);
  return posted;
}
