// A tenant's ledger, or a part of it, as lines of JSON, page by page: what is exported is what is verified.
import type { ClientBase } from 'pg';
import { firstHash } from '../rules/chain.js';
import { exportVersion, isWhole, wholeLedger, type Selection } from '../rules/records.js';

/** Rows of a page: enough that round trips do not count, few enough for the memory. */
const pageRows = 500;

/** What is asked for: in each statement, because not each of them looks at all of it. */
const asked = `asked AS (SELECT $4::uuid[] AS funds, $5::date AS first, $6::date AS last, $7::int8 AS through)`;
const chosen = (name: 'funds' | 'first' | 'last' | 'through'): string => `(SELECT ${name} FROM asked)`;

/** Whether the account is exported with what was posted to it: one of a fund that was chosen. */
const inside = (account: string): string =>
  `(${chosen('funds')} IS NULL OR ${account}."fundId" = ANY(${chosen('funds')}::uuid[]))`;

const known = (transaction: string): string =>
  `(${chosen('through')} IS NULL OR ${transaction}.number <= ${chosen('through')})`;

const instant = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Whether the account of the id is inside. */
const lies = (id: string): string => `(${chosen('funds')} IS NULL OR EXISTS (
  SELECT FROM "LedgerAccount" a WHERE a.tenant = $1 AND a.id = ${id} AND a."fundId" = ANY(${chosen('funds')}::uuid[])))`;

const legInside = `(${chosen('funds')} IS NULL OR ${lies('l."debitAccountId"')} OR ${lies('l."creditAccountId"')})`;

const accountsWhere = (condition: string): string => `WITH ${asked}
  SELECT a.id::text AS place, json_build_object('type', 'account', 'id', a.id, 'fundId', a."fundId", 'fund', f.name,
    'outside', NOT ${inside('a')}, 'parentId', a."parentId", 'createdAt', ${instant('a."createdAt"')},
    'restriction', f.restriction,
    'kind', a.kind, 'name', a.name, 'payerId', a."payerId", 'normalSide', a."normalSide", 'currency', a.currency,
    'isRollUp', a."isRollUp", 'neverNegative', a."neverNegative", 'divisionKey', a."divisionKey")::text AS line
  FROM "LedgerAccount" a JOIN "Fund" f ON f.tenant = a.tenant AND f.id = a."fundId"
  WHERE a.tenant = $1 AND a.id > $2::uuid AND (${condition}) ORDER BY a.id LIMIT $3`;

/** Accounts of the funds, and those of others that had to do with them. */
const accounts = accountsWhere(`${inside('a')} OR a.id IN (
    SELECT e."counterAccountId" FROM "LedgerAccount" o JOIN "LedgerEntry" e ON e.tenant = $1 AND e."accountId" = o.id
    WHERE o.tenant = $1 AND o."fundId" = ANY(${chosen('funds')}::uuid[]))`);

/** Accounts of the legs of one transaction. */
const accountsOfOne = accountsWhere(`a.id IN (
    SELECT unnest(ARRAY[l."debitAccountId", l."creditAccountId"]) FROM "LedgerTransaction" t
    JOIN "LedgerLeg" l ON l.tenant = t.tenant AND l."transactionId" = t.id AND ${legInside}
    WHERE t.tenant = $1 AND t.number = ${chosen('through')})`);

/** A donation or an expense as the public reads it. */
const event = (table: string, type: 'donation' | 'expense', day: string): string => `
  SELECT json_build_object('type', '${type}', 'id', x.id, 'fundId', x."fundId", 'amountFen', x."amountFen"::text,
    'effectiveOn', x."${day}") AS event
  FROM "${table}" x WHERE x.tenant = t.tenant AND x."transactionId" = t.id`;

