// `query <file>`: run a GraphQL document in this process, as a role or by a key.
import type { Command } from 'commander';
import { withPlatform } from './database.js';
import { callerOf, requestOf, withOperation, type OperationOptions } from './operation.js';

/** Adds the command. */
export function addQuery(program: Command): void {
  withOperation(
    program
      .command('query')
      .description('run a GraphQL document and print its answer; exit code 1 if it has errors'),
  ).action(async (file: string, options: OperationOptions) => {
    const request = await requestOf(file, options);
    const { status: _, ...answer } = await withPlatform(async (platform) =>
      platform.run(request, await callerOf(platform, options)),
    );
    console.log(JSON.stringify(answer, null, 2));
    if (answer.errors) process.exitCode = 1;
  });
}
