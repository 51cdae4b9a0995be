// Servers as child processes: started on ports that the system chooses, and all of them stopped, however it ends.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long a server may take until it says where it listens, and until it has stopped. */
const startMs = 60_000;
const stopMs = 5_000;

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
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const log = createWriteStream(logFile);
  let said = '';
  const port = new Promise<number>((resolve, reject) => {
    const failed = (why: string): void => reject(new Error(`${args.at(-1)} ${why}:\n${said}`));
    const hear = (text: string): void => {
      said = `${said}${text}`.slice(-4_000);
      const found = /\blistening on (\d+)|http:\/\/localhost:(\d+)\/graphql/.exec(said);
      if (found) resolve(Number(found[1] ?? found[2]));
    };
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', hear).pipe(log, { end: false });
    child.once('error', reject);
    child.once('exit', () => failed('ended'));
    sleep(startMs, undefined, { ref: false }).then(() => failed('did not start'), reject);
  });
  return { pid: child.pid!, port: await port };
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
