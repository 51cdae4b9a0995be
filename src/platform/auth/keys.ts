// API keys for who owns the database: issued, listed, rotated with an overlap, revoked, without a credential at hand.
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { AccessGrantTable, Database } from '../../generated/database.js';
import type { Audience, Grant, Scope } from '../../kernel/caller.js';
import { isDate, nowIso, nowMs, today } from '../../kernel/clock.js';
import { newId } from '../../kernel/ids.js';
import { insertCredential, instant, isoOf, type CredentialRequest } from './credentials.js';
import { isKeyPrefix, tenantOfPrefix } from './key-form.js';

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

/**
 * Installs an app in the area of its office with the rights that are asked for, and issues a key for it.
 *
 * Takes the query builder, best inside a transaction, and what the key is for; returns the key with its secret.
 * Throws KeyError for a request that is not well-formed or a tenant that is not open.
 */
export async function issueKey(db: Kysely<Database>, request: KeyRequest): Promise<IssuedKey> {
  for (const grant of request.grants) checkGrant(grant);
  if (request.grants.length === 0)
    throw new KeyError('A key without a right is of no use; name at least one scope.');
  const { tenant, subject, audience, organizationId = null, app } = request;
  const appId = await ensureApp(db, tenant, app);
  const installId = newId();
  const divisionKey = await areaOf(db, tenant);
  await db
    .insertInto('AppInstall')
    .values({
      tenant,
      id: installId,
      appId,
      divisionKey,
      organizationId,
      purpose: app.purpose,
      state: 'INSTALLED',
      requestedBy: subject,
      installedBy: subject,
      createdAt: nowIso(),
      updatedAt: nowIso(),
    })
    .execute();
  const grants = request.grants.map(
    ({ scope, division, dataClass, validFrom = today(), validTo = null }) => ({
      tenant,
      id: newId(),
      installId,
      scope,
      division,
      dataClass,
      validFrom,
      validTo,
    }),
  );
  await db.insertInto('AccessGrant').values(grants).execute();
  const of = { tenant, installId, appId, divisionKey, subject, audience };
  return makeKey(db, of, request.lifetimeMs);
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
  const issued = await makeKey(db, old, lifetimeMs ?? old.expiresMs - old.createdMs);
  await changeKey(db, old, { expiresAt: instant(Math.min(old.expiresMs, nowMs() + overlapMs)) });
  return issued;
}

/**
 * Revokes a key; servers that have just seen it trust it for `credentials.cacheMs` more.
 *
 * Takes the query builder and the key's prefix; revoking again changes nothing. Throws KeyError if it is unknown.
 */
export async function revokeKey(db: Kysely<Database>, prefix: string): Promise<void> {
  const key = await lockKey(db, prefix);
  if (key.revokedAt === null) await changeKey(db, key, { state: 'REVOKED', revokedAt: nowIso() });
}

/** Takes the query builder and a tenant; returns its keys, also dead ones, in the order in which they were issued. */
export async function listKeys(db: Kysely<Database>, tenant: number): Promise<readonly ListedKey[]> {
  const keys = await db
    .selectFrom('AppCredential as k')
    .innerJoin('App as a', (join) => join.onRef('a.tenant', '=', 'k.tenant').onRef('a.id', '=', 'k.appId'))
    .where('k.tenant', '=', tenant)
    .where('a.tenant', '=', tenant)
    .where('k.kind', '=', 'API_KEY')
    .select(['k.installId', 'k.prefix', 'k.subject', 'k.audience', 'a.name', 'a.owner'])
    .select([isoOf('k.expiresAt').as('expiresAt'), isoOf<string | null>('k.revokedAt').as('revokedAt')])
    .orderBy('k.createdAt')
    .orderBy('k.id')
    .execute();
  if (keys.length === 0) return [];
  const grants = await grantsOf(
    db,
    tenant,
    keys.map((key) => key.installId),
  );
  return keys.map(({ installId, name, ...key }) => ({
    ...key,
    app: name,
    grants: grants
      .filter((grant) => grant.installId === installId)
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
    .values({
      id: newId(),
      ...app,
      tenant,
      homeTenant: tenant,
      divisionKey: await areaOf(db, tenant),
      createdAt: nowIso(),
      updatedAt: nowIso(),
    })
    // The name is set to itself, so that the row of an app that exists is locked and returned as well.
    .onConflict((conflict) => conflict.columns(['tenant', 'name']).doUpdateSet({ name: app.name }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Key of the division that an office records for today; where none is known, that of its number. */
async function areaOf(db: Kysely<Database>, tenant: number): Promise<string> {
  const office = await db
    .selectFrom('Tenant as o')
    .leftJoin('TenantDivision as d', (join) =>
      join
        .onRef('d.tenant', '=', 'o.tenant')
        .on('d.validFrom', '<=', today())
        .on((e) => e.or([e('d.validTo', 'is', null), e('d.validTo', '>', today())])),
    )
    .select('d.divisionKey')
    .where('o.tenant', '=', tenant)
    .orderBy('d.validFrom', 'desc')
    .executeTakeFirst();
  if (!office) throw new KeyError(`No tenant has the number ${tenant}.`);
  return office.divisionKey ?? `${String(tenant).padStart(6, '0')}000000`;
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

async function makeKey(
  db: Kysely<Database>,
  of: Omit<CredentialRequest, 'kind' | 'publicKey'>,
  lifetimeMs: number,
): Promise<IssuedKey> {
  if (!(lifetimeMs > 0)) throw new KeyError('A key must live for some time.');
  const { tenant, installId, appId, divisionKey, subject, audience } = of;
  const request = { tenant, installId, appId, divisionKey, subject, audience };
  const made = await insertCredential(db, { ...request, kind: 'API_KEY', publicKey: null }, lifetimeMs);
  const { prefix, expiresAt, secret } = made;
  return { key: secret!, prefix, tenant, app: appId, expiresAt };
}

async function changeKey(
  db: Kysely<Database>,
  { tenant, id }: { readonly tenant: number; readonly id: string },
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  await db
    .updateTable('AppCredential')
    .set({ ...values, updatedAt: nowIso(), version: sql<number>`"version" + 1` })
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .execute();
}

async function lockKey(db: Kysely<Database>, prefix: string) {
  const found = isKeyPrefix(prefix)
    ? await db
        .selectFrom('AppCredential')
        .selectAll()
        .select([msOf('expiresAt').as('expiresMs'), msOf('createdAt').as('createdMs')])
        .where('tenant', '=', tenantOfPrefix(prefix))
        .where('prefix', '=', prefix)
        .where('kind', '=', 'API_KEY')
        .forUpdate()
        .executeTakeFirst()
    : undefined;
  if (!found) throw new KeyError(`No key has the prefix ${prefix}.`);
  return found;
}

function grantsOf(
  db: Kysely<Database>,
  tenant: number,
  installs: readonly string[],
): Promise<AccessGrantTable[]> {
  return db
    .selectFrom('AccessGrant')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('installId', 'in', installs)
    .orderBy('scope')
    .orderBy('division')
    .orderBy('dataClass')
    .execute();
}

function msOf(column: 'expiresAt' | 'createdAt'): RawBuilder<number> {
  return sql<number>`(extract(epoch FROM ${sql.ref(column)}) * 1000)::float8`;
}
