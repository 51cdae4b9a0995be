// Which page of a list is asked for: its size, its cursor, and the numbers of pages.
import { limits } from '../config.js';
import type { OrderTerm } from '../entity.js';
import { refusal, type Path } from '../errors.js';
import type { Shape } from '../graph/shape.js';
import { readCursor, type Page } from './page.js';
import type { Selected } from './selections.js';
import { slotOf, type Choices, type Slot } from './slots.js';

/** The page that a list's arguments ask for. */
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
  const size = slotOf(given(sizeName) ?? limits.defaultPageSize).map((value) =>
    within(value as number, limits.pageSize, [...path, sizeName]),
  );
  const cursor = given(cursorName);
  return {
    // Said in the text, because the database plans a page of a known size better.
    size: choices.choose(size),
    backwards,
    cursor:
      cursor === undefined
        ? null
        : cursorSlots(choices, slotOf(cursor), (text) =>
            readCursor(text, shape, order, signature, [...path, cursorName]),
          ),
  };
}

/** The number of a page. @throws Refusal page-number where the list cannot have it */
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

/** A number of rows or groups. @throws Refusal page-size where it is none, or more than the most */
export function within(value: number, max: number, path: Path): number {
  if (value < 1 || value > max) throw refusal('page-size', path, { max });
  return value;
}
