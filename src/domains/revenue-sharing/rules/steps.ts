// The steps in an agreement's life: what comes with each, and what an end leaves behind.
import type { AgreementState } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';

defineRules({
  'agreement-step-dated-until-today': {
    code: 'INVALID_INPUT',
    zh: '生效日期不能晚于今天({today})。',
    en: 'The step takes effect by today, {today}.',
  },
  'agreement-ends-after-what-is-settled': {
    code: 'RULE_BROKEN',
    zh: '截至 {until} 的期间已结算或申报,协议不能早于该日终止。',
    en: 'Periods until {until} are settled or reported, so that the agreement cannot end before that day.',
  },
  'resolution-comes-with-its-step': {
    code: 'INVALID_INPUT',
    zh: '决议(resolution)只在变为“居民议决”时填写,备案号(filingNo)只在变为“备案”时填写。',
    en: 'A `resolution` is given with the step to RESOLVED only, a `filingNo` with the step to FILED only.',
  },
});

/** Whether the step ends the agreement. */
function ends(to: AgreementState): boolean {
  return to === 'EXPIRED' || to === 'TERMINATED';
}

/** Refuses a day in the future, an end before what is settled, and what belongs to another step. */
export function stepFaultsBeside(
  to: AgreementState,
  effectiveOn: string,
  given: {
    readonly resolution?: unknown;
    readonly filingNo?: string | null | undefined;
  },
  settledUntil: string | null,
  today: string,
): readonly Fault[] {
  const { resolution, filingNo } = given;
  return [
    ...(effectiveOn > today ? [fault('agreement-step-dated-until-today', ['effectiveOn'], { today })] : []),
    ...(resolution && to !== 'RESOLVED' ? [fault('resolution-comes-with-its-step', ['resolution'])] : []),
    ...(filingNo && to !== 'FILED' ? [fault('resolution-comes-with-its-step', ['filingNo'])] : []),
    ...(ends(to) && settledUntil !== null && effectiveOn < settledUntil
      ? [fault('agreement-ends-after-what-is-settled', ['effectiveOn'], { until: settledUntil })]
      : []),
  ];
}

/** The days of an agreement as steps change them. */
export interface Days {
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly closesOn: string | null;
}

/**
 * What a step changes of the days: on coming into force periods begin to wait; an end cuts the validity, and what is
 * open is closed from there on. An agreement that ends before it began never held, so that nothing closes.
 */
export function daysAfter(
  from: AgreementState,
  to: AgreementState,
  effectiveOn: string,
  { validFrom, validTo, closesOn }: Days,
  firstTerms: string | null,
): Partial<Days> {
  if (to === 'ACTIVE' && from !== 'SUSPENDED') return { closesOn: validFrom ?? firstTerms };
  if (!ends(to)) return {};
  if (validFrom !== null && effectiveOn <= validFrom) return { closesOn: null };
  const cut = validTo === null || effectiveOn < validTo ? { validTo: effectiveOn } : {};
  return { ...cut, closesOn: closesOn === null || effectiveOn < closesOn ? effectiveOn : closesOn };
}
