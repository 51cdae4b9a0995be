// How one object is named: by id, by a natural key or by a caller's own key, as a condition on its table.
import type { GlobalId } from '../ids.js';
import { isUuid } from '../ids.js';
import type { Ref } from '../input.js';
import { columnOf, graph, type Shape } from '../graph/shape.js';
import { join, literal, param, raw, sql, type Sql } from '../sql.js';
import type { Ids, Where } from './plan.js';
import { Slot, type Choices } from './slots.js';

const nowhere: Where = { on: () => raw('FALSE') };

/** The row of a global id; no row for null, or for an id of another type or form. */
export function byId(shape: Shape, id: Slot<GlobalId | null>): Where {
  const { id: prefix } = shape.entity;
  const own = id.map((one) =>
    one?.prefix === prefix && (shape.hasTenant || one!.tenant === 0) ? one : null,
  );
  return byKey(
    shape,
    own.map((one) => one?.tenant ?? null),
    own.map((one) => one?.key ?? null),
  );
}

/** The row of a tenant and identity; no row where one of them is null. */
export function byKey(shape: Shape, tenant: Slot<number | null>, key: Slot<string | null>): Where {
  const column = columnOf(shape, shape.identity!);
  const fit = column.native === 'uuid' ? key.map((one) => (one !== null && isUuid(one) ? one : null)) : key;
  return {
    tenant,
    on(t) {
      const own = sql`${t.own(column.name)} = ${param(fit, column.native)}`;
      return shape.hasTenant ? sql`${t.own('tenant')} = ${param(tenant, 'int4')} AND ${own}` : own;
    },
  };
}

/** The row that a reference names; by what it does so is chosen. */
export function byRef(shape: Shape, ref: Slot<Ref>, choices: Choices): Where {
  const by = choices.choose(ref.map(kindOfRef));
  if (by === 'id')
    return byId(
      shape,
      ref.map((one) => ('id' in one ? one.id : null)),
    );
  if (by === 'externalKey') return byExternalKey(shape, ref, choices);
  const { columns } = shape.entity.naturalKeys![by]!;
  const natural = ref.map((one) => ('natural' in one ? one : null));
  const inTenant = choices.choose(natural.map((one) => one?.tenant !== null));
  const tenant = natural.map((one) => one!.tenant);
  return {
    ...(inTenant ? { tenant } : {}),
    on: (t) =>
      join(
        [
          ...(inTenant ? [sql`${t.own('tenant')} = ${param(tenant, 'int4')}`] : []),
          ...columns.map(
            (name, i) =>
              sql`${t.own(name)} = ${param(
                natural.map((one) => one!.values[i]),
                columnOf(shape, name).native,
              )}`,
          ),
        ],
        ' AND ',
      ),
  };
}

/** The natural key's name, or how else. */
function kindOfRef(ref: Ref): string {
  return 'natural' in ref ? ref.natural : 'id' in ref ? 'id' : 'externalKey';
}

/** An app sees its own keys only. */
function byExternalKey(shape: Shape, ref: Slot<Ref>, choices: Choices): Where {
  const app = new Slot(({ caller }) => caller.app);
  if (!choices.choose(app.map((one) => one !== null)) || !shape.hasTenant) return nowhere;
  const given = ref.map((one) => one as Extract<Ref, { externalKey: string }>);
  const tenant = given.map((one) => one.tenant);
  const key = param(
    given.map((one) => one.externalKey),
    'text',
  );
  return {
    tenant,
    on: (t) =>
      sql`${t.own('tenant')} = ${param(tenant, 'int4')} AND ${t.own(shape.identity!)} = (SELECT x."objectId" FROM "ExternalKey" x WHERE x.tenant = ${param(tenant, 'int4')} AND x.app = ${param(app, 'uuid')} AND x.type = ${literal(shape.name)} AND x.key = ${key})`,
  };
}

/** PostgreSQL types of the columns of `x`. */
const idColumns: Readonly<Record<keyof Ids, string>> = {
  prefixes: 'text[]',
  tenants: 'int4[]',
  keys: 'text[]',
  uuids: 'uuid[]',
};

/** Listed ids as the rows of `x`, numbered in their order. */
export function listedIds(ids: Slot<Ids>): Sql {
  const columns = Object.entries(idColumns).map(([name, type]) =>
    param(
      ids.map((all) => all[name as keyof Ids]),
      type,
    ),
  );
  return sql`unnest(${join(columns, ', ')}) WITH ORDINALITY AS x(prefix, tenant, key, uuid, n)`;
}

let byPrefix: ReadonlyMap<string, Shape> | undefined;

/** The shape whose global ids begin so; undefined for a prefix of nothing. */
export function shapeOfPrefix(prefix: string): Shape | undefined {
  byPrefix ??= new Map(
    [...graph().values()].flatMap((shape) =>
      shape.entity.id === undefined ? [] : [[shape.entity.id, shape] as const],
    ),
  );
  return byPrefix.get(prefix);
}

/** The id's prefix, or the same text for all that stand for no type: what anybody may write is no choice. */
export function knownPrefix(id: GlobalId | null): string {
  return id !== null && shapeOfPrefix(id.prefix) ? id.prefix : '';
}

/** What global ids say, as columns; null stands for what is no id. */
export function columnsOf(ids: readonly (GlobalId | null)[]): Ids {
  return {
    prefixes: ids.map((id) => id?.prefix ?? null),
    tenants: ids.map((id) => id?.tenant ?? null),
    keys: ids.map((id) => id?.key ?? null),
    uuids: ids.map((id) => (id && isUuid(id.key) ? id.key : null)),
  };
}

/** The row of one of the listed ids. */
export function byListedId(shape: Shape): Where {
  const { name, native } = columnOf(shape, shape.identity!);
  const key = raw(native === 'uuid' ? 'x.uuid' : 'x.key');
  return {
    on(t) {
      const inTenant = shape.hasTenant ? sql`${t.own('tenant')} = x.tenant` : raw('x.tenant = 0');
      return sql`${inTenant} AND ${t.own(name)} = ${key}`;
    },
  };
}
