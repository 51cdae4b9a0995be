// Meetings over the graph: the monthly cycle, majorities counted in whole numbers, and what becomes of what was decided.
import { describe, expect, test } from '@jest/globals';
import {
  attendanceFaults,
  countVotes,
  neededOf,
  voteFaults,
  type Attendance,
} from '../../src/domains/self-governance/rules/votes.js';
import { lastDayOfMonth } from '../../src/domains/calendar/rules.js';
import { cycleMonthOf } from '../../src/domains/self-governance/rules/meetings.js';
import type { VoteBase, VoteRule } from '../../src/generated/database.js';
import { runJobs } from '../../src/server/jobs.js';
import { mighty } from '../support/domains.js';
import { makeItem, makeMeeting, makeNotice, placed, type Made } from '../support/governance.js';
import { usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded', mighty());
const { read, refused, write } = gongzhi;

const there = (
  eligiblePersons: number,
  presentPersons: number,
  rest: Partial<Attendance> = {},
): Attendance => ({
  eligiblePersons,
  presentPersons,
  eligibleHouseholds: null,
  presentHouseholds: null,
  eligibleAreaDm2: null,
  presentAreaDm2: null,
  ...rest,
});

/** Whether so many votes pass, and how many are needed of what. */
function count(
  rule: VoteRule,
  base: VoteBase,
  attendance: Attendance,
  yes: number,
  yesAreaDm2: number | null = null,
): string {
  const { quorumMet, baseVotes, neededVotes, neededAreaDm2, passed } = countVotes(rule, base, attendance, {
    yes,
    no: 0,
    abstain: 0,
    yesAreaDm2,
  });
  const area = neededAreaDm2 === null ? '' : ` | ${neededAreaDm2}`;
  return `${neededVotes} of ${baseVotes}${area} | ${quorumMet ? '' : 'no quorum, '}${passed ? 'passed' : 'rejected'}`;
}

describe('a majority', () => {
  test('of two thirds includes the number, and is never rounded down', () => {
    const twoThirds = { numerator: 2n, denominator: 3n, strict: false };
    expect([65, 30, 31, 32, 0, 1, 3].map((base) => neededOf(twoThirds, base))).toEqual([
      44, 20, 21, 22, 0, 1, 2,
    ]);
    expect(count('BABA_TWO_THIRDS', 'PRESENT', there(90, 65), 44)).toBe('44 of 65 | passed');
    expect(count('BABA_TWO_THIRDS', 'PRESENT', there(90, 65), 43)).toBe('44 of 65 | rejected');
    // The same votes on other bases.
    const households = { eligibleHouseholds: 66, presentHouseholds: 50 };
    expect(count('BABA_TWO_THIRDS', 'ALL', there(90, 65), 44)).toBe('60 of 90 | rejected');
    expect(count('BABA_TWO_THIRDS', 'HOUSEHOLDS', there(90, 65, households), 44)).toBe('44 of 66 | passed');
  });

  test('of more than half excludes the number', () => {
    const half = { numerator: 1n, denominator: 2n, strict: true };
    expect([0, 1, 2, 3, 6, 7].map((base) => neededOf(half, base))).toEqual([1, 1, 2, 2, 4, 4]);
    expect(count('RED_COMMITTEE', 'ALL', there(7, 7), 4)).toBe('4 of 7 | passed');
    expect(count('RED_COMMITTEE', 'ALL', there(6, 6), 3)).toBe('4 of 6 | rejected');
  });

  test('of owners is counted by persons and by area, of those who took part', () => {
    const owners = there(120, 82, { eligibleAreaDm2: 1_080_000, presentAreaDm2: 732_000 });
    const special = (yes: number, area: number) => count('OWNERS_SPECIAL', 'PRESENT', owners, yes, area);
    expect(special(62, 549_000)).toBe('62 of 82 | 549000 | passed');
    expect(special(61, 549_000)).toBe('62 of 82 | 549000 | rejected');
    expect(special(62, 548_999)).toBe('62 of 82 | 549000 | rejected');
    expect(count('OWNERS_GENERAL', 'PRESENT', owners, 42, 366_001)).toBe('42 of 82 | 366001 | passed');
    expect(count('OWNERS_GENERAL', 'PRESENT', owners, 42, 366_000)).toBe('42 of 82 | 366001 | rejected');
    // Two thirds of 120 persons and of 10,800.00 square metres: both are needed to decide at all.
    const few = (persons: number, area: number) =>
      count(
        'OWNERS_GENERAL',
        'PRESENT',
        there(120, persons, { eligibleAreaDm2: 1_080_000, presentAreaDm2: area }),
        persons,
        area,
      ).split(' | ')[2];
    expect([few(80, 720_000), few(79, 720_000), few(80, 719_999)]).toEqual([
      'passed',
      'no quorum, rejected',
      'no quorum, rejected',
    ]);
  });

  test('needs the quorum of its law', () => {
    const villagers = (persons: number, households: number) =>
      count(
        'VILLAGERS_MEETING',
        'PRESENT',
        there(500, persons, { eligibleHouseholds: 150, presentHouseholds: households }),
        persons,
      ).split(' | ')[1];
    expect([villagers(251, 0), villagers(250, 99), villagers(250, 100)]).toEqual([
      'passed',
      'no quorum, rejected',
      'passed',
    ]);
    expect(count('VILLAGE_REPRESENTATIVES', 'PRESENT', there(31, 21), 11)).toBe('11 of 21 | passed');
    expect(count('VILLAGE_REPRESENTATIVES', 'PRESENT', there(31, 20), 20)).toBe(
      '11 of 20 | no quorum, rejected',
    );
    expect(count('VILLAGE_GROUP', 'PRESENT', there(30, 20), 11)).toBe('11 of 20 | passed');
    expect(count('RESIDENTS_MEETING', 'PRESENT', there(60, 30), 30)).toBe('16 of 30 | no quorum, rejected');
    expect(count('RESIDENTS_MEETING', 'PRESENT', there(60, 31), 16)).toBe('16 of 31 | passed');
    // Two thirds of all members, and not of those who came.
    expect(count('COLLECTIVE_ASSEMBLY', 'ALL', there(30, 20), 20)).toBe('20 of 30 | passed');
    expect(count('COLLECTIVE_ASSEMBLY', 'ALL', there(30, 25), 19)).toBe('20 of 30 | rejected');
    expect(count('CHARITY_MAJOR_INVESTMENT', 'ALL', there(7, 5), 5)).toBe('5 of 7 | passed');
  });

  test('is not counted without what it counts, nor with more votes than voters', () => {
    const paths = { base: ['base'], attendance: ['attendance'], votes: ['votes'] };
    const faults = (rule: VoteRule, base: VoteBase, attendance: Attendance, yes: number): readonly string[] =>
      voteFaults(rule, base, attendance, { yes, no: 0, abstain: 0, yesAreaDm2: null }, paths).map(
        (one) => `${one.rule} at ${one.path.join('.')}`,
      );
    expect(faults('OWNERS_GENERAL', 'PRESENT', there(120, 82), 60)).toEqual([
      'vote-rule-has-what-it-counts at attendance.presentAreaDm2',
      'vote-rule-has-what-it-counts at votes.yesAreaDm2',
    ]);
    expect(faults('RESIDENTS_MEETING', 'ALL', there(60, 40), 30)).toEqual([
      'vote-base-is-that-of-its-rule at base',
    ]);
    expect(faults('RESIDENTS_MEETING', 'PRESENT', there(60, 40), 41)).toEqual([
      'votes-cast-by-those-present at votes.yes',
    ]);
    expect(attendanceFaults(there(40, 41), ['attendance']).map(({ path }) => path)).toEqual([
      ['attendance', 'presentPersons'],
    ]);
  });

  test('is counted for whoever asks', async () => {
    const { countVotes: counted } = await read(
      `{ countVotes(input: { rule: BABA_TWO_THIRDS, attendance: { eligiblePersons: 90, presentPersons: 65 },
           votes: { yes: 44, no: 20, abstain: 1 } }) { quorumMet base baseVotes neededVotes passed source } }`,
      {},
      'anonymous',
    );
    expect(counted).toEqual({
      quorumMet: true,
      base: 'PRESENT',
      baseVotes: 65,
      neededVotes: 44,
      passed: true,
      source: '洪雅县坝坝会“三分之二原则”',
    });
  });
});

describe('the monthly meeting', () => {
  const monthly = (month: string): Promise<Made> =>
    makeMeeting(gongzhi, { kind: 'BABA', month, plannedOn: null });
  const step = async (
    operation: string,
    meeting: Made,
    more: object,
  ): Promise<Made & { readonly state: string }> => {
    const { meeting: stepped, userErrors } = await write<{ meeting: Made & { readonly state: string } }>(
      operation,
      { meeting: { id: meeting.id }, expectedVersion: meeting.version, ...more },
      'meeting { id version state }',
    );
    expect(userErrors).toEqual([]);
    return stepped;
  };
  const place = (item: Made, meeting: Made): Readonly<Record<string, unknown>> => ({
    agendaItem: { id: item.id },
    expectedVersion: item.version,
    meeting: { id: meeting.id },
  });

  test('takes what is brought up until the 15th, the rest rolls into the next month', async () => {
    expect(['2025-03-15', '2025-03-16', '2025-12-16', '2024-02-01'].map(cycleMonthOf)).toEqual([
      '2025-03',
      '2025-04',
      '2026-01',
      '2024-02',
    ]);
    expect(['2024-02', '2025-02', '2025-12'].map(lastDayOfMonth)).toEqual([
      '2024-02-29',
      '2025-02-28',
      '2025-12-31',
    ]);
    const [march, april] = [await monthly('2025-03'), await monthly('2025-04')];
    const late = await makeItem(gongzhi, { raisedOn: '2025-03-16' });
    expect(await refused('putOnAgenda', place(late, march))).toEqual([
      'RULE_BROKEN agenda-item-collected-in-time at meeting',
    ]);
    await write('putOnAgenda', place(late, april));
    const early = await makeItem(gongzhi, { raisedOn: '2025-03-15' });
    await write('putOnAgenda', place(early, march));
    expect(
      await read(
        `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Meeting { month dueOn items { totalCount } } } }`,
        {
          ids: [march.id, april.id],
        },
      ),
    ).toEqual({
      nodes: [
        { month: '2025-03', dueOn: '2025-03-31', items: { totalCount: 1 } },
        { month: '2025-04', dueOn: '2025-04-30', items: { totalCount: 1 } },
      ],
    });
  });

  test('collects, consults after the 15th, announces its agenda, is held, votes, carries out and reports', async () => {
    let meeting: Made & { readonly state?: string } = await monthly('2025-03');
    const target = () => ({ meeting: { id: meeting.id }, expectedVersion: meeting.version });
    expect(await refused('consultMeeting', { ...target(), effectiveOn: '2025-03-15' })).toEqual([
      'RULE_BROKEN issues-are-collected-until-the-15th at effectiveOn',
    ]);
    meeting = await step('consultMeeting', meeting, { effectiveOn: '2025-03-16' });
    expect(await refused('announceMeeting', { ...target(), plannedOn: '2025-03-30' })).toEqual([
      'RULE_BROKEN announced-meeting-has-an-agenda at ',
    ]);
    const item = await makeItem(gongzhi);
    await write('putOnAgenda', place(item, meeting));
    expect(await refused('announceMeeting', { ...target(), plannedOn: '2025-04-01' })).toEqual([
      'RULE_BROKEN monthly-meeting-in-its-month at plannedOn',
    ]);
    meeting = await step('announceMeeting', meeting, { plannedOn: '2025-03-30', place: '聚居点院坝' });
    const vote = {
      agendaItem: { id: item.id },
      expectedVersion: 2,
      rule: 'BABA_TWO_THIRDS',
      method: 'SHOW_OF_HANDS',
      votes: { yes: 43, no: 20, abstain: 2 },
      state: 'PASSED',
      documentNo: '示例坝〔2025〕3号',
    };
    expect(await refused('recordTally', vote)).toEqual([
      'RULE_BROKEN item-is-voted-on-by-a-held-meeting at ',
    ]);
    meeting = await step('holdMeeting', meeting, {
      effectiveOn: '2025-03-30',
      attendance: { eligiblePersons: 90, presentPersons: 65 },
    });
    expect(meeting.state).toBe('HELD');
    expect(await refused('recordTally', vote)).toEqual([
      'RULE_BROKEN tally-gives-what-was-announced at state',
    ]);
    expect(await refused('recordTally', { ...vote, rule: 'RESIDENTS_MEETING' })).toEqual([
      'RULE_BROKEN vote-rule-fits-its-meeting at rule',
    ]);
    const { agendaItem, tally, resolution } = await write<Record<string, Record<string, unknown>>>(
      'recordTally',
      { ...vote, votes: { yes: 44, no: 20, abstain: 1 } },
      `agendaItem { state } tally { base baseVotes neededVotes yesVotes passed votedOn }
       resolution { id state decidedOn bodyName documentNo item { meeting { state } } }`,
    );
    expect({ agendaItem, tally }).toEqual({
      agendaItem: { state: 'PASSED' },
      tally: {
        base: 'PRESENT',
        baseVotes: 65,
        neededVotes: 44,
        yesVotes: 44,
        passed: true,
        votedOn: '2025-03-30',
      },
    });
    const { id: resolutionId, ...decided } = resolution!;
    expect(decided).toEqual({
      state: 'ADOPTED',
      decidedOn: '2025-03-30',
      bodyName: '示例晨光社区居民会议',
      documentNo: '示例坝〔2025〕3号',
      item: { meeting: { state: 'HELD' } },
    });
    expect(
      await refused('updateResolution', {
        resolution: { id: resolutionId },
        expectedVersion: 1,
        decidedOn: '2025-03-29',
      }),
    ).toEqual(['RULE_BROKEN resolution-of-a-meeting-keeps-its-day at decidedOn']);
    const carried = { agendaItem: { id: item.id }, expectedVersion: 3, responsible: '示例聚居点业委会' };
    expect(await refused('executeAgendaItem', { ...carried, effectiveOn: '2025-03-29' })).toEqual([
      'RULE_BROKEN agenda-item-steps-dated-in-order at effectiveOn',
    ]);
    await write('executeAgendaItem', { ...carried, effectiveOn: '2025-04-02', dueOn: '2025-05-01' });
    const reported = await write<Record<string, unknown>>(
      'reportAgendaItem',
      { agendaItem: { id: item.id }, expectedVersion: 4, outcome: '已划线收费。', effectiveOn: '2025-05-06' },
      'agendaItem { state outcome stateChanges { toState effectiveOn } }',
    );
    expect(reported['agendaItem']).toMatchObject({ state: 'REPORTED', outcome: '已划线收费。' });
  });

  test('is overdue once its month is over without it, and is held late or not at all', async () => {
    const meeting = await monthly('2025-02');
    const coming = await monthly('9990-01');
    expect(
      await refused('markMeetingOverdue', {
        meeting: { id: coming.id },
        expectedVersion: 1,
        effectiveOn: '2025-03-01',
      }),
    ).toEqual(['RULE_BROKEN meeting-is-overdue-after-its-month at effectiveOn']);
    const rounds = await runJobs(gongzhi.platform);
    expect(rounds.find(({ job }) => job === 'mark-overdue-meetings')!.done).toBeGreaterThan(0);
    const state = async (): Promise<unknown> =>
      read(`query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Meeting { state dueOn version } } }`, {
        ids: [meeting.id, coming.id],
      });
    expect(await state()).toEqual({
      nodes: [
        { state: 'OVERDUE', dueOn: null, version: 2 },
        { state: 'COLLECTING', dueOn: '9990-01-31', version: 1 },
      ],
    });
    const again = await runJobs(gongzhi.platform);
    expect(again.find(({ job }) => job === 'mark-overdue-meetings')).toMatchObject({ done: 0, refused: 0 });
    const held = await step(
      'holdMeeting',
      { id: meeting.id, version: 2 },
      {
        effectiveOn: '2025-03-03',
        attendance: { eligiblePersons: 90, presentPersons: 65 },
      },
    );
    expect(held.state).toBe('HELD');
  });
});

describe('a matter', () => {
  test('without a quorum is put off to another meeting', async () => {
    const meeting = await makeMeeting(gongzhi);
    const item = await makeItem(gongzhi);
    await write('putOnAgenda', {
      agendaItem: { id: item.id },
      expectedVersion: 1,
      meeting: { id: meeting.id },
    });
    await write('holdMeeting', {
      meeting: { id: meeting.id },
      expectedVersion: 1,
      effectiveOn: '2025-03-28',
      attendance: { eligiblePersons: 60, presentPersons: 30 },
    });
    const vote = {
      agendaItem: { id: item.id },
      expectedVersion: 2,
      rule: 'RESIDENTS_MEETING',
      method: 'BALLOT',
      votes: { yes: 30, no: 0, abstain: 0 },
      state: 'PASSED',
      documentNo: '示例议〔2025〕9号',
    };
    expect(await refused('recordTally', vote)).toEqual(['RULE_BROKEN meeting-has-its-quorum at ']);
    const { agendaItem } = await write<Record<string, unknown>>(
      'postponeAgendaItem',
      { agendaItem: { id: item.id }, expectedVersion: 2, reason: '未达法定人数' },
      'agendaItem { state meeting { id } }',
    );
    expect(agendaItem).toEqual({ state: 'COLLECTED', meeting: null });
  });

  test('takes the steps of 四议两公开 in their order, each once it is shown', async () => {
    const { item } = await placed(gongzhi, 'HELD', {
      procedure: { code: 'four-deliberations-two-disclosures' },
    });
    let { version } = item;
    const step = (position: number, effectiveOn: string) => ({
      agendaItem: { id: item.id },
      expectedVersion: version,
      position,
      effectiveOn,
      takenBy: '示例晨光社区',
    });
    const taken = async (position: number, effectiveOn: string): Promise<void> => {
      const { userErrors } = await write('recordAgendaStep', step(position, effectiveOn));
      expect(userErrors).toEqual([]);
      version += 1;
    };
    const vote = () => ({
      agendaItem: { id: item.id },
      expectedVersion: version,
      rule: 'RESIDENTS_MEETING',
      method: 'BALLOT',
      votes: { yes: 30, no: 10, abstain: 5 },
      state: 'PASSED',
      documentNo: '示例议〔2025〕10号',
    });
    expect(await refused('recordAgendaStep', step(2, '2025-03-11'))).toEqual([
      'RULE_BROKEN procedure-steps-in-their-order at position',
    ]);
    await taken(1, '2025-03-11');
    expect(await refused('recordAgendaStep', step(2, '2025-03-10'))).toEqual([
      'RULE_BROKEN procedure-step-taken-in-order at effectiveOn',
    ]);
    await taken(2, '2025-03-12');
    expect(await refused('recordTally', vote())).toEqual(['RULE_BROKEN procedure-comes-to-its-vote at ']);
    await taken(3, '2025-03-20');
    expect(await refused('recordAgendaStep', step(4, '2025-03-28'))).toEqual([
      'RULE_BROKEN procedure-step-has-what-it-needs at position',
    ]);
    const { resolution } = await write<{ resolution: { id: string } }>(
      'recordTally',
      vote(),
      'resolution { id }',
    );
    version += 1;
    await taken(4, '2025-03-28');
    expect(await refused('recordAgendaStep', step(5, '2025-10-13'))).toEqual([
      'RULE_BROKEN procedure-step-has-what-it-needs at position',
    ]);
    const notice = await makeNotice(gongzhi, { resolution });
    await write('closePublicNotice', {
      publicNotice: { id: notice.id },
      expectedVersion: 1,
      state: 'CLOSED_WITHOUT_OBJECTION',
      effectiveOn: '2025-10-10',
    });
    await taken(5, '2025-10-10');
    const { node } = await read<{ node: unknown }>(
      `query ($id: ID!) { node(id: $id) { ... on AgendaItem { procedure { name }
        steps { takenOn step { position name needs } } resolutions { nodes { procedure { code } } } } } }`,
      { id: item.id },
    );
    expect(node).toEqual({
      procedure: { name: '四议两公开' },
      steps: [
        { takenOn: '2025-03-11', step: { position: 1, name: '提议', needs: 'RECORD' } },
        { takenOn: '2025-03-12', step: { position: 2, name: '商议', needs: 'RECORD' } },
        { takenOn: '2025-03-20', step: { position: 3, name: '审议', needs: 'RECORD' } },
        { takenOn: '2025-03-28', step: { position: 4, name: '决议', needs: 'VOTE' } },
        { takenOn: '2025-10-10', step: { position: 5, name: '决议公开', needs: 'NOTICE' } },
      ],
      resolutions: { nodes: [{ procedure: { code: 'four-deliberations-two-disclosures' } }] },
    });
  });

  test('whose resolution was annulled is not carried out, and is given up', async () => {
    const { item } = await placed(gongzhi, 'PASSED');
    const found = await read<{ node: { resolutions: { nodes: { id: string }[] } } }>(
      `query ($id: ID!) { node(id: $id) { ... on AgendaItem { resolutions { nodes { id } } } } }`,
      { id: item.id },
    );
    await write('annulResolution', {
      resolution: { id: found.node.resolutions.nodes[0]!.id },
      expectedVersion: 1,
      effectiveOn: '2025-04-01',
      reason: '计票有误',
    });
    const target = { agendaItem: { id: item.id }, expectedVersion: item.version };
    expect(
      await refused('executeAgendaItem', { ...target, responsible: '示例居委会', effectiveOn: '2025-04-02' }),
    ).toEqual(['RULE_BROKEN resolution-is-adopted at agendaItem']);
    const { agendaItem } = await write<Record<string, unknown>>(
      'withdrawAgendaItem',
      { ...target, reason: '决议已撤销' },
      'agendaItem { state }',
    );
    expect(agendaItem).toEqual({ state: 'WITHDRAWN' });
  });
});
