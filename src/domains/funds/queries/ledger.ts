// The statements of a posting: funds and accounts by name, balances locked in order, the head of the chain.
import { sql, type Transaction } from 'kysely';
import type { Database, FundState } from '../../../generated/database.js';
import { refusal } from '../../../kernel/errors.js';
import { stableId } from '../../../kernel/ids.js';
import { accountNames } from '../rules/accounts.js';
import { firstHash } from '../rules/chain.js';
import type { Account, Balance, Books, Movement, PostedFund } from '../rules/entries.js';
import { keyOfAccount, type AccountName, type PostedLeg } from '../rules/posting.js';

type Tx = Transaction<Database>;

interface FoundAccount extends Account {
  readonly place: number;
}

/** A name with its fund, and the account where there is one. */
interface FoundName extends Omit<FoundAccount, 'id'> {
  readonly id: string | null;
  readonly fundId: string;
  readonly fund: string;
  readonly state: FundState;
  readonly closedThrough: string | null;
  readonly originals: readonly Original[] | null;
}

/**
 * Finds all accounts in one statement, with the legs of what is reversed; makes receivables of new payers, and clearing accounts. The funds
 * are locked with it, in the order of their ids, and read after the lock: others may post to them at the same time,
 * nobody may change their state, or close their books.
 */
export async function findBooks(
  tx: Tx,
  tenant: number,
  named: readonly AccountName[],
  reversed: readonly string[],
): Promise<Books> {
  const names = [...new Map(named.map((name) => [keyOfAccount(name), name])).values()];
  const payers = names.map((name) => (name.kind === 'RECEIVABLE' ? name.payerId : null));
  const { rows } = await sql<FoundName>`
    WITH named AS (
      SELECT * FROM unnest(${names.map(({ fundId }) => fundId)}::uuid[], ${names.map(({ kind }) => kind)}::"AccountKind"[],
        ${payers}::uuid[]) WITH ORDINALITY AS n("fundId", kind, "payerId", place)
    ), funds AS MATERIALIZED (
      SELECT f.id, f.name, f.state, f."closedThrough" FROM "Fund" f
      WHERE f.tenant = ${tenant} AND f.id = ANY(${[...new Set(names.map(({ fundId }) => fundId))]}::uuid[])
      ORDER BY f.id FOR SHARE
    ), found AS (
      SELECT n.place, a.* FROM named n JOIN "LedgerAccount" a ON a.tenant = ${tenant} AND a."fundId" = n."fundId"
        AND a.kind = n.kind AND NOT a."isRollUp" AND a."payerId" = n."payerId"
      UNION ALL
      SELECT n.place, a.* FROM named n JOIN "LedgerAccount" a ON a.tenant = ${tenant} AND a."fundId" = n."fundId"
        AND a.kind = n.kind AND NOT a."isRollUp" AND a."payerId" IS NULL AND n."payerId" IS NULL
    )
    SELECT n.place::int, a.id, f.name || ':' || a.name AS name, n."fundId", n.kind, n."payerId", a."normalSide",
      a."neverNegative", a.currency, a."divisionKey", f.name AS fund, f.state, f."closedThrough", CASE WHEN n.place = 1 THEN (
        SELECT json_agg(json_build_object('transactionId', l."transactionId", 'position', l."position",
          'debitAccountId', l."debitAccountId", 'creditAccountId', l."creditAccountId", 'amountFen', l."amountFen"::text)
          ORDER BY l."transactionId", l."position")
        FROM "LedgerLeg" l WHERE l.tenant = ${tenant} AND l."transactionId" = ANY(${reversed}::uuid[])) END AS originals
    FROM named n JOIN funds f ON f.id = n."fundId" LEFT JOIN found a ON a.place = n.place`.execute(tx);
  const accounts = new Map(
    rows
      .filter(({ id }) => id !== null)
      .map((row) => [keyOfAccount(names[row.place - 1]!), row as FoundAccount as Account]),
  );
  const funds = new Map(
    rows.map(({ fundId, fund, state, closedThrough }): [string, PostedFund] => [
      fundId,
      { name: fund, state, closedThrough },
    ]),
  );
  const missing = names.filter((name) => !accounts.has(keyOfAccount(name)));
  for (const [key, made] of await makeReceivables(tx, tenant, missing)) accounts.set(key, made);
  for (const [key, made] of await makeClearing(tx, tenant, missing)) accounts.set(key, made);
  if (accounts.size < names.length) throw refusal('ledger-account-of-the-office');
  return { accounts, funds, originals: legsByTransaction(rows.flatMap(({ originals }) => originals ?? [])) };
}

interface Original extends Omit<PostedLeg, 'amountFen'> {
  readonly transactionId: string;
  readonly amountFen: string;
}

function legsByTransaction(legs: readonly Original[]): ReadonlyMap<string, readonly PostedLeg[]> {
  const byTransaction = new Map<string, PostedLeg[]>();
  for (const { transactionId, amountFen, ...leg } of legs) {
    const list = byTransaction.get(transactionId) ?? [];
    byTransaction.set(transactionId, [...list, { ...leg, amountFen: BigInt(amountFen) }]);
  }
  return byTransaction;
}

