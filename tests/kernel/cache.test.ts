// The cache of compiled statements: what shares one, what does not, and that nobody takes the others' room.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import type { Caller, Grant } from '../../src/kernel/caller.js';
import { keptDocuments, statements as sizes } from '../../src/kernel/config.js';
import { StatementCache, type Sized } from '../../src/kernel/read/cache.js';
import type { Compiled } from '../../src/kernel/read/compile.js';
import { valuesIn } from '../../src/kernel/read/execute.js';
import { Binding, Slot, type Choices } from '../../src/kernel/read/slots.js';
import { treeOf } from '../support/cache-tree.js';
import { findIn, type Asked } from '../support/compiled.js';
import { grantsOn } from '../support/domains.js';
import { callerWith, usePlatform } from '../support/platform.js';

const platform = usePlatform('seeded');

const appOf = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const callerOf = (app: number, grants: readonly Grant[] = grantsOn('read', null)): Caller =>
  callerWith(grants, { app: appOf(app), audience: 'INTERNAL' });
const everywhere = callerOf(1);

function finder(cache: StatementCache<Compiled>) {
  return (source: string, variables: Asked['variables'] = {}, caller = everywhere): Compiled =>
    findIn(cache, platform.platform, { source, variables, caller }).compiled;
}

describe('a statement', () => {
  const organizations =
    'query ($first: Int, $after: String, $name: String, $search: String, $asOf: Date) { organizations(first: $first, after: $after, filter: { name: { eq: $name } }, search: $search, asOf: $asOf) { nodes { name } } }';

  test('serves every request that only has other values', () => {
    const find = finder(new StatementCache());
    const compiled = find(organizations, { first: 2, name: '甲', search: 'xnjd', asOf: '2020-01-01' });
    expect(find(organizations, { first: 2, name: '乙', search: 'hxsq', asOf: '2026-11-22' })).toBe(compiled);
  });

  test.each([
    ['page sizes', { first: 2 }, { first: 3 }],
    ['a value and null', { name: '甲' }, {}],
    ['a search and none', { search: 'a' }, { search: null }],
    ['null and nothing', { first: null }, {}],
    ['a day and today', { asOf: '2020-01-01' }, { asOf: null }],
  ])('is another one for other %s', (_, one, other) => {
    const cache = new StatementCache<Compiled>();
    const find = finder(cache);
    const [first, second] = [find(organizations, one), find(organizations, other)];
    expect(second).not.toBe(first);
    expect([find(organizations, one), find(organizations, other)]).toEqual([first, second]);
    expect(cache.counters).toMatchObject({ hits: 2, misses: 2, entries: 2 });
  });

  test.each([
    [
      'directions',
      'query ($v: OrderDirection!) { divisions(orderBy: [{ field: CODE, direction: $v }]) { nodes { name } } }',
      'ASC',
      'DESC',
    ],
    [
      'inclusions',
      'query ($v: Boolean!) { divisions { nodes { name code @include(if: $v) } } }',
      true,
      false,
    ],
    [
      'types of ids',
      'query ($v: ID!) { node(id: $v) { id ... on Division { name } ... on Fund { name } } }',
      'div_0_510117000000',
      'fund_990101_x',
    ],
    [
      'keys of references',
      'query ($v: OrganizationRef!) { organization(ref: $v) { name } }',
      { externalKey: { tenant: 990101, key: 'x' } },
      { id: 'org_990101_x' },
    ],
  ])('is another one for other %s', (_, source, one, other) => {
    const find = finder(new StatementCache());
    const [first, second] = [find(source, { v: one }), find(source, { v: other })];
    expect(second.text).not.toBe(first.text);
    expect(find(source, { v: one })).toBe(first);
    expect(find(source, { v: other })).toBe(second);
  });

  test('is another one where another value of a cursor is missing', async () => {
    const source =
      'query ($v: String) { sourceDocuments(orderBy: [{ field: PUBLISHED_ON }], after: $v) { nodes { code } } }';
    const { some } = await platform.read<{
      some: { edges: { cursor: string; node: { publishedOn: unknown } }[] };
    }>(
      '{ some: sourceDocuments(orderBy: [{ field: PUBLISHED_ON }], first: 100) { edges { cursor node { publishedOn } } } }',
    );
    const dated = some.edges.filter(({ node }) => node.publishedOn !== null);
    const undated = some.edges.filter(({ node }) => node.publishedOn === null);
    expect([dated.length > 1, undated.length > 0]).toEqual([true, true]);
    const find = finder(new StatementCache());
    const compiled = find(source, { v: dated[0]!.cursor });
    expect(find(source, { v: dated[1]!.cursor })).toBe(compiled);
    expect(find(source, { v: undated[0]!.cursor })).not.toBe(compiled);
    expect(find(source, { v: null })).not.toBe(compiled);
  });

  test('is another one for each form of rights, and one for all rights of a form, each with its own values', () => {
    const cache = new StatementCache<Compiled>();
    const source = '{ organizations { nodes { name contactPhone } } }';
    const on = (...divisions: readonly string[]): readonly Grant[] =>
      divisions.flatMap((division) => grantsOn('read', division));
    const many = on(
      ...Array.from({ length: 10 }, (_, i) => `5101170010${String(2 * i + 1).padStart(2, '0')}`),
    );
    const find = (grants: readonly Grant[]) => {
      const { compiled, binding } = findIn(cache, platform.platform, { source, caller: callerOf(1, grants) });
      return { compiled, bound: valuesIn(compiled, binding) };
    };
    const forms = [[], on('510117'), on('510117', '511502'), many, grantsOn('read', null)].map(find);
    expect(new Set(forms.map(({ compiled }) => compiled)).size).toBe(5);
    const [none, one, , lists, all] = forms;
    expect(none!.compiled.text).toContain('WHERE FALSE ORDER BY');
    expect(lists!.compiled.text).toContain('unnest(');
    expect(all!.compiled.text).not.toContain('"divisionKey" >=');
    const elsewhere = find(on('511502'));
    expect(elsewhere.compiled).toBe(one!.compiled);
    expect(elsewhere.bound).not.toEqual(one!.bound);
    expect(elsewhere.bound).toContain('511502');
    expect(elsewhere.bound).not.toContain('510117');
    expect(cache.counters).toMatchObject({ hits: 1, misses: 5, entries: 5 });
  });

  test('is not shared by apps', () => {
    const cache = new StatementCache<Compiled>();
    const find = finder(cache);
    expect(find('{ divisions { totalCount } }', {}, callerOf(2))).not.toBe(
      find('{ divisions { totalCount } }', {}, callerOf(3)),
    );
    expect(cache.counters).toMatchObject({ hits: 0, misses: 2, entries: 2 });
  });

  test('keeps nothing of the request for which it was compiled', async () => {
    const cache = new StatementCache<Compiled>();
    const source = `query ($name: String!, $code: DivisionCode!, $id: ID!, $ids: [ID!]!, $day: Date, $page: Int!, $filter: OrganizationFilter) {
      organizations(filter: { name: { eq: $name }, within: $code }, search: $name, asOf: $day, first: $page) {
        nodes { name contactPhone } pageCursors(around: $page) { after }
      }
      all: organizations(filter: $filter) { pageInfo { endCursor } }
      node(id: $id) { id }
      nodes(ids: $ids) { id ... on Fund { name } }
      organization(ref: { id: $id }) { name }
      division(code: $code) { name }
    }`;
    const id = 'org_990101_00000000-0000-7000-8000-000000000001';
    const variables = {
      name: '甲',
      code: '510117',
      id,
      ids: [id],
      day: '2020-01-01',
      page: 2,
      filter: { name: { in: ['甲'] } },
    };
    let choices: Choices | undefined;
    cache.find('other', new Binding({}, everywhere, '2026-11-22'), (made) => {
      choices = made;
      return finder(new StatementCache())('{ divisions { totalCount } }');
    });
    expect(() => choices!.binding).toThrow('The statement is compiled; it belongs to no request.');

    const request = (): readonly WeakRef<object>[] => {
      const caller = callerOf(1, grantsOn('read', '510117'));
      const { binding } = findIn(cache, platform.platform, {
        source,
        variables,
        caller,
      });
      return [new WeakRef(binding), new WeakRef(caller), new WeakRef(binding.variables)];
    };
    const references = request();
    setFlagsFromString('--expose-gc');
    // What was made in a turn may be held until it ends.
    await new Promise((resolve) => setTimeout(resolve, 1));
    (runInNewContext('gc') as () => void)();
    expect(references.map((one) => one.deref())).toEqual([undefined, undefined, undefined]);
    expect(cache.counters.entries).toBe(2);
  });
});

