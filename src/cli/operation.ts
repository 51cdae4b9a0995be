// The operation that a command is about: a document in a file, who asks, and with what variables.
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { anonymous, type Caller, type Language } from '../kernel/caller.js';
import { readEnvironment } from '../kernel/config.js';
import { demoCaller, demoRoles, readDemoKeys, type DemoRole } from '../platform/auth/demo-keys.js';
import { callerFor } from '../platform/privacy/purpose.js';
import type { Platform, SourceRequest } from '../server/platform.js';

/** What the options of `withOperation` give. */
export interface OperationOptions {
  readonly as?: DemoRole;
  readonly key?: string;
  readonly purpose?: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operation?: string;
  readonly language: Language;
}

/** Adds the argument and the options that say which operation is meant. */
export function withOperation(command: Command): Command {
  return command
    .argument('<file>', 'file with the document, or - for stdin')
    .addOption(
      new Option('--as <role>', 'as a demo role (default: anonymous)').choices(demoRoles).conflicts('key'),
    )
    .option('--key <key>', 'as the caller of an API key')
    .option('--purpose <code>', 'declared purpose for which the key’s caller sees personal data')
    .addOption(
      new Option('--variables <json>', 'variables, a JSON object').argParser(readVariables).default({}, '{}'),
    )
    .option('--operation <name>', 'which operation, where the document has several')
    .addOption(new Option('--language <language>', 'of messages').choices(['zh-CN', 'en']).default('zh-CN'));
}

/** The request that file and options say. */
export async function requestOf(
  file: string,
  { variables, operation }: OperationOptions,
): Promise<SourceRequest> {
  return {
    source: file === '-' ? await text(process.stdin) : await readFile(file, 'utf8'),
    variables,
    ...(operation === undefined ? {} : { operationName: operation }),
  };
}

/** Who the options say asks. */
export async function callerOf(
  { pool }: Platform,
  { as, key, purpose, language }: Pick<OperationOptions, 'as' | 'key' | 'purpose' | 'language'>,
): Promise<Caller> {
  if (as !== undefined) return demoCaller(as, language);
  if (key === undefined) return anonymous(language);
  return callerFor(pool, { authorization: `Bearer ${key}`, 'gongzhi-purpose': purpose }, language);
}

/** Who the options say asks, by a credential: a demo role by its key beside the data. */
export async function holderOf(
  platform: Platform,
  { as, ...rest }: Parameters<typeof callerOf>[1],
): Promise<Caller> {
  const key = as === undefined ? rest.key : (await readDemoKeys(readEnvironment().dataDir))[as];
  if (key === undefined) throw new Error('Say with --key or --as who asks: this stands on a credential.');
  return callerOf(platform, { ...rest, key });
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
