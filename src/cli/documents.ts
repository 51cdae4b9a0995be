// `documents register | list | retire`: an app's trusted documents, from the folder where it keeps them.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import type { Caller } from '../kernel/caller.js';
import { pascalName } from '../kernel/graph/names.js';
import { newId } from '../kernel/ids.js';
import { demoRoles } from '../platform/auth/demo-keys.js';
import { hashOf } from '../platform/limits/rules.js';
import type { Platform } from '../server/platform.js';
import { tell, withPlatform } from './database.js';
import { holderOf, type OperationOptions } from './operation.js';

type Options = Pick<OperationOptions, 'as' | 'key' | 'language'>;

const examples = `
A file hours.graphql is the document "hours": a query is then GET /q/hours.json, and all are called by their hash, which is
printed. A file that has changed is one document more: programs that call the one before go on until it is retired.

  npm run -s cli -- documents register ./queries --key gz_test_…
  npm run -s cli -- documents retire hours --key gz_test_…

Exit code 1 where a document was refused; the others are registered.`;

/** Adds the command and its subcommands. */
export function addDocuments(program: Command): void {
  const documents = program
    .command('documents')
    .description('register, list and retire the trusted documents of an app')
    .addHelpText('after', examples);
  asHolder(documents.command('register').description('register each .graphql file of a folder by its name'))
    .argument('<folder>', 'folder with the files; those in folders below it are left out')
    .addHelpText('after', examples)
    .action((folder: string, options: Options) =>
      withPlatform(async (platform) => {
        const told = await registerAll(platform, await holderOf(platform, options), folder);
        for (const line of told) console.log(line.join('  '));
        if (told.some(([outcome]) => outcome === 'refused')) process.exitCode = 1;
      }),
    );
  asHolder(documents.command('list').description("list the app's documents, those that were retired, too"))
    .option('--json', 'as JSON, for programs')
    .action(({ json, ...options }: Options & { readonly json?: true }) =>
      withPlatform(async (platform) => {
        const listed = await documentsOf(platform, await holderOf(platform, options));
        if (json) return console.log(JSON.stringify(listed, null, 2));
        if (listed.length === 0) return tell('The app has no documents.');
        for (const { id, name, state, audience, hash } of listed)
          console.log([id, name, state, audience, hash].join('  '));
      }),
    );
  asHolder(documents.command('retire').description('take documents back: nobody calls them any more'))
    .argument('<document>', 'id or hash of one, or a name, of which all are taken back')
    .action((which: string, options: Options) =>
      withPlatform(async (platform) => {
        const caller = await holderOf(platform, options);
        const meant = (await documentsOf(platform, caller)).filter(
          ({ state, id, hash, name }) => state === 'ACTIVE' && [id, hash, name].includes(which),
        );
        if (meant.length === 0) throw new Error(`The app has no active document "${which}".`);
        for (const { id, name, version, hash } of meant) {
          const input = { trustedDocument: { id }, expectedVersion: version };
          const refused = await refusedFor(platform, caller, 'retireTrustedDocument', input);
          if (refused !== null) throw new Error(refused);
          console.log(['retired', name, hash].join('  '));
        }
      }),
    );
}

/** Adds the options that say whose documents are meant. */
function asHolder(command: Command): Command {
  return command
    .addOption(new Option('--as <role>', 'as a demo role').choices(demoRoles).conflicts('key'))
    .option('--key <key>', 'as the app of an API key with the scope apps:write')
    .addOption(new Option('--language <language>', 'of messages').choices(['zh-CN', 'en']).default('zh-CN'));
}

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly hash: string;
  readonly audience: string;
  readonly state: string;
  readonly version: number;
}

interface Page {
  readonly trustedDocuments: {
    readonly nodes: readonly Listed[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

/** All documents that the caller sees, by name. @throws Error where it may not ask for them */
async function documentsOf(platform: Platform, caller: Caller): Promise<readonly Listed[]> {
  const source = `query ($after: String) {
    trustedDocuments(first: 100, after: $after, orderBy: [{ field: NAME }]) {
      nodes { id name hash audience state version } pageInfo { hasNextPage endCursor } } }`;
  const all: Listed[] = [];
  for (let after: string | null = null; ;) {
    const { trustedDocuments: page }: Page = await asked<Page>(platform, caller, source, { after });
    all.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return all;
    after = page.pageInfo.endCursor;
  }
}

/** Registers the files of a folder, each by itself. Tells of each what became of it: new, changed, same or refused. */
async function registerAll(
  platform: Platform,
  caller: Caller,
  folder: string,
): Promise<readonly (readonly string[])[]> {
  const extension = '.graphql';
  const files = (await readdir(folder)).filter((file) => file.endsWith(extension)).sort();
  if (files.length === 0) throw new Error(`The folder ${folder} has no file *${extension}.`);
  const known = (await documentsOf(platform, caller)).filter(
    ({ state, audience }) => state === 'ACTIVE' && audience === caller.audience,
  );
  const told: string[][] = [];
  for (const file of files) {
    const name = file.slice(0, -extension.length);
    const text = await readFile(join(folder, file), 'utf8');
    const hash = hashOf(text);
    const before = known.filter((one) => one.name === name);
    const same = before.some((one) => one.hash === hash);
    const refused = same
      ? null
      : await refusedFor(platform, caller, 'registerTrustedDocument', { name, text });
    if (refused !== null) told.push(['refused', name, refused]);
    else told.push([same ? 'same' : before.length > 0 ? 'changed' : 'new', name, hash]);
  }
  return told;
}

/** Does something to a document; what it is refused for, null where it was done. */
async function refusedFor(
  platform: Platform,
  caller: Caller,
  operation: 'registerTrustedDocument' | 'retireTrustedDocument',
  input: object,
): Promise<string | null> {
  const type = `${pascalName(operation)}Input!`;
  const { done } = await asked<{
    readonly done: { readonly userErrors: readonly { readonly message: string }[] };
  }>(
    platform,
    caller,
    `mutation ($input: ${type}) { done: ${operation}(input: $input) { userErrors { message } } }`,
    { input: { ...input, idempotencyKey: newId() } },
  );
  return done.userErrors.length === 0 ? null : done.userErrors.map(({ message }) => message).join(' ');
}

/** What a document answers. @throws Error with what is wrong */
async function asked<Data>(
  platform: Platform,
  caller: Caller,
  source: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<Data> {
  const { data, errors } = await platform.run({ source, variables }, caller);
  if (errors) throw new Error(errors.map(({ message }) => message).join('\n'));
  return data as Data;
}
