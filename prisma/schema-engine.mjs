#!/usr/bin/env node
// Stands in for Prisma's native schema engine: the same engine from npm as WebAssembly, over the pg driver.
//
// The Prisma CLI starts its schema engine as a program, sends JSON-RPC lines to its standard input and reads
// the answers from its standard output. The native program can only be downloaded from a Prisma host; npm has
// the very same engine as WebAssembly, which wants a driver adapter instead of a URL. This file joins the two.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const CHAR_OID = 18;
const TEXT_OID = 25;

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  strict: false,
  options: {
    datamodels: { type: 'string', multiple: true },
    datasource: { type: 'string' },
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
  },
});
const url = flags.datasource === undefined ? undefined : JSON.parse(flags.datasource).url;

/** The same server, another database. */
const urlOfDatabase = (base, database) => {
  const other = new URL(base);
  other.pathname = `/${encodeURIComponent(database)}`;
  return other.toString();
};

const nameOfDatabase = (base) => decodeURIComponent(new URL(base).pathname.slice(1)) || 'postgres';

/** Runs one statement on a connection of its own. */
const once = async (connectionString, sql) => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
};

/** Makes the defects of an adapter good, on the object itself. */
const repair = (adapter) => {
  const pool = adapter.underlyingDriver();
  const read = adapter.queryRaw.bind(adapter);
  const perform = adapter.performIO.bind(adapter);

  // First defect: the adapter does not know the catalog's type "char" and refuses the whole result. The column
  // is shown to it as text, and its type is set right afterwards.
  let chars = [];
  adapter.performIO = async (query) => {
    const result = await perform(query);
    chars = [];
    for (const [index, field] of result.fields.entries()) {
      if (field.dataTypeID === CHAR_OID) {
        field.dataTypeID = TEXT_OID;
        chars.push(index);
      }
    }
    return result;
  };
  adapter.queryRaw = async (query) => {
    const result = await read(query);
    for (const index of chars) result.columnTypes[index] = ColumnTypeEnum.Character;
    return result;
  };

  // Second defect: the adapter cuts a script at every semicolon, also inside a string or a function's body.
  // PostgreSQL takes a script whole, and then runs it as one transaction.
  adapter.executeScript = async (script) => {
    try {
      await pool.query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  return adapter;
};

const adapterFactory = (connectionString) => {
  const factoryFor = (target) => new PrismaPg({ connectionString: target, options: '-c TimeZone=UTC' });
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: async () => repair(await factoryFor(connectionString).connect()),

    // Third defect: given a connection string, the adapter's own shadow database IS the main database, and it
    // drops the database before it closes its connections.
    connectToShadowDb: async () => {
      const database = `prisma_migrate_shadow_db_${randomUUID()}`;
      await once(connectionString, `CREATE DATABASE "${database}" TEMPLATE template0`);
      const adapter = repair(await factoryFor(urlOfDatabase(connectionString, database)).connect());
      const close = adapter.dispose.bind(adapter);
      adapter.dispose = async () => {
        await close();
        await once(connectionString, `DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`);
      };
      return adapter;
    },
  };
};

/** Loads the engine. Its package is made for bundlers, so the module is instantiated by hand. */
const startEngine = async (connectionString) => {
  const require = createRequire(import.meta.url);
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const folder = dirname(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  const { instance } = await WebAssembly.instantiate(readFileSync(join(folder, 'schema_engine_bg.wasm')), {
    './schema_engine_bg.js': glue,
  });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();

  const datamodels = flags.datamodels?.map((path) => [path, readFileSync(path, 'utf8')]);
  const bound = bindMigrationAwareSqlAdapterFactory(adapterFactory(connectionString));
  return {
    engine: await glue.SchemaEngine.new({ datamodels }, () => {}, bound),
    errors: bound.errorRegistry,
  };
};

let started;
const engineOf = () => (started ??= startEngine(url ?? 'postgresql://localhost/postgres'));

const createDatabase = async (target) => {
  const databaseName = nameOfDatabase(target);
  await once(urlOfDatabase(target, 'postgres'), `CREATE DATABASE "${databaseName.replaceAll('"', '""')}"`);
  return { databaseName };
};

/** Methods that the WebAssembly engine has under another name, not at all, or with a precondition. */
const special = {
  getDatabaseVersion: async (params) => (await engineOf()).engine.version(params),
  createDatabase: (params) => createDatabase(params.datasource?.url ?? url),
  ensureConnectionValidity: async () => {
    await once(url, 'SELECT 1');
    return {};
  },
  evaluateDataLoss: (params) => afterDiagnosis('evaluateDataLoss', params),
  createMigration: (params) => afterDiagnosis('createMigration', params),
};

// Fourth defect: these two can only read the schema that a diagnosis by the same engine has left in its cache.
const afterDiagnosis = async (method, params) => {
  const { engine } = await engineOf();
  await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
  return engine[method](params);
};

const call = async (method, params) => {
  if (method in special) return special[method](params);
  const { engine } = await engineOf();
  return engine[method](params);
};

/** Prisma's error shape: a code of its own where it is known, else the plain message. */
const describe = async (error) => {
  const registered = /External error \(reference (?:number|code): (\d+)\)/.exec(
    String(error?.message ?? error),
  );
  const cause = registered
    ? ((await engineOf()).errors.consumeError(Number(registered[1]))?.error ?? error)
    : error;
  const unreachable = ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH'].includes(cause?.code);
  const missing = cause?.code === '3D000';
  const code = unreachable
    ? 'P1001'
    : missing
      ? 'P1003'
      : /^P\d{4}$/.test(cause?.code ?? '')
        ? cause.code
        : undefined;
  const host = url === undefined ? 'the database' : new URL(url).host;
  const message = unreachable ? `Can't reach database server at ${host}` : String(cause?.message ?? cause);
  return {
    is_panic: false,
    message,
    ...(code === undefined ? {} : { error_code: code }),
    meta: cause?.meta ?? null,
  };
};

/** `schema-engine cli can-connect-to-database | create-database`: answers by exit code and log lines. */
const runCommand = async (command) => {
  try {
    if (command === 'can-connect-to-database') await once(url, 'SELECT 1');
    else if (command === 'create-database') await createDatabase(url);
    else throw new Error(`unknown command ${command}`);
  } catch (error) {
    const fields = await describe(error);
    // The CLI drops the first line and reads each of the others as JSON.
    process.stderr.write(`\n${JSON.stringify({ level: 'ERROR', target: 'schema_engine::logger', fields })}`);
    process.exitCode = 1;
  }
};

const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);

const answer = async (line) => {
  const { id, method, params } = JSON.parse(line);
  if (method === undefined) return; // The CLI confirms that it has printed.
  try {
    const result = (await call(method, params)) ?? {};
    // The native engine has the CLI print a difference by a request of its own.
    if (method === 'diff' && result.stdout)
      send({ id: 'print', method: 'print', params: { content: result.stdout } });
    send({ id, result });
  } catch (error) {
    send({ id, error: { code: 4466, message: 'error', data: await describe(error) } });
  }
};

if (positionals[0] === 'cli') {
  await runCommand(positionals[1]);
} else {
  // One request at a time: the engine keeps state between the steps of a command.
  for await (const line of createInterface({ input: process.stdin }))
    if (line.trim() !== '') await answer(line);
  process.exit();
}
