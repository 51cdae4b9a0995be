// What callers do with movements of the bank: tie them to the books, explain what is not booked, open them again.
import type { BankLineExplanation } from '../../../generated/database.js';
import { bank } from '../../../kernel/config.js';
import { fault, refuseAll } from '../../../kernel/errors.js';
import { enumOf, list, optional, ref, text } from '../../../kernel/input.js';
import { operation, type Row } from '../../../kernel/operation.js';
import { keepsBooks } from '../policy.js';
import { bankDesk, closedThrough, stepLines } from '../queries/bank.js';
import { holdLines, tie, tieCertain, untie, type BankFund } from '../queries/bank-matching.js';
import { closedMonthFaults, lineLife, ofTheOffice } from '../rules/bank-life.js';
import { tieFaults } from '../rules/bank-matching.js';

const line = ref('BankStatementLine', 'The movement. 对账单明细');

const common = {
  scope: 'funds:write',
  target: 'line',
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  returns: { line: 'BankStatementLine' },
} as const satisfies Partial<Parameters<typeof operation>[1]>;

/** What of a fund never changes. */
function fundOf({ fundId, divisionKey, synthetic }: Row): BankFund {
  return {
    id: fundId as string,
    divisionKey: divisionKey as string,
    synthetic: synthetic as boolean,
  };
}

/** Rows under a list of the input, in their order. */
function rowsUnder(refs: Readonly<Record<string, Row>>, name: string): readonly Row[] {
  return Object.keys(refs)
    .filter((path) => path.startsWith(`${name}.`))
    .sort((a, b) => Number(a.slice(name.length + 1)) - Number(b.slice(name.length + 1)))
    .map((path) => refs[path]!);
}

operation('matchBankLines', {
  description:
    'Ties movements of the bank to entries of the books that are certainly the same: by a number that both bear, else by who paid, amount and nearly the day. What has two candidates is left to a person. 自动核对银行对账单',
  scope: 'funds:write',
  input: { fund: ref('Fund', 'The fund. 基金') },
  tenant: 'fund',
  allow: (caller, { refs }) => keepsBooks(caller, refs['fund']?.['divisionKey']),
  run: async (scene, tx) => {
    const { id, divisionKey, synthetic } = scene.refs['fund']!;
    const fund = fundOf({ fundId: id, divisionKey, synthetic });
    const accountId = await bankDesk.hold(tx, scene.tenant, fund.id);
    await tieCertain(scene, tx, fund, accountId, 'matchBankLines');
    return { objects: { fund: fund.id } };
  },
  returns: { fund: 'Fund' },
  emits: 'accounting.bank-lines.matched',
  rules: ['ledger-entry-matched-once'],
});

operation('matchBankLine', {
  ...common,
  description:
    'Ties a movement to entries of the books, alone or with other movements: both sides are equal to the fen. Movements that cancel each other out need no entry. 人工核对',
  input: {
    line,
    entries: optional(list(ref('LedgerEntry', 'Entries of the bank account. 分录'), { max: bank.tied })),
    lines: optional(
      list(ref('BankStatementLine', 'Other movements that belong to it. 其他明细'), { max: bank.tied }),
    ),
  },
  transition: { column: 'state', to: 'MATCHED' },
  run: async (scene, tx) => {
    const { refs, target, tenant } = scene;
    const others = rowsUnder(refs, 'lines');
    const entries = rowsUnder(refs, 'entries');
    refuseAll(
      ofTheOffice(
        refs,
        tenant,
        Object.keys(refs).filter((path) => path.includes('.')),
      ),
    );
    const fund = fundOf(target);
    const accountId = await bankDesk.hold(tx, tenant, fund.id);
    const amounts = (rows: readonly Row[]) =>
      rows.map(({ id, amountFen }) => ({ id: id as string, amountFen: amountFen as bigint }));
    refuseAll(
      others.flatMap(({ fundId }, i) =>
        fundId === fund.id ? [] : [fault('bank-match-of-one-fund', ['lines', i])],
      ),
      entries.flatMap((entry, i) =>
        entry['accountId'] === accountId ? [] : [fault('bank-match-of-one-fund', ['entries', i])],
      ),
      tieFaults(amounts([target, ...others]), amounts(entries)),
    );
    const free = await holdLines(
      tx,
      tenant,
      others.map(({ id }) => id as string),
    );
    refuseAll(
      others.flatMap(({ id }, i) =>
        free.has(id as string) ? [] : [fault('bank-line-matched-once', ['lines', i])],
      ),
    );
    const id = target['id'] as string;
    const made = {
      lineIds: [id, ...others.map((row) => row['id'] as string)],
      entryIds: entries.map((row) => row['id'] as string),
      amountFen: amounts([target, ...others]).reduce((sum, { amountFen }) => sum + amountFen, 0n),
      how: 'HAND',
    } as const;
    await tie(scene, tx, fund, [made], { operation: 'matchBankLine', target: id });
    return { objects: { line: id } };
  },
  emits: 'accounting.bank-line.matched',
  rules: [
    lineLife.rule,
    'bank-work-within-the-office',
    'bank-match-of-one-fund',
    'bank-match-names-each-once',
    'bank-match-ties-something',
    'bank-match-equal-to-the-fen',
    'bank-line-matched-once',
    'ledger-entry-matched-once',
  ],
});

operation('explainBankLine', {
  ...common,
  description:
    'Says why the books do not know a movement of the bank: it is booked later, the bank was wrong. It stays open to be matched. 说明未达账项',
  input: {
    line,
    kind: enumOf<BankLineExplanation>('BankLineExplanation', 'Why. 未达原因'),
    explanation: text('The reason in words, without names of persons. 说明', { max: 500 }),
  },
  transition: { column: 'state', to: 'EXPLAINED' },
  run: ({ input, caller, step }) =>
    step({ explanationKind: input.kind, explanation: input.explanation, explainedBy: caller.subject }),
  emits: 'accounting.bank-line.explained',
  rules: [lineLife.rule],
});

operation('reopenBankLine', {
  ...common,
  description:
    'Opens a movement again: its explanation is taken back, or its match undone, with all movements and entries that the match ties. 取消核对或说明',
  input: { line, reason: text('Why. 原因') },
  transition: { column: 'state', to: 'OPEN' },
  run: async (scene, tx) => {
    const { input, target, tenant } = scene;
    const id = target['id'] as string;
    const matchId = target['matchId'] as string | null;
    await bankDesk.hold(tx, tenant, target['fundId'] as string);
    const step = { operation: 'reopenBankLine', reason: input.reason };
    const tied =
      matchId === null
        ? [{ id, bookedOn: target['bookedOn'] as string }]
        : await untie(scene, tx, matchId, step);
    refuseAll(
      closedMonthFaults(
        tied.map(({ bookedOn }) => bookedOn),
        await closedThrough(tx, tenant, target['fundId'] as string),
      ),
    );
    const ties = tied.map((one) => ({ lineId: one.id, matchId: null }));
    await stepLines(scene, tx, ties, { to: 'OPEN', target: id, ...step });
    return { objects: { line: id } };
  },
  emits: 'accounting.bank-line.reopened',
  rules: [lineLife.rule, 'bank-line-of-a-closed-month-stays'],
});
