// What decisions take off what is owed: waivers, what is written off, and what is recovered of it.
import type { WaiverState } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';
import { fraction, roundFraction, splitByWeights, wholePpm, type Rounding } from '../../../kernel/money.js';
import type { Match, Part, Relief } from './matching.js';

/** The way of a waiver. */
export const waiverLife = lifeCycle<WaiverState>('WaiverState', 'waiver-follows-its-way', {
  REQUESTED: ['APPROVED', 'REJECTED', 'WITHDRAWN'],
  APPROVED: ['REVOKED'],
  REJECTED: [],
  WITHDRAWN: [],
  REVOKED: [],
});

defineRules({
  'waiver-is-for-one-thing': {
    code: 'INVALID_INPUT',
    zh: '减免须指明一笔结算(settlement),或一段期间(periodFrom 与 periodTo,后者在前者之后),二者择一。',
    en: 'A waiver is for one settlement, or for the periods from `periodFrom` to before `periodTo`, which is later; say one of the two.',
  },
  'waiver-is-of-something-owed': {
    code: 'RULE_BROKEN',
    zh: '所减免的结算须属于该协议,且仍有应缴金额(未冲销、未核销、未全部减免)。',
    en: 'The settlement to be waived must be of the agreement, with something owed that is not taken back, written off or waived.',
  },
  'waiver-of-a-part': {
    code: 'INVALID_INPUT',
    zh: '减免比例须大于 0。',
    en: 'A waiver takes off more than nothing.',
  },
  'waiver-decided-by-another': {
    code: 'RULE_BROKEN',
    zh: '减免须由申请人以外、且不属于缴款单位的人审批。',
    en: 'A waiver is decided by somebody else than who asked for it, and not of the body that owes.',
  },
});

/** A granted waiver. */
export interface Granted {
  readonly id: string;
  readonly settlementId: string | null;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly ratePpm: number;
}

/** A settlement as a waiver looks at it. */
export interface Waivable {
  readonly id: string;
  /** The settlement in whose place it stands. */
  readonly replacesId: string | null;
  readonly periodFrom: string;
  readonly periodTo: string;
}

/** Whether a waiver is for the settlement: by its name, by that of what it replaces, or because its period lies within. */
export function isFor(waiver: Granted, { id, replacesId, periodFrom, periodTo }: Waivable): boolean {
  if (waiver.settlementId !== null) return waiver.settlementId === id || waiver.settlementId === replacesId;
  return periodFrom >= waiver.periodFrom! && periodTo <= waiver.periodTo!;
}

/**
 * What a waiver takes off each part of a settlement: the rate of the whole, rounded once, never more than what is left.
 *
 * Takes what is owed in all, and what of each part is neither waived nor written off yet; the parts share by that.
 */
export function waivedOf(
  amountFen: bigint,
  leftFen: readonly bigint[],
  ratePpm: number,
  rounding: Rounding,
): readonly bigint[] {
  const left = leftFen.reduce((sum, fen) => sum + fen, 0n);
  if (left <= 0n) return leftFen.map(() => 0n);
  const whole = roundFraction(fraction(amountFen * BigInt(ratePpm), BigInt(wholePpm)), rounding);
  return splitByWeights(whole < left ? whole : left, leftFen);
}

/** What of a part is neither waived nor written off. */
export function leftOf({ amountFen, waivedFen, writtenOffFen }: Omit<Part, 'openFen'>): bigint {
  return amountFen - waivedFen - writtenOffFen;
}

/**
 * What was paid on parts and must be set free so that relief has room: the latest money first.
 *
 * Takes the parts, what is taken off them, and what stands on them; returns matches below zero.
 */
export function releases(
  parts: readonly Part[],
  reliefs: readonly Relief[],
  standing: readonly Match[],
): readonly Match[] {
  return reliefs.flatMap(({ partId, waivedFen, writtenOffFen }) => {
    let over = waivedFen + writtenOffFen - parts.find(({ id }) => id === partId)!.openFen;
    return standing
      .filter((match) => match.partId === partId)
      .flatMap((match) => {
        const back = over < match.amountFen ? over : match.amountFen;
        if (back <= 0n) return [];
        over -= back;
        return [{ ...match, amountFen: -back }];
      });
  });
}

/** What is wrong with what a waiver is for. */
export function purposeFaults(
  hasSettlement: boolean,
  periodFrom: string | null,
  periodTo: string | null,
): readonly Fault[] {
  const periods = periodFrom !== null && periodTo !== null && periodFrom < periodTo;
  const none = periodFrom === null && periodTo === null;
  return (hasSettlement && none) || (!hasSettlement && periods) ? [] : [fault('waiver-is-for-one-thing')];
}

/** Refuses to waive what is not owed, or under another agreement. */
export function waivableFaults(
  settlement: Readonly<Record<string, unknown>>,
  agreementId: string,
): readonly Fault[] {
  const waivable: readonly unknown[] = ['CALCULATED', 'PARTIALLY_PAID', 'PAID'];
  return settlement['agreementId'] === agreementId && waivable.includes(settlement['state'])
    ? []
    : [fault('waiver-is-of-something-owed', ['settlement'])];
}

/** Refuses a decision by who asked, or of the body that owes. */
export function deciderFaults(
  decider: { readonly subject: string; readonly organizationId: string | null },
  waiver: { readonly requestedBy: string; readonly payerId: string },
): readonly Fault[] {
  return decider.subject === waiver.requestedBy || decider.organizationId === waiver.payerId
    ? [fault('waiver-decided-by-another')]
    : [];
}
