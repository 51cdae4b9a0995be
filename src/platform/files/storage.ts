// Where the content of files is: below the data directory or in a bucket, by digest and tenant first.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { readEnvironment, type Environment } from '../../kernel/config.js';
import type { ContentKey, ContentStore } from './content.js';
import { diskStorage } from './disk.js';
import { removeAbandoned } from './incoming.js';
import { s3Storage } from './s3.js';

/** A store with the folder for files on their way into it. */
export interface FileStorage extends ContentStore {
  readonly incoming: string;
}

/** Opens the storage that the environment names. */
export async function openStorage({
  dataDir,
  filesS3,
}: Pick<Environment, 'dataDir' | 'filesS3'>): Promise<FileStorage> {
  const home = join(dataDir, 'files');
  const incoming = join(home, 'incoming');
  await removeAbandoned(incoming);
  return { incoming, ...(filesS3 === null ? diskStorage(home) : s3Storage(filesS3)) };
}

/** The storage of this process's environment. */
export async function ownStorage(): Promise<FileStorage> {
  return openStorage(readEnvironment());
}

/**
 * The bytes of a content whose digest was found right just now; null where they are missing or are others.
 *
 * They are read twice: once to be digested, and then to be given out, because nothing that was given out can be taken
 * back. The second time the last piece waits for the digest, so that a file that is exchanged in between does not arrive.
 */
export async function readVerified(
  store: ContentStore,
  key: ContentKey,
): Promise<AsyncIterable<Buffer> | null> {
  const first = await store.read(key);
  if (first === null) return null;
  const hash = createHash('sha256');
  for await (const chunk of first) hash.update(chunk as Buffer);
  if (`sha256:${hash.digest('hex')}` !== key.digest) return null;
  const second = await store.read(key);
  return second === null ? null : withLastHeldBack(second, key.digest);
}

async function* withLastHeldBack(bytes: Readable, digest: string): AsyncIterable<Buffer> {
  const hash = createHash('sha256');
  let held: Buffer | undefined;
  for await (const chunk of bytes) {
    hash.update(chunk as Buffer);
    if (held) yield held;
    held = chunk as Buffer;
  }
  if (`sha256:${hash.digest('hex')}` !== digest)
    throw new Error(`The content of ${digest} changed while it was read.`);
  if (held) yield held;
}
