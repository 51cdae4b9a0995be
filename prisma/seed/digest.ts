// Tells whether the database has the seed as the files have it now.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Under this name the database keeps the digest. */
export const seedName = 'seed';

/** SHA-256 over names and contents of the data files and of the loader, in hexadecimal. */
export function seedDigest(): string {
  const digest = createHash('sha256');
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const name of names)
    digest.update(name.slice(folder.length)).update('\0').update(readFileSync(name)).update('\0');
  return digest.digest('hex');
}
