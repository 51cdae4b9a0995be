// Valid inputs of the operations on agreements, reports and payments, each with whatever it needs recorded before.
import { newId } from '../../src/kernel/ids.js';
import { makeResolution } from './governance.js';
import type { Input } from './operations.js';
import type { TestPlatform } from './platform.js';
import {
  clerk,
  close,
  done,
  makeAgreement,
  makeFund,
  makePayer,
  pay,
  report,
  evidenceOf,
  termsOf,
  verifier,
  waitingReport,
  type MadeAgreement,
  type MadeReport,
} from './sharing.js';

const community = { code: '990101001001' };

/** A fund and a payer that all samples of a database share: what differs is the agreement. */
const shared = new WeakMap<TestPlatform, Promise<{ readonly fund: string; readonly payer: string }>>();

/** The fund and the payer. */
export async function common(
  platform: TestPlatform,
): Promise<{ readonly fund: string; readonly payer: string }> {
  let made = shared.get(platform);
  if (!made) {
    made = Promise.all([makeFund(platform), makePayer(platform)]).then(([fund, payer]) => ({ fund, payer }));
    shared.set(platform, made);
  }
  return made;
}

/** An agreement in force between the common payer and the common fund. */
export async function agreed(platform: TestPlatform): Promise<MadeAgreement> {
  const { fund, payer } = await common(platform);
  return makeAgreement(platform, { funds: [fund], payer });
}

/** What an update needs to know of an object. */
export interface Versioned {
  readonly id: string;
  readonly version: number;
}

async function drafted(platform: TestPlatform): Promise<Versioned> {
  const payer = { id: (await common(platform)).payer };
  const { agreement } = await done<{ agreement: Versioned }>(
    platform,
    'createAgreement',
    {
      kind: 'SOCIAL_ENTERPRISE',
      title: '合作协议',
      division: community,
      parties: [
        { role: 'PARTNER', organization: payer },
        { role: 'COMMUNITY', division: community },
      ],
      payer,
      validFrom: '2018-01-01',
      validTo: '2019-01-01',
    },
    'agreement { id version }',
  );
  return agreement;
}

async function draftedTerms(platform: TestPlatform): Promise<Versioned> {
  const agreement = await drafted(platform);
  const resolved = await done<{ agreement: Versioned }>(
    platform,
    'changeAgreementState',
    {
      agreement: { id: agreement.id },
      expectedVersion: agreement.version,
      state: 'RESOLVED',
      effectiveOn: '2018-01-01',
      resolution: { id: await makeResolution(platform) },
    },
    'agreement { id version }',
  );
  const { agreementVersion } = await done<{ agreementVersion: Versioned }>(
    platform,
    'draftAgreementVersion',
    {
      agreement: { id: agreement.id },
      expectedVersion: resolved.agreement.version,
      ...(await termsOf(platform, { funds: [(await common(platform)).fund] })),
    },
    'agreementVersion { id version }',
  );
  return agreementVersion;
}

/** An agreement of 2018 whose periods are closed. */
export async function closed(platform: TestPlatform): Promise<MadeAgreement> {
  const agreement = await agreed(platform);
  await close(platform, agreement.id);
  return agreement;
}

/** A report that somebody else than the mighty one submitted. */
export async function submitted(platform: TestPlatform): Promise<MadeReport> {
  const { id } = await closed(platform);
  const waiting = await waitingReport(platform, id);
  const { revenueReport } = await done<{ revenueReport: MadeReport }>(
    platform,
    'submitRevenueReport',
    { ...named(waiting), lines, evidence: await evidenceOf(platform) },
    'revenueReport { id version }',
    verifier,
  );
  return revenueReport;
}

async function announced(platform: TestPlatform): Promise<Versioned> {
  const { id, funds } = await closed(platform);
  const { payment } = await done<{ payment: Versioned }>(
    platform,
    'recordPayment',
    { agreement: { id }, fund: { id: funds[0] }, amount: '1800.00', paidOn: '2019-02-01' },
    'payment { id version }',
    verifier,
  );
  return payment;
}

const lines = [{ measure: 'PROFIT', amount: '126543.21' }];
/** A report as the target of an operation. */
export const named = ({ id, version }: Versioned) => ({ revenueReport: { id }, expectedVersion: version });

