// The laws of a walk: every row once, forwards as backwards, in pages of any size, whatever happens meanwhile.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setClock } from '../../src/kernel/clock.js';
import { models } from '../../src/generated/datamodel.js';
import { columnOf } from '../../src/kernel/graph/shape.js';
import type { Answer } from '../../src/kernel/run.js';
import { allowChanges, fillDatabase, insertRows, makeRow, type Tables } from '../support/dataset.js';
import { instantMs, type Row } from '../support/dataset-shapes.js';
import { mighty } from '../support/domains.js';
import {
  everyList,
  listOf,
  listQuery,
  longestParent,
  ordersOf,
  pageQuery,
  type List,
  type PageAsked,
} from '../support/lists.js';
import { usePlatform } from '../support/platform.js';

const platform = usePlatform('empty');
const caller = mighty();
const lists = everyList();
const named = lists.map((list) => [list.name, list] as const);
const ask = (source: string, asked: PageAsked = {}): Promise<Answer> =>
  platform.query(source, { ...asked }, { as: caller });

/** The object whose list is the longest, by the list's name. */
const parents = new Map<string, string | null>();
let tables: Tables;
let resetClock: () => void;

beforeAll(async () => {
  resetClock = setClock(() => instantMs);
  tables = await fillDatabase(platform.pool);
  await allowChanges(platform.admin);
  for (const list of lists) parents.set(list.name, await longestParent(list, tables, ask));
});
afterAll(() => resetClock());

interface Page {
  readonly ids: readonly string[];
  readonly cursors: readonly string[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: number;
}

const selection =
  'totalCount nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

async function page(list: List, order: string, asked: PageAsked): Promise<Page> {
  const answer = await ask(pageQuery(list, parents.get(list.name)!, order, selection), asked);
  if (answer.errors)
    throw new Error(`${list.name} ${order} ${JSON.stringify(asked)}: ${JSON.stringify(answer.errors)}`);
  const { nodes, edges, pageInfo, totalCount } = listOf(answer) as unknown as {
    nodes: { id: string }[];
    edges: { cursor: string; node: { id: string } }[];
    pageInfo: Page['pageInfo'];
    totalCount: number;
  };
  const ids = nodes.map(({ id }) => id);
  expect(edges.map(({ node }) => node.id)).toEqual(ids);
  const cursors = edges.map(({ cursor }) => cursor);
  expect([pageInfo.startCursor, pageInfo.endCursor]).toEqual([cursors[0] ?? null, cursors.at(-1) ?? null]);
  return { ids, cursors, pageInfo, totalCount };
}

/** Walks a list to its end and checks every page on the way. `between` runs after each page. */
async function walk(
  list: List,
  order: string,
  size: number,
  backwards: boolean,
  between: (page: Page) => Promise<void> = () => Promise.resolve(),
): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  for (let steps = 0; steps < 500; steps += 1) {
    const [count, place] = backwards ? ['last', 'before'] : ['first', 'after'];
    const got: Page = await page(list, order, {
      [count]: size,
      ...(cursor === null ? {} : { [place]: cursor }),
    });
    if (backwards) ids.unshift(...got.ids);
    else ids.push(...got.ids);
    const [ahead, behind] = backwards
      ? [got.pageInfo.hasPreviousPage, got.pageInfo.hasNextPage]
      : [got.pageInfo.hasNextPage, got.pageInfo.hasPreviousPage];
    expect(behind).toBe(cursor !== null);
    expect(got.ids.length).toBeLessThanOrEqual(size);
    await between(got);
    if (!ahead) return ids;
    expect(got.ids).toHaveLength(size);
    cursor = backwards ? got.pageInfo.startCursor : got.pageInfo.endCursor;
  }
  throw new Error(`${list.name} has no end.`);
}

test('there are lists at the root and below objects, and each has rows to walk', async () => {
  expect(lists.length).toBeGreaterThan(20);
  const counts = await Promise.all(
    lists.map(async (list) => [list.name, (await page(list, '', { first: 1 })).totalCount] as const),
  );
  expect(counts.filter(([, count]) => count === 0)).toEqual([]);
});

