// The arithmetic and the state machine of organizations, without a database.
import { describe, expect, test } from '@jest/globals';
import type { LegalForm, OrganizationKind, OrganizationStatus } from '../../src/generated/database.js';
import { parsePhone, parseUscc, usccCheckCharacter } from '../../src/domains/organizations/rules/codes.js';
import { formsOfKind, kindFaults, usccAgreesWithKind } from '../../src/domains/organizations/rules/kinds.js';
import {
  notDeregistered,
  registrationDate,
  statusDate,
  statusSaid,
  statusStep,
  statusSteps,
} from '../../src/domains/organizations/rules/life.js';
import { residenceEnd } from '../../src/domains/organizations/rules/places.js';
import { messageOf, type Fault } from '../../src/kernel/errors.js';

const judged = (text: string): string => {
  const parsed = parseUscc(text, ['uscc']);
  return 'value' in parsed ? parsed.value : `${parsed.fault.code} ${parsed.fault.rule}`;
};

describe('a unified social credit code', () => {
  test('has the check character of the standard’s example', () => {
    expect(usccCheckCharacter('91350100M000100Y4')).toBe('3');
    expect(judged('91350100M000100Y43')).toBe('91350100M000100Y43');
  });

  test.each(['91350100M000100Y4Z', '91350100M000100Y4A', '91350100M000100Y44'])('%s is refused', (text) => {
    expect(judged(text)).toMatch(/^INVALID_INPUT uscc-(check-character|form)$/);
  });

  test('has Z in no place, because the alphabet has no I, O, S, V and Z', () => {
    for (const letter of 'IOSVZ')
      expect(judged(`91350100M000100Y4${letter}`)).toBe('INVALID_INPUT uscc-form');
  });

  test('may end in 0, where the weighted sum is a multiple of 31', () => {
    const codes = [...'0123456789'].flatMap((a) => [...'0123456789'].map((b) => `9151011700000${a}${b}00`));
    const ending = codes.find((code) => usccCheckCharacter(code) === '0')!;
    expect(judged(`${ending}0`)).toBe(`${ending}0`);
  });

  test.each([
    '91510117MADEM0011H',
    '91510117MADEM002X9',
    '52510117MJDEM0014C',
    '53510112MJDEM0022U',
    '51510112MJDEM0030W',
    '93511502MADEM0038C',
    '11510117MBDEM00158',
    'N2510117MFDEM001X2',
  ])('%s of the demo data is valid', (code) => {
    expect(judged(code)).toBe(code);
  });

  test('loses its validity by every change of one character', () => {
    const code = '91510117MADEM0011H';
    for (let i = 0; i < 18; i++)
      for (const other of '0123456789ABCDEFGHJKLMNPQRTUWXY')
        if (other !== code[i]) expect(judged(code.slice(0, i) + other + code.slice(i + 1))).not.toBe(code);
    expect(judged('91510117MADEM0021H')).toBe('INVALID_INPUT uscc-check-character');
  });

  test('is read from lower case, full-width characters and surrounding space', () => {
    expect(judged(' 91510117madem0011h ')).toBe('91510117MADEM0011H');
    expect(judged('９１５１０１１７ＭＡＤＥＭ００１１Ｈ')).toBe('91510117MADEM0011H');
  });

  test.each([
    '',
    '91510117MADEM0011',
    '91510117MADEM0011HH',
    '91510117MADEM0011\u{1f600}',
    '统一社会信用代码',
  ])('%j has not its form', (text) => {
    expect(judged(text)).toBe('INVALID_INPUT uscc-form');
  });

  test.each<[string, OrganizationKind]>([
    ['11510117MBDEM00158', 'GOV_DEPARTMENT'],
    ['11510117MBDEM00158', 'STREET_OFFICE'],
    ['12990101MBDEM01039', 'SCHOOL'],
    ['52510117MJDEM0014C', 'SOCIAL_SERVICE_AGENCY'],
    ['91510117MADEM0011H', 'PROPERTY_COMPANY'],
    ['N2510117MFDEM001X2', 'COLLECTIVE_ECONOMY'],
    ['54990101MJDEM00654', 'RESIDENTS_COMMITTEE'],
    ['55990101MJDEM0081N', 'RESIDENTS_COMMITTEE'],
    ['81990101MJDEM00000', 'MASS_ORG'],
    ['31990101MJDEM00000', 'ENTERPRISE'],
  ])('%s may belong to a %s', (code, kind) => {
    expect(usccAgreesWithKind(code, kind)).toEqual([]);
  });

  test.each<[string, OrganizationKind]>([
    ['91510117MADEM0011H', 'SOCIAL_SERVICE_AGENCY'],
    ['91510117MADEM0011H', 'RESIDENTS_COMMITTEE'],
    ['52510117MJDEM0014C', 'ENTERPRISE'],
    ['53510112MJDEM0022U', 'SOCIAL_ASSOCIATION'],
    ['54990101MJDEM00654', 'OWNERS_ASSEMBLY'],
    ['93511502MADEM0038C', 'ENTERPRISE'],
    ['N2510117MFDEM001X2', 'VILLAGERS_COMMITTEE'],
  ])('%s does not belong to a %s', (code, kind) => {
    expect(usccAgreesWithKind(code, kind)).toMatchObject([
      {
        code: 'INVALID_INPUT',
        rule: 'uscc-agrees-with-kind',
        path: ['uscc'],
        params: { prefix: code.slice(0, 2), kind },
      },
    ]);
  });
});

