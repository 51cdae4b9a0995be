// The rules of the territory as values: codes, names, the tree of codes, units, and changes of divisions.
import { describe, expect, test } from '@jest/globals';
import { mergeRanges } from '../../src/kernel/caller.js';
import { planChange } from '../../src/domains/territory/rules/change-plan.js';
import {
  shapeFaults,
  type Change,
  type Surroundings,
  type Version,
} from '../../src/domains/territory/rules/changes.js';
import { codeTreeOf } from '../../src/domains/territory/rules/code-tree.js';
import {
  codeBelow,
  kindOfCode,
  levelOfCode,
  normalCode,
  parentCode,
  rangeOfCode,
  tenantOfKey,
} from '../../src/domains/territory/rules/codes.js';
import { normalName, shortNameOf } from '../../src/domains/territory/rules/names.js';
import {
  endFaults,
  parentKinds,
  placeFaults,
  type UnitPlace,
} from '../../src/domains/territory/rules/units.js';

describe('division codes', () => {
  test('6 and 9 digits are filled up, full-width digits become plain ones', () => {
    expect(normalCode('510117')).toBe('510117000000');
    expect(normalCode('510117001')).toBe('510117001000');
    expect(normalCode(' 51０１17001023 ')).toBe('510117001023');
  });

  test.each(['', '51011', '5101170', '51011700102', '000000', '5l0117', '510117001023x', '-510117'])(
    '"%s" is no code',
    (text) => expect(normalCode(text)).toBeNull(),
  );

  test('level, kind and parent follow from the digits', () => {
    const said = [
      '510000',
      '510100',
      '510117',
      '510117001',
      '510117104',
      '510117020400',
      '510117001001',
      '510112102204',
    ]
      .map((text) => normalCode(text)!)
      .map((code) => [code, levelOfCode(code), kindOfCode(code), parentCode(code)]);
    expect(said).toEqual([
      ['510000000000', 'PROVINCE', 'PROVINCE', null],
      ['510100000000', 'CITY', 'CITY', '510000000000'],
      ['510117000000', 'COUNTY', 'COUNTY', '510100000000'],
      ['510117001000', 'TOWNSHIP', 'SUBDISTRICT', '510117000000'],
      ['510117104000', 'TOWNSHIP', 'TOWN', '510117000000'],
      ['510117020400', 'VILLAGE', 'QUASI_VILLAGE', '510117020000'],
      ['510117001001', 'VILLAGE', 'RESIDENTS_COMMITTEE', '510117001000'],
      ['510112102204', 'VILLAGE', 'VILLAGERS_COMMITTEE', '510112102000'],
    ]);
  });

  test.each([
    ['001', 'SUBDISTRICT'],
    ['099', 'SUBDISTRICT'],
    ['100', 'TOWN'],
    ['199', 'TOWN'],
    ['200', 'TOWNSHIP'],
    ['399', 'TOWNSHIP'],
    ['400', 'QUASI_TOWNSHIP'],
    ['599', 'QUASI_TOWNSHIP'],
    ['600', null],
  ])('the township part %s stands for %s', (part, kind) => expect(kindOfCode(`510117${part}000`)).toBe(kind));

  test.each([
    ['199', 'RESIDENTS_COMMITTEE'],
    ['200', 'VILLAGERS_COMMITTEE'],
    ['399', 'VILLAGERS_COMMITTEE'],
    ['400', 'QUASI_VILLAGE'],
  ])('the village part %s stands for %s', (part, kind) => expect(kindOfCode(`510117001${part}`)).toBe(kind));

  test('a town of a city without counties lies in the city', () => {
    expect(parentCode('441900003000')).toBe('441900000000');
    expect(levelOfCode('441900000000')).toBe('CITY');
  });

  test('a subtree is one range, and what moves keeps its own digits', () => {
    expect(rangeOfCode('510117000000')).toEqual({ from: '510117', to: '510117:' });
    expect(codeBelow('510124104213', '510124000000', '510117000000')).toBe('510117104213');
    expect(tenantOfKey('510117001023')).toBe(510117);
  });
});

