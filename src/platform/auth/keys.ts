// API keys as records: issued, listed, rotated with an overlap, revoked.
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { AccessGrantTable, ApiKeyTable, Database } from '../../generated/database.js';
import type { Audience, Grant, Scope } from '../../kernel/caller.js';
import { isDate, nowIso, nowMs, today } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { isKeyPrefix, makeKeyText, tenantOfPrefix, type KeyEnvironment } from './key-form.js';
import { hashKey, keyPepper } from './pepper.js';

/** A right to be granted; in force from today and without end where nothing is said. */
interface GrantRequest extends Grant {
  readonly validFrom?: string;
  readonly validTo?: string | null;
}

/** The app by its name in the tenant; it is recorded where the name is new. */
export interface AppRequest {
  readonly name: string;
  readonly owner: string;
  readonly purpose: string;
  /** Its id if it is new. Default: the next one. */
  readonly id?: string;
}

/** What a new key is for. */
export interface KeyRequest {
  readonly tenant: number;
  readonly app: AppRequest;
  /** Pseudonymous person or system that acts. */
  readonly subject: string;
  readonly audience: Audience;
  readonly organizationId?: string | null;
  readonly grants: readonly GrantRequest[];
  readonly lifetimeMs: number;
}

/** A key on the one occasion on which it can be read. */
export interface IssuedKey {
  /** The whole key, to be handed over and forgotten. */
  readonly key: string;
  readonly prefix: string;
  readonly tenant: number;
  readonly app: string;
  /** ISO 8601. */
  readonly expiresAt: string;
}

/** A key as its keeper lists it. */
export interface ListedKey {
  readonly prefix: string;
  readonly app: string;
  readonly owner: string;
  readonly subject: string;
  readonly audience: Audience;
  /** ISO 8601. */
  readonly expiresAt: string;
  readonly revokedAt: string | null;
  readonly grants: readonly (Grant & { readonly validFrom: string; readonly validTo: string | null })[];
}

/** A request about a key that cannot be met; the message says why. */
class KeyError extends Error {
  override readonly name = 'KeyError';
}

/** Prefixes have a million places per tenant; that this many draws are all taken means something is broken. */
const draws = 20;

/**
 * Issues a key.
 *
 * Takes the query builder, best inside a transaction, and what the key is for; returns the key with its secret.
 * Throws KeyError for a request that is not well-formed or a tenant that is not open.
 */
export async function issueKey(db: Kysely<Database>, request: KeyRequest): Promise<IssuedKey> {
  for (const grant of request.grants) checkGrant(grant);
  if (request.grants.length === 0)
    throw new KeyError('A key without a right is of no use; name at least one scope.');
  const { tenant, subject, audience, organizationId = null } = request;
  const app = await ensureApp(db, tenant, request.app);
  const issued = await insertKey(
    db,
    { tenant, appId: app, subject, audience, organizationId },
    request.lifetimeMs,
  );
  const grants = request.grants.map(
    ({ scope, division, dataClass, validFrom = today(), validTo = null }) => ({
      tenant,
      id: newId(),
      keyId: issued.id,
      scope,
      division,
      dataClass,
      validFrom,
      validTo,
    }),
  );
  await db.insertInto('AccessGrant').values(grants).execute();
  return issued;
}

/**
 * Gives a successor to a key; both work until the overlap ends, so that nobody must change keys at an instant.
 *
 * Takes the query builder inside a transaction, the old key's prefix, the overlap and the successor's lifetime (by
 * default the old one's); returns the new key. Throws KeyError if the old one is unknown, revoked or expired.
 */
export async function rotateKey(
  db: Kysely<Database>,
  {
    prefix,
    overlapMs,
    lifetimeMs,
  }: { readonly prefix: string; readonly overlapMs: number; readonly lifetimeMs?: number },
): Promise<IssuedKey> {
  const old = await lockKey(db, prefix);
  if (old.revokedAt !== null) throw new KeyError(`The key ${prefix} is revoked; issue a new one.`);
  if (old.expiresMs <= nowMs()) throw new KeyError(`The key ${prefix} has expired; issue a new one.`);
  const { tenant, appId, subject, audience, organizationId } = old;
  const successor = { tenant, appId, subject, audience, organizationId };
  const issued = await insertKey(db, successor, lifetimeMs ?? old.expiresMs - old.createdMs);
  const grants = await grantsOf(db, old.tenant, [old.id]);
  if (grants.length > 0)
    await db
      .insertInto('AccessGrant')
      .values(grants.map((grant) => ({ ...grant, id: newId(), keyId: issued.id })))
      .execute();
  await db
    .updateTable('ApiKey')
    .set({ expiresAt: instant(Math.min(old.expiresMs, nowMs() + overlapMs)) })
    .where('tenant', '=', old.tenant)
    .where('id', '=', old.id)
    .execute();
  return issued;
}

/**
 * Revokes a key; servers that have just seen it trust it for `credentials.cacheMs` more.
 *
 * Takes the query builder and the key's prefix; revoking again changes nothing. Throws KeyError if it is unknown.
 */
export async function revokeKey(db: Kysely<Database>, prefix: string): Promise<void> {
  const key = await lockKey(db, prefix);
  await db
    .updateTable('ApiKey')
    .set({ revokedAt: nowIso() })
    .where('tenant', '=', key.tenant)
    .where('id', '=', key.id)
    .where('revokedAt', 'is', null)
    .execute();
}

