// Free money and what is open: read under the lock of the balances, matched, and written back.
import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import type { Scene } from '../../../kernel/operation.js';
import { matched, moved, type Match, type Moved, type Part, type Source } from '../rules/matching.js';
import { statementRows, type Owing } from '../rules/statements.js';

type Tx = Transaction<Database>;

/**
 * Sets credit against what is open, fund by fund and the oldest first: what confirmed payments have left, and
 * settlements below zero.
 *
 * Takes the scene, the agreement and the funds; `first` names a settlement that is to be paid before all others.
 * Call it after the posting, whose lock on the receivables makes payers and settlers take turns. A dry run does it, too.
 */
export async function meetCredit(
  scene: Pick<Scene<unknown>, 'tenant' | 'apply'>,
  tx: Tx,
  agreement: Owing,
  fundIds: readonly string[],
  first: string | null = null,
): Promise<void> {
  const sources = await freeMoney(tx, scene.tenant, agreement.id, fundIds);
  if (sources.length === 0) return;
  const open = await openParts(tx, scene.tenant, agreement.id, first);
  const matches = matched(sources, open);
  if (matches.length > 0) await applyMoved(scene, agreement, moved(open, { matches }));
}

/** Writes what was worked out. */
export async function applyMoved(
  scene: Pick<Scene<unknown>, 'apply'>,
  agreement: Owing,
  { insert, update, statements }: Moved,
): Promise<void> {
  await scene.apply({ insert, update, add: { AnnualStatement: statementRows(agreement, statements) } });
}

