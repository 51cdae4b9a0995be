// Agreements for tests: made by the operations that callers have, with only what matters said by the test.
import type { Caller } from '../../src/kernel/caller.js';
import { newId } from '../../src/kernel/ids.js';
import { mighty } from './domains.js';
import { makeFile } from './files.js';
import { makeResolution } from './governance.js';
import type { TestPlatform } from './platform.js';

const community = { code: '990101001001' };

/** Someone of another organization, who may do everything: verifies what `mighty` submits. */
export const verifier: Caller = mighty({
  app: '00000000-0000-7000-8000-00000000000b',
  subject: 'verifier',
  organizationId: '00000000-0000-7000-8000-0000000000bb',
});

/** Someone of an organization, who may do everything: submits, settles, pays. */
export const clerk: Caller = mighty({ subject: 'clerk' });

/** Sends a write that must be accepted. @returns its payload */
export async function done<Payload>(
  platform: TestPlatform,
  operation: string,
  input: Readonly<Record<string, unknown>>,
  selection?: string,
  as: Caller = clerk,
): Promise<Payload> {
  const { userErrors, ...payload } = await platform.write<Record<string, unknown>>(
    operation,
    input,
    selection,
    { as },
  );
  if (userErrors.length > 0) throw new Error(`${operation}: ${JSON.stringify(userErrors)}`);
  return payload as Payload;
}

type Identified = Readonly<Record<string, { readonly id: string; readonly version: number }>>;

let count = 0;
const fresh = (name: string): string => `${name} ${(count += 1)} ${newId().slice(-12)}`;

/** An organization of the demo community. */
export async function makePayer(platform: TestPlatform, name = fresh('企业')): Promise<string> {
  const { organization } = await done<Identified>(platform, 'createOrganization', {
    kind: 'ENTERPRISE',
    name,
    division: community,
  });
  return organization!.id;
}

/** A fund at work in the demo community. */
export async function makeFund(
  platform: TestPlatform,
  { name = fresh('基金'), restriction = 'PURPOSE' }: { name?: string; restriction?: string } = {},
): Promise<string> {
  const { fund } = await done<Identified>(
    platform,
    'createFund',
    {
      kind: 'COMMUNITY',
      name,
      division: community,
      restriction,
      accountHolder: '示例慈善会',
      bankName: '示例银行晨光支行',
      accountNo: '9901010010010001',
    },
    'fund { id version }',
  );
  let { id, version } = fund!;
  for (const state of ['REVIEWED', 'ESTABLISHED', 'ACTIVE']) {
    const stepped = await done<Identified>(
      platform,
      'changeFundState',
      { fund: { id }, expectedVersion: version, state, effectiveOn: '2018-01-01' },
      'fund { id version }',
    );
    ({ id, version } = stepped['fund']!);
  }
  return id;
}

/** What of an agreement matters to a test. */
export interface AgreementFacts {
  readonly kind?: string;
  readonly title?: string;
  readonly rule?: object;
  readonly funds?: readonly string[];
  readonly validFrom?: string;
  readonly validTo?: string | null;
  readonly examples?: readonly object[];
  readonly payer?: string;
  readonly consentsToPublication?: boolean;
  readonly waiver?: object;
  readonly rounding?: string;
  readonly evidenceRequired?: boolean;
  /** What else the terms say. */
  readonly terms?: object;
}

/** Clauses as 童萌之家 has them: 1,800 yuan a month and 10 % of the year's profit. */
export const feeAndProfit = (fee = '1800.00', rate = '10') => ({
  sum: {
    of: [{ fixed: { amount: fee, per: 'MONTH' } }, { percent: { rate, base: 'PROFIT', per: 'YEAR' } }],
  },
});

/** The same, split over three funds. */
export const split702010 = (of: object) => ({
  split: {
    of,
    parts: [
      { fund: 1, share: '70' },
      { fund: 2, share: '20' },
      { fund: 3, share: '10' },
    ],
  },
});

export interface MadeAgreement {
  readonly id: string;
  readonly versionId: string;
  readonly payer: string;
  readonly funds: readonly string[];
}