const transactions = `WITH ${asked}
  SELECT t.number::text AS place, json_build_object('type', 'transaction', 'number', t.number::text, 'id', t.id,
    'kind', t.kind, 'effectiveOn', t."effectiveOn",
    'recordedAt', ${instant('t."recordedAt"')},
    'summary', t.summary, 'summaryEn', t."summaryEn", 'fundId', t."fundId", 'divisionKey', t."divisionKey",
    'attachments', t.attachments, 'disclosed', t.disclosed, 'payerId', t."payerId", 'preparedBy', t."preparedBy",
    'preparedByOrganizationId', t."preparedByOrganizationId", 'reviewedBy', t."reviewedBy",
    'reversesId', t."reversesId", 'reversesNumber', (SELECT r.number::text FROM "LedgerTransaction" r
      WHERE r.tenant = t.tenant AND r.id = t."reversesId"), 'supplementsId', t."supplementsId", 'supplementsNumber',
    (SELECT r.number::text FROM "LedgerTransaction" r WHERE r.tenant = t.tenant AND r.id = t."supplementsId"), 'correlationId', t."correlationId", 'digest', t.digest,
    'previousHash', encode(t."previousHash", 'hex'), 'hash', encode(t.hash, 'hex'),
    'sources', (SELECT coalesce(json_agg(json_build_object('type', s."sourceType", 'key', s."sourceKey")), '[]')
      FROM "LedgerSource" s WHERE s.tenant = t.tenant AND s."transactionId" = t.id),
    'events', (SELECT coalesce(json_agg(x.event), '[]') FROM (${event('Donation', 'donation', 'receivedOn')}
      UNION ALL ${event('FundExpense', 'expense', 'paidOn')}) x),
    'legs', (SELECT coalesce(json_agg(json_build_object('position', l."position", 'debitAccountId', l."debitAccountId",
      'creditAccountId', l."creditAccountId", 'amountFen', l."amountFen"::text, 'currency', l.currency,
      'disclosed', l.disclosed, 'payerId', l."payerId", 'divisionKey', l."divisionKey") ORDER BY l."position"), '[]')
      FROM "LedgerLeg" l WHERE l.tenant = t.tenant AND l."transactionId" = t.id AND ${legInside}),
    'legsLeftOut', (SELECT count(*) FROM "LedgerLeg" l
      WHERE ${chosen('funds')} IS NOT NULL AND l.tenant = t.tenant AND l."transactionId" = t.id AND NOT ${legInside}),
    'entries', (SELECT coalesce(json_agg(json_build_object('id', e.id, 'accountId', e."accountId",
      'number', e.number::text,
      'position', e."position", 'counterAccountId', e."counterAccountId", 'side', e.side,
      'amountFen', e."amountFen"::text, 'balanceFen', e."balanceFen"::text, 'effectiveOn', e."effectiveOn",
      'recordedAt', ${instant('e."recordedAt"')}, 'disclosed', e.disclosed, 'payerId', e."payerId",
      'divisionKey', e."divisionKey") ORDER BY e."position", e.side), '[]')
      FROM "LedgerEntry" e WHERE e.tenant = t.tenant AND e."transactionId" = t.id AND ${lies('e."accountId"')}))::text AS line
  FROM "LedgerTransaction" t WHERE t.tenant = $1 AND t.number > $2::int8 AND ${known('t')}
    AND (${chosen('first')} IS NULL OR t."effectiveOn" >= ${chosen('first')})
    AND (${chosen('last')} IS NULL OR t."effectiveOn" <= ${chosen('last')})
    AND (${chosen('funds')} IS NULL OR EXISTS (SELECT FROM "LedgerEntry" e
      WHERE e.tenant = t.tenant AND e."transactionId" = t.id AND ${lies('e."accountId"')}))
  ORDER BY t.number LIMIT $3`;

/** What the accounts hold now, as it is kept. */
const keptBalances = `WITH ${asked}
  SELECT b."accountId"::text AS place, json_build_object('type', 'balance', 'accountId', b."accountId",
    'openingFen', '0', 'balanceFen', b."balanceFen"::text, 'heldFen', b."heldFen"::text, 'entryCount', b."entryCount"::text)::text AS line
  FROM "LedgerBalance" b WHERE b.tenant = $1 AND b."accountId" > $2::uuid AND ${lies('b."accountId"')}
  ORDER BY b."accountId" LIMIT $3`;

/** What the accounts held before, at the end of the days or at the instant that are asked about. */
const countedBalances = `WITH ${asked}
  SELECT a.id::text AS place, json_build_object('type', 'balance', 'accountId', a.id, 'openingFen', s.opening::text,
    'balanceFen', s.closing::text, 'heldFen', '0', 'entryCount', s.entries::text)::text AS line
  FROM "LedgerAccount" a CROSS JOIN LATERAL (
    SELECT coalesce(sum(e."amountFen") FILTER (WHERE e."effectiveOn" < ${chosen('first')}), 0) AS opening,
      coalesce(sum(e."amountFen"), 0) AS closing,
      count(*) FILTER (WHERE ${chosen('first')} IS NULL OR e."effectiveOn" >= ${chosen('first')}) AS entries
    FROM "LedgerEntry" e JOIN "LedgerTransaction" t ON t.tenant = $1 AND t.id = e."transactionId"
    WHERE e.tenant = $1 AND e."accountId" = a.id AND ${known('t')}
      AND (${chosen('last')} IS NULL OR e."effectiveOn" <= ${chosen('last')})) s
  WHERE a.tenant = $1 AND a.id > $2::uuid AND NOT a."isRollUp" AND ${inside('a')}
  ORDER BY a.id LIMIT $3`;

