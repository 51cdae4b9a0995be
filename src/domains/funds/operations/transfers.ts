// What callers do to move money between funds: transfer some of it, or liquidate a fund whose rest goes to others.
import type { Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { giving } from '../../../kernel/config.js';
import { refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { list, object, of, optional, ref, text, yuan } from '../../../kernel/input.js';
import { stepDayFaults } from '../../../kernel/life-cycle.js';
import { operation, type Row, type Scene } from '../../../kernel/operation.js';
import { lastStepOn } from '../../../kernel/write/steps.js';
import { keepsBooks } from '../policy.js';
import { isEmpty } from '../queries/funds.js';
import { foreseenLines, foreseesLedger, post, type Posted } from '../queries/post.js';
import { movedPurposes } from '../queries/purposes.js';
import { liquidationFaults } from '../rules/life.js';
import { ownAffair, postingRules, type Posting } from '../rules/posting.js';
import { purposeFaults } from '../rules/purposes.js';
import {
  boundFaults,
  transferFaults,
  transferLegs,
  transferSummary,
  type TransferFund,
} from '../rules/transfers.js';
import type { Changes } from '../../../kernel/write/rows.js';

const amount = yuan('Amount, in yuan. 金额', { min: 1n });
const to = ref('Fund', 'The fund that receives it, of the same office and a similar purpose. 转入基金');
const fundPurpose = optional(ref('FundPurpose', 'The purpose that it is bound to. 原限定用途'));
const toPurpose = optional(
  ref('FundPurpose', 'The purpose of the other fund that it is bound to from now on. 现限定用途'),
);
const documentNo = optional(text('Number of the document that ordered it. 文号', { max: 100 }));
const reason = text('Why, without amounts or names of persons: the voucher says it. 原因', { max: 200 });
const transferRules = [
  'transfer-between-two-funds',
  'transfer-within-the-office',
  'transfer-keeps-a-similar-purpose',
  'bound-money-stays-bound',
  'purpose-of-the-same-fund',
  ...postingRules,
];

/** One transfer as its references say it; `at` is where they stand in the input. */
interface Part {
  readonly id: string;
  readonly to: Row;
  readonly purpose: Row | undefined;
  readonly toPurpose: Row | undefined;
  readonly amountFen: bigint;
  readonly at: readonly (string | number)[];
}

interface Reasoned {
  readonly effectiveOn: string;
  readonly reason: string;
  readonly documentNo?: string | null | undefined;
}

/** The part that the references of an input name below a place in it. */
function partIn(refs: Scene<unknown>['refs'], at: readonly (string | number)[], amountFen: bigint): Part {
  const row = (name: string): Row | undefined => refs[[...at, name].join('.')];
  return {
    id: newId(),
    to: row('to')!,
    purpose: row('fundPurpose'),
    toPurpose: row('toPurpose'),
    amountFen,
    at,
  };
}

const idOf = (row: Row | undefined): string | null => (row?.['id'] as string | undefined) ?? null;

/** Posts the parts of a transfer out of a fund, and changes what purposes were given and spent with them. */
async function transfer(
  scene: Scene<Reasoned>,
  tx: Transaction<Database>,
  from: Row,
  parts: readonly Part[],
  beside: Changes['update'] = [],
): Promise<readonly Posted[]> {
  const { effectiveOn, reason: why, documentNo: document } = scene.input;
  const fromId = from['id'] as string;
  refuseAll(
    ...parts.map((part) => [
      ...transferFaults(from as unknown as TransferFund, part.to as unknown as TransferFund, [
        ...part.at,
        'to',
      ]),
      ...purposeFaults(fromId, part.purpose, [...part.at, 'fundPurpose']),
      ...purposeFaults(part.to['id'] as string, part.toPurpose, [...part.at, 'toPurpose']),
      ...boundFaults(idOf(part.purpose), idOf(part.toPurpose), [...part.at, 'toPurpose']),
    ]),
  );
  return post(
    scene,
    tx,
    parts.map(({ id, to: fund, amountFen }): Posting => ({
      kind: 'TRANSFER',
      source: { type: 'transfer', key: id },
      effectiveOn,
      summary: transferSummary(fund['name'] as string, why),
      legs: transferLegs(fromId, fund['id'] as string, amountFen),
      fundId: fromId,
      ...ownAffair,
      correlationId: id,
      funds: { [fromId]: 'SPENDING' },
    })),
    (posted) => ({
      insert: {
        FundTransfer: parts.map(({ id, to: fund, purpose, toPurpose: bound, amountFen }, i) => ({
          id,
          fromId,
          toId: fund['id'],
          purposeId: idOf(purpose),
          toPurposeId: idOf(bound),
          transactionId: posted[i]!.transactionId,
          amountFen,
          transferredOn: effectiveOn,
          reason: why,
          documentNo: document ?? null,
          divisionKey: from['divisionKey'],
          synthetic: from['synthetic'],
        })),
      },
      update: [
        ...movedPurposes(
          parts.flatMap(({ purpose, toPurpose: bound, amountFen }) => [
            { purposeId: idOf(purpose), spentFen: amountFen },
            { purposeId: idOf(bound), givenFen: amountFen },
          ]),
        ),
        ...beside,
      ],
    }),
  );
}

operation('transferBetweenFunds', {
  description:
    'Moves money from one fund to another of the same office and a similar purpose; relief never leaves relief. 基金间划转',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund that gives it. 转出基金'),
    to,
    amount,
    fundPurpose,
    toPurpose,
    effectiveOn: of('Date', 'Day on which it goes, not after today. 划转日期'),
    reason,
    documentNo,
  },
  tenant: 'fund',
  allow: (caller, { refs }) => keepsBooks(caller, refs['fund']?.['divisionKey'], refs['to']?.['divisionKey']),
  run: async (scene, tx) => {
    const { input, refs } = scene;
    const part = partIn(refs, [], input.amount);
    const posted = await transfer(scene, tx, refs['fund']!, [part]);
    return { objects: { transfer: part.id }, foreseen: foreseenLines(posted) };
  },
  returns: { transfer: 'FundTransfer' },
  foresees: foreseesLedger,
  emits: 'funds.transfer.recorded',
  rules: ['fund-spends-while-open', ...transferRules],
});

operation('liquidateFund', {
  description:
    'Liquidates a terminated fund: its rest goes to funds of the same or a similar purpose (Charity Law, article 58), all of it, in one write. 清算基金',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund. 基金'),
    transfers: list(
      object('RestTransferInput', 'A part of the rest, and where it goes. 剩余财产去向', {
        to,
        amount,
        fundPurpose,
        toPurpose,
      }),
      { max: giving.restTransfers },
    ),
    effectiveOn: of('Date', 'Day of the liquidation; not before the last change, not after today. 清算日期'),
    reason,
    documentNo,
  },
  target: 'fund',
  transition: { column: 'state', to: 'LIQUIDATED' },
  allow: (caller, { target, refs }) =>
    keepsBooks(
      caller,
      target['divisionKey'],
      ...Object.entries(refs)
        .filter(([path]) => path.endsWith('.to'))
        .map(([, row]) => row['divisionKey']),
    ),
  run: async (scene, tx) => {
    const { input, refs, target, tenant, today } = scene;
    const id = target['id'] as string;
    refuseAll(
      stepDayFaults(
        'fund-steps-dated-in-order',
        input.effectiveOn,
        [await lastStepOn(tx, tenant, 'Fund', id)],
        today,
      ),
    );
    const parts = input.transfers.map(({ amount: fen }, i) => partIn(refs, ['transfers', i], fen));
    const posted = await transfer(scene, tx, target, parts, [
      { model: 'Fund', id, values: { state: 'LIQUIDATED' } },
    ]);
    refuseAll(liquidationFaults('LIQUIDATED', await isEmpty(tx, tenant, id), ['transfers']));
    return { objects: { fund: id }, foreseen: foreseenLines(posted) };
  },
  returns: { fund: 'Fund' },
  foresees: foreseesLedger,
  emits: 'funds.fund.liquidated',
  rules: [
    'fund-state-follows-its-life-cycle',
    'fund-steps-dated-in-order',
    'fund-liquidated-when-empty',
    'fund-spends-while-open',
    ...transferRules,
  ],
});
