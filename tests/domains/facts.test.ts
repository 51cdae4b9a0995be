// Published figures, their sources, and where documents name things, over the graph.
import { describe, expect, test } from '@jest/globals';
import { usePlatform } from '../support/platform.js';

const { query, read } = usePlatform('seeded');

describe('a published figure', () => {
  test('says in one query where 2440 comes from', async () => {
    const data = await read(`{ publishedFigures(filter: { value: { eq: "2440" } }) { edges { node {
      subject measure text qualifier unit statedFor precision line source { code title publisher publishedOn } division { name }
    } } } }`);
    expect(data['publishedFigures']).toEqual({
      edges: [
        {
          node: {
            subject: '总网格+一般网格+微网格党组织',
            measure: '数量',
            text: '2440个',
            qualifier: 'EXACT',
            unit: '个',
            statedFor: '2022-12-31',
            precision: 'YEAR',
            line: 16,
            source: {
              code: '000',
              title: '龙泉驿:夯治理基础 筑幸福高线',
              publisher: null,
              publishedOn: null,
            },
            division: { name: '龙泉驿区' },
          },
        },
      ],
    });
  });

  test('keeps 2240余 of all party organizations apart from 2440 of the grids', async () => {
    const data =
      await read(`{ publishedFigures(filter: { or: [{ value: { eq: "2240" } }, { value: { eq: "2440" } }] }) {
      nodes { code subject text }
    } }`);
    expect(data['publishedFigures']).toEqual({
      nodes: [
        { code: 'L008', subject: '基层党组织', text: '2240余个' },
        { code: 'L028', subject: '总网格+一般网格+微网格党组织', text: '2440个' },
      ],
    });
  });

  test.each([
    ['L008', 'OVER', '2240余个'],
    ['Q016', 'NEARLY', '近40000人'],
    ['D020', 'AT_LEAST', '不少于10%'],
    ['H016', 'RANGE', '8—12个'],
    ['P042', 'RANGE', '10—50%'],
    ['P026', 'RANGE', '400—3000元'],
    ['C034', 'ABOUT', '约200户'],
    ['P075', 'EXACT', '86.6%'],
    ['P004', 'EXACT', '1+5'],
    ['H007', 'EXACT', '2'],
    ['L033', 'OVER', '75000000余元/年'],
  ])('%s, which is %s, reads %s', async (code, qualifier, text) => {
    const data = await read(
      `{ publishedFigures(filter: { code: { eq: "${code}" } }) { nodes { qualifier text } } }`,
    );
    expect(data['publishedFigures']).toEqual({ nodes: [{ qualifier, text }] });
  });

  test('is never ranked by its value', async () => {
    const { errors } = await query(
      '{ publishedFigures(orderBy: [{ field: VALUE, direction: DESC }]) { nodes { code } } }',
    );
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_REQUEST']);
  });

  test('is found by its words and by its field', async () => {
    const data = await read(`{
      search: publishedFigures(search: "微网格", filter: { division: { code: { eq: "510112000000" } } }) { nodes { code text } }
      context: publishedFigures(filter: { context: { eq: "C10" } }) { totalCount }
    }`);
    expect(data['search']).toEqual({
      nodes: [
        { code: 'L026', text: '5433个' },
        { code: 'L028', text: '2440个' },
        { code: 'L030', text: '6530名' },
      ],
    });
    expect(data['context']).toEqual({ totalCount: 6 });
  });

  test('belongs to every division above the one it is about', async () => {
    const data = await read(`{
      county: division(code: "510117") { figures { totalCount } }
      city: division(code: "510100") { figures { totalCount } }
      province: division(code: "510000") { figures { totalCount } }
      within: publishedFigures(filter: { within: "510100" }) { totalCount }
      demo: division(code: "990101") { figures { totalCount } }
    }`);
    expect(data).toEqual({
      county: { figures: { totalCount: 81 } },
      city: { figures: { totalCount: 195 } },
      province: { figures: { totalCount: 257 } },
      within: { totalCount: 195 },
      demo: { figures: { totalCount: 0 } },
    });
  });

  test('is counted by qualifier', async () => {
    const data = await read(
      '{ publishedFiguresAggregate { count groups(by: [QUALIFIER]) { qualifier count } } }',
    );
    expect(data['publishedFiguresAggregate']).toEqual({
      count: 257,
      groups: [
        { qualifier: 'EXACT', count: 188 },
        { qualifier: 'OVER', count: 45 },
        { qualifier: 'AT_LEAST', count: 11 },
        { qualifier: 'NEARLY', count: 5 },
        { qualifier: 'ABOUT', count: 5 },
        { qualifier: 'RANGE', count: 3 },
      ],
    });
  });
});

describe('a source document', () => {
  test('has a number, and lists what it states', async () => {
    const data = await read(
      `{ sourceDocument(code: "001") { title publisher publishedOn figures { totalCount } mentions { totalCount } } }`,
    );
    expect(data['sourceDocument']).toEqual({
      title: '[宜宾市翠屏区、眉山市洪雅县基层治理做法]',
      publisher: '相关市(州)、县(市、区)党委组织部',
      publishedOn: '2020-11-10',
      figures: { totalCount: 62 },
      mentions: { totalCount: 8 },
    });
  });
});

describe('a mention', () => {
  test('says under which name a document knows a division', async () => {
    const data = await read(
      `{ division(code: "510129106") { name mentions { nodes { nameAsWritten confidence line source { code } } } } }`,
    );
    expect(data['division']).toEqual({
      name: '䢺江镇',
      mentions: {
        nodes: [{ nameAsWritten: '出江镇', confidence: 'LIKELY', line: 30, source: { code: '003' } }],
      },
    });
  });
});
