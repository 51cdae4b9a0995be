// Requests beside the graph in the name of their caller: who asks, and what goes wrong in the words of the graph.
import type { Request, Response } from 'express';
import type { Payer } from '../kernel/budget.js';
import { budgets, files } from '../kernel/config.js';
import { Refusal } from '../kernel/errors.js';
import { newId } from '../kernel/ids.js';
import { formatErrors, statusOf } from '../kernel/run-errors.js';
import { languageOf } from '../platform/auth/language.js';
import { inRequest } from '../platform/log.js';
import { callerFor } from '../platform/privacy/purpose.js';
import { retryAfter, type Context } from './apollo.js';
import type { GraphRequest } from './graphql-http.js';
import { atTheDoor, openPaying, payForRefused, waitOf, type Paying } from './paying.js';
import type { Platform } from './platform.js';

/** Statuses of refusals by code. */
const statuses: Readonly<Record<string, number>> = {
  INVALID_INPUT: 400,
  COST_EXCEEDED: 400,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  RULE_BROKEN: 422,
};

/**
 * A route that is handled in the name of its caller.
 *
 * Takes the platform, who handles it, and the statuses of rules that have one of their own; returns the handler for the
 * router. What is thrown is answered in JSON as the graph tells it, in the language of the request and with its id.
 */
export function asCaller(
  platform: Platform,
  handle: (req: Request, res: Response, context: Context) => Promise<void>,
  statusByRule: Readonly<Record<string, number>> = {},
): (req: Request, res: Response) => Promise<void> {
  const statusFor = (error: unknown): number | undefined => {
    if (!(error instanceof Refusal)) return undefined;
    const { rule, code } = error.faults[0]!;
    return statusByRule[rule ?? ''] ?? statuses[code];
  };
  let opened: Promise<Paying> | undefined;
  const { budget } = platform.engine;
  return (req, res) => {
    const requestId = newId();
    res.setHeader('X-Request-Id', requestId);
    return inRequest(requestId, async () => {
      const language = languageOf(req.headers['accept-language']);
      let payer: Payer | undefined;
      try {
        const caller = await callerFor(platform.pool, req.headers, language);
        payer = await atTheDoor(budget, await (opened ??= openPaying(platform.pool)), req, caller);
        const context = { caller, requestId, payer };
        (req as GraphRequest).context = context;
        await handle(req, res, context);
      } catch (thrown) {
        const error = await payForRefused(budget, await (opened ??= openPaying(platform.pool)), req, thrown);
        if (payer && error instanceof Refusal) budget.charge(payer, budgets.refused);
        // Nobody is there any more to be told.
        if (req.destroyed && !req.complete) return;
        const errors = formatErrors([error], language, requestId, platform.engine.report);
        answer(
          req,
          res,
          statusFor(error) ?? statusOf(errors),
          { errors, extensions: { requestId } },
          waitOf(error),
        );
      }
    });
  };
}

/** Answers in JSON. A request whose body is still coming is let go on for a moment, so that the answer is read. */
export function answer(req: Request, res: Response, status: number, body: object, wait?: number): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  if (status === 401) res.setHeader('WWW-Authenticate', 'Bearer');
  const after = wait?.toString() ?? retryAfter[status];
  if (after !== undefined) res.setHeader('Retry-After', after);
  if (!req.complete) {
    res.setHeader('Connection', 'close');
    req.resume();
    setTimeout(() => req.destroy(), files.lingerMs).unref();
  }
  res.status(status).json(body);
}
