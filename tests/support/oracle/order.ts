// Orders of lists, and the lists that a cursor belongs to.
import type { OrderTerm } from '../../../src/kernel/entity.js';
import { constantName } from '../../../src/kernel/graph/names.js';
import type { Shape } from '../../../src/kernel/graph/shape.js';

/** Values of the order's terms at the place of each cursor. */
export type Cursors = Map<string, readonly unknown[]>;

/** Terms with the columns that their enum values mean; null where none are given. */
export function namedOrder(shape: Shape, given: unknown): readonly OrderTerm[] | null {
  const terms = (given ?? []) as readonly OrderTerm[];
  if (terms.length === 0) return null;
  return terms.map(({ field, direction }) => ({
    field: [...shape.columns.values()].find(
      ({ name, column }) => column.name === field || constantName(name) === field,
    )!.column.name,
    direction,
  }));
}

/** The order with the tenant and the identity behind it. */
export function totalOrder(shape: Shape, terms: readonly OrderTerm[]): readonly OrderTerm[] {
  const ties = [...(shape.hasTenant ? ['tenant'] : []), shape.identity!];
  const open = ties.filter((field) => !terms.some((term) => term.field === field));
  return [...terms, ...open.map((field): OrderTerm => ({ field, direction: 'ASC' }))];
}

/** Names a list and its order: a cursor is good in one of them. */
export function listKeyOf(coordinate: string, order: readonly OrderTerm[]): string {
  return `${coordinate} ${order.map(({ field, direction }) => `${field} ${direction}`).join(', ')}`;
}
