// Requests that are permitted by their form and made to hurt: none ends the process, costs too much, or learns a secret.
import { describe, expect, test } from '@jest/globals';
import { limits } from '../../src/kernel/config.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { dump } from '../support/dump.js';
import { demoCaller, usePlatform } from '../support/platform.js';

const t = usePlatform('seeded');

const codes = ({
  errors,
}: {
  readonly errors?: readonly { readonly extensions?: Record<string, unknown> }[];
}): unknown[] => (errors ?? []).map(({ extensions }) => extensions!['rule'] ?? extensions!['code']);

describe('short documents that mean much', () => {
  /** Fragments that spread each other: a few hundred characters, `width ** levels` fields. */
  const bomb = (width: number, levels: number): string => {
    const fragment = (i: number): string =>
      i === levels
        ? `fragment f${i} on Division { name }`
        : `fragment f${i} on Division { ${Array.from({ length: width }, (_, k) => `a${i}${'x'.repeat(k)}: parent { ...f${i + 1} }`).join(' ')} }`;
    return `{ division(code: "510117") { ...f0 } } ${Array.from({ length: levels + 1 }, (_, i) => fragment(i)).join(' ')}`;
  };

  test.each([
    [4, 13],
    [3, 14],
    [2, 14],
  ])('%i fields in each of %i fragments are refused before anything is planned', async (width, levels) => {
    const source = bomb(width, levels);
    expect(source.length).toBeLessThan(2_000);
    const answer = await t.query(source);
    expect(answer.status).toBe(400);
    expect(codes(answer)).toEqual(expect.arrayContaining(['limit-selections']));
  });

  test('one that stays within the limits is answered', async () => {
    const { status, data } = await t.query(bomb(2, 4));
    expect([status, Object.keys(data!)]).toEqual([200, ['division']]);
  });

  test('rows that are read only for their cursors are priced as rows', async () => {
    const { extensions } = await t.query(
      '{ divisions(first: 100) { nodes { descendants(first: 100) { edges { cursor } } } } }',
    );
    expect(extensions.cost!.requested).toBe(1 + 100 * (1 + 1 + 100));
  });

  test('every grouping is priced as a pass over the rows', async () => {
    const { extensions } = await t.query(
      '{ divisionsAggregate { a: groups(by: [LEVEL]) { count } b: groups(by: [KIND]) { count } } }',
    );
    expect(extensions.cost!.requested).toBe(150);
  });

  test('a filter has a limit of comparisons, and each relation in it a price', async () => {
    const eq = { name: { eq: 'x' } };
    const source = 'query Q($filter: DivisionFilter) { divisions(filter: $filter) { totalCount } }';
    const or = (count: number, one: unknown): unknown => ({ or: Array.from({ length: count }, () => one) });
    expect((await t.query(source, { filter: or(limits.filterTerms, eq) })).status).toBe(200);
    const over = await t.query(source, { filter: { and: [or(60, eq), or(limits.filterTerms - 59, eq)] } });
    expect(codes(over)).toEqual(['filter-terms']);
    const related = await t.query(source, { filter: or(10, { parent: eq }) });
    expect(related.extensions.cost!.requested).toBe(1 + 20 + 10 * 20);
  });
});

describe('values of the wrong kind', () => {
  test.each([
    ['query Q($n: Int) { divisions(first: $n) { totalCount } }', { n: 'x' }],
    ['query Q($n: Int) { divisions(first: $n) { totalCount } }', { n: 1.5 }],
    ['query Q($f: DivisionFilter) { divisions(filter: $f) { totalCount } }', { f: { kind: { eq: 'TWON' } } }],
    ['query Q($f: DivisionFilter) { divisions(filter: $f) { totalCount } }', { f: { nmae: { eq: 'x' } } }],
    ['query Q($c: DivisionCode!) { division(code: $c) { name } }', { c: 510117 }],
    [
      'query Q($r: MentionRef!) { mention(ref: $r) { line } }',
      { r: { id: 'a', externalKey: { tenant: 1, key: 'k' } } },
    ],
    // In the document itself no suggestion is even looked for.
    ['query Q($f: DivisionFiltr) { divisions(filter: $f) { totalCount } }', {}],
    ['{ divisions { totalCuont } }', {}],
    ['{ divisions(frist: 1) { totalCount } }', {}],
  ])('are a bad request and suggest nothing: %s %j', async (source, variables) => {
    const { status, errors, ...rest } = await t.query(source, variables);
    expect(status).toBe(400);
    expect(errors!.map(({ extensions }) => extensions!['code'])).toEqual(['BAD_REQUEST']);
    expect(JSON.stringify(errors)).not.toMatch(/Did you mean/);
    expect(rest).not.toHaveProperty('data');
  });

  test.each([
    '2024-01-01T00:00:00+18:00',
    '2024-01-01T00:00:00-16:00',
    '2024-02-30T00:00:00Z',
    '0000-01-01T00:00:00Z',
  ])('an instant that does not exist is one of the input: %s', async (instant) => {
    const answer = await t.query(
      `{ governanceUnits(filter: { updatedAt: { gt: "${instant}" } }) { totalCount } }`,
      {},
      { as: 'vendor' },
    );
    expect(codes(answer)).toEqual(['instant-form']);
  });

  test.each(['|', ' ', ' | ', ''])('a search for %j finds nothing and says so', async (text) => {
    expect(codes(await t.query(`{ divisions(search: ${JSON.stringify(text)}) { totalCount } }`))).toEqual([
      'text-length',
    ]);
  });
});

