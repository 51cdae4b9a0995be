// `plan <file>`: what becomes of an operation: its tree, its statement, what is bound, and how the database would run it.
import type { Command } from 'commander';
import { format } from 'sql-formatter';
import type { Explanation } from '../kernel/explain.js';
import { formatErrors } from '../kernel/run-errors.js';
import { withPlatform } from './database.js';
import { callerOf, requestOf, withOperation, type OperationOptions } from './operation.js';

/** Adds the command. */
export function addPlan(program: Command): void {
  withOperation(
    program
      .command('plan')
      .description(
        'show what becomes of an operation, without running it: tree, SQL, bound values, plan of the database',
      ),
  ).action(async (file: string, options: OperationOptions) => {
    const request = await requestOf(file, options);
    await withPlatform(async (platform) => {
      const caller = await callerOf(platform, options);
      try {
        const explanations = await platform.explain(request, caller);
        console.log(explanations.map(reportOf).join('\n\n'));
      } catch (error) {
        const errors = formatErrors(Array.isArray(error) ? error : [error], caller.language, '', (bug) => {
          throw bug;
        });
        for (const { message } of errors) console.error(message);
        process.exitCode = 1;
      }
    });
  });
}

function reportOf(one: Explanation): string {
  const list = (items: readonly unknown[]): string =>
    items.length === 0 ? '(none)' : items.map((item) => String(item)).join('\n');
  const completed =
    one.completed.length === 0
      ? 'The text of the database is the answer.'
      : `Node completes the answer, because it makes:\n${list(one.completed)}`;
  return [
    [one.of === 'query' ? 'Tree' : `Payload of ${one.of}`, list(one.tree)],
    ['Cost', String(one.cost)],
    ['Answer', completed],
    ['May be masked', list(one.redactions)],
    ['Chosen by the request', list(one.choices)],
    ['Statement', format(one.text, { language: 'postgresql' })],
    ['Bound', list(one.values.map((value, i) => `$${i + 1} = ${JSON.stringify(value)}`))],
    ['Plan of the database', list(one.database)],
  ]
    .map(([title, text]) => `== ${title}\n${text}`)
    .join('\n\n');
}
