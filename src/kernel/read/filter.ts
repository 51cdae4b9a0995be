// A caller's filter becomes a predicate; what it names was checked by GraphQL, what it says is checked here.
import { limits } from '../config.js';
import { codeTree } from '../entity.js';
import { fault, Refusal, refusal, type Path } from '../errors.js';
import type { ColumnField, Graph, LinkField, Shape } from '../graph/shape.js';
import { unitOfType } from '../graph/units.js';
import {
  all,
  any,
  always,
  not,
  within,
  type Bindable,
  type Comparison,
  type Predicate,
} from '../predicate.js';
import { isText } from '../input.js';
import { allScalars } from '../scalars.js';
import { searchText } from '../search.js';

type Given = Readonly<Record<string, unknown>>;

/**
 * Reads a filter of an entity.
 * @param asOf day on which `within` is expanded
 * @throws Refusal INVALID_INPUT with the path of the first value that is wrong
 */
export function readFilter(
  graph: Graph,
  shape: Shape,
  given: unknown,
  path: Path,
  asOf: string,
  depth = 0,
): Predicate {
  if (given === null || given === undefined) return always;
  if (depth > limits.filterDepth) throw refusal('filter-depth', path, { max: limits.filterDepth });
  const nested = (target: Shape, value: unknown, at: Path): Predicate =>
    readFilter(graph, target, value, at, asOf, depth + 1);
  const parts = Object.entries(given as Given).map(([name, value]): Predicate => {
    const at = [...path, name];
    if (value === null || value === undefined) throw refusal('filter-value', at);
    if (name === 'and' || name === 'or') {
      const list = value as readonly unknown[];
      checkLength(list, at);
      return (name === 'and' ? all : any)(...list.map((one, i) => nested(shape, one, [...at, i])));
    }
    if (name === 'not') return not(nested(shape, value, at));
    if (name === 'within')
      return within(
        shape.entity.within!,
        codeTree().ranges(readScalar('DivisionCode', value, at) as string, asOf),
      );
    const field = shape.fields.get(name)!;
    if (field.kind === 'column') return readComparators(field, value as Given, at);
    return readRelation(
      graph.get((field as LinkField).target)!,
      field as LinkField,
      value as Given,
      at,
      nested,
    );
  });
  return all(...parts);
}

function readRelation(
  target: Shape,
  field: LinkField,
  value: Given,
  path: Path,
  nested: (target: Shape, value: unknown, path: Path) => Predicate,
): Predicate {
  if (field.kind === 'one') return { op: 'some', relation: field.name, where: nested(target, value, path) };
  return all(
    ...Object.entries(value).map(([quantifier, where]): Predicate => {
      if (where === null) throw refusal('filter-value', [...path, quantifier]);
      return {
        op: quantifier as 'some' | 'none' | 'every',
        relation: field.name,
        where: nested(target, where, [...path, quantifier]),
      };
    }),
  );
}

function readComparators(
  { column: { name: field }, type: fieldType }: ColumnField,
  given: Given,
  path: Path,
): Predicate {
  return all(
    ...Object.entries(given).map(([operator, value]): Predicate => {
      const at = [...path, operator];
      if (value === null) throw refusal('filter-value', at);
      if (operator === 'isNull')
        return value === true ? { op: 'isNull', field } : not({ op: 'isNull', field });
      if (operator === 'in' || operator === 'notIn') {
        const list = value as readonly unknown[];
        checkLength(list, at);
        const values = list.map((one, i) => readValue(fieldType, one, [...at, i]));
        const among: Predicate =
          values.length === 0 ? { op: 'const', value: false } : { op: 'in', field, values };
        return operator === 'in' ? among : not(among);
      }
      // A part of a text is no value of its scalar.
      const type = operator === 'contains' || operator === 'startsWith' ? 'String' : fieldType;
      // `has` asks a list column for an element, which the condition says as eq.
      const op = (operator === 'has' ? 'eq' : operator) as Comparison;
      return { op, field, value: readValue(type, value, at) };
    }),
  );
}

/** A value of a column, in the column's own unit. */
function readValue(type: string, value: unknown, path: Path): Bindable {
  const unit = unitOfType(type);
  return unit ? unit.stored(readScalar(unit.scalar, value, path) as string) : readScalar(type, value, path);
}

function checkLength(list: readonly unknown[], path: Path): void {
  if (list.length > limits.listItems) throw refusal('list-length', path, { min: 0, max: limits.listItems });
}

/** A value in its normal form. Texts are compared in NFC. */
export function readScalar(type: string, value: unknown, path: Path): Bindable {
  if (typeof value !== 'string') return value as Bindable;
  const declared = allScalars().get(type);
  if (!declared) {
    const text = value.normalize('NFC');
    if (text.includes('\u0000') || !isText(text)) throw refusal('text-printable', path);
    if ([...text].length > limits.text) throw refusal('text-length', path, { min: 0, max: limits.text });
    return text;
  }
  const parsed = declared.parse(value, path);
  if ('fault' in parsed) throw new Refusal([parsed.fault]);
  return parsed.value;
}

/** Reads `search:`. @throws Refusal if the text is empty or too long. */
export function readSearch(given: unknown, path: Path): Predicate {
  if (given === null || given === undefined) return always;
  const text = readScalar('String', given, path) as string;
  const length = [...text].length;
  // Judged as it is compared: what is left of it must find something.
  if (searchText(text) === '' || length > limits.searchText)
    throw new Refusal([fault('text-length', path, { min: 1, max: limits.searchText })]);
  return { op: 'search', text };
}
