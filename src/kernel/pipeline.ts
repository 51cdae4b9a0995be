// A write on its way through the steps: what they share, and how one calls the next.
import type { FieldNode } from 'graphql';
import type { OperationNodeSource, Transaction } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import type { Database } from '../generated/database.js';
import type { Caller } from './caller.js';
import { today } from './clock.js';
import type { Refusal } from './errors.js';
import type { Operation, Outcome, Row } from './operation.js';
import type { StatementCache } from './read/cache.js';
import type { Compiled, Source, Touched } from './read/compile.js';
import { Meter } from './read/meter.js';
import { traced } from './trace.js';

/** The selection of the mutation's field, for reading the payload. */
interface PayloadSelection {
  readonly source: Source;
  /** Says which field of which document it is, whenever the document was parsed. */
  readonly root: string;
  readonly nodes: readonly FieldNode[];
  readonly variables: Readonly<Record<string, unknown>>;
}

/** One write. What stands after the blank line is filled in by the steps, in their order. */
export interface Write {
  readonly operation: Operation;
  readonly given: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  readonly requestId: string;
  readonly pool: Pool;
  readonly statements: StatementCache<Compiled>;
  readonly selection: PayloadSelection;
  /** Today in Asia/Shanghai, the same for all steps. */
  readonly today: string;
  /** When the request must be answered, in milliseconds since 1970. */
  readonly deadlineMs: number;
  /** Gets what goes wrong after the commit, when nothing can be refused any more. */
  readonly report: (error: unknown) => void;
  readonly dryRun: boolean;
  readonly idempotencyKey: string;

  /** By validateInput: the input in its normal form, and its digest. */
  input: Readonly<Record<string, unknown>>;
  inputHash: Buffer;
  /** By spendBudget: what the payload may ask for. */
  cost: number;
  /** By inTransaction: the one connection of this write, and the query builder on it. */
  client: PoolClient;
  tx: Transaction<Database>;
  /** By resolveReferences. */
  refs: Readonly<Record<string, Row>>;
  tenant: number;
  /** By loadTarget. */
  target: Row;
  /** By run, or by claimKey for a replay. */
  outcome: Outcome;
  replayed: boolean;
  /** By claimKey: a refusal that is remembered and committed. */
  refusal: Refusal | null;
  /** By the steps between run and writeRecords: statements on the platform's own tables, made when it is their turn. */
  records: ((tx: Transaction<Database>) => OperationNodeSource)[];
  /** By queueEvent. */
  events: { readonly type: string; readonly objects: readonly string[] }[];
  /** By readPayload: the objects of the payload by response key. */
  objects: Readonly<Record<string, unknown>>;
  /** What they contain. */
  meter: Meter;
  /** Paths that the payload may show masked. */
  redactions: readonly string[];
  /** What the statement of the payload looked at. */
  touched: readonly Touched[];
}

/** One concern of every write. It may do something before and after the steps behind it, or stop. */
export type Step = (write: Write, next: () => Promise<void>) => Promise<void>;

/** A write at its beginning. */
export function beginWrite(
  start: Pick<
    Write,
    | 'operation'
    | 'given'
    | 'caller'
    | 'requestId'
    | 'pool'
    | 'statements'
    | 'selection'
    | 'deadlineMs'
    | 'report'
  >,
): Write {
  return {
    ...start,
    today: today(),
    dryRun: start.given['dryRun'] === true,
    idempotencyKey: start.given['idempotencyKey'] as string,
    input: {},
    inputHash: Buffer.alloc(0),
    cost: 0,
    client: undefined as unknown as PoolClient,
    tx: undefined as unknown as Transaction<Database>,
    refs: {},
    tenant: 0,
    target: {},
    outcome: { objects: {} },
    replayed: false,
    refusal: null,
    records: [],
    events: [],
    objects: {},
    meter: new Meter(),
    redactions: [],
    touched: [],
  };
}

/** Walks the steps, each in a span; each is called once per `next()` of the one before it. */
export async function walk(steps: readonly Step[], write: Write): Promise<void> {
  const from = async (i: number): Promise<void> => {
    const step = steps[i];
    if (step) await traced(`write.${step.name}`, {}, () => step(write, () => from(i + 1)));
  };
  await from(0);
}
