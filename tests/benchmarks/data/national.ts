// The divisions of a whole country: as many on each rung as there are, unevenly spread, with invented names and codes.
import type pg from 'pg';
import { kindOfCode, levelOfCode, parentCode } from '../../../src/domains/territory/rules/codes.js';
import { dawn } from '../../../src/kernel/clock.js';
import { searchKeyOf } from '../../../src/kernel/search.js';
import { shortNameOf } from '../../../src/domains/territory/rules/names.js';
import { fixed, joined, keyOf, part, stemJoin, stemOf } from './names.js';
import type { Add } from './work.js';

/** Code, name, cities and counties of the provinces. */
const provinces: readonly (readonly [number, string, number, number])[] = [
  [11, '北京市', 1, 16],
  [12, '天津市', 1, 16],
  [13, '河北省', 11, 167],
  [14, '山西省', 11, 117],
  [15, '内蒙古自治区', 12, 103],
  [21, '辽宁省', 14, 100],
  [22, '吉林省', 9, 60],
  [23, '黑龙江省', 13, 121],
  [31, '上海市', 1, 16],
  [32, '江苏省', 13, 95],
  [33, '浙江省', 11, 90],
  [34, '安徽省', 16, 104],
  [35, '福建省', 9, 84],
  [36, '江西省', 11, 100],
  [37, '山东省', 16, 136],
  [41, '河南省', 18, 158],
  [42, '湖北省', 14, 103],
  [43, '湖南省', 14, 122],
  [44, '广东省', 21, 122],
  [45, '广西壮族自治区', 14, 111],
  [46, '海南省', 5, 25],
  [50, '重庆市', 2, 38],
  [51, '四川省', 21, 183],
  [52, '贵州省', 9, 88],
  [53, '云南省', 16, 129],
  [54, '西藏自治区', 7, 74],
  [61, '陕西省', 10, 107],
  [62, '甘肃省', 14, 86],
  [63, '青海省', 8, 44],
  [64, '宁夏回族自治区', 5, 22],
  [65, '新疆维吾尔自治区', 14, 107],
];
const townships = 41_000;
const communities = 620_573;

/** First number of the cities: no city of the real code list stands there, so that none of the seed's is met. */
const firstCity = 51;

/** First number of the counties of a city that are no districts. */
const firstRural = 21;

/** The first county, by which the country is known to be there. */
export const firstOfCountry = `11${firstCity}01000000`;

/** A division above the communities. */
interface Upper {
  readonly key: string;
  readonly name: string;
}

/** Adds the divisions. A province that the seed has stays as it is. */
export async function addCountry(client: pg.Client, add: Add): Promise<void> {
  const upper = upperDivisions();
  await addUpper(add, upper);
  const towns = upper.filter(({ key }) => levelOfCode(key) === 'TOWNSHIP').map(({ key }) => key);
  await makeCommunities(client, towns, spread(towns.length, communities, 5, 60, 389));
  await add(
    'Division',
    `INSERT INTO "Division" (key, level) SELECT key, 'VILLAGE' FROM community ORDER BY key`,
  );
  const committee = [fixed('社区居委会'), fixed('社区')] as const;
  const village = [fixed('村村委会'), fixed('村')] as const;
  for (const [kind, [ending, shortEnding]] of [
    ['RESIDENTS_COMMITTEE', committee],
    ['VILLAGERS_COMMITTEE', village],
  ] as const) {
    const name = joined(part('c'), ending);
    const shortName = joined(part('c'), shortEnding);
    await add(
      'DivisionVersion',
      `INSERT INTO "DivisionVersion" (key, "validFrom", code, level, kind, name, "shortName", aliases, "parentKey", synthetic, "searchKey")
       SELECT key, '${dawn}', key, 'VILLAGE', '${kind}', ${name.text}, ${shortName.text}, '{}', "parentKey", true, ${keyOf(name, shortName)}
       FROM community c WHERE kind = '${kind}' ORDER BY key`,
    );
  }
}

/** Parts of a whole, uneven and the same every time: most are small, few are great, none leaves the bounds. */
function spread(parts: number, total: number, min: number, max: number, stride: number): readonly number[] {
  const mean = total / parts;
  const steepness = (max - min) / (mean - min) - 1;
  const sizes = Array.from({ length: parts }, (_, i) => {
    const place = (((i + 1) * stride) % 1_009) / 1_009;
    return Math.min(max, min + Math.floor((max - min + 1) * place ** steepness));
  });
  let rest = total - sizes.reduce((sum, size) => sum + size, 0);
  for (let i = 0; rest !== 0; i = (i + 1) % parts) {
    const step = Math.sign(rest);
    const size = sizes[i]! + step;
    if (size < min || size > max) continue;
    sizes[i] = size;
    rest -= step;
  }
  return sizes;
}

