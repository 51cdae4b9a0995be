// From an Authorization header to a caller.
import { timingSafeEqual } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import {
  anonymous,
  makeCaller,
  type Audience,
  type Caller,
  type DataClass,
  type Language,
  type Scope,
} from '../../kernel/caller.js';
import { nowMs, today } from '../../kernel/clock.js';
import { credentials } from '../../kernel/config.js';
import { codeTree, codeTreeVersion } from '../../kernel/entity.js';
import { refuse } from '../../kernel/errors.js';
import { readKeyText } from './key-form.js';
import { hashKey, keyPepper } from './pepper.js';

/** A key's row with its grants, of any date: both are judged anew at each use. */
interface FoundKey {
  readonly hash: Buffer;
  readonly expiresMs: number;
  readonly revoked: boolean;
  readonly app: string;
  readonly subject: string;
  readonly audience: Audience;
  readonly organizationId: string | null;
  readonly grants: readonly {
    readonly scope: Scope;
    readonly division: string | null;
    readonly dataClass: DataClass;
    readonly validFrom: string;
    readonly validTo: string | null;
  }[];
  /** Who the key stood for when it was last used. */
  last?: { readonly day: string; readonly tree: number; readonly caller: Caller };
}

/** Keys that exist, by prefix; one cache per pool, so that a process with two databases does not mix them up. */
const caches = new WeakMap<pg.Pool, LRUCache<string, FoundKey, number>>();

/** Stands where there is no key, so that the same work is done and compared. */
const nobody = { text: '', prefix: '0000000000', tenant: 0 };
const noHash = Buffer.alloc(32);

/**
 * Tells who asks.
 *
 * Takes the pool, the Authorization header (RFC 6750) if there is one, and the language of the request; returns the
 * caller with the rights of today. Throws the refusal UNAUTHENTICATED for a credential that is malformed, unknown,
 * wrong, expired or revoked: the same answer after the same work, so that trying tells nothing. Throws the
 * driver's error where the database does not answer.
 */
export async function authenticate(
  pool: pg.Pool,
  header: string | undefined,
  language: Language,
): Promise<Caller> {
  if (header === undefined) return anonymous(language);
  const asked = readKeyText(/^bearer +(\S+) *$/i.exec(header)?.[1] ?? '') ?? nobody;
  const pepper = await keyPepper();
  const status: LRUCache.Status<string, FoundKey, number> = {};
  const found = await cacheOf(pool).fetch(asked.prefix, { context: asked.tenant, status });
  const same = timingSafeEqual(hashKey(pepper, asked.text), found?.hash ?? noHash);
  if (!found || !same || found.revoked || found.expiresMs <= nowMs()) {
    // What is not known is asked of the database each time. So is what is, or the clock would tell which keys exist.
    if (status.fetch === 'hit') await find(pool, asked.tenant, asked.prefix);
    throw refuse('UNAUTHENTICATED');
  }
  const day = today();
  const tree = codeTreeVersion();
  const { last } = found;
  if (last?.day === day && last.tree === tree && last.caller.language === language) return last.caller;
  const { app, subject, audience, organizationId } = found;
  const grants = found.grants
    .filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day < validTo))
    .map(({ scope, division, dataClass }) => ({ scope, division, dataClass }));
  const caller = makeCaller(
    { app, subject, tenant: asked.tenant, audience, organizationId, language, grants },
    (division) => codeTree().ranges(division, day),
  );
  found.last = { day, tree, caller };
  return caller;
}

function cacheOf(pool: pg.Pool): LRUCache<string, FoundKey, number> {
  let cache = caches.get(pool);
  if (!cache) {
    cache = new LRUCache<string, FoundKey, number>({
      max: credentials.cacheEntries,
      ttl: credentials.cacheMs,
      ttlResolution: 0,
      perf: { now: nowMs },
      // Requests that arrive together share one question. What does not exist is not kept, so that guesses push
      // nobody's key out.
      fetchMethod: (prefix, _stale, { context }) => find(pool, context, prefix),
    });
    caches.set(pool, cache);
  }
  return cache;
}

async function find(pool: pg.Pool, tenant: number, prefix: string): Promise<FoundKey | undefined> {
  const { rows } = await pool.query<FoundKey>(
    `SELECT k."hash", (extract(epoch FROM k."expiresAt") * 1000)::float8 AS "expiresMs",
       k."revokedAt" IS NOT NULL AS "revoked", k."appId" AS "app", k."subject", k."audience", k."organizationId",
       (SELECT coalesce(json_agg(json_build_object('scope', g."scope", 'division', g."division",
            'dataClass', g."dataClass", 'validFrom', g."validFrom", 'validTo', g."validTo") 
            ORDER BY g."scope", g."division", g."dataClass"), '[]')
        FROM "AccessGrant" g WHERE g."tenant" = $1 AND g."keyId" = k."id") AS "grants"
     FROM "ApiKey" k WHERE k."tenant" = $1 AND k."prefix" = $2`,
    [tenant, prefix],
  );
  return rows[0];
}
