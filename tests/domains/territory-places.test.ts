// Where governance units lie and how long: units that are not valid today, ends that are put off, and divisions that end.
import { describe, expect, test } from '@jest/globals';
import type { Grant } from '../../src/kernel/caller.js';
import { refreshCodeTree } from '../../src/domains/territory/queries/code-tree.js';
import { callerWith, usePlatform, type UserError } from '../support/platform.js';

const gongzhi = usePlatform('seeded', 'admin');
const { read, write, refused } = gongzhi;

interface Unit {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly validTo: string | null;
}

const selection = 'unit: governanceUnit { id version name validTo division { code } parent { name } }';

/** Writes a unit, which must be accepted. */
async function written(operation: string, input: Readonly<Record<string, unknown>>): Promise<Unit> {
  const { unit, userErrors } = await write<{ unit: Unit | null }>(operation, input, selection);
  expect(userErrors).toEqual([]);
  expect(unit).not.toBeNull();
  return unit!;
}

/** Records a unit; what is not said is a compound of 示例云桥社区. */
const make = (input: Readonly<Record<string, unknown>>): Promise<Unit> =>
  written('createGovernanceUnit', {
    division: { code: '990101003002' },
    kind: 'RESIDENTIAL_COMPOUND',
    validFrom: '2024-01-01',
    ...input,
  });

const named = ({ id, version }: Unit) => ({ unit: { id }, expectedVersion: version });

/** Records a change of divisions. */
async function change(input: Readonly<Record<string, unknown>>): Promise<readonly UserError[]> {
  const { userErrors } = await write('recordDivisionChange', { effectiveOn: '2025-01-01', ...input });
  await refreshCodeTree(gongzhi.pool);
  return userErrors;
}

describe('a unit that is not valid today', () => {
  test('is answered by what corrects, moves and ends it', async () => {
    const cluster = await make({ name: '示例远期连片', kind: 'OLD_CLUSTER' });
    const planned = await make({ name: '示例规划小区', validFrom: '2099-01-01' });
    const corrected = await written('updateGovernanceUnit', { ...named(planned), name: '示例规划新区' });
    expect(corrected).toMatchObject({ name: '示例规划新区', version: 2 });
    const moved = await written('moveGovernanceUnit', { ...named(corrected), parent: { id: cluster.id } });
    expect(moved).toMatchObject({ parent: { name: '示例远期连片' } });
    const ended = await written('endGovernanceUnit', { ...named(moved), validTo: '2099-06-01' });
    expect(ended).toMatchObject({ validTo: '2099-06-01' });
  });
});

describe('the end of a unit', () => {
  test('is put off and removed while it is still to come, and everything else may be corrected', async () => {
    const unit = await make({ name: '示例待拆小区' });
    const ending = await written('endGovernanceUnit', { ...named(unit), validTo: '2099-01-01' });
    const corrected = await written('updateGovernanceUnit', { ...named(ending), householdCount: 3 });
    const later = await written('endGovernanceUnit', { ...named(corrected), validTo: '2099-07-01' });
    expect(later).toMatchObject({ validTo: '2099-07-01' });
    const kept = await written('endGovernanceUnit', { ...named(later), validTo: null });
    expect(kept).toMatchObject({ validTo: null });
    const ended = await written('endGovernanceUnit', { ...named(kept), validTo: '2025-01-01' });
    expect(await refused('endGovernanceUnit', { ...named(ended), validTo: null })).toEqual([
      'RULE_BROKEN unit-in-force at ',
    ]);
  });

  test('is said, comes after the first day, and not after the end of the whole', async () => {
    const whole = await make({ name: '示例临时小区' });
    const part = await make({ name: '临1栋', kind: 'BUILDING', parent: { id: whole.id } });
    expect(await refused('endGovernanceUnit', named(whole))).toEqual([
      'INVALID_INPUT unit-end-said at validTo',
    ]);
    const { userErrors } = await write('endGovernanceUnit', { ...named(part), validTo: '2024-01-01' });
    expect(userErrors).toMatchObject([
      {
        rule: 'unit-ends-after-its-first-day',
        message: '单元自 2024-01-01 起有效,失效日不能在该日或之前。',
      },
    ]);
    const ending = await written('endGovernanceUnit', { ...named(part), validTo: '2098-01-01' });
    await written('endGovernanceUnit', { ...named(whole), validTo: '2099-01-01' });
    expect(await refused('endGovernanceUnit', { ...named(ending), validTo: null })).toEqual([
      'RULE_BROKEN unit-within-parents-validity at validTo',
    ]);
  });
});