describe('names', () => {
  test.each([
    ['四川省', 'PROVINCE', '四川'],
    ['广西壮族自治区', 'PROVINCE', '广西'],
    ['成都市', 'CITY', '成都'],
    ['龙泉驿区', 'COUNTY', '龙泉驿'],
    ['郊区', 'COUNTY', '郊区'],
    ['唐昌镇', 'TOWNSHIP', '唐昌'],
    ['䢺江镇', 'TOWNSHIP', '䢺江'],
    ['龙泉街道办事处', 'TOWNSHIP', '龙泉'],
    ['合兴社区居委会', 'VILLAGE', '合兴社区'],
    ['合兴社区居民委员会', 'VILLAGE', '合兴社区'],
    ['战旗村村委会', 'VILLAGE', '战旗村'],
    ['玉皇村民委员会', 'VILLAGE', '玉皇村'],
    ['龙王村村民委员会', 'VILLAGE', '龙王村'],
    ['回龙社区村民委员会', 'VILLAGE', '回龙社区'],
    ['翠外管理区', 'VILLAGE', '翠外管理区'],
  ] as const)('%s (%s) is called %s', (name, level, short) => expect(shortNameOf(name, level)).toBe(short));

  test('a name has one spelling in Unicode', () => {
    expect(normalName(' Cafe\u0301  社区 ')).toBe('Café 社区');
  });
});

describe('the tree of codes', () => {
  const tree = codeTreeOf([
    // 郫县 510124 becomes 郫都区 510117 with everything below it; one village moves to another county later.
    { key: '510124000000', code: '510124000000', parentKey: '510100000000', validFrom: '0001-01-01' },
    { key: '510124000000', code: '510117000000', parentKey: '510100000000', validFrom: '2017-01-01' },
    { key: '510124104000', code: '510124104000', parentKey: '510124000000', validFrom: '0001-01-01' },
    { key: '510124104000', code: '510117104000', parentKey: '510124000000', validFrom: '2017-01-01' },
    { key: '510124104201', code: '510124104201', parentKey: '510124104000', validFrom: '0001-01-01' },
    { key: '510124104201', code: '510117104201', parentKey: '510124104000', validFrom: '2017-01-01' },
    { key: '510124104201', code: '510113104208', parentKey: '510113104000', validFrom: '2020-01-01' },
  ]);

  test('a division that never changed its code is one range of its own digits', () => {
    expect(tree.ranges('511502', '2024-01-01')).toEqual([{ from: '511502', to: '511502:' }]);
    expect(tree.ranges('511502001', '2024-01-01')).toEqual([{ from: '511502001', to: '511502001:' }]);
  });

  test('a moved county is the range of its old digits beside that of its new ones, without what left it', () => {
    expect(tree.ranges('510117', '2018-01-01')).toEqual([
      { from: '510117', to: '510117:' },
      { from: '510124', to: '510124:' },
    ]);
    expect(tree.ranges('510117', '2024-01-01')).toEqual([
      { from: '510117', to: '510117:' },
      { from: '510124', to: '510124104201' },
      { from: '510124104201:', to: '510124:' },
    ]);
    expect(tree.ranges('510113', '2024-01-01')).toEqual([
      { from: '510113', to: '510113:' },
      { from: '510124104201', to: '510124104201:' },
    ]);
  });

  test('an old code means the division that bore it, a later one the division that will', () => {
    expect(tree.ranges('510124', '2018-01-01')).toEqual(tree.ranges('510117', '2018-01-01'));
    expect(tree.ranges('510117', '2010-01-01')).toEqual([{ from: '510124', to: '510124:' }]);
    expect(tree.ranges('510124', '2010-01-01')).toEqual([{ from: '510124', to: '510124:' }]);
  });

  test('the city holds both before and after', () => {
    expect(tree.ranges('5101', '2024-01-01')).toEqual([]);
    expect(tree.ranges('510100', '2024-01-01')).toEqual([{ from: '5101', to: '5101:' }]);
  });

  test('ranges are merged', () => {
    const ranges = tree.ranges('510117', '2024-01-01');
    expect(mergeRanges(ranges)).toEqual(ranges);
  });
});

