// OAuth 2.0 clients at the token endpoint: how they prove themselves, and which scopes they may have.
import { timingSafeEqual } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import { includesScope, type Scope } from '../../kernel/caller.js';
import { nowMs, today } from '../../kernel/clock.js';
import { tokens } from '../../kernel/config.js';
import { Refusal } from '../../kernel/errors.js';
import { algorithmsOf, type ClientKey } from '../access/client-key.js';
import { openCredential, type FoundCredential } from './credentials.js';
import { readClientId } from './key-form.js';
import { hashKey, keyPepper } from './pepper.js';

/** A request for a token that is refused, in the words of RFC 6749, 5.2. */
export class TokenRefusal extends Error {
  readonly code: 'invalid_request' | 'invalid_client' | 'unsupported_grant_type' | 'invalid_scope';
  constructor(code: TokenRefusal['code'], message: string) {
    super(message);
    this.name = 'TokenRefusal';
    this.code = code;
  }
}

/** What a client sends to prove itself. */
export interface ClientProof {
  /** The Authorization header, if there is one. */
  readonly header: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  /** Names under which the client may address what it signs: the issuer's and the endpoint's. */
  readonly audiences: readonly string[];
}

/** A client that has proved itself. */
export interface Client {
  readonly clientId: string;
  readonly found: FoundCredential;
}

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const nobody = { tenant: 0, prefix: '0000000000' };
const noHash = Buffer.alloc(32);
const unknown = 'The client is unknown, or did not prove itself.';

/**
 * Tells which client asks for a token: by a secret in the header or the body, or by a signature (RFC 7523).
 * @throws TokenRefusal, the same for every proof that is not good
 */
export async function clientOf(pool: pg.Pool, proof: ClientProof): Promise<Client> {
  const { header, parameters } = proof;
  const ways = [header, parameters['client_secret'], parameters['client_assertion']];
  if (ways.filter((way) => way !== undefined).length !== 1)
    throw new TokenRefusal(
      'invalid_request',
      'A client proves itself in exactly one way: client_secret_basic, client_secret_post or private_key_jwt.',
    );
  try {
    if (parameters['client_assertion'] !== undefined) return await bySignature(pool, proof);
    const [clientId, secret] =
      header === undefined ? [parameters['client_id'] ?? '', parameters['client_secret']!] : basic(header);
    return await bySecret(pool, clientId, secret);
  } catch (error) {
    if (error instanceof Refusal) throw new TokenRefusal('invalid_client', unknown);
    throw error;
  }
}

/** Name and secret in a Basic header, each in the form of a form's field (RFC 6749, 2.3.1). */
function basic(header: string): readonly [string, string] {
  const encoded = /^basic +([A-Za-z0-9+/=]+) *$/i.exec(header)?.[1] ?? '';
  const [name = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  const plain = (text: string): string => new URLSearchParams(`_=${text}`).get('_') ?? '';
  return [plain(name), plain(secret.join(':'))];
}

async function bySecret(pool: pg.Pool, clientId: string, secret: string): Promise<Client> {
  const pepper = await keyPepper();
  const hash = hashKey(pepper, `${clientId}_${secret}`);
  const found = await openCredential(
    pool,
    readClientId(clientId) ?? nobody,
    (one) => timingSafeEqual(hash, one?.hash ?? noHash) && one?.kind === 'CLIENT_SECRET',
  );
  return { clientId, found };
}

/** Assertions that this process has accepted: none serves twice. */
const used = new LRUCache<string, true>({
  max: tokens.assertions,
  ttl: tokens.assertionMs * 2,
  perf: { now: nowMs },
});

async function bySignature(pool: pg.Pool, { parameters, audiences }: ClientProof): Promise<Client> {
  const assertion = parameters['client_assertion']!;
  if (parameters['client_assertion_type'] !== jwtBearer)
    throw new TokenRefusal('invalid_request', `A signed assertion is of the type ${jwtBearer}.`);
  const clientId = subjectOf(assertion);
  if ((parameters['client_id'] ?? clientId) !== clientId)
    throw new TokenRefusal('invalid_request', 'client_id is that of the assertion, or left out.');
  const found = await openCredential(pool, readClientId(clientId) ?? nobody, async (one) =>
    one?.kind === 'CLIENT_KEY' && one.publicKey !== null
      ? isSigned(assertion, one.publicKey as ClientKey, clientId, audiences)
      : false,
  );
  return { clientId, found };
}

/** Whom an assertion is about, which nobody has checked. */
function subjectOf(assertion: string): string {
  try {
    return decodeJwt(assertion).sub ?? '';
  } catch {
    return '';
  }
}

async function isSigned(
  assertion: string,
  key: ClientKey,
  clientId: string,
  audiences: readonly string[],
): Promise<boolean> {
  try {
    const { payload } = await jwtVerify(
      assertion,
      createLocalJWKSet({ keys: [{ ...key, kty: key['kty']! }] }),
      {
        algorithms: [...algorithmsOf(key)],
        issuer: clientId,
        subject: clientId,
        audience: [...audiences],
        clockTolerance: tokens.skewSeconds,
        currentDate: new Date(nowMs()),
        requiredClaims: ['exp', 'jti'],
      },
    );
    const name = `${clientId} ${payload.jti}`;
    if (payload.exp! * 1000 > nowMs() + tokens.assertionMs + tokens.skewSeconds * 1000 || used.has(name))
      return false;
    used.set(name, true);
    return true;
  } catch {
    return false;
  }
}

/**
 * The scopes that a client gets: those it asks for, or all that it holds today.
 * @throws TokenRefusal where it asks for one that it does not hold
 */
export function scopesFor({ found }: Client, asked: string | undefined): readonly Scope[] {
  const day = today();
  const held = [
    ...new Set(
      found.grants
        .filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day < validTo))
        .map(({ scope }) => scope),
    ),
  ].sort();
  if (asked === undefined) return held;
  const wanted = [...new Set(asked.split(' ').filter(Boolean))] as Scope[];
  const missing = wanted.find((scope) => !held.some((one) => includesScope(one, scope)));
  if (wanted.length === 0 || missing !== undefined)
    throw new TokenRefusal('invalid_scope', `The client does not hold the scope ${missing ?? '(none)'}.`);
  return wanted;
}
