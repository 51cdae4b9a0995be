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

/** A fragment of SQL: text and parameters in order. Immutable. */
export class Sql {
  readonly parts: readonly (string | Param)[];
  constructor(parts: readonly (string | Param)[]) {
    this.parts = parts;
  }
}

/** Builds a fragment; what is interpolated is a fragment or a parameter, never bare text. */
export function sql(strings: TemplateStringsArray, ...values: readonly (Sql | Param)[]): Sql {
  const parts: (string | Param)[] = [];
  strings.forEach((text, i) => {
    if (text !== '') parts.push(text);
    const value = values[i];
    if (value instanceof Sql) parts.push(...value.parts);
    else if (value !== undefined) parts.push(value);
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
export function literal(text: string): Sql {
  return new Sql([`'${text.replaceAll("'", "''")}'`]);
}

/** Fragments with a separator between them. */
export function join(fragments: readonly Sql[], separator: string): Sql {
  const parts: (string | Param)[] = [];
  fragments.forEach((fragment, i) => {
    if (i > 0) parts.push(separator);
    parts.push(...fragment.parts);
  });
  return new Sql(parts);
}

/** The statement's text with `$n::type` in place of its parameters, and their values in order. */
export function render(fragment: Sql): { readonly text: string; readonly values: readonly unknown[] } {
  const values: unknown[] = [];
  const places = new Map<string, number>();
  let text = '';
  for (const part of fragment.parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    // Equal scalars share a place, so that a date asked for once is bound once.
    const key =
      typeof part.value === 'object'
        ? undefined
        : `${typeof part.value}:${part.cast}:${part.value as string}`;
    let place = key === undefined ? undefined : places.get(key);
    if (place === undefined) {
      values.push(part.value);
      place = values.length;
      if (key !== undefined) places.set(key, place);
    }
    text += `$${place}::${part.cast}`;
  }
  return { text, values };
}
