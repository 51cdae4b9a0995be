// Load on a server: so many requests over so many connections, each answer looked at, each response time kept.
import autocannon from 'autocannon';

/** Where a server takes a query's bodies, and which. */
export interface Target {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** One body, or one for each request where none may be sent twice. */
  readonly body: (n: number) => string;
  /** How many bodies there are; without it each is made when it is sent. */
  readonly bodies?: number;
}

export interface Load {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds, sorted. */
  readonly times: Float64Array;
  /** Bytes of the answers' bodies, in the mean. */
  readonly bytes: number;
}

const timeoutSeconds = 30;
/** How often it looks whether all is answered; the time counts until the last answer. */
const lookMs = 20;
/**
 * Sends requests until so many are answered.
 *
 * Takes the server's side and the amount; returns what came back. Throws an Error with the first answer that is no
 * success: a status that is not 2xx, or a body with errors.
 */
export async function load(target: Target, connections: number, amount: number): Promise<Load> {
  const total = Math.max(amount, connections);
  const times = new Float64Array(total);
  let answered = 0;
  let bytes = 0;
  let sent = 0;
  let refused: string | undefined;
  const base = {
    method: 'POST' as const,
    path: target.path,
    headers: { 'content-type': 'application/json', ...target.headers },
    onResponse: (status: number, body: string) => {
      bytes += body.length;
      const failed = status < 200 || status > 299 || body.includes('"errors":') || body.includes('"rule":');
      if (failed) refused ??= `${target.path} answered ${status}: ${body.slice(0, 1_000)}`;
    },
  };
  const { bodies } = target;
  const prepared =
    bodies === undefined
      ? undefined
      : Array.from({ length: bodies }, (_, n) => ({ ...base, body: target.body(n) }));
  const made = { ...base, setupRequest: () => ({ ...base, body: target.body(sent++) }) };
  let clients = 0;
  const begin = performance.now();
  let end = begin;
  const { errors, timeouts } = await new Promise<{ errors: number; timeouts: number }>((resolve, reject) => {
    const running = autocannon(
      {
        url: `http://127.0.0.1:${target.port}`,
        connections,
        amount: total,
        timeout: timeoutSeconds,
        sampleInt: lookMs,
        bailout: 1,
        requests: [prepared?.[0] ?? made],
        setupClient: (client) => {
          if (!prepared) return;
          client.setRequests(shareOf(prepared, clients++, connections));
        },
      },
      (error, result) => (error ? reject(error) : resolve(result)),
    );
    running.on('response', (_client: unknown, _status: number, _bytes: number, ms: number) => {
      times[answered++] = ms;
      end = performance.now();
    });
  });
  if (refused !== undefined) throw new Error(refused);
  if (errors + timeouts > 0 || answered < total)
    throw new Error(`${target.path}: ${errors} connections failed, ${timeouts} requests had no answer`);
  return { requests: answered, seconds: (end - begin) / 1_000, times: times.sort(), bytes: bytes / answered };
}

/** The bodies of one connection: all connections share them out, so that each is made into a request once. */
function shareOf<T>(bodies: readonly T[], connection: number, connections: number): T[] {
  const first = connection % bodies.length;
  return bodies.filter((_, n) => n >= first && (n - first) % connections === 0);
}
