// Exports: any list as one file, whole and once, by who may read it, whatever becomes of the worker in between.
import { describe, expect, test } from '@jest/globals';
import { setClock } from '../../src/kernel/clock.js';
import { bulk, bulkExports } from '../../src/kernel/config.js';
import { decodeId } from '../../src/kernel/ids.js';
import { revokeKey } from '../../src/platform/auth/keys.js';
import { claimExport, LeaseLost } from '../../src/platform/bulk/leases.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { forgetAgreements } from '../../src/platform/limits/queries.js';
import { callerFor } from '../../src/platform/privacy/purpose.js';
import { readTables, tableTypes } from '../../src/platform/sheets/read.js';
import { runExport } from '../../src/server/bulk-export.js';
import { rangeOf } from '../../src/server/byte-range.js';
import { useBulkServer, type Keyed } from '../support/bulk.js';
import { grantsOn } from '../support/domains.js';
import { everyList } from '../support/lists.js';
import { makePurpose } from '../support/samples-privacy.js';

const { gongzhi, keyed, send, exported, work, seen } = useBulkServer();
let known: Promise<Keyed> | undefined;
const everything = (): Promise<Keyed> => (known ??= keyed(grantsOn('admin', null)));

const textOf = async (id: string, by: Keyed): Promise<string> => {
  const response = await send(`/exports/${id}`, by);
  expect(response.status).toBe(200);
  return response.text();
};
const linesOf = (text: string): readonly unknown[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);

