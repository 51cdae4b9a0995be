// Statements compiled outside of an operation, and the values that a request would bind to them.
import type { Caller } from '../../src/kernel/caller.js';
import type { Predicate } from '../../src/kernel/predicate.js';
import { Compilation } from '../../src/kernel/read/condition.js';
import { policyCondition, type Condition } from '../../src/kernel/read/policies.js';
import { Binding, Choices } from '../../src/kernel/read/slots.js';

/** A compilation for one caller and day. */
export function compilationFor(caller: Caller, today = '2026-11-22'): Compilation {
  return new Compilation(new Choices(new Binding({}, caller, today)));
}

/** The predicate as the engine conditions on it. */
export function conditionFor(c: Compilation, predicate: Predicate): Condition {
  return policyCondition(() => predicate, c.choices.binding.caller);
}
