// Divisions and governance units over the graph, as a reader sees them.
import { describe, expect, test } from '@jest/globals';
import { usePlatform } from '../support/platform.js';

const { query, read } = usePlatform('seeded');

describe('a division is found', () => {
  test.each(['510117', '510117000', '510117000000', '５１０１１７'])(
    'by its code written %s',
    async (code) => {
      expect(await read(`{ division(code: "${code}") { code name kind level } }`)).toEqual({
        division: { code: '510117000000', name: '郫都区', kind: 'COUNTY', level: 'COUNTY' },
      });
    },
  );

  test.each(['51011', '5101170001', 'x', ''])('and "%s" is refused as no code', async (code) => {
    const { errors } = await query(`{ division(code: "${code}") { name } }`);
    expect(errors?.map(({ extensions }) => [extensions?.['code'], extensions?.['rule']])).toEqual([
      ['INVALID_INPUT', 'division-code-form'],
    ]);
  });

  test.each(['合兴社区', '合兴', 'hxsq', 'hexingshequ', 'HXSQ'])('by searching "%s"', async (search) => {
    const data = await read(
      `{ divisions(search: "${search}", filter: { within: "510117" }) { nodes { name code } } }`,
    );
    expect(data['divisions']).toEqual({ nodes: [{ name: '合兴社区居民委员会', code: '510117005001' }] });
  });

  test('by another spelling of its name', async () => {
    expect(await read('{ divisions(search: "出江镇") { nodes { name code aliases } } }')).toEqual({
      divisions: { nodes: [{ name: '䢺江镇', code: '510129106000', aliases: ['出江镇'] }] },
    });
  });

  test('and an unknown code is null', async () => {
    expect(await read('{ division(code: "650000") { name } }')).toEqual({ division: null });
  });
});

describe('唐昌', () => {
  test('was a street in 2019 and is a town today, with one identity', async () => {
    const data = await read(`{
      past: divisions(search: "唐昌", asOf: "2019-05-14") { nodes { id name kind codeScheme } }
      last: division(code: "510117104", asOf: "2023-06-29") { name }
      now: divisions(search: "唐昌") { nodes { id name kind codeScheme } }
    }`);
    expect(data).toEqual({
      past: {
        nodes: [{ id: 'div_0_510117104000', name: '唐昌街道', kind: 'SUBDISTRICT', codeScheme: null }],
      },
      last: { name: '唐昌街道' },
      now: { nodes: [{ id: 'div_0_510117104000', name: '唐昌镇', kind: 'TOWN', codeScheme: 'NBS2023' }] },
    });
  });

  test('has its change on record, no later than the day of the code list', async () => {
    const data = await read(`{ division(code: "510117104") { changes { totalCount nodes {
      type effectiveOn dateQualifier source { code } items { side code name division { name } }
    } } } }`);
    expect(data['division']).toEqual({
      changes: {
        totalCount: 1,
        nodes: [
          {
            type: 'KIND_CHANGE',
            effectiveOn: '2023-06-30',
            dateQualifier: 'AT_MOST',
            source: { code: 'NBS2023' },
            items: [
              { side: 'BEFORE', code: '510117104000', name: '唐昌街道', division: { name: '唐昌镇' } },
              { side: 'AFTER', code: '510117104000', name: '唐昌镇', division: { name: '唐昌镇' } },
            ],
          },
        ],
      },
    });
  });
});

