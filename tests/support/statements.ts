// Statements compiled outside of an operation, and the values that a request would bind to them.
import type { Caller } from '../../src/kernel/caller.js';
import type { Predicate } from '../../src/kernel/predicate.js';
import { Compilation } from '../../src/kernel/read/condition.js';
import { policyCondition, type Condition } from '../../src/kernel/read/policies.js';
import { Binding, Choices, Slot } from '../../src/kernel/read/slots.js';
import { render, type Sql } from '../../src/kernel/sql.js';

/** A compilation for one caller and day. */
export function compilationFor(caller: Caller, today = '2026-11-22'): Compilation {
  return new Compilation(new Choices(new Binding({}, caller, today)));
}

/** The predicate as the engine conditions on it. */
export function conditionFor(c: Compilation, predicate: Predicate): Condition {
  return policyCondition(() => predicate, c.choices.binding.caller);
}

/** The statement with its values. */
export function bound(c: Compilation, fragment: Sql): { readonly text: string; readonly values: unknown[] } {
  const { text, values } = render(fragment);
  const { binding } = c.choices;
  return { text, values: values.map((value) => (value instanceof Slot ? binding.value(value) : value)) };
}
