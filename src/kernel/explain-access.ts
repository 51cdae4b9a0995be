// Why a caller sees an object, and may do something with it: which part of the policy holds, by which right.
import type { Pool, PoolClient } from 'pg';
import { includesScope, isNoWider, type Caller, type DataClass, type Grant, type Scope } from './caller.js';
import { computation } from './computation.js';
import { prices } from './config.js';
import { defineRules, refusal } from './errors.js';
import { optional, text, type InputField } from './input.js';
import { today } from './clock.js';
import { codeTree, valueType, type Policy } from './entity.js';
import { action, targetEntity } from './graph/actions.js';
import type { Shape } from './graph/shape.js';
import { decodeId } from './ids.js';
import { allOperations, type Operation, type Row } from './operation.js';
import { never, type Bindable, type KeyRange, type Predicate } from './predicate.js';
import { conditionOf, rowsThatExist } from './read/condition.js';
import { byId, shapeOfPrefix } from './read/lookup.js';
import { tableOf } from './read/plan.js';
import { todaySlot } from './read/slots.js';
import { everyRow, ident, join, param, sql } from './sql.js';
import { findRow, given } from './write/find-row.js';
import { rowOf } from './write/references.js';

valueType('AccessReason', {
  description: 'One reason for which the caller sees an object. 可见原因',
  fields: {
    condition: {
      type: 'String',
      description: 'What of the policy holds for the object. 成立的条件',
    },
    grants: {
      type: 'ViewerGrant',
      list: true,
      description:
        'Rights of the caller on which it rests; none where it rests on who the caller is. 依据的授权',
    },
  },
});

valueType('AccessExplanation', {
  description: 'Why the caller sees an object, and whether it may do something with it. 访问说明',
  fields: {
    reasons: {
      type: 'AccessReason',
      list: true,
      description: 'Every reason for which it is seen; one is enough. 可见原因',
    },
    action: {
      type: 'AllowedAction',
      nullable: true,
      description: 'The operation that was asked about; null where none was. 操作判定',
    },
    actionGrants: {
      type: 'ViewerGrant',
      list: true,
      description: 'Rights of the caller with the scope of that operation. 该操作范围的授权',
    },
  },
});

/** Where ranges in a policy come from. */
interface Source {
  readonly scope: Scope;
  readonly dataClass: DataClass;
}

/** The caller, who says of the ranges that a policy asks for which right they are of. */
function traced(caller: Caller): {
  readonly caller: Caller;
  readonly sources: Map<readonly KeyRange[], Source>;
} {
  const sources = new Map<readonly KeyRange[], Source>();
  return {
    sources,
    caller: {
      ...caller,
      ranges(scope, dataClass) {
        // A copy, so that each place in the policy has ranges of its own.
        const ranges = [...caller.ranges(scope, dataClass)];
        sources.set(ranges, { scope, dataClass });
        return ranges;
      },
    },
  };
}

/** The reasons that a policy knows: the parts of which one is enough. */
function partsOf(policy: Predicate): readonly Predicate[] {
  return policy.op === 'or' ? policy.of.flatMap(partsOf) : [policy];
}

/** Each part of a policy as a policy of its own, always the same one, because statements are remembered by it. */
const parts = new WeakMap<Policy, Policy[]>();

function partOf(policy: Policy, i: number): Policy {
  let known = parts.get(policy);
  if (!known) parts.set(policy, (known = []));
  return (known[i] ??= (caller) => partsOf(policy(caller))[i] ?? never);
}

defineRules({
  'explained-operation-is-of-the-object': {
    code: 'INVALID_INPUT',
    zh: '没有针对该类对象的操作“{operation}”;对象可用的操作见其 allowedActions。',
    en: 'No operation “{operation}” changes objects of this kind; see the allowedActions of the object.',
  },
});

const anyId: InputField<string> = {
  type: { kind: 'scalar', scalar: 'ID' },
  description: 'Global id of the object. 全局标识',
  required: true,
  parse: (value) => value as string,
};

/** The operation on objects like the one of the id. */
function operationOn(id: string, name: string): Operation | undefined {
  const asked = allOperations().get(name);
  const shape = shapeOfPrefix(decodeId(id)?.prefix ?? '');
  return asked && shape && targetEntity(asked) === shape.name ? asked : undefined;
}

computation('explainAccess', {
  description:
    'Why the caller sees an object, and whether it may do something with it; null for what is hidden, as for what never existed. 访问说明',
  input: {
    id: anyId,
    operation: optional(text('Name of an operation that changes such objects. 操作', { max: 100 })),
  },
  type: 'AccessExplanation',
  nullable: true,
  price: prices.explained,
  validate: ({ id, operation }) =>
    typeof operation === 'string' && decodeId(id) !== null && !operationOn(id, operation)
      ? [refusal('explained-operation-is-of-the-object', ['operation'], { operation })]
      : [],
  read: ({ id, operation }, _ask, pool, caller) =>
    explain(pool, caller, id as string, operation as string | null | undefined),
  compute: (_input, _language, explained) => explained,
});

