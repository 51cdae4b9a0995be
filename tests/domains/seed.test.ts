// The seed: what the data files say is consistent, and loading them twice changes nothing.
import { describe, expect, test } from '@jest/globals';
import { loadSeed } from '../../prisma/seed/load.js';
import { seedRows } from '../../prisma/seed/rows.js';
import type { Rows } from '../../prisma/seed/tables.js';
import { parseUscc } from '../../src/domains/organizations/rules/codes.js';
import { kindFaults } from '../../src/domains/organizations/rules/kinds.js';
import { parentFaults } from '../../src/domains/party/rules/parents.js';
import { kindOfCode, levelOfCode, parentCode } from '../../src/domains/territory/rules/codes.js';
import { placeFaults, unitFaults, type UnitPlace } from '../../src/domains/territory/rules/units.js';
import type { Database } from '../../src/generated/database.js';
import { useDatabase } from '../support/database.js';

const seed = seedRows();
const rows = <Table extends keyof Database>(table: Table): Rows<Table> =>
  seed[table] as unknown as Rows<Table>;

const divisions = rows('DivisionVersion').filter(({ validTo }) => validTo === null);
const figures = new Map(rows('PublishedFigure').map((figure) => [figure.code, figure]));
const value = (code: string): number => Number(figures.get(code)!.value);

/** How many values occur more than once. */
function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((one, i) => values.indexOf(one) !== i))].sort();
}

describe('the divisions', () => {
  test.each([
    ['510112', '龙泉驿区', 10, 124],
    ['510113', '青白江区', 7, 83],
    ['510117', '郫都区', 12, 157],
    ['510129', '大邑县', 11, 147],
    ['511502', '翠屏区', 20, 297],
    ['511423', '洪雅县', 12, 89],
    ['990101', '示例区', 4, 11],
  ])('of %s %s are %i streets and %i communities', (code, name, streets, communities) => {
    const inside = divisions.filter(({ key }) => key.startsWith(code));
    expect(inside.find(({ level }) => level === 'COUNTY')!.name).toBe(name);
    expect(inside.filter(({ level }) => level === 'TOWNSHIP')).toHaveLength(streets);
    expect(inside.filter(({ level }) => level === 'VILLAGE')).toHaveLength(communities);
  });

  test('of the six counties are 72 streets and 897 communities', () => {
    const real = divisions.filter(({ synthetic }) => !synthetic);
    expect(real.filter(({ level }) => level === 'TOWNSHIP')).toHaveLength(72);
    expect(real.filter(({ level }) => level === 'VILLAGE')).toHaveLength(897);
  });

  test('bear codes that are unique and agree with their level, kind and parent', () => {
    expect(repeated(divisions.map(({ code }) => code))).toEqual([]);
    const keys = new Set(divisions.map(({ key }) => key));
    for (const { key, code, level, kind, parentKey } of divisions) {
      expect([code, level, kind, parentKey]).toEqual([
        key,
        levelOfCode(code),
        kindOfCode(code),
        parentCode(code),
      ]);
      if (parentKey !== null) expect(keys.has(parentKey!)).toBe(true);
    }
  });

  test('have short names that are unique under one parent, five of which repeat in 翠屏', () => {
    expect(repeated(divisions.map(({ parentKey, shortName }) => `${parentKey} ${shortName}`))).toEqual([]);
    const cuiping = divisions.filter(({ key, level }) => key.startsWith('511502') && level === 'VILLAGE');
    expect(repeated(cuiping.map(({ shortName }) => shortName))).toEqual(
      ['三江社区', '双桥村', '方碑社区', '白塔社区', '骑龙社区'].sort(),
    );
    expect(divisions.filter(({ kind }) => kind === 'QUASI_VILLAGE').map(({ name }) => name)).toEqual([
      '天瑞社区工作站社区',
      '天全社区工作站社区',
      '翠外管理区',
    ]);
  });

  test('have one past version, of a town that was a street', () => {
    const past = rows('DivisionVersion').filter(({ validTo }) => validTo !== null);
    expect(past.map(({ name, kind, validTo }) => [name, kind, validTo])).toEqual([
      ['唐昌街道', 'SUBDISTRICT', '2023-06-30'],
    ]);
  });
});

