// Loads an exported ledger into an office that has posted nothing: rows keep their numbers, instants and hashes.
import type { ClientBase } from 'pg';
import { nowIso } from '../../../kernel/clock.js';
import { refusal } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import type { AccountRecord, ExportRecord, TransactionRecord } from '../../funds/rules/records.js';
import { proofRules } from '../rules/proof.js';

/** Transactions that are written in one statement. */
const atOnce = 1_000;

type Row = Readonly<Record<string, unknown>>;

/** Writes rows of a table, whose columns are those that the rows name. */
async function insert(client: ClientBase, table: string, rows: readonly Row[], rest = ''): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first)
    .map((name) => `"${name}"`)
    .join(', ');
  await client.query(
    `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::"${table}", $1) ${rest}`,
    [JSON.stringify(rows)],
  );
}

/** Refuses an office that has posted anything, or keeps other accounts. */
async function refuseFilled(client: ClientBase, tenant: number): Promise<void> {
  const { rows } = await client.query<{ filled: boolean }>(
    `SELECT EXISTS (SELECT FROM "LedgerTransaction" WHERE tenant = $1)
       OR EXISTS (SELECT FROM "LedgerHead" WHERE tenant = $1 AND number > 0) AS filled`,
    [tenant],
  );
  if (rows[0]!.filled) throw refusal(proofRules['ledger-import-into-empty'], [], { tenant });
}

/** Refuses funds and organizations that are not recorded here; names them. */
async function refuseMissing(
  client: ClientBase,
  tenant: number,
  accounts: readonly AccountRecord[],
  payers: readonly string[],
): Promise<void> {
  const named = new Map(accounts.map(({ fundId, fund }) => [fundId, `基金“${fund}” ${fundId}`]));
  for (const payer of payers) named.set(payer, payer);
  for (const { payerId, name } of accounts) if (payerId !== null) named.set(payerId, `${name} ${payerId}`);
  const { rows } = await client.query<{ id: string }>(
    `SELECT id FROM "Fund" WHERE tenant = $1 AND id = ANY($2) UNION ALL
     SELECT id FROM "Organization" WHERE tenant = $1 AND id = ANY($2)`,
    [tenant, [...named.keys()]],
  );
  for (const { id } of rows) named.delete(id);
  if (named.size > 0)
    throw refusal(proofRules['ledger-import-finds-its-parties'], [], {
      missing: [...named.values()].join(', '),
    });
}

/** Adds the accounts; those that came with their funds must be the same. */
async function loadAccounts(
  client: ClientBase,
  tenant: number,
  accounts: readonly AccountRecord[],
): Promise<void> {
  const rows = accounts.map(({ type: _t, fund: _f, restriction: _r, outside: _o, ...columns }) => ({
    tenant,
    ...columns,
  }));
  // What sums others up comes first, because they refer to it.
  for (const isRollUp of [true, false]) {
    const part = rows.filter((row) => row.isRollUp === isRollUp);
    await insert(client, 'LedgerAccount', part, 'ON CONFLICT (tenant, id) DO NOTHING');
  }
  const facts = `tenant, id, "fundId", kind, "payerId", "normalSide", currency, "isRollUp", "neverNegative", "divisionKey"`;
  const { rows: other } = await client.query<{ name: string }>(
    `SELECT f.name FROM (SELECT ${facts} FROM "LedgerAccount" WHERE tenant = $1
       EXCEPT SELECT ${facts} FROM json_populate_recordset(NULL::"LedgerAccount", $2)) a
     JOIN "Fund" f ON f.tenant = a.tenant AND f.id = a."fundId"
     WHERE a."fundId" IN (SELECT "fundId" FROM json_populate_recordset(NULL::"LedgerAccount", $2))`,
    [tenant, JSON.stringify(rows)],
  );
  if (other.length > 0) {
    const funds = [...new Set(other.map(({ name }) => name))].join(', ');
    throw refusal(proofRules['ledger-import-keeps-accounts'], [], { funds });
  }
}

async function loadTransactions(
  client: ClientBase,
  tenant: number,
  records: readonly TransactionRecord[],
): Promise<void> {
  // A connection keeps the plans of foreign keys from when the tables were empty.
  await client.query('DISCARD PLANS');
  await insert(
    client,
    'LedgerTransaction',
    records.map((record) => {
      const { type: _t, sources: _s, events: _e, legs: _l, entries: _n, legsLeftOut: _o, ...rest } = record;
      const { reversesNumber: _r, supplementsNumber: _u, previousHash, hash, ...columns } = rest;
      return { tenant, ...columns, previousHash: `\\x${previousHash}`, hash: `\\x${hash}` };
    }),
  );
  const each = (of: (record: TransactionRecord) => readonly object[]): readonly Row[] =>
    records.flatMap((record) => of(record).map((row) => ({ tenant, transactionId: record.id, ...row })));
  await insert(
    client,
    'LedgerLeg',
    each(({ legs }) => legs.map((leg) => ({ ...leg, isRollUp: false }))),
  );
  await insert(
    client,
    'LedgerEntry',
    each(({ entries }) => entries),
  );
  await insert(
    client,
    'LedgerSource',
    each(({ sources }) => sources.map(({ type, key }) => ({ sourceType: type, sourceKey: key }))),
  );
}

/** What comes in bulk besides transactions, by its table. */
interface Kept {
  readonly accounts: AccountRecord[];
  readonly divisions: Map<string, string>;
  readonly rows: Record<'LedgerBalance' | 'LedgerDay' | 'FundFlow' | 'LedgerPeriod', Row[]>;
  readonly anchors: Row[];
  head: Row | null;
}

