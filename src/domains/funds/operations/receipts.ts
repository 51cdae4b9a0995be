// What callers do with receipts for donations: issue them, and void what is wrong on them.
import { refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { of, optional, ref, text } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { keepsBooks } from '../policy.js';
import { stepRow, validReceipt, voidReceipt, type Gift } from '../queries/giving.js';
import { hostOf, lockReceiptedGift } from '../queries/receipts.js';
import { receiptedWhileKept, receiptFaults, receiptLife } from '../rules/receipts.js';

operation('issueDonationReceipt', {
  description:
    'Issues a receipt for a donation in the name of the fund’s host, with what the Charity Law (article 38) wants on it. It takes the place of a void one. 开具捐赠票据',
  scope: 'funds:write',
  input: {
    donation: ref('Donation', 'The donation. 捐赠'),
    number: text('Number, which no other receipt of the issuer bears. 票据号码', { max: 50 }),
    handler: text('Who handles it. 经办人', { max: 100 }),
    issuedOn: of('Date', 'Day on it; not before the donation, not after today. 开具日期'),
  },
  target: 'donation',
  guard: receiptedWhileKept,
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: async (scene, tx) => {
    const { input, target, tenant, today, apply } = scene;
    const gift = target as unknown as Gift;
    const { host, donor, accountHolder } = await hostOf(tx, tenant, gift.fundId, gift.id);
    const facts = {
      isMoney: gift.kind === 'CASH',
      receivedOn: target['receivedOn'] as string,
      accountHolder,
      host,
      valid: await validReceipt(tx, tenant, gift.id),
    };
    refuseAll(receiptFaults(facts, input.issuedOn, today));
    const id = newId();
    const isFirst = gift.state === 'RECEIVED';
    const cause = { operation: 'issueDonationReceipt', effectiveOn: input.issuedOn, reason: null };
    await apply({
      insert: {
        DonationReceipt: [
          {
            id,
            donationId: gift.id,
            issuerId: host!.id,
            replacesId: await voidReceipt(tx, tenant, gift.id),
            number: input.number,
            donorName: donor,
            anonymous: target['anonymous'],
            property: target['description'] ?? '人民币',
            quantity: target['quantity'],
            amountFen: gift.kind === 'CASH' ? gift.amountFen : target['fairValueFen'],
            handler: input.handler,
            issuedOn: input.issuedOn,
            state: 'ISSUED',
            divisionKey: target['divisionKey'],
            synthetic: target['synthetic'],
          },
        ],
        StateChange: isFirst
          ? [stepRow(scene, { ...gift, type: 'Donation' }, ['RECEIVED', 'RECEIPTED'], cause)]
          : [],
      },
      update: [{ model: 'Donation', id: gift.id, values: { state: isFirst ? 'RECEIPTED' : gift.state } }],
    });
    return { objects: { receipt: id } };
  },
  returns: { receipt: 'DonationReceipt' },
  emits: 'funds.receipt.issued',
  rules: [
    'receipt-for-a-donation-that-is-kept',
    'one-valid-receipt-per-donation',
    'receipt-issued-by-a-host-that-may',
    'donation-entered-the-account-of-the-issuer',
    'receipt-dated-after-the-donation',
    'unique-in-tenant',
  ],
});

operation('voidDonationReceipt', {
  description:
    'Makes a receipt void, so that another one may be issued or the donation given back. 作废捐赠票据',
  scope: 'funds:write',
  input: {
    receipt: ref('DonationReceipt', 'The receipt. 捐赠票据'),
    reason: text('Why. 原因', { max: 200 }),
    documentNo: optional(text('Number of the document that ordered it. 文号', { max: 100 })),
  },
  target: 'receipt',
  transition: { column: 'state', to: 'VOIDED' },
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: async (scene, tx) => {
    const { input, target, tenant, today, apply } = scene;
    const id = target['id'] as string;
    const gift = await lockReceiptedGift(tx, tenant, target['donationId'] as string);
    const isReceipted = gift.state === 'RECEIPTED';
    const cause = { operation: 'voidDonationReceipt', effectiveOn: today, reason: input.reason };
    await apply({
      insert: {
        StateChange: isReceipted
          ? [stepRow(scene, { ...gift, type: 'Donation' }, ['RECEIPTED', 'RECEIVED'], cause)]
          : [],
      },
      update: [
        { model: 'DonationReceipt', id, values: { state: 'VOIDED' } },
        ...(isReceipted ? [{ model: 'Donation', id: gift.id, values: { state: 'RECEIVED' } }] : []),
      ],
    });
    return { objects: { receipt: id } };
  },
  returns: { receipt: 'DonationReceipt' },
  emits: 'funds.receipt.voided',
  rules: [receiptLife.rule],
});
