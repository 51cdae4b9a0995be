// Valid inputs of the operations on what becomes of settlements, each with whatever it needs recorded before.
import type { Input } from './operations.js';
import type { TestPlatform } from './platform.js';
import { makeResolution } from './governance.js';
import { agreed, common, type Versioned } from './samples-sharing.js';
import { clerk, close, done, makeAgreement, pay, verifier, type MadeAgreement } from './sharing.js';

/** An agreement whose months are closed: each of them is owed. */
async function closed(platform: TestPlatform): Promise<MadeAgreement> {
  const agreement = await agreed(platform);
  await close(platform, agreement.id);
  return agreement;
}

async function noticed(platform: TestPlatform): Promise<Versioned> {
  const { id } = await closed(platform);
  const { paymentNotice } = await done<{ paymentNotice: Versioned }>(
    platform,
    'issuePaymentNotice',
    { agreement: { id } },
    'paymentNotice { id version }',
  );
  return paymentNotice;
}

/** The first settlement of an agreement. */
async function owed(
  platform: TestPlatform,
  of: Promise<MadeAgreement> = agreed(platform),
): Promise<Versioned & { readonly agreement: string }> {
  const { id } = await of;
  await close(platform, id);
  const { agreement } = await platform.read<{ agreement: { settlements: { nodes: Versioned[] } } }>(
    'query ($id: ID!) { agreement(ref: { id: $id }) { settlements(first: 1) { nodes { id version } } } }',
    { id },
    clerk,
  );
  return { ...agreement.settlements.nodes[0]!, agreement: id };
}

/** A settlement of terms that have a charge for paying late. */
async function overdue(platform: TestPlatform): Promise<Versioned> {
  const { fund, payer } = await common(platform);
  const rule = {
    lateCharge: { dailyRate: '0.05', graceDays: 0, of: { fixed: { amount: '1800.00', per: 'MONTH' } } },
  };
  return owed(platform, makeAgreement(platform, { rule, funds: [fund], payer }));
}

/** A waiver that somebody else than the mighty one asked for. */
async function requested(platform: TestPlatform): Promise<Versioned> {
  const { id, agreement } = await owed(platform);
  const { waiver } = await done<{ waiver: Versioned }>(
    platform,
    'requestWaiver',
    { agreement: { id: agreement }, settlement: { id }, rate: '50', reason: '停业' },
    'waiver { id version }',
    verifier,
  );
  return waiver;
}

async function granted(platform: TestPlatform): Promise<Versioned> {
  const { id, version } = await requested(platform);
  const { waiver } = await done<{ waiver: Versioned }>(
    platform,
    'approveWaiver',
    { waiver: { id }, expectedVersion: version, resolution: { id: await makeResolution(platform) } },
    'waiver { id version }',
  );
  return waiver;
}

const ofWaiver = ({ id, version }: Versioned) => ({ waiver: { id }, expectedVersion: version });

/** An agreement under which more was paid than is owed. */
async function overpaid(platform: TestPlatform): Promise<MadeAgreement> {
  const agreement = await agreed(platform);
  await pay(platform, agreement, '500.00');
  return agreement;
}

/** A refund that somebody else than the mighty one asked for. */
async function askedBack(platform: TestPlatform): Promise<Versioned> {
  const { id, funds } = await overpaid(platform);
  const { creditRefund } = await done<{ creditRefund: Versioned }>(
    platform,
    'requestCreditRefund',
    { agreement: { id }, fund: { id: funds[0] }, amount: '200.00', reason: '多缴' },
    'creditRefund { id version }',
    verifier,
  );
  return creditRefund;
}

async function paidBack(platform: TestPlatform): Promise<Versioned> {
  const { id, version } = await askedBack(platform);
  const { creditRefund } = await done<{ creditRefund: Versioned }>(
    platform,
    'payCreditRefund',
    { creditRefund: { id }, expectedVersion: version, paidOn: '2019-03-01' },
    'creditRefund { id version }',
  );
  return creditRefund;
}

const ofRefund = ({ id, version }: Versioned) => ({ creditRefund: { id }, expectedVersion: version });

async function withoutPaper(platform: TestPlatform): Promise<Versioned> {
  const payment = { id: await pay(platform, await agreed(platform), '500.00') };
  const { paymentDocument } = await done<{ paymentDocument: Versioned }>(
    platform,
    'recordPaymentDocument',
    { payment, kind: 'NONE', reason: '付款方不需要', issuedOn: '2019-03-01' },
    'paymentDocument { id version }',
  );
  return paymentDocument;
}

