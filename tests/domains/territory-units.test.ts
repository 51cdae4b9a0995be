// Governance units are recorded, corrected, moved and ended over the graph, on the demo county.
import { describe, expect, test } from '@jest/globals';
import { usePlatform } from '../support/platform.js';

const { query, read, write, refused } = usePlatform('seeded', 'district');

interface Payload {
  readonly unit: Record<string, unknown> | null;
}

const selection =
  'unit: governanceUnit { id version name kind validTo division { code } parent { name } ancestors { nodes { name } } descendants { totalCount } }';

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
  const { unit, userErrors } = await write<{ unit: Made | null }>('createGovernanceUnit', given, selection);
  expect(userErrors).toEqual([]);
  return unit!;
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
    const { unit } = await write<Payload>(
      'createGovernanceUnit',
      {
        division: { code: '990101001002' },
        parent: { id: building.id },
        kind: 'STAIRWELL',
        name: '1单元',
      },
      selection,
    );
    expect(unit).toMatchObject({
      version: 1,
      division: { code: '990101001002' },
      parent: { name: '1栋' },
      ancestors: { nodes: [{ name: '示例新苑' }, { name: '1栋' }] },
    });
    const data = await read(
      '{ governanceUnits(search: "示例新院") { nodes { name descendants { totalCount } } } }',
    );
    expect(data).toEqual({
      governanceUnits: { nodes: [{ name: '示例新苑', descendants: { totalCount: 2 } }] },
    });
  });

  test('every fault of the place is told at once, and nothing is written', async () => {
    const building = await make({ name: '示例独栋', kind: 'BUILDING', validFrom: '2025-01-01' });
    const input = {
      division: { code: '990101001001' },
      parent: { id: building.id },
      kind: 'RESIDENTIAL_COMPOUND',
      name: '示例错置小区',
      validFrom: '2024-01-01',
    };
    expect(await refused('createGovernanceUnit', input)).toEqual([
      'RULE_BROKEN unit-kinds-nest at parent',
      'RULE_BROKEN unit-within-one-division at parent',
      'RULE_BROKEN unit-within-parents-validity at parent',
    ]);
  });

  test('only a settlement has an industry', async () => {
    expect(
      await refused('createGovernanceUnit', {
        division: { code: '990101001002' },
        kind: 'COURTYARD',
        name: '示例产业院落',
        settlementIndustry: 'TOURISM',
      }),
    ).toEqual(['RULE_BROKEN unit-industry-of-settlements at settlementIndustry']);
  });

  test('a community records in its own division only', async () => {
    const input = { kind: 'COURTYARD', name: '示例越界院落', idempotencyKey: 'unit-forbidden' };
    const document = `mutation ($input: CreateGovernanceUnitInput!) { createGovernanceUnit(input: $input) { governanceUnit { id } } }`;
    const outside = await query(
      document,
      { input: { ...input, division: { code: '990101001002' } } },
      { as: 'community' },
    );
    expect(outside.errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN']);
    const { userErrors } = await write(
      'createGovernanceUnit',
      { division: { code: '990101001001' }, kind: 'COURTYARD', name: '示例自家院落' },
      selection,
      { as: 'community' },
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
    const { unit, userErrors } = await write<Payload>(
      'updateGovernanceUnit',
      {
        unit: { id },
        expectedVersion: 1,
        name: '示例正名小区',
        householdCount: null,
        housingAge: 'UNKNOWN',
      },
      selection,
    );
    expect(userErrors).toEqual([]);
    expect(unit).toMatchObject({ version: 2, name: '示例正名小区' });
    const data = await read(
      '{ governanceUnits(search: "slzmxq") { nodes { name householdCount address housingAge } } }',
    );
    expect(data).toEqual({
      governanceUnits: {
        nodes: [{ name: '示例正名小区', householdCount: null, address: '示例路1号', housingAge: 'UNKNOWN' }],
      },
    });
  });

  test('does not take the name away', async () => {
    const { id, version } = await make({ name: '示例有名小区' });
    expect(
      await refused('updateGovernanceUnit', {
        unit: { id },
        expectedVersion: version,
        name: null,
      }),
    ).toEqual(['INVALID_INPUT not-removable at name']);
  });
});

