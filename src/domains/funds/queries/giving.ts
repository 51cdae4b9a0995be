// Statements about gifts: donations and pledges locked, what changes when money comes for one or is taken back.
import { sql, type Transaction } from 'kysely';
import type {
  Database,
  DonationKind,
  DonationState,
  FundState,
  PledgeState,
} from '../../../generated/database.js';
import { refuseAll, refuse } from '../../../kernel/errors.js';
import { stepFaults } from '../../../kernel/life-cycle.js';
import type { Scene } from '../../../kernel/operation.js';
import { openedValue } from '../../../kernel/personal.js';
import type { Changes, Values } from '../../../kernel/write/rows.js';
import { receiptedFaults } from '../rules/giving.js';
import { movingFaults } from '../rules/life.js';
import { stateWhenPaid, type OpenPledge } from '../rules/pledges.js';
import type { Posting } from '../rules/posting.js';
import { unmatching } from './matching.js';
import { givenFor } from './purposes.js';

type Tx = Transaction<Database>;

/** A donation as what becomes of it asks for it. */
export interface Gift {
  readonly id: string;
  readonly fundId: string;
  readonly kind: DonationKind;
  readonly amountFen: bigint;
  readonly purposeId: string | null;
  readonly pledgeId: string | null;
  readonly transactionId: string | null;
  readonly state: DonationState;
  readonly version: number;
}

/** A pledge that nobody else changes until the transaction ends. */
export interface LockedPledge extends OpenPledge {
  readonly id: string;
  readonly version: number;
  /** Columns that name the donor, as they are on what fulfils it. */
  readonly donor: {
    readonly donorId: string | null;
    readonly donorName: string | null;
    readonly anonymous: boolean;
  };
  /** Name of the organization that made it. */
  readonly organization: string | null;
}

/** What changes when something is taken back, and what is posted beside its own reversal. */
export interface TakenBack {
  readonly changes: Changes;
  readonly postings: readonly Posting[];
}

/** By what an object takes a step that another operation brings about. */
export interface StepCause {
  readonly operation: string;
  readonly effectiveOn: string;
  readonly reason: string | null;
}

/** The record of a step that an operation brings about in an object beside its target. */
export function stepRow(
  { caller, today }: Pick<Scene<unknown>, 'caller' | 'today'>,
  object: { readonly type: string; readonly id: string; readonly version: number },
  [fromState, toState]: readonly [from: string, to: string],
  { operation, effectiveOn, reason }: StepCause,
): Values {
  return {
    objectId: object.id,
    version: object.version + 1,
    type: object.type,
    fromState,
    toState,
    operation,
    effectiveOn: effectiveOn < today ? effectiveOn : today,
    reason,
    subject: caller.subject,
  };
}

/** A fund that takes something in; it keeps its state until the transaction ends. @throws Refusal where it may not */
export async function requireAtWork(tx: Tx, tenant: number, id: string): Promise<void> {
  const { rows } = await sql<{ name: string; state: FundState }>`
    SELECT name, state FROM "Fund" WHERE tenant = ${tenant} AND id = ${id}::uuid FOR SHARE`.execute(tx);
  refuseAll(movingFaults(rows[0]!, 'ACTIVE'));
}

/** The donation that the transaction posted, locked; undefined where it posted something else. */
export async function lockGiftOf(tx: Tx, tenant: number, transactionId: string): Promise<Gift | undefined> {
  const { rows } = await sql<Gift>`
    SELECT id, "fundId", kind, "amountFen", "purposeId", "pledgeId", "transactionId", state, version FROM "Donation"
    WHERE tenant = ${tenant} AND "transactionId" = ${transactionId}::uuid FOR NO KEY UPDATE`.execute(tx);
  return rows[0];
}

/** A pledge, locked. @throws Refusal where it is not there */
export async function lockPledge(tx: Tx, tenant: number, id: string): Promise<LockedPledge> {
  const { rows } = await sql<LockedPledge>`
    SELECT p.id, p."fundId", p."purposeId", p.state, p."amountFen", p."paidFen", p.version, o.name AS organization,
      json_build_object('donorId', p."donorId", 'donorName', p."donorName", 'anonymous', p.anonymous) AS donor
    FROM "Pledge" p LEFT JOIN "Organization" o ON o.tenant = p.tenant AND o.id = p."donorId"
    WHERE p.tenant = ${tenant} AND p.id = ${id}::uuid FOR NO KEY UPDATE OF p`.execute(tx);
  const [pledge] = rows;
  if (!pledge) throw refuse('NOT_FOUND', ['pledge']);
  const place = { tenant, model: 'Pledge', id, column: 'donorName' };
  return { ...pledge, donor: { ...pledge.donor, donorName: openedValue(pledge.donor.donorName, place) } };
}

