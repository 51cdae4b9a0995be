// The pepper: the secret outside the database under which API keys are hashed.
import { createHmac, randomBytes } from 'node:crypto';
import { readEnvironment } from '../../kernel/config.js';
import { secretIn } from './secret-file.js';

const fileName = 'key-pepper';
const shortest = 32;

let known: Promise<string> | undefined;

/**
 * The process's pepper: the environment's, or one that is made at first start and kept in the data directory.
 * Servers that share a database share it by GONGZHI_KEY_PEPPER.
 * @throws Error if it is too short, or its file can neither be read nor made
 */
export function keyPepper(): Promise<string> {
  known ??= readPepper().catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
}

async function readPepper(): Promise<string> {
  const { keyPepper: given, dataDir } = readEnvironment();
  const pepper = given ?? (await pepperIn(dataDir));
  if (pepper.length < shortest) throw new Error(`The key pepper must have at least ${shortest} characters.`);
  return pepper;
}

/** Reads the pepper's file in a directory, or makes it, readable for its owner only. */
export function pepperIn(dataDir: string): Promise<string> {
  return secretIn(dataDir, fileName, () => Promise.resolve(randomBytes(32).toString('hex')));
}

/** HMAC-SHA-256 of a key under the pepper: what the database keeps of it. */
export function hashKey(pepper: string, key: string): Buffer {
  return createHmac('sha256', pepper).update(key).digest();
}