describe('moving', () => {
  test('takes all parts along', async () => {
    const cluster = await make({ name: '示例连片', kind: 'OLD_CLUSTER' });
    const compound = await make({ name: '示例迁移小区' });
    const building = await make({ name: '1栋', kind: 'BUILDING', parent: { id: compound.id } });
    await make({ name: '1单元', kind: 'STAIRWELL', parent: { id: building.id } });
    const { unit, userErrors } = await write<Payload>(
      'moveGovernanceUnit',
      {
        unit: { id: compound.id },
        expectedVersion: 1,
        parent: { id: cluster.id },
      },
      selection,
    );
    expect(userErrors).toEqual([]);
    expect(unit).toMatchObject({ parent: { name: '示例连片' }, descendants: { totalCount: 2 } });
    const below =
      '{ governanceUnits(filter: { name: { eq: "示例连片" } }) { nodes { descendants { totalCount nodes { name ancestors { totalCount } } } } } }';
    const data = await read(below);
    expect(data['governanceUnits']).toEqual({
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
    const out = await write<Payload>(
      'moveGovernanceUnit',
      { unit: { id: compound.id }, expectedVersion: 2 },
      selection,
    );
    expect(out.unit).toMatchObject({ parent: null, descendants: { totalCount: 2 } });
  });

  test('never makes a cycle', async () => {
    const compound = await make({ name: '示例环小区' });
    const building = await make({ name: '环1栋', kind: 'BUILDING', parent: { id: compound.id } });
    expect(
      await refused('moveGovernanceUnit', {
        unit: { id: compound.id },
        expectedVersion: 1,
        parent: { id: building.id },
      }),
    ).toEqual(['RULE_BROKEN unit-tree-acyclic at parent']);
    expect(
      await refused('moveGovernanceUnit', {
        unit: { id: building.id },
        expectedVersion: 1,
        parent: { id: building.id },
      }),
    ).toEqual(['RULE_BROKEN unit-tree-acyclic at parent']);
  });
});

describe('ending', () => {
  test('comes after the parts have ended, and is the last change', async () => {
    const compound = await make({ name: '示例拆迁小区' });
    const building = await make({ name: '拆1栋', kind: 'BUILDING', parent: { id: compound.id } });
    expect(
      await refused('endGovernanceUnit', {
        unit: { id: compound.id },
        expectedVersion: 1,
        validTo: '2025-01-01',
      }),
    ).toEqual(['RULE_BROKEN unit-ends-after-its-parts at validTo']);
    await write('endGovernanceUnit', {
      unit: { id: building.id },
      expectedVersion: 1,
      validTo: '2025-01-01',
    });
    const { unit, userErrors } = await write<Payload>(
      'endGovernanceUnit',
      {
        unit: { id: compound.id },
        expectedVersion: 1,
        validTo: '2025-01-01',
      },
      selection,
    );
    expect(userErrors).toEqual([]);
    expect(unit).toMatchObject({ version: 2, validTo: '2025-01-01' });
    expect(
      await refused('updateGovernanceUnit', {
        unit: { id: compound.id },
        expectedVersion: 2,
        name: '示例再改',
      }),
    ).toEqual(['RULE_BROKEN unit-in-force at ']);
    const data = await read(
      '{ now: governanceUnits(search: "示例拆迁小区") { totalCount } past: governanceUnits(search: "示例拆迁小区", asOf: "2024-06-01") { totalCount } }',
    );
    expect(data).toEqual({ now: { totalCount: 0 }, past: { totalCount: 1 } });
  });
});
