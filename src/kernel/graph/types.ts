// What every builder of GraphQL types shares: the Pothos builder, the audience, and the types made so far.
import SchemaBuilder, {
  type EnumRef,
  type InputObjectRef,
  type InterfaceRef,
  type ObjectRef,
  type ScalarRef,
} from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import type { Pool } from 'pg';
import { enums } from '../../generated/datamodel.js';
import type { ChangeRange, ToldPage } from '../changes.js';
import { isNoWider, type Audience, type Caller } from '../caller.js';
import { allScalars } from '../scalars.js';
import { kernelEnums, type EnumDeclaration } from './enums.js';

/** Types are declared from data, so Pothos' own inference has nothing to infer from. */
// oxlint-disable-next-line no-explicit-any
type Dynamic = any;
/** What Pothos hands to a function that declares fields. */
export type FieldBuilder = Dynamic;
type OutputRef =
  | ObjectRef<Dynamic, Dynamic>
  | InterfaceRef<Dynamic, Dynamic>
  | EnumRef<Dynamic, Dynamic>
  | ScalarRef<Dynamic, Dynamic, Dynamic>;

/** Context of an execution. */
export interface GraphContext {
  readonly caller: Caller;
  /** For reading. */
  readonly pool: Pool;
  /** Loads a batch field for a row; rows asked for in the same tick are loaded together. */
  batch(coordinate: string, row: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** Asks the graph as the caller does. */
  ask(
    source: string,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>>>;
  /** Reads a page of events. */
  changes(range: ChangeRange, info: GraphQLResolveInfo): Promise<ToldPage>;
  /** What the operation costs, and how the budget stands of who pays. */
  rateLimit(): Promise<unknown>;
  /** Walks the write path. */
  write(
    operation: string,
    input: Readonly<Record<string, unknown>>,
    info: GraphQLResolveInfo,
  ): Promise<unknown>;
}

/** Values stand in the answer under their response keys, as the statement wrote them. */
export function byResponseKey(
  source: unknown,
  _args: unknown,
  _context: unknown,
  info: GraphQLResolveInfo,
): unknown {
  return (source as Record<string, unknown>)[info.path.key];
}

/** One schema in the making. */
export class Types {
  readonly builder: Dynamic = new SchemaBuilder<Dynamic>({ defaultFieldNullability: false } as Dynamic);
  private readonly outputs = new Map<string, OutputRef>();
  private readonly inputs = new Map<string, InputObjectRef<Dynamic, Dynamic> | OutputRef>();

  readonly audience: Audience;

  constructor(audience: Audience) {
    this.audience = audience;
    for (const name of ['String', 'Int', 'Boolean', 'ID', 'Float']) {
      this.outputs.set(name, name as Dynamic);
      this.inputs.set(name, name as Dynamic);
    }
    for (const { name, description } of allScalars().values()) {
      // Inputs accept any string; the planner and the step validateInput judge it, so that all faults are told at once.
      const parseValue = (value: unknown): unknown => {
        if (typeof value !== 'string') throw new TypeError(`${name} is written as a string.`);
        return value;
      };
      this.both(
        name,
        this.builder.scalarType(name, { description, serialize: (value: unknown) => value, parseValue }),
      );
    }
  }

  /** Whether this audience knows of a thing made for another. */
  shows(audience: Audience | undefined): boolean {
    return isNoWider(audience ?? 'PUBLIC', this.audience);
  }

  private both(name: string, ref: OutputRef): void {
    this.outputs.set(name, ref);
    this.inputs.set(name, ref);
  }

  /** A type for answers, by name; an enum of the datamodel is made at first use. */
  output(name: string): OutputRef {
    return this.outputs.get(name) ?? this.enumeration(name);
  }

  /** A type for arguments, by name. */
  input(name: string): OutputRef | InputObjectRef<Dynamic, Dynamic> {
    return this.inputs.get(name) ?? this.enumeration(name);
  }

  hasInput(name: string): boolean {
    return this.inputs.has(name);
  }

  /** Whether the name is an enum's. */
  isEnum(name: string): boolean {
    return enums[name] !== undefined || kernelEnums[name] !== undefined;
  }

  declareObject(name: string): OutputRef {
    const ref = this.builder.objectRef(name);
    this.outputs.set(name, ref);
    return ref;
  }

  declareInterface(name: string): OutputRef {
    const ref = this.builder.interfaceRef(name);
    this.outputs.set(name, ref);
    return ref;
  }

  declareInput(name: string): InputObjectRef<Dynamic, Dynamic> {
    const ref = this.builder.inputRef(name);
    this.inputs.set(name, ref);
    return ref;
  }

  /** Makes an enum whose values mean something else than their names; `values` maps the name to that. */
  declareEnum(
    name: string,
    description: string,
    values: Readonly<
      Record<
        string,
        { readonly value: string; readonly description: string; readonly deprecationReason?: string }
      >
    >,
  ): OutputRef {
    const ref = this.builder.enumType(name, { description, values });
    this.both(name, ref);
    return ref;
  }

  private enumeration(name: string): OutputRef {
    const declared: EnumDeclaration | undefined = kernelEnums[name] ?? fromDatamodel(name);
    if (!declared) throw new Error(`No type is called ${name}.`);
    const values = Object.fromEntries(
      Object.entries(declared.values).map(([value, description]) => [value, { value, description }]),
    );
    return this.declareEnum(name, declared.description, values);
  }
}

function fromDatamodel(name: string): EnumDeclaration | undefined {
  const known = enums[name];
  return (
    known && {
      description: known.doc,
      values: Object.fromEntries(known.values.map((value) => [value.name, value.doc])),
    }
  );
}