describe('a walk', () => {
  const walks = lists.flatMap((list) =>
    // Below objects the order is made by the same code; there the list's own will do.
    ['', ...(list.of === null ? ordersOf(list) : [])].map((order) => [list.name, order, list] as const),
  );
  test.each(walks)(
    'of %s %s has every row once, forwards as backwards, in pages of any size',
    async (_, order, list) => {
      const by = order === '' ? '' : `orderBy: ${order}`;
      const { ids, totalCount, pageInfo } = await page(list, by, { first: 100 });
      expect(new Set(ids).size).toBe(ids.length);
      expect([ids.length, pageInfo.hasNextPage, pageInfo.hasPreviousPage]).toEqual([
        totalCount,
        false,
        false,
      ]);
      for (const size of order !== '' ? [5] : list.of === null ? [1, 7] : [2]) {
        expect(await walk(list, by, size, false)).toEqual(ids);
        expect(await walk(list, by, size, true)).toEqual(ids);
      }
    },
  );

  test.each(
    lists
      .filter(({ shape }) => (shape.entity.sort ?? []).length > 0)
      .map((list) => [list.name, list] as const),
  )('of %s downwards is the walk upwards turned round, but for rows that sort alike', async (_, list) => {
    for (const field of list.shape.entity.sort!) {
      const values = async (direction: string): Promise<readonly string[]> => {
        const orders = ordersOf(list);
        const order = orders[list.shape.entity.sort!.indexOf(field) * 2 + (direction === 'ASC' ? 0 : 1)]!;
        const answer = await ask(
          listQuery(
            list,
            parents.get(list.name)!,
            `orderBy: ${order} first: 100`,
            `nodes { value: ${scalarOf(list, field)} }`,
          ),
        );
        return (listOf(answer)!['nodes'] as { value: unknown }[]).map(({ value }) => JSON.stringify(value));
      };
      const [up, down] = [await values('ASC'), await values('DESC')];
      expect(up).toEqual(down.toReversed());
      // A missing value sorts as the greatest.
      expect(up).toEqual([
        ...up.filter((value) => value !== 'null'),
        ...up.filter((value) => value === 'null'),
      ]);
    }
  });
});

/** How the column is selected: an amount by what it is in fen. */
function scalarOf({ shape }: List, column: string): string {
  const { name, type } = shape.columns.get(column)!;
  return type === 'Money' ? `${name} { fen }` : name;
}

/** A text column that no order and no key knows, to be changed under a walker's eyes. */
function idleColumn({ shape }: List): string | undefined {
  const { model, entity } = shape;
  const busy = new Set([
    ...model.primaryKey,
    ...model.uniques.flat(),
    ...(entity.sort ?? []),
    ...(entity.order ?? []).map(({ field }) => field),
    ...Object.values(model.relations).flatMap(({ columns }) => columns),
  ]);
  const names = Object.values(model.columns).filter(
    ({ name, native, list }) => native === 'text' && !list && !busy.has(name),
  );
  return ['note', 'documentNo', 'address', 'shortName', 'approvedBy', 'version'].find(
    (name) => names.some((column) => column.name === name) || (name === 'version' && name in model.columns),
  );
}

