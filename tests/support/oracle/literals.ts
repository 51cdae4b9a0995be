// Values of arguments as GraphQL text: literals, or variables with their declarations and with other values for them.
import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  print,
  type GraphQLInputType,
} from 'graphql';
import { again, Drawn, first, Fixed } from './drawn.js';
import type { Random } from './random.js';

type Values = Readonly<Record<string, unknown>>;

/** Internal values of enums by their names. */
function enumName(type: GraphQLInputType, value: unknown): string | undefined {
  return isEnumType(type) ? type.getValues().find((one) => one.value === value)!.name : undefined;
}

/** The value as it travels in `variables`. */
function external(value: unknown, type: GraphQLInputType): unknown {
  if (value === null || value === undefined) return value;
  if (isNonNullType(type)) return external(value, type.ofType);
  if (isListType(type)) return (value as readonly unknown[]).map((one) => external(one, type.ofType));
  if (!isInputObjectType(type)) return enumName(type, value) ?? value;
  const fields = type.getFields();
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, external(one, fields[name]!.type)]),
  );
}

/** Where a variable stands: what it may be beside a value depends on it. */
type Position =
  /** Null means the same as nothing. */
  | 'argument'
  /** Null is refused; a field without a value is no condition. */
  | 'field'
  /** There is a value. */
  | 'needed';

interface Variable {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly position: Position;
  readonly given: unknown;
  readonly hasDefault: boolean;
}

/** Collects the variables of one operation. */
export class Literals {
  readonly declarations: string[] = [];
  private readonly variables: Variable[] = [];
  private readonly random: Random;
  /** How likely a value is lifted out of the document. */
  private readonly lifting: number;
  private made = 0;
  constructor(random: Random) {
    this.random = random;
    this.lifting = random.pick([0.15, 0.4, 0.8]);
  }

  /** The values of the variables as they were drawn first. */
  get values(): Values {
    return this.request((variable) => (variable.hasDefault ? undefined : first(variable.given)));
  }

  /** Other values for the variables; with `nullness`, some are null or not given where that means something. */
  otherValues(nullness: boolean): Values {
    return this.request(({ given, type, position, hasDefault }) => {
      if (hasDefault && this.random.chance(0.5)) return undefined;
      if (given === undefined) return nullness && this.random.chance(0.5) ? null : undefined;
      if (nullness && !isNonNullType(type) && position !== 'needed' && this.random.chance(0.4))
        return position === 'argument' && !hasDefault && this.random.chance(0.5) ? null : undefined;
      return again(given);
    });
  }

  private request(valueOf: (variable: Variable) => unknown): Values {
    return Object.fromEntries(
      this.variables
        .map((variable) => [variable.name, external(valueOf(variable), variable.type)] as const)
        .filter(([, value]) => value !== undefined),
    );
  }

  private declare(given: unknown, type: GraphQLInputType, position: Position, byDefault: boolean): string {
    const name = `v${(this.made += 1)}`;
    const value = byDefault ? ` = ${this.written(first(given), type, false)}` : '';
    this.declarations.push(
      `$${name}: ${String(byDefault && isNonNullType(type) ? type.ofType : type)}${value}`,
    );
    this.variables.push({ name, type, position, given, hasDefault: byDefault });
    return `$${name}`;
  }

  /** A variable that has the value, by itself or by its default. */
  variable(value: unknown, type: GraphQLInputType, position: Position = 'argument'): string {
    return this.declare(value, type, position, this.random.chance(0.15) && !isInputObjectType(type));
  }

  /** A variable that is not given, so that what it stands for is absent. */
  nothing(type: GraphQLInputType): string {
    return this.declare(undefined, type, 'argument', false);
  }

  /** The value of an argument: a literal with variables here and there in it, or a variable. */
  text(value: unknown, type: GraphQLInputType): string {
    return this.random.chance(this.lifting)
      ? this.variable(value, type, value instanceof Fixed ? 'needed' : 'argument')
      : this.written(value, type, true);
  }

  private written(packed: unknown, type: GraphQLInputType, variables: boolean): string {
    const fixed = packed instanceof Fixed;
    const value = packed instanceof Drawn || fixed ? packed.value : packed;
    if (value === null) return 'null';
    if (value instanceof Drawn) return this.written(value, type, variables);
    if (isNonNullType(type)) return this.written(packed, type.ofType, variables);
    const inner = (one: unknown, of: GraphQLInputType, position: Position): string =>
      variables && this.random.chance(this.lifting / 2)
        ? this.variable(fixed ? new Fixed(one) : one, of, fixed ? 'needed' : position)
        : this.written(fixed ? new Fixed(one) : one, of, variables);
    if (isListType(type))
      return `[${(value as readonly unknown[]).map((one) => inner(one, type.ofType, 'needed')).join(', ')}]`;
    if (isInputObjectType(type)) {
      const fields = type.getFields();
      // Exactly one field of a oneOf input is given, and a variable for it must not be nullable.
      const entries = Object.entries(value as object).map(([name, one]) => {
        const { type: of, defaultValue } = fields[name]!;
        const position = defaultValue === undefined ? 'field' : 'needed';
        return `${name}: ${type.isOneOf ? this.written(one, of, variables) : inner(one, of, position)}`;
      });
      return `{ ${entries.join(', ')} }`;
    }
    const name = enumName(type, value);
    if (name !== undefined) return name;
    return typeof value === 'string' ? print({ kind: Kind.STRING, value }) : JSON.stringify(value);
  }
}
