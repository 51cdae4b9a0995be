// What callers do to reconcile the bank with the books: one person prepares it, another confirms it.
import { nowIso } from '../../../kernel/clock.js';
import { fault, refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { of, ref, text } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { keepsBooks } from '../policy.js';
import { bankDesk } from '../queries/bank.js';
import { itemKey, preparedItems, reconcile } from '../queries/bank-reconciliation.js';
import { reconciliationLife } from '../rules/bank-life.js';
import {
  confirmFaults,
  isUnchanged,
  lengthFaults,
  type ReconciliationFigures,
} from '../rules/bank-reconciliation.js';

const bankReconciliation = ref('BankReconciliation', 'The reconciliation. 余额调节表');

const common = {
  scope: 'funds:write',
  target: 'bankReconciliation',
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  returns: { bankReconciliation: 'BankReconciliation' },
} as const satisfies Partial<Parameters<typeof operation>[1]>;

operation('prepareBankReconciliation', {
  description:
    'Compares the bank’s balance with the books at the end of a day, with all that only one of them knows; as a dry run it only tells. 编制银行存款余额调节表',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund. 基金'),
    on: of('Date', 'Day at whose end both are compared; a statement covers it. 调节日期'),
  },
  tenant: 'fund',
  allow: (caller, { refs }) => keepsBooks(caller, refs['fund']?.['divisionKey']),
  run: async ({ input, refs, tenant, caller, apply }, tx) => {
    const { id: fundId, divisionKey, synthetic } = refs['fund']!;
    const accountId = await bankDesk.hold(tx, tenant, fundId as string);
    const { figures, items } = await reconcile(tx, tenant, fundId as string, accountId, input.on);
    refuseAll(lengthFaults(items));
    const id = newId();
    await apply({
      insert: {
        BankReconciliation: [
          {
            id,
            fundId,
            reconciledOn: input.on,
            ...figures,
            state: 'PREPARED',
            preparedBy: caller.subject,
            preparedByOrganizationId: caller.organizationId,
            divisionKey,
            synthetic,
          },
        ],
        BankReconciliationItem: items.map(({ lineId, entryId, happenedOn, amountFen }, i) => ({
          reconciliationId: id,
          position: i + 1,
          lineId,
          entryId,
          happenedOn,
          amountFen,
        })),
      },
    });
    return { objects: { bankReconciliation: id } };
  },
  returns: common.returns,
  emits: 'accounting.bank-reconciliation.prepared',
  rules: ['bank-reconciliation-day-is-covered', 'bank-reconciliation-within-its-limit'],
});

operation('confirmBankReconciliation', {
  ...common,
  description:
    'Confirms what somebody else prepared, if it still holds, nothing differs and every movement is matched or explained; then it stays for ever. 复核银行存款余额调节表',
  input: { bankReconciliation },
  transition: { column: 'state', to: 'CONFIRMED' },
  run: async ({ target, tenant, caller, step }, tx) => {
    const id = target['id'] as string;
    const fundId = target['fundId'] as string;
    const accountId = await bankDesk.hold(tx, tenant, fundId);
    const now = await reconcile(tx, tenant, fundId, accountId, target['reconciledOn'] as string);
    const prepared = Object.fromEntries(
      Object.keys(now.figures).map((name) => [name, target[name]]),
    ) as unknown as ReconciliationFigures;
    const holds = isUnchanged(
      { ...prepared, items: await preparedItems(tx, tenant, id) },
      { ...now.figures, items: now.items.map(itemKey) },
    );
    refuseAll(
      caller.subject === target['preparedBy'] ? [fault('bank-reconciliation-confirmed-by-another')] : [],
      holds ? [] : [fault('bank-reconciliation-still-holds')],
      confirmFaults(now.figures),
    );
    return step({ reviewedBy: caller.subject, reviewedAt: nowIso() });
  },
  emits: 'accounting.bank-reconciliation.confirmed',
  rules: [
    reconciliationLife.rule,
    'bank-reconciliation-confirmed-by-another',
    'bank-reconciliation-still-holds',
    'bank-reconciliation-without-difference',
    'bank-reconciliation-explains-all',
    'bank-reconciliation-day-is-covered',
  ],
});

operation('withdrawBankReconciliation', {
  ...common,
  description: 'Gives up a reconciliation that is not confirmed. 撤回银行存款余额调节表',
  input: { bankReconciliation, reason: text('Why. 撤回原因') },
  transition: { column: 'state', to: 'WITHDRAWN' },
  run: ({ input, step }) => step({ withdrawReason: input.reason }),
  emits: 'accounting.bank-reconciliation.withdrawn',
  rules: [reconciliationLife.rule],
});
