// Servers as child processes: started on ports that the system chooses, and all of them stopped, however it ends.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a server may take until it says where it listens, and until it has stopped. */
const startMs = 60_000;
const stopMs = 5_000;
const pollMs = 50;

/** A server that answers. */
export interface Server {
  readonly pid: number;
  readonly port: number;
}

const running = new Set<ChildProcess>();

/**
 * Starts a program of ours under this Node.
 *
 * Takes its arguments, its environment, and the file that gets all it says; returns it once it has told its port.
 * Throws an Error with the last of what it said when it ends before.
 */
export async function startServer(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  logFile: string,
): Promise<Server> {
  // Straight into the file: what a server logs is its own work, and none of ours.
  const log = openSync(logFile, 'w');
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', log, log] });
  closeSync(log);
  running.add(child);
  let ended = false;
  child.once('exit', () => {
    ended = true;
    running.delete(child);
  });
  for (let waited = 0; waited < startMs && !ended; waited += pollMs) {
    const found = /\blistening on (\d+)|http:\/\/localhost:(\d+)\/graphql/.exec(
      readFileSync(logFile, 'utf8'),
    );
    if (found) return { pid: child.pid!, port: Number(found[1] ?? found[2]) };
    await sleep(pollMs);
  }
  const said = readFileSync(logFile, 'utf8').slice(-4_000);
  throw new Error(`${args.at(-1)} ${ended ? 'ended' : 'did not start'}:\n${said}`);
}

/** Stops every server that runs; one that does not listen to reason is killed. */
export async function stopServers(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const killing = setTimeout(() => child.kill('SIGKILL'), stopMs);
      await gone;
      clearTimeout(killing);
    }),
  );
}
