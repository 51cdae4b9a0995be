// One request of the platform: verified, put down where it survives a crash, taken in, and only then confirmed.
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { Mirror, type Message } from './mirror.js';
import { makeVerifier, type Headers } from './verify.js';

/** What is put down of a message. */
interface Entry {
  readonly id: string;
  readonly message: Message;
}

/** A receiver with what it knows. */
export interface Receiver {
  readonly mirror: Mirror;
  /** Handles a request. @returns the HTTP status of the answer */
  receive(headers: Headers, body: string): Promise<number>;
}

/**
 * Opens a receiver.
 *
 * Takes the keys of its endpoint, and the file in which it puts down what it was told; what stands there already is taken
 * in first, so that a receiver that was stopped goes on where it was.
 */
export async function openReceiver(keys: readonly string[], file: string | null): Promise<Receiver> {
  const mirror = new Mirror();
  const verified = makeVerifier(keys);
  if (file !== null) for (const { id, message } of await entriesOf(file)) mirror.take(id, message);
  const takeIn = async (entry: Entry): Promise<void> => {
    if (mirror.has(entry.id)) return;
    // What is confirmed is not sent again: so it is put down first.
    if (file !== null) await appendFile(file, `${JSON.stringify(entry)}\n`, { flush: true });
    mirror.take(entry.id, entry.message);
  };
  // One after the other, so that lines of the file do not mix.
  let last: Promise<unknown> = Promise.resolve();
  return {
    mirror,
    async receive(headers, body) {
      if (!verified(body, headers)) return 401;
      const id = headers['webhook-id']!;
      const message = JSON.parse(body) as Message;
      const work = last.then(() => takeIn({ id, message }));
      last = work.catch(() => {});
      await work;
      return 204;
    },
  };
}

/** What was put down; a last line that was cut off was not confirmed, is taken away, and comes again. */
async function entriesOf(file: string): Promise<readonly Entry[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  if (whole !== text) await writeFile(file, whole);
  return whole
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Entry);
}
