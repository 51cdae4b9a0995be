// The income of a fund's year over the graph: published exactly, revision by revision, and never so that one payer is found.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { post } from '../../src/domains/funds/queries/post.js';
import type { Posting } from '../../src/domains/funds/rules/posting.js';
import { incomeToTell, type Contribution } from '../../src/domains/funds/rules/years.js';
import { setClock } from '../../src/kernel/clock.js';
import { smallestCell } from '../../src/kernel/config.js';
import { newId } from '../../src/kernel/ids.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { grantsOn, mighty } from '../support/domains.js';
import { donate, keyOf, makeFund, makeOrganization, postingOf, scene, spend } from '../support/funds.js';
import { callerWith, mutation, usePlatform, type As } from '../support/platform.js';

const gongzhi = usePlatform('seeded', mighty());
const { query, read, write, refused } = gongzhi;

/** Enterprises that owe to the funds of this file. */
const payers: string[] = [];
beforeAll(async () => {
  for (let n = 1; n <= 11; n++) payers.push(await makeOrganization(gongzhi, `公示缴款企业${n}`));
});

/** What falls due from a payer, hidden unless said otherwise: the nth pays n yuan and n fen. */
function accrual(fund: string, payerId: string, rest: Partial<Posting> = {}): Posting {
  const fundId = keyOf(fund);
  const amountFen = 101n * BigInt(payers.indexOf(payerId) + 1);
  return postingOf(fundId, 0n, {
    kind: 'ACCRUAL',
    disclosed: false,
    payerId,
    legs: [
      {
        position: 1,
        debit: { fundId, kind: 'RECEIVABLE', payerId },
        credit: { fundId, kind: 'FUND' },
        amountFen,
      },
    ],
    ...rest,
  });
}

const accrue = (fund: string, of: readonly string[], rest: Partial<Posting> = {}): Promise<unknown> =>
  withTransaction(gongzhi.pool, (tx) =>
    post(
      scene,
      tx,
      of.map((payerId) => accrual(fund, payerId, rest)),
    ),
  );

const publish = async (fund: string, year = 2025): Promise<string> => {
  const { fundYear, userErrors } = await write<{ fundYear: FundYear }>(
    'publishFundYear',
    { fund: { id: fund }, year },
    'fundYear { year revision income { yuan } }',
  );
  expect(userErrors).toEqual([]);
  return line(fundYear);
};

interface FundYear {
  readonly year: number;
  readonly revision: number;
  readonly income: { readonly yuan: string } | null;
}
const line = ({ year, revision, income }: FundYear): string =>
  `${year} | 第${revision}版 | ${income?.yuan ?? '–'}`;

const yearsOf = async (fund: string, as?: As): Promise<readonly string[]> => {
  const { fund: found } = await read<{ fund: { years: { nodes: readonly FundYear[] } } }>(
    'query ($id: ID!) { fund(ref: { id: $id }) { years { nodes { year revision income { yuan } } } } }',
    { id: fund },
    as,
  );
  return found.years.nodes.map(line);
};

