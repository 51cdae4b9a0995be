// `npm start`: brings up the database, the data and the server, and says where everything is.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  accessLog,
  events,
  fieldUsage,
  jobs,
  readEnvironment,
  sealEveryMs,
  type Environment,
} from '../kernel/config.js';
import { nowMs } from '../kernel/clock.js';
import { sealAudit } from '../platform/audit/sealer.js';
import { demoKeysFile, ensureDemoKeys } from '../platform/auth/demo-keys.js';
import { mayTruncate } from '../platform/database/grants.js';
import { prepareDatabase } from '../platform/database/prepare.js';
import { startDatabase } from '../platform/database/start.js';
import { removeOldEvents } from '../platform/outbox/retention.js';
import { log, openLog } from '../platform/log.js';
import { removeOldUsage, writeUsage } from '../platform/usage/queries.js';
import { removeOldEntries } from '../platform/privacy/access-log.js';
import { openTracing } from '../platform/telemetry/tracing.js';
import { startBulkWorker } from './bulk-worker.js';
import { listen, stopServing } from './http.js';
import { runJobs } from './jobs.js';
import { openPlatform, type Platform } from './platform.js';
import { startWorker } from './worker.js';
import { openWebhooks } from './webhook-worker.js';

const commandLine = fileURLToPath(new URL('../cli/main.ts', import.meta.url));

/** A line for the person at the terminal; machines read the log. */
function tell(line: string): void {
  console.error(line);
}

/** Says what is being done and how long it took. */
async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const start = nowMs();
  const result = await work();
  tell(`  ${what} … ${((nowMs() - start) / 1000).toFixed(1)} s`);
  return result;
}

/** The loader lies with its data beside the source, and is found when it is asked for. */
const digestOfSeed = new URL('../../prisma/seed/digest.ts', import.meta.url);

async function hasSeed({ pool }: Platform): Promise<boolean> {
  const { seedDigest, seedName } = (await import(digestOfSeed.href)) as {
    seedDigest(): string;
    seedName: string;
  };
  const { rows } = await pool.query<{ digest: string }>('SELECT digest FROM "LoadedData" WHERE name = $1', [
    seedName,
  ]);
  return rows[0]?.digest === seedDigest();
}

/** In a process of its own, so that the server does not keep the loader's memory for life. */
function loadSeed(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...process.execArgv, '--import', 'tsx', commandLine, 'seed'], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error('The data could not be loaded; the reason stands above.')),
    );
  });
}

async function start(environment: Environment): Promise<void> {
  openLog(environment.logLevel);
  const closeTracing = environment.traceEndpoint === null ? null : openTracing(environment.traceEndpoint);
  tell('共治 Gongzhi');
  const database = await step('database', () => startDatabase(environment, (line) => tell(`  ${line}`)));
  const closers: (() => Promise<unknown>)[] = [async () => closeTracing?.(), () => database.stop()];
  const close = async (): Promise<void> => {
    for (const one of closers.toReversed()) await one();
  };
  try {
    await step('migrations', () => prepareDatabase(database, (line) => tell(`  ${line}`)));
    if (await mayTruncate(database.url))
      log.warn(
        'the login of DATABASE_URL may empty tables, so that row triggers alone protect the append-only tables, and not against TRUNCATE: set DATABASE_ADMIN_URL to the login that owns the tables and DATABASE_URL to another',
      );
    const platform = await openPlatform(database.url, environment.databaseReplicaUrls);
    closers.push(() => platform.close());
    // When no request comes any more.
    closers.push(() => writeUsage(platform.engine.writePool, platform.usage));
    if (!(await hasSeed(platform))) {
      await step('data', loadSeed);
      await platform.refresh();
    }
    if (environment.demoKeys)
      await step('demo keys', () => ensureDemoKeys(platform.pool, environment.dataDir));
    platform.events.start();
    const webhooks = openWebhooks(platform);
    closers.push(() => webhooks.stop());
    webhooks.start(platform.events);
    // Each is safe beside those of other servers.
    closers.push(
      startWorker('what is due', jobs.everyMs, (stopping) => runJobs(platform, stopping)),
      startWorker('the chain of audit rows', sealEveryMs, () => sealAudit(platform.pool)),
      startWorker('old events', events.removeEveryMs, () => removeOldEvents(platform.pool)),
      startWorker('old entries of the access log', accessLog.removeEveryMs, () =>
        removeOldEntries(platform.pool),
      ),
      startWorker('counts of fields', fieldUsage.writeEveryMs, () =>
        writeUsage(platform.engine.writePool, platform.usage),
      ),
      startWorker('old counts of fields', fieldUsage.removeEveryMs, () =>
        removeOldUsage(platform.engine.writePool),
      ),
    );
    const bulkWorker = startBulkWorker(platform);
    closers.push(() => bulkWorker.close());
    const server = await listen(platform, environment.port, environment.dataDir);
    closers.push(() => stopServing(server, environment.drainMs));
    // First of all: streams end, and their clients go on at another server.
    closers.push(() => platform.events.close());
    const { port } = server.address() as { port: number };
    tell(`
  graph      http://localhost:${port}/graphql
  explorer   http://localhost:${port}/graphiql
  demo keys  ${environment.demoKeys ? demoKeysFile(environment.dataDir) : 'off'}

  Ctrl-C stops everything.`);
  } catch (error) {
    await close();
    throw error;
  }
  // The signal may come from the terminal and again from npm; the second one changes nothing.
  let stopped = false;
  const stop = (): void => {
    if (stopped) return;
    stopped = true;
    tell('\n  stopping …');
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        tell(String(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

try {
  await start(readEnvironment());
} catch (error) {
  tell(`\n  ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
