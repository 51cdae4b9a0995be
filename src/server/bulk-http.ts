// `/exports` and `/imports`: files of exports out, tables of imports in, templates, and the rows that were refused.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router, type Request, type Response } from 'express';
import type { Caller } from '../kernel/caller.js';
import { nowMs } from '../kernel/clock.js';
import { refusal, refuse } from '../kernel/errors.js';
import { schemaFor } from '../kernel/graph/build.js';
import { decodeId, isUuid, newId } from '../kernel/ids.js';
import { recordExport } from '../platform/audit/record-export.js';
import { importable } from '../platform/bulk/columns.js';
import {
  exportArea,
  makeUploadReceipt,
  mediaTypeOf,
  readBytes,
  readUpload,
  receiveUpload,
} from '../platform/bulk/contents.js';
import { ownExport, ownImport, refusedRows } from '../platform/bulk/kept.js';
import { refusedSheet, templateSheets } from '../platform/bulk/sheets.js';
import { walkOf } from '../platform/bulk/walk.js';
import { log } from '../platform/log.js';
import { csvOf } from '../platform/sheets/csv.js';
import { tableTypes } from '../platform/sheets/read.js';
import { xlsxOf } from '../platform/sheets/xlsx.js';
import type { Context } from './apollo.js';
import { answer, asCaller } from './as-caller.js';
import { fileNameOf } from './bulk-export.js';
import { tableOfImport } from './bulk-import.js';
import { rangeOf } from './byte-range.js';
import type { Platform } from './platform.js';
import { inTurn } from './turns.js';

const statuses = {
  'export-is-ready': 409,
  'uploaded-table-within-limits': 413,
  'file-within-its-limit': 413,
};

const mediaTypes = {
  JSONL: 'application/jsonl; charset=utf-8',
  CSV: `${tableTypes.csv}; charset=utf-8; header=present`,
  XLSX: tableTypes.xlsx,
} as const;

/** The routes below `/exports`. */
export function exportRoutes(platform: Platform): Router {
  const router = Router();
  router.get(
    '/:id',
    asCaller(platform, (req, res, context) => download(platform, req, res, context), statuses),
  );
  return router;
}

/** The routes below `/imports`. */
export function importRoutes(platform: Platform): Router {
  const router = Router();
  router.get(
    '/templates',
    asCaller(platform, (_req, res, { caller }) => {
      res.json({ operations: [...importable(named(caller).audience).keys()] });
      return Promise.resolve();
    }),
  );
  router.get(
    '/templates/:file',
    asCaller(platform, async (req, res, { caller }) => {
      const [, name = '', form] = /^(\w+)\.(xlsx|csv)$/.exec(req.params['file'] as string) ?? [];
      const columns = importable(named(caller).audience).get(name);
      if (!columns || !form) throw refuse('NOT_FOUND');
      const [sheet, ...lists] = templateSheets(name, columns);
      await sendTable(res, form, name, form === 'csv' ? [sheet!] : [sheet!, ...lists]);
    }),
  );
  router.get(
    '/:id/:file',
    asCaller(platform, async (req, res, { caller }) => {
      const [, form] = /^refused\.(xlsx|csv)$/.exec(req.params['file'] as string) ?? [];
      const key = keyOf(req, named(caller), 'bim');
      const job = form && (await ownImport(platform.pool, caller, key));
      if (!job) throw refuse('NOT_FOUND');
      const refused = await refusedRows(platform.pool, job.tenant, job.id);
      if (refused.length === 0 || !job.kept) throw refusal('import-has-refused-rows');
      const sheet = refusedSheet(job.operation, await tableOfImport(job), refused);
      await sendTable(res, form, `refused-${job.id.slice(-12)}`, [sheet]);
    }),
  );
  router.post(
    '/',
    asCaller(
      platform,
      (req, res, context) =>
        inTurn(platform, context.payer, () => upload(platform, req, res, context), 'uploads'),
      statuses,
    ),
  );
  return router;
}

/** A caller with a credential. @throws Refusal UNAUTHENTICATED for another */
function named(caller: Caller): Caller & { readonly tenant: number } {
  if (caller.app === null || caller.tenant === null) throw refuse('UNAUTHENTICATED');
  return caller as Caller & { readonly tenant: number };
}

/** The key in the id of an object of the caller's office. @throws Refusal NOT_FOUND for any other id */
function keyOf(req: Request, { tenant }: Caller, prefix: string): string {
  const id = decodeId(req.params['id'] as string);
  if (id?.prefix !== prefix || id.tenant !== tenant || !isUuid(id.key)) throw refuse('NOT_FOUND');
  return id.key;
}

async function sendTable(
  res: Response,
  form: string,
  name: string,
  sheets: Parameters<typeof csvOf>[0],
): Promise<void> {
  res.setHeader('Cache-Control', 'private, no-store');
  res.setHeader('Content-Security-Policy', "sandbox; default-src 'none'");
  res.attachment(`${name}.${form}`);
  res.setHeader('Content-Type', form === 'csv' ? mediaTypes.CSV : mediaTypes.XLSX);
  res.send(form === 'csv' ? csvOf(sheets) : await xlsxOf(sheets));
}

