// What a receiver keeps of what it was told: the same whatever order messages come in, and however often each.

/** A message as the platform sends it. */
export interface Message {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** The data was too large and is left out. */
  readonly thin?: boolean;
}

/** An object as it was last told. */
export interface Known {
  /** Number of the event that told it. */
  readonly sequence: string;
  readonly type: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** What is known altogether, for printing and comparing. */
export interface State {
  readonly objects: Readonly<Record<string, Known>>;
  /** Numbers of the events that were told, as ranges. */
  readonly told: readonly string[];
  /** Events that the platform could not tell any more: they are read from the graph. */
  readonly gaps: readonly string[];
  /** Events whose data was left out: their objects are read from the graph. */
  readonly thin: readonly string[];
}

/**
 * A mirror of the objects that the platform tells of.
 *
 * Messages come in any order, some twice: the platform tries again what was not confirmed. So each object keeps what the
 * event with the highest number says, and a message that was seen is nothing new. Sets and highest values do not depend
 * on an order.
 */
export class Mirror {
  readonly #seen = new Set<string>();
  readonly #objects = new Map<string, Known>();
  readonly #told = new Set<bigint>();
  readonly #gaps = new Set<string>();
  readonly #thin = new Set<string>();

  /** Whether a message of that id was taken in before. */
  has(id: string): boolean {
    return this.#seen.has(id);
  }

  /** Takes a message in, under its `webhook-id`. @returns whether it was new */
  take(id: string, { type, data, thin }: Message): boolean {
    if (this.#seen.has(id)) return false;
    this.#seen.add(id);
    if (type === 'events.gap') {
      const { from, to } = data['gap'] as { readonly from: string; readonly to: string };
      this.#gaps.add(from === to ? from : `${from}–${to}`);
      return true;
    }
    const { sequence } = data;
    if (typeof sequence !== 'string') return true;
    this.#told.add(BigInt(sequence));
    if (thin) this.#thin.add(sequence);
    for (const value of objectsIn(data)) this.#keep({ sequence, type, value });
    return true;
  }

  #keep(known: Known): void {
    const id = String(known.value['id']);
    const before = this.#objects.get(id);
    if (before === undefined || BigInt(before.sequence) < BigInt(known.sequence))
      this.#objects.set(id, known);
  }

  state(): State {
    return {
      objects: Object.fromEntries([...this.#objects].sort(([a], [b]) => (a < b ? -1 : 1))),
      told: rangesOf([...this.#told]),
      gaps: [...this.#gaps].sort(),
      thin: [...this.#thin].sort(),
    };
  }
}

/** The objects of an event: those that its selection names and that have an id. */
function objectsIn({ objects }: Message['data']): readonly Readonly<Record<string, unknown>>[] {
  if (!Array.isArray(objects)) return [];
  return (objects as (Readonly<Record<string, unknown>> | null)[]).flatMap((one) =>
    one !== null && typeof one['id'] === 'string' ? [one] : [],
  );
}

/** Numbers as sorted ranges: `1–4`, `6`. */
function rangesOf(numbers: readonly bigint[]): readonly string[] {
  const ranges: { from: bigint; to: bigint }[] = [];
  for (const number of [...numbers].sort((a, b) => (a < b ? -1 : 1))) {
    const last = ranges.at(-1);
    if (last && last.to + 1n === number) last.to = number;
    else ranges.push({ from: number, to: number });
  }
  return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`));
}
