// Arbitrary values of columns by their type alone: awkward texts, extremes, missing values.
import { enums, type Column } from '../../src/generated/datamodel.js';
import { unitOf } from '../../src/kernel/graph/units.js';
import { stableId } from '../../src/kernel/ids.js';
import { changeDay, day, instantMs, tomorrow, yesterday } from './dataset-shapes.js';

const words = [
  '合兴社区',
  '重庆路',
  '长寿',
  'Ärger',
  'zebra',
  '阿坝',
  '唐昌',
  '郫都',
  'Zoo',
  '都江堰',
  'a',
  'é',
];
/** Characters that escape, end, hide or double something somewhere. */
const awkward = [`"`, `'`, `\\`, '\u0001', '\n\t', '\u2028', '\u{20bb7}', '😀', '%', '_', '\u007f', '{}', ''];

function text(n: number, salt: number): string {
  return `${words[(n + salt) % words.length]!}${awkward[(n * 5 + salt) % awkward.length]!}${n % 4 === 0 ? '甲' : ''}`;
}

const decimals = ['0', '0.1', '86.6', '10.5', '-3', '2440', '9999999999999999.9999'];
const integers = [1, 7, 7, 272, 3, 2_147_483_647];
/** Amounts in fen; the last is more than a caller can write, and all of it is exact. */
const amounts = [
  '0',
  '1',
  '180000',
  '180000',
  '-5',
  '7',
  '-180001',
  '99',
  '999999999999999',
  '9007199254740993',
];
const rates = [0, 125_000, 300_000, 1_000_000, 333_333, 1, 125_000];
const dates = ['0001-01-01', '2015-06-01', changeDay, yesterday, day, tomorrow, '9999-12-31'];
const instants = [
  '2026-01-01 00:00:00.123456+00',
  '2026-01-01 00:00:00+00',
  '2019-12-31 16:00:00.1+00',
  '2026-03-15 04:00:00.000001+00',
];

/** A number that belongs to a name, so that columns side by side differ. */
export const saltOf = (name: string): number => [...name].reduce((sum, c) => sum + c.codePointAt(0)!, 0);

/** Key of the nth row of a table, in no order of time. */
export const idAt = (name: string, n: number): string =>
  stableId(`${name} ${n}`, instantMs - ((n * 7919) % 50) * 86_400_000);

function several(column: Column, n: number, salt: number): readonly unknown[] {
  const count = (n + salt) % 4;
  const named = enums[column.type]?.values;
  return Array.from({ length: count }, (_, i) =>
    named ? named[(n + i) % named.length]!.name : `${text(n + i, salt)}${i}`,
  );
}

/** The value of a column in the nth row, where nothing else says it. */
export function arbitrary(column: Column, n: number): unknown {
  const salt = saltOf(column.name);
  if (column.list) return several(column, n, salt);
  if (!column.required && (n + salt) % 3 === 0) return null;
  const pick = <T>(of: readonly T[]): T => of[(n * 3 + salt) % of.length]!;
  if (column.kind === 'enum') return pick(enums[column.type]!.values).name;
  switch (unitOf(column)?.type) {
    case 'Money':
      return pick(amounts);
    case 'Percent':
      return pick(rates);
  }
  switch (column.native) {
    case 'int4':
      return pick(integers);
    case 'int8':
      return String(pick(integers));
    case 'numeric':
      return pick(decimals);
    case 'bool':
      return (n + salt) % 2 === 0;
    case 'date':
      return pick(dates);
    case 'timestamptz':
      return pick(instants);
    case 'uuid':
      return column.required ? idAt(column.name, n) : null;
    case 'text':
      return text(n, salt);
    case 'bytea':
      return `\\x${hex(n)}`;
    case 'jsonb':
      return { [text(n, salt)]: [n, null, text(n + 1, salt)] };
    default:
      throw new Error(`${column.name}: nobody knows how to make up a ${column.native}.`);
  }
}

/** Thirty-two bytes, in hexadecimal digits. */
export const hex = (n: number): string => (n + 1).toString(16).padStart(4, '0').repeat(16);
