// A vendor who has nothing but the printed SDL knows what each operation may cost.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { limits, prices, rootPrices } from '../../src/kernel/config.js';
import { objectsPerChange } from '../../src/kernel/changes.js';
import { mighty } from '../support/domains.js';
import { blocksOf, chapterOf } from '../support/markdown.js';
import { usePlatform } from '../support/platform.js';
import { PriceReader } from '../support/price-reader.js';

const t = usePlatform('empty', 'vendor');
const reader = new PriceReader(readFileSync('schema/partner.graphql', 'utf8'));
const page = readFileSync('docs/limits.md', 'utf8');

type Values = Readonly<Record<string, unknown>>;

/** What the platform requests for the operation; what it takes is never more. */
async function requested(source: string, variables: Values = {}): Promise<number> {
  const { cost } = (await t.query(source, variables)).extensions;
  expect([source, cost!.actual <= cost!.requested]).toEqual([source, true]);
  return cost!.requested;
}

const numberIn = (text: string): number => Number(text.replaceAll(',', ''));

describe('the page', () => {
  const chapter = chapterOf(page, '## Prices');

  test('tells the prices by which the platform reckons', () => {
    const rows = [...chapter.matchAll(/^\| (.*?) +\| +([\d,]+) \|$/gm)].map(
      ([, what, points]) => [what!, numberIn(points!)] as const,
    );
    const price = (about: RegExp): number => rows.find(([what]) => about.test(what))![1];
    expect({
      row: price(/^a row/),
      connection: price(/^a connection/),
      count: price(/^`totalCount`/),
      aggregate: price(/^numbers about a list/),
      computed: price(/^a field that Node computes/),
      named: price(/^`node`/),
      write: price(/^a write/),
      least: price(/^any operation/),
    }).toEqual({
      row: prices.row,
      connection: prices.connection,
      count: prices.count,
      aggregate: prices.aggregate,
      computed: prices.computed,
      named: prices.named,
      write: prices.write,
      least: prices.least,
    });
    expect([price(/^`__schema`/), price(/^`__type`/)]).toEqual([
      rootPrices['__schema'],
      rootPrices['__type'],
    ]);
    expect(rows).toHaveLength(10);
  });

  test('works out its example rightly, and so does the reader', async () => {
    const [example] = blocksOf(chapter).filter(({ language }) => language === 'graphql');
    const told = numberIn(/may cost ([\d,]+) points/.exec(chapter)![1]!);
    expect(reader.price(example!.text)).toBe(told);
    expect(await requested(example!.text)).toBe(told);
  });

  test('says for how many objects of an event it may cost', () => {
    const said = /up to (\d+) objects of each event, (\d+) in all/.exec(page.replaceAll(/\s+/g, ' '))!;
    expect(said.slice(1).map(Number)).toEqual([objectsPerChange(), limits.listItems]);
  });
});