describe('while others write', () => {
  let next = 1_000;
  /** Puts another row into a table, with the identity that its versions need; the next one where there is its like. */
  async function add(list: List): Promise<Row | null> {
    for (let tries = 0; tries < 30; tries += 1)
      try {
        return await addNext(list);
      } catch (error) {
        if ((error as { code?: string }).code !== '23505') throw error;
      }
    throw new Error(`No further row of ${list.shape.name} is unlike all that there are.`);
  }
  async function addNext({ shape }: List): Promise<Row | null> {
    next += 1;
    const anchor = shape.entity.anchor;
    const key = anchor && makeRow(anchor, next, tables);
    // A division stays known when its versions go.
    if (anchor && key && !(await exists(anchor, key))) await insertRows(platform.pool, anchor, [key]);
    const row = makeRow(shape.model.name, next, tables);
    if (row) await insertRows(platform.pool, shape.model.name, [row]);
    return row;
  }
  async function exists(table: string, row: Row): Promise<boolean> {
    const [key] = models[table]!.primaryKey;
    const { rowCount } = await platform.pool.query(`SELECT FROM "${table}" WHERE "${key}" = $1`, [row[key!]]);
    return rowCount !== 0;
  }
  async function remove({ shape }: List, row: Row): Promise<void> {
    const key = shape.model.primaryKey;
    const condition = key.map((name, i) => `"${name}" = $${i + 1}`).join(' AND ');
    await platform.admin(
      `DELETE FROM "${shape.model.name}" WHERE ${condition}`,
      key.map((name) => row[name]),
    );
  }
  const idOf = ({ shape }: List, row: Row): string =>
    `${shape.entity.id}_${shape.hasTenant ? Number(row['tenant']) : 0}_${String(row[shape.identity!])}`;

  const walks = lists.flatMap((list, i) =>
    // Below objects the walk is made by the same code; there one direction will do, each for every other list.
    (list.of === null ? [false, true] : [i % 2 === 0]).map(
      (backwards) => [list.name, backwards ? 'backwards' : 'forwards', list, backwards] as const,
    ),
  );
  test.each(walks)(
    'a walk of %s %s has every row once that is there all the time',
    async (_, __, list, backwards) => {
      for (const order of ['', ...(list.of === null ? ordersOf(list).slice(-1) : [])]) {
        const by = order === '' ? '' : `orderBy: ${order}`;
        const doomed = new Map<string, Row>();
        next = 1_000;
        for (let i = 0; i < 4; i += 1) {
          const row = await add(list);
          if (row) doomed.set(idOf(list, row), row);
        }
        const whole = (await page(list, by, { first: 100 })).ids;
        const lasting = whole.filter((id) => !doomed.has(id));
        const column = idleColumn(list);
        const added: Row[] = [];
        const seen = await walk(list, by, 3, backwards, async (got) => {
          const row = await add(list);
          if (row) added.push(row);
          // The row under the cursor goes; the walk goes on behind its place.
          const edge = backwards ? got.ids[0] : got.ids.at(-1);
          const gone = edge === undefined ? undefined : doomed.get(edge);
          if (gone) await remove(list, gone);
          if (column)
            await platform.admin(
              `UPDATE "${list.shape.model.name}" SET "${column}" = "${column}" ${column === 'version' ? '% 1000 + 1' : `|| '.'`}`,
            );
        });
        expect(new Set(seen).size).toBe(seen.length);
        const here = new Set(lasting);
        expect(seen.filter((id) => here.has(id))).toEqual(lasting);
        for (const row of [...doomed.values(), ...added]) await remove(list, row);
      }
    },
  );
});

describe('a page', () => {
  test.each(named)('of %s has 1 to 100 rows, and is asked for from one side', async (_, list) => {
    const refusals = await Promise.all(
      [
        'first: 5000',
        'first: 101',
        'first: 0',
        'first: -1',
        'last: 5000',
        'last: 0',
        'first: 1, last: 1',
      ].map(async (args) => {
        const answer = await ask(listQuery(list, parents.get(list.name)!, args, 'nodes { id }'));
        return [
          answer.data ?? null,
          answer.status,
          answer.errors?.map(({ extensions }) => [extensions?.['code'], extensions?.['rule']]),
        ];
      }),
    );
    expect(refusals).toEqual([
      ...Array.from({ length: 6 }, () => [null, 200, [['INVALID_INPUT', 'page-size']]]),
      [null, 200, [['INVALID_INPUT', 'page-direction']]],
    ]);
  });
});

