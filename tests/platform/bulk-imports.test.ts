// Imports: each row written as if it were sent alone, once, and what was refused comes back to be corrected.
import { expect, test } from '@jest/globals';
import { setClock } from '../../src/kernel/clock.js';
import { bulk } from '../../src/kernel/config.js';
import { importable } from '../../src/platform/bulk/columns.js';
import { claimImport } from '../../src/platform/bulk/leases.js';
import { templateSheets } from '../../src/platform/bulk/sheets.js';
import { tableOf, tablesFrom } from '../../src/platform/bulk/table.js';
import { csvOf } from '../../src/platform/sheets/csv.js';
import { readTables, tableTypes } from '../../src/platform/sheets/read.js';
import { xlsxOf } from '../../src/platform/sheets/xlsx.js';
import { runImport } from '../../src/server/bulk-import.js';
import { useBulkServer, type Keyed } from '../support/bulk.js';
import { grantsOn } from '../support/domains.js';

const { gongzhi, keyed, send, imported, work, seen } = useBulkServer();
let known: Promise<Keyed> | undefined;
const clerk = (): Promise<Keyed> => (known ??= keyed(grantsOn('write', '990101001')));

const head = '组织类型,名称,登记所在区划,外部键';
let count = 0;
/** Names that no other test has. */
const fresh = (rows: number): readonly string[] =>
  Array.from({ length: rows }, () => `导入单位${(count += 1)}`);
const good = (name: string): string => `企业,${name},990101001001,`;
/** Of no kind, without a name, and in a division where the clerk does not write. */
const bad = (name: string): readonly string[] => [
  `火星公司,${name},990101001001,`,
  '企业,,990101001001,',
  `企业,${name},990101002,`,
];

const written = async (names: readonly string[]): Promise<number> =>
  (
    await gongzhi.admin<{ count: number }>(
      `SELECT count(*)::int AS count FROM "Organization" WHERE "name" = ANY($1)`,
      [names],
    )
  )[0]!.count;

const counts = 'state rowCount checkedCount writtenCount refusedCount';

/** Imports a table of organizations to its end. @returns its id and what its owner sees of it */
async function run(
  by: Keyed,
  input: Readonly<Record<string, unknown>>,
): Promise<{ id: string; told: Readonly<Record<string, unknown>> }> {
  const { bulkImport, userErrors } = await imported(by, { operation: 'createOrganization', ...input });
  expect(userErrors).toEqual([]);
  await work();
  const { id } = bulkImport!;
  return { id, told: (await seen(id, by, counts)) as Readonly<Record<string, unknown>> };
}

const table = (...rows: readonly string[]): string => [head, ...rows].join('\n');

test.each([
  ['REJECT_ALL', 'good', ['DONE', 2, 0, 2]],
  ['REJECT_ALL', 'bad', ['REFUSED', 0, 3, 0]],
  ['REJECT_ALL', 'mixed', ['REFUSED', 0, 3, 0]],
  ['REJECT_FAILED', 'good', ['DONE', 2, 0, 2]],
  ['REJECT_FAILED', 'bad', ['DONE', 0, 3, 0]],
  ['REJECT_FAILED', 'mixed', ['DONE', 2, 3, 2]],
  ['IGNORE', 'good', ['DONE', 2, 0, 2]],
  ['IGNORE', 'bad', ['DONE', 0, 3, 0]],
  ['IGNORE', 'mixed', ['DONE', 2, 3, 2]],
])('%s with %s rows', async (onError, rows, expected) => {
  const by = await clerk();
  const [a, b, c] = fresh(3);
  const lines = [
    ...(rows === 'bad' ? [] : [good(a!)]),
    ...(rows === 'good' ? [] : bad(c!)),
    ...(rows === 'bad' ? [] : [good(b!)]),
  ];
  const { id, told } = await run(by, { onError, table: table(...lines) });
  expect([told['state'], told['writtenCount'], told['refusedCount'], await written([a!, b!, c!])]).toEqual(
    expected,
  );
  const { rows: results } = await seen(id, by, 'rows { nodes { number outcome code rule path objectId } }');
  const refused = (results.nodes as readonly { outcome: string }[]).filter(
    ({ outcome }) => !['WRITTEN'].includes(outcome),
  );
  const outcome = onError === 'IGNORE' ? 'IGNORED' : 'REFUSED';
  const from = rows === 'mixed' ? 3 : 2;
  expect(refused).toEqual(
    rows === 'good'
      ? []
      : [
          {
            number: from,
            outcome,
            code: 'INVALID_INPUT',
            rule: 'import-cell-is-of-its-list',
            path: 'kind',
            objectId: null,
          },
          {
            number: from + 1,
            outcome,
            code: 'INVALID_INPUT',
            rule: 'import-cell-is-filled',
            path: 'name',
            objectId: null,
          },
          { number: from + 2, outcome, code: 'FORBIDDEN', rule: null, path: null, objectId: null },
        ],
  );
});

