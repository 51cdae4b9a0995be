// What offices do with requests of the persons whose data they hold: file, answer, delete, or say until when a law keeps them.
import type { SubjectRequestKind, SubjectRequestState } from '../../generated/database.js';
import { subjectRequests } from '../../kernel/config.js';
import { codeTree, entity } from '../../kernel/entity.js';
import { Refusal, fault, refusal, refuseAll } from '../../kernel/errors.js';
import { enumOf, list, of, ref, text } from '../../kernel/input.js';
import { operation, type Row } from '../../kernel/operation.js';
import { erase, lockPersonal } from './erasing.js';
import { looksAfter, lookAfter, seesAssessment, seesRequester } from './policy.js';
import { daysAfter, deletionFaults, requestRules } from './request-rules.js';
import { keptUntil } from './retention.js';

entity('SubjectRequest', {
  id: 'sjr',
  plural: 'subjectRequests',
  audience: 'INTERNAL',
  within: 'divisionKey',
  visible: seesAssessment,
  masks: { personName: seesRequester, contact: seesRequester, wish: seesRequester },
  personal: ['personName', 'contact', 'wish'],
  expose: [
    'kind',
    'personName',
    'contact',
    'wish',
    'receivedOn',
    'dueOn',
    'state',
    'answer',
    'keptBy',
    'blockedUntil',
    'erasedValues',
    'filedBy',
    'decidedBy',
    'divisionKey',
    'version',
    'createdAt',
    'updatedAt',
  ],
  filter: ['kind', 'personName', 'receivedOn', 'dueOn', 'state', 'blockedUntil', 'divisionKey', 'createdAt'],
  sort: ['dueOn', 'receivedOn', 'state', 'createdAt'],
  order: [{ field: 'dueOn', direction: 'ASC' }],
  aggregate: { groups: ['kind', 'state', 'divisionKey'] },
});

operation('fileSubjectRequest', {
  description:
    'Records what a person asks of an office about the data of his own, whose identity was verified. 受理个人信息主体请求',
  scope: 'privacy:write',
  audience: 'INTERNAL',
  input: {
    division: ref('Division', 'The division that is asked. 所属区划'),
    kind: enumOf<SubjectRequestKind>('SubjectRequestKind', 'What is asked for. 请求类型'),
    personName: text('Who asks, as verified. 请求人', { max: 100 }),
    contact: text('How the person is reached. 联系方式', { max: 200 }),
    wish: text('What exactly is asked for. 请求内容'),
    receivedOn: of('Date', 'Day on which it came. 收到日期'),
  },
  tenant: ({ division }, tx, today) => codeTree().officeOf(tx, division, today),
  allow: (caller, { refs }) => looksAfter(caller, refs['division']?.['key']),
  run: async ({ input, refs, caller, today, insert }) => {
    const { kind, personName, contact, wish, receivedOn } = input;
    if (receivedOn > today) throw refusal('request-came-already', ['receivedOn'], { today });
    const id = await insert('SubjectRequest', {
      kind,
      personName,
      contact,
      wish,
      receivedOn,
      dueOn: daysAfter(receivedOn, subjectRequests.answerDays),
      state: 'RECEIVED',
      filedBy: caller.subject,
      divisionKey: refs['division']!['key'],
    });
    return { objects: { subjectRequest: id } };
  },
  returns: { subjectRequest: 'SubjectRequest' },
  emits: 'privacy.request.filed',
  rules: ['request-came-already'],
});

const target = { subjectRequest: ref('SubjectRequest', 'The request. 请求') };