describe('a cursor', () => {
  const verdict = async (list: List, order: string, asked: PageAsked): Promise<unknown> => {
    const source = pageQuery(list, parents.get(list.name)!, order, 'nodes { id } pageInfo { endCursor }');
    const answer = await ask(source, asked);
    return (
      answer.errors?.map(
        ({ extensions }) => `${String(extensions?.['code'])} ${String(extensions?.['rule'])}`,
      ) ?? 'accepted'
    );
  };
  const refused = ['INVALID_INPUT cursor-of-this-list'];

  test.each(named)('of %s is of no use in any other list', async (_, list) => {
    const [after] = (await page(list, '', { first: 1 })).cursors as [string];
    expect(await verdict(list, '', { after })).toBe('accepted');
    // All of the root, and those below objects that have the same rows: nothing else could be taken for it.
    const others = lists.filter(
      ({ name, of, shape }) => name !== list.name && (of === null || shape === list.shape),
    );
    const verdicts = await Promise.all(others.map((other) => verdict(other, '', { after })));
    expect(verdicts).toEqual(others.map(() => refused));
  });

  test.each(
    lists
      .filter(({ of, shape }) => of === null && shape.entity.sort)
      .map((list) => [list.name, list] as const),
  )('of %s is of no use in another order', async (_, list) => {
    // Two terms of which the second only breaks ties may be the same order as the first alone.
    const orders = ordersOf(list).filter((order) => !order.includes('}, {'));
    for (const [i, order] of orders.entries()) {
      const [before] = (await page(list, `orderBy: ${order}`, { first: 1 })).cursors as [string];
      // Its own, the same field the other way round, and the next field.
      for (const other of new Set([order, orders[i ^ 1]!, orders[(i + 2) % orders.length]!]))
        expect([order, other, await verdict(list, `orderBy: ${other}`, { before })]).toEqual([
          order,
          other,
          other === order ? 'accepted' : refused,
        ]);
    }
  });

  const forgeries: readonly unknown[] = [
    '',
    'x',
    '\u0000',
    '\ud800',
    `'`,
    '9'.repeat(40),
    '-2147483649',
    '2147483648',
    '9223372036854775808',
    '2026-02-30',
    '9999-99-99',
    '2026-01-01 99:99:99+00',
    '2026-01-01 24:00:01+00',
    '2026-01-01 00:00:00.1234567+00',
    '0000-01-01 00:00:00+00',
    'NaN',
    'Infinity',
    'true',
    5,
    1.5,
    true,
    [],
    {},
    '00000000-0000-7000-8000-00000000000z',
    'a'.repeat(100_000),
  ];

  test.each(
    lists.flatMap((list) =>
      ['', ...(list.of === null ? ordersOf(list).filter((order) => !order.includes('DESC')) : [])].map(
        (order) => [list.name, order, list] as const,
      ),
    ),
  )('of %s %s that was forged is refused or gives a page, and never breaks', async (_, order, list) => {
    const by = order === '' ? '' : `orderBy: ${order}`;
    const [cursor] = (await page(list, by, { first: 1 })).cursors;
    const parts = JSON.parse(Buffer.from(cursor!, 'base64').toString()) as unknown[];
    const forged = parts.slice(1).flatMap((_, i) =>
      [null, ...forgeries]
        // Below objects some will do.
        .filter((_, n) => list.of === null || n % 3 === i % 3)
        .map((value) => parts.map((part, k) => (k === i + 1 ? value : part))),
    );
    const verdicts: unknown[] = [];
    for (const one of [
      ...forged,
      parts.slice(0, -1),
      [...parts, 'x'],
      ['xxxxxxxx', ...parts.slice(1)],
      {},
      null,
      'x',
    ])
      verdicts.push(await verdict(list, by, { after: Buffer.from(JSON.stringify(one)).toString('base64') }));
    for (const before of ['', '=', '!!', cursor!.slice(0, -5), '\u0000'])
      verdicts.push(await verdict(list, by, { before }));
    expect(verdicts.slice(-11)).toEqual(Array.from({ length: 11 }, () => refused));
    expect(
      verdicts.filter((one) => one !== 'accepted' && JSON.stringify(one) !== JSON.stringify(refused)),
    ).toEqual([]);
  });
});

test('every order of every list is over a column that the datamodel has', () => {
  for (const { shape } of lists)
    for (const name of shape.entity.sort ?? [])
      expect(models[shape.model.name]!.columns[name]).toBe(columnOf(shape, name));
});
