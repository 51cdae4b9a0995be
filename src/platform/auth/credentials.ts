// Credentials of apps as records: found by their prefix, remembered for a moment, made with a secret that is told once.
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { LRUCache } from 'lru-cache';
import type pg from 'pg';
import type { CredentialKind, Database } from '../../generated/database.js';
import type { Audience, Caller, DataClass, Scope } from '../../kernel/caller.js';
import { nowIso, nowMs } from '../../kernel/clock.js';
import { credentials } from '../../kernel/config.js';
import { refuse } from '../../kernel/errors.js';
import { newId } from '../../kernel/ids.js';
import { remembering } from '../remembered.js';
import { clientIdOf, makeKeyText, type KeyEnvironment } from './key-form.js';
import { hashKey, keyPepper } from './pepper.js';

/** A credential's row with the rights of its install, of any date: both are judged anew at each use. */
export interface FoundCredential {
  readonly id: string;
  readonly kind: CredentialKind;
  readonly hash: Buffer | null;
  readonly publicKey: Readonly<Record<string, unknown>> | null;
  readonly expiresMs: number;
  /** Neither it nor its install nor its app was stopped. */
  readonly works: boolean;
  readonly app: string;
  readonly install: string;
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
  /** Who it stood for when it was last used, and with which scopes. */
  last?: {
    readonly day: string;
    readonly tree: number;
    readonly scopes: string | null;
    readonly caller: Caller;
  };
}

/** Where a credential is. */
interface CredentialPlace {
  readonly tenant: number;
  readonly prefix: string;
}

const remembered = remembering<FoundCredential, CredentialPlace>(credentials, (pool, { tenant, prefix }) =>
  find(pool, tenant, prefix),
);

/** Forgets every credential that this process remembers, so that what was stopped is stopped at once. */
export const forgetCredentials = remembered.forget;

/** Whether a credential opens anything now. */
export function isAlive({ works, expiresMs }: FoundCredential): boolean {
  return works && expiresMs > nowMs();
}

/**
 * The credential of a prefix, if it was proved and opens something.
 *
 * Takes the pool, where the credential is, and what proves it; throws the refusal UNAUTHENTICATED for one that is
 * unknown, not proved, expired, revoked or suspended, after the same work, so that trying tells nothing.
 */
export async function openCredential(
  pool: pg.Pool,
  place: CredentialPlace,
  proves: (found: FoundCredential | undefined) => boolean | Promise<boolean>,
): Promise<FoundCredential> {
  const { tenant, prefix } = place;
  const status: LRUCache.Status<string, FoundCredential, CredentialPlace> = {};
  const found = await remembered.of(pool).fetch(prefix, { context: place, status });
  const proved = await proves(found);
  if (found && proved && isAlive(found)) return found;
  // What is not known is asked of the database each time. So is what is, or the clock would tell which there are.
  if (status.fetch === 'hit') await find(pool, tenant, prefix);
  throw refuse('UNAUTHENTICATED');
}

/** Asks the database for a credential, whatever is remembered. */
export async function find(
  pool: pg.Pool,
  tenant: number,
  prefix: string,
): Promise<FoundCredential | undefined> {
  const { rows } = await pool.query<FoundCredential & { readonly homeTenant: number }>(
    `SELECT c."id", c."kind", c."hash", c."publicKey", (extract(epoch FROM c."expiresAt") * 1000)::float8 AS "expiresMs",
       c."state" = 'ACTIVE' AND i."state" = 'INSTALLED' AND a."state" = 'ACTIVE' AS "works",
       a."homeTenant", c."appId" AS "app", c."installId" AS "install", c."subject", c."audience", i."organizationId",
       (SELECT coalesce(json_agg(json_build_object('scope', g."scope", 'division', g."division",
            'dataClass', g."dataClass", 'validFrom', g."validFrom", 'validTo', g."validTo")
            ORDER BY g."scope", g."division", g."dataClass"), '[]')
        FROM "AccessGrant" g WHERE g."tenant" = $1 AND g."installId" = c."installId") AS "grants"
     FROM "AppCredential" c
     JOIN "AppInstall" i ON i."tenant" = $1 AND i."id" = c."installId"
     JOIN "App" a ON a."tenant" = $1 AND a."id" = c."appId"
     WHERE c."tenant" = $1 AND c."prefix" = $2`,
    [tenant, prefix],
  );
  const [row] = rows;
  if (!row || row.homeTenant === tenant || !row.works) return row;
  // What the office that registered the app first has stopped is stopped everywhere.
  const home = await pool.query<{ active: boolean }>(
    `SELECT "state" = 'ACTIVE' AS active FROM "App" WHERE "tenant" = $1 AND "id" = $2`,
    [row.homeTenant, row.app],
  );
  return { ...row, works: home.rows[0]?.active !== false };
}