/** Takes the query builder and a tenant; returns its keys, also dead ones, in the order in which they were issued. */
export async function listKeys(db: Kysely<Database>, tenant: number): Promise<readonly ListedKey[]> {
  const keys = await db
    .selectFrom('ApiKey as k')
    .innerJoin('App as a', (join) => join.onRef('a.tenant', '=', 'k.tenant').onRef('a.id', '=', 'k.appId'))
    .where('k.tenant', '=', tenant)
    .where('a.tenant', '=', tenant)
    .select(['k.id', 'k.prefix', 'k.subject', 'k.audience', 'a.name', 'a.owner'])
    .select([isoOf('k.expiresAt').as('expiresAt'), isoOf<string | null>('k.revokedAt').as('revokedAt')])
    .orderBy('k.createdAt')
    .orderBy('k.id')
    .execute();
  if (keys.length === 0) return [];
  const grants = await grantsOf(
    db,
    tenant,
    keys.map((key) => key.id),
  );
  return keys.map(({ id, name, ...key }) => ({
    ...key,
    app: name,
    grants: grants
      .filter((grant) => grant.keyId === id)
      .map(({ scope, division, dataClass, validFrom, validTo }) => ({
        scope: scope as Scope,
        division,
        dataClass,
        validFrom,
        validTo,
      })),
  }));
}

/** Takes what an app is; returns the id of the tenant's app of that name, recorded now if need be and locked. */
export async function ensureApp(db: Kysely<Database>, tenant: number, app: AppRequest): Promise<string> {
  const row = await db
    .insertInto('App')
    .values({ id: newId(), ...app, tenant })
    // The name is set to itself, so that the row of an app that exists is locked and returned as well.
    .onConflict((conflict) => conflict.columns(['tenant', 'name']).doUpdateSet({ name: app.name }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

function checkGrant({ scope, division, validFrom, validTo }: GrantRequest): void {
  if (!/^[a-z][a-z-]*:(read|write|admin)$/.test(scope))
    throw new KeyError(`A scope is written domain:read, domain:write or domain:admin, not "${scope}".`);
  if (division !== null && !/^(\d{6}|\d{9}|\d{12})$/.test(division))
    throw new KeyError(`A division code has 6, 9 or 12 digits; "${division}" does not.`);
  for (const date of [validFrom, validTo])
    if (typeof date === 'string' && !isDate(date))
      throw new KeyError(`A date is written YYYY-MM-DD, not "${date}".`);
}

/** A synthetic tenant has test keys; which it is, is said by the tenant's own row. */
async function environmentOf(db: Kysely<Database>, tenant: number): Promise<KeyEnvironment> {
  const office = await db
    .selectFrom('Tenant')
    .select('synthetic')
    .where('tenant', '=', tenant)
    .executeTakeFirst();
  if (!office) throw new KeyError(`No tenant has the number ${tenant}.`);
  return office.synthetic ? 'test' : 'live';
}

async function insertKey(
  db: Kysely<Database>,
  row: Pick<ApiKeyTable, 'tenant' | 'appId' | 'subject' | 'audience' | 'organizationId'>,
  lifetimeMs: number,
): Promise<IssuedKey & { readonly id: string }> {
  const { tenant, appId } = row;
  if (!(lifetimeMs > 0)) throw new KeyError('A key must live for some time.');
  const environment = await environmentOf(db, tenant);
  const pepper = await keyPepper();
  const id = newId();
  const expiresAt = instant(nowMs() + lifetimeMs);
  for (let draw = 0; draw < draws; draw += 1) {
    const key = makeKeyText(environment, tenant);
    const inserted = await db
      .insertInto('ApiKey')
      .values({
        ...row,
        id,
        prefix: key.prefix,
        hash: hashKey(pepper, key.text),
        createdAt: nowIso(),
        expiresAt,
      })
      .onConflict((conflict) => conflict.columns(['tenant', 'prefix']).doNothing())
      .returning(isoOf('expiresAt').as('expiresAt'))
      .executeTakeFirst();
    if (inserted) return { id, key: key.text, prefix: key.prefix, tenant, app: appId, ...inserted };
  }
  throw new KeyError(`No free prefix was found for tenant ${tenant}.`);
}

async function lockKey(db: Kysely<Database>, prefix: string) {
  const found = isKeyPrefix(prefix)
    ? await db
        .selectFrom('ApiKey')
        .selectAll()
        .select([msOf('expiresAt').as('expiresMs'), msOf('createdAt').as('createdMs')])
        .where('tenant', '=', tenantOfPrefix(prefix))
        .where('prefix', '=', prefix)
        .forUpdate()
        .executeTakeFirst()
    : undefined;
  if (!found) throw new KeyError(`No key has the prefix ${prefix}.`);
  return found;
}

function grantsOf(
  db: Kysely<Database>,
  tenant: number,
  keys: readonly string[],
): Promise<AccessGrantTable[]> {
  return db
    .selectFrom('AccessGrant')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('keyId', 'in', keys)
    .orderBy('scope')
    .orderBy('division')
    .orderBy('dataClass')
    .execute();
}

/** An instant of the platform's clock, for a column. */
function instant(ms: number): RawBuilder<string> {
  return sql<string>`to_timestamp(${ms}::float8 / 1000)`;
}

function msOf(column: 'expiresAt' | 'createdAt'): RawBuilder<number> {
  return sql<number>`(extract(epoch FROM ${sql.ref(column)}) * 1000)::float8`;
}

function isoOf<T extends string | null = string>(column: string): RawBuilder<T> {
  return sql<T>`to_char(${sql.ref(column)} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
}
