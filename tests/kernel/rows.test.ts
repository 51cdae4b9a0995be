// Several changes by one statement: each is made once, or none is made and the operation's author is told.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Pool } from 'pg';
import { applyChanges, type Changes } from '../../src/kernel/write/rows.js';
import { openPool, withTransaction } from '../../src/platform/database/pool.js';
import { useDatabase } from '../support/database.js';
import { demo } from '../support/seed.js';

const database = useDatabase('seeded');
const tenant = 990_101;
const [one, other] = demo('Organization') as unknown as readonly [Known, Known];
interface Known {
  readonly id: string;
  readonly name: string;
}
const fresh = '00000000-0000-7000-8000-00000000aaaa';
const model = 'Organization';

let pool: Pool;
beforeAll(() => {
  pool = openPool(database.url);
});
afterAll(() => pool.end());

const apply = (changes: Changes, inTenant = tenant): Promise<void> =>
  withTransaction(pool, (tx) => applyChanges(tx, inTenant, changes));
const change = (id: string, grade: string) => ({ model, id, values: { grade } });
const added = (values: object) => {
  const { searchKey: _, ...row } = demo(model)[0] as unknown as Record<string, unknown>;
  return { insert: { [model]: [{ ...row, id: fresh, uscc: null, name: '示例新社', ...values }] } };
};
const stand = () =>
  database.query(`SELECT id, grade, version FROM "Organization" WHERE id = ANY ($1) ORDER BY id`, [
    [one.id, other.id, fresh],
  ]);

describe('changes of several rows', () => {
  test('are all made, each counting the version of its row', async () => {
    await apply({ ...added({ grade: 'A1' }), update: [change(one.id, 'A4'), change(other.id, 'A5')] });
    const rows = [
      { id: fresh, grade: 'A1', version: 1 },
      { id: one.id, grade: 'A4', version: 2 },
      { id: other.id, grade: 'A5', version: 2 },
    ];
    expect(await stand()).toEqual(rows.sort((a, b) => (a.id < b.id ? -1 : 1)));
  });

  const refused: readonly (readonly [string, Changes, string, number?])[] = [
    [
      'with two of one row, of which PostgreSQL would make one',
      { update: [change(one.id, 'A1'), change(other.id, 'A1'), change(one.id, 'A2')] },
      `Organization ${one.id} is to be changed twice by one statement.`,
    ],
    [
      'of a row that is not there, beside one that is',
      { update: [change(one.id, 'A1'), change('00000000-0000-7000-8000-00000000bbbb', 'A1')] },
      'Organization 00000000-0000-7000-8000-00000000bbbb is not there to be changed.',
    ],
    [
      "of another tenant's row",
      { update: [change(one.id, 'A1')] },
      `Organization ${one.id} is not there to be changed.`,
      510_117,
    ],
    [
      'with bytes in a new row, which would be stored as JSON',
      { ...added({ note: Buffer.from('x') }), update: [change(one.id, 'A1')] },
      'Bytes in note are not inserted by several rows.',
    ],
    [
      'with SQL in a new row, which would be stored as JSON',
      { ...added({ businessScope: sql`now()` }), update: [change(one.id, 'A1')] },
      'SQL in businessScope is not inserted by several rows.',
    ],
    [
      'with bytes in a row that is added to another',
      { add: { LedgerBalance: { to: ['accountId'], columns: ['n'], rows: [{ n: new Uint8Array(1) }] } } },
      'Bytes in n are not inserted by several rows.',
    ],
  ];
  test.each(refused)(
    '%s are refused, and nothing changes',
    async (_, changes, message, inTenant = tenant) => {
      const before = await stand();
      await expect(apply(changes, inTenant)).rejects.toThrow(message);
      expect(await stand()).toEqual(before);
    },
  );

  test('are of two rows where two tables have one id', async () => {
    await expect(
      apply({
        update: [change(one.id, 'A3'), { ...change(one.id, 'A3'), model: 'Fund', values: { purpose: '同' } }],
      }),
    ).rejects.toThrow(`Fund ${one.id} is not there to be changed.`);
  });
});
