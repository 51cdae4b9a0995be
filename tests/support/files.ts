// Evidence files for tests: recorded as an upload records them, without bytes unless the test is about them.
import { createHash } from 'node:crypto';
import type { Caller } from '../../src/kernel/caller.js';
import { newId } from '../../src/kernel/ids.js';
import { makeReceipt, type StoredContent } from '../../src/platform/files/receipt.js';
import { mighty } from './domains.js';
import type { TestPlatform } from './platform.js';

/** What of a file matters to a test. */
export interface FileFacts {
  readonly kind?: string;
  readonly fileName?: string;
  /** What is in it, of which only the digest is kept; content that no other file has, if not said. */
  readonly content?: string | Uint8Array;
  readonly mediaType?: string;
  /** Code of a division that has borne it from the first; its digits name the office, too. */
  readonly division?: string;
}

/** The digest of a content. */
export function digestOf(content: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

/** The receipt for a content, as an upload gives it. */
export function receiptFor(facts: FileFacts = {}): Promise<string> {
  const { content = newId(), mediaType = 'application/pdf', division = '990101001001' } = facts;
  const stored: StoredContent = {
    tenant: Number(division.slice(0, 6)),
    divisionKey: division.padEnd(12, '0'),
    digest: digestOf(content),
    byteSize: Buffer.byteLength(content),
    mediaType,
  };
  return makeReceipt(stored);
}

/** The input that records a file. */
export async function fileInput(facts: FileFacts = {}): Promise<Readonly<Record<string, unknown>>> {
  const { kind = 'FINANCIAL_STATEMENT', fileName = '利润表.pdf', division = '990101001001' } = facts;
  return { receipt: await receiptFor(facts), division: { code: division }, kind, fileName };
}

/** A file as its steps need it. */
export interface MadeFile {
  readonly id: string;
  readonly version: number;
  readonly digest: string;
}

/** A recorded file; several ask for the same content to get the same. */
export async function makeFile(
  platform: TestPlatform,
  facts: FileFacts = {},
  as: Caller = mighty(),
): Promise<MadeFile> {
  const { evidenceFile, userErrors } = await platform.write<{ readonly evidenceFile: MadeFile }>(
    'registerEvidenceFile',
    await fileInput(facts),
    'evidenceFile { id version digest }',
    { as },
  );
  if (userErrors.length > 0) throw new Error(`registerEvidenceFile: ${JSON.stringify(userErrors)}`);
  return evidenceFile;
}
