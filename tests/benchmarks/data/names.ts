// Names made of syllables, with the search keys that the platform would make of them.
import '../../../src/server/registry.js';
import type pg from 'pg';
import { searchKeyOf } from '../../../src/kernel/search.js';

/**
 * Characters of places and firms that are read in one way, also next to each other: so that the pinyin of a name is
 * that of its parts. Their number is prime, so that neighbours in one cycle are not neighbours in another.
 */
const syllables = [
  ...'清溪云林江松杉梅兰竹荷桂银金玉石山河湖泉龙凤鹤鹿东南北新春秋晨星月光明文武德仁义礼信福祥瑞康泰永恒嘉美丽锦绣霞岚峰岭塘桥园',
];

/** Number of the syllables in the table of parts. */
export const syllableCount = syllables.length;

/** A part of a name in SQL: its text, its pinyin, its initials. */
export interface Part {
  readonly text: string;
  readonly pinyin: string;
  readonly initials: string;
}

/** The three spellings of a text; where two are equal, the platform keeps one. */
export function spellings(text: string): readonly [string, string, string] {
  const [name = text, pinyin = name, initials = pinyin] = searchKeyOf('Fund', { name: text })
    .slice(1, -1)
    .split('|');
  return [name, pinyin, initials];
}

/** The two syllables of the place with a number; the first 3,721 differ. */
export function stemOf(n: number): string {
  const second = Math.floor(n / syllableCount) + n * 3 + 7;
  return syllables[n % syllableCount]! + syllables[second % syllableCount]!;
}

/** SQL of the same: tables `a` and `b` of syllables, joined by a number. */
export function stemJoin(n: string): string {
  return `JOIN syllable a ON a.place = ${n} % ${syllableCount}
    JOIN syllable b ON b.place = (${n} / ${syllableCount} + ${n} * 3 + 7) % ${syllableCount}`;
}

/** Makes the table of syllables, which goes with the session. */
export async function makeSyllables(client: pg.Client): Promise<void> {
  const spelled = syllables.map(spellings);
  await client.query(
    `CREATE TEMP TABLE syllable (place int PRIMARY KEY, text text, pinyin text, initials text)`,
  );
  await client.query(
    `INSERT INTO syllable SELECT place - 1, text, pinyin, initials
     FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS s(text, pinyin, initials, place)`,
    [0, 1, 2].map((i) => spelled.map((one) => one[i])),
  );
  await client.query('ANALYZE syllable');
}

/** A part that is always the same. */
export function fixed(text: string): Part {
  const [name, pinyin, initials] = spellings(text).map((one) => `'${one}'`);
  return { text: name!, pinyin: pinyin!, initials: initials! };
}

/** A part in the columns `text`, `pinyin` and `initials` of a table. */
export function part(alias: string): Part {
  return { text: `${alias}.text`, pinyin: `${alias}.pinyin`, initials: `${alias}.initials` };
}

/** The first name in a search key, or the second one. */
export function partOfKey(key: string, which: 1 | 2 = 1): Part {
  const spelling = (i: number): string => `split_part(${key}, '|', ${which * 3 - 2 + i})`;
  return { text: spelling(1), pinyin: spelling(2), initials: spelling(3) };
}

/** Parts as one. */
export function joined(...parts: readonly Part[]): Part {
  const of = (spelling: keyof Part): string => parts.map((one) => one[spelling]).join(' || ');
  return { text: of('text'), pinyin: of('pinyin'), initials: of('initials') };
}

/** SQL of the search key of these names, in the form that the platform gives it. */
export function keyOf(...names: readonly Part[]): string {
  return names
    .flatMap(({ text, pinyin, initials }) => [text, pinyin, initials])
    .reduce((key, spelling) => `${key} || ${spelling} || '|'`, `'|'`);
}
