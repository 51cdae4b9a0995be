// `/files`: the content of evidence files in and out, for whom the graph lets in; all else about them is said there.
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router, type Request, type Response } from 'express';
import { tenantOfKey } from '../domains/territory/rules/codes.js';
import { enums } from '../generated/datamodel.js';
import type { Caller } from '../kernel/caller.js';
import { files } from '../kernel/config.js';
import { fault, Refusal, refusal, refuse, type Fault } from '../kernel/errors.js';
import { decodeId, newId } from '../kernel/ids.js';
import type { Answer } from '../kernel/run.js';
import { receive } from '../platform/files/incoming.js';
import { mediaTypeOf } from '../platform/files/media-type.js';
import { uploads } from '../platform/files/policy.js';
import { makeReceipt, type StoredContent } from '../platform/files/receipt.js';
import type { FileStorage } from '../platform/files/storage.js';
import { log } from '../platform/log.js';
import type { Context } from './apollo.js';
import { answer, asCaller } from './as-caller.js';
import type { Platform } from './platform.js';
import { openStored, storedFileFields, type StoredFile } from './stored-files.js';
import { inTurn } from './turns.js';

/** What passed in this process. */
export const transfers = { uploads: 0, downloads: 0 };

/** The routes below `/files`. */
export function fileRoutes(platform: Platform, storage: () => Promise<FileStorage>): Router {
  const router = Router();
  router.post(
    '/',
    asCaller(
      platform,
      (req, res, context) =>
        inTurn(
          platform,
          context.payer,
          async () => upload(platform, await storage(), req, res, context),
          'uploads',
        ),
      statuses,
    ),
  );
  router.get(
    '/:id',
    asCaller(
      platform,
      async (req, res, context) => download(platform, await storage(), req, res, context),
      statuses,
    ),
  );
  return router;
}

const statuses: Readonly<Record<string, number>> = {
  'file-within-its-limit': 413,
  'file-type-is-accepted': 415,
  'file-arrives-as-it-is': 415,
  'evidence-file-is-stored': 410,
};

const register = `mutation ($input: RegisterEvidenceFileInput!) { registerEvidenceFile(input: $input) {
  evidenceFile { id kind fileName mediaType byteSize digest state version }
  replayed userErrors { path code rule message } } }`;

/** What an upload says of itself beside its content. */
interface Labels {
  readonly division: string;
  readonly kind: string;
  readonly fileName: string;
}

async function upload(
  platform: Platform,
  storage: FileStorage,
  req: Request,
  res: Response,
  { caller, requestId, payer }: Context,
): Promise<void> {
  const labels = labelsOf(req);
  const encoded = req.headers['content-encoding'] ?? 'identity';
  if (encoded !== 'identity' || req.headers['content-type']?.startsWith('multipart/'))
    throw refusal('file-arrives-as-it-is');
  // Before the content is read: who may not record the file sends it for nothing.
  const divisionKey = await divisionFor(platform, labels.division, { caller, requestId, payer });
  if (Number(req.headers['content-length'] ?? 0) > files.bytes)
    throw refusal('file-within-its-limit', [], { limit: files.bytes });
  const dryRun = req.query['dryRun'] === 'true';
  const content = await stored(storage, req, divisionKey, dryRun);
  const key = req.headers['idempotency-key'];
  const input = {
    receipt: await makeReceipt(content),
    division: { code: labels.division },
    kind: labels.kind,
    fileName: labels.fileName,
    // Without a key the same content is still the same file; only the audit tells the requests apart.
    idempotencyKey: typeof key === 'string' ? key : newId(),
    dryRun,
  };
  const { status, ...told } = await platform.run(
    { source: register, variables: { input }, requestId, payer },
    caller,
  );
  transfers.uploads += 1;
  const payload = told.data?.['registerEvidenceFile'] as Payload | null | undefined;
  const refused = payload && payload.userErrors.length > 0;
  answer(req, res, status !== 200 || !payload ? status : refused ? 422 : dryRun ? 200 : 201, told);
}

interface Payload {
  readonly userErrors: readonly unknown[];
}

