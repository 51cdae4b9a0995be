// Starts the PostgreSQL that comes with the npm packages, so that a fresh clone needs no other service.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile, chown } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answers } from './databases.js';
import { ensureApplication } from './embedded-application.js';
import { EmbeddedDatabaseError, prepareHome, type Home } from './embedded-home.js';

const START_TIMEOUT_MS = 60_000;
const POLL_MS = 20;
/** Another program may take the chosen port between the choice and the start. */
const START_ATTEMPTS = 3;

// The shell outlives a killed Node: it reads a pipe that only Node holds, and when that closes, for whatever
// reason, it asks PostgreSQL for a fast shutdown (SIGINT). Its own exit tells Node that the server is gone.
const GUARD = `
exec 3<&0
"$@" </dev/null >>"$LOG" 2>&1 3<&- &
server=$!
{ read -r _ <&3; kill -INT $server; } 2>/dev/null &
guard=$!
exec 3<&-
wait $server
code=$?
kill $guard 2>/dev/null
exit $code
`;

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  max_connections: '100',
  jit: 'off',
  // Errors are told to the client that made them; their statements may carry personal data and stay out of the log.
  log_min_messages: 'log',
  log_checkpoints: 'off',
};

/** What a test database does without: it survives the end of Node, but not a power cut. */
const FORGETFUL: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

export interface EmbeddedOptions {
  /** Folder for the cluster; made when it is missing. */
  readonly dataDir: string;
  /** Whether data must survive a power cut; false is faster. */
  readonly durable: boolean;
  /** Receives lines for people. */
  readonly log: (line: string) => void;
}

export interface EmbeddedServer {
  /** URL of the database `postgres` with the application's login, which owns nothing. */
  readonly url: string;
  /** URL of the same database with the server's superuser. */
  readonly adminUrl: string;
  /** True when another process started the server; then `stop` leaves it running. */
  readonly shared: boolean;
  /** Stops the server with a checkpoint, and resolves when it has gone. */
  readonly stop: () => Promise<void>;
}

/** A server that answers; the application's login may still be missing. */
type RunningServer = Omit<EmbeddedServer, 'url'>;

/**
 * Starts the server of a data folder, or joins the one that another process runs on it.
 *
 * Takes the folder, the durability and a place for progress lines; returns the URLs and the way to stop.
 * Throws EmbeddedDatabaseError where PostgreSQL cannot be run.
 */
export const startEmbedded = async ({ dataDir, durable, log }: EmbeddedOptions): Promise<EmbeddedServer> => {
  const home = await prepareHome(dataDir, log);
  const server = await startOrJoin(home, durable, log);
  try {
    return { ...server, url: await ensureApplication(home, server.adminUrl) };
  } catch (error) {
    await server.stop();
    throw error;
  }
};

const startOrJoin = async (
  home: Home,
  durable: boolean,
  log: (line: string) => void,
): Promise<RunningServer> => {
  const running = await joinRunning(home);
  if (running !== undefined) return running;
  if (!(await exists(join(home.cluster, 'PG_VERSION')))) await makeCluster(home, durable, log);

  for (let attempt = 1; ; attempt += 1) {
    const started = await tryStart(home, durable);
    if ('adminUrl' in started) return started;
    // A second process may have won the race for this folder; then its server is the one to use.
    const winner = await joinRunning(home);
    if (winner !== undefined) return winner;
    if (attempt === START_ATTEMPTS)
      throw new EmbeddedDatabaseError(
        `PostgreSQL did not start; the end of ${home.logFile}:\n${started.lastLines}\n` +
          'Set DATABASE_URL to use a PostgreSQL of your own.',
      );
  }
};

