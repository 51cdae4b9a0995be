// `bench bulk`: rows per second of an import beside the same writes sent one by one, and of exports in each form.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Caller } from '../../src/kernel/caller.js';
import { pascalName } from '../../src/kernel/graph/names.js';
import { newId } from '../../src/kernel/ids.js';
import { issueKey } from '../../src/platform/auth/keys.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { callerFor } from '../../src/platform/privacy/purpose.js';
import { workOnce } from '../../src/server/bulk-worker.js';
import { openPlatform, type Platform } from '../../src/server/platform.js';
import { openDatabase } from './database.js';
import { machineOf } from './machine.js';
import { tableOf } from './table.js';

const community = '990101001001';
const head = '组织类型,名称,登记所在区划,外部键';
const formats = ['JSONL', 'CSV', 'XLSX'] as const;
const everyOrganization =
  '{ organizations(filter: { name: { startsWith: "导入" } }) { nodes { id name kind createdAt } } }';

/** Runs the benchmark with tables of so many rows; what it finds goes to the terminal and to `bulk.md` in the folder. */
export async function runBulk(rows: number, out: string, command: string): Promise<void> {
  const database = await openDatabase((line) => console.error(line));
  process.env['GONGZHI_DATA_DIR'] = database.folder;
  try {
    const platform = await openPlatform(database.url);
    const caller = await clerkOf(platform);
    const measured: (readonly [name: string, rows: number, seconds: number])[] = [];
    const timed = async (name: string, work: () => Promise<unknown>, of = rows): Promise<void> => {
      const begin = performance.now();
      await work();
      measured.push([name, of, (performance.now() - begin) / 1_000]);
    };
    await writeOneByOne(platform, caller, Math.ceil(rows / 4));
    await timed('one by one', () => writeOneByOne(platform, caller, rows));
    await timed('import, REJECT_FAILED', () => imported(platform, caller, rows, 'REJECT_FAILED'));
    await timed('import, REJECT_ALL', () => imported(platform, caller, rows, 'REJECT_ALL'));
    for (const format of formats)
      await timed(
        `export, ${format}`,
        () => exported(platform, caller, format),
        3 * rows + Math.ceil(rows / 4),
      );
    await platform.close();
    const table = tableOf(
      ['', 'rows', 'seconds', 'rows/s'],
      measured.map(([name, count, seconds]) => [
        name,
        String(count),
        seconds.toFixed(1),
        (count / seconds).toFixed(0),
      ]),
    );
    const [single, each, all] = measured.map(([, count, seconds]) => count / seconds) as [
      number,
      number,
      number,
    ];
    const report = `# Imports and exports

An organization a row, in one office, one worker; an export is walked to its file with its receipt.

${await machineOf(database.adminUrl, command)}

${table}

An import by rows ÷ writes one by one: ${(each / single).toFixed(2)}; one that tries all rows before it writes any: ${(all / single).toFixed(2)}.
`;
    console.log(report);
    await mkdir(out, { recursive: true });
    await writeFile(join(out, 'bulk.md'), report);
  } finally {
    await database.stop();
  }
}

/** A clerk of the demo community, with an app of its own. */
async function clerkOf({ pool }: Platform): Promise<Caller> {
  const { key } = await withTransaction(pool, (db) =>
    issueKey(db, {
      tenant: 990_101,
      app: { name: 'Bench', owner: '示例', purpose: '测量' },
      subject: 'bench',
      audience: 'INTERNAL',
      grants: (['organizations:write', 'apps:read'] as const).map((scope) => ({
        scope,
        division: '990101001',
        dataClass: 'PUBLIC',
      })),
      lifetimeMs: 86_400_000,
    }),
  );
  return callerFor(pool, { authorization: `Bearer ${key}` }, 'zh-CN');
}

let made = 0;
const nextName = (): string => `导入${(made += 1)}`;

/** Sends a write. @throws Error for one that was not accepted */
async function write(
  platform: Platform,
  caller: Caller,
  operation: string,
  input: object,
  selection: string,
): Promise<void> {
  const type = `${pascalName(operation)}Input`;
  const source = `mutation ($input: ${type}!) { ${operation}(input: $input) { ${selection} { id } userErrors { code path } } }`;
  const { data, errors } = await platform.run(
    { source, variables: { input: { ...input, idempotencyKey: newId() } } },
    caller,
  );
  const payload = data?.[operation] as { readonly userErrors: readonly unknown[] } | undefined;
  if (errors || payload?.userErrors.length !== 0)
    throw new Error(JSON.stringify(errors ?? payload?.userErrors));
}

async function writeOneByOne(platform: Platform, caller: Caller, rows: number): Promise<void> {
  for (let i = 0; i < rows; i += 1) {
    const input = { kind: 'ENTERPRISE', name: nextName(), division: { code: community } };
    await write(platform, caller, 'createOrganization', input, 'organization');
  }
}

async function imported(platform: Platform, caller: Caller, rows: number, onError: string): Promise<void> {
  const lines = Array.from({ length: rows }, () => `企业,${nextName()},${community},`);
  const table = [head, ...lines].join('\n');
  const input = { operation: 'createOrganization', onError, table };
  await write(platform, caller, 'importRows', input, 'bulkImport');
  await workedOff(platform, 'BulkImport', 'DONE', '"writtenCount"', rows);
}

async function exported(platform: Platform, caller: Caller, format: (typeof formats)[number]): Promise<void> {
  await write(platform, caller, 'exportQuery', { document: everyOrganization, format }, 'bulkExport');
  await workedOff(platform, 'BulkExport', 'READY', '"rowCount"', made);
}

/** Works until nothing is due. @throws Error where the newest piece of work did not end with so many rows */
async function workedOff(
  platform: Platform,
  table: string,
  state: string,
  counted: string,
  rows: number,
): Promise<void> {
  while (await workOnce(platform));
  const { rows: found } = await platform.pool.query<{ state: string; count: number; reason: string | null }>(
    `SELECT "state", ${counted}::int AS count, "reason" FROM "${table}" ORDER BY "createdAt" DESC, "id" DESC LIMIT 1`,
  );
  const [last] = found;
  if (last?.state !== state || last.count !== rows) throw new Error(JSON.stringify(last));
}