/** Documents of all shapes, with what they cost by the rules of the page, worked out by hand. */
const documents: readonly (readonly [what: string, source: string, cost: number, variables?: Values])[] = [
  ['a page whose size is a literal', '{ divisions(first: 7) { nodes { name } } }', 1 + 7],
  [
    'one whose size is a variable',
    'query ($n: Int) { divisions(first: $n) { nodes { name } } }',
    1 + 7,
    { n: 7 },
  ],
  [
    'one whose variable has a default',
    'query ($n: Int = 9) { divisions(last: $n) { nodes { name } } }',
    1 + 9,
  ],
  [
    'one whose size nobody says',
    'query ($n: Int) { divisions(first: $n) { edges { node { name } } } }',
    1 + 20,
  ],
  [
    'rows with their cursors, and once more',
    '{ divisions(first: 3) { edges { cursor node { name } } nodes { id } } }',
    1 + 3 + 3,
  ],
  [
    'rows of which only the places are asked',
    '{ divisions(first: 3) { edges { cursor } pageInfo { endCursor } } }',
    1 + 3,
  ],
  ['a page that is only looked at', '{ divisions(first: 30) { pageInfo { hasNextPage } } }', 1 + 30],
  ['a list that asks nothing of its rows', '{ divisions { __typename } }', 1],
  [
    'lists in lists',
    '{ divisions(first: 10) { nodes { parent { name } children(first: 5) { nodes { organizations(first: 2) { nodes { name } } } } } } }',
    1 + 10 * (1 + 1 + (1 + 5 * (1 + (1 + 2)))),
  ],
  [
    'counts and numbered pages',
    '{ divisions { totalCount pageCursors(around: 1) { number after } } }',
    1 + 20 + 20,
  ],
  [
    'aliases, fragments and what is left out',
    `query ($no: Boolean!) { a: divisions(first: 2) { ...Page } b: divisions(first: 4) { ...Page ... @skip(if: true) { totalCount } } }
     fragment Page on DivisionConnection { nodes { name } totalCount @include(if: $no) }`,
    1 + 2 + 1 + 4,
    { no: false },
  ],
  [
    'the same said twice',
    '{ divisions(first: 2) { nodes { name } } divisions(first: 2) { nodes { name id } } }',
    1 + 2,
  ],
  [
    'numbers about a list, and its groups',
    '{ divisionsAggregate { count a: groups(by: [LEVEL]) { count level } b: groups(by: [KIND], first: 3) { count } } }',
    50 + 50 + 50,
  ],
  [
    'groups that lead to rows',
    '{ settlementsAggregate { groups(by: [PAYER], first: 6) { payer { name division { name } } } } }',
    50 + 50 + 6 * 2,
  ],
  [
    'relations in a filter, also where they make no difference',
    `query ($f: DivisionFilter) { divisions(filter: $f) { totalCount } organizationsAggregate(filter: { division: { parent: {} } }) { count } }`,
    1 + 20 + 4 * 20 + 50 + 2 * 20,
    { f: { or: [{}, { parent: { organizations: { some: {}, none: {} } } }, { funds: { every: {} } }] } },
  ],
  [
    'types of an interface, of which the dearest counts',
    '{ organizations(first: 4) { nodes { name ... on SocialOrganization { division { name } } ... on Enterprise { funds: hostedFunds(first: 2) { nodes { name } } } } } }',
    1 + 4 * (1 + 1 + 2),
  ],
  [
    'what Node computes for each row',
    '{ funds(first: 5) { nodes { name allowedActions { operation } } } }',
    1 + 5 * (1 + 1),
  ],
  [
    'values of a row',
    '{ funds(first: 2) { nodes { committee { role } balance { yuan } } } }',
    1 + 2 * (1 + 20),
  ],
  ['rows that cost two', '{ settlements(first: 3) { nodes { id } } }', 1 + 3 * 2],
  [
    'one object, and what belongs to it',
    '{ division(code: "990101") { name units(first: 3) { totalCount nodes { id } } } }',
    1 + 1 + 20 + 3,
  ],
  [
    'who asks, and how the budget stands',
    '{ viewer { scopes grants { scope } } rateLimit { remaining } }',
    1,
  ],
  [
    'what is computed beside rows',
    '{ judgeCharityYear(input: { lastIncome: "1", spending: "1", management: "1" }) { __typename } divisions(first: 5) { nodes { name } } }',
    20 + 1 + 5,
  ],
  [
    'two writes with what is asked of what they wrote',
    `mutation { a: registerTrustedDocument(input: { name: "a", text: "{ __typename }", idempotencyKey: "prices-a" }) { trustedDocument { name allowedActions { operation } } userErrors { code params { name } } replayed }
       b: registerTrustedDocument(input: { name: "b", text: "{ __typename }", idempotencyKey: "prices-b" }) { userErrors { code } } }`,
    10 + 1 + 1 + 10,
  ],
];

describe('from the printed SDL alone', () => {
  test.each(documents)('%s', async (...[, source, cost, variables]) => {
    expect(reader.price(source, variables)).toBe(cost);
    expect(await requested(source, variables)).toBe(cost);
  });

  test('the dearest type is known of an object by its id, and what it is costs no more', async () => {
    const source =
      '{ node(id: "div_0_990101") { id ... on Division { children(first: 3) { nodes { name } } } ... on Fund { entries(first: 9) { nodes { id } } } } }';
    expect(reader.price(source)).toBe(1 + 1 + 1 + 9);
    expect(await requested(source)).toBe(1 + 1 + 1 + 3);
    const many = '{ nodes(ids: ["div_0_990101", "div_0_990102", "nothing"]) { ... on Division { name } } }';
    expect(await requested(many)).toBe(1 + 2);
    expect(reader.price(many)).toBe(1 + limits.listItems * 2);
  });

  test('and by the page: the schema about itself, events, and what is computed from an input', async () => {
    const schema = '{ __schema { queryType { name } } __type(name: "Fund") { name } }';
    expect(await requested(schema)).toBe(rootPrices['__schema']! + rootPrices['__type']!);
    // The dearest row without anything of it costs two.
    expect(await requested('{ changes(first: 4) { head events { type } } }')).toBe(1 + 4 + 4 * 3 * 2);
    const sample = `{ ledgerSample(input: { tenant: 990101, from: "2026-01-01", to: "2026-01-31", seed: "x", count: 7 }) { __typename } }`;
    const { extensions } = await t.query(sample, {}, { as: mighty() });
    expect(extensions.cost!.requested).toBe(50 + 7);
    // A stream pays for each event by itself.
    expect(await requested('subscription { changes { type } }')).toBe(1 + 1 + 3 * 2);
    const objects =
      '{ changes(first: 100) { events { objects { ... on Division { children(first: 2) { nodes { name } } } } } } }';
    expect(await requested(objects)).toBe(1 + 100 + 200 * (1 + 1 + 2));
    expect(reader.price(objects)).toBe(1 + 100 * (1 + 3 * (1 + 1 + 2)));
  });
});
