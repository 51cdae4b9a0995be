// Receipts: by which an operation knows that the platform has the bytes of a file, and not only somebody's word for it.
import { refusal } from '../../kernel/errors.js';
import { readReceipt, sealReceipt } from '../auth/receipts.js';

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
export function makeReceipt(content: StoredContent): Promise<string> {
  const { tenant, divisionKey, digest, byteSize, mediaType } = content;
  return sealReceipt('receipt', [tenant, divisionKey, digest, byteSize, mediaType]);
}

/** Reads a receipt. @throws Refusal where the platform did not make it */
export async function openReceipt(receipt: string): Promise<StoredContent> {
  const told = await readReceipt('receipt', receipt);
  if (told === null) throw refusal('upload-receipt-holds', ['receipt']);
  const [tenant, divisionKey, digest, byteSize, mediaType] = told as [number, string, string, number, string];
  return { tenant, divisionKey, digest, byteSize, mediaType };
}
