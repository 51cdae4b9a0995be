// `schema`: write the contract's files, say whether they are what the code promises, make them the published ones.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { join, relative } from 'node:path';
import type { Command } from 'commander';
import { today } from '../kernel/clock.js';
import { tell } from './database.js';

const folder = fileURLToPath(new URL('../../schema', import.meta.url));

/** Adds the commands. */
export function addSchema(program: Command): void {
  const schema = program.command('schema').description("the contract's files in schema/");
  schema
    .command('print', { isDefault: true })
    .description('print the contract from the code into schema/')
    .option('--check', 'write nothing; exit code 1 if a file is not what would be printed')
    .action(async ({ check }: { readonly check?: true }) => {
      const stale = await staleFiles();
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
  schema
    .command('publish')
    .description('make the contract of today the published one, unless it breaks a promise')
    .action(async () => {
      const { publish, readPublished } = await import('../server/published.js');
      const { printContract } = await import('../server/contract.js');
      const place = join(folder, 'published');
      const { changes, broken } = await publish(place, await readPublished(place), printContract(), today());
      for (const text of broken) console.log(text);
      if (broken.length > 0) {
        tell('Not published: see docs/clients.md on how a part of the contract ends.');
        process.exitCode = 1;
        return;
      }
      for (const [name, text] of await staleFiles()) await writeFile(join(folder, name), text);
      tell(`schema/published is what the code promises today: ${changes.length} changes.`);
    });
}

/** Files that are not what the code prints, with what it does. */
async function staleFiles(): Promise<readonly (readonly [name: string, text: string])[]> {
  // The graph is built for these commands only, and not each time that somebody asks for help.
  const { printFiles } = await import('../server/published.js');
  const stale: [name: string, text: string][] = [];
  for (const [name, text] of Object.entries(await printFiles(folder)))
    if ((await readFile(join(folder, name), 'utf8').catch(() => null)) !== text) stale.push([name, text]);
  return stale;
}
