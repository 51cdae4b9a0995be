// `document [name]`: lists what documents there are, or makes one and prints it to stdout.
import { writeFile } from 'node:fs/promises';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { documentFormats, type DocumentFormat } from '../kernel/document.js';
import { newId } from '../kernel/ids.js';
import { demoRoles } from '../platform/auth/demo-keys.js';
import { withPlatform } from './database.js';
import { callerOf, type OperationOptions } from './operation.js';

interface Options extends Pick<OperationOptions, 'as' | 'key' | 'language'> {
  readonly format: DocumentFormat;
  readonly out?: string;
}

const examples = `
What a document takes is given like options:

  npm run -s cli -- document trial-balance --fund fnd_… --period 2026-03 --as auditor --format xlsx --out balance.xlsx
  npm run -s cli -- document --as auditor`;

/** Adds the command. */
export function addDocument(program: Command): void {
  program
    .command('document')
    .description('make a document of the books as its reader would get it, or list what there is')
    .argument('[name]', 'which document; none lists them with their arguments')
    .argument('[arguments...]', 'what it takes, each as --name value')
    .allowUnknownOption()
    .addOption(
      new Option('--format <format>', 'what it is written as').choices(documentFormats).default('csv'),
    )
    .addOption(
      new Option('--as <role>', 'as a demo role (default: anonymous)').choices(demoRoles).conflicts('key'),
    )
    .option('--key <key>', 'as the caller of an API key')
    .addOption(new Option('--language <language>', 'of the text').choices(['zh-CN', 'en']).default('zh-CN'))
    .option('--out <file>', 'file to write to (default: stdout)')
    .addHelpText('after', examples)
    .action(async (name: string | undefined, given: readonly string[], options: Options) => {
      const made = await withPlatform(async (platform) => {
        const caller = await callerOf(platform, options);
        const { makeDocument, makeIndex } = await import('../server/documents.js');
        const { format } = options;
        return name === undefined
          ? makeIndex(caller, format)
          : makeDocument(platform, { name, format, given: valuesByName(given), requestId: newId() }, caller);
      });
      if (options.out === undefined) process.stdout.write(made.content);
      else await writeFile(options.out, made.content);
    });
}

/** `--fund x --period=2026` as names and values; what is given twice is told twice. */
function valuesByName(given: readonly string[]): Readonly<Record<string, string | readonly string[]>> {
  const values: Record<string, string | readonly string[]> = {};
  const rest = given.flatMap((one) => {
    const match = /^(--[^=]+)=(.*)$/s.exec(one);
    return match ? [match[1]!, match[2]!] : [one];
  });
  for (let i = 0; i < rest.length; i += 2) {
    const [name, value] = [rest[i]!, rest[i + 1]];
    if (!name.startsWith('--') || value === undefined)
      throw new InvalidArgumentError(`Give what the document takes as --name value; "${name}" is not.`);
    const before = values[name.slice(2)];
    values[name.slice(2)] = before === undefined ? value : [...[before].flat(), value];
  }
  return values;
}
