// Public keys of clients that sign: which are good enough, and without anything that must stay with the client.
import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { accessLimits } from '../../kernel/config.js';

/** A public key as a JWK (RFC 7517) with what makes it one, and nothing else. */
export type ClientKey = Readonly<Record<string, string>>;

const members: Readonly<Record<string, readonly string[]>> = {
  EC: ['kty', 'crv', 'x', 'y'],
  OKP: ['kty', 'crv', 'x'],
  RSA: ['kty', 'n', 'e'],
};

/** Reads a public key; null for what is none, is too weak, or has a private part. */
export function readClientKey(text: string): ClientKey | null {
  let jwk: Readonly<Record<string, unknown>>;
  try {
    jwk = JSON.parse(text) as typeof jwk;
    const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
    const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
    const good =
      type === 'ed25519' ||
      (type === 'ec' && details?.namedCurve === 'prime256v1') ||
      (type === 'rsa' && (details?.modulusLength ?? 0) >= accessLimits.rsaBits);
    if (!good || 'd' in jwk) return null;
  } catch {
    return null;
  }
  return Object.fromEntries(members[jwk['kty'] as string]!.map((name) => [name, jwk[name] as string]));
}

/** Algorithms by which a client with the key may sign. */
export function algorithmsOf({ kty }: ClientKey): readonly string[] {
  return { EC: ['ES256'], OKP: ['EdDSA', 'Ed25519'], RSA: ['RS256', 'PS256'] }[kty!] ?? [];
}
