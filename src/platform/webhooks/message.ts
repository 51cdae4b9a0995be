// What is sent: the body of a message, and the whole request with its signatures.
import { gapType } from '../../kernel/changes.js';
import { webhooks } from '../../kernel/config.js';
import { signedHeaders } from './signature.js';
import type { SigningKey } from './signature.js';

/** Types of messages that are no event. */
export const ownTypes = { ping: 'webhooks.ping', gap: gapType } as const;

/** What a message says before it is signed. */
export interface Message {
  readonly type: string;
  /** Instant of the event in ISO 8601. */
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A body, and whether its data was left out because it would be too large. */
export interface Body {
  readonly text: string;
  readonly thin: boolean;
}

/** A request as it is sent. */
export interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The body of a message; one that is too large tells its number alone, by which the rest is had from the graph. */
export function bodyOf({ type, timestamp, data }: Message): Body {
  const text = JSON.stringify({ type, timestamp, data });
  if (Buffer.byteLength(text) <= webhooks.bodyBytes) return { text, thin: false };
  const { sequence } = data;
  return { text: JSON.stringify({ type, timestamp, data: { sequence }, thin: true }), thin: true };
}

/** A test that says nothing. */
export function pingBody(endpoint: string, timestamp: string): Body {
  return bodyOf({ type: ownTypes.ping, timestamp, data: { endpoint } });
}

/** Says which events are missing, both numbers included. */
export function gapBody(from: bigint, to: bigint, timestamp: string): Body {
  const data = { sequence: String(to), gap: { from: String(from), to: String(to) } };
  return bodyOf({ type: ownTypes.gap, timestamp, data });
}

/** The request of a message at an instant: headers, each signature among them, and the body. */
export function requestOf(
  keys: readonly Pick<SigningKey, 'signature' | 'material'>[],
  id: string,
  atMs: number,
  body: string,
): Request {
  return {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Gongzhi-Webhooks/1',
      ...signedHeaders(keys, id, atMs, body),
    },
    body,
  };
}
