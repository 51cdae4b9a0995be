// What may be kept of a report before it is submitted: it need not be complete, but nothing in it is wrong.
import type { RevenueMeasure, RevenueReportState } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';

defineRules({
  'report-is-saved-while-it-waits': {
    code: 'RULE_BROKEN',
    zh: '状态为“{state:RevenueReportState}”的申报不能保存草稿;只能在待申报、退回时保存。',
    en: 'A report is saved while it waits for its figures, not in the state “{state:RevenueReportState}”.',
  },
  'draft-has-lines-from-one-place': {
    code: 'INVALID_INPUT',
    zh: '数据(lines)与复制来源(copyOf)只能填写一项。',
    en: 'Give `lines` or `copyOf`, and not both.',
  },
  'copied-from-the-same-agreement': {
    code: 'INVALID_INPUT',
    zh: '只能复制同一协议的其他申报。',
    en: 'Figures are copied from another report of the same agreement.',
  },
});

/** Refuses to save what is submitted or settled. */
export function stillWaiting(state: RevenueReportState): readonly Fault[] {
  return state === 'DRAFT' || state === 'RETURNED'
    ? []
    : [fault('report-is-saved-while-it-waits', [], { state })];
}

/** Refuses to copy a report from another agreement, or onto itself. */
export function copyFaults(
  draft: Readonly<Record<string, unknown>>,
  from: Readonly<Record<string, unknown>>,
): readonly Fault[] {
  return draft['agreementId'] === from['agreementId'] && draft['id'] !== from['id']
    ? []
    : [fault('copied-from-the-same-agreement', ['copyOf'])];
}

/** Refuses lines that nothing rests on, so that a mistake is found before the day of the submission. */
export function unaskedFaults(
  lines: readonly { readonly measure: RevenueMeasure }[],
  asked: readonly RevenueMeasure[],
): readonly Fault[] {
  return lines.flatMap(({ measure }, i) =>
    asked.includes(measure)
      ? []
      : [
          fault('report-states-what-is-asked', ['lines', i, 'measure'], {
            measure,
            asked: asked.join(', '),
          }),
        ],
  );
}
