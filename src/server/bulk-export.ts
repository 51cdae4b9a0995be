// Works on an export: walks the list page by page into the storage, then writes the one file and its receipt.
import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import type { Payer } from '../kernel/budget.js';
import type { Caller, Scope } from '../kernel/caller.js';
import { nowIso, nowMs } from '../kernel/clock.js';
import { bulkExports } from '../kernel/config.js';
import { refusal } from '../kernel/errors.js';
import { schemaFor } from '../kernel/graph/build.js';
import { newId } from '../kernel/ids.js';
import { answerOf, runOperation, type Engine } from '../kernel/run.js';
import { exportArea, keepBytes, readBytes, removeBytes, type Known } from '../platform/bulk/contents.js';
import type { ClaimedExport } from '../platform/bulk/leases.js';
import { partsOf, recordFile, recordPart, type Part } from '../platform/bulk/progress.js';
import type { Asker } from '../platform/bulk/rights.js';
import { walkOf, type Walk } from '../platform/bulk/walk.js';
import { withTransaction } from '../platform/database/pool.js';
import { payerFor } from '../platform/limits/payer.js';
import { mayRun } from '../platform/limits/queries.js';
import { csvOf } from '../platform/sheets/csv.js';
import { rowOf } from '../platform/sheets/selection.js';
import { xlsxOf } from '../platform/sheets/xlsx.js';
import { advance, callerFor, dataOf, Paused } from './bulk-steps.js';
import type { Platform } from './platform.js';

/** Names the form of the receipt. */
const receiptForm = 'gongzhi-export-receipt-1';

/** Ends of files by their form. */
const fileEndings = { JSONL: 'jsonl', CSV: 'csv', XLSX: 'xlsx' } as const;

/** Who asked for an export or an import. */
export function askerIn(job: Pick<ClaimedExport, keyof Asker>): Asker {
  const { tenant, app, install, subject, organizationId, audience, purpose } = job;
  const language = job.language === 'en' ? 'en' : 'zh-CN';
  const scopes = job.scopes as readonly Scope[];
  const rights = Buffer.from(job.rights);
  return { tenant, app, install, subject, organizationId, audience, language, purpose, scopes, rights };
}

/**
 * Takes an export from where it is to its end.
 *
 * Takes the platform, the export that this worker holds, and a signal after which it ends with what it has read so far.
 * Throws LeaseLost where it was given up or another worker has it, Paused where it goes on later, a Refusal where it
 * cannot go on.
 */
export async function runExport(
  platform: Platform,
  claimed: ClaimedExport,
  stop?: AbortSignal,
): Promise<void> {
  let job = claimed;
  if (job.state === 'QUEUED') job = await advance(platform, 'BulkExport', job, 'RUNNING');
  const walk = walkOf(schemaFor(job.audience), job.document, job.variables);
  if (!job.walked) await readParts(platform, job, walk, stop);
  const parts = await partsOf(platform.pool, job.tenant, job.id);
  if (job.digest === null) await writeFile(platform, job, walk, parts);
  await advance(platform, 'BulkExport', job, 'READY');
  await removeParts(job, parts);
}

/** Removes what was kept of an export while it was made. */
export async function removeParts(
  { tenant, id }: Pick<ClaimedExport, 'tenant' | 'id'>,
  parts: readonly Part[],
): Promise<void> {
  for (const { digest } of parts) await removeBytes(exportArea(`${id}/parts`), tenant, digest);
}

/**
 * Walks the list from the cursor on, at one moment of the database. Each page is asked in the name and with the rights
 * that its asker has then; parts are kept as they fill, so that after a kill no page before them is asked again.
 */
async function readParts(
  platform: Platform,
  job: ClaimedExport,
  walk: Walk,
  stop?: AbortSignal,
): Promise<void> {
  const { tenant, id, format } = job;
  const asker = askerIn(job);
  const most = format === 'XLSX' ? bulkExports.workbookRows : bulkExports.rows;
  await withTransaction(
    platform.pool,
    async (_, client) => {
      const engine = engineOn(platform.engine, client);
      const readAt = nowIso();
      let { cursor, rowCount, byteSize } = job;
      let lines: string[] = [];
      const masked = new Set<string>();
      let [bytes, sinceMs] = [0, nowMs()];
      const flush = async (next: string | null): Promise<void> => {
        const kept = await keepBytes(exportArea(`${id}/parts`), tenant, [
          Buffer.from(lines.join(''), 'utf8'),
        ]);
        await recordPart(platform.pool, job, { ...kept, rowCount: lines.length, readAt }, next, [...masked]);
        byteSize += BigInt(bytes);
        [lines, bytes, sinceMs] = [[], 0, nowMs()];
      };
      for (;;) {
        if (stop?.aborted) {
          if (lines.length > 0) await flush(cursor);
          throw new Paused(0);
        }
        const caller = await callerFor(platform, asker);
        await mayRun(platform.pool, caller, job.document);
        const payer = await payerFor(platform.pool, caller);
        const { data, redactions = [] } = await ask(engine, walk, cursor, caller, payer).catch(
          async (error: unknown) => {
            // What was read is kept, so that an export which has to wait for its budget comes on nevertheless.
            if (error instanceof Paused && lines.length > 0) await flush(cursor);
            throw error;
          },
        );
        redactions.forEach((path) => masked.add(path));
        const { rows, next } = walk.pageIn(data);
        for (const row of rows) {
          const line = `${JSON.stringify(row)}\n`;
          lines.push(line);
          bytes += Buffer.byteLength(line);
        }
        rowCount += rows.length;
        if (rowCount > most) throw refusal('export-within-its-rows', [], { limit: most });
        if (byteSize + BigInt(bytes) > bulkExports.bytes)
          throw refusal('export-within-its-bytes', [], { limit: bulkExports.bytes });
        cursor = next;
        const full =
          lines.length >= bulkExports.partRows ||
          bytes >= bulkExports.partBytes ||
          nowMs() - sinceMs >= bulkExports.partMs;
        if (full || next === null) await flush(next);
        if (next === null) return;
      }
    },
    'ISOLATION LEVEL REPEATABLE READ, READ ONLY',
  );
}

