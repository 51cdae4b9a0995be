// From a validated operation to a statement that serves every request of the same form.
import {
  OperationTypeNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Policy } from '../entity.js';
import { render } from '../sql.js';
import { Compilation } from './condition.js';
import { emit } from './emit.js';
import type { Statement } from './execute.js';
import type { Meter, Site } from './meter.js';
import type { Plan, Where } from './plan.js';
import { Planner } from './planner.js';
import type { Selected } from './selections.js';
import type { Binding, Choices, Slot } from './slots.js';
import { slottedVariables, type VariableTypes } from './variables.js';

/** A statement with what is known of its answer beforehand. */
export interface Compiled extends Statement {
  readonly plan: Plan;
  /** Places of the answer at which rows stand, by the numbers of their marks. */
  readonly sites: readonly Site[];
  /** Values that are judged with each request, whether or not they are bound. */
  readonly checks: readonly Slot[];
  readonly touched: Touched;
}

/** What a statement looks at. */
export interface Touched {
  /** Policies and masks that decide what it shows. */
  readonly policies: readonly Policy[];
  /** Entities whose rows it shows or counts. */
  readonly entities: readonly string[];
}

/** An operation or a mutation's field as it stands in its document. */
export interface Source {
  readonly schema: GraphQLSchema;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly variableTypes: VariableTypes;
}

function plannerOf({ schema, fragments, variableTypes }: Source, compilation: Compilation): Planner {
  const variables = slottedVariables(variableTypes, compilation.choices);
  return new Planner({ schema, fragments, variables, compilation });
}

function compiled(compilation: Compilation, plan: Plan): Compiled {
  const { choices, sites } = compilation;
  const statement = render(emit(compilation, plan));
  const entities = [...sites.map(({ entity }) => entity), ...plan.counted];
  const touched = { policies: [...compilation.policies.keys()], entities };
  return { ...statement, plan, sites, checks: choices.checks, touched };
}

/** Compiles an operation that reads: a query, or of a subscription what its price is. */
export function compileQuery(
  source: Source,
  { operation, selectionSet }: OperationDefinitionNode,
  choices: Choices,
): Compiled {
  const compilation = new Compilation(choices);
  const { schema } = source;
  const type =
    operation === OperationTypeNode.SUBSCRIPTION ? schema.getSubscriptionType()! : schema.getQueryType()!;
  const plan = plannerOf(source, compilation).query(type, selectionSet);
  compilation.completed = plan.completed.length > 0;
  return compiled(compilation, plan);
}

/** The objects of a payload by the name of their field. */
export type PayloadObjects = ReadonlyMap<string, { readonly entity: string; readonly where: Where }>;

/** Compiles the selection of a mutation's field: what is asked of the objects that were written. */
export function compilePayload(
  source: Source,
  typeName: string,
  nodes: readonly FieldNode[],
  objects: PayloadObjects,
  asOf: Slot<string>,
  choices: Choices,
): Compiled {
  const compilation = new Compilation(choices);
  const plan = plannerOf(source, compilation).payload(typeName, nodes, objects, asOf);
  // The payload's own fields are graphql-js' in any case.
  compilation.completed = true;
  return compiled(compilation, plan);
}

/** Compiles what is asked of the objects of events, which are named by their ids. */
export function compileChanged(
  source: Source,
  field: Selected,
  typeName: string,
  ids: Slot,
  choices: Choices,
): Compiled {
  const compilation = new Compilation(choices);
  const plan = plannerOf(source, compilation).changed(field, typeName, ids);
  // An event is graphql-js' in any case.
  compilation.completed = true;
  return compiled(compilation, plan);
}

/**
 * What the operation may ask for: rows times prices.
 * @throws Refusal where the request gives a wrong value
 */
export function priceOf({ plan, checks }: Compiled, binding: Binding): number {
  for (const check of checks) binding.value(check);
  return plan.costs.reduce((sum, one) => sum + binding.value(one), plan.cost);
}

/** Tells the meter what an answer contains; without a text, what is due before there is one. */
export function measure(meter: Meter, { plan, sites }: Compiled, binding: Binding, text = ''): void {
  meter.spend(plan.dues.reduce((sum, one) => sum + binding.value(one), plan.due));
  meter.count(plan.counted);
  meter.read(text, sites, binding);
}
