// What callers do with public notices: post, object, answer, close.
import type { ObjectionState, PublicNoticeState } from '../../../generated/database.js';
import { selfGovernance as sizes } from '../../../kernel/config.js';
import { fault, Refusal, refuseAll } from '../../../kernel/errors.js';
import { bool, enumOf, int, list, of, optional, ref, text } from '../../../kernel/input.js';
import { stepDayFaults } from '../../../kernel/life-cycle.js';
import { operation } from '../../../kernel/operation.js';
import { workCalendar } from '../../calendar/queries.js';
import { countingRules } from '../../calendar/rules.js';
import { officeOf } from '../../territory/queries/offices.js';
import { records } from '../policy.js';
import { objectionsTo, standingNotice } from '../queries/notices.js';
import { officeFaults } from '../rules/meetings.js';
import { closingFaults, lastDayOfNotice, objectionFaults, postingFaults } from '../rules/notices.js';

const notice = ref('PublicNotice', 'The notice. 公示');

operation('postPublicNotice', {
  description:
    'Records that a resolution or a matter is made public for some days; the last one is worked out by the work calendar where they are working days. 发布公示',
  scope: 'self-governance:write',
  input: {
    division: ref('Division', 'The division. 所在区划'),
    title: text('What it is about. 公示事项', { max: 200 }),
    content: text('What is made public, in words. 公示内容', { max: 4000 }),
    resolution: optional(ref('Resolution', 'The resolution that is made public. 决议')),
    item: optional(ref('AgendaItem', 'The matter that it is about, before its vote. 议题')),
    places: list(text('Where it hangs or stands. 公示地点', { max: 200 }), { max: sizes.noticePlaces }),
    postedOn: of('Date', 'Day on which it was posted, not after today; it does not count. 公示起始日期'),
    days: int('How many days it stands. 公示天数', { min: 1, max: sizes.noticeDays }),
    workingDays: bool('Whether they are working days. 是否按工作日计'),
  },
  tenant: ({ division }, tx, today) => officeOf(tx, division, today),
  validate: ({ resolution, item, places }) => {
    const faults = [
      ...(Boolean(resolution) === Boolean(item)
        ? [fault('public-notice-is-about-something', ['resolution'])]
        : []),
      ...(places.length === 0 ? [fault('list-length', ['places'], { min: 1, max: sizes.noticePlaces })] : []),
      ...(new Set(places).size < places.length ? [fault('list-distinct', ['places'])] : []),
    ];
    return faults.length > 0 ? [new Refusal(faults)] : [];
  },
  allow: (caller, { refs }) => records(caller, refs['division']?.['key']),
  run: async ({ input, refs, tenant, today, insert }, tx) => {
    const { resolution, item } = refs;
    const { title, content, places, postedOn, days, workingDays } = input;
    refuseAll(officeFaults(tenant, { resolution, item }), postingFaults(postedOn, today));
    const calendar = workingDays ? await workCalendar(tx) : null;
    const id = await insert('PublicNotice', {
      title,
      content,
      divisionKey: refs['division']!['key'],
      resolutionId: resolution?.['id'] ?? null,
      itemId: item?.['id'] ?? null,
      places,
      postedOn,
      days,
      workingDays,
      lastOn: lastDayOfNotice(postedOn, days, calendar),
      state: 'POSTED',
      synthetic: refs['division']!['synthetic'],
    });
    return { objects: { publicNotice: id } };
  },
  returns: { publicNotice: 'PublicNotice' },
  emits: 'self-governance.notice.posted',
  rules: [
    'public-notice-is-about-something',
    'public-notice-posted-until-today',
    'meeting-references-of-one-office',
    'list-length',
    'list-distinct',
    ...countingRules,
  ],
});

