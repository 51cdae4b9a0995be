// Signatures of Standard Webhooks: v1 under a secret that both sides have, v1a under a key that only the platform has.
import { createHmac, createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { WebhookSignature } from '../../generated/database.js';
import { webhooks } from '../../kernel/config.js';

/** A key as it is made: what signs, and what a receiver verifies with. */
export interface SigningKey {
  readonly signature: WebhookSignature;
  /** Bytes that sign: the secret itself, or the seed of the private key. */
  readonly material: Buffer;
  /** `whpk_…` where the receiver needs no secret. */
  readonly publicKey: string | null;
}

/** What every request says of itself beside its body. */
export interface SignedHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
}

/** How Ed25519 seeds and public keys are wrapped (RFC 8410). */
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicPrefixLength = 12;

/** Makes a key. */
export function makeKey(signature: WebhookSignature): SigningKey {
  if (signature === 'V1') return { signature, material: randomBytes(webhooks.secretBytes), publicKey: null };
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(privatePrefix.length);
  const point = publicKey.export({ format: 'der', type: 'spki' }).subarray(publicPrefixLength);
  return { signature, material: seed, publicKey: `whpk_${point.toString('base64')}` };
}

/** The secret as its receiver writes it into its settings; null where there is none to be handed over. */
export function secretText({ signature, material }: SigningKey): string | null {
  return signature === 'V1' ? `whsec_${material.toString('base64')}` : null;
}

/**
 * Signs a message.
 *
 * Takes the keys that are in force, its id (without a full stop in it), the instant of this attempt and the body; returns
 * the headers, with a signature by each key, so that a receiver with the old or the new one finds one that it knows.
 */
export function signedHeaders(
  keys: readonly Pick<SigningKey, 'signature' | 'material'>[],
  id: string,
  atMs: number,
  body: string,
): SignedHeaders {
  const timestamp = String(Math.floor(atMs / 1_000));
  const content = `${id}.${timestamp}.${body}`;
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': keys.map((key) => signatureOf(key, content)).join(' '),
  };
}

function signatureOf(
  { signature, material }: Pick<SigningKey, 'signature' | 'material'>,
  content: string,
): string {
  if (signature === 'V1') return `v1,${createHmac('sha256', material).update(content).digest('base64')}`;
  const key = createPrivateKey({
    key: Buffer.concat([privatePrefix, material]),
    format: 'der',
    type: 'pkcs8',
  });
  return `v1a,${sign(null, Buffer.from(content), key).toString('base64')}`;
}
