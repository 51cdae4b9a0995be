// Asks the graph as the caller of a request, for what is made for them beside it.
import type { Payer } from '../kernel/budget.js';
import type { Caller } from '../kernel/caller.js';
import { nowMs } from '../kernel/clock.js';
import type { Ask } from '../kernel/computation.js';
import { Refusal, refuse } from '../kernel/errors.js';
import { faultOf } from '../kernel/run-errors.js';
import type { Platform } from './platform.js';

/**
 * Questions in the name of the caller, for so many milliseconds from now on; without a limit where none is said. Who pays for
 * them is told where somebody does.
 */
export function askingAs(
  platform: Platform,
  caller: Caller,
  requestId: string,
  { forMs = Infinity, payer }: { readonly forMs?: number; readonly payer?: Payer | undefined } = {},
): Ask {
  const deadlineMs = nowMs() + forMs;
  return async (source, variables) => {
    if (nowMs() > deadlineMs) throw refuse('TIMEOUT');
    const { data, errors } = await platform.run({ source, variables, requestId, payer }, caller);
    if (errors) throw new Refusal(errors.map(faultOf));
    return data!;
  };
}
