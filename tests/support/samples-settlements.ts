// Valid inputs of the operations on what becomes of settlements, each with whatever it needs recorded before.
import type { Input } from './operations.js';
import type { TestPlatform } from './platform.js';
import { agreed, type Versioned } from './samples-sharing.js';
import { close, done, type MadeAgreement } from './sharing.js';

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
};
