// What callers do with the list of what guaranteed public money is never spent on.
import type { NegativeListGroup } from '../../../generated/database.js';
import { refuseAll } from '../../../kernel/errors.js';
import { enumOf, list, of, optional, ref, text } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { officeOf } from '../../territory/queries/offices.js';
import { records } from '../policy.js';
import { listValidityFaults } from '../rules/negative-list.js';

operation('recordNegativeListEntry', {
  description: 'Records what guaranteed public money of a division is not spent on. 登记负面清单事项',
  scope: 'funds:write',
  input: {
    division: ref('Division', 'The division whose communities it binds. 适用区划'),
    group: enumOf<NegativeListGroup>('NegativeListGroup', 'Why it is not paid. 类别'),
    title: text('What is not paid. 事项', { max: 100 }),
    description: optional(text('What it means, in a sentence. 说明')),
    terms: list(text('A word by which it is known in what is proposed. 识别词', { min: 2, max: 30 }), {
      max: 50,
    }),
    documentNo: text('Number of the document that lists it. 文号', { max: 100 }),
    validFrom: of('Date', 'First day on which it holds. 生效日期'),
    validTo: optional(of('Date', 'First day on which it no longer holds. 失效日期(不含)')),
  },
  tenant: ({ division }, tx, today) => officeOf(tx, division, today),
  allow: (caller, { refs }) => records(caller, refs['division']?.['key']),
  run: async ({ input, refs, insert }) => {
    const { division: _division, ...columns } = input;
    refuseAll(listValidityFaults(input.validFrom, input.validTo));
    const division = refs['division']!;
    const id = await insert('NegativeListEntry', {
      ...columns,
      divisionKey: division['key'],
      synthetic: division['synthetic'],
    });
    return { objects: { negativeListEntry: id } };
  },
  returns: { negativeListEntry: 'NegativeListEntry' },
  emits: 'funds.negative-list.recorded',
  rules: ['negative-list-validity', 'unique-in-tenant'],
});

operation('endNegativeListEntry', {
  description:
    'Ends an entry of the negative list; what was proposed before keeps what it declared. 终止负面清单事项',
  scope: 'funds:write',
  input: {
    negativeListEntry: ref('NegativeListEntry', 'The entry. 负面清单事项'),
    validTo: of('Date', 'First day on which it no longer holds. 失效日期(不含)'),
  },
  target: 'negativeListEntry',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  run: async ({ input, target, update }) => {
    refuseAll(listValidityFaults(target['validFrom'] as string, input.validTo));
    const id = target['id'] as string;
    await update('NegativeListEntry', id, { validTo: input.validTo });
    return { objects: { negativeListEntry: id } };
  },
  returns: { negativeListEntry: 'NegativeListEntry' },
  emits: 'funds.negative-list.ended',
  rules: ['negative-list-validity'],
});
