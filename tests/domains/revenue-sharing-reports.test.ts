// Reports from the first draft to the last word: kept, copied, of zero, provisional, estimated, reminded of, disputed.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Caller } from '../../src/kernel/caller.js';
import { setClock } from '../../src/kernel/clock.js';
import { runJobs } from '../../src/server/jobs.js';
import { mighty } from '../support/domains.js';
import { makeFile } from '../support/files.js';
import { usePlatform } from '../support/platform.js';
import {
  clerk,
  close,
  correct,
  done,
  evidenceOf,
  makeAgreement,
  report,
  verifier,
  waitingReport,
  type MadeAgreement,
  type MadeReport,
} from '../support/sharing.js';

const platform = usePlatform('seeded', 'admin');

// Noon of 2026-05-20 in Shanghai.
let restore: () => void;
const travel = (day: string): void => void setClock(() => Date.parse(`${day}T04:00:00Z`));
beforeAll(() => {
  restore = setClock(() => Date.parse('2026-05-20T04:00:00Z'));
});
afterAll(() => restore());

const tenPercent = { percent: { rate: '10', base: 'PROFIT', per: 'YEAR' } };
const auditReport = async () => [
  { file: { id: (await makeFile(platform, { kind: 'AUDIT_REPORT', content: '审定' })).id } },
];
const profit = (amount: string) => [{ measure: 'PROFIT', amount }];

interface Facts extends MadeReport {
  readonly state: string;
  readonly basis: string;
  readonly declaresZero: boolean;
  readonly daysOverdue: number | null;
  readonly auditDueOn: string | null;
  readonly estimateMethod: string | null;
  readonly estimatedFrom: readonly string[];
  readonly lines: readonly { readonly amount: { readonly yuan: string } }[];
  readonly reminders: readonly { readonly afterDays: number }[];
  readonly settlements: {
    readonly nodes: readonly { amount: { yuan: string }; delta: { yuan: string } | null }[];
  };
}
const facts = `id version state basis declaresZero daysOverdue auditDueOn estimateMethod estimatedFrom
  lines { amount { yuan } } reminders { afterDays } settlements { nodes { amount { yuan } delta { yuan } } }`;

async function factsOf({ id }: { readonly id: string }): Promise<Facts> {
  const { revenueReport } = await platform.read<{ revenueReport: Facts }>(
    `query ($id: ID!) { revenueReport(ref: { id: $id }) { ${facts} } }`,
    { id },
  );
  return revenueReport;
}

/** Does something to a report as it is now. */
async function step(
  operation: string,
  { id }: { readonly id: string },
  more: object = {},
  as: Caller = clerk,
): Promise<Facts> {
  const { version } = await factsOf({ id });
  const input = { revenueReport: { id }, expectedVersion: version, ...more };
  return (await done<{ revenueReport: Facts }>(platform, operation, input, `revenueReport { ${facts} }`, as))
    .revenueReport;
}

/** What doing it is refused for; nothing is written then. */
async function refusal(
  operation: string,
  { id }: { readonly id: string },
  more: object = {},
): Promise<readonly string[]> {
  const { version } = await factsOf({ id });
  return platform.refused(operation, { revenueReport: { id }, expectedVersion: version, ...more }, clerk);
}

/** An agreement over several years whose reports wait. */
async function agreed(terms: object = {}, validTo = '2026-01-01'): Promise<MadeAgreement> {
  const agreement = await makeAgreement(platform, {
    rule: tenPercent,
    validFrom: '2023-01-01',
    validTo,
    terms,
  });
  await close(platform, agreement.id);
  return agreement;
}