/** Rows of a list by pages of the usual size, as any reader walks it. */
async function walked(field: string, selection: string, by: Keyed, args = ''): Promise<readonly unknown[]> {
  const rows: unknown[] = [];
  const source = `query ($after: String) { list: ${field}(first: 100, after: $after ${args}) { nodes { ${selection} } pageInfo { hasNextPage endCursor } } }`;
  let after: string | null = null;
  for (;;) {
    const { data }: { data?: unknown } = await gongzhi.query(source, { after }, { as: by.caller });
    const { list } = data as {
      list: { nodes: readonly unknown[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    };
    rows.push(...list.nodes);
    if (!list.pageInfo.hasNextPage) return rows;
    after = list.pageInfo.endCursor;
  }
}

const roots = everyList().filter(({ of }) => of === null);

test('a file of every list of the graph has the rows that a walk by pages has, in its order', async () => {
  const by = await everything();
  // The rows of those that tell of readers and of exports grow while they are walked.
  const others = roots.filter(({ field }) => !['bulkExports', 'accessLogEntries'].includes(field));
  expect(others.length).toBeGreaterThan(20);
  for (let from = 0; from < others.length; from += bulk.perApp) {
    const asked = others.slice(from, from + bulk.perApp).map(async ({ field, shape }) => {
      const columns = [...shape.columns.values()].slice(0, 4);
      const selection = columns.map(({ name, type }) => (type === 'Money' ? `${name} { yuan }` : name));
      const document = `{ ${field} { nodes { id ${selection.join(' ')} } } }`;
      const { bulkExport, userErrors } = await exported(by, { document });
      expect(userErrors).toEqual([]);
      return { field, selection: `id ${selection.join(' ')}`, id: bulkExport!.id };
    });
    const jobs = await Promise.all(asked);
    await Promise.all(jobs.map(() => work()));
    for (const { field, selection, id } of jobs)
      expect([field, linesOf(await textOf(id, by))]).toEqual([field, await walked(field, selection, by)]);
  }
}, 120_000);

const county = {
  document:
    'query ($c: DivisionCode!) { organizations(filter: { within: $c }, first: 3) { edges { node { id name } } } }',
  variables: '{"c": "990101"}',
};

/** A signal that says something each time it is asked: after so many pages the worker stops, or is killed. */
function after(pages: number, what: 'stop' | 'kill'): AbortSignal {
  let asked = 0;
  return {
    get aborted() {
      asked += 1;
      if (asked <= pages) return false;
      if (what === 'kill') throw new Error('killed');
      return true;
    },
  } as AbortSignal;
}

test('an export whose workers stop and are killed goes on behind its last part, without a missing or a doubled row', async () => {
  // An app of its own, whose budget alone sees the clock go forward and back.
  const by = await keyed(grantsOn('admin', null));
  const { bulkExport } = await exported(by, county);
  const { id } = bulkExport!;
  const claim = async (): Promise<NonNullable<Awaited<ReturnType<typeof claimExport>>>> =>
    (await claimExport(gongzhi.pool))!;
  await expect(runExport(gongzhi.platform, await claim(), after(3, 'stop'))).rejects.toThrow('goes on after');
  expect(await seen(id, by, 'state rowCount')).toEqual({ state: 'RUNNING', rowCount: 9 });
  // Held by who is gone, until it was not heard of for long enough.
  expect(await claimExport(gongzhi.pool)).toBeNull();
  let late = 0;
  const reset = setClock(() => Date.now() + late);
  try {
    late += bulk.leaseMs + 1;
    const killed = await claim();
    await expect(runExport(gongzhi.platform, killed, after(2, 'kill'))).rejects.toThrow('killed');
    late += bulk.leaseMs + 1;
    const heir = await claim();
    // Who was taken for dead and was only slow records nothing any more.
    await expect(runExport(gongzhi.platform, killed, after(1, 'stop'))).rejects.toThrow(LeaseLost);
    await runExport(gongzhi.platform, heir);
    const receipt = JSON.parse((await seen(id, by, 'receipt')).receipt as string) as Record<string, unknown>;
    const rows = linesOf(await textOf(id, by));
    const expected = await walked('organizations', 'id name', by, 'filter: { within: "990101" }');
    expect(rows.length).toBeGreaterThan(15);
    expect(rows).toEqual(expected);
    expect(receipt).toMatchObject({
      form: 'gongzhi-export-receipt-1',
      counts: { rows: rows.length },
      madeBy: { subject: by.caller.subject, app: by.caller.app },
    });
    // Two moments, because a stop came between; each tells how many rows are its own.
    expect((receipt['moments'] as readonly { rows: number }[]).map((one) => one.rows)).toEqual([
      9,
      rows.length - 9,
    ]);
  } finally {
    reset();
  }
});

test('rights that are taken away end an export with a reason, and it gives no file', async () => {
  const by = await keyed(grantsOn('read', null));
  const { bulkExport } = await exported(by, county);
  const held = (await claimExport(gongzhi.pool))!;
  const revoked = withTransaction(gongzhi.pool, (db) => revokeKey(db, by.prefix));
  await revoked;
  await expect(runExport(gongzhi.platform, held)).rejects.toThrow('bulk-rights-hold');
  await gongzhi.admin(`UPDATE "BulkExport" SET "leaseUntil" = NULL WHERE "id" = $1`, [held.id]);
  await work();
  const admin = await everything();
  expect(await seen(bulkExport!.id, admin, 'state rowCount digest reason')).toEqual({
    state: 'FAILED',
    rowCount: 0,
    digest: null,
    reason: '申请时的凭证已失效,或其权限已变更,工作已停止;请以现有权限重新提交。',
  });
});

describe('an app that may have nothing run but its documents, and that spends less than others,', () => {
  /** Such an app, whose documents are registered already. */
  async function bound(...documents: readonly string[]): Promise<Keyed> {
    const by = await keyed(grantsOn('admin', null));
    for (const [i, text] of documents.entries())
      await gongzhi.write('registerTrustedDocument', { name: `list-${i}`, text }, undefined, {
        as: by.caller,
      });
    await gongzhi.admin(
      `UPDATE "AppInstall" SET "documentsOnly" = true, "costPerMinute" = 600 WHERE "appId" = $1`,
      [by.caller.app],
    );
    forgetAgreements(gongzhi.pool);
    return by;
  }

  test('exports none but those, and only while they stand', async () => {
    const by = await bound(county.document);
    const source = `mutation ($input: ExportQueryInput!) { exportQuery(input: $input) { bulkExport { id } } }`;
    const document = county.document.replace('first: 3', 'first: 4');
    const input = { ...county, document, format: 'CSV', idempotencyKey: 'not-registered' };
    const { data, errors } = await gongzhi.query(source, { input }, { as: by.caller });
    expect([data, errors!.map(({ extensions }) => extensions!['rule'])]).toEqual([
      { exportQuery: null },
      ['trusted-documents-only'],
    ]);
    const [{ bulkExport: made }, { bulkExport: ended }] = [
      await exported(by, county),
      await exported(by, county),
    ];
    await runExport(gongzhi.platform, (await claimExport(gongzhi.pool))!);
    expect(await seen(made!.id, by, 'state')).toEqual({ state: 'READY' });
    await gongzhi.admin(`UPDATE "TrustedDocument" SET "state" = 'RETIRED' WHERE "app" = $1`, [by.caller.app]);
    await work();
    expect(await seen(ended!.id, by, 'state reason')).toEqual({
      state: 'FAILED',
      reason: '本应用只能调用已登记的受信文档。',
    });
  });

  test('pays from what was agreed', async () => {
    const document = '{ organizations { nodes { id residences(first: 4) { nodes { role } } } } }';
    const by = await bound(document);
    const { bulkExport } = await exported(by, { document });
    await work();
    expect(await seen(bulkExport!.id, by, 'state reason')).toEqual({
      state: 'FAILED',
      reason: expect.stringMatching(/601.*600/),
    });
  });
});

test('a table has the columns of the selection, is run by no program, and keeps codes and amounts as they are', async () => {
  const by = await everything();
  for (const name of ['=1+1', '＠SUM(A1)', '正常"名称"'])
    await gongzhi.write(
      'createOrganization',
      { kind: 'ENTERPRISE', name, division: { code: '990101001001' } },
      undefined,
      { as: by.caller },
    );
  const document = `{ organizations(filter: { within: "990101001001", kind: { eq: ENTERPRISE } }, orderBy: [{ field: CREATED_AT, direction: DESC }], first: 2) {
    nodes { name registeredOn version division { code name } aliases } } }`;
  const path = await exported(by, { document, format: 'CSV' });
  const term = await exported(by, { document, format: 'XLSX', titles: 'TERM' });
  await work();
  const whole = Buffer.from(await (await send(`/exports/${path.bulkExport!.id}`, by)).arrayBuffer());
  const csv = whole.toString('utf8');
  const lines = csv.split('\r\n');
  expect(lines[0]).toBe('\uFEFFname,registeredOn,version,division.code,division.name,aliases');
  expect(lines.slice(1, 4)).toEqual([
    '"正常""名称""",,1,990101001001,示例晨光社区居委会,[]',
    "'＠SUM(A1),,1,990101001001,示例晨光社区居委会,[]",
    "'=1+1,,1,990101001001,示例晨光社区居委会,[]",
  ]);
  const response = await send(`/exports/${term.bulkExport!.id}`, by);
  const [table] = await readTables(Buffer.from(await response.arrayBuffer()), tableTypes.xlsx);
  expect(table!.rows.slice(0, 3)).toEqual([
    ['organizations', '', '', '', '', ''],
    ['名称', '登记日期', '版本号', '登记(记录)所在区划.统计用区划代码', '登记(记录)所在区划.名称', '别名'],
    ['正常"名称"', '', '1', '990101001001', '示例晨光社区居委会', '[]'],
  ]);
  expect(table!.rows.length).toBe(lines.length);
});

test('personal data stands in a file that was asked for with its purpose, and in no other', async () => {
  const by = await everything();
  const { code } = await makePurpose(gongzhi);
  const headers = { authorization: `Bearer ${by.key}`, 'gongzhi-purpose': code };
  const caller = await callerFor(gongzhi.pool, headers, 'zh-CN');
  const name = '有联系电话的单位';
  const input = {
    kind: 'ENTERPRISE',
    name,
    division: { code: '990101001001' },
    contactPhone: '028-12345678',
  };
  await gongzhi.write('createOrganization', input, undefined, { as: caller });
  const document = `{ organizations(filter: { name: { eq: "${name}" } }) { nodes { contactPhone } } }`;
  const without = await exported(by, { document });
  const named = await exported({ ...by, caller }, { document });
  await work();
  const told: unknown[] = [];
  for (const { bulkExport } of [without, named])
    told.push(
      linesOf(await textOf(bulkExport!.id, by)),
      await seen(bulkExport!.id, by, 'purpose redactions'),
    );
  expect(told).toEqual([
    [{ contactPhone: null }],
    { purpose: null, redactions: ['organizations.nodes.contactPhone'] },
    [{ contactPhone: '028-12345678' }],
    { purpose: code, redactions: [] },
  ]);
});

test('a file is given out to who asked for it alone, in parts where parts are asked for, and each time is on record', async () => {
  const by = await everything();
  const other = await keyed(grantsOn('admin', null));
  const { bulkExport } = await exported(by, { ...county, format: 'CSV' });
  const { id } = bulkExport!;
  expect((await send(`/exports/${id}`, by)).status).toBe(409);
  await work();
  const whole = Buffer.from(await (await send(`/exports/${id}`, by)).arrayBuffer());
  expect((await send(`/exports/${id}`, other)).status).toBe(404);
  // The id of another office's object, and what no id can be.
  expect((await send(`/exports/${id.replace('990101', '510117')}`, by)).status).toBe(404);
  expect((await send('/exports/bex_990101_x', by)).status).toBe(404);
  expect((await send(`/exports/${id}`, null)).status).toBe(401);
  const part = await send(`/exports/${id}`, by, { headers: { range: 'bytes=3-9' } });
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 3-9/${whole.length}`]);
  expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(3, 10));
  expect((await send(`/exports/${id}`, by, { headers: { range: `bytes=${whole.length}-` } })).status).toBe(
    416,
  );
  const etag = part.headers.get('etag')!;
  expect((await send(`/exports/${id}`, by, { headers: { 'if-none-match': etag } })).status).toBe(304);
  expect(etag).toBe(`"${(await seen(id, by, 'digest')).digest}"`);
  const recorded = await gongzhi.admin(
    `SELECT "app", "scope" FROM "AuditEvent" WHERE "operation" = 'downloadExport' AND "objects" = ARRAY[$1]`,
    [id],
  );
  expect(recorded).toEqual([1, 2].map(() => ({ app: by.caller.app, scope: 'apps:read' })));
});

test('after its time a file is gone, and an export that was given up leaves nothing behind', async () => {
  const by = await keyed(grantsOn('read', null));
  const kept = await exported(by, county);
  await work();
  const given = await exported(by, county);
  const held = (await claimExport(gongzhi.pool))!;
  await expect(runExport(gongzhi.platform, held, after(2, 'stop'))).rejects.toThrow('goes on after');
  const { version } = await seen(given.bulkExport!.id, by, 'version');
  const cancelled = await gongzhi.write<{ bulkExport: { state: string } }>(
    'cancelExport',
    { bulkExport: { id: given.bulkExport!.id }, expectedVersion: version, reason: '不需要了' },
    'bulkExport { state }',
    { as: by.caller },
  );
  expect(cancelled.bulkExport.state).toBe('CANCELLED');
  const reset = setClock(() => Date.now() + (bulk.keptDays + 1) * 86_400_000);
  try {
    await work();
    expect(await seen(kept.bulkExport!.id, by, 'state')).toEqual({ state: 'EXPIRED' });
    const gone = await send(`/exports/${kept.bulkExport!.id}`, by);
    expect([gone.status, JSON.stringify(await gone.json())]).toEqual([
      409,
      expect.stringContaining('export-is-ready'),
    ]);
    const { key } = decodeId(given.bulkExport!.id)!;
    expect(await gongzhi.admin(`SELECT "expiresAt" FROM "BulkExport" WHERE "id" = $1`, [key])).toEqual([
      { expiresAt: null },
    ]);
  } finally {
    reset();
  }
});

test.each([
  ['{ organizations { totalCount } }', 'export-has-one-connection'],
  ['{ organizations { nodes { id } } divisions { nodes { id } } }', 'export-has-one-connection'],
  ['{ viewer { subject } }', 'export-has-one-connection'],
  ['{ organizations(last: 5) { nodes { id } } }', 'export-has-one-connection'],
  ['mutation { createFund(input: {}) { replayed } }', 'export-document-is-valid'],
  ['{ organizations { nodes { noSuchField } } }', 'export-document-is-valid'],
  ['{ organizations {', 'export-document-is-valid'],
  [
    'query ($c: DivisionCode!) { organizations(filter: { within: $c }) { nodes { id } } }',
    'export-document-is-valid',
  ],
])('%s is no list to be exported', async (document, rule) => {
  const { bulkExport, userErrors } = await exported(await everything(), { document });
  expect([bulkExport, userErrors.map((error) => [error.rule, error.path])]).toEqual([
    null,
    [[rule, ['document']]],
  ]);
});

test('an app has so many exports waiting and no more', async () => {
  const by = await keyed(grantsOn('read', null));
  for (let n = 0; n < bulk.perApp; n += 1) expect((await exported(by, county)).userErrors).toEqual([]);
  const source = `mutation ($input: ExportQueryInput!) { exportQuery(input: $input) { bulkExport { id } } }`;
  const input = { ...county, format: 'CSV', idempotencyKey: 'one-too-many' };
  const { data, errors } = await gongzhi.query(source, { input }, { as: by.caller });
  expect([data, errors!.map(({ extensions }) => extensions!['rule'])]).toEqual([
    { exportQuery: null },
    ['bulk-work-within-its-number'],
  ]);
  await gongzhi.admin(`UPDATE "BulkExport" SET "state" = 'CANCELLED' WHERE "state" = 'QUEUED'`);
});

test('ranges are read as the specification says', () => {
  expect(['bytes=0-0', 'bytes=5-', 'bytes=-3', 'bytes=8-99'].map((header) => rangeOf(header, 10))).toEqual([
    { from: 0, to: 0 },
    { from: 5, to: 9 },
    { from: 7, to: 9 },
    { from: 8, to: 9 },
  ]);
  expect(
    [undefined, 'bytes=', 'bytes=5-2', 'bytes=0-1,3-4', 'lines=1-2'].map((header) => rangeOf(header, 10)),
  ).toEqual([null, null, null, null, null]);
  expect(['bytes=10-', 'bytes=-0'].map((header) => rangeOf(header, 10))).toEqual(['beyond', 'beyond']);
  expect(bulkExports.rows).toBeGreaterThan(bulkExports.partRows);
});
