// Runs compiled statements: unnamed the first time, prepared by name from the second on, on connections that do not
// collect names for ever.
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { ClientBase, Pool, QueryConfig } from 'pg';
import { statements as sizes } from '../config.js';
import { openedText } from '../personal.js';
import { traced } from '../trace.js';
import { Slot, type Binding } from './slots.js';

/** A statement and what is bound to it. */
export interface Statement {
  readonly text: string;
  /** Values of its parameters in their order; what a request gives stands as slots. */
  readonly values: readonly unknown[];
}

/** How often a text was run: the name under which it is prepared, null after the first time. */
const seen = new LRUCache<string, { name: string | null }>({ max: sizes.seen });

/** Names that a connection has prepared. */
const prepared = new WeakMap<ClientBase, Set<string>>();

/** Statements that were prepared by name, and connections that were replaced because of them. */
export const counters = { named: 0, replaced: 0 };

/** The statement as the driver runs it, with a name from the second time on. */
export function queryOf(client: ClientBase, text: string, values: unknown[]): QueryConfig {
  const known = seen.get(text);
  if (!known) {
    seen.set(text, { name: null });
    return { text, values };
  }
  known.name ??= createHash('sha256').update(text).digest('base64url').slice(0, 32);
  let names = prepared.get(client);
  if (!names) prepared.set(client, (names = new Set()));
  if (!names.has(known.name)) {
    names.add(known.name);
    counters.named += 1;
  }
  return { name: known.name, text, values };
}

/** Whether the connection has prepared so much that a new one should take its place. */
export function isFull(client: ClientBase): boolean {
  const full = (prepared.get(client)?.size ?? 0) > sizes.perConnection;
  if (full) counters.replaced += 1;
  return full;
}

/** The values of the statement in this request. @throws Refusal where the request gives a wrong one */
export function valuesIn({ values }: Statement, binding: Binding): unknown[] {
  return values.map((value) => (value instanceof Slot ? binding.value(value) : value));
}

/** Runs a statement on a connection. @returns its rows */
export async function runOn<Row extends object>(
  client: ClientBase,
  text: string,
  values: unknown[],
): Promise<readonly Row[]> {
  const { rows } = await client.query<Row>(queryOf(client, text, values));
  return rows;
}

/** Runs a statement that gives one row with one text `data`. */
export function readText(pool: Pool, statement: Statement, values: unknown[]): Promise<string> {
  return traced('sql.read', { 'db.system.name': 'postgresql' }, () => readOn(pool, statement, values));
}

async function readOn(pool: Pool, statement: Statement, values: unknown[]): Promise<string> {
  const client = await pool.connect();
  let broken: unknown;
  try {
    const [row] = await runOn<{ data: string }>(client, statement.text, values);
    return openedText(row!.data);
  } catch (error) {
    broken = error;
    throw error;
  } finally {
    client.release((broken !== undefined && isLost(broken)) || isFull(client));
  }
}

/** Whether the statement failed for want of the connection, and not by what it says. */
function isLost(error: unknown): boolean {
  return (error as { severity?: string }).severity !== 'ERROR';
}
