// Which app asks for which fields: counted for each operation that is run, written by the day, read by who keeps apps.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import type { Pool } from 'pg';
import { setClock } from '../../src/kernel/clock.js';
import { fieldUsage } from '../../src/kernel/config.js';
import { FieldCounter } from '../../src/platform/usage/counter.js';
import { removeOldUsage, writeUsage } from '../../src/platform/usage/queries.js';
import { demoCaller, ensureDemoKeys } from '../../src/platform/auth/demo-keys.js';
import { callerWith, usePlatform } from '../support/platform.js';

process.env['GONGZHI_KEY_PEPPER'] = 'a pepper for the tests, of 32 characters and more';
const gongzhi = usePlatform('seeded');
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gongzhi-usage-'));
  await ensureDemoKeys(gongzhi.pool, dataDir);
});
afterAll(() => rm(dataDir, { recursive: true }));

const keeper = callerWith([{ scope: 'apps:read', division: '990101', dataClass: 'INTERNAL' }]);
const vendor = demoCaller('vendor', 'zh-CN');
const asVendor = callerWith([{ scope: 'apps:read', division: null, dataClass: 'PUBLIC' }], {
  app: vendor.app,
  audience: 'PARTNER',
});

interface Usage {
  readonly type: string;
  readonly field: string;
  readonly uses: string;
  readonly usedOn: string;
  readonly app: { readonly name: string } | null;
}

const usage = async (as: typeof keeper, filter = '{}'): Promise<readonly Usage[]> => {
  const { fieldUsages } = await gongzhi.read<{ fieldUsages: { nodes: readonly Usage[] } }>(
    `{ fieldUsages(first: 100, filter: ${filter}, orderBy: [{ field: TYPE }, { field: FIELD }]) {
      nodes { type field uses usedOn app { name } } } }`,
    {},
    as,
  );
  return fieldUsages.nodes;
};
const write = (): Promise<number> => writeUsage(gongzhi.platform.engine.writePool, gongzhi.platform.usage);

const asked = `
  query Asked { division(code: "510117") { __typename ...Named children(first: 1) { nodes { ...Named } } } }
  query Other { organizations { totalCount } }
  fragment Named on Division { name }
`;

test('each field of an operation counts once, with those of its fragments and without those of its neighbours', async () => {
  const back = setClock(() => Date.parse('2026-03-01T10:00:00+08:00'));
  try {
    for (let i = 0; i < 3; i += 1)
      await gongzhi.platform.run({ source: asked, operationName: 'Asked' }, vendor);
    await gongzhi.platform.run({ source: '{ division(code: "510117") { name } }' }, vendor);
    expect(await write()).toBe(4);
    const app = { name: 'demo-vendor' };
    expect(await usage(keeper, '{ app: { name: { eq: "demo-vendor" } } }')).toEqual([
      { type: 'Division', field: 'children', uses: '3', usedOn: '2026-03-01', app },
      { type: 'Division', field: 'name', uses: '4', usedOn: '2026-03-01', app },
      { type: 'DivisionConnection', field: 'nodes', uses: '3', usedOn: '2026-03-01', app },
      { type: 'Query', field: 'division', uses: '4', usedOn: '2026-03-01', app },
    ]);
    await gongzhi.platform.run({ source: '{ division(code: "510117") { name } }' }, vendor);
    await write();
    const named = '{ type: { eq: "Division" }, field: { eq: "name" }, app: { name: { eq: "demo-vendor" } } }';
    expect((await usage(keeper, named)).map(({ uses }) => uses)).toEqual(['5']);
  } finally {
    back();
  }
});

test('one query tells whom the end of a field hurts', async () => {
  await gongzhi.platform.run(
    { source: '{ divisions(first: 1) { totalCount } }' },
    demoCaller('auditor', 'zh-CN'),
  );
  await write();
  const { fieldUsagesAggregate } = await gongzhi.read<{
    fieldUsagesAggregate: { groups: readonly unknown[] };
  }>(
    `{ fieldUsagesAggregate(filter: { type: { eq: "DivisionConnection" } }) {
      groups(by: [APP, FIELD], largest: USES) { app { name owner } field sum { uses } } } }`,
    {},
    keeper,
  );
  expect(fieldUsagesAggregate.groups).toEqual([
    { app: { name: 'demo-vendor', owner: '示例' }, field: 'nodes', sum: { uses: '3' } },
    { app: { name: 'demo-auditor', owner: '示例' }, field: 'totalCount', sum: { uses: '1' } },
  ]);
});

test('an app sees its own use, others see none, and nobody signed in is for those who keep all apps', async () => {
  await gongzhi.query('{ division(code: "510117") { shortName } }');
  await write();
  expect(new Set((await usage(asVendor)).map(({ app }) => app?.name))).toEqual(new Set(['demo-vendor']));
  expect(await usage(demoCaller('street', 'zh-CN'))).toEqual([]);
  const nobody = '{ type: { eq: "Division" }, field: { eq: "shortName" } }';
  expect(await usage(keeper, nobody)).toEqual([]);
  const all = callerWith([{ scope: 'apps:read', division: null, dataClass: 'INTERNAL' }]);
  expect(await usage(all, nobody)).toMatchObject([{ app: null, uses: '1' }]);
});

test('what was refused before it ran is not counted', async () => {
  await write();
  await gongzhi.platform.run({ source: 'query ($id: ID!) { node(id: $id) { id } }' }, vendor);
  await gongzhi.platform.run({ source: '{ nothing }' }, vendor);
  expect(await write()).toBe(0);
});

test('what could not be written is counted again, once', async () => {
  await gongzhi.platform.run({ source: '{ holidayNotices(first: 1) { totalCount } }' }, vendor);
  const gone = { query: () => Promise.reject(new Error('The database is away.')) } as unknown as Pool;
  await expect(writeUsage(gone, gongzhi.platform.usage)).rejects.toThrow('away');
  expect(await write()).toBe(2);
  expect((await usage(keeper, '{ field: { eq: "holidayNotices" } }')).map(({ uses }) => uses)).toEqual(['1']);
});

test('memory is bounded by apps and the schema, whatever forms operations have', () => {
  const schema = gongzhi.platform.schema('PUBLIC');
  const counter = new FieldCounter(2);
  const request = (i: number) => ({
    schema,
    document: parse(`{ a${i}: division(code: "510117") { code name } }`),
    caller: vendor,
    requestId: 'test',
  });
  const times = fieldUsage.operations + 5;
  for (let i = 0; i < times; i += 1) counter.count(request(i));
  const uses = counter.take();
  expect(uses.map(({ field, uses }) => [field, uses])).toEqual([
    ['Query.division', times],
    ['Division.code', times],
  ]);
  expect(counter.dropped).toBe(times);
  expect(counter.take()).toEqual([]);
});

test('old counts are removed', async () => {
  const back = setClock(
    () => Date.parse('2026-03-01T10:00:00+08:00') + (fieldUsage.keepDays + 1) * 86_400_000,
  );
  try {
    expect(await removeOldUsage(gongzhi.pool)).toBeGreaterThan(3);
  } finally {
    back();
  }
  expect((await usage(keeper)).filter(({ usedOn }) => usedOn === '2026-03-01')).toEqual([]);
});
