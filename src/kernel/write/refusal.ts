// Step recordRefusal: what a step behind it refuses because of the input becomes an answer, not a failure.
import { Refusal, type ErrorCode } from '../errors.js';
import type { Step } from '../pipeline.js';

/** Codes that are answered in `userErrors`; all others fail the field. */
const answered: ReadonlySet<ErrorCode> = new Set([
  'INVALID_INPUT',
  'RULE_BROKEN',
  'CONFLICT',
  'NOT_FOUND',
  'VERSION_CONFLICT',
  'IDEMPOTENCY_KEY_REUSED',
]);

export const recordRefusal: Step = async (write, next) => {
  try {
    await next();
  } catch (error) {
    if (!(error instanceof Refusal) || !error.faults.every((fault) => answered.has(fault.code))) throw error;
    write.refusal = error;
  }
};
