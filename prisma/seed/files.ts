// Reads the data files of the seed: CSV with a header, empty cells for what is not known.
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

/** A line of a data file by column; '' where nothing is known. */
export type Line = Readonly<Record<string, string>>;

/** Where the data files lie: what is real, and what is invented for demonstration. */
export const folders = { real: 'data', demo: 'data/demo' } as const;

/** All lines of a data file. */
export function readLines(folder: keyof typeof folders, file: string): readonly Line[] {
  const text = readFileSync(new URL(`${folders[folder]}/${file}`, import.meta.url), 'utf8');
  return parse(text, { columns: true, skip_empty_lines: true }) as Line[];
}

/** A cell's text, or null for an empty one. */
export function known(cell: string | undefined): string | null {
  return cell === undefined || cell === '' ? null : cell;
}

/** A cell's whole number, or null for an empty one. */
export function knownNumber(cell: string | undefined): number | null {
  const text = known(cell);
  return text === null ? null : Number(text);
}

/** The items of a cell that holds several, separated by semicolons. */
export function several(cell: string | undefined): string[] {
  return known(cell)?.split(';') ?? [];
}
