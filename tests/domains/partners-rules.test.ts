// The rules of partnerships without a database: who fits which kind, where, and which step follows which.
import { describe, expect, test } from '@jest/globals';
import {
  bodiesOfKind,
  bodyFaults,
  exclusionFaults,
  existenceFaults,
  onceFaults,
  placeFaults,
} from '../../src/domains/partners/rules/fitness.js';
import {
  beginningFaults,
  endOfStep,
  firstStateFaults,
  goesOn,
  partnerLife,
  reasonFaults,
} from '../../src/domains/partners/rules/life.js';
import type { OrganizationKind, PartnerState } from '../../src/generated/database.js';
import { enums } from '../../src/generated/datamodel.js';
import { messageOf, type Fault } from '../../src/kernel/errors.js';
import { stepDayFaults } from '../../src/kernel/life-cycle.js';

const namesOf = (name: string): string[] => enums[name]!.values.map((value) => value.name);
const kinds = namesOf('OrganizationKind') as OrganizationKind[];
const states = namesOf('PartnerState') as PartnerState[];
const told = (faults: readonly Fault[]): readonly string[] =>
  faults.map(({ code, rule, path }) => `${code} ${rule} at ${path.join('.')}`);

describe('the kind of a partnership', () => {
  test('for the public good fits every body but the organs that lead and govern', () => {
    expect(kinds.filter((kind) => !bodiesOfKind.PUBLIC_BENEFIT.includes(kind))).toEqual([
      'PARTY_ORGAN',
      'GOV_DEPARTMENT',
      'STREET_OFFICE',
    ]);
  });

  test('in business fits six kinds of bodies', () => {
    expect(kinds.filter((kind) => bodyFaults('COMMERCIAL', kind, []).length === 0).sort()).toEqual([
      'COLLECTIVE_ECONOMY',
      'COOPERATIVE',
      'ENTERPRISE',
      'INDIVIDUAL_BUSINESS',
      'PROPERTY_COMPANY',
      'SOCIAL_SERVICE_AGENCY',
    ]);
  });

  test('as a society fits the bodies that have societies, and societies', () => {
    expect(kinds.filter((kind) => bodyFaults('SOCIAL_GROUP', kind, []).length === 0).sort()).toEqual([
      'ENTERPRISE',
      'FILED_COMMUNITY_ORG',
      'PUBLIC_INSTITUTION',
      'SCHOOL',
      'SELF_ORG',
      'SOCIAL_ASSOCIATION',
      'UNIVERSITY',
    ]);
  });

  test('is refused in a sentence with what was expected and what was found', () => {
    const [fault] = bodyFaults('COMMERCIAL', 'UNIVERSITY', ['kind']);
    expect(messageOf(fault!, 'zh-CN')).toBe(
      '商业合伙人须为以下组织类型之一:企业、个体工商户、农民专业合作社、物业服务企业、农村集体经济组织、社会服务机构(民办非企业单位);而该组织为“高校”。',
    );
    expect(messageOf(fault!, 'en')).toBe(
      "A partner of the kind “In business, with services in return” must be one of these bodies: Enterprise, Individual business, Farmers' cooperative, Property management company, Rural collective economic organization, Social service agency; this one is: University.",
    );
  });
});

describe('the place of a partnership', () => {
  const place = (level: 'VILLAGE' | 'TOWNSHIP' | 'COUNTY', office: number) =>
    told(placeFaults({ level, office }, 990_101));

  test('is a community or village of the body’s own office', () => {
    expect(place('VILLAGE', 990_101)).toEqual([]);
    for (const level of ['TOWNSHIP', 'COUNTY'] as const)
      expect(place(level, 990_101)).toEqual(['RULE_BROKEN partner-of-a-community at division']);
    expect(place('VILLAGE', 510_117)).toEqual(['RULE_BROKEN partner-in-the-office-of-its-body at division']);
  });
});

describe('what is recorded of a body and a community', () => {
  const one = (state: PartnerState) => [{ kind: 'COMMERCIAL', state, validTo: '2024-05-01' } as const];

  test('leaves room for a second partnership of the kind only when the first is over', () => {
    const free = states.filter((state) => onceFaults('COMMERCIAL', one(state), []).length === 0);
    expect(free).toEqual(['REJECTED', 'EXITED', 'BLACKLISTED']);
    expect(onceFaults('PUBLIC_BENEFIT', one('ACTIVE'), [])).toEqual([]);
  });

  test('keeps an excluded body out for good, whatever the kind', () => {
    const closed = states.filter((state) => exclusionFaults(one(state), []).length > 0);
    expect(closed).toEqual(['BLACKLISTED']);
    expect(messageOf(exclusionFaults(one('BLACKLISTED'), [])[0]!, 'en')).toBe(
      'A body that was excluded must not be a partner of the same community again; this one was excluded on 2024-05-01.',
    );
  });

  test('is nothing for a body that is no more', () => {
    const out = namesOf('OrganizationStatus').filter(
      (status) => existenceFaults(status as 'ACTIVE', ['organization']).length > 0,
    );
    expect(out).toEqual(['DEREGISTERED']);
  });
});

