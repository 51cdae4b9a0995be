// Finds exports and imports that are due, and works on some of them side by side; removes files whose time is over.
import { setInterval } from 'node:timers';
import { nowIso } from '../kernel/clock.js';
import { bulk } from '../kernel/config.js';
import { Refusal } from '../kernel/errors.js';
import { exportArea, importArea, removeBytes } from '../platform/bulk/contents.js';
import { expiredExports, expiredImports, forgetFile, forgetUpload } from '../platform/bulk/kept.js';
import {
  claimExport,
  claimImport,
  LeaseLost,
  postpone,
  type ClaimedExport,
  type ClaimedImport,
} from '../platform/bulk/leases.js';
import { partsOf } from '../platform/bulk/progress.js';
import { onWork } from '../platform/bulk/wake.js';
import { log } from '../platform/log.js';
import { askerIn, removeParts, runExport } from './bulk-export.js';
import { runImport } from './bulk-import.js';
import { advance, Paused, reasonOf } from './bulk-steps.js';
import type { Platform } from './platform.js';

/** A worker that goes on until it is closed. */
export interface BulkWorker {
  /** Lets the work at hand come to a place from which another goes on, and ends. */
  close(): Promise<void>;
}

/** Starts a worker beside those of other processes. */
export function startBulkWorker(platform: Platform): BulkWorker {
  const stopping = new AbortController();
  const busy = new Set<Promise<unknown>>();
  const look = (): void => {
    if (stopping.signal.aborted || busy.size >= bulk.atOnce) return;
    const one: Promise<unknown> = workOn(platform, stopping.signal)
      .catch((error: unknown) => log.warn({ error }, 'exports and imports could not be worked on'))
      .finally(() => busy.delete(one));
    busy.add(one);
  };
  const timer = setInterval(look, bulk.everyMs);
  const ended = onWork(look);
  look();
  return {
    async close() {
      clearInterval(timer);
      ended();
      stopping.abort();
      await Promise.all(busy);
    },
  };
}

/** Works on one after the other, as long as there is any. */
async function workOn(platform: Platform, stop: AbortSignal): Promise<void> {
  while (!stop.aborted && (await workOnce(platform, stop)));
}

/**
 * Works on one export or import that nobody works on.
 *
 * Takes the platform, and a signal after which the work ends where another can go on with it; returns whether there was
 * any. Safe beside other workers: a piece of work has one holder at a time, and what its holder does after it has lost
 * it is not recorded.
 */
export async function workOnce(platform: Platform, stop?: AbortSignal): Promise<boolean> {
  const imported = await claimImport(platform.pool);
  if (imported) await held(platform, 'BulkImport', imported, () => runImport(platform, imported, stop));
  const exported = await claimExport(platform.pool);
  if (exported) await held(platform, 'BulkExport', exported, () => runExport(platform, exported, stop));
  if (imported || exported) return true;
  return removeExpired(platform);
}

async function held(
  platform: Platform,
  kind: 'BulkExport' | 'BulkImport',
  job: ClaimedExport | ClaimedImport,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof LeaseLost) return;
    if (error instanceof Paused) return postpone(platform.pool, kind, job, error.forMs);
    if (error instanceof Refusal) return fail(platform, kind, job, error);
    log.error({ error, kind, id: job.id }, 'an export or import stopped, and is tried again');
    await postpone(platform.pool, kind, job, bulk.leaseMs);
  }
}

async function fail(
  platform: Platform,
  kind: 'BulkExport' | 'BulkImport',
  job: ClaimedExport | ClaimedImport,
  { faults }: Refusal,
): Promise<void> {
  const { rows } = await platform.pool.query<{ version: number }>(
    `SELECT "version" FROM "${kind}" WHERE "tenant" = $1 AND "id" = $2 AND "leaseHolder" = $3`,
    [job.tenant, job.id, job.holder],
  );
  if (!rows[0]) return;
  const reason = reasonOf(faults, askerIn(job).language);
  await step(platform, kind, { ...job, version: rows[0].version }, 'FAILED', reason);
}

/** Takes a step, unless another has taken one meanwhile. */
async function step(...of: Parameters<typeof advance>): Promise<void> {
  await advance(...of).catch((error: unknown) => {
    if (!(error instanceof LeaseLost)) throw error;
  });
}

/** Removes the files of one export or import whose time is over. @returns whether there was any */
async function removeExpired(platform: Platform): Promise<boolean> {
  const [exported] = await expiredExports(platform.pool, nowIso());
  if (exported) {
    const { tenant, id, digest, state } = exported;
    if (digest !== null) await removeBytes(exportArea(id), tenant, digest);
    await removeParts(exported, await partsOf(platform.pool, tenant, id));
    // Last, so that whoever is killed before is followed by another who removes the rest.
    if (state === 'READY') await step(platform, 'BulkExport', { ...exported, holder: '' }, 'EXPIRED');
    else await forgetFile(platform.engine.writePool, tenant, id);
    return true;
  }
  const [imported] = await expiredImports(platform.pool, nowIso());
  if (!imported) return false;
  const isLast = await forgetUpload(platform.engine.writePool, imported);
  if (isLast) await removeBytes(importArea, imported.tenant, imported.digest);
  return true;
}
