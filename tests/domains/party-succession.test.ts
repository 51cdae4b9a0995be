// What carries a party organization, what becomes another kind and how long terms are.
import { describe, expect, test } from '@jest/globals';
import {
  carrierFits,
  carrierPlaceFaults,
  carrierUnitFaults,
  unitPeriodFaults,
} from '../../src/domains/party/rules/carriers.js';
import { termYears } from '../../src/domains/party/rules/sizes.js';
import type { PartyCarrier, PartyKind } from '../../src/generated/database.js';
import { messageOf, type Fault } from '../../src/kernel/errors.js';
import { partyClerk, west } from '../support/party.js';
import { usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded', 'district');
const { read, refused } = gongzhi;
const { make, unit, update, accept } = partyClerk(gongzhi);

const rulesOf = (faults: readonly Fault[]): (string | null)[] => faults.map(({ rule }) => rule);

const changeKind = (id: string, version: number, input: Record<string, unknown>) =>
  update(id, version, { effectiveOn: '2025-01-01', ...input });

describe('another kind', () => {
  async function street(): Promise<string> {
    const data = await read<{ partyOrganizations: { nodes: { id: string }[] } }>(
      `{ partyOrganizations(filter: { name: { eq: "示例西街道党工委" } }) { nodes { id } } }`,
    );
    return data.partyOrganizations.nodes[0]!.id;
  }

  test('from a day on is another organization in the same place', async () => {
    const id = await make({
      name: '升格党总支',
      kind: 'GENERAL_BRANCH',
      parent: { id: await street() },
      formalMembers: 120,
      termStart: '2024-01-01',
      termEnd: '2029-01-01',
    });
    const early = await make({ name: '升格早党支部', parent: { id } });
    await make({ name: '升格党小组', kind: 'GROUP', carrierKind: 'GRID_MICRO', parent: { id: early } });
    await make({ name: '升格迟党支部', parent: { id }, validFrom: '2025-03-01' });
    const { partyOrganization } = await accept(
      'changePartyOrganizationKind',
      changeKind(id, 1, { kind: 'COMMITTEE', name: '升格党委', documentNo: '示例组〔2025〕1号' }),
      `partyOrganization { id kind name status version validFrom validTo formalMembers termEnd approvalDocumentNo
         predecessor(asOf: "2024-12-31") { name kind } parentLinks { nodes { validFrom documentNo } } parent { name } ancestors { nodes { name } }
         children { nodes { name } } descendants { totalCount } }`,
    );
    const { id: successor, ...rest } = partyOrganization as Record<string, unknown>;
    expect(rest).toEqual({
      kind: 'COMMITTEE',
      name: '升格党委',
      status: 'ACTIVE',
      version: 1,
      validFrom: '2025-01-01',
      validTo: null,
      formalMembers: 120,
      termEnd: '2029-01-01',
      approvalDocumentNo: '示例组〔2025〕1号',
      predecessor: { name: '升格党总支', kind: 'GENERAL_BRANCH' },
      parentLinks: { nodes: [{ validFrom: '2025-01-01', documentNo: '示例组〔2025〕1号' }] },
      parent: { name: '示例西街道党工委' },
      ancestors: { nodes: [{ name: '中共示例区委' }, { name: '示例西街道党工委' }] },
      children: { nodes: [{ name: '升格迟党支部' }, { name: '升格早党支部' }] },
      descendants: { totalCount: 3 },
    });
    const data = await read(
      `query ($old: ID!, $new: ID!, $child: ID!) {
         before: partyOrganization(ref: { id: $old }, asOf: "2024-12-31") {
           kind status validTo successors(asOf: "2025-01-01") { nodes { name } }
           statusChanges { nodes { fromStatus toStatus effectiveOn } }
           children { nodes { name } } descendants { totalCount } }
         gone: partyOrganization(ref: { id: $old }, asOf: "2025-01-01") { name }
         notYet: partyOrganization(ref: { id: $new }, asOf: "2024-12-31") { name }
         child: partyOrganization(ref: { id: $child }) {
           parentLinks { nodes { validFrom validTo } } ancestors(last: 1) { nodes { name } }
           earlier: ancestors(last: 1, asOf: "2024-12-31") { nodes { name } } } }`,
      { old: id, new: successor, child: early },
    );
    expect(data).toEqual({
      before: {
        kind: 'GENERAL_BRANCH',
        status: 'DISSOLVED',
        validTo: '2025-01-01',
        successors: { nodes: [{ name: '升格党委' }] },
        statusChanges: {
          nodes: [{ fromStatus: 'ACTIVE', toStatus: 'DISSOLVED', effectiveOn: '2025-01-01' }],
        },
        children: { nodes: [{ name: '升格早党支部' }] },
        descendants: { totalCount: 2 },
      },
      gone: null,
      notYet: null,
      child: {
        parentLinks: {
          nodes: [
            { validFrom: '2024-01-01', validTo: '2025-01-01' },
            { validFrom: '2025-01-01', validTo: null },
          ],
        },
        ancestors: { nodes: [{ name: '升格党委' }] },
        earlier: { nodes: [{ name: '升格党总支' }] },
      },
    });
    expect(await misplaced()).toEqual([]);
  });

  test('is judged by every rule of the new place', async () => {
    const id = await make({ name: '改设党支部', parent: { id: await street() } });
    await make({ name: '改设党小组', kind: 'GROUP', carrierKind: 'GRID_MICRO', parent: { id } });
    const refusedFor = (input: Record<string, unknown>): Promise<readonly string[]> =>
      refused('changePartyOrganizationKind', changeKind(id, 1, input));
    expect(await refusedFor({ kind: 'GENERAL_BRANCH' })).toEqual([
      'RULE_BROKEN party-group-stands-under-a-branch at kind',
    ]);
    expect(await refusedFor({ kind: 'JOINT_BRANCH', carrierKind: 'COMPOUND' })).toEqual([
      'RULE_BROKEN party-carrier-names-its-unit at carrierKind',
    ]);
    expect(await refusedFor({ kind: 'BRANCH' })).toEqual([
      'RULE_BROKEN party-kind-changes-to-another at kind',
    ]);
    expect(await refusedFor({ kind: 'JOINT_BRANCH', effectiveOn: '2024-01-01' })).toEqual([
      'RULE_BROKEN party-kind-changes-after-foundation at effectiveOn',
    ]);
    expect(await refusedFor({ kind: 'JOINT_BRANCH', effectiveOn: '2100-01-01' })).toEqual([
      'RULE_BROKEN party-status-dated-in-order at effectiveOn',
    ]);
    const planned = await make({ name: '改设拟设党支部', status: 'PROPOSED' });
    expect(
      await refused('changePartyOrganizationKind', changeKind(planned, 1, { kind: 'JOINT_BRANCH' })),
    ).toEqual(['RULE_BROKEN party-kind-changes-at-work at ']);
  });

  /** Names of what has no path of the links on the days around the change. */
  async function misplaced(): Promise<string[]> {
    const { rows } = await gongzhi.pool.query<{ name: string }>(
      `SELECT o.name FROM unnest(ARRAY['2024-12-31', '2025-01-01', '2025-03-01']::date[]) AS day
       JOIN "PartyParent" l ON l."validFrom" <= day AND (l."validTo" IS NULL OR l."validTo" > day)
       JOIN "PartyOrganization" o ON o.tenant = l.tenant AND o.id = l."childId"
       LEFT JOIN "PartyPath" p ON p.tenant = l.tenant AND p."nodeId" = l."childId"
         AND p."validFrom" <= day AND (p."validTo" IS NULL OR p."validTo" > day)
       WHERE p.path IS NULL OR p.path NOT LIKE '%/' || l."parentId" || '/' || l."childId" || '/'`,
    );
    return rows.map(({ name }) => name);
  }
});

describe('a carrier', () => {
  test('fits its division and its unit, whichever it is', () => {
    for (const [name, { divisions, units }] of Object.entries(carrierFits)) {
      const carrier = name as PartyCarrier;
      expect(rulesOf(carrierPlaceFaults(carrier, ['PROVINCE'], []))).toEqual(
        divisions ? ['party-carrier-fits-its-place'] : [],
      );
      for (const kind of divisions ?? []) expect(carrierPlaceFaults(carrier, [kind], [])).toEqual([]);
      expect(rulesOf(carrierUnitFaults(carrier, 'PARK', []))).toEqual(
        units ? ['party-carrier-fits-its-unit'] : [],
      );
      expect(rulesOf(carrierUnitFaults(carrier, null, []))).toEqual(
        units ? ['party-carrier-names-its-unit'] : [],
      );
      for (const kind of units ?? []) expect(carrierUnitFaults(carrier, kind, [])).toEqual([]);
    }
    expect(messageOf(carrierPlaceFaults('STREET', ['TOWN'], [])[0]!, 'zh-CN')).toBe(
      '依托“街道”的党组织须设在街道,而所在区划是镇。',
    );
  });

  test('is refused in another place, of another kind, and out of use', async () => {
    const carrier = await unit('BUILDING', '载体1栋');
    const input = {
      name: '载体党支部',
      kind: 'BRANCH',
      carrierKind: 'COMPOUND',
      division: west,
      unit: { id: carrier },
      validFrom: '2019-12-31',
    };
    expect(await refused('createPartyOrganization', input)).toEqual([
      'RULE_BROKEN party-unit-valid-throughout at unit',
      'RULE_BROKEN party-carrier-fits-its-unit at unit',
    ]);
    expect(
      await refused('createPartyOrganization', { ...input, unit: undefined, carrierKind: 'VILLAGE' }),
    ).toEqual(['RULE_BROKEN party-carrier-fits-its-place at division']);
    const of = { validFrom: '2020-01-01', validTo: '2022-01-01' };
    const during = (validFrom: string, validTo: string | null): number =>
      unitPeriodFaults(of, { validFrom, validTo }, []).length;
    expect([during('2020-01-01', '2022-01-01'), during('2019-01-01', '2021-01-01')]).toEqual([0, 1]);
    expect([during('2021-01-01', null), during('2021-01-01', '2022-01-02')]).toEqual([1, 1]);
  });
});

describe('a term', () => {
  test('is of five years, of three, or of none', () => {
    const years = (kind: PartyKind, carrierKind: PartyCarrier): number | null =>
      termYears({ kind, carrierKind });
    expect(years('BRANCH', 'ENTERPRISE')).toBe(3);
    for (const carrier of ['COMMUNITY', 'VILLAGE', 'COMPOUND', 'BUILDING_COURT', 'SETTLEMENT'] as const)
      expect(years('BRANCH', carrier)).toBe(5);
    expect([years('COMMITTEE', 'TOWN'), years('COMMITTEE', 'ENTERPRISE')]).toEqual([5, 5]);
    for (const kind of ['WORKING_COMMITTEE', 'ORGAN', 'LEADING_GROUP', 'GROUP'] as const)
      expect(years(kind, 'COMMUNITY')).toBeNull();
  });
});
