// Who asks, and for what: rights to personal data count only in a request that names a declared purpose.
import type pg from 'pg';
import type { Caller, DataClass, Language } from '../../kernel/caller.js';
import { today } from '../../kernel/clock.js';
import { purposes as sizes } from '../../kernel/config.js';
import { refusal } from '../../kernel/errors.js';
import { authenticate } from '../auth/authenticate.js';
import { remembering } from '../remembered.js';
import { purposeCalled, type DeclaredPurpose } from './queries.js';
import { personalClasses } from './rules.js';

/** Name of the header, as Node writes it; over WebSocket the same name is a connection parameter. */
export const purposeHeader = 'gongzhi-purpose';

/** What of a request says who asks and for what: its headers, or the parameters of a connection. */
export interface Credentials {
  readonly authorization?: string | undefined;
  readonly [purposeHeader]?: string | readonly string[] | undefined;
}

/**
 * Tells who asks, for the purpose that the request names.
 *
 * Takes the pool, the headers of the request, and its language; returns the caller. Throws what `authenticate` throws,
 * and the refusal `purpose-is-declared`.
 */
export async function callerFor(pool: pg.Pool, headers: Credentials, language: Language): Promise<Caller> {
  const caller = await authenticate(pool, headers.authorization, language);
  return withPurpose(pool, caller, headers[purposeHeader]);
}

/**
 * The caller as far as the purpose goes. Without one its rights to personal data are dropped; with one those stay that the
 * purpose opens.
 *
 * Takes the pool, the caller, and the code that the request gives. Throws the refusal `purpose-is-declared` where the
 * office that gave the credential has not declared it for this app, or where it does not count today.
 */
export async function withPurpose(
  pool: pg.Pool,
  caller: Caller,
  named: string | readonly string[] | undefined,
): Promise<Caller> {
  if (named === undefined) return caller.app === null ? caller : limited(caller, null, []);
  const code = typeof named === 'string' ? named.trim() : named.join(', ');
  const purpose = caller.tenant === null ? undefined : await find(pool, caller.tenant, code);
  if (!purpose || !counts(purpose, caller))
    throw refusal('purpose-is-declared', [], { code: code.slice(0, 40) });
  return limited(caller, code, opened(purpose));
}

/** Whether the caller may name the purpose today. */
function counts({ appId, validFrom, validTo }: DeclaredPurpose, { app, audience }: Caller): boolean {
  const day = today();
  if (day < validFrom || (validTo !== null && validTo <= day)) return false;
  return appId === null ? audience === 'INTERNAL' : appId === app;
}

/** Sensitive data are opened only once somebody has assessed what that means. */
function opened({ dataClasses, assessed }: DeclaredPurpose): readonly DataClass[] {
  return dataClasses.filter((one) => one !== 'SENSITIVE' || assessed);
}

/** Callers by what is left of their rights, so that what statements know of a caller is kept. */
const known = new WeakMap<Caller, Map<string, Caller>>();

function limited(caller: Caller, purpose: string | null, classes: readonly DataClass[]): Caller {
  const dropped = personalClasses.filter((one) => !classes.includes(one));
  let own = known.get(caller);
  if (!own) known.set(caller, (own = new Map()));
  const key = `${purpose ?? ''} ${classes.join()}`;
  let made = own.get(key);
  if (!made) own.set(key, (made = without(caller, purpose, dropped)));
  return made;
}

/** The caller without its rights to some classes of data. */
function without(caller: Caller, purpose: string | null, dropped: readonly DataClass[]): Caller {
  const grants = caller.grants.filter(({ dataClass }) => !dropped.includes(dataClass));
  const left = new Set(grants.map(({ dataClass }) => dataClass));
  return {
    ...caller,
    purpose,
    grants,
    ranges: (scope, dataClass) => (left.has(dataClass) ? caller.ranges(scope, dataClass) : []),
    holds: (scope) => [...left].some((dataClass) => caller.ranges(scope, dataClass).length > 0),
    holdsAt: (scope, dataClass, key) => left.has(dataClass) && caller.holdsAt(scope, dataClass, key),
  };
}

/** By office and code. */
const remembered = remembering<DeclaredPurpose, { readonly tenant: number; readonly code: string }>(
  sizes,
  (pool, { tenant, code }) => purposeCalled(pool, tenant, code),
);

function find(pool: pg.Pool, tenant: number, code: string): Promise<DeclaredPurpose | undefined> {
  // What cannot be one is not asked for.
  if (!/^[a-z][a-z0-9-]{2,39}$/.test(code)) return Promise.resolve(undefined);
  return remembered.of(pool).fetch(`${tenant} ${code}`, { context: { tenant, code } });
}