describe('an app that asks in ever other ways', () => {
  const wide = Array.from(
    { length: 12 },
    (_, i) =>
      `c${i}: children(first: 3, filter: { name: { eq: $name } }) { totalCount nodes { name code level } }`,
  ).join(' ');
  const hostile = callerOf(66);
  const honest = '{ divisions(first: 3) { nodes { name } } }';

  test('stays within its share, and leaves the others theirs', () => {
    const cache = new StatementCache<Compiled>();
    const find = finder(cache);
    const kept = find(honest);
    const operations = 3_000;
    for (let i = 0; i < operations; i += 1) {
      const source = `query ($first: Int, $name: String) { a${i % 40}: divisions(first: $first, filter: { code: { eq: $name } }) { nodes { ${wide} } } }`;
      find(source, { first: 1 + (i % 97), ...(i % 2 === 0 ? { name: '甲' } : {}) }, hostile);
    }
    const { hits, misses, evictions, entries, characters } = cache.counters;
    expect(hits + misses).toBe(operations + 1);
    expect(entries).toBe(misses - evictions);
    expect(evictions).toBeGreaterThan(operations / 2);
    expect(characters).toBeLessThanOrEqual(sizes.shareCharacters + 1 + kept.text.length);
    // Nothing is left of what was evicted, neither statements nor the ways to them.
    const { leaves, roots, empty } = treeOf(cache);
    expect([leaves, empty]).toEqual([entries, 0]);
    expect(roots).toBeLessThanOrEqual(41);
    expect(find(honest)).toBe(kept);
    expect(cache.counters.hits).toBe(hits + 1);
  });

  test('crowds no other app out, however many documents it sends through the platform', async () => {
    const { statements } = platform.platform.engine;
    const ask = async (source: string, as: Caller): Promise<number> => {
      const { hits } = statements.counters;
      expect((await platform.query(source, {}, { as })).errors).toBeUndefined();
      return statements.counters.hits - hits;
    };
    expect(await ask(honest, everywhere)).toBe(0);
    // More than are kept parsed.
    for (let i = 0; i <= keptDocuments.entries; i += 1)
      await ask(`{ h${i}: sourceDocuments { totalCount } }`, hostile);
    expect(await ask(honest, everywhere)).toBe(1);
  });
});

