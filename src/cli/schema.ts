// `schema print`: write the contract's files, or say whether they are what the code promises.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { tell } from './database.js';

const folder = fileURLToPath(new URL('../../schema', import.meta.url));

/** Adds the command. */
export function addSchema(program: Command): void {
  program
    .command('schema')
    .description("the contract's files in schema/")
    .command('print', { isDefault: true })
    .description('print the contract from the code into schema/')
    .option('--check', 'write nothing; exit code 1 if a file is not what would be printed')
    .action(async ({ check }: { readonly check?: true }) => {
      // The graph is built for this command only, and not each time that somebody asks for help.
      const { printContract } = await import('../server/contract.js');
      const stale: [name: string, text: string][] = [];
      for (const [name, text] of Object.entries(printContract()))
        if ((await readFile(join(folder, name), 'utf8').catch(() => null)) !== text) stale.push([name, text]);
      if (stale.length === 0) return tell('schema/ is what the code promises.');
      for (const [name] of stale) console.log(relative(process.cwd(), join(folder, name)));
      if (check) {
        tell('These files are not what the code promises; run `npm run schema:print`.');
        process.exitCode = 1;
        return;
      }
      await mkdir(folder, { recursive: true });
      for (const [name, text] of stale) await writeFile(join(folder, name), text);
    });
}