test('a row is written as if it were sent alone: with its record, its event and its key, by who asked for it', async () => {
  const by = await clerk();
  const [name] = fresh(1);
  const { id } = await run(by, { table: table(good(name!)) });
  const { rows } = await seen(id, by, 'rows { nodes { outcome objectId } }');
  const [{ objectId }] = rows.nodes as readonly [{ objectId: string }];
  expect(
    await gongzhi.admin(
      `SELECT a."app", a."subject", o."type", a."requestId" = o."requestId" AS same FROM "AuditEvent" a
       JOIN "OutboxEvent" o ON o."tenant" = a."tenant" AND o."objects" = a."objects" WHERE a."objects" = ARRAY[$1]`,
      [objectId],
    ),
  ).toEqual([
    {
      app: by.caller.app,
      subject: by.caller.subject,
      type: 'organizations.organization.created',
      same: true,
    },
  ]);
});

test('places and partners come from tables, too: by codes, terms and keys of the own system', async () => {
  const by = await clerk();
  const [name] = fresh(1);
  await run(by, { table: table(`企业,${name!},990101001001,HR-${name!}`) });
  const partners = importable('INTERNAL').get('createCommunityPartner')!;
  const titleOf = (path: string): string => partners.find((one) => one.path === path)!.title;
  const { told } = await run(by, {
    operation: 'createCommunityPartner',
    table: [
      ['organization', 'kind', 'division', 'validFrom'].map(titleOf).join(','),
      `外部键:HR-${name!},COMMERCIAL,990101001001,2026年1月5日`,
      '外部键:无此单位,COMMERCIAL,990101001001,2026-01-05',
    ].join('\n'),
  });
  expect([told['writtenCount'], told['refusedCount']]).toEqual([1, 1]);
  const units = await run(by, {
    operation: 'createGovernanceUnit',
    // By path, in another order, with a column that the table of somebody else has, too.
    table:
      'name,kind,division,householdCount,错误说明\n导入小区,RESIDENTIAL_COMPOUND,990101001001,320,上次的说明',
  });
  expect(units.told['writtenCount']).toBe(1);
  expect(
    await gongzhi.admin(
      `SELECT p."validFrom"::text AS "validFrom", g."householdCount" FROM "CommunityPartner" p, "GovernanceUnit" g
       JOIN "Organization" o ON TRUE WHERE o."name" = $1 AND p."organizationId" = o."id" AND g."name" = '导入小区'`,
      [name],
    ),
  ).toEqual([{ validFrom: '2026-01-05', householdCount: 320 }]);
});

test('a file in GB18030 is sent, its refused rows come back as the same sheet, and corrected are imported again', async () => {
  const by = await clerk();
  const [a, b] = fresh(2);
  // The bytes of Windows programs in China; each Chinese character is two of them.
  const bytes = encodeGb18030(
    `组织类型,名称,登记所在区划\r\n企业,${a!},990101001001\r\n火星公司,=${b!},990101001001\r\n`,
  );
  const query = 'operation=createOrganization&onError=REJECT_FAILED&fileName=%E5%8D%95%E4%BD%8D.csv';
  const sent = await send(`/imports?${query}`, by, {
    method: 'POST',
    body: bytes,
    headers: { 'content-type': 'text/csv' },
  });
  const { data } = (await sent.json()) as {
    data: { importRows: { bulkImport: { id: string; rowCount: number; fileName: string } } };
  };
  expect([sent.status, data.importRows.bulkImport.rowCount, data.importRows.bulkImport.fileName]).toEqual([
    202,
    2,
    '单位.csv',
  ]);
  await work();
  const { id } = data.importRows.bulkImport;
  expect(await written([a!, `=${b!}`])).toBe(1);
  for (const form of ['csv', 'xlsx'] as const) {
    const response = await send(`/imports/${id}/refused.${form}`, by);
    const content = Buffer.from(await response.arrayBuffer());
    const [sheet] = await tablesFrom(content, tableTypes[form]);
    const rows = sheet!.rows.slice(-2);
    expect(rows[0]).toEqual(['组织类型', '名称', '登记所在区划', '错误说明']);
    expect(rows[1]!.slice(0, 3)).toEqual(['火星公司', `=${b!}`, '990101001001']);
    expect(rows[1]![3]).toMatch(/^“组织类型”须为以下之一:.*企业/);
  }
  const stranger = await keyed(grantsOn('admin', null));
  expect((await send(`/imports/${id}/refused.csv`, stranger)).status).toBe(404);
  // The clerk corrects the one cell and sends the sheet as it is, with its reasons.
  const sheet = Buffer.from(await (await send(`/imports/${id}/refused.csv`, by)).arrayBuffer());
  const corrected = sheet.toString('utf8').replace('火星公司', '企业');
  await send(`/imports?${query}`, by, { method: 'POST', body: corrected });
  await work();
  expect(await written([`=${b!}`])).toBe(1);
});

