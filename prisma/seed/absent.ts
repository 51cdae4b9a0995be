// Rows of the seed that the database does not take, because somebody recorded the same before, and what refers to them.
import { models } from '../../src/generated/datamodel.js';

type Row = Readonly<Record<string, unknown>>;

/** The part of Prisma's client that asks by SQL. */
interface Asker {
  $queryRawUnsafe<T>(query: string, ...values: readonly unknown[]): Promise<T>;
}

const keyOf = (row: Row, columns: readonly string[]): string =>
  JSON.stringify(columns.map((name) => row[name]));

/** How rows of a table refer to others: by their own columns that hold the other's key. */
interface Reference {
  readonly target: string;
  readonly columns: readonly string[];
  readonly targetColumns: readonly string[];
}

/** References of a table. A foreign key may carry more than the other's primary key; only that says which row is meant. */
const references = (table: string): readonly Reference[] =>
  Object.values(models[table]!.relations)
    .filter(({ owns }) => owns)
    .map(({ target, columns, targetColumns }) => {
      const { primaryKey } = models[target]!;
      return primaryKey.every((name) => targetColumns.includes(name))
        ? {
            target,
            columns: primaryKey.map((name) => columns[targetColumns.indexOf(name)]!),
            targetColumns: primaryKey,
          }
        : { target, columns, targetColumns };
    });

/** Rows of one table, in groups that can be inserted one after the other: parents come before what is part of them. */
export const generations = (table: string, rows: readonly object[]): readonly (readonly Row[])[] => {
  const own = references(table).filter(({ target }) => target === table);
  const done: Row[][] = [];
  let rest = rows as readonly Row[];
  while (rest.length > 0) {
    const waiting = own.map(({ columns, targetColumns }) => ({
      columns,
      keys: new Set(rest.map((row) => keyOf(row, targetColumns))),
    }));
    const waits = (row: Row): boolean => waiting.some(({ columns, keys }) => keys.has(keyOf(row, columns)));
    const next = rest.filter((row) => !waits(row));
    // Rows in a ring can only come together.
    done.push(next.length > 0 ? next : [...rest]);
    rest = next.length > 0 ? rest.filter(waits) : [];
  }
  return done;
};

/** What is known to be absent, table by table. */
export class Absent {
  readonly #db: Asker;
  readonly #rows = new Map<string, Row[]>();
  /** Keys of those rows by table and columns, made when they are first asked for. */
  readonly #keys = new Map<string, ReadonlySet<string>>();
  constructor(db: Asker) {
    this.#db = db;
  }

  /** Whether the row refers to one that is absent. What refers to nothing has null in its key, as no absent row has. */
  isBehind(table: string, row: Row): boolean {
    return references(table).some(({ target, columns, targetColumns }) =>
      this.#keysBy(target, targetColumns).has(keyOf(row, columns)),
    );
  }

  /** Looks which rows are in the database, after they were inserted; returns how many are not, by their primary key. */
  async note(table: string, rows: readonly Row[]): Promise<number> {
    const { primaryKey } = models[table]!;
    const keys = rows.map((row) => Object.fromEntries(primaryKey.map((name) => [name, row[name]])));
    // The table's own row type reads the keys, so that no type has to be named here.
    const found = await this.#db.$queryRawUnsafe<readonly { readonly place: number }[]>(
      `SELECT s.ordinality::int4 AS place
       FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb) WITH ORDINALITY AS s
       WHERE NOT EXISTS (SELECT FROM "${table}" t
         WHERE ${primaryKey.map((name) => `t."${name}" = s."${name}"`).join(' AND ')})`,
      JSON.stringify(keys),
    );
    const absent = found.map(({ place }) => rows[place - 1]!);
    this.#rows.set(table, [...(this.#rows.get(table) ?? []), ...absent]);
    for (const place of this.#keys.keys()) if (place.startsWith(`${table} `)) this.#keys.delete(place);
    return absent.length;
  }

  #keysBy(table: string, columns: readonly string[]): ReadonlySet<string> {
    const place = `${table} ${columns.join()}`;
    const known =
      this.#keys.get(place) ?? new Set((this.#rows.get(table) ?? []).map((row) => keyOf(row, columns)));
    this.#keys.set(place, known);
    return known;
  }
}
