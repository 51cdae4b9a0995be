// Finds movements of the bank and entries of the books that may be the same, and ties those that are.
import { sql, type Transaction } from 'kysely';
import type { BankMatchKind, Database } from '../../../generated/database.js';
import { refusal } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import type { Scene } from '../../../kernel/operation.js';
import { openedValue } from '../../../kernel/personal.js';
import { matchesOf, pairsAmong, type BookEntry, type Movement, type Pair } from '../rules/bank-matching.js';
import { stepLines, type LineStep } from './bank.js';

type Tx = Transaction<Database>;
type Acting = Pick<Scene<unknown>, 'tenant' | 'caller' | 'today'>;

/** The fund as its matches need it. */
export interface BankFund {
  readonly id: string;
  readonly divisionKey: string;
  readonly synthetic: boolean;
}

/** Columns of a movement that are sealed. */
const sealedColumns = ['counterpartyName', 'remark'] as const;

/**
 * Pairs of equal amounts that share a number, or a name and nearly the day: what may be the same, for the rule to decide.
 * Movements that somebody is just working on are left out; entries that are taken back are no candidates. Names and
 * remarks are sealed, so that they are compared here and not by the database.
 */
async function pairsOf(tx: Tx, tenant: number, fundId: string, accountId: string): Promise<readonly Pair[]> {
  const { rows: sealed } = await sql<Movement>`
    SELECT l.id, l."amountFen", l."bookedOn", l."counterpartyName", l.reference, l.remark FROM "BankStatementLine" l
    WHERE l.tenant = ${tenant} AND l."fundId" = ${fundId}::uuid AND l.state IN ('OPEN', 'EXPLAINED')
    ORDER BY l.id FOR NO KEY UPDATE SKIP LOCKED`.execute(tx);
  if (sealed.length === 0) return [];
  const movements = sealed.map((line): Movement => {
    const opened = sealedColumns.map((column) => [
      column,
      openedValue(line[column], { tenant, model: 'BankStatementLine', id: line.id, column }),
    ]);
    return { ...line, ...(Object.fromEntries(opened) as Pick<Movement, (typeof sealedColumns)[number]>) };
  });
  const { rows: entries } = await sql<BookEntry & { readonly donations: readonly Donated[] }>`
    WITH entry AS MATERIALIZED (
      SELECT e.id, e."amountFen", e."effectiveOn", e."payerId", t.id AS "transactionId", t.tenant || '-'
        || to_char(t."effectiveOn", 'YYYY') || '-' || lpad(t.number::text, greatest(6, length(t.number::text)), '0') AS voucher,
        c."fundId" AS "counterFundId"
      FROM "LedgerEntry" e
      JOIN "LedgerTransaction" t ON t.tenant = ${tenant} AND t.id = e."transactionId"
      JOIN "LedgerAccount" c ON c.tenant = ${tenant} AND c.id = e."counterAccountId"
      WHERE e.tenant = ${tenant} AND e."accountId" = ${accountId}::uuid
        AND e."amountFen" = ANY(${[...new Set(movements.map(({ amountFen }) => String(amountFen)))]}::int8[])
        AND t."reversesId" IS NULL
        AND NOT EXISTS (SELECT FROM "LedgerTransaction" r WHERE r.tenant = ${tenant} AND r."reversesId" = t.id)
        AND NOT EXISTS (SELECT FROM "BankMatchEntry" m WHERE m.tenant = ${tenant} AND m."heldId" = e.id)
    )
    SELECT e.id, e."amountFen", e."effectiveOn", ARRAY(${numbersOf(tenant)}) AS numbers, ARRAY(${namesOf(tenant, fundId)}) AS names,
      (SELECT coalesce(json_agg(json_build_object('id', d.id, 'donorName', d."donorName")), '[]') FROM "Donation" d
        WHERE d.tenant = ${tenant} AND d."transactionId" = e."transactionId" AND d."donorName" IS NOT NULL) AS donations
    FROM entry e ORDER BY e.id`.execute(tx);
  const named = entries.map(({ donations, ...entry }): BookEntry => {
    const donors = donations.flatMap(
      ({ id, donorName }) =>
        openedValue(donorName, { tenant, model: 'Donation', id, column: 'donorName' }) ?? [],
    );
    return { ...entry, names: [...entry.names, ...donors] };
  });
  return pairsAmong(movements, named);
}