/** The two bytes per character that GB18030 has for those of this file, found by asking the decoder. */
function encodeGb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  const bytesOf = new Map<string, Buffer>();
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const pair = Buffer.from([high, low]);
      const character = decoder.decode(pair);
      if (character.length === 1) bytesOf.set(character, pair);
    }
  return Buffer.concat(
    [...text].map((one) => (one.charCodeAt(0) < 128 ? Buffer.from(one) : bytesOf.get(one)!)),
  );
}

test('sent again with its key an import is the same one, and nothing is written twice', async () => {
  const by = await clerk();
  const names = fresh(2);
  const input = { table: table(...names.map(good)), idempotencyKey: `again-${names[0]!.length}-0001` };
  const first = await run(by, input);
  const second = await imported(by, { operation: 'createOrganization', ...input });
  expect([second.bulkImport!.id, (second as unknown as { replayed: boolean }).replayed]).toEqual([
    first.id,
    true,
  ]);
  await work();
  expect(await written(names)).toBe(2);
});

test('by a column that tells rows apart a row is written once, in whatever file, and corrected under the same value', async () => {
  const by = await clerk();
  const names = fresh(3);
  const keyedTable = (...rows: readonly string[]): string => [`流水号,${head}`, ...rows].join('\n');
  const input = { keyColumn: '流水号' };
  const first = await run(by, {
    ...input,
    table: keyedTable(`A1,${good(names[0]!)}`, `A2,${bad(names[1]!)[2]!}`, `A1,${good(names[2]!)}`),
  });
  expect(first.told).toMatchObject({ writtenCount: 1, refusedCount: 2 });
  const second = await run(by, {
    ...input,
    table: keyedTable(`A2,${good(names[1]!)}`, `A1,${good(names[0]!)}`),
  });
  expect(second.told).toMatchObject({ state: 'DONE', writtenCount: 2, refusedCount: 0 });
  const { rows } = await seen(second.id, by, 'rows { nodes { number outcome } }');
  expect(rows.nodes).toEqual([
    { number: 2, outcome: 'WRITTEN' },
    { number: 3, outcome: 'REPLAYED' },
  ]);
  // The value is taken: with another content the row is refused, and what was written stays.
  const third = await run(by, { ...input, table: keyedTable(`A1,${good(names[2]!)}`) });
  const told = await seen(third.id, by, 'rows { nodes { outcome code } }');
  expect(told.rows.nodes).toEqual([{ outcome: 'REFUSED', code: 'IDEMPOTENCY_KEY_REUSED' }]);
  expect(await written(names)).toBe(2);
});

test('only tried, no row is written, and each that is wrong says why', async () => {
  const by = await clerk();
  const [a, b] = fresh(2);
  const { told } = await run(by, { checkOnly: true, table: table(good(a!), bad(b!)[2]!) });
  expect(told).toEqual({ state: 'DONE', rowCount: 2, checkedCount: 2, writtenCount: 0, refusedCount: 1 });
  expect(await written([a!, b!])).toBe(0);
});

