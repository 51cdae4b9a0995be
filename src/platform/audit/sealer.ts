// The sealer: chains audit events after their writes, so that no write waits for another one's seal.
import type pg from 'pg';
import { sealBatch } from '../../kernel/config.js';
import { withTransaction } from '../database/pool.js';
import { contentColumns, firstSeal, sealOf, type SealedContent } from './seal.js';

/** What a run sealed of a tenant. */
export interface SealedTenant {
  readonly tenant: number;
  readonly sealed: number;
  /** Where the chain ends now: the number of its last event and the seal in hex, worth publishing elsewhere. */
  readonly head: { readonly sealNumber: bigint; readonly seal: string };
}

/**
 * Chains what is not sealed yet; several sealers may run at once.
 *
 * Takes the pool, and a tenant where not all are meant; returns what was sealed by tenant.
 */
export async function sealAudit(
  pool: pg.Pool,
  tenant?: number,
  batch: number = sealBatch,
): Promise<readonly SealedTenant[]> {
  const tenants = tenant === undefined ? await tenantsToSeal(pool) : [tenant];
  const done: SealedTenant[] = [];
  for (const each of tenants) {
    let sealed = 0;
    for (;;) {
      const step = await withTransaction(pool, (_, client) => sealNext(client, each, batch));
      sealed += step.sealed;
      if (step.sealed === batch) continue;
      done.push({ tenant: each, sealed, head: step.head });
      break;
    }
  }
  return done;
}

async function tenantsToSeal(pool: pg.Pool): Promise<readonly number[]> {
  const { rows } = await pool.query<{ tenant: number }>(
    `SELECT DISTINCT "tenant" FROM "AuditEvent" WHERE "sealNumber" IS NULL ORDER BY 1`,
  );
  return rows.map((row) => row.tenant);
}

/** Seals one batch. The head is locked first, so that sealers of a tenant go one after the other. */
async function sealNext(
  client: pg.ClientBase,
  tenant: number,
  batch: number,
): Promise<Omit<SealedTenant, 'tenant'>> {
  await client.query(
    `INSERT INTO "AuditHead" ("tenant", "sealNumber", "seal") VALUES ($1, 0, $2) ON CONFLICT ("tenant") DO NOTHING`,
    [tenant, firstSeal],
  );
  const heads = await client.query<{ sealNumber: bigint; seal: Buffer }>(
    `SELECT "sealNumber", "seal" FROM "AuditHead" WHERE "tenant" = $1 FOR UPDATE`,
    [tenant],
  );
  let { sealNumber, seal } = heads.rows[0]!;
  const { rows: events } = await client.query<SealedContent>(
    `SELECT ${contentColumns} FROM "AuditEvent" WHERE "tenant" = $1 AND "sealNumber" IS NULL ORDER BY "id" LIMIT $2`,
    [tenant, batch],
  );
  if (events.length > 0) {
    const places = events.map((event) => {
      sealNumber += 1n;
      seal = sealOf(seal, sealNumber, event);
      return { id: event.id, sealNumber, seal };
    });
    await client.query(
      `UPDATE "AuditEvent" e SET "sealNumber" = p."sealNumber", "seal" = p."seal"
       FROM unnest($2::uuid[], $3::int8[], $4::bytea[]) AS p("id", "sealNumber", "seal")
       WHERE e."tenant" = $1 AND e."id" = p."id"`,
      [tenant, places.map((p) => p.id), places.map((p) => p.sealNumber), places.map((p) => p.seal)],
    );
    await client.query(`UPDATE "AuditHead" SET "sealNumber" = $2, "seal" = $3 WHERE "tenant" = $1`, [
      tenant,
      sealNumber,
      seal,
    ]);
  }
  return { sealed: events.length, head: { sealNumber, seal: seal.toString('hex') } };
}