describe('the division of a unit', () => {
  test('is corrected with that of all its parts', async () => {
    const whole = await make({ name: '示例迁居小区' });
    const part = await make({ name: '迁1栋', kind: 'BUILDING', parent: { id: whole.id } });
    await written('updateGovernanceUnit', { ...named(whole), division: { code: '990101002003' } });
    const { governanceUnits } = await read<{ governanceUnits: unknown }>(
      '{ governanceUnits(search: "迁1栋") { nodes { id version division { code } } } }',
    );
    expect(governanceUnits).toEqual({
      nodes: [{ id: part.id, version: 2, division: { code: '990101002003' } }],
    });
  });

  test('is of the same office, a county or lower, and that of the whole', async () => {
    const whole = await make({ name: '示例不动小区' });
    const part = await make({ name: '定1栋', kind: 'BUILDING', parent: { id: whole.id } });
    const into = (unit: Unit, code: string) =>
      refused('updateGovernanceUnit', { ...named(unit), division: { code } });
    expect(await into(whole, '510117001')).toEqual(['RULE_BROKEN unit-division-of-its-office at division']);
    expect(await into(whole, '990100')).toEqual([
      'RULE_BROKEN unit-division-low-enough at division',
      'RULE_BROKEN unit-division-of-its-office at division',
    ]);
    expect(await into(part, '990101002003')).toEqual(['RULE_BROKEN unit-within-one-division at division']);
  });

  test('is changed by those who may record in both', async () => {
    const unit = await make({ name: '示例守界小区' });
    const community = callerWith([
      { scope: 'territory:write', division: '990101003002', dataClass: 'PUBLIC' },
    ]);
    const { errors } = await gongzhi.query(
      'mutation ($input: UpdateGovernanceUnitInput!) { updateGovernanceUnit(input: $input) { governanceUnit { id } } }',
      { input: { ...named(unit), idempotencyKey: 'places-forbidden', division: { code: '990101002003' } } },
      { as: community },
    );
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN']);
  });
});

describe('a division that ends', () => {
  test('is refused while units are in force in it, by abolition and by splitting', async () => {
    const after = [
      { code: '990101003011', name: '示例云东社区居委会' },
      { code: '990101003012', name: '示例云西社区居委会' },
    ];
    for (const input of [{ type: 'ABOLISH' }, { type: 'SPLIT', after }]) {
      const [error, ...others] = await change({ ...input, division: { code: '990101003002' } });
      expect(error).toMatchObject({ rule: 'division-ends-empty', path: ['division'] });
      expect(error!.message).toMatch(/^990101003002 仍有 0 个下级区划和 [1-9]\d* 个有效的治理单元。/);
      expect(others).toEqual([]);
    }
  });

  test('may be split while it goes on itself', async () => {
    const after = [{ code: '990101002002' }, { code: '990101002012', name: '示例锦南社区居委会' }];
    expect(await change({ type: 'SPLIT', division: { code: '990101002002' }, after })).toEqual([]);
  });

  test('by a merger leaves its units within the successor, for readers, grants and corrections', async () => {
    const unit = await make({ name: '示例归并小区', division: { code: '990101001002' } });
    const input = {
      type: 'MERGE',
      division: { code: '990101001001' },
      others: [{ code: '990101001002' }],
      after: [{ code: '990101001001' }],
    };
    expect(await change(input)).toEqual([]);
    const successor = callerWith(
      ['territory:read', 'territory:write'].map((scope) => ({
        scope: scope as Grant['scope'],
        division: '990101001001',
        dataClass: 'PUBLIC' as const,
      })),
    );
    const list = `query ($day: Date) { governanceUnits(search: "示例归并小区", asOf: $day, filter: { within: "990101001001" }) { totalCount } }`;
    expect(await read(list, {}, successor)).toEqual({ governanceUnits: { totalCount: 1 } });
    expect(await read(list, { day: '2024-12-31' })).toEqual({ governanceUnits: { totalCount: 0 } });
    const { userErrors } = await write(
      'updateGovernanceUnit',
      { ...named(unit), division: { code: '990101001001' } },
      selection,
      { as: successor },
    );
    expect(userErrors).toEqual([]);
  });

  test('and merges is blamed where the input names it', async () => {
    const errors = await change({
      type: 'MERGE',
      division: { code: '990101003' },
      others: [{ code: '990101002' }],
      after: [{ code: '990101003' }],
    });
    expect(errors.map(({ rule, path }) => [rule, path])).toEqual([
      ['division-merges-empty', ['others', '0']],
    ]);
  });

  test('takes no new units once its end is recorded', async () => {
    const parent = { code: '990101003' };
    const village = { code: '990101003019' };
    const established = { type: 'ESTABLISH', parent, after: [{ ...village, name: '示例暂设社区居委会' }] };
    expect(await change(established)).toEqual([]);
    expect(await change({ type: 'ABOLISH', effectiveOn: '2099-01-01', division: village })).toEqual([]);
    expect(
      await refused('createGovernanceUnit', { division: village, kind: 'COURTYARD', name: '示例暂设院落' }),
    ).toEqual(['RULE_BROKEN unit-division-goes-on at division']);
  });
});

describe('a refusal', () => {
  test.each([
    ['zh-CN', '小区不能设在楼栋之下。'],
    ['en', 'A unit of the kind “Residential compound” cannot be part of one of the kind “Building”.'],
  ] as const)('in %s says what is wrong, in words that people use', async (language, message) => {
    const building = await make({ name: '示例高楼', kind: 'BUILDING' });
    const { userErrors } = await write(
      'createGovernanceUnit',
      {
        division: { code: '990101003002' },
        parent: { id: building.id },
        kind: 'RESIDENTIAL_COMPOUND',
        name: '示例楼上小区',
      },
      undefined,
      { language },
    );
    expect(userErrors.map((error) => error.message)).toEqual([message]);
  });
});
