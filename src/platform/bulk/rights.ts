// Under whose rights a job works: those of who asked for it, as they are each time it reads or writes.
import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import {
  includesScope,
  scopesOf,
  type Audience,
  type Caller,
  type Language,
  type Scope,
} from '../../kernel/caller.js';
import { callersFor } from '../auth/authenticate.js';
import { personOf } from '../auth/posts.js';
import { withPurpose } from '../privacy/purpose.js';

/** Who asked for a job, as it is kept with the job: never what they may do. */
export interface Asker {
  readonly tenant: number;
  readonly app: string;
  /** Install of the app; null for a person, whose rights follow from posts. */
  readonly install: string | null;
  readonly subject: string;
  readonly organizationId: string | null;
  readonly audience: Audience;
  readonly language: Language;
  readonly purpose: string | null;
  /** Scopes with which they asked; a token may have had fewer than its install. */
  readonly scopes: readonly Scope[];
  /** Digest of the rights under which they asked. */
  readonly rights: Buffer;
}

type Rights = Pick<Caller, 'audience' | 'organizationId' | 'grants'>;

/** Digest of all that a caller may see and do by some scopes, which a job keeps in the place of the rights. */
function digestOf({ audience, organizationId, grants }: Rights, scopes: readonly Scope[]): Buffer {
  const each = scopes.flatMap((scope) =>
    grants
      .filter((grant) => includesScope(grant.scope, scope))
      .map(({ division, dataClass }) => `${scope} ${division ?? '*'} ${dataClass}`),
  );
  const told = JSON.stringify([audience, organizationId, [...new Set(each)].sort()]);
  return createHash('sha256').update(told).digest();
}

/** What is kept of who asks. */
export function askerOf(caller: Caller): Omit<Asker, 'tenant'> {
  const { app, install = null, subject, organizationId, audience, language, purpose = null, grants } = caller;
  const scopes = scopesOf(grants);
  const rights = digestOf(caller, scopes);
  return { app: app!, install, subject, organizationId, audience, language, purpose, scopes, rights };
}

/**
 * The caller who asked, with the rights of this moment.
 *
 * Takes the pool and who asked; returns the caller, or null where there is no credential any more, or where what its
 * scopes allow for the purpose is not what they did: what is begun under some rights does not go on under others. Throws
 * the Refusal of a purpose that does not count any more.
 */
export async function standingCaller(pool: Pool, asker: Asker): Promise<Caller | null> {
  const { tenant, app, subject, language, scopes, rights } = asker;
  const holders =
    asker.install === null
      ? [await personOf(pool, { tenant, subject, app }, language)]
      : await callersFor(pool, { ...asker, install: asker.install }, language);
  // A purpose that ended opens nothing any more: then this throws.
  const candidates = await Promise.all(
    holders.map((holder) => withPurpose(pool, holder, asker.purpose ?? undefined)),
  );
  return candidates.find((caller) => digestOf(caller, scopes).equals(rights)) ?? null;
}
