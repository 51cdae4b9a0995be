// What may be corrected of a party organization, what becomes another one, and what carries it.
import { describe, expect, test } from '@jest/globals';
import { endOf, notEnded, stepDayFaults, termFaults } from '../../src/domains/party/rules/life-cycle.js';
import { endFaults } from '../../src/domains/party/rules/tree.js';
import { today } from '../../src/kernel/clock.js';
import { allRules, type Fault } from '../../src/kernel/errors.js';
import { partyClerk } from '../support/party.js';
import { usePlatform, type UserError } from '../support/platform.js';

const gongzhi = usePlatform('seeded', 'district');
const { write, refused } = gongzhi;
const { make, unit, update, accept } = partyClerk(gongzhi);

const rulesOf = (faults: readonly Fault[]): (string | null)[] => faults.map(({ rule }) => rule);

describe('a correction', () => {
  test('must fit the links of the past, too', async () => {
    const [above, then] = [
      await make({ name: '更正甲党委', kind: 'COMMITTEE' }),
      await make({ name: '更正乙党总支', kind: 'GENERAL_BRANCH' }),
    ];
    const child = await make({ name: '更正党支部', parent: { id: then }, validFrom: '2024-02-01' });
    await accept('movePartyOrganization', {
      ...update(child, 1, { newParent: { id: above }, effectiveOn: '2024-06-01' }),
    });
    // What stands above it today would fit.
    expect(await refused('updatePartyOrganization', update(child, 2, { kind: 'GENERAL_BRANCH' }))).toEqual([
      'RULE_BROKEN party-parent-matrix at kind',
      'RULE_BROKEN party-carrier-at-or-below-parents at kind',
    ]);
    expect(await refused('updatePartyOrganization', update(then, 1, { kind: 'BRANCH' }))).toEqual([
      'RULE_BROKEN party-parent-matrix at kind',
      'RULE_BROKEN party-carrier-at-or-below-parents at kind',
    ]);
  });

  test('blames the field that was sent', async () => {
    const above = await make({ name: '归因党总支', kind: 'GENERAL_BRANCH' });
    const child = await make({ name: '归因党支部', parent: { id: above } });
    expect(
      await refused('updatePartyOrganization', update(child, 1, { division: { code: '990101001001' } })),
    ).toEqual(['RULE_BROKEN party-division-within-parents at division']);
    expect(await refused('updatePartyOrganization', update(child, 1, { carrierKind: 'STREET' }))).toEqual([
      'RULE_BROKEN party-carrier-fits-its-place at carrierKind',
      'RULE_BROKEN party-carrier-at-or-below-parents at carrierKind',
    ]);
    expect(
      await refused('updatePartyOrganization', update(child, 1, { termStart: '2024-01-01', kind: 'GROUP' })),
    ).toEqual(['RULE_BROKEN party-group-stands-under-a-branch at kind']);
  });

  test('judges only what it makes worse', async () => {
    const { rows } = await gongzhi.pool.query<{ id: string }>(
      `SELECT id FROM "PartyOrganization" WHERE name = '示例晨光苑小区党支部'`,
    );
    await gongzhi.pool.query(`UPDATE "PartyOrganization" SET "unitId" = NULL WHERE id = $1`, [rows[0]!.id]);
    const id = `pty_990101_${rows[0]!.id}`;
    await accept('updatePartyOrganization', update(id, 1, { carrierKind: 'COMPOUND', formalMembers: 24 }));
  });

  test('of the division alone is judged with the unit that stays', async () => {
    const carrier = await unit('RESIDENTIAL_COMPOUND', '留置小区');
    const id = await make({ name: '留置小区党支部', carrierKind: 'COMPOUND', unit: { id: carrier } });
    expect(
      await refused('updatePartyOrganization', update(id, 1, { division: { code: '990101001001' } })),
    ).toEqual(['RULE_BROKEN party-carrier-in-its-division at division']);
    expect(await refused('updatePartyOrganization', update(id, 1, { unit: null }))).toEqual([
      'RULE_BROKEN party-carrier-names-its-unit at unit',
    ]);
  });

  test('of one that begins later answers it', async () => {
    const id = await make({ name: '将来党支部', status: 'PROPOSED', validFrom: '2100-01-01' });
    const { partyOrganization } = await accept(
      'updatePartyOrganization',
      update(id, 1, { name: '将来更名党支部' }),
      'partyOrganization { name version }',
    );
    expect(partyOrganization).toEqual({ name: '将来更名党支部', version: 2 });
  });

  test('of one date keeps the term in order with the other', async () => {
    const id = await make({ name: '任期党支部', termStart: '2024-01-01', termEnd: '2027-01-01' });
    expect(await refused('updatePartyOrganization', update(id, 1, { termEnd: '2024-01-01' }))).toEqual([
      'RULE_BROKEN party-term-in-order at termEnd',
    ]);
    expect(await refused('updatePartyOrganization', update(id, 1, { termStart: '2027-01-01' }))).toEqual([
      'RULE_BROKEN party-term-in-order at termStart',
    ]);
    const step = { status: 'TERM_EXPIRED', effectiveOn: '2025-01-01', termEnd: '2023-01-01' };
    expect(await refused('changePartyOrganizationStatus', update(id, 1, step))).toEqual([
      'RULE_BROKEN party-term-in-order at termEnd',
    ]);
    await expect(
      gongzhi.pool.query(
        `UPDATE "PartyOrganization" SET "termEnd" = "termStart" WHERE "termStart" IS NOT NULL`,
      ),
    ).rejects.toThrow('PartyOrganization_term');
    expect(rulesOf(termFaults('2024-01-01', '2024-01-01', []))).toEqual(['party-term-in-order']);
    expect(termFaults(null, '2024-01-01', [])).toEqual([]);
  });
});

