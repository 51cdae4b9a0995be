// Public notices over the graph: they stand for their working days, and every objection is answered before they end.
import { afterEach, describe, expect, test } from '@jest/globals';
import { standingNotice } from '../../src/domains/self-governance/queries/notices.js';
import { mighty } from '../support/domains.js';
import { makeNotice, makeResolution, type Made } from '../support/governance.js';
import { usePlatform, type Answered } from '../support/platform.js';

const gongzhi = usePlatform('seeded', mighty());
const { query, read, refused, write } = gongzhi;
const community = { code: '990101001001' };

const object = (notice: Made, raisedOn = '2025-09-26'): Readonly<Record<string, unknown>> => ({
  publicNotice: { id: notice.id },
  content: '分成比例偏低',
  raisedOn,
});

async function objected(notice: Made, raisedOn?: string): Promise<string> {
  const { noticeObjection, userErrors } = await write<{ noticeObjection: { id: string } }>(
    'raiseNoticeObjection',
    object(notice, raisedOn),
  );
  expect(userErrors).toEqual([]);
  return noticeObjection.id;
}

const answer = (id: string, state: string): Promise<Answered> =>
  write('answerNoticeObjection', {
    noticeObjection: { id },
    expectedVersion: 1,
    state,
    answer: '比例符合规定。',
    effectiveOn: '2025-09-30',
  });

const close = (notice: Made, state: string, effectiveOn = '2025-10-10'): Record<string, unknown> => ({
  publicNotice: { id: notice.id },
  expectedVersion: notice.version,
  state,
  effectiveOn,
});

async function stateOf({ id }: Made): Promise<unknown> {
  const { node } = await read<{ node: { state: string } }>(
    `query ($id: ID!) { node(id: $id) { ... on PublicNotice { state } } }`,
    { id },
  );
  return node.state;
}