describe('the income of a year', () => {
  test('is all that was given and fell due in it to the fen, and nothing of other years', async () => {
    const fund = await makeFund(gongzhi);
    await donate(gongzhi, fund, '0.07', { receivedOn: '2024-12-31' });
    await donate(gongzhi, fund, '1800.00', { receivedOn: '2025-01-01' });
    await donate(gongzhi, fund, '0.03', { receivedOn: '2025-12-31' });
    await donate(gongzhi, fund, '5.00', { receivedOn: '2026-01-01' });
    await accrue(fund, payers.slice(0, 5));
    expect(await publish(fund)).toBe('2025 | 第1版 | 1815.18');
    expect(await publish(fund, 2024)).toBe('2024 | 第1版 | 0.07');
    expect(await yearsOf(fund)).toEqual(['2024 | 第1版 | 0.07', '2025 | 第1版 | 1815.18']);
  });

  test('is not lessened by what was spent, nor raised by an expense taken back, but by a donation taken back', async () => {
    const fund = await makeFund(gongzhi);
    const reverse = async (id: string): Promise<void> => {
      const { userErrors } = await write('reverseLedgerTransaction', {
        transaction: { id },
        reason: '重复登记',
      });
      expect(userErrors).toEqual([]);
    };
    await donate(gongzhi, fund, '100.00', { receivedOn: '2026-02-01' });
    await reverse(await donate(gongzhi, fund, '7.00', { receivedOn: '2025-02-01' }));
    await spend(gongzhi, fund, '30.00', { paidOn: '2026-03-05' });
    await reverse(await spend(gongzhi, fund, '12.00', { paidOn: '2026-03-05' }));
    const reset = setClock(() => Date.parse('2027-01-01T00:00:00+08:00'));
    try {
      expect([await publish(fund, 2025), await publish(fund, 2026)]).toEqual([
        '2025 | 第1版 | 7.00',
        '2026 | 第1版 | 93.00',
      ]);
    } finally {
      reset();
    }
  });

  test.each([1, 2, 3, 4])('of %i payers whose amounts are not public is not told', async (count) => {
    const fund = await makeFund(gongzhi);
    await donate(gongzhi, fund, '100.00');
    await accrue(fund, payers.slice(0, count));
    // The same payer twice is still one.
    await accrue(fund, payers.slice(0, 1), { effectiveOn: '2025-06-30' });
    expect(await publish(fund)).toBe('2025 | 第1版 | –');
  });

  test('of five payers whose amounts are not public is told', async () => {
    const fund = await makeFund(gongzhi);
    await accrue(fund, payers.slice(0, smallestCell));
    expect(await publish(fund)).toBe('2025 | 第1版 | 15.15');
  });

  test('hides nobody among payers whose amounts are public, and needs none where nobody is to be hidden', async () => {
    const fund = await makeFund(gongzhi);
    await accrue(fund, payers.slice(0, 3), { disclosed: true });
    expect(await publish(fund)).toBe('2025 | 第1版 | 6.06');
    await accrue(fund, payers.slice(3, 7));
    expect(await publish(fund)).toBe('2025 | 第2版 | –');
  });

  test('is not told of what fell due to five payers and was taken back from one of them', () => {
    const of = (amounts: readonly bigint[]): readonly Contribution[] =>
      amounts.map((amountFen, n) => ({
        payerId: `payer ${n}`,
        disclosed: false,
        amountFen,
        untoldFen: amountFen,
        lastNumber: BigInt(n + 1),
      }));
    expect(incomeToTell(of([1n, 2n, 3n, 4n, 0n]), 0n)).toBeNull();
    expect(incomeToTell(of([1n, 2n, 3n, 4n, -5n]), 0n)).toBe(5n);
    expect(incomeToTell(of([0n]), 0n)).toBeNull();
  });

  test('counts nobody whom the books do not name, because it may be one of the others', () => {
    const one = { disclosed: false, amountFen: 1n, untoldFen: 1n, lastNumber: 1n };
    const named = (count: number): readonly Contribution[] =>
      Array.from({ length: count }, (_, n) => ({ ...one, payerId: `payer ${n}` }));
    const unnamed = { ...one, payerId: null };
    expect(incomeToTell([unnamed], 0n)).toBeNull();
    expect(incomeToTell([...named(4), unnamed], 0n)).toBeNull();
    expect(incomeToTell([...named(5), unnamed], 0n)).toBe(6n);
    expect(incomeToTell([{ ...unnamed, disclosed: true }], 0n)).toBe(1n);
  });
});

describe('a later revision', () => {
  test('is told only when five payers stand behind its difference from every amount told before', async () => {
    const fund = await makeFund(gongzhi);
    const revisions = [];
    await accrue(fund, payers.slice(0, 5));
    revisions.push(await publish(fund));
    await accrue(fund, payers.slice(5, 6));
    revisions.push(await publish(fund));
    await accrue(fund, payers.slice(6, 9));
    revisions.push(await publish(fund));
    // The fifth since the first revision: what the two between did not tell stays untold.
    await accrue(fund, payers.slice(9, 10));
    revisions.push(await publish(fund));
    await accrue(fund, payers.slice(0, 1));
    revisions.push(await publish(fund));
    await accrue(fund, payers.slice(1, 6));
    revisions.push(await publish(fund));
    expect(revisions).toMatchInlineSnapshot(`
      [
        "2025 | 第1版 | 15.15",
        "2025 | 第2版 | –",
        "2025 | 第3版 | –",
        "2025 | 第4版 | 55.55",
        "2025 | 第5版 | –",
        "2025 | 第6版 | 76.76",
      ]
    `);
    expect(await yearsOf(fund)).toEqual(revisions);
  });

  test('after one more payer is not told, and after five more it is', async () => {
    const fund = await makeFund(gongzhi);
    await accrue(fund, payers.slice(0, 5));
    expect(await publish(fund)).toBe('2025 | 第1版 | 15.15');
    await accrue(fund, payers.slice(5, 6));
    expect(await publish(fund)).toBe('2025 | 第2版 | –');
    await accrue(fund, payers.slice(6, 11));
    expect(await publish(fund)).toBe('2025 | 第3版 | 66.66');
  });

  test('is told when only public amounts came since, and an entry of another year is no part of it', async () => {
    const fund = await makeFund(gongzhi);
    await accrue(fund, payers.slice(0, 5));
    expect(await publish(fund)).toBe('2025 | 第1版 | 15.15');
    await accrue(fund, payers.slice(5, 6), { effectiveOn: '2024-03-01' });
    await donate(gongzhi, fund, '10.00');
    expect(await publish(fund)).toBe('2025 | 第2版 | 25.15');
    expect(await publish(fund, 2024)).toBe('2024 | 第1版 | –');
  });

  test('begins with what was posted after the one before, whatever the clocks of servers say', async () => {
    const fund = await makeFund(gongzhi);
    await accrue(fund, payers.slice(0, 5));
    expect(await publish(fund)).toBe('2025 | 第1版 | 15.15');
    const reset = setClock(() => Date.parse('2026-01-01T00:00:00+08:00'));
    try {
      await accrue(fund, payers.slice(5, 6));
    } finally {
      reset();
    }
    expect(await publish(fund)).toBe('2025 | 第2版 | –');
  });

  test('is made once when many publish at once, and the next by one of many after the next posting', async () => {
    const fund = await makeFund(gongzhi);
    const race = async (): Promise<readonly string[]> => {
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => write('publishFundYear', { fund: { id: fund }, year: 2025 })),
      );
      return answers.flatMap(({ userErrors }) => userErrors.map(({ rule }) => rule ?? ''));
    };
    const seven = Array.from({ length: 7 }, () => 'published-year-has-news');
    await donate(gongzhi, fund, '1.00');
    expect(await race()).toEqual(seven);
    await donate(gongzhi, fund, '1.00');
    expect(await race()).toEqual(seven);
    expect(await yearsOf(fund)).toEqual(['2025 | 第1版 | 1.00', '2025 | 第2版 | 2.00']);
  });
});

