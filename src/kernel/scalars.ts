// Scalars: how a text of a caller becomes a value, and which rule it breaks otherwise.
import type { GraphQLScalarType } from 'graphql';
import { DateTimeISOResolver, LocalDateResolver } from 'graphql-scalars';
import { dawn } from './clock.js';
import { fault, type Fault, type Path } from './errors.js';
import { fenOf, percentOf, ppmOf, yuanOf } from './money.js';

/** What parsing gives: the value, or the fault. */
export type Parsed<T> = { readonly value: T } | { readonly fault: Fault };

/** A scalar of the graph. Inputs accept any string; `parse` judges it, so that all faults are answered at once. */
export interface ScalarDeclaration {
  readonly name: string;
  readonly description: string;
  /** Gives the normal form that is stored and compared, or names the broken rule. */
  parse(text: string, path: Path): Parsed<string>;
}

const scalars = new Map<string, ScalarDeclaration>();

/** Declares a scalar; a domain does so in its `entities.ts`. */
export function scalar(declaration: ScalarDeclaration): ScalarDeclaration {
  if (scalars.has(declaration.name)) throw new Error(`The scalar ${declaration.name} is declared twice.`);
  scalars.set(declaration.name, declaration);
  return declaration;
}

/** All scalars by name. */
export function allScalars(): ReadonlyMap<string, ScalarDeclaration> {
  return scalars;
}

/** The scalar of that name. @throws Error if none is declared. */
export function scalarNamed(name: string): ScalarDeclaration {
  const found = scalars.get(name);
  if (!found) throw new Error(`No scalar is called ${name}.`);
  return found;
}

/** Offsets that exist, and that PostgreSQL knows. */
const offset = /(?:[Zz]|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** Whether a resolver of graphql-scalars accepts the text; what it makes of it is not used, because it drops microseconds. */
function accepts(resolver: GraphQLScalarType, text: string): boolean {
  try {
    resolver.parseValue(text);
    // PostgreSQL knows no year before the first.
    return text >= dawn;
  } catch {
    return false;
  }
}

scalar({
  name: 'Date',
  description: 'A business date in Asia/Shanghai, `YYYY-MM-DD`. 日期',
  parse: (text, path) =>
    accepts(LocalDateResolver, text) ? { value: text } : { fault: fault('date-form', path) },
});

scalar({
  name: 'DateTime',
  description: 'An instant in ISO 8601; answered with microseconds and +08:00. 时间',
  parse: (text, path) =>
    offset.test(text) && accepts(DateTimeISOResolver, text)
      ? { value: text }
      : { fault: fault('instant-form', path) },
});

scalar({
  name: 'Decimal',
  description: 'A decimal number as text, never a float: `"86.6"`. 十进制数',
  parse: (text, path) =>
    /^-?\d{1,16}(\.\d{1,4})?$/.test(text)
      ? { value: text }
      : { fault: fault('decimal-form', path, { scale: 4 }) },
});

scalar({
  name: 'Yuan',
  description: 'An amount in yuan as decimal text with at most two decimals: `"1800.00"`. 金额(元)',
  parse: (text, path) => {
    const fen = fenOf(text);
    return fen === null ? { fault: fault('money-form', path) } : { value: yuanOf(fen) };
  },
});

scalar({
  name: 'Percent',
  description: 'A rate in percent as decimal text with at most four decimals: `"12.5"` is 12.5 %. 百分比',
  parse: (text, path) => {
    const ppm = ppmOf(text);
    return ppm === null ? { fault: fault('percent-form', path) } : { value: percentOf(ppm) };
  },
});

scalar({
  name: 'BigInt',
  description: 'A whole number as text, of up to 64 bits. 大整数',
  parse: (text, path) =>
    /^-?\d{1,19}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text)
      ? { value: text }
      : { fault: fault('decimal-form', path, { scale: 0 }) },
});