/** The row of a record that is neither account nor transaction. */
function keep(kept: Kept, tenant: number, record: ExportRecord): void {
  const account = (id: string): AccountRecord => kept.accounts.find((one) => one.id === id)!;
  switch (record.type) {
    case 'anchor': {
      const { type: _t, ...columns } = record;
      kept.anchors.push({ tenant, id: newId(), ...columns });
      return;
    }
    case 'period': {
      const { type: _t, lastDay: _l, ...columns } = record;
      const state = record.reopenedAt === null ? 'CLOSED' : 'REOPENED';
      const own = { divisionKey: kept.divisions.get(record.fundId)!, synthetic: false, version: 1 };
      const at = nowIso();
      kept.rows.LedgerPeriod.push({ tenant, ...columns, state, ...own, createdAt: at, updatedAt: at });
      return;
    }
    case 'balance': {
      const { accountId, balanceFen, entryCount } = record;
      const { neverNegative } = account(accountId);
      kept.rows.LedgerBalance.push({
        tenant,
        accountId,
        balanceFen,
        entryCount,
        heldFen: '0',
        neverNegative,
      });
      return;
    }
    case 'day': {
      const { type: _t, ...columns } = record;
      const { divisionKey } = account(record.accountId);
      kept.rows.LedgerDay.push({ tenant, id: newId(), ...columns, divisionKey });
      return;
    }
    case 'flow': {
      const { type: _t, ...columns } = record;
      const divisionKey = kept.divisions.get(record.fundId)!;
      kept.rows.FundFlow.push({ tenant, id: newId(), ...columns, divisionKey });
      return;
    }
    case 'head':
      kept.head = { tenant, number: record.number, hash: `\\x${record.hash}` };
      return;
    default:
  }
}

/** Writes what is kept beside the transactions. */
async function loadKept(client: ClientBase, tenant: number, kept: Kept): Promise<void> {
  const { LedgerBalance, LedgerDay, FundFlow, LedgerPeriod } = kept.rows;
  await insert(
    client,
    'LedgerBalance',
    LedgerBalance,
    `ON CONFLICT (tenant, "accountId") DO UPDATE SET "balanceFen" = excluded."balanceFen", "entryCount" = excluded."entryCount"`,
  );
  for (let from = 0; from < LedgerDay.length; from += atOnce)
    await insert(client, 'LedgerDay', LedgerDay.slice(from, from + atOnce));
  await insert(client, 'FundFlow', FundFlow);
  await insert(client, 'LedgerPeriod', LedgerPeriod);
  await client.query(
    `UPDATE "Fund" f SET "closedThrough" = p.last FROM (
       SELECT "fundId", max((month + interval '1 month')::date - 1) AS last FROM "LedgerPeriod"
       WHERE tenant = $1 AND state = 'CLOSED' GROUP BY "fundId") p
     WHERE f.tenant = $1 AND f.id = p."fundId"`,
    [tenant],
  );
  // The hash is the voucher's own; the division that of the office on the day.
  await client.query(
    `INSERT INTO "LedgerAnchor" (tenant, id, "anchoredOn", number, hash, salt, seal, "publishedAt", "divisionKey")
     SELECT x.tenant, x.id, x."anchoredOn", x.number, encode(t.hash, 'hex'), x.salt, x.seal, x."publishedAt",
       (SELECT o."divisionKey" FROM "TenantDivision" o WHERE o.tenant = x.tenant ORDER BY o."validFrom" DESC LIMIT 1)
     FROM json_populate_recordset(NULL::"LedgerAnchor", $1) x
     JOIN "LedgerTransaction" t ON t.tenant = x.tenant AND t.number = x.number`,
    [JSON.stringify(kept.anchors)],
  );
  if (kept.head !== null && kept.head['number'] !== '0') await insert(client, 'LedgerHead', [kept.head]);
}

/**
 * Loads the records of a whole ledger, which was verified before.
 *
 * Takes a connection in a transaction, which the caller ends after verifying what was loaded. Donations, expenses, holds
 * and proposals are no part of the ledger, and not loaded. @throws Refusal where the office has posted, or lacks a party
 */
export async function loadLedger(
  client: ClientBase,
  tenant: number,
  records: AsyncIterable<ExportRecord>,
): Promise<void> {
  await refuseFilled(client, tenant);
  const kept: Kept = {
    accounts: [],
    divisions: new Map(),
    rows: { LedgerBalance: [], LedgerDay: [], FundFlow: [], LedgerPeriod: [] },
    anchors: [],
    head: null,
  };
  let waiting: TransactionRecord[] = [];
  let ready = false;
  const begin = async (): Promise<void> => {
    if (ready) return;
    ready = true;
    await refuseMissing(client, tenant, kept.accounts, []);
    await loadAccounts(client, tenant, kept.accounts);
  };
  const flush = async (): Promise<void> => {
    const payers = [...new Set(waiting.flatMap(({ payerId }) => payerId ?? []))];
    await refuseMissing(client, tenant, [], payers);
    await loadTransactions(client, tenant, waiting);
    waiting = [];
  };
  for await (const record of records) {
    if (record.type === 'account') {
      kept.accounts.push(record);
      kept.divisions.set(record.fundId, record.divisionKey);
    } else if (record.type === 'transaction') {
      await begin();
      waiting.push(record);
      if (waiting.length >= atOnce) await flush();
    } else keep(kept, tenant, record);
  }
  await begin();
  await flush();
  await loadKept(client, tenant, kept);
}
