// Asks the graph as the caller of a request, for what is exported to them.
import type { Caller } from '../kernel/caller.js';
import type { Ask } from '../kernel/computation.js';
import { Refusal } from '../kernel/errors.js';
import { faultOf } from '../kernel/run-errors.js';
import type { Platform } from './platform.js';

/** Questions in the name of the caller. */
export function askingAs(platform: Platform, caller: Caller, requestId: string): Ask {
  return async (source, variables) => {
    const { data, errors } = await platform.run({ source, variables, requestId }, caller);
    if (errors) throw new Refusal(errors.map(faultOf));
    return data!;
  };
}
