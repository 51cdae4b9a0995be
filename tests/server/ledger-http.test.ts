// Ledgers over HTTP: heads for everybody, exports and vouchers for whoever may read the books, each recorded.
import { createHash } from 'node:crypto';
import { beforeAll, expect, test } from '@jest/globals';
import { fromBufferPromise } from 'yauzl';
import { sealOf } from '../../src/domains/funds/rules/anchors.js';
import type { AnchorRecord, ExportRecord, TransactionRecord } from '../../src/domains/funds/rules/records.js';
import { verifyLedger } from '../../src/domains/funds/rules/verify.js';
import { encodeId } from '../../src/kernel/ids.js';
import { runJobs } from '../../src/server/jobs.js';
import { exported, makeBooks, type Books } from '../support/books.js';
import { mighty } from '../support/domains.js';
import { useFileServer } from '../support/file-server.js';
import { makeFund } from '../support/funds.js';
import type { DemoRole } from '../../src/platform/auth/demo-keys.js';

const server = useFileServer();
const { gongzhi } = server;
let books: Books;

beforeAll(async () => {
  books = await makeBooks(gongzhi, 30);
  // A fund of another street, whose books the community does not read.
  await makeFund(gongzhi, { division: { code: '990101002' } });
}, 60_000);

const get = (path: string, role: DemoRole | null): Promise<Response> =>
  fetch(`http://127.0.0.1:${server.port()}/ledger/${path}`, {
    headers: role === null ? {} : { authorization: `Bearer ${server.keyOf(role)}` },
  });

/** The entries of a ZIP by name. */
async function entriesOf(response: Response): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await fromBufferPromise(Buffer.from(await response.arrayBuffer()));
  const entries = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    entries.set(entry.fileName, Buffer.concat(chunks));
  }
  return entries;
}

const audited = (operation: string): Promise<readonly Record<string, unknown>[]> =>
  gongzhi.admin(`SELECT subject, objects FROM "AuditEvent" WHERE operation = '${operation}' ORDER BY id`);

const linesOf = (content: Buffer): readonly string[] => content.toString().trimEnd().split('\n');