/** A donation that an entry booked, with the name of its donor as it is kept. */
interface Donated {
  readonly id: string;
  readonly donorName: string;
}

/** Numbers that an entry bears: of its voucher, the bank's own, of papers, and of the notices that asked for it. */
function numbersOf(tenant: number) {
  return sql`
    SELECT e.voucher
    UNION SELECT split_part(s."sourceKey", '/', 2) FROM "LedgerSource" s
      WHERE s.tenant = ${tenant} AND s."transactionId" = e."transactionId" AND s."sourceType" = 'bank-entry'
        AND strpos(s."sourceKey", '/') > 0
    UNION SELECT x."documentNo" FROM "FundExpense" x
      WHERE x.tenant = ${tenant} AND x."transactionId" = e."transactionId" AND x."documentNo" IS NOT NULL
    UNION SELECT p."bankReference" FROM "Payment" p
      WHERE p.tenant = ${tenant} AND p."transactionId" = e."transactionId" AND p."bankReference" IS NOT NULL
    UNION SELECT n.tenant || '-' || n.year || '-' || lpad(n.number::text, greatest(5, length(n.number::text)), '0')
      FROM "Payment" p JOIN "PaymentNotice" n ON n.tenant = ${tenant} AND n."agreementId" = p."agreementId"
      WHERE p.tenant = ${tenant} AND p."transactionId" = e."transactionId" AND n.state <> 'WITHDRAWN'`;
}

/** Whom an entry was received from or paid to, by every name on record that is not sealed. */
function namesOf(tenant: number, fundId: string) {
  return sql`
    SELECT unnest(array_remove(o.name || (o."shortName" || o.aliases), NULL)) FROM "Organization" o
      WHERE o.tenant = ${tenant} AND o.id IN (
        SELECT e."payerId" UNION SELECT d."donorId" FROM "Donation" d
        WHERE d.tenant = ${tenant} AND d."transactionId" = e."transactionId")
    UNION SELECT x.payee FROM "FundExpense" x WHERE x.tenant = ${tenant} AND x."transactionId" = e."transactionId"
    UNION SELECT unnest(array_remove(ARRAY[f.name, f."accountHolder"], NULL)) FROM "Fund" f
      WHERE f.tenant = ${tenant} AND f.id = e."counterFundId" AND f.id <> ${fundId}::uuid`;
}

/** What is to be tied: movements and entries with the sum of either side. */
export interface Tie {
  readonly lineIds: readonly string[];
  readonly entryIds: readonly string[];
  readonly amountFen: bigint;
  readonly how: BankMatchKind;
}