describe('the figures', () => {
  test('are 257, each with its document, line, day and division', () => {
    expect(figures.size).toBe(257);
    const documents = new Set(rows('SourceDocument').map(({ code }) => code));
    const keys = new Set(divisions.map(({ key }) => key));
    for (const { sourceCode, line, divisionKey, statedFor } of figures.values()) {
      expect([documents.has(sourceCode), line > 0, keys.has(divisionKey)]).toEqual([true, true, true]);
      expect(statedFor).toMatch(/^20(19|20|22|23)-\d\d-\d\d$/);
    }
  });

  test('of 洪雅 add up: 29 + 13 + 23 settlements are 65, with 10 branches and 55 groups', () => {
    expect(value('H012') + value('H013') + value('H014')).toBe(value('H003'));
    expect(value('H001') + value('H002')).toBe(value('H003'));
    expect((value('H004') / value('H003')).toFixed(2)).toBe('6.97');
  });

  test('of 青白江 agree with the code list: a total grid per community', () => {
    const communities = divisions.filter(({ key, level }) => key.startsWith('510113') && level === 'VILLAGE');
    expect(value('Q004')).toBe(communities.length);
    expect(value('Q005')).toBeGreaterThanOrEqual(value('Q004'));
    expect(value('Q006')).toBeGreaterThanOrEqual(value('Q005'));
    expect(value('Q013') + value('Q014') + value('Q015')).toBe(4348);
    expect(figures.get('Q015')!.qualifier).toBe('OVER');
  });

  test('of 龙泉驿 agree with each other and with the code list', () => {
    expect([value('L029'), value('L031')]).toEqual([value('L025'), value('L027')]);
    expect(value('L030')).toBeGreaterThanOrEqual(value('L026'));
    expect((value('L026') / value('L025')).toFixed(2)).toBe('5.79');
    expect([value('L040') >= value('L041'), value('L041') >= value('L042')]).toEqual([true, true]);
    const inside = divisions.filter(({ key }) => key.startsWith('510112'));
    expect(value('L043')).toBe(inside.filter(({ level }) => level === 'VILLAGE').length);
    expect(value('L004')).toBe(inside.filter(({ level }) => level === 'TOWNSHIP').length);
    expect((value('L017') / 1e8 / 1.04).toFixed(1)).toBe('206.7');
    expect([figures.get('L017')!.qualifier, figures.get('L018')!.qualifier]).toEqual(['NEARLY', 'EXACT']);
  });

  test('with an upper end are ranges, or numbers in two parts', () => {
    const two = [...figures.values()].filter(({ valueMax }) => valueMax !== null);
    expect(two.map(({ code, qualifier }) => `${code} ${qualifier}`)).toEqual([
      'H016 RANGE',
      'P004 EXACT',
      'P005 EXACT',
      'P026 RANGE',
      'P042 RANGE',
    ]);
  });

  test('keep counted groups and grid organizations as figures, beside few party organizations', () => {
    expect([value('L028'), value('C005'), value('P010')]).toEqual([2440, 600, 112]);
    const real = rows('PartyOrganization').filter(({ synthetic }) => !synthetic);
    expect(real.map(({ name, kind, carrierKind }) => [name, kind, carrierKind])).toEqual([
      ['流动党员西藏党委', 'COMMITTEE', 'MOBILE'],
      ['林家巷96号小区党支部', 'BRANCH', 'COMPOUND'],
    ]);
  });
});

describe('real bodies', () => {
  const real = rows('Organization').filter(({ synthetic }) => !synthetic);

  test('carry nothing that no source states', () => {
    expect(real).toHaveLength(36);
    for (const {
      uscc,
      contactName,
      contactPhone,
      registeredOn,
      registrationAuthority,
      businessScope,
      grade,
    } of real)
      expect([
        uscc,
        contactName,
        contactPhone,
        registeredOn,
        registrationAuthority,
        businessScope,
        grade,
      ]).toEqual(Array.from({ length: 7 }, () => null));
    const companies = real.filter(({ legalForm }) => legalForm !== 'UNKNOWN').map(({ name }) => name);
    expect(companies.every((name) => name.endsWith('有限公司'))).toBe(true);
    expect(new Set(real.map(({ status, twoNew }) => `${status} ${twoNew}`))).toEqual(
      new Set(['UNKNOWN UNKNOWN']),
    );
  });

  test('are hubs where the document calls them so, and nowhere else is that denied', () => {
    const hubs = real.filter(({ isHub }) => isHub).map(({ name }) => name);
    expect(hubs).toEqual(['益家', '鹃城', '爱有戏', '明德社工机构']);
    expect(real.filter(({ isHub }) => isHub === false)).toEqual([]);
  });

  test('include partners and training institutes, of whose registration nothing is known', () => {
    const found = (kind: string) => real.filter((one) => one.kind === kind).map(({ name }) => name);
    expect(found('SCHOOL')).toEqual(['四川战旗乡村振兴培训学院', '浦公英学院']);
    expect(found('SELF_ORG')).toEqual(['便民十八匠', '双小柏工作室', '立夏FM电台']);
    expect(found('ENTERPRISE').slice(-2)).toEqual(['沐言咖啡', '明德慈佑']);
  });

  test('are each named by a document, and each mention names one thing that exists', () => {
    const mentions = rows('Mention');
    expect(mentions).toHaveLength(101);
    const existing = new Set([
      ...divisions.map(({ key }) => key),
      ...(
        [
          'GovernanceUnit',
          'Organization',
          'PartyOrganization',
          'CommunityPartner',
          'Fund',
          'Agreement',
        ] as const
      ).flatMap((table) => rows(table).map(({ id }) => id)),
    ]);
    const targets = mentions.map((mention) =>
      [
        mention.divisionKey,
        mention.unitId,
        mention.organizationId,
        mention.partyOrganizationId,
        mention.partnerId,
        mention.fundId,
        mention.agreementId,
      ].filter((target) => target !== null),
    );
    expect(targets.every(([target, ...more]) => more.length === 0 && existing.has(target!))).toBe(true);
    const named = new Set(targets.flat());
    expect(real.filter(({ id }) => !named.has(id))).toEqual([]);
  });
});