/** Makes the cluster beside its place and moves it there, so that a broken attempt leaves nothing behind. */
const makeCluster = async (home: Home, durable: boolean, log: (line: string) => void): Promise<void> => {
  log('creating the database cluster …');
  const draft = `${home.cluster}.draft-${randomBytes(4).toString('hex')}`;
  const password = randomBytes(24).toString('base64url');
  const passwordFile = `${draft}.password`;
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (home.owner !== undefined) await chown(passwordFile, home.owner.uid, home.owner.gid);
  const args = ['-D', draft, '-U', 'postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const locale = ['--locale=C', '--encoding=UTF8', ...(durable ? [] : ['--no-sync'])];
  try {
    await run(home, join(home.binaries, 'initdb'), [...args, ...locale]);
    await rename(passwordFile, join(draft, 'password'));
    await rename(draft, home.cluster);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    await rm(passwordFile, { force: true });
    // Another process made the cluster meanwhile: rename refuses to replace a folder that has content.
    if (!(await exists(join(home.cluster, 'PG_VERSION')))) throw error;
  }
};

const tryStart = async (home: Home, durable: boolean): Promise<RunningServer | { lastLines: string }> => {
  const port = await freePort();
  const settings = { ...SETTINGS, ...(durable ? {} : FORGETFUL), port: String(port) };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const guard = spawn(
    '/bin/sh',
    ['-c', GUARD, 'guard', join(home.binaries, 'postgres'), '-D', home.cluster, ...flags],
    {
      ...home.process,
      env: { ...home.process.env, LOG: home.logFile },
      stdio: ['pipe', 'ignore', 'ignore'],
      // A session of its own: Ctrl-C reaches Node alone, which then stops the server when it is done with it.
      detached: true,
    },
  );
  guard.stdin.on('error', () => {}); // The guard may be gone before its pipe is closed.
  let gone = false;
  const exited = new Promise<void>((resolve) => {
    const end = (): void => {
      gone = true;
      resolve();
    };
    guard.once('exit', end).once('error', end);
  });
  const adminUrl = urlOf(await passwordOf(home), port);
  const stop = async (): Promise<void> => {
    guard.ref(); // Somebody waits for it now.
    guard.stdin.end();
    await exited;
  };
  // Neither the guard nor its pipe keeps Node alive: when Node has nothing else to do, the server ends with it.
  guard.unref();
  (guard.stdin as unknown as { unref(): void }).unref();

  for (let waited = 0; waited < START_TIMEOUT_MS && !gone; waited += POLL_MS) {
    const found = await readPidFile(home);
    if (found?.port === port && found.status === 'ready' && (await answers(adminUrl)))
      return { adminUrl, shared: false, stop };
    await sleep(POLL_MS);
  }
  await stop();
  return { lastLines: await lastLines(home.logFile) };
};

/** The server that another process runs on this cluster, if it answers. */
const joinRunning = async (home: Home): Promise<RunningServer | undefined> => {
  for (let waited = 0; waited < START_TIMEOUT_MS; waited += POLL_MS) {
    const found = await readPidFile(home);
    if (found === undefined || !isAlive(found.pid)) return undefined;
    if (found.status === 'ready' && found.port !== undefined) {
      const adminUrl = urlOf(await passwordOf(home), found.port);
      // The file of a crashed server may name a process id that means another program today.
      return (await answers(adminUrl)) ? { adminUrl, shared: true, stop: async () => {} } : undefined;
    }
    await sleep(POLL_MS);
  }
  return undefined;
};

/** `postmaster.pid`: process id, folder, start, port, socket folder, address, shared memory, status. */
const readPidFile = async (
  home: Home,
): Promise<{ pid: number; port: number | undefined; status: string | undefined } | undefined> => {
  const text = await readFile(join(home.cluster, 'postmaster.pid'), 'utf8').catch(() => undefined);
  const lines = text?.split('\n');
  if (lines?.[0] === undefined || lines[0] === '') return undefined;
  const port = lines[3] === undefined || lines[3] === '' ? undefined : Number(lines[3]);
  return { pid: Number(lines[0]), port, status: lines[7]?.trim() };
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // It lives under another user.
  }
};

const passwordOf = async (home: Home): Promise<string> =>
  (await readFile(join(home.cluster, 'password'), 'utf8')).trim();

const urlOf = (password: string, port: number): string =>
  `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const run = (home: Home, program: string, args: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...home.process, stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new EmbeddedDatabaseError(`${program} failed: ${complaint.trim()}`)),
    );
  });

const lastLines = async (path: string): Promise<string> => {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-8).join('\n');
};

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
