// A promise that was published is kept: what breaks it fails here, unless it was announced and its day has come.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { today } from '../../src/kernel/clock.js';
import { ending, removalDay } from '../../src/kernel/deprecation.js';
import { extend } from '../../src/kernel/entity.js';
import { optional, text } from '../../src/kernel/input.js';
import { operation } from '../../src/kernel/operation.js';
import { sql } from '../../src/kernel/sql.js';
import { printContract } from '../../src/server/contract.js';
import { changesBetween } from '../../src/server/contract-changes.js';
import {
  brokenBy,
  changesSince,
  printChangeLog,
  publish,
  readPublished,
} from '../../src/server/published.js';

const day = '2027-06-30';
// Declared before the graph is made for the first time.
const deprecated = { instead: 'Use `name`. 请用 name。', removedOn: '2030-01-31' };
extend('Division', {
  fields: {
    oldName: { by: 'sql', type: 'String', description: 'Old. 旧', sql: (t) => sql`${t.col('name')}` },
  },
  deprecated: { oldName: deprecated },
});
operation('renameNothing', {
  description: 'Renames nothing. 更名',
  scope: 'territory:write',
  deprecated,
  input: { name: ending(optional(text('Name. 名称')), deprecated) },
  allow: () => false,
  run: () => Promise.resolve({ objects: {} }),
  returns: { division: 'Division' },
  emits: 'territory.nothing.renamed',
  rules: [],
});

const published = await readPublished('schema/published');
const printed = printContract();

const texts = (before: string, now: string, on = day): string[] =>
  changesBetween(before, now, on).map(({ kind, text }) => `${kind} ${text}`);

const before = `
  type Query {
    fund(id: ID!): Fund
    pot(id: ID!): Pot @deprecated(reason: "Use \`fund\`. Removed on ${day}.")
  }
  type Fund { id: ID! name: String! kind: Kind purse: String @deprecated(reason: "Use \`kind\`. Removed on ${day}.") }
  type Pot { id: ID! lid: Lid }
  type Lid { round: Boolean }
  enum Kind { COMMUNITY STREET }
`;

test('nothing that was published is broken', () => {
  expect(Object.keys(published.sdls)).toEqual(['public', 'partner', 'internal']);
  expect(brokenBy(changesSince(published, printed, today()), today())).toEqual([]);
});

test('what is gone without a word is a broken promise', () => {
  const now = before
    .replace('name: String!', 'name: String')
    .replace('STREET', '')
    .replace('(id: ID!): Fund', ': Fund');
  expect(texts(before, now)).toEqual([
    'BREAKING Fund.name changed type from String! to String.',
    'BREAKING Query.fund arg id was removed.',
    'BREAKING STREET was removed from enum type Kind.',
  ]);
  expect(brokenBy(changesBetween(before, now, day), day)).toHaveLength(3);
});

const without = `
  type Query { fund(id: ID!): Fund }
  type Fund { id: ID! name: String! kind: Kind }
  enum Kind { COMMUNITY STREET }
`;

test('what was announced may go on its day, with the types that only it led to', () => {
  expect(texts(before, without)).toEqual([
    `REMOVED Fund.purse was removed, as announced for ${day}.`,
    `REMOVED Query.pot was removed, as announced for ${day}.`,
  ]);
  expect(brokenBy(changesBetween(before, without, day), day)).toEqual([]);
});

test('and not the day before', () => {
  expect(texts(before, without, '2027-06-29')).toEqual([
    'BREAKING Fund.purse was removed.',
    'BREAKING Lid was removed.',
    'BREAKING Pot was removed.',
    'BREAKING Query.pot was removed.',
  ]);
});

test('a type that something else still leads to stays promised', () => {
  const held = before.replace('type Query {', 'type Query {\n    pots: [Pot!]!');
  const now = held.replace(/pot\(.*/, '').replace('lid: Lid', 'lid: Int');
  expect(texts(held, now)).toEqual([
    'BREAKING Pot.lid changed type from Lid to Int.',
    `REMOVED Query.pot was removed, as announced for ${day}.`,
  ]);
});

test('a deprecation names a day that is far enough away', () => {
  const soon = (reason: string): readonly string[] =>
    brokenBy(
      changesBetween(
        without,
        without.replace('kind: Kind', `kind: Kind @deprecated(reason: "${reason}")`),
        day,
      ),
      day,
    );
  expect(soon('Use `sort`. Removed on 2027-12-27.')).toEqual([]);
  expect(soon('Use `sort`. Removed on 2027-12-26.')).toEqual([
    'Fund.kind is deprecated: Use `sort`. Removed on 2027-12-26. That is sooner than 2027-12-27.',
  ]);
  expect(soon('Use `sort`.')).toEqual(['Fund.kind is deprecated: Use `sort`. It names no day of removal.']);
  expect(removalDay('Use `sort`. Removed on 2027-02-30.')).toBeNull();
});

test('every deprecation in the schemas of today names its day', () => {
  const reasons = Object.keys(published.sdls).flatMap((name) =>
    [...printed[`${name}.graphql`]!.matchAll(/@deprecated\(\s*reason: ("(?:[^"\\]|\\.)*")/g)].map(
      ([, reason]) => JSON.parse(reason!) as string,
    ),
  );
  expect(reasons.length).toBeGreaterThan(0);
  expect(reasons.filter((reason) => removalDay(reason) === null)).toEqual([]);
});

test('a deprecation is declared once and told wherever the thing is', () => {
  const sdl = printed['partner.graphql']!;
  const said = '@deprecated(reason: "Use `name`. 请用 name。 Removed on 2030-01-31.")';
  expect(sdl).toContain(`oldName: String! ${said}`);
  expect(sdl).toContain(`): RenameNothingPayload ${said}`);
  expect(sdl).toContain(`name: String ${said}`);
  expect(() => ending(text('Name. 名称'), deprecated)).toThrow('make it optional first');
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongzhi-published-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a publication is the next baseline and a chapter of the change log; one that breaks is none', async () => {
  const files = (sdl: string) =>
    Object.fromEntries(Object.keys(published.sdls).map((name) => [`${name}.graphql`, sdl]));
  await publish(folder, await readPublished(folder), files(before), '2027-01-01');
  const broken = await publish(folder, await readPublished(folder), files(without), '2027-01-02');
  expect(broken.broken).toContain('Pot was removed.');
  expect((await readPublished(folder)).history).toHaveLength(1);
  expect((await publish(folder, await readPublished(folder), files(without), day)).broken).toEqual([]);
  const now = await readPublished(folder);
  expect(await readdir(folder)).toEqual([
    'history.json',
    'internal.graphql',
    'partner.graphql',
    'public.graphql',
  ]);
  expect(await readFile(join(folder, 'public.graphql'), 'utf8')).not.toContain('Pot');
  const pending = changesSince(now, files(without.replace('id: ID! name', 'id: ID! code: String name')), day);
  expect(printChangeLog(now, pending)).toMatchInlineSnapshot(`
    "<!-- Printed from the code by \`npm run schema:print\`; do not edit. -->

    # Changes of the graph 接口变更

    What each publication changed, for whom: everybody (public), partners and staff (partner), or staff (internal).

    ## Not published yet 尚未发布

    ### Added 新增

    For public:

    - Fund.code was added.

    ## 2027-06-30

    ### Removed as announced 按期删除

    For public:

    - Fund.purse was removed, as announced for 2027-06-30.
    - Query.pot was removed, as announced for 2027-06-30.

    ## 2027-01-01

    The first publication. 首次发布
    "
  `);
});
