// The feed of changes: the events of an office's writes in their order, as the graph asks for them.
import type { Pool } from 'pg';
import { today } from './clock.js';
import type { Caller } from './caller.js';
import { limits } from './config.js';
import { codeTree } from './entity.js';
import { defineRules, fault, Refusal, type Fault, type Path } from './errors.js';
import { allOperations } from './operation.js';
import type { KeyRange } from './predicate.js';
import { scalarNamed } from './scalars.js';

/** Field of Query and of Subscription that tells events. */
export const changesField = 'changes';

/** Type of the message by which a stream says that events are missing from it. */
export const gapType = 'events.gap';

/** An event with its number. */
export interface Change {
  readonly tenant: number;
  readonly sequence: bigint;
  readonly type: string;
  /** Instant of the write in the zone of business. */
  readonly at: string;
  /** Global ids; the first is what the event is about. */
  readonly objects: readonly string[];
  readonly divisionKey: string | null;
  /** Null for a message that no write made. */
  readonly operation: string | null;
  readonly app: string | null;
  readonly idempotencyKey: string | null;
  readonly requestId: string | null;
  /** Of a message that no write made: what is missing before what follows. */
  readonly gap?: ChangeGap;
}

/** Numbers, both included, whose events cannot be told: they are no longer kept, or the order ends before them. */
export interface ChangeGap {
  readonly from: bigint;
  readonly to: bigint;
}

/** Which events are asked for. */
export interface ChangeRange {
  readonly tenant: number;
  /** Number of the last event that the reader has; 0 for none. */
  readonly after: bigint;
  /** Only events of these types. */
  readonly types?: readonly string[] | undefined;
  /** Only events of divisions in these ranges. */
  readonly within?: readonly KeyRange[] | undefined;
  /** Most events. */
  readonly limit: number;
}

/** A page of events. */
export interface ChangePage {
  readonly events: readonly Change[];
  /** Up to which number was looked: the reader goes on after it. */
  readonly through: bigint;
  readonly gap: ChangeGap | null;
  /** Number of the office's last event. */
  readonly head: bigint;
}

/** An event as graphql-js completes it: with the objects that the reader sees, by the path of their selection. */
export interface ToldChange {
  readonly change: Change;
  objects(path: string): readonly unknown[];
}

/** A page of what is told. */
export interface ToldPage {
  readonly events: readonly ToldChange[];
  readonly through: bigint;
  readonly head: bigint;
  readonly gap: ChangeGap | null;
}

/** Reads a page of an office's events, in one statement. */
export type ChangeFeed = (pool: Pool, range: ChangeRange) => Promise<ChangePage>;

let provided: ChangeFeed | undefined;

/** Registers where events are read. */
export function provideChanges(feed: ChangeFeed): void {
  provided = feed;
}

/** Where events are read. @throws Error if nobody keeps any */
export function changeFeed(): ChangeFeed {
  if (!provided) throw new Error('Nobody keeps the events of writes.');
  return provided;
}

const rules = defineRules({
  'change-office-is-named': {
    code: 'INVALID_INPUT',
    zh: '请指明登记机关(office)。',
    en: 'Say whose events are meant by `office`: the credential is that of no office.',
  },
  'change-type-is-known': {
    code: 'INVALID_INPUT',
    zh: '没有名为“{type}”的事件;全部类型见 schema/events.json。',
    en: 'There is no event of the type {type}; schema/events.json lists them all.',
  },
  'change-over-a-stream': {
    code: 'BAD_REQUEST',
    zh: '订阅须经 /graphql 的 WebSocket 或 /graphql/stream 的事件流(SSE);单次查询请用 Query.changes。',
    en: 'A subscription is served over WebSocket at /graphql or over SSE at /graphql/stream; ask Query.changes for a page.',
  },
});
export const { 'change-over-a-stream': overAStream } = rules;

/** Most objects that one event names: those of the payload of its operation. */
export function objectsPerChange(): number {
  let most = 1;
  for (const { returns } of allOperations().values()) most = Math.max(most, Object.keys(returns).length);
  return most;
}

type Given = Readonly<Record<string, unknown>>;

/** The arguments of the field, judged. @throws Refusal with all that is wrong */
export function rangeOf(args: Given, caller: Caller, path: Path): ChangeRange {
  const faults: Fault[] = [];
  const text = (args['after'] ?? '0') as string;
  const after = scalarNamed('BigInt').parse(text, [...path, 'after']);
  if ('fault' in after) faults.push(after.fault);
  else if (text.startsWith('-'))
    faults.push(fault('number-range', [...path, 'after'], { min: 0, max: '9223372036854775807' }));
  const tenant = (args['office'] ?? caller.tenant) as number | null;
  if (tenant === null) faults.push(fault('change-office-is-named', [...path, 'office']));
  const limit = (args['first'] ?? limits.defaultPageSize) as number;
  if (limit < 1 || limit > limits.pageSize)
    faults.push(fault('page-size', [...path, 'first'], { max: limits.pageSize }));
  const types = args['types'] as readonly string[] | null | undefined;
  if (types) faults.push(...faultsOfTypes(types, [...path, 'types']));
  const within = args['within'] as string | null | undefined;
  const code = within ? scalarNamed('DivisionCode').parse(within, [...path, 'within']) : undefined;
  if (code && 'fault' in code) faults.push(code.fault);
  if (faults.length > 0) throw new Refusal(faults);
  return {
    tenant: tenant!,
    after: BigInt(text),
    limit,
    ...(types ? { types } : {}),
    ...(within ? { within: codeTree().ranges(within, today()) } : {}),
  };
}

function faultsOfTypes(types: readonly string[], path: Path): readonly Fault[] {
  if (types.length === 0 || types.length > limits.listItems)
    return [fault('list-length', path, { min: 1, max: limits.listItems })];
  const known = new Set([...allOperations().values()].map(({ emits }) => emits));
  return types.flatMap((type, i) =>
    known.has(type) ? [] : [fault('change-type-is-known', [...path, i], { type })],
  );
}
