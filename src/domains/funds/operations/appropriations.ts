// What callers do with public money assigned to a fund: record the document, book in what comes, note what does not.
import type { FiscalSource } from '../../../generated/database.js';
import { refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { enumOf, int, of, optional, ref, text, yuan } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { keepsBooks } from '../policy.js';
import { foreseenLines, foreseesLedger, post } from '../queries/post.js';
import { receivedOf } from '../queries/spending.js';
import {
  appropriationLife,
  appropriationSummary,
  assignedFaults,
  notWithdrawn,
  receiptFaults,
} from '../rules/appropriations.js';
import { sameOffice } from '../rules/life.js';
import { postingRules } from '../rules/posting.js';

operation('recordAppropriation', {
  description:
    'Records the document by which public money is assigned to a fund; nothing is posted before it comes. 登记财政拨款',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund that it is assigned to. 基金'),
    source: enumOf<FiscalSource>('FiscalSource', 'Whose budget it comes from. 资金来源'),
    grantor: optional(ref('Organization', 'The office that assigns it, of the same tenant. 拨款单位')),
    documentNo: text('Number of the document, once per fund. 拨款文号', { max: 100 }),
    year: int('Budget year that it is of. 预算年度', { min: 1949, max: 9999 }),
    amount: yuan('Amount assigned, in yuan. 下达金额', { min: 1n }),
    purpose: optional(text('What it is assigned for. 资金用途')),
    assignedOn: of('Date', 'Day of the document, not after today. 下达日期'),
  },
  tenant: 'fund',
  allow: (caller, { refs }) => keepsBooks(caller, refs['fund']?.['divisionKey']),
  run: async ({ input, refs, tenant, today, insert }) => {
    const { fund, grantor } = refs;
    const { amount, fund: _fund, grantor: _grantor, ...columns } = input;
    refuseAll(assignedFaults(input.assignedOn, today), sameOffice(tenant, grantor, ['grantor']));
    const id = await insert('Appropriation', {
      ...columns,
      fundId: fund!['id'],
      grantorId: grantor?.['id'] ?? null,
      amountFen: amount,
      state: 'ASSIGNED',
      divisionKey: fund!['divisionKey'],
      synthetic: fund!['synthetic'],
    });
    return { objects: { appropriation: id } };
  },
  returns: { appropriation: 'Appropriation' },
  emits: 'funds.appropriation.recorded',
  rules: ['appropriation-assigned-until-today', 'fund-references-of-one-office', 'unique-in-tenant'],
});

operation('receiveAppropriation', {
  description: 'Books in what came of an appropriation, all of it or a part. 登记拨款到账',
  scope: 'funds:write',
  input: {
    appropriation: ref('Appropriation', 'The appropriation. 财政拨款'),
    amount: yuan('Amount received, in yuan. 到账金额', { min: 1n }),
    receivedOn: of('Date', 'Day on which the account received it. 到账日期'),
  },
  target: 'appropriation',
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  guard: notWithdrawn,
  run: async (scene, tx) => {
    const { input, target, tenant } = scene;
    const appropriationId = target['id'] as string;
    const fundId = target['fundId'] as string;
    const [amountFen, assignedOn] = [target['amountFen'] as bigint, target['assignedOn'] as string];
    // Of two receipts at once the later one finds the earlier: both hold the appropriation.
    const receivedFen = await receivedOf(tx, tenant, appropriationId);
    refuseAll(receiptFaults({ amountFen, assignedOn }, receivedFen, input));
    const id = newId();
    const posted = await post(
      scene,
      tx,
      [
        {
          kind: 'APPROPRIATION',
          source: { type: 'appropriation', key: id },
          effectiveOn: input.receivedOn,
          summary: appropriationSummary(target['documentNo'] as string),
          legs: [
            {
              position: 1,
              debit: { fundId, kind: 'BANK' },
              credit: { fundId, kind: 'FUND' },
              amountFen: input.amount,
            },
          ],
          fundId,
          payerId: target['grantorId'] as string | null,
          disclosed: true,
          attachments: 1,
          reviewedBy: null,
          reversesId: null,
          correlationId: appropriationId,
        },
      ],
      ([posting]) => ({
        insert: {
          AppropriationReceipt: [
            {
              id,
              appropriationId,
              amountFen: input.amount,
              receivedOn: input.receivedOn,
              transactionId: posting!.transactionId,
              divisionKey: target['divisionKey'],
            },
          ],
        },
        update: [{ model: 'Appropriation', id: appropriationId, values: {} }],
      }),
    );
    return { objects: { appropriation: appropriationId }, foreseen: foreseenLines(posted) };
  },
  returns: { appropriation: 'Appropriation' },
  foresees: foreseesLedger,
  emits: 'funds.appropriation.received',
  rules: [
    'withdrawn-appropriation-is-final',
    'appropriation-received-after-it-was-assigned',
    'appropriation-received-within-its-amount',
    ...postingRules,
  ],
});

operation('withdrawAppropriation', {
  description: 'Notes that what was not received of an appropriation does not come. 收回拨款指标',
  scope: 'funds:write',
  input: {
    appropriation: ref('Appropriation', 'The appropriation. 财政拨款'),
    reason: text('Why. 原因'),
    documentNo: optional(text('Number of the document that withdraws it. 文号', { max: 100 })),
  },
  target: 'appropriation',
  transition: { column: 'state', to: 'WITHDRAWN' },
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: ({ step }) => step(),
  returns: { appropriation: 'Appropriation' },
  emits: 'funds.appropriation.withdrawn',
  rules: [appropriationLife.rule],
});
