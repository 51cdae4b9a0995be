// Proofs of a ledger: 200 forgeries of an export, each found at its first wrong row; verdicts and samples over the graph.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { draw, type Candidate } from '../../src/domains/accounting/rules/sample.js';
import type { ExportRecord, TransactionRecord } from '../../src/domains/funds/rules/records.js';
import { verifyLedger } from '../../src/domains/funds/rules/verify.js';
import { callerWith, usePlatform } from '../support/platform.js';
import { exported, makeBooks, type Books } from '../support/books.js';
import { mighty } from '../support/domains.js';
import { scene } from '../support/funds.js';

const gongzhi = usePlatform('seeded', mighty());
let books: Books;
let lines: readonly string[] = [];
/** Places of the transactions among the lines, from 0. */
let places: readonly number[] = [];

beforeAll(async () => {
  books = await makeBooks(gongzhi, 300);
  lines = (await exported(gongzhi)).text.trimEnd().split('\n');
  places = lines.flatMap((line, i) => (line.startsWith('{"type" : "transaction"') ? [i] : []));
}, 60_000);

/** Numbers that look like chance and are the same each time. */
function* chances(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

const transaction = (line: string): Record<string, unknown> & TransactionRecord =>
  JSON.parse(line) as Record<string, unknown> & TransactionRecord;

/** What of a transaction can be altered, one at a time. */
const alterations: readonly ((t: Record<string, unknown> & TransactionRecord) => object)[] = [
  (t) => ({
    ...t,
    legs: t.legs.map((leg, i) => (i === 0 ? { ...leg, amountFen: String(BigInt(leg.amountFen) + 1n) } : leg)),
  }),
  (t) => ({ ...t, effectiveOn: t.effectiveOn === '2025-01-01' ? '2025-01-02' : '2025-01-01' }),
  (t) => ({ ...t, summary: `${t.summary} ` }),
  (t) => ({ ...t, preparedBy: 'another' }),
  (t) => ({ ...t, attachments: t.attachments + 1 }),
  (t) => ({ ...t, disclosed: !t.disclosed }),
  (t) => ({ ...t, sources: [{ type: t.sources[0]!.type, key: `${t.sources[0]!.key}0` }] }),
  (t) => ({
    ...t,
    legs: t.legs.map((leg) => ({
      ...leg,
      debitAccountId: leg.creditAccountId,
      creditAccountId: leg.debitAccountId,
    })),
  }),
  (t) => ({
    ...t,
    entries: t.entries.map((entry, i) =>
      i === 0 ? { ...entry, balanceFen: String(BigInt(entry.balanceFen) + 1n) } : entry,
    ),
  }),
  (t) => ({ ...t, entries: t.entries.slice(1) }),
  (t) => ({ ...t, hash: t.hash.replace(/^./, (first) => (first === '0' ? '1' : '0')) }),
  (t) => ({ ...t, recordedAt: '2026-01-01T00:00:00.000000Z' }),
];

/** Forgeries by kind: the lines afterwards, and the line from 1 at which they first are wrong. */
const forgeries: Readonly<
  Record<string, (at: number, chance: () => number) => readonly [readonly string[], number]>
> = {
  altered: (at, chance) => {
    const alter = alterations[Math.floor(chance() * alterations.length)]!;
    return [lines.with(at, JSON.stringify(alter(transaction(lines[at]!)))), at + 1];
  },
  deleted: (at) => [lines.toSpliced(at, 1), at + 1],
  inserted: (at, chance) => {
    // One that stands elsewhere, with the number that would come here.
    const other = transaction(lines[places[Math.floor(chance() * places.length)]!]!);
    return [
      lines.toSpliced(at, 0, JSON.stringify({ ...other, number: transaction(lines[at]!).number })),
      at + 1,
    ];
  },
  exchanged: (at, chance) => {
    let other = at;
    while (other === at) other = places[Math.floor(chance() * places.length)]!;
    const [first, second] = [Math.min(at, other), Math.max(at, other)];
    return [lines.with(first, lines[second]!).with(second, lines[first]!), first + 1];
  },
};

describe('an export of which a transaction was', () => {
  test.each(Object.entries(forgeries))(
    '%s at any of 50 places names the first wrong row',
    async (kind, forge) => {
      const chance = chances(20_261_122 + kind.length);
      const next = (): number => chance.next().value;
      let found = 0;
      for (let i = 0; i < 50; i += 1) {
        // Where the last one is lacking, what stands behind it is what is wrong first.
        const at = places[Math.floor(next() * (places.length - 1))]!;
        const [forged, line] = forge(at, next);
        const { faults } = await verifyLedger(forged);
        if (faults[0]?.line === line) found += 1;
        else expect({ kind, at, faults: faults.slice(0, 2) }).toEqual({ kind, at, line });
      }
      expect(found).toBe(50);
    },
  );

  test('altered in nothing is whole', async () => {
    expect((await verifyLedger(lines)).faults).toEqual([]);
    expect(places.length).toBeGreaterThanOrEqual(300);
  });
});

describe('what is kept beside the legs', () => {
  const faultsOf = async (change: (record: ExportRecord) => object): Promise<readonly string[]> => {
    const { faults } = await verifyLedger(
      lines.map((line) => JSON.stringify(change(JSON.parse(line) as ExportRecord))),
    );
    return faults.map(({ kind, place }) => `${kind} at ${place}`);
  };

  test('is found where the flows of a year are not those of the legs', async () => {
    const [fund] = books.funds;
    expect(
      await faultsOf((record) =>
        record.type === 'flow' && record.fundId === fund && record.kind === 'DONATION'
          ? { ...record, amountFen: String(BigInt(record.amountFen) + 1n) }
          : record,
      ),
    ).toEqual([`FLOW at fund ${fund} 2025 DONATION`]);
  });

  test('is found where who prepared a voucher reviewed it, too', async () => {
    const number = transaction(lines[places.at(-1)!]!).number;
    const faults = await faultsOf((record) =>
      record.type === 'transaction' && record.number === number
        ? { ...record, reviewedBy: record.preparedBy }
        : record,
    );
    expect(faults).toContain(`REVIEWER at transaction ${number}`);
  });
});

describe('over the graph', () => {
  const source = `query ($tenant: Int!) { verifyLedger(input: { tenant: $tenant }) {
    whole complete vouchers legs head faults { kind line place explanation } } }`;

  test('a ledger is verified as far as its books are seen', async () => {
    const { verifyLedger: all } = await gongzhi.read<{ verifyLedger: Record<string, unknown> }>(source, {
      tenant: scene.tenant,
    });
    expect(all).toMatchObject({ whole: true, complete: true, vouchers: String(places.length), faults: [] });
    const street = callerWith([
      { scope: 'funds:read', division: '990101001001', dataClass: 'PUBLIC' },
      { scope: 'funds:read', division: '990101001001', dataClass: 'CONDITIONAL' },
    ]);
    const { verifyLedger: part } = await gongzhi.read<{ verifyLedger: Record<string, unknown> }>(
      source,
      { tenant: scene.tenant },
      street,
    );
    expect(part).toMatchObject({ whole: true, faults: [] });
  });

  test('nobody without the right learns that there are books', async () => {
    const nobody = callerWith([{ scope: 'funds:read', division: '990101', dataClass: 'PUBLIC' }]);
    const { errors } = await gongzhi.query(source, { tenant: scene.tenant }, { as: nobody });
    expect(errors?.[0]?.extensions?.['code']).toBe('NOT_FOUND');
  });

  test('a sample is what the same seed draws from the export', async () => {
    for (const strategy of ['RANDOM', 'MONETARY_UNIT'] as const) {
      const input = {
        tenant: scene.tenant,
        from: '2025-02-01',
        to: '2025-04-30',
        seed: '甲 42',
        count: 25,
        strategy,
      };
      const { ledgerSample } = await gongzhi.read<{
        ledgerSample: { population: number; vouchers: readonly { number: string; hits: number }[] };
      }>(
        'query ($input: LedgerSampleInput!) { ledgerSample(input: $input) { population total { fen } vouchers { number hits } } }',
        { input },
      );
      const candidates = places
        .map((at) => transaction(lines[at]!))
        .filter(({ effectiveOn }) => effectiveOn >= input.from && effectiveOn <= input.to)
        .map(({ number, legs }): Candidate => ({
          number: BigInt(number),
          amountFen: legs.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n),
        }));
      const { population, drawn } = draw(candidates, strategy, input.seed, input.count);
      expect(ledgerSample.population).toBe(population);
      expect(ledgerSample.vouchers).toEqual(
        drawn.map(({ number, hits }) => ({ number: String(number), hits })),
      );
      expect(drawn.reduce((sum, { hits }) => sum + hits, 0)).toBe(25);
    }
  });
});

