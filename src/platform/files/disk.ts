// Contents in a folder: one file per tenant and digest, which appears whole or not at all.
import { open, mkdir, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ContentKey, ContentStore } from './content.js';

/** Keeps contents below a folder. */
export function diskStorage(home: string): ContentStore {
  const pathOf = ({ tenant, digest, area = '' }: ContentKey): string => {
    const hex = digest.replace(/^sha256:/, '');
    // Two levels, because a folder with all files of a county is slow to list.
    return join(home, area, String(tenant), hex.slice(0, 2), hex);
  };
  return {
    async keep(key, { path }) {
      const place = pathOf(key);
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      await rename(path, place);
      await flushed(dirname(place));
    },
    async read(key) {
      const file = await opened(pathOf(key));
      return file?.createReadStream() ?? null;
    },
    async remove(key) {
      await rm(pathOf(key), { force: true });
    },
  };
}

async function opened(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Makes the new name last, too, where the system can; Windows opens no folders. */
async function flushed(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
