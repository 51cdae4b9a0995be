// Makes a document in the name of who asks: its arguments are read, the graph is asked page by page, the sheets are written.
import { asPublic, type Caller } from '../kernel/caller.js';
import { today } from '../kernel/clock.js';
import { documents as sizes } from '../kernel/config.js';
import { argumentsOf, documentsFor, formOf, type DocumentFormat, type Telling } from '../kernel/document.js';
import { refuse } from '../kernel/errors.js';
import type { Payer } from '../kernel/budget.js';
import type { Sheet } from '../kernel/sheet.js';
import { csvOf } from '../platform/sheets/csv.js';
import { pageOf } from '../platform/sheets/page.js';
import { xlsxOf } from '../platform/sheets/xlsx.js';
import { askingAs } from './asking.js';
import type { Platform } from './platform.js';
import { inTurn } from './turns.js';

/** What somebody asks for. */
export interface DocumentRequest {
  readonly name: string;
  readonly format: DocumentFormat;
  readonly given: Readonly<Record<string, string | readonly string[]>>;
  readonly requestId: string;
  readonly payer?: Payer | undefined;
}

/** A document as it is sent or kept. */
export interface MadeDocument {
  readonly content: string | Buffer;
  /** Title of its first sheet, for a file's name. */
  readonly title: string;
}

/** Makes a document. @throws Refusal for an unknown one, wrong arguments, and whatever the graph refuses its caller */
export async function makeDocument(
  platform: Platform,
  { name, format, given, requestId, payer }: DocumentRequest,
  caller: Caller,
): Promise<MadeDocument> {
  const declared = documentsFor(caller.audience).get(name);
  if (!declared) throw refuse('NOT_FOUND');
  const args = argumentsOf(declared, given);
  const make = async (): Promise<MadeDocument> => {
    const reader = declared.forPublic ? asPublic(caller) : caller;
    const data = await declared.read(
      args,
      askingAs(platform, reader, requestId, { forMs: sizes.timeoutMs, payer }),
      today(),
    );
    return written(declared.sheets(data, tellingOf(caller, format)), caller, format);
  };
  return payer ? inTurn(platform, payer, make, 'documents') : make();
}

/** What there is for the caller, with the arguments, as a document of its own. */
export async function makeIndex(caller: Caller, format: DocumentFormat): Promise<MadeDocument> {
  const { say } = tellingOf(caller, format);
  const sheet: Sheet = {
    title: say('文档目录', 'Documents'),
    subtitle: [`/documents/<${say('名称', 'name')}>.{html,xlsx,csv}?…`],
    columns: [
      { key: 'name', title: say('名称', 'Name'), kind: 'text', width: 24 },
      { key: 'description', title: say('说明', 'Description'), kind: 'text', width: 44 },
      { key: 'argument', title: say('参数', 'Argument'), kind: 'text', width: 14 },
      { key: 'meaning', title: say('含义', 'Meaning'), kind: 'text', width: 44 },
      { key: 'required', title: say('必填', 'Required'), kind: 'text', width: 8 },
    ],
    rows: [...documentsFor(caller.audience).values()].flatMap(({ name, description, args }) =>
      Object.entries(args).map(([argument, field], i) => ({
        ...(i === 0 ? { name, description } : {}),
        argument,
        meaning: [field.description, ...(formOf(field) === 'text' ? [] : [formOf(field)])].join(' · '),
        required: field.required ? say('是', 'yes') : '',
      })),
    ),
    wide: true,
  };
  return written([sheet], caller, format);
}

function tellingOf({ language }: Caller, format: DocumentFormat): Telling {
  return { language, format, say: (zh, en) => (language === 'en' ? en : zh), today: today() };
}

async function written(
  sheets: readonly Sheet[],
  { language }: Caller,
  format: DocumentFormat,
): Promise<MadeDocument> {
  const title = sheets[0]?.title ?? '';
  switch (format) {
    case 'html':
      return { title, content: pageOf(sheets, language) };
    case 'xlsx':
      return { title, content: await xlsxOf(sheets) };
    case 'csv':
      return { title, content: csvOf(sheets) };
  }
}
