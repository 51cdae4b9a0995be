// The ledger: donations and expenses of all funds in the order of their vouchers, with every row that a posting writes.
import type pg from 'pg';
import { currentDigest } from '../../../src/domains/funds/rules/chain.js';
import { expenseSummary } from '../../../src/domains/funds/rules/expenses.js';
import { donationSummary } from '../../../src/domains/funds/rules/giving.js';
import { enterpriseAt, enterpriseCount } from './organizations.js';
import type { Shape } from './shape.js';
import { idOf, type Add } from './work.js';

/** Who keeps the books here. */
const keeper = 'bench';
const begin = '2021-01-01 00:00:00Z';
/** All is posted within five years, at even distances. */
const spanMs = 5 * 365 * 86_400_000;
const purpose = '社区公益活动';

/**
 * Adds what was posted, with balances and heads that the next posting goes on from. The chain has the form of one, each
 * transaction naming the hash before it; but a hash is made of the voucher's number only, and so proves nothing.
 */
export async function addLedger(client: pg.Client, add: Add, shape: Shape): Promise<void> {
  await makePostings(client, shape);
  await add('LedgerTransaction', transactions);
  await add(
    'LedgerLeg',
    `INSERT INTO "LedgerLeg" (tenant, "transactionId", position, "debitAccountId", "creditAccountId", "amountFen", disclosed, "payerId", "divisionKey")
     SELECT tenant, id, 1, CASE WHEN given THEN bank ELSE own END, CASE WHEN given THEN own ELSE bank END, "amountFen", true, payer, key
     FROM posting ORDER BY tenant, number`,
  );
  await add('LedgerEntry', entries);
  await add(
    'LedgerSource',
    `INSERT INTO "LedgerSource" (tenant, "sourceType", "sourceKey", "transactionId")
     SELECT tenant, CASE WHEN given THEN 'donation' ELSE 'expense' END, event, id FROM posting ORDER BY tenant, number`,
  );
  await add(
    'Donation',
    `INSERT INTO "Donation" (tenant, id, "fundId", "donorId", "donorName", "amountFen", "receivedOn", "transactionId", "divisionKey", synthetic, "createdAt")
     SELECT tenant, event, fund, payer, CASE WHEN payer IS NULL THEN '热心居民' END, "amountFen", day, id, key, true, at
     FROM posting WHERE given ORDER BY tenant, number`,
  );
  await add(
    'FundExpense',
    `INSERT INTO "FundExpense" (tenant, id, "fundId", "amountFen", "paidOn", payee, purpose, "transactionId", "divisionKey", synthetic, "createdAt")
     SELECT tenant, event, fund, "amountFen", day, '示例供应商', '${purpose}', id, key, true, at
     FROM posting WHERE NOT given ORDER BY tenant, number`,
  );
  await add(
    'LedgerBalance',
    `INSERT INTO "LedgerBalance" (tenant, "accountId", "balanceFen", "entryCount", "neverNegative")
     SELECT a.tenant, a.id, coalesce(p.total, 0), coalesce(p.postings, 0), a."neverNegative"
     FROM "LedgerAccount" a
       JOIN place c ON c.level = 'COUNTY' AND c.tenant = a.tenant
       LEFT JOIN (SELECT tenant, fund, sum("signedFen") AS total, count(*) AS postings FROM posting GROUP BY tenant, fund) p
         ON p.tenant = a.tenant AND p.fund = a."fundId"
     WHERE NOT a."isRollUp"`,
  );
  await add(
    'LedgerHead',
    `INSERT INTO "LedgerHead" (tenant, number, hash)
     SELECT tenant, max(number), ${hashOf('max(number)')} FROM posting GROUP BY tenant`,
  );
}

const hashOf = (number: string): string => `sha256(convert_to(tenant || ' ' || (${number}), 'UTF8'))`;

/** The summary of a posting in SQL; the donor's name stands where the rule of the platform puts it. */
const summaryIn = (language: 'zh' | 'en'): string => {
  const named = donationSummary('%s')[language];
  return `CASE WHEN NOT given THEN '${expenseSummary(purpose)[language]}' WHEN payer IS NULL THEN '${donationSummary(null)[language]}'
    ELSE format('${named}', donor) END`;
};