describe('the tree', () => {
  test('leads from a community to the root, the province first', async () => {
    const data = await read(
      '{ division(code: "510117005001") { parent { name } ancestors { totalCount nodes { name } } } }',
    );
    expect(data['division']).toEqual({
      parent: { name: '红光街道' },
      ancestors: {
        totalCount: 4,
        nodes: ['四川省', '成都市', '郫都区', '红光街道'].map((name) => ({ name })),
      },
    });
  });

  test('leads from a county to its streets and from there to all communities', async () => {
    const data = await read(`{ division(code: "510112") {
      children(first: 3) { totalCount nodes { code name } }
      descendants { totalCount }
      communities: descendants(filter: { kind: { eq: RESIDENTS_COMMITTEE } }) { totalCount }
      villages: descendants(filter: { kind: { eq: VILLAGERS_COMMITTEE } }) { totalCount }
    } }`);
    expect(data['division']).toEqual({
      children: {
        totalCount: 10,
        nodes: [
          { code: '510112001000', name: '龙泉街道' },
          { code: '510112002000', name: '大面街道' },
          { code: '510112003000', name: '十陵街道' },
        ],
      },
      descendants: { totalCount: 134 },
      communities: { totalCount: 84 },
      villages: { totalCount: 40 },
    });
  });

  test('is the same by descendants and by within', async () => {
    const data = await read(`{
      division(code: "510117") { descendants { totalCount } }
      within: divisions(filter: { within: "510117" }) { totalCount }
    }`);
    expect(data).toEqual({
      division: { descendants: { totalCount: 169 } },
      within: { totalCount: 170 },
    });
  });

  test('is counted by kind', async () => {
    const data = await read(
      '{ divisionsAggregate(filter: { within: "511502" }) { count groups(by: [KIND]) { kind count } } }',
    );
    expect(data['divisionsAggregate']).toEqual({
      count: 318,
      groups: [
        { kind: 'VILLAGERS_COMMITTEE', count: 213 },
        { kind: 'RESIDENTS_COMMITTEE', count: 83 },
        { kind: 'TOWN', count: 12 },
        { kind: 'SUBDISTRICT', count: 8 },
        { kind: 'COUNTY', count: 1 },
        { kind: 'QUASI_VILLAGE', count: 1 },
      ],
    });
  });

  test('lists names by pinyin', async () => {
    const data = await read(
      '{ divisions(filter: { parent: { code: { eq: "510113000000" } } }, orderBy: [{ field: NAME, direction: ASC }]) { nodes { name } } }',
    );
    expect((data['divisions'] as { nodes: { name: string }[] }).nodes.map(({ name }) => name)).toEqual([
      '城厢镇',
      '大同街道',
      '大弯街道',
      '福洪镇',
      '弥牟镇',
      '清泉镇',
      '姚渡镇',
    ]);
  });
});

describe('governance units', () => {
  test('are seen by those who may read the territory there, and by nobody else', async () => {
    const count = '{ governanceUnits { totalCount } governanceUnitsAggregate { count } }';
    expect(await read(count, {}, 'vendor')).toEqual({
      governanceUnits: { totalCount: 79 },
      governanceUnitsAggregate: { count: 79 },
    });
    expect(await read(count, {}, 'district')).toEqual({
      governanceUnits: { totalCount: 73 },
      governanceUnitsAggregate: { count: 73 },
    });
    expect(await read('{ governanceUnits { totalCount nodes { name } } }')).toEqual({
      governanceUnits: { totalCount: 0, nodes: [] },
    });
  });

  test('form trees: a compound, its buildings, their stairwells', async () => {
    const data = await read(
      `{ governanceUnits(filter: { name: { eq: "示例晨光苑" } }) { nodes { name householdCount division { shortName }
        children { totalCount } descendants { totalCount } ancestors { totalCount }
        inside: descendants(filter: { kind: { eq: STAIRWELL } }, first: 1) { totalCount nodes { ancestors { nodes { name } } } } } } }`,
      {},
      'district',
    );
    expect(data['governanceUnits']).toEqual({
      nodes: [
        {
          name: '示例晨光苑',
          householdCount: 272,
          division: { shortName: '示例晨光社区' },
          children: { totalCount: 4 },
          descendants: { totalCount: 12 },
          ancestors: { totalCount: 0 },
          inside: {
            totalCount: 8,
            nodes: [
              {
                ancestors: { nodes: [{ name: '示例晨光苑' }, { name: expect.stringMatching(/^[1-4]栋$/) }] },
              },
            ],
          },
        },
      ],
    });
  });

  test('are units of the division they lie in', async () => {
    const data = await read(
      '{ division(code: "990101100201") { units(orderBy: [{ field: NAME, direction: ASC }]) { nodes { name settlementIndustry } } } }',
      {},
      'district',
    );
    expect(data['division']).toEqual({
      units: {
        nodes: [
          { name: '示例清溪工坊聚居点', settlementIndustry: 'INDUSTRY_COMMERCE' },
          { name: '示例清溪聚居点', settlementIndustry: 'TOURISM' },
        ],
      },
    });
  });
});
