// Proofs of a ledger: 200 forgeries of an export, each found at its first wrong row; verdicts and samples over the graph.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { draw, type Candidate } from '../../src/domains/accounting/rules/sample.js';
import type { ExportRecord, TransactionRecord } from '../../src/domains/funds/rules/records.js';
import { verifyLedger } from '../../src/domains/funds/rules/verify.js';
import { callerWith, usePlatform } from '../support/platform.js';
import { exported, makeBooks, type Books } from '../support/books.js';
import { mighty } from '../support/domains.js';
import { scene } from '../support/funds.js';
import { sampleOf } from '../support/samples.js';

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

// Last, because it posts more.
describe('closed months, holds and supplements', () => {
  let kept: readonly string[] = [];
  const faultsIn = async (forged: readonly string[]): Promise<readonly string[]> =>
    (await verifyLedger(forged)).faults.map(({ kind, place }) => `${kind} at ${place}`);
  const forge = (type: ExportRecord['type'], change: (record: ExportRecord) => object): readonly string[] => {
    const at = kept.findIndex((line) => line.startsWith(`{"type" : "${type}"`));
    expect(at).toBeGreaterThan(0);
    return kept.with(at, JSON.stringify(change(JSON.parse(kept[at]!) as ExportRecord)));
  };

  beforeAll(async () => {
    for (const name of ['closePeriod', 'reopenPeriod', 'placeFundHold', 'supplementLedgerTransaction']) {
      const { userErrors } = await gongzhi.write(name, await sampleOf(gongzhi, name));
      expect({ name, userErrors }).toEqual({ name, userErrors: [] });
    }
    kept = (await exported(gongzhi)).text.trimEnd().split('\n');
  }, 60_000);

  test('are whole as the operations made them', async () => {
    expect(await faultsIn(kept)).toEqual([]);
    expect(kept.some((line) => line.includes('"reopenedBy" : "'))).toBe(true);
    expect(kept.some((line) => line.includes('"supplementsNumber" : "'))).toBe(true);
  });

  test('are found where one person closed a month, and where it held something else', async () => {
    const period = expect.stringMatching(/^PERIOD at fund \S+ \d{4}-\d\d closing 1$/);
    const byOne = forge('period', (record) =>
      record.type === 'period' ? { ...record, closedBy: record.proposedBy } : record,
    );
    expect(await faultsIn(byOne)).toEqual([period]);
    const other = forge('period', (record) =>
      record.type === 'period' ? { ...record, bankFen: `${record.bankFen}0` } : record,
    );
    expect(await faultsIn(other)).toEqual([period]);
  });

  test('are found where a month is said to have been closed before what was posted into it', async () => {
    const earlier = forge('period', (record) => ({ ...record, closedAt: '2020-01-01T00:00:00.000000Z' }));
    const found = await faultsIn(earlier);
    expect(found).toEqual(expect.arrayContaining([expect.stringMatching(/^PERIOD at transaction \d+$/)]));
  });

  test('are found where another amount is held back, or a day is not what was posted', async () => {
    const held = forge('hold', (record) => ({ ...record, amountFen: '1' }));
    expect(await faultsIn(held)).toEqual([expect.stringMatching(/^HELD at fund /)]);
    const day = forge('day', (record) => ({ ...record, entryCount: '99' }));
    expect(await faultsIn(day)).toEqual([expect.stringMatching(/^DAY at account /)]);
  });

  test('are found where a supplement is put to another voucher', async () => {
    const at = kept.findIndex((line) => line.includes('"supplementsNumber" : "'));
    const record = transaction(kept[at]!);
    const forged = kept.with(at, JSON.stringify({ ...record, supplementsNumber: '1' }));
    expect(await faultsIn(forged)).toEqual([`SUPPLEMENT at transaction ${record.number}`]);
    const first = transaction(kept.find((line) => line.startsWith('{"type" : "transaction"'))!);
    const moved = kept.with(
      at,
      JSON.stringify({ ...record, supplementsId: first.id, supplementsNumber: first.number }),
    );
    expect(await faultsIn(moved)).toContain(`ALTERED at transaction ${record.number}`);
  });
});