/** How often a payment, or a part below zero, was matched. */
const placesOf = (table: string, key: string, tenant: number, id: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(SELECT count(*)::int4 FROM ${sql.table(table)} n WHERE n."tenant" = ${tenant} AND n.${sql.ref(key)} = ${id})`;

const timesPaid = (tenant: number, id: RawBuilder<unknown>): RawBuilder<unknown> =>
  placesOf('PaymentAllocation', 'paymentId', tenant, id);
const timesUsed = (tenant: number, id: RawBuilder<unknown>): RawBuilder<unknown> =>
  placesOf('CreditAllocation', 'creditId', tenant, id);

/** What is not set against anything yet: of payments and of settlements below zero, the oldest first. */
export async function freeMoney(
  tx: Tx,
  tenant: number,
  agreementId: string,
  fundIds: readonly string[],
): Promise<readonly Source[]> {
  const funds = sql`ANY(${[...fundIds]}::uuid[])`;
  const { rows } = await sql<Source>`
    SELECT * FROM (
      SELECT 'PAYMENT' AS "kind", p."id", p."fundId", p."unallocatedFen" AS "freeFen",
        ${timesPaid(tenant, sql`p."id"`)} AS "places", p."receivedOn" AS "day"
      FROM "Payment" p
      WHERE p."tenant" = ${tenant} AND p."agreementId" = ${agreementId}::uuid AND p."fundId" = ${funds}
        AND p."state" = 'RECEIVED' AND p."unallocatedFen" > 0
      UNION ALL
      SELECT 'CREDIT', x."id", x."fundId", -x."openFen", ${timesUsed(tenant, sql`x."id"`)}, s."effectiveOn"
      FROM "Settlement" s JOIN "SettlementAllocation" x ON x."tenant" = ${tenant} AND x."settlementId" = s."id"
      WHERE s."tenant" = ${tenant} AND s."agreementId" = ${agreementId}::uuid AND s."state" = 'CREDIT'
        AND x."fundId" = ${funds} AND x."openFen" < 0
    ) free ORDER BY "day", "id"`.execute(tx);
  return rows;
}

const partColumns = sql`x."id", x."settlementId", x."fundId", s."year", x."amountFen", x."waivedFen", x."writtenOffFen",
  x."openFen"`;

/** All parts of the agreement's settlements of which something is open, or credit is left. */
async function openParts(
  tx: Tx,
  tenant: number,
  agreementId: string,
  first: string | null,
): Promise<readonly Part[]> {
  const { rows } = await sql<Part>`
    SELECT ${partColumns}
    FROM "Settlement" s JOIN "SettlementAllocation" x ON x."tenant" = ${tenant} AND x."settlementId" = s."id"
    WHERE s."tenant" = ${tenant} AND s."agreementId" = ${agreementId}::uuid AND s."openFen" <> 0
    ORDER BY s."id" = ${first}::uuid DESC NULLS LAST, s."dueOn", s."periodFrom", s."clause", s."id", x."position"
    FOR NO KEY UPDATE OF s, x`.execute(tx);
  return rows;
}

/** All parts of settlements, locked; the settlements are named, or one of their parts is. */
export async function settlementParts(
  tx: Tx,
  tenant: number,
  of: readonly string[] | { readonly partIds: readonly string[] },
): Promise<readonly Part[]> {
  const ids = 'partIds' in of ? of.partIds : of;
  if (ids.length === 0) return [];
  const settlements =
    'partIds' in of
      ? sql`(SELECT p."settlementId" FROM "SettlementAllocation" p WHERE p."tenant" = ${tenant} AND p."id" = ANY(${[...ids]}::uuid[]))`
      : sql`(SELECT unnest(${[...ids]}::uuid[]))`;
  const { rows } = await sql<Part>`
    SELECT ${partColumns}
    FROM "Settlement" s JOIN "SettlementAllocation" x ON x."tenant" = ${tenant} AND x."settlementId" = s."id"
    WHERE s."tenant" = ${tenant} AND s."id" IN ${settlements}
    ORDER BY s."clause", s."periodFrom", s."id", x."position"
    FOR NO KEY UPDATE OF s, x`.execute(tx);
  return rows;
}

/** A match as it stands, net, with the settlements on both of its sides. */
export interface Standing extends Match {
  readonly settlementIds: readonly string[];
  /** Day from which the money was there. */
  readonly day: string;
}

interface FoundMatch extends Source {
  readonly partId: string;
  readonly amountFen: bigint;
  readonly settlementIds: readonly string[];
  readonly day: string;
}

/** What stands: of a payment, or on whichever side of the settlements; the latest money first. */
export async function standing(
  tx: Tx,
  tenant: number,
  of: { readonly paymentId: string } | { readonly settlementIds: readonly string[] },
): Promise<readonly Standing[]> {
  const ids = 'paymentId' in of ? [] : [...of.settlementIds];
  const onSettlements = sql`x."settlementId" = ANY(${ids}::uuid[])`;
  const paid = 'paymentId' in of ? sql`a."paymentId" = ${of.paymentId}::uuid` : onSettlements;
  const credited =
    'paymentId' in of ? sql`FALSE` : sql`(${onSettlements} OR c."settlementId" = ANY(${ids}::uuid[]))`;
  const { rows } = await sql<FoundMatch>`
    SELECT * FROM (
      SELECT 'PAYMENT' AS "kind", p."id", p."fundId", p."unallocatedFen" AS "freeFen",
        ${timesPaid(tenant, sql`p."id"`)} AS "places", p."receivedOn" AS "day", x."id" AS "partId",
        ARRAY[x."settlementId"] AS "settlementIds", sum(a."amountFen")::int8 AS "amountFen"
      FROM "SettlementAllocation" x
      JOIN "PaymentAllocation" a ON a."tenant" = ${tenant} AND a."allocationId" = x."id"
      JOIN "Payment" p ON p."tenant" = ${tenant} AND p."id" = a."paymentId"
      WHERE x."tenant" = ${tenant} AND ${paid}
      GROUP BY p."tenant", p."id", x."tenant", x."id"
      UNION ALL
      SELECT 'CREDIT', c."id", c."fundId", -c."openFen", ${timesUsed(tenant, sql`c."id"`)}, s."effectiveOn", x."id",
        ARRAY[x."settlementId", c."settlementId"], sum(a."amountFen")::int8
      FROM "CreditAllocation" a
      JOIN "SettlementAllocation" x ON x."tenant" = ${tenant} AND x."id" = a."allocationId"
      JOIN "SettlementAllocation" c ON c."tenant" = ${tenant} AND c."id" = a."creditId"
      JOIN "Settlement" s ON s."tenant" = ${tenant} AND s."id" = c."settlementId"
      WHERE a."tenant" = ${tenant} AND ${credited}
      GROUP BY c."tenant", c."id", x."tenant", x."id", s."effectiveOn"
    ) m WHERE "amountFen" <> 0 ORDER BY "day" DESC, "id", "partId"`.execute(tx);
  return rows.map(({ kind, id, fundId, freeFen, places, ...match }) => ({
    ...match,
    source: { kind, id, fundId, freeFen, places },
  }));
}

/** Whether something of the agreement's settlement is owed to the fund: open, or written off. */
export async function isOwedTo(
  tx: Tx,
  tenant: number,
  agreementId: string,
  fundId: string,
  settlementId: string,
): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM "Settlement" s JOIN "SettlementAllocation" x ON x."tenant" = ${tenant} AND x."settlementId" = s."id"
    WHERE s."tenant" = ${tenant} AND s."id" = ${settlementId}::uuid AND s."agreementId" = ${agreementId}::uuid
      AND s."state" <> 'REVERSED' AND x."fundId" = ${fundId}::uuid AND (x."openFen" > 0 OR x."writtenOffFen" > 0)`.execute(
    tx,
  );
  return rows.length > 0;
}
