// What becomes of donations: allocated, used, reported to the donor, given back, taken back.
import type { Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { fault, refuseAll } from '../../../kernel/errors.js';
import { of, optional, ref, text } from '../../../kernel/input.js';
import { stepDayFaults } from '../../../kernel/life-cycle.js';
import { operation, type Scene } from '../../../kernel/operation.js';
import { lastStepOn } from '../../../kernel/write/steps.js';
import { keepsBooks } from '../policy.js';
import { lockFund } from '../queries/funds.js';
import { takingBack, usedOf, type Gift } from '../queries/giving.js';
import { foreseenLines, foreseesLedger, post } from '../queries/post.js';
import { givenFor, refuseUnbound } from '../queries/purposes.js';
import { reversalOf } from '../queries/reversal.js';
import { allocationFaults, donationLife, usedFaults } from '../rules/giving.js';
import { postingRules } from '../rules/posting.js';
import { purposeFaults } from '../rules/purposes.js';
import { purposeIn } from './parts.js';

type Tx = Transaction<Database>;

/** What every step in the life of a donation names. */
const common = {
  donation: ref('Donation', 'The donation. 捐赠'),
  effectiveOn: of('Date', 'Day from which it holds; not before the last step, not after today. 生效日期'),
  documentNo: optional(text('Number of the document that ordered it. 文号', { max: 100 })),
};
const why = optional(text('What for, or why. 说明'));
const stepRules = [donationLife.rule, 'donation-steps-dated-in-order'];

/** Refuses a day before the donation, before its last step, or after today. */
async function refuseDay(
  { target, tenant, today, input }: Scene<{ readonly effectiveOn: string }>,
  tx: Tx,
): Promise<void> {
  const earlier = [
    target['receivedOn'] as string,
    await lastStepOn(tx, tenant, 'Donation', target['id'] as string),
  ];
  refuseAll(stepDayFaults('donation-steps-dated-in-order', input.effectiveOn, earlier, today));
}

operation('allocateDonation', {
  description:
    'Decides what a donation is used for. Where it is bound to no purpose yet it may be bound to one now. 分配捐赠',
  scope: 'funds:write',
  input: {
    ...common,
    fundPurpose: optional(
      ref('FundPurpose', 'A purpose of the fund, to which it is bound from now on. 限定用途'),
    ),
    reason: why,
  },
  target: 'donation',
  transition: { column: 'state', to: 'ALLOCATED' },
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: async (scene, tx) => {
    const { refs, target, tenant, apply } = scene;
    const gift = target as unknown as Gift;
    const named = purposeIn(refs);
    await refuseDay(scene, tx);
    refuseAll(purposeFaults(gift.fundId, refs['fundPurpose']), allocationFaults(gift.purposeId, named));
    const binds = named !== null && gift.purposeId === null && gift.kind === 'CASH';
    if (binds) await lockFund(tx, tenant, gift.fundId);
    await apply({
      update: [
        {
          model: 'Donation',
          id: gift.id,
          values: { state: 'ALLOCATED', purposeId: gift.purposeId ?? named },
        },
        ...(binds ? givenFor(named, gift.amountFen) : []),
      ],
    });
    // It may have been spent already, while it was not bound.
    if (binds) await refuseUnbound(tx, tenant, [gift.fundId]);
    return { objects: { donation: gift.id } };
  },
  returns: { donation: 'Donation' },
  emits: 'funds.donation.allocated',
  rules: [
    ...stepRules,
    'purpose-of-the-same-fund',
    'allocated-donation-keeps-its-purpose',
    'bound-money-goes-to-its-purpose',
  ],
});

operation('useDonation', {
  description:
    'Says that a donation was used. Money that is bound to a purpose counts as used as far as money was spent on it. 登记捐赠使用',
  scope: 'funds:write',
  input: { ...common, reason: why },
  target: 'donation',
  transition: { column: 'state', to: 'USED' },
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: async (scene, tx) => {
    const { target, tenant, update } = scene;
    const { id, kind, purposeId, amountFen } = target as unknown as Gift;
    await refuseDay(scene, tx);
    if (kind === 'CASH' && purposeId !== null)
      refuseAll(usedFaults(await usedOf(tx, tenant, purposeId), amountFen));
    await update('Donation', id, { state: 'USED' });
    return { objects: { donation: id } };
  },
  returns: { donation: 'Donation' },
  emits: 'funds.donation.used',
  rules: [...stepRules, 'donation-used-as-far-as-spent'],
});

operation('reportDonationUse', {
  description: 'Records that the donor was told what became of a donation. 反馈捐赠使用情况',
  scope: 'funds:write',
  input: { ...common, reason: why },
  target: 'donation',
  transition: { column: 'state', to: 'REPORTED' },
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: async (scene, tx) => {
    const id = scene.target['id'] as string;
    await refuseDay(scene, tx);
    await scene.update('Donation', id, { state: 'REPORTED' });
    return { objects: { donation: id } };
  },
  returns: { donation: 'Donation' },
  emits: 'funds.donation.reported',
  rules: stepRules,
});

const reason = text('Why, without amounts or names of persons: the voucher says it. 原因', { max: 200 });

operation('refundDonation', {
  description:
    'Gives a donation back to the donor as a whole: money by the exact mirror of its posting, what was promised is owed again. 退还捐赠',
  scope: 'funds:write',
  input: { ...common, reason },
  target: 'donation',
  transition: { column: 'state', to: 'REFUNDED' },
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: async (scene, tx) => {
    const { input, target, tenant, apply } = scene;
    const gift = target as unknown as Gift;
    await refuseDay(scene, tx);
    await lockFund(tx, tenant, gift.fundId);
    const cause = { operation: 'refundDonation', effectiveOn: input.effectiveOn, reason: input.reason };
    const { changes, postings } = await takingBack(scene, tx, gift, 'REFUNDED', cause);
    if (gift.transactionId === null) {
      await apply(changes);
      return { objects: { donation: gift.id }, foreseen: foreseenLines([]) };
    }
    const reversal = await reversalOf(tx, tenant, gift.transactionId);
    const summary = { zh: `退还捐赠:${input.reason}`, en: `Donation given back: ${input.reason}` };
    const posted = await post(
      scene,
      tx,
      [{ ...reversal, summary, effectiveOn: input.effectiveOn }, ...postings],
      () => changes,
    );
    return { objects: { donation: gift.id }, foreseen: foreseenLines(posted) };
  },
  returns: { donation: 'Donation' },
  foresees: foreseesLedger,
  emits: 'funds.donation.refunded',
  rules: [...stepRules, 'receipted-donation-is-kept', 'fund-liquidated-is-final', ...postingRules],
});

operation('withdrawInKindDonation', {
  description: 'Takes back what was registered wrongly as given in kind. 撤销非货币捐赠登记',
  scope: 'funds:write',
  input: { donation: common.donation, reason },
  target: 'donation',
  transition: { column: 'state', to: 'REVERSED' },
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: async (scene, tx) => {
    const gift = scene.target as unknown as Gift;
    refuseAll(gift.kind === 'CASH' ? [fault('money-is-taken-back-in-the-books')] : []);
    const { today, input } = scene;
    const cause = { operation: 'withdrawInKindDonation', effectiveOn: today, reason: input.reason };
    const { changes } = await takingBack(scene, tx, gift, 'REVERSED', cause);
    await scene.apply(changes);
    return { objects: { donation: gift.id } };
  },
  returns: { donation: 'Donation' },
  emits: 'funds.donation.withdrawn',
  rules: [donationLife.rule, 'money-is-taken-back-in-the-books', 'receipted-donation-is-kept'],
});
