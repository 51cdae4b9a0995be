// Files on their way in: written under a name of their own while they are digested, and gone unless they are complete.
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { nowMs } from '../../kernel/clock.js';
import { files } from '../../kernel/config.js';
import { refusal } from '../../kernel/errors.js';

/** A complete file that nobody has taken over yet. */
export interface Incoming {
  readonly path: string;
  readonly digest: string;
  readonly byteSize: number;
}

/**
 * Receives a file.
 *
 * Takes the bytes, the folder for files on their way and what is expected of the file; returns where it is, what it is
 * known by and how large it is. Throws the Refusal of an empty file or, as soon as it is too large, of that; and the stream's error where it breaks
 * off. Then nothing is left of it.
 */
export async function receive(
  from: Readable,
  folder: string,
  { most = files.bytes, mayBeEmpty = false }: { readonly most?: number; readonly mayBeEmpty?: boolean } = {},
): Promise<Incoming> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomUUID());
  const hash = createHash('sha256');
  let byteSize = 0;
  try {
    await pipeline(
      from,
      async function* digested(chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          byteSize += chunk.length;
          if (byteSize > most) throw refusal('file-within-its-limit', [], { limit: most });
          hash.update(chunk);
          yield chunk;
        }
      },
      // Flushed to the disk before it is closed: what is renamed afterwards is whole even where the power fails.
      createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }),
    );
    if (byteSize === 0 && !mayBeEmpty) throw refusal('file-not-empty');
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { path, digest: `sha256:${hash.digest('hex')}`, byteSize };
}

/** Removes what processes that were killed have left in the folder. */
export async function removeAbandoned(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names) {
    const path = join(folder, name);
    const known = await stat(path).catch(() => null);
    // What is younger may be on its way into another server that shares the folder.
    if (known !== null && nowMs() - known.mtimeMs > files.abandonedMs) await rm(path, { force: true });
  }
}
