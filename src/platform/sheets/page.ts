// Writes sheets as one page to be read on a screen and printed on A4, which asks no other place for anything.
import { createHash } from 'node:crypto';
import type { Language } from '../../kernel/caller.js';
import { yuanOf } from '../../kernel/money.js';
import { cellOf, widthOf, type Cell, type Column, type Row, type Sheet } from '../../kernel/sheet.js';
import { carried, type Part } from './carrying.js';

const style = `
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0; background: #e9e9e6; color: #111; font: 10.5pt/1.45 "Songti SC", "SimSun", "NSimSun",
  "Source Han Serif SC", "Noto Serif CJK SC", "Noto Serif SC", "AR PL UMing CN", serif; }
section { width: 210mm; margin: 8mm auto; padding: 14mm 12mm; background: #fff; box-shadow: 0 1px 4px #0003; }
section.wide { width: 297mm; }
h1 { margin: 0 0 2mm; font-size: 17pt; font-weight: 700; letter-spacing: .1em; text-align: center; }
p { margin: 0 0 1mm; text-align: center; }
table { width: 100%; margin: 2mm 0; border-collapse: collapse; table-layout: fixed; font-variant-numeric: tabular-nums lining-nums; }
th, td { border: .25mm solid #444; padding: .9mm 1.4mm; text-align: left; vertical-align: middle; overflow-wrap: anywhere; }
th { background: #f1f1ee; font-weight: 700; text-align: center; }
td.money, td.integer { text-align: right; white-space: nowrap; overflow-wrap: normal; }
td.date { text-align: center; white-space: nowrap; }
tr.strong td { font-weight: 700; }
tfoot td, tr.carried td { background: #fafaf7; font-weight: 700; }
footer p { margin-top: 1.5mm; text-align: left; }
footer p.signed { display: flex; justify-content: space-between; gap: 6mm; }
@page { size: A4 portrait; margin: 14mm 12mm 16mm; @bottom-center { content: counter(page) " / " counter(pages);
  font: 9pt "Songti SC", "SimSun", "Noto Serif CJK SC", serif; } }
@page wide { size: A4 landscape; }
@media print {
  body { background: none; font-size: 10pt; line-height: 1.35; }
  h1 { font-size: 15pt; }
  th, td { padding: .7mm 1.2mm; }
  section, section.wide { width: auto; margin: 0; padding: 0; box-shadow: none; }
  section.wide { page: wide; }
  section + section { break-before: page; }
  section.short + section.short { break-before: auto; margin-top: 14mm; }
  section.short { break-inside: avoid; }
  thead { display: table-header-group; }
  tfoot { display: table-row-group; }
  tr { break-inside: avoid; }
}
`;

/** What may be loaded with the page: its own style, and nothing of any other place. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`;

/** Rows up to which several sheets share a page of paper, as vouchers do. */
const shortRows = 12;

/** The page with all sheets, each from a new page of paper on, but for short ones. */
export function pageOf(sheets: readonly Sheet[], language: Language): string {
  const title = escaped(sheets[0]?.title ?? '');
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${style}</style></head>
<body>
${sheets.flatMap((sheet) => carried(sheet, language).map((part) => section(sheet, part))).join('\n')}
</body></html>
`;
}

function section(sheet: Sheet, { rows, isLast }: Part): string {
  const { title, subtitle = [], columns, totals, footer = [], wide } = sheet;
  const classes = [
    ...(wide ? ['wide'] : []),
    ...(sheet.carrying === undefined && rows.length <= shortRows ? ['short'] : []),
  ];
  const whole = columns.reduce((sum, column) => sum + widthOf(column), 0);
  const widths = columns.map((column) => `<col width="${((widthOf(column) * 100) / whole).toFixed(2)}%">`);
  const body = rows.map(({ row, kind }) => line(row, columns, kind));
  return `<section class="${classes.join(' ')}">
<h1>${escaped(title)}</h1>
${subtitle.map((text) => `<p>${escaped(text)}</p>\n`).join('')}<table><colgroup>${widths.join('')}</colgroup>
<thead><tr>${columns.map((column) => `<th scope="col">${escaped(column.title)}</th>`).join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>${isLast && totals !== undefined ? `\n<tfoot>${line(totals, columns)}</tfoot>` : ''}
</table>
${isLast ? `<footer>${footer.map(footnote).join('')}</footer>` : ''}
</section>`;
}

/** Names that sign stand side by side: parts of a line between wide spaces. */
function footnote(text: string): string {
  const parts = text.split('\u2003');
  return parts.length === 1
    ? `<p>${escaped(text)}</p>`
    : `<p class="signed">${parts.map((part) => `<span>${escaped(part)}</span>`).join('')}</p>`;
}

function line(row: Row, columns: readonly Column[], kind = ''): string {
  const cells = columns.map((column) => {
    const cell = cellOf(row, column);
    return `<td class="${column.kind}">${escaped(shown(cell, column))}</td>`;
  });
  return `<tr${kind === '' ? '' : ` class="${kind}"`}>${cells.join('')}</tr>`;
}

function shown(cell: Cell, { kind }: Column): string {
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  return kind === 'money' ? grouped(yuanOf(BigInt(cell))) : String(cell);
}

/** An amount with its thousands apart: `-1,234,567.80`. */
export function grouped(yuan: string): string {
  return yuan.replace(/\B(?=(\d{3})+\.)/g, ',');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign]!);
}
