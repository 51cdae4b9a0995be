// Funds for tests: made through the graph, and their statements as tables that an accountant can read.
import { expect } from '@jest/globals';
import { decodeId, newId } from '../../src/kernel/ids.js';
import type { Posting } from '../../src/domains/funds/rules/posting.js';
import { mighty } from './domains.js';
import { demoTenant } from './demo.js';
import type { TestPlatform } from './platform.js';

type Writing = Pick<TestPlatform, 'write' | 'read'>;

let funds = 0;

/** Records a fund at work in the demo community. @returns its global id */
export async function makeFund({ write }: Writing, input: Record<string, unknown> = {}): Promise<string> {
  const { fund, userErrors } = await write<{ fund: { id: string } }>(
    'createFund',
    {
      kind: 'COMMUNITY',
      name: `试验基金${(funds += 1)}`,
      division: { code: '990101001001' },
      restriction: 'PURPOSE',
      state: 'ACTIVE',
      ...input,
    },
    undefined,
    { as: mighty() },
  );
  expect(userErrors).toEqual([]);
  return fund.id;
}

/** Gives an amount to a fund. @returns the id of the voucher */
export async function donate(
  { write }: Writing,
  fund: string,
  amount: string,
  input: Record<string, unknown> = {},
): Promise<string> {
  const { donation, userErrors } = await write<{ donation: { transaction: { id: string } } }>(
    'recordDonation',
    { fund: { id: fund }, amount, receivedOn: '2025-03-01', donorName: '示例捐赠人', ...input },
    'donation { transaction { id } }',
    { as: mighty() },
  );
  expect(userErrors).toEqual([]);
  return donation.transaction.id;
}

/** Somebody who approves what `mighty` asks for. */
export const approver = mighty({ subject: 'approver' });

/** Asks for an expense, which somebody else approves. @returns the input that pays it */
export async function approvedExpense(
  { write }: Writing,
  fund: string,
  amount: string,
  input: Record<string, unknown> = {},
): Promise<Record<string, unknown>> {
  const asked = await write<{ expenseRequest: { id: string } }>(
    'requestExpense',
    { fund: { id: fund }, amount, category: 'ACTIVITY', payee: '示例书店', purpose: '购买图书', ...input },
    undefined,
    { as: mighty() },
  );
  expect(asked.userErrors).toEqual([]);
  const { id } = asked.expenseRequest;
  const step = { expenseRequest: { id }, expectedVersion: 1 };
  const { userErrors } = await write('approveExpense', step, undefined, { as: approver });
  expect(userErrors).toEqual([]);
  return { ...step, expectedVersion: 2, paidOn: '2025-03-05' };
}

/** Spends an amount of a fund, approved by somebody else. @returns the id of the voucher */
export async function spend(
  gongzhi: Writing,
  fund: string,
  amount: string,
  { paidOn = '2025-03-05', ...input }: Record<string, unknown> = {},
): Promise<string> {
  const { expense, userErrors } = await gongzhi.write<{ expense: { transaction: { id: string } } }>(
    'payExpense',
    { ...(await approvedExpense(gongzhi, fund, amount, input)), paidOn },
    'expense { transaction { id } }',
    { as: mighty() },
  );
  expect(userErrors).toEqual([]);
  return expense.transaction.id;
}

/** Names a purpose of a fund. @returns its global id */
export async function makePurpose(
  { write }: Writing,
  fund: string,
  name = `限定用途${(funds += 1)}`,
): Promise<string> {
  const { fundPurpose, userErrors } = await write<{ fundPurpose: { id: string } }>(
    'createFundPurpose',
    { fund: { id: fund }, name },
    undefined,
    { as: mighty() },
  );
  expect(userErrors).toEqual([]);
  return fundPurpose.id;
}

/** Records an enterprise in the demo community. @returns its key */
export async function makeOrganization({ write }: Writing, name: string): Promise<string> {
  const { organization, userErrors } = await write<{ organization: { id: string } }>(
    'createOrganization',
    { kind: 'ENTERPRISE', name, division: { code: '990101001001' } },
    undefined,
    { as: mighty() },
  );
  expect(userErrors).toEqual([]);
  return keyOf(organization.id);
}

/** The key behind a global id. */
export function keyOf(id: string): string {
  return decodeId(id)!.key;
}

interface Entry {
  readonly number: string;
  readonly effectiveOn: string;
  readonly side: 'DEBIT' | 'CREDIT';
  readonly amount: { readonly yuan: string } | null;
  readonly balance: { readonly yuan: string } | null;
  readonly counterName: string;
  readonly transaction: { readonly explanation: string };
}

/** What stands in a fund's own account or its bank account, line by line. */
export async function statementOf(
  { read }: Writing,
  fund: string,
  list: 'entries' | 'bankEntries' = 'entries',
  as: Parameters<TestPlatform['read']>[2] = mighty(),
): Promise<readonly string[]> {
  const { fund: found } = await read<{ fund: Record<string, { nodes: readonly Entry[] }> }>(
    `query ($id: ID!) { fund(ref: { id: $id }) { ${list}(first: 100) { nodes {
      number effectiveOn side amount { yuan } balance { yuan } counterName transaction { explanation } } } } }`,
    { id: fund },
    as,
  );
  return found[list]!.nodes.map(({ number, effectiveOn, side, amount, balance, transaction }) =>
    [
      number,
      effectiveOn,
      side === 'DEBIT' ? '借' : '贷',
      amount?.yuan ?? '–',
      balance?.yuan ?? '–',
      transaction.explanation,
    ].join(' | '),
  );
}

/** A posting between the two accounts of a fund, as an operation would make it. */
export function postingOf(fundId: string, amountFen: bigint, rest: Partial<Posting> = {}): Posting {
  return {
    kind: 'DONATION',
    source: { type: 'test', key: newId() },
    effectiveOn: '2025-03-01',
    summary: { zh: '试验', en: 'Trial' },
    legs: [
      {
        position: 1,
        debit: { fundId, kind: 'BANK' },
        credit: { fundId, kind: 'FUND' },
        amountFen,
      },
    ],
    fundId,
    payerId: null,
    disclosed: true,
    attachments: 0,
    reviewedBy: null,
    reversesId: null,
    correlationId: newId(),
    ...rest,
  };
}

/** Who posts without the graph: the demo county's office. */
export const scene = { tenant: demoTenant, caller: mighty(), dryRun: false };
