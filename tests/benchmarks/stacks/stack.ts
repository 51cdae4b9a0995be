// The three stacks on one database: our server, the limit of Node and PostgreSQL, and PostGraphile.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { budgets, pool } from '../../../src/kernel/config.js';
import { withClient } from '../../../src/platform/database/databases.js';
import type { BenchDatabase } from '../database.js';
import type { Target } from '../load.js';
import type { Answer, Document, Query, Row } from '../queries/query.js';
import { startServer, type Server } from './children.js';

export type StackName = 'ours' | 'raw' | 'postgraphile';

export interface Stack extends Server {
  readonly name: StackName;
  /** Where the load of a query goes. */
  readonly target: (query: Query, rows: readonly Row[]) => Target;
  /** Asks a query once; returns the answer in the common form. */
  readonly answer: (query: Query, row: Row) => Promise<unknown>;
  /** Asks any document once; only of a server that speaks GraphQL. */
  readonly ask: (document: Document, row: Row) => Promise<Answer>;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const root = here('../../..');
const setup = join(root, 'src', 'cli', 'setup.mjs');

/** The platform as in production: its own log and limits, and nothing for trying out. */
function environment({ url, adminUrl, folder }: BenchDatabase, pepper: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: url,
    DATABASE_ADMIN_URL: adminUrl,
    GONGZHI_DATA_DIR: folder,
    GONGZHI_KEY_PEPPER: pepper,
    GONGZHI_DEMO_KEYS: 'off',
    LOG_LEVEL: 'info',
    PORT: '0',
  };
}

const scopes = ['territory', 'organizations', 'party', 'partners', 'revenue-sharing'];

/** Issues a key as an administrator does: staff who read all of a city and keep the books of its funds. */
async function issueKey(env: NodeJS.ProcessEnv, city: number): Promise<string> {
  const who = ['--tenant', `${city}01`, '--app', 'benchmark', '--audience', 'internal'];
  const what = ['--scope', ...scopes.map((scope) => `${scope}:read`), 'funds:write'];
  const where = ['--class', 'PUBLIC', 'CONDITIONAL', '--division', `${city}00000000`];
  const args = [setup, 'cli', 'keys', 'issue', ...who, ...what, ...where];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, env });
  return stdout.trim();
}

/** Starts a stack for a city's data. Takes its name and the database; the caller stops all servers in the end. */
export async function startStack(name: StackName, database: BenchDatabase, city: number): Promise<Stack> {
  const log = join(database.folder, `${name}-${city}.log`);
  const peer = {
    ...process.env,
    NODE_ENV: 'production',
    DATABASE_URL: database.url,
    POOL_SIZE: String(pool.reads),
  };
  switch (name) {
    case 'ours': {
      const env = environment(database, randomBytes(32).toString('hex'));
      const key = await issueKey(env, city);
      // What is measured is the work and not a budget, so the office agrees on the largest.
      await withClient(database.adminUrl, (client) =>
        client.query('UPDATE "AppInstall" SET "costPerMinute" = $1', [budgets.mostPerMinute]),
      );
      const server = await startServer([setup, 'start'], env, log);
      return graph(name, server, (query) => query.ours, { authorization: `Bearer ${key}` });
    }
    case 'raw':
      return plain(await startServer(['--import', 'tsx', here('./raw-server.ts')], peer, log));
    case 'postgraphile': {
      const polyfill = new URL('./promise-with-resolvers.mjs', import.meta.url).href;
      const args = ['--import', polyfill, here('./postgraphile-server.mjs')];
      const server = await startServer(args, { ...peer, GRAPHILE_ENV: 'production' }, log);
      return graph(name, server, (query) => query.postgraphile, {});
    }
  }
}

/** Values of the nth body; a write gets a key of its own each time. */
let writes = 0;
function nthRow(stack: StackName, { writes: isWrite }: Query, rows: readonly Row[]): (n: number) => Row {
  return isWrite
    ? (n) => ({ ...rows[n % rows.length]!, key: `${stack}-${process.pid}-${writes++}` })
    : (n) => rows[n % rows.length]!;
}

function targetOf(
  stack: StackName,
  port: number,
  headers: Target['headers'],
  at: (query: Query) => { readonly path: string; readonly body: (row: Row) => object },
): Stack['target'] {
  return (query, rows) => {
    const { path, body } = at(query);
    const row = nthRow(stack, query, rows);
    const target = { port, path, headers, body: (n: number) => JSON.stringify(body(row(n))) };
    return query.writes ? target : { ...target, bodies: rows.length };
  };
}

function graph(
  name: StackName,
  server: Server,
  documentOf: (query: Query) => Document,
  headers: Target['headers'],
): Stack {
  const ask: Stack['ask'] = async (document, row) => {
    const body = { query: document.text, variables: document.variables(row) };
    return post(name, server.port, '/graphql', headers, body);
  };
  return {
    ...server,
    name,
    ask,
    target: targetOf(name, server.port, headers, (query) => {
      const { text, variables } = documentOf(query);
      return { path: '/graphql', body: (row) => ({ query: text, variables: variables(row) }) };
    }),
    answer: async (query, row) => {
      const document = documentOf(query);
      const asked = nthRow(name, query, [row])(0);
      const data = await ask(document, asked);
      return document.common ? document.common(data, asked) : data;
    },
  };
}

function plain(server: Server): Stack {
  const name = 'raw';
  return {
    ...server,
    name,
    ask: () => Promise.reject(new Error('The raw server has no documents.')),
    target: targetOf(name, server.port, {}, (query) => ({ path: `/${query.name}`, body: (row) => row })),
    answer: async (query, row) => {
      const asked = nthRow(name, query, [row])(0);
      const data = await post(name, server.port, `/${query.name}`, {}, asked);
      return query.ours.common ? query.ours.common(data, asked) : data;
    },
  };
}

async function post(
  name: StackName,
  port: number,
  path: string,
  headers: Target['headers'],
  body: object,
): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const answer = JSON.parse(text) as { readonly data?: Answer; readonly errors?: unknown };
  if (!response.ok || answer.errors !== undefined || !answer.data)
    throw new Error(`${name} answered ${response.status}: ${text.slice(0, 2_000)}`);
  return answer.data;
}
