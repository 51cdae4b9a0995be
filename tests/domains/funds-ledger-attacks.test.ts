// Statements that would break the books, sent past the platform: each is refused by the database alone and changes nothing.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../src/kernel/ids.js';
import { mighty } from '../support/domains.js';
import { dump } from '../support/dump.js';
import { donate, keyOf, makeFund, makeOrganization, postingOf, scene, spend } from '../support/funds.js';
import { usePlatform } from '../support/platform.js';
import { post } from '../../src/domains/funds/queries/post.js';
import { withTransaction } from '../../src/platform/database/pool.js';

const gongzhi = usePlatform('seeded', mighty());
/** The application's own connections: what an intruder in the platform's place could do. */
const asApplication = (statement: string): Promise<unknown> => gongzhi.pool.query(statement);

const at = {
  tenant: 990_101,
  bank: '',
  fund: '',
  rollUp: '',
  fundId: '',
  transaction: '',
  reversed: '',
  source: '',
  emptyFundId: '',
  emptyBank: '',
};

beforeAll(async () => {
  const fund = await makeFund(gongzhi);
  at.fundId = keyOf(fund);
  const one = await donate(gongzhi, fund, '100.00');
  at.transaction = keyOf(one);
  const other = await donate(gongzhi, fund, '50.00');
  at.reversed = keyOf(other);
  await gongzhi.write('reverseLedgerTransaction', { transaction: { id: other }, reason: '重复' });
  const { rows } = await gongzhi.pool.query<{ id: string; kind: string }>(
    `SELECT id, kind FROM "LedgerAccount" WHERE tenant = $1 AND "fundId" = $2`,
    [at.tenant, at.fundId],
  );
  await spend(gongzhi, fund, '0.01');
  at.emptyFundId = keyOf(await makeFund(gongzhi));
  const empty = await gongzhi.pool.query<{ id: string }>(
    `SELECT id FROM "LedgerAccount" WHERE tenant = $1 AND "fundId" = $2 AND kind = 'BANK'`,
    [at.tenant, at.emptyFundId],
  );
  at.emptyBank = empty.rows[0]!.id;
  const idOf = (kind: string): string => rows.find((row) => row.kind === kind)!.id;
  Object.assign(at, { bank: idOf('BANK'), fund: idOf('FUND'), rollUp: idOf('RECEIVABLE') });
  const sources = await gongzhi.pool.query<{ sourceKey: string }>(
    `SELECT "sourceKey" FROM "LedgerSource" WHERE tenant = $1 AND "transactionId" = $2`,
    [at.tenant, at.transaction],
  );
  at.source = sources.rows[0]!.sourceKey;
});

/** Another leg of the transaction that is there. */
const leg = (change: Partial<Record<string, string>> = {}): string => {
  const row = {
    tenant: String(at.tenant),
    transactionId: `'${at.transaction}'`,
    position: '2',
    debitAccountId: `'${at.bank}'`,
    creditAccountId: `'${at.fund}'`,
    amountFen: '100',
    currency: `'CNY'`,
    isRollUp: 'false',
    disclosed: 'true',
    divisionKey: `'990101001001'`,
    ...change,
  };
  const columns = Object.keys(row).map((name) => `"${name}"`);
  return `INSERT INTO "LedgerLeg" (${columns.join(', ')}) VALUES (${Object.values(row).join(', ')})`;
};

/** A transaction copied from the one that is there, but for some columns. */
const transaction = (change: Readonly<Record<string, string>>): string => {
  const values: Readonly<Record<string, string>> = { id: `'${newId()}'`, number: '999999', ...change };
  const columns = [
    'tenant',
    'id',
    'number',
    'kind',
    'effectiveOn',
    'recordedAt',
    'summary',
    'summaryEn',
    'fundId',
    'divisionKey',
    'attachments',
    'disclosed',
    'payerId',
    'preparedBy',
    'preparedByOrganizationId',
    'reviewedBy',
    'reversesId',
    'correlationId',
    'digest',
    'previousHash',
    'hash',
  ];
  const selected = columns.map((name) => values[name] ?? `"${name}"`).join(', ');
  return `INSERT INTO "LedgerTransaction" (${columns.map((name) => `"${name}"`).join(', ')})
    SELECT ${selected} FROM "LedgerTransaction" WHERE tenant = ${at.tenant} AND id = '${at.transaction}'`;
};

const ofBalance = (change: string): string =>
  `UPDATE "LedgerBalance" SET ${change} WHERE tenant = ${at.tenant} AND "accountId" = '${at.fund}'`;

