// Valid inputs of the operations that spend a fund's money, each with whatever it needs recorded before.
import { newId } from '../../src/kernel/ids.js';
import { mighty } from './domains.js';
import type { Input } from './operations.js';
import type { TestPlatform } from './platform.js';
import { done } from './sharing.js';

const community = { code: '990101001001' };

/** Somebody else than who takes the step of a sample. */
const other = mighty({ subject: 'other' });

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** A fund with a thousand yuan that all samples of a database share. */
const shared = new WeakMap<TestPlatform, Promise<string>>();

function endowed(platform: TestPlatform): Promise<string> {
  let fund = shared.get(platform);
  if (!fund) shared.set(platform, (fund = makeEndowed(platform)));
  return fund;
}

async function makeEndowed(platform: TestPlatform): Promise<string> {
  const { fund } = await done<{ fund: { id: string } }>(platform, 'createFund', {
    kind: 'COMMUNITY',
    name: `支出基金 ${newId()}`,
    division: community,
    restriction: 'PURPOSE',
    state: 'ACTIVE',
    secondApprovalFrom: '100.00',
  });
  await done(platform, 'recordDonation', {
    fund: { id: fund.id },
    amount: '1000.00',
    receivedOn: '2025-03-01',
    anonymous: true,
  });
  return fund.id;
}

const asked = async (platform: TestPlatform, amount: string): Promise<Input> => ({
  fund: { id: await endowed(platform) },
  amount,
  category: 'ACTIVITY',
  payee: '示例收款方',
  purpose: '购买活动用品',
});

/** A request that somebody else made. */
async function requested(platform: TestPlatform, amount = '0.10'): Promise<Input> {
  const { expenseRequest } = await done<{ expenseRequest: Versioned }>(
    platform,
    'requestExpense',
    await asked(platform, amount),
    'expenseRequest { id version }',
    other,
  );
  return named(expenseRequest);
}

async function approved(platform: TestPlatform): Promise<Input> {
  const { expenseRequest } = await done<{ expenseRequest: Versioned }>(
    platform,
    'requestExpense',
    await asked(platform, '0.10'),
    'expenseRequest { id version }',
    mighty(),
  );
  const step = await done<{ expenseRequest: Versioned }>(
    platform,
    'approveExpense',
    named(expenseRequest),
    'expenseRequest { id version }',
    other,
  );
  return named(step.expenseRequest);
}

const named = ({ id, version }: Versioned): Input => ({ expenseRequest: { id }, expectedVersion: version });

/** By operation; each call gives another input, without the fields that every write has. */
export const spendingSamples: Readonly<Record<string, (platform: TestPlatform) => Promise<Input>>> = {
  requestExpense: (platform) => asked(platform, '12.30'),
  reviewExpense: (platform) => requested(platform, '100.00'),
  approveExpense: (platform) => requested(platform),
  refuseExpense: async (platform) => ({ ...(await requested(platform)), reason: '用途不明' }),
  cancelExpense: async (platform) => ({ ...(await requested(platform)), reason: '活动取消' }),
  payExpense: async (platform) => ({ ...(await approved(platform)), paidOn: '2025-03-05' }),
};
