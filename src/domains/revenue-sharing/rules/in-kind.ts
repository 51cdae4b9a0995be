// Service that is rendered instead of money: the way of a record, and how minutes become hours.
import type { InKindRecordState, RevenueMeasure } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';
import { fraction, roundFraction } from '../../../kernel/money.js';
import { nodesBelow } from './forms.js';
import type { Piece } from './terms.js';
import { countText } from './words.js';

/** The way of a record of service. */
export const inKindLife = lifeCycle<InKindRecordState>(
  'InKindRecordState',
  'service-record-follows-its-way',
  {
    RECORDED: ['CONFIRMED', 'REJECTED', 'WITHDRAWN'],
    CONFIRMED: ['REVOKED'],
    REJECTED: [],
    WITHDRAWN: [],
    REVOKED: [],
  },
);

defineRules({
  'service-within-the-agreement': {
    code: 'INVALID_INPUT',
    zh: '服务日期须在协议有效期({from} 至 {to})内,且不晚于今天({today})。',
    en: 'Service is rendered while the agreement is in force, from {from} to {to}, and not after today, {today}.',
  },
  'service-confirmed-by-another': {
    code: 'RULE_BROKEN',
    zh: '服务记录须由登记人以外、且不属于服务单位的人确认。',
    en: 'Service is confirmed by somebody else than who recorded it, and not of the body that rendered it.',
  },
  'service-counted-in-a-report-stays': {
    code: 'RULE_BROKEN',
    zh: '{period} 的申报已按确认的时长提交;须先退回该申报,或待其结算后更正,再变更当期的服务时长。',
    en: 'The report of {period} is submitted with these hours; before they change it is returned, or settled and then corrected.',
  },
  'report-hours-are-those-confirmed': {
    code: 'RULE_BROKEN',
    zh: '申报时长须为已确认的服务时长 {confirmed} 小时,而它是 {reported} 小时。',
    en: 'The hours of a report are those of confirmed service, {confirmed}, but it says {reported}.',
  },
});

/** Minutes as hundredths of an hour, rounded once for all of them. */
export function hoursCentiOf(minutes: bigint): bigint {
  return roundFraction(fraction(minutes * 100n, 60n), 'HALF_UP');
}

/** Whether the hours that the pieces ask for are those of service; others, as of a court that is let, are the payer's own. */
export function countsService(pieces: readonly Piece[]): boolean {
  return pieces.some(({ component }) =>
    nodesBelow(component.node).some(({ kind }) => kind === 'IN_KIND' || kind === 'OFFSET'),
  );
}

/** Refuses hours that are not those of confirmed service; null where they are no service. */
export function hoursFaults(
  lines: readonly { readonly measure: RevenueMeasure; readonly amountFen: bigint }[],
  confirmedCenti: bigint | null,
): readonly Fault[] {
  if (confirmedCenti === null) return [];
  const [confirmed, i] = [countText(confirmedCenti), lines.findIndex(({ measure }) => measure === 'HOURS')];
  const reported = lines[i]?.amountFen;
  return reported === undefined || reported === confirmedCenti
    ? []
    : [
        fault('report-hours-are-those-confirmed', ['lines', i, 'amount'], {
          confirmed,
          reported: countText(reported),
        }),
      ];
}

/** Refuses a day on which the agreement is not in force, or after today. */
export function serviceDay(
  servedOn: string,
  { validFrom, validTo }: { readonly validFrom: string | null; readonly validTo: string | null },
  today: string,
): readonly Fault[] {
  const inside =
    (validFrom === null || servedOn >= validFrom) &&
    (validTo === null || servedOn < validTo) &&
    servedOn <= today;
  return inside
    ? []
    : [
        fault('service-within-the-agreement', ['servedOn'], {
          from: validFrom ?? '–',
          to: validTo ?? '–',
          today,
        }),
      ];
}

/** Refuses to confirm what one recorded or rendered oneself. */
export function confirmerFaults(
  confirmer: { readonly subject: string; readonly organizationId: string | null },
  record: Readonly<Record<string, unknown>>,
): readonly Fault[] {
  return confirmer.subject === record['recordedBy'] || confirmer.organizationId === record['payerId']
    ? [fault('service-confirmed-by-another')]
    : [];
}