async function explain(
  pool: Pool,
  caller: Caller,
  id: string,
  operation: string | null | undefined,
): Promise<object | null> {
  const decoded = decodeId(id);
  const shape = decoded ? shapeOfPrefix(decoded.prefix) : undefined;
  if (!decoded || !shape || !isNoWider(shape.audience, caller.audience)) return null;
  const client = await pool.connect();
  try {
    const asking = { client, caller, today: today() };
    const row = await rowOf(asking, shape, { id: decoded }, false);
    if (!row) return null;
    const asked = typeof operation === 'string' ? operationOn(id, operation) : undefined;
    return {
      reasons: await reasonsFor(asking, shape, id, row),
      action: asked ? action(asked, row, caller) : null,
      actionGrants: asked ? caller.grants.filter(({ scope }) => includesScope(scope, asked.scope)) : [],
    };
  } finally {
    client.release();
  }
}

/** The parts of the policy that hold for the row, each with the rights that it rests on. */
async function reasonsFor(
  asking: { readonly client: PoolClient; readonly caller: Caller; readonly today: string },
  shape: Shape,
  id: string,
  row: Row,
): Promise<readonly object[]> {
  const { caller } = asking;
  const { caller: tracer, sources } = traced(caller);
  const { visible } = shape.entity;
  const all = partsOf(visible(tracer));
  const holds = await findRow<Record<string, boolean>>(
    asking,
    `explain ${shape.name} ${all.length}`,
    { id: decodeId(id) },
    (c) => {
      const where = byId(shape, given('id'));
      const t = tableOf(c, shape.name, where, null);
      const asOf = param(todaySlot, 'date');
      const each = all.map(
        (_, i) =>
          sql`coalesce(${conditionOf(c, t, c.policy(partOf(visible, i)), asOf, 'policy')}, FALSE) AS ${ident(`p${i}`)}`,
      );
      // The row was found; of dated versions it was today's.
      const exists = shape.entity.anchor === undefined ? everyRow : rowsThatExist(c, t, asOf);
      return sql`SELECT ${join(each, ', ')} FROM ${t.from} WHERE ${where.on(t, asOf, null)} AND ${exists}`;
    },
  );
  return all
    .filter((_, i) => holds?.[`p${i}`] === true)
    .map((part) => ({
      condition: said(part, caller, sources),
      grants: grantsBehind(part, row, caller, sources),
    }));
}

/** Rights whose places a condition names; of the row's own place only those that have it. */
function grantsBehind(
  part: Predicate,
  row: Row,
  caller: Caller,
  sources: ReadonlyMap<readonly KeyRange[], Source>,
  own = true,
): readonly Grant[] {
  switch (part.op) {
    case 'and':
    case 'or':
      return [...new Set(part.of.flatMap((one) => grantsBehind(one, row, caller, sources, own)))];
    case 'not':
      return grantsBehind(part.of, row, caller, sources, own);
    case 'some':
    case 'none':
    case 'every':
      return grantsBehind(part.where, row, caller, sources, false);
    case 'within': {
      const source = sources.get(part.ranges);
      const key = own ? row[part.field] : undefined;
      return caller.grants.filter(
        ({ scope, division, dataClass }) =>
          source !== undefined &&
          dataClass === source.dataClass &&
          includesScope(scope, source.scope) &&
          (division === null || typeof key !== 'string' || holdsKey(division, key)),
      );
    }
    default:
      return [];
  }
}

function holdsKey(division: string, key: string): boolean {
  return codeTree()
    .ranges(division, today())
    .some(({ from, to }) => from <= key && key < to);
}

/** A condition in a line, with what is the caller's own under its name in `viewer`. */
function said(part: Predicate, caller: Caller, sources: ReadonlyMap<readonly KeyRange[], Source>): string {
  const value = (one: Bindable): string => {
    if (one === caller.organizationId) return 'viewer.organization';
    if (one === caller.app) return 'viewer.app';
    if (one === caller.subject) return 'viewer.subject';
    return String(one);
  };
  const line = (p: Predicate): string => {
    switch (p.op) {
      case 'const':
        return p.value ? 'public' : 'nobody';
      case 'and':
      case 'or':
        return `(${p.of.map(line).join(` ${p.op} `)})`;
      case 'not':
        return `not ${line(p.of)}`;
      case 'some':
      case 'none':
      case 'every':
        return `${p.op} ${p.relation} where ${line(p.where)}`;
      case 'within': {
        const source = sources.get(p.ranges);
        return `${p.field} within ${source ? `${source.scope} ${source.dataClass}` : 'a fixed place'}`;
      }
      case 'isNull':
        return `${p.field} is missing`;
      case 'in':
        return `${p.field} in ${p.values.map(value).join(', ')}`;
      case 'search':
        return 'search';
      default:
        return `${p.field} ${p.op} ${value(p.value)}`;
    }
  };
  return line(part);
}
