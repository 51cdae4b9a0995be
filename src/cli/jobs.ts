// `jobs`: does what is due by itself, now.
import type { Command } from 'commander';
import { runJobs } from '../server/jobs.js';
import { tell, withPlatform } from './database.js';

/** Adds the command. */
export function addJobs(program: Command): void {
  program
    .command('jobs')
    .description(
      'do what is due by itself, as a running server does every minute: close periods that are over',
    )
    .action(async () => {
      for (const { job, done, refused } of await withPlatform(runJobs))
        tell(`${job}: ${done} done, ${refused} refused`);
    });
}
