// `query <file>`: run a GraphQL document in this process, as a role or by a key.
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { anonymous, type Caller, type Language } from '../kernel/caller.js';
import { authenticate } from '../platform/auth/authenticate.js';
import { demoCaller, demoRoles, type DemoRole } from '../platform/auth/demo-keys.js';
import type { Platform } from '../server/platform.js';
import { withPlatform } from './database.js';

interface QueryOptions {
  readonly as?: DemoRole;
  readonly key?: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operation?: string;
  readonly language: Language;
}

/** Adds the command. */
export function addQuery(program: Command): void {
  program
    .command('query')
    .description('run a GraphQL document and print its answer; exit code 1 if it has errors')
    .argument('<file>', 'file with the document, or - for stdin')
    .addOption(
      new Option('--as <role>', 'as a demo role (default: anonymous)').choices(demoRoles).conflicts('key'),
    )
    .option('--key <key>', 'as the caller of an API key')
    .addOption(
      new Option('--variables <json>', 'variables, a JSON object').argParser(readVariables).default({}, '{}'),
    )
    .option('--operation <name>', 'which operation, where the document has several')
    .addOption(new Option('--language <language>', 'of messages').choices(['zh-CN', 'en']).default('zh-CN'))
    .action(async (file: string, options: QueryOptions) => {
      const source = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
      const { status: _, ...answer } = await withPlatform(async (platform) => {
        const { variables, operation } = options;
        const request = {
          source,
          variables,
          ...(operation === undefined ? {} : { operationName: operation }),
        };
        return platform.run(request, await callerOf(platform, options));
      });
      console.log(JSON.stringify(answer, null, 2));
      if (answer.errors) process.exitCode = 1;
    });
}

async function callerOf({ pool }: Platform, { as, key, language }: QueryOptions): Promise<Caller> {
  if (as !== undefined) return demoCaller(as, language);
  return key === undefined ? anonymous(language) : authenticate(pool, `Bearer ${key}`, language);
}

function readVariables(json: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    value = undefined;
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>;
  throw new InvalidArgumentError('Variables are a JSON object such as {"code": "510117"}.');
}