/** Gives the file out to who asked for it, whole or a part of it, and records each time that it was given out. */
async function download(platform: Platform, req: Request, res: Response, context: Context): Promise<void> {
  const caller = named(context.caller);
  const job = await ownExport(platform.pool, caller, keyOf(req, caller, 'bex'));
  if (!job) throw refuse('NOT_FOUND');
  const { tenant, id, digest, format, state, expiresAt } = job;
  const isOver = expiresAt !== null && Date.parse(expiresAt) <= nowMs();
  if (state !== 'READY' || digest === null || isOver)
    throw refusal('export-is-ready', [], { state: isOver && state === 'READY' ? 'EXPIRED' : state });
  const etag = `"${digest}"`;
  res.setHeader('ETag', etag);
  res.setHeader('Cache-Control', 'private, no-cache');
  res.setHeader('Accept-Ranges', 'bytes');
  if (req.headers['if-none-match']?.includes(etag)) {
    res.status(304).end();
    return;
  }
  const size = Number(job.byteSize);
  const ranged = req.headers['if-range'] === undefined || req.headers['if-range'] === etag;
  const range = ranged ? rangeOf(req.headers.range, size) : null;
  if (range === 'beyond') {
    res.setHeader('Content-Range', `bytes */${size}`);
    res.status(416).end();
    return;
  }
  const content = req.method === 'HEAD' ? null : await readBytes(exportArea(id), tenant, digest);
  if (content === null && req.method !== 'HEAD') {
    log.error({ export: id, digest }, 'an exported file is missing or was changed');
    throw refusal('stored-file-is-what-was-uploaded');
  }
  const { from, to } = range ?? { from: 0, to: size - 1 };
  if (content !== null)
    await recordExport(
      platform.engine.writePool,
      {
        tenant,
        operation: 'downloadExport',
        scope: 'apps:read',
        objects: [req.params['id'] as string],
        digest: Buffer.from(digest.replace('sha256:', ''), 'hex'),
      },
      caller,
      context.requestId,
    );
  const walk = walkOf(schemaFor(job.audience), job.document, job.variables);
  res.attachment(fileNameOf(job, walk));
  res.setHeader('Content-Type', mediaTypes[format]);
  res.setHeader('Content-Length', to - from + 1);
  res.setHeader('Content-Security-Policy', "sandbox; default-src 'none'");
  if (range !== null) {
    res.status(206);
    res.setHeader('Content-Range', `bytes ${from}-${to}/${size}`);
  }
  if (content === null) {
    res.end();
    return;
  }
  await pipeline(Readable.from(sliced(content, from, to)), res).catch((error: NodeJS.ErrnoException) => {
    // The client went away; anything else is a fault, after which the answer stays incomplete.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') log.error({ error }, 'a download broke off');
  });
}

/** The bytes from one place to another, both among them. The rest is read, too, because only the whole has a digest. */
async function* sliced(content: AsyncIterable<Buffer>, from: number, to: number): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const chunk of content) {
    const part = chunk.subarray(Math.max(0, from - at), Math.max(0, to + 1 - at));
    if (part.length > 0) yield part;
    at += chunk.length;
  }
}

const request = `mutation ($input: ImportRowsInput!) { importRows(input: $input) {
  bulkImport { id operation onError checkOnly fileName byteSize digest state rowCount version }
  replayed userErrors { path code rule message } } }`;

/** Receives a table, and asks for its import in the caller's name. */
async function upload(
  platform: Platform,
  req: Request,
  res: Response,
  { caller, requestId, payer }: Context,
): Promise<void> {
  const { tenant, ...asker } = named(caller);
  if (!asker.holds('apps:read')) throw refuse('FORBIDDEN');
  const encoded = req.headers['content-encoding'] ?? 'identity';
  if (encoded !== 'identity' || req.headers['content-type']?.startsWith('multipart/'))
    throw refusal('file-arrives-as-it-is');
  const given = (name: string): string | undefined => {
    const value = req.query[name];
    return typeof value === 'string' ? value : undefined;
  };
  const { digest, byteSize } = await receiveUpload(tenant, req);
  const mediaType = mediaTypeOf(await readUpload(tenant, digest));
  const fileName = given('fileName') ?? (mediaType === tableTypes.xlsx ? 'table.xlsx' : 'table.csv');
  const key = req.headers['idempotency-key'];
  const input = {
    receipt: await makeUploadReceipt({ tenant, digest, byteSize, mediaType, fileName }),
    operation: given('operation') ?? '',
    onError: given('onError') ?? 'REJECT_ALL',
    checkOnly: given('checkOnly') === 'true',
    ...(given('keyColumn') === undefined ? {} : { keyColumn: given('keyColumn') }),
    dryRun: given('dryRun') === 'true',
    idempotencyKey: typeof key === 'string' ? key : newId(),
  };
  const { status, ...told } = await platform.run(
    { source: request, variables: { input }, requestId, payer },
    caller,
  );
  const payload = told.data?.['importRows'] as { readonly userErrors: readonly unknown[] } | null | undefined;
  const refused = payload && payload.userErrors.length > 0;
  answer(req, res, status !== 200 || !payload ? status : refused ? 422 : input.dryRun ? 200 : 202, told);
}
