// Reads events for a reader: those of a page in two statements, whatever is selected of their objects.
import { getArgumentValues, type FieldNode } from 'graphql';
import { collectFields } from 'graphql/execution/collectFields.js';
import type { Pool } from 'pg';
import {
  changeFeed,
  changesField,
  gapType,
  rangeOf,
  type Change,
  type ChangeRange,
  type ToldChange,
  type ToldPage,
} from './changes.js';
import { limits } from './config.js';
import { refuse } from './errors.js';
import type { OperationRequest, Prepared } from './prepare.js';
import type { StatementCache } from './read/cache.js';
import { compileChanged, measure, type Compiled, type Touched } from './read/compile.js';
import { readFrom, type Copies } from './read/copies.js';
import { readText, valuesIn } from './read/execute.js';
import type { Meter } from './read/meter.js';
import { changeType, pageType } from './read/plan-changes.js';
import { Binding, Slot } from './read/slots.js';

/** Where a page is read, and for whom. */
export interface Reading {
  readonly engine: {
    readonly pool: Pool;
    readonly copies?: Copies;
    readonly statements: StatementCache<Compiled>;
  };
  readonly request: OperationRequest;
  readonly prepared: Prepared;
  readonly binding: Binding;
  readonly meter: Meter;
  readonly redactions: Set<string>;
  readonly touched: Touched[];
}

/** The field by its response key and its nodes. */
export interface AskedField {
  readonly key: string;
  readonly nodes: readonly FieldNode[];
}

/** The one field of a subscription: the specification allows no other beside it. */
export function subscribedField(
  { schema, fragments, operation }: Prepared,
  { variables }: Binding,
): AskedField {
  const type = schema.getSubscriptionType()!;
  const [field] = collectFields(schema, fragments, variables, type, operation.selectionSet);
  // Directives may leave nothing of it.
  if (!field || field[1][0]!.name.value !== changesField) throw refuse('BAD_REQUEST');
  return { key: field[0], nodes: field[1] };
}

/** Which events a subscription asks for. @throws Refusal where its arguments are wrong */
export function rangeOfSubscription(prepared: Prepared, binding: Binding): ChangeRange {
  const { key, nodes } = subscribedField(prepared, binding);
  const field = prepared.schema.getSubscriptionType()!.getFields()[changesField]!;
  return rangeOf(getArgumentValues(field, nodes[0]!, binding.variables), binding.caller, [key]);
}

/** What no variable is called. */
const idsVariable = '$ids';
const ids = new Slot(({ variables }) => variables[idsVariable]);

/**
 * A page for `Query.changes`. The objects are read where the events were: another copy of the database may not have them
 * yet, and an event would be passed over as one that is hidden.
 */
export function readPageOfChanges(
  reading: Reading,
  range: ChangeRange,
  field: AskedField,
): Promise<ToldPage> {
  const { engine, request } = reading;
  return readFrom(engine.pool, engine.copies, request, (pool) => pageFrom(pool, reading, range, field));
}

/** The page ends early where its events name more objects than one statement looks up. */
async function pageFrom(
  pool: Pool,
  reading: Reading,
  range: ChangeRange,
  field: AskedField,
): Promise<ToldPage> {
  const page = await changeFeed()(pool, range);
  const events: Change[] = [];
  let through = page.through;
  const named = new Set<string>();
  for (const event of page.events) {
    const more = event.objects.filter((id) => !named.has(id));
    if (events.length > 0 && named.size + more.length > limits.listItems) {
      through = events.at(-1)!.sequence;
      break;
    }
    for (const id of more) named.add(id);
    events.push(event);
  }
  const told = await tell(pool, reading, events, [...named], field, pageType);
  reading.meter.spend(told.length);
  return { events: told, through, head: page.head, gap: page.gap };
}

/**
 * One event for `Subscription.changes`; null where the reader does not see what it is about. From the database itself,
 * because nobody knows from which copy the event came.
 */
export async function readChange(
  reading: Reading,
  change: Change,
  field: AskedField,
): Promise<ToldChange | null> {
  reading.meter.spend(1);
  if (change.type === gapType) return { change, objects: () => [] };
  const [told] = await tell(reading.engine.pool, reading, [change], change.objects, field, changeType);
  return told ?? null;
}

/**
 * The events of which the reader sees the first object: it is what the event is about, and its type and its operation tell
 * something of it. Of the others each is there that the reader sees.
 */
async function tell(
  pool: Pool,
  { engine, prepared, binding, meter, redactions, touched }: Reading,
  events: readonly Change[],
  objects: readonly string[],
  { key, nodes }: AskedField,
  typeName: string,
): Promise<readonly ToldChange[]> {
  if (objects.length === 0) return [];
  const asked = { key, name: changesField, nodes, args: {} };
  const bound = new Binding({ ...binding.variables, [idsVariable]: objects }, binding.caller, binding.today);
  const compiled = engine.statements.find(`${prepared.root} ${key} objects`, bound, (choices) =>
    compileChanged(prepared, asked, typeName, ids, choices),
  );
  const text = await readText(pool, compiled, valuesIn(compiled, bound));
  measure(meter, compiled, bound, text);
  touched.push(compiled.touched);
  compiled.plan.redactions.forEach((path) => redactions.add(path));
  const found = JSON.parse(text) as Readonly<Record<string, readonly unknown[]>>;
  const [first] = Object.values(found);
  const placeOf = new Map(objects.map((id, i) => [id, i]));
  const seen = (id: string | undefined): boolean =>
    id !== undefined && (first![placeOf.get(id)!] ?? null) !== null;
  return events
    .filter((change) => seen(change.objects[0]))
    .map((change) => ({
      change,
      objects: (path) => change.objects.filter(seen).map((id) => found[path]![placeOf.get(id)!]),
    }));
}