describe('a telephone number', () => {
  test.each([
    ['000-0000-0001', '000-0000-0001'],
    ['+86 13800000000', null],
    ['+8613800000000', '+8613800000000'],
    ['１２３４５', '12345'],
    ['1234', null],
    ['028--1234', null],
    ['0281234-', null],
    ['12345x', null],
    ['123456789012345678901', null],
  ])('%s is read as %s', (text, value) => {
    const parsed = parsePhone(text, ['contactPhone']);
    expect('value' in parsed ? parsed.value : null).toBe(value);
  });
});

describe('the life of an organization', () => {
  const all = Object.keys(statusSteps) as OrganizationStatus[];

  test('has exactly nine steps, and from what is unknown to everything', () => {
    const steps = all.flatMap((from) =>
      all.filter((to) => statusStep(from, to).length === 0).map((to) => `${from} → ${to}`),
    );
    expect(steps).toEqual([
      'PREPARING → ACTIVE',
      'PREPARING → DEREGISTERED',
      'ACTIVE → ABNORMAL',
      'ACTIVE → REVOKED',
      'ACTIVE → DEREGISTERED',
      'ABNORMAL → ACTIVE',
      'ABNORMAL → REVOKED',
      'ABNORMAL → DEREGISTERED',
      'REVOKED → DEREGISTERED',
      'UNKNOWN → PREPARING',
      'UNKNOWN → ACTIVE',
      'UNKNOWN → ABNORMAL',
      'UNKNOWN → REVOKED',
      'UNKNOWN → DEREGISTERED',
    ]);
  });

  test('refuses another step and names the next ones', () => {
    expect(statusStep('REVOKED', 'ACTIVE')).toEqual([
      {
        code: 'RULE_BROKEN',
        rule: 'organization-status-follows-its-life-cycle',
        path: ['status'],
        params: { from: 'REVOKED', to: 'ACTIVE', next: 'DEREGISTERED' },
      },
    ]);
  });

  test('ends with deregistration', () => {
    expect(all.filter((status) => notDeregistered(status) !== null)).toEqual(['DEREGISTERED']);
  });

  test('goes forward in time, up to today', () => {
    const rulesOf = (on: string, registeredOn: string | null, lastChangeOn: string | null) =>
      statusDate(on, { registeredOn, lastChangeOn }, '2024-06-01').map(({ rule }) => rule);
    expect(rulesOf('2024-05-01', '2024-05-01', '2024-05-01')).toEqual([]);
    expect(rulesOf('2024-06-01', null, null)).toEqual([]);
    expect(rulesOf('2024-04-30', null, '2024-05-01')).toEqual(['organization-status-dated-in-order']);
    expect(rulesOf('2024-04-30', '2024-05-01', null)).toEqual([
      'organization-status-dated-after-registration',
    ]);
    expect(rulesOf('2024-06-02', null, null)).toEqual(['organization-status-dated-until-today']);
  });

  test('begins with a registration that is not to come, and that no recorded change precedes', () => {
    const rulesOf = (on: string | null, firstChangeOn: string | null) =>
      registrationDate(on, firstChangeOn, '2024-06-01').map(({ rule }) => rule);
    expect([rulesOf(null, '2024-05-01'), rulesOf('2024-06-01', null)]).toEqual([[], []]);
    expect(rulesOf('2024-05-01', '2024-05-01')).toEqual([]);
    expect(rulesOf('2024-06-02', null)).toEqual(['organization-registered-until-today']);
    expect(rulesOf('2024-05-02', '2024-05-01')).toEqual([
      'organization-registered-before-its-status-changes',
    ]);
  });

  test('is said by who records it: nothing becomes unknown', () => {
    expect(all.filter((status) => statusSaid(status).length > 0)).toEqual(['UNKNOWN']);
    expect(all.filter((from) => statusSteps[from].includes('UNKNOWN'))).toEqual([]);
  });
});

