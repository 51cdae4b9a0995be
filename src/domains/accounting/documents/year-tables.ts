// What the tables of a fund's year have in common: their frame, their columns, their totals.
import type { Telling } from '../../../kernel/document.js';
import type { Column, Row } from '../../../kernel/sheet.js';
import type { Amount } from './reading.js';

/** What every table of the year begins and ends with. */
export interface Frame {
  readonly subtitle: readonly string[];
  readonly footer: readonly string[];
  readonly telling: Telling;
}

/** An amount with its sign. */
export function signed({ fen }: Amount): bigint {
  return BigInt(fen);
}

/** What a column sums up to. */
export function total(rows: readonly Row[], key: string): bigint {
  return rows.reduce((sum, row) => sum + (typeof row[key] === 'bigint' ? row[key] : 0n), 0n);
}

/** A column of text. */
export function text(key: string, title: string, width: number): Column {
  return { key, title, kind: 'text', width };
}
/** A column of amounts. */
export function money(key: string, title: string): Column {
  return { key, title, kind: 'money', width: 16 };
}
/** A column of days. */
export function day(key: string, title: string): Column {
  return { key, title, kind: 'date', width: 12 };
}