/**
 * Makes the receivables of payers who never owed a fund before. The id follows from fund and payer, so that of two
 * transactions that make the same one at once both know it, whoever comes first.
 */
async function makeReceivables(
  tx: Tx,
  tenant: number,
  missing: readonly AccountName[],
): Promise<ReadonlyMap<string, Account>> {
  const names = missing.filter((name) => name.kind === 'RECEIVABLE');
  if (names.length === 0) return new Map();
  const ids = names.map((name) => receivableId(tenant, name.fundId, name.payerId));
  const { rows } = await sql<FoundAccount>`
    WITH wanted AS (
      SELECT n.place, n.id, r."fundId", p.name AS payer, p.id AS "payerId", r.id AS "parentId", r."normalSide",
        r.currency, r."neverNegative", r."divisionKey", f.name AS fund
      FROM unnest(${ids}::uuid[], ${names.map(({ fundId }) => fundId)}::uuid[], ${names.map(({ payerId }) => payerId)}::uuid[])
        WITH ORDINALITY AS n(id, "fundId", "payerId", place)
      JOIN "LedgerAccount" r ON r.tenant = ${tenant} AND r."fundId" = n."fundId" AND r.kind = 'RECEIVABLE' AND r."isRollUp"
      JOIN "Fund" f ON f.tenant = r.tenant AND f.id = r."fundId"
      JOIN "Organization" p ON p.tenant = r.tenant AND p.id = n."payerId"
    ), made AS (
      INSERT INTO "LedgerAccount" (tenant, id, "fundId", kind, name, "payerId", "normalSide", currency, "neverNegative",
        "parentId", "divisionKey")
      SELECT ${tenant}, id, "fundId", 'RECEIVABLE', ${`${accountNames.RECEIVABLE}—`} || payer, "payerId", "normalSide",
        currency, "neverNegative", "parentId", "divisionKey" FROM wanted ORDER BY id
      ON CONFLICT DO NOTHING RETURNING tenant, id, "neverNegative"
    ), balances AS (
      INSERT INTO "LedgerBalance" (tenant, "accountId", "neverNegative") SELECT tenant, id, "neverNegative" FROM made
    )
    SELECT place::int, id, fund || ':' || ${`${accountNames.RECEIVABLE}—`} || payer AS name, "fundId",
      'RECEIVABLE'::"AccountKind" AS kind, "payerId", "normalSide", "neverNegative", currency, "divisionKey" FROM wanted`.execute(
    tx,
  );
  return new Map(rows.map((row) => [keyOfAccount(names[row.place - 1]!), row]));
}

/** Time part of the ids of receivables: a day before any of them, so that it says nothing. */
const receivablesFrom = 1_600_000_000_000;

/** Id of the account that keeps what a payer owes a fund. */
function receivableId(tenant: number, fundId: string, payerId: string): string {
  return stableId(`ledger-account/${tenant}/${fundId}/receivable/${payerId}`, receivablesFrom);
}

/** Makes the clearing accounts of funds that never gave to another office, or were given by one, in the same way. */
async function makeClearing(
  tx: Tx,
  tenant: number,
  missing: readonly AccountName[],
): Promise<ReadonlyMap<string, Account>> {
  const names = missing.filter(({ kind }) => kind === 'CLEARING');
  if (names.length === 0) return new Map();
  const ids = names.map(({ fundId }) =>
    stableId(`ledger-account/${tenant}/${fundId}/clearing`, receivablesFrom),
  );
  const { rows } = await sql<FoundAccount>`
    WITH wanted AS (
      SELECT n.place, n.id, f.id AS "fundId", f.name AS fund, f."divisionKey"
      FROM unnest(${ids}::uuid[], ${names.map(({ fundId }) => fundId)}::uuid[]) WITH ORDINALITY AS n(id, "fundId", place)
      JOIN "Fund" f ON f.tenant = ${tenant} AND f.id = n."fundId"
    ), made AS (
      INSERT INTO "LedgerAccount" (tenant, id, "fundId", kind, name, "normalSide", "divisionKey")
      SELECT ${tenant}, id, "fundId", 'CLEARING', ${accountNames.CLEARING}, 'DEBIT', "divisionKey" FROM wanted ORDER BY id
      ON CONFLICT DO NOTHING RETURNING tenant, id, "neverNegative"
    ), balances AS (
      INSERT INTO "LedgerBalance" (tenant, "accountId", "neverNegative") SELECT tenant, id, "neverNegative" FROM made
    )
    SELECT place::int, id, fund || ':' || ${accountNames.CLEARING} AS name, "fundId", 'CLEARING'::"AccountKind" AS kind,
      NULL AS "payerId", 'DEBIT'::"LedgerSide" AS "normalSide", FALSE AS "neverNegative", 'CNY' AS currency, "divisionKey"
    FROM wanted`.execute(tx);
  return new Map(rows.map((row) => [keyOfAccount(names[row.place - 1]!), row]));
}

