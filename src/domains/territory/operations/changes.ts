// What callers do with divisions: record the changes that happened to them.
import type { DivisionChangeType, FigureQualifier } from '../../../generated/database.js';
import { Refusal, refuseAll } from '../../../kernel/errors.js';
import { enumOf, list, object, of, optional, ref, text } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { mayChangeDivisions } from '../policy.js';
import { lockChange, writePlan } from '../queries/changes.js';
import { officeOf } from '../queries/offices.js';
import { refreshCodeTree } from '../queries/code-tree.js';
import { planChange } from '../rules/change-plan.js';
import { changeRules, maxParts, shapeFaults } from '../rules/changes.js';

const after = object('DivisionAfter', 'A division as it is after the change. 变更后的区划', {
  code: optional(of('DivisionCode', 'Its code, if it is new. 新代码')),
  name: optional(text('Its name, if it is new. 新名称', { max: 100 })),
});

operation('recordDivisionChange', {
  description:
    'Records what happened to divisions on a day: ends their versions, begins the new ones, and keeps every identity. A division that gets another code takes everything below it along. 登记区划变更',
  scope: 'territory:admin',
  input: {
    type: enumOf<DivisionChangeType>('DivisionChangeType', 'What happened. 变更类型'),
    effectiveOn: of('Date', 'Day from which the new state is valid. 生效日'),
    dateQualifier: optional(
      enumOf<FigureQualifier>('FigureQualifier', 'EXACT, or how the day bounds the true one. 日期限定'),
    ),
    division: optional(
      ref('Division', 'The division that changes; absent when one is established. 变更的区划'),
    ),
    parent: optional(
      ref('Division', 'Where a division is established, or what it is transferred to. 上级区划'),
    ),
    others: optional(list(ref('Division', 'A division that merges with it. 并入的区划'), { max: maxParts })),
    after: optional(list(after, { max: maxParts })),
    codeScheme: optional(text('Code list of the new codes. 码表', { max: 40 })),
    documentNo: optional(text('Number of the document that ordered it. 文号', { max: 100 })),
    source: optional(ref('SourceDocument', 'The document it is known from. 来源')),
    note: optional(text('What to know when using it. 备注')),
  },
  validate({ type, division, parent, others, after: results }) {
    const faults = shapeFaults(type, {
      division: Boolean(division),
      parent: Boolean(parent),
      others: others?.length ?? 0,
      after: (results ?? []).map(({ code, name }) => ({ code: Boolean(code), name: Boolean(name) })),
    });
    return faults.length > 0 ? [new Refusal(faults)] : [];
  },
  tenant: ({ division, parent }, tx, today) => officeOf(tx, (division ?? parent)!, today),
  allow: (caller, { refs }) => mayChangeDivisions(caller, refs),
  async run({ input, refs, insert }, tx) {
    const { type, effectiveOn } = input;
    const otherKeys = (input.others ?? []).map((_, i) => refs[`others.${i}`]!['key'] as string);
    const sourceCode = (refs['source']?.['code'] as string | undefined) ?? null;
    const { change, around } = await lockChange(tx, {
      type,
      effectiveOn,
      codeScheme: input.codeScheme ?? null,
      sourceCode,
      divisionKey: (refs['division']?.['key'] as string | undefined) ?? null,
      otherKeys,
      parentKey: (refs['parent']?.['key'] as string | undefined) ?? null,
      parentGiven: refs['parent'] !== undefined,
      after: (input.after ?? []).map(({ code, name }) => ({ code: code ?? null, name: name ?? null })),
    });
    const { faults, plan } = planChange(change, around);
    refuseAll(faults);
    const id = await insert('DivisionChange', {
      type,
      effectiveOn,
      dateQualifier: input.dateQualifier ?? 'EXACT',
      documentNo: input.documentNo ?? null,
      note: input.note ?? null,
      sourceCode,
    });
    await writePlan(tx, id, plan, effectiveOn);
    return { objects: { divisionChange: id }, asOf: effectiveOn };
  },
  returns: { divisionChange: 'DivisionChange' },
  emits: 'territory.division.changed',
  committed: refreshCodeTree,
  rules: Object.values(changeRules),
});
