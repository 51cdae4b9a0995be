// What auditors ask of a ledger: whether it is what was posted, and which vouchers to look at.
import type { SampleStrategy } from '../../../generated/database.js';
import { computation, type Ask } from '../../../kernel/computation.js';
import { ledgerExports, prices } from '../../../kernel/config.js';
import { valueType } from '../../../kernel/entity.js';
import { fault, Refusal } from '../../../kernel/errors.js';
import { decodeId } from '../../../kernel/ids.js';
import { changeable, enumOf, int, of, optional, ref, text } from '../../../kernel/input.js';
import { ledgerLines } from '../../funds/queries/verify.js';
import { sentenceOf, type LedgerVerdict as Verdict } from '../../funds/rules/faults.js';
import { wholeLedger } from '../../funds/rules/records.js';
import { verifyLedger } from '../../funds/rules/verify.js';
import { candidatesOf } from '../queries/candidates.js';
import { inSnapshot } from '../queries/snapshot.js';
import { chosenOf, fundsSeen, refuseLong } from '../queries/visible.js';
import { draw, type Candidate } from '../rules/sample.js';

valueType('LedgerFault', {
  description: 'A place at which a ledger is not what was posted. 账簿疑点',
  fields: {
    kind: { type: 'String', description: 'What is wrong, as docs/ledger-chain.md lists it. 疑点类型' },
    line: { type: 'Int', description: 'Line of the export of the same books. 行号' },
    place: { type: 'String', description: 'Voucher, account or fund. 位置' },
    explanation: { type: 'String', description: 'The same in a sentence. 说明' },
  },
});

valueType('LedgerVerdict', {
  description: 'What came of verifying a ledger. 账簿核验结论',
  fields: {
    whole: { type: 'Boolean', description: 'Nothing is wrong. 无疑点' },
    complete: {
      type: 'Boolean',
      description:
        'All of the books of the office were looked at, and not only those that the caller sees. 全部账簿',
    },
    vouchers: { type: 'BigInt', description: 'Vouchers that were looked at. 凭证数' },
    legs: { type: 'BigInt', description: 'Legs that were looked at. 分录数' },
    head: { type: 'String', description: 'Hash of the last of them, in hex. 末张凭证散列' },
    faults: {
      type: 'LedgerFault',
      list: true,
      maxItems: ledgerExports.faults,
      description: 'What is wrong, the first row first. 疑点',
    },
  },
});

const tenantField = int('Number of the office, such as 990101. 登记机关', { min: 1, max: 999_999_999 });

computation('verifyLedger', {
  description:
    'Recomputes chain, legs, entries, balances and sums of the books of an office that the caller may read, and names every place that is not what was posted. 核验账簿',
  audience: 'INTERNAL',
  input: { tenant: tenantField },
  type: 'LedgerVerdict',
  price: ledgerExports.verifyPrice,
  read: async (given, ask, pool) => {
    const tenant = given['tenant'] as number;
    const funds = await chosenOf(pool, tenant, await fundsSeen(ask, tenant), null);
    await refuseLong(pool, tenant, funds, `npm run cli -- ledger verify --tenant ${tenant}`);
    const selection = { ...wholeLedger, funds };
    const verdict = await inSnapshot(pool, (client) => verifyLedger(ledgerLines(client, tenant, selection)));
    return { verdict, complete: funds === null };
  },
  compute: (_input, language, { verdict, complete }: { verdict: Verdict; complete: boolean }) => ({
    whole: verdict.faults.length === 0,
    complete,
    vouchers: String(verdict.transactions),
    legs: String(verdict.legs),
    head: verdict.head,
    faults: verdict.faults.map((one) => ({
      ...one,
      explanation: sentenceOf(one, language === 'en' ? 'en' : 'zh'),
    })),
  }),
});

valueType('SampledVoucher', {
  description: 'A voucher that was drawn. 抽中凭证',
  fields: {
    number: { type: 'BigInt', description: 'Its number. 凭证号' },
    amount: { type: 'Money', description: 'What of it moves in the books that were looked at. 金额' },
    hits: { type: 'Int', description: 'By how many of the drawn fen. 命中次数' },
  },
});

valueType('LedgerSample', {
  description: 'Vouchers drawn for an audit; the same seed draws the same ones from an export. 审计抽样',
  fields: {
    population: { type: 'Int', description: 'Vouchers from which they were drawn. 总体凭证数' },
    total: { type: 'Money', description: 'What moved in all of them. 总体金额' },
    vouchers: {
      type: 'SampledVoucher',
      list: true,
      maxItems: ledgerExports.sampled,
      description: 'In the order of their numbers. 抽中凭证',
    },
  },
});

/** The tenant and fund that are meant. */
async function meant(
  given: Readonly<Record<string, unknown>>,
  ask: Ask,
): Promise<{
  readonly tenant: number;
  readonly seen: readonly string[];
  readonly wanted: readonly string[] | null;
}> {
  const tenant = given['tenant'] as number;
  const fund = given['fund'] as { readonly id: string } | null | undefined;
  const wanted = fund ? [decodeId(fund.id)?.key ?? ''] : null;
  return { tenant, seen: await fundsSeen(ask, tenant), wanted };
}

computation('ledgerSample', {
  description:
    'Draws vouchers for an audit from the books that the caller may read, by a seed: `ledger sample` draws the same ones from an export of the same books and days. 审计抽样',
  audience: 'INTERNAL',
  input: {
    tenant: tenantField,
    fund: optional(ref('Fund', 'Only of this fund. 基金')),
    from: of('Date', 'First business day. 起始日期'),
    to: of('Date', 'Last business day. 截止日期'),
    seed: text('Any text, told to nobody before the books are closed. 随机种子', { max: 100 }),
    count: int('How many are drawn. 抽取数', { min: 1, max: ledgerExports.sampled }),
    strategy: changeable(
      enumOf<SampleStrategy>(
        'SampleStrategy',
        'Each voucher alike, or each fen alike; the former if not said. 抽样方法',
      ),
    ),
  },
  type: 'LedgerSample',
  price: ({ count }) => prices.aggregate + count,
  validate: ({ from, to }) => (to < from ? [new Refusal([fault('validity-order', ['to'])])] : []),
  read: async (given, ask, pool) => {
    const { tenant, seen, wanted } = await meant(given, ask);
    const funds = await chosenOf(pool, tenant, seen, wanted);
    await refuseLong(pool, tenant, funds, `npm run cli -- ledger sample <export>`);
    return candidatesOf(pool, tenant, funds, String(given['from']), String(given['to']));
  },
  compute: ({ strategy = 'RANDOM', seed, count }, _language, candidates: readonly Candidate[]) => {
    const { population, totalFen, drawn } = draw(candidates, strategy, seed, count);
    return {
      population,
      total: { fen: String(totalFen) },
      vouchers: drawn.map(({ number, amountFen, hits }) => ({
        number: String(number),
        amount: { fen: String(amountFen) },
        hits,
      })),
    };
  },
});
