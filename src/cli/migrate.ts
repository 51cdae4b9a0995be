// `migrate` and `migration <name>`: bring the database up to date, and write the next step.
import { relative } from 'node:path';
import type { Command } from 'commander';
import { prepareDatabase } from '../platform/database/prepare.js';
import { tell, withDatabase } from './database.js';
import { makeMigration } from './migration.js';

/** Adds both commands. */
export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('apply the migrations that the database lacks, and grant the application its part')
    .action(async () => {
      const applied = await withDatabase((database) => prepareDatabase(database, tell));
      tell(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}.`);
    });
  program
    .command('migration')
    .description('write the migration that the models want and the earlier ones do not give')
    .argument('<name>', 'in lower case: add_grid_table')
    .action(async (name: string) => {
      const written = await withDatabase(({ adminUrl }) => makeMigration(name, adminUrl));
      if (!written) return tell('The migrations already give what the models want.');
      console.log(relative(process.cwd(), written.file));
      if (written.review.length > 0) tell(`Review these lines:\n  ${written.review.join('\n  ')}`);
    });
}