test('an import whose worker is killed goes on, and no row is written twice', async () => {
  const by = await clerk();
  const names = fresh(7);
  const { bulkImport } = await imported(by, {
    operation: 'createOrganization',
    table: table(...names.map(good)),
  });
  let asked = 0;
  const killing = {
    get aborted() {
      asked += 1;
      // After five rows of which nothing was recorded yet.
      if (asked > 5) throw Object.assign(new Error('killed'), { code: 'KILL' });
      return false;
    },
  } as AbortSignal;
  const held = (await claimImport(gongzhi.pool))!;
  await expect(runImport(gongzhi.platform, held, killing)).rejects.toThrow('killed');
  expect(await written(names)).toBe(5);
  await gongzhi.admin(`UPDATE "BulkImport" SET "position" = 0, "writtenCount" = 0 WHERE "id" = $1`, [
    held.id,
  ]);
  await gongzhi.admin(`DELETE FROM "BulkImportRow" WHERE "importId" = $1`, [held.id]);
  let late = 0;
  const reset = setClock(() => Date.now() + late);
  try {
    late = bulk.leaseMs + 1;
    await work();
  } finally {
    reset();
  }
  expect(await seen(bulkImport!.id, by, counts)).toMatchObject({
    state: 'DONE',
    writtenCount: 7,
    refusedCount: 0,
  });
  const { rows } = await seen(bulkImport!.id, by, 'rows { nodes { outcome } }');
  expect(rows.nodes.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
    ...Array<string>(5).fill('REPLAYED'),
    ...Array<string>(2).fill('WRITTEN'),
  ]);
  expect(await written(names)).toBe(7);
});

test.each([
  ['名称,登记所在区划\na,990101001001', 'import-columns-are-complete', '组织类型'],
  ['组织类型,名称,登记所在区划,邮箱\n企业,a,990101001001,x', 'import-columns-are-known', '邮箱'],
  ['组织类型,名称,name,登记所在区划\n企业,a,a,990101001001', 'import-columns-once', 'name'],
  ['甲,乙,丙\n1,2,3', 'import-has-a-header', '模板'],
  [head, 'import-has-rows', '没有数据行'],
])('a table %j is told at once what its header lacks', async (given, rule, named) => {
  const { bulkImport, userErrors } = await imported(await clerk(), {
    operation: 'createOrganization',
    table: given,
  });
  expect(bulkImport).toBeNull();
  expect(userErrors.map((error) => error.rule)).toEqual([rule]);
  expect(userErrors[0]!.message).toContain(named);
});

test('what the caller may not do, or what is no row, is not imported', async () => {
  const reader = await keyed(grantsOn('read', null));
  const given = { operation: 'createOrganization', table: table(good('x')) };
  expect(
    (
      await gongzhi.query(
        `mutation ($input: ImportRowsInput!) { importRows(input: $input) { replayed } }`,
        { input: { ...given, onError: 'IGNORE', idempotencyKey: 'not-allowed' } },
        { as: reader.caller },
      )
    ).errors![0]!.extensions!['code'],
  ).toBe('FORBIDDEN');
  for (const operation of ['draftGrantProject', 'issueCredential', 'nothing'])
    expect(
      (await imported(await clerk(), { ...given, operation })).userErrors.map(({ rule }) => rule),
    ).toEqual(['import-operation-is-importable']);
});

test('every template is read back as it was written: its header is understood, and its hints are no rows', async () => {
  const all = [...importable('INTERNAL')];
  expect(all.length).toBeGreaterThan(60);
  for (const [name, columns] of all) {
    const [sheet] = templateSheets(name, columns);
    const tables = await readTables(
      Buffer.from(csvOf([{ ...sheet!, rows: sheet!.rows.slice(0, 2) }])),
      tableTypes.csv,
    );
    expect(() => tableOf(tables, columns, null)).toThrow('import-has-rows');
    expect(new Set(columns.map(({ title }) => title)).size).toBe(columns.length);
  }
  const columns = importable('INTERNAL').get('createOrganization')!;
  const workbook = await xlsxOf(templateSheets('createOrganization', columns));
  const [first, choices] = await readTables(workbook, tableTypes.xlsx);
  expect(() => tableOf([first!], columns, null)).toThrow('import-has-rows');
  expect(choices!.rows[1]).toContain('组织类型');
  const response = await send('/imports/templates/createOrganization.xlsx', await clerk());
  expect([response.status, response.headers.get('content-type')]).toEqual([200, tableTypes.xlsx]);
  expect((await send('/imports/templates/createOrganization.xlsx', null)).status).toBe(401);
});
