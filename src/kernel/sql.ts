// SQL as values: fragments of text with bound parameters, composed by a template tag.

/** A value that travels beside the statement, with the PostgreSQL type it is cast to. */
export class Param {
  readonly value: unknown;
  readonly cast: string;
  constructor(value: unknown, cast: string) {
    this.value = value;
    this.cast = cast;
  }
}

/** A fragment of SQL: text, parameters and other fragments in order. Immutable, so that it may stand in several places. */
export class Sql {
  readonly parts: readonly (string | Param | Sql)[];
  constructor(parts: readonly (string | Param | Sql)[]) {
    this.parts = parts;
  }
}

/** Builds a fragment; what is interpolated is a fragment or a parameter, never bare text. */
export function sql(strings: TemplateStringsArray, ...values: readonly (Sql | Param)[]): Sql {
  const parts: (string | Param | Sql)[] = [];
  strings.forEach((text, i) => {
    if (text !== '') parts.push(text);
    const value = values[i];
    if (value !== undefined) parts.push(value);
  });
  return new Sql(parts);
}

/** Text that the program itself wrote. Never pass anything that came from a caller. */
export function raw(text: string): Sql {
  return new Sql([text]);
}

/** A value of the caller, bound and cast: `param('510117', 'text')`. */
export function param(value: unknown, cast: string): Sql {
  return new Sql([new Param(value, cast)]);
}

/** A quoted identifier. */
export function ident(name: string): Sql {
  return new Sql([`"${name.replaceAll('"', '""')}"`]);
}

/** A string constant of the program, quoted. */
export class Literal extends Sql {
  readonly text: string;
  constructor(text: string) {
    super([`'${text.replaceAll("'", "''")}'`]);
    this.text = text;
  }
}

/** A string constant of the program, quoted. */
export function literal(text: string): Literal {
  return new Literal(text);
}

/** Texts one behind the other, each of them a fragment. */
class Concatenation extends Sql {
  readonly pieces: readonly Sql[];
  constructor(pieces: readonly Sql[]) {
    super(join(pieces, ' || ').parts);
    this.pieces = pieces;
  }
}

/** The texts one behind the other; constants that meet become one, because each `||` copies what stands before it. */
export function concat(...texts: readonly Sql[]): Sql {
  const pieces: Sql[] = [];
  for (const piece of texts.flatMap((text) => (text instanceof Concatenation ? text.pieces : [text]))) {
    const last = pieces.at(-1);
    if (last instanceof Literal && piece instanceof Literal)
      pieces.splice(-1, 1, literal(last.text + piece.text));
    else pieces.push(piece);
  }
  return pieces.length === 1 ? pieces[0]! : new Concatenation(pieces);
}

/** The condition that every row satisfies. */
export const everyRow = raw('TRUE');

/** The conditions one beside the other; those that every row satisfies are left out. */
export function allOf(...conditions: readonly Sql[]): Sql {
  const rest = conditions.filter((one) => one !== everyRow);
  return rest.length === 0 ? everyRow : join(rest, ' AND ');
}

/** Fragments with a separator between them. */
export function join(fragments: readonly Sql[], separator: string): Sql {
  return new Sql(fragments.flatMap((fragment, i) => (i === 0 ? [fragment] : [separator, fragment])));
}

/**
 * The statement's text with `$n::type` in place of its parameters, and their values in order. A parameter that stands
 * in several places is bound once, and so is an object that is the value of several; equal values are not, so that the
 * text never depends on values.
 */
export function render(fragment: Sql): { readonly text: string; readonly values: readonly unknown[] } {
  const values: unknown[] = [];
  const places = new Map<unknown, string>();
  const texts: string[] = [];
  const placed = (param: Param): string => {
    const { value, cast } = param;
    const key = typeof value === 'object' && value !== null ? value : param;
    const known = places.get(key);
    // The same object may stand somewhere else as another type.
    if (known?.endsWith(`::${cast}`)) return known;
    const place = `$${values.push(value)}::${cast}`;
    places.set(key, place);
    return place;
  };
  // A stack of its own, because a statement may be nested deeper than calls may be.
  const rest: (string | Param | Sql)[] = [fragment];
  for (let part = rest.pop(); part !== undefined; part = rest.pop()) {
    if (typeof part === 'string') texts.push(part);
    else if (part instanceof Sql) for (let i = part.parts.length - 1; i >= 0; i--) rest.push(part.parts[i]!);
    else texts.push(placed(part));
  }
  return { text: texts.join(''), values };
}
