// A table in Markdown that can be read as it stands.
import stringWidth from 'string-width';

/** Takes the heads and the rows; returns the lines, the first column to the left and all others to the right. */
export function tableOf(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = heads.map((head, i) =>
    Math.max(3, ...[head, ...rows.map((row) => row[i]!)].map((cell) => stringWidth(cell))),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => padded(cell, widths[i]!, i === 0)).join(' | ')} |`;
  const rule = widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(heads), line(rule), ...rows.map(line)].join('\n');
}

function padded(text: string, width: number, left: boolean): string {
  const space = ' '.repeat(width - stringWidth(text));
  return left ? text + space : space + text;
}
