// Connections to PostgreSQL: the pool, its settings, and the query builder on one of its connections.
import {
  DefaultQueryExecutor,
  PostgresAdapter,
  PostgresDialect,
  PostgresQueryCompiler,
  SingleConnectionProvider,
  Transaction,
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type KyselyProps,
  type QueryResult,
} from 'kysely';
import pg from 'pg';
import type { Database } from '../../generated/database.js';
import { limits, pool as sizes, readEnvironment } from '../../kernel/config.js';
import { isFull, queryOf } from '../../kernel/read/execute.js';
import { log } from '../log.js';

/** What every connection must have, whoever opened it. */
function settings(): Readonly<Record<string, string>> {
  return {
    TimeZone: 'UTC',
    // Each form of an operation is a statement of its own, so that one plan suits it; planning anew for the values of
    // every request would cost more than running it.
    plan_cache_mode: readEnvironment().planCacheMode,
    // Compiling an expression to machine code takes longer than these statements run.
    jit: 'off',
    // Many requests at once keep all cores busy; one of them is not to take several, nor its rows to come out of order.
    max_parallel_workers_per_gather: '0',
    // Databases stand on memory and flash, where a page elsewhere costs hardly more than the next one.
    random_page_cost: '1.1',
    statement_timeout: `${limits.statementTimeoutMs}ms`,
    lock_timeout: `${limits.lockTimeoutMs}ms`,
    idle_in_transaction_session_timeout: `${limits.requestTimeoutMs}ms`,
  };
}

const oid = { int8: 20, date: 1082, timestamp: 1114, timestamptz: 1184, numeric: 1700 };
const arrayOid = { int8: 1016, date: 1182, timestamp: 1115, timestamptz: 1185, numeric: 1231 };

/** As it is at run time; the published type takes it for a function. */
const arrays = pg.types.arrayParser as unknown as {
  create(text: string, parse: (item: string) => unknown): { parse(): unknown[] };
};

/** Parsers of a pool of its own: a global one would also change what other libraries in the process read. */
function makeTypes(): pg.TypeOverrides {
  const types = new pg.TypeOverrides();
  const asText = (value: string): string => value;
  // PostgreSQL's own text keeps microseconds, days without a zone, and decimals that a float would round.
  const parsers: Record<keyof typeof oid, (value: string) => unknown> = {
    int8: BigInt,
    date: asText,
    timestamp: asText,
    timestamptz: asText,
    numeric: asText,
  };
  for (const name of Object.keys(oid) as (keyof typeof oid)[]) {
    types.setTypeParser(oid[name], parsers[name]);
    types.setTypeParser(arrayOid[name], (value) => arrays.create(value, parsers[name]).parse());
  }
  return types;
}

/** Pools whose role may not keep settings, so that each new connection is told. */
const untold = new WeakSet<pg.Pool>();

/**
 * Opens a pool; connections are made when they are needed.
 *
 * Takes the database's URL and how many connections there may be; returns the pool, which gives dates, instants and decimals as PostgreSQL's text and
 * 64-bit numbers as bigint. `configureRole` comes next. The caller ends the pool.
 */
export function openPool(url: string, max: number = sizes.reads): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'gongzhi',
    max,
    idleTimeoutMillis: sizes.idleTimeoutMs,
    connectionTimeoutMillis: sizes.connectionTimeoutMs,
    types: makeTypes(),
    // The pool awaits it before the connection's first use, though its type does not say so.
    // oxlint-disable-next-line typescript/no-misused-promises
    onConnect: async (client) => {
      if (untold.has(pool)) await client.query(sessionSettings());
    },
  });
  // So is one that breaks in the middle of a write, which the write itself is told by its statement.
  pool.on('connect', (client) => client.on('error', (error) => log.warn({ error }, 'a connection was lost')));
  // An idle connection that the server closes is replaced; without a listener it would end the process.
  pool.on('error', (error) => log.warn({ error }, 'an idle connection was lost'));
  return pool;
}

/**
 * Keeps the settings with the role in this database. They are not start-up options, which a pooler such as
 * PgBouncer drops, nor a SET, which it would lend to the next client.
 *
 * Takes a pool; afterwards every new connection of it has the settings. Where the role may not keep them, or the
 * server is a read-only copy, each connection is told by SET and a warning is logged. Throws where there is no
 * database.
 */