describe('the life of a partnership', () => {
  const { steps } = partnerLife;

  test('goes from the application through review, deliberation and notice to the signature, and on', () => {
    const way = [
      'APPLIED',
      'PARTY_REVIEWED',
      'DELIBERATED',
      'PUBLIC_NOTICE',
      'SIGNED',
      'ACTIVE',
      'EVALUATED',
    ];
    for (const [i, state] of way.slice(1).entries()) expect(steps[way[i]!]).toContain(state);
    expect(steps['EVALUATED']).toContain('RENEWED');
    expect(steps['RENEWED']).toContain('EVALUATED');
  });

  test('is turned down before the signature only, and suspended or left after it only', () => {
    const from = (to: string) => states.filter((state) => state !== 'UNKNOWN' && steps[state]!.includes(to));
    expect(from('REJECTED')).toEqual(['APPLIED', 'PARTY_REVIEWED', 'DELIBERATED', 'PUBLIC_NOTICE']);
    expect(from('SUSPENDED')).toEqual(['SIGNED', 'ACTIVE', 'EVALUATED', 'RENEWED']);
    for (const end of ['EXITED', 'BLACKLISTED'])
      expect(from(end)).toEqual(['SIGNED', 'ACTIVE', 'EVALUATED', 'RENEWED', 'SUSPENDED']);
    expect(from('ACTIVE')).toEqual(['SIGNED', 'SUSPENDED']);
  });

  test('ends for good, and is never unknown again', () => {
    for (const end of ['REJECTED', 'EXITED', 'BLACKLISTED']) expect(steps[end]).toEqual([]);
    expect(states.filter((state) => steps[state]!.includes('UNKNOWN'))).toEqual([]);
    expect([...steps['UNKNOWN']!].sort()).toEqual(states.filter((state) => state !== 'UNKNOWN').sort());
  });

  test('begins in any state but its ends, and never unknown', () => {
    const refused = states.filter((state) => firstStateFaults(state).length > 0);
    expect(refused).toEqual(['REJECTED', 'EXITED', 'BLACKLISTED', 'UNKNOWN']);
    expect(messageOf(firstStateFaults('EXITED')[0]!, 'zh-CN')).toBe(
      '新登记的合伙关系状态须为:申请、党组织审核、居民议决、公示、签约、履约、已评价、续约、暂停;而所填为“退出”。',
    );
  });

  test('goes on in the states for which the body must be fit', () => {
    expect(states.filter((state) => !goesOn(state))).toEqual([
      'REJECTED',
      'EVALUATED',
      'SUSPENDED',
      'EXITED',
      'BLACKLISTED',
      'UNKNOWN',
    ]);
  });

  test('turns a body away with a reason', () => {
    expect(states.filter((state) => reasonFaults(state, null).length > 0)).toEqual([
      'REJECTED',
      'BLACKLISTED',
    ]);
    expect(reasonFaults('BLACKLISTED', '挪用场地')).toEqual([]);
  });

  test('is told its first day with the signature or the start', () => {
    const silent = states.filter((state) => beginningFaults(state, '2024-01-01').length === 0);
    expect(silent).toEqual(['SIGNED', 'ACTIVE']);
    expect(beginningFaults('EXITED', null)).toEqual([]);
  });

  test('is dated in order and not after today', () => {
    const stepDay = (day: string, earlier: readonly (string | null)[]) =>
      stepDayFaults('partner-steps-dated-in-order', day, earlier, '2024-06-01');
    const on = (day: string) => told(stepDay(day, ['2024-03-01']));
    const wrong = ['RULE_BROKEN partner-steps-dated-in-order at effectiveOn'];
    expect([on('2024-02-29'), on('2024-03-01'), on('2024-06-01'), on('2024-06-02')]).toEqual([
      wrong,
      [],
      [],
      wrong,
    ]);
    expect(stepDay('1999-01-01', [null])).toEqual([]);
    expect(messageOf(stepDay('2024-06-02', ['2024-03-01'])[0]!, 'en')).toBe(
      'The step must take effect between 2024-03-01 and 2024-06-01 (not before the last step, not after today), but is dated 2024-06-02.',
    );
  });

  test('is over from the day of the exit, but for a partnership that never began, which keeps its first day', () => {
    expect(endOfStep('EXITED', '2024-05-01', '2024-01-01')).toBe('2024-05-01');
    expect(endOfStep('BLACKLISTED', '2024-05-01', null)).toBe('2024-05-01');
    expect(endOfStep('EXITED', '2024-02-28', '2024-02-28')).toBe('2024-02-29');
    expect(endOfStep('EXITED', '2023-12-01', '2024-12-31')).toBe('2025-01-01');
    expect(endOfStep('SUSPENDED', '2024-05-01', '2024-01-01')).toBeUndefined();
  });
});