const ofAccount = (id: string, change: string): string =>
  `UPDATE "LedgerAccount" SET ${change} WHERE tenant = ${at.tenant} AND id = '${id}'`;

const ofHead = (change: string): string => `UPDATE "LedgerHead" SET ${change} WHERE tenant = ${at.tenant}`;

/** Each attack with the SQLSTATE of its refusal and, where a constraint refuses it, the constraint. */
const attacks: readonly (readonly [
  name: string,
  code: string,
  constraint: string | undefined,
  () => string,
])[] = [
  ['a leg of nothing', '23514', 'LedgerLeg_amount', () => leg({ amountFen: '0' })],
  ['a leg below zero', '23514', 'LedgerLeg_amount', () => leg({ amountFen: '-100' })],
  [
    'a leg from an account to itself',
    '23514',
    'LedgerLeg_two_accounts',
    () => leg({ creditAccountId: `'${at.bank}'` }),
  ],
  [
    'a leg to a roll-up',
    '23503',
    'LedgerLeg_tenant_debitAccountId_currency_isRollUp_fkey',
    () => leg({ debitAccountId: `'${at.rollUp}'` }),
  ],
  [
    'a leg that says so of a roll-up',
    '23514',
    'LedgerLeg_no_roll_up',
    () => leg({ debitAccountId: `'${at.rollUp}'`, isRollUp: 'true' }),
  ],
  [
    'a leg in another currency',
    '23503',
    'LedgerLeg_tenant_debitAccountId_currency_isRollUp_fkey',
    () => leg({ currency: `'USD'` }),
  ],
  ['a leg of another tenant', '23503', undefined, () => leg({ tenant: '510117' })],
  ['a second leg in the same place', '23505', 'LedgerLeg_pkey', () => leg({ position: '1' })],
  ['a leg before the first', '23514', 'LedgerLeg_position', () => leg({ position: '0' })],
  ['a leg larger than the ledger', '22003', undefined, () => leg({ amountFen: '9223372036854775808' })],
  ['an altered leg', '42501', undefined, () => `UPDATE "LedgerLeg" SET "amountFen" = "amountFen" + 1`],
  ['an altered transaction', '42501', undefined, () => `UPDATE "LedgerTransaction" SET summary = '改'`],
  ['an altered entry', '42501', undefined, () => `UPDATE "LedgerEntry" SET "balanceFen" = 0`],
  ['an altered source', '42501', undefined, () => `UPDATE "LedgerSource" SET "sourceKey" = '改'`],
  ...['LedgerTransaction', 'LedgerLeg', 'LedgerEntry', 'LedgerSource'].flatMap((table) => [
    [`deleted rows of ${table}`, '42501', undefined, () => `DELETE FROM "${table}"`] as const,
    [`an emptied ${table}`, '42501', undefined, () => `TRUNCATE "${table}" CASCADE`] as const,
  ]),
  ['an overdrawn fund', '23514', 'fund-never-overdrawn', () => ofBalance('"balanceFen" = -1')],
  [
    'a balance that says it may be overdrawn',
    '23503',
    undefined,
    () => ofBalance('"neverNegative" = false, "balanceFen" = -1'),
  ],
  [
    'a balance larger than the ledger',
    '22003',
    undefined,
    () => ofBalance('"balanceFen" = "balanceFen" + 9223372036854775807'),
  ],
  [
    'a second reversal',
    '23505',
    'LedgerTransaction_tenant_reversesId_key',
    () => transaction({ kind: `'REVERSAL'`, reversesId: `'${at.reversed}'` }),
  ],
  ['a reversal of nothing', '23514', 'LedgerTransaction_reversal', () => transaction({ kind: `'REVERSAL'` })],
  [
    'another kind that reverses',
    '23514',
    'LedgerTransaction_reversal',
    () => transaction({ reversesId: `'${at.transaction}'` }),
  ],
  [
    'a second transaction of a number',
    '23505',
    'LedgerTransaction_tenant_number_key',
    () => transaction({ number: 'number' }),
  ],
  [
    'a review by who prepared it',
    '23514',
    'LedgerTransaction_four_eyes',
    () => transaction({ reviewedBy: '"preparedBy"' }),
  ],
  ['a digest that nobody knows', '23514', 'LedgerTransaction_digest', () => transaction({ digest: `'md5'` })],
  [
    'a second posting of one event',
    '23505',
    'LedgerSource_pkey',
    () => `INSERT INTO "LedgerSource" VALUES (${at.tenant}, 'donation', '${at.source}', '${at.reversed}')`,
  ],
  [
    'a second bank account of a fund',
    '23505',
    'LedgerAccount_one_per_kind',
    () => `INSERT INTO "LedgerAccount" (tenant, id, "fundId", kind, name, "normalSide", "divisionKey")
      VALUES (${at.tenant}, '${newId()}', '${at.fundId}', 'BANK', '小金库', 'DEBIT', '990101001001')`,
  ],
  ['an altered donation', '23001', undefined, () => `UPDATE "Donation" SET "amountFen" = "amountFen" * 10`],
  ['an altered expense', '42501', undefined, () => `UPDATE "FundExpense" SET "amountFen" = 1`],
  [
    'a donation of nothing',
    '23514',
    'Donation_amount',
    () => `INSERT INTO "Donation" (tenant, id, "fundId", "amountFen", "receivedOn", "divisionKey")
      VALUES (${at.tenant}, '${newId()}', '${at.fundId}', 0, '2025-03-01', '990101001001')`,
  ],
  ['bound money made unbound', '23001', undefined, () => ofAccount(at.fund, '"neverNegative" = false')],
  [
    'a bank account made to be overdrawn before anything is posted',
    '23001',
    undefined,
    () => ofAccount(at.emptyBank, '"neverNegative" = false'),
  ],
  [
    'a roll-up whose new accounts may not fall below zero',
    '23001',
    undefined,
    () => ofAccount(at.rollUp, '"neverNegative" = true'),
  ],
  [
    'the money of two funds exchanged',
    '23001',
    undefined,
    () => ofAccount(at.fund, `"fundId" = '${at.emptyFundId}'`),
  ],
  ['an account on its other side', '23001', undefined, () => ofAccount(at.bank, `"normalSide" = 'CREDIT'`)],
  ['an account of another kind', '23001', undefined, () => ofAccount(at.bank, `kind = 'INCOME'`)],
  [
    'an account of another place, though nothing is posted to it',
    '23001',
    undefined,
    () => ofAccount(at.emptyBank, `"divisionKey" = '990101001002'`),
  ],
  [
    'a fund of another id, which its accounts would follow',
    '23001',
    undefined,
    () => `UPDATE "Fund" SET id = '${newId()}' WHERE tenant = ${at.tenant} AND id = '${at.emptyFundId}'`,
  ],
  ['a chain that ends earlier', '23001', undefined, () => ofHead('number = number - 1')],
  [
    'a chain that ends in another hash',
    '23001',
    undefined,
    () => ofHead(`hash = decode(repeat('00', 32), 'hex')`),
  ],
  ['a chain of another tenant', '23001', undefined, () => ofHead('tenant = 1, number = number + 1')],
];