export async function configureRole(pool: pg.Pool): Promise<void> {
  const fault = await onFreshConnection(pool, async (client) => {
    if (await hasSettings(client)) return undefined;
    return keepSettings(client).then(
      () => undefined,
      (error: unknown) => error,
    );
  });
  // Asked also after a fault, since another server that starts at the same time may have done it.
  if (await onFreshConnection(pool, hasSettings)) return;
  untold.add(pool);
  log.warn(
    { error: fault },
    'connections lack the settings of their role; each is told by SET. A pooler in between must reconnect to see them',
  );
}

/** Uses a connection that was not there before and is closed afterwards: settings are read when one is opened. */
async function onFreshConnection<T>(pool: pg.Pool, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release(true);
  }
}

async function keepSettings(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ role: string; database: string }>(
    'SELECT current_user AS role, current_database() AS database',
  );
  const { role, database } = rows[0]!;
  const target = `${pg.escapeIdentifier(role)} IN DATABASE ${pg.escapeIdentifier(database)}`;
  // One message is one transaction: all are kept, or none.
  await client.query(
    Object.entries(settings())
      .map(([name, value]) => `ALTER ROLE ${target} SET ${name} = ${pg.escapeLiteral(value)}`)
      .join('; '),
  );
}

async function hasSettings(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ same: boolean }>(
    `SELECT bool_and(CASE WHEN s.unit = 'ms' THEN s.setting || 'ms' ELSE s.setting END = w.value) AS same
     FROM unnest($1::text[], $2::text[]) AS w(name, value) JOIN pg_settings s ON s.name = w.name`,
    [Object.keys(settings()), Object.values(settings())],
  );
  return rows[0]!.same;
}

function sessionSettings(): string {
  return Object.entries(settings())
    .map(([name, value]) => `SET ${name} = ${pg.escapeLiteral(value)}`)
    .join('; ');
}

/** The parts of the query builder that have no state and serve all connections. */
const compiler = new PostgresQueryCompiler();
const adapter = new PostgresAdapter();
const dialect = new PostgresDialect({
  pool: () => Promise.reject(new Error('The caller owns the connection.')),
});
const driver = new Proxy({} as Driver, {
  get: (_, name) => () => {
    throw new Error(
      `The caller owns the connection and its transaction; ${String(name)} is not the builder's.`,
    );
  },
});

class OneConnection implements DatabaseConnection {
  readonly #client: pg.ClientBase;
  constructor(client: pg.ClientBase) {
    this.#client = client;
  }
  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { command, rowCount, rows } = await this.#client.query(
      queryOf(this.#client, query.sql, [...query.parameters]),
    );
    return {
      ...(command === 'SELECT' ? {} : { numAffectedRows: BigInt(rowCount ?? 0) }),
      rows: (rows as Row[] | undefined) ?? [],
    };
  }
  // oxlint-disable-next-line require-yield
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('Rows are not streamed inside a write.');
  }
}

/**
 * The query builder on one connection.
 *
 * Takes a connection on which the caller has begun a transaction, and will end it; returns the builder, which costs
 * a few microseconds to make and needs no closing. Statements run one after the other, also under Promise.all.
 */
export function kyselyOn(client: pg.ClientBase): Transaction<Database> {
  const executor = new DefaultQueryExecutor(
    compiler,
    adapter,
    new SingleConnectionProvider(new OneConnection(client)),
  );
  return new Transaction<Database>({ config: { dialect }, dialect, driver, executor } satisfies KyselyProps);
}

/**
 * Runs work in a transaction of its own, committed when it resolves and rolled back when it throws.
 *
 * Takes the pool, the work, and the transaction's mode; returns what the work gives. Throws what the work throws.
 */
export async function withTransaction<T>(
  pool: pg.Pool,
  work: (db: Transaction<Database>, client: pg.PoolClient) => Promise<T>,
  mode: 'READ WRITE' | 'ISOLATION LEVEL REPEATABLE READ, READ ONLY' = 'READ WRITE',
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(`BEGIN ${mode}`);
    const result = await work(kyselyOn(client), client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch((lost: Error) => (broken = lost));
    throw error;
  } finally {
    client.release(broken ?? isFull(client));
  }
}
