// Numbered pages: going by number shows the same pages as walking from one to the next.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setClock } from '../../src/kernel/clock.js';
import { limits } from '../../src/kernel/config.js';
import type { Answer } from '../../src/kernel/run.js';
import { fillDatabase, insertRows } from '../support/dataset.js';
import { instantMs } from '../support/dataset-shapes.js';
import { mighty } from '../support/domains.js';
import { everyList, listOf, listQuery, longestParent, ordersOf, type List } from '../support/lists.js';
import { usePlatform } from '../support/platform.js';

const platform = usePlatform('empty');
const caller = mighty();
const lists = everyList();
const parents = new Map<string, string | null>();
let resetClock: () => void;

beforeAll(async () => {
  resetClock = setClock(() => instantMs);
  const tables = await fillDatabase(platform.pool);
  for (const list of lists) parents.set(list.name, await longestParent(list, tables, ask));
});
afterAll(() => resetClock());

interface NumberedPage {
  readonly number: number;
  readonly after: string | null;
}

interface Page {
  readonly nodes: readonly { readonly id: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

function ask(source: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
  return platform.query(source, variables, { as: caller });
}

async function read<Found>(
  list: List,
  args: string,
  selection: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Found> {
  const declared = Object.entries(variables).map(
    ([name, value]) => `$${name}: ${typeof value === 'number' ? 'Int!' : 'String'}`,
  );
  const source = listQuery(list, parents.get(list.name)!, args, selection);
  const answer = await ask(
    declared.length > 0 ? `query(${declared.join(', ')}) ${source}` : source,
    variables,
  );
  if (answer.errors) throw new Error(`${list.name}(${args}): ${JSON.stringify(answer.errors)}`);
  return listOf(answer) as unknown as Found;
}

const pageAfter = (list: List, order: string, size: number, after: string | null): Promise<Page> =>
  read(list, `${order} first: $size, after: $after`, 'nodes { id } pageInfo { hasNextPage endCursor }', {
    size,
    after,
  });

async function pagesAround(list: List, args: string, around: number): Promise<readonly NumberedPage[]> {
  const { pageCursors } = await read<{ pageCursors: readonly NumberedPage[] }>(
    list,
    args,
    'pageCursors(around: $around) { number after }',
    { around },
  );
  return pageCursors;
}

/** Numbers of the pages up to `last` that stand around one. */
const windowOf = (around: number, last: number): readonly number[] =>
  Array.from({ length: last }, (_, i) => i + 1).filter(
    (number) => Math.abs(number - around) <= limits.pagesAround,
  );

describe('numbered pages', () => {
  const walks = lists.flatMap((list) =>
    // Below objects the order is made by the same code; there the list's own will do.
    ['', ...(list.of === null ? ordersOf(list).slice(-1) : [])].map(
      (order) => [list.name, order, list, order === '' ? '' : `orderBy: ${order},`] as const,
    ),
  );

  test.each(walks)('of %s %s are the pages of a walk', async (_, __, list, order) => {
    const size = 2;
    const walked: Page[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: Page = await pageAfter(list, order, size, after);
      walked.push(page);
      more = page.pageInfo.hasNextPage;
      after = page.pageInfo.endCursor;
    }
    const last = walked.length;
    for (const around of new Set([1, 3, last, last + 2])) {
      const pages = await pagesAround(list, `${order} first: ${size}`, around);
      expect(pages).toEqual(
        windowOf(around, last).map((number) => ({
          number,
          after: number === 1 ? null : walked[number - 2]!.pageInfo.endCursor,
        })),
      );
      // Asked from the other side, and from behind a row, the list's pages are the same.
      expect(await pagesAround(list, `${order} last: ${size}`, around)).toEqual(pages);
      const cursor = JSON.stringify(walked[0]!.pageInfo.endCursor);
      expect(await pagesAround(list, `${order} first: ${size}, after: ${cursor}`, around)).toEqual(pages);
      for (const { number, after } of pages)
        expect(await pageAfter(list, order, size, after)).toEqual(walked[number - 1]);
    }
  });

  test('are of the size of the page asked for', async () => {
    const [list] = lists;
    const { totalCount } = await read<{ totalCount: number }>(list!, '', 'totalCount', {});
    for (const size of [1, 3, limits.defaultPageSize]) {
      const pages = await pagesAround(list!, size === limits.defaultPageSize ? '' : `first: ${size}`, 1);
      expect(pages.map(({ number }) => number)).toEqual(windowOf(1, Math.ceil(totalCount / size)));
    }
  });

  test('are none where the list is empty, and none far behind its end', async () => {
    const list = lists.find(({ name }) => name === 'Query.organizations')!;
    expect(await pagesAround(list, 'search: "无此名"', 1)).toEqual([]);
    expect(await pagesAround(list, 'first: 100', 90)).toEqual([]);
  });

  test.each(lists.map((list) => [list.name, list] as const))(
    'of %s begin at 1 and end with the last row that is numbered; others are refused',
    async (_, list) => {
      const verdict = async (around: number, args: string): Promise<unknown> => {
        const answer = await ask(
          listQuery(list, parents.get(list.name)!, args, `pageCursors(around: ${around}) { number }`),
        );
        const [error] = answer.errors ?? [];
        return error
          ? [answer.data ?? null, error.extensions?.['rule'], error.extensions?.['params']]
          : 'accepted';
      };
      expect(await verdict(500, '')).toBe('accepted');
      expect(await verdict(100, 'last: 100')).toBe('accepted');
      const refused = (max: number): unknown => [null, 'page-number', { max }];
      expect(await verdict(0, '')).toEqual(refused(500));
      expect(await verdict(-1, 'first: 3')).toEqual(refused(3_334));
      expect(await verdict(501, '')).toEqual(refused(500));
      expect(await verdict(101, 'first: 100')).toEqual(refused(100));
    },
  );

  test('end with row 10,000 of a longer list, which is counted and walked to its end', async () => {
    const list = lists.find(({ name }) => name === 'Query.sourceDocuments')!;
    const [model] = (await platform.admin<Record<string, unknown>>(
      `SELECT to_jsonb(d) AS row FROM "SourceDocument" d LIMIT 1`,
    )) as unknown as [{ row: Record<string, unknown> }];
    await insertRows(
      platform.pool,
      'SourceDocument',
      Array.from({ length: 10_050 }, (_, i) => ({ ...model.row, code: `T${String(i).padStart(5, '0')}` })),
    );
    const { totalCount } = await read<{ totalCount: number }>(list, '', 'totalCount', {});
    expect(totalCount).toBeGreaterThan(limits.numberedRows);
    const numbers = (await pagesAround(list, 'first: 100', 99)).map(({ number }) => number);
    expect(numbers).toEqual([95, 96, 97, 98, 99, 100]);
    const [, , , , , page] = await pagesAround(list, 'first: 100', 99);
    const { nodes, pageInfo } = await pageAfter(list, '', 100, page!.after);
    expect([nodes.length, pageInfo.hasNextPage]).toEqual([100, true]);
  });
});