describe('a public notice', () => {
  test('stands for working days across a long holiday, or for days as they come', async () => {
    const last = async (facts: object): Promise<unknown> => {
      const { id } = await makeNotice(gongzhi, { ...facts });
      const { node } = await read<{ node: { lastOn: string } }>(
        `query ($id: ID!) { node(id: $id) { ... on PublicNotice { lastOn } } }`,
        { id },
      );
      return node.lastOn;
    };
    // The 28th is a Sunday that is worked; the first to the eighth of October are off.
    expect(await last({ postedOn: '2025-09-25', days: 5 })).toBe('2025-10-09');
    expect(await last({ postedOn: '2025-09-25', days: 5, workingDays: false })).toBe('2025-09-30');
  });

  test('is not counted over a year whose holidays nobody has recorded', async () => {
    const input = {
      division: community,
      title: '公示',
      content: '公示',
      resolution: { id: await makeResolution(gongzhi) },
      places: ['公示栏'],
      postedOn: '2017-12-28',
      days: 3,
      workingDays: true,
    };
    expect(await refused('postPublicNotice', input)).toEqual([
      'RULE_BROKEN calendar-year-is-published at days',
    ]);
    expect(await refused('postPublicNotice', { ...input, resolution: null })).toEqual([
      'INVALID_INPUT public-notice-is-about-something at resolution',
    ]);
    expect(await refused('postPublicNotice', { ...input, places: [] })).toEqual([
      'INVALID_INPUT list-length at places',
    ]);
  });

  test('ends without objection after its last day and not on it', async () => {
    const notice = await makeNotice(gongzhi);
    expect(
      await refused('closePublicNotice', close(notice, 'CLOSED_WITHOUT_OBJECTION', '2025-10-09')),
    ).toEqual(['RULE_BROKEN public-notice-stands-until-its-last-day at effectiveOn']);
    expect(await refused('closePublicNotice', close(notice, 'UPHELD'))).toEqual([
      'RULE_BROKEN public-notice-ends-as-its-objections-say at state',
    ]);
    await write('closePublicNotice', close(notice, 'CLOSED_WITHOUT_OBJECTION'));
    expect(await stateOf(notice)).toBe('CLOSED_WITHOUT_OBJECTION');
    expect(await refused('raiseNoticeObjection', object(notice))).toEqual([
      'RULE_BROKEN objection-to-a-standing-notice at publicNotice',
    ]);
  });

  test('takes objections on its days only', async () => {
    const notice = await makeNotice(gongzhi);
    for (const day of ['2025-09-24', '2025-10-10'])
      expect(await refused('raiseNoticeObjection', object(notice, day))).toEqual([
        'RULE_BROKEN objection-within-the-notice-period at raisedOn',
      ]);
    await objected(notice, '2025-09-25');
    await objected(notice, '2025-10-09');
  });

  test('ends once every objection is answered, and as they were answered', async () => {
    const notice = await makeNotice(gongzhi);
    const [first, second] = [await objected(notice), await objected(notice)];
    await answer(first, 'DISMISSED');
    expect(await refused('closePublicNotice', close(notice, 'CLOSED_AFTER_OBJECTIONS'))).toEqual([
      'RULE_BROKEN objections-are-answered-first at ',
    ]);
    await answer(second, 'UPHELD');
    expect(await refused('closePublicNotice', close(notice, 'CLOSED_AFTER_OBJECTIONS'))).toEqual([
      'RULE_BROKEN public-notice-ends-as-its-objections-say at state',
    ]);
    await write('closePublicNotice', close(notice, 'UPHELD'));
    expect(await stateOf(notice)).toBe('UPHELD');
  });

  test('tells the public the answer, and not what residents wrote', async () => {
    const notice = await makeNotice(gongzhi);
    const id = await objected(notice);
    await answer(id, 'DISMISSED');
    const source = (fields: string) =>
      `query ($id: ID!) { node(id: $id) { ... on PublicNotice { objections { nodes { ${fields} objector { id } } } } } }`;
    const told = await read(source('state answer'), { id: notice.id }, 'vendor');
    expect(told).toEqual({
      node: { objections: { nodes: [{ state: 'DISMISSED', answer: '比例符合规定。', objector: null }] } },
    });
    const { errors } = await query(source('content'), { id: notice.id }, { as: 'vendor' });
    expect(errors![0]!.message).toContain('"content"');
  });
});

describe('an objection and the end of its notice at once', () => {
  const take = standingNotice.take;
  afterEach(() => {
    standingNotice.take = take;
  });

  /** Objects while the notice is closed: who objects has looked at the notice before it is closed. */
  async function atOnce(notice: Made): Promise<readonly (string | null)[]> {
    const reading = standingNotice.take;
    let closing: Promise<Answered> | undefined;
    standingNotice.take = async (tx, tenant, id) => {
      const standing = await reading(tx, tenant, id);
      closing = write('closePublicNotice', close(notice, 'CLOSED_WITHOUT_OBJECTION'));
      // Whoever need not wait is done by now.
      await Promise.race([closing, new Promise((resolve) => setTimeout(resolve, 300))]);
      return standing;
    };
    const objection = await write<Answered>('raiseNoticeObjection', object(notice));
    const closed = await closing!;
    return [objection, closed].map(({ userErrors }) => userErrors[0]?.rule ?? null);
  }

  test('the end waits, and then sees the objection', async () => {
    const notice = await makeNotice(gongzhi);
    expect(await atOnce(notice)).toEqual([null, 'objections-are-answered-first']);
    expect(await stateOf(notice)).toBe('POSTED');
  });

  test('without the lock the notice ends as if nobody had objected', async () => {
    standingNotice.take = (tx, tenant, id) =>
      tx
        .selectFrom('PublicNotice')
        .select(['state', 'postedOn', 'lastOn'])
        .where('tenant', '=', tenant)
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
    const notice = await makeNotice(gongzhi);
    expect(await atOnce(notice)).toEqual([null, null]);
    expect(await stateOf(notice)).toBe('CLOSED_WITHOUT_OBJECTION');
  });
});
