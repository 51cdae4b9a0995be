// openClosingRun: begins the end of a month in an office, so that everybody sees how far it is.
import { refusal, refuseAll } from '../../../kernel/errors.js';
import { of, ref } from '../../../kernel/input.js';
import { job } from '../../../kernel/job.js';
import { operation } from '../../../kernel/operation.js';
import { officeOf } from '../../territory/queries/offices.js';
import { handlesFigures } from '../policy.js';
import { countWaiting, hasRun, isOffice, runsToOpen } from '../queries/months.js';
import { dayAfter, monthFaults } from '../rules/months.js';

operation('openClosingRun', {
  description:
    'Begins the end of a month in an office: counts the agreements that have a period which is over by then. The platform does it by itself, and closes them. 建立月末关账',
  scope: 'revenue-sharing:write',
  input: {
    division: ref('Division', 'The division that the office stands for. 登记机关区划'),
    month: of('BusinessPeriod', 'The month, such as 2026-10. 月份'),
  },
  tenant: ({ division }, tx, today) => officeOf(tx, division, today),
  allow: (caller, { refs }) => handlesFigures(caller, refs['division']?.['key']),
  run: async ({ input, refs, tenant, today, insert }, tx) => {
    const { month } = input;
    const divisionKey = refs['division']!['key'] as string;
    refuseAll(monthFaults(month, today));
    if (!(await isOffice(tx, tenant, divisionKey, today)))
      throw refusal('closing-run-is-of-an-office', ['division']);
    if (await hasRun(tx, tenant, month)) throw refusal('closing-run-once-a-month', ['month'], { month });
    const through = dayAfter(month);
    const total = await countWaiting(tx, tenant, through);
    const id = await insert('ClosingRun', { month, through, total, divisionKey });
    return { objects: { closingRun: id } };
  },
  returns: { closingRun: 'ClosingRun' },
  emits: 'revenue-sharing.closing-run.opened',
  rules: [
    'closing-run-is-of-a-month',
    'closing-run-after-its-month',
    'closing-run-is-of-an-office',
    'closing-run-once-a-month',
  ],
});

// Before the job that closes agreements, so that all of them are counted.
job('open-closing-runs', {
  description: 'Begins the ends of months. 建立月末关账',
  operation: 'openClosingRun',
  due: runsToOpen,
});