/** By operation; each call gives another input, without the fields that every write has. */
export const sharingSamples: Readonly<Record<string, (platform: TestPlatform) => Promise<Input>>> = {
  createAgreement: async (platform) => {
    const payer = { id: (await common(platform)).payer };
    return {
      kind: 'SOCIAL_ENTERPRISE',
      title: `惠民合作协议 ${newId()}`,
      division: community,
      parties: [
        { role: 'PARTNER', organization: payer },
        { role: 'COMMUNITY', division: community },
        { role: 'WITNESS', name: '示例见证单位' },
      ],
      payer,
      validFrom: '2018-01-01',
    };
  },
  updateAgreement: async (platform) => {
    const { id, version } = await drafted(platform);
    return { agreement: { id }, expectedVersion: version, title: '新名合作协议' };
  },
  changeAgreementState: async (platform) => {
    const { id, version } = await drafted(platform);
    return { agreement: { id }, expectedVersion: version, state: 'NEGOTIATED', effectiveOn: '2018-01-01' };
  },
  draftAgreementVersion: async (platform) => {
    const { id, version } = await drafted(platform);
    const terms = await termsOf(platform, { funds: [(await common(platform)).fund] });
    return { agreement: { id }, expectedVersion: version, ...terms };
  },
  signAgreementVersion: async (platform) => {
    const { id, version } = await draftedTerms(platform);
    return { agreementVersion: { id }, expectedVersion: version, signedOn: '2017-12-20' };
  },
  discardAgreementVersion: async (platform) => {
    const { id, version } = await draftedTerms(platform);
    return { agreementVersion: { id }, expectedVersion: version, reason: '重新协商' };
  },
  openRevenueReport: async (platform) => {
    const { id } = await agreed(platform);
    return { agreement: { id }, period: '2018' };
  },
  submitRevenueReport: async (platform) => {
    const { id } = await closed(platform);
    return { ...named(await waitingReport(platform, id)), lines, evidence: await evidenceOf(platform) };
  },
  returnRevenueReport: async (platform) => ({ ...named(await submitted(platform)), reason: '缺少审计报告' }),
  verifyRevenueReport: async (platform) => named(await submitted(platform)),
  settleRevenueReport: async (platform) => {
    const { id } = await closed(platform);
    return {
      ...named(await report(platform, id, '126543.21', { until: 'VERIFIED' })),
      settledOn: '2019-02-01',
    };
  },
  correctRevenueReport: async (platform) => {
    const { id } = await closed(platform);
    const settled = await report(platform, id, '126543.21');
    return {
      corrects: { id: settled.id },
      reason: '审计调整',
      lines: [{ measure: 'PROFIT', amount: '131543.21' }],
      evidence: await evidenceOf(platform),
    };
  },
  withdrawRevenueReport: async (platform) => {
    const { id } = await closed(platform);
    const settled = await report(platform, id, '126543.21');
    const { revenueReport } = await done<{ revenueReport: MadeReport }>(
      platform,
      'correctRevenueReport',
      { corrects: { id: settled.id }, reason: '误报', lines, evidence: await evidenceOf(platform) },
      'revenueReport { id version }',
      clerk,
    );
    return { ...named(revenueReport), reason: '原申报无误' };
  },
  closeAgreementPeriods: async (platform) => ({ agreement: { id: (await agreed(platform)).id } }),
  recordPayment: async (platform) => {
    const { id, funds } = await closed(platform);
    return {
      agreement: { id },
      fund: { id: funds[0] },
      amount: '1800.00',
      paidOn: '2019-02-01',
      bankReference: newId(),
    };
  },
  confirmPayment: async (platform) => {
    const { id, version } = await announced(platform);
    return { payment: { id }, expectedVersion: version, receivedOn: '2019-02-02' };
  },
  withdrawPayment: async (platform) => {
    const { id, version } = await announced(platform);
    return { payment: { id }, expectedVersion: version, reason: '重复登记' };
  },
  reversePayment: async (platform) => {
    const agreement = await closed(platform);
    const id = await pay(platform, agreement, '1800.00');
    const { payment } = await platform.read<{ payment: Versioned }>(
      'query ($id: ID!) { payment(ref: { id: $id }) { id version } }',
      { id },
      clerk,
    );
    return { payment: { id }, expectedVersion: payment.version, reason: '银行退票' };
  },
  reverseSettlement: async (platform) => {
    const { id } = await closed(platform);
    const { agreement } = await platform.read<{ agreement: { settlements: { nodes: Versioned[] } } }>(
      'query ($id: ID!) { agreement(ref: { id: $id }) { settlements(first: 1) { nodes { id version } } } }',
      { id },
      clerk,
    );
    const [first] = agreement.settlements.nodes;
    return { settlement: { id: first!.id }, expectedVersion: first!.version, reason: '场地停用' };
  },
  rejectPayment: async (platform) => {
    const { id, version } = await announced(platform);
    return { payment: { id }, expectedVersion: version, reason: '银行未到账' };
  },
};