describe('a draft', () => {
  test('is kept, tells in a dry run what would be due, and is submitted as it was saved', async () => {
    const { id } = await agreed();
    const draft = await waitingReport(platform, id, '2023');
    const saved = await step('saveRevenueReport', draft, { lines: profit('126543.21') });
    expect([saved.state, saved.lines]).toEqual(['DRAFT', [{ amount: { yuan: '126543.21' } }]]);
    const { preview } = await done<{ preview: unknown }>(
      platform,
      'saveRevenueReport',
      { revenueReport: { id: draft.id }, expectedVersion: saved.version, lines: [], dryRun: true },
      'preview { period missing due { yuan } }',
    );
    expect(preview).toEqual([{ period: '2023', missing: 'PROFIT', due: null }]);
    const told = await done<{ preview: unknown }>(
      platform,
      'saveRevenueReport',
      { revenueReport: { id: draft.id }, expectedVersion: saved.version, dryRun: true },
      'preview { period missing due { yuan } parts { fund amount { yuan } } }',
    );
    expect(told.preview).toEqual([
      {
        period: '2023',
        missing: null,
        due: { yuan: '12654.32' },
        parts: [{ fund: 1, amount: { yuan: '12654.32' } }],
      },
    ]);
    // Figures alone are no report: documents are missing.
    expect(await refusal('submitRevenueReport', draft)).toEqual([
      'INVALID_INPUT report-has-evidence at evidence',
    ]);
    const submitted = await step('submitRevenueReport', draft, { evidence: await evidenceOf(platform) });
    expect([submitted.state, submitted.lines]).toEqual(['SUBMITTED', [{ amount: { yuan: '126543.21' } }]]);
    expect(await refusal('saveRevenueReport', draft, { lines: [] })).toEqual([
      'RULE_BROKEN report-is-saved-while-it-waits at ',
    ]);
  });

  test('takes over the figures of another period, and never of another agreement', async () => {
    const { id } = await agreed();
    const last = await report(platform, id, '500.00', { period: '2023', settledOn: '2026-05-20' });
    const draft = await waitingReport(platform, id, '2024');
    expect((await step('saveRevenueReport', draft, { copyOf: { id: last.id } })).lines).toEqual([
      { amount: { yuan: '500.00' } },
    ]);
    const other = await waitingReport(platform, (await agreed()).id, '2024');
    expect(await refusal('saveRevenueReport', other, { copyOf: { id: last.id } })).toEqual([
      'INVALID_INPUT copied-from-the-same-agreement at copyOf',
    ]);
    expect(
      await refusal('saveRevenueReport', draft, { lines: [{ measure: 'RENT', amount: '1.00' }] }),
    ).toEqual(['INVALID_INPUT report-states-what-is-asked at lines.0.measure']);
  });
});

describe('a report of zero', () => {
  test('says expressly that there was nothing: without figures and documents', async () => {
    const { id } = await agreed();
    const draft = await waitingReport(platform, id, '2023');
    expect(
      await refusal('submitRevenueReport', draft, { declaresZero: true, lines: profit('1.00') }),
    ).toEqual(['INVALID_INPUT zero-report-has-no-figures at lines']);
    const zero = await step('submitRevenueReport', draft, { declaresZero: true });
    expect([zero.declaresZero, zero.lines]).toEqual([true, [{ amount: { yuan: '0.00' } }]]);
    await step('verifyRevenueReport', draft, {}, verifier);
    const settled = await step('settleRevenueReport', draft, { settledOn: '2026-05-20' });
    expect(settled.settlements.nodes).toEqual([{ amount: { yuan: '0.00' }, delta: null }]);
  });

  test('needs documents where the terms say so', async () => {
    const { id } = await agreed({ zeroEvidenceRequired: true });
    const draft = await waitingReport(platform, id, '2023');
    expect(await refusal('submitRevenueReport', draft, { declaresZero: true })).toEqual([
      'INVALID_INPUT report-has-evidence at evidence',
    ]);
  });
});

describe('provisional figures', () => {
  test('are accepted where the terms let audited ones follow, which true them up to the fen', async () => {
    const { id } = await agreed({
      auditDueDays: 180,
      definitions: [{ measure: 'PROFIT', definition: '经审计的年度净利润' }],
    });
    const draft = await waitingReport(platform, id, '2025');
    const given = { lines: profit('126543.21'), evidence: await evidenceOf(platform) };
    const submitted = await step('submitRevenueReport', draft, { ...given, basis: 'PROVISIONAL' });
    expect([submitted.basis, submitted.auditDueOn]).toEqual(['PROVISIONAL', '2026-06-29']);
    await step('verifyRevenueReport', draft, {}, verifier);
    await step('settleRevenueReport', draft, { settledOn: '2026-05-20' });
    const correction = {
      corrects: { id: draft.id },
      reason: '审定',
      lines: profit('131543.21'),
      basis: 'AUDITED',
    };
    expect(
      await platform.refused(
        'correctRevenueReport',
        { ...correction, evidence: await evidenceOf(platform) },
        clerk,
      ),
    ).toEqual(['INVALID_INPUT audited-figures-have-an-audit-report at evidence']);
    const { revenueReport } = await done<{ revenueReport: MadeReport }>(platform, 'correctRevenueReport', {
      ...correction,
      evidence: await auditReport(),
    });
    await step('verifyRevenueReport', revenueReport, {}, verifier);
    const settled = await step('settleRevenueReport', revenueReport, { settledOn: '2026-05-20' });
    expect([settled.basis, settled.settlements.nodes]).toEqual([
      'AUDITED',
      [{ amount: { yuan: '13154.32' }, delta: { yuan: '500.00' } }],
    ]);
    expect(
      await platform.refused(
        'correctRevenueReport',
        {
          ...correction,
          corrects: { id: revenueReport.id },
          basis: 'DECLARED',
          evidence: await evidenceOf(platform),
        },
        clerk,
      ),
    ).toEqual(['RULE_BROKEN audited-figures-are-corrected-by-audited-ones at basis']);
    const terms = await platform.read<{ agreement: unknown }>(
      `query ($id: ID!) { agreement(ref: { id: $id }) { versions { nodes { auditDueDays definitions { measure definition } } } } }`,
      { id },
    );
    expect(terms.agreement).toEqual({
      versions: {
        nodes: [
          { auditDueDays: 180, definitions: [{ measure: 'PROFIT', definition: '经审计的年度净利润' }] },
        ],
      },
    });
  });

  test('are refused where the terms set no day for audited ones', async () => {
    const draft = await waitingReport(platform, (await agreed()).id, '2025');
    const given = { lines: profit('1.00'), evidence: await evidenceOf(platform) };
    expect(await refusal('submitRevenueReport', draft, { ...given, basis: 'PROVISIONAL' })).toEqual([
      'INVALID_INPUT provisional-figures-are-trued-up at basis',
    ]);
    for (const operation of ['saveRevenueReport', 'submitRevenueReport'])
      expect(await refusal(operation, draft, { ...given, basis: 'ESTIMATED' })).toEqual([
        'INVALID_INPUT figures-are-estimated-by-the-community at basis',
      ]);
  });
});

