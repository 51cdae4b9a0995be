// What a request needs to know of its app: what was agreed with it, and the document that it calls.
import { LRUCache } from 'lru-cache';
import type { Pool } from 'pg';
import type { Caller } from '../../kernel/caller.js';
import { budgets, credentials } from '../../kernel/config.js';

/** What was agreed with an app at an office. */
export interface Agreement {
  readonly costPerMinute: number | null;
  readonly documentsOnly: boolean;
}

const usual: Agreement = { costPerMinute: null, documentsOnly: false };

/** One cache per pool, so that a process with two databases does not mix them up. */
const agreements = new WeakMap<Pool, LRUCache<string, Agreement>>();

/** What was agreed with the caller's app; of several installs the largest budget, and documents only where all say so. */
export async function agreementOf(pool: Pool, { tenant, app }: Caller): Promise<Agreement> {
  if (tenant === null || app === null) return usual;
  let known = agreements.get(pool);
  if (!known) agreements.set(pool, (known = new LRUCache({ max: budgets.leases, ttl: credentials.cacheMs })));
  const key = `${tenant} ${app}`;
  let agreed = known.get(key);
  if (!agreed) {
    const { rows } = await pool.query<Agreement>(
      `SELECT max("costPerMinute") AS "costPerMinute", coalesce(bool_and("documentsOnly"), false) AS "documentsOnly"
       FROM "AppInstall" WHERE "tenant" = $1 AND "appId" = $2 AND "state" = 'INSTALLED'`,
      [tenant, app],
    );
    known.set(key, (agreed = rows[0] ?? usual));
  }
  return agreed;
}

/** Forgets what is known of agreements, and what is being read of them: another one was made. */
export function forgetAgreements(pool: Pool): void {
  agreements.delete(pool);
}

/** The newest active document of the caller's app by its name or its hash; null where there is none. */
export async function documentFor(
  pool: Pool,
  { tenant, app, audience }: Caller,
  by: { readonly name: string } | { readonly hash: string },
): Promise<string | null> {
  if (tenant === null || app === null) return null;
  const [column, value] = 'name' in by ? ['name', by.name] : ['hash', by.hash];
  const { rows } = await pool.query<{ text: string }>(
    `SELECT "text" FROM "TrustedDocument"
     WHERE "tenant" = $1 AND "app" = $2 AND "${column}" = $3 AND "audience" = $4 AND "state" = 'ACTIVE'
     ORDER BY "id" DESC LIMIT 1`,
    [tenant, app, value, audience],
  );
  return rows[0]?.text ?? null;
}