operation('answerSubjectRequest', {
  description:
    'Answers a request, or refuses it with the reason. What is to be deleted is deleted by carryOutDeletion. 答复个人信息主体请求',
  scope: 'privacy:write',
  audience: 'INTERNAL',
  input: {
    ...target,
    state: enumOf<SubjectRequestState>('SubjectRequestState', 'ANSWERED or REFUSED. 处理结果'),
    answer: text('What is answered, or why it is refused; without names of persons. 答复'),
  },
  target: 'subjectRequest',
  transition: { column: 'state' },
  allow: (caller, scene) => lookAfter(caller, scene.target),
  run: async ({ input, target: request, caller, update }) => {
    const deletes = request['kind'] === 'DELETION' && input.state === 'ANSWERED';
    refuseAll(deletes ? [fault('deletion-is-carried-out', ['state'])] : []);
    refuseAll(input.state === 'BLOCKED' ? [fault('deletion-blocked-by-a-law-only', ['state'])] : []);
    const id = request['id'] as string;
    await update('SubjectRequest', id, {
      state: input.state,
      answer: input.answer,
      decidedBy: caller.subject,
    });
    return { objects: { subjectRequest: id } };
  },
  returns: { subjectRequest: 'SubjectRequest' },
  emits: 'privacy.request.answered',
  rules: ['deletion-blocked-by-a-law-only', 'deletion-is-carried-out', requestRules.rule],
});

const deleting = {
  ...target,
  objects: list(text('Global ids of the rows that name the person. 涉及的对象', { max: 100 }), {
    max: subjectRequests.objects,
  }),
};

const guard = (request: Row): Refusal | null => {
  const faults = deletionFaults(request);
  return faults.length > 0 ? new Refusal(faults) : null;
};

operation('carryOutDeletion', {
  description:
    'Erases what is personal in the rows that a request is about, by another person than who filed it. What else a row says stays; where a law keeps a row, all is refused with the law and the day of its end. 执行删除',
  scope: 'privacy:write',
  audience: 'INTERNAL',
  input: deleting,
  target: 'subjectRequest',
  transition: { column: 'state', to: 'ANSWERED' },
  allow: (caller, scene) => lookAfter(caller, scene.target),
  guard,
  run: async ({ input, target: request, tenant, caller, today, step }, tx) => {
    const rows = await lockPersonal(tx, tenant, caller, input.objects);
    refuseAll(input.objects.length === 0 ? [fault('deletion-names-its-rows', ['objects'])] : []);
    refuseAll(request['filedBy'] === caller.subject ? [fault('deletion-by-a-second-person')] : []);
    refuseAll(
      rows.flatMap(({ model, row }) => {
        const kept = keptUntil(model, row, today);
        return kept ? [fault('deletion-not-before-the-law-ends', ['objects'], kept)] : [];
      }),
    );
    return step({
      erasedValues: await erase(tx, tenant, rows),
      decidedBy: caller.subject,
      keptBy: null,
      blockedUntil: null,
    });
  },
  returns: { subjectRequest: 'SubjectRequest' },
  emits: 'privacy.request.carried-out',
  rules: [
    'deletion-by-a-second-person',
    'deletion-names-its-rows',
    'deletion-not-before-the-law-ends',
    'deletion-was-asked-for',
    requestRules.rule,
  ],
});

operation('blockDeletion', {
  description:
    'Answers that a law keeps what a person wants deleted, with the law and the day on which it ends, found out from the rows. 告知暂不能删除',
  scope: 'privacy:write',
  audience: 'INTERNAL',
  input: deleting,
  target: 'subjectRequest',
  transition: { column: 'state', to: 'BLOCKED' },
  allow: (caller, scene) => lookAfter(caller, scene.target),
  guard,
  run: async ({ input, tenant, caller, today, step }, tx) => {
    const rows = await lockPersonal(tx, tenant, caller, input.objects);
    const [last] = rows
      .flatMap(({ model, row }) => keptUntil(model, row, today) ?? [])
      .sort((a, b) => (a.until < b.until ? 1 : -1));
    if (!last) throw refusal('deletion-blocked-by-a-law-only', ['objects']);
    return step({ keptBy: last.statute, blockedUntil: last.until, decidedBy: caller.subject });
  },
  returns: { subjectRequest: 'SubjectRequest' },
  emits: 'privacy.request.blocked',
  rules: ['deletion-blocked-by-a-law-only', 'deletion-was-asked-for', requestRules.rule],
});
