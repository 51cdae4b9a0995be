// What callers do with what is given: record money, register what is given in kind.
import type { Transaction } from 'kysely';
import type { Database, DonationKind, DonationValuation } from '../../../generated/database.js';
import { refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { enumOf, of, optional, ref, text, yuan } from '../../../kernel/input.js';
import { operation, type Scene } from '../../../kernel/operation.js';
import { keepsBooks } from '../policy.js';
import { lockFund } from '../queries/funds.js';
import { lockPledge, paidOf, requireAtWork, type LockedPledge } from '../queries/giving.js';
import { foreseenLines, foreseesLedger, post } from '../queries/post.js';
import { givenFor } from '../queries/purposes.js';
import { donationSummary, donorFaults, inKindFaults, receivedFaults } from '../rules/giving.js';
import { sameOffice } from '../rules/life.js';
import { paymentFaults, pledgedFaults } from '../rules/pledges.js';
import { postingRules } from '../rules/posting.js';
import { purposeFaults } from '../rules/purposes.js';
import { asRefusal, attachments, donorColumns, donorFields, fundIn, purposeIn } from './parts.js';

/** The pledge that the input names; its fund is locked before it, as everywhere. */
async function pledgeIn(
  { refs, tenant }: Scene<unknown>,
  tx: Transaction<Database>,
  fundId: string,
): Promise<LockedPledge | null> {
  const id = refs['pledge']?.['id'] as string | undefined;
  if (id === undefined) return null;
  await lockFund(tx, tenant, fundId);
  return lockPledge(tx, tenant, id);
}

operation('recordDonation', {
  description:
    'Records money that was given to a fund at work, posts it, and so numbers its receipt. 登记捐赠并记账',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund that received it. 受赠基金'),
    amount: yuan('Amount, in yuan. 金额', { min: 1n }),
    receivedOn: of('Date', 'Day on which it was received, not after today. 收到日期'),
    ...donorFields,
    pledge: optional(
      ref('Pledge', 'A pledge to the fund that it fulfils a part of; who made it gives it. 认捐'),
    ),
    purpose: optional(text('What the donor gave it for. 捐赠用途')),
    fundPurpose: optional(
      ref(
        'FundPurpose',
        'A purpose of the fund that it is bound to; it may be spent on nothing else. 限定用途',
      ),
    ),
    handler: optional(text('Who took it, as the receipt names them. 经办人', { max: 100 })),
    attachments,
  },
  tenant: 'fund',
  validate: (input) => asRefusal(input.pledge ? pledgedFaults(input) : donorFaults(input)),
  allow: (caller, { refs }) => keepsBooks(caller, refs['fund']?.['divisionKey']),
  run: async (scene, tx) => {
    const { input, refs, tenant } = scene;
    const fund = fundIn(refs);
    refuseAll(sameOffice(tenant, refs['donor'], ['donor']), purposeFaults(fund.id, refs['fundPurpose']));
    const named = purposeIn(refs);
    const pledge = await pledgeIn(scene, tx, fund.id);
    refuseAll(pledge ? paymentFaults(pledge, fund.id, named, input.amount) : []);
    const purposeId = named ?? pledge?.purposeId ?? null;
    const donor = pledge ? pledge.donor : donorColumns(input, refs['donor']);
    const organization = pledge
      ? pledge.organization
      : ((refs['donor']?.['name'] as string | undefined) ?? null);
    const cause = { operation: 'recordDonation', effectiveOn: input.receivedOn, reason: null };
    const paid = pledge ? paidOf(scene, pledge, input.amount, cause) : {};
    const id = newId();
    const posted = await post(
      scene,
      tx,
      [
        {
          kind: 'DONATION',
          source: { type: 'donation', key: id },
          effectiveOn: input.receivedOn,
          summary: donationSummary(donor.anonymous ? null : organization),
          legs: [
            {
              position: 1,
              debit: { fundId: fund.id, kind: 'BANK' },
              credit: { fundId: fund.id, kind: 'FUND' },
              amountFen: input.amount,
            },
          ],
          fundId: fund.id,
          payerId: donor.anonymous ? null : donor.donorId,
          disclosed: true,
          attachments: input.attachments ?? 0,
          reviewedBy: null,
          reversesId: null,
          correlationId: newId(),
        },
      ],
      ([posting]) => ({
        insert: {
          Donation: [
            {
              id,
              fundId: fund.id,
              ...donor,
              amountFen: input.amount,
              receivedOn: input.receivedOn,
              purpose: input.purpose ?? null,
              purposeId,
              pledgeId: pledge?.id ?? null,
              handler: input.handler ?? null,
              transactionId: posting!.transactionId,
              divisionKey: fund.divisionKey,
              synthetic: fund.synthetic,
            },
          ],
          ...paid.insert,
        },
        update: [...givenFor(purposeId, input.amount), ...(paid.update ?? [])],
      }),
    );
    return { objects: { donation: id }, foreseen: foreseenLines(posted) };
  },
  returns: { donation: 'Donation' },
  foresees: foreseesLedger,
  emits: 'funds.donation.recorded',
  rules: [
    'donation-names-its-donor',
    'pledge-names-the-donor',
    'fund-references-of-one-office',
    'purpose-of-the-same-fund',
    'allocated-donation-keeps-its-purpose',
    'pledge-of-the-same-fund',
    'pledge-waits-for-money',
    'pledge-paid-within-promise',
    ...postingRules,
  ],
});

