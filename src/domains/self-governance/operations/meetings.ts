// What callers do with meetings: convene, consult, announce, hold, cancel.
import type { MeetingKind } from '../../../generated/database.js';
import { selfGovernance as sizes } from '../../../kernel/config.js';
import { fault, Refusal, refuseAll } from '../../../kernel/errors.js';
import {
  changeable,
  enumOf,
  int,
  object,
  of,
  optional,
  ref,
  text,
  type ValuesOf,
} from '../../../kernel/input.js';
import { job } from '../../../kernel/job.js';
import { stepDayFaults } from '../../../kernel/life-cycle.js';
import { operation } from '../../../kernel/operation.js';
import { lastDayOfMonth } from '../../calendar/rules.js';
import { officeOf } from '../../territory/queries/offices.js';
import { records } from '../policy.js';
import { agendaLength, overdueMeetings } from '../queries/meetings.js';
import { consultationFaults, officeFaults, overdueFaults, scheduleFaults } from '../rules/meetings.js';
import { attendanceFaults, type Attendance } from '../rules/votes.js';

const meeting = ref('Meeting', 'The meeting. 会议');
const life = 'meeting-follows-its-life-cycle';

const people = (description: string) => int(description, { min: 0, max: sizes.heads });
const area = (description: string) => changeable(int(description, { min: 0, max: sizes.areaDm2 }));

const attendanceShape = {
  eligiblePersons: people('Persons who may take part. 应到人数'),
  presentPersons: people('Persons who took part. 实到人数'),
  eligibleHouseholds: changeable(people('Households that may take part. 应到户数')),
  presentHouseholds: changeable(people('Households that took part. 实到户数')),
  eligibleAreaDm2: area(
    'Floor area of all owners, in hundredths of a square metre. 专有部分总面积(百分之一平方米)',
  ),
  presentAreaDm2: area(
    'Floor area of the owners who took part, in hundredths of a square metre. 参与表决专有部分面积(百分之一平方米)',
  ),
};

/** Who may take part, and who did. */
export const attendance = object(
  'AttendanceInput',
  'Who may take part, and who did. 到会情况',
  attendanceShape,
);

/** The attendance with null for what was not counted. */
export function attendanceOf(given: ValuesOf<typeof attendanceShape>): Attendance {
  return {
    eligiblePersons: given.eligiblePersons,
    presentPersons: given.presentPersons,
    eligibleHouseholds: given.eligibleHouseholds ?? null,
    presentHouseholds: given.presentHouseholds ?? null,
    eligibleAreaDm2: given.eligibleAreaDm2 ?? null,
    presentAreaDm2: given.presentAreaDm2 ?? null,
  };
}

operation('conveneMeeting', {
  description:
    'Convenes a meeting. A monthly one begins by collecting issues, any other one is announced with its day. 召集会议',
  scope: 'self-governance:write',
  input: {
    division: ref('Division', 'The division. 所在区划'),
    kind: enumOf<MeetingKind>('MeetingKind', 'Who meets. 会议类型'),
    title: text('Title. 会议名称', { max: 200 }),
    body: optional(ref('Organization', 'The body that meets, where it is recorded. 议决机构')),
    bodyName: optional(
      text('Name of the body, where it is not that of the organization. 议决机构名称', { max: 200 }),
    ),
    unit: optional(ref('GovernanceUnit', 'The compound or settlement whose people meet. 小区(院落、聚居点)')),
    month: optional(text('Month of a monthly meeting, as 2026-03. 月份', { max: 7 })),
    plannedOn: optional(of('Date', 'Day for which it is planned. 拟召开日期')),
    place: optional(text('Where it is held. 地点', { max: 200 })),
  },
  tenant: ({ division }, tx, today) => officeOf(tx, division, today),
  validate: ({ kind, month, plannedOn, body, bodyName }) => {
    const faults = [
      ...scheduleFaults(kind, month ?? null, plannedOn ?? null),
      ...(body || bodyName ? [] : [fault('meeting-names-its-body', ['bodyName'])]),
    ];
    return faults.length > 0 ? [new Refusal(faults)] : [];
  },
  allow: (caller, { refs }) => records(caller, refs['division']?.['key']),
  run: async ({ input, refs, tenant, insert }) => {
    const { body, unit } = refs;
    refuseAll(officeFaults(tenant, { body, unit }));
    const { kind, title, month, plannedOn, place } = input;
    const id = await insert('Meeting', {
      kind,
      title,
      bodyName: input.bodyName ?? body!['name'],
      bodyId: body?.['id'] ?? null,
      divisionKey: refs['division']!['key'],
      unitId: unit?.['id'] ?? null,
      month: month ?? null,
      dueOn: month ? lastDayOfMonth(month) : null,
      plannedOn: plannedOn ?? null,
      place: place ?? null,
      state: month ? 'COLLECTING' : 'ANNOUNCED',
      synthetic: refs['division']!['synthetic'],
    });
    return { objects: { meeting: id } };
  },
  returns: { meeting: 'Meeting' },
  emits: 'self-governance.meeting.convened',
  rules: [
    'monthly-meeting-has-a-month',
    'monthly-meeting-in-its-month',
    'meeting-names-its-body',
    'meeting-references-of-one-office',
  ],
});

