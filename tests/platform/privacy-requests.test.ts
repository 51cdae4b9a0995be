// Requests of persons: answered in time, deleted by a second person, and not before a law that keeps the data ends.
import { afterEach, expect, test } from '@jest/globals';
import { setClock, today } from '../../src/kernel/clock.js';
import { erased, sealedForm } from '../../src/kernel/personal.js';
import { daysAfter } from '../../src/platform/privacy/request-rules.js';
import { mighty } from '../support/domains.js';
import { usePlatform } from '../support/platform.js';
import { fileRequest, namedDonation, withContact } from '../support/samples-privacy.js';

const gongzhi = usePlatform('seeded', mighty({ subject: 'officer' }));
let restoreClock: () => void = () => {};
afterEach(() => restoreClock());

const seen = async (id: string): Promise<unknown> =>
  (
    await gongzhi.read<{ node: unknown }>(
      `{ node(id: "${id}") { ... on SubjectRequest { state dueOn personName erasedValues keptBy blockedUntil } } }`,
    )
  ).node;
const rawOf = async (table: string, column: string, id: string): Promise<unknown> =>
  (
    await gongzhi.pool.query<{ value: string }>(`SELECT "${column}" AS value FROM "${table}" WHERE id = $1`, [
      id.split('_')[2],
    ])
  ).rows[0]!.value;

test('a deletion erases what is personal, leaves the row, and is refused to who filed it', async () => {
  const organization = await withContact(gongzhi);
  const request = { ...(await fileRequest(gongzhi, 'DELETION')), objects: [organization] };
  expect(await gongzhi.refused('carryOutDeletion', request, mighty({ subject: 'clerk' }))).toEqual([
    'RULE_BROKEN deletion-by-a-second-person at ',
  ]);
  expect(await gongzhi.refused('carryOutDeletion', { ...request, objects: [] })).toEqual([
    'INVALID_INPUT deletion-names-its-rows at objects',
  ]);
  expect(await rawOf('Organization', 'contactName', organization)).toMatch(sealedForm);
  const { userErrors } = await gongzhi.write('carryOutDeletion', request);
  expect(userErrors).toEqual([]);
  expect(await seen(request.subjectRequest.id)).toEqual({
    state: 'ANSWERED',
    dueOn: daysAfter(today(), 21),
    personName: '示例请求人',
    erasedValues: 2,
    keptBy: null,
    blockedUntil: null,
  });
  expect(await rawOf('Organization', 'contactName', organization)).toBe(erased);
  expect(
    await gongzhi.read(
      `{ node(id: "${organization}") { ... on Organization { status contactName contactPhone } } }`,
    ),
  ).toEqual({ node: { status: expect.any(String), contactName: null, contactPhone: null } });
});

test('what a law keeps is not deleted before its end, which the person is told; afterwards it is', async () => {
  const donation = await namedDonation(gongzhi);
  const request = { ...(await fileRequest(gongzhi, 'DELETION')), objects: [donation] };
  expect(await gongzhi.refused('carryOutDeletion', request)).toEqual([
    'RULE_BROKEN deletion-not-before-the-law-ends at objects',
  ]);
  await gongzhi.write('blockDeletion', request);
  expect(await seen(request.subjectRequest.id)).toMatchObject({
    state: 'BLOCKED',
    keptBy: '《会计档案管理办法》(会计凭证保管 30 年)',
    blockedUntil: '2055-03-01',
  });
  restoreClock = setClock(() => Date.parse('2055-03-01T04:00:00Z'));
  const { userErrors } = await gongzhi.write('carryOutDeletion', { ...request, expectedVersion: 2 });
  expect(userErrors).toEqual([]);
  expect(await seen(request.subjectRequest.id)).toMatchObject({ state: 'ANSWERED', erasedValues: 1 });
  expect(await rawOf('Donation', 'donorName', donation)).toBe(erased);
});

test('no deletion is blocked without a law, answered without being carried out, or done where none was asked for', async () => {
  const organization = await withContact(gongzhi);
  const deletion = await fileRequest(gongzhi, 'DELETION');
  expect(await gongzhi.refused('blockDeletion', { ...deletion, objects: [organization] })).toEqual([
    'RULE_BROKEN deletion-blocked-by-a-law-only at objects',
  ]);
  expect(
    await gongzhi.refused('answerSubjectRequest', { ...deletion, state: 'ANSWERED', answer: '已删除' }),
  ).toEqual(['RULE_BROKEN deletion-is-carried-out at state']);
  const access = { ...(await fileRequest(gongzhi, 'ACCESS')), objects: [organization] };
  expect(await gongzhi.refused('carryOutDeletion', access)).toEqual([
    'RULE_BROKEN deletion-was-asked-for at ',
  ]);
});

test('rows of other offices, and rows that are about nobody, are not found', async () => {
  const deletion = await fileRequest(gongzhi, 'DELETION');
  for (const id of ['org_510117_00000000-0000-7000-8000-000000000001', 'div_0_990101000000', 'nothing'])
    expect(await gongzhi.refused('carryOutDeletion', { ...deletion, objects: [id] })).toEqual([
      'NOT_FOUND null at objects.0',
    ]);
});
