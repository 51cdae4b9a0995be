// Credit: what is due below zero waits for what falls due next, is used once, and comes back where that is taken back.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { calculationRows, settle } from '../../src/domains/revenue-sharing/queries/settle.js';
import {
  agreementWithTerms,
  lockAgreement,
  validityOf,
} from '../../src/domains/revenue-sharing/queries/terms.js';
import { parsePeriod } from '../../src/domains/revenue-sharing/rules/periods.js';
import { piecesOf } from '../../src/domains/revenue-sharing/rules/terms.js';
import { setClock } from '../../src/kernel/clock.js';
import { newId } from '../../src/kernel/ids.js';
import { fraction } from '../../src/kernel/money.js';
import { applyChanges } from '../../src/kernel/write/rows.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { keyOf, scene } from '../support/funds.js';
import { usePlatform } from '../support/platform.js';
import {
  close,
  done,
  feeAndProfit,
  makeAgreement,
  makeFund,
  pay,
  type MadeAgreement,
} from '../support/sharing.js';

const platform = usePlatform('seeded', 'admin');

/** Noon of a day in Shanghai. */
const at = (day: string): (() => void) => setClock(() => Date.parse(`${day}T04:00:00Z`));
let restore: () => void;
beforeEach(() => {
  restore = at('2019-01-05');
});
afterEach(() => restore());

/** Settles the yearly clause of 2018 with an amount that its rule would not give, as one that settles advances does. */
async function settleYear(agreement: MadeAgreement, dueFen: bigint): Promise<void> {
  await withTransaction(platform.pool, async (tx) => {
    const { tenant } = scene;
    const id = keyOf(agreement.id);
    await lockAgreement(tx, tenant, id);
    const known = await agreementWithTerms(tx, tenant, id);
    const [piece] = piecesOf(validityOf(known.agreement), known.terms, parsePeriod('2018')!);
    const item = {
      calculationId: newId(),
      piece: piece!,
      due: {
        missing: null,
        exact: fraction(dueFen),
        dueFen,
        allocations: agreement.funds.map((_, i) => ({
          fund: i + 1,
          amountFen: dueFen / BigInt(agreement.funds.length),
        })),
        nodes: [],
        asked: [],
      },
      days: { effectiveOn: '2018-12-31', dueOn: '2019-01-15' },
      reportId: null,
      attachments: 0,
      reviewedBy: null,
      replacesId: null,
    };
    const booking = { ...scene, apply: (changes: object) => applyChanges(tx, tenant, changes) };
    await booking.apply({
      insert: calculationRows(known.agreement, [item], { reportId: null, submission: 0, evidence: [] }),
    });
    await settle(booking, tx, known.agreement, [item]);
  });
}

interface Row {
  readonly id: string;
  readonly version: number;
  readonly period: string;
  readonly state: string;
  readonly amount: { readonly yuan: string };
  readonly open: { readonly yuan: string };
}

async function settlements({ id }: MadeAgreement): Promise<readonly Row[]> {
  const { agreement } = await platform.read<{ agreement: { settlements: { nodes: readonly Row[] } } }>(
    `query ($id: ID!) { agreement(ref: { id: $id }) { settlements(first: 40, filter: { year: { gte: 2018 } }) {
      nodes { id version period state amount { yuan } open { yuan } } } } }`,
    { id },
  );
  return agreement.settlements.nodes;
}

/** Settlements of the periods as `period amount open state`. */
async function table(agreement: MadeAgreement, periods: readonly string[]): Promise<readonly string[]> {
  return (await settlements(agreement))
    .filter(({ period }) => periods.includes(period))
    .map(({ period, amount, open, state }) => `${period} ${amount.yuan} ${open.yuan} ${state}`);
}

/** Years as `year due received`. */
async function years({ id }: MadeAgreement): Promise<readonly string[]> {
  type Year = { year: number; due: { yuan: string }; received: { yuan: string } };
  const { agreement } = await platform.read<{ agreement: { statements: { nodes: readonly Year[] } } }>(
    `query ($id: ID!) { agreement(ref: { id: $id }) { statements { nodes { year due { yuan } received { yuan } } } } }`,
    { id },
  );
  return agreement.statements.nodes.map(({ year, due, received }) => `${year} ${due.yuan} ${received.yuan}`);
}

async function reverse(agreement: MadeAgreement, period: string): Promise<void> {
  const found = (await settlements(agreement)).find((one) => one.period === period)!;
  await done(platform, 'reverseSettlement', {
    settlement: { id: found.id },
    expectedVersion: found.version,
    reason: '误算',
  });
}