/** What a new credential is for. */
export interface CredentialRequest {
  readonly tenant: number;
  readonly installId: string;
  readonly appId: string;
  readonly divisionKey: string;
  readonly kind: CredentialKind;
  /** A client's public key as a JWK; null where it gets a secret. */
  readonly publicKey: Readonly<Record<string, unknown>> | null;
  readonly subject: string;
  readonly audience: Audience;
}

/** A credential on the one occasion on which its secret can be read. */
export interface MadeCredential {
  readonly id: string;
  readonly prefix: string;
  /** ISO 8601. */
  readonly expiresAt: string;
  /** How a client calls itself. */
  readonly clientId: string;
  /** The whole key, or the client's secret; null for a client that signs. To be handed over and forgotten. */
  readonly secret: string | null;
}

/** Prefixes have a million places per tenant; that this many draws are all taken means something is broken. */
const draws = 20;

/** Inserts a credential. A synthetic tenant has test credentials, and any other has none. */
export async function insertCredential(
  db: Kysely<Database>,
  request: CredentialRequest,
  lifetimeMs: number,
): Promise<MadeCredential> {
  const { tenant, kind, publicKey } = request;
  const office = await db
    .selectFrom('Tenant')
    .select('synthetic')
    .where('tenant', '=', tenant)
    .executeTakeFirstOrThrow();
  const environment: KeyEnvironment = office.synthetic ? 'test' : 'live';
  const pepper = await keyPepper();
  const id = newId();
  for (let draw = 0; draw < draws; draw += 1) {
    const made = makeKeyText(environment, tenant);
    const inserted = await db
      .insertInto('AppCredential')
      .values({
        ...request,
        id,
        publicKey: publicKey === null ? null : JSON.stringify(publicKey),
        environment: environment === 'test' ? 'TEST' : 'LIVE',
        prefix: made.prefix,
        hash: kind === 'CLIENT_KEY' ? null : hashKey(pepper, made.text),
        createdAt: nowIso(),
        updatedAt: nowIso(),
        expiresAt: instant(nowMs() + lifetimeMs),
      })
      .onConflict((conflict) => conflict.columns(['tenant', 'prefix']).doNothing())
      .returning(isoOf('expiresAt').as('expiresAt'))
      .executeTakeFirst();
    if (!inserted) continue;
    const secret = { API_KEY: made.text, CLIENT_SECRET: made.secret, CLIENT_KEY: null }[kind];
    const clientId = clientIdOf(environment, made.prefix);
    return { id, prefix: made.prefix, clientId, secret, ...inserted };
  }
  throw new Error(`No free prefix was found for tenant ${tenant}.`);
}

/** An instant of the platform's clock, for a column. */
export function instant(ms: number): RawBuilder<string> {
  return sql<string>`to_timestamp(${ms}::float8 / 1000)`;
}

/** An instant as ISO 8601. */
export function isoOf<T extends string | null = string>(column: string): RawBuilder<T> {
  return sql<T>`to_char(${sql.ref(column)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
}
