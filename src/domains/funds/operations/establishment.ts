// What callers do to establish a fund: say what it begins with, who hosts it, and by which roles it is run.
import type { CommitteeRole } from '../../../generated/database.js';
import { giving } from '../../../kernel/config.js';
import { refuseAll } from '../../../kernel/errors.js';
import { enumOf, int, list, object, of, optional, ref, text, yuan } from '../../../kernel/input.js';
import { stepDayFaults } from '../../../kernel/life-cycle.js';
import { operation } from '../../../kernel/operation.js';
import { lastStepOn } from '../../../kernel/write/steps.js';
import { records } from '../policy.js';
import { committeeFaults, sameOffice } from '../rules/life.js';
import { asRefusal } from './parts.js';

operation('establishFund', {
  description:
    'Establishes a fund that was applied for and reviewed: its purpose, its host, the money with which it is to begin, and the roles of its committee. 设立基金',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund. 基金'),
    host: ref('Organization', 'The body that keeps its accounts, of the same office. 托管主体'),
    purpose: text('What it may be spent on. 用途'),
    initialAmount: yuan('Money with which it is to begin, in yuan. 初始资金', { min: 1n }),
    committee: list(
      object(
        'FundCommitteeSeatInput',
        'Seats of one role in its committee; persons are not named. 管委会席位',
        {
          role: enumOf<CommitteeRole>('CommitteeRole', 'What they do. 职务'),
          seats: int('How many there are. 席位数', { min: 1, max: giving.committeeSeats }),
          organization: optional(ref('Organization', 'Which body fills them, of the same office. 委派单位')),
        },
      ),
      { max: giving.committeeRoles },
    ),
    effectiveOn: of('Date', 'Day of establishment; not before the review, not after today. 设立日期'),
    documentNo: optional(text('Number of the document that approved it. 文号', { max: 100 })),
  },
  target: 'fund',
  transition: { column: 'state', to: 'ESTABLISHED' },
  validate: ({ committee }) => asRefusal(committeeFaults(committee)),
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  run: async ({ input, refs, target, tenant, today, apply }, tx) => {
    const id = target['id'] as string;
    const { host } = refs;
    refuseAll(
      stepDayFaults(
        'fund-steps-dated-in-order',
        input.effectiveOn,
        [await lastStepOn(tx, tenant, 'Fund', id)],
        today,
      ),
      sameOffice(tenant, host, ['host']),
      input.committee.flatMap((_, i) =>
        sameOffice(tenant, refs[`committee.${i}.organization`], ['committee', i, 'organization']),
      ),
    );
    await apply({
      insert: {
        FundCommitteeSeat: input.committee.map(({ role, seats }, i) => ({
          fundId: id,
          position: i + 1,
          organizationId: refs[`committee.${i}.organization`]?.['id'] ?? null,
          role,
          seats,
        })),
      },
      update: [
        {
          model: 'Fund',
          id,
          values: {
            state: 'ESTABLISHED',
            hostId: host!['id'],
            purpose: input.purpose,
            initialFen: input.initialAmount,
            establishedOn: input.effectiveOn,
          },
        },
      ],
    });
    return { objects: { fund: id } };
  },
  returns: { fund: 'Fund' },
  emits: 'funds.fund.established',
  rules: [
    'fund-state-follows-its-life-cycle',
    'fund-steps-dated-in-order',
    'fund-references-of-one-office',
    'fund-established-with-its-committee',
  ],
});
