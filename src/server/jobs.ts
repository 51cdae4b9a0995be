// Does the work that is due by itself, by the operations that callers have, too, in the name of the platform.
import { makeCaller, type Caller, type DataClass } from '../kernel/caller.js';
import { today } from '../kernel/clock.js';
import { jobs as sizes } from '../kernel/config.js';
import { pascalName } from '../kernel/graph/names.js';
import { allJobs, platformApp, type Due, type Job } from '../kernel/job.js';
import { allOperations } from '../kernel/operation.js';
import { log } from '../platform/log.js';
import type { Platform } from './platform.js';

/** What became of the work of one job. */
export interface Round {
  readonly job: string;
  readonly done: number;
  /** What a rule refused, now for the first time; it is tried again later. */
  readonly refused: number;
}

const classes: readonly DataClass[] = ['PUBLIC', 'CONDITIONAL', 'INTERNAL'];

/** The platform itself: it may do what its jobs need, everywhere, and acts for no organization. */
export function platformCaller(): Caller {
  const scopes = [...allJobs().values()].map(({ operation }) => allOperations().get(operation)!.scope);
  return makeCaller(
    {
      app: platformApp,
      subject: 'platform',
      tenant: 0,
      audience: 'INTERNAL',
      organizationId: null,
      language: 'zh-CN',
      grants: scopes.flatMap((scope) => classes.map((dataClass) => ({ scope, division: null, dataClass }))),
    },
    () => [],
  );
}

/**
 * Does everything that is due, job after job, some pieces of each side by side.
 *
 * Takes the platform, a signal that ends the round after the pieces of work at hand, and who is told how far a job is
 * while it goes on; returns what became of each job. Safe beside other servers: a piece of work has the same idempotency
 * key whoever finds it. Throws where the database cannot be asked; what an operation refuses is logged.
 */
export async function runJobs(
  platform: Platform,
  stop?: AbortSignal,
  told: (round: Round) => void = () => {},
): Promise<readonly Round[]> {
  const rounds: Round[] = [];
  for (const job of allJobs().values()) rounds.push(await runJob(platform, job, stop, told));
  return rounds;
}

/** Does what is due of one job by its name, as `runJobs` does of all. */
export function runOneJob(platform: Platform, name: string): Promise<Round> {
  return runJob(platform, allJobs().get(name)!, undefined, () => {});
}

interface Payload {
  readonly replayed: boolean;
  readonly userErrors: readonly unknown[];
}

async function runJob(
  platform: Platform,
  job: Job,
  stop: AbortSignal | undefined,
  told: (round: Round) => void,
): Promise<Round> {
  const caller = platformCaller();
  const name = job.operation;
  const source = `mutation ($input: ${pascalName(name)}Input!) { ${name}(input: $input) { replayed userErrors { code rule message } } }`;
  let [done, refused] = [0, 0];
  const work = async ({ key, input }: Due): Promise<void> => {
    const variables = { input: { ...input, idempotencyKey: key } };
    const { data, errors } = await platform.run({ source, variables }, caller);
    const payload = data?.[name] as Payload | null | undefined;
    // A replay tells nothing new, neither to the log.
    if (payload?.replayed) return;
    if (payload?.userErrors.length === 0) done += 1;
    else {
      refused += 1;
      log.warn({ job: job.name, key, errors: errors ?? payload?.userErrors }, 'work that is due was refused');
    }
  };
  // What was tried in this round and is still due would be found for ever.
  const tried = new Set<string>();
  for (;;) {
    const due = await job.due(platform.pool, today(), { limit: sizes.batch, skip: tried.size - done });
    const fresh = due.filter(({ key }) => !tried.has(key));
    if (fresh.length === 0 || stop?.aborted) return { job: job.name, done, refused };
    const next = fresh.values();
    const worker = async (): Promise<void> => {
      for (const one of next) {
        if (stop?.aborted) return;
        tried.add(one.key);
        await work(one);
      }
    };
    await Promise.all(Array.from({ length: sizes.atOnce }, worker));
    told({ job: job.name, done, refused });
  }
}
