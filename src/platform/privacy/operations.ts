// What offices do about personal data: declare what it is processed for, assess that, and end it.
import type { LegalBasis } from '../../generated/database.js';
import type { DataClass } from '../../kernel/caller.js';
import { purposes } from '../../kernel/config.js';
import { codeTree } from '../../kernel/entity.js';
import { fault, Refusal, refuse, refuseAll } from '../../kernel/errors.js';
import { enumOf, int, list, of, optional, ref, text } from '../../kernel/input.js';
import { operation } from '../../kernel/operation.js';
import { declares, lookAfter } from './policy.js';
import { endedFaults, endFaults, monthsAfter, purposeFaults } from './rules.js';

operation('declarePurpose', {
  description:
    'Declares what an office processes personal data for, before it does: from the first day on requests may name it, and credentials that hold the classes see them. A purpose that opens sensitive data counts for those once it is assessed. 申报处理目的',
  scope: 'privacy:admin',
  audience: 'INTERNAL',
  input: {
    division: ref('Division', 'The division for which it is declared. 所属区划'),
    code: text('Word by which requests name it. 目的代码', { max: 40 }),
    description: text('What the data are processed for. 处理目的', { max: 500 }),
    legalBasis: enumOf<LegalBasis>('LegalBasis', 'Which ground of the law it has. 合法性基础'),
    ground: text('The law, contract or consent itself. 依据', { max: 500 }),
    dataClasses: list(enumOf<DataClass>('DataClass', 'Classes of data that it opens. 数据分级'), { max: 2 }),
    retentionMonths: int('Months for which what is obtained for it may be kept. 保存期限(月)', {
      min: 1,
      max: purposes.retentionMonths,
    }),
    app: optional(
      ref('App', 'The one app that may name it, as the office lists it; else its own staff. 应用'),
    ),
    validFrom: optional(of('Date', 'First day on which it counts; today where nothing is said. 起始日')),
  },
  tenant: ({ division }, tx, today) => codeTree().officeOf(tx, division, today),
  allow: (caller, { refs }) => declares(caller, refs['division']?.['key']),
  run: async ({ input, refs, tenant, caller, today, insert }) => {
    const validFrom = input.validFrom ?? today;
    refuseAll(purposeFaults({ ...input, validFrom }, today));
    const app = refs['app'];
    if (app !== undefined && app['tenant'] !== tenant) throw refuse('NOT_FOUND', ['app']);
    const id = await insert('ProcessingPurpose', {
      code: input.code,
      description: input.description,
      legalBasis: input.legalBasis,
      ground: input.ground,
      dataClasses: input.dataClasses,
      retentionMonths: input.retentionMonths,
      appId: app?.['id'] ?? null,
      divisionKey: refs['division']!['key'],
      validFrom,
      declaredBy: caller.subject,
    });
    return { objects: { processingPurpose: id } };
  },
  returns: { processingPurpose: 'ProcessingPurpose' },
  emits: 'privacy.purpose.declared',
  rules: ['purpose-code-form', 'purpose-declared-before-it-begins', 'purpose-opens-personal-data'],
});

operation('endPurpose', {
  description:
    'Ends a purpose: from that day on requests that name it are refused, within seconds where it is today. 终止处理目的',
  scope: 'privacy:admin',
  audience: 'INTERNAL',
  input: {
    processingPurpose: ref('ProcessingPurpose', 'The purpose. 处理目的'),
    validTo: optional(of('Date', 'Day from which it counts no more; today where nothing is said. 终止日')),
  },
  target: 'processingPurpose',
  allow: (caller, { target }) => declares(caller, target['divisionKey']),
  guard: (target) => {
    const faults = endedFaults(target);
    return faults.length > 0 ? new Refusal(faults) : null;
  },
  run: async ({ input, target, today, update }) => {
    const validTo = input.validTo ?? later(today, target['validFrom'] as string);
    refuseAll(endFaults(validTo, target['validFrom'] as string, today));
    const id = target['id'] as string;
    await update('ProcessingPurpose', id, { validTo });
    return { objects: { processingPurpose: id } };
  },
  returns: { processingPurpose: 'ProcessingPurpose' },
  emits: 'privacy.purpose.ended',
  rules: ['purpose-ends-ahead', 'purpose-ends-once'],
});

/** The later of two days: what has not begun yet ends on the day on which it would have. */
function later(a: string, b: string): string {
  return a > b ? a : b;
}

operation('recordImpactAssessment', {
  description:
    'Records what the processing for a purpose means for the persons concerned. The record is kept for three years at least. 登记个人信息保护影响评估',
  scope: 'privacy:write',
  audience: 'INTERNAL',
  input: {
    purpose: ref('ProcessingPurpose', 'The purpose that was assessed. 处理目的'),
    necessity: text('Whether purpose and means are lawful, proper and necessary. 合法、正当、必要性', {
      max: 4_000,
    }),
    risks: text('What it does to the rights of persons, and what may go wrong. 对个人权益的影响及安全风险', {
      max: 4_000,
    }),
    measures: text('What protects them, and why that is enough. 保护措施', { max: 4_000 }),
    assessedOn: of('Date', 'Day of the assessment. 评估日期'),
  },
  tenant: 'purpose',
  allow: (caller, { refs }) => refs['purpose'] === undefined || lookAfter(caller, refs['purpose']),
  run: async ({ input, refs, caller, today, insert }) => {
    refuseAll(input.assessedOn > today ? [fault('assessment-day-not-ahead', ['assessedOn'], { today })] : []);
    const purpose = refs['purpose']!;
    const id = await insert('ImpactAssessment', {
      purposeId: purpose['id'],
      necessity: input.necessity,
      risks: input.risks,
      measures: input.measures,
      assessedOn: input.assessedOn,
      keptUntil: monthsAfter(input.assessedOn, 12 * purposes.assessmentYears),
      assessedBy: caller.subject,
      divisionKey: purpose['divisionKey'],
    });
    return { objects: { impactAssessment: id } };
  },
  returns: { impactAssessment: 'ImpactAssessment' },
  emits: 'privacy.purpose.assessed',
  rules: ['assessment-day-not-ahead'],
});