operation('raiseNoticeObjection', {
  description:
    'Records an objection to a notice that stands. Of residents nothing is kept but what they say. 提出公示异议',
  scope: 'self-governance:write',
  input: {
    publicNotice: notice,
    content: text('What is objected; without names of persons. 异议内容', { max: 4000 }),
    objector: optional(ref('Organization', 'The organization that objects; none for residents. 异议单位')),
    raisedOn: of('Date', 'Day on which it was raised, while the notice stood. 提出日期'),
  },
  tenant: 'publicNotice',
  allow: (caller, { refs }) => records(caller, refs['publicNotice']?.['divisionKey']),
  run: async ({ input, refs, tenant, today, insert }, tx) => {
    const { objector, publicNotice } = refs;
    const noticeId = publicNotice!['id'] as string;
    const { content, raisedOn } = input;
    refuseAll(
      officeFaults(tenant, { objector }),
      objectionFaults(await standingNotice.take(tx, tenant, noticeId), raisedOn, today),
    );
    const id = await insert('NoticeObjection', {
      noticeId,
      divisionKey: publicNotice!['divisionKey'],
      content,
      objectorId: objector?.['id'] ?? null,
      raisedOn,
      state: 'RAISED',
    });
    return { objects: { noticeObjection: id } };
  },
  returns: { noticeObjection: 'NoticeObjection' },
  emits: 'self-governance.notice.objected',
  rules: [
    'meeting-references-of-one-office',
    'objection-to-a-standing-notice',
    'objection-within-the-notice-period',
  ],
});

operation('answerNoticeObjection', {
  description: 'Answers an objection: it holds, or it does not. 答复公示异议',
  scope: 'self-governance:write',
  input: {
    noticeObjection: ref('NoticeObjection', 'The objection. 异议'),
    state: enumOf<ObjectionState>('ObjectionState', 'UPHELD or DISMISSED. 处理结果'),
    answer: text('What is answered; without names of persons. 答复', { max: 4000 }),
    effectiveOn: of('Date', 'Day of the answer, not after today. 答复日期'),
  },
  target: 'noticeObjection',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  transition: { column: 'state' },
  run: async ({ input, target, today, update }) => {
    const { state, answer, effectiveOn } = input;
    refuseAll(
      stepDayFaults('objection-answered-by-today', effectiveOn, [target['raisedOn'] as string], today),
    );
    const id = target['id'] as string;
    await update('NoticeObjection', id, { state, answer, answeredOn: effectiveOn });
    return { objects: { noticeObjection: id } };
  },
  returns: { noticeObjection: 'NoticeObjection' },
  emits: 'self-governance.notice.answered',
  rules: ['objection-follows-its-life-cycle', 'objection-answered-by-today'],
});

operation('closePublicNotice', {
  description:
    'Closes a notice after its last day, as its objections were answered; the end that was announced is compared with them. 结束公示',
  scope: 'self-governance:write',
  input: {
    publicNotice: notice,
    state: enumOf<PublicNoticeState>(
      'PublicNoticeState',
      'How it ends: without objection, after objections, or upheld. 结束方式',
    ),
    effectiveOn: of('Date', 'Day on which it is closed: after its last day, not after today. 结束日期'),
  },
  target: 'publicNotice',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  transition: { column: 'state' },
  run: async ({ input, target, tenant, today, update }, tx) => {
    const id = target['id'] as string;
    const { state, effectiveOn } = input;
    const objections = await objectionsTo(tx, tenant, id);
    refuseAll(closingFaults(target['lastOn'] as string, effectiveOn, today, objections, state));
    await update('PublicNotice', id, { state });
    return { objects: { publicNotice: id } };
  },
  returns: { publicNotice: 'PublicNotice' },
  emits: 'self-governance.notice.closed',
  rules: [
    'public-notice-follows-its-life-cycle',
    'public-notice-stands-until-its-last-day',
    'objections-are-answered-first',
    'public-notice-ends-as-its-objections-say',
  ],
});

operation('withdrawPublicNotice', {
  description: 'Takes a notice down before it is closed, because it should not have been posted so. 撤回公示',
  scope: 'self-governance:write',
  input: {
    publicNotice: notice,
    reason: text('Why. 原因'),
    effectiveOn: of('Date', 'Day from which it stands no more, not after today. 撤回日期'),
  },
  target: 'publicNotice',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  transition: { column: 'state', to: 'WITHDRAWN' },
  run: async ({ input, target, today, step }) => {
    refuseAll(
      stepDayFaults(
        'public-notice-withdrawn-by-today',
        input.effectiveOn,
        [target['postedOn'] as string],
        today,
      ),
    );
    return step();
  },
  returns: { publicNotice: 'PublicNotice' },
  emits: 'self-governance.notice.withdrawn',
  rules: ['public-notice-follows-its-life-cycle', 'public-notice-withdrawn-by-today'],
});
