// The keys under which access tokens are signed: the environment's, or those kept in the data directory.
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
  type JWTVerifyGetKey,
} from 'jose';
import { nowMs } from '../../kernel/clock.js';
import { memoryRefreshMs } from '../../kernel/config.js';
import { replaceSecret, secretIn } from './secret-file.js';
import { settings } from './settings.js';

/** Algorithm of our own signatures. */
export const tokenAlgorithm = 'ES256';

const fileName = 'token-keys.json';
/** Keys that are kept: the one that signs, and the one before it, whose last tokens are still out. */
const kept = 2;

/** What signs tokens, and what tells that they were. */
export interface TokenKeys {
  readonly kid: string;
  readonly signing: CryptoKey;
  /** Public keys of all, for `/.well-known/jwks.json`. */
  readonly published: readonly JWK[];
  readonly verifying: JWTVerifyGetKey;
}

let known: { readonly source: string; readonly keys: Promise<TokenKeys> } | undefined;
let lookedMs = -Infinity;

/**
 * The keys as they are now; a rotation in another process is noticed within `memoryRefreshMs`.
 * @throws Error if their file can neither be read nor made, or is none of ours
 */
export async function tokenKeys(): Promise<TokenKeys> {
  if (!known || Math.abs(nowMs() - lookedMs) >= memoryRefreshMs) {
    const source = await readSource();
    if (known?.source !== source) known = { source, keys: keysOf(source) };
    lookedMs = nowMs();
  }
  return known.keys;
}

function readSource(): Promise<string> {
  const { tokenKeys: given, dataDir } = settings();
  if (given !== null) return Promise.resolve(given);
  return secretIn(dataDir, fileName, async () => JSON.stringify({ keys: [await newKey()] }));
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair(tokenAlgorithm, { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: tokenAlgorithm, use: 'sig' };
}

async function keysOf(source: string): Promise<TokenKeys> {
  const { keys } = JSON.parse(source) as { readonly keys: readonly JWK[] };
  const [first] = keys;
  if (first?.kid === undefined) throw new Error(`${fileName} names no key that signs tokens.`);
  const published = keys.map(({ kty, crv, x, y, kid }) => ({
    kty: kty!,
    crv: crv!,
    x: x!,
    y: y!,
    kid: kid!,
    alg: tokenAlgorithm,
    use: 'sig',
  }));
  return {
    kid: first.kid,
    signing: (await importJWK(first, tokenAlgorithm)) as CryptoKey,
    published,
    verifying: createLocalJWKSet({ keys: published }),
  };
}

/**
 * Lets a new key sign from now on; the one before still tells its own tokens, until the next rotation.
 *
 * Returns the new key's id. Throws Error where the keys are the environment's, which only its keeper changes.
 */
export async function rotateTokenKey(): Promise<string> {
  const { tokenKeys: given, dataDir } = settings();
  if (given !== null)
    throw new Error('The keys are those of GONGZHI_TOKEN_KEYS; put a new one in front of them there.');
  const { keys } = JSON.parse(await readSource()) as { readonly keys: readonly JWK[] };
  const key = await newKey();
  await replaceSecret(dataDir, fileName, JSON.stringify({ keys: [key, ...keys].slice(0, kept) }));
  lookedMs = -Infinity;
  return key.kid!;
}