describe('a payer who is silent', () => {
  test('is held to what was settled before, until its own report takes the place of the estimate', async () => {
    const { id } = await agreed();
    for (const [period, amount] of [
      ['2023', '1000.00'],
      ['2024', '1000.01'],
    ] as const)
      await report(platform, id, amount, { period, settledOn: '2026-05-20' });
    const silent = await waitingReport(platform, id, '2025');
    // It was due on 31 March, and is waited for until 30 April.
    expect((await factsOf(silent)).daysOverdue).toBe(50);
    const estimated = await step('estimateRevenueReport', silent, { method: 'AVERAGE' });
    expect(estimated).toMatchObject({
      state: 'ESTIMATED',
      basis: 'ESTIMATED',
      estimateMethod: 'AVERAGE',
      estimatedFrom: ['2024', '2023'],
      // 1,000.005, half up.
      lines: [{ amount: { yuan: '1000.01' } }],
      daysOverdue: 50,
    });
    await step('verifyRevenueReport', silent, {}, verifier);
    const settled = await step('settleRevenueReport', silent, { settledOn: '2026-05-20' });
    expect(settled.settlements.nodes).toEqual([{ amount: { yuan: '100.00' }, delta: null }]);
    const real = await correct(platform, silent, '1500.00', '2026-05-20');
    expect(await factsOf(real)).toMatchObject({
      basis: 'DECLARED',
      estimateMethod: null,
      settlements: { nodes: [{ amount: { yuan: '150.00' }, delta: { yuan: '50.00' } }] },
    });
    expect((await factsOf(silent)).state).toBe('CORRECTED');
  });

  test('may still report while the estimate waits, and is estimated by nothing but settled reports', async () => {
    const { id } = await agreed();
    await report(platform, id, '1000.00', { period: '2023', settledOn: '2026-05-20' });
    const silent = await waitingReport(platform, id, '2025');
    expect(await refusal('estimateRevenueReport', silent, { method: 'SAME_PERIOD_LAST_YEAR' })).toEqual([
      'RULE_BROKEN estimate-rests-on-what-is-settled at method',
    ]);
    await step('estimateRevenueReport', silent, { method: 'LAST_PERIOD' });
    const own = await step('submitRevenueReport', silent, {
      lines: profit('7.00'),
      evidence: await evidenceOf(platform),
    });
    expect(own).toMatchObject({
      state: 'SUBMITTED',
      basis: 'DECLARED',
      estimateMethod: null,
      estimatedFrom: [],
    });
  });

  test('is not estimated before the days of waiting are over', async () => {
    const { id } = await agreed();
    await report(platform, id, '1000.00', { period: '2024', settledOn: '2026-05-20' });
    const silent = await waitingReport(platform, id, '2025');
    travel('2026-04-30');
    expect(await refusal('estimateRevenueReport', silent, { method: 'LAST_PERIOD' })).toEqual([
      'RULE_BROKEN estimate-after-silence at ',
    ]);
    travel('2026-05-01');
    expect((await step('estimateRevenueReport', silent, { method: 'LAST_PERIOD' })).state).toBe('ESTIMATED');
    travel('2026-05-20');
  });

  test('is reminded once for each of the days set, of what waits still', async () => {
    travel('2026-03-01');
    const { id } = await agreed();
    const silent = await waitingReport(platform, id, '2025');
    const sent = async (day: string): Promise<readonly number[]> => {
      travel(day);
      await runJobs(platform.platform);
      await runJobs(platform.platform);
      return (await factsOf(silent)).reminders.map(({ afterDays }) => afterDays);
    };
    expect(await sent('2026-03-23')).toEqual([]);
    expect(await sent('2026-03-24')).toEqual([-7]);
    // What no server sent in its time is not made up for.
    expect(await sent('2026-04-10')).toEqual([-7, 7]);
    const { userErrors } = await platform.write(
      'remindRevenueReport',
      { revenueReport: { id: silent.id }, afterDays: 7 },
      undefined,
      { as: clerk },
    );
    expect(userErrors).toMatchObject([{ rule: 'reminded-once-a-day-set' }]);
    await step('submitRevenueReport', silent, {
      lines: profit('7.00'),
      evidence: await evidenceOf(platform),
    });
    expect(await sent('2026-05-20')).toEqual([-7, 7]);
    const { rows } = await platform.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM "OutboxEvent" WHERE type = 'revenue-sharing.report.reminded' AND $1 = ANY("objects")`,
      [silent.id],
    );
    expect(rows).toEqual([{ n: 2 }]);
  });
});

describe('a dispute', () => {
  /** Raised by the payer's side, which somebody else than it must answer. */
  const raise = async (operation: string, input: object): Promise<MadeReport> =>
    (
      await done<{ dispute: MadeReport }>(
        platform,
        operation,
        { ...input, reason: '利润口径有误' },
        'dispute { id version }',
        verifier,
      )
    ).dispute;
  const answered = (
    operation: string,
    { id, version }: MadeReport,
    more: object = { answer: '以协议为准' },
  ) => ({
    operation,
    input: { dispute: { id }, expectedVersion: version, ...more },
  });

  test('holds the report until it is answered, by somebody else than who raised it', async () => {
    const { id } = await agreed();
    const verified = await report(platform, id, '100.00', { period: '2023', until: 'VERIFIED' });
    const dispute = await raise('disputeRevenueReport', { revenueReport: { id: verified.id } });
    expect(await refusal('settleRevenueReport', verified)).toEqual(['RULE_BROKEN disputed-report-waits at ']);
    const { operation, input } = answered('upholdDisputed', dispute);
    expect(await platform.refused(operation, input, verifier)).toEqual([
      'RULE_BROKEN dispute-answered-by-another at ',
    ]);
    await done(platform, operation, input);
    expect((await step('settleRevenueReport', verified, { settledOn: '2026-05-20' })).state).toBe('SETTLED');
  });

  test('is admitted once what it is about is mended, and not before', async () => {
    const { id } = await agreed();
    const settled = await report(platform, id, '100.00', { period: '2023', settledOn: '2026-05-20' });
    const dispute = await raise('disputeRevenueReport', { revenueReport: { id: settled.id } });
    const { operation, input } = answered('admitDispute', dispute);
    expect(await platform.refused(operation, input, clerk)).toEqual([
      'RULE_BROKEN dispute-admitted-once-mended at ',
    ]);
    await correct(platform, settled, '90.00', '2026-05-20');
    const { dispute: over } = await done<{ dispute: unknown }>(
      platform,
      operation,
      input,
      'dispute { state answer answeredOn }',
    );
    expect(over).toEqual({ state: 'CORRECTED', answer: '以协议为准', answeredOn: '2026-05-20' });
  });

  test('of a fee names its settlement, one of a share its report; the payer may withdraw it', async () => {
    const agreement = await makeAgreement(platform, { validFrom: '2025-01-01', validTo: '2026-01-01' });
    await close(platform, agreement.id);
    await report(platform, agreement.id, '100.00', { period: '2025', settledOn: '2026-05-20' });
    const { agreement: found } = await platform.read<{
      agreement: { settlements: { nodes: { id: string; period: string }[] } };
    }>(
      'query ($id: ID!) { agreement(ref: { id: $id }) { settlements(first: 20) { nodes { id period } } } }',
      { id: agreement.id },
    );
    const of = (period: string) => found.settlements.nodes.find((one) => one.period === period)!.id;
    expect(
      await platform.refused('disputeSettlement', { settlement: { id: of('2025') }, reason: '有误' }, clerk),
    ).toEqual(['RULE_BROKEN settlement-of-a-report-is-disputed-by-its-report at settlement']);
    const dispute = await raise('disputeSettlement', { settlement: { id: of('2025-02') } });
    expect(
      await platform.refused(
        'disputeSettlement',
        { settlement: { id: of('2025-02') }, reason: '有误' },
        clerk,
      ),
    ).toEqual(['CONFLICT disputed-once-at-a-time at settlement']);
    const { operation, input } = answered('withdrawDispute', dispute, {});
    await done(platform, operation, input, undefined, mighty({ subject: 'payer' }));
    await raise('disputeSettlement', { settlement: { id: of('2025-02') } });
  });
});
