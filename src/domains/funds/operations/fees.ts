// What callers do with management fees: agree on a rate, end it, charge a period.
import type { FeePer } from '../../../generated/database.js';
import { refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { enumOf, of, percent, ref, text } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { keepsBooks } from '../policy.js';
import { chargedOf, isRateFree } from '../queries/fees.js';
import { lockFund } from '../queries/funds.js';
import { foreseenLines, foreseesLedger, post } from '../queries/post.js';
import { chargeFaults, feeOf, feePeriod, feeSummary, periodFaults, rateFaults } from '../rules/fees.js';
import { ownAffair, postingRules } from '../rules/posting.js';
import { fundIn, optionalDay } from './parts.js';

operation('createManagementFeeRate', {
  description: 'Says what part of the money given the host of a fund charges, from a day on. 约定管理费率',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund. 基金'),
    rate: percent('Part of the money given. 费率'),
    per: enumOf<FeePer>('FeePer', 'Of what it is a part, and rounded once. 计费方式'),
    validFrom: of('Date', 'First day of whose donations it is charged. 开始日期'),
    validTo: optionalDay('First day of whose donations it is not charged any more. 结束日期(不含)'),
  },
  tenant: 'fund',
  allow: (caller, { refs }) => keepsBooks(caller, refs['fund']?.['divisionKey']),
  run: async ({ input, refs, tenant, insert }, tx) => {
    const fund = fundIn(refs);
    const validTo = input.validTo ?? null;
    // Alone, so that of two rates at once the later one finds the earlier.
    await lockFund(tx, tenant, fund.id);
    refuseAll(
      rateFaults(input.validFrom, validTo, await isRateFree(tx, tenant, fund.id, input.validFrom, validTo)),
    );
    const id = await insert('ManagementFeeRate', {
      fundId: fund.id,
      ratePpm: input.rate,
      per: input.per,
      validFrom: input.validFrom,
      validTo,
      divisionKey: fund.divisionKey,
      synthetic: fund.synthetic,
    });
    return { objects: { feeRate: id } };
  },
  returns: { feeRate: 'ManagementFeeRate' },
  emits: 'funds.fee-rate.created',
  rules: ['fee-rate-valid-for-a-day', 'fee-rates-do-not-overlap'],
});

operation('endManagementFeeRate', {
  description: 'Ends a rate that has no end yet, so that another one may follow. 终止管理费率',
  scope: 'funds:write',
  input: {
    feeRate: ref('ManagementFeeRate', 'The rate. 费率'),
    validTo: of('Date', 'First day of whose donations it is not charged any more. 结束日期(不含)'),
  },
  target: 'feeRate',
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: async ({ input, target, update }) => {
    const id = target['id'] as string;
    const { validTo } = input;
    const known = target['validTo'] as string | null;
    refuseAll(rateFaults(target['validFrom'] as string, validTo, known === null || validTo <= known));
    await update('ManagementFeeRate', id, { validTo });
    return { objects: { feeRate: id } };
  },
  returns: { feeRate: 'ManagementFeeRate' },
  emits: 'funds.fee-rate.ended',
  rules: ['fee-rate-valid-for-a-day', 'fee-rates-do-not-overlap'],
});

operation('chargeManagementFee', {
  description:
    'Charges the fee on what was given in a period that is over and pays it out; what was given late is charged by a second one. Bound money pays no fee. 计提并支付管理费',
  scope: 'funds:write',
  input: {
    feeRate: ref('ManagementFeeRate', 'The rate. 费率'),
    period: text('The period, as 2025-03, 2025-Q1 or 2025; per donation a month. 期间', { max: 10 }),
  },
  tenant: 'feeRate',
  allow: (caller, { refs }) => keepsBooks(caller, refs['feeRate']?.['divisionKey']),
  run: async (scene, tx) => {
    const { input, refs, tenant, today } = scene;
    const rate = refs['feeRate']!;
    const [rateId, fundId, per] = [rate['id'] as string, rate['fundId'] as string, rate['per'] as FeePer];
    refuseAll(periodFaults(per, input.period, today));
    const period = feePeriod(per, input.period)!;
    // Alone, so that of two charges at once the later one finds the earlier, and nothing is given back meanwhile.
    await lockFund(tx, tenant, fundId);
    const { amounts, chargedFen } = await chargedOf(tx, tenant, rateId, period);
    const amountFen = feeOf(rate['ratePpm'] as number, per, amounts) - chargedFen;
    refuseAll(chargeFaults(amountFen));
    const id = newId();
    const posted = await post(
      scene,
      tx,
      [
        {
          kind: 'MANAGEMENT_FEE',
          source: { type: 'management-fee', key: id },
          effectiveOn: today,
          summary: feeSummary(input.period),
          legs: [
            { position: 1, debit: { fundId, kind: 'FUND' }, credit: { fundId, kind: 'BANK' }, amountFen },
          ],
          fundId,
          ...ownAffair,
          correlationId: id,
          funds: 'SPENDING',
        },
      ],
      ([posting]) => ({
        insert: {
          ManagementFee: [
            {
              id,
              rateId,
              fundId,
              transactionId: posting!.transactionId,
              periodFrom: period.from,
              periodTo: period.to,
              baseFen: amounts.reduce((sum, amount) => sum + amount, 0n),
              amountFen,
              divisionKey: rate['divisionKey'],
              synthetic: rate['synthetic'],
            },
          ],
        },
      }),
    );
    return { objects: { fee: id }, foreseen: foreseenLines(posted) };
  },
  returns: { fee: 'ManagementFee' },
  foresees: foreseesLedger,
  emits: 'funds.fee.charged',
  rules: [
    'fee-period-of-the-rate',
    'fee-period-is-over',
    'fee-has-a-new-base',
    'fund-spends-while-open',
    ...postingRules,
  ],
});
