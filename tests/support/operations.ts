// Sends writes of any operation: the document follows from the registry, and steps can be put into the path.
import { parse, type DocumentNode } from 'graphql';
import type { Caller } from '../../src/kernel/caller.js';
import { graph, type ColumnField, type Shape } from '../../src/kernel/graph/shape.js';
import { newId } from '../../src/kernel/ids.js';
import { allOperations, type Operation } from '../../src/kernel/operation.js';
import type { Step } from '../../src/kernel/pipeline.js';
import { answerOf, runOperation, type Answer } from '../../src/kernel/run.js';
import { writePath } from '../../src/server/write-path.js';
import { mutation, type TestPlatform, type UserError } from './platform.js';

export type Input = Readonly<Record<string, unknown>>;

/** A row of `test.each` per operation. */
export const everyOperation = (): readonly (readonly [string, Operation])[] => [...allOperations()];

/** Scalars of an entity that say what was written and not when or under which id. */
function telling(shape: Shape): string {
  const names = [...shape.fields.values()]
    .filter((field): field is ColumnField => field.kind === 'column' && field.type !== 'DateTime')
    .map(({ name, type }) => (type === 'Money' ? `${name} { fen }` : name));
  return ['__typename', ...names].join(' ');
}

/** The mutation with every scalar of its objects and all that each payload has. */
export function mutationOf(operation: Operation): string {
  const objects = Object.entries(operation.returns).map(
    ([field, entity]) => `${field} { id ${telling(graph().get(entity)!)} }`,
  );
  const rest = 'replayed events { type objects } userErrors { params { name value } }';
  return mutation(operation.name, [...objects, rest].join('\n'));
}

const documents = new Map<Operation, DocumentNode>();
/** The same document each time, so that what is prepared for it is prepared once, as for a client that keeps to its own. */
function documentOf(operation: Operation): DocumentNode {
  let document = documents.get(operation);
  if (!document) documents.set(operation, (document = parse(mutationOf(operation))));
  return document;
}

/** What a write answers. */
export interface Written {
  readonly answer: Answer;
  readonly replayed: boolean | undefined;
  readonly events: readonly { readonly type: string; readonly objects: readonly string[] }[] | null;
  readonly userErrors: readonly UserError[];
  /** Objects of the payload by field. */
  readonly objects: Readonly<Record<string, Readonly<Record<string, unknown>> | null>>;
  /** Code of every error, of the field or of its input. */
  readonly codes: readonly string[];
}

/** Sends one write. `steps` is the path it walks; the platform's own by default. */
export async function submit(
  { platform }: TestPlatform,
  operation: Operation,
  input: Input,
  caller: Caller,
  steps: readonly Step[] = writePath,
): Promise<Written> {
  const reply = await runOperation(
    { ...platform.engine, writePath: steps },
    {
      schema: platform.schema(caller.audience),
      document: documentOf(operation),
      variables: { input },
      caller,
      requestId: newId(),
    },
  );
  const answer = answerOf(reply);
  const payload = (answer.data?.[operation.name] ?? {}) as Record<string, unknown>;
  const userErrors = (payload['userErrors'] ?? []) as readonly UserError[];
  return {
    answer,
    replayed: payload['replayed'] as boolean | undefined,
    events: (payload['events'] ?? null) as Written['events'],
    userErrors,
    objects: Object.fromEntries(
      Object.keys(operation.returns).map((field) => [
        field,
        (payload[field] ?? null) as Record<string, unknown> | null,
      ]),
    ),
    codes: [
      ...(answer.errors ?? []).map((error) => String(error.extensions?.['code'])),
      ...userErrors.map(({ code }) => code),
    ],
  };
}

/** The write path with a step put in front of another one. */
export function stepsWith(step: Step, before: Step): readonly Step[] {
  const at = writePath.indexOf(before);
  if (at < 0) throw new Error('The step that should follow is not in the write path.');
  return [...writePath.slice(0, at), step, ...writePath.slice(at)];
}

/** The write path with one step in the place of another. */
export function stepsReplacing(old: Step, by: Step): readonly Step[] {
  if (!writePath.includes(old)) throw new Error('The step to be replaced is not in the write path.');
  return writePath.map((step) => (step === old ? by : step));
}

/** Ids of the payload's objects, in the order of the declaration. */
export function idsOf(written: Written): readonly string[] {
  return Object.values(written.objects).map((object) => object?.['id'] as string);
}

/** The objects without what a second making would change. */
export function contentOf(written: Written): readonly unknown[] {
  return Object.values(written.objects).map((object) => {
    // Ids and the prefixes of credentials are drawn anew.
    const { id: _, prefix: __, ...rest } = object ?? {};
    return rest;
  });
}
