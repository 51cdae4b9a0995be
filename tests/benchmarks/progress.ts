// What is going on, for the person who waits: lines that stay, and one that changes.

export interface Progress {
  /** A line that stays. */
  readonly line: (text: string) => void;
  /** What is being done at this moment; on a terminal only, where it can be replaced. */
  readonly now: (text: string) => void;
  readonly end: () => void;
}

/** Tells on stderr, with the seconds since the beginning. */
export function makeProgress(): Progress {
  const begin = performance.now();
  const terminal = process.stderr.isTTY;
  let open = false;
  const clear = (): void => {
    if (open) process.stderr.write('\r\x1b[K');
    open = false;
  };
  const stamped = (text: string): string =>
    `${String(Math.round((performance.now() - begin) / 1_000)).padStart(5)} s  ${text}`;
  return {
    line: (text) => {
      clear();
      process.stderr.write(`${stamped(text)}\n`);
    },
    now: (text) => {
      if (!terminal) return;
      clear();
      process.stderr.write(stamped(text));
      open = true;
    },
    end: clear,
  };
}
