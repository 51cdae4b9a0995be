// The seed's partners, funds and agreements: they obey the rules, the demo county's hang together, and all are loaded.
import { describe, expect, test } from '@jest/globals';
import { readLines } from '../../prisma/seed/files.js';
import { accountsOf } from '../../src/domains/funds/rules/accounts.js';
import {
  bodyFaults,
  onceFaults,
  placeFaults,
  type Recorded,
} from '../../src/domains/partners/rules/fitness.js';
import { ruleFromJson } from '../../src/domains/revenue-sharing/rules/json.js';
import { simulate } from '../../src/domains/revenue-sharing/rules/simulate.js';
import { ratesOf } from '../../src/domains/revenue-sharing/rules/analyse.js';
import type { Measure } from '../../src/domains/revenue-sharing/rules/tree.js';
import { levelOfCode, tenantOfKey } from '../../src/domains/territory/rules/codes.js';
import { models } from '../../src/generated/datamodel.js';
import { useDatabase } from '../support/database.js';
import { byId, demo, rows } from '../support/seed.js';

const tables = [
  'CommunityPartner',
  'Fund',
  'Agreement',
  'AgreementParty',
  'AgreementVersion',
  'AgreementFund',
  'LedgerAccount',
  'LedgerBalance',
  'ShareBoundsPolicy',
] as const;

/** A case that the parties computed by hand, as it is stored. */
interface Example {
  readonly period: string;
  readonly figures: readonly {
    readonly measure: Measure;
    readonly period: string;
    readonly amountFen: string;
  }[];
  readonly dueFen: string;
}

describe('partners and funds', () => {
  test('obey the rules of partnerships', () => {
    const seen = new Map<string, readonly Recorded[]>();
    for (const { tenant, organizationId, divisionKey, kind, state } of rows('CommunityPartner')) {
      const { name, kind: body, tenant: office } = byId('Organization', organizationId);
      const pair = `${organizationId} ${divisionKey}`;
      const place = { level: levelOfCode(divisionKey), office: tenantOfKey(divisionKey) };
      expect([
        name,
        ...bodyFaults(kind, body, []),
        ...placeFaults(place, office),
        ...onceFaults(kind, seen.get(pair) ?? [], []),
      ]).toEqual([name]);
      expect(tenant).toBe(office);
      seen.set(pair, [...(seen.get(pair) ?? []), { kind, state, validTo: null }]);
    }
  });

  test('have the accounts that every fund begins with, and nothing in them', () => {
    for (const fund of rows('Fund')) {
      const accounts = rows('LedgerAccount').filter(({ fundId }) => fundId === fund.id);
      const { accounts: expected, balances } = accountsOf(
        fund,
        (kind) => accounts.find((account) => account.kind === kind)?.id ?? kind,
      );
      expect(accounts).toEqual(expected);
      expect(
        rows('LedgerBalance').filter(({ accountId }) => accounts.some(({ id }) => id === accountId)),
      ).toEqual(balances);
    }
    expect(
      new Set(rows('LedgerBalance').map(({ balanceFen, entryCount }) => `${balanceFen} ${entryCount}`)),
    ).toEqual(new Set(['0 0']));
  });
});