/** Service that somebody else than the mighty one recorded. */
async function served(platform: TestPlatform): Promise<Versioned> {
  const { id } = await agreed(platform);
  const { inKindRecord } = await done<{ inKindRecord: Versioned }>(
    platform,
    'recordInKindService',
    { agreement: { id }, ...service },
    'inKindRecord { id version }',
    verifier,
  );
  return inKindRecord;
}

const service = { service: '义诊', servedOn: '2018-05-06', minutes: 90 };
const ofService = ({ id, version }: Versioned) => ({ inKindRecord: { id }, expectedVersion: version });

async function confirmed(platform: TestPlatform): Promise<Versioned> {
  const { inKindRecord } = await done<{ inKindRecord: Versioned }>(
    platform,
    'confirmInKindService',
    ofService(await served(platform)),
    'inKindRecord { id version }',
  );
  return inKindRecord;
}

/** By operation; each call gives another input, without the fields that every write has. */
export const settlementSamples: Readonly<Record<string, (platform: TestPlatform) => Promise<Input>>> = {
  issuePaymentNotice: async (platform) => ({
    agreement: { id: (await closed(platform)).id },
    payBy: '2100-01-31',
    note: '请于截止日期前缴款',
  }),
  withdrawPaymentNotice: async (platform) => {
    const { id, version } = await noticed(platform);
    return { paymentNotice: { id }, expectedVersion: version, reason: '金额有误' };
  },
  requestWaiver: async (platform) => ({
    agreement: { id: (await agreed(platform)).id },
    periodFrom: '2018-02-01',
    periodTo: '2018-05-01',
    rate: '50',
    reason: '停业三个月',
  }),
  approveWaiver: async (platform) => ({
    ...ofWaiver(await requested(platform)),
    resolution: { id: await makeResolution(platform) },
  }),
  rejectWaiver: async (platform) => ({ ...ofWaiver(await requested(platform)), reason: '理由不足' }),
  withdrawWaiver: async (platform) => ({ ...ofWaiver(await requested(platform)), reason: '已恢复营业' }),
  revokeWaiver: async (platform) => ({ ...ofWaiver(await granted(platform)), reason: '决议有误' }),
  writeOffSettlement: async (platform) => {
    const { id, version } = await owed(platform);
    return {
      settlement: { id },
      expectedVersion: version,
      resolution: { id: await makeResolution(platform) },
      reason: '企业已注销',
    };
  },
  chargeLatePayment: async (platform) => ({
    settlement: { id: (await overdue(platform)).id },
    through: '2019-12-31',
  }),
  requestCreditRefund: async (platform) => {
    const { id, funds } = await overpaid(platform);
    return { agreement: { id }, fund: { id: funds[0] }, amount: '200.00', reason: '多缴' };
  },
  payCreditRefund: async (platform) => ({
    ...ofRefund(await askedBack(platform)),
    paidOn: '2019-03-01',
    bankReference: '退 1',
  }),
  rejectCreditRefund: async (platform) => ({ ...ofRefund(await askedBack(platform)), reason: '下期抵扣' }),
  withdrawCreditRefund: async (platform) => ({ ...ofRefund(await askedBack(platform)), reason: '下期抵扣' }),
  reverseCreditRefund: async (platform) => ({ ...ofRefund(await paidBack(platform)), reason: '账号有误' }),
  recordPaymentDocument: async (platform) => ({
    payment: { id: await pay(platform, await agreed(platform), '500.00') },
    kind: 'NONE',
    reason: '付款方不需要',
    issuedOn: '2019-03-01',
  }),
  voidPaymentDocument: async (platform) => {
    const { id, version } = await withoutPaper(platform);
    return { paymentDocument: { id }, expectedVersion: version, reason: '付款方要求开票' };
  },
  recordInKindService: async (platform) => ({ agreement: { id: (await agreed(platform)).id }, ...service }),
  confirmInKindService: async (platform) => ofService(await served(platform)),
  rejectInKindService: async (platform) => ({ ...ofService(await served(platform)), reason: '未到场' }),
  withdrawInKindService: async (platform) => ({ ...ofService(await served(platform)), reason: '误记' }),
  revokeInKindService: async (platform) => ({ ...ofService(await confirmed(platform)), reason: '重复登记' }),
};
