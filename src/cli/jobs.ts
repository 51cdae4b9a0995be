// `jobs`: does what is due by itself, now.
import type { Command } from 'commander';
import { runJobs, type Round } from '../server/jobs.js';
import { tell, withPlatform } from './database.js';

/** Adds the command. */
export function addJobs(program: Command): void {
  program
    .command('jobs')
    .description(
      'do what is due by itself, as a running server does every minute: close periods that are over, remind, let agreements expire',
    )
    .action(async () => {
      const line = ({ job, done, refused }: Round): string => `${job}: ${done} done, ${refused} refused`;
      const rounds = await withPlatform((platform) =>
        runJobs(platform, undefined, (round) => tell(`  ${line(round)} so far`)),
      );
      for (const round of rounds) tell(line(round));
    });
}
