// Whether all stacks give the same answers: a benchmark of different answers measures nothing.
import { isDeepStrictEqual } from 'node:util';
import type { Query, Row } from './queries/query.js';
import type { Stack } from './stacks/stack.js';

/**
 * Compares the answers of all stacks to some bodies of a query, in the common form.
 *
 * Takes the first stack as the one that is right. Throws an Error with the first difference.
 */
export async function compareAnswers(
  stacks: readonly Stack[],
  query: Query,
  rows: readonly Row[],
): Promise<void> {
  const [first, ...others] = stacks;
  for (const row of rows) {
    const expected = await first!.answer(query, row);
    for (const other of others) {
      const found = await other.answer(query, row);
      const difference = differenceOf(expected, found, 'data');
      if (difference)
        throw new Error(
          `${query.name}: ${first!.name} and ${other.name} answer differently for ${JSON.stringify(row)}\n${difference}`,
        );
    }
  }
}

/** Where two values differ first, with both; nothing where they are the same. */
export function differenceOf(a: unknown, b: unknown, path: string): string | undefined {
  if (isDeepStrictEqual(a, b)) return undefined;
  if (isObject(a) && isObject(b) && Array.isArray(a) === Array.isArray(b))
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const inside = differenceOf(a[key], b[key], `${path}.${key}`);
      if (inside) return inside;
    }
  return `at ${path}:\n  ${JSON.stringify(a)}\n  ${JSON.stringify(b)}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