function labelsOf({ query }: Request): Labels {
  const kinds = enums['EvidenceKind']!.values.map(({ name }) => name);
  const given = (name: string): string => (typeof query[name] === 'string' ? query[name] : '');
  const labels = { division: given('division'), kind: given('kind'), fileName: given('fileName') };
  const wrong = (name: keyof Labels): boolean =>
    name === 'kind' ? !kinds.includes(labels.kind) : labels[name].trim() === '';
  const faults = (['division', 'kind', 'fileName'] as const)
    .filter(wrong)
    .map((name): Fault => fault('upload-says-what-it-is', [name], { name }));
  if (faults.length > 0) throw new Refusal(faults);
  return labels;
}

/** The key of a division in which the caller may upload. */
async function divisionFor(
  platform: Platform,
  code: string,
  { caller, requestId, payer }: Context,
): Promise<string> {
  const source = 'query ($code: DivisionCode!) { division(code: $code) { id } }';
  const found = await ask(platform, { source, variables: { code }, requestId, payer }, caller);
  const division = found['division'] as { readonly id: string } | null;
  if (division === null) throw refuse('NOT_FOUND', ['division']);
  const { key } = decodeId(division.id)!;
  if (!uploads(caller, key)) throw refuse(caller.app === null ? 'UNAUTHENTICATED' : 'FORBIDDEN');
  return key;
}

/** Receives the content and puts it where it stays. */
async function stored(
  storage: FileStorage,
  req: Request,
  divisionKey: string,
  dryRun: boolean,
): Promise<StoredContent> {
  const incoming = await receive(req, storage.incoming);
  const { path, digest, byteSize } = incoming;
  try {
    const mediaType = await mediaTypeOf(path);
    if (mediaType === null) throw refusal('file-type-is-accepted');
    const tenant = tenantOfKey(divisionKey);
    if (!dryRun) await storage.keep({ tenant, digest }, incoming);
    return { tenant, divisionKey, digest, byteSize, mediaType };
  } finally {
    await rm(path, { force: true });
  }
}

async function download(
  platform: Platform,
  storage: FileStorage,
  req: Request,
  res: Response,
  context: Context,
): Promise<void> {
  const { caller, requestId } = context;
  if (decodeId(req.params['id'] as string)?.prefix !== 'evf') throw refuse('NOT_FOUND');
  const source = `query ($ref: EvidenceFileRef!) { evidenceFile(ref: $ref) { ${storedFileFields} } }`;
  const variables = { ref: { id: req.params['id'] } };
  const found = await ask(platform, { source, variables, requestId, payer: context.payer }, caller);
  const file = found['evidenceFile'] as StoredFile | null;
  if (file === null) throw refuse('NOT_FOUND');
  if (file.state !== 'STORED') throw refusal('evidence-file-is-stored');
  const etag = `"${file.digest}"`;
  res.setHeader('ETag', etag);
  // Whether somebody may see a file can change, so that a copy is asked about before it is shown again.
  res.setHeader('Cache-Control', 'private, no-cache');
  if (req.headers['if-none-match']?.includes(etag)) {
    res.status(304).end();
    return;
  }
  const content = req.method === 'HEAD' ? null : await openStored(platform, storage, file, context);
  res.attachment(file.fileName);
  res.setHeader('Content-Type', file.mediaType);
  res.setHeader('Content-Length', file.byteSize);
  res.setHeader('Content-Security-Policy', "sandbox; default-src 'none'");
  if (content === null) {
    res.end();
    return;
  }
  transfers.downloads += 1;
  await pipeline(Readable.from(content), res).catch((error: NodeJS.ErrnoException) => {
    // The client went away; anything else is a fault, after which the answer stays incomplete.
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') log.error({ error }, 'a download broke off');
  });
}

/** The data of a question to the graph. @throws Refusal where it is refused */
async function ask(
  platform: Platform,
  request: Parameters<Platform['run']>[0],
  caller: Caller,
): Promise<Readonly<Record<string, unknown>>> {
  const { data, errors }: Answer = await platform.run(request, caller);
  if (data && !errors) return data;
  const { code, rule, params } = (errors?.[0]?.extensions ?? {}) as Partial<Fault>;
  throw new Refusal([{ code: code ?? 'INTERNAL', rule: rule ?? null, path: [], params: params ?? {} }]);
}
