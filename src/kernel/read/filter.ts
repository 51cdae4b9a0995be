// A caller's filter becomes a condition; what it names was checked by GraphQL, what it says is checked here.
import { limits } from '../config.js';
import { digestsOf } from '../personal.js';
import { codeTree } from '../entity.js';
import { fault, Refusal, refusal, type Path } from '../errors.js';
import { graph, type ColumnField, type LinkField, type Shape } from '../graph/shape.js';
import { unitOfType } from '../graph/units.js';
import { all, any, always, not, type Bindable, type Comparison } from '../predicate.js';
import { isText } from '../input.js';
import { allScalars } from '../scalars.js';
import { gramsOf, patternOf, searchText } from '../search.js';
import { formOfRanges, rangesIn, type Condition } from './policies.js';
import { Said, Slot, slotOf, type Choices } from './slots.js';

type Given = Readonly<Record<string, unknown>>;

/** Reads the filters of one field of an operation. */
export class FilterReader {
  /** Relations that were named so far, as they are written: also those that make no difference to the condition. */
  relations = 0;
  private readonly choices: Choices;
  private readonly asOf: Slot<string>;

  /** @param asOf day on which `within` is expanded */
  constructor(choices: Choices, asOf: Slot<string>) {
    this.choices = choices;
    this.asOf = asOf;
  }

  /**
   * Reads a filter of an entity.
   * @throws Refusal INVALID_INPUT with the path of the first value that is wrong; values are judged when they are bound
   */
  read(shape: Shape, given: unknown, path: Path, depth = 0): Condition {
    if (given === null || given === undefined) return always;
    if (depth > limits.filterDepth) throw refusal('filter-depth', path, { max: limits.filterDepth });
    return all(
      ...Object.entries(given as Given).map(([name, value]) =>
        this.part(shape, name, value, [...path, name], depth + 1),
      ),
    );
  }

  private part(shape: Shape, name: string, value: unknown, at: Path, depth: number): Condition {
    if (value === null || value === undefined) throw refusal('filter-value', at);
    if (name === 'and' || name === 'or') {
      const list = value as readonly unknown[];
      checkLength(list, at);
      return (name === 'and' ? all : any)(
        ...list.map((one, i): Condition => this.read(shape, one, [...at, i], depth)),
      );
    }
    if (name === 'not') return not(this.read(shape, value, at, depth));
    if (name === 'within') return this.within(shape.entity.within!, value, at);
    const field = shape.fields.get(name)!;
    return field.kind === 'column'
      ? this.comparators(field, value as Given, at)
      : this.relation(field as LinkField, value as Given, at, depth);
  }

  private within(field: string, value: unknown, path: Path): Condition {
    const code = this.checked('DivisionCode', value, path);
    const ranges = new Slot((binding) =>
      codeTree().ranges(binding.value(code) as string, binding.value(this.asOf)),
    );
    const form = this.choices.choose(ranges.map(formOfRanges));
    return rangesIn(field, form, ranges);
  }

  private relation(field: LinkField, value: Given, path: Path, depth: number): Condition {
    const target = graph().get(field.target)!;
    if (field.kind === 'one') {
      this.relations += 1;
      return { op: 'some', relation: field.name, where: this.read(target, value, path, depth) };
    }
    return all(
      ...Object.entries(value).map(([quantifier, where]): Condition => {
        if (where === null) throw refusal('filter-value', [...path, quantifier]);
        this.relations += 1;
        return {
          op: quantifier as 'some' | 'none' | 'every',
          relation: field.name,
          where: this.read(target, where, [...path, quantifier], depth),
        };
      }),
    );
  }

  private comparators(column: ColumnField, given: Given, path: Path): Condition {
    const { sealedIn } = column;
    return all(
      ...Object.entries(given).map(([operator, value]) =>
        sealedIn === null
          ? this.comparison(column, operator, value, [...path, operator])
          : this.sealed(column, sealedIn, operator, value, [...path, operator]),
      ),
    );
  }

  private comparison({ column, type }: ColumnField, operator: string, value: unknown, at: Path): Condition {
    const field = column.name;
    if (value === null) throw refusal('filter-value', at);
    if (operator === 'isNull') return value === true ? { op: 'isNull', field } : not({ op: 'isNull', field });
    if (operator === 'in' || operator === 'notIn') {
      const values = this.choices.check(
        slotOf(value).map((list) => {
          checkLength(list as readonly unknown[], at);
          return (list as readonly unknown[]).map((one, i) => readValue(type, one, [...at, i]));
        }),
      );
      const among: Condition = { op: 'in', field, values };
      return operator === 'in' ? among : not(among);
    }
    // A part of a text is no value of its scalar.
    const kind = operator === 'contains' || operator === 'startsWith' ? 'String' : type;
    // `has` asks a list column for an element, which the condition says as eq.
    const op = (operator === 'has' ? 'eq' : operator) as Comparison;
    const checked = this.checked(kind, value, at);
    // Kinds and states are unevenly spread: the database plans better where it knows which is meant.
    const said = column.kind === 'enum' && op === 'eq' && !column.list;
    return { op, field, value: said ? new Said(this.choices.choose(checked as Slot<string>)) : checked };
  }

  /** A sealed value is found by its digests; what callers name is made one before it is compared. */
  private sealed(field: ColumnField, model: string, operator: string, value: unknown, at: Path): Condition {
    const told = this.comparison(field, operator, value, at);
    const sought = (values: Slot<readonly Bindable[]>): Condition => ({
      op: 'in',
      field: field.column.name,
      values: values.map((all) => digestsOf(all, model, field.column.name)),
    });
    const digested = (one: Condition): Condition => {
      if (one.op === 'not') return not(digested(one.of));
      if (one.op === 'in') return sought(one.values);
      if (one.op === 'eq') return sought(one.value.map((only) => [only]));
      if (one.op === 'ne') return not(sought(one.value.map((only) => [only])));
      return one;
    };
    return digested(told);
  }

  private checked(type: string, value: unknown, path: Path): Slot<Bindable> {
    return this.choices.check(slotOf(value).map((one) => readValue(type, one, path)));
  }
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

/** Reads `search:`. Refuses a text that is empty or too long. */
export function readSearch(choices: Choices, given: unknown, path: Path): Condition {
  if (given === null || given === undefined) return always;
  const text = slotOf(given).map((one) => {
    const asked = readScalar('String', one, path) as string;
    // Judged as it is compared: what is left of it must find something.
    const compared = searchText(asked);
    if (compared === '' || [...asked].length > limits.searchText)
      throw new Refusal([fault('text-length', path, { min: 1, max: limits.searchText })]);
    return compared;
  });
  const indexed = choices.choose(text.map((one) => gramsOf(one).length > 0));
  return { op: 'search', text: { pattern: text.map(patternOf), grams: indexed ? text.map(gramsOf) : null } };
}
