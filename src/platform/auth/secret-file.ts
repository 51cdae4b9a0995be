// Secrets in files of the data directory: made once, whoever is first, and read by their owner only.
import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Reads a secret's file, or makes it.
 *
 * Takes the directory, the file's name, and what makes the secret; returns the secret that is there then. Throws where
 * the file can neither be read nor made.
 */
export async function secretIn(dataDir: string, name: string, make: () => Promise<string>): Promise<string> {
  const file = join(dataDir, name);
  const found = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  if (found !== undefined) return found.trim();
  const draft = await draftOf(dataDir, name, await make());
  try {
    // A link appears whole or not at all, and never replaces the file of a process that was first.
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
  return (await readFile(file, 'utf8')).trim();
}

/** Puts another secret in the place of a file's, at once and whole. */
export async function replaceSecret(dataDir: string, name: string, secret: string): Promise<void> {
  await rename(await draftOf(dataDir, name, secret), join(dataDir, name));
}

async function draftOf(dataDir: string, name: string, secret: string): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const draft = join(dataDir, `${name}.${randomBytes(6).toString('hex')}`);
  await writeFile(draft, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  return draft;
}