describe('connections', () => {
  test('one that the server ends in the middle of a write ends the write and not the process', async () => {
    const uncaught: unknown[] = [];
    const note = (error: unknown): void => void uncaught.push(error);
    process.on('uncaughtException', note);
    try {
      await expect(
        withTransaction(t.pool, async (_, client) => {
          const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
          await t.pool.query('SELECT pg_terminate_backend($1)', [rows[0]!.pid]);
          await new Promise((resolve) => setTimeout(resolve, 100));
          await client.query('SELECT 1');
        }),
      ).rejects.toThrow();
      expect(uncaught).toEqual([]);
      expect((await t.query('{ division(code: "510117") { name } }')).status).toBe(200);
    } finally {
      process.off('uncaughtException', note);
    }
  });

  test('writes that wait for one row leave the readers their connections', async () => {
    const { organizations } = await t.read<{ organizations: { nodes: [{ id: string; version: number }] } }>(
      '{ organizations(first: 1) { nodes { id version } } }',
      {},
      'district',
    );
    const [{ id, version }] = organizations.nodes;
    const key = id.split('_')[2]!;
    await withTransaction(t.pool, async (_, client) => {
      await client.query('SELECT FROM "Organization" WHERE id = $1 FOR UPDATE', [key]);
      const writes = Array.from({ length: 30 }, (_, i) =>
        t.write(
          'updateOrganization',
          { organization: { id }, expectedVersion: version, shortName: `示例${i}` },
          '',
          { as: 'district' },
        ),
      );
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect((await t.query('{ division(code: "510117") { name } }')).data).toEqual({
        division: { name: '郫都区' },
      });
      await client.query('COMMIT');
      const answers = await Promise.all(writes);
      expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    });
  });
});

describe('writes', () => {
  test('that take away the name by which they were asked are replayed by it', async () => {
    const { organizations } = await t.read<{ organizations: { nodes: [{ uscc: string; version: number }] } }>(
      '{ organizations(last: 1, filter: { tenant: { eq: 990101 }, uscc: { isNull: false } }) { nodes { uscc version } } }',
      {},
      'district',
    );
    const [{ uscc, version }] = organizations.nodes;
    const source = `mutation { answer: updateOrganization(input: { organization: { usccInTenant: { tenant: 990101, uscc: "${uscc}" } }, expectedVersion: ${version}, uscc: null, idempotencyKey: "renamed-away" }) { organization { uscc version } userErrors { code path } replayed } }`;
    const answer = { organization: { uscc: null, version: version + 1 }, userErrors: [] };
    expect((await t.query(source, {}, { as: 'district' })).data).toEqual({
      answer: { ...answer, replayed: false },
    });
    expect((await t.query(source, {}, { as: 'district' })).data).toEqual({
      answer: { ...answer, replayed: true },
    });
  });

  test('do not write what the writer could not read', async () => {
    const before = await dump(t.pool);
    const source = `mutation { createOrganization(input: { name: "示例", kind: ENTERPRISE, division: { code: "990101" }, contactPhone: "000-99999", idempotencyKey: "blind-write" }) { organization { id } userErrors { code } } }`;
    const { data, errors } = await t.query(source, {}, { as: 'admin' });
    expect(data).toEqual({ createOrganization: null });
    expect(errors![0]).toMatchObject({ path: ['createOrganization'], extensions: { code: 'FORBIDDEN' } });
    expect(await dump(t.pool)).toEqual(before);
    expect(demoCaller('admin').ranges('organizations:read', 'PERSONAL')).toEqual([]);
    expect((await t.query(source, {}, { as: 'district' })).errors).toBeUndefined();
  });

  test('make events that say where they belong', async () => {
    await t.write(
      'createOrganization',
      {
        name: '示例',
        kind: 'ENTERPRISE',
        division: { code: '990101001' },
        idempotencyKey: 'placed-event',
      },
      undefined,
      { as: 'district' },
    );
    const { rows } = await t.pool.query(
      `SELECT "divisionKey" FROM "OutboxEvent" WHERE "idempotencyKey" = 'placed-event'`,
    );
    expect(rows).toEqual([{ divisionKey: '990101001000' }]);
  });
});
