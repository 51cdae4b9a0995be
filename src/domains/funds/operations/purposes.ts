// What callers do with bound money: name the purposes of a fund, and put money to another use.
import type { UseChangeGround } from '../../../generated/database.js';
import { refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { changeable, enumOf, of, optional, ref, text, yuan } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { keepsBooks, records } from '../policy.js';
import { lockFund } from '../queries/funds.js';
import { refusing } from '../queries/ledger.js';
import { givenFor } from '../queries/purposes.js';
import { useChangeFaults } from '../rules/purposes.js';

const description = optional(text('What counts as spent on it, and what does not. 用途说明'));

operation('createFundPurpose', {
  description: 'Names a purpose to which money in a fund can be bound. 设立限定用途',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund that keeps the money. 基金'),
    name: text('What the money is for; unique within the fund. 用途名称', { max: 200 }),
    description,
  },
  tenant: 'fund',
  allow: (caller, { refs }) => records(caller, refs['fund']?.['divisionKey']),
  run: async ({ input, refs, insert }) => {
    const { id, divisionKey, synthetic } = refs['fund']!;
    const purpose = await insert('FundPurpose', {
      fundId: id,
      name: input.name,
      description: input.description ?? null,
      divisionKey,
      synthetic,
    });
    return { objects: { fundPurpose: purpose } };
  },
  returns: { fundPurpose: 'FundPurpose' },
  emits: 'funds.purpose.created',
  rules: ['unique-in-tenant'],
});

operation('updateFundPurpose', {
  description: 'Corrects how a purpose is called and described; what it means stays. 更正限定用途',
  scope: 'funds:write',
  input: {
    fundPurpose: ref('FundPurpose', 'The purpose. 限定用途'),
    name: changeable(text('What the money is for. 用途名称', { max: 200 })),
    description,
  },
  target: 'fundPurpose',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  run: async ({ input, target, update }) => {
    const id = target['id'] as string;
    await update('FundPurpose', id, { name: input.name, description: input.description });
    return { objects: { fundPurpose: id } };
  },
  returns: { fundPurpose: 'FundPurpose' },
  emits: 'funds.purpose.updated',
  rules: ['unique-in-tenant'],
});

operation('changeUseOfDonations', {
  description:
    'Puts money that was given for one purpose of a fund to another one, by the donor’s consent or a filing (Charity Law, article 56). Nothing is posted: the money stays in the fund. 变更捐赠财产用途',
  scope: 'funds:write',
  input: {
    from: ref('FundPurpose', 'The purpose that it was given for. 原用途'),
    to: ref('FundPurpose', 'The purpose that it serves from now on, of the same fund. 新用途'),
    amount: yuan('How much, in yuan; no more than is left of it. 金额', { min: 1n }),
    ground: enumOf<UseChangeGround>('UseChangeGround', 'By what right. 依据'),
    groundedOn: of('Date', 'Day of the consent or the filing, not after today. 同意或备案日期'),
    documentNo: text('Number of the consent or the filing. 文号', { max: 100 }),
    reason: text('Why, without names of persons: it is published. 原因'),
  },
  tenant: 'from',
  allow: (caller, { refs }) => keepsBooks(caller, refs['from']?.['divisionKey']),
  run: async ({ input, refs, tenant, today, apply }, tx) => {
    const [from, to] = [refs['from']!, refs['to']!];
    const fundId = from['fundId'] as string;
    refuseAll(useChangeFaults(from, to, input.groundedOn, today));
    // Alone, so that no posting reads what is bound between the two changes.
    await lockFund(tx, tenant, fundId);
    const id = newId();
    await refusing(() =>
      apply({
        insert: {
          FundUseChange: [
            {
              id,
              fundId,
              fromId: from['id'],
              toId: to['id'],
              amountFen: input.amount,
              ground: input.ground,
              groundedOn: input.groundedOn,
              documentNo: input.documentNo,
              reason: input.reason,
              divisionKey: from['divisionKey'],
              synthetic: from['synthetic'],
            },
          ],
        },
        update: [
          ...givenFor(from['id'] as string, -input.amount),
          ...givenFor(to['id'] as string, input.amount),
        ],
      }),
    );
    return { objects: { useChange: id } };
  },
  returns: { useChange: 'FundUseChange' },
  emits: 'funds.use.changed',
  rules: [
    'purpose-of-the-same-fund',
    'use-changes-to-another-purpose',
    'use-change-grounded-until-today',
    'purpose-never-overspent',
  ],
});
