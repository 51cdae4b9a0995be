// What a list and the numbers about it have in common: which rows are meant, and how an amount of them is said.
import type { FieldNode } from 'graphql';
import { limits, prices } from '../config.js';
import { refusal, type Path } from '../errors.js';
import type { Shape } from '../graph/shape.js';
import { all, termsOf } from '../predicate.js';
import { FilterReader, readSearch } from './filter.js';
import { writtenInSql } from './json.js';
import type { AmountMember, Where } from './plan.js';
import type { Condition } from './policies.js';
import type { Keys, Selected, Selections } from './selections.js';
import type { Slot } from './slots.js';

/** A part of the plan, what it may cost, and the part of that which is due whatever rows there are. */
export type Priced<T> = { readonly plan: T; readonly cost: number; readonly due: number };

/** What costs nothing. */
export const free = { cost: 0, due: 0 } as const;
/** What objects cost that are named by ids, beside themselves, whatever the answer is. */
export const named = { cost: prices.named, due: prices.named } as const;
/** What a field costs that Node computes. */
export const computed = { cost: prices.computed, due: prices.computed } as const;

/** What a row of an entity costs by itself. */
export function rowPrice({ entity }: Shape): number {
  return entity.price ?? prices.row;
}

/** Which rows are asked for. Each relation that the filter names is priced like a count: it looks at other rows. */
export function rowFilter(
  s: Selections,
  shape: Shape,
  args: Selected['args'],
  asOf: Slot<string>,
  path: Path,
): Omit<Priced<Condition>, 'due'> {
  const reader = new FilterReader(s.choices, asOf);
  const filter = reader.read(shape, args['filter'], [...path, 'filter']);
  if (termsOf(filter) > limits.filterTerms)
    throw refusal('filter-terms', [...path, 'filter'], { max: limits.filterTerms });
  return {
    plan: all(filter, readSearch(s.choices, args['search'], [...path, 'search'])),
    cost: reader.relations * prices.count,
  };
}

/** The rows that are meant, of the one tenant that the filter demands. */
export function inTenant(where: Where, filter: Condition): Where {
  for (const part of filter.op === 'and' ? filter.of : [filter])
    if (part.op === 'eq' && part.field === 'tenant') return { ...where, tenant: part.value as Slot<number> };
  return where;
}

/** The parts of an amount of money that are asked for; none of any other type. */
export function amountMembers(
  s: Selections,
  type: string,
  nodes: readonly FieldNode[],
  path: Keys,
): readonly AmountMember[] {
  if (type !== 'Money') return [];
  return s.below('Money', nodes).map(({ key, name }) => {
    if (!writtenInSql.has(name)) s.completed.add([...path, key].join('.'));
    return { key, name };
  });
}
