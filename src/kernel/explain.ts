// What becomes of an operation, without running it: plan, statement, what is bound, and how the database would run it.
import { OperationTypeNode } from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import type { Pool } from 'pg';
import { allOperations } from './operation.js';
import { bindingOf, prepare, type OperationRequest } from './prepare.js';
import { compileQuery, priceOf, type Compiled } from './read/compile.js';
import { describePlan } from './read/describe.js';
import { valuesIn } from './read/execute.js';
import { Choices, type Binding } from './read/slots.js';
import { compilePayloadOf, payloadBinding } from './write/payload.js';

/** A statement as the engine makes it. */
export interface Explanation {
  /** `query`, or the response key of a mutation's field, whose payload it reads. */
  readonly of: string;
  /** The plan's tree, a line for each response key. */
  readonly tree: readonly string[];
  readonly cost: number;
  /** Paths that may be masked for this caller. */
  readonly redactions: readonly string[];
  /** Paths that Node completes, so that the database's text is not yet the answer. */
  readonly completed: readonly string[];
  /** What the request chose: another outcome of one of them is another statement. */
  readonly choices: readonly (string | number | boolean)[];
  readonly text: string;
  readonly values: readonly unknown[];
  /** Lines of EXPLAIN. */
  readonly database: readonly string[];
}

/**
 * Explains the statement of a query, or those that read the payloads of a mutation.
 *
 * Takes the pool and the request; runs nothing but EXPLAIN. Throws a Refusal or graphql-js' errors where the request is
 * wrong.
 */
export async function explainOperation(
  pool: Pool,
  request: OperationRequest,
): Promise<readonly Explanation[]> {
  const prepared = prepare(request);
  const { operation, schema, fragments } = prepared;
  const binding = bindingOf(prepared, request);
  if (operation.operation === OperationTypeNode.QUERY)
    return [await explained(pool, 'query', binding, (choices) => compileQuery(prepared, operation, choices))];
  const fields = collectFields(
    schema,
    fragments,
    binding.variables,
    schema.getMutationType()!,
    operation.selectionSet,
  );
  const all: Explanation[] = [];
  for (const [key, nodes] of fields) {
    const written = { tenant: 0, keys: {}, asOf: binding.today };
    const one = allOperations().get(nodes[0]!.name.value);
    if (one)
      all.push(
        await explained(pool, key, payloadBinding(binding.variables, written, binding), (choices) =>
          compilePayloadOf(one, prepared, nodes, choices),
        ),
      );
  }
  return all;
}

async function explained(
  pool: Pool,
  of: string,
  binding: Binding,
  compile: (choices: Choices) => Compiled,
): Promise<Explanation> {
  const choices = new Choices(binding);
  const compiled = compile(choices);
  const { plan, text } = compiled;
  const values = valuesIn(compiled, binding);
  return {
    of,
    tree: describePlan(plan),
    cost: priceOf(compiled, binding),
    redactions: plan.redactions,
    completed: of === 'query' ? plan.completed : [of],
    choices: choices.made.map(([, outcome]) => outcome),
    text,
    values,
    database: await planOf(pool, text, values),
  };
}

/** The plan that serves all requests of the form; before PostgreSQL 16 it cannot be told, and that of this one stands in. */
async function planOf(pool: Pool, text: string, values: readonly unknown[]): Promise<readonly string[]> {
  const { rows: known } = await pool.query<{ generic: boolean }>(
    `SELECT current_setting('server_version_num')::int >= 160000
       AND current_setting('plan_cache_mode') = 'force_generic_plan' AS generic`,
  );
  const { rows } = known[0]!.generic
    ? await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN (GENERIC_PLAN) ${text}`)
    : await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, [...values]);
  return rows.map((row) => row['QUERY PLAN']);
}
