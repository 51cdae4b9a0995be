// Valid inputs of the operations on the ledger as a whole, each with whatever it needs recorded before.
import { newId } from '../../src/kernel/ids.js';
import { mighty } from './domains.js';
import type { Input } from './operations.js';
import type { TestPlatform } from './platform.js';
import { done } from './sharing.js';

/** A community of the demo county, and one of another office. */
const here = { code: '990101001001' };
const elsewhere = { code: '510117005001' };

/** Somebody else than who takes the step of a sample. */
const other = mighty({ subject: 'other' });

interface Versioned {
  readonly id: string;
  readonly version: number;
}

async function makeFund(platform: TestPlatform, division: object, amount?: string): Promise<string> {
  const { fund } = await done<{ fund: { id: string } }>(platform, 'createFund', {
    kind: 'COMMUNITY',
    name: `账簿基金 ${newId()}`,
    division,
    restriction: 'PURPOSE',
    state: 'ACTIVE',
  });
  if (amount !== undefined)
    await done(platform, 'recordDonation', {
      fund: { id: fund.id },
      amount,
      receivedOn: '2025-03-01',
      anonymous: true,
    });
  return fund.id;
}

const hold = async (platform: TestPlatform): Promise<Input> => ({
  fund: { id: await makeFund(platform, here, '10.00') },
  amount: '4.00',
  reason: `为合同预留 ${newId().slice(-12)}`,
});

const entry = (kind: string, effectiveOn = '2025-03-21') => ({
  kind,
  amount: '0.20',
  effectiveOn,
  text: `第一季度 ${newId().slice(-12)}`,
});

const entries = async (platform: TestPlatform): Promise<Input> => ({
  fund: { id: await makeFund(platform, here, '10.00') },
  entries: [{ ...entry('INTEREST'), reference: newId() }, entry('BANK_CHARGE'), entry('OTHER_INCOME')],
});

/** The object that an operation has made, as another operation names it. */
async function made(
  platform: TestPlatform,
  name: string,
  input: Input,
  field: string,
  caller = mighty(),
): Promise<Versioned> {
  const payload = await done<Record<string, Versioned>>(
    platform,
    name,
    input,
    `${field} { id version }`,
    caller,
  );
  return payload[field]!;
}

const named = (field: string, { id, version }: Versioned): Input => ({
  [field]: { id },
  expectedVersion: version,
});

/** What an office sends: the demo county itself, or another one to it. */
const sending = async (platform: TestPlatform, from = here, to = elsewhere): Promise<Input> => ({
  fund: { id: await makeFund(platform, from, '10.00') },
  toFund: { id: await makeFund(platform, to) },
  amount: '2.50',
  sentOn: '2025-06-01',
  reason: `联合项目 ${newId().slice(-12)}`,
});

const sent = async (platform: TestPlatform, from = here, to = elsewhere): Promise<Versioned> =>
  made(platform, 'sendClearingTransfer', await sending(platform, from, to), 'clearingTransfer');

const answering = async (platform: TestPlatform): Promise<Input> => ({
  transfer: { id: (await sent(platform, elsewhere, here)).id },
  answeredOn: '2025-06-02',
});

/** A transfer that the other office accepted, and what it was answered. */
async function accepted(
  platform: TestPlatform,
  from = here,
  to = elsewhere,
): Promise<{ readonly transfer: Versioned; readonly receipt: Versioned }> {
  const transfer = await sent(platform, from, to);
  const input = { transfer: { id: transfer.id }, answeredOn: '2025-06-02' };
  return {
    transfer,
    receipt: await made(platform, 'acceptClearingTransfer', input, 'clearingReceipt'),
  };
}

const proposing = async (platform: TestPlatform): Promise<Input> => ({
  fund: { id: await makeFund(platform, here, '10.00') },
  month: '2025-03-15',
});

const proposed = async (platform: TestPlatform): Promise<Versioned> =>
  made(platform, 'proposePeriodClosing', await proposing(platform), 'period', other);

const closed = async (platform: TestPlatform): Promise<Versioned> =>
  made(platform, 'closePeriod', named('period', await proposed(platform)), 'period', mighty());

const reopening = async (platform: TestPlatform): Promise<Versioned> => {
  const input = { ...named('period', await closed(platform)), reason: '漏记利息' };
  return made(platform, 'proposePeriodReopening', input, 'period', other);
};

export const ledgerSamples: Readonly<Record<string, (platform: TestPlatform) => Promise<Input>>> = {
  placeFundHold: hold,
  releaseFundHold: async (platform) => ({
    ...named('hold', await made(platform, 'placeFundHold', await hold(platform), 'hold')),
    reason: '合同终止',
  }),
  recordBankEntries: entries,
  supplementLedgerTransaction: async (platform) => {
    const { batch } = await done<{ batch: { transactions: { nodes: readonly { id: string }[] } } }>(
      platform,
      'recordBankEntries',
      await entries(platform),
      'batch { transactions(first: 1) { nodes { id } } }',
    );
    return {
      transaction: { id: batch.transactions.nodes[0]!.id },
      amount: '0.05',
      effectiveOn: '2025-03-22',
      reason: '少记五分',
    };
  },
  sendClearingTransfer: (platform) => sending(platform),
  acceptClearingTransfer: answering,
  refuseClearingTransfer: async (platform) => ({ ...(await answering(platform)), reason: '用途不符' }),
  acknowledgeClearingTransfer: async (platform) => ({
    ...named('clearingTransfer', (await accepted(platform)).transfer),
    state: 'ACCEPTED',
  }),
  payClearingTransfer: async (platform) => {
    const { transfer } = await accepted(platform);
    const input = { ...named('clearingTransfer', transfer), state: 'ACCEPTED' };
    const acknowledged = await made(platform, 'acknowledgeClearingTransfer', input, 'clearingTransfer');
    return { ...named('clearingTransfer', acknowledged), paidOn: '2025-06-03' };
  },
  confirmClearingReceipt: async (platform) => ({
    ...named('clearingReceipt', (await accepted(platform, elsewhere, here)).receipt),
    receivedOn: '2025-06-04',
  }),
  proposePeriodClosing: proposing,
  closePeriod: async (platform) => named('period', await proposed(platform)),
  declinePeriodClosing: async (platform) => ({
    ...named('period', await proposed(platform)),
    reason: '还有凭证未到',
  }),
  proposePeriodReopening: async (platform) => ({
    ...named('period', await closed(platform)),
    reason: '漏记利息',
  }),
  reopenPeriod: async (platform) => named('period', await reopening(platform)),
  declinePeriodReopening: async (platform) => ({
    ...named('period', await reopening(platform)),
    reason: '不需要',
  }),
};
