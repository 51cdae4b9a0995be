// Files of exports and imports in the storage: kept apart from evidence, and only for a time.
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { bulkExports, sheets } from '../../kernel/config.js';
import { refusal } from '../../kernel/errors.js';
import { readReceipt, sealReceipt } from '../auth/receipts.js';
import { receive } from '../files/incoming.js';
import { tableTypes } from '../sheets/read.js';
import { ownStorage, readVerified, type FileStorage } from '../files/storage.js';

let open: () => Promise<FileStorage> = ownStorage;

/** Lets exports and imports use the storage that the server has opened. */
export function keepBulkIn(storage: () => Promise<FileStorage>): void {
  open = storage;
}

/** A content as it is known. */
export interface Known {
  readonly digest: string;
  readonly byteSize: number;
}

/** Where the file and the parts of an export are. */
export const exportArea = (id: string): string => `exports/${id}`;
/** Where uploaded tables are; the same table of one office is kept once. */
export const importArea = 'imports';

/** Takes an area of a tenant and bytes; puts them into the storage. */
export async function keepBytes(
  area: string,
  tenant: number,
  bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  most: number = bulkExports.bytes,
): Promise<Known> {
  const storage = await open();
  const from = Readable.from(bytes, { objectMode: false });
  const incoming = await receive(from, storage.incoming, { most, mayBeEmpty: true });
  const { digest, byteSize } = incoming;
  await storage.keep({ tenant, digest, area }, incoming);
  return { digest, byteSize };
}

/** The bytes of a content; null where they are missing, or are others. */
export async function readBytes(
  area: string,
  tenant: number,
  digest: string,
): Promise<AsyncIterable<Buffer> | null> {
  return readVerified(await open(), { tenant, digest, area });
}

/** Removes a content. */
export async function removeBytes(area: string, tenant: number, digest: string): Promise<void> {
  await (await open()).remove({ tenant, digest, area });
}

/** The whole of an uploaded table. @throws Refusal where it is missing, or is another */
export async function readUpload(tenant: number, digest: string): Promise<Buffer> {
  const found = await readBytes(importArea, tenant, digest);
  if (found === null) throw refusal('stored-file-is-what-was-uploaded', ['receipt']);
  return buffer(Readable.from(found));
}

/** Receives a table that somebody sends. @throws Refusal where it is too large */
export function receiveUpload(tenant: number, from: AsyncIterable<Uint8Array>): Promise<Known> {
  return keepBytes(importArea, tenant, from, sheets.fileBytes);
}

const zipMark = Buffer.from('PK\u0003\u0004', 'latin1');

/** Which table a content is, whatever it is called: a workbook is a ZIP, anything else separated values. */
export function mediaTypeOf(content: Buffer): string {
  return content.subarray(0, zipMark.length).equals(zipMark) ? tableTypes.xlsx : tableTypes.csv;
}

/** The digest under which bytes are kept. */
export function digestOf(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** What was uploaded, as the platform found it. */
export interface Upload extends Known {
  readonly tenant: number;
  readonly mediaType: string;
  readonly fileName: string;
}

/** Makes the receipt by which an operation knows what was uploaded; the same for the same file. */
export function makeUploadReceipt(upload: Upload): Promise<string> {
  const { tenant, digest, byteSize, mediaType, fileName } = upload;
  return sealReceipt('import receipt', [tenant, digest, byteSize, mediaType, fileName]);
}

/** Reads a receipt. @throws Refusal where the platform did not make it for this office */
export async function openUploadReceipt(receipt: string, office: number): Promise<Upload> {
  const told = await readReceipt('import receipt', receipt);
  if (told?.[0] !== office) throw refusal('import-receipt-holds', ['receipt']);
  const [tenant, digest, byteSize, mediaType, fileName] = told as [number, string, number, string, string];
  return { tenant, digest, byteSize, mediaType, fileName };
}
