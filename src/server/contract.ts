// The contract as files: what schema/ promises, made from the registries.
import { lexicographicSortSchema, printSchema } from 'graphql';
import '../domains/index.js';
import type { Audience } from '../kernel/caller.js';
import { allRules, codes } from '../kernel/errors.js';
import { buildSchema } from '../kernel/graph/build.js';
import { allOperations } from '../kernel/operation.js';

const heading = '# Printed from the code by `npm run schema:print`; do not edit.\n\n';

/** The files of schema/ by name. */
export function printContract(): Readonly<Record<string, string>> {
  return {
    'public.graphql': sdl('PUBLIC'),
    'partner.graphql': sdl('PARTNER'),
    'internal.graphql': sdl('INTERNAL'),
    'errors.json': json({ codes, rules: Object.fromEntries(allRules()) }),
    'events.json': json(events()),
  };
}

function sdl(audience: Audience): string {
  return `${heading}${printSchema(lexicographicSortSchema(buildSchema(audience)))}\n`;
}

/** Types of events, each with the operation that makes it and what it is about. */
function events(): Readonly<Record<string, unknown>> {
  const sorted = [...allOperations().values()].sort((a, b) => (a.emits < b.emits ? -1 : 1));
  return Object.fromEntries(
    sorted.map(({ emits, name, returns, description }) => [
      emits,
      { operation: name, objects: Object.values(returns), description },
    ]),
  );
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
