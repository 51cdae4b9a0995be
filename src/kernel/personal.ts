// Personal columns at rest: sealed before they are written, opened when an answer is complete, compared by keyed digests.
import { allEntities } from './entity.js';
import { literal, raw, sql, type Sql } from './sql.js';

/** Where a value stands: it opens nowhere else. */
export interface Place {
  readonly tenant: number;
  readonly model: string;
  readonly id: string;
  readonly column: string;
}

/** Seals and opens; the platform provides it with its keys. */
export interface Cipher {
  /** The sealed text, another one each time. */
  seal(value: string, place: Place): string;
  /** The value. @throws Error where the text was sealed for another place, or by a key that is not there */
  open(sealed: string, place: Place): string;
  /** By which a sealed value of the column is found: what any of the keys makes of it. */
  digests(value: string, column: Pick<Place, 'model' | 'column'>): readonly string[];
}

/**
 * A sealed text is `p1.`, the key's id of 8 characters, `.`, the digest of 22 and `.`, and then what only the key opens. What
 * was written before there were keys has another form, and is read as it is until `privacy rotate` seals it.
 */
export const sealedForm = /^p1\.[\w-]{8}\.[\w-]{22}\.[\w-]+$/;
const digestFrom = 4;
const digestLength = 31;

/** Stands where a value was, once it was erased. */
export const erased = 'erased';

let cipher: Cipher | undefined;

/** Registers who seals and opens. */
export function provideCipher(provided: Cipher): void {
  cipher = provided;
}

function provided(): Cipher {
  if (!cipher) throw new Error('Personal columns need a cipher, and nobody has provided one.');
  return cipher;
}

let columns: ReadonlyMap<string, readonly string[]> | undefined;

/** The personal columns of every model that has any. */
export function allPersonal(): ReadonlyMap<string, readonly string[]> {
  return (columns ??= new Map(
    [...allEntities().values()]
      .filter(({ personal = [] }) => personal.length > 0)
      .map(({ name, model, personal }) => [model ?? name, personal!]),
  ));
}

/** Whether the column holds sealed values. */
export function isPersonal(model: string, column: string): boolean {
  return allPersonal().get(model)?.includes(column) ?? false;
}

type Row = Readonly<Record<string, unknown>>;

/** The row with its personal values sealed; what SQL gives cannot be. */
export function sealedRow(
  model: string,
  row: Row,
  key: Pick<Place, 'tenant' | 'id'>,
): Record<string, unknown> {
  const sealed: Record<string, unknown> = { ...row };
  for (const column of allPersonal().get(model) ?? []) {
    const value = row[column];
    if (value === null || value === undefined || value === erased) continue;
    if (typeof value !== 'string') throw new Error(`${model}.${column} is personal and must be a text.`);
    sealed[column] = provided().seal(value, { ...key, model, column });
  }
  return sealed;
}

/** The row as it was read, with its personal values opened. */
export function openedRow(model: string, row: Row): Record<string, unknown> {
  const opened: Record<string, unknown> = { ...row };
  const key = { tenant: row['tenant'] as number, id: row['id'] as string };
  for (const column of allPersonal().get(model) ?? [])
    if (column in row) opened[column] = openedValue(row[column], { ...key, model, column });
  return opened;
}

/** One value as it was read, opened. */
export function openedValue(value: unknown, place: Place): string | null {
  if (typeof value !== 'string' || value === erased) return null;
  return sealedForm.test(value) ? provided().open(value, place) : value;
}

/** What a column is found by: the digests of values. */
export function digestsOf(values: readonly unknown[], model: string, column: string): readonly string[] {
  return values.flatMap((value) => provided().digests(value as string, { model, column }));
}

/** The digest in a sealed column, for comparisons; missing where nothing is there any more. */
export function digestIn(value: Sql): Sql {
  return sql`substr(nullif(${value}, ${literal(erased)}), ${raw(String(digestFrom))}, ${raw(String(digestLength))})`;
}

/*
 * In the answer's text a sealed value, itself a JSON string, stands between two characters U+0001 with its place. No other text of an answer has
 * them, since a JSON string writes them as an escape.
 */
const mark = '\u0001';
// oxlint-disable-next-line no-control-regex
const marked = /\u0001(\w+)\.(\w+) (\d+) ([0-9a-f-]+) ([^\u0001]*)\u0001/g;

/** The JSON of a sealed column in a statement, to be opened in the text; `null` where it is hidden, missing or erased. */
export function markedValue(
  { model, column }: Pick<Place, 'model' | 'column'>,
  { value, tenant, id }: { readonly value: Sql; readonly tenant: Sql; readonly id: Sql },
): Sql {
  const from = literal(`${mark}${model}.${column} `);
  const end = literal(mark);
  const text = sql`to_json(nullif(${value}, ${literal(erased)}))::text`;
  return sql`coalesce(${from} || ${tenant}::text || ' ' || ${id}::text || ' ' || ${text} || ${end}, 'null')`;
}

/** The answer's text with its sealed values opened. */
export function openedText(text: string): string {
  if (!text.includes(mark)) return text;
  return text.replace(marked, (_, model: string, column: string, tenant: string, id: string, value: string) =>
    JSON.stringify(openedValue(JSON.parse(value), { model, column, tenant: Number(tenant), id })),
  );
}
