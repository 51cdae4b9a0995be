// The end of a month: one run that can be followed, broken off and gone on with; every agreement is closed once.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setClock } from '../../src/kernel/clock.js';
import { runJobs } from '../../src/server/jobs.js';
import { usePlatform } from '../support/platform.js';
import { clerk, close, done, makeAgreement, makeFund, makePayer, pay, report } from '../support/sharing.js';

const platform = usePlatform('seeded', 'admin');

let restore: () => void;
const travel = (day: string): void => void setClock(() => Date.parse(`${day}T04:00:00Z`));
beforeAll(() => {
  restore = setClock(() => Date.parse('2026-10-15T04:00:00Z'));
});
afterAll(() => restore());

const monthly = { fixed: { amount: '100.00', per: 'MONTH' } };

/** Agreements that begin in October and so have one month to be closed at its end. */
async function agreements(count: number, funds: readonly string[]): Promise<readonly string[]> {
  const payer = await makePayer(platform);
  const made: string[] = [];
  for (let i = 0; i < count; i += 1)
    made.push(
      (
        await makeAgreement(platform, {
          rule: monthly,
          payer,
          funds,
          validFrom: '2026-10-01',
          validTo: '2028-01-01',
        })
      ).id,
    );
  return made;
}

/** How often a month of these agreements was settled. */
async function settled(ids: readonly string[], period = '2026-10'): Promise<readonly number[]> {
  const counts: number[] = [];
  for (const id of ids) {
    const { agreement } = await platform.read<{ agreement: { settlements: { totalCount: number } } }>(
      `query ($id: ID!, $filter: SettlementFilter) { agreement(ref: { id: $id }) { settlements(filter: $filter) { totalCount } } }`,
      { id, filter: { period: { eq: period } } },
    );
    counts.push(agreement.settlements.totalCount);
  }
  return counts;
}

interface Run {
  readonly id: string;
  readonly total: number;
  readonly done: number;
  readonly waiting: number;
  readonly refused: number;
  readonly finishedAt: string | null;
  readonly refusals: readonly { readonly rule: string; readonly agreement: { readonly id: string } }[];
}

async function runOf(month: string): Promise<Run> {
  const { closingRuns } = await platform.read<{ closingRuns: { nodes: readonly Run[] } }>(
    `query ($month: String!) { closingRuns(filter: { month: { eq: $month } }) {
      nodes { id total done waiting refused finishedAt refusals { rule agreement { id } } } } }`,
    { month },
  );
  return closingRuns.nodes[0]!;
}

test('a month is closed by a run that tells how far it is, also when it is broken off in the middle', async () => {
  const good = await makeFund(platform);
  const ids = await agreements(6, [good]);
  const resting = await makeFund(platform);
  const [held] = await agreements(1, [resting]);
  const { fund } = await platform.read<{ fund: { version: number } }>(
    'query ($id: ID!) { fund(ref: { id: $id }) { version } }',
    { id: resting },
  );
  travel('2026-11-01');
  await done(platform, 'changeFundState', {
    fund: { id: resting },
    expectedVersion: fund.version,
    state: 'DORMANT',
    effectiveOn: '2026-11-01',
  });
  // A server that goes down while it works: the signal comes with the first piece that is done.
  const stop = new AbortController();
  const { run } = platform.platform;
  platform.platform.run = (request, caller) => {
    if (request.source.includes('closeAgreementPeriods')) stop.abort();
    return run(request, caller);
  };
  try {
    await runJobs(platform.platform, stop.signal);
  } finally {
    platform.platform.run = run;
  }
  const half = await runOf('2026-10');
  expect(half.total).toBeGreaterThanOrEqual(7);
  expect(half.done + half.waiting).toBe(half.total);
  expect([half.done > 0, half.waiting > 0, half.finishedAt]).toEqual([true, true, null]);
  expect((await settled(ids)).filter((count) => count === 0).length).toBeGreaterThan(0);
  // Two servers go on with it at once.
  await Promise.all([runJobs(platform.platform), runJobs(platform.platform)]);
  await runJobs(platform.platform);
  expect(await settled(ids)).toEqual([1, 1, 1, 1, 1, 1]);
  const whole = await runOf('2026-10');
  expect(whole).toMatchObject({ total: half.total, waiting: 1, refused: 1, finishedAt: null });
  expect(whole.refusals).toEqual([{ rule: 'closing-held-up-by-a-fund', agreement: { id: held } }]);
  // Once the fund is at work again, the rest is closed on the next day, and the run is over.
  const { fund: now } = await platform.read<{ fund: { version: number } }>(
    'query ($id: ID!) { fund(ref: { id: $id }) { version } }',
    { id: resting },
  );
  travel('2026-11-02');
  await done(platform, 'changeFundState', {
    fund: { id: resting },
    expectedVersion: now.version,
    state: 'ACTIVE',
    effectiveOn: '2026-11-02',
  });
  await runJobs(platform.platform);
  expect(await runOf('2026-10')).toMatchObject({ waiting: 0, done: half.total, refused: 0, refusals: [] });
  expect((await runOf('2026-10')).finishedAt).not.toBeNull();
  expect(await settled([held!])).toEqual([1]);
});

