// computation(): what callers can ask to be worked out from what they say and may see, without any record being written.
import type { Pool } from 'pg';
import type { Audience, Caller, Language } from './caller.js';
import type { FieldType } from './entity.js';
import { Refusal, type Fault, type Path } from './errors.js';
import { parseShape, type InputShape, type ValuesOf } from './input.js';

/** Asks the graph as the caller: a query's text and its variables. @returns the data. @throws what it is refused for */
export type Ask = (
  source: string,
  variables: Readonly<Record<string, unknown>>,
) => Promise<Readonly<Record<string, unknown>>>;

export interface ComputationDeclaration<Shape extends InputShape = InputShape, Facts = unknown> {
  readonly description: string;
  readonly audience?: Audience;
  readonly input: Shape;
  /** Type of the answer: a declared value type. */
  readonly type: FieldType['type'];
  /** Whether there may be none. */
  readonly nullable?: boolean;
  /** How much work an accepted input makes, in cost: told before anything is worked out. */
  readonly price: number | ((input: ValuesOf<Shape>) => number);
  /** Faults between fields that each are well-formed. */
  readonly validate?: (input: ValuesOf<Shape>) => readonly Refusal[];
  /**
   * Reads what it is worked out from, through the graph, so that nobody learns by it what they may not see. From the
   * database itself only what belongs to rows that the graph has shown, or that the caller's policy does.
   */
  readonly read?: (
    given: Readonly<Record<string, unknown>>,
    ask: Ask,
    pool: Pool,
    caller: Caller,
  ) => Promise<Facts>;
  /** No clock, and of the database at most what this process keeps in memory. Texts are in the caller's language. */
  readonly compute: (input: ValuesOf<Shape>, language: Language, facts: Facts) => unknown;
}

export interface Computation extends ComputationDeclaration {
  readonly name: string;
}

const computations = new Map<string, Computation>();

/** Declares a field of Query that computes its answer. @throws Error if the name is taken */
export function computation<Shape extends InputShape, Facts = undefined>(
  name: string,
  declaration: ComputationDeclaration<Shape, Facts>,
): void {
  if (computations.has(name)) throw new Error(`The computation ${name} is declared twice.`);
  computations.set(name, { name, ...(declaration as unknown as ComputationDeclaration) });
}

/** All computations by name, in the order of declaration. */
export function allComputations(): ReadonlyMap<string, Computation> {
  return computations;
}

/** The input in its normal form. @throws Refusal with all that is wrong with it */
export function inputOf(
  { input, validate }: Computation,
  given: Readonly<Record<string, unknown>>,
  path: Path,
): ValuesOf<InputShape> {
  const faults: Fault[] = [];
  const values = parseShape(input, given, path, faults);
  if (faults.length === 0)
    for (const refusal of validate?.(values) ?? [])
      faults.push(...refusal.faults.map((one) => ({ ...one, path: [...path, ...one.path] })));
  if (faults.length > 0) throw new Refusal(faults);
  return values;
}

/** What working it out costs. @throws Refusal with all that is wrong with the input */
export function priceOfInput(one: Computation, given: Readonly<Record<string, unknown>>, path: Path): number {
  const values = inputOf(one, given, path);
  return typeof one.price === 'number' ? one.price : one.price(values);
}
