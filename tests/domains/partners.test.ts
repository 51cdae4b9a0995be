// Partners of communities over the graph, on the demo county: applied, found, corrected, taken through their life.
import { describe, expect, test } from '@jest/globals';
import { dump } from '../support/dump.js';
import { usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded', 'district');
const { read, write, refused } = gongzhi;

interface Payload {
  readonly communityPartner: Record<string, unknown> | null;
}

const community = { code: '990101001001' };
let count = 0;

/** Records a body in the demo county. */
async function body(kind = 'ENTERPRISE'): Promise<{ readonly id: string }> {
  count += 1;
  const { organization } = await write<{ organization: { id: string } }>('createOrganization', {
    kind,
    name: `试验合伙组织${count}`,
    division: community,
  });
  return organization;
}

/** Records a partnership of a body of its own, unless the input names one. */
async function make(input: Record<string, unknown> = {}): Promise<string> {
  const { communityPartner, userErrors } = await write<Payload>('createCommunityPartner', {
    organization: input['organization'] ?? (await body()),
    kind: 'COMMERCIAL',
    division: community,
    ...input,
  });
  expect(userErrors).toEqual([]);
  return communityPartner!['id'] as string;
}

const step = (id: string, expectedVersion: number, state: string, effectiveOn: string, more = {}) => ({
  communityPartner: { id },
  expectedVersion,
  state,
  effectiveOn,
  ...more,
});

describe('a partnership', () => {
  test('is applied for, and seen from itself, from its body and from every division above', async () => {
    const organization = await body();
    const { communityPartner, userErrors } = await write<Payload>(
      'createCommunityPartner',
      {
        organization,
        kind: 'COMMERCIAL',
        division: community,
        contributions: ['SPACE', 'SERVICE'],
        serviceTier: 'LOW_FEE',
        services: '低偿理发',
        externalKey: 'partner-7',
      },
      `communityPartner { __typename id kind state contributions serviceTier services validFrom validTo synthetic version
         organization { name } division { name } allowedActions { operation allowed rule } }`,
    );
    expect(userErrors).toEqual([]);
    expect(communityPartner).toMatchObject({
      __typename: 'CommunityPartner',
      kind: 'COMMERCIAL',
      state: 'APPLIED',
      contributions: ['SPACE', 'SERVICE'],
      serviceTier: 'LOW_FEE',
      services: '低偿理发',
      validFrom: null,
      validTo: null,
      synthetic: true,
      version: 1,
      division: { name: '示例晨光社区居委会' },
      allowedActions: [
        { operation: 'updateCommunityPartner', allowed: true, rule: null },
        { operation: 'changeCommunityPartnerState', allowed: true, rule: null },
      ],
    });
    const { id } = communityPartner!;
    expect(id).toMatch(/^ptn_990101_/);
    const has = '(filter: { services: { eq: "低偿理发" } }) { nodes { id } }';
    const nodes = { nodes: [{ id }] };
    expect(
      await read(
        `query ($body: ID!) {
           byKey: communityPartner(ref: { externalKey: { tenant: 990101, key: "partner-7" } }) { id }
           organization(ref: { id: $body }) { partnerships { nodes { id } } }
           community: division(code: "990101001001") { partners${has} }
           street: division(code: "990101001") { partners${has} }
           county: division(code: "990101") { partners${has} }
           neighbour: division(code: "990101002") { partners${has} }
           fromBody: organizations(filter: { partnerships: { some: { services: { eq: "低偿理发" } } } }) { totalCount }
           brings: communityPartners(filter: { contributions: { has: SPACE }, services: { eq: "低偿理发" } }) { totalCount }
         }`,
        { body: organization.id },
      ),
    ).toEqual({
      byKey: { id },
      organization: { partnerships: nodes },
      community: { partners: nodes },
      street: { partners: nodes },
      county: { partners: nodes },
      neighbour: { partners: { nodes: [] } },
      fromBody: { totalCount: 1 },
      brings: { totalCount: 1 },
    });
  });

  test('that exists is recorded as it is, with its days', async () => {
    const id = await make({ state: 'ACTIVE', validFrom: '2024-01-01', validTo: '2027-01-01' });
    const data = await read(
      `query ($id: ID!) { communityPartner(ref: { id: $id }) { state validFrom validTo serviceTier contributions } }`,
      { id },
    );
    expect(data).toEqual({
      communityPartner: {
        state: 'ACTIVE',
        validFrom: '2024-01-01',
        validTo: '2027-01-01',
        serviceTier: 'UNKNOWN',
        contributions: [],
      },
    });
  });

  test('is refused all that is wrong with its form at once', async () => {
    const input = {
      organization: await body(),
      kind: 'COMMERCIAL',
      division: community,
      state: 'EXITED',
      contributions: ['SPACE', 'SPACE'],
      validFrom: '2024-01-01',
      validTo: '2024-01-01',
    };
    expect(await refused('createCommunityPartner', input)).toEqual([
      'INVALID_INPUT list-distinct at contributions',
      'INVALID_INPUT validity-order at validTo',
      'INVALID_INPUT partner-begins-before-it-ends at state',
    ]);
  });

  test('is of a kind that fits the body, with a community, and with a body that exists', async () => {
    const organization = await body('FOUNDATION');
    const input = { organization, kind: 'COMMERCIAL', division: community };
    expect(await refused('createCommunityPartner', input)).toEqual([
      'RULE_BROKEN partner-kind-fits-its-body at kind',
    ]);
    expect(await refused('createCommunityPartner', { ...input, division: { code: '990101001' } })).toEqual([
      'RULE_BROKEN partner-of-a-community at division',
    ]);
    await write('changeOrganizationStatus', {
      organization,
      expectedVersion: 1,
      status: 'DEREGISTERED',
      effectiveOn: '2024-01-01',
    });
    expect(await refused('createCommunityPartner', { ...input, kind: 'PUBLIC_BENEFIT' })).toEqual([
      'RULE_BROKEN partner-body-not-deregistered at organization',
    ]);
  });

  test('of another office’s body is refused', async () => {
    const { organizations } = await read<{ organizations: { nodes: { id: string }[] } }>(
      '{ organizations(filter: { name: { eq: "童萌之家" } }) { nodes { id } } }',
      {},
      'admin',
    );
    const input = { organization: organizations.nodes[0], kind: 'COMMERCIAL', division: community };
    expect(await refused('createCommunityPartner', input, 'admin')).toEqual([
      'RULE_BROKEN partner-in-the-office-of-its-body at division',
    ]);
  });

  test('is there once per body, community and kind while it lasts', async () => {
    const organization = await body();
    const id = await make({ organization });
    const again = { organization, kind: 'COMMERCIAL', division: community };
    const twice = ['CONFLICT partner-once-per-kind at organization'];
    expect(await refused('createCommunityPartner', again)).toEqual(twice);
    await make({ organization, kind: 'PUBLIC_BENEFIT' });
    const elsewhere = await make({ organization, division: { code: '990101001002' } });
    expect(
      await refused('updateCommunityPartner', {
        communityPartner: { id: elsewhere },
        expectedVersion: 1,
        division: community,
      }),
    ).toEqual(['CONFLICT partner-once-per-kind at division']);
    expect(
      (
        await write(
          'changeCommunityPartnerState',
          step(id, 1, 'REJECTED', '2024-02-01', { reason: '材料不全' }),
        )
      ).userErrors,
    ).toEqual([]);
    await make({ organization });
  });
});

describe('a correction', () => {
  test('changes what is named, removes what is null, and leaves the rest', async () => {
    const id = await make({ services: '理发', contributions: ['SPACE'], validFrom: '2024-01-01' });
    const { communityPartner, userErrors } = await write<Payload>(
      'updateCommunityPartner',
      {
        communityPartner: { id },
        expectedVersion: 1,
        kind: 'SOCIAL_GROUP',
        division: { code: '990101001003' },
        services: null,
        validTo: '2025-01-01',
      },
      'communityPartner { kind divisionKey services contributions validFrom validTo version stateChanges { toState } }',
    );
    expect(userErrors).toEqual([]);
    expect(communityPartner).toEqual({
      kind: 'SOCIAL_GROUP',
      divisionKey: '990101001003',
      services: null,
      contributions: ['SPACE'],
      validFrom: '2024-01-01',
      validTo: '2025-01-01',
      version: 2,
      stateChanges: [],
    });
  });

  test('is judged with what stays', async () => {
    const id = await make({ validFrom: '2024-01-01', organization: await body('COOPERATIVE') });
    const correct = (input: object) =>
      refused('updateCommunityPartner', { communityPartner: { id }, expectedVersion: 1, ...input });
    expect(await correct({ validTo: '2023-12-31' })).toEqual(['INVALID_INPUT validity-order at validTo']);
    expect(await correct({ kind: 'SOCIAL_GROUP' })).toEqual([
      'RULE_BROKEN partner-kind-fits-its-body at kind',
    ]);
    expect(await correct({ division: { code: '990101' } })).toEqual([
      'RULE_BROKEN partner-of-a-community at division',
    ]);
    expect(await correct({ kind: null })).toEqual(['INVALID_INPUT not-removable at kind']);
    expect(await correct({ expectedVersion: 2, services: '迟到' })).toEqual([
      'VERSION_CONFLICT null at expectedVersion',
    ]);
  });
});

describe('the life of a partnership', () => {
  test('goes step by step to its exit, and every step stays readable', async () => {
    const id = await make();
    expect(await refused('changeCommunityPartnerState', step(id, 1, 'ACTIVE', '2024-01-05'))).toEqual([
      'RULE_BROKEN partner-state-follows-its-life-cycle at state',
    ]);
    expect(await refused('changeCommunityPartnerState', step(id, 1, 'PARTY_REVIEWED', '2999-01-01'))).toEqual(
      ['RULE_BROKEN partner-steps-dated-in-order at effectiveOn'],
    );
    const way = [
      ['PARTY_REVIEWED', '2024-01-05', {}],
      ['DELIBERATED', '2024-01-12', {}],
      ['PUBLIC_NOTICE', '2024-01-15', {}],
      ['SIGNED', '2024-01-25', { validFrom: '2024-02-01', documentNo: '示例约〔2024〕1号' }],
      ['ACTIVE', '2024-02-01', {}],
      ['EVALUATED', '2025-01-10', {}],
      ['RENEWED', '2025-02-01', {}],
    ] as const;
    for (const [i, [state, on, more]] of way.entries())
      expect(
        (await write('changeCommunityPartnerState', step(id, i + 1, state, on, more))).userErrors,
      ).toEqual([]);
    expect(await refused('changeCommunityPartnerState', step(id, 8, 'EXITED', '2025-01-31'))).toEqual([
      'RULE_BROKEN partner-steps-dated-in-order at effectiveOn',
    ]);
    const { communityPartner } = await write<Payload>(
      'changeCommunityPartnerState',
      step(id, 8, 'EXITED', '2025-06-30', { reason: '经营调整' }),
      `communityPartner { state validFrom validTo version stateChanges { fromState toState effectiveOn reason documentNo }
         allowedActions { operation allowed rule } }`,
    );
    const steps = [...way.map(([state, on]) => [state, on] as const), ['EXITED', '2025-06-30'] as const].map(
      ([toState, effectiveOn], i, all) => ({
        fromState: i === 0 ? 'APPLIED' : all[i - 1]![0],
        toState,
        effectiveOn,
        reason: toState === 'EXITED' ? '经营调整' : null,
        documentNo: toState === 'SIGNED' ? '示例约〔2024〕1号' : null,
      }),
    );
    expect(communityPartner).toEqual({
      state: 'EXITED',
      validFrom: '2024-02-01',
      validTo: '2025-06-30',
      version: 9,
      stateChanges: steps,
      allowedActions: [
        { operation: 'updateCommunityPartner', allowed: true, rule: null },
        {
          operation: 'changeCommunityPartnerState',
          allowed: false,
          rule: 'partner-state-follows-its-life-cycle',
        },
      ],
    });
  });

  test('ends in an exclusion with a reason, after which the body is no partner of the community any more', async () => {
    const organization = await body();
    const id = await make({ organization, state: 'ACTIVE', validFrom: '2024-01-01' });
    const pending = await make({ organization, kind: 'PUBLIC_BENEFIT', state: 'PUBLIC_NOTICE' });
    expect(await refused('changeCommunityPartnerState', step(id, 1, 'BLACKLISTED', '2024-06-01'))).toEqual([
      'INVALID_INPUT partner-turned-away-with-a-reason at reason',
    ]);
    const { communityPartner } = await write<Payload>(
      'changeCommunityPartnerState',
      step(id, 1, 'BLACKLISTED', '2024-06-01', { reason: '挪用场地' }),
      'communityPartner { state validTo }',
    );
    expect(communityPartner).toEqual({ state: 'BLACKLISTED', validTo: '2024-06-01' });
    const again = { organization, kind: 'COMMERCIAL', division: community };
    expect(await refused('createCommunityPartner', again)).toEqual([
      'RULE_BROKEN blacklisted-partner-stays-out at organization',
    ]);
    expect(await refused('changeCommunityPartnerState', step(pending, 1, 'SIGNED', '2024-07-01'))).toEqual([
      'RULE_BROKEN blacklisted-partner-stays-out at state',
    ]);
    await make({ organization, division: { code: '990101001002' } });
  });

  test('takes a body no further that was deregistered meanwhile, but lets it leave', async () => {
    const organization = await body();
    const id = await make({ organization, state: 'SIGNED', validFrom: '2024-12-31' });
    await write('changeOrganizationStatus', {
      organization,
      expectedVersion: 1,
      status: 'DEREGISTERED',
      effectiveOn: '2024-03-01',
    });
    expect(await refused('changeCommunityPartnerState', step(id, 1, 'ACTIVE', '2024-03-02'))).toEqual([
      'RULE_BROKEN partner-body-not-deregistered at state',
    ]);
    const { communityPartner } = await write<Payload>(
      'changeCommunityPartnerState',
      step(id, 1, 'EXITED', '2024-03-02'),
      'communityPartner { validFrom validTo }',
    );
    expect(communityPartner).toEqual({ validFrom: '2024-12-31', validTo: '2025-01-01' });
  });

  test('is told its first day with the signature only, and before its last', async () => {
    const id = await make({ state: 'PUBLIC_NOTICE', validTo: '2024-06-01' });
    const first = { validFrom: '2024-06-01' };
    expect(
      await refused(
        'changeCommunityPartnerState',
        step(id, 1, 'REJECTED', '2024-01-01', { ...first, reason: '无' }),
      ),
    ).toEqual(['INVALID_INPUT partner-term-begins-with-its-signature at validFrom']);
    expect(await refused('changeCommunityPartnerState', step(id, 1, 'SIGNED', '2024-01-01', first))).toEqual([
      'INVALID_INPUT validity-order at validFrom',
    ]);
  });

  test('that no source tells may go on from any state, and steps of a real partner keep their source', async () => {
    const { communityPartners } = await read<{ communityPartners: { nodes: { id: string }[] } }>(
      '{ communityPartners(filter: { organization: { name: { eq: "沐言咖啡" } } }) { nodes { id } } }',
      {},
      'admin',
    );
    const { communityPartner } = await write<Payload>(
      'changeCommunityPartnerState',
      step(communityPartners.nodes[0]!.id, 1, 'RENEWED', '2024-01-01'),
      'communityPartner { state synthetic mentions { nodes { line source { code } } } }',
      { as: 'admin' },
    );
    expect(communityPartner).toEqual({
      state: 'RENEWED',
      synthetic: false,
      mentions: { nodes: [{ line: 54, source: { code: '004' } }] },
    });
  });
});

describe('who sees and who writes', () => {
  test('a stranger counts none on any path', async () => {
    const source = `{ communityPartners { totalCount } communityPartnersAggregate { count }
      division(code: "990101") { partners { totalCount } }
      divisions(filter: { partners: { some: {} } }) { totalCount }
      mentions(filter: { partner: { kind: { eq: COMMERCIAL } } }) { totalCount } }`;
    const none = { totalCount: 0 };
    expect(await read(source, {}, 'anonymous')).toEqual({
      communityPartners: none,
      communityPartnersAggregate: { count: 0 },
      division: { partners: none },
      divisions: none,
      mentions: none,
    });
  });

  test('a community writes for itself and not for its neighbour', async () => {
    const organization = await body();
    const own = { organization, kind: 'COMMERCIAL', division: community };
    const before = await dump(gongzhi.pool);
    const { data, errors } = await gongzhi.query(
      `mutation ($body: ID!) { createCommunityPartner(input: { idempotencyKey: "partners-test-community", organization: { id: $body }, kind: COMMERCIAL, division: { code: "990101001002" } }) { communityPartner { id } } }`,
      { body: organization.id },
      { as: 'community' },
    );
    expect(data).toEqual({ createCommunityPartner: null });
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect(await dump(gongzhi.pool)).toEqual(before);
    const asked = { as: 'community' } as const;
    expect((await write('createCommunityPartner', own, undefined, asked)).userErrors).toEqual([]);
  });

  test('an aggregate counts what the list shows', async () => {
    const { communityPartnersAggregate: counted } = await read<{
      communityPartnersAggregate: { groups: { kind: string; count: number }[] };
    }>(
      `{ communityPartnersAggregate(filter: { within: "990101002" }) { groups(by: [KIND]) { kind count } } }`,
    );
    expect(counted.groups).toEqual([
      { kind: 'PUBLIC_BENEFIT', count: 1 },
      { kind: 'COMMERCIAL', count: 1 },
    ]);
  });
});
