// The writes of the story in their order, so that each can be sent once more exactly as it was.
import type { PayloadOf, TypedDocument } from '../client/graph.js';
import type { Party } from './graph.js';

/** Says of a write that it was done before. */
export const mark = ({ replayed }: { readonly replayed: boolean }): string =>
  replayed ? '(重放:此前已办,未作改动)' : '';

/** Sends writes and remembers them. */
export class Writes {
  readonly #sent: (() => Promise<{ readonly replayed: boolean }>)[] = [];
  #replays = 0;

  get count(): number {
    return this.#sent.length;
  }

  /** How many of them the platform had done before. */
  get replays(): number {
    return this.#replays;
  }

  /** Sends a write. The input names its idempotency key, so that the second time changes nothing. @throws Told */
  async send<Result, Input extends { readonly idempotencyKey: string }>(
    party: Party,
    document: TypedDocument<Result, { input: Input }>,
    input: NoInfer<Input>,
  ): Promise<PayloadOf<Result>> {
    const send = () => party.write(document, input);
    const payload = await send();
    this.#sent.push(send);
    if (payload.replayed) this.#replays += 1;
    return payload;
  }

  /** Sends all of them again, as they were. @returns how many were replays */
  async again(): Promise<number> {
    let replays = 0;
    for (const send of this.#sent) if ((await send()).replayed) replays += 1;
    return replays;
  }
}
