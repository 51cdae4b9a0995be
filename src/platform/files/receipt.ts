// Receipts: by which an operation knows that the platform has the bytes of a file, and not only somebody's word for it.
import { timingSafeEqual } from 'node:crypto';
import { refusal } from '../../kernel/errors.js';
import { hashKey, keyPepper } from '../auth/pepper.js';

/** What was uploaded, as the platform found it. */
export interface StoredContent {
  readonly tenant: number;
  /** Division that it was uploaded for. */
  readonly divisionKey: string;
  readonly digest: string;
  readonly byteSize: number;
  readonly mediaType: string;
}

/**
 * Makes the receipt for what is stored: the same for the same content, so that a request that is sent again says the
 * same. Whoever knows a digest alone cannot make it, and so cannot have another's file recorded as its own.
 */
export async function makeReceipt(content: StoredContent): Promise<string> {
  const { tenant, divisionKey, digest, byteSize, mediaType } = content;
  const body = Buffer.from(JSON.stringify([tenant, divisionKey, digest, byteSize, mediaType])).toString(
    'base64url',
  );
  return `${body}.${(await seal(body)).toString('base64url')}`;
}

/** Reads a receipt. @throws Refusal where the platform did not make it */
export async function openReceipt(receipt: string): Promise<StoredContent> {
  const [body = '', given = ''] = receipt.split('.');
  const bytes = Buffer.from(given, 'base64url');
  const expected = await seal(body);
  if (bytes.length !== expected.length || !timingSafeEqual(bytes, expected))
    throw refusal('upload-receipt-holds', ['receipt']);
  const [tenant, divisionKey, digest, byteSize, mediaType] = JSON.parse(
    Buffer.from(body, 'base64url').toString('utf8'),
  ) as [number, string, string, number, string];
  return { tenant, divisionKey, digest, byteSize, mediaType };
}

/** Under the secret of the keys; a key begins otherwise, so that neither is ever taken for the other. */
async function seal(body: string): Promise<Buffer> {
  return hashKey(await keyPepper(), `receipt ${body}`);
}
