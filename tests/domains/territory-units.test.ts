// Governance units are recorded, corrected, moved and ended over the graph, on the demo county.
import { describe, expect, test } from '@jest/globals';
import { usePlatform, type As } from '../support/platform.js';

const gongzhi = usePlatform('seeded');

let keys = 0;

interface Answer {
  readonly unit: Record<string, never> | null;
  readonly userErrors: readonly {
    readonly path: readonly string[];
    readonly code: string;
    readonly rule: string | null;
  }[];
}

const selection =
  'id version name kind validTo division { code } parent { name } ancestors { nodes { name } } descendants { totalCount }';

/** Writes as the demo district, each time with a key of its own. */
async function write(
  operation: string,
  input: Record<string, unknown>,
  as: As = 'district',
): Promise<Answer> {
  const name = operation[0]!.toUpperCase() + operation.slice(1);
  const { data, errors } = await gongzhi.query(
    `mutation ($input: ${name}Input!) { result: ${operation}(input: $input) {
      unit: governanceUnit { ${selection} } userErrors { path code rule } } }`,
    { input: { idempotencyKey: `unit-test-${++keys}`, ...input } },
    { as },
  );
  expect(errors).toBeUndefined();
  return data!['result'] as never;
}

interface Made {
  readonly id: string;
  readonly version: number;
}

/** Records a unit; what is not said is a compound of 示例银杏社区. */
async function make(input: Record<string, unknown>): Promise<Made> {
  const given = {
    division: { code: '990101001002' },
    kind: 'RESIDENTIAL_COMPOUND',
    validFrom: '2024-01-01',
    ...input,
  };
  const { unit, userErrors } = await write('createGovernanceUnit', given);
  expect(userErrors).toEqual([]);
  return unit as unknown as Made;
}

/** How many units there are, ended ones included. */
async function count(): Promise<number> {
  const { rows } = await gongzhi.pool.query<{ count: string }>('SELECT count(*) FROM "GovernanceUnit"');
  return Number(rows[0]!.count);
}

