// Gifts for tests: donations, pledges and receipts in the demo community, made through the graph.
import { expect } from '@jest/globals';
import { today } from '../../src/kernel/clock.js';
import { newId } from '../../src/kernel/ids.js';
import { mighty } from './domains.js';
import { makeFund } from './funds.js';
import type { TestPlatform } from './platform.js';

type Writing = Pick<TestPlatform, 'write' | 'read'>;

/** What an operation needs to name an object. */
export interface Versioned {
  readonly id: string;
  readonly version: number;
}

async function made(
  { write }: Writing,
  operation: string,
  input: Record<string, unknown>,
  field: string,
): Promise<Versioned> {
  const payload = await write<Record<string, Versioned>>(operation, input, `${field} { id version }`, {
    as: mighty(),
  });
  expect(payload.userErrors).toEqual([]);
  return payload[field]!;
}

/** Gives something to a fund: a hundred yuan, if nothing else is said. */
export async function gift(
  platform: Writing,
  fund: string,
  { kind = 'CASH', ...input }: Record<string, unknown> = {},
): Promise<Versioned> {
  const given = { fund: { id: fund }, receivedOn: '2025-03-01', donorName: '示例捐赠人', ...input };
  return kind === 'CASH'
    ? made(platform, 'recordDonation', { amount: '100.00', ...given }, 'donation')
    : made(
        platform,
        'recordInKindDonation',
        { kind, description: '大米', quantity: '30 袋', ...given },
        'donation',
      );
}

/** Takes a donation a step on. */
export async function stepped(
  platform: Writing,
  { id, version }: Versioned,
  operation: string,
  input: Record<string, unknown> = {},
): Promise<Versioned> {
  const donation = { donation: { id }, expectedVersion: version, effectiveOn: today(), ...input };
  return made(platform, operation, donation, 'donation');
}

/** Promises 50,000.00 in four parts, the last one due at the end of 2999. */
export async function makePledge(
  platform: Writing,
  fund: string,
  input: Record<string, unknown> = {},
): Promise<Versioned> {
  const instalments = ['2025-03-31', '2025-06-30', '2025-09-30', '2999-12-31'].map((dueOn) => ({
    dueOn,
    amount: '12500.00',
  }));
  const pledge = { donorName: '示例认捐人', promisedOn: '2025-01-01', binding: false, instalments, ...input };
  return made(platform, 'createPledge', { fund: { id: fund }, ...pledge }, 'pledge');
}

/** Records an organization that may keep accounts. @returns its global id */
export async function makeHost(
  platform: Writing,
  kind = 'FOUNDATION',
  name = `示例慈善组织 ${newId()}`,
): Promise<string> {
  const host = { kind, name, division: { code: '990101001001' } };
  return (await made(platform, 'createOrganization', host, 'organization')).id;
}

/** A fund whose host is a foundation that holds its account. */
export async function hostedFund(platform: Writing, kind = 'FOUNDATION'): Promise<string> {
  const name = `示例慈善组织 ${newId()}`;
  const host = { id: await makeHost(platform, kind, name) };
  return makeFund(platform, { host, accountHolder: name });
}

/** A fund that adds to the donations of 2025 to another one, yuan for yuan, up to 30,000.00. */
export async function makeMatchRule(
  platform: Writing,
  fund: string,
  { source, ...input }: Record<string, unknown> = {},
): Promise<Versioned & { readonly source: string }> {
  const paying = (source as string | undefined) ?? (await makeFund(platform));
  await gift(platform, paying, { amount: '100000.00' });
  const rule = { title: '敬老配捐', rate: '100', cap: '30000.00', validFrom: '2025-01-01', ...input };
  const funds = { fund: { id: fund }, sourceFund: { id: paying } };
  return { ...(await made(platform, 'createMatchRule', { ...funds, ...rule }, 'matchRule')), source: paying };
}

/** A rate of three percent of what is given in a month. */
export async function makeFeeRate(
  platform: Writing,
  fund: string,
  input: Record<string, unknown> = {},
): Promise<Versioned> {
  const rate = { rate: '3', per: 'MONTH', validFrom: '2025-01-01', ...input };
  return made(platform, 'createManagementFeeRate', { fund: { id: fund }, ...rate }, 'feeRate');
}

/** A terminated fund that still holds an amount. */
export async function terminatedFund(
  platform: Writing,
  amount: string,
  input: Record<string, unknown> = {},
): Promise<Versioned> {
  const fund = await makeFund(platform, input);
  await gift(platform, fund, { amount });
  const step = { state: 'TERMINATED', effectiveOn: '2025-06-01' };
  return made(platform, 'changeFundState', { fund: { id: fund }, expectedVersion: 1, ...step }, 'fund');
}

/** Issues a receipt for a donation. */
export async function receiptOf(
  platform: Writing,
  { id, version }: Versioned,
  number: string = newId(),
): Promise<Versioned> {
  const receipt = { number, handler: '示例经办人', issuedOn: today() };
  return made(
    platform,
    'issueDonationReceipt',
    { donation: { id }, expectedVersion: version, ...receipt },
    'receipt',
  );
}
