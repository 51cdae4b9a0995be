// What takes posted donations, expenses, receipts of public money, transfers, fees and entries of the bank back.
import type { LedgerKind } from '../../../generated/database.js';
import { refusal, refuseAll } from '../../../kernel/errors.js';
import { ref, text } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { keepsBooks } from '../policy.js';
import { lockFund } from '../queries/funds.js';
import { lockGiftOf, takingBack } from '../queries/giving.js';
import { foreseenLines, foreseesLedger, post } from '../queries/post.js';
import { reversalOf, undoing } from '../queries/reversal.js';
import { paidClosedGrant } from '../queries/spending.js';
import { donationLife, reversibleFaults } from '../rules/giving.js';
import { postingRules } from '../rules/posting.js';

operation('reverseLedgerTransaction', {
  description:
    'Takes a posted donation, expense, receipt of public money, transfer, fee or entry of the bank back by its exact mirror, dated today. The original stays; what is right is recorded anew. 红字冲销',
  scope: 'funds:write',
  input: {
    transaction: ref('LedgerTransaction', 'The transaction to be taken back. 被冲销凭证'),
    reason: text('Why, without amounts or names of persons: the voucher says it. 原因', { max: 200 }),
  },
  tenant: 'transaction',
  allow: (caller, { refs }) => keepsBooks(caller, refs['transaction']?.['divisionKey']),
  run: async (scene, tx) => {
    const { input, refs, tenant, today } = scene;
    const original = refs['transaction']!;
    const id = original['id'] as string;
    refuseAll(reversibleFaults(original['kind'] as LedgerKind));
    const gift = await lockGiftOf(tx, tenant, id);
    // Alone, so that of two reversals at once the later one finds the earlier.
    await lockFund(tx, tenant, original['fundId'] as string);
    if (await paidClosedGrant(tx, tenant, id)) throw refusal('closed-grant-is-final', ['transaction']);
    const reversal = await reversalOf(tx, tenant, id);
    const { zh, en } = reversal.summary;
    const summary = { zh: `${zh}(${input.reason})`, en: `${en} (${input.reason})` };
    const cause = { operation: 'reverseLedgerTransaction', effectiveOn: today, reason: input.reason };
    const { changes, postings } = gift
      ? await takingBack(scene, tx, gift, 'REVERSED', cause)
      : { changes: await undoing(tx, tenant, id), postings: [] };
    const posted = await post(scene, tx, [{ ...reversal, summary }, ...postings], () => changes);
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
    'supplements-are-reversed-first',
    'fund-liquidated-is-final',
    'receipted-donation-is-kept',
    donationLife.rule,
    ...postingRules,
  ],
});
