// Who pays for a request over HTTP, and what headers tell of the budget.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Pool } from 'pg';
import type { Balance, Budget, Payer } from '../kernel/budget.js';
import { anonymous, type Caller } from '../kernel/caller.js';
import { budgets, readEnvironment } from '../kernel/config.js';
import { Refusal, refuse } from '../kernel/errors.js';
import { keyPepper } from '../platform/auth/pepper.js';
import { addressOf, payerFor } from '../platform/limits/payer.js';

/** Tells who pays for a request. */
export type Paying = (req: IncomingMessage, caller: Caller) => Promise<Payer>;

/** Reads once what telling it needs. */
export async function openPaying(pool: Pool): Promise<Paying> {
  const { trustedProxies } = readEnvironment();
  const secret = await keyPepper();
  return (req, caller) => payerFor(pool, caller, () => addressOf(req, trustedProxies, secret));
}

/** The seconds after which a refusal says to come again. */
export function waitOf(error: unknown): number | undefined {
  const wait = error instanceof Refusal ? error.faults[0]!.params['retryAfter'] : undefined;
  return typeof wait === 'number' ? wait : undefined;
}

/**
 * Who pays for a request, asked before anything of it is read.
 * @throws Refusal RATE_LIMITED for who has spent everything, with the seconds after which there is something again
 */
export async function atTheDoor(
  budget: Budget,
  paying: Paying,
  req: IncomingMessage,
  caller: Caller,
): Promise<Payer> {
  const payer = await paying(req, caller);
  refuseSpent(budget, payer);
  return payer;
}

function refuseSpent(budget: Budget, payer: Payer): void {
  const { remaining, restoreRate } = budget.balance(payer);
  if (remaining > 0) return;
  const retryAfter = Math.max(1, Math.ceil(budgets.refused / restoreRate));
  throw refuse('RATE_LIMITED', [], { cost: budgets.refused, remaining, retryAfter });
}

/** Whether the credential was refused: then the address pays, so that keys are not guessed for nothing. */
export async function payForRefused(
  budget: Budget,
  paying: Paying,
  req: IncomingMessage,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof Refusal) || error.faults[0]!.code !== 'UNAUTHENTICATED') return error;
  const payer = await paying(req, anonymous('zh-CN'));
  try {
    refuseSpent(budget, payer);
  } catch (spent) {
    return spent;
  }
  budget.charge(payer, budgets.refused);
  return error;
}

/** The fields of the IETF draft on rate limit headers: the quota in points of cost over a minute, and how it stands. */
export function tellBalance(res: ServerResponse, { limit, remaining, restoreRate }: Balance): void {
  const untilFull = Math.ceil((limit - remaining) / restoreRate);
  res.setHeader('RateLimit-Policy', `"cost";q=${limit};w=${Math.ceil(limit / restoreRate)}`);
  res.setHeader('RateLimit', `"cost";r=${remaining};t=${untilFull}`);
}
