// People who signed in with an outside issuer (OpenID Connect): from their token to a pseudonym, never a name.
import { createHmac } from 'node:crypto';
import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { nowMs } from '../../kernel/clock.js';
import { tokens, type Environment } from '../../kernel/config.js';
import { refuse } from '../../kernel/errors.js';
import { stableId } from '../../kernel/ids.js';
import { personPrefix } from '../access/rules.js';
import { log } from '../log.js';
import { keyPepper } from './pepper.js';

type Issuer = NonNullable<Environment['oidc']>;

/** Who a person is to the platform. */
export interface Person {
  /** The office whose posts count. */
  readonly tenant: number;
  readonly subject: string;
  /** The program in which the person signed in. */
  readonly app: string;
}

/** Algorithms of signatures that only the issuer can make; never one with a shared secret, never none. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** The issuer's keys, by its address; fetched when the first token comes. */
const known = new Map<string, Promise<JWTVerifyGetKey>>();

function keysOf(issuer: string): Promise<JWTVerifyGetKey> {
  let found = known.get(issuer);
  if (!found) {
    known.set(issuer, (found = discover(issuer)));
    // An issuer that could not be asked is asked again, though not by every request.
    found.catch(() => setTimeout(() => known.delete(issuer), tokens.issuerPauseMs).unref());
  }
  return found;
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { signal: AbortSignal.timeout(tokens.issuerMs), redirect: 'error' });
  const said = (await response.json()) as { readonly issuer?: unknown; readonly jwks_uri?: unknown };
  if (!response.ok || said.issuer !== issuer || typeof said.jwks_uri !== 'string')
    throw new Error(`${address} does not describe the issuer ${issuer}.`);
  return createRemoteJWKSet(new URL(said.jwks_uri), {
    timeoutDuration: tokens.issuerMs,
    cacheMaxAge: tokens.issuerKeysMs,
    cooldownDuration: tokens.issuerPauseMs,
  });
}

/**
 * Reads the token of a person.
 *
 * Takes the token and the issuer's settings; returns who it is. Throws the refusal UNAUTHENTICATED for a token that is
 * not good, and UNAVAILABLE where the issuer cannot be asked for its keys.
 */
export async function readPersonToken(token: string, issuer: Issuer): Promise<Person> {
  const keys = await keysOf(issuer.issuer).catch(unavailable);
  const { payload } = await jwtVerify(token, keys, {
    algorithms,
    issuer: issuer.issuer,
    audience: issuer.audience,
    clockTolerance: tokens.skewSeconds,
    currentDate: new Date(nowMs()),
    requiredClaims: ['exp', issuer.subjectClaim],
  }).catch((error: unknown) => {
    const isToken = error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout);
    if (isToken && error.code !== 'ERR_JOSE_GENERIC') throw refuse('UNAUTHENTICATED');
    return unavailable(error);
  });
  const claim = payload[issuer.subjectClaim];
  const tenant = Number(typeof issuer.tenant === 'number' ? issuer.tenant : payload[issuer.tenant]);
  if (typeof claim !== 'string' || claim === '' || !Number.isInteger(tenant) || tenant <= 0)
    throw refuse('UNAUTHENTICATED');
  const program = typeof payload['azp'] === 'string' ? payload['azp'] : issuer.audience;
  return {
    tenant,
    subject: await pseudonymOf(issuer.issuer, claim),
    app: stableId(`app ${issuer.issuer} ${program}`, 0),
  };
}

function unavailable(error: unknown): never {
  log.warn({ error }, 'the issuer with which people sign in could not be asked for its keys');
  throw refuse('UNAVAILABLE');
}

/** A keyed hash of who the issuer says it is: the same each time, and nobody finds the name behind it. */
async function pseudonymOf(issuer: string, claim: string): Promise<string> {
  const digest = createHmac('sha256', await keyPepper())
    .update(`person ${issuer} ${claim}`)
    .digest();
  return (
    personPrefix +
    BigInt(`0x${digest.subarray(0, 16).toString('hex')}`)
      .toString(32)
      .padStart(26, '0')
  );
}
