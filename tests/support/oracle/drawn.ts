// Values that chance drew, with the way to draw others in their place: so one document is asked with many values.
import type { Random } from './random.js';

/** A value that was drawn. */
export class Drawn {
  readonly value: unknown;
  /** Draws another value, which may be the same by chance. */
  readonly draw: () => unknown;
  constructor(value: unknown, draw: () => unknown) {
    this.value = value;
    this.draw = draw;
  }
}

/** A value that stays as it is in all requests, because others depend on it. */
export class Fixed {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

/** What is drawn; undefined where nothing is found at the first time. */
export function drawn(draw: () => unknown): Drawn | undefined {
  const value = draw();
  return value === undefined ? undefined : new Drawn(value, () => draw() ?? value);
}

/** What decides how a statement reads, and is therefore drawn again only now and then. */
export function shaping(random: Random, draw: () => unknown): Drawn {
  const value = draw();
  return new Drawn(value, () => (random.chance(0.15) ? draw() : value));
}

function unpacked(value: unknown, open: (one: Drawn) => unknown): unknown {
  if (value instanceof Drawn) return unpacked(open(value), open);
  if (value instanceof Fixed) return first(value.value);
  if (Array.isArray(value)) return value.map((one) => unpacked(one, open));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, unpacked(one, open)]));
}

/** The value as it was drawn first. */
export function first(value: unknown): unknown {
  return unpacked(value, (one) => one.value);
}

/** The value with everything in it drawn again. */
export function again(value: unknown): unknown {
  return unpacked(value, (one) => one.draw());
}
