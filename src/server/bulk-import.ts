// Works on an import: each row becomes the input of its operation, sent as its asker would send it.
import { createHash } from 'node:crypto';
import type { Caller } from '../kernel/caller.js';
import { bulk, bulkImports } from '../kernel/config.js';
import { fault, messageOf, refusal, type Fault } from '../kernel/errors.js';
import { pascalName } from '../kernel/graph/names.js';
import { allOperations } from '../kernel/operation.js';
import { columnsOf, importable } from '../platform/bulk/columns.js';
import { readUpload } from '../platform/bulk/contents.js';
import { renew, type ClaimedImport } from '../platform/bulk/leases.js';
import { recordRows, triesOf, type RowResult } from '../platform/bulk/progress.js';
import { payerFor } from '../platform/limits/payer.js';
import { inputOf, tableOf, tablesFrom, type ImportRow, type ImportTable } from '../platform/bulk/table.js';
import { askerIn } from './bulk-export.js';
import { faultOf } from '../kernel/run-errors.js';
import { advance, callerFor, isPassing, Paused } from './bulk-steps.js';
import type { Platform } from './platform.js';

/** Rows refused for now are not refused rows; whatever else a caller is told is the row's own. */
interface Payload {
  readonly object: { readonly id: string } | null;
  readonly replayed: boolean;
  readonly userErrors: readonly UserError[];
}

interface UserError {
  readonly path: readonly string[];
  readonly code: string;
  readonly rule: string | null;
  readonly message: string;
}

/** The table of an import, as its rows were understood when it was asked for. */
export async function tableOfImport(
  job: Pick<ClaimedImport, 'tenant' | 'audience' | 'operation' | 'digest' | 'mediaType' | 'keyColumn'>,
): Promise<ImportTable> {
  const { tenant, audience, operation, digest, mediaType, keyColumn } = job;
  const columns = importable(audience).get(operation);
  if (!columns) throw refusal('import-operation-is-importable', ['operation'], { operation });
  return tableOf(await tablesFrom(await readUpload(tenant, digest), mediaType), columns, keyColumn);
}

/**
 * Takes an import from where it is to its end.
 *
 * Takes the platform, the import that this worker holds, and a signal after which it ends between two rows. Throws
 * LeaseLost where it was given up or another worker has it, Paused where it goes on later, a Refusal where it cannot.
 */
export async function runImport(
  platform: Platform,
  claimed: ClaimedImport,
  stop?: AbortSignal,
): Promise<void> {
  const { onError, checkOnly } = claimed;
  const table = await tableOfImport(claimed);
  let job = claimed;
  const step = async (state: ClaimedImport['state']): Promise<void> => {
    job = { ...(await advance(platform, 'BulkImport', job, state)), state, position: 0 };
  };
  if (job.state === 'QUEUED') await step(checkOnly || onError === 'REJECT_ALL' ? 'CHECKING' : 'WRITING');
  if (job.state === 'CHECKING') {
    const refused = await pass(platform, job, table, true, stop);
    if (checkOnly) return step('DONE');
    if (refused > 0) return step('REFUSED');
    await step('WRITING');
  }
  await pass(platform, job, table, false, stop);
  return step('DONE');
}

/** Treats the rows from the import's position on. @returns how many were refused in all */
async function pass(
  platform: Platform,
  job: ClaimedImport,
  table: ImportTable,
  dryRun: boolean,
  stop?: AbortSignal,
): Promise<number> {
  const { rows } = table;
  const twins = new Twins(table, job.keyColumn);
  let { position, refusedCount, writtenCount } = job;
  while (position < rows.length) {
    const batch = rows.slice(position, position + bulkImports.recordedAtOnce);
    const caller = await callerFor(platform, askerIn(job));
    const keys = await keysOf(platform, job, table, batch);
    const results: RowResult[] = [];
    let done = 0;
    // What became of the rows so far is recorded whatever stops the rest.
    const record = async (): Promise<void> => {
      if (done === 0) return renew(platform.pool, 'BulkImport', job);
      const noted = dryRun ? results.filter(({ outcome }) => outcome === 'REFUSED') : results;
      await recordRows(platform.pool, job, noted, { position: position + done, checked: dryRun ? done : 0 });
    };
    for (const row of batch) {
      const key = keys.get(row.number)!;
      if (stop?.aborted) {
        await record();
        throw new Paused(0);
      }
      try {
        const same = twins.faultOf(row);
        results.push(
          same === null
            ? await resultOf(platform, job, table, row, key, caller, dryRun)
            : refusedBy(job, row, key, [told(same, caller)]),
        );
      } catch (error) {
        await record();
        throw error;
      }
      done += 1;
      const { outcome } = results.at(-1)!;
      if (outcome === 'REFUSED' || outcome === 'IGNORED') refusedCount += 1;
      else writtenCount += dryRun ? 0 : 1;
      if (outcome === 'REFUSED' && !dryRun && job.onError === 'REJECT_ALL') {
        await record();
        throw refusal('import-stopped-midway', [], { row: row.number, written: writtenCount });
      }
    }
    await record();
    position += done;
  }
  return refusedCount;
}

/** Under which key a row is sent. */
interface RowKey {
  readonly rowKey: string | null;
  readonly idempotencyKey: string;
  /** It was written before, in this or another import. */
  readonly written: boolean;
}

