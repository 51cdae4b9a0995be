// Writes the counts of fields to the database, and removes those that are old.
import type { Pool } from 'pg';
import { nowMs, dayOf } from '../../kernel/clock.js';
import { fieldUsage as sizes } from '../../kernel/config.js';
import { loadedId } from '../../kernel/ids.js';
import type { FieldCounter, Use } from './counter.js';

/** A count has one row wherever it is counted; who counted what of it does not matter. */
const add = `
  INSERT INTO "FieldUsage" ("tenant", "id", "usedOn", "appId", "audience", "type", "field", "uses", "divisionKey")
  SELECT $1, u."id", u."usedOn", a."id", u."audience"::"Audience", u."type", u."field", u."uses", coalesce(a."divisionKey", '')
  FROM unnest($2::uuid[], $3::date[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::int8[])
    AS u("id", "usedOn", "app", "audience", "type", "field", "uses")
  LEFT JOIN "App" a ON a."tenant" = $1 AND a."id" = u."app"
  ORDER BY u."id"
  ON CONFLICT ("tenant", "id") DO UPDATE SET "uses" = "FieldUsage"."uses" + excluded."uses"`;

function values(tenant: number, uses: readonly Use[]): unknown[] {
  const named = uses.map(({ field }) => field.split('.') as [type: string, field: string]);
  return [
    tenant,
    uses.map(({ usedOn, app, audience, field }) =>
      loadedId('FieldUsage', tenant, `${usedOn} ${app ?? ''} ${audience} ${field}`),
    ),
    uses.map(({ usedOn }) => usedOn),
    uses.map(({ app }) => app),
    uses.map(({ audience }) => audience),
    named.map(([type]) => type),
    named.map(([, field]) => field),
    uses.map((one) => one.uses),
  ];
}

/** Writes what was counted, in batches of one tenant. What cannot be written is counted again. @returns the rows */
export async function writeUsage(pool: Pool, counter: FieldCounter): Promise<number> {
  const uses = counter.take();
  const batches = [...new Set(uses.map(({ tenant }) => tenant))].flatMap((tenant) => {
    const own = uses.filter((one) => one.tenant === tenant);
    return Array.from({ length: Math.ceil(own.length / sizes.batch) }, (_, i) => ({
      tenant,
      own: own.slice(i * sizes.batch, (i + 1) * sizes.batch),
    }));
  });
  for (const [i, { tenant, own }] of batches.entries())
    try {
      await pool.query(add, values(tenant, own));
    } catch (error) {
      counter.giveBack(batches.slice(i).flatMap((batch) => batch.own));
      throw error;
    }
  return uses.length;
}

/** Removes counts that are older than anybody asks about. @returns how many */
export async function removeOldUsage(pool: Pool): Promise<number> {
  const before = dayOf(nowMs() - sizes.keepDays * 86_400_000);
  const { rowCount } = await pool.query(`DELETE FROM "FieldUsage" WHERE "usedOn" < $1`, [before]);
  return rowCount ?? 0;
}
