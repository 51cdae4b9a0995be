// Valid inputs of the operations on what becomes of settlements, each with whatever it needs recorded before.
import type { Input } from './operations.js';
import type { TestPlatform } from './platform.js';
import { makeResolution } from './governance.js';
import { agreed, type Versioned } from './samples-sharing.js';
import { clerk, close, done, verifier, type MadeAgreement } from './sharing.js';

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
async function owed(platform: TestPlatform): Promise<Versioned & { readonly agreement: string }> {
  const { id } = await closed(platform);
  const { agreement } = await platform.read<{ agreement: { settlements: { nodes: Versioned[] } } }>(
    'query ($id: ID!) { agreement(ref: { id: $id }) { settlements(first: 1) { nodes { id version } } } }',
    { id },
    clerk,
  );
  return { ...agreement.settlements.nodes[0]!, agreement: id };
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
};