describe('the cache', () => {
  const binding = (app: number): Binding => new Binding({}, callerOf(app, []), '2026-11-22');
  const sized = (length: number): Sized => ({ text: 'x'.repeat(length) });

  test('does not keep what is larger than a share', () => {
    const cache = new StatementCache();
    for (let i = 0; i < 2; i += 1) cache.find('large', binding(1), () => sized(sizes.shareCharacters));
    expect(cache.counters).toEqual({ hits: 0, misses: 2, evictions: 0, entries: 0, characters: 0 });
    expect(treeOf(cache)).toEqual({ leaves: 0, roots: 0, empty: 0 });
    const largest = cache.find('largest', binding(1), () => sized(sizes.shareCharacters - 1));
    expect(cache.find('largest', binding(1), () => sized(0))).toBe(largest);
    expect(cache.counters).toMatchObject({ hits: 1, misses: 3, characters: sizes.shareCharacters });
  });

  test('lets the least recently used go first, with the forks that lead nowhere else', () => {
    const cache = new StatementCache();
    const third = sizes.shareCharacters / 3;
    const find = (root: string, way: number): Sized =>
      cache.find(root, new Binding({ way }, callerOf(1, []), ''), (choices) => {
        choices.choose(new Slot(({ variables }) => variables['way'] as number));
        return sized(third - 10);
      });
    const [a, b] = [find('one', 1), find('one', 2), find('two', 1)];
    expect(treeOf(cache)).toEqual({ leaves: 3, roots: 2, empty: 0 });
    expect(find('one', 1)).toBe(a);
    find('three', 1);
    // The second way of the first document was the oldest.
    expect(treeOf(cache)).toEqual({ leaves: 3, roots: 3, empty: 0 });
    find('four', 1);
    expect(treeOf(cache)).toEqual({ leaves: 3, roots: 3, empty: 0 });
    expect(find('one', 1)).toBe(a);
    expect(find('one', 2)).not.toBe(b);
    expect(cache.counters).toMatchObject({ hits: 2, misses: 6, evictions: 3, entries: 3 });
  });

  test('keeps the apps that asked last', () => {
    const cache = new StatementCache();
    for (let app = 0; app <= sizes.apps; app += 1) cache.find('one', binding(app), () => sized(10));
    expect(cache.counters).toMatchObject({ misses: sizes.apps + 1, entries: sizes.apps });
    cache.find('one', binding(sizes.apps), () => sized(10));
    cache.find('one', binding(0), () => sized(10));
    expect(cache.counters).toMatchObject({ hits: 1, misses: sizes.apps + 2, entries: sizes.apps });
  });

  test('keeps nothing of a statement that could not be compiled', () => {
    const cache = new StatementCache();
    const failing = (): Sized => {
      throw new Error('no statement');
    };
    expect(() => cache.find('one', binding(1), failing)).toThrow('no statement');
    expect(cache.counters).toEqual({ hits: 0, misses: 1, evictions: 0, entries: 0, characters: 0 });
    expect(treeOf(cache).roots).toBe(0);
  });
});
