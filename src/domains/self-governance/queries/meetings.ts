// Statements about meetings and what stands on their agenda.
import { sql, type Transaction } from 'kysely';
import type { Pool } from 'pg';
import type { Database, MeetingKind, MeetingState } from '../../../generated/database.js';
import { encodeId } from '../../../kernel/ids.js';
import type { Due } from '../../../kernel/job.js';
import type { Shown, Step } from '../rules/procedures.js';

type Tx = Transaction<Database>;

/** What of a meeting matters to its agenda and its votes. */
export interface Meeting {
  readonly kind: MeetingKind;
  readonly state: MeetingState;
  readonly month: string | null;
  readonly bodyName: string;
  readonly bodyId: string | null;
  readonly heldOn: string | null;
  readonly eligiblePersons: number | null;
  readonly presentPersons: number | null;
  readonly eligibleHouseholds: number | null;
  readonly presentHouseholds: number | null;
  readonly eligibleAreaDm2: number | null;
  readonly presentAreaDm2: number | null;
}

/** The meeting as it is, and as it stays until the transaction ends: it is not held or cancelled meanwhile. */
export async function steadyMeeting(tx: Tx, tenant: number, id: string): Promise<Meeting> {
  return tx
    .selectFrom('Meeting')
    .select([
      'kind',
      'state',
      'month',
      'bodyName',
      'bodyId',
      'heldOn',
      'eligiblePersons',
      'presentPersons',
      'eligibleHouseholds',
      'presentHouseholds',
      'eligibleAreaDm2',
      'presentAreaDm2',
    ])
    .where('tenant', '=', tenant)
    .where('id', '=', id)
    .forShare()
    .executeTakeFirstOrThrow();
}

/** How many items stand on the agenda of a meeting. */
export async function agendaLength(tx: Tx, tenant: number, meetingId: string): Promise<number> {
  const row = await tx
    .selectFrom('AgendaItem')
    .select((e) => e.fn.countAll<string>().as('items'))
    .where('tenant', '=', tenant)
    .where('meetingId', '=', meetingId)
    .executeTakeFirstOrThrow();
  return Number(row.items);
}

/** The steps of a procedure, in their order. */
export async function stepsOf(tx: Tx, procedureCode: string): Promise<readonly Step[]> {
  return tx
    .selectFrom('ProcedureStep')
    .select(['position', 'name', 'needs'])
    .where('procedureCode', '=', procedureCode)
    .orderBy('position')
    .execute();
}

/** How many steps a matter took, and the day of the last one. The caller holds its row. */
export async function takenSteps(
  tx: Tx,
  tenant: number,
  itemId: string,
): Promise<{ readonly taken: number; readonly lastOn: string | null }> {
  const row = await tx
    .selectFrom('AgendaStep')
    .select((e) => [e.fn.countAll<string>().as('taken'), e.fn.max('takenOn').as('lastOn')])
    .where('tenant', '=', tenant)
    .where('itemId', '=', itemId)
    .executeTakeFirstOrThrow();
  return { taken: Number(row.taken), lastOn: row.lastOn };
}

/** Whether a public notice about the matter or about what was decided on it ran its time, and no objection held. */
export async function wasNoticed(tx: Tx, tenant: number, itemId: string): Promise<Shown['noticed']> {
  const { rows } = await sql`
    SELECT FROM "PublicNotice" n
    LEFT JOIN "Resolution" r ON r.tenant = n.tenant AND r.id = n."resolutionId"
    WHERE n.tenant = ${tenant} AND coalesce(n."itemId", r."itemId") = ${itemId}::uuid
      AND n.state IN ('CLOSED_WITHOUT_OBJECTION', 'CLOSED_AFTER_OBJECTIONS')
    LIMIT 1`.execute(tx);
  return rows.length > 0;
}

/** The id of the resolution that the matter came to; undefined before its vote. */
export async function resolutionOf(
  tx: Tx,
  tenant: number,
  itemId: string,
): Promise<Record<string, unknown> | undefined> {
  return tx
    .selectFrom('Resolution')
    .selectAll()
    .where('tenant', '=', tenant)
    .where('itemId', '=', itemId)
    .executeTakeFirst();
}

/** Monthly meetings whose month is over without them, those that are late longest first. */
export async function overdueMeetings(
  pool: Pool,
  today: string,
  { limit, skip }: { readonly limit: number; readonly skip: number },
): Promise<readonly Due[]> {
  const { rows } = await pool.query<{ tenant: number; id: string; version: number }>(
    `SELECT "tenant", "id", "version" FROM "Meeting" WHERE "dueOn" < $1
     ORDER BY "dueOn", "tenant", "id" LIMIT $2 OFFSET $3`,
    [today, limit, skip],
  );
  return rows.map(({ tenant, id, version }) => ({
    key: `overdue-${id}-${version}-${today}`,
    input: {
      meeting: { id: encodeId({ prefix: 'mtg', tenant, key: id }) },
      expectedVersion: version,
      effectiveOn: today,
    },
  }));
}
