// What is always true of money that goes from one fund to another: between similar purposes, by two legs, all of a rest.
import type { FundKind } from '../../../generated/database.js';
import { defineRules, fault, type Fault, type Path } from '../../../kernel/errors.js';
import type { Posting } from './posting.js';

defineRules({
  'transfer-between-two-funds': {
    code: 'INVALID_INPUT',
    zh: '转出基金与转入基金须不同。',
    en: 'Money goes from one fund to another one.',
  },
  'transfer-within-the-office': {
    code: 'RULE_BROKEN',
    zh: '两只基金须由同一登记机关记录。',
    en: 'Both funds must be recorded by the same office.',
  },
  'transfer-keeps-a-similar-purpose': {
    code: 'RULE_BROKEN',
    zh: '资金只能用于相同或相近目的:“{from:FundKind}”的资金不能转入“{to:FundKind}”;可转入:{allowed:FundKind}。',
    en: 'Money stays with the same or a similar purpose: that of a fund “{from:FundKind}” does not go to one “{to:FundKind}”, but to: {allowed:FundKind}.',
  },
  'bound-money-stays-bound': {
    code: 'RULE_BROKEN',
    zh: '划转限定用途的资金,须写明转入基金中的限定用途。',
    en: 'Money that is bound to a purpose goes to a purpose of the other fund.',
  },
});

/**
 * Kinds of funds with similar purposes, one group each: relief is never mixed with anything else, nor is public money,
 * nor what belongs to owners or members.
 */
const similar: readonly (readonly FundKind[])[] = [
  ['COMMUNITY', 'MICRO', 'STREET', 'DEVELOPMENT'],
  ['RESCUE'],
  ['GUARANTEE', 'INCENTIVE'],
  ['GRID_BUDGET'],
  ['PARTY_DUES'],
  ['OWN'],
  ['TRUST'],
  ['MAINTENANCE'],
  ['COLLECTIVE_RESERVE'],
];

/** A fund as a transfer asks for it. */
export interface TransferFund {
  readonly id: string;
  readonly tenant: number;
  readonly name: string;
  readonly kind: FundKind;
}

/** Refuses two funds between which money does not go. */
export function transferFaults(from: TransferFund, to: TransferFund, path: Path = ['to']): readonly Fault[] {
  if (from.id === to.id) return [fault('transfer-between-two-funds', path)];
  if (from.tenant !== to.tenant) return [fault('transfer-within-the-office', path)];
  return similarPurposeFaults(from.kind, to.kind, path);
}

/** Refuses a fund of a kind to which money of the other kind does not go. */
export function similarPurposeFaults(from: FundKind, to: FundKind, path: Path): readonly Fault[] {
  const allowed = similar.find((group) => group.includes(from)) ?? [];
  if (allowed.includes(to)) return [];
  return [fault('transfer-keeps-a-similar-purpose', path, { from, to, allowed: allowed.join(', ') })];
}

/** Refuses to unbind money on its way. */
export function boundFaults(from: string | null, to: string | null, path: Path): readonly Fault[] {
  return from !== null && to === null ? [fault('bound-money-stays-bound', path)] : [];
}

/** The legs by which money goes from a fund's account and bank to another's. */
export function transferLegs(fromId: string, toId: string, amountFen: bigint): Posting['legs'] {
  return [
    {
      position: 1,
      debit: { fundId: fromId, kind: 'FUND' },
      credit: { fundId: toId, kind: 'FUND' },
      amountFen,
    },
    {
      position: 2,
      debit: { fundId: toId, kind: 'BANK' },
      credit: { fundId: fromId, kind: 'BANK' },
      amountFen,
    },
  ];
}

/** What a transfer's voucher says. */
export function transferSummary(to: string, reason: string): { readonly zh: string; readonly en: string } {
  return { zh: `划转至${to}:${reason}`, en: `Transferred to ${to}: ${reason}` };
}