/** Inputs of an agreement's terms; the example is worked out by the platform itself, unless the test says one. */
export async function termsOf(
  platform: TestPlatform,
  {
    rule = feeAndProfit(),
    funds,
    validFrom = '2018-01-01',
    examples,
    waiver,
    rounding,
    evidenceRequired = true,
    terms = {},
  }: AgreementFacts & { readonly funds: readonly string[] },
): Promise<Record<string, unknown>> {
  return {
    validFrom,
    funds: funds.map((id) => ({ id })),
    rule,
    reportDueDays: 90,
    paymentDueDays: 15,
    evidenceRequired,
    examples: examples ?? [await exampleOf(platform, rule, funds.length, rounding)],
    ...(waiver ? { waiver } : {}),
    ...(rounding ? { rounding } : {}),
    ...terms,
  };
}

/** A case of 2018 with round figures for every measure that the rule rests on. */
async function exampleOf(
  platform: TestPlatform,
  rule: object,
  funds: number,
  rounding = 'HALF_UP',
): Promise<object> {
  const bases = new Map(
    [...JSON.stringify(rule).matchAll(/"base":"(\w+)","per":"(\w+)"/g)].map(([, base, per]) => [base!, per!]),
  );
  const codes: Record<string, readonly string[]> = {
    YEAR: ['2018'],
    HALF_YEAR: ['2018-H1', '2018-H2'],
    QUARTER: ['2018-Q1', '2018-Q2', '2018-Q3', '2018-Q4'],
    MONTH: Array.from({ length: 12 }, (_, i) => `2018-${String(i + 1).padStart(2, '0')}`),
  };
  const figures = [...bases].flatMap(([measure, per]) =>
    codes[per]!.map((period) => ({ measure, period, amount: '100000.00' })),
  );
  const { simulateShareRule } = await platform.read<{ simulateShareRule: { total: { yuan: string } } }>(
    `query ($input: SimulateShareRuleInput!) { simulateShareRule(input: $input) { total { yuan } } }`,
    { input: { rule, funds, from: '2018-01-01', to: '2019-01-01', figures, rounding } },
    clerk,
  );
  return { period: '2018', figures, due: simulateShareRule.total.yuan };
}

/** An agreement of the demo community in force, with signed terms. */
export async function makeAgreement(
  platform: TestPlatform,
  facts: AgreementFacts = {},
): Promise<MadeAgreement> {
  const payer = facts.payer ?? (await makePayer(platform));
  const funds = facts.funds ?? [await makeFund(platform)];
  const { validFrom = '2018-01-01', validTo = '2019-01-01' } = facts;
  const created = await done<Identified>(
    platform,
    'createAgreement',
    {
      kind: facts.kind ?? 'SOCIAL_ENTERPRISE',
      title: facts.title ?? fresh('协议'),
      division: community,
      parties: [
        { role: 'PARTNER', organization: { id: payer } },
        { role: 'COMMUNITY', division: community },
      ],
      payer: { id: payer },
      validFrom,
      ...(validTo === null ? {} : { validTo }),
      ...(facts.consentsToPublication ? { consentsToPublication: true } : {}),
    },
    'agreement { id version }',
  );
  const { id } = created['agreement']!;
  let { version } = created['agreement']!;
  const step = async (state: string, more: object = {}): Promise<void> => {
    const stepped = await done<Identified>(
      platform,
      'changeAgreementState',
      { agreement: { id }, expectedVersion: version, state, effectiveOn: '2018-01-01', ...more },
      'agreement { id version }',
    );
    ({ version } = stepped['agreement']!);
  };
  await step('RESOLVED', {
    resolution: { id: await makeResolution(platform) },
  });
  const drafted = await done<Identified>(
    platform,
    'draftAgreementVersion',
    {
      agreement: { id },
      expectedVersion: version,
      ...(await termsOf(platform, { ...facts, funds, validFrom })),
    },
    'agreement { id version } agreementVersion { id version }',
  );
  ({ version } = drafted['agreement']!);
  const terms = drafted['agreementVersion']!;
  await done(platform, 'signAgreementVersion', {
    agreementVersion: { id: terms.id },
    expectedVersion: terms.version,
    signedOn: '2017-12-20',
  });
  await step('SIGNED');
  await step('ACTIVE');
  return { id, versionId: terms.id, payer, funds };
}

/** Closes the agreement's periods that are over. */
export async function close(platform: TestPlatform, agreement: string): Promise<void> {
  await done(platform, 'closeAgreementPeriods', { agreement: { id: agreement } });
}

