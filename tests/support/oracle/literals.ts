// Values of arguments as GraphQL text: literals, or variables with their declarations.
import {
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  print,
  type GraphQLInputType,
} from 'graphql';
import type { Random } from './random.js';

/** Internal values of enums by their names. */
function enumName(type: GraphQLInputType, value: unknown): string | undefined {
  return isEnumType(type) ? type.getValues().find((one) => one.value === value)!.name : undefined;
}

/** The value as it travels in `variables`. */
function external(value: unknown, type: GraphQLInputType): unknown {
  if (value === null) return null;
  if (isNonNullType(type)) return external(value, type.ofType);
  if (isListType(type)) return (value as readonly unknown[]).map((one) => external(one, type.ofType));
  if (!isInputObjectType(type)) return enumName(type, value) ?? value;
  const fields = type.getFields();
  return Object.fromEntries(
    Object.entries(value as object).map(([name, one]) => [name, external(one, fields[name]!.type)]),
  );
}

/** Collects the variables of one operation. */
export class Literals {
  readonly declarations: string[] = [];
  readonly values: Record<string, unknown> = {};
  private readonly random: Random;
  private made = 0;
  constructor(random: Random) {
    this.random = random;
  }

  /** A variable that has the value, by itself or by its default; or one that has none, where that is allowed. */
  variable(value: unknown, type: GraphQLInputType): string {
    const name = `v${(this.made += 1)}`;
    if (this.random.chance(0.15) && !isInputObjectType(type)) {
      this.declarations.push(
        `$${name}: ${String(isNonNullType(type) ? type.ofType : type)} = ${this.plain(value, type)}`,
      );
      return `$${name}`;
    }
    this.declarations.push(`$${name}: ${String(type)}`);
    this.values[name] = external(value, type);
    return `$${name}`;
  }

  /** A variable that is not given, so that what it stands for is absent. */
  nothing(type: GraphQLInputType): string {
    const name = `v${(this.made += 1)}`;
    this.declarations.push(`$${name}: ${String(type)}`);
    return `$${name}`;
  }

  /** The value as a literal, with variables here and there in it. */
  text(value: unknown, type: GraphQLInputType): string {
    return this.random.chance(0.15) ? this.variable(value, type) : this.written(value, type, true);
  }

  private plain(value: unknown, type: GraphQLInputType): string {
    return this.written(value, type, false);
  }

  private written(value: unknown, type: GraphQLInputType, variables: boolean): string {
    if (value === null) return 'null';
    if (isNonNullType(type)) return this.written(value, type.ofType, variables);
    const inner = (one: unknown, of: GraphQLInputType): string =>
      variables && this.random.chance(0.08) ? this.variable(one, of) : this.written(one, of, variables);
    if (isListType(type))
      return `[${(value as readonly unknown[]).map((one) => inner(one, type.ofType)).join(', ')}]`;
    if (isInputObjectType(type)) {
      const fields = type.getFields();
      // Exactly one field of a oneOf input is given, and a variable for it must not be nullable.
      const entries = Object.entries(value as object).map(([name, one]) => {
        const of = fields[name]!.type;
        return `${name}: ${type.isOneOf ? this.written(one, of, variables) : inner(one, of)}`;
      });
      return `{ ${entries.join(', ')} }`;
    }
    const name = enumName(type, value);
    if (name !== undefined) return name;
    return typeof value === 'string' ? print({ kind: Kind.STRING, value }) : JSON.stringify(value);
  }
}