/** The years of the funds as they are kept; paged by a text, because no single column is unique. */
const flows = `WITH ${asked}, keyed AS (
    SELECT f.*, f."fundId" || ' ' || f.year || ' ' || f.kind::text AS key FROM "FundFlow" f
    WHERE f.tenant = $1 AND ${inside('f')})
  SELECT k.key AS place, json_build_object('type', 'flow', 'fundId', k."fundId", 'year', k.year, 'kind', k.kind,
    'amountFen', k."amountFen"::text)::text AS line
  FROM keyed k WHERE k.key COLLATE "C" > $2 COLLATE "C" ORDER BY k.key COLLATE "C" LIMIT $3`;

/** Heads that were published; before the transactions, so that each is compared where the chain comes by. */
const anchors = `WITH ${asked}
  SELECT x.number::text AS place, json_build_object('type', 'anchor', 'anchoredOn', x."anchoredOn", 'number', x.number::text,
    'salt', x.salt, 'seal', x.seal, 'publishedAt', ${instant('x."publishedAt"')})::text AS line
  FROM "LedgerAnchor" x WHERE x.tenant = $1 AND x.number > $2::int8 AND ${known('x')} ORDER BY x.number LIMIT $3`;

/** Closed months; before the transactions, so that each is compared with those that were closed when it was posted. */
const periods = `WITH ${asked}
  SELECT p.id::text AS place, json_build_object('type', 'period', 'id', p.id, 'fundId', p."fundId", 'month', p.month,
    'lastDay', (p.month + interval '1 month')::date - 1, 'revision', p.revision, 'proposedBy', p."proposedBy",
    'closedBy', p."closedBy", 'closedAt', ${instant('p."closedAt"')}, 'reopeningBy', p."reopeningBy",
    'reopenedBy', p."reopenedBy", 'reopenedAt', ${instant('p."reopenedAt"')}, 'reason', p.reason,
    'openingFen', p."openingFen"::text, 'increaseFen', p."increaseFen"::text, 'decreaseFen', p."decreaseFen"::text,
    'closingFen', p."closingFen"::text, 'bankFen', p."bankFen"::text, 'receivableFen', p."receivableFen"::text,
    'clearingFen', p."clearingFen"::text, 'entryCount', p."entryCount"::text)::text AS line
  FROM "LedgerPeriod" p WHERE p.tenant = $1 AND p.id > $2::uuid AND p."closedAt" IS NOT NULL AND ${inside('p')}
  ORDER BY p.id LIMIT $3`;

const days = `WITH ${asked}
  SELECT d.id::text AS place, json_build_object('type', 'day', 'accountId', d."accountId", 'effectiveOn', d."effectiveOn",
    'recordedOn', d."recordedOn", 'debitFen', d."debitFen"::text, 'creditFen', d."creditFen"::text,
    'entryCount', d."entryCount"::text)::text AS line
  FROM "LedgerDay" d WHERE d.tenant = $1 AND d.id > $2::uuid AND ${lies('d."accountId"')} ORDER BY d.id LIMIT $3`;

const holds = `WITH ${asked}
  SELECT h.id::text AS place, json_build_object('type', 'hold', 'id', h.id, 'fundId', h."fundId",
    'amountFen', h."amountFen"::text)::text AS line
  FROM "FundHold" h WHERE h.tenant = $1 AND h.id > $2::uuid AND h.state = 'HELD' AND ${inside('h')} ORDER BY h.id LIMIT $3`;

const unposted = `WITH ${asked}
  SELECT x.id::text AS place, json_build_object('type', 'unposted', 'of', x.of, 'id', x.id)::text AS line
  FROM (SELECT tenant, id, "fundId", "transactionId", 'donation' AS of FROM "Donation" WHERE kind = 'CASH'
    UNION ALL SELECT tenant, id, "fundId", "transactionId", 'expense' FROM "FundExpense") x
  WHERE x.tenant = $1 AND x."transactionId" IS NULL AND x.id > $2::uuid AND ${inside('x')} ORDER BY x.id LIMIT $3`;

const headLine = (number: string, hash: string): string =>
  `json_build_object('type', 'head', 'number', ${number}::text, 'hash', encode(${hash}, 'hex'))::text AS line`;
