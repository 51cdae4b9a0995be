// Seals anew by the newest key what older keys sealed, or what was written before there were keys.
import type { Pool } from 'pg';
import { personalKeys as sizes } from '../../kernel/config.js';
import { allPersonal, erased, openedValue, sealedForm } from '../../kernel/personal.js';
import { personalCipher } from './cipher.js';
import { keyRing } from './keys.js';

/** How far a rotation is. */
export interface Progress {
  /** Values that were sealed anew. */
  readonly done: number;
  /** Where values stand that no key opens, as sentences: they stay as they are. */
  readonly failed: readonly string[];
}

/** Values by the key that sealed them; null for what is not sealed. */
interface Counted {
  readonly model: string;
  readonly column: string;
  readonly key: string | null;
  readonly values: number;
}

interface Found {
  readonly tenant: number;
  readonly id: string;
  readonly value: string;
}

/**
 * Seals anew all that the newest key has not sealed, batch after batch, each a statement of its own: it can be ended at
 * any time and goes on from there. Readers and writers need not wait for it, and a value that somebody changes meanwhile is left
 * to them.
 *
 * Takes the pool, how many values at once, a signal that ends it after the batch at hand, and who is told how far it is.
 */
export async function rotate(
  pool: Pool,
  {
    atOnce = sizes.rotatedAtOnce,
    signal,
    told = () => {},
  }: {
    readonly atOnce?: number;
    readonly signal?: AbortSignal;
    readonly told?: (progress: Progress) => void;
  } = {},
): Promise<Progress> {
  let done = 0;
  const failed: string[] = [];
  for (const [model, columns] of allPersonal())
    for (const column of columns) {
      let after: Pick<Found, 'tenant' | 'id'> = { tenant: 0, id: '00000000-0000-0000-0000-000000000000' };
      for (;;) {
        if (signal?.aborted) return { done, failed };
        const rows = await olderThan(pool, keyRing().newest.id, model, column, after, atOnce);
        if (rows.length === 0) break;
        const sealed = rows.flatMap((row) => {
          try {
            const place = { tenant: row.tenant, model, id: row.id, column };
            return [{ ...row, sealed: personalCipher.seal(openedValue(row.value, place)!, place) }];
          } catch (error) {
            failed.push((error as Error).message);
            return [];
          }
        });
        done += await replace(pool, model, column, sealed);
        after = rows.at(-1)!;
        told({ done, failed });
      }
    }
  return { done, failed };
}

async function olderThan(
  pool: Pool,
  key: string,
  model: string,
  column: string,
  after: Pick<Found, 'tenant' | 'id'>,
  limit: number,
): Promise<readonly Found[]> {
  const { rows } = await pool.query<Found>(
    `SELECT tenant, id, "${column}" AS value FROM "${model}"
     WHERE (tenant, id) > ($1, $2) AND NOT starts_with("${column}", $3) AND "${column}" <> $4
     ORDER BY tenant, id LIMIT $5`,
    [after.tenant, after.id, `p1.${key}.`, erased, limit],
  );
  return rows;
}

async function replace(
  pool: Pool,
  model: string,
  column: string,
  rows: readonly (Found & { readonly sealed: string })[],
): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE "${model}" t SET "${column}" = n.sealed
     FROM unnest($1::int4[], $2::uuid[], $3::text[], $4::text[]) AS n(tenant, id, value, sealed)
     WHERE t.tenant = n.tenant AND t.id = n.id AND t."${column}" = n.value`,
    [
      rows.map(({ tenant }) => tenant),
      rows.map(({ id }) => id),
      rows.map(({ value }) => value),
      rows.map(({ sealed }) => sealed),
    ],
  );
  return rowCount ?? 0;
}

/** How many values each key has sealed, by column. */
export async function sealedBy(pool: Pool): Promise<readonly Counted[]> {
  const counted: Counted[] = [];
  for (const [model, columns] of allPersonal())
    for (const column of columns) {
      const { rows } = await pool.query<{ key: string | null; values: number }>(
        `SELECT CASE WHEN "${column}" ~ $1 THEN substr("${column}", 4, 8) END AS key, count(*)::int4 AS values
         FROM "${model}" WHERE "${column}" <> $2 GROUP BY 1 ORDER BY 1`,
        [sealedForm.source.replaceAll('\\w', '[:alnum:]_'), erased],
      );
      counted.push(...rows.map((row) => ({ model, column, ...row })));
    }
  return counted;
}