describe('the demo county', () => {
  test('is marked as invented, and nothing real is', () => {
    for (const table of ['DivisionVersion', 'GovernanceUnit', 'Organization', 'PartyOrganization'] as const)
      for (const row of rows(table)) {
        const { key, divisionKey } = row as { readonly key?: string; readonly divisionKey?: string };
        const inDemo = (key ?? divisionKey)!.startsWith('99');
        expect([row.name, row.synthetic]).toEqual([row.name, inDemo]);
        if (inDemo && table !== 'GovernanceUnit') expect(row.name).toContain('示例');
      }
  });

  test('has bodies of every kind, with valid codes that agree with the kind', () => {
    const demo = rows('Organization').filter(({ synthetic }) => synthetic);
    expect(new Set(demo.map(({ kind }) => kind)).size).toBe(23);
    const coded = demo.filter(({ uscc }) => uscc !== null);
    expect(coded).toHaveLength(23);
    expect(repeated(coded.map(({ uscc }) => uscc!))).toEqual([]);
    for (const { uscc } of coded) {
      expect(uscc!.slice(8, 17)).toContain('DEM');
      expect(parseUscc(uscc!, [])).toEqual({ value: uscc });
    }
    expect(demo.flatMap((one) => kindFaults(one))).toEqual([]);
    expect(
      demo.filter(({ status, twoNew, isHub }) => [status, twoNew, isHub ?? 'UNKNOWN'].includes('UNKNOWN')),
    ).toEqual([]);
  });

  test('has units and party organizations that obey their rules', () => {
    const levels = new Map(divisions.map(({ key, level }) => [key, level]));
    const units = new Map(rows('GovernanceUnit').map((unit) => [unit.id, unit]));
    for (const unit of units.values()) {
      const settlementIndustry = unit.settlementIndustry ?? null;
      expect(
        unitFaults({ kind: unit.kind, level: levels.get(unit.divisionKey)!, settlementIndustry }),
      ).toEqual([]);
      if (unit.parentId)
        expect(placeFaults(unit as UnitPlace, units.get(unit.parentId) as UnitPlace)).toEqual([]);
    }
    const party = new Map(rows('PartyOrganization').map((one) => [one.id, one]));
    for (const { childId, parentId } of rows('PartyParent'))
      expect(parentFaults(party.get(childId)!, party.get(parentId)!, [])).toEqual([]);
  });
});

describe('loading', () => {
  const database = useDatabase('seeded');

  test('a second time changes nothing', async () => {
    const state = async (): Promise<unknown> =>
      Promise.all(
        Object.keys(seed).map((table) =>
          database.query(`SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM "${table}" t`),
        ),
      );
    const before = await state();
    const lines: string[] = [];
    await loadSeed(database.adminUrl, (line) => lines.push(line));
    expect(await state()).toEqual(before);
    expect(lines).toHaveLength(Object.keys(seed).length);
    expect(lines[0]).toBe('Tenant: 0 of 7 rows added');
  });

  test('gives the same ids on every machine', () => {
    const { id } = rows('Organization').find(({ name }) => name === '童萌之家')!;
    expect(id).toBe('01890999-7800-73e1-96d8-105c6dad467d');
  });

  test('stores the first day of time where a start is not recorded', async () => {
    const [row] = await database.query<{ from: string }>(
      `SELECT "validFrom"::text AS from FROM "DivisionVersion" WHERE key = '510117000000'`,
    );
    expect(row).toEqual({ from: '0001-01-01' });
  });
});
