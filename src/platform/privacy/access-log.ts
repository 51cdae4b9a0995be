// Who read what: an entry for every operation of a credential, written before an answer with personal data leaves.
import type { Pool } from 'pg';
import { LRUCache } from 'lru-cache';
import type { DataClass } from '../../kernel/caller.js';
import { dayOf, nowMs } from '../../kernel/clock.js';
import { accessLog as sizes } from '../../kernel/config.js';
import { newId } from '../../kernel/ids.js';
import type { Observation } from '../../kernel/observation.js';
import { namesFor, removeEntries } from './queries.js';
import { personalClasses } from './rules.js';

/** From the most open to the most protected. */
const protection: readonly DataClass[] = ['PUBLIC', 'CONDITIONAL', 'INTERNAL', 'PERSONAL', 'SENSITIVE'];

/** An entry before the names of its app and its office's division are known. */
type Entry = Readonly<Record<string, unknown>> & { readonly tenant: number; readonly appId: string };

/**
 * Writes entries in batches. Those with personal data are written at once, together with all that wait, and their answers
 * wait for it; the others at most for `everyMs`. Nothing is dropped: where too many wait, answers wait, too.
 */
export class AccessLog {
  private readonly pool: Pool;
  private waiting: Entry[] = [];
  private timer: NodeJS.Timeout | undefined;
  /** The batch that is being written, and the one that follows it with all that waits by then. */
  private writing: Promise<void> | undefined;
  private following: Promise<void> | undefined;
  private readonly divisions = new LRUCache<number, string>({ max: sizes.names, ttl: sizes.namesMs });
  private readonly apps = new LRUCache<string, string>({ max: sizes.names, ttl: sizes.namesMs });

  constructor(pool: Pool) {
    this.pool = pool;
  }

  /** Takes what an operation read; resolves when its answer may leave. Throws where that could not be recorded. */
  readonly observe = async (observation: Observation): Promise<void> => {
    const entries = entriesOf(observation);
    if (entries.length === 0) return;
    this.waiting.push(...entries);
    const personal = personalClasses.some((one) => observation.classes.has(one));
    if (personal || this.waiting.length >= sizes.waiting) await this.flush();
    else this.timer ??= setTimeout(() => void this.flush().catch(() => {}), sizes.everyMs).unref();
  };

  /** Writes all that waits now. Throws where it cannot be written; it waits on then. */
  flush(): Promise<void> {
    if (!this.writing) return (this.writing = this.write().finally(() => (this.writing = undefined)));
    // Whoever comes while a batch is written shares the next one.
    this.following ??= this.writing
      .catch(() => {})
      .then(() => {
        this.following = undefined;
        return this.flush();
      });
    return this.following;
  }

  private async write(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const batch = this.waiting;
    this.waiting = [];
    if (batch.length === 0) return;
    try {
      await this.learnNames(batch);
      await this.pool.query(
        `INSERT INTO "AccessLogEntry" SELECT * FROM jsonb_populate_recordset(NULL::"AccessLogEntry", $1::jsonb)`,
        [
          JSON.stringify(
            batch.map((entry) => ({
              ...entry,
              app: this.apps.get(entry.appId) ?? entry.appId,
              divisionKey: this.divisions.get(entry.tenant) ?? String(entry.tenant).padEnd(12, '0'),
            })),
          ),
        ],
      );
    } catch (error) {
      this.waiting = [...batch, ...this.waiting];
      throw error;
    }
  }

  private async learnNames(batch: readonly Entry[]): Promise<void> {
    const tenants = [...new Set(batch.map(({ tenant }) => tenant))].filter((one) => !this.divisions.has(one));
    const apps = [...new Set(batch.map(({ appId }) => appId))].filter((one) => !this.apps.has(one));
    if (tenants.length === 0 && apps.length === 0) return;
    const names = await namesFor(this.pool, tenants, apps);
    for (const tenant of tenants)
      this.divisions.set(tenant, names.divisions.get(tenant) ?? String(tenant).padEnd(12, '0'));
    for (const app of apps) this.apps.set(app, names.apps.get(app) ?? app);
  }

  /** Writes what is left. To be called when nothing is asked any more. */
  async close(): Promise<void> {
    await this.flush();
  }
}

/** One entry for each office whose rows are in the answer; for the caller's own where there are none. */
function entriesOf(observation: Observation): readonly Entry[] {
  const { caller, requestId, operation, digest, classes, entities, metered, masked } = observation;
  // Without a credential only what is public is read; what this process does by itself is in the audit trail.
  if (caller.purpose === undefined || caller.app === null || caller.tenant === null) return [];
  const readAtMs = nowMs();
  const sorted = protection.filter((one) => classes.has(one));
  const common = {
    readAt: new Date(readAtMs).toISOString(),
    readOn: dayOf(readAtMs),
    callerTenant: caller.tenant,
    appId: caller.app,
    subject: caller.subject,
    organizationId: caller.organizationId,
    operation: operation.slice(0, sizes.operationCharacters),
    operationHash: `sha256:${digest}`,
    audience: caller.audience,
    dataClasses: sorted,
    highestClass: sorted.at(-1) ?? 'PUBLIC',
    purpose: caller.purpose,
    masked,
    requestId,
  };
  const offices = new Set(metered.rows.flatMap(({ tenant }) => tenant ?? []));
  if (offices.size === 0)
    return [{ ...common, tenant: caller.tenant, id: newId(), entities: [...entities].sort(), rowCount: 0 }];
  return [...offices].map((tenant) => {
    const read = metered.rows.filter((one) => one.tenant === tenant);
    const named = new Set([...read.map(({ entity }) => entity), ...metered.counted]);
    const rowCount = read.reduce((sum, { rows }) => sum + rows, 0);
    return { ...common, tenant, id: newId(), entities: [...named].sort(), rowCount };
  });
}

/** Removes entries that were kept long enough. @returns how many there were */
export async function removeOldEntries(pool: Pool): Promise<number> {
  const before = new Date(nowMs() - sizes.keepDays * 86_400_000).toISOString();
  let removed = 0;
  for (;;) {
    const some = await removeEntries(pool, before, sizes.removedAtOnce);
    removed += some;
    if (some < sizes.removedAtOnce) return removed;
  }
}
