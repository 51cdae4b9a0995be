// Tells a waiting person how many operations were compared: on one line of a terminal, or now and then in a log.

const everyMs = { terminal: 250, log: 15_000 } as const;

/** Makes the teller of a run. */
export function progressOf(all: number): (done: number) => void {
  const terminal = process.stderr.isTTY;
  const begin = performance.now();
  let last = 0;
  return (done) => {
    const now = performance.now();
    if (done < all && now - last < (terminal ? everyMs.terminal : everyMs.log)) return;
    last = now;
    const seconds = Math.round((now - begin) / 1_000);
    const line = `${done} of ${all} operations, ${seconds} s`;
    process.stderr.write(terminal ? `\r${line}${done < all ? '' : '\n'}` : `${line}\n`);
  };
}
