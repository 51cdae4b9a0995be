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
import type { Caller } from '../caller.js';
import { limits } from '../config.js';
import { refusal, type Path } from '../errors.js';
import type { Policy } from '../entity.js';
import type { Graph, Shape } from '../graph/shape.js';
import { readScalar } from './filter.js';

/** What the walk needs to know of the operation. */
export interface Walk {
  readonly schema: GraphQLSchema;
  readonly graph: Graph;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
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

/** Selections of one operation, and the masks met on the way. */
export class Selections {
  readonly walk: Walk;
  readonly redactions = new Set<string>();
  private asked = 0;

  constructor(walk: Walk) {
    this.walk = walk;
  }

  shape(name: string): Shape {
    return this.walk.graph.get(name)!;
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
  asOf(args: Selected['args'], inherited: string, path: Path): string {
    const given = args['asOf'];
    return given === undefined || given === null
      ? inherited
      : (readScalar('Date', given, [...path, 'asOf']) as string);
  }

  /** Fragments and kinds multiply what a short document asks for; prices count rows and would not see it. */
  count(): void {
    this.asked += 1;
    if (this.asked > limits.selections) throw refusal('limit-selections', [], { limit: limits.selections });
  }

  /** Named as soon as a value may be withheld from this caller, so that the note itself tells nothing of the row. */
  noteMask(field: { readonly mask: Policy | null }, path: Keys): void {
    const mask = field.mask?.(this.walk.caller);
    if (mask !== undefined && !(mask.op === 'const' && mask.value)) this.redactions.add(path.join('.'));
  }
}
