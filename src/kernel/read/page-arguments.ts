// Arguments of lists: their order, and which page of them is asked for.
import { limits } from '../config.js';
import type { OrderTerm } from '../entity.js';
import { refusal, type Path } from '../errors.js';
import type { Shape } from '../graph/shape.js';
import { readCursor, type Page } from './page.js';
import type { Selected } from './selections.js';
import { slotOf, type Choices, type Slot } from './slots.js';

/** Reads `orderBy:`; null where nothing is said. */
export function readOrder(given: unknown, path: Path): readonly OrderTerm[] | null {
  const terms = given as readonly OrderTerm[] | null | undefined;
  if (!terms || terms.length === 0) return null;
  if (terms.length > limits.orderBy)
    throw refusal('list-length', [...path, 'orderBy'], { min: 0, max: limits.orderBy });
  if (new Set(terms.map((term) => term.field)).size !== terms.length)
    throw refusal('list-distinct', [...path, 'orderBy']);
  return terms.map(({ field, direction }) => ({ field, direction }));
}

/** Reads which page is asked for. */
export function readPage(
  choices: Choices,
  args: Selected['args'],
  shape: Shape,
  order: readonly OrderTerm[],
  signature: string,
  path: Path,
): Page {
  const given = (name: string): unknown => args[name] ?? undefined;
  const backwards = given('last') !== undefined || given('before') !== undefined;
  if (backwards && (given('first') !== undefined || given('after') !== undefined))
    throw refusal('page-direction', path);
  const sizeName = backwards ? 'last' : 'first';
  const cursorName = backwards ? 'before' : 'after';
  const cursor = given(cursorName);
  return {
    size: readSize(choices, given(sizeName) ?? limits.defaultPageSize, limits.pageSize, [...path, sizeName]),
    backwards,
    cursor:
      cursor === undefined
        ? null
        : cursorSlots(choices, slotOf(cursor), (text) =>
            readCursor(text, shape, order, signature, [...path, cursorName]),
          ),
  };
}

/** Judges the number of a page. */
export function pageNumber(number: number, size: number, path: Path): number {
  const max = Math.ceil(limits.numberedRows / size);
  if (number < 1 || number > max) throw refusal('page-number', path, { max });
  return number;
}

/** Values of a cursor; which of them are missing is chosen, because nothing compares with NULL. */
function cursorSlots(
  choices: Choices,
  cursor: Slot,
  read: (text: string) => readonly (string | null)[],
): Page['cursor'] {
  const values = cursor.map((text) => read(text as string));
  const present = choices.choose(values.map((all) => all.map((one) => (one === null ? 0 : 1)).join('')));
  return [...present].map((mark, i) => (mark === '0' ? null : values.map((all) => all[i]!)));
}

/** Reads how many are asked for. Said in the text, because the database plans a page of a known size better. */
export function readSize(choices: Choices, given: unknown, max: number, path: Path): number {
  return choices.choose(
    slotOf(given).map((value) => {
      const size = value as number;
      if (size < 1 || size > max) throw refusal('page-size', path, { max });
      return size;
    }),
  );
}
