// Trusted documents on every way in: which text a request means that names one.
import type { Pool } from 'pg';
import type { Caller } from '../kernel/caller.js';
import { refusal } from '../kernel/errors.js';
import { documentFor, mayRun } from '../platform/limits/queries.js';

/** What a request may say instead of a query: `documentId`, or Apollo's `extensions.persistedQuery`. */
interface Asked {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: { readonly persistedQuery?: { readonly sha256Hash?: unknown } } | null;
}

/** The hash by which a request calls a document; null where it calls none. */
function calledHash({ documentId, extensions }: Asked): string | null {
  const apollo = extensions?.persistedQuery?.sha256Hash;
  if (typeof documentId === 'string') return documentId;
  return typeof apollo === 'string' ? `sha256:${apollo}` : null;
}

/**
 * What a request says, with the text of the document that it calls. An empty text is none, because the protocol of WebSocket
 * demands one.
 * @throws Refusal for a document that the app does not have, and for any other text where it may send none
 */
export async function withDocument(pool: Pool, caller: Caller, said: unknown): Promise<unknown> {
  if (typeof said !== 'object' || said === null) return said;
  const asked = said as Asked;
  const sent = typeof asked.query === 'string' && asked.query !== '' ? asked.query : null;
  const called = sent === null ? calledHash(asked) : null;
  if (called !== null) {
    const query = await documentFor(pool, caller, { hash: called });
    if (query === null) throw refusal('trusted-document-exists');
    const { documentId: _id, extensions: _extensions, ...rest } = asked;
    return { ...rest, query };
  }
  if (sent !== null) await mayRun(pool, caller, sent);
  return said;
}