describe('an end', () => {
  const end = (id: string, version: number, effectiveOn: string) =>
    update(id, version, { status: 'DISSOLVED', effectiveOn });

  test('is not given to what has ended already', async () => {
    const id = await make({ name: '期满党支部', validTo: '2024-06-01' });
    for (const [operation, input] of [
      ['changePartyOrganizationStatus', end(id, 1, '2025-01-01')],
      ['updatePartyOrganization', update(id, 1, { name: '复活' })],
    ] as const)
      expect(await refused(operation, input)).toEqual(['RULE_BROKEN party-ended-organization-is-final at ']);
    expect(notEnded({ status: 'ACTIVE', validTo: '2024-06-01' }, '2024-05-31')).toBeNull();
    const node = { validFrom: '2024-01-01', validTo: '2024-06-01' };
    expect(rulesOf(endFaults(node, [], '2024-06-02'))).toEqual(['party-move-within-validity']);
    expect(endFaults(node, [], '2024-06-01')).toEqual([]);
  });

  test.each(['PROPOSED', 'APPROVED'])('ends what is %s', async (status) => {
    const id = await make({ name: `未成${status}党支部`, status, approvedBy: '示例西街道党工委' });
    const { partyOrganization } = await accept(
      'changePartyOrganizationStatus',
      end(id, 1, '2024-03-01'),
      'partyOrganization { status validTo }',
    );
    expect(partyOrganization).toEqual({ status: 'DISSOLVED', validTo: '2024-03-01' });
  });

  test('on the first day leaves this one day, and so does one before it', async () => {
    expect([endOf('2024-02-29', '2024-02-29'), endOf('2024-02-29', '2024-03-02')]).toEqual([
      '2024-03-01',
      '2024-03-02',
    ]);
    const above = await make({ name: '当日党总支', kind: 'GENERAL_BRANCH', validFrom: '2023-01-01' });
    for (const [validFrom, status, last] of [
      [today(), 'ACTIVE', endOf(today(), today())],
      ['2100-01-01', 'PROPOSED', '2100-01-02'],
    ] as const) {
      const id = await make({ name: `当日党支部${validFrom}`, status, validFrom, parent: { id: above } });
      const { partyOrganization } = await accept(
        'changePartyOrganizationStatus',
        end(id, 1, today()),
        'partyOrganization { status validTo parentLinks { nodes { validTo } } ancestors { totalCount } }',
      );
      expect(partyOrganization).toEqual({
        status: 'DISSOLVED',
        validTo: last,
        parentLinks: { nodes: [{ validTo: last }] },
        ancestors: { totalCount: 1 },
      });
    }
  });

  test('may come before the foundation, but work may not', () => {
    const on = (to: 'ACTIVE' | 'DISSOLVED'): number =>
      stepDayFaults(
        '2024-06-01',
        { from: 'APPROVED', to, validFrom: '2025-01-01', lastChangeOn: '2024-05-01' },
        '2024-07-01',
      ).length;
    expect([on('DISSOLVED'), on('ACTIVE')]).toEqual([0, 1]);
  });
});

test('the advice to set up a branch first comes alone, and people read terms and not enum values', async () => {
  const above = await make({ name: '建议党总支', kind: 'GENERAL_BRANCH' });
  const input = {
    name: '建议党小组',
    kind: 'GROUP',
    carrierKind: 'BUILDING_COURT',
    division: { code: '990101001001' },
    parent: { id: above },
    validFrom: '2023-01-01',
  };
  expect(await refused('createPartyOrganization', input)).toEqual([
    'RULE_BROKEN party-group-stands-under-a-branch at parent',
  ]);
  const messages = async (language: 'zh-CN' | 'en'): Promise<string[]> => {
    const { userErrors } = await write<{ userErrors: UserError[] }>(
      'changePartyOrganizationStatus',
      update(above, 1, { status: 'ELECTION', effectiveOn: '2024-06-01' }),
      undefined,
      { as: 'district', language },
    );
    return userErrors.map(({ message }) => message);
  };
  expect(await messages('zh-CN')).toEqual([
    '党组织状态不能由“运行”变为“换届”;下一状态可为:届满、合并、撤销。',
  ]);
  const [english] = await messages('en');
  expect(english).toContain('from "At work" to "In election"');
  for (const [name, { zh, en }] of allRules())
    if (name.startsWith('party-')) {
      const parameters = (text: string): string[] => (text.match(/\{\w+(?::\w+)?\}/g) ?? []).sort();
      expect([name, parameters(en)]).toEqual([name, parameters(zh)]);
    }
});
