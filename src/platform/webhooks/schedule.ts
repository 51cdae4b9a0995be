// What follows from an attempt, for the delivery and for its endpoint: arithmetic on what the database remembers.
import { createHash } from 'node:crypto';
import type { WebhookOutcome } from '../../generated/database.js';
import { webhooks } from '../../kernel/config.js';
import type { Exchange } from './send.js';

/** What becomes of a delivery. */
export interface Next {
  readonly outcome: WebhookOutcome;
  /** When it is tried again, in milliseconds since 1970; null where it is not. */
  readonly nextAttemptMs: number | null;
}

/** How an endpoint has answered of late. */
export interface Health {
  /** Failed attempts since the last one that was accepted. */
  readonly failures: number;
  /** Instant of the first of them. */
  readonly failingSinceMs: number | null;
  /** Until when it is left in peace. */
  readonly restingUntilMs: number | null;
  /** Whether it says of itself that it is no more. */
  readonly gone: boolean;
}

/** An endpoint of which nothing bad is known. */
export const well: Health = { failures: 0, failingSinceMs: null, restingUntilMs: null, gone: false };

/** Statuses by which a receiver says that it has too much to do. */
const overloaded: readonly (number | null)[] = [429, 502, 503, 504];

/**
 * What becomes of a delivery after an attempt.
 *
 * Takes the exchange, how many attempts there were with this one, how many there may be, the instant, and a text by which
 * pauses of deliveries differ; returns the outcome.
 */
export function afterAttempt(
  { fault, retryAfterMs }: Exchange,
  attempts: number,
  most: number,
  atMs: number,
  salt: string,
): Next {
  if (fault === null) return { outcome: 'DELIVERED', nextAttemptMs: null };
  const pauseMs = webhooks.pausesMs[attempts - 1];
  if (attempts >= most || pauseMs === undefined) return { outcome: 'DEAD', nextAttemptMs: null };
  const wishedMs = Math.max(pauseMs, retryAfterMs ?? 0);
  return { outcome: 'RETRYING', nextAttemptMs: atMs + jittered(wishedMs, `${salt} ${attempts}`) };
}

/** Attempts of a delivery: the first, and one after each pause. */
export const attemptsInAll: number = webhooks.pausesMs.length + 1;

/**
 * What is known of an endpoint after an attempt.
 *
 * From the tenth failure in a row on it rests, each time twice as long, and then one delivery tries whether it is well
 * again. A receiver that asks for patience gets it for all that is sent to it.
 */
export function healthAfter(before: Health, { fault, status, retryAfterMs }: Exchange, atMs: number): Health {
  if (fault === null) return well;
  const failures = before.failures + 1;
  const over = failures - webhooks.failures;
  const restMs = over < 0 ? 0 : Math.min(webhooks.restMs * 2 ** Math.min(over, 30), webhooks.longestRestMs);
  const wishedMs = overloaded.includes(status) ? Math.min(retryAfterMs ?? 0, webhooks.longestRestMs) : 0;
  const untilMs = Math.max(restMs, wishedMs) > 0 ? atMs + Math.max(restMs, wishedMs) : null;
  return {
    failures,
    failingSinceMs: before.failingSinceMs ?? atMs,
    restingUntilMs: latest(before.restingUntilMs, untilMs),
    gone: before.gone || status === 410,
  };
}

/** How many deliveries may be under way at once to an endpoint that rests no more: one tries where it failed of late. */
export function widthOf({ failures }: Pick<Health, 'failures'>): number {
  return failures >= webhooks.failures ? 1 : webhooks.atOnce;
}

function latest(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}

/** A pause made longer by up to a part of itself: another for each text, and the same for the same. */
function jittered(ms: number, text: string): number {
  const draw = createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;
  return Math.round(ms * (1 + (draw * webhooks.jitter) / 100));
}