test('a residence ends after it began, and only once', () => {
  const open = { validFrom: '2024-01-01', validTo: null };
  expect(residenceEnd(open, '2024-01-02')).toEqual([]);
  expect(residenceEnd(open, '2024-01-01')[0]?.rule).toBe('validity-order');
  const ended = { validFrom: '2024-01-01', validTo: '2025-01-01' };
  expect(residenceEnd(ended, '2024-12-31')).toEqual([]);
  expect(residenceEnd(ended, '2025-01-01')[0]?.rule).toBe('residence-ends-once');
});

describe('what goes with a kind', () => {
  const rulesOf = (faults: readonly Fault[]) => faults.map(({ rule }) => rule);

  test.each<[OrganizationKind, LegalForm]>([
    ['ENTERPRISE', 'COMPANY'],
    ['RESIDENTS_COMMITTEE', 'SPECIAL'],
    ['SOCIAL_SERVICE_AGENCY', 'UNINCORPORATED'],
    ['SCHOOL', 'COMPANY'],
  ])('%s may be %s', (kind, legalForm) => {
    expect(kindFaults({ kind, legalForm })).toEqual([]);
  });

  test.each<[OrganizationKind, LegalForm]>([
    ['ENTERPRISE', 'NON_PROFIT'],
    ['FOUNDATION', 'COMPANY'],
    ['INDIVIDUAL_BUSINESS', 'COMPANY'],
    ['SELF_ORG', 'NON_PROFIT'],
  ])('%s is never %s', (kind, legalForm) => {
    expect(rulesOf(kindFaults({ kind, legalForm }))).toEqual(['legal-form-fits-kind']);
  });

  const kinds = Object.keys(formsOfKind) as OrganizationKind[];

  test('no kind refuses a form that is not known, and every kind has one that can be', () => {
    expect(kinds.flatMap((kind) => kindFaults({ kind, legalForm: 'UNKNOWN' }))).toEqual([]);
    expect(kinds.filter((kind) => formsOfKind[kind].length === 0)).toEqual([]);
  });

  test('only social organizations have a grade', () => {
    expect(kinds.filter((kind) => kindFaults({ kind, grade: 'A5' }).length === 0)).toEqual([
      'SOCIAL_ASSOCIATION',
      'SOCIAL_SERVICE_AGENCY',
      'FOUNDATION',
      'FILED_COMMUNITY_ORG',
      'SELF_ORG',
    ]);
  });
});

test('refusals call kinds, states and forms by their names in both languages', () => {
  const [code, form, grade] = kindFaults({
    kind: 'ENTERPRISE',
    uscc: 'N2510117MFDEM001X2',
    legalForm: 'NON_PROFIT',
    grade: 'A1',
  });
  const [step] = statusStep('REVOKED', 'ACTIVE');
  const faults = [code!, form!, grade!, step!];
  expect(faults.map((one) => messageOf(one, 'zh-CN'))).toEqual([
    '以 N2 开头的统一社会信用代码发给农村集体经济组织,而该组织的类型是企业;请核对代码和组织类型。',
    '组织类型为企业时,法律形式可为:公司、非法人、来源未载;不能是非营利法人。',
    '只有社会组织参加评估;组织类型为企业时,不能有评估等级。',
    '组织状态为吊销时不能变更为存续,可变更为:注销。',
  ]);
  expect(faults.map((one) => messageOf(one, 'en'))).toEqual([
    'Codes that begin with N2 are issued to: Rural collective economic organization. The kind of this organization is: Enterprise. Check the code and the kind.',
    'An organization of the kind “Enterprise” has one of these legal forms: Company, Not a legal person, No source states it; not “Non-profit legal person”.',
    'Only social organizations are graded; an organization of the kind “Enterprise” has no grade.',
    'The status “Licence revoked” is not followed by “Active”, but by: Deregistered.',
  ]);
});