describe('governance units', () => {
  const place = (facts: Partial<UnitPlace>): UnitPlace => ({
    kind: 'RESIDENTIAL_COMPOUND',
    divisionKey: '990101001001',
    path: 'a/',
    validFrom: '2020-01-01',
    validTo: null,
    ...facts,
  });
  const rulesOf = (unit: UnitPlace, parent: UnitPlace): readonly (string | null)[] =>
    placeFaults(unit, parent).map(({ rule }) => rule);

  test('a building stands in a compound', () => {
    expect(rulesOf(place({ kind: 'BUILDING', path: '' }), place({}))).toEqual([]);
  });

  test('a unit never lies within itself or within a part of itself', () => {
    expect(rulesOf(place({}), place({}))).toEqual(['unit-tree-acyclic']);
    expect(rulesOf(place({}), place({ kind: 'BUILDING', path: 'a/b/' }))).toEqual(['unit-tree-acyclic']);
  });

  test('every fault of a place is told', () => {
    const parent = place({
      kind: 'BUILDING',
      divisionKey: '990101001002',
      path: 'b/',
      validFrom: '2021-01-01',
    });
    expect(rulesOf(place({}), parent)).toEqual([
      'unit-kinds-nest',
      'unit-within-one-division',
      'unit-within-parents-validity',
    ]);
  });

  test('a part without an end needs a whole without an end', () => {
    const ending = place({ path: 'b/', validTo: '2024-01-01' });
    const building = place({ kind: 'BUILDING', path: '' });
    expect(rulesOf(building, ending)).toEqual(['unit-within-parents-validity']);
    expect(rulesOf({ ...building, validTo: '2024-01-01' }, ending)).toEqual([]);
  });

  test('no kind contains itself at any distance', () => {
    const above = (kind: keyof typeof parentKinds): readonly string[] =>
      parentKinds[kind].flatMap((parent) => [parent, ...above(parent)]);
    const kinds = Object.keys(parentKinds) as (keyof typeof parentKinds)[];
    expect(kinds.filter((kind) => above(kind).includes(kind))).toEqual([]);
  });

  test('a unit ends after its first day, after its parts, and no later than its whole', () => {
    const ending = (
      validTo: string | null,
      parts: number,
      whole: string | null = null,
    ): readonly (string | null)[] =>
      endFaults({ validFrom: '2020-01-01', validTo }, { validFrom: '2019-01-01', validTo: whole }, parts).map(
        ({ rule }) => rule,
      );
    expect(ending('2020-01-01', 2)).toEqual(['unit-ends-after-its-first-day']);
    expect(ending('2024-01-01', 2)).toEqual(['unit-ends-after-its-parts']);
    expect(ending('2024-01-01', 0)).toEqual([]);
    expect(ending(null, 2)).toEqual([]);
    expect(ending(null, 0, '2030-01-01')).toEqual(['unit-within-parents-validity']);
    expect(ending('2031-01-01', 0, '2030-01-01')).toEqual(['unit-within-parents-validity']);
  });
});

