// job(): what the platform does by itself when its time has come, by the operations that callers have, too.
import type { Pool } from 'pg';
import { stableId } from './ids.js';

/** The app as which the platform itself acts. */
export const platformApp = stableId('app platform', 0);

/** One piece of work: an operation's input, and the key under which it is done once. */
export interface Due {
  /** Idempotency key: the same for the same work, whoever finds it. */
  readonly key: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface JobDeclaration {
  readonly description: string;
  readonly operation: string;
  /** Finds pieces of work that are due on the day, the oldest first; `skip` are known to be refused and stand before. */
  readonly due: (
    pool: Pool,
    today: string,
    page: { readonly limit: number; readonly skip: number },
  ) => Promise<readonly Due[]>;
}

export interface Job extends JobDeclaration {
  readonly name: string;
}

const jobs = new Map<string, Job>();

/** Declares a job. @throws Error if the name is taken */
export function job(name: string, declaration: JobDeclaration): void {
  if (jobs.has(name)) throw new Error(`The job ${name} is declared twice.`);
  jobs.set(name, { name, ...declaration });
}

/** All jobs by name, in the order of declaration: later ones build on what earlier ones did. */
export function allJobs(): ReadonlyMap<string, Job> {
  return jobs;
}
