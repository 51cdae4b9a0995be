// What a mutation may cost, before any of its writes is begun.
import { collectFields } from 'graphql/execution/collectFields.js';
import { prices } from '../config.js';
import { allOperations } from '../operation.js';
import type { Prepared } from '../prepare.js';
import type { StatementCache } from '../read/cache.js';
import { priceOf, type Compiled } from '../read/compile.js';
import type { Binding } from '../read/slots.js';
import { compilePayloadOf, payloadBinding } from './payload.js';

/** The price of all writes of an operation: each for itself, and what its payload may ask for. */
export function priceOfWrites(
  statements: StatementCache<Compiled>,
  prepared: Prepared,
  binding: Binding,
): number {
  const { schema, fragments, operation, root } = prepared;
  const { variables, today } = binding;
  const written = payloadBinding(variables, { tenant: 0, keys: {}, asOf: today }, binding);
  const fields = collectFields(
    schema,
    fragments,
    variables,
    schema.getMutationType()!,
    operation.selectionSet,
  );
  let price = 0;
  for (const [key, nodes] of fields) {
    const one = allOperations().get(nodes[0]!.name.value);
    if (!one) continue;
    price += prices.write;
    try {
      const compiled = statements.find(`${root} ${key}`, written, (choices) =>
        compilePayloadOf(one, prepared, nodes, choices),
      );
      price += priceOf(compiled, written);
    } catch {
      // A wrong argument in its selection is the field's own error, told at its place when its turn comes.
    }
  }
  return price;
}
