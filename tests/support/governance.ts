// Meetings, matters, resolutions and notices for tests, made by the operations that callers have.
import { newId } from '../../src/kernel/ids.js';
import type { TestPlatform } from './platform.js';
import { done } from './sharing.js';

/** A resolution of the demo community's residents, adopted unless the test says otherwise. @returns its id */
export async function makeResolution(
  platform: TestPlatform,
  facts: {
    readonly decidedOn?: string;
    readonly adopted?: boolean;
    readonly division?: object;
    readonly title?: string;
  } = {},
): Promise<string> {
  const { resolution } = await done<{ resolution: { readonly id: string } }>(platform, 'recordResolution', {
    division: { code: '990101001001' },
    bodyName: '示例居民代表会议',
    title: '关于合作协议的决议',
    decidedOn: '2017-12-01',
    documentNo: `示例议〔2017〕${newId().slice(-12)}号`,
    adopted: true,
    ...facts,
  });
  return resolution.id;
}

/** An object that can be changed. */
export interface Made {
  readonly id: string;
  readonly version: number;
}

const community = { code: '990101001001' };

async function made(
  platform: TestPlatform,
  operation: string,
  field: string,
  input: Readonly<Record<string, unknown>>,
): Promise<Made> {
  const payload = await done<Readonly<Record<string, Made>>>(
    platform,
    operation,
    input,
    `${field} { id version }`,
  );
  return payload[field]!;
}

/** A matter of the demo community, brought up in time for March 2025. */
export function makeItem(
  platform: TestPlatform,
  facts: Readonly<Record<string, unknown>> = {},
): Promise<Made> {
  return made(platform, 'raiseAgendaItem', 'agendaItem', {
    division: community,
    title: `停车位收费标准 ${newId().slice(-12)}`,
    raisedOn: '2025-03-10',
    ...facts,
  });
}

/** A meeting of the demo community's residents in March 2025, announced unless it is a monthly one. */
export function makeMeeting(
  platform: TestPlatform,
  facts: Readonly<Record<string, unknown>> = {},
): Promise<Made> {
  return made(platform, 'conveneMeeting', 'meeting', {
    division: community,
    kind: 'RESIDENTS',
    title: `居民会议 ${newId().slice(-12)}`,
    bodyName: '示例晨光社区居民会议',
    plannedOn: '2025-03-28',
    ...facts,
  });
}

type Stage = 'CONSULTING' | 'ANNOUNCED' | 'HELD' | 'PASSED' | 'EXECUTING';

/** A matter on the agenda of a meeting of its own, as far as it should have come. Forty-five of sixty take part. */
export async function placed(
  platform: TestPlatform,
  stage: Stage = 'ANNOUNCED',
  facts: Readonly<Record<string, unknown>> = {},
): Promise<{ readonly item: Made; readonly meeting: Made }> {
  const monthly = stage === 'CONSULTING';
  let meeting = await makeMeeting(
    platform,
    monthly ? { kind: 'BABA', month: '2025-03', plannedOn: null } : {},
  );
  const raised = await makeItem(platform, facts);
  let item = await made(platform, 'putOnAgenda', 'agendaItem', {
    agendaItem: { id: raised.id },
    expectedVersion: raised.version,
    meeting: { id: meeting.id },
  });
  if (monthly)
    meeting = await made(platform, 'consultMeeting', 'meeting', {
      meeting: { id: meeting.id },
      expectedVersion: meeting.version,
      effectiveOn: '2025-03-16',
    });
  if (monthly || stage === 'ANNOUNCED') return { item, meeting };
  meeting = await made(platform, 'holdMeeting', 'meeting', {
    meeting: { id: meeting.id },
    expectedVersion: meeting.version,
    effectiveOn: '2025-03-28',
    attendance: { eligiblePersons: 60, presentPersons: 45 },
  });
  if (stage === 'HELD') return { item, meeting };
  item = await made(platform, 'recordTally', 'agendaItem', {
    agendaItem: { id: item.id },
    expectedVersion: item.version,
    rule: 'RESIDENTS_MEETING',
    method: 'BALLOT',
    votes: { yes: 30, no: 10, abstain: 5 },
    state: 'PASSED',
    documentNo: `示例议〔2025〕${newId().slice(-12)}号`,
  });
  if (stage === 'EXECUTING')
    item = await made(platform, 'executeAgendaItem', 'agendaItem', {
      agendaItem: { id: item.id },
      expectedVersion: item.version,
      responsible: '示例晨光社区居民委员会',
      effectiveOn: '2025-04-01',
    });
  return { item, meeting };
}

/** A notice of five working days about a resolution, posted before the National Day of 2025. */
export async function makeNotice(
  platform: TestPlatform,
  facts: Readonly<Record<string, unknown>> = {},
): Promise<Made> {
  return made(platform, 'postPublicNotice', 'publicNotice', {
    division: community,
    title: `决议公示 ${newId().slice(-12)}`,
    content: '同意将闲置房屋交由社会企业经营。',
    ...('item' in facts ? {} : { resolution: { id: await makeResolution(platform) } }),
    places: ['社区公示栏'],
    postedOn: '2025-09-25',
    days: 5,
    workingDays: true,
    ...facts,
  });
}