/** Provinces, cities, counties and townships, those above first. */
function upperDivisions(): readonly Upper[] {
  const cities: string[] = [];
  const counties: string[] = [];
  for (const [province, , cityCount, countyCount] of provinces)
    spread(cityCount, countyCount, 1, Math.ceil((countyCount / cityCount) * 3), 211).forEach((count, c) => {
      const city = `${province}${firstCity + c}`;
      cities.push(city);
      const districts = Math.ceil(count / 3);
      for (let i = 0; i < count; i += 1)
        counties.push(city + two(i < districts ? i + 1 : firstRural + i - districts));
    });
  const towns = spread(counties.length, townships, 3, 45, 577).flatMap((count, c) =>
    Array.from({ length: count }, (_, i) => counties[c]! + three(townNumber(i, count))),
  );
  return [
    ...provinces.map(([code, name]) => ({ key: `${code}`.padEnd(12, '0'), name })),
    ...named(cities, () => '市'),
    ...named(counties, (code) => (Number(code.slice(4)) < firstRural ? '区' : '县')),
    ...named(towns, (code) => ['街道', '镇', '乡'][Number(code[6])]!),
  ];
}

/** Number of a township in its county: two in five are streets from 001, as many towns from 100, the rest townships from 200. */
function townNumber(i: number, count: number): number {
  const streets = Math.ceil(count * 0.4);
  return i < streets ? i + 1 : i < 2 * streets ? 100 + i - streets : 200 + i - 2 * streets;
}

function named(codes: readonly string[], ending: (code: string) => string): readonly Upper[] {
  return codes.map((code, n) => ({ key: code.padEnd(12, '0'), name: stemOf(n) + ending(code) }));
}

async function addUpper(add: Add, upper: readonly Upper[]): Promise<void> {
  const rows = upper.map(({ key, name }) => {
    const level = levelOfCode(key);
    const shortName = shortNameOf(name, level);
    const searchKey = searchKeyOf('Division', { name, shortName });
    return { key, level, kind: kindOfCode(key), name, shortName, parentKey: parentCode(key), searchKey };
  });
  const columns = ['key', 'level', 'kind', 'name', 'shortName', 'parentKey', 'searchKey'] as const;
  const values = columns.map((column) => rows.map((row) => row[column]));
  await add(
    'Division',
    `INSERT INTO "Division" (key, level) SELECT * FROM unnest($1::text[], $2::"DivisionLevel"[]) ON CONFLICT DO NOTHING`,
    values.slice(0, 2),
  );
  await add(
    'DivisionVersion',
    `INSERT INTO "DivisionVersion" (key, "validFrom", code, level, kind, name, "shortName", aliases, "parentKey", synthetic, "searchKey")
     SELECT key, '${dawn}', key, level, kind, name, short, '{}', parent, true, search
     FROM unnest($1::text[], $2::"DivisionLevel"[], $3::"DivisionKind"[], $4::text[], $5::text[], $6::text[], $7::text[])
       AS u(key, level, kind, name, short, parent, search)
     ON CONFLICT DO NOTHING`,
    values,
  );
}

/** Communities below each town: those of a street are communities all, of the others one in four; the rest are villages from 200. */
async function makeCommunities(
  client: pg.Client,
  towns: readonly string[],
  counts: readonly number[],
): Promise<void> {
  const stem = joined(part('a'), part('b'));
  await client.query(
    `CREATE TEMP TABLE community AS
     WITH town AS (
       SELECT key, count, place, CASE WHEN key LIKE '______0%' THEN count ELSE (count + 3) / 4 END AS urban
       FROM unnest($1::text[], $2::int[]) WITH ORDINALITY AS t(key, count, place)
     ), numbered AS (
       SELECT t.key AS "parentKey", i > urban AS rural, CASE WHEN i > urban THEN 199 + i - urban ELSE i END AS number, place * 61 + i * 47 AS n
       FROM town t, generate_series(1, t.count) i
     )
     SELECT left("parentKey", 9) || lpad(number::text, 3, '0') AS key, "parentKey",
       CASE WHEN rural THEN 'VILLAGERS_COMMITTEE' ELSE 'RESIDENTS_COMMITTEE' END AS kind,
       ${stem.text} AS text, ${stem.pinyin} AS pinyin, ${stem.initials} AS initials
     FROM numbered ${stemJoin('n')}`,
    [towns, counts],
  );
  await client.query('ANALYZE community');
}

const two = (n: number): string => String(n).padStart(2, '0');
const three = (n: number): string => String(n).padStart(3, '0');
