// `seed`: load the real counties and the demo county.
import type { Command } from 'commander';
import { prepareDatabase } from '../platform/database/prepare.js';
import { tell, withDatabase } from './database.js';

/** The loader lies with its data beside the source, and is found when it is asked for. */
const loader = new URL('../../prisma/seed/load.ts', import.meta.url);

/** Adds the command. */
export function addSeed(program: Command): void {
  program
    .command('seed')
    .description('bring the database up to date and load the counties; what is there already stays')
    .action(async () => {
      await withDatabase(async (database) => {
        await prepareDatabase(database, tell);
        const { loadSeed } = (await import(loader.href)) as {
          loadSeed: (url: string, tell: (line: string) => void) => Promise<unknown>;
        };
        await loadSeed(database.adminUrl, tell);
      });
      tell('The counties are loaded.');
    });
}
