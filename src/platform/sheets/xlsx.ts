// Writes sheets as a workbook: exact numbers, codes as text, print areas of A4 with the titles on every page.
import writeWorkbook, { type Cell as XlsxCell, type CellObject } from 'write-excel-file/node';
import { isDate } from '../../kernel/clock.js';
import { yuanOf } from '../../kernel/money.js';
import { cellOf, widthOf, type Cell, type Column, type Row, type Sheet } from '../../kernel/sheet.js';

/** From here on an amount has more digits than a spreadsheet's numbers keep, and is written as text. */
const inexactFrom = 10n ** 15n;

/** Before this day spreadsheets count days wrongly, because they believe that 1900 had a 29 February. */
const firstRightDay = '1900-03-01';

type Workbook = Parameters<typeof writeWorkbook>;
type Tab = Workbook[0][number];
type Feature = NonNullable<NonNullable<Workbook[1]>['features']>[number];

const line = { borderStyle: 'thin', borderColor: '#888888' } as const;

/** The workbook with one tab per sheet. */
export function xlsxOf(sheets: readonly Sheet[]): Promise<Buffer> {
  const names = tabNames(sheets);
  return writeWorkbook(
    sheets.map((sheet, i) => tabOf(sheet, names[i]!)),
    { fontFamily: 'SimSun', fontSize: 11, features: [printing(sheets, names)] },
  ).toBuffer();
}

function tabOf(sheet: Sheet, name: string): Tab {
  const { title, subtitle = [], columns, rows, totals, footer = [], strong = [], wide } = sheet;
  const across = (cell: object, text: string): XlsxCell[] => [
    { type: String, value: text, columnSpan: columns.length, ...cell },
    ...columns.slice(1).map(() => null),
  ];
  const bold = new Set(strong);
  return {
    sheet: name,
    columns: columns.map((column) => ({ width: widthOf(column) })),
    stickyRowsCount: headRows(sheet),
    ...(wide ? { orientation: 'landscape' as const } : {}),
    data: [
      across({ fontWeight: 'bold', fontSize: 16, align: 'center', height: 28 }, title),
      ...subtitle.map((text) => across({ align: 'center' }, text)),
      columns.map((column) => ({
        ...line,
        type: String,
        value: column.title,
        fontWeight: 'bold' as const,
        align: 'center' as const,
        backgroundColor: '#EEEEEE',
      })),
      ...rows.map((row, i) => cellsOf(row, columns, bold.has(i))),
      ...(totals === undefined ? [] : [cellsOf(totals, columns, true)]),
      ...footer.map((text) => across({ wrap: true }, text)),
    ],
  };
}

function cellsOf(row: Row, columns: readonly Column[], isStrong: boolean): XlsxCell[] {
  return columns.map((column) => ({
    ...valueOf(cellOf(row, column), column),
    ...line,
    ...(isStrong ? { fontWeight: 'bold' as const } : {}),
  }));
}

function valueOf(cell: Cell, { kind }: Column): CellObject {
  if (cell === null) return {};
  if (typeof cell === 'string')
    return kind === 'date' && isDate(cell) && cell >= firstRightDay
      ? { type: Date, value: new Date(cell), format: 'yyyy-mm-dd', align: 'center' }
      : { type: String, value: cell, format: '@', wrap: true, align: kind === 'text' ? 'left' : 'center' };
  const whole = BigInt(cell);
  if (whole <= -inexactFrom || whole >= inexactFrom)
    return {
      type: String,
      value: kind === 'money' ? yuanOf(whole) : String(whole),
      format: '@',
      align: 'right',
    };
  // The decimal text names the nearest number, and of fifteen digits each has its own, so that none is lost.
  return kind === 'money'
    ? { type: Number, value: Number(yuanOf(whole)), format: '#,##0.00' }
    : { type: Number, value: Number(whole), format: '0' };
}

/** Title, what stands below it, and the columns' titles. */
function headRows({ subtitle = [] }: Sheet): number {
  return subtitle.length + 2;
}

/** Names that a workbook takes: at most 31 characters, without the signs of its formulas, each once. */
function tabNames(sheets: readonly Sheet[]): readonly string[] {
  const taken = new Set<string>();
  return sheets.map(({ name, title }) => {
    const base =
      [...(name ?? title).replace(/[[\]/\\:*?'\p{Cc}]/gu, ' ').trim()].slice(0, 26).join('') || '-';
    let own = base;
    // Compared as programs compare them, which do not tell capitals.
    for (let n = 2; taken.has(own.toLowerCase()); n += 1) own = `${base} (${n})`;
    taken.add(own.toLowerCase());
    return own;
  });
}

/** A4, as wide as the paper and as long as it takes, with the head on every page: what the writer does not say itself. */
function printing(sheets: readonly Sheet[], names: readonly string[]): Feature {
  const titles = sheets
    .map((sheet, i) => {
      const place = `'${names[i]!}'!$1:$${headRows(sheet)}`;
      return `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${escaped(place)}</definedName>`;
    })
    .join('');
  return {
    files: {
      transform: {
        'xl/workbook.xml': {
          transform: (xml) =>
            xml.replace(
              /<definedNames\s*\/>|<definedNames>\s*<\/definedNames>/,
              `<definedNames>${titles}</definedNames>`,
            ),
        },
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _, { sheetIndex }) =>
            xml
              .replace(/<pageMargins[^>]*\/>|<pageSetup[^>]*\/>/g, '')
              .replace(/(<worksheet[^>]*>)/, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
              .replace(
                '</worksheet>',
                choosing(sheets[sheetIndex]!) +
                  '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
                  `<pageSetup paperSize="9" orientation="${sheets[sheetIndex]!.wide ? 'landscape' : 'portrait'}"` +
                  ' fitToWidth="1" fitToHeight="0"/>' +
                  '<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>',
              ),
        },
      },
    },
  };
}

/** Excel keeps a list of choices in the cell's own rule up to so many characters; a longer one is in the sheet beside. */
const choiceCharacters = 255;

/** Lists to choose from in the cells of the columns that have them. What stands there already is left alone. */
function choosing(sheet: Sheet): string {
  const from = headRows(sheet) + 1;
  const lists = sheet.columns.flatMap(({ choices = [] }, i) => {
    const list = choices.join(',');
    if (list === '' || list.length > choiceCharacters || choices.some((one) => one.includes(','))) return [];
    const column = columnName(i);
    const place = `${column}${from}:${column}${from + sheet.rows.length}`;
    return [
      `<dataValidation type="list" allowBlank="1" sqref="${place}"><formula1>"${escaped(list)}"</formula1></dataValidation>`,
    ];
  });
  return lists.length === 0
    ? ''
    : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`;
}

/** The letters of a column: A, …, Z, AA, … */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
