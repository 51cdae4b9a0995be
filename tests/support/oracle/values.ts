// Values as PostgreSQL gives them: how they compare, how they are written in an answer.
import { enums, type Column } from '../../../src/generated/datamodel.js';
import { uppercaseOf } from '../../../src/kernel/money.js';

export type Row = Readonly<Record<string, unknown>>;

/** Places of texts in the pinyin order, taken from the database, whose ICU decides. */
export type PinyinRanks = ReadonlyMap<string, number>;

/** Compares by code point, as the C collation does; JavaScript's own `<` compares UTF-16 units. */
function compareTexts(a: string, b: string): number {
  return Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

export function scaled(decimal: string): bigint {
  const [whole = '', fraction = ''] = decimal.replace('-', '').split('.');
  const digits = BigInt(whole + fraction.padEnd(20, '0'));
  return decimal.startsWith('-') ? -digits : digits;
}

/** Microseconds since 1970 of an instant, in PostgreSQL's form or in ISO 8601. */
function micros(instant: string): bigint {
  const [, day, time, fraction = '', zone] = /^(\S{10})[ T](\d{2}:\d{2}(?::\d{2})?)(?:\.(\d+))?(.+)$/.exec(
    instant,
  )!;
  const offset = zone === 'Z' ? 'Z' : /^[+-]\d{2}$/.test(zone!) ? `${zone}:00` : zone!;
  return BigInt(Date.parse(`${day}T${time}${offset}`)) * 1000n + BigInt(fraction.padEnd(6, '0'));
}

const compareBig = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** Compares two values of a column that are there. */
export function compareValues(column: Column, a: unknown, b: unknown): number {
  if (column.kind === 'enum') {
    const names = enums[column.type]!.values.map(({ name }) => name);
    return Math.sign(names.indexOf(a as string) - names.indexOf(b as string));
  }
  switch (column.native) {
    case 'int4':
    case 'int8':
      return compareBig(BigInt(a as number), BigInt(b as number));
    case 'numeric':
      return compareBig(scaled(String(a)), scaled(String(b)));
    case 'bool':
      return Number(a) - Number(b);
    case 'timestamptz':
      return compareBig(micros(a as string), micros(b as string));
    default:
      return compareTexts(a as string, b as string);
  }
}

/** Compares for an order: what is missing is the greatest. */
export function compareForOrder(column: Column, a: unknown, b: unknown, pinyin: PinyinRanks | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (pinyin) return Math.sign(pinyin.get(a as string)! - pinyin.get(b as string)!);
  return compareValues(column, a, b);
}

/** A decimal without the zeros that mean nothing. */
export function trimmed(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}

/** Sum of decimals or whole numbers, exactly; null over no values. */
export function sumOf(values: readonly unknown[]): string | null {
  const there = values.filter((value) => value !== null);
  if (there.length === 0) return null;
  const total = there.reduce((sum: bigint, value) => sum + scaled(String(value as string | number)), 0n);
  const digits = (total < 0n ? -total : total).toString().padStart(21, '0');
  return trimmed(`${total < 0n ? '-' : ''}${digits.slice(0, -20)}.${digits.slice(-20)}`);
}

/** The instant in the zone of business with six decimals. */
function shanghai(instant: string): string {
  const at = micros(instant) + 8n * 3_600_000_000n;
  const seconds = new Date(Number(at / 1000n)).toISOString().slice(0, 19);
  return `${seconds}.${(((at % 1_000_000n) + 1_000_000n) % 1_000_000n).toString().padStart(6, '0')}+08:00`;
}

/** A whole number with the last of its digits behind a point: fen are yuan with two, parts per million percent with four. */
function pointed(whole: string, digits: number): string {
  const sign = whole.startsWith('-') ? '-' : '';
  const padded = whole.slice(sign.length).padStart(digits + 1, '0');
  return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
}

/** An amount in fen, field by field, as it stands in the answer. */
export function moneyOf(fen: string): Readonly<Record<string, string>> {
  return { fen, yuan: pointed(fen, 2), uppercase: uppercaseOf(BigInt(fen)), currency: 'CNY' };
}

/** A rate in percent, as callers read and write it. */
export function percentText(ppm: number): string {
  return trimmed(pointed(String(ppm), 4));
}

/** An amount in yuan, as callers read and write it. */
export function yuanText(fen: string): string {
  return pointed(fen, 2);
}

/** What the column of a type holds for a text that a caller wrote: fen and parts per million are whole numbers. */
export function storedAs(type: string, text: string): string {
  if (type !== 'Money' && type !== 'Percent') return text;
  const [whole = '', decimals = ''] = text.split('.');
  return String(BigInt(whole + decimals.padEnd(type === 'Money' ? 2 : 4, '0')));
}

/** A column's value as it stands in the answer; an amount is the text of its fen, whose fields are asked for. */
export function answered(type: string, column: Column, value: unknown): unknown {
  if (value === null || column.list) return value;
  if (type === 'Money') return (value as bigint).toString();
  if (type === 'Percent') return percentText(value as number);
  switch (column.native) {
    case 'numeric':
      return trimmed(value as string);
    case 'int8':
      return (value as bigint).toString();
    case 'timestamptz':
      return shanghai(value as string);
    default:
      return value;
  }
}

/** A column's value as Node reads it out of a statement's JSON, which has no large numbers. */
export function inJson(column: Column, value: unknown): unknown {
  if (value === null) return null;
  if (typeof value === 'bigint') return value.toString();
  if (column.native === 'jsonb') return JSON.stringify(value);
  return column.native === 'numeric' ? trimmed(value as string) : value;
}
