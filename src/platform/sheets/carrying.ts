// Divides a long table into pages of paper: the sums so far at the foot of one stand again at the head of the next.
import type { Language } from '../../kernel/caller.js';
import { cellOf, type Cell, type Row, type Sheet } from '../../kernel/sheet.js';

/** A row of a page, and how it is set. */
interface Line {
  readonly row: Row;
  readonly kind: '' | 'strong' | 'carried';
}

/** What one page holds; the totals and the footer stand on the last. */
export interface Part {
  readonly rows: readonly Line[];
  readonly isLast: boolean;
}

const words = {
  'zh-CN': { to: '过次页', from: '承前页' },
  en: { to: 'Carried forward', from: 'Brought forward' },
} as const;

/** The pages of a sheet: one, where it does not say how it goes over pages, or fits on one. */
export function carried({ rows, strong = [], carrying }: Sheet, language: Language): readonly Part[] {
  const bold = new Set(strong);
  const lines = rows.map((row, i): Line => ({ row, kind: bold.has(i) ? 'strong' : '' }));
  if (carrying === undefined || lines.length <= carrying.rows) return [{ rows: lines, isLast: true }];
  const parts: Part[] = [];
  const sums = new Map(carrying.sums.map((key) => [key, 0n]));
  const last = new Map<string, Cell>();
  let before: Line[] = [];
  for (let from = 0; from < lines.length; from += carrying.rows) {
    const page = lines.slice(from, from + carrying.rows);
    for (const { row, kind } of page) {
      for (const [key, sum] of sums) {
        const cell = cellOf(row, { key, title: '', kind: 'money' });
        if (kind === '' && cell !== null && typeof cell !== 'string') sums.set(key, sum + BigInt(cell));
      }
      for (const key of carrying.last)
        if (row[key] !== undefined && row[key] !== null) last.set(key, row[key]);
    }
    const isLast = from + carrying.rows >= lines.length;
    const carriedAs = (label: string): Line => ({
      row: { ...Object.fromEntries([...sums, ...last]), [carrying.label]: label },
      kind: 'carried',
    });
    parts.push({
      rows: [...before, ...page, ...(isLast ? [] : [carriedAs(words[language].to)])],
      isLast,
    });
    before = [carriedAs(words[language].from)];
  }
  return parts;
}
