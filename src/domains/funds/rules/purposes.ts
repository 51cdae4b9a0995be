// What is always true of bound money: whose purpose it is, that the fund still holds it, and by what right its use changes.
import { defineRules, fault, type Fault, type Path } from '../../../kernel/errors.js';
import { yuanOf } from '../../../kernel/money.js';

defineRules({
  'purpose-of-the-same-fund': {
    code: 'RULE_BROKEN',
    zh: '限定用途须属于同一基金。',
    en: 'The purpose must be one of the same fund.',
  },
  'use-changes-to-another-purpose': {
    code: 'INVALID_INPUT',
    zh: '变更后的用途须与原用途不同。',
    en: 'The new purpose must be another than the one that the money was given for.',
  },
  'use-change-grounded-until-today': {
    code: 'RULE_BROKEN',
    zh: '捐赠人同意或备案的日期不得晚于今天({today}),而它是 {groundedOn}。',
    en: 'The consent or filing must not be dated after today, {today}, but is on {groundedOn}.',
  },
});

/** What of a fund is bound, and what it holds. */
export interface BoundFund {
  readonly fund: string;
  readonly boundFen: bigint;
  readonly balanceFen: bigint;
}

/** Refuses to leave a fund with less than is bound in it; where nothing is bound, it may be overdrawn as it always may. */
export function unboundFaults({ fund, boundFen, balanceFen }: BoundFund): readonly Fault[] {
  if (boundFen === 0n || balanceFen >= boundFen) return [];
  return [fault('bound-money-goes-to-its-purpose', [], { fund, bound: yuanOf(boundFen) })];
}

/** Refuses a purpose of another fund. */
export function purposeFaults(
  fundId: string,
  purpose: Readonly<Record<string, unknown>> | undefined,
  path: Path = ['fundPurpose'],
): readonly Fault[] {
  return purpose && purpose['fundId'] !== fundId ? [fault('purpose-of-the-same-fund', path)] : [];
}

/** What is wrong with a change of use, whatever the purposes hold. */
export function useChangeFaults(
  from: Readonly<Record<string, unknown>>,
  to: Readonly<Record<string, unknown>>,
  groundedOn: string,
  today: string,
): readonly Fault[] {
  return [
    ...purposeFaults(from['fundId'] as string, to, ['to']),
    ...(from['id'] === to['id'] ? [fault('use-changes-to-another-purpose', ['to'])] : []),
    ...(groundedOn > today
      ? [fault('use-change-grounded-until-today', ['groundedOn'], { today, groundedOn })]
      : []),
  ];
}