/** What not even the owner of the tables does by a statement; each is refused by a trigger. */
const byTheOwner: readonly (readonly [name: string, () => string])[] = [
  ...['Donation', 'FundExpense'].flatMap((table) => [
    [`an altered ${table}`, () => `UPDATE "${table}" SET "amountFen" = "amountFen" * 10`] as const,
    [`deleted rows of ${table}`, () => `DELETE FROM "${table}"`] as const,
  ]),
  ['deleted balances', () => `DELETE FROM "LedgerBalance" WHERE "accountId" = '${at.emptyBank}'`],
  ['a deleted head', () => 'DELETE FROM "LedgerHead"'],
  ['deleted accounts', () => `DELETE FROM "LedgerAccount" WHERE id = '${at.emptyBank}'`],
  [
    'bound money made unbound behind a table of the same name',
    () => `CREATE TEMP TABLE "LedgerLeg" (LIKE public."LedgerLeg");
      ${ofAccount(at.fund, '"neverNegative" = false')}`,
  ],
];

describe('past the platform', () => {
  test.each(attacks)('%s is refused with %s', async (_, code, constraint, statement) => {
    const before = await dump(gongzhi.pool);
    const refused = await asApplication(statement()).then(
      () => null,
      (error: { code: string; constraint?: string }) => error,
    );
    expect(refused?.code).toBe(code);
    if (constraint !== undefined) expect(refused?.constraint).toBe(constraint);
    expect(await dump(gongzhi.pool)).toEqual(before);
  });

  test.each(byTheOwner)('%s is refused to the owner of the tables, too', async (_, statement) => {
    const before = await dump(gongzhi.pool);
    await expect(gongzhi.admin(statement())).rejects.toMatchObject({ code: '23001' });
    expect(await dump(gongzhi.pool)).toEqual(before);
  });
});