const transactions = `
  INSERT INTO "LedgerTransaction" (tenant, id, number, kind, "effectiveOn", "recordedAt", summary, "summaryEn", "fundId", "divisionKey",
    disclosed, "payerId", "preparedBy", "correlationId", digest, "previousHash", hash)
  SELECT tenant, id, number, (CASE WHEN given THEN 'DONATION' ELSE 'EXPENSE' END)::"LedgerKind", day, at, ${summaryIn('zh')},
    ${summaryIn('en')}, fund, key, true, payer, '${keeper}', ${idOf('Correlation', 'tenant', 'number')}, '${currentDigest}',
    CASE WHEN number = 1 THEN decode(repeat('00', 32), 'hex') ELSE ${hashOf('number - 1')} END, ${hashOf('number')}
  FROM posting ORDER BY tenant, number`;

/** Money given debits the bank, money spent credits it, so that both accounts of a fund always hold the same. */
const entries = `
  INSERT INTO "LedgerEntry" (tenant, id, "accountId", number, "transactionId", position, "counterAccountId", side, "amountFen", "balanceFen",
    "effectiveOn", "recordedAt", disclosed, "payerId", "divisionKey")
  SELECT tenant, ${idOf('LedgerEntry', 'tenant', 'number * 2 + of_bank::int')}, CASE WHEN of_bank THEN bank ELSE own END, place, id, 1,
    CASE WHEN of_bank THEN own ELSE bank END, (CASE WHEN of_bank = given THEN 'DEBIT' ELSE 'CREDIT' END)::"LedgerSide",
    "signedFen", "balanceFen", day, at, true, payer, key
  FROM posting CROSS JOIN (VALUES (true), (false)) AS account(of_bank) ORDER BY tenant, number`;

/**
 * The postings: every fifth one of a fund is an expense, below what the four before it brought at least; every fourth
 * donation is an enterprise's. `place` is the number in the fund, `number` that of the voucher.
 */
async function makePostings(client: pg.Client, shape: Shape): Promise<void> {
  const great = `p.tenant = ${shape.city * 100 + 1} AND p.n = 1`;
  const enterprise = enterpriseAt(`(place * 13 + fund_n * 7) % ${enterpriseCount(shape)}`);
  await client.query(`
    CREATE TEMP TABLE posting AS
    WITH fund AS (
      SELECT p.tenant, p.n AS fund_n, p.key, ${idOf('Fund', 'p.tenant', 'p.n')} AS fund, bank.id AS bank, own.id AS own,
        (CASE WHEN ${great} THEN ${shape.greatPostings} ELSE ${shape.postings} END)::int8 AS postings
      FROM place p
        JOIN "LedgerAccount" bank ON bank.tenant = p.tenant AND bank."fundId" = ${idOf('Fund', 'p.tenant', 'p.n')} AND bank.kind = 'BANK'
        JOIN "LedgerAccount" own ON own.tenant = p.tenant AND own."fundId" = ${idOf('Fund', 'p.tenant', 'p.n')} AND own.kind = 'FUND'
      WHERE p.level = 'VILLAGE'
    ), planned AS (
      SELECT f.*, place, place % 5 <> 0 AS given, place % 5 <> 0 AND place % 4 = 0 AS by_enterprise,
        timestamptz '${begin}' + interval '1 millisecond' * (place * ${spanMs} / (postings + 1)) AS at,
        CASE WHEN place % 5 = 0 THEN 2000 + (place * 97 + fund_n * 31) % 1900 ELSE 1000 + (place * 7919 + fund_n * 131) % 99000 END AS "amountFen"
      FROM fund f, generate_series(1, f.postings) place
    ), numbered AS (
      SELECT *, CASE WHEN given THEN "amountFen" ELSE -"amountFen" END AS "signedFen",
        row_number() OVER (PARTITION BY tenant ORDER BY at, fund_n) AS number
      FROM planned
    )
    SELECT n.tenant, number, place, ${idOf('LedgerTransaction', 'n.tenant', 'number')} AS id, fund, bank, own, key, given, at,
      (at AT TIME ZONE 'UTC')::date AS day, "amountFen", "signedFen",
      sum("signedFen") OVER (PARTITION BY n.tenant, fund ORDER BY place)::int8 AS "balanceFen",
      CASE WHEN given THEN ${idOf('Donation', 'n.tenant', 'number')} ELSE ${idOf('FundExpense', 'n.tenant', 'number')} END AS event,
      o.id AS payer, o.name AS donor
    FROM numbered n LEFT JOIN "Organization" o
      ON by_enterprise AND o.tenant = n.tenant AND o.id = ${idOf('Organization', 'n.tenant', enterprise)}`);
  await client.query('ANALYZE posting');
}
