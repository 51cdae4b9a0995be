// Step requireScope: a caller who holds the operation's scope nowhere goes no further.
import { refuse } from '../../kernel/errors.js';
import type { Step } from '../../kernel/pipeline.js';

export const requireScope: Step = async ({ operation, caller }, next) => {
  if (caller.app === null || !caller.holds(operation.scope)) throw refuse('FORBIDDEN');
  await next();
};
