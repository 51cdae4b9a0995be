// What a request needs to know of its app: what was agreed with it, and the document that it calls.
import { CompiledQuery, type Transaction } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Pool } from 'pg';
import type { Database } from '../../generated/database.js';
import type { Caller } from '../../kernel/caller.js';
import { budgets, credentials } from '../../kernel/config.js';
import { refusal } from '../../kernel/errors.js';
import { hashOf } from './rules.js';

/** Where rows are read: the pool, or a write that is under way. */
type From = Pool | Transaction<Database>;

async function rowsOf<Row extends object>(
  from: From,
  sql: string,
  values: unknown[],
): Promise<readonly Row[]> {
  const { rows } =
    'executeQuery' in from
      ? await from.executeQuery<Row>(CompiledQuery.raw(sql, values))
      : await from.query<Row>(sql, values);
  return rows;
}

/** What was agreed with an app at an office. */
export interface Agreement {
  readonly costPerMinute: number | null;
  readonly documentsOnly: boolean;
}

const usual: Agreement = { costPerMinute: null, documentsOnly: false };

/** One cache per pool, so that a process with two databases does not mix them up. */
const agreements = new WeakMap<Pool, LRUCache<string, Agreement>>();

/** What was agreed with the caller's app, as it was some seconds ago at most. */
export async function agreementOf(pool: Pool, caller: Caller): Promise<Agreement> {
  const { tenant, app } = caller;
  let known = agreements.get(pool);
  if (!known) agreements.set(pool, (known = new LRUCache({ max: budgets.leases, ttl: credentials.cacheMs })));
  const key = `${tenant} ${app}`;
  let agreed = known.get(key);
  if (!agreed) known.set(key, (agreed = await agreedWith(pool, caller)));
  return agreed;
}

/** What was agreed with the caller's app; of several installs the largest budget, and documents only where all say so. */
async function agreedWith(from: From, { tenant, app }: Caller): Promise<Agreement> {
  if (tenant === null || app === null) return usual;
  const [agreed] = await rowsOf<Agreement>(
    from,
    `SELECT max("costPerMinute") AS "costPerMinute", coalesce(bool_and("documentsOnly"), false) AS "documentsOnly"
     FROM "AppInstall" WHERE "tenant" = $1 AND "appId" = $2 AND "state" = 'INSTALLED'`,
    [tenant, app],
  );
  return agreed ?? usual;
}

/** Forgets what is known of agreements, and what is being read of them: another one was made. */
export function forgetAgreements(pool: Pool): void {
  agreements.delete(pool);
}

/** The newest active document of the caller's app by its name or its hash; null where there is none. */
export async function documentFor(
  from: From,
  { tenant, app, audience }: Caller,
  by: { readonly name: string } | { readonly hash: string },
): Promise<string | null> {
  if (tenant === null || app === null) return null;
  // What cannot be one is not asked for.
  if ('hash' in by && !/^sha256:[0-9a-f]{64}$/.test(by.hash)) return null;
  const [column, value] = 'name' in by ? ['name', by.name] : ['hash', by.hash];
  const [found] = await rowsOf<{ text: string }>(
    from,
    `SELECT "text" FROM "TrustedDocument"
     WHERE "tenant" = $1 AND "app" = $2 AND "${column}" = $3 AND "audience" = $4 AND "state" = 'ACTIVE'
     ORDER BY "id" DESC LIMIT 1`,
    [tenant, app, value, audience],
  );
  return found?.text ?? null;
}

/**
 * Whether a text, or one that nobody has read (null), may be run in the caller's name: where the app may have nothing run but its
 * documents, it is one of them.
 */
export async function isRunnable(from: From, caller: Caller, text: string | null): Promise<boolean> {
  // A write keeps what it asks for, so that it asks what stands now.
  const agreed = 'executeQuery' in from ? await agreedWith(from, caller) : await agreementOf(from, caller);
  if (!agreed.documentsOnly) return true;
  return text !== null && (await documentFor(from, caller, { hash: hashOf(text) })) !== null;
}

/** Refuses what may not be run, whoever runs it: the app, or the platform in its name. What goes on by itself asks again each time. */
export async function mayRun(from: From, caller: Caller, text: string | null): Promise<void> {
  if (!(await isRunnable(from, caller, text))) throw refusal('trusted-documents-only');
}
