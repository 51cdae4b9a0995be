// The keys of personal data: several at once, of which the newest seals and all open; in the environment or the data directory.
import { createHash, randomBytes } from 'node:crypto';
import { appendFileSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nowMs } from '../../kernel/clock.js';
import { personalKeys } from '../../kernel/config.js';
import { readEnvironment } from '../../kernel/environment.js';

/** One key; its id follows from it, so that two keys never bear one id. */
export interface MasterKey {
  readonly id: string;
  readonly secret: Buffer;
}

/** The keys of this process. */
interface KeyRing {
  readonly newest: MasterKey;
  readonly all: readonly MasterKey[];
  readonly algorithm: 'aes' | 'sm4';
}

const fileName = 'personal-keys';
const form = /^[0-9a-f]{64}$/;

let ring: KeyRing | undefined;
let readAtMs = 0;

/**
 * The keys: those of GONGZHI_PERSONAL_KEYS, the newest last, else of the file in the data directory, which is made at first
 * use. Throws an Error where one of them is no key, or the file can neither be read nor made.
 */
export function keyRing(): KeyRing {
  return (ring ??= readRing());
}

/** The key of that id. Another process may have made it: then the file is read again, not too often. */
export function keyOf(id: string): MasterKey | undefined {
  const find = (): MasterKey | undefined => keyRing().all.find((key) => key.id === id);
  const found = find();
  if (found || nowMs() - readAtMs < personalKeys.readAgainMs) return found;
  forgetKeys();
  return find();
}

/** Reads the keys again when they are next asked for. */
export function forgetKeys(): void {
  ring = undefined;
}

/** Adds a key to the file; from now on it seals. @returns its id. @throws Error where the environment gives the keys */
export function addKey(): string {
  const { personalKeys: given, dataDir } = readEnvironment();
  if (given !== null)
    throw new Error(
      'The keys are given by GONGZHI_PERSONAL_KEYS; add one at its end, and start every server anew.',
    );
  keyRing();
  const secret = randomBytes(32).toString('hex');
  appendFileSync(join(dataDir, fileName), `${secret}\n`);
  forgetKeys();
  return keyRing().newest.id;
}

function readRing(): KeyRing {
  const { personalKeys: given, personalCipher: algorithm, dataDir } = readEnvironment();
  readAtMs = nowMs();
  const texts = (given?.split(',') ?? keysIn(dataDir)).map((text) => text.trim());
  if (texts.length === 0 || texts.some((text) => !form.test(text)))
    throw new Error('A key of personal data has 64 hexadecimal digits in lower case; one of them has not.');
  const all = texts.map((text) => {
    const secret = Buffer.from(text, 'hex');
    return { id: createHash('sha256').update(secret).digest('base64url').slice(0, 8), secret };
  });
  return { newest: all.at(-1)!, all, algorithm };
}

/** The keys of the file, which is readable for its owner only. */
function keysIn(dataDir: string): readonly string[] {
  const file = join(dataDir, fileName);
  const read = (): string => readFileSync(file, 'utf8');
  let text: string;
  try {
    text = read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    makeFile(dataDir, file);
    text = read();
  }
  return text.split('\n').filter((line) => line !== '');
}

function makeFile(dataDir: string, file: string): void {
  mkdirSync(dataDir, { recursive: true });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    // A link appears whole or not at all, and never replaces the file of a process that was first.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}
