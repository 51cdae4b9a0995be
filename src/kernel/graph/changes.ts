// The types of the feed of changes: a page of events, an event, a gap; and the fields that lead to them.
import type { GraphQLResolveInfo, ResponsePath } from 'graphql';
import {
  changesField,
  objectsPerChange,
  rangeOf,
  type Change,
  type ChangeGap,
  type ToldChange,
  type ToldPage,
} from '../changes.js';
import { limits } from '../config.js';
import { encodeId } from '../ids.js';
import { changeType, pageType } from '../read/plan-changes.js';
import { bounded } from './bounds.js';
import { graph } from './shape.js';
import type { FieldBuilder, GraphContext, Types } from './types.js';

/** Declares the types; comes after those of the entities. */
export function declareChanges(types: Types): void {
  const gap = types.declareObject('ChangeGap');
  types.builder.objectType(gap, {
    description:
      'Numbers, both included, whose events are not told: they are older than events are kept, or the order ends before them. What they were about is read from the graph. 事件缺口',
    fields: (t: FieldBuilder) => ({
      from: t.field({
        type: types.output('BigInt'),
        description: 'First number. 起',
        resolve: (one: ChangeGap) => String(one.from),
      }),
      to: t.field({
        type: types.output('BigInt'),
        description: 'Last number. 止',
        resolve: (one: ChangeGap) => String(one.to),
      }),
    }),
  });
  types.builder.objectType(types.declareObject(changeType), {
    description: 'What a write has done, as far as the reader may see it. 事件',
    fields: (t: FieldBuilder) => changeFields(types, t),
  });
  types.builder.objectType(types.declareObject(pageType), {
    description: 'Events in their order, and how far was looked for them. 事件页',
    fields: (t: FieldBuilder) => ({
      events: t.field({
        type: [types.output(changeType)],
        ...bounded('Those of which the reader may see what they are about. 事件', limits.pageSize),
        resolve: (page: ToldPage) => page.events,
      }),
      through: t.field({
        type: types.output('BigInt'),
        description:
          'Number up to which was looked: go on after it. It grows also where nothing is told, because events of others are counted. 已读至',
        resolve: (page: ToldPage) => String(page.through),
      }),
      head: t.field({
        type: types.output('BigInt'),
        description:
          'Number of the last event of the office; there is more while `through` is less. 最新序号',
        resolve: (page: ToldPage) => String(page.head),
      }),
      gap: t.field({
        type: gap,
        nullable: true,
        description: 'What is missing before the events of this page; null where nothing is. 缺口',
        resolve: (page: ToldPage) => page.gap,
      }),
    }),
  });
}

function changeFields(types: Types, t: FieldBuilder): Record<string, unknown> {
  const plain = (name: keyof Change, type: string, description: string, nullable = false): unknown =>
    t.field({
      type: types.output(type),
      nullable,
      description,
      resolve: (one: ToldChange) => one.change[name] ?? null,
    });
  return {
    sequence: t.field({
      type: types.output('BigInt'),
      description: 'Place among the events of the office: one more than that of the event before. 序号',
      resolve: (one: ToldChange) => String(one.change.sequence),
    }),
    type: plain(
      'type',
      'String',
      'Type, one of `schema/events.json`; `events.gap` in a stream that misses events. 类型',
    ),
    at: plain('at', 'DateTime', 'When it was written. 时间'),
    objects: t.field({
      type: [types.output('Node')],
      ...bounded(
        'What it is about, as the reader sees it now; what is hidden from the reader is not among them. 对象',
        objectsPerChange(),
      ),
      resolve: (one: ToldChange, _args: unknown, _context: unknown, { path }: GraphQLResolveInfo) =>
        one.objects(keyOf(path)),
    }),
    division: t.field({
      type: 'ID',
      nullable: true,
      description: 'Global id of the division it belongs to; null where it belongs to none. 区划',
      resolve: ({ change: { divisionKey } }: ToldChange) =>
        divisionKey === null
          ? null
          : encodeId({ prefix: graph().get('Division')!.entity.id!, tenant: 0, key: divisionKey }),
    }),
    operation: plain('operation', 'String', 'Operation that wrote; null for a gap. 操作', true),
    requestId: plain('requestId', 'ID', 'Request that wrote; null for a gap. 请求编号', true),
    idempotencyKey: t.field({
      type: 'String',
      nullable: true,
      description: 'Key of the write, for the app that sent it; null for all others. 幂等键',
      resolve: ({ change }: ToldChange, _args: unknown, { caller }: GraphContext) =>
        change.app !== null && change.app === caller.app ? change.idempotencyKey : null,
    }),
    gap: t.field({
      type: types.output('ChangeGap'),
      nullable: true,
      description: 'In a stream: what is missing before the events that follow; null for an event. 缺口',
      resolve: ({ change }: ToldChange) => change.gap ?? null,
    }),
  };
}

/** The path of a field in the answer without the numbers of items. */
function keyOf(path: ResponsePath): string {
  const keys: string[] = [];
  for (let at: ResponsePath | undefined = path; at; at = at.prev)
    if (typeof at.key === 'string') keys.unshift(at.key);
  return keys.join('.');
}

/** What a query and a subscription have in common. */
function rangeArgs(types: Types, t: FieldBuilder): Record<string, unknown> {
  return {
    office: t.arg({
      type: 'Int',
      description: 'Office whose events they are; default: that of the credential. 登记机关',
    }),
    after: t.arg({
      type: types.input('BigInt'),
      description: 'Number of the last event that the reader has; default 0, for all that are kept. 起始序号',
    }),
    types: t.arg({ type: ['String'], description: 'Only events of these types. 类型' }),
    within: t.arg({
      type: types.input('DivisionCode'),
      description: 'Only events of this division and those below it. 区划范围',
    }),
  };
}

/** The field of Query. */
export function changesOfQuery(types: Types, t: FieldBuilder): unknown {
  return t.field({
    type: types.output(pageType),
    extensions: { listSize: limits.defaultPageSize, sizedFields: ['events'] },
    description:
      'Events after a number, in their order: what was written at an office, whoever wrote it, as far as the reader may see what it is about. 变更',
    args: {
      ...rangeArgs(types, t),
      first: t.arg({
        type: 'Int',
        description: `Most events, at most ${limits.pageSize}; default ${limits.defaultPageSize}. 每页条数`,
      }),
    },
    resolve: (
      _: unknown,
      args: Readonly<Record<string, unknown>>,
      { changes, caller }: GraphContext,
      info: GraphQLResolveInfo,
    ) => changes(rangeOf(args, caller, [info.path.key]), info),
  });
}

/** Declares what can be subscribed to. */
export function declareSubscription(types: Types): void {
  types.builder.subscriptionType({
    description: 'What is told as it happens, over WebSocket or SSE. 订阅',
    fields: (t: FieldBuilder) => ({
      [changesField]: t.field({
        type: types.output(changeType),
        description:
          'Events after a number, each when it is there; those that are there already come first. 变更',
        args: rangeArgs(types, t),
        // The stream brings each event with it.
        subscribe: () => {
          throw new Error('Streams are served beside graphql-js.');
        },
        resolve: (root: Readonly<Record<typeof changesField, ToldChange>>) => root.changes,
      }),
    }),
  });
}