/** Advances of 2018 paid, their settlement 800.00 below zero, and two months of 2019 closed. */
async function overpaid(): Promise<MadeAgreement> {
  const agreement = await makeAgreement(platform, { rule: feeAndProfit('1000.00'), validTo: '2019-03-01' });
  await close(platform, agreement.id);
  await pay(platform, agreement, '12000.00', { on: '2019-01-04' });
  await settleYear(agreement, -80_000n);
  return agreement;
}

test('−800.00 of a year is credit and meets what falls due next', async () => {
  const agreement = await overpaid();
  expect(await table(agreement, ['2018-12', '2018'])).toEqual([
    '2018 -800.00 -800.00 CREDIT',
    '2018-12 1000.00 0.00 PAID',
  ]);
  expect(await years(agreement)).toEqual(['2018 11200.00 12000.00']);
  restore();
  restore = at('2019-03-05');
  await close(platform, agreement.id);
  expect(await table(agreement, ['2018', '2019-01', '2019-02'])).toEqual([
    '2018 -800.00 0.00 OFFSET',
    '2019-01 1000.00 200.00 PARTIALLY_PAID',
    '2019-02 1000.00 1000.00 CALCULATED',
  ]);
  // What 2018 had received too much pays for 2019.
  expect(await years(agreement)).toEqual(['2018 11200.00 11200.00', '2019 2000.00 800.00']);
  const { fund } = await platform.read<{ fund: object }>(
    `query ($id: ID!) { fund(ref: { id: $id }) { balance { yuan } bankBalance { yuan } receivable { yuan } } }`,
    { id: agreement.funds[0] },
  );
  expect(fund).toEqual({
    balance: { yuan: '13200.00' },
    bankBalance: { yuan: '12000.00' },
    receivable: { yuan: '1200.00' },
  });
});

test('credit that was used comes back where what it met is taken back, and meets the next', async () => {
  const agreement = await overpaid();
  restore();
  restore = at('2019-03-05');
  await close(platform, agreement.id);
  await reverse(agreement, '2019-01');
  expect(await table(agreement, ['2018', '2019-01', '2019-02'])).toEqual([
    '2018 -800.00 0.00 OFFSET',
    '2019-01 1000.00 0.00 REVERSED',
    '2019-02 1000.00 200.00 PARTIALLY_PAID',
  ]);
  expect(await years(agreement)).toEqual(['2018 11200.00 11200.00', '2019 1000.00 800.00']);
});

test('what credit met is open again where the credit itself is taken back', async () => {
  const agreement = await overpaid();
  restore();
  restore = at('2019-03-05');
  await close(platform, agreement.id);
  await reverse(agreement, '2018');
  expect(await table(agreement, ['2018', '2019-01', '2019-02'])).toEqual([
    '2018 -800.00 0.00 REVERSED',
    '2019-01 1000.00 1000.00 CALCULATED',
    '2019-02 1000.00 1000.00 CALCULATED',
  ]);
  expect(await years(agreement)).toEqual(['2018 12000.00 12000.00', '2019 2000.00 0.00']);
});

test('the oldest money is used first, in its own fund', async () => {
  const funds = [await makeFund(platform), await makeFund(platform)];
  const rule = {
    split: {
      of: feeAndProfit('1000.00'),
      parts: [
        { fund: 1, share: '50' },
        { fund: 2, share: '50' },
      ],
    },
  };
  const agreement = await makeAgreement(platform, { rule, funds, validTo: '2019-03-01' });
  await close(platform, agreement.id);
  for (const fund of funds) await pay(platform, agreement, '6000.00', { fund, on: '2019-01-02' });
  await settleYear(agreement, -80_000n);
  // More than is owed, and later than the credit.
  await pay(platform, agreement, '300.00', { fund: funds[1]!, on: '2019-01-04' });
  restore();
  restore = at('2019-02-05');
  await close(platform, agreement.id);
  const { agreement: read } = await platform.read<{ agreement: object }>(
    `query ($id: ID!) { agreement(ref: { id: $id }) {
      settlements(filter: { period: { eq: "2019-01" } }) { nodes { open { yuan } allocations { nodes {
        open { yuan } credits { amount { yuan } credit { settlement { period } } } payments { amount { yuan } } } } } }
      payments(filter: { amount: { eq: "300.00" } }) { nodes { unallocated { yuan } } } } }`,
    { id: agreement.id },
  );
  const credit = { amount: { yuan: '400.00' }, credit: { settlement: { period: '2018' } } };
  expect(read).toEqual({
    settlements: {
      nodes: [
        {
          open: { yuan: '100.00' },
          allocations: {
            nodes: [
              { open: { yuan: '100.00' }, credits: [credit], payments: [] },
              { open: { yuan: '0.00' }, credits: [credit], payments: [{ amount: { yuan: '100.00' } }] },
            ],
          },
        },
      ],
    },
    payments: { nodes: [{ unallocated: { yuan: '200.00' } }] },
  });
});
