// A tenant's whole ledger as lines of JSON, page by page: what is exported is what is verified.
import type { ClientBase } from 'pg';
import { firstHash } from '../rules/chain.js';
import { exportVersion } from '../rules/records.js';

/** Rows of a page: enough that round trips do not count, few enough for the memory. */
const pageRows = 500;

const accounts = `
  SELECT a.id::text AS place, json_build_object('type', 'account', 'id', a.id, 'fundId', a."fundId", 'fund', f.name,
    'restriction', f.restriction,
    'kind', a.kind, 'name', a.name, 'payerId', a."payerId", 'normalSide', a."normalSide", 'currency', a.currency,
    'isRollUp', a."isRollUp", 'neverNegative', a."neverNegative", 'divisionKey', a."divisionKey")::text AS line
  FROM "LedgerAccount" a JOIN "Fund" f ON f.tenant = a.tenant AND f.id = a."fundId"
  WHERE a.tenant = $1 AND a.id > $2::uuid ORDER BY a.id LIMIT $3`;

/** A donation or an expense as the public reads it. */
const event = (table: string, type: 'donation' | 'expense', day: string): string => `
  SELECT json_build_object('type', '${type}', 'id', x.id, 'fundId', x."fundId", 'amountFen', x."amountFen"::text,
    'effectiveOn', x."${day}") AS event
  FROM "${table}" x WHERE x.tenant = t.tenant AND x."transactionId" = t.id`;

const instant = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const transactions = `
  SELECT t.number::text AS place, json_build_object('type', 'transaction', 'number', t.number::text, 'id', t.id,
    'kind', t.kind, 'effectiveOn', t."effectiveOn",
    'recordedAt', ${instant('t."recordedAt"')},
    'summary', t.summary, 'summaryEn', t."summaryEn", 'fundId', t."fundId", 'divisionKey', t."divisionKey",
    'attachments', t.attachments, 'disclosed', t.disclosed, 'payerId', t."payerId", 'preparedBy', t."preparedBy",
    'preparedByOrganizationId', t."preparedByOrganizationId", 'reviewedBy', t."reviewedBy",
    'reversesId', t."reversesId", 'correlationId', t."correlationId", 'digest', t.digest,
    'previousHash', encode(t."previousHash", 'hex'), 'hash', encode(t.hash, 'hex'),
    'sources', (SELECT coalesce(json_agg(json_build_object('type', s."sourceType", 'key', s."sourceKey")), '[]')
      FROM "LedgerSource" s WHERE s.tenant = t.tenant AND s."transactionId" = t.id),
    'events', (SELECT coalesce(json_agg(x.event), '[]') FROM (${event('Donation', 'donation', 'receivedOn')}
      UNION ALL ${event('FundExpense', 'expense', 'paidOn')}) x),
    'legs', (SELECT coalesce(json_agg(json_build_object('position', l."position", 'debitAccountId', l."debitAccountId",
      'creditAccountId', l."creditAccountId", 'amountFen', l."amountFen"::text, 'currency', l.currency,
      'disclosed', l.disclosed, 'payerId', l."payerId", 'divisionKey', l."divisionKey") ORDER BY l."position"), '[]')
      FROM "LedgerLeg" l WHERE l.tenant = t.tenant AND l."transactionId" = t.id),
    'entries', (SELECT coalesce(json_agg(json_build_object('accountId', e."accountId", 'number', e.number::text,
      'position', e."position", 'counterAccountId', e."counterAccountId", 'side', e.side,
      'amountFen', e."amountFen"::text, 'balanceFen', e."balanceFen"::text, 'effectiveOn', e."effectiveOn",
      'recordedAt', ${instant('e."recordedAt"')}, 'disclosed', e.disclosed, 'payerId', e."payerId",
      'divisionKey', e."divisionKey") ORDER BY e."position", e.side), '[]')
      FROM "LedgerEntry" e WHERE e.tenant = t.tenant AND e."transactionId" = t.id))::text AS line
  FROM "LedgerTransaction" t WHERE t.tenant = $1 AND t.number > $2::int8 ORDER BY t.number LIMIT $3`;

const balances = `
  SELECT b."accountId"::text AS place, json_build_object('type', 'balance', 'accountId', b."accountId",
    'balanceFen', b."balanceFen"::text, 'entryCount', b."entryCount"::text)::text AS line
  FROM "LedgerBalance" b WHERE b.tenant = $1 AND b."accountId" > $2::uuid ORDER BY b."accountId" LIMIT $3`;

const unposted = `
  SELECT x.id::text AS place, json_build_object('type', 'unposted', 'of', x.of, 'id', x.id)::text AS line
  FROM (SELECT tenant, id, "transactionId", 'donation' AS of FROM "Donation" WHERE kind = 'CASH'
    UNION ALL SELECT tenant, id, "transactionId", 'expense' FROM "FundExpense") x
  WHERE x.tenant = $1 AND x."transactionId" IS NULL AND x.id > $2::uuid ORDER BY x.id LIMIT $3`;

const head = `
  SELECT json_build_object('type', 'head', 'number', number::text, 'hash', encode(hash, 'hex'))::text AS line
  FROM "LedgerHead" WHERE tenant = $1`;

/** Before any id, and before any number that an intruder could write. */
const beforeIds = '00000000-0000-0000-0000-000000000000';
const beforeNumbers = String(-(2n ** 63n));

/**
 * The ledger of a tenant, line by line: its accounts, its transactions, its balances, donations and expenses that
 * were not posted, the head of its chain.
 *
 * Takes a connection in a transaction that sees one snapshot (REPEATABLE READ), so that postings at work do not
 * disturb, and the tenant.
 */
export async function* ledgerLines(
  client: ClientBase,
  tenant: number,
  rows = pageRows,
): AsyncGenerator<string> {
  yield JSON.stringify({ type: 'ledger', version: exportVersion, tenant });
  yield* pages(client, accounts, tenant, beforeIds, rows);
  yield* pages(client, transactions, tenant, beforeNumbers, rows);
  yield* pages(client, balances, tenant, beforeIds, rows);
  yield* pages(client, unposted, tenant, beforeIds, rows);
  const { rows: heads } = await client.query<{ line: string }>(head, [tenant]);
  // Before the first transaction there is no head.
  const nothing = { type: 'head', number: '0', hash: Buffer.from(firstHash).toString('hex') };
  yield heads[0]?.line ?? JSON.stringify(nothing);
}

async function* pages(
  client: ClientBase,
  statement: string,
  tenant: number,
  from: string,
  rows: number,
): AsyncGenerator<string> {
  let after = from;
  for (;;) {
    const page = await client.query<{ place: string; line: string }>(statement, [tenant, after, rows]);
    for (const { line } of page.rows) yield line;
    const last = page.rows.at(-1);
    if (!last || page.rows.length < rows) return;
    after = last.place;
  }
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
