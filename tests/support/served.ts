// `npm start`'s program as a process of its own, on a database and with a data directory that the test has.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A server that runs beside the test. */
export interface Served {
  readonly base: string;
  readonly process: ChildProcess;
  /** Resolves to the exit code when it has ended. */
  readonly ended: Promise<number | null>;
}

/** Starts a server and waits until it serves. @throws Error with what it said if it ends before */
export async function serve(environment: Readonly<Record<string, string>>): Promise<Served> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/server/main.ts'], {
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'silent', ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  let said = '';
  const base = await new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const [, address] = /graph +(http:\/\/localhost:\d+)\/graphql/.exec(said) ?? [];
      if (address !== undefined) resolve(address.replace('localhost', '127.0.0.1'));
    });
    void ended.then(() => reject(new Error(`The server ended before it served:\n${said}`)));
  });
  return { base, process: child, ended };
}
