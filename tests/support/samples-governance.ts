// Valid inputs of the operations of self-governance and of the work calendar, each with whatever it needs recorded before.
import type { Input } from './operations.js';
import type { TestPlatform } from './platform.js';
import { makeItem, makeMeeting, makeNotice, makeResolution, placed, type Made } from './governance.js';
import { done } from './sharing.js';

const community = { code: '990101001001' };

let count = 0;
const fresh = (name: string): string => `${name} ${(count += 1)}`;

let year = 2100;
/** A notice for a year of its own. */
const notice = (): Input => {
  year += 1;
  return {
    documentNo: `示例发电〔${year}〕1号`,
    year,
    issuedOn: `${year - 1}-11-04`,
    days: [
      { fallsOn: `${year - 1}-12-31`, kind: 'DAY_OFF', holiday: '元旦' },
      { fallsOn: `${year}-10-01`, kind: 'DAY_OFF', holiday: '国庆节' },
    ],
  };
};

/** The input fields that name an object to be changed. */
const named = (field: string, { id, version }: Made): Input => ({
  [field]: { id },
  expectedVersion: version,
});

/** One sample for each operation of these domains. */
export const governanceSamples: Readonly<Record<string, (platform: TestPlatform) => Promise<Input> | Input>> =
  {
    recordHolidayNotice: notice,
    correctHolidayNotice: async (platform) => {
      const recorded = notice();
      const { holidayNotice } = await done<{ holidayNotice: { readonly id: string } }>(
        platform,
        'recordHolidayNotice',
        recorded,
      );
      return {
        holidayNotice: { id: holidayNotice.id },
        expectedVersion: 1,
        days: [{ fallsOn: `${String(recorded['year'])}-10-02`, kind: 'DAY_OFF', holiday: '国庆节' }],
      };
    },
    recordResolution: () => ({
      division: community,
      bodyName: '示例居民代表会议',
      title: fresh('关于公共空间共享经营的决议'),
      decidedOn: '2025-01-10',
      documentNo: fresh('示例议〔2025〕号'),
      adopted: true,
      externalKey: fresh('resolution'),
    }),
    updateResolution: async (platform) => ({
      resolution: { id: await makeResolution(platform) },
      expectedVersion: 1,
      title: fresh('更正的决议'),
    }),
    annulResolution: async (platform) => ({
      resolution: { id: await makeResolution(platform) },
      expectedVersion: 1,
      effectiveOn: '2025-02-01',
      reason: '程序有误',
    }),
    raiseAgendaItem: () => ({
      division: community,
      title: fresh('停车位收费标准'),
      raisedOn: '2025-03-10',
      procedure: { code: 'monthly-meeting' },
    }),
    putOnAgenda: async (platform) => ({
      ...named('agendaItem', await makeItem(platform)),
      meeting: { id: (await makeMeeting(platform)).id },
    }),
    postponeAgendaItem: async (platform) => ({
      ...named('agendaItem', (await placed(platform)).item),
      reason: '未达法定人数',
    }),
    withdrawAgendaItem: async (platform) => ({
      ...named('agendaItem', await makeItem(platform)),
      reason: '提出人撤回',
    }),
    executeAgendaItem: async (platform) => ({
      ...named('agendaItem', (await placed(platform, 'PASSED')).item),
      responsible: '示例晨光社区居民委员会',
      effectiveOn: '2025-04-01',
    }),
    reportAgendaItem: async (platform) => ({
      ...named('agendaItem', (await placed(platform, 'EXECUTING')).item),
      outcome: '已完成,公示无异议。',
      effectiveOn: '2025-06-01',
    }),
    recordAgendaStep: async (platform) => ({
      ...named('agendaItem', await makeItem(platform, { procedure: { code: 'five-steps' } })),
      position: 1,
      effectiveOn: '2025-03-11',
      takenBy: '示例晨光社区党委',
    }),
    conveneMeeting: () => ({
      division: community,
      kind: 'BABA',
      title: fresh('三月坝坝会'),
      bodyName: '示例聚居点村民',
      month: '2025-03',
    }),
    consultMeeting: async (platform) => ({
      ...named('meeting', await makeMeeting(platform, { kind: 'BABA', month: '2025-03', plannedOn: null })),
      effectiveOn: '2025-03-16',
    }),
    announceMeeting: async (platform) => {
      const { meeting } = await placed(platform, 'CONSULTING');
      return { ...named('meeting', meeting), plannedOn: '2025-03-28' };
    },
    holdMeeting: async (platform) => ({
      ...named('meeting', (await placed(platform)).meeting),
      effectiveOn: '2025-03-28',
      attendance: { eligiblePersons: 60, presentPersons: 45 },
    }),
    cancelMeeting: async (platform) => ({
      ...named('meeting', await makeMeeting(platform)),
      reason: '天气原因',
    }),
    markMeetingOverdue: async (platform) => ({
      ...named('meeting', await makeMeeting(platform, { kind: 'BABA', month: '2025-03', plannedOn: null })),
      effectiveOn: '2025-04-01',
    }),
    recordTally: async (platform) => ({
      ...named('agendaItem', (await placed(platform, 'HELD')).item),
      rule: 'RESIDENTS_MEETING',
      method: 'BALLOT',
      votes: { yes: 30, no: 10, abstain: 5 },
      state: 'PASSED',
      documentNo: fresh('示例议〔2025〕号'),
    }),
    postPublicNotice: async (platform) => ({
      division: community,
      title: fresh('决议公示'),
      content: '公示内容',
      resolution: { id: await makeResolution(platform) },
      places: ['社区公示栏', '小区东门'],
      postedOn: '2025-09-25',
      days: 5,
      workingDays: true,
    }),
    raiseNoticeObjection: async (platform) => ({
      publicNotice: { id: (await makeNotice(platform)).id },
      content: '分成比例偏低',
      raisedOn: '2025-09-26',
    }),
    answerNoticeObjection: async (platform) => {
      const { noticeObjection } = await done<{ noticeObjection: Made }>(
        platform,
        'raiseNoticeObjection',
        {
          publicNotice: { id: (await makeNotice(platform)).id },
          content: '分成比例偏低',
          raisedOn: '2025-09-26',
        },
        'noticeObjection { id version }',
      );
      return {
        ...named('noticeObjection', noticeObjection),
        state: 'DISMISSED',
        answer: '比例符合规定。',
        effectiveOn: '2025-09-29',
      };
    },
    closePublicNotice: async (platform) => ({
      ...named('publicNotice', await makeNotice(platform)),
      state: 'CLOSED_WITHOUT_OBJECTION',
      effectiveOn: '2025-10-13',
    }),
    withdrawPublicNotice: async (platform) => ({
      ...named('publicNotice', await makeNotice(platform)),
      reason: '内容有误',
      effectiveOn: '2025-09-26',
    }),
  };