describe('a sample', () => {
  const candidates = Array.from({ length: 1_000 }, (_, i) => ({
    number: BigInt(i + 1),
    amountFen: i === 500 ? 1_000_000n : BigInt(100 + i),
  }));

  test('by fen always has a voucher that is larger than a cell, and each fen counts alike', () => {
    const { drawn, totalFen } = draw(candidates, 'MONETARY_UNIT', 'seed', 50);
    const large = drawn.find(({ number }) => number === 501n)!;
    expect(large.hits).toBeGreaterThanOrEqual(Number((1_000_000n * 50n) / totalFen) - 1);
    expect(drawn.map(({ number }) => number)).toEqual(
      drawn.map(({ number }) => number).toSorted((a, b) => Number(a - b)),
    );
  });

  test('by vouchers does not change with the order in which they come, nor grows by what was not drawn', () => {
    const { drawn } = draw(candidates, 'RANDOM', 'seed', 30);
    expect(drawn).toHaveLength(30);
    expect(draw(candidates.toReversed(), 'RANDOM', 'seed', 30).drawn).toEqual(drawn);
    expect(draw(candidates, 'RANDOM', 'seed', 40).drawn).toEqual(expect.arrayContaining([...drawn]));
    expect(draw(candidates, 'RANDOM', 'another', 30).drawn).not.toEqual(drawn);
  });
});
