// What a write answers: its objects, or why it was refused.
import type { Caller } from '../caller.js';
import { limits } from '../config.js';
import { messageOf, type Fault } from '../errors.js';
import type { Write } from '../pipeline.js';

/** The payload: the objects by response key, and the answers that every write gives. */
export function payloadOf(write: Write): Readonly<Record<string, unknown>> {
  const { refusal, caller, dryRun, replayed, events } = write;
  return {
    ...(refusal === null ? write.objects : {}),
    userErrors: (refusal?.faults ?? []).slice(0, limits.values).map((fault) => userError(fault, caller)),
    replayed,
    events: dryRun && refusal === null ? events : null,
    foreseen: dryRun && refusal === null ? (write.outcome.foreseen ?? null) : null,
    revealed: !dryRun && !replayed && refusal === null ? (write.outcome.revealed ?? null) : null,
  };
}

function userError(fault: Fault, caller: Caller): Readonly<Record<string, unknown>> {
  return {
    path: fault.path.map(String),
    code: fault.code,
    rule: fault.rule,
    message: messageOf(fault, caller.language),
    params: Object.entries(fault.params).map(([name, value]) => ({ name, value: String(value) })),
  };
}
