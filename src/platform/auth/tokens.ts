// Access tokens (RFC 9068): signed for a client, and read when they come back. The rights are not in them.
import { decodeJwt, jwtVerify, SignJWT } from 'jose';
import type { Scope } from '../../kernel/caller.js';
import { nowMs } from '../../kernel/clock.js';
import { tokens } from '../../kernel/config.js';
import { refuse } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { readClientId } from './key-form.js';
import { tokenAlgorithm, tokenKeys } from './token-keys.js';
import { settings } from './settings.js';

const tokenType = 'at+jwt';

/** Whether a bearer's text is a JWT, signed or not, and no API key. */
export function looksLikeToken(text: string): boolean {
  return /^[\w-]+\.[\w-]*\.[\w-]*$/.test(text);
}

/** Who a token says that it is from, which nobody has checked; null where it says nothing. */
export function issuerOf(token: string): string | null {
  try {
    return decodeJwt(token).iss ?? null;
  } catch {
    return null;
  }
}

/** The name under which this platform issues tokens; where none is set, that of the port on this machine. */
export function ownIssuer(port: number): string {
  return settings().publicUrl ?? `http://localhost:${port}`;
}

/** Whether a name is one under which this platform issues tokens. */
function isOwn(issuer: unknown): boolean {
  const { publicUrl } = settings();
  if (typeof issuer !== 'string') return false;
  return publicUrl === null ? /^http:\/\/localhost:\d{1,5}$/.test(issuer) : issuer === publicUrl;
}

/** What a token is for. */
export interface TokenRequest {
  readonly issuer: string;
  readonly clientId: string;
  readonly subject: string;
  readonly scopes: readonly Scope[];
  /** When the client's credential expires, in milliseconds since 1970. */
  readonly untilMs: number;
}

/** Signs a token. @returns it, and how many seconds it is good for */
export async function signToken({ issuer, clientId, subject, scopes, untilMs }: TokenRequest): Promise<{
  readonly token: string;
  readonly seconds: number;
}> {
  const { kid, signing } = await tokenKeys();
  const from = Math.floor(nowMs() / 1000);
  const seconds = Math.min(tokens.lifeMs / 1000, Math.floor(untilMs / 1000) - from);
  const token = await new SignJWT({ client_id: clientId, scope: scopes.join(' ') })
    .setProtectedHeader({ alg: tokenAlgorithm, typ: tokenType, kid })
    .setIssuer(issuer)
    .setAudience(issuer)
    .setSubject(subject)
    .setJti(newId())
    .setIssuedAt(from)
    .setExpirationTime(from + seconds)
    .sign(signing);
  return { token, seconds };
}

/**
 * Reads a token of ours.
 *
 * Returns where its client's credential is, and the scopes it was asked for. Throws the refusal UNAUTHENTICATED for one
 * that is expired, forged, altered, unsigned, of another kind, or for another audience: the same for all of them.
 */
export async function readAccessToken(token: string): Promise<{
  readonly client: { readonly tenant: number; readonly prefix: string };
  readonly scopes: readonly Scope[];
}> {
  const { verifying } = await tokenKeys();
  const { payload } = await jwtVerify(token, verifying, {
    algorithms: [tokenAlgorithm],
    typ: tokenType,
    currentDate: new Date(nowMs()),
    requiredClaims: ['iss', 'aud', 'exp', 'sub', 'client_id', 'scope'],
  }).catch(() => {
    throw refuse('UNAUTHENTICATED');
  });
  const { iss, aud, client_id: clientId, scope } = payload;
  const client = typeof clientId === 'string' ? readClientId(clientId) : null;
  if (client === null || typeof scope !== 'string' || !isOwn(iss) || aud !== iss)
    throw refuse('UNAUTHENTICATED');
  return { client, scopes: scope.split(' ').filter(Boolean) as Scope[] };
}
