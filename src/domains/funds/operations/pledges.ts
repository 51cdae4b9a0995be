// What callers do with pledges: record them, declare their default, release who made them.
import type { PledgeReleaseGround } from '../../../generated/database.js';
import { refuseAll } from '../../../kernel/errors.js';
import { pledges } from '../../../kernel/config.js';
import { newId } from '../../../kernel/ids.js';
import { bool, enumOf, list, object, of, optional, ref, text, yuan } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { keepsBooks } from '../policy.js';
import { overdueOf, requireAtWork } from '../queries/giving.js';
import { donorFaults } from '../rules/giving.js';
import { sameOffice } from '../rules/life.js';
import {
  defaultFaults,
  instalmentFaults,
  pledgeLife,
  promiseFaults,
  releaseFaults,
} from '../rules/pledges.js';
import { purposeFaults } from '../rules/purposes.js';
import { asRefusal, donorColumns, donorFields, fundIn, purposeIn } from './parts.js';

operation('createPledge', {
  description:
    'Records a promise to give money to a fund at work. Nothing is posted before money comes: what is promised may be revoked or not be given. 登记认捐',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund that it is promised to. 受赠基金'),
    ...donorFields,
    fundPurpose: optional(
      ref('FundPurpose', 'A purpose of the fund that the money is promised for. 限定用途'),
    ),
    promisedOn: of('Date', 'Day of the promise, not after today. 认捐日期'),
    binding: bool(
      'It was made in public, or in writing for relief, so that it cannot be revoked (Charity Law, article 41). 不得撤销',
    ),
    instalments: list(
      object('PledgeInstalmentInput', 'By when how much is given; the earliest first. 分期', {
        dueOn: of('Date', 'Last day on which it is given in time. 到期日'),
        amount: yuan('Amount, in yuan. 金额', { min: 1n }),
      }),
      { max: pledges.instalments },
    ),
  },
  tenant: 'fund',
  validate: (input) =>
    asRefusal([...donorFaults(input), ...instalmentFaults(input.promisedOn, input.instalments)]),
  allow: (caller, { refs }) => keepsBooks(caller, refs['fund']?.['divisionKey']),
  run: async ({ input, refs, tenant, today, apply }, tx) => {
    const fund = fundIn(refs);
    refuseAll(
      sameOffice(tenant, refs['donor'], ['donor']),
      purposeFaults(fund.id, refs['fundPurpose']),
      promiseFaults(input.promisedOn, today),
    );
    await requireAtWork(tx, tenant, fund.id);
    const id = newId();
    await apply({
      insert: {
        Pledge: [
          {
            id,
            fundId: fund.id,
            ...donorColumns(input, refs['donor']),
            purposeId: purposeIn(refs),
            amountFen: input.instalments.reduce((sum, { amount }) => sum + amount, 0n),
            paidFen: 0n,
            binding: input.binding,
            state: 'PLEDGED',
            promisedOn: input.promisedOn,
            divisionKey: fund.divisionKey,
            synthetic: fund.synthetic,
          },
        ],
        PledgeInstalment: input.instalments.map(({ dueOn, amount }, i) => ({
          pledgeId: id,
          position: i + 1,
          dueOn,
          amountFen: amount,
        })),
      },
    });
    return { objects: { pledge: id } };
  },
  returns: { pledge: 'Pledge' },
  emits: 'funds.pledge.created',
  rules: [
    'donation-names-its-donor',
    'pledge-instalments-in-order',
    'pledge-made-until-today',
    'purpose-of-the-same-fund',
    'fund-references-of-one-office',
    'money-moves-into-an-active-fund',
  ],
});

operation('declarePledgeDefault', {
  description:
    'Says that a donor does not give what was promised and is overdue; it may still be given. 登记认捐违约',
  scope: 'funds:write',
  input: {
    pledge: ref('Pledge', 'The pledge. 认捐'),
    reason: text('What was done to remind the donor, and what the donor said. 催告情况及原因'),
    documentNo: optional(text('Number of the reminder. 文号', { max: 100 })),
  },
  target: 'pledge',
  transition: { column: 'state', to: 'DEFAULTED' },
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: async ({ target, tenant, today, step }, tx) => {
    const id = target['id'] as string;
    refuseAll(defaultFaults(await overdueOf(tx, tenant, id, today)));
    return step();
  },
  returns: { pledge: 'Pledge' },
  emits: 'funds.pledge.defaulted',
  rules: [pledgeLife.rule, 'pledge-defaults-when-overdue'],
});

operation('releasePledge', {
  description:
    'Releases a donor from what is outstanding of a pledge, on a ground that the law knows; what was given stays given. 免予履行认捐',
  scope: 'funds:write',
  input: {
    pledge: ref('Pledge', 'The pledge. 认捐'),
    ground: enumOf<PledgeReleaseGround>('PledgeReleaseGround', 'By what right. 依据'),
    reason: text('The facts, and how they were published. 事实及公开说明情况'),
    documentNo: optional(text('Number of the decision. 文号', { max: 100 })),
  },
  target: 'pledge',
  transition: { column: 'state', to: 'RELEASED' },
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: async ({ input, target, step }) => {
    refuseAll(releaseFaults(target['binding'] as boolean, input.ground));
    return step({ releaseGround: input.ground });
  },
  returns: { pledge: 'Pledge' },
  emits: 'funds.pledge.released',
  rules: [pledgeLife.rule, 'binding-pledge-released-for-hardship'],
});
