// What is selected below a field, with its arguments: GraphQL's own collecting of fields, seen by the planner.
import {
  getArgumentValues,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { limits } from '../config.js';
import { allValueTypes } from '../entity.js';
import { refusal, type Path } from '../errors.js';
import { graph, type ColumnField, type ComputedField, type Shape } from '../graph/shape.js';
import type { Compilation } from './condition.js';
import { readScalar } from './filter.js';
import { slotOf, type Choices, type Slot } from './slots.js';

/** What the walk needs to know of the operation. */
export interface Walk {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** With slots in the places of what does not shape the statement. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly compilation: Compilation;
}

/** One response key: its field, the nodes that ask for it, and its arguments with defaults and variables. */
export interface Selected {
  readonly key: string;
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  readonly args: Readonly<Record<string, unknown>>;
}

/** Path of response keys, for messages and redactions. */
export type Keys = readonly string[];

/** Selections of one operation, and what is met on the way: masks, and fields that Node completes. */
export class Selections {
  readonly walk: Walk;
  readonly redactions = new Set<string>();
  readonly completed = new Set<string>();
  /** Entities about whose rows numbers are asked. */
  readonly counted = new Set<string>();
  private asked = 0;

  constructor(walk: Walk) {
    this.walk = walk;
  }

  shape(name: string): Shape {
    return graph().get(name)!;
  }

  get choices(): Choices {
    return this.walk.compilation.choices;
  }

  /** Fields at the root of an operation. */
  root(type: GraphQLObjectType, selections: SelectionSetNode): readonly Selected[] {
    const { schema, fragments, variables } = this.walk;
    return this.selected(type, collectFields(schema, fragments, variables, type, selections));
  }

  /** Fields of an object type below the nodes of a field. */
  below(typeName: string, nodes: readonly FieldNode[]): readonly Selected[] {
    const { schema, fragments, variables } = this.walk;
    const type = schema.getType(typeName) as GraphQLObjectType;
    return this.selected(type, collectSubfields(schema, fragments, variables, type, nodes));
  }

  private selected(
    type: GraphQLObjectType,
    fields: ReadonlyMap<string, readonly FieldNode[]>,
  ): readonly Selected[] {
    const known = type.getFields();
    return [...fields].map(([key, nodes]) => {
      const name = nodes[0]!.name.value;
      const field: GraphQLField<unknown, unknown> | undefined = known[name];
      // `__typename` and its like have no definition on the type and no arguments.
      return {
        key,
        name,
        nodes,
        args: field ? getArgumentValues(field, nodes[0]!, this.walk.variables) : {},
      };
    });
  }

  /** The day a field looks at: its own argument, else that of the field around it. */
  asOf(args: Selected['args'], inherited: Slot<string>, path: Path): Slot<string> {
    const given = args['asOf'];
    if (given === undefined || given === null) return inherited;
    return this.choices.check(
      slotOf(given).map((day) => readScalar('Date', day, [...path, 'asOf']) as string),
    );
  }

  /** The part of a value that is selected of it. */
  part(value: unknown, type: string, nodes: readonly FieldNode[]): unknown {
    if (Array.isArray(value)) return value.map((one) => this.part(one, type, nodes));
    const fields = allValueTypes().get(type)?.fields;
    if (fields === undefined || value === null) return value;
    return Object.fromEntries(
      this.below(type, nodes).map(({ key, name, nodes: below }) => [
        key,
        name === '__typename'
          ? type
          : this.part((value as Record<string, unknown>)[name], fields[name]!.type, below),
      ]),
    );
  }

  /** Fragments and kinds multiply what a short document asks for; prices count rows and would not see it. */
  count(): void {
    this.asked += 1;
    if (this.asked > limits.selections) throw refusal('limit-selections', [], { limit: limits.selections });
  }

  /** Named as soon as a value may be withheld from this caller, so that the note itself tells nothing of the row. */
  noteMask({ mask }: Pick<ColumnField | ComputedField, 'mask'>, path: Keys): void {
    if (mask === null) return;
    const shown = this.walk.compilation.policy(mask);
    if (!(shown.op === 'const' && shown.value)) this.redactions.add(path.join('.'));
  }
}

/** Whether the same is selected of two types, by the same nodes. */
export function sameFields(a: readonly Selected[], b: readonly Selected[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      (one, i) =>
        one.nodes.length === b[i]!.nodes.length && one.nodes.every((node, k) => node === b[i]!.nodes[k]),
    )
  );
}
