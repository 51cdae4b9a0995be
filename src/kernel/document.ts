// document(): what people get to read, print or file, made of what the graph answers them, as one or more sheets.
import { enums } from '../generated/datamodel.js';
import type { Audience, Language } from './caller.js';
import type { Ask } from './computation.js';
import { documents as sizes } from './config.js';
import { defineRules, fault, Refusal, refusal, type Fault } from './errors.js';
import { type InputField, type InputShape, type ValuesOf } from './input.js';
import type { Sheet } from './sheet.js';

defineRules({
  'document-argument-is-known': {
    code: 'INVALID_INPUT',
    zh: '没有名为“{name}”的参数;可用参数:{known}。',
    en: 'There is no argument “{name}”; there are {known}.',
  },
  'document-argument-is-given': {
    code: 'INVALID_INPUT',
    zh: '须给出参数“{name}”({description})。',
    en: 'The argument “{name}” must be given ({description}).',
  },
  'document-argument-is-given-once': {
    code: 'INVALID_INPUT',
    zh: '参数“{name}”只能给出一次。',
    en: 'The argument “{name}” is given once.',
  },
  'document-argument-form': {
    code: 'INVALID_INPUT',
    zh: '参数“{name}”须为{form}。',
    en: 'The argument “{name}” must be {form}.',
  },
  'document-within-its-rows': {
    code: 'LIMIT_EXCEEDED',
    zh: '文档超过 {limit} 行;请选择更短的期间。',
    en: 'The document has more than {limit} rows; take a shorter period.',
  },
});

/** What a document can be written as. */
export const documentFormats = ['html', 'xlsx', 'csv'] as const;
export type DocumentFormat = (typeof documentFormats)[number];

/** How a document is told. */
export interface Telling {
  readonly language: Language;
  readonly format: DocumentFormat;
  /** The same text in the language of who reads it. */
  readonly say: (zh: string, en: string) => string;
  /** Today's business day. */
  readonly today: string;
}

export interface DocumentDeclaration<Shape extends InputShape = InputShape, Data = unknown> {
  readonly description: string;
  readonly audience?: Audience;
  /**
   * It is put up for everybody to read: whoever makes it, only what readers of public data see stands in it, where they
   * may read it, and nothing of what else its maker knows.
   */
  readonly forPublic?: true;
  readonly args: Shape;
  /** Reads what it tells, through the graph, so that nobody learns by it what they may not see. */
  readonly read: (args: ValuesOf<Shape>, ask: Ask, today: string) => Promise<Data>;
  readonly sheets: (data: Data, telling: Telling) => readonly Sheet[];
}

export interface Document extends DocumentDeclaration {
  readonly name: string;
}

const documents = new Map<string, Document>();

/** Declares a document; its name is part of its address. @throws Error if the name is taken */
export function document<Shape extends InputShape, Data>(
  name: string,
  declaration: DocumentDeclaration<Shape, Data>,
): void {
  if (documents.has(name)) throw new Error(`The document ${name} is declared twice.`);
  documents.set(name, { name, ...(declaration as unknown as DocumentDeclaration) });
}

const widths: Readonly<Record<Audience, number>> = { PUBLIC: 0, PARTNER: 1, INTERNAL: 2 };

/** The documents that an audience knows of by name, in the order of declaration. */
export function documentsFor(audience: Audience): ReadonlyMap<string, Document> {
  return new Map(
    [...documents].filter(([, { audience: own = 'PUBLIC' }]) => widths[own] <= widths[audience]),
  );
}

/**
 * The arguments of a document, from texts as an address or a command gives them.
 *
 * @throws Refusal with all that is wrong, each fault with the argument's name
 */
export function argumentsOf(
  { args }: Document,
  given: Readonly<Record<string, string | readonly string[]>>,
): ValuesOf<InputShape> {
  const faults: Fault[] = [];
  const values: Record<string, unknown> = {};
  const known = Object.keys(args).join(', ');
  for (const name of Object.keys(given))
    if (!Object.hasOwn(args, name)) faults.push(fault('document-argument-is-known', [name], { name, known }));
  for (const [name, field] of Object.entries(args)) {
    const text = given[name];
    if (text === undefined || text === '') {
      const { description } = field;
      if (field.required) faults.push(fault('document-argument-is-given', [name], { name, description }));
    } else if (typeof text !== 'string')
      faults.push(fault('document-argument-is-given-once', [name], { name }));
    else values[name] = valueOf(field, name, text, faults);
  }
  if (faults.length > 0) throw new Refusal(faults);
  return values;
}

/** A text becomes what its field would get in a query. */
function valueOf(field: InputField<unknown>, name: string, text: string, faults: Fault[]): unknown {
  const form = formOf(field);
  const isOf = (pattern: RegExp): boolean => pattern.test(text);
  switch (form) {
    case 'a whole number':
      if (isOf(/^-?\d{1,9}$/)) return field.parse(Number(text), [name], faults);
      break;
    case 'true or false':
      if (isOf(/^(?:true|false)$/)) return field.parse(text === 'true', [name], faults);
      break;
    case 'text':
      return field.parse(text, [name], faults);
    default:
      if (form.split(' | ').includes(text)) return field.parse(text, [name], faults);
  }
  faults.push(fault('document-argument-form', [name], { name, form }));
  return undefined;
}

/** How an argument is written: `text`, or what else it may be. */
export function formOf({ type }: InputField<unknown>): string {
  if (type.kind === 'enum') return enums[type.enum]!.values.map(({ name }) => name).join(' | ');
  if (type.kind !== 'scalar') throw new Error('Arguments of documents are scalars and values of enums.');
  return { Int: 'a whole number', Boolean: 'true or false' }[type.scalar] ?? 'text';
}

/** A list of the graph as a document asks for it. */
export interface Connection<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** What a query selects of a list besides its rows, so that `rowsOf` can go on. */
export const pageInfo = 'pageInfo { hasNextPage endCursor }';

/**
 * All rows of a list, page after page.
 *
 * Takes the caller's question, a query with the variables `$after: String` and `$first: Int`, its other variables, and
 * where in the answer the list is. @throws Refusal where there are more rows than a document may have
 */
export async function rowsOf<Row>(
  ask: Ask,
  source: string,
  variables: Readonly<Record<string, unknown>>,
  listIn: (data: Readonly<Record<string, unknown>>) => Connection<Row>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let after: string | null = null;
  do {
    const page: Connection<Row> = listIn(await ask(source, { ...variables, after, first: sizes.pageSize }));
    rows.push(...page.nodes);
    if (rows.length > sizes.rows) throw refusal('document-within-its-rows', [], { limit: sizes.rows });
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return rows;
}