/** Ties movements to entries. The caller has its turn. @throws Refusal where an entry is tied already */
export async function tie(
  scene: Acting,
  tx: Tx,
  fund: BankFund,
  ties: readonly Tie[],
  step: Omit<LineStep, 'to'>,
): Promise<void> {
  if (ties.length === 0) return;
  const { tenant, caller } = scene;
  const made = ties.map((one) => ({ id: newId(), ...one }));
  const columns = (pick: (one: (typeof made)[number]) => string): readonly string[] => made.map(pick);
  const entries = made.flatMap(({ id, entryIds }) =>
    entryIds.map((entryId, i) => ({ matchId: id, position: i + 1, entryId })),
  );
  try {
    await sql`
      WITH match AS (
        INSERT INTO "BankMatch" (tenant, id, "fundId", how, "amountFen", state, "matchedBy", "divisionKey", synthetic)
        SELECT ${tenant}, m.id, ${fund.id}::uuid, m.how::"BankMatchKind", m."amountFen", 'STANDING', ${caller.subject},
          ${fund.divisionKey}, ${fund.synthetic}
        FROM unnest(${columns(({ id }) => id)}::uuid[], ${columns(({ how }) => how)}::text[],
          ${columns(({ amountFen }) => String(amountFen))}::int8[]) AS m(id, how, "amountFen")
      )
      INSERT INTO "BankMatchEntry" (tenant, "matchId", position, "entryId", "heldId")
      SELECT ${tenant}, e."matchId", e.position, e."entryId", e."entryId"
      FROM unnest(${entries.map(({ matchId }) => matchId)}::uuid[], ${entries.map(({ position }) => position)}::int4[],
        ${entries.map(({ entryId }) => entryId)}::uuid[]) AS e("matchId", position, "entryId")`.execute(tx);
  } catch (error) {
    const { constraint } = error as { readonly constraint?: string };
    throw constraint === 'BankMatchEntry_tenant_heldId_key'
      ? refusal('ledger-entry-matched-once', ['entries'])
      : error;
  }
  await stepLines(
    scene,
    tx,
    made.flatMap(({ id, lineIds }) => lineIds.map((lineId) => ({ lineId, matchId: id }))),
    { ...step, to: 'MATCHED' },
  );
}

/** Ties what is certainly the same. The caller has its turn. @returns how many movements found their entry */
export async function tieCertain(
  scene: Acting,
  tx: Tx,
  fund: BankFund,
  accountId: string,
  operation: string,
): Promise<number> {
  const found = matchesOf(await pairsOf(tx, scene.tenant, fund.id, accountId));
  await tie(
    scene,
    tx,
    fund,
    found.map(({ lineId, entryId, ...rest }) => ({ lineIds: [lineId], entryIds: [entryId], ...rest })),
    { operation },
  );
  return found.length;
}

/** Undoes a match: its entries are free, it is kept as undone. @returns the movements that it tied */
export async function untie(
  { tenant, caller, today }: Acting,
  tx: Tx,
  matchId: string,
  { operation, reason }: { readonly operation: string; readonly reason: string },
): Promise<readonly { readonly id: string; readonly bookedOn: string }[]> {
  const { rows } = await sql<{ id: string; bookedOn: string }>`
    WITH undone AS (
      UPDATE "BankMatch" m SET state = 'UNDONE', version = m.version + 1, "updatedAt" = now()
      WHERE m.tenant = ${tenant} AND m.id = ${matchId}::uuid RETURNING m.version
    ), freed AS (
      UPDATE "BankMatchEntry" e SET "heldId" = NULL WHERE e.tenant = ${tenant} AND e."matchId" = ${matchId}::uuid
    ), recorded AS (
      INSERT INTO "StateChange" (tenant, "objectId", version, type, "fromState", "toState", operation, "effectiveOn",
        reason, "recordedAt", subject)
      SELECT ${tenant}, ${matchId}::uuid, version, 'BankMatch', 'STANDING', 'UNDONE', ${operation}, ${today}::date, ${reason},
        now(), ${caller.subject} FROM undone
    )
    SELECT l.id, l."bookedOn" FROM "BankStatementLine" l WHERE l.tenant = ${tenant} AND l."matchId" = ${matchId}::uuid
    ORDER BY l.id FOR NO KEY UPDATE`.execute(tx);
  return rows;
}

/** Holds movements that are to be tied. @returns those that are free to be */
export async function holdLines(
  tx: Tx,
  tenant: number,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .selectFrom('BankStatementLine')
    .select(['id', 'state'])
    .where('tenant', '=', tenant)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  return new Set(rows.filter(({ state }) => state === 'OPEN' || state === 'EXPLAINED').map(({ id }) => id));
}

/** The one entry of a transaction in the fund's bank account. */
export async function bankEntryOf(
  tx: Tx,
  tenant: number,
  transactionId: string,
  accountId: string,
): Promise<string> {
  const { id } = await tx
    .selectFrom('LedgerEntry')
    .select('id')
    .where('tenant', '=', tenant)
    .where('transactionId', '=', transactionId)
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow();
  return id;
}
