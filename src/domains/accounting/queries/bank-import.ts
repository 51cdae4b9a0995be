// What an import of a statement needs to know: what is there already, and which names are those of organizations.
import { sql, type Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import type { Scene } from '../../../kernel/operation.js';
import type { FormatColumn } from '../rules/bank-layouts.js';
import type { Frame, Neighbour } from '../rules/bank-statement.js';

type Tx = Transaction<Database>;

/** The columns of a format, in the order in which they are looked for. */
export async function columnsOf(tx: Tx, tenant: number, formatId: string): Promise<readonly FormatColumn[]> {
  return tx
    .selectFrom('BankFormatColumn')
    .select(['role', 'header'])
    .where('tenant', '=', tenant)
    .where('formatId', '=', formatId)
    .orderBy('position')
    .execute();
}

/** Whether the file is a bank statement that may be used; it stays one until the import is done. */
export async function holdStatementFile(tx: Tx, tenant: number, fileId: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM "EvidenceFile" WHERE tenant = ${tenant} AND id = ${fileId}::uuid AND state = 'STORED'
      AND kind = 'BANK_STATEMENT' AND "redactedCopyOfId" IS NULL FOR SHARE`.execute(tx);
  return rows.length > 0;
}

/** Which of the names are those of organizations that the office records. */
export async function organizationsAmong(
  tx: Tx,
  tenant: number,
  names: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`
    SELECT o.name FROM "Organization" o WHERE o.tenant = ${tenant} AND o.name = ANY(${[...new Set(names)]}::text[])`.execute(
    tx,
  );
  return new Set(rows.map(({ name }) => name));
}

/** What the fund's account is known to have moved on the days of a statement, besides what the statement tells. */
export interface Known {
  /** Identities of the statement's movements that are there already. */
  readonly identities: ReadonlySet<string>;
  /** Sum of the first day's movements that the statement does not tell: it begins in the middle of that day. */
  readonly earlierThatDayFen: bigint;
}

/** What is there already of these movements; the caller has its turn. */
export async function knownOf(
  tx: Tx,
  tenant: number,
  fundId: string,
  identities: readonly string[],
  firstOn: string,
): Promise<Known> {
  const { rows } = await sql<{ identity: string; isTold: boolean; amountFen: bigint }>`
    SELECT l.identity, l.identity = ANY(${[...identities]}::text[]) AS "isTold", l."amountFen" FROM "BankStatementLine" l
    WHERE l.tenant = ${tenant} AND l."fundId" = ${fundId}::uuid AND l.identity IS NOT NULL
      AND (l.identity = ANY(${[...identities]}::text[]) OR l."bookedOn" = ${firstOn}::date)`.execute(tx);
  return {
    identities: new Set(rows.filter(({ isTold }) => isTold).map(({ identity }) => identity)),
    earlierThatDayFen: rows
      .filter(({ isTold }) => !isTold)
      .reduce((sum, { amountFen }) => sum + amountFen, 0n),
  };
}

/** Statements that overlap the days of another or stand beside them, with what moved between both beginnings. */
export async function neighboursOf(
  tx: Tx,
  tenant: number,
  fundId: string,
  { id, firstOn, lastOn }: Pick<Frame, 'firstOn' | 'lastOn'> & { readonly id: string },
): Promise<readonly Neighbour[]> {
  const { rows } = await sql<Neighbour>`
    SELECT s."firstOn", s."lastOn", s."openingFen", (
      SELECT coalesce(sum(l."amountFen"), 0)::int8 FROM "BankStatementLine" l
      WHERE l.tenant = ${tenant} AND l."fundId" = ${fundId}::uuid AND l.state <> 'WITHDRAWN'
        AND l."bookedOn" >= least(s."firstOn", ${firstOn}::date) AND l."bookedOn" < greatest(s."firstOn", ${firstOn}::date)
      ) AS "betweenFen"
    FROM "BankStatement" s
    WHERE s.tenant = ${tenant} AND s."fundId" = ${fundId}::uuid AND s.state = 'IMPORTED' AND s.id <> ${id}::uuid
      AND s."lastOn" >= ${firstOn}::date - 1 AND s."firstOn" <= ${lastOn}::date + 1
    ORDER BY s."firstOn", s.id`.execute(tx);
  return rows;
}

/** What stands against withdrawing a statement: work on its movements, and a later import that rests on its days. */
export async function restingOn(
  tx: Tx,
  tenant: number,
  statementId: string,
): Promise<{
  readonly open: readonly string[];
  readonly worked: number;
  readonly later: { readonly firstOn: string; readonly lastOn: string } | null;
}> {
  const lines = await tx
    .selectFrom('BankStatementLine')
    .select(['id', 'state'])
    .where('tenant', '=', tenant)
    .where('statementId', '=', statementId)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute();
  const { rows } = await sql<{ firstOn: string; lastOn: string }>`
    SELECT later."firstOn", later."lastOn" FROM "BankStatement" s
    JOIN "BankStatement" later ON later.tenant = ${tenant} AND later."fundId" = s."fundId" AND later.state = 'IMPORTED'
      AND later.id > s.id AND later."firstOn" <= s."lastOn" AND later."lastOn" >= s."firstOn"
    WHERE s.tenant = ${tenant} AND s.id = ${statementId}::uuid
    ORDER BY later.id DESC LIMIT 1`.execute(tx);
  const open = lines.filter(({ state }) => state === 'OPEN').map(({ id }) => id);
  return { open, worked: lines.length - open.length, later: rows[0] ?? null };
}

/** Saves a format under its name in the division; one that is there is replaced. @returns its id */
export async function saveFormat(
  tx: Tx,
  tenant: number,
  row: Readonly<Record<string, unknown>>,
  columns: readonly FormatColumn[],
  { insert, update, apply }: Pick<Scene<unknown>, 'insert' | 'update' | 'apply'>,
): Promise<string> {
  const there = await tx
    .selectFrom('BankFormat')
    .select('id')
    .where('tenant', '=', tenant)
    .where('divisionKey', '=', row['divisionKey'] as string)
    .where('name', '=', row['name'] as string)
    .forUpdate()
    .executeTakeFirst();
  const id = there?.id ?? (await insert('BankFormat', row));
  if (there) {
    await update('BankFormat', id, row);
    await tx.deleteFrom('BankFormatColumn').where('tenant', '=', tenant).where('formatId', '=', id).execute();
  }
  await apply({
    insert: { BankFormatColumn: columns.map((column, i) => ({ formatId: id, position: i + 1, ...column })) },
  });
  return id;
}
