// Deprecations: what a part of the contract is replaced by, and the day from which it may be gone.

/** Announces the end of a field, an operation or an input, where that is declared. */
export interface Deprecation {
  /** What to use in its place, as a sentence that ends with the Chinese one. */
  readonly instead: string;
  /** Day from which it may be gone, `YYYY-MM-DD`. */
  readonly removedOn: string;
}

/** What the schema says of it; nothing where nothing is announced. @throws Error if the day is none */
export function deprecationOf(announced: Deprecation | undefined): { readonly deprecationReason?: string } {
  if (announced === undefined) return {};
  const deprecationReason = `${announced.instead} Removed on ${announced.removedOn}.`;
  if (removalDay(deprecationReason) === null)
    throw new Error(`A deprecation ends on ${announced.removedOn}, which is no day.`);
  return { deprecationReason };
}

/** What the schema says of a field of an entity, wherever it is a field, a filter, an order or a group. */
export function saidOf({
  description,
  deprecationReason,
}: {
  readonly description: string;
  readonly deprecationReason?: string;
}): { readonly description: string; readonly deprecationReason?: string } {
  return { description, ...(deprecationReason === undefined ? {} : { deprecationReason }) };
}

/** The same field of an input, whose end is announced. @throws Error where it is required */
export function ending<Field extends { readonly required: boolean }>(
  field: Field,
  deprecated: Deprecation,
): Field & { readonly deprecated: Deprecation } {
  if (field.required) throw new Error('A required field cannot be deprecated: make it optional first.');
  return { ...field, deprecated };
}

/** The day that a `@deprecated(reason:)` names, `YYYY-MM-DD`; null where it names none. */
export function removalDay(reason: string): string | null {
  const day = / Removed on (\d{4}-\d\d-\d\d)\.$/.exec(reason)?.[1];
  if (day === undefined) return null;
  const instant = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day) ? day : null;
}
