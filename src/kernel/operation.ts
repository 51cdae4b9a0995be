// operation(): what callers do. The steps of a write are the same for all; this says what differs.
import type { Transaction } from 'kysely';
import type { Pool } from 'pg';
import type { Audience, Caller, Scope } from './caller.js';
import type { Deprecation } from './deprecation.js';
import type { Database } from '../generated/database.js';
import type { FieldType } from './entity.js';
import type { Refusal } from './errors.js';
import type { InputShape, ValuesOf } from './input.js';
import type { Changes } from './write/rows.js';

/** A row that the caller named and may see, with all its columns. */
export type Row = Readonly<Record<string, unknown>>;

/** What an operation works on, complete before `run` begins. */
export interface Scene<Input> {
  readonly input: Input;
  readonly tenant: number;
  readonly caller: Caller;
  /** Rows of the references in the input, by path (`division`, `splits.0.fund`); absent where none was given. */
  readonly refs: Readonly<Record<string, Row>>;
  /** The row to be changed, locked; empty for an operation without target. */
  readonly target: Row;
  /** Today in Asia/Shanghai. */
  readonly today: string;
  /** Everything is rolled back afterwards: take no lock that others wait for longer than they must. */
  readonly dryRun: boolean;
  /** Inserts a row with its id, tenant, search key and instants. @returns the new id. */
  insert(model: string, values: Readonly<Record<string, unknown>>): Promise<string>;
  /** Makes changes in several tables by one statement, each row completed in the same way. */
  apply(changes: Changes): Promise<void>;
  /** Changes the row of that id and counts its version; columns that are not named or undefined stay. */
  update(model: string, id: string, values: Readonly<Record<string, unknown>>): Promise<void>;
  /**
   * Takes the step that the operation declares: the target's column becomes `to`, and the values are written with it.
   * @returns the outcome of an operation that changes nothing else
   */
  step(values?: Readonly<Record<string, unknown>>): Promise<Outcome>;
}

/** What `run` gives back. */
export interface Outcome {
  /** Identity of the row per entry of `returns`. */
  readonly objects: Readonly<Record<string, string>>;
  /** Business date the payload is read as of; default today. */
  readonly asOf?: string;
  /** What a dry run tells beside the objects: values per entry of `foresees`. */
  readonly foreseen?: Readonly<Record<string, unknown>>;
  /** What is told this once beside the objects, and kept nowhere: values per entry of `reveals`. */
  readonly revealed?: Readonly<Record<string, unknown>>;
}

export interface OperationDeclaration<Shape extends InputShape = InputShape> {
  readonly description: string;
  readonly scope: Scope;
  readonly audience?: Audience;
  /** Its end, if that is announced. */
  readonly deprecated?: Deprecation;
  readonly input: Shape;
  /**
   * Which tenant's records are written: that of the object which a field names, by default the target. Known from the
   * input and the caller, before anything is looked up for the caller, because the idempotency key is the tenant's.
   */
  readonly tenant?:
    | (keyof Shape & string)
    | ((input: ValuesOf<Shape>, tx: Transaction<Database>, today: string, caller: Caller) => Promise<number>);
  /** What it writes belongs to an app, and to no division: a right to it holds wherever it is held. */
  readonly placeless?: true;
  /** Name of the input field whose row is changed; it is locked, and `expectedVersion` is compared. */
  readonly target?: keyof Shape & string;
  /** Faults between fields that each are well-formed, before the transaction begins: it may ask outside of the database. */
  readonly validate?: (input: ValuesOf<Shape>) => readonly Refusal[] | Promise<readonly Refusal[]>;
  /** Policy: whether the caller may do this to these rows. */
  readonly allow: (
    caller: Caller,
    scene: { readonly target: Row; readonly refs: Readonly<Record<string, Row>> },
  ) => boolean;
  /**
   * The step that it takes in the target's life: from whatever state the column has to `to`, or to the state that the
   * input names in a field called like the column. Steps that the life cycle does not have are refused; those taken are
   * recorded. `run` writes the column, by `step` where it changes nothing but the target.
   */
  readonly transition?: { readonly column: string; readonly to?: string };
  /** What else refuses the operation on this row today, whatever the input. */
  readonly guard?: (target: Row, today: string) => Refusal | null;
  readonly run: (scene: Scene<ValuesOf<Shape>>, tx: Transaction<Database>) => Promise<Outcome>;
  /** Renews what this process keeps in memory of the database, after the commit. */
  readonly committed?: (pool: Pool) => Promise<unknown>;
  /** Payload fields and their entities. */
  readonly returns: Readonly<Record<string, string>>;
  /** Payload fields that only a dry run fills, and their types. */
  readonly foresees?: Readonly<Record<string, FieldType>>;
  /** Payload fields that only the execution which did the work fills, as with a new secret: a replay and a dry run do not. */
  readonly reveals?: Readonly<Record<string, FieldType>>;
  /** Type of the event that an accepted write makes. */
  readonly emits: string;
  /** Rules that may refuse it. */
  readonly rules: readonly string[];
}

export interface Operation extends OperationDeclaration {
  readonly name: string;
}

const operations = new Map<string, Operation>();

/** Declares what callers can do. @throws Error if the name is taken. */
export function operation<Shape extends InputShape>(
  name: string,
  declaration: OperationDeclaration<Shape>,
): void {
  if (operations.has(name)) throw new Error(`The operation ${name} is declared twice.`);
  operations.set(name, { name, ...(declaration as unknown as OperationDeclaration) });
}

/** All operations by name, in the order of declaration. */
export function allOperations(): ReadonlyMap<string, Operation> {
  return operations;
}
