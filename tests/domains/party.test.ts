// The party tree over the graph, on the demo county: it grows, moves, ends, and is read as of any day.
import { describe, expect, test } from '@jest/globals';
import { dump } from '../support/dump.js';
import { usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded', 'district');
const { read, write, refused } = gongzhi;

interface Payload {
  readonly partyOrganization: Record<string, unknown> | null;
}

interface Made {
  readonly id: string;
}

/** Founds an organization; what is not said fits a community's committee of the west street. */
async function make(input: Record<string, unknown>): Promise<Made> {
  const given = {
    kind: 'COMMITTEE',
    carrierKind: 'COMMUNITY',
    division: { code: '990101002001' },
    status: 'ACTIVE',
    validFrom: '2024-01-01',
    ...input,
  };
  const { partyOrganization, userErrors } = await write<{ partyOrganization: Made | null }>(
    'createPartyOrganization',
    given,
  );
  expect(userErrors).toEqual([]);
  return partyOrganization!;
}

/** Id of an organization of the demo data, by its name. */
async function named(name: string): Promise<string> {
  const data = await read<{ partyOrganizations: { nodes: { id: string }[] } }>(
    `query ($name: String!) { partyOrganizations(filter: { name: { eq: $name } }) { nodes { id } } }`,
    { name },
  );
  return data.partyOrganizations.nodes[0]!.id;
}

const street = (): Promise<string> => named('示例西街道党工委');

describe('the tree', () => {
  test('grows from the street down to the group, and is read from either end', async () => {
    const committee = await make({
      name: '试验社区党委',
      parent: { id: await street() },
      formalMembers: 101,
    });
    const branch = await make({
      name: '试验网格党支部',
      kind: 'BRANCH',
      carrierKind: 'GRID_GENERAL',
      parent: { id: committee.id },
      formalMembers: 2,
    });
    const { partyOrganization: group } = await write<Payload>(
      'createPartyOrganization',
      {
        name: '试验微网格党小组',
        kind: 'GROUP',
        carrierKind: 'GRID_MICRO',
        division: { code: '990101002001' },
        parent: { id: branch.id },
        validFrom: '2024-02-01',
      },
      'partyOrganization { status synthetic version parent { name warnings { rule message } } ancestors { totalCount nodes { name } } children { totalCount } }',
    );
    expect(group).toEqual({
      status: 'PROPOSED',
      synthetic: true,
      version: 1,
      parent: {
        name: '试验网格党支部',
        warnings: [
          {
            rule: 'branch-has-three-formal-members',
            message: '正式党员 2 人,不足 3 人;可与邻近单位成立联合党支部。',
          },
        ],
      },
      ancestors: {
        totalCount: 4,
        nodes: [
          { name: '中共示例区委' },
          { name: '示例西街道党工委' },
          { name: '试验社区党委' },
          { name: '试验网格党支部' },
        ],
      },
      children: { totalCount: 0 },
    });
    const { partyOrganization: above } = await read(
      `query ($id: ID!) { partyOrganization(ref: { id: $id }) {
         children { nodes { name } }
         descendants { totalCount nodes { name } }
         descendantsAggregate { groups(by: [KIND]) { kind count } }
         before: descendants(asOf: "2024-01-31") { totalCount } } }`,
      { id: committee.id },
    );
    expect(above).toEqual({
      children: { nodes: [{ name: '试验网格党支部' }] },
      descendants: { totalCount: 2, nodes: [{ name: '试验网格党支部' }, { name: '试验微网格党小组' }] },
      descendantsAggregate: {
        groups: [
          { kind: 'BRANCH', count: 1 },
          { kind: 'GROUP', count: 1 },
        ],
      },
      before: { totalCount: 1 },
    });
  });

  test('refuses a group under a general branch and advises to set up a branch first', async () => {
    const general = await make({
      name: '试验党总支',
      kind: 'GENERAL_BRANCH',
      parent: { id: await street() },
    });
    const input = {
      name: '试验党小组',
      kind: 'GROUP',
      carrierKind: 'BUILDING_COURT',
      division: { code: '990101002001' },
      parent: { id: general.id },
      validFrom: '2024-01-01',
    };
    expect(await refused('createPartyOrganization', input)).toEqual([
      'RULE_BROKEN party-group-stands-under-a-branch at parent',
    ]);
    const { userErrors } = await write('createPartyOrganization', input);
    expect(userErrors[0]!.message).toContain('先建党支部');
  });

  test('refuses parents of a wrong kind, place and time, all at once', async () => {
    const west = await make({
      name: '试验西社区党委',
      parent: { id: await street() },
      validFrom: '2024-03-01',
    });
    const input = {
      name: '试验错位党委',
      kind: 'COMMITTEE',
      carrierKind: 'COMMUNITY',
      division: { code: '990101001001' },
      validFrom: '2024-01-01',
      parent: { id: west.id },
    };
    expect(await refused('createPartyOrganization', input)).toEqual([
      'RULE_BROKEN party-committee-under-a-towns at parent',
      'RULE_BROKEN party-carrier-at-or-below-parents at parent',
      'RULE_BROKEN party-division-within-parents at parent',
      'RULE_BROKEN party-parent-valid-throughout at parent',
    ]);
  });

  test('refuses a ring, and whoever would stand under itself', async () => {
    const upper = await make({ name: '试验环上党委', parent: { id: await street() } });
    const lower = await make({ name: '试验环下党支部', kind: 'BRANCH', parent: { id: upper.id } });
    for (const newParent of [lower.id, upper.id])
      expect(
        await refused('movePartyOrganization', {
          partyOrganization: { id: upper.id },
          newParent: { id: newParent },
          effectiveOn: '2024-06-01',
          expectedVersion: 1,
        }),
      ).toEqual(['RULE_BROKEN party-tree-acyclic at newParent']);
  });
});

describe('a move', () => {
  test('takes all that stands below along, and keeps what was before', async () => {
    const from = await make({ name: '试验原党委', parent: { id: await street() } });
    const to = await make({ name: '试验新党总支', kind: 'GENERAL_BRANCH', parent: { id: await street() } });
    const branch = await make({ name: '试验迁移党支部', kind: 'BRANCH', parent: { id: from.id } });
    const group = await make({
      name: '试验迁移党小组',
      kind: 'GROUP',
      carrierKind: 'GRID_MICRO',
      parent: { id: branch.id },
    });
    const { partyOrganization, userErrors } = await write<Payload>(
      'movePartyOrganization',
      {
        partyOrganization: { id: branch.id },
        newParent: { id: to.id },
        effectiveOn: '2024-07-01',
        documentNo: '示例组〔2024〕7号',
        expectedVersion: 1,
      },
      'partyOrganization { version parent { name } parentLinks { nodes { validFrom validTo documentNo parent { name } } } }',
    );
    expect(userErrors).toEqual([]);
    expect(partyOrganization).toEqual({
      version: 2,
      parent: { name: '试验新党总支' },
      parentLinks: {
        nodes: [
          {
            validFrom: '2024-01-01',
            validTo: '2024-07-01',
            documentNo: null,
            parent: { name: '试验原党委' },
          },
          {
            validFrom: '2024-07-01',
            validTo: null,
            documentNo: '示例组〔2024〕7号',
            parent: { name: '试验新党总支' },
          },
        ],
      },
    });
    const data = await read(
      `query ($group: ID!, $from: ID!) {
         before: partyOrganization(ref: { id: $group }, asOf: "2024-06-30") { ancestors(last: 2) { nodes { name } } }
         after: partyOrganization(ref: { id: $group }, asOf: "2024-07-01") { ancestors(last: 2) { nodes { name } } }
         left: partyOrganization(ref: { id: $from }) { descendants { totalCount } }
         had: partyOrganization(ref: { id: $from }, asOf: "2024-06-30") { descendants { nodes { name } } } }`,
      { group: group.id, from: from.id },
    );
    expect(data).toEqual({
      before: { ancestors: { nodes: [{ name: '试验原党委' }, { name: '试验迁移党支部' }] } },
      after: { ancestors: { nodes: [{ name: '试验新党总支' }, { name: '试验迁移党支部' }] } },
      left: { descendants: { totalCount: 0 } },
      had: { descendants: { nodes: [{ name: '试验迁移党支部' }, { name: '试验迁移党小组' }] } },
    });
    const back = { partyOrganization: { id: branch.id }, newParent: { id: from.id }, expectedVersion: 2 };
    expect(await refused('movePartyOrganization', { ...back, effectiveOn: '2024-07-01' })).toEqual([
      'RULE_BROKEN party-history-not-rewritten at effectiveOn',
    ]);
    expect(
      await refused('movePartyOrganization', { ...back, effectiveOn: '2024-08-01', expectedVersion: 1 }),
    ).toEqual(['VERSION_CONFLICT null at expectedVersion']);
  });

  test('of the demo data is seen from both of its sides', async () => {
    const data = await read(
      `query ($id: ID!) {
         before: node(id: $id, asOf: "2022-06-30") { ... on PartyOrganization { parent { name } } }
         after: node(id: $id, asOf: "2022-07-01") { ... on PartyOrganization { parent { name } } } }`,
      { id: await named('示例云桥社区党支部') },
    );
    expect(data).toEqual({
      before: { parent: { name: '示例南街道综合党委' } },
      after: { parent: { name: '示例南街道党工委' } },
    });
  });
});

describe('the life of an organization', () => {
  const step = (id: string, version: number, status: string, more: Record<string, unknown> = {}) => ({
    partyOrganization: { id },
    expectedVersion: version,
    status,
    effectiveOn: '2025-01-01',
    ...more,
  });

  test('goes from the proposal over the approval to its work', async () => {
    const { id } = await make({
      name: '试验拟设党支部',
      kind: 'BRANCH',
      parent: { id: await street() },
      status: 'PROPOSED',
    });
    expect(await refused('changePartyOrganizationStatus', step(id, 1, 'ACTIVE'))).toEqual([
      'RULE_BROKEN party-status-follows-its-life-cycle at status',
    ]);
    expect(await refused('changePartyOrganizationStatus', step(id, 1, 'APPROVED'))).toEqual([
      'RULE_BROKEN party-approval-names-its-body at approvedBy',
    ]);
    const approved = await write(
      'changePartyOrganizationStatus',
      step(id, 1, 'APPROVED', { approvedBy: '示例西街道党工委', documentNo: '示例〔2025〕1号' }),
      'partyOrganization { status approvedBy approvedOn approvalDocumentNo version } statusChange { fromStatus toStatus effectiveOn documentNo }',
    );
    expect(approved).toEqual({
      partyOrganization: {
        status: 'APPROVED',
        approvedBy: '示例西街道党工委',
        approvedOn: '2025-01-01',
        approvalDocumentNo: '示例〔2025〕1号',
        version: 2,
      },
      statusChange: {
        fromStatus: 'PROPOSED',
        toStatus: 'APPROVED',
        effectiveOn: '2025-01-01',
        documentNo: '示例〔2025〕1号',
      },
      userErrors: [],
    });
    expect(
      await refused('changePartyOrganizationStatus', step(id, 2, 'ACTIVE', { effectiveOn: '2024-12-31' })),
    ).toEqual(['RULE_BROKEN party-status-dated-in-order at effectiveOn']);
  });

  test('ends with nothing standing below, and what was can still be read', async () => {
    const branch = await make({ name: '试验撤销党支部', kind: 'BRANCH', parent: { id: await street() } });
    const group = await make({
      name: '试验撤销党小组',
      kind: 'GROUP',
      carrierKind: 'GRID_MICRO',
      parent: { id: branch.id },
    });
    expect(await refused('changePartyOrganizationStatus', step(branch.id, 1, 'DISSOLVED'))).toEqual([
      'RULE_BROKEN party-ends-without-organizations-below at effectiveOn',
    ]);
    for (const { id } of [group, branch])
      expect((await write('changePartyOrganizationStatus', step(id, 1, 'DISSOLVED'))).userErrors).toEqual([]);
    const data = await read(
      `query ($id: ID!) {
         today: partyOrganization(ref: { id: $id }) { name }
         earlier: partyOrganization(ref: { id: $id }, asOf: "2024-12-31") { status validTo parent { name } children { nodes { name } } } }`,
      { id: branch.id },
    );
    expect(data).toEqual({
      today: null,
      earlier: {
        status: 'DISSOLVED',
        validTo: '2025-01-01',
        parent: { name: '示例西街道党工委' },
        children: { nodes: [{ name: '试验撤销党小组' }] },
      },
    });
    expect(
      await refused('updatePartyOrganization', {
        partyOrganization: { id: branch.id },
        expectedVersion: 2,
        name: '不再',
      }),
    ).toEqual(['RULE_BROKEN party-ended-organization-is-final at ']);
  });

  test('may change its kind where what stands above and below still fits', async () => {
    const branch = await make({
      name: '试验升格党支部',
      kind: 'BRANCH',
      parent: { id: await street() },
      formalMembers: 60,
      committeeSeats: 5,
    });
    await make({
      name: '试验升格党小组',
      kind: 'GROUP',
      carrierKind: 'GRID_MICRO',
      parent: { id: branch.id },
    });
    const up = { partyOrganization: { id: branch.id }, expectedVersion: 1, kind: 'GENERAL_BRANCH' };
    expect(await refused('updatePartyOrganization', up)).toEqual([
      'RULE_BROKEN party-group-stands-under-a-branch at kind',
    ]);
    const { partyOrganization } = await write<Payload>(
      'updatePartyOrganization',
      { ...up, kind: 'BRANCH', exceptionDocumentNo: '示例〔2024〕9号', committeeSeats: null },
      'partyOrganization { kind committeeSeats exceptionDocumentNo formalMembers version warnings { rule } }',
    );
    expect(partyOrganization).toEqual({
      kind: 'BRANCH',
      committeeSeats: null,
      exceptionDocumentNo: '示例〔2024〕9号',
      formalMembers: 60,
      version: 2,
      warnings: [],
    });
  });
});

interface Missing {
  readonly totalCount: number;
  readonly nodes: readonly { id: string; name: string; division: { code: string } }[];
}

describe('who is missing', () => {
  test('compounds without an organization are one query, and one fewer after a foundation', async () => {
    const source = `{ governanceUnits(filter: { within: "990101", kind: { eq: RESIDENTIAL_COMPOUND }, partyOrganizations: { none: {} } }) { totalCount nodes { id name division { code } } } }`;
    const missing = async (): Promise<Missing> =>
      (await read<{ governanceUnits: Missing }>(source)).governanceUnits;
    const before = await missing();
    const { rows } = await gongzhi.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM "GovernanceUnit" u WHERE tenant = 990101 AND kind = 'RESIDENTIAL_COMPOUND'
         AND NOT EXISTS (SELECT FROM "PartyOrganization" p WHERE p.tenant = u.tenant AND p."unitId" = u.id)`,
    );
    expect(before.totalCount).toBe(rows[0]!.count);
    expect(before.totalCount).toBeGreaterThan(0);
    const unit = before.nodes[0]!;
    await make({
      name: `${unit.name}党支部`,
      kind: 'BRANCH',
      carrierKind: 'COMPOUND',
      division: { code: unit.division.code },
      unit: { id: unit.id },
    });
    expect((await missing()).totalCount).toBe(before.totalCount - 1);
  });

  test('a division counts what works in its whole subtree', async () => {
    const data = await read<{
      division: { partyOrganizations: { totalCount: number } };
      partyOrganizationsAggregate: { count: number };
    }>(
      `{ division(code: "990101") { partyOrganizations { totalCount } organizations { totalCount } }
         partyOrganizationsAggregate(filter: { within: "990101" }) { count } }`,
    );
    const { division, partyOrganizationsAggregate } = data;
    expect(division.partyOrganizations.totalCount).toBe(partyOrganizationsAggregate.count);
  });
});

test('a stranger sees no party organization, and a reader writes none', async () => {
  const { data } = await gongzhi.query(
    `{ partyOrganizations { totalCount } division(code: "990101") { partyOrganizations { totalCount } } }`,
    {},
    { as: 'anonymous' },
  );
  expect(data).toEqual({
    partyOrganizations: { totalCount: 0 },
    division: { partyOrganizations: { totalCount: 0 } },
  });
  const before = await dump(gongzhi.pool);
  const { data: written, errors } = await gongzhi.query(
    `mutation { createPartyOrganization(input: { idempotencyKey: "party-test-reader", kind: BRANCH, carrierKind: COMMUNITY, name: "x", division: { code: "990101002001" }, validFrom: "2024-01-01" }) { partyOrganization { id } userErrors { code } } }`,
    {},
    { as: 'vendor' },
  );
  expect(written).toEqual({ createPartyOrganization: null });
  expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  expect(await dump(gongzhi.pool)).toEqual(before);
});