describe('in the words of the rules', () => {
  const posting = (...postings: Parameters<typeof post>[2][number][]): Promise<unknown> =>
    withTransaction(gongzhi.pool, (tx) => post(scene, tx, postings)).then(
      () => null,
      (error: unknown) => (error as { faults?: { rule: string }[] }).faults?.map(({ rule }) => rule) ?? error,
    );

  test('postings that the ledger does not take are refused, and nothing is left of them', async () => {
    const { fundId } = at;
    const good = postingOf(fundId, 100n);
    const [first] = good.legs;
    const mirrored = [{ ...first!, debit: first!.credit, credit: first!.debit }];
    const max = 2n ** 63n - 1n;
    const before = await dump(gongzhi.pool);
    const refused = {
      'nothing moves': await posting(postingOf(fundId, 0n)),
      'less than nothing moves': await posting(postingOf(fundId, -1n)),
      'no leg': await posting({ ...good, legs: [] }),
      'a gap': await posting({ ...good, legs: [{ ...first!, position: 2 }] }),
      'one account': await posting({ ...good, legs: [{ ...first!, credit: first!.debit }] }),
      tomorrow: await posting({ ...good, effectiveOn: '2999-01-01' }),
      'an unknown fund': await posting(postingOf(newId(), 100n)),
      'an unknown payer': await posting({
        ...good,
        legs: [{ ...first!, debit: { fundId, kind: 'RECEIVABLE', payerId: newId() } }],
      }),
      'more than there is': await posting({
        ...good,
        kind: 'EXPENSE',
        legs: [{ ...mirrored[0]!, amountFen: 10_001n }],
      }),
      'more than an int8': await posting(postingOf(fundId, max + 1n)),
      'more than an int8 in all': await posting(postingOf(fundId, max)),
      'one event twice at once': await posting(good, good),
      'one event twice': await posting({ ...good, source: { type: 'donation', key: at.source } }),
      'reviewed by who prepared it': await posting({ ...good, reviewedBy: scene.caller.subject }),
      'a reversal that is no mirror': await posting({
        ...good,
        kind: 'REVERSAL',
        reversesId: at.transaction,
      }),
      'a second reversal': await posting({
        ...good,
        kind: 'REVERSAL',
        reversesId: at.reversed,
        legs: [{ ...mirrored[0]!, amountFen: 5_000n }],
      }),
      'spent before it is given': await posting(
        { ...good, kind: 'EXPENSE', legs: [{ ...mirrored[0]!, amountFen: 20_000n }] },
        postingOf(fundId, 20_000n),
      ),
    };
    expect(refused).toEqual({
      'nothing moves': ['leg-moves-an-amount'],
      'less than nothing moves': ['leg-moves-an-amount'],
      'no leg': ['legs-numbered-from-one'],
      'a gap': ['legs-numbered-from-one'],
      'one account': ['leg-between-two-accounts'],
      tomorrow: ['ledger-dated-until-today'],
      'an unknown fund': ['ledger-account-of-the-office'],
      'an unknown payer': ['ledger-account-of-the-office'],
      'more than there is': ['fund-never-overdrawn'],
      'more than an int8': ['ledger-amount-in-range'],
      'more than an int8 in all': ['ledger-amount-in-range'],
      'one event twice at once': ['posted-once-per-event'],
      'one event twice': ['posted-once-per-event'],
      'reviewed by who prepared it': ['preparer-is-not-reviewer'],
      'a reversal that is no mirror': ['reversal-mirrors-the-original'],
      'a second reversal': ['reversed-at-most-once'],
      'spent before it is given': ['fund-never-overdrawn'],
    });
    expect(await dump(gongzhi.pool)).toEqual(before);
  });

  test('a payer of another office cannot owe a fund of this one', async () => {
    const { rows } = await gongzhi.pool.query<{ id: string }>(
      `SELECT id FROM "Organization" WHERE tenant <> $1 ORDER BY id LIMIT 1`,
      [at.tenant],
    );
    const payerId = rows[0]?.id ?? newId();
    const own = await makeOrganization(gongzhi, '本地欠款单位');
    const accrual = (payer: string): Parameters<typeof post>[2][number] =>
      postingOf(at.fundId, 100n, {
        kind: 'ACCRUAL',
        legs: [
          {
            position: 1,
            debit: { fundId: at.fundId, kind: 'RECEIVABLE', payerId: payer },
            credit: { fundId: at.fundId, kind: 'FUND' },
            amountFen: 100n,
          },
        ],
      });
    expect(await posting(accrual(payerId))).toEqual(['ledger-account-of-the-office']);
    expect(await posting(accrual(own))).toBeNull();
  });
});
