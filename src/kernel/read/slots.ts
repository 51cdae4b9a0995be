// What a statement gets with each request: slots for its values, and the choices that decide which statement it is.
import type { Caller } from '../caller.js';

/** One request, as far as statements depend on it. Each slot is worked out once. */
export class Binding {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  /** Business day in Asia/Shanghai. */
  readonly today: string;
  private readonly known = new Map<Slot, unknown>();

  constructor(variables: Readonly<Record<string, unknown>>, caller: Caller, today: string) {
    this.variables = variables;
    this.caller = caller;
    this.today = today;
  }

  /** The slot's value in this request. @throws Refusal where the request gives a wrong one */
  value<T>(slot: Slot<T>): T {
    if (!this.known.has(slot)) this.known.set(slot, slot.read(this));
    return this.known.get(slot) as T;
  }
}

/** A value that is known only when a request is bound. */
export class Slot<T = unknown> {
  readonly read: (binding: Binding) => T;
  constructor(read: (binding: Binding) => T) {
    this.read = read;
  }

  /** What follows from the value. */
  map<U>(make: (value: T) => U): Slot<U> {
    return new Slot((binding) => make(binding.value(this)));
  }
}

/** A value that the text of a statement says itself, because it was chosen: the database then plans for this one. */
export class Said extends Slot<string> {
  readonly text: string;
  constructor(text: string) {
    super(() => text);
    this.text = text;
  }
}

/** The day of the request. */
export const todaySlot = new Slot((binding) => binding.today);

/** A value of an argument as a slot: from a variable it is one already, from the document it is the same each time. */
export function slotOf(given: unknown): Slot {
  return given instanceof Slot ? given : new Slot((binding) => filled(given, binding));
}

/** The argument with the request's values in its slots, at whatever depth. */
function filled(given: unknown, binding: Binding): unknown {
  if (given instanceof Slot) return binding.value(given);
  if (Array.isArray(given)) return given.map((one) => filled(one, binding));
  if (typeof given !== 'object' || given === null) return given;
  return Object.fromEntries(Object.entries(given).map(([name, one]) => [name, filled(one, binding)]));
}

/** What a choice may come out as. */
export type Outcome = string | number | boolean;

/**
 * The choices made while a statement is compiled: all that its text depends on beside the document. The same choices
 * coming out the same lead to the same statement, which is how the cache finds it.
 */
export class Choices {
  private current: Binding | null;
  private readonly outcomes = new Map<Slot<Outcome>, Outcome>();
  private readonly checked: Slot[] = [];

  constructor(binding: Binding) {
    this.current = binding;
  }

  /** The request for which the statement is compiled. */
  get binding(): Binding {
    if (this.current === null) throw new Error('The statement is compiled; it belongs to no request.');
    return this.current;
  }

  /** Lets go of the request, which closures of the statement would otherwise keep alive as long as the cache has it. */
  end(): void {
    this.current = null;
  }

  /** What the slot comes out as in this request; statements compiled on the answer serve requests with the same one. */
  choose<T extends Outcome>(slot: Slot<T>): T {
    const outcome = this.binding.value(slot);
    this.outcomes.set(slot, outcome);
    return outcome;
  }

  /** Has a value judged with every request, whether or not the statement has a place for it. */
  check<T>(slot: Slot<T>): Slot<T> {
    this.checked.push(slot);
    return slot;
  }

  get made(): readonly (readonly [slot: Slot<Outcome>, outcome: Outcome])[] {
    return [...this.outcomes];
  }

  get checks(): readonly Slot[] {
    return this.checked;
  }
}
