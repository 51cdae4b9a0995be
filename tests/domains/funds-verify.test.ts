// The verifier of the ledger: whole books are whole, and whatever is altered in an export is named with its place.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { ledgerLines } from '../../src/domains/funds/queries/verify.js';
import { firstHash, hashOf, type ChainedTransaction } from '../../src/domains/funds/rules/chain.js';
import type {
  AccountRecord,
  ExportRecord,
  TransactionRecord,
} from '../../src/domains/funds/rules/records.js';
import { wholeLedger } from '../../src/domains/funds/rules/records.js';
import { verifyLedger } from '../../src/domains/funds/rules/verify.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { mighty } from '../support/domains.js';
import { donate, makeFund, scene, spend } from '../support/funds.js';
import { usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded', mighty());
let records: readonly ExportRecord[] = [];
/** Number of the first transaction of the tests; what the seed posted stands before it. */
let first = 0;

const exported = (rows?: number): Promise<readonly string[]> =>
  withTransaction(
    gongzhi.pool,
    async (_, client) => {
      const lines: string[] = [];
      for await (const line of ledgerLines(client, scene.tenant, wholeLedger, rows)) lines.push(line);
      return lines;
    },
    'ISOLATION LEVEL REPEATABLE READ, READ ONLY',
  );

beforeAll(async () => {
  const before = await exported();
  first = before.filter((line) => line.includes('"transaction"')).length + 1;
  const [one, other] = [await makeFund(gongzhi), await makeFund(gongzhi)];
  await donate(gongzhi, one, '100.00');
  const mistake = await donate(gongzhi, other, '50.00');
  await spend(gongzhi, one, '12.34');
  await gongzhi.write('reverseLedgerTransaction', { transaction: { id: mistake }, reason: '重复' });
  records = (await exported()).map((line) => JSON.parse(line) as ExportRecord);
});

type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;
type Forged = Mutable<ExportRecord>[];

/** Faults of an export after a forgery, as `KIND at place`. */
async function faultsOf(forge: (forged: Forged) => Forged | void): Promise<readonly string[]> {
  const copy = structuredClone(records) as unknown as Forged;
  const forged = forge(copy) ?? copy;
  const { faults } = await verifyLedger(forged.map((record) => JSON.stringify(record)));
  return faults.map(({ kind, place }) => `${kind} at ${place}`);
}

/** The transaction of the tests in a place from 0. */
function transactionIn(forged: Forged, place: number): Mutable<TransactionRecord> {
  const number = String(first + place);
  return forged.find(
    (record): record is Mutable<TransactionRecord> =>
      record.type === 'transaction' && record.number === number,
  )!;
}

/** Faults of an export in which one transaction of the tests is altered. */
const alteredIn = (
  place: number,
  change: (transaction: Mutable<TransactionRecord>) => void,
): Promise<readonly string[]> =>
  faultsOf((forged) => {
    change(transactionIn(forged, place));
  });

/** The account of its first leg. */
function accountIn(
  forged: Forged,
  place: number,
  side: 'debitAccountId' | 'creditAccountId' = 'debitAccountId',
): Mutable<AccountRecord> {
  const id = transactionIn(forged, place).legs[0]![side];
  return forged.find(
    (record): record is Mutable<AccountRecord> => record.type === 'account' && record.id === id,
  )!;
}

/** Chains everything anew, as who may write to every table could. */
function rechained(forged: Forged): Forged {
  let hash: Uint8Array = firstHash;
  const account = (id: string): AccountRecord =>
    forged.find((record): record is AccountRecord => record.type === 'account' && record.id === id)!;
  for (const record of forged) {
    if (record.type === 'head') record.hash = Buffer.from(hash).toString('hex');
    if (record.type !== 'transaction') continue;
    record.previousHash = Buffer.from(hash).toString('hex');
    hash = hashOf(record.digest, hash, {
      ...(record as TransactionRecord),
      tenant: scene.tenant,
      number: BigInt(record.number),
      sourceType: record.sources[0]?.type ?? '',
      sourceKey: record.sources[0]?.key ?? '',
      legs: record.legs.map((leg) => ({
        ...leg,
        amountFen: BigInt(leg.amountFen),
        debitAccount: account(leg.debitAccountId),
        creditAccount: account(leg.creditAccountId),
      })),
    });
    record.hash = Buffer.from(hash).toString('hex');
  }
  return forged;
}

const at = (place: number): string => `transaction ${first + place}`;

describe('a ledger', () => {
  test('that nobody touched is whole, in pages of any size', async () => {
    const lines = await exported();
    expect(await verifyLedger(lines)).toMatchObject({
      tenant: scene.tenant,
      transactions: BigInt(first + 3),
      faults: [],
    });
    expect(await exported(1)).toEqual(lines);
    expect(await exported(3)).toEqual(lines);
  });

  test('of a tenant that never posted is whole and empty', async () => {
    const verdict = await withTransaction(gongzhi.pool, (_, client) => verifyLedger(ledgerLines(client, 1)));
    expect(verdict).toMatchObject({ transactions: 0n, head: '0'.repeat(64), faults: [] });
  });

  test('of which one fen of a leg is altered names the transaction', async () => {
    expect(
      await faultsOf((forged) => {
        transactionIn(forged, 0).legs[0]!.amountFen = '10001';
      }),
    ).toEqual(
      expect.arrayContaining([
        `ALTERED at ${at(0)}`,
        `ENTRIES at ${at(0)}`,
        `RUNNING_BALANCE at ${at(0)}, leg 1`,
      ]),
    );
  });

  test('of which one fen of an entry is altered names the transaction', async () => {
    expect(
      await faultsOf((forged) => {
        transactionIn(forged, 0).entries[0]!.amountFen = '10001';
      }),
    ).toEqual([`ENTRIES at ${at(0)}`]);
    expect(
      await faultsOf((forged) => {
        transactionIn(forged, 0).entries[1]!.balanceFen = '10001';
      }),
    ).toEqual([`RUNNING_BALANCE at ${at(0)}, leg 1`]);
  });

  test('of which a word, a person or an event is altered names the transaction', async () => {
    const changes: Partial<Mutable<TransactionRecord>>[] = [
      { summary: '改' },
      { preparedBy: 'somebody' },
      { sources: [{ type: 'test', key: 'another' }], events: [] },
    ];
    for (const change of changes)
      expect(
        await faultsOf((forged) => {
          Object.assign(transactionIn(forged, 1), change);
        }),
      ).toEqual([`ALTERED at ${at(1)}`]);
  });

  test('without a transaction, with one twice, or with two exchanged shows the gap', async () => {
    const lacking = await faultsOf((forged) =>
      forged.filter((record) => record !== transactionIn(forged, 1)),
    );
    expect(lacking).toEqual(
      expect.arrayContaining([`NUMBER_GAP at ${at(2)}`, `CHAIN_BROKEN at ${at(2)}`, `REVERSAL at ${at(3)}`]),
    );
    const cut = await faultsOf((forged) => forged.filter((record) => record !== transactionIn(forged, 3)));
    expect(cut).toEqual(expect.arrayContaining([`HEAD at ${at(3)}`]));
  });

  test('with another balance, or without one, names the account', async () => {
    const [balance] = records.filter((record) => record.type === 'balance').slice(-1);
    const place = `BALANCE at account ${balance!.accountId}`;
    const same = (record: Mutable<ExportRecord>): boolean =>
      record.type === 'balance' && record.accountId === balance!.accountId;
    expect(
      await faultsOf((forged) => {
        (forged.find(same) as { balanceFen: string }).balanceFen += '0';
      }),
    ).toEqual(balance!.balanceFen === '0' ? [] : [place]);
    expect(await faultsOf((forged) => forged.filter((record) => !same(record)))).toEqual([place]);
  });

  test('that is chained anew still shows what no posting could have done', async () => {
    expect(
      await faultsOf((forged) => {
        transactionIn(forged, 3).legs[0]!.amountFen = '4999';
        return rechained(forged);
      }),
    ).toEqual(expect.arrayContaining([`REVERSAL at ${at(3)}`]));
    expect(
      await faultsOf((forged) => {
        transactionIn(forged, 2).legs[0]!.amountFen = '10001';
        return rechained(forged);
      }),
    ).toEqual(expect.arrayContaining([expect.stringContaining(`OVERDRAWN at ${at(2)}, account`)]));
    expect(
      await faultsOf((forged) => {
        transactionIn(forged, 1).sources = transactionIn(forged, 0).sources;
        return rechained(forged);
      }),
    ).toEqual([`EVENT at ${at(1)}`, `SOURCE at ${at(1)}`]);
    expect(
      await faultsOf((forged) => {
        const [leg] = transactionIn(forged, 0).legs;
        leg!.creditAccountId = leg!.debitAccountId;
        return rechained(forged);
      }),
    ).toEqual(expect.arrayContaining([`LEGS at ${at(0)}`]));
  });

  test('with another account behind an id than was posted to names the transaction', async () => {
    const changes: Partial<Mutable<AccountRecord>>[] = [
      { fundId: '019ab000-0000-7000-8000-0000000000f1' },
      { kind: 'INCOME' },
      { payerId: '019ab000-0000-7000-8000-0000000000f1' },
      { normalSide: 'CREDIT' },
    ];
    for (const change of changes)
      expect(
        await faultsOf((forged) => {
          Object.assign(accountIn(forged, 0), change);
        }),
      ).toEqual(expect.arrayContaining([`ALTERED at ${at(0)}`]));
  });

  test('with an account that falls below zero other than its fund is bound names the account', async () => {
    const [id, place] = [accountIn(structuredClone(records) as Forged, 0).id, 'ACCOUNT at account '];
    const changes: Partial<Mutable<AccountRecord>>[] = [
      { neverNegative: false },
      { isRollUp: false, kind: 'INCOME' },
    ];
    for (const change of changes)
      expect(
        await faultsOf((forged) => {
          Object.assign(accountIn(forged, 0), change);
        }),
      ).toEqual(expect.arrayContaining([place + id]));
    const fund = (forged: Forged): Mutable<AccountRecord> => accountIn(forged, 0, 'creditAccountId');
    expect(
      await faultsOf((forged) => {
        fund(forged).restriction = 'UNRESTRICTED';
      }),
    ).toEqual([place + fund(structuredClone(records) as Forged).id]);
  });

  test('with an account named twice, or after what was posted to it, is unreadable there', async () => {
    for (const insertAt of [1, -1])
      expect(
        await faultsOf((forged) => {
          const again = { ...accountIn(forged, 0), name: '改' };
          forged.splice(insertAt, 0, again);
        }),
      ).toContainEqual('UNREADABLE at the line');
  });

  test('with another division or instant than posted names the transaction', async () => {
    const changes: readonly (readonly [kind: string, (forged: Mutable<TransactionRecord>) => void])[] = [
      ['LEGS', ({ legs }) => (legs[0]!.divisionKey = '990101001002')],
      ['ENTRIES', ({ entries }) => (entries[0]!.divisionKey = '990101001002')],
      ['ENTRIES', ({ entries }) => (entries[1]!.recordedAt = '2026-01-01T00:00:00.000000Z')],
    ];
    for (const [kind, change] of changes) expect(await alteredIn(0, change)).toEqual([`${kind} at ${at(0)}`]);
    expect(
      await faultsOf((forged) => {
        transactionIn(forged, 0).recordedAt = '2026-01-01T00:00:00.000000Z';
      }),
    ).toEqual(
      expect.arrayContaining([
        `ALTERED at ${at(0)}`,
        `ENTRIES at ${at(0)}`,
        expect.stringMatching(/^DAY at account .* 2025-03-01 2026-01-01$/),
      ]),
    );
    expect(
      await faultsOf((forged) => {
        accountIn(forged, 0).divisionKey = '990101001002';
      }),
    ).toEqual(expect.arrayContaining([`LEGS at ${at(0)}`, `ENTRIES at ${at(0)}`]));
  });

  test('with a donation or an expense that is not what was posted names the transaction', async () => {
    const changes: readonly ((forged: Mutable<TransactionRecord>) => void)[] = [
      ({ events }) => (events[0]!.amountFen += '0'),
      ({ events }) => (events[0]!.effectiveOn = '2025-12-31'),
      ({ events }) => (events[0]!.fundId = '019ab000-0000-7000-8000-0000000000f1'),
      ({ events }) => (events[0]!.id = '019ab000-0000-7000-8000-0000000000d1'),
      ({ events }) => events.pop(),
      ({ events }) => events.push(events[0]!),
    ];
    for (const place of [0, 2])
      for (const change of changes) expect(await alteredIn(place, change)).toEqual([`EVENT at ${at(place)}`]);
    expect(
      await faultsOf((forged) => {
        transactionIn(forged, 3).events = transactionIn(forged, 1).events;
      }),
    ).toEqual([`EVENT at ${at(3)}`]);
  });

  test('beside which the application records donations that nobody posted names them', async () => {
    const client = await gongzhi.pool.connect();
    try {
      await client.query('BEGIN');
      const copy = (
        transaction: string,
      ): string => `INSERT INTO "Donation" (tenant, id, "fundId", "amountFen",
        "receivedOn", "transactionId", "divisionKey") SELECT tenant, gen_random_uuid(), "fundId", 999, "receivedOn",
        ${transaction}, "divisionKey" FROM "Donation" WHERE tenant = $1 AND id = $2 RETURNING id`;
      const [donation] = transactionIn(structuredClone(records) as Forged, 0).sources;
      const values = [scene.tenant, donation!.key];
      const { rows } = await client.query<{ id: string }>(copy('NULL'), values);
      await client.query(copy('"transactionId"'), values);
      const { faults } = await verifyLedger(ledgerLines(client, scene.tenant));
      expect(faults.map(({ kind, place }) => `${kind} at ${place}`)).toEqual([
        `EVENT at ${at(0)}`,
        `EVENT at donation ${rows[0]!.id}`,
      ]);
    } finally {
      await client.query('ROLLBACK');
      client.release();
    }
  });

  test('that is no ledger is unreadable, and not a fault of the verifier', async () => {
    for (const line of [
      '',
      'no JSON',
      '{"type":"transaction"}',
      '{"type":"head","number":"x"}',
      '[]',
      'null',
    ])
      expect((await verifyLedger([line])).faults.length).toBeGreaterThan(0);
  });
});

describe('the guide', () => {
  const guide = readFileSync('docs/ledger-chain.md', 'utf8');
  const block = (name: string): string => new RegExp(`\`\`\`${name}\n([^]*?)\n\`\`\``).exec(guide)![1]!;
  // In JSON, whole numbers that a float might round are text.
  const transaction = JSON.parse(block('json'), (name, value: unknown) =>
    name === 'number' || name === 'amountFen' ? BigInt(value as string) : value,
  ) as ChainedTransaction;
  const hash = /^hash ([0-9a-f]{64})$/m.exec(guide)![1];

  test('computes its example as the code does', () => {
    expect(hashOf('sha256', firstHash, transaction).toString('hex')).toBe(hash);
  });

  test('shows the very bytes that are hashed', () => {
    const bytes = Buffer.from(block('hex').replaceAll(/#.*|\s/g, ''), 'hex');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
  });

  test('a chain may go on under another digest, and not under one that nobody knows', () => {
    const previous = hashOf('sha256', firstHash, transaction);
    expect(hashOf('sm3', previous, transaction)).toHaveLength(32);
    expect(hashOf('sm3', previous, transaction)).not.toEqual(hashOf('sha256', previous, transaction));
    expect(() => hashOf('md5', previous, transaction)).toThrow('No digest is called md5.');
  });
});