/** A report as its steps need it. */
export interface MadeReport {
  readonly id: string;
  readonly version: number;
}

/** The report that waits for its figures. */
export async function waitingReport(
  platform: TestPlatform,
  agreement: string,
  period = '2018',
): Promise<MadeReport> {
  const found = await platform.read<{ agreement: { reports: { nodes: MadeReport[] } } }>(
    `query ($id: ID!, $filter: RevenueReportFilter!) {
      agreement(ref: { id: $id }) { reports(filter: $filter) { nodes { id version } } } }`,
    { id: agreement, filter: { period: { eq: period }, state: { in: ['DRAFT', 'RETURNED'] } } },
    clerk,
  );
  const [own] = found.agreement.reports.nodes;
  if (!own) throw new Error(`No report of ${period} waits.`);
  return own;
}

/** Evidence of one recorded file, the same for the same content. */
export async function evidenceOf(platform: TestPlatform, content = '利润表'): Promise<readonly object[]> {
  return [{ file: { id: (await makeFile(platform, { content }, clerk)).id } }];
}

/** Takes a report as far as asked. @returns it as it is then */
export async function report(
  platform: TestPlatform,
  agreement: string,
  amount: string,
  {
    period = '2018',
    measure = 'PROFIT',
    until = 'SETTLED',
    settledOn = '2019-02-01',
  }: {
    period?: string;
    measure?: string;
    until?: 'SUBMITTED' | 'VERIFIED' | 'SETTLED';
    settledOn?: string;
  } = {},
): Promise<MadeReport> {
  const waiting = await waitingReport(platform, agreement, period);
  let current = waiting;
  const step = async (operation: string, more: object, as: Caller): Promise<void> => {
    const stepped = await done<{ revenueReport: MadeReport }>(
      platform,
      operation,
      { revenueReport: { id: current.id }, expectedVersion: current.version, ...more },
      'revenueReport { id version }',
      as,
    );
    current = stepped.revenueReport;
  };
  await step(
    'submitRevenueReport',
    { lines: [{ measure, amount }], evidence: await evidenceOf(platform) },
    clerk,
  );
  if (until === 'SUBMITTED') return current;
  await step('verifyRevenueReport', {}, verifier);
  if (until === 'VERIFIED') return current;
  await step('settleRevenueReport', { settledOn }, clerk);
  return current;
}

/** Pays into the agreement's first fund, or another, and has it confirmed. */
export async function pay(
  platform: TestPlatform,
  agreement: MadeAgreement,
  amount: string,
  {
    fund = agreement.funds[0]!,
    on = '2019-02-10',
    voluntary,
  }: { fund?: string; on?: string; voluntary?: string } = {},
): Promise<string> {
  const { payment } = await done<{ payment: MadeReport }>(
    platform,
    'recordPayment',
    {
      agreement: { id: agreement.id },
      fund: { id: fund },
      amount,
      paidOn: on,
      ...(voluntary ? { voluntary } : {}),
    },
    'payment { id version }',
  );
  await done(
    platform,
    'confirmPayment',
    { payment: { id: payment.id }, expectedVersion: payment.version, receivedOn: on },
    undefined,
    verifier,
  );
  return payment.id;
}

/** Corrects a settled report and settles the correction. */
export async function correct(
  platform: TestPlatform,
  { id }: MadeReport,
  amount: string,
  settledOn: string,
  measure = 'PROFIT',
): Promise<MadeReport> {
  const { revenueReport } = await done<{ revenueReport: MadeReport }>(
    platform,
    'correctRevenueReport',
    {
      corrects: { id },
      reason: '审计调整',
      lines: [{ measure, amount }],
      evidence: await evidenceOf(platform, '审计报告'),
    },
    'revenueReport { id version }',
  );
  const verified = await done<{ revenueReport: MadeReport }>(
    platform,
    'verifyRevenueReport',
    { revenueReport: { id: revenueReport.id }, expectedVersion: revenueReport.version },
    'revenueReport { id version }',
    verifier,
  );
  const settled = await done<{ revenueReport: MadeReport }>(
    platform,
    'settleRevenueReport',
    { revenueReport: { id: revenueReport.id }, expectedVersion: verified.revenueReport.version, settledOn },
    'revenueReport { id version }',
  );
  return settled.revenueReport;
}
