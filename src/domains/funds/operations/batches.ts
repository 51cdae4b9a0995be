// What callers record of a fund's bank account by itself, one entry or thousands, and how an entry is supplemented.
import type { LedgerKind } from '../../../generated/database.js';
import { ledgerBatch } from '../../../kernel/config.js';
import { fault, messageOf, Refusal, refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import {
  bool,
  changeable,
  enumOf,
  list,
  object,
  of,
  optional,
  ref,
  text,
  yuan,
} from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { keepsBooks } from '../policy.js';
import { bankFundOf, postedReferences } from '../queries/batches.js';
import { lockFund } from '../queries/funds.js';
import { foreseenLines, foreseesLedger, post } from '../queries/post.js';
import { supplementedOf } from '../queries/reversal.js';
import { bankLegs, decideEntries, entryRules, entrySummary, sourceOf } from '../rules/batches.js';
import { ownAffair, postingRules, type Posting } from '../rules/posting.js';
import { attachments, fundIn } from './parts.js';

const amount = yuan('Amount, in yuan. 金额', { min: 1n });

operation('recordBankEntries', {
  description:
    'Records interest, bank charges and other income of a fund, up to thousands of entries at once: each is accepted or refused by itself, and all accepted ones are posted together. 批量登记银行收支',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund. 基金'),
    entries: list(
      object('BankEntryInput', 'One entry. 一笔收支', {
        kind: enumOf<LedgerKind>('LedgerKind', 'INTEREST, BANK_CHARGE or OTHER_INCOME. 业务类型'),
        amount,
        effectiveOn: of('Date', 'Business day, not after today. 业务日期'),
        text: text('What it is, without names of persons: everybody may read it. 摘要', { max: 200 }),
        reference: optional(
          text('Its own number where it comes from: within the fund it is posted once, for ever. 业务编号', {
            max: 100,
          }),
        ),
        attachments,
      }),
      { max: ledgerBatch.items },
    ),
    allOrNothing: changeable(bool('Post nothing where one of them is refused. 全部或不入账')),
  },
  tenant: 'fund',
  validate: ({ entries }) =>
    entries.length > 0
      ? []
      : [new Refusal([fault('list-length', ['entries'], { min: 1, max: ledgerBatch.items })])],
  allow: (caller, { refs }) => keepsBooks(caller, refs['fund']?.['divisionKey']),
  run: async (scene, tx) => {
    const { input, refs, tenant, today } = scene;
    const { id: fundId, divisionKey, synthetic } = fundIn(refs);
    const items = input.entries.map(({ amount: amountFen, ...rest }) => ({ ...rest, amountFen }));
    // Alone, so that each entry is decided by the balances that it will meet.
    await lockFund(tx, tenant, fundId);
    const posted = await postedReferences(
      tx,
      tenant,
      fundId,
      items.flatMap(({ reference }) => reference ?? []),
    );
    const { accepted, refused } = decideEntries(items, await bankFundOf(tx, tenant, fundId), posted, today);
    const [first] = refused;
    if (first && input.allOrNothing) {
      const why = messageOf(fault(first.rule, [], first.params), scene.caller.language);
      refuseAll([fault('batch-accepted-as-a-whole', ['entries', first.index], { index: first.index, why })]);
    }
    const batchId = newId();
    const postings = accepted.map((index): Posting => {
      const { kind, amountFen, effectiveOn, text: what, reference, attachments: papers } = items[index]!;
      return {
        kind,
        source: sourceOf(fundId, reference, newId()),
        effectiveOn,
        summary: entrySummary(kind, what),
        legs: bankLegs(kind, fundId, amountFen),
        fundId,
        ...ownAffair,
        attachments: papers ?? 0,
        correlationId: batchId,
        funds: 'SPENDING',
      };
    });
    const lines = await post(scene, tx, postings, (done) => ({
      insert: {
        LedgerBatch: [
          {
            id: batchId,
            fundId,
            itemCount: items.length,
            postedCount: accepted.length,
            firstNumber: done[0]?.number ?? null,
            lastNumber: done.at(-1)?.number ?? null,
            refusals: refused,
            divisionKey,
            synthetic,
          },
        ],
      },
    }));
    return { objects: { batch: batchId }, foreseen: foreseenLines(lines) };
  },
  returns: { batch: 'LedgerBatch' },
  foresees: foreseesLedger,
  emits: 'funds.ledger.batch-recorded',
  rules: [
    'list-length',
    'batch-accepted-as-a-whole',
    'fund-spends-while-open',
    ...new Set([...entryRules, ...postingRules]),
  ],
});

operation('supplementLedgerTransaction', {
  description:
    'Adds to a posted entry of the bank that was too small; the original stays. What other records make due is put right there. 补充登记',
  scope: 'funds:write',
  input: {
    transaction: ref('LedgerTransaction', 'The transaction whose amount was too small. 被补充凭证'),
    amount: yuan('What is missing, in yuan. 补充金额', { min: 1n }),
    effectiveOn: of('Date', 'Business day, not after today. 业务日期'),
    reason: text('Why, without amounts or names of persons: the voucher says it. 原因', { max: 200 }),
  },
  tenant: 'transaction',
  allow: (caller, { refs }) => keepsBooks(caller, refs['transaction']?.['divisionKey']),
  run: async (scene, tx) => {
    const { input, refs, tenant } = scene;
    const { id, fundId } = refs['transaction'] as { readonly id: string; readonly fundId: string };
    // Alone, so that it is not taken back meanwhile, and supplements are numbered one by one.
    await lockFund(tx, tenant, fundId);
    const { kind, number, summary, count, disclosed, correlationId } = await supplementedOf(tx, tenant, id);
    const posted = await post(scene, tx, [
      {
        kind,
        source: { type: 'supplement', key: `${id}/${count + 1}` },
        effectiveOn: input.effectiveOn,
        summary: {
          zh: `补充第 ${number} 号凭证:${summary.zh}(${input.reason})`,
          en: `Supplement to voucher ${number}: ${summary.en} (${input.reason})`,
        },
        legs: bankLegs(kind, fundId, input.amount),
        fundId,
        ...ownAffair,
        disclosed,
        correlationId,
        supplementsId: id,
        funds: 'SPENDING',
      },
    ]);
    return { objects: { transaction: id }, foreseen: foreseenLines(posted) };
  },
  returns: { transaction: 'LedgerTransaction' },
  foresees: foreseesLedger,
  emits: 'funds.ledger.supplemented',
  rules: [
    'supplements-an-entry-of-the-bank',
    'reversed-is-not-supplemented',
    'fund-spends-while-open',
    ...postingRules,
  ],
});
