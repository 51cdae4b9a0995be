// What an operation has read: by whom, of which classes of data, of how many rows of whom.
import { Kind, type OperationDefinitionNode } from 'graphql';
import type { Caller, DataClass } from './caller.js';
import { prepare, type OperationRequest } from './prepare.js';
import type { Touched } from './read/compile.js';
import type { Meter, Metered } from './read/meter.js';
import { classesOpened } from './read/policies.js';

/** One operation as it was read. */
export interface Observation {
  readonly caller: Caller;
  readonly requestId: string;
  /** Name of the operation, else the fields that it asks for. */
  readonly operation: string;
  /** SHA-256 of the document and the operation's name, in hexadecimal. */
  readonly digest: string;
  /** Classes of data that the answer could contain by the rights of the caller. */
  readonly classes: ReadonlySet<DataClass>;
  /** Entities whose rows the answer shows or counts, if there are any. */
  readonly entities: readonly string[];
  /** The rows in the answer by entity and office. */
  readonly metered: Metered;
  /** A mask kept something from the caller. */
  readonly masked: boolean;
}

/** What is told of an operation that was run. */
export function observationOf(
  request: OperationRequest,
  notes: {
    readonly touched: readonly Touched[];
    readonly redactions: ReadonlySet<string>;
    readonly meter: Meter;
  },
): Observation {
  const { caller, requestId } = request;
  const { operation, digest } = prepare(request);
  return {
    caller,
    requestId,
    operation: nameOf(operation),
    digest,
    classes: new Set(
      notes.touched.flatMap(({ policies }) => policies.flatMap((one) => classesOpened(one, caller))),
    ),
    entities: [...new Set(notes.touched.flatMap(({ entities }) => entities))],
    metered: notes.meter.metered,
    masked: notes.redactions.size > 0,
  };
}

function nameOf({ name, selectionSet }: OperationDefinitionNode): string {
  const fields = selectionSet.selections.flatMap((one) => (one.kind === Kind.FIELD ? [one.name.value] : []));
  return name?.value ?? [...new Set(fields)].join(' ');
}
