// Changes of divisions over the graph: identities stay, versions follow each other, and refusals write nothing.
import { describe, expect, test } from '@jest/globals';
import { refreshCodeTree } from '../../src/domains/territory/queries/code-tree.js';
import { usePlatform, type Answered } from '../support/platform.js';

const gongzhi = usePlatform('seeded', 'admin');
const { read, write } = gongzhi;

type Recorded = Answered<{ readonly divisionChange: Record<string, unknown> | null }>;

/** Records a change as the administrator. */
async function record(input: Record<string, unknown>): Promise<Recorded> {
  const written = await write<Recorded>(
    'recordDivisionChange',
    input,
    'divisionChange { type effectiveOn documentNo items { side code name division { id name kind code } } }',
  );
  await refreshCodeTree(gongzhi.pool);
  return written;
}

/** All versions, to see that nothing was written. */
async function versions(): Promise<unknown> {
  return (await gongzhi.pool.query('SELECT * FROM "DivisionVersion" ORDER BY key, "validFrom"')).rows;
}

const rulesOf = ({ userErrors }: Recorded): readonly (string | null)[] => userErrors.map(({ rule }) => rule);

describe('a county that is recoded', () => {
  test('gives everything below new codes and keeps every id and every link', async () => {
    const before = await read('{ division(code: "510113") { id descendants(first: 100) { nodes { id } } } }');
    const { divisionChange, userErrors } = await record({
      type: 'RECODE',
      effectiveOn: '2024-07-01',
      division: { code: '510113' },
      after: [{ code: '510119' }],
      documentNo: '示例函〔2024〕1号',
    });
    expect(userErrors).toEqual([]);
    expect(divisionChange).toMatchObject({
      items: [
        { side: 'BEFORE', code: '510113000000', name: '青白江区' },
        {
          side: 'AFTER',
          code: '510119000000',
          name: '青白江区',
          division: { id: 'div_0_510113000000', code: '510119000000' },
        },
      ],
    });
    const after = await read(`{
      division(code: "510119") { id changes { totalCount } descendants(first: 100) { nodes { id } } children { totalCount } figures { totalCount } }
      old: division(code: "510113") { id }
      past: division(code: "510113", asOf: "2024-06-30") { id descendants { totalCount } }
      street: division(code: "510119104") { name id ancestors { nodes { code } } }
      figures: publishedFigures(filter: { within: "510119" }) { totalCount }
      byOldCode: publishedFigures(filter: { within: "510113" }) { totalCount }
      divisions(filter: { within: "510119" }) { totalCount }
    }`);
    expect(after['division']).toEqual({
      ...(before['division'] as object),
      changes: { totalCount: 1 },
      children: { totalCount: 7 },
      figures: { totalCount: 27 },
    });
    expect(after).toMatchObject({
      old: null,
      past: { id: 'div_0_510113000000', descendants: { totalCount: 90 } },
      street: {
        name: '城厢镇',
        id: 'div_0_510113104000',
        ancestors: { nodes: [{ code: '510000000000' }, { code: '510100000000' }, { code: '510119000000' }] },
      },
      figures: { totalCount: 27 },
      byOldCode: { totalCount: 27 },
      divisions: { totalCount: 91 },
    });
  });
});

describe('a town that becomes a street', () => {
  test('is known by both names, each in its time, and its villages go along', async () => {
    const { userErrors } = await record({
      type: 'KIND_CHANGE',
      effectiveOn: '2024-09-01',
      division: { code: '990101100' },
      after: [{ code: '990101004', name: '示例北街道' }],
    });
    expect(userErrors).toEqual([]);
    const data = await read(`{
      now: division(code: "990101004") { id name kind aliases children { nodes { code name } } }
      past: division(code: "990101100", asOf: "2024-08-31") { id name kind }
      search: divisions(search: "示例镇") { nodes { name } }
    }`);
    expect(data).toEqual({
      now: {
        id: 'div_0_990101100000',
        name: '示例北街道',
        kind: 'SUBDISTRICT',
        aliases: ['示例镇'],
        children: {
          nodes: [
            { code: '990101004001', name: '示例场镇社区居委会' },
            { code: '990101004200', name: '示例竹林村村委会' },
            { code: '990101004201', name: '示例清溪村村委会' },
          ],
        },
      },
      past: { id: 'div_0_990101100000', name: '示例镇', kind: 'TOWN' },
      search: { nodes: [{ name: '示例北街道' }] },
    });
  });
});

