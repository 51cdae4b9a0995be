// Fields of an operation's input: their GraphQL type, how they are judged, and what type the value has.
import { limits } from './config.js';
import type { Deprecation } from './deprecation.js';
import { fault, type Fault, type Path } from './errors.js';
import { decodeId, type GlobalId } from './ids.js';
import { fenOf, percentOf, ppmOf, wholePpm, yuanOf } from './money.js';
import { scalarNamed } from './scalars.js';

/** How a caller names an existing object: by id, by a natural key, or by a key of its own. */
export type Ref =
  | { readonly id: GlobalId }
  | { readonly natural: string; readonly tenant: number | null; readonly values: readonly string[] }
  | { readonly externalKey: string; readonly tenant: number };

type InputKind =
  | { readonly kind: 'scalar'; readonly scalar: string }
  | { readonly kind: 'enum'; readonly enum: string }
  | { readonly kind: 'ref'; readonly entity: string }
  | { readonly kind: 'list'; readonly of: InputField<unknown>; readonly max: number }
  | { readonly kind: 'object'; readonly name: string; readonly shape: InputShape }
  | { readonly kind: 'oneOf'; readonly name: string; readonly shape: () => InputShape };

/** One field. The type parameter is what `run` gets. */
export interface InputField<T> {
  readonly type: InputKind;
  readonly description: string;
  readonly required: boolean;
  /** Its end, if that is announced; of a field only that may be left out. */
  readonly deprecated?: Deprecation;
  /** Judges a value that already has the right JSON type; adds to `faults` and gives undefined where it is wrong. */
  parse(value: unknown, path: Path, faults: Fault[]): T | undefined;
}

export type InputShape = Readonly<Record<string, InputField<unknown>>>;
type ValueOf<F> = F extends InputField<infer T> ? T : never;
export type ValuesOf<Shape extends InputShape> = { readonly [K in keyof Shape]: ValueOf<Shape[K]> };

/** The same field, not required: absent is undefined, null is null and means "remove". */
export function optional<T>(field: InputField<T>): InputField<T | null | undefined> {
  return {
    ...field,
    required: false,
    parse: (value, path, faults) =>
      value === null || value === undefined ? value : field.parse(value, path, faults),
  };
}

/** The same field, which may be left out and then stays as it is; null is refused, because it cannot be removed. */
export function changeable<T>(field: InputField<T>): InputField<T | undefined> {
  return {
    ...field,
    required: false,
    parse(value, path, faults) {
      if (value === undefined) return undefined;
      if (value !== null) return field.parse(value, path, faults);
      faults.push(fault('not-removable', path));
      return undefined;
    },
  };
}

/** Whether every character is whole: half of a surrogate pair is none, and no database keeps it. */
export function isText(value: string): boolean {
  return !/\p{Surrogate}/u.test(value);
}

/** A line or paragraph of text, in Unicode NFC, without surrounding space or control characters. */
export function text(
  description: string,
  { min = 1, max = limits.text }: { min?: number; max?: number } = {},
): InputField<string> {
  return {
    type: { kind: 'scalar', scalar: 'String' },
    description,
    required: true,
    parse(value, path, faults) {
      const normal = (value as string).normalize('NFC').trim();
      const length = [...normal].length;
      if (length < min || length > max) faults.push(fault('text-length', path, { min, max }));
      // oxlint-disable-next-line no-control-regex
      else if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(normal) || !isText(normal))
        faults.push(fault('text-printable', path));
      else return normal;
      return undefined;
    },
  };
}

/** A whole number. */
export function int(
  description: string,
  { min, max }: { readonly min: number; readonly max: number },
): InputField<number> {
  return {
    type: { kind: 'scalar', scalar: 'Int' },
    description,
    required: true,
    parse(value, path, faults) {
      const number = value as number;
      if (number >= min && number <= max) return number;
      faults.push(fault('number-range', path, { min, max }));
      return undefined;
    },
  };
}

/** Yes or no. */
export function bool(description: string): InputField<boolean> {
  return {
    type: { kind: 'scalar', scalar: 'Boolean' },
    description,
    required: true,
    parse: (value) => value as boolean,
  };
}

/** A declared scalar, in its normal form: `of('Date', …)`, `of('Uscc', …)`. */
export function of(scalar: string, description: string): InputField<string> {
  return {
    type: { kind: 'scalar', scalar },
    description,
    required: true,
    parse(value, path, faults) {
      const parsed = scalarNamed(scalar).parse(value as string, path);
      if ('value' in parsed) return parsed.value;
      faults.push(parsed.fault);
      return undefined;
    },
  };
}

/** An amount of money in yuan; `run` gets fen. */
export function yuan(
  description: string,
  { min, max = fenOf(limits.amountYuan)! }: { min?: bigint; max?: bigint } = {},
): InputField<bigint> {
  return {
    type: { kind: 'scalar', scalar: 'Yuan' },
    description,
    required: true,
    parse(value, path, faults) {
      const fen = fenOf(value as string);
      if (fen === null) faults.push(fault('money-form', path));
      else if ((min !== undefined && fen < min) || fen > max || fen < -max)
        faults.push(fault('money-range', path, { min: yuanOf(min ?? -max), max: yuanOf(max) }));
      else return fen;
      return undefined;
    },
  };
}

