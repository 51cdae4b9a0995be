// Conditions on rows as data: one form for policies, filters and searches, run by the database.

/** Half-open range of division keys, `from <= key < to`. */
export interface KeyRange {
  readonly from: string;
  readonly to: string;
}

export type Comparison = 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'contains' | 'startsWith';

/** What can be bound: never a float. */
export type Bindable = string | number | bigint | boolean;

/** In what form the values of a condition stand in it. */
export interface Values {
  readonly one: unknown;
  readonly list: unknown;
  readonly ranges: unknown;
  readonly text: unknown;
}

/** Values as they are. */
export interface Plain extends Values {
  readonly one: Bindable;
  readonly list: readonly Bindable[];
  readonly ranges: readonly KeyRange[];
  readonly text: string;
}

interface Constant {
  readonly op: 'const';
  readonly value: boolean;
}

/** A condition on one row of an entity. Field and relation names are those of the entity. */
export type Predicate<V extends Values = Plain> =
  | Constant
  | { readonly op: 'and' | 'or'; readonly of: readonly Predicate<V>[] }
  | { readonly op: 'not'; readonly of: Predicate<V> }
  | { readonly op: Comparison; readonly field: string; readonly value: V['one'] }
  | { readonly op: 'in'; readonly field: string; readonly values: V['list'] }
  | { readonly op: 'isNull'; readonly field: string }
  | { readonly op: 'within'; readonly field: string; readonly ranges: V['ranges'] }
  | { readonly op: 'search'; readonly text: V['text'] }
  | { readonly op: 'some' | 'none' | 'every'; readonly relation: string; readonly where: Predicate<V> };

export const always: Constant = { op: 'const', value: true };
export const never: Constant = { op: 'const', value: false };

/** True where every one is; constants are folded away. */
export function all<V extends Values = Plain>(...of: readonly Predicate<V>[]): Predicate<V> {
  const rest = of.filter((p) => !(p.op === 'const' && p.value));
  if (rest.some((p) => p.op === 'const')) return never;
  return rest.length === 0 ? always : rest.length === 1 ? rest[0]! : { op: 'and', of: rest };
}

/** True where at least one is; constants are folded away. */
export function any<V extends Values = Plain>(...of: readonly Predicate<V>[]): Predicate<V> {
  const rest = of.filter((p) => !(p.op === 'const' && !p.value));
  if (rest.some((p) => p.op === 'const')) return always;
  return rest.length === 0 ? never : rest.length === 1 ? rest[0]! : { op: 'or', of: rest };
}

/** True where the other is false; a condition on NULL is false, so its negation is true. */
export function not<V extends Values = Plain>(of: Predicate<V>): Predicate<V> {
  return of.op === 'const' ? (of.value ? never : always) : { op: 'not', of };
}

/** `field = value`. */
export function eq(field: string, value: Bindable): Predicate {
  return { op: 'eq', field, value };
}

/** `field` is one of the values; never, if there are none. */
export function oneOf(field: string, values: readonly Bindable[]): Predicate {
  return values.length === 0 ? never : { op: 'in', field, values };
}

/** The division key in `field` lies in one of the ranges; never, if there are none. */
export function within(field: string, ranges: readonly KeyRange[]): Predicate {
  return ranges.length === 0 ? never : { op: 'within', field, ranges };
}

/** At least one row of the relation satisfies the condition. */
export function some(relation: string, where: Predicate): Predicate {
  return { op: 'some', relation, where };
}

/** How many comparisons a condition has; a relation in it counts as one more. */
export function termsOf<V extends Values>(predicate: Predicate<V>): number {
  switch (predicate.op) {
    case 'const':
      return 0;
    case 'and':
    case 'or':
      return predicate.of.reduce((sum, part) => sum + termsOf(part), 0);
    case 'not':
      return termsOf(predicate.of);
    case 'some':
    case 'none':
    case 'every':
      return termsOf(predicate.where) + 1;
    default:
      return 1;
  }
}
