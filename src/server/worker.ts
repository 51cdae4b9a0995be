// Work that a server does beside answering: again and again, never twice at once, until it is stopped.
import { log } from '../platform/log.js';

/**
 * Starts a worker. It works at once, and then each time that the pause is over and the round before is done; what a
 * round throws is logged, and the next one comes all the same.
 *
 * Takes what it does as the log calls it, the pause, and one round of the work, which ends early when the signal says
 * so; returns the way to stop, which waits for the round that is under way.
 */
export function startWorker(
  what: string,
  everyMs: number,
  round: (stopping: AbortSignal) => Promise<unknown>,
): () => Promise<void> {
  const stopping = new AbortController();
  let working: Promise<unknown> | undefined;
  const work = (): void => {
    working ??= round(stopping.signal)
      .catch((error: unknown) => log.warn({ error }, `${what}: a round failed; the next one tries again`))
      .finally(() => (working = undefined));
  };
  const timer = setInterval(work, everyMs);
  work();
  return async () => {
    clearInterval(timer);
    stopping.abort();
    await working;
  };
}
