// Valid inputs of the operations on drafts, estimates, reminders and disputes, each with whatever it needs recorded before.
import type { Input } from './operations.js';
import type { TestPlatform } from './platform.js';
import { closed, common, named, submitted } from './samples-sharing.js';
import {
  clerk,
  close,
  done,
  makeAgreement,
  report,
  verifier,
  waitingReport,
  type MadeReport,
} from './sharing.js';

/** A report of 2019 that nobody filled in, after one of 2018 that was settled. */
async function silent(platform: TestPlatform): Promise<MadeReport> {
  const { fund, payer } = await common(platform);
  const { id } = await makeAgreement(platform, { funds: [fund], payer, validTo: '2020-01-01' });
  await close(platform, id);
  await report(platform, id, '126543.21');
  return waitingReport(platform, id, '2019');
}

/** A report of one that was submitted, and the objection of another to it. */
async function disputed(
  platform: TestPlatform,
): Promise<{ readonly report: MadeReport; readonly dispute: string }> {
  const own = await submitted(platform);
  const { dispute } = await done<{ dispute: { readonly id: string } }>(
    platform,
    'disputeRevenueReport',
    { revenueReport: { id: own.id }, reason: '利润口径有误' },
    undefined,
    verifier,
  );
  return { report: own, dispute: dispute.id };
}

/** Months of runs that samples open, each once in a database. */
let month = 0;
const nextMonth = (): string => {
  month += 1;
  return `${2000 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
};

/** By operation; each call gives another input, without the fields that every write has. */
export const reportSamples: Readonly<Record<string, (platform: TestPlatform) => Promise<Input>>> = {
  saveRevenueReport: async (platform) => {
    const { id } = await closed(platform);
    return { ...named(await waitingReport(platform, id)), lines: [{ measure: 'PROFIT', amount: '100.00' }] };
  },
  estimateRevenueReport: async (platform) => ({ ...named(await silent(platform)), method: 'LAST_PERIOD' }),
  remindRevenueReport: async (platform) => {
    const { id } = await closed(platform);
    return { revenueReport: { id: (await waitingReport(platform, id)).id }, afterDays: 30 };
  },
  openClosingRun: () => Promise.resolve({ division: { code: '990101' }, month: nextMonth() }),
  reviewClosingRun: async (platform) => {
    const { closingRun } = await done<{ closingRun: { id: string } }>(platform, 'openClosingRun', {
      division: { code: '990101' },
      month: nextMonth(),
    });
    return { closingRun: { id: closingRun.id } };
  },
  disputeRevenueReport: async (platform) => ({
    revenueReport: { id: (await submitted(platform)).id },
    reason: '利润口径有误',
  }),
  disputeSettlement: async (platform) => {
    const { id } = await closed(platform);
    const { agreement } = await platform.read<{ agreement: { settlements: { nodes: { id: string }[] } } }>(
      'query ($id: ID!) { agreement(ref: { id: $id }) { settlements(first: 1) { nodes { id } } } }',
      { id },
      clerk,
    );
    return { settlement: { id: agreement.settlements.nodes[0]!.id }, reason: '当月停业' };
  },
  withdrawDispute: async (platform) => ({
    dispute: { id: (await disputed(platform)).dispute },
    expectedVersion: 1,
    reason: '已核对无误',
  }),
  upholdDisputed: async (platform) => ({
    dispute: { id: (await disputed(platform)).dispute },
    expectedVersion: 1,
    answer: '口径以协议约定为准',
  }),
  admitDispute: async (platform) => {
    const { report: own, dispute } = await disputed(platform);
    await done(platform, 'returnRevenueReport', { ...named(own), reason: '口径有误' });
    return { dispute: { id: dispute }, expectedVersion: 1, answer: '已退回更正' };
  },
};
