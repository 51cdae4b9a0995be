// A fund whose books are told in the tests: every kind of money in two years, small enough to be added up by hand.
import { post } from '../../src/domains/funds/queries/post.js';
import type { Posting } from '../../src/domains/funds/rules/posting.js';
import type { DocumentFormat } from '../../src/kernel/document.js';
import { newId } from '../../src/kernel/ids.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { makeDocument, type MadeDocument } from '../../src/server/documents.js';
import type { Caller } from '../../src/kernel/caller.js';
import { mighty } from './domains.js';
import { donate, keyOf, makeFund, makeOrganization, scene, spend } from './funds.js';
import type { TestPlatform } from './platform.js';

/** Makes a document as a caller gets it, with its arguments as they stand in an address. */
export function make(
  { platform }: TestPlatform,
  name: string,
  given: Readonly<Record<string, string>>,
  { format = 'csv', as = mighty() }: { readonly format?: DocumentFormat; readonly as?: Caller } = {},
): Promise<MadeDocument> {
  return makeDocument(platform, { name, format, given, requestId: newId() }, as);
}

/** The rows of a document of one sheet, as a table that an accountant reads. */
export async function table(...of: Parameters<typeof make>): Promise<readonly string[]> {
  const { content } = await make(...of);
  return String(content).replace('\uFEFF', '').trim().split('\r\n');
}

/** What the tests know of the fund. */
export interface Books {
  readonly fund: string;
  readonly name: string;
  /** Who owes its share. */
  readonly payer: string;
  /** The voucher of a donation that was taken back. */
  readonly reversed: string;
}

/**
 * Given 1,000.00 in 2024; in 2025 given 500.00 and 80.00, of which the 80.00 are taken back, a share of 300.00 falls due
 * and 120.00 of it are paid, and 200.30 are spent.
 */
export async function keepBooks(gongzhi: TestPlatform, name: string): Promise<Books> {
  const fund = await makeFund(gongzhi, { name });
  const payer = `${name}的合作单位`;
  const payerId = await makeOrganization(gongzhi, payer);
  await donate(gongzhi, fund, '1000.00', { receivedOn: '2024-05-01', donorName: '示例甲' });
  await donate(gongzhi, fund, '500.00', { receivedOn: '2025-01-15', donorName: '示例乙', anonymous: true });
  const reversed = await donate(gongzhi, fund, '80.00', { receivedOn: '2025-02-03', donorName: '示例丙' });
  const { userErrors } = await gongzhi.write(
    'reverseLedgerTransaction',
    { transaction: { id: reversed }, reason: '重复登记' },
    undefined,
    { as: mighty() },
  );
  if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  await postAll(gongzhi, [
    share(keyOf(fund), payerId, 30_000n, { kind: 'ACCRUAL', effectiveOn: '2025-02-28' }),
    share(keyOf(fund), payerId, 12_000n, { kind: 'RECEIPT', effectiveOn: '2025-03-10' }),
  ]);
  await spend(gongzhi, fund, '200.30', { paidOn: '2025-03-05' });
  return { fund, name, payer, reversed };
}

function share(
  fundId: string,
  payerId: string,
  amountFen: bigint,
  { kind, effectiveOn }: Pick<Posting, 'kind' | 'effectiveOn'>,
): Posting {
  const receivable = { fundId, kind: 'RECEIVABLE', payerId } as const;
  const [debit, credit] =
    kind === 'ACCRUAL'
      ? ([receivable, { fundId, kind: 'FUND' }] as const)
      : ([{ fundId, kind: 'BANK' }, receivable] as const);
  return {
    kind,
    source: { type: 'test', key: newId() },
    effectiveOn,
    summary: kind === 'ACCRUAL' ? { zh: '应缴分成', en: 'Share due' } : { zh: '收到分成', en: 'Share paid' },
    legs: [{ position: 1, debit, credit, amountFen }],
    fundId,
    payerId,
    disclosed: false,
    attachments: 0,
    reviewedBy: null,
    reversesId: null,
    correlationId: newId(),
  };
}

/** Posts what no operation does by itself. */
export async function postAll({ pool }: TestPlatform, postings: readonly Posting[]): Promise<void> {
  await withTransaction(pool, (tx) => post(scene, tx, postings));
}