describe('changes of divisions', () => {
  const version = (code: string, name: string, facts: Partial<Version> = {}): Version => ({
    key: code,
    validFrom: '0001-01-01',
    validTo: null,
    code,
    level: levelOfCode(code),
    kind: kindOfCode(code)!,
    name,
    shortName: shortNameOf(name, levelOfCode(code)),
    aliases: [],
    parentKey: parentCode(code),
    codeScheme: 'NBS2023',
    sourceCode: null,
    synthetic: false,
    note: null,
    ...facts,
  });
  const city = version('510100000000', '成都市');
  const county = version('510124000000', '郫县');
  const town = version('510124104000', '唐昌镇');
  const village = version('510124104213', '战旗村村委会');
  const change = (facts: Partial<Change> & Pick<Change, 'type'>): Change => ({
    effectiveOn: '2024-01-01',
    codeScheme: null,
    sourceCode: null,
    division: null,
    others: [],
    parent: null,
    parentGiven: false,
    after: [],
    ...facts,
  });
  const nothing: Surroundings = { below: [], units: 0, siblings: [], bearers: [], keys: [] };
  const rulesOf = (asked: Change, around: Partial<Surroundings> = {}): readonly (string | null)[] =>
    planChange(asked, { ...nothing, ...around }).faults.map(({ rule }) => rule);

  test('a county that is recoded takes everything below along and keeps every key', () => {
    const asked = change({
      type: 'RECODE',
      division: county,
      parent: city,
      after: [{ code: '510117000000', name: null }],
    });
    const { faults, plan } = planChange(asked, { ...nothing, below: [town, village] });
    expect(faults).toEqual([]);
    expect(plan.anchors).toEqual([]);
    expect(plan.close.map(({ key }) => key)).toEqual(['510124000000', '510124104000', '510124104213']);
    expect(
      plan.open.map(({ key, code, name, validFrom, parentKey }) => [key, code, name, validFrom, parentKey]),
    ).toEqual([
      ['510124000000', '510117000000', '郫县', '2024-01-01', '510100000000'],
      ['510124104000', '510117104000', '唐昌镇', '2024-01-01', '510124000000'],
      ['510124104213', '510117104213', '战旗村村委会', '2024-01-01', '510124104000'],
    ]);
    expect(plan.items).toEqual([
      { side: 'BEFORE', divisionKey: '510124000000', code: '510124000000', name: '郫县' },
      { side: 'AFTER', divisionKey: '510124000000', code: '510117000000', name: '郫县' },
    ]);
  });

  test('a town that becomes a street has the new kind, name and code, and its old name as an alias', () => {
    const asked = change({
      type: 'KIND_CHANGE',
      division: town,
      parent: county,
      after: [{ code: '510124020000', name: '唐昌街道' }],
    });
    const { faults, plan } = planChange(asked, { ...nothing, below: [village] });
    expect(faults).toEqual([]);
    expect(plan.open[0]).toMatchObject({
      key: '510124104000',
      code: '510124020000',
      kind: 'SUBDISTRICT',
      name: '唐昌街道',
      shortName: '唐昌',
      aliases: ['唐昌镇'],
      codeScheme: null,
    });
    expect(plan.open[1]).toMatchObject({
      key: '510124104213',
      code: '510124020213',
      kind: 'VILLAGERS_COMMITTEE',
    });
  });

  test('a change of kind that stays within the kind is refused', () => {
    const asked = change({
      type: 'KIND_CHANGE',
      division: town,
      parent: county,
      after: [{ code: '510124105000', name: null }],
    });
    expect(rulesOf(asked)).toEqual(['division-change-changes']);
  });

  test('a recoding that would change the kind is refused', () => {
    const asked = change({
      type: 'RECODE',
      division: town,
      parent: county,
      after: [{ code: '510124020000', name: null }],
    });
    expect(rulesOf(asked)).toEqual(['division-change-changes']);
  });

  test('a new division stands directly below its parent, in a range that has a kind, under a code of its own', () => {
    const established = (code: string, around: Partial<Surroundings> = {}): readonly (string | null)[] =>
      rulesOf(
        change({ type: 'ESTABLISH', parent: county, parentGiven: true, after: [{ code, name: '新民镇' }] }),
        around,
      );
    expect(established('510124120000')).toEqual([]);
    expect(established('510124600000')).toEqual(['division-code-range']);
    expect(established('510125120000')).toEqual(['division-code-below-parent']);
    expect(established('510124120001')).toEqual(['division-code-below-parent']);
    expect(
      established('510124104000', {
        bearers: [{ code: '510124104000', key: '510124104000' }],
        keys: ['510124104000'],
      }),
    ).toEqual(['division-key-unused', 'division-code-free']);
    expect(established('510124120000', { siblings: [version('510124121000', '新民镇')] })).toEqual([
      'division-name-unique-among-siblings',
    ]);
  });

  test('a division without a parent in force is refused', () => {
    const asked = change({
      type: 'ESTABLISH',
      parentGiven: true,
      after: [{ code: '510124120000', name: '新民镇' }],
    });
    expect(rulesOf(asked)).toContain('division-parent-in-force');
  });

  test('a change comes after the last recorded version, and not to a division that has ended', () => {
    const renamed = (facts: Partial<Version>): readonly (string | null)[] =>
      rulesOf(
        change({
          type: 'RENAME',
          division: { ...town, ...facts },
          parent: county,
          after: [{ code: null, name: '唐元镇' }],
        }),
      );
    expect(renamed({})).toEqual([]);
    expect(renamed({ validFrom: '2024-01-01' })).toEqual(['division-change-follows-the-last']);
    expect(renamed({ validFrom: '2025-06-01' })).toEqual(['division-change-follows-the-last']);
    expect(renamed({ validTo: '2023-01-01' })).toEqual(['division-in-force']);
    expect(renamed({ validTo: '2025-01-01' })).toEqual(['division-change-follows-the-last']);
    expect(renamed({ name: '唐元镇' })).toEqual(['division-change-changes']);
  });

  test('a division that ends has nothing below it', () => {
    expect(
      rulesOf(change({ type: 'ABOLISH', division: town, parent: county }), { below: [village] }),
    ).toEqual(['division-ends-empty']);
    const { faults, plan } = planChange(change({ type: 'ABOLISH', division: town, parent: county }), nothing);
    expect(faults).toEqual([]);
    expect([plan.close.length, plan.open.length]).toEqual([1, 0]);
  });

  test('of merged divisions the one goes on whose code goes on', () => {
    const other = version('510124105000', '唐元镇');
    const merge = (facts: Partial<Change>): Change =>
      change({
        type: 'MERGE',
        division: town,
        others: [other],
        parent: county,
        after: [{ code: town.code, name: null }],
        ...facts,
      });
    const { faults, plan } = planChange(merge({}), {
      ...nothing,
      siblings: [town, other],
      bearers: [town, other],
    });
    expect(faults).toEqual([]);
    expect(plan.close.map(({ key }) => key)).toEqual(['510124105000']);
    expect(plan.open).toEqual([]);
    expect(plan.items.map(({ side, name }) => `${side} ${name}`)).toEqual([
      'BEFORE 唐昌镇',
      'BEFORE 唐元镇',
      'AFTER 唐昌镇',
    ]);
    expect(rulesOf(merge({ others: [version('510113105000', '弥牟镇')] }))).toEqual([
      'division-merge-of-siblings',
    ]);
  });

  test('a split makes new divisions beside the one that goes on', () => {
    const asked = change({
      type: 'SPLIT',
      division: town,
      parent: county,
      after: [
        { code: town.code, name: null },
        { code: '510124105000', name: '唐元镇' },
      ],
    });
    const { faults, plan } = planChange(asked, {
      ...nothing,
      below: [village],
      siblings: [town],
      bearers: [town],
    });
    expect(faults).toEqual([]);
    expect(plan.anchors).toEqual([{ key: '510124105000', level: 'TOWNSHIP' }]);
    expect(plan.open.map(({ name }) => name)).toEqual(['唐元镇']);
    expect(plan.close).toEqual([]);
  });

  test('a village that is transferred takes its new parent and code', () => {
    const newTown = version('510124105000', '唐元镇');
    const asked = change({
      type: 'TRANSFER',
      division: village,
      parent: newTown,
      parentGiven: true,
      after: [{ code: '510124105201', name: null }],
    });
    const { faults, plan } = planChange(asked, nothing);
    expect(faults).toEqual([]);
    expect(plan.open[0]).toMatchObject({
      key: '510124104213',
      code: '510124105201',
      parentKey: '510124105000',
    });
  });

  test('each type takes the fields that it needs, and no others', () => {
    const given = { division: false, parent: false, others: 0, after: [] };
    const wrong = (
      type: Change['type'],
      facts: Partial<Parameters<typeof shapeFaults>[1]>,
    ): readonly string[] => shapeFaults(type, { ...given, ...facts }).map(({ path }) => path.join('.'));
    expect(wrong('ESTABLISH', {})).toEqual(['parent', 'after']);
    expect(wrong('ABOLISH', { division: true })).toEqual([]);
    expect(wrong('RENAME', { division: true, after: [{ code: true, name: false }] })).toEqual([
      'after.0.code',
      'after.0.name',
    ]);
    expect(wrong('RECODE', { division: true, parent: true, after: [{ code: true, name: false }] })).toEqual([
      'parent',
    ]);
    expect(wrong('MERGE', { division: true, after: [{ code: true, name: false }] })).toEqual(['others']);
    expect(wrong('SPLIT', { division: true, after: [{ code: true, name: true }] })).toEqual(['after']);
  });
});
