// From an Authorization header to a caller.
import { timingSafeEqual } from 'node:crypto';
import type pg from 'pg';
import {
  anonymous,
  includesScope,
  makeCaller,
  type Audience,
  type Caller,
  type Language,
  type Scope,
} from '../../kernel/caller.js';
import { today } from '../../kernel/clock.js';
import { codeTree, codeTreeVersion } from '../../kernel/entity.js';
import { find, isAlive, openCredential, type FoundCredential } from './credentials.js';
import { readKeyText } from './key-form.js';
import { hashKey, keyPepper } from './pepper.js';
import { readPersonToken } from './people.js';
import { personOf } from './posts.js';
import { issuerOf, looksLikeToken, readAccessToken } from './tokens.js';
import { settings } from './settings.js';

/** Stands where there is no key, so that the same work is done and compared. */
const nobody = { text: '', prefix: '0000000000', tenant: 0 };
const noHash = Buffer.alloc(32);

/**
 * Tells who asks.
 *
 * Takes the pool, the Authorization header (RFC 6750) if there is one, and the language of the request; returns the
 * caller with the rights of today. Throws the refusal UNAUTHENTICATED for a credential that is malformed, unknown,
 * wrong, expired, revoked or suspended: the same answer after the same work, so that trying tells nothing. Throws the
 * driver's error where the database does not answer.
 */
export async function authenticate(
  pool: pg.Pool,
  header: string | undefined,
  language: Language,
): Promise<Caller> {
  if (header === undefined) return anonymous(language);
  const bearer = /^bearer +(\S+) *$/i.exec(header)?.[1] ?? '';
  if (looksLikeToken(bearer)) return callerOfToken(pool, bearer, language);
  const asked = readKeyText(bearer) ?? nobody;
  const pepper = await keyPepper();
  const found = await openCredential(
    pool,
    asked,
    (one) => timingSafeEqual(hashKey(pepper, asked.text), one?.hash ?? noHash) && one?.kind === 'API_KEY',
  );
  return callerOf(found, asked.tenant, null, language);
}

/** Who a signed token stands for: a client of ours, or a person of the outside issuer. */
async function callerOfToken(pool: pg.Pool, token: string, language: Language): Promise<Caller> {
  const { oidc } = settings();
  if (oidc !== null && issuerOf(token) === oidc.issuer)
    return personOf(pool, await readPersonToken(token, oidc), language);
  const { client, scopes } = await readAccessToken(token);
  const found = await openCredential(pool, client, (one) => one !== undefined && one.kind !== 'API_KEY');
  return callerOf(found, client.tenant, scopes, language);
}

/** For whom something is done after the request has ended: whoever holds a credential of the same install, subject and audience. */
export interface Standing {
  readonly tenant: number;
  readonly install: string;
  readonly subject: string;
  readonly audience: Audience;
  /** Scopes by which it was asked for, however many the credential has. */
  readonly scopes: readonly Scope[];
}

/**
 * The callers by the credentials that open something now, the newest first: after a rotation there are two.
 *
 * Looks past what is remembered, so that what was stopped stops the next step already.
 */
export async function callersFor(
  pool: pg.Pool,
  { tenant, install, subject, audience, scopes }: Standing,
  language: Language,
): Promise<readonly Caller[]> {
  const { rows } = await pool.query<{ prefix: string }>(
    `SELECT "prefix" FROM "AppCredential" WHERE "tenant" = $1 AND "installId" = $2 AND "subject" = $3 AND "audience" = $4
       AND "state" = 'ACTIVE' ORDER BY "createdAt" DESC, "id" DESC`,
    [tenant, install, subject, audience],
  );
  const found = await Promise.all(rows.map(({ prefix }) => find(pool, tenant, prefix)));
  return found.flatMap((one) => (one && isAlive(one) ? [callerOf(one, tenant, scopes, language)] : []));
}

/**
 * The caller that a credential stands for, with the rights of today.
 * @param scopes what a token was asked for; null for all that there is
 */
function callerOf(
  found: FoundCredential,
  tenant: number,
  scopes: readonly Scope[] | null,
  language: Language,
): Caller {
  const day = today();
  const tree = codeTreeVersion();
  const asked = scopes?.join(' ') ?? null;
  const { last } = found;
  if (last?.day === day && last.tree === tree && last.scopes === asked && last.caller.language === language)
    return last.caller;
  const { app, subject, audience, organizationId, install } = found;
  const held = found.grants
    .filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day < validTo))
    .map(({ scope, division, dataClass }) => ({ scope, division, dataClass }));
  const grants =
    scopes === null
      ? held
      : scopes.flatMap((scope) =>
          held.filter((grant) => includesScope(grant.scope, scope)).map((grant) => ({ ...grant, scope })),
        );
  const caller = makeCaller(
    { app, subject, tenant, audience, organizationId, install, language, grants },
    (division) => codeTree().ranges(division, day),
  );
  found.last = { day, tree, scopes: asked, caller };
  return caller;
}
