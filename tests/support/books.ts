// Books for tests of exports and proofs: some funds of the demo county over some months, posted as operations post.
import { post } from '../../src/domains/funds/queries/post.js';
import { reversalOf } from '../../src/domains/funds/queries/reversal.js';
import type { Posting } from '../../src/domains/funds/rules/posting.js';
import type { ExportRequest, LedgerExport } from '../../src/server/ledger-export.js';
import { exportLedger } from '../../src/server/ledger-export.js';
import type { Receipt } from '../../src/domains/accounting/rules/receipts.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { keyOf, makeFund, postingOf, scene } from './funds.js';
import type { TestPlatform } from './platform.js';

/** The funds of such books, by their keys. */
export interface Books {
  readonly funds: readonly string[];
}

/** A day of the first months of 2025. */
const dayOf = (place: number): string =>
  new Date(Date.UTC(2025, 0, 1 + ((place * 7) % 150))).toISOString().slice(0, 10);

/** Money in, money out and money from one fund to the next, with days that are not in the order of posting. */
function postingIn(funds: readonly string[], place: number): Posting {
  const fund = funds[place % funds.length]!;
  const next = funds[(place + 1) % funds.length]!;
  const amountFen = BigInt(1_000 + ((place * 7_919) % 90_000));
  const effectiveOn = dayOf(place);
  const reviewedBy = place % 2 === 0 ? 'somebody-else' : null;
  const rest = {
    effectiveOn,
    reviewedBy,
    summary: { zh: `试验,第 ${place} 笔: "引号"`, en: `Trial ${place}` },
  };
  if (place < funds.length) return postingOf(fund, 100_000_000n, rest);
  const [bank, own] = [{ fundId: fund, kind: 'BANK' } as const, { fundId: fund, kind: 'FUND' } as const];
  if (place % 5 === 3)
    return postingOf(fund, amountFen, {
      ...rest,
      kind: 'EXPENSE',
      legs: [{ position: 1, debit: own, credit: bank, amountFen }],
    });
  if (place % 5 === 4)
    return postingOf(fund, amountFen, {
      ...rest,
      kind: 'TRANSFER',
      legs: [
        { position: 1, debit: own, credit: { fundId: next, kind: 'FUND' }, amountFen },
        { position: 2, debit: { fundId: next, kind: 'BANK' }, credit: bank, amountFen },
      ],
    });
  return postingOf(fund, amountFen, rest);
}

/** Makes books with so many vouchers, the last few of them reversals. */
export async function makeBooks(gongzhi: TestPlatform, vouchers: number): Promise<Books> {
  const funds: string[] = [];
  for (let i = 0; i < 3; i += 1) funds.push(keyOf(await makeFund(gongzhi)));
  const { writePool } = gongzhi.platform.engine;
  const taken = Math.floor(vouchers / 10);
  const posted = await withTransaction(writePool, (tx) =>
    post(
      scene,
      tx,
      Array.from({ length: vouchers - taken }, (_, i) => postingIn(funds, i)),
    ),
  );
  await withTransaction(writePool, async (tx) => {
    const reversals: Posting[] = [];
    for (let i = 0; i < taken; i += 1)
      reversals.push(await reversalOf(tx, scene.tenant, posted[posted.length - 1 - i * 3]!.transactionId!));
    await post(scene, tx, reversals);
  });
  return { funds };
}

/** What is exported where nothing is said. */
const everything: ExportRequest = {
  tenant: scene.tenant,
  format: 'jsonl',
  funds: null,
  from: null,
  to: null,
  knownAt: null,
  madeBy: {
    subject: 'test',
    app: null,
    organizationId: null,
    scope: 'funds:read',
    dataClass: 'CONDITIONAL',
    ranges: 'everywhere',
  },
};

/** An exported file with its receipt. */
export async function exported(
  { pool }: Pick<TestPlatform, 'pool'>,
  request: Partial<ExportRequest> = {},
): Promise<{ readonly content: Buffer; readonly text: string; readonly receipt: Receipt }> {
  return withTransaction(
    pool,
    async (_, client) => {
      const { chunks, receipt }: LedgerExport = await exportLedger(client, { ...everything, ...request });
      const parts: Uint8Array[] = [];
      for await (const chunk of chunks) parts.push(chunk);
      const content = Buffer.concat(parts);
      return { content, text: content.toString('utf8'), receipt: receipt() };
    },
    'ISOLATION LEVEL REPEATABLE READ, READ ONLY',
  );
}
