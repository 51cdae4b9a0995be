// Organizations over the graph, on the demo county: recorded, found, corrected, taken through their life.
import { describe, expect, test } from '@jest/globals';
import { dump } from '../support/dump.js';
import { callerWith, usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded', 'district');
const { read, write, refused } = gongzhi;

interface Payload {
  readonly organization: Record<string, unknown> | null;
}

const community = { code: '990101001001' };

/** Records an organization in the demo community. */
async function make(input: Record<string, unknown>): Promise<string> {
  const { organization, userErrors } = await write<Payload>('createOrganization', {
    kind: 'ENTERPRISE',
    division: community,
    ...input,
  });
  expect(userErrors).toEqual([]);
  return organization!['id'] as string;
}

describe('an organization', () => {
  test('is recorded and found by its id, its code, the caller’s own key and the letters of its name', async () => {
    const input = {
      kind: 'SOCIAL_SERVICE_AGENCY',
      name: '试验社工服务中心',
      aliases: ['试验社工'],
      division: community,
      uscc: ' 52990101mjtemp００１e ',
      contactName: '示例联系人',
      contactPhone: '０００-1234',
      externalKey: 'crm-17',
    };
    const fields =
      '__typename id kind status uscc aliases contactPhone synthetic version division { name } allowedActions { operation allowed rule }';
    const { organization, userErrors } = await write<Payload>(
      'createOrganization',
      input,
      `organization { ${fields} }`,
    );
    expect(userErrors).toEqual([]);
    expect(organization).toMatchObject({
      __typename: 'SocialOrganization',
      kind: 'SOCIAL_SERVICE_AGENCY',
      status: 'ACTIVE',
      uscc: '52990101MJTEMP001E',
      aliases: ['试验社工'],
      contactPhone: '000-1234',
      synthetic: true,
      version: 1,
      division: { name: '示例晨光社区居委会' },
      allowedActions: [
        { operation: 'updateOrganization', allowed: true, rule: null },
        { operation: 'changeOrganizationStatus', allowed: true, rule: null },
        { operation: 'addOrganizationResidence', allowed: true, rule: null },
        { operation: 'endOrganizationResidence', allowed: true, rule: null },
      ],
    });
    const found = await read(
      `query ($id: ID!) {
         byId: organization(ref: { id: $id }) { ${fields} }
         byCode: organization(ref: { usccInTenant: { tenant: 990101, uscc: "52990101mjtemp001e" } }) { ${fields} }
         byKey: organization(ref: { externalKey: { tenant: 990101, key: "crm-17" } }) { ${fields} }
         elsewhere: organization(ref: { usccInTenant: { tenant: 510117, uscc: "52990101MJTEMP001E" } }) { id }
         organizations(search: "sysgfw") { nodes { ${fields} } } }`,
      { id: organization!['id'] },
    );
    expect(found).toEqual({
      byId: organization,
      byCode: organization,
      byKey: organization,
      elsewhere: null,
      organizations: { nodes: [organization] },
    });
  });

  test('is refused with everything that is wrong, in the language asked for', async () => {
    const input = {
      kind: 'ENTERPRISE',
      name: ' ',
      division: community,
      uscc: '91990101MATEMP001X',
      contactPhone: '示例',
      registeredOn: '2024-02-30',
    };
    expect(await refused('createOrganization', input)).toEqual([
      'INVALID_INPUT text-length at name',
      'INVALID_INPUT uscc-check-character at uscc',
      'INVALID_INPUT date-form at registeredOn',
      'INVALID_INPUT phone-form at contactPhone',
    ]);
    const zh = await write('createOrganization', input);
    const en = await write('createOrganization', input, 'organization { id }', { language: 'en' });
    expect([zh, en].map(({ userErrors }) => userErrors[1]!.message)).toEqual([
      '统一社会信用代码的校验码不符,请核对。',
      'The check character of the unified social credit code does not fit the others; compare it again.',
    ]);
  });

  test('is refused where its code belongs to another kind', async () => {
    const input = {
      kind: 'FOUNDATION',
      name: '试验',
      division: community,
      uscc: '91990101MATEMP001W',
      aliases: ['甲', '甲'],
    };
    expect(await refused('createOrganization', input)).toEqual([
      'INVALID_INPUT list-distinct at aliases',
      'INVALID_INPUT uscc-agrees-with-kind at uscc',
    ]);
  });

  test('is recorded once by an office under its code, and again by another office', async () => {
    const input = { kind: 'ENTERPRISE', name: '试验两地公司', uscc: '91990101MATEMP001W' };
    await make(input);
    expect(await refused('createOrganization', { ...input, division: community })).toEqual([
      'CONFLICT unique-in-tenant at uscc',
    ]);
    const country = callerWith(
      (['organizations:write', 'territory:read'] as const).map((scope) => ({
        scope,
        division: null,
        dataClass: 'PUBLIC' as const,
      })),
    );
    const { userErrors } = await write(
      'createOrganization',
      { ...input, division: { code: '510117' } },
      'organization { id }',
      {
        as: country,
      },
    );
    expect(userErrors).toEqual([]);
    const { rows } = await gongzhi.pool.query(
      `SELECT tenant, synthetic FROM "Organization" WHERE uscc = '91990101MATEMP001W' ORDER BY tenant`,
    );
    expect(rows).toEqual([
      { tenant: 510117, synthetic: false },
      { tenant: 990101, synthetic: true },
    ]);
  });

  test('is recorded once where ten clerks record it at once', async () => {
    const input = {
      kind: 'ENTERPRISE',
      name: '试验抢注公司',
      division: community,
      uscc: '91990101MATEMP0020',
    };
    const payloads = await Promise.all(Array.from({ length: 10 }, () => write('createOrganization', input)));
    const rules = payloads.flatMap(({ userErrors }) =>
      userErrors.map(({ rule, path }) => `${rule} at ${path.join('.')}`),
    );
    expect(rules).toEqual(Array.from({ length: 9 }, () => 'unique-in-tenant at uscc'));
  });

  test('of the same name may be another one', async () => {
    expect(await make({ name: '试验同名店' })).not.toBe(await make({ name: '试验同名店' }));
  });
});

describe('a correction', () => {
  test('changes the kind and with it the type, and keeps the id', async () => {
    const id = await make({
      kind: 'FILED_COMMUNITY_ORG',
      name: '试验舞蹈队',
      shortName: '舞蹈队',
      grade: 'A1',
    });
    const { organization, userErrors } = await write<Payload>(
      'updateOrganization',
      {
        organization: { id },
        expectedVersion: 1,
        kind: 'ALLIANCE',
        name: '试验文艺联盟',
        uscc: '51990101MJTEMP004T',
        shortName: null,
        grade: null,
        twoNew: 'NONE',
      },
      'organization { __typename id kind name shortName uscc grade twoNew version }',
    );
    expect(userErrors).toEqual([]);
    expect(organization).toEqual({
      __typename: 'JointBody',
      id,
      kind: 'ALLIANCE',
      name: '试验文艺联盟',
      shortName: null,
      uscc: '51990101MJTEMP004T',
      grade: null,
      twoNew: 'NONE',
      version: 2,
    });
    const found = await read(
      `{ new: organizations(search: "wylm") { nodes { id } } old: organizations(search: "sywdd") { nodes { id } } }`,
    );
    expect(found).toEqual({ new: { nodes: [{ id }] }, old: { nodes: [] } });
    // The kind is judged with the code on record, the code with the kind on record.
    expect(
      await refused('updateOrganization', { organization: { id }, expectedVersion: 2, kind: 'ENTERPRISE' }),
    ).toEqual(['INVALID_INPUT uscc-agrees-with-kind at uscc']);
    expect(
      await refused('updateOrganization', {
        organization: { id },
        expectedVersion: 2,
        uscc: '53990101MJTEMP005P',
      }),
    ).toEqual(['INVALID_INPUT uscc-agrees-with-kind at uscc']);
    expect(
      await refused('updateOrganization', { organization: { id }, expectedVersion: 1, name: '迟到' }),
    ).toEqual(['VERSION_CONFLICT null at expectedVersion']);
  });

  test('never takes an organization to another office', async () => {
    const id = await make({ name: '试验迁址公司' });
    const country = callerWith([{ scope: 'organizations:write', division: null, dataClass: 'PUBLIC' }]);
    const input = { organization: { id }, expectedVersion: 1, division: { code: '510117' } };
    expect(await refused('updateOrganization', input, country)).toEqual([
      'RULE_BROKEN organization-stays-in-its-office at division',
    ]);
  });
});

describe('the life of an organization', () => {
  test('goes step by step to its end, and every step stays readable', async () => {
    const id = await make({ name: '试验生命周期公司', status: 'PREPARING' });
    const step = (expectedVersion: number, status: string, effectiveOn: string) => ({
      organization: { id },
      expectedVersion,
      status,
      effectiveOn,
      documentNo: `示例〔${effectiveOn.slice(0, 4)}〕1号`,
    });
    expect(await refused('changeOrganizationStatus', step(1, 'REVOKED', '2020-01-01'))).toEqual([
      'RULE_BROKEN organization-status-follows-its-life-cycle at status',
    ]);
    expect(await refused('changeOrganizationStatus', step(1, 'ACTIVE', '2999-01-01'))).toEqual([
      'RULE_BROKEN organization-status-dated-until-today at effectiveOn',
    ]);
    for (const [i, [status, on]] of (
      [
        ['ACTIVE', '2020-01-01'],
        ['ABNORMAL', '2021-01-01'],
        ['REVOKED', '2022-01-01'],
      ] as const
    ).entries())
      expect((await write('changeOrganizationStatus', step(i + 1, status, on))).userErrors).toEqual([]);
    expect(await refused('changeOrganizationStatus', step(4, 'DEREGISTERED', '2021-12-31'))).toEqual([
      'RULE_BROKEN organization-status-dated-in-order at effectiveOn',
    ]);
    const { organization } = await write<Payload>(
      'changeOrganizationStatus',
      step(4, 'DEREGISTERED', '2023-01-01'),
      'organization { status version statusChanges { nodes { fromStatus toStatus effectiveOn documentNo } } allowedActions { operation allowed rule } } statusChange { toStatus }',
    );
    expect(organization).toEqual({
      status: 'DEREGISTERED',
      version: 5,
      statusChanges: {
        nodes: [
          {
            fromStatus: 'PREPARING',
            toStatus: 'ACTIVE',
            effectiveOn: '2020-01-01',
            documentNo: '示例〔2020〕1号',
          },
          {
            fromStatus: 'ACTIVE',
            toStatus: 'ABNORMAL',
            effectiveOn: '2021-01-01',
            documentNo: '示例〔2021〕1号',
          },
          {
            fromStatus: 'ABNORMAL',
            toStatus: 'REVOKED',
            effectiveOn: '2022-01-01',
            documentNo: '示例〔2022〕1号',
          },
          {
            fromStatus: 'REVOKED',
            toStatus: 'DEREGISTERED',
            effectiveOn: '2023-01-01',
            documentNo: '示例〔2023〕1号',
          },
        ],
      },
      allowedActions: [
        ...['updateOrganization', 'changeOrganizationStatus', 'addOrganizationResidence'].map(
          (operation) => ({
            operation,
            allowed: false,
            rule: 'deregistered-organization-is-final',
          }),
        ),
        // What it was part of may still be brought to its end.
        { operation: 'endOrganizationResidence', allowed: true, rule: null },
      ],
    });
    expect(
      await refused('updateOrganization', { organization: { id }, expectedVersion: 5, name: '迟到' }),
    ).toEqual(['RULE_BROKEN deregistered-organization-is-final at ']);
  });
});

describe('who sees and who writes', () => {
  test('contacts are hidden from those without a right to personal data, in filters and orders too', async () => {
    await make({ name: '试验联系公司', contactName: '示例专员', contactPhone: '000-99999' });
    const source = `{
      organizations(filter: { name: { eq: "试验联系公司" } }) { nodes { contactName contactPhone } }
      byContact: organizations(filter: { contactName: { eq: "示例专员" } }) { totalCount }
      withContact: organizations(filter: { within: "990101", contactName: { isNull: false } }) { totalCount } }`;
    const { data, extensions } = await gongzhi.query(source, {}, { as: 'treasurer' });
    expect(data).toEqual({
      organizations: { nodes: [{ contactName: null, contactPhone: null }] },
      byContact: { totalCount: 0 },
      withContact: { totalCount: 0 },
    });
    expect([...extensions.redactions!].sort()).toEqual([
      'organizations.nodes.contactName',
      'organizations.nodes.contactPhone',
    ]);
    expect(await read(source)).toMatchObject({
      organizations: { nodes: [{ contactName: '示例专员', contactPhone: '000-99999' }] },
      byContact: { totalCount: 1 },
    });
  });

  test('a stranger counts none on any path', async () => {
    const { data } = await gongzhi.query(
      `{ organizations { totalCount } organizationsAggregate { count }
         division(code: "990101") { organizations { totalCount } residences { totalCount } residentOrganizations { totalCount } }
         divisions(filter: { organizations: { some: {} } }) { totalCount } }`,
      {},
      { as: 'anonymous' },
    );
    expect(data).toEqual({
      organizations: { totalCount: 0 },
      organizationsAggregate: { count: 0 },
      division: {
        organizations: { totalCount: 0 },
        residences: { totalCount: 0 },
        residentOrganizations: { totalCount: 0 },
      },
      divisions: { totalCount: 0 },
    });
  });

  test('a community writes for itself and not for its neighbour', async () => {
    const before = await dump(gongzhi.pool);
    const { data, errors } = await gongzhi.query(
      `mutation { createOrganization(input: { idempotencyKey: "organizations-test-community", kind: ENTERPRISE, name: "x", division: { code: "990101002001" } }) { organization { id } } }`,
      {},
      { as: 'community' },
    );
    expect(data).toEqual({ createOrganization: null });
    expect(errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
    expect(await dump(gongzhi.pool)).toEqual(before);
    const own = { kind: 'SELF_ORG', name: '试验自组织', division: community };
    expect(
      (await write('createOrganization', own, 'organization { id }', { as: 'community' })).userErrors,
    ).toEqual([]);
  });

  test('an aggregate counts what the list shows', async () => {
    const { organizationsAggregate } = await read<{
      organizationsAggregate: { groups: { kind: string; count: number }[] };
    }>(
      `{ organizationsAggregate(filter: { within: "990101" }) { groups(by: [KIND], first: 50) { kind count } } }`,
    );
    const { rows } = await gongzhi.pool.query(
      `SELECT kind, count(*)::int AS count FROM "Organization" WHERE tenant = 990101 GROUP BY kind ORDER BY count(*) DESC, kind`,
    );
    expect(organizationsAggregate.groups).toEqual(rows);
  });
});

test('a dry run answers what would be and writes nothing', async () => {
  const before = await dump(gongzhi.pool);
  const { organization, userErrors } = await write<Payload>(
    'createOrganization',
    { kind: 'ENTERPRISE', name: '试验空跑公司', division: community, dryRun: true },
    'organization { name version } events { type }',
  );
  expect(userErrors).toEqual([]);
  expect(organization).toEqual({ name: '试验空跑公司', version: 1 });
  expect(await dump(gongzhi.pool)).toEqual(before);
});
