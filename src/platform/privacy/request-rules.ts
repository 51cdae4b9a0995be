// What is always true of requests of persons: how they live, and when data are deleted.
import type { SubjectRequestState } from '../../generated/database.js';
import { defineRules, fault, type Fault } from '../../kernel/errors.js';
import { lifeCycle } from '../../kernel/life-cycle.js';
import type { Row } from '../../kernel/operation.js';

/** A blocked deletion is carried out when its day has come, or refused; an answer is an end. */
export const requestRules = lifeCycle<SubjectRequestState>('SubjectRequestState', 'request-follows-its-way', {
  RECEIVED: ['ANSWERED', 'REFUSED', 'BLOCKED'],
  BLOCKED: ['ANSWERED', 'REFUSED'],
  ANSWERED: [],
  REFUSED: [],
});

defineRules({
  'request-came-already': {
    code: 'INVALID_INPUT',
    zh: '收到日期不得晚于今天({today})。',
    en: 'A request came today ({today}) or earlier.',
  },
  'deletion-is-carried-out': {
    code: 'RULE_BROKEN',
    zh: '删除请求须由 carryOutDeletion 执行后才算答复;不予删除的,请填写 REFUSED 及理由。',
    en: 'A request for deletion is answered by carryOutDeletion; where nothing is to be deleted, refuse it with the reason.',
  },
  'deletion-was-asked-for': {
    code: 'RULE_BROKEN',
    zh: '该请求不是删除请求。',
    en: 'The request does not ask for deletion.',
  },
  'deletion-by-a-second-person': {
    code: 'RULE_BROKEN',
    zh: '删除须由受理人以外的人执行。',
    en: 'A deletion is carried out by another person than who filed the request.',
  },
  'deletion-names-its-rows': {
    code: 'INVALID_INPUT',
    zh: '请列出涉及该人的对象。',
    en: 'Name the rows that are about the person.',
  },
  'deletion-not-before-the-law-ends': {
    code: 'RULE_BROKEN',
    zh: '依据{statute},该记录须保存,至 {until} 方可删除;请以 blockDeletion 告知请求人。',
    en: 'The record is kept by {statute} and may be deleted from {until} on; tell the person so by blockDeletion.',
  },
  'deletion-blocked-by-a-law-only': {
    code: 'RULE_BROKEN',
    zh: '所列对象没有法定保存期限的限制;请执行删除,或说明理由予以拒绝。',
    en: 'No law keeps these rows; carry the deletion out, or refuse it with the reason.',
  },
});

/** Why nothing is deleted for a request, whatever rows it names. */
export function deletionFaults({ kind }: Row): readonly Fault[] {
  return kind === 'DELETION' ? [] : [fault('deletion-was-asked-for')];
}

/** The day so many days after another. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
