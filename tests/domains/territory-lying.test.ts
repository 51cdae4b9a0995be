// What is recorded in a division lies there for readers by edge and by `within` alike, on every day and after every change.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { enums } from '../../src/generated/datamodel.js';
import { today } from '../../src/kernel/clock.js';
import { graph } from '../../src/kernel/graph/shape.js';
import { rangeOfCode } from '../../src/domains/territory/rules/codes.js';
import { usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded', 'admin');
const { read, write } = gongzhi;

type Values = Readonly<Record<string, unknown>>;
interface Count {
  readonly totalCount: number;
}

/** Edges of a division to what is recorded by division, with the root list of the same rows. */
let edges: readonly (readonly [edge: string, list: string])[] = [];
beforeAll(() => {
  edges = Object.entries(graph().get('Division')!.entity.fields ?? {}).flatMap(([edge, field]) => {
    const to = field.by === 'join' && field.many ? graph().get(field.to)!.entity : undefined;
    // What an edge narrows besides by place is no list by place.
    return to?.within === 'divisionKey' && to.plural && edge !== 'residentOrganizations'
      ? [[edge, to.plural] as const]
      : [];
  });
});

/** How many rows each edge of a division has on a day, and how many its list has within the division's code. */
async function counts(
  code: string,
  asOf: string,
): Promise<{ readonly edges: readonly number[]; readonly lists: readonly number[] }> {
  const selected = edges.map(([edge], i) => `e${i}: ${edge} { totalCount }`).join(' ');
  const lists = edges
    .map(([, list], i) => `l${i}: ${list}(asOf: $asOf, filter: { within: $code }) { totalCount }`)
    .join(' ');
  const data = await read<{ division: Record<string, Count> } & Record<string, Count>>(
    `query ($code: DivisionCode!, $asOf: Date!) { division(code: $code, asOf: $asOf) { ${selected} } ${lists} }`,
    { code, asOf },
  );
  return {
    edges: edges.map((_, i) => data.division[`e${i}`]!.totalCount),
    lists: edges.map((_, i) => data[`l${i}`]!.totalCount),
  };
}

/** Codes of all divisions of the demo city on a day. */
async function codesOn(asOf: string): Promise<readonly string[]> {
  const { from, to } = rangeOfCode('990100000000');
  const { rows } = await gongzhi.pool.query<{ code: string }>(
    `SELECT code FROM "DivisionVersion" WHERE code >= $1 AND code < $2
     AND "validFrom" <= $3 AND ("validTo" IS NULL OR "validTo" > $3) ORDER BY code`,
    [from, to, asOf],
  );
  return rows.map(({ code }) => code);
}

/** Records a change. */
async function record(input: Values): Promise<void> {
  const { userErrors } = await write('recordDivisionChange', input);
  expect(userErrors).toEqual([]);
}

/** Ends all governance units of a division, the parts first. */
async function endUnits(code: string): Promise<void> {
  const { governanceUnits } = await read<{
    governanceUnits: { readonly nodes: readonly { readonly id: string; readonly version: number }[] };
  }>(
    'query ($code: DivisionCode!) { governanceUnits(filter: { within: $code }, first: 100) { nodes { id version ancestors { totalCount } } } }',
    { code },
  );
  const depth = (unit: unknown): number => (unit as { readonly ancestors: Count }).ancestors.totalCount;
  for (const { id, version } of governanceUnits.nodes.toSorted((a, b) => depth(b) - depth(a))) {
    const { userErrors } = await write('endGovernanceUnit', {
      unit: { id },
      expectedVersion: version,
      validTo: '2024-01-01',
    });
    expect(userErrors).toEqual([]);
  }
}

/** A change of each type inside the county that has this code of six digits at the time. */
const changes: Readonly<Record<string, (county: string) => Values>> = {
  MERGE: (county) => ({
    division: { code: `${county}001001` },
    others: [{ code: `${county}001002` }],
    after: [{ code: `${county}001001` }],
  }),
  KIND_CHANGE: (county) => ({
    division: { code: `${county}100` },
    after: [{ code: `${county}004`, name: '示例北街道' }],
  }),
  ABOLISH: (county) => ({ division: { code: `${county}003001` } }),
  TRANSFER: (county) => ({
    division: { code: `${county}001001` },
    parent: { code: `${county}002` },
    after: [{ code: `${county}002011` }],
  }),
  ESTABLISH: (county) => ({
    parent: { code: `${county}004` },
    after: [{ code: `${county}004008`, name: '示例新社区居委会' }],
  }),
  SPLIT: (county) => ({
    division: { code: `${county}002002` },
    after: [{ code: `${county}002002` }, { code: `${county}002012`, name: '示例锦南社区居委会' }],
  }),
  RENAME: (county) => ({ division: { code: `${county}002003` }, after: [{ name: '示例望江社区居委会' }] }),
  RECODE: (county) => ({ division: { code: `${county}004200` }, after: [{ code: `${county}004208` }] }),
};

describe('what is recorded in a division', () => {
  let county = '990101';
  const before = '2023-12-31';
  let whole: Awaited<ReturnType<typeof counts>>;

  test('has edges to be asked by', async () => {
    expect(edges.map(([edge]) => edge)).toEqual(
      expect.arrayContaining(['figures', 'organizations', 'partyOrganizations']),
    );
    expect(Object.keys(changes).sort()).toEqual(
      enums['DivisionChangeType']!.values.map(({ name }) => name).sort(),
    );
    await endUnits('990101003001');
    whole = await counts(county.padEnd(12, '0'), today());
    expect(whole.edges.some((count) => count > 20)).toBe(true);
  });

  test.each(Object.keys(changes))(
    'is found by edge and by code alike after %s and a recoding of the county',
    async (type) => {
      const months = 2 * Object.keys(changes).indexOf(type);
      const [day, next] = [months, months + 1].map((month) =>
        new Date(Date.UTC(2024, month, 15)).toISOString().slice(0, 10),
      ) as [string, string];
      await record({ type, effectiveOn: day, ...changes[type]!(county) });
      const recoded = String(Number(county) + 2);
      await record({
        type: 'RECODE',
        effectiveOn: next,
        division: { code: county },
        after: [{ code: recoded }],
      });
      county = recoded;
      for (const asOf of [before, day, next, today()])
        for (const code of await codesOn(asOf)) {
          const { edges: byEdge, lists } = await counts(code, asOf);
          expect({ code, asOf, counts: byEdge }).toEqual({ code, asOf, counts: lists });
        }
      // Whatever ends, begins and moves inside the county, the county keeps what is recorded in it.
      expect(await counts(county.padEnd(12, '0'), today())).toEqual(whole);
    },
  );

  test('lies within the successor from the day of the merger on, and not before', async () => {
    const [{ effectiveOn }] = (
      await gongzhi.pool.query<{ effectiveOn: string }>(
        `SELECT "effectiveOn"::text AS "effectiveOn" FROM "DivisionChange" WHERE type = 'MERGE'`,
      )
    ).rows as [{ readonly effectiveOn: string }];
    const one = await counts('990101001001', before);
    const other = await counts('990101001002', before);
    const both = await counts('990101001001', effectiveOn);
    expect(other.edges.some((count) => count > 0)).toBe(true);
    expect(both.edges).toEqual(one.edges.map((count, i) => count + other.edges[i]!));
  });
});