test('a run is of an office and of a month that is over, and each month has one', async () => {
  travel('2026-11-02');
  const open = (division: string, month: string): Promise<readonly string[]> =>
    platform.refused('openClosingRun', { division: { code: division }, month }, clerk);
  expect(await open('990101', '2026-11')).toEqual(['INVALID_INPUT closing-run-after-its-month at month']);
  expect(await open('990101', '2026-Q3')).toEqual(['INVALID_INPUT closing-run-is-of-a-month at month']);
  expect(await open('990101001', '2026-09')).toEqual([
    'INVALID_INPUT closing-run-is-of-an-office at division',
  ]);
  await done(platform, 'openClosingRun', { division: { code: '990101' }, month: '2026-09' });
  expect(await open('990101', '2026-09')).toEqual(['CONFLICT closing-run-once-a-month at month']);
});

test('an agreement expires by itself on the day after its last one, is closed to that day, and is wound up when all is paid', async () => {
  travel('2026-11-02');
  const made = await makeAgreement(platform, {
    rule: { sum: { of: [monthly, { percent: { rate: '10', base: 'PROFIT', per: 'YEAR' } }] } },
    validFrom: '2026-10-01',
    validTo: '2026-12-16',
  });
  const agreement = async (): Promise<{ state: string; version: number; closesOn: string | null }> =>
    (
      await platform.read<{ agreement: { state: string; version: number; closesOn: string | null } }>(
        'query ($id: ID!) { agreement(ref: { id: $id }) { state version closesOn } }',
        { id: made.id },
      )
    ).agreement;
  travel('2026-12-15');
  await runJobs(platform.platform);
  expect((await agreement()).state).toBe('ACTIVE');
  travel('2026-12-16');
  await runJobs(platform.platform);
  expect(await agreement()).toMatchObject({ state: 'EXPIRED', closesOn: null });
  expect(await settled([made.id], '2026-12')).toEqual([1]);
  const windUp = async () => ({
    agreement: { id: made.id },
    expectedVersion: (await agreement()).version,
    state: 'LIQUIDATED',
    effectiveOn: '2026-12-16',
  });
  expect(await platform.refused('changeAgreementState', await windUp(), clerk)).toEqual([
    'RULE_BROKEN agreement-wound-up-when-nothing-is-open at state',
  ]);
  await report(platform, made.id, '1000.00', { period: '2026', settledOn: '2026-12-16' });
  // Three months and ten percent of 1,000.00; December is whole, because the clause is not prorated.
  await pay(platform, made, '400.00', { on: '2026-12-16' });
  await done(platform, 'changeAgreementState', await windUp());
  expect((await agreement()).state).toBe('LIQUIDATED');
  await close(platform, made.id).catch((error: Error) => expect(error.message).toContain('close-names-an'));
});