describe('the demo county', () => {
  test('has funds of three kinds, bound but for one, hosted and with an invented account', () => {
    expect(
      demo('Fund').map(({ name, kind, divisionKey, restriction }) => [name, kind, divisionKey, restriction]),
    ).toEqual([
      ['示例晨光社区基金', 'COMMUNITY', '990101001001', 'PURPOSE'],
      ['示例晨光微基金', 'MICRO', '990101001001', 'PURPOSE'],
      ['示例东街道社区发展治理基金', 'STREET', '990101001000', 'PURPOSE'],
      ['示例江畔社区基金', 'COMMUNITY', '990101002001', 'PURPOSE'],
      ['示例银杏社区基金', 'COMMUNITY', '990101001002', 'PURPOSE'],
      ['示例区社区发展基金', 'DEVELOPMENT', '990101000000', 'UNRESTRICTED'],
    ]);
    for (const { hostId, state, accountHolder, bankName, accountNo } of demo('Fund')) {
      expect([byId('Organization', hostId).name, state]).toEqual(['示例社区发展基金会', 'ACTIVE']);
      for (const part of [accountHolder, bankName, accountNo]) expect(part).toMatch(/^示例/);
    }
  });

  test('has five agreements in force in 2018, each with a payer and what it pays into', () => {
    expect(
      demo('Agreement').map(({ id, title, kind, state, payerId, validFrom, validTo, closesOn }) => {
        const [version, ...more] = rows('AgreementVersion').filter(({ agreementId }) => agreementId === id);
        expect(more).toEqual([]);
        expect(closesOn).toBe(validFrom);
        expect([state, version!.state, version!.validFrom, version!.validTo]).toEqual([
          'ACTIVE',
          'SIGNED',
          validFrom,
          validTo,
        ]);
        const funds = rows('AgreementFund').filter(({ versionId }) => versionId === version!.id);
        return [
          title,
          kind,
          byId('Organization', payerId).name,
          `${validFrom as string}–${validTo as string}`,
          funds.map(({ fundId }) => byId('Fund', fundId).name).join('、'),
        ];
      }),
    ).toEqual([
      [
        '示例童萌×晨光社区 惠民早教合作协议',
        'SOCIAL_ENTERPRISE',
        '示例童萌社区服务有限公司',
        '2018-01-01–2019-01-01',
        '示例晨光社区基金、示例晨光微基金、示例东街道社区发展治理基金',
      ],
      [
        '示例童萌×银杏社区 惠民早教合作协议',
        'SOCIAL_ENTERPRISE',
        '示例童萌社区服务有限公司',
        '2018-09-10–2019-01-01',
        '示例银杏社区基金',
      ],
      [
        '示例童萌×晨光社区 周末早教合作协议',
        'SOCIAL_ENTERPRISE',
        '示例童萌社区服务有限公司',
        '2018-01-01–2019-01-01',
        '示例晨光社区基金、示例晨光微基金、示例东街道社区发展治理基金',
      ],
      [
        '示例优雅×江畔社区 社区咖啡合作协议',
        'SOCIAL_ENTERPRISE',
        '示例江畔社区居民委员会',
        '2018-01-01–2019-01-01',
        '示例江畔社区基金',
      ],
      [
        '示例晨光共享活动室错时租赁',
        'SPACE_LEASE',
        '示例晨光社区居民委员会',
        '2018-01-01–2019-01-01',
        '示例晨光社区基金',
      ],
    ]);
  });

  test('has clauses that yield what the parties computed by hand', () => {
    const results = demo('AgreementVersion').flatMap(({ agreementId, rule, validFrom, validTo, examples }) =>
      (examples as readonly Example[]).map(({ period, figures, dueFen }) => {
        const { totalFen } = simulate(ruleFromJson(rule), {
          from: validFrom!,
          to: period === '2018-H1' ? '2018-07-01' : validTo!,
          figures: figures.map((figure) => ({ ...figure, amountFen: BigInt(figure.amountFen) })),
          rounding: 'HALF_UP',
        });
        expect(totalFen.toString()).toBe(dueFen);
        return [byId('Agreement', agreementId).title, period, dueFen];
      }),
    );
    expect(results).toEqual([
      ['示例童萌×晨光社区 惠民早教合作协议', '2018', '3425432'],
      ['示例童萌×银杏社区 惠民早教合作协议', '2018', '848505'],
      ['示例童萌×晨光社区 周末早教合作协议', '2018', '3425444'],
      ['示例优雅×江畔社区 社区咖啡合作协议', '2018', '4321038'],
      ['示例晨光共享活动室错时租赁', '2018-H1', '20345678'],
    ]);
  });

  test('keeps to its own bounds, reports in 90 days, pays in 15, and resolved on every social enterprise', () => {
    const [bounds, ...more] = demo('ShareBoundsPolicy');
    expect(more).toEqual([]);
    for (const { id, kind, resolutionId, signedOn } of demo('Agreement')) {
      const version = rows('AgreementVersion').find(({ agreementId }) => agreementId === id)!;
      expect([version.reportDueDays, version.paymentDueDays, version.evidenceRequired]).toEqual([
        90,
        15,
        true,
      ]);
      if (kind !== 'SOCIAL_ENTERPRISE') continue;
      const { state, bodyName, documentNo, decidedOn, synthetic } = demo('Resolution').find(
        (one) => one.id === resolutionId,
      )!;
      expect([state, synthetic]).toEqual(['ADOPTED', true]);
      for (const part of [bodyName, documentNo]) expect(part).toMatch(/^示例/);
      expect(decidedOn < signedOn!).toBe(true);
      for (const { ratePpm } of ratesOf(ruleFromJson(version.rule)))
        expect([bounds!.minRatePpm <= ratePpm, ratePpm <= bounds!.maxRatePpm]).toEqual([true, true]);
    }
  });

  test('is marked as invented, and nothing real is', () => {
    for (const table of ['CommunityPartner', 'Fund', 'Agreement', 'ShareBoundsPolicy'] as const)
      for (const row of rows(table)) {
        expect([table, row.synthetic, row.divisionKey.startsWith('99')]).toEqual([
          table,
          row.tenant === 990_101,
          row.tenant === 990_101,
        ]);
      }
    for (const { name } of demo('Fund')) expect(name).toMatch(/^示例/);
    for (const { title } of demo('Agreement')) expect(title).toMatch(/^示例/);
    for (const { name } of demo('AgreementParty')) expect(name).toMatch(/^示例/);
  });

  test('has a payer that was registered before it signed', () => {
    for (const { payerId, signedOn } of demo('Agreement')) {
      const { registeredOn } = byId('Organization', payerId);
      expect(registeredOn == null || registeredOn < signedOn!).toBe(true);
    }
  });
});

