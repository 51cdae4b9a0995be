// Whether a request is the platform's: its signature by a secret (v1) or by the platform's public key (v1a).
import { createPublicKey, verify as verifyEd25519, type KeyObject } from 'node:crypto';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';

/** Headers of a request, by lower-case names. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** How far the clocks of both sides may differ, in seconds: an old request that somebody recorded is none. */
const toleranceS = 300;

/**
 * Makes the check of one receiver.
 *
 * Takes the keys that its endpoint shows or has shown, each `whsec_…` or `whpk_…`: during a rotation the old one and the
 * new one. Returns what says whether a body with its headers is the platform's.
 */
export function makeVerifier(keys: readonly string[]): (body: string, headers: Headers) => boolean {
  const checks = keys.map((key) => (key.startsWith('whpk_') ? byPublicKey(key) : bySecret(key)));
  return (body, headers) => checks.some((holds) => holds(body, headers));
}

function bySecret(secret: string): (body: string, headers: Headers) => boolean {
  const webhook = new Webhook(secret);
  return (body, headers) => {
    try {
      webhook.verify(body, headers as Record<string, string>, { jsonParse: false });
      return true;
    } catch (error) {
      if (error instanceof WebhookVerificationError) return false;
      throw error;
    }
  };
}

function byPublicKey(text: string): (body: string, headers: Headers) => boolean {
  const key = publicKeyOf(text);
  return (body, headers) => {
    const {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signatures = '',
    } = headers;
    if (id === undefined || !/^\d{1,12}$/.test(timestamp ?? '')) return false;
    if (Math.abs(Date.now() / 1000 - Number(timestamp)) > toleranceS) return false;
    const content = Buffer.from(`${id}.${timestamp}.${body}`);
    return signatures
      .split(' ')
      .filter((signature) => signature.startsWith('v1a,'))
      .some((signature) => verifyEd25519(null, content, key, Buffer.from(signature.slice(4), 'base64')));
  };
}

/** The 32 bytes of an Ed25519 key, as Node reads them. */
function publicKeyOf(text: string): KeyObject {
  const x = Buffer.from(text.slice('whpk_'.length), 'base64').toString('base64url');
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
}
