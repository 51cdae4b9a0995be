// Receipts: by which an operation knows what the platform itself has found, and not only somebody's word for it.
import { timingSafeEqual } from 'node:crypto';
import { hashKey, keyPepper } from './pepper.js';

/**
 * Seals what was found: the same text for the same findings, so that a request that is sent again says the same.
 *
 * Takes a kind, which no other seal and no key begins with, so that none is taken for another; and what is told, as JSON.
 */
export async function sealReceipt(kind: string, told: readonly unknown[]): Promise<string> {
  const body = Buffer.from(JSON.stringify(told)).toString('base64url');
  return `${body}.${(await seal(kind, body)).toString('base64url')}`;
}

/** What a receipt tells; null where the platform did not seal it as this kind. */
export async function readReceipt(kind: string, receipt: string): Promise<readonly unknown[] | null> {
  const [body = '', given = ''] = receipt.split('.');
  const bytes = Buffer.from(given, 'base64url');
  const expected = await seal(kind, body);
  if (bytes.length !== expected.length || !timingSafeEqual(bytes, expected)) return null;
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as readonly unknown[];
}

async function seal(kind: string, body: string): Promise<Buffer> {
  return hashKey(await keyPepper(), `${kind} ${body}`);
}