const keptHead = `SELECT ${headLine('number', 'hash')} FROM "LedgerHead" WHERE tenant = $1`;
const earlierHead = `SELECT ${headLine('number', 'hash')} FROM "LedgerTransaction" WHERE tenant = $1 AND number = $2`;

/** Before any id, and before any number that an intruder could write. */
const beforeIds = '00000000-0000-0000-0000-000000000000';
const beforeNumbers = String(-(2n ** 63n));

/**
 * The ledger of a tenant, line by line: its accounts, its transactions, its balances, donations and expenses that
 * were not posted, the head of its chain.
 *
 * Takes a connection in a transaction that sees one snapshot (REPEATABLE READ), so that postings at work do not
 * disturb, the tenant, and what of its ledger is wanted.
 */
export async function* ledgerLines(
  client: ClientBase,
  tenant: number,
  selection: Selection = wholeLedger,
  rows = pageRows,
): AsyncGenerator<string> {
  const page = (statement: string, from: string): AsyncGenerator<string> =>
    pages(client, statement, tenant, selection, from, rows);
  yield JSON.stringify({ type: 'ledger', version: exportVersion, tenant, ...selection });
  yield* page(accounts, beforeIds);
  const isNow = selection.through === null;
  const isKept = isNow && selection.from === null && selection.to === null;
  if (isWhole(selection)) yield* page(anchors, beforeNumbers);
  if (isKept) yield* page(periods, beforeIds);
  yield* page(transactions, beforeNumbers);
  yield* page(isKept ? keptBalances : countedBalances, beforeIds);
  // What was not posted belongs to no day, and to no number.
  if (isKept && selection.funds === null) yield* page(flows, '');
  if (isKept) for (const kept of [days, holds, unposted]) yield* page(kept, beforeIds);
  const { rows: heads } = await client.query<{ line: string }>(
    isNow ? keptHead : earlierHead,
    isNow ? [tenant] : [tenant, selection.through],
  );
  // Before the first transaction there is no head.
  const nothing = { type: 'head', number: '0', hash: Buffer.from(firstHash).toString('hex') };
  yield heads[0]?.line ?? JSON.stringify(nothing);
}

/** One transaction as an export of the funds would tell it, with the accounts of its legs: what its hash is made over. */
export async function* voucherLines(
  client: ClientBase,
  tenant: number,
  number: string,
  funds: readonly string[] | null,
): AsyncGenerator<string> {
  const selection: Selection = { ...wholeLedger, funds, through: number };
  yield* pages(client, accountsOfOne, tenant, selection, beforeIds, pageRows);
  yield* pages(client, transactions, tenant, selection, String(BigInt(number) - 1n), 1);
}

/** A line of the export, and what the next page comes after. */
interface Line {
  readonly place: string;
  readonly line: string;
}

async function* pages(
  client: ClientBase,
  statement: string,
  tenant: number,
  { funds, from, to, through }: Selection,
  first: string,
  rows: number,
): AsyncGenerator<string> {
  const read = (after: string): Promise<{ readonly rows: readonly Line[] }> =>
    client.query<Line>(statement, [tenant, after, rows, funds, from, to, through]);
  let page = read(first);
  try {
    for (;;) {
      const { rows: lines } = await page;
      const last = lines.length < rows ? undefined : lines.at(-1);
      // The database makes the next page while this one is taken.
      if (last) page = read(last.place);
      for (const { line } of lines) yield line;
      if (!last) return;
    }
  } finally {
    // Who takes no more lines gets the connection back when nothing runs on it.
    await page.catch(() => {});
  }
}

/** Number of the last transaction that was recorded at the instant, `0` for none: what was known is all up to it. */
export async function lastNumberAt(client: ClientBase, tenant: number, instantAt: string): Promise<string> {
  const { rows } = await client.query<{ number: bigint }>(
    `SELECT number FROM "LedgerTransaction" WHERE tenant = $1 AND "recordedAt" <= $2 ORDER BY number DESC LIMIT 1`,
    [tenant, instantAt],
  );
  return String(rows[0]?.number ?? 0);
}

/** Whether there is a tenant of the number. */
export async function isTenant(client: ClientBase, tenant: number): Promise<boolean> {
  const { rowCount } = await client.query(`SELECT FROM "Tenant" WHERE tenant = $1`, [tenant]);
  return rowCount === 1;
}

/** Tenants that keep books, in order. */
export async function tenantsWithBooks(client: ClientBase): Promise<readonly number[]> {
  const { rows } = await client.query<{ tenant: number }>(
    `SELECT DISTINCT tenant FROM "LedgerAccount" ORDER BY tenant`,
  );
  return rows.map(({ tenant }) => tenant);
}
