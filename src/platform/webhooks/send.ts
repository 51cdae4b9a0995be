// One request to a receiver: to the address that was judged, without a redirect, within its time.
import { request as plainly } from 'node:http';
import { request as encrypted } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { WebhookFault } from '../../generated/database.js';
import { nowMs } from '../../kernel/clock.js';
import { webhooks } from '../../kernel/config.js';
import type { Place } from './address.js';

/** What came of an attempt. */
export interface Exchange {
  /** HTTP status; null where there was no answer. */
  readonly status: number | null;
  /** Why it counts as failed; null where it was delivered. */
  readonly fault: WebhookFault | null;
  /** For how long the receiver asks to be left in peace, in milliseconds. */
  readonly retryAfterMs: number | null;
  readonly durationMs: number;
}

interface Sending {
  /** Ends the request early: the platform stops. */
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** Certificate authorities beside those of the process. */
  readonly ca?: string;
}

/** Failures of a connection that lie in its encryption. */
const ofEncryption =
  /^(?:ERR_TLS|ERR_SSL|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH|INVALID_CA)/;

/**
 * Sends a body and reads as much of the answer as says whether it was accepted. Never throws: what goes wrong is the
 * outcome. No agent is shared and none of the process's is used, so that neither a proxy of the environment nor a
 * connection to another address comes in between.
 */
export async function post(
  { url, address, family }: Place,
  headers: Readonly<Record<string, string>>,
  body: string,
  { signal, timeoutMs = webhooks.timeoutMs, ca }: Sending = {},
): Promise<Exchange> {
  const startMs = nowMs();
  const late = AbortSignal.timeout(timeoutMs);
  const ended = (rest: Omit<Exchange, 'durationMs'>): Exchange => ({
    ...rest,
    durationMs: Math.max(0, Math.round(nowMs() - startMs)),
  });
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const send = url.protocol === 'https:' ? encrypted : plainly;
      const sent = send(url, {
        method: 'POST',
        agent: false,
        family,
        // Whatever the name says now: the connection goes where was judged.
        lookup: (_host, options, found) =>
          options.all ? found(null, [{ address, family }]) : found(null, address, family),
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        signal: signal ? AbortSignal.any([late, signal]) : late,
        ...(ca === undefined ? {} : { ca }),
      });
      sent.once('response', resolve).once('error', reject).end(body);
    });
    const whole = await readBriefly(response);
    const status = response.statusCode!;
    const fault = faultOfStatus(status) ?? (whole ? null : 'ANSWER_TOO_LONG');
    return ended({ status, fault, retryAfterMs: patience(response.headers['retry-after']) });
  } catch (error) {
    return ended({ status: null, fault: faultOfError(error, late), retryAfterMs: null });
  }
}

/** Reads an answer that nobody looks at, up to its bound. @returns whether it came to its end */
async function readBriefly(response: IncomingMessage): Promise<boolean> {
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > webhooks.answerBytes) return false;
  }
  return true;
}

function faultOfStatus(status: number): WebhookFault | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? 'REDIRECT' : 'STATUS';
}

function faultOfError(error: unknown, late: AbortSignal): WebhookFault {
  if (late.aborted) return 'TIMEOUT';
  const { code = '' } = error as { code?: string };
  return ofEncryption.test(code) ? 'ENCRYPTION' : 'CONNECTION';
}

/** Retry-After (RFC 9110, 10.2.3): seconds or a date; null where it is neither. */
function patience(header: string | undefined): number | null {
  if (header === undefined) return null;
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - nowMs();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), webhooks.retryAfterMs) : null;
}
