// Conditions with slots: a policy is told apart into its form, on which the statement depends, and its values.
import { isEverywhere, type Caller, type DataClass } from '../caller.js';
import type { Policy } from '../entity.js';
import { never, type Bindable, type KeyRange, type Plain, type Predicate } from '../predicate.js';
import { patternOf } from '../search.js';
import { Slot } from './slots.js';

/** A condition whose values are bound with the request. */
export type Condition = Predicate<{
  one: Slot<Bindable>;
  list: Slot<readonly Bindable[]>;
  ranges: Ranges;
  text: Searched;
}>;

/** What is searched, as the statement compares it with search keys. */
export interface Searched {
  readonly pattern: Slot<string>;
  /** Pieces by which an index finds the keys; null where the text is too short for one. */
  readonly grams: Slot<readonly string[]> | null;
}

/** How many ranges there are, where they are said one by one; and how many digits of a key each of them fixes. */
type RangesForm = 'nowhere' | 'everywhere' | 'many' | `${number} of ${Digits}`;

/** A county is fixed by 6 digits, a street or town by 9; 0 stands for what is wider. */
type Digits = 0 | 6 | 9;

/** Ranges of keys as a statement says them: their ends, one by one or as two lists. */
export interface Ranges {
  readonly form: 'everywhere' | 'many' | 'few';
  readonly digits: Digits;
  readonly ends: readonly (readonly [from: Slot<string>, to: Slot<string>])[];
  readonly lists: readonly [froms: Slot<readonly string[]>, tos: Slot<readonly string[]>];
}

/** Up to eight ranges are said one by one, so that each can use the index; more travel as two arrays. */
const rangesInline = 8;

/** How ranges are said. */
export function formOfRanges(ranges: readonly KeyRange[]): RangesForm {
  if (ranges.length === 0) return 'nowhere';
  if (isEverywhere(ranges)) return 'everywhere';
  if (ranges.length > rangesInline) return 'many';
  const fixed = Math.min(...ranges.map(({ from, to }) => commonLength(from, to)));
  return `${ranges.length} of ${fixed >= 9 ? 9 : fixed >= 6 ? 6 : 0}`;
}

function commonLength(a: string, b: string): number {
  let i = 0;
  while (i < a.length && a[i] === b[i]) i += 1;
  return i;
}

/** Ranges of a form that are known when a request is bound. */
function rangesOf(form: Exclude<RangesForm, 'nowhere'>, slot: Slot<readonly KeyRange[]>): Ranges {
  const [count, digits] = form.split(' of ').map(Number) as [number, Digits?];
  const end = (i: number, name: keyof KeyRange): Slot<string> => slot.map((ranges) => ranges[i]![name]);
  const list = (name: keyof KeyRange): Slot<readonly string[]> =>
    slot.map((ranges) => ranges.map((range) => range[name]));
  return {
    form: form === 'everywhere' || form === 'many' ? form : 'few',
    digits: digits ?? 0,
    ends: Array.from({ length: digits === undefined ? 0 : count }, (_, i) => [end(i, 'from'), end(i, 'to')]),
    lists: [list('from'), list('to')],
  };
}

/** That the key in the field lies in ranges of the form. */
export function rangesIn(field: string, form: RangesForm, slot: Slot<readonly KeyRange[]>): Condition {
  return form === 'nowhere' ? never : { op: 'within', field, ranges: rangesOf(form, slot) };
}

/** A condition's form as text, and its values in the order in which they stand. */
interface Parts {
  readonly form: string;
  readonly values: readonly unknown[];
}

function formOf(p: Predicate, values: unknown[]): string {
  switch (p.op) {
    case 'const':
      return p.value ? 'T' : 'F';
    case 'and':
    case 'or':
      return `${p.op}(${p.of.map((one) => formOf(one, values)).join(',')})`;
    case 'not':
      return `not(${formOf(p.of, values)})`;
    case 'isNull':
      return `isNull:${p.field}`;
    case 'in':
      values.push(p.values);
      return `in:${p.field}`;
    case 'within':
      values.push(p.ranges);
      return `within:${p.field}:${formOfRanges(p.ranges)}`;
    case 'search':
      values.push(p.text);
      return 'search';
    case 'some':
    case 'none':
    case 'every':
      return `${p.op}:${p.relation}(${formOf(p.where, values)})`;
    default:
      values.push(p.value);
      return `${p.op}:${p.field}`;
  }
}

/** The same condition with a slot for each value; `values` gives them in the order of `formOf`. */
function withSlots(plain: Predicate, values: Slot<readonly unknown[]>): Condition {
  let place = 0;
  const next = <T>(): Slot<T> => {
    const i = place;
    place += 1;
    return values.map((all) => all[i] as T);
  };
  const convert = (p: Predicate): Condition => {
    switch (p.op) {
      case 'const':
      case 'isNull':
        return p;
      case 'and':
      case 'or':
        return { op: p.op, of: p.of.map(convert) };
      case 'not':
        return { op: 'not', of: convert(p.of) };
      case 'in':
        return { ...p, values: next<Plain['list']>() };
      case 'within':
        return rangesIn(p.field, formOfRanges(p.ranges), next<Plain['ranges']>());
      case 'search':
        return { ...p, text: { pattern: next<string>().map(patternOf), grams: null } };
      case 'some':
      case 'none':
      case 'every':
        return { ...p, where: convert(p.where) };
      default:
        return { ...p, value: next<Bindable>() };
    }
  };
  return convert(plain);
}

/** What policies say of a caller, worked out once for each caller that is remembered. */
const known = new WeakMap<Caller, Map<Policy, Parts>>();

function partsOf(policy: Policy, caller: Caller): Parts {
  let own = known.get(caller);
  if (!own) known.set(caller, (own = new Map()));
  let parts = own.get(policy);
  if (!parts) {
    const values: unknown[] = [];
    own.set(policy, (parts = { form: formOf(policy(caller), values), values }));
  }
  return parts;
}

/** The form of what the policy says of whoever asks. */
export function policyForm(policy: Policy): Slot<string> {
  return new Slot(({ caller }) => partsOf(policy, caller).form);
}

/** What the policy says of callers for whom it has the same form as for this one. */
export function policyCondition(policy: Policy, caller: Caller): Condition {
  return withSlots(policy(caller), new Slot((binding) => partsOf(policy, binding.caller).values));
}

/** Classes of data that policies open to a caller, worked out once for each caller that is remembered. */
const opened = new WeakMap<Caller, Map<Policy, readonly DataClass[]>>();

/**
 * Classes of data that the caller may see by the policy: those that it asks for and the caller holds anywhere. What a
 * caller sees because it acts for an organization is for the parties: CONDITIONAL.
 */
export function classesOpened(policy: Policy, caller: Caller): readonly DataClass[] {
  let own = opened.get(caller);
  if (!own) opened.set(caller, (own = new Map()));
  let classes = own.get(policy);
  if (!classes) {
    const asked = new Set<DataClass>();
    const told = (dataClass: DataClass, held: boolean): boolean => {
      if (held) asked.add(dataClass);
      return held;
    };
    policy({
      ...caller,
      ranges: (scope, dataClass) => {
        const ranges = caller.ranges(scope, dataClass);
        told(dataClass, ranges.length > 0);
        return ranges;
      },
      holdsAt: (scope, dataClass, key) => told(dataClass, caller.holdsAt(scope, dataClass, key)),
      get organizationId() {
        told('CONDITIONAL', caller.organizationId !== null);
        return caller.organizationId;
      },
    });
    own.set(policy, (classes = [...asked]));
  }
  return classes;
}
