// The text of an API key, gz_<environment>_<prefix>_<secret>, and of the name of an OAuth client, which ends before its secret.
import { randomInt } from 'node:crypto';

/** Whose data a key is for: `test` for a synthetic tenant, else `live`. */
export type KeyEnvironment = 'live' | 'test';

/** What a key's text says, beside its secret. */
export interface KeyText {
  /** The whole key, which is what is hashed: an altered environment or prefix is a wrong key. */
  readonly text: string;
  readonly prefix: string;
  readonly tenant: number;
  readonly secret: string;
}

const form = /^gz_(?:live|test)_([0-9a-v]{10})_([0-9A-Za-z]{43})$/;
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** Base-32 digits (RFC 4648, extended hex alphabet) of the tenant at the start of a prefix: up to 2^30. */
const tenantDigits = 6;
const randomDigits = 4;
/** 43 characters of 62 carry 256 bits. Letters and digits only, so that a double click selects the key. */
const secretLength = 43;

/**
 * A new key of a tenant. The prefix starts with the tenant, so that the row is found in one shard and by its index.
 *
 * Takes the environment and the tenant; returns the key. Its prefix may be taken: whoever stores it tries again.
 */
export function makeKeyText(environment: KeyEnvironment, tenant: number): KeyText {
  const random = randomInt(32 ** randomDigits);
  const prefix =
    tenant.toString(32).padStart(tenantDigits, '0') + random.toString(32).padStart(randomDigits, '0');
  const secret = Array.from({ length: secretLength }, () => alphabet[randomInt(alphabet.length)]).join('');
  return { text: `${clientIdOf(environment, prefix)}_${secret}`, prefix, tenant, secret };
}

/** Reads a key; null for a text of another form. */
export function readKeyText(text: string): KeyText | null {
  const [, prefix, secret] = form.exec(text) ?? [];
  return prefix === undefined || secret === undefined
    ? null
    : { text, prefix, tenant: tenantOfPrefix(prefix), secret };
}

/** How an OAuth client calls itself: its key without the secret. */
export function clientIdOf(environment: KeyEnvironment, prefix: string): string {
  return `gz_${environment}_${prefix}`;
}

/** Where the credential of a client is; null for a text of another form. */
export function readClientId(text: string): { readonly tenant: number; readonly prefix: string } | null {
  const prefix = /^gz_(?:live|test)_([0-9a-v]{10})$/.exec(text)?.[1];
  return prefix === undefined ? null : { tenant: tenantOfPrefix(prefix), prefix };
}

/** The tenant that a prefix of right form carries. */
export function tenantOfPrefix(prefix: string): number {
  return Number.parseInt(prefix.slice(0, tenantDigits), 32);
}

/** Whether a text is the public prefix of a key. */
export function isKeyPrefix(text: string): boolean {
  return /^[0-9a-v]{10}$/.test(text);
}