/** What a payment changes of a pledge; below zero where it is taken back. */
export function paidOf(
  scene: Pick<Scene<unknown>, 'caller' | 'today'>,
  pledge: LockedPledge,
  amountFen: bigint,
  cause: StepCause,
): Changes {
  const paidFen = pledge.paidFen + amountFen;
  const state: PledgeState = stateWhenPaid(pledge, paidFen);
  const step = stepRow(scene, { ...pledge, type: 'Pledge' }, [pledge.state, state], cause);
  return {
    insert: { StateChange: state === pledge.state ? [] : [step] },
    update: [{ model: 'Pledge', id: pledge.id, values: { paidFen, state } }],
  };
}

/** How much of a pledge was due before today and is not paid. */
export async function overdueOf(tx: Tx, tenant: number, pledgeId: string, today: string): Promise<bigint> {
  const { rows } = await sql<{ overdueFen: bigint }>`
    SELECT (coalesce((SELECT sum(i."amountFen") FROM "PledgeInstalment" i
      WHERE i.tenant = p.tenant AND i."pledgeId" = p.id AND i."dueOn" < ${today}::date), 0) - p."paidFen")::int8 AS "overdueFen"
    FROM "Pledge" p WHERE p.tenant = ${tenant} AND p.id = ${pledgeId}::uuid`.execute(tx);
  return rows[0]!.overdueFen;
}

/**
 * What changes when a donation is given back or taken back in the books: its state, its pledge, what is bound, and what
 * other funds added to it, which they get back. The
 * caller holds donation and fund. @throws Refusal where its life has no such step, or its receipt is valid
 */
export async function takingBack(
  scene: Pick<Scene<unknown>, 'caller' | 'today' | 'tenant'>,
  tx: Tx,
  gift: Gift,
  to: 'REFUNDED' | 'REVERSED',
  cause: StepCause,
): Promise<TakenBack> {
  const { tenant } = scene;
  refuseAll(receiptedFaults(await validReceipt(tx, tenant, gift.id)));
  refuseAll(stepFaults('DonationState', gift.state, to));
  const pledge = gift.pledgeId === null ? null : await lockPledge(tx, tenant, gift.pledgeId);
  const paid = pledge ? paidOf(scene, pledge, -gift.amountFen, cause) : {};
  const unmatched = await unmatching(tx, tenant, gift.id, cause.effectiveOn);
  return {
    changes: {
      insert: paid.insert ?? {},
      update: [
        { model: 'Donation', id: gift.id, values: { state: to } },
        ...(gift.amountFen === 0n ? [] : givenFor(gift.purposeId, -gift.amountFen)),
        ...(paid.update ?? []),
        ...(unmatched.changes.update ?? []),
      ],
    },
    postings: unmatched.postings,
  };
}

/** Number of the donation's valid receipt. */
export async function validReceipt(tx: Tx, tenant: number, donationId: string): Promise<string | null> {
  const { rows } = await sql<{ number: string }>`
    SELECT number FROM "DonationReceipt"
    WHERE tenant = ${tenant} AND "donationId" = ${donationId}::uuid AND state = 'ISSUED'`.execute(tx);
  return rows[0]?.number ?? null;
}

/** The void receipt of the donation in whose place no other one stands yet. */
export async function voidReceipt(tx: Tx, tenant: number, donationId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    SELECT v.id FROM "DonationReceipt" v
    WHERE v.tenant = ${tenant} AND v."donationId" = ${donationId}::uuid AND v.state = 'VOIDED' AND NOT EXISTS (
      SELECT FROM "DonationReceipt" r WHERE r.tenant = v.tenant AND r."replacesId" = v.id)
    ORDER BY v.id DESC LIMIT 1`.execute(tx);
  return rows[0]?.id ?? null;
}

/** What was spent on a purpose, and what the donations to it make that count as used; the purpose is locked. */
export async function usedOf(
  tx: Tx,
  tenant: number,
  purposeId: string,
): Promise<{ readonly spentFen: bigint; readonly usedFen: bigint }> {
  const { rows } = await sql<{ spentFen: bigint }>`
    SELECT "spentFen" FROM "FundPurpose" WHERE tenant = ${tenant} AND id = ${purposeId}::uuid FOR NO KEY UPDATE`.execute(
    tx,
  );
  // Behind the lock, so that of two donations that are used at once the later one counts the earlier.
  const { rows: used } = await sql<{ usedFen: bigint }>`
    SELECT coalesce(sum("amountFen"), 0)::int8 AS "usedFen" FROM "Donation"
    WHERE tenant = ${tenant} AND "purposeId" = ${purposeId}::uuid AND state IN ('USED', 'REPORTED')`.execute(
    tx,
  );
  return { ...rows[0]!, ...used[0]! };
}
