// What brings money into a fund, and what takes a donation or an expense back.
import type { LedgerKind } from '../../../generated/database.js';
import { Refusal, refusal, refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { bool, changeable, int, of, optional, ref, text, yuan } from '../../../kernel/input.js';
import { operation, type Row } from '../../../kernel/operation.js';
import { keepsBooks } from '../policy.js';
import { lockFund } from '../queries/funds.js';
import { foreseenLines, foreseesLedger, post } from '../queries/post.js';
import { reversalOf } from '../queries/reversal.js';
import { paidClosedGrant } from '../queries/spending.js';
import { donationSummary, donorFaults, reversibleFaults } from '../rules/giving.js';
import { sameOffice } from '../rules/life.js';
import { postingRules } from '../rules/posting.js';

const attachments = changeable(int('How many documents support it. 附单据数', { min: 0, max: 999 }));

/** What of the fund never changes, so that it may be read before the posting locks it. */
function fundIn(refs: Readonly<Record<string, Row>>): {
  readonly id: string;
  readonly divisionKey: string;
  readonly synthetic: boolean;
} {
  const { id, divisionKey, synthetic } = refs['fund']!;
  return {
    id: id as string,
    divisionKey: divisionKey as string,
    synthetic: synthetic as boolean,
  };
}

operation('recordDonation', {
  description:
    'Records money that was given to a fund at work, posts it, and so numbers its receipt. 登记捐赠并记账',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund that received it. 受赠基金'),
    amount: yuan('Amount, in yuan. 金额', { min: 1n }),
    receivedOn: of('Date', 'Day on which it was received, not after today. 收到日期'),
    donor: optional(ref('Organization', 'The organization that gave it, of the same office. 捐赠单位')),
    donorName: optional(text('Name of a donor who is no recorded organization. 捐赠人', { max: 200 })),
    anonymous: changeable(bool('The donor wishes not to be named. 匿名')),
    purpose: optional(text('What the donor gave it for. 捐赠用途')),
    handler: optional(text('Who took it, as the receipt names them. 经办人', { max: 100 })),
    attachments,
  },
  tenant: 'fund',
  validate: (input) => {
    const faults = donorFaults(input);
    return faults.length > 0 ? [new Refusal(faults)] : [];
  },
  allow: (caller, { refs }) => keepsBooks(caller, refs['fund']?.['divisionKey']),
  run: async (scene, tx) => {
    const { input, refs, tenant } = scene;
    const { donor } = refs;
    const anonymous = input.anonymous ?? false;
    const fund = fundIn(refs);
    refuseAll(sameOffice(tenant, donor, ['donor']));
    const id = newId();
    const posted = await post(
      scene,
      tx,
      [
        {
          kind: 'DONATION',
          source: { type: 'donation', key: id },
          effectiveOn: input.receivedOn,
          summary: donationSummary(donor && !anonymous ? (donor['name'] as string) : null),
          legs: [
            {
              position: 1,
              debit: { fundId: fund.id, kind: 'BANK' },
              credit: { fundId: fund.id, kind: 'FUND' },
              amountFen: input.amount,
            },
          ],
          fundId: fund.id,
          payerId: donor && !anonymous ? (donor['id'] as string) : null,
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
              donorId: donor?.['id'] ?? null,
              // Of an organization that wishes not to be named only the name is kept apart, for who may read it.
              donorName: input.donorName ?? (anonymous ? (donor?.['name'] ?? null) : null),
              anonymous,
              amountFen: input.amount,
              receivedOn: input.receivedOn,
              purpose: input.purpose ?? null,
              handler: input.handler ?? null,
              transactionId: posting!.transactionId,
              divisionKey: fund.divisionKey,
              synthetic: fund.synthetic,
            },
          ],
        },
      }),
    );
    return { objects: { donation: id }, foreseen: foreseenLines(posted) };
  },
  returns: { donation: 'Donation' },
  foresees: foreseesLedger,
  emits: 'funds.donation.recorded',
  rules: ['donation-names-its-donor', 'fund-references-of-one-office', ...postingRules],
});

operation('reverseLedgerTransaction', {
  description:
    'Takes a posted donation, expense or receipt of public money back by its exact mirror, dated today. The original stays; what is right is recorded anew. 红字冲销',
  scope: 'funds:write',
  input: {
    transaction: ref('LedgerTransaction', 'The transaction to be taken back. 被冲销凭证'),
    reason: text('Why, without amounts or names of persons: the voucher says it. 原因', { max: 200 }),
  },
  tenant: 'transaction',
  allow: (caller, { refs }) => keepsBooks(caller, refs['transaction']?.['divisionKey']),
  run: async (scene, tx) => {
    const { input, refs, tenant } = scene;
    const original = refs['transaction']!;
    const id = original['id'] as string;
    refuseAll(reversibleFaults(original['kind'] as LedgerKind));
    // Alone, so that of two reversals at once the later one finds the earlier.
    await lockFund(tx, tenant, original['fundId'] as string);
    if (await paidClosedGrant(tx, tenant, id)) throw refusal('closed-grant-is-final', ['transaction']);
    const reversal = await reversalOf(tx, tenant, id);
    const { zh, en } = reversal.summary;
    const summary = { zh: `${zh}(${input.reason})`, en: `${en} (${input.reason})` };
    const posted = await post(scene, tx, [{ ...reversal, summary }]);
    return { objects: { transaction: id }, foreseen: foreseenLines(posted) };
  },
  returns: { transaction: 'LedgerTransaction' },
  foresees: foreseesLedger,
  emits: 'funds.ledger.reversed',
  rules: [
    'ledger-corrected-where-it-comes-from',
    'closed-grant-is-final',
    'reversal-is-final',
    'reversed-at-most-once',
    'fund-liquidated-is-final',
    ...postingRules,
  ],
});