/** Keys of rows by their numbers: of the import and the number, or of the value that tells the row apart. */
async function keysOf(
  { pool }: Platform,
  { tenant, id, app, operation, keyColumn }: ClaimedImport,
  { header }: ImportTable,
  rows: readonly ImportRow[],
): Promise<ReadonlyMap<number, RowKey>> {
  if (keyColumn === null)
    return new Map(
      rows.map(({ number }) => [
        number,
        { rowKey: null, idempotencyKey: `bulk-${id}-${number}`, written: false },
      ]),
    );
  const at = header.indexOf(keyColumn);
  const digests = rows.map(({ cells }) =>
    createHash('sha256')
      .update(JSON.stringify([app, operation, keyColumn, cells[at] ?? '']))
      .digest('hex'),
  );
  const tries = await triesOf(pool, tenant, digests);
  return new Map(
    rows.map(({ number }, i) => {
      const rowKey = digests[i]!;
      const { refused = 0, writtenAs = null } = tries.get(rowKey) ?? {};
      const idempotencyKey = writtenAs ?? `bulk-${rowKey}-${refused}`;
      return [number, { rowKey, idempotencyKey, written: writtenAs !== null }];
    }),
  );
}

/** Sends one row, and tells what became of it. @throws Paused where it was refused for now */
async function resultOf(
  platform: Platform,
  job: ClaimedImport,
  table: ImportTable,
  row: ImportRow,
  key: RowKey,
  caller: Caller,
  dryRun: boolean,
): Promise<RowResult> {
  const read = inputOf(table, row, job.tenant);
  if ('faults' in read)
    return refusedBy(
      job,
      row,
      key,
      read.faults.map((one) => told(one, caller)),
    );
  // Tried again it would be in its own way; when it is written it will be replayed.
  if (dryRun && key.written) return written(row, key, null, true);
  const input = { ...read.input, idempotencyKey: key.idempotencyKey, dryRun };
  const payer = await payerFor(platform.pool, caller);
  const answer = await platform.run(
    { source: mutationOf(job.operation), variables: { input }, payer },
    caller,
  );
  const payload = answer.data?.['row'] as Payload | null | undefined;
  if (!payload) {
    if (isPassing(answer)) throw new Paused(bulk.pauseMs);
    const errors = (answer.errors ?? []).map(faultOf);
    return refusedBy(
      job,
      row,
      key,
      errors.map((one) => told({ ...one, path: [] }, caller)),
    );
  }
  if (payload.userErrors.length > 0) return refusedBy(job, row, key, payload.userErrors);
  return written(row, key, payload.object?.id ?? null, payload.replayed);
}

function mutationOf(name: string): string {
  const [field] = Object.keys(allOperations().get(name)!.returns);
  return `mutation ($input: ${pascalName(name)}Input!) { row: ${name}(input: $input) {
    object: ${field} { id } replayed userErrors { path code rule message } } }`;
}

function written({ number }: ImportRow, key: RowKey, objectId: string | null, replayed: boolean): RowResult {
  const { rowKey, idempotencyKey } = key;
  const outcome = replayed ? 'REPLAYED' : 'WRITTEN';
  return {
    number,
    outcome,
    code: null,
    rule: null,
    path: null,
    message: null,
    objectId,
    rowKey,
    idempotencyKey,
  };
}

function refusedBy(
  { onError, operation, checkOnly }: ClaimedImport,
  { number }: ImportRow,
  { rowKey, idempotencyKey }: RowKey,
  errors: readonly UserError[],
): RowResult {
  const { code, rule, path } = errors[0]!;
  const columns = columnsOf(allOperations().get(operation)!) ?? [];
  const messages = errors.map((error) => {
    const column = columns.find(({ steps }) => steps.every((step, i) => error.path[i] === step));
    return column && !error.message.includes(column.title)
      ? `${column.title}:${error.message}`
      : error.message;
  });
  return {
    number,
    outcome: onError === 'IGNORE' && !checkOnly ? 'IGNORED' : 'REFUSED',
    code,
    rule,
    path: path.length === 0 ? null : path.join('.'),
    message: [...new Set(messages)].join(' '),
    objectId: null,
    rowKey,
    idempotencyKey,
  };
}

function told(one: Fault, { language }: Caller): UserError {
  return { path: one.path.map(String), code: one.code, rule: one.rule, message: messageOf(one, language) };
}

/** Rows whose key is missing, or that of a row before. */
class Twins {
  private readonly first = new Map<string, number>();
  private readonly at: number;
  private readonly column: string;

  constructor({ header, rows }: ImportTable, keyColumn: string | null) {
    this.at = keyColumn === null ? -1 : header.indexOf(keyColumn);
    this.column = keyColumn ?? '';
    if (this.at >= 0)
      for (const { number, cells } of rows) {
        const value = cells[this.at] ?? '';
        if (!this.first.has(value)) this.first.set(value, number);
      }
  }

  faultOf({ number, cells }: ImportRow): Fault | null {
    if (this.at < 0) return null;
    const value = cells[this.at] ?? '';
    const first = this.first.get(value)!;
    if (value !== '' && first === number) return null;
    return fault('import-key-tells-rows-apart', [], { column: this.column, row: first });
  }
}
