// A network that loses replies, and a client that therefore never knows whether what it sent was done.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between clients and a server, and passes on what they say, but not all that is answered. */
export interface LossyProxy {
  readonly port: number;
  /** Of every so many replies one is lost, and its connection with it. 0 loses none. */
  loseOneIn: number;
  /** The break that is to come; null once it came. */
  next: Break | null;
  /** Replies that were lost. */
  readonly lost: number;
  readonly close: () => Promise<void>;
}

/**
 * A break of one connection, counted in what is said on all of them from now on: instead of what a client says, instead of
 * the answer to it, in the middle of that, or after it; `last` are bytes that the server says instead of the answer.
 */
export interface Break {
  readonly when: 'before' | 'instead' | 'within' | 'after';
  /** How many times somebody speaks before. */
  readonly after: number;
  readonly last?: Buffer;
}

/** Numbers that look drawn and are the same in each run. */
export function drawing(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Starts a proxy to a port of this machine, which loses nothing until it is told to. */
export async function openLossyProxy(target: number, seed: number): Promise<LossyProxy> {
  const draw = drawing(seed);
  const open = new Set<Socket>();
  const state = { loseOneIn: 0, lost: 0, next: null as Break | null };
  /** Whether the break comes now; counts down otherwise. */
  const breaks = (isAnswer: boolean): Break | null => {
    const { next } = state;
    if (next === null || isAnswer === (next.when === 'before')) return null;
    state.next = next.after === 0 ? null : { ...next, after: next.after - 1 };
    return next.after === 0 ? next : null;
  };
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(one);
      // A connection that breaks on one side breaks on the other.
      one
        .on('error', () => {})
        .on('close', () => {
          open.delete(one);
          other.destroy();
        });
    }
    client.on('data', (said: Buffer) => {
      if (breaks(false)) client.destroy();
      else upstream.write(said);
    });
    upstream.on('data', (reply: Buffer) => {
      const broken = breaks(true);
      if (broken) {
        const { when, last = Buffer.alloc(0) } = broken;
        const told = when === 'after' ? reply.length : when === 'within' ? reply.length / 2 : 0;
        client.end(Buffer.concat([reply.subarray(0, told), last]), () => upstream.destroy());
      } else if (state.loseOneIn > 0 && draw(state.loseOneIn * 1_000) < 1_000) {
        state.lost += 1;
        client.destroy();
      } else client.write(reply);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get loseOneIn() {
      return state.loseOneIn;
    },
    set loseOneIn(times) {
      state.loseOneIn = times;
    },
    get lost() {
      return state.lost;
    },
    get next() {
      return state.next;
    },
    set next(breaking) {
      state.next = breaking;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

/** The answer that came at last, and how often it was asked for. */
export interface Answered {
  readonly tries: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Sends a document until it is answered: again after a connection that broke, and after an answer that the platform is
 * not there.
 * @param graph where the graph is at this moment; waited for before each try
 * @param variables made for each try, so that a client may keep its key or make another one
 */
export async function sendUntilAnswered(
  graph: () => Promise<string>,
  bearer: string,
  query: string,
  variables: () => object,
): Promise<Answered> {
  for (let tries = 1; ; tries += 1) {
    const url = await graph();
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      body: JSON.stringify({ query, variables: variables() }),
    })
      .then(async (answer) => ({ status: answer.status, body: (await answer.json()) as Reply }))
      .catch(() => undefined);
    if (response === undefined || response.status === 503) continue;
    const { data, errors } = response.body;
    if (errors || !data) throw new Error(JSON.stringify(errors));
    return { tries, data };
  }
}

interface Reply {
  readonly data?: Readonly<Record<string, unknown>>;
  readonly errors?: unknown;
}

/** Does the tasks in their order, so many at once. */
export async function sharedOut<Task>(
  tasks: readonly Task[],
  among: number,
  work: (task: Task) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < tasks.length; i = next++) await work(tasks[i]!);
  };
  await Promise.all(Array.from({ length: among }, worker));
}