operation('consultMeeting', {
  description:
    'Ends the collecting of issues: from the 16th on the party organization and the committee consult them. 进入商议',
  scope: 'self-governance:write',
  input: { meeting, effectiveOn: of('Date', 'First day of the consultation, not after today. 商议日期') },
  target: 'meeting',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  transition: { column: 'state', to: 'CONSULTING' },
  run: async ({ input, target, today, step }) => {
    refuseAll(consultationFaults(target['month'] as string, input.effectiveOn, today));
    return step();
  },
  returns: { meeting: 'Meeting' },
  emits: 'self-governance.meeting.consulted',
  rules: [life, 'issues-are-collected-until-the-15th', 'meeting-held-until-today'],
});

operation('announceMeeting', {
  description: 'Announces the day, the place and the agenda of a monthly meeting. 公告会议',
  scope: 'self-governance:write',
  input: {
    meeting,
    plannedOn: of('Date', 'Day of the meeting, in its month. 拟召开日期'),
    place: optional(text('Where it is held. 地点', { max: 200 })),
  },
  target: 'meeting',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  transition: { column: 'state', to: 'ANNOUNCED' },
  run: async ({ input, target, tenant, step }, tx) => {
    const id = target['id'] as string;
    const { plannedOn, place } = input;
    refuseAll(
      scheduleFaults(target['kind'] as MeetingKind, target['month'] as string | null, plannedOn),
      (await agendaLength(tx, tenant, id)) > 0 ? [] : [fault('announced-meeting-has-an-agenda')],
    );
    return step({ plannedOn, place });
  },
  returns: { meeting: 'Meeting' },
  emits: 'self-governance.meeting.announced',
  rules: [
    life,
    'monthly-meeting-in-its-month',
    'monthly-meeting-has-a-month',
    'announced-meeting-has-an-agenda',
  ],
});

operation('holdMeeting', {
  description: 'Records that a meeting was held, and who took part. 召开会议',
  scope: 'self-governance:write',
  input: {
    meeting,
    effectiveOn: of('Date', 'Day on which it was held, not after today. 召开日期'),
    attendance,
  },
  target: 'meeting',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  validate: (input) => {
    const faults = attendanceFaults(attendanceOf(input.attendance), ['attendance']);
    return faults.length > 0 ? [new Refusal(faults)] : [];
  },
  transition: { column: 'state', to: 'HELD' },
  run: async ({ input, target, today, step }) => {
    const { effectiveOn } = input;
    const month = target['month'] as string | null;
    refuseAll(
      stepDayFaults('meeting-held-until-today', effectiveOn, [month === null ? null : `${month}-16`], today),
    );
    return step({
      heldOn: effectiveOn,
      dueOn: null,
      ...attendanceOf(input.attendance),
    });
  },
  returns: { meeting: 'Meeting' },
  emits: 'self-governance.meeting.held',
  rules: [life, 'meeting-held-until-today', 'present-among-the-eligible'],
});

operation('cancelMeeting', {
  description: 'Cancels a meeting; what stands on its agenda is put off to another one. 取消会议',
  scope: 'self-governance:write',
  input: { meeting, reason: text('Why. 原因') },
  target: 'meeting',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  transition: { column: 'state', to: 'CANCELLED' },
  run: ({ step }) => step({ dueOn: null }),
  returns: { meeting: 'Meeting' },
  emits: 'self-governance.meeting.cancelled',
  rules: [life],
});

operation('markMeetingOverdue', {
  description:
    'Says of a monthly meeting that its month is over without it; the platform does so by itself. 标记逾期会议',
  scope: 'self-governance:write',
  input: { meeting, effectiveOn: of('Date', 'Day after its month, not after today. 日期') },
  target: 'meeting',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  transition: { column: 'state', to: 'OVERDUE' },
  run: async ({ input, target, today, step }) => {
    refuseAll(overdueFaults(target['dueOn'] as string | null, input.effectiveOn, today));
    return step({ dueOn: null });
  },
  returns: { meeting: 'Meeting' },
  emits: 'self-governance.meeting.overdue',
  rules: [life, 'meeting-is-overdue-after-its-month'],
});

job('mark-overdue-meetings', {
  description: 'Marks monthly meetings whose month is over without them. 标记逾期会议',
  operation: 'markMeetingOverdue',
  due: overdueMeetings,
});