/** A rate in percent; `run` gets parts per million. */
export function percent(description: string, { max = wholePpm }: { max?: number } = {}): InputField<number> {
  return {
    type: { kind: 'scalar', scalar: 'Percent' },
    description,
    required: true,
    parse(value, path, faults) {
      const ppm = ppmOf(value as string);
      if (ppm === null) faults.push(fault('percent-form', path));
      else if (ppm > max) faults.push(fault('percent-range', path, { max: percentOf(max) }));
      else return ppm;
      return undefined;
    },
  };
}

/** A value of an enum of the datamodel. */
export function enumOf<T extends string>(name: string, description: string): InputField<T> {
  return { type: { kind: 'enum', enum: name }, description, required: true, parse: (value) => value as T };
}

/** A reference to an existing object that the caller may see; its row is in `scene.refs`. */
export function ref(entity: string, description: string): InputField<Ref> {
  return {
    type: { kind: 'ref', entity },
    description,
    required: true,
    parse: (value, path, faults) => parseRef(entity, value as Record<string, unknown>, path, faults),
  };
}

/** A list of at most `max` items. */
export function list<T>(
  of: InputField<T>,
  { max = limits.listItems }: { max?: number } = {},
): InputField<readonly T[]> {
  return {
    type: { kind: 'list', of, max },
    description: of.description,
    required: true,
    parse(value, path, faults) {
      const items = value as readonly unknown[];
      if (items.length > max) {
        faults.push(fault('list-length', path, { min: 0, max }));
        return undefined;
      }
      return items.map((item, i) => of.parse(item, [...path, i], faults) as T);
    },
  };
}

/** A named group of fields. */
export function object<Shape extends InputShape>(
  name: string,
  description: string,
  shape: Shape,
): InputField<ValuesOf<Shape>> {
  return {
    type: { kind: 'object', name, shape },
    description,
    required: true,
    parse: (value, path, faults) => parseShape(shape, value as Record<string, unknown>, path, faults),
  };
}

/** What a `oneOf` gives: the one field that was set, and its value. */
export type Choice<Shape extends InputShape> = {
  readonly [K in keyof Shape & string]: { readonly choice: K; readonly value: ValueOf<Shape[K]> };
}[keyof Shape & string];

/**
 * A group of fields of which exactly one is set, as GraphQL makes sure; it may contain itself. References have no place
 * in it: who uses it may turn the choice into something else.
 * @param shape gives the fields, none of them required; a function, because they may name the group
 */
export function oneOf<Shape extends InputShape>(
  name: string,
  description: string,
  shape: () => Shape,
): InputField<Choice<Shape>> {
  return {
    type: { kind: 'oneOf', name, shape },
    description,
    required: true,
    parse(value, path, faults) {
      const [[choice, given]] = Object.entries(value as object) as [[string, unknown]];
      const parsed = shape()[choice]!.parse(given, [...path, choice], faults);
      return { choice, value: parsed } as Choice<Shape>;
    },
  };
}

/** Judges every field of a shape and collects all faults. */
export function parseShape<Shape extends InputShape>(
  shape: Shape,
  value: Readonly<Record<string, unknown>>,
  path: Path,
  faults: Fault[],
): ValuesOf<Shape> {
  const values: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(shape)) {
    if (!(name in value) && !field.required) continue;
    values[name] = field.parse(value[name], [...path, name], faults);
  }
  return values as ValuesOf<Shape>;
}

/** How a natural key's values are judged: scalar per column. Filled when the graph's shape is resolved. */
export const naturalKeyScalars = new Map<
  string,
  Readonly<Record<string, readonly (readonly [column: string, scalar: string])[]>>
>();

/** Reads an `XRef`, of which GraphQL has made sure that exactly one field is set. */
export function parseRef(
  entity: string,
  value: Readonly<Record<string, unknown>>,
  path: Path,
  faults: Fault[],
): Ref | undefined {
  const [by, given] = Object.entries(value)[0]!;
  if (by === 'id') {
    const id = decodeId(given as string);
    if (id) return { id };
    faults.push(fault('id-form', [...path, 'id']));
    return undefined;
  }
  if (by === 'externalKey') {
    const { tenant, key } = given as { tenant: number; key: string };
    const externalKey = text('', { max: 200 }).parse(key, [...path, 'externalKey', 'key'], faults);
    return externalKey === undefined ? undefined : { externalKey, tenant };
  }
  const columns = naturalKeyScalars.get(entity)?.[by] ?? [];
  const record = typeof given === 'object' ? (given as Record<string, unknown>) : { [columns[0]![0]]: given };
  const before = faults.length;
  const values = columns.map(([column, scalar]) => {
    const at = typeof given === 'object' ? [...path, by, column] : [...path, by];
    const field = scalar === 'String' ? text('', { max: 200 }) : of(scalar, '');
    return field.parse(record[column], at, faults) ?? '';
  });
  return faults.length > before
    ? undefined
    : { natural: by, tenant: (record['tenant'] as number | undefined) ?? null, values };
}
