// Residences of organizations over the graph: dated, one part at a time, read from the division.
import { describe, expect, test } from '@jest/globals';
import { newId } from '../../src/kernel/ids.js';
import { dump } from '../support/dump.js';
import { callerWith, mutation, usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded', 'district');
const { read, write, refused } = gongzhi;

interface Payload {
  readonly residence: Record<string, unknown> | null;
}

const community = { code: '990101001001' };

async function make(input: Record<string, unknown>): Promise<string> {
  const given = { kind: 'ENTERPRISE', division: community, ...input };
  const made = await write<{ organization: { id: string } }>('createOrganization', given);
  return made.organization.id;
}

describe('a residence', () => {
  const add = (id: string, more: Record<string, unknown>) => ({
    organization: { id },
    expectedVersion: 1,
    division: community,
    role: 'RESIDENT_UNIT',
    ...more,
  });

  test('is seen from the division on its days, and plays a part once at a time', async () => {
    const id = await make({ name: '试验驻区公司' });
    const { residence } = await write<Payload>(
      'addOrganizationResidence',
      add(id, { validFrom: '2023-01-01', validTo: '2024-01-01' }),
      'residence { id version role validFrom validTo division { code } organization { name } }',
    );
    expect(residence).toMatchObject({
      version: 1,
      role: 'RESIDENT_UNIT',
      validFrom: '2023-01-01',
      validTo: '2024-01-01',
      division: { code: '990101001001' },
      organization: { name: '试验驻区公司' },
    });
    expect(await refused('addOrganizationResidence', add(id, { validFrom: '2023-12-31' }))).toEqual([
      'CONFLICT residence-without-overlap at validFrom',
    ]);
    expect(
      await refused('addOrganizationResidence', add(id, { validFrom: '2022-01-01', validTo: '2022-01-01' })),
    ).toEqual(['INVALID_INPUT validity-order at validTo']);
    for (const more of [{ validFrom: '2024-01-01' }, { validFrom: '2023-06-01', role: 'DONOR' }])
      expect((await write('addOrganizationResidence', add(id, more))).userErrors).toEqual([]);
    const source = `query ($asOf: Date!) { division(code: "990101", asOf: $asOf) {
      residentOrganizations(search: "试验驻区公司") { totalCount }
      residences(filter: { organization: { name: { eq: "试验驻区公司" } } }) { nodes { role } } } }`;
    const on = (asOf: string): Promise<unknown> => read(source, { asOf });
    expect(await on('2022-12-31')).toEqual({
      division: { residentOrganizations: { totalCount: 0 }, residences: { nodes: [] } },
    });
    expect(await on('2023-06-01')).toEqual({
      division: {
        residentOrganizations: { totalCount: 1 },
        residences: { nodes: [{ role: 'RESIDENT_UNIT' }, { role: 'DONOR' }] },
      },
    });
    expect(await on('2024-01-01')).toMatchObject({ division: { residentOrganizations: { totalCount: 1 } } });
  });

  test('ends on a day after it began, and only once', async () => {
    const id = await make({ name: '试验离区公司' });
    const { residence } = await write<Payload>(
      'addOrganizationResidence',
      add(id, { validFrom: '2023-01-01' }),
      'residence { id version }',
    );
    const end = { organization: { id }, residence: { id: residence!['id'] }, expectedVersion: 1 };
    expect(await refused('endOrganizationResidence', { ...end, validTo: '2023-01-01' })).toEqual([
      'INVALID_INPUT validity-order at validTo',
    ]);
    const ended = await write(
      'endOrganizationResidence',
      { ...end, validTo: '2024-01-01' },
      'residence { validTo version }',
    );
    expect(ended).toEqual({ residence: { validTo: '2024-01-01', version: 2 }, userErrors: [] });
    expect(await refused('endOrganizationResidence', { ...end, validTo: '2025-01-01' })).toEqual([
      'RULE_BROKEN residence-ends-once at validTo',
    ]);
    expect(
      (await write('addOrganizationResidence', add(id, { validFrom: '2024-01-01' }))).userErrors,
    ).toEqual([]);
  });

  test('is recorded once where five clerks record it at once', async () => {
    const id = await make({ name: '试验同时驻区公司' });
    const payloads = await Promise.all(
      Array.from({ length: 5 }, (_, i) =>
        write('addOrganizationResidence', add(id, { validFrom: `2023-0${i + 1}-01` })),
      ),
    );
    expect(payloads.flatMap(({ userErrors }) => userErrors.map(({ rule }) => rule))).toEqual(
      Array.from({ length: 4 }, () => 'residence-without-overlap'),
    );
  });
});

describe('a residence in the care of another office', () => {
  const clerk = callerWith(
    ['organizations:write', 'territory:read'].map((scope) => ({
      scope: scope as 'organizations:write',
      division: '990101001001',
      dataClass: 'PUBLIC' as const,
    })),
  );
  // Sees the organization, but writes only where it resides.
  const host = callerWith([
    { scope: 'organizations:write', division: '510117', dataClass: 'PUBLIC' },
    { scope: 'organizations:read', division: '990101', dataClass: 'PUBLIC' },
  ]);

  test('is recorded and ended by who records the organization, and by nobody else', async () => {
    const id = await make({ name: '试验外驻公司' });
    const input = {
      organization: { id },
      expectedVersion: 1,
      division: { code: '510117005001' },
      role: 'SERVICE_PROVIDER',
      validFrom: '2023-01-01',
    };
    const forbidden = async (operation: string, given: Record<string, unknown>) => {
      const before = await dump(gongzhi.pool);
      const variables = { input: { idempotencyKey: newId(), ...given } };
      const { data, errors } = await gongzhi.query(mutation(operation, ''), variables, { as: host });
      expect(data).toEqual({ [operation]: null });
      expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN']);
      expect(await dump(gongzhi.pool)).toEqual(before);
    };
    await forbidden('addOrganizationResidence', input);
    const added = await write<Payload>(
      'addOrganizationResidence',
      input,
      'residence { id division { code } }',
      { as: clerk },
    );
    expect(added.userErrors).toEqual([]);
    expect(added.residence).toMatchObject({ division: { code: '510117005001' } });
    const end = {
      organization: { id },
      residence: { id: added.residence!['id'] },
      expectedVersion: 1,
      validTo: '2024-01-01',
    };
    const other = await make({ name: '试验别家公司' });
    expect(await refused('endOrganizationResidence', { ...end, organization: { id: other } })).toEqual([
      'NOT_FOUND null at residence',
    ]);
    await forbidden('endOrganizationResidence', end);
    const ended = await write<Payload>('endOrganizationResidence', end, 'residence { validTo }', {
      as: clerk,
    });
    expect(ended).toEqual({ residence: { validTo: '2024-01-01' }, userErrors: [] });
  });
});