operation('recordInKindDonation', {
  description:
    'Registers goods, services or securities that were given to a fund at work. They are no money: nothing is posted. 登记非货币捐赠',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund that received it. 受赠基金'),
    kind: enumOf<DonationKind>('DonationKind', 'What was given; no money. 捐赠种类'),
    description: text('What was given. 捐赠物名称', { max: 200 }),
    quantity: optional(text('How much of it, with the unit. 数量', { max: 100 })),
    fairValue: optional(
      yuan('What it is worth, in yuan, where somebody has valued it. 公允价值', { min: 1n }),
    ),
    valuation: optional(enumOf<DonationValuation>('DonationValuation', 'How it was valued. 计价依据')),
    receivedOn: of('Date', 'Day on which it was received, not after today. 收到日期'),
    ...donorFields,
    purpose: optional(text('What the donor gave it for. 捐赠用途')),
    handler: optional(text('Who took it, as the receipt names them. 经办人', { max: 100 })),
  },
  tenant: 'fund',
  validate: (input) => asRefusal([...donorFaults(input), ...inKindFaults(input)]),
  allow: (caller, { refs }) => keepsBooks(caller, refs['fund']?.['divisionKey']),
  run: async ({ input, refs, tenant, today, insert }, tx) => {
    const fund = fundIn(refs);
    refuseAll(sameOffice(tenant, refs['donor'], ['donor']), receivedFaults(input.receivedOn, today));
    await requireAtWork(tx, tenant, fund.id);
    const id = await insert('Donation', {
      fundId: fund.id,
      ...donorColumns(input, refs['donor']),
      kind: input.kind,
      amountFen: 0n,
      description: input.description,
      quantity: input.quantity ?? null,
      fairValueFen: input.fairValue ?? null,
      valuation: input.valuation ?? null,
      receivedOn: input.receivedOn,
      purpose: input.purpose ?? null,
      handler: input.handler ?? null,
      divisionKey: fund.divisionKey,
      synthetic: fund.synthetic,
    });
    return { objects: { donation: id } };
  },
  returns: { donation: 'Donation' },
  emits: 'funds.donation.registered',
  rules: [
    'donation-names-its-donor',
    'money-is-no-gift-in-kind',
    'value-in-kind-says-how',
    'gift-in-kind-received-until-today',
    'fund-references-of-one-office',
    'money-moves-into-an-active-fund',
  ],
});