describe('a publication', () => {
  test('is refused, and nothing changes, while the year goes on or is to come', async () => {
    const fund = await makeFund(gongzhi);
    await donate(gongzhi, fund, '1.00', { receivedOn: '2026-01-01' });
    const reset = setClock(() => Date.parse('2026-12-31T23:59:59+08:00'));
    try {
      for (const year of [2026, 2027])
        expect(await refused('publishFundYear', { fund: { id: fund }, year })).toEqual([
          'RULE_BROKEN published-year-is-over at year',
        ]);
    } finally {
      reset();
    }
    expect(await yearsOf(fund)).toEqual([]);
  });

  test('is refused, and nothing changes, where nothing was posted, or spent only, since the last', async () => {
    const fund = await makeFund(gongzhi);
    const again = (year: number): Promise<readonly string[]> =>
      refused('publishFundYear', { fund: { id: fund }, year });
    expect(await again(2025)).toEqual(['RULE_BROKEN published-year-has-news at year']);
    await donate(gongzhi, fund, '1.00');
    await publish(fund);
    await spend(gongzhi, fund, '1.00');
    expect(await again(2025)).toEqual(['RULE_BROKEN published-year-has-news at year']);
    expect(await again(2024)).toEqual(['RULE_BROKEN published-year-has-news at year']);
  });

  test('is refused to who records funds and does not keep their books', async () => {
    const fund = await makeFund(gongzhi);
    await donate(gongzhi, fund, '1.00');
    for (const as of [
      callerWith(grantsOn('write', '990101', ['PUBLIC'])),
      callerWith([...grantsOn('read', null), ...grantsOn('write', '990102')]),
    ]) {
      const variables = { input: { idempotencyKey: newId(), fund: { id: fund }, year: 2025 } };
      const { errors } = await query(mutation('publishFundYear', 'fundYear { id }'), variables, { as });
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
    expect(await yearsOf(fund)).toEqual([]);
  });

  test('is read by everybody who reads funds, where the entries behind it are not told', async () => {
    const fund = await makeFund(gongzhi, { name: '公示基金' });
    await accrue(fund, payers.slice(0, 5));
    await publish(fund);
    await accrue(fund, payers.slice(5, 6));
    await publish(fund);
    const shown = ['2025 | 第1版 | 15.15', '2025 | 第2版 | –'];
    expect(await yearsOf(fund, 'vendor')).toEqual(shown);
    const found = await read<{
      fundYears: { nodes: readonly (FundYear & { fund: { id: string } })[] };
      fund: { entries: { nodes: { amount: unknown }[] } };
      above: { totalCount: number };
    }>(
      `query ($id: ID!) {
        fundYears(filter: { fund: { name: { eq: "公示基金" } } }, orderBy: [{ field: REVISION, direction: ASC }]) {
          nodes { year revision income { yuan } fund { id } } }
        above: fundYears(filter: { fund: { name: { eq: "公示基金" } }, income: { gte: "15.15" } }) { totalCount }
        fund(ref: { id: $id }) { entries { nodes { amount { yuan } } } } }`,
      { id: fund },
      'vendor',
    );
    expect(found.fundYears.nodes.map(line)).toEqual(shown);
    expect(found.above.totalCount).toBe(1);
    expect(found.fund.entries.nodes).toEqual(Array.from({ length: 6 }, () => ({ amount: null })));
  });
});
