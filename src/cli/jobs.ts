// `jobs`: does what is due by itself, now.
import type { Command } from 'commander';
import { openPlatform } from '../server/platform.js';
import { runJobs } from '../server/jobs.js';
import { prepareDatabase } from '../platform/database/prepare.js';
import { tell, withDatabase } from './database.js';

/** Adds the command. */
export function addJobs(program: Command): void {
  program
    .command('jobs')
    .description(
      'do what is due by itself, as a running server does every minute: close periods that are over',
    )
    .action(async () => {
      await withDatabase(async (database) => {
        if (database.embedded) await prepareDatabase(database, tell);
        const platform = await openPlatform(database.url);
        try {
          for (const { job, done, refused } of await runJobs(platform))
            tell(`${job}: ${done} done, ${refused} refused`);
        } finally {
          await platform.close();
        }
      });
    });
}