async function ask(
  engine: Engine,
  walk: Walk,
  cursor: string | null,
  caller: Caller,
  payer: Payer,
): Promise<{ readonly data: Readonly<Record<string, unknown>>; readonly redactions?: readonly string[] }> {
  const answer = answerOf(
    await runOperation(engine, {
      schema: schemaFor(caller.audience),
      document: walk.document,
      variables: walk.variables(cursor),
      caller,
      payer,
      requestId: newId(),
    }),
  );
  return {
    data: dataOf(answer),
    ...(answer.extensions.redactions ? { redactions: answer.extensions.redactions } : {}),
  };
}

/** The engine with one connection for all that is read: what it has begun is one moment of the database. */
function engineOn(engine: Engine, client: PoolClient): Engine {
  const held = { query: client.query.bind(client), release: () => {} } as unknown as PoolClient;
  const pool = { connect: () => Promise.resolve(held) } as unknown as Pool;
  const { copies: _, ...own } = engine;
  return { ...own, pool };
}

async function writeFile(
  platform: Platform,
  job: ClaimedExport,
  walk: Walk,
  parts: readonly Part[],
): Promise<void> {
  const { tenant, id } = job;
  const content = chunksOf(job, walk, parts);
  const file = await keepBytes(exportArea(id), tenant, content);
  const caller = await callerFor(platform, askerIn(job));
  const grants = caller.grants.map(({ scope, division, dataClass }) => ({ scope, division, dataClass }));
  const receipt = receiptOf(job, walk, parts, file, grants);
  await recordFile(platform.pool, job, { ...file, receipt: JSON.stringify(receipt) });
}

/** What the file holds, who asked for it, and under which rights: in the words of the receipts of exported ledgers. */
function receiptOf(
  job: ClaimedExport,
  walk: Walk,
  parts: readonly Part[],
  { digest, byteSize }: Known,
  grants: readonly object[],
): object {
  const { tenant, format, titles, subject, app, organizationId, audience, purpose, document, variables } =
    job;
  const rows = parts.reduce((sum, part) => sum + part.rowCount, 0);
  const moments = [...new Set(parts.map(({ readAt }) => readAt))].map((at) => ({
    at,
    rows: parts.reduce((sum, part) => sum + (part.readAt === at ? part.rowCount : 0), 0),
  }));
  return {
    form: receiptForm,
    format: fileEndings[format],
    madeAt: nowIso(),
    madeBy: { subject, app, organizationId, audience, purpose, grants },
    tenant,
    document,
    documentSha256: createHash('sha256').update(document).digest('hex'),
    variables: JSON.parse(variables) as unknown,
    titles,
    counts: { rows },
    // One where nothing interrupted it: then all rows are of one moment.
    moments,
    file: { name: fileNameOf(job, walk), bytes: byteSize, sha256: digest.replace('sha256:', '') },
  };
}

/** The name under which the file is given out. */
export function fileNameOf(
  { id, format }: Pick<ClaimedExport, 'id' | 'format'>,
  { title }: Pick<Walk, 'title'>,
): string {
  return `${title}-${id.slice(-12)}.${fileEndings[format]}`;
}

async function* chunksOf(job: ClaimedExport, walk: Walk, parts: readonly Part[]): AsyncGenerator<Buffer> {
  const { format, titles } = job;
  if (format === 'JSONL') {
    for (const part of parts) yield await partOf(job, part);
    return;
  }
  const columns = walk.columns(titles);
  const sheet = { title: walk.title, columns, rows: [] };
  if (format === 'XLSX') {
    const rows = [];
    for (const part of parts)
      for (const line of await linesOf(job, part)) rows.push(rowOf(columns, JSON.parse(line)));
    yield await xlsxOf([{ ...sheet, rows }]);
    return;
  }
  // In pieces: each is made as a table of its own, of which the head is left away.
  const head = csvOf([sheet]);
  yield Buffer.from(head, 'utf8');
  for (const part of parts) {
    const lines = await linesOf(job, part);
    for (let from = 0; from < lines.length; from += bulkExports.csvRowsAtOnce) {
      const rows = lines
        .slice(from, from + bulkExports.csvRowsAtOnce)
        .map((line) => rowOf(columns, JSON.parse(line)));
      yield Buffer.from(csvOf([{ ...sheet, rows }]).slice(head.length), 'utf8');
    }
  }
}

async function partOf({ tenant, id }: ClaimedExport, { digest }: Part): Promise<Buffer> {
  const found = await readBytes(exportArea(`${id}/parts`), tenant, digest);
  if (found === null) throw refusal('stored-file-is-what-was-uploaded');
  const chunks: Buffer[] = [];
  for await (const chunk of found) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function linesOf(job: ClaimedExport, part: Part): Promise<readonly string[]> {
  return (await partOf(job, part)).toString('utf8').split('\n').slice(0, -1);
}
