// Reads the events of a tenant in their order, and says what of them is not there any more.
import type pg from 'pg';
import { events as sizes } from '../../kernel/config.js';
import { provideChanges, type Change, type ChangePage, type ChangeRange } from '../../kernel/changes.js';

const columns = `e."tenant", e."sequence", e."type", to_char(e."at" AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD"T"HH24:MI:SS.US"+08:00"') AS "at", e."objects", e."divisionKey", e."operation", e."app",
  e."idempotencyKey", e."requestId"`;

/**
 * A page of a tenant's events, in one statement.
 *
 * Takes a pool, a replica's as well, and the range; returns events in order. It looks through a limited number of them,
 * so that a page costs the same however rare the types are; `through` says how far it came.
 */
export async function eventsAfter(
  pool: pg.Pool,
  { tenant, after, types, within, limit }: ChangeRange,
): Promise<ChangePage> {
  // The head stands in every row, and alone where there is no event.
  const { rows } = await pool.query<Change & { readonly head: bigint; readonly keptFrom: bigint }>(
    `SELECT h."sequence" AS "head", h."keptFrom", ${columns}
     FROM "EventHead" h
     CROSS JOIN LATERAL (SELECT greatest(least($2::int8, h."sequence"), h."keptFrom" - 1) AS "start") s
     LEFT JOIN LATERAL (
       SELECT * FROM "OutboxEvent" o
       WHERE o."tenant" = $1 AND o."sequence" > s."start" AND o."sequence" <= s."start" + $3::int8
         AND ($4::text[] IS NULL OR o."type" = ANY ($4))
         AND ($5::text[] IS NULL OR EXISTS (SELECT FROM unnest($5::text[], $6::text[]) AS r("from", "to")
           WHERE o."divisionKey" >= r."from" AND o."divisionKey" < r."to"))
       ORDER BY o."sequence" LIMIT $7
     ) e ON true
     WHERE h."tenant" = $1 ORDER BY e."sequence"`,
    [
      tenant,
      after,
      sizes.scanned,
      types ?? null,
      within?.map(({ from }) => from) ?? null,
      within?.map(({ to }) => to) ?? null,
      limit,
    ],
  );
  const { head = 0n, keptFrom = 1n } = rows[0] ?? {};
  if (after > head) return { events: [], through: head, gap: { from: head + 1n, to: after }, head };
  const start = after < keptFrom - 1n ? keptFrom - 1n : after;
  const events = rows.filter(({ sequence }) => (sequence as bigint | null) !== null);
  const looked = start + BigInt(sizes.scanned);
  return {
    events,
    through: events.length === limit ? events.at(-1)!.sequence : looked < head ? looked : head,
    gap: after < start ? { from: after + 1n, to: start } : null,
    head,
  };
}

provideChanges(eventsAfter);