describe('recording', () => {
  test('a compound, a building in it and a stairwell make a tree', async () => {
    const compound = await make({
      name: '示例新苑',
      aliases: ['示例新院'],
      householdCount: 120,
      builtYear: 2023,
    });
    const building = await make({ name: '1栋', kind: 'BUILDING', parent: { id: compound.id } });
    const { unit } = await write('createGovernanceUnit', {
      division: { code: '990101001002' },
      parent: { id: building.id },
      kind: 'STAIRWELL',
      name: '1单元',
    });
    expect(unit).toMatchObject({
      version: 1,
      division: { code: '990101001002' },
      parent: { name: '1栋' },
      ancestors: { nodes: [{ name: '示例新苑' }, { name: '1栋' }] },
    });
    const { data } = await gongzhi.query(
      '{ governanceUnits(search: "示例新院") { nodes { name descendants { totalCount } } } }',
      {},
      { as: 'district' },
    );
    expect(data).toEqual({
      governanceUnits: { nodes: [{ name: '示例新苑', descendants: { totalCount: 2 } }] },
    });
  });

  test('every fault of the place is told at once, and nothing is written', async () => {
    const building = await make({ name: '示例独栋', kind: 'BUILDING', validFrom: '2025-01-01' });
    const before = await count();
    const { unit, userErrors } = await write('createGovernanceUnit', {
      division: { code: '990101001001' },
      parent: { id: building.id },
      kind: 'RESIDENTIAL_COMPOUND',
      name: '示例错置小区',
      validFrom: '2024-01-01',
    });
    expect(unit).toBeNull();
    expect(userErrors).toEqual([
      { path: ['parent'], code: 'RULE_BROKEN', rule: 'unit-kinds-nest' },
      { path: ['parent'], code: 'RULE_BROKEN', rule: 'unit-within-one-division' },
      { path: ['parent'], code: 'RULE_BROKEN', rule: 'unit-within-parents-validity' },
    ]);
    expect(await count()).toBe(before);
  });

  test('only a settlement has an industry', async () => {
    const { userErrors } = await write('createGovernanceUnit', {
      division: { code: '990101001002' },
      kind: 'COURTYARD',
      name: '示例产业院落',
      settlementIndustry: 'TOURISM',
    });
    expect(userErrors).toEqual([
      { path: ['settlementIndustry'], code: 'RULE_BROKEN', rule: 'unit-industry-of-settlements' },
    ]);
  });

  test('a community records in its own division only', async () => {
    const input = { kind: 'COURTYARD', name: '示例越界院落', idempotencyKey: 'unit-forbidden' };
    const document = `mutation ($input: CreateGovernanceUnitInput!) { createGovernanceUnit(input: $input) { governanceUnit { id } } }`;
    const outside = await gongzhi.query(
      document,
      { input: { ...input, division: { code: '990101001002' } } },
      { as: 'community' },
    );
    expect(outside.errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN']);
    const { userErrors } = await write(
      'createGovernanceUnit',
      { division: { code: '990101001001' }, kind: 'COURTYARD', name: '示例自家院落' },
      'community',
    );
    expect(userErrors).toEqual([]);
  });
});

describe('correcting', () => {
  test('changes what is named, removes what is null, and keeps the rest', async () => {
    const { id } = await make({
      name: '示例旧名小区',
      householdCount: 40,
      address: '示例路1号',
      housingAge: 'OLD',
    });
    const { unit, userErrors } = await write('updateGovernanceUnit', {
      unit: { id },
      expectedVersion: 1,
      name: '示例正名小区',
      householdCount: null,
      housingAge: 'UNKNOWN',
    });
    expect(userErrors).toEqual([]);
    expect(unit).toMatchObject({ version: 2, name: '示例正名小区' });
    const { data } = await gongzhi.query(
      '{ governanceUnits(search: "slzmxq") { nodes { name householdCount address housingAge } } }',
      {},
      { as: 'district' },
    );
    expect(data).toEqual({
      governanceUnits: {
        nodes: [{ name: '示例正名小区', householdCount: null, address: '示例路1号', housingAge: 'UNKNOWN' }],
      },
    });
  });

  test('does not take the name away', async () => {
    const { id, version } = await make({ name: '示例有名小区' });
    const { userErrors } = await write('updateGovernanceUnit', {
      unit: { id },
      expectedVersion: version,
      name: null,
    });
    expect(userErrors).toEqual([{ path: ['name'], code: 'INVALID_INPUT', rule: 'not-removable' }]);
  });
});

describe('moving', () => {
  test('takes all parts along', async () => {
    const cluster = await make({ name: '示例连片', kind: 'OLD_CLUSTER' });
    const compound = await make({ name: '示例迁移小区' });
    const building = await make({ name: '1栋', kind: 'BUILDING', parent: { id: compound.id } });
    await make({ name: '1单元', kind: 'STAIRWELL', parent: { id: building.id } });
    const { unit, userErrors } = await write('moveGovernanceUnit', {
      unit: { id: compound.id },
      expectedVersion: 1,
      parent: { id: cluster.id },
    });
    expect(userErrors).toEqual([]);
    expect(unit).toMatchObject({ parent: { name: '示例连片' }, descendants: { totalCount: 2 } });
    const below =
      '{ governanceUnits(filter: { name: { eq: "示例连片" } }) { nodes { descendants { totalCount nodes { name ancestors { totalCount } } } } } }';
    const { data } = await gongzhi.query(below, {}, { as: 'district' });
    expect(data!['governanceUnits']).toEqual({
      nodes: [
        {
          descendants: {
            totalCount: 3,
            nodes: [
              { name: '示例迁移小区', ancestors: { totalCount: 1 } },
              { name: '1栋', ancestors: { totalCount: 2 } },
              { name: '1单元', ancestors: { totalCount: 3 } },
            ],
          },
        },
      ],
    });
    const out = await write('moveGovernanceUnit', { unit: { id: compound.id }, expectedVersion: 2 });
    expect(out.unit).toMatchObject({ parent: null, descendants: { totalCount: 2 } });
  });

  test('never makes a cycle', async () => {
    const compound = await make({ name: '示例环小区' });
    const building = await make({ name: '环1栋', kind: 'BUILDING', parent: { id: compound.id } });
    const moved = await write('moveGovernanceUnit', {
      unit: { id: compound.id },
      expectedVersion: 1,
      parent: { id: building.id },
    });
    expect(moved.userErrors).toEqual([{ path: ['parent'], code: 'RULE_BROKEN', rule: 'unit-tree-acyclic' }]);
    const itself = await write('moveGovernanceUnit', {
      unit: { id: building.id },
      expectedVersion: 1,
      parent: { id: building.id },
    });
    expect(itself.userErrors).toEqual([{ path: ['parent'], code: 'RULE_BROKEN', rule: 'unit-tree-acyclic' }]);
  });
});

describe('ending', () => {
  test('comes after the parts have ended, and is the last change', async () => {
    const compound = await make({ name: '示例拆迁小区' });
    const building = await make({ name: '拆1栋', kind: 'BUILDING', parent: { id: compound.id } });
    const early = await write('endGovernanceUnit', {
      unit: { id: compound.id },
      expectedVersion: 1,
      validTo: '2025-01-01',
    });
    expect(early.userErrors).toEqual([
      { path: ['validTo'], code: 'RULE_BROKEN', rule: 'unit-ends-after-its-parts' },
    ]);
    await write('endGovernanceUnit', {
      unit: { id: building.id },
      expectedVersion: 1,
      validTo: '2025-01-01',
    });
    const { unit, userErrors } = await write('endGovernanceUnit', {
      unit: { id: compound.id },
      expectedVersion: 1,
      validTo: '2025-01-01',
    });
    expect(userErrors).toEqual([]);
    expect(unit).toMatchObject({ version: 2, validTo: '2025-01-01' });
    const again = await write('updateGovernanceUnit', {
      unit: { id: compound.id },
      expectedVersion: 2,
      name: '示例再改',
    });
    expect(again.userErrors).toEqual([{ path: [], code: 'RULE_BROKEN', rule: 'unit-in-force' }]);
    const { data } = await gongzhi.query(
      '{ now: governanceUnits(search: "示例拆迁小区") { totalCount } past: governanceUnits(search: "示例拆迁小区", asOf: "2024-06-01") { totalCount } }',
      {},
      { as: 'district' },
    );
    expect(data).toEqual({ now: { totalCount: 0 }, past: { totalCount: 1 } });
  });
});
