// Asks the graph as the caller of a request, for what is made for them beside it.
import type { Payer } from '../kernel/budget.js';
import type { Caller } from '../kernel/caller.js';
import { nowMs } from '../kernel/clock.js';
import type { Ask } from '../kernel/computation.js';
import { Refusal, refuse } from '../kernel/errors.js';
import { faultOf } from '../kernel/run-errors.js';
import type { Platform } from './platform.js';

/** Who asks in which request, and from whose budget. */
interface Asking {
  readonly caller: Caller;
  readonly requestId: string;
  readonly payer?: Payer | undefined;
}

/** Questions in the name of the caller, for so many milliseconds from now on; without a limit where none is said. */
export function askingAs(platform: Platform, { caller, requestId, payer }: Asking, forMs = Infinity): Ask {
  const deadlineMs = nowMs() + forMs;
  return async (source, variables) => {
    if (nowMs() > deadlineMs) throw refuse('TIMEOUT');
    const { data, errors } = await platform.run({ source, variables, requestId, payer }, caller);
    if (errors) throw new Refusal(errors.map(faultOf));
    return data!;
  };
}