/** Where a tenant's ledger ends. */
export interface Head {
  readonly number: bigint;
  readonly hash: Uint8Array;
}

/**
 * Locks the balances in the order of their accounts, so that no two postings wait for each other, and changes them; then
 * locks the head of the chain, the last lock that a posting takes. Without the head for a dry run: everybody else would
 * wait for it.
 */
export async function moveBalances(
  tx: Tx,
  tenant: number,
  movements: ReadonlyMap<string, Movement>,
  withHead: boolean,
): Promise<{ readonly balances: ReadonlyMap<string, Balance>; readonly head: Head | null }> {
  const ids = [...movements.keys()];
  const moved = [...movements.values()];
  // The head is read behind the balances, because what is counted is done first.
  const head = withHead
    ? sql`SELECT h.number, h.hash FROM "LedgerHead" h WHERE h.tenant = ${tenant} AND (SELECT count(*) FROM changed) >= 0 FOR UPDATE`
    : sql`SELECT NULL::int8 AS number, NULL::bytea AS hash WHERE FALSE`;
  const statement = sql<Balance & { readonly number: bigint | null; readonly hash: Buffer | null }>`
    WITH moved AS (
      SELECT * FROM unnest(${ids}::uuid[], ${moved.map((m) => String(m.deltaFen))}::int8[],
        ${moved.map((m) => String(m.entries))}::int8[]) AS m("accountId", "deltaFen", entries)
    ), locked AS MATERIALIZED (
      SELECT b."accountId" FROM "LedgerBalance" b
      WHERE b.tenant = ${tenant} AND b."accountId" = ANY(${ids}::uuid[]) ORDER BY b."accountId" FOR UPDATE
    ), changed AS (
      UPDATE "LedgerBalance" b SET "balanceFen" = b."balanceFen" + m."deltaFen", "entryCount" = b."entryCount" + m.entries
      FROM locked JOIN moved m USING ("accountId")
      WHERE b.tenant = ${tenant} AND b."accountId" = locked."accountId"
      RETURNING b."accountId", b."balanceFen", b."entryCount"
    ), head AS MATERIALIZED (${head})
    SELECT changed.*, head.number, head.hash FROM changed LEFT JOIN head ON TRUE`;
  const { rows } = await refusing(() => statement.execute(tx));
  const [first] = rows;
  return {
    balances: new Map(rows.map((row) => [row.accountId, row])),
    head: first && first.number !== null ? { number: first.number, hash: first.hash! } : null,
  };
}

/** Begins the chain of a tenant that has none, and locks its head. */
export async function beginChain(tx: Tx, tenant: number): Promise<Head> {
  await tx
    .insertInto('LedgerHead')
    .values({ tenant, number: 0n, hash: Buffer.from(firstHash) })
    .onConflict((on) => on.column('tenant').doNothing())
    .execute();
  return tx
    .selectFrom('LedgerHead')
    .select(['number', 'hash'])
    .where('tenant', '=', tenant)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** Refuses events that are posted already; a dry run asks, because it writes nothing that could be there twice. */
export async function refusePosted(
  tx: Tx,
  tenant: number,
  sources: readonly { readonly type: string; readonly key: string }[],
): Promise<void> {
  const { rows } = await sql<{ known: boolean }>`
    SELECT EXISTS (
      SELECT FROM unnest(${sources.map(({ type }) => type)}::text[], ${sources.map(({ key }) => key)}::text[]) AS e(type, key)
      JOIN "LedgerSource" s ON s.tenant = ${tenant} AND s."sourceType" = e.type AND s."sourceKey" = e.key) AS known`.execute(
    tx,
  );
  if (rows[0]!.known) throw refusal('posted-once-per-event');
}

/** What the database refuses, in the words of the rule that it enforces. */
const refusals: Readonly<Record<string, string>> = {
  '23514 fund-never-overdrawn': 'fund-never-overdrawn',
  '23514 fund-keeps-what-is-held': 'fund-keeps-what-is-held',
  '23514 purpose-never-overspent': 'purpose-never-overspent',
  '23514 matching-within-its-cap': 'matching-within-its-cap',
  '23505 LedgerSource_pkey': 'posted-once-per-event',
  '23505 LedgerTransaction_tenant_reversesId_key': 'reversed-at-most-once',
  '22003': 'ledger-amount-in-range',
};

/** Runs a statement; what the database refuses by a rule's constraint becomes the rule's refusal. */
export async function refusing<T>(statement: () => Promise<T>): Promise<T> {
  try {
    return await statement();
  } catch (error) {
    const { code, constraint } = error as { readonly code?: string; readonly constraint?: string };
    const rule = refusals[constraint === undefined ? `${code}` : `${code} ${constraint}`];
    throw rule === undefined ? error : refusal(rule);
  }
}
