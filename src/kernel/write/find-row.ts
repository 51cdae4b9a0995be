// Rows that a write looks up by itself, by statements that are compiled once like those of readers.
import { Compilation } from '../read/condition.js';
import { runOn, valuesIn, type Statement } from '../read/execute.js';
import { Binding, Slot } from '../read/slots.js';
import type { Write } from '../pipeline.js';
import { render, type Sql } from '../sql.js';
import { StatementCache } from '../read/cache.js';

/** What the statement is given under a name. */
export function given<T>(name: string): Slot<T> {
  return new Slot(({ variables }) => variables[name] as T);
}

const statements = new StatementCache<Statement>();

/**
 * The row that a statement finds, through the caller's policies.
 *
 * Takes the statement's name, which with its choices says which text it has, what it is given, and how it is made;
 * returns undefined where there is no row.
 */
export async function findRow<Row extends object>(
  { client, caller, today }: Pick<Write, 'client' | 'caller' | 'today'>,
  name: string,
  values: Readonly<Record<string, unknown>>,
  make: (c: Compilation) => Sql,
): Promise<Row | undefined> {
  const binding = new Binding(values, caller, today);
  const statement = statements.find(name, binding, (choices) => render(make(new Compilation(choices))));
  const [row] = await runOn<Row>(client, statement.text, valuesIn(statement, binding));
  return row;
}
