// Documents that the enterprise uploads as evidence: one page each, made here because the story has no scanner.
import type { Upload } from '../client/graph.js';

/** A PDF of one page with the lines of text, in Latin letters, which every reader has a font for. */
function pdfOf(lines: readonly string[]): string {
  const page = lines.map((line, i) => `BT /F1 12 Tf 72 ${760 - 20 * i} Td (${line}) Tj ET`).join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.7\n';
  const places = objects.map((object, i) => {
    const place = text.length;
    text += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  return `${text}xref\n0 ${size}\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
}

/** The income statement or the audit report of a year, for the community of that code. */
export function documentOf(
  kind: 'INCOME_STATEMENT' | 'AUDIT_REPORT',
  year: string,
  profit: string,
  division: string,
): Upload {
  const [title, fileName] =
    kind === 'INCOME_STATEMENT'
      ? ['Income statement', `${year}年度利润表.pdf`]
      : ['Audit report', `${year}年度审计报告.pdf`];
  return {
    kind,
    fileName,
    division,
    content: pdfOf([`${title} ${year}`, `Profit of the year: ${profit} yuan`, 'Invented for demonstration.']),
  };
}
