// What callers do with a movement that only the bank knows of: book its interest, charge or other income from it.
import type { LedgerKind } from '../../../generated/database.js';
import { refuseAll } from '../../../kernel/errors.js';
import { enumOf, of, optional, ref, text } from '../../../kernel/input.js';
import { absolute } from '../../../kernel/money.js';
import { operation } from '../../../kernel/operation.js';
import { foreseenLines, foreseesLedger, post } from '../../funds/queries/post.js';
import { bankLegs, entrySummary } from '../../funds/rules/batches.js';
import { ownAffair, postingRules } from '../../funds/rules/posting.js';
import { keepsBooks } from '../policy.js';
import { bankDesk } from '../queries/bank.js';
import { bankEntryOf, tie } from '../queries/bank-matching.js';
import { bookingFaults } from '../rules/bank-matching.js';
import { lineLife } from '../rules/bank-life.js';

operation('bookBankLine', {
  description:
    'Books interest, a charge of the bank or other income from a movement that the books do not know, and ties both. What is booked otherwise, as a donation or a payment, is recorded there and matched. 据银行对账单记账',
  scope: 'funds:write',
  input: {
    line: ref('BankStatementLine', 'The movement. 对账单明细'),
    kind: enumOf<LedgerKind>('LedgerKind', 'INTEREST, BANK_CHARGE or OTHER_INCOME. 业务类型'),
    text: text('What it is, without names of persons: everybody may read it. 摘要', { max: 200 }),
    effectiveOn: optional(
      of(
        'Date',
        'Business day; the day of the movement if not said, which may lie in a closed month. 业务日期',
      ),
    ),
  },
  target: 'line',
  transition: { column: 'state', to: 'MATCHED' },
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: async (scene, tx) => {
    const { input, target, tenant, dryRun, step } = scene;
    const { id, version, fundId, divisionKey, synthetic, amountFen, bookedOn } = target as {
      readonly id: string;
      readonly version: number;
      readonly fundId: string;
      readonly divisionKey: string;
      readonly synthetic: boolean;
      readonly amountFen: bigint;
      readonly bookedOn: string;
    };
    refuseAll(bookingFaults(input.kind, amountFen));
    const posted = await post(scene, tx, [
      {
        kind: input.kind,
        // A movement whose booking was taken back is booked anew: it has counted its steps since.
        source: { type: 'bank-line', key: `${id}/${version}` },
        effectiveOn: input.effectiveOn ?? bookedOn,
        summary: entrySummary(input.kind, input.text),
        legs: bankLegs(input.kind, fundId, absolute(amountFen)),
        fundId,
        ...ownAffair,
        attachments: 1,
        correlationId: id,
        funds: 'SPENDING',
      },
    ]);
    const foreseen = foreseenLines(posted);
    const [{ transactionId }] = posted as [(typeof posted)[number]];
    if (dryRun || transactionId === null) return { ...(await step()), foreseen };
    const accountId = await bankDesk.hold(tx, tenant, fundId);
    const entryId = await bankEntryOf(tx, tenant, transactionId, accountId);
    const made = { lineIds: [id], entryIds: [entryId], amountFen, how: 'BOOKED' } as const;
    await tie(scene, tx, { id: fundId, divisionKey, synthetic }, [made], {
      operation: 'bookBankLine',
      target: id,
    });
    return { objects: { line: id }, foreseen };
  },
  returns: { line: 'BankStatementLine' },
  foresees: foreseesLedger,
  emits: 'accounting.bank-line.booked',
  rules: [
    lineLife.rule,
    'entry-of-the-bank',
    'bank-booking-fits-the-direction',
    'fund-spends-while-open',
    ...postingRules,
  ],
});