test('an auditor gets the whole ledger with its receipt, and it is recorded who took it', async () => {
  const response = await get('990101.jsonl', 'auditor');
  expect(response.status).toBe(200);
  const entries = await entriesOf(response);
  const [[name, content], [receiptName, told]] = [...entries] as [[string, Buffer], [string, Buffer]];
  expect(receiptName).toBe(`${name}.receipt.json`);
  const receipt = JSON.parse(told.toString()) as Record<string, unknown>;
  expect(receipt).toMatchObject({
    format: 'jsonl',
    tenant: 990101,
    filter: { funds: null, from: null, to: null, through: null },
    madeBy: { subject: 'demo-auditor', scope: 'funds:read', dataClass: 'CONDITIONAL' },
    file: { name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') },
  });
  expect((await verifyLedger(linesOf(content))).faults).toEqual([]);
  expect(await audited('exportLedger')).toEqual([{ subject: 'demo-auditor', objects: [] }]);
});

test('a community gets its own funds only, and no fund of others by asking for it', async () => {
  const response = await get('990101.jsonl', 'community');
  const [[, content]] = [...(await entriesOf(response))] as [[string, Buffer]];
  const { faults } = await verifyLedger(linesOf(content));
  expect(faults).toEqual([]);
  const { funds } = JSON.parse(linesOf(content)[0]!) as { funds: readonly string[] };
  expect(funds).toEqual(expect.arrayContaining([...books.funds]));
  const divisions = linesOf(content).flatMap((line) => {
    const record = JSON.parse(line) as ExportRecord;
    return record.type === 'account' && !record.outside ? [record.divisionKey] : [];
  });
  expect(new Set(divisions)).toEqual(new Set(['990101001001']));
  const [other] = await gongzhi.admin<{ id: string }>(
    `SELECT id FROM "Fund" WHERE tenant = 990101 AND "divisionKey" LIKE '990101002%' LIMIT 1`,
  );
  const foreign = encodeId({ prefix: 'fnd', tenant: 990101, key: other!.id });
  expect((await get(`990101.jsonl?fund=${foreign}`, 'community')).status).toBe(404);
  expect((await get(`990101.hledger?fund=${foreign}`, 'auditor')).status).toBe(200);
});

test('who may not read the books gets nothing, and what is asked for must be understood', async () => {
  const before = await audited('exportLedger');
  for (const [path, role, status] of [
    ['990101.jsonl', null, 401],
    ['990101.jsonl', 'vendor', 403],
    ['990101.jsonl', 'enterprise', 403],
    ['510117.jsonl', 'auditor', 404],
    ['990101.pdf', 'auditor', 404],
    ['990101.csv?from=2025-13-01', 'auditor', 400],
    ['990101.csv?knownAt=yesterday', 'auditor', 400],
    ['990101.csv?knownAt=%2B275760-09-13T00:00:00Z', 'auditor', 400],
    ['990101.csv?knownAt=-000001-01-01T00:00:00Z', 'auditor', 400],
  ] as const)
    expect({ path, status: (await get(path, role)).status }).toEqual({ path, status });
  expect(await audited('exportLedger')).toEqual(before);
});

test('a published head is told to everybody, and finds out a tail that was cut off and a chain made anew', async () => {
  await runJobs(gongzhi.platform);
  const response = await get('heads.json', null);
  expect(response.headers.get('cache-control')).toBe('public, max-age=3600');
  const { heads } = (await response.json()) as {
    heads: readonly { tenant: number; anchoredOn: string; number: string; seal: string }[];
  };
  const head = heads.find(({ tenant }) => tenant === 990101)!;
  const { text } = await exported(gongzhi);
  const lines = text.trimEnd().split('\n');
  expect((await verifyLedger(lines, { heads: [head] })).faults).toEqual([]);
  const anchor = lines
    .map((line) => JSON.parse(line) as ExportRecord)
    .find((record): record is AnchorRecord => record.type === 'anchor' && record.number === head.number)!;
  const last = lines
    .map((line) => JSON.parse(line) as ExportRecord)
    .find(
      (record): record is TransactionRecord => record.type === 'transaction' && record.number === head.number,
    )!;
  expect(sealOf(990101, anchor, last.hash)).toBe(head.seal);
  // An export as known before the last voucher, passed off as all there is: whole in itself, but for the head.
  const earlier = await exported(gongzhi, { knownAt: '2020-01-01T00:00:00Z' });
  const cut = earlier.text.trimEnd().split('\n');
  cut[0] = JSON.stringify({ ...(JSON.parse(cut[0]!) as object), through: null });
  const without = await verifyLedger(cut);
  expect(without.faults).toEqual([]);
  const { faults } = await verifyLedger(cut, { heads: [head] });
  expect(faults.map(({ kind, place }) => `${kind} at ${place}`)).toEqual([
    `ANCHOR at transaction ${head.number}`,
  ]);
  const other = { ...head, seal: '0'.repeat(64) };
  expect((await verifyLedger(lines, { heads: [other] })).faults).toMatchObject([{ kind: 'ANCHOR' }]);
});

test('only who reads the books is told what is behind the seal', async () => {
  const source = '{ ledgerAnchors(first: 1) { nodes { number seal hash salt } } }';
  const seen = async (role: DemoRole): Promise<unknown> =>
    (await gongzhi.query(source, {}, { as: role })).data;
  expect(await seen('auditor')).toMatchObject({
    ledgerAnchors: { nodes: [{ hash: expect.stringMatching(/^[0-9a-f]{64}$/), salt: expect.any(String) }] },
  });
  const { ledgerAnchors } = await gongzhi.read<{ ledgerAnchors: { nodes: readonly { seal: string }[] } }>(
    '{ ledgerAnchors(first: 1) { nodes { number seal } } }',
    {},
    'anonymous',
  );
  expect(ledgerAnchors.nodes[0]!.seal).toMatch(/^[0-9a-f]{64}$/);
});

test('a voucher comes with its records and its files, each with its digest', async () => {
  const { ledgerTransactions } = await gongzhi.read<{
    ledgerTransactions: { nodes: readonly { number: string }[] };
  }>(
    '{ ledgerTransactions(first: 1, orderBy: [{ field: NUMBER, direction: DESC }]) { nodes { number } } }',
    {},
    mighty(),
  );
  const { number } = ledgerTransactions.nodes[0]!;
  const response = await get(`990101/vouchers/${number}.zip`, 'auditor');
  expect(response.status).toBe(200);
  const entries = await entriesOf(response);
  const manifest = JSON.parse(entries.get('manifest.json')!.toString()) as {
    parts: readonly { name: string; bytes: number; sha256: string }[];
  };
  expect(manifest.parts.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['voucher.json', 'voucher.jsonl', 'voucher.html']),
  );
  for (const { name, bytes, sha256 } of manifest.parts) {
    const content = entries.get(name)!;
    expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([bytes, sha256]);
  }
  const record = JSON.parse(linesOf(entries.get('voucher.jsonl')!).at(-1)!) as TransactionRecord;
  const told = JSON.parse(entries.get('voucher.json')!.toString()) as { hash: string };
  expect([record.number, record.hash]).toEqual([number, told.hash]);
  expect(await audited('exportVoucher')).toHaveLength(1);
  expect((await get(`990101/vouchers/${number}.zip`, null)).status).toBe(401);
  expect((await get(`990101/vouchers/${number}.zip`, 'enterprise')).status).toBe(403);
  expect((await get('990101/vouchers/99999999.zip', 'auditor')).status).toBe(404);
});
