// Every list that is no page says how long it can be, to people and to programs.
import { limits } from '../config.js';

/** Options of a field whose list has at most `size` items; `extensions.listSize` becomes `@listSize` in the SDL. */
export function bounded(
  description: string,
  size: number = limits.values,
): { readonly description: string; readonly extensions: { readonly listSize: number } } {
  return { description: `${description} At most ${size}.`, extensions: { listSize: size } };
}

/** The same for a field that may be no list. */
export function described(
  { list = false, maxItems }: { readonly list?: boolean | undefined; readonly maxItems?: number | undefined },
  description: string,
): { readonly description: string } {
  return list ? bounded(description, maxItems) : { description };
}
