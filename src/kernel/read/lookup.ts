// How one object is named: by id, by a natural key or by a caller's own key, as a condition on its table.
import type { Caller } from '../caller.js';
import type { GlobalId } from '../ids.js';
import { isUuid } from '../ids.js';
import type { Ref } from '../input.js';
import { columnOf, type Shape } from '../graph/shape.js';
import { join, literal, param, raw, sql, type Sql } from '../sql.js';
import type { Table } from './condition.js';
import type { Where } from './plan.js';

const nowhere: Where = () => raw('FALSE');

/** The row of a global id; no row for an id of another type or form. */
export function byId(shape: Shape, id: GlobalId): Where {
  if (id.prefix !== shape.entity.id || shape.identity === null) return nowhere;
  return byKey(shape, id.tenant, id.key);
}

/** The row of a tenant and identity. */
export function byKey(shape: Shape, tenant: number, key: string): Where {
  const column = columnOf(shape, shape.identity!);
  if (column.native === 'uuid' && !isUuid(key)) return nowhere;
  if (!shape.hasTenant && tenant !== 0) return nowhere;
  return (t) => {
    const own = sql`${t.col(column.name)} = ${param(key, column.native)}`;
    return shape.hasTenant ? sql`${t.col('tenant')} = ${param(tenant, 'int4')} AND ${own}` : own;
  };
}

/** The row that a reference names. */
export function byRef(shape: Shape, ref: Ref, caller: Caller): Where {
  if ('id' in ref) return byId(shape, ref.id);
  if ('externalKey' in ref) return byExternalKey(shape, ref, caller);
  const { columns } = shape.entity.naturalKeys![ref.natural]!;
  return (t) => {
    const parts: Sql[] = columns.map(
      (name, i) => sql`${t.col(name)} = ${param(ref.values[i], columnOf(shape, name).native)}`,
    );
    if (ref.tenant !== null) parts.unshift(sql`${t.col('tenant')} = ${param(ref.tenant, 'int4')}`);
    return join(parts, ' AND ');
  };
}

/** An app sees its own keys only. */
function byExternalKey(
  shape: Shape,
  ref: { readonly externalKey: string; readonly tenant: number },
  caller: Caller,
): Where {
  if (caller.app === null || !shape.hasTenant) return nowhere;
  return (t: Table) =>
    sql`${t.col('tenant')} = ${param(ref.tenant, 'int4')} AND ${t.col(shape.identity!)} = (SELECT x."objectId" FROM "ExternalKey" x WHERE x.tenant = ${param(ref.tenant, 'int4')} AND x.app = ${param(caller.app, 'uuid')} AND x.type = ${literal(shape.name)} AND x.key = ${param(ref.externalKey, 'text')})`;
}