describe('divisions', () => {
  test('are established, renamed, split, merged, transferred and abolished', async () => {
    const county = { code: '990101' };
    expect(
      rulesOf(
        await record({
          type: 'ESTABLISH',
          effectiveOn: '2024-01-01',
          parent: county,
          after: [{ code: '990101110', name: '示例新镇' }],
        }),
      ),
    ).toEqual([]);
    const town = { code: '990101110' };
    expect(
      rulesOf(
        await record({
          type: 'ESTABLISH',
          effectiveOn: '2024-01-02',
          parent: town,
          after: [{ code: '990101110201', name: '示例甲村村委会' }],
        }),
      ),
    ).toEqual([]);
    expect(
      rulesOf(
        await record({
          type: 'RENAME',
          effectiveOn: '2024-02-01',
          division: town,
          after: [{ name: '示例兴镇' }],
        }),
      ),
    ).toEqual([]);
    const split = await record({
      type: 'SPLIT',
      effectiveOn: '2024-03-01',
      division: { code: '990101110201' },
      after: [{ code: '990101110201' }, { code: '990101110202', name: '示例乙村村委会' }],
    });
    expect(rulesOf(split)).toEqual([]);
    const merge = await record({
      type: 'MERGE',
      effectiveOn: '2024-04-01',
      division: { code: '990101110202' },
      others: [{ code: '990101110201' }],
      after: [{ code: '990101110203', name: '示例丙村村委会' }],
    });
    expect(rulesOf(merge)).toEqual([]);
    const early = await record({ type: 'ABOLISH', effectiveOn: '2024-06-01', division: town });
    expect(rulesOf(early)).toEqual(['division-ends-empty']);
    const transfer = await record({
      type: 'TRANSFER',
      effectiveOn: '2024-06-01',
      division: { code: '990101110203' },
      parent: { code: '990101001' },
      after: [{ code: '990101001201' }],
    });
    expect(rulesOf(transfer)).toEqual([]);
    expect(rulesOf(await record({ type: 'ABOLISH', effectiveOn: '2024-06-01', division: town }))).toEqual([]);
    const data = await read(`{
      march: division(code: "990101110", asOf: "2024-03-15") { name children { nodes { shortName } } }
      may: division(code: "990101110", asOf: "2024-05-15") { name children { nodes { shortName } } }
      now: division(code: "990101110") { name }
      village: division(code: "990101001201") { id name parent { name } changes { nodes { type } } }
    }`);
    expect(data).toEqual({
      march: {
        name: '示例兴镇',
        children: { nodes: [{ shortName: '示例甲村' }, { shortName: '示例乙村' }] },
      },
      may: { name: '示例兴镇', children: { nodes: [{ shortName: '示例丙村' }] } },
      now: null,
      village: {
        id: 'div_0_990101110203',
        name: '示例丙村村委会',
        parent: { name: '示例东街道' },
        changes: { nodes: [{ type: 'MERGE' }, { type: 'TRANSFER' }] },
      },
    });
  });

  test.each([
    [
      'a taken code',
      { type: 'ESTABLISH', parent: { code: '990101' }, after: [{ code: '990101002', name: '示例新街道' }] },
      ['division-key-unused', 'division-code-free'],
    ],
    [
      'a code of another county',
      { type: 'ESTABLISH', parent: { code: '990101' }, after: [{ code: '510112120', name: '示例远镇' }] },
      ['division-code-below-parent'],
    ],
    [
      'a range without a kind',
      { type: 'ESTABLISH', parent: { code: '990101' }, after: [{ code: '990101700', name: '示例怪镇' }] },
      ['division-code-range'],
    ],
    [
      'a name of a sibling',
      { type: 'RENAME', division: { code: '990101002' }, after: [{ name: '示例南街道' }] },
      ['division-name-unique-among-siblings'],
    ],
    [
      'an unchanged name',
      { type: 'RENAME', division: { code: '990101002' }, after: [{ name: '示例西街道' }] },
      ['division-change-changes'],
    ],
    [
      'fields of another type',
      { type: 'ABOLISH', division: { code: '990101002' }, parent: { code: '990101' } },
      ['division-change-takes-no'],
    ],
    [
      'an unknown parent',
      { type: 'ESTABLISH', parent: { code: '990109' }, after: [{ code: '990109001', name: '示例无街道' }] },
      [null],
    ],
    [
      'an unknown partner',
      {
        type: 'MERGE',
        division: { code: '990101002' },
        others: [{ code: '990101099' }],
        after: [{ code: '990101002' }],
      },
      [null],
    ],
    [
      'a merger with itself',
      {
        type: 'MERGE',
        division: { code: '990101002' },
        others: [{ code: '990101002' }],
        after: [{ code: '990101002' }],
      },
      ['list-distinct'],
    ],
    [
      'a code that is none',
      { type: 'RECODE', division: { code: '990101002' }, after: [{ code: '99010' }] },
      ['division-code-form'],
    ],
    [
      'a town with villages that ends',
      { type: 'ABOLISH', division: { code: '990101002' } },
      ['division-ends-empty'],
    ],
  ])('%s is refused, and nothing is written', async (_, input, expected) => {
    const before = await versions();
    const answer = await record({ effectiveOn: '2025-01-01', ...input });
    expect(answer.divisionChange).toBeNull();
    expect(rulesOf(answer)).toEqual(expected);
    expect(await versions()).toEqual(before);
  });

  test('a change before the last recorded one is refused', async () => {
    const input = { type: 'RENAME', division: { code: '510117104' }, after: [{ name: '唐元镇' }] };
    expect(rulesOf(await record({ ...input, effectiveOn: '2023-06-30' }))).toEqual([
      'division-change-follows-the-last',
    ]);
    expect(rulesOf(await record({ ...input, effectiveOn: '2020-01-01' }))).toEqual([
      'division-change-follows-the-last',
    ]);
  });

  test('an office that only writes, or that is not above, records no change', async () => {
    const input = {
      idempotencyKey: 'change-forbidden',
      type: 'RENAME',
      effectiveOn: '2025-01-01',
      division: { code: '990101002' },
      after: [{ name: '示例改街道' }],
    };
    const document =
      'mutation ($input: RecordDivisionChangeInput!) { recordDivisionChange(input: $input) { divisionChange { id } } }';
    const { errors } = await gongzhi.query(document, { input }, { as: 'district' });
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['FORBIDDEN']);
  });

  test('two changes of one division at once do not overlap', async () => {
    const rename = (name: string): Promise<Recorded> =>
      record({
        type: 'RENAME',
        effectiveOn: '2025-03-01',
        division: { code: '990101003' },
        after: [{ name }],
      });
    const answers = await Promise.all([rename('示例甲街道'), rename('示例乙街道')]);
    expect(answers.map(rulesOf).sort((a, b) => a.length - b.length)).toEqual([
      [],
      ['division-change-follows-the-last'],
    ]);
  });
});
