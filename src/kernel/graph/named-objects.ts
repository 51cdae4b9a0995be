// Root fields that answer objects by what names them; the planner finds the rows, whatever the names look like.
import type { GlobalId } from '../ids.js';

/** Says of a root field with a list of objects which argument names them, and how each item is read. */
export interface NamedObjects {
  readonly argument: string;
  /** The global id behind an item; null for what names nothing. */
  readonly idOf: (item: unknown) => GlobalId | null;
}

const key = 'namedObjects';

/** The options by which a field of the schema says so. */
export function namesObjects(said: NamedObjects): { readonly [key]: NamedObjects } {
  return { [key]: said };
}

/** What a field says, if it does. */
export function namedObjectsOf(
  field: { readonly extensions: Readonly<Record<string, unknown>> } | undefined,
): NamedObjects | undefined {
  return field?.extensions[key] as NamedObjects | undefined;
}