describe('loading', () => {
  const database = useDatabase('seeded');

  test.each([
    ['CommunityPartner', 'partners.csv'],
    ['Fund', 'funds.csv'],
    ['Agreement', 'agreements.csv'],
    ['AgreementParty', 'agreement-parties.csv'],
    ['AgreementVersion', 'agreement-versions.csv'],
    ['ShareBoundsPolicy', 'share-bounds.csv'],
  ] as const)('stores every line that is meant for %s', async (table, file) => {
    const lines = [...readLines('real', file), ...readLines('demo', file)];
    const [stored] = await database.query<{ count: number }>(`SELECT count(*)::int AS count FROM "${table}"`);
    expect(stored).toEqual({ count: lines.length });
    expect(rows(table)).toHaveLength(lines.length);
  });

  test('stores every row with what the files say', async () => {
    for (const table of tables) {
      const columns = Object.values(models[table]!.columns);
      const stored = await database.query<{ row: Record<string, unknown> }>(
        `SELECT to_jsonb(t) AS row FROM "${table}" t`,
      );
      const key = ({ row }: { readonly row: Record<string, unknown> }): string =>
        models[table]!.primaryKey.map((column) => String(row[column])).join(' ');
      const byKey = new Map(stored.map((one) => [key(one), one.row]));
      for (const row of rows(table)) {
        const found = byKey.get(key({ row }));
        for (const { name, native } of columns) {
          const said = (row as unknown as Record<string, unknown>)[name];
          if (said === undefined) continue;
          const expected = native === 'int8' ? Number(said) : said;
          expect([table, name, found?.[name]]).toEqual([table, name, expected]);
        }
      }
      expect(stored).toHaveLength(rows(table).length);
    }
  });

  test.each([
    'LedgerTransaction',
    'LedgerEntry',
    'RevenueReport',
    'Calculation',
    'Settlement',
    'Payment',
    'Donation',
    'FundExpense',
    'FundYear',
    'AnnualStatement',
    'StateChange',
  ])('brings no %s, because nothing has happened yet', async (table) => {
    expect(await database.query(`SELECT * FROM "${table}"`)).toEqual([]);
  });
});
