// What is said of an organization fits its kind and its days, and what no source says stays unknown.
import { describe, expect, test } from '@jest/globals';
import { today } from '../../src/kernel/clock.js';
import { callerWith, usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded', 'district');
const { read, write, refused } = gongzhi;

interface Payload {
  readonly organization: Record<string, unknown> | null;
}

const given = { kind: 'ENTERPRISE', name: '试验', division: { code: '990101001001' } };
const tomorrow = (): string => new Date(Date.parse(today()) + 86_400_000).toISOString().slice(0, 10);

/** Records an organization in the demo community. */
async function make(input: Record<string, unknown>): Promise<string> {
  const { organization, userErrors } = await write<Payload>('createOrganization', { ...given, ...input });
  expect(userErrors).toEqual([]);
  return organization!['id'] as string;
}

describe('the kind', () => {
  test('is judged with the legal form and the grade when an organization is recorded', async () => {
    expect(await refused('createOrganization', { ...given, legalForm: 'NON_PROFIT', grade: 'A3' })).toEqual([
      'INVALID_INPUT legal-form-fits-kind at legalForm',
      'INVALID_INPUT grade-only-of-social-organizations at grade',
    ]);
    await make({ kind: 'SOCIAL_ASSOCIATION', legalForm: 'NON_PROFIT', grade: 'A3' });
  });

  test('does not change away from the form and the grade on record', async () => {
    const id = await make({ kind: 'SOCIAL_ASSOCIATION', legalForm: 'NON_PROFIT', grade: 'A3' });
    const change = { organization: { id }, expectedVersion: 1, kind: 'ENTERPRISE' };
    expect(await refused('updateOrganization', change)).toEqual([
      'INVALID_INPUT legal-form-fits-kind at legalForm',
      'INVALID_INPUT grade-only-of-social-organizations at grade',
    ]);
    const { organization, userErrors } = await write<Payload>(
      'updateOrganization',
      { ...change, legalForm: 'COMPANY', grade: null },
      'organization { kind legalForm grade name }',
    );
    expect(userErrors).toEqual([]);
    expect(organization).toEqual({ kind: 'ENTERPRISE', legalForm: 'COMPANY', grade: null, name: '试验' });
    expect(
      await refused('updateOrganization', { organization: { id }, expectedVersion: 2, grade: 'A1' }),
    ).toEqual(['INVALID_INPUT grade-only-of-social-organizations at grade']);
  });
});

describe('the day of registration', () => {
  test('has come', async () => {
    expect(await refused('createOrganization', { ...given, registeredOn: tomorrow() })).toEqual([
      'INVALID_INPUT organization-registered-until-today at registeredOn',
    ]);
    const id = await make({ registeredOn: today() });
    expect(
      await refused('updateOrganization', {
        organization: { id },
        expectedVersion: 1,
        registeredOn: tomorrow(),
      }),
    ).toEqual(['INVALID_INPUT organization-registered-until-today at registeredOn']);
  });

  test('comes before every change of status, whichever is recorded first', async () => {
    const id = await make({ registeredOn: '2020-05-01' });
    const abnormal = { organization: { id }, expectedVersion: 1, status: 'ABNORMAL' };
    expect(await refused('changeOrganizationStatus', { ...abnormal, effectiveOn: '2020-04-30' })).toEqual([
      'RULE_BROKEN organization-status-dated-after-registration at effectiveOn',
    ]);
    const { userErrors } = await write('changeOrganizationStatus', {
      ...abnormal,
      effectiveOn: '2021-01-01',
    });
    expect(userErrors).toEqual([]);
    const correct = { organization: { id }, expectedVersion: 2 };
    expect(await refused('updateOrganization', { ...correct, registeredOn: '2021-01-02' })).toEqual([
      'RULE_BROKEN organization-registered-before-its-status-changes at registeredOn',
    ]);
    const corrected = await write('updateOrganization', { ...correct, registeredOn: '2021-01-01' });
    expect(corrected.userErrors).toEqual([]);
  });
});

describe('what nobody says', () => {
  test('stays unknown in a new organization, and can be said and taken back', async () => {
    const fields = 'organization { id status twoNew isHub legalForm }';
    const { organization } = await write<Payload>('createOrganization', given, fields);
    const id = organization!['id'];
    const unsaid = { id, status: 'ACTIVE', twoNew: 'UNKNOWN', isHub: null, legalForm: 'UNKNOWN' };
    expect(organization).toEqual(unsaid);
    const say = { organization: { id }, expectedVersion: 1, twoNew: 'NONE', isHub: false };
    const said = await write<Payload>('updateOrganization', say, fields);
    expect(said.organization).toEqual({ ...unsaid, twoNew: 'NONE', isHub: false });
    const unsay = { organization: { id }, expectedVersion: 2, twoNew: 'UNKNOWN', isHub: null };
    const taken = await write<Payload>('updateOrganization', unsay, fields);
    expect(taken.organization).toEqual(unsaid);
  });

  test('is no status that a clerk gives', async () => {
    expect(await refused('createOrganization', { ...given, status: 'UNKNOWN' })).toEqual([
      'INVALID_INPUT organization-status-is-said at status',
    ]);
    const id = await make({});
    const change = { organization: { id }, expectedVersion: 1, status: 'UNKNOWN', effectiveOn: '2024-01-01' };
    expect(await refused('changeOrganizationStatus', change)).toEqual([
      'RULE_BROKEN organization-status-follows-its-life-cycle at status',
    ]);
  });

  test('is found and counted among the real bodies, until somebody finds it out', async () => {
    const pidu = callerWith([{ scope: 'organizations:write', division: '510117', dataClass: 'PUBLIC' }]);
    const source = `{
      organizationsAggregate(filter: { within: "510117" }) {
        count
        byStatus: groups(by: [STATUS], first: 5) { status count }
        byClass: groups(by: [TWO_NEW], first: 5) { twoNew count } }
      hubs: organizations(filter: { within: "510117", isHub: { eq: true } }) { totalCount }
      unknown: organizations(filter: { within: "510117", isHub: { isNull: true } }) { totalCount }
      intel: organizations(filter: { within: "510117", name: { eq: "英特尔" } }) { nodes { id status } } }`;
    const found = await read<{ intel: { nodes: { id: string }[] } }>(source, {}, pidu);
    expect(found).toMatchObject({
      organizationsAggregate: {
        count: 25,
        byStatus: [{ status: 'UNKNOWN', count: 25 }],
        byClass: [{ twoNew: 'UNKNOWN', count: 25 }],
      },
      hubs: { totalCount: 4 },
      unknown: { totalCount: 21 },
      intel: { nodes: [{ status: 'UNKNOWN' }] },
    });
    const { organization, userErrors } = await write<Payload>(
      'changeOrganizationStatus',
      {
        organization: { id: found.intel.nodes[0]!.id },
        expectedVersion: 1,
        status: 'ACTIVE',
        effectiveOn: '2019-05-14',
      },
      'organization { status statusChanges { nodes { fromStatus toStatus } } }',
      { as: pidu },
    );
    expect(userErrors).toEqual([]);
    expect(organization).toEqual({
      status: 'ACTIVE',
      statusChanges: { nodes: [{ fromStatus: 'UNKNOWN', toStatus: 'ACTIVE' }] },
    });
  });
});

test('a key of a division says what it is, and a list of a division whom it holds', async () => {
  const found = await read<Record<string, { fields: { name: string; description: string }[] }>>(
    `{ organization: __type(name: "Enterprise") { fields { name description } }
       division: __type(name: "Division") { fields { name description } } }`,
  );
  const text = (type: string, field: string) =>
    found[type]!.fields.find(({ name }) => name === field)!.description;
  expect(text('organization', 'divisionKey')).toMatch(/first recorded.*code of the day.*`within`/);
  expect(text('division', 'organizations')).toMatch(/recorded here.*where no source gives/);
});
