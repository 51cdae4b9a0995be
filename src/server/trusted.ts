// Trusted documents over HTTP: which text a request means that names one, and who may send nothing else.
import type { Pool } from 'pg';
import type { Caller } from '../kernel/caller.js';
import { refusal } from '../kernel/errors.js';
import { hashOf } from '../platform/limits/operations.js';
import { agreementOf, documentFor } from '../platform/limits/queries.js';

/** What a body may say instead of a query: `documentId`, or Apollo's `extensions.persistedQuery`. */
interface Asked {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: { readonly persistedQuery?: { readonly sha256Hash?: unknown } };
}

/** The hash by which the body calls a document; null where it calls none. */
function calledHash({ documentId, extensions }: Asked): string | null {
  const apollo = extensions?.persistedQuery?.sha256Hash;
  if (typeof documentId === 'string') return documentId;
  return typeof apollo === 'string' ? `sha256:${apollo}` : null;
}

/**
 * The body with the text of the document that it calls.
 * @throws Refusal for a document that the app does not have, and for any other text where it may send none
 */
export async function withDocument(pool: Pool, caller: Caller, body: unknown): Promise<unknown> {
  if (typeof body !== 'object' || body === null) return body;
  const asked = body as Asked;
  const sent = typeof asked.query === 'string' ? asked.query : null;
  const called = sent === null ? calledHash(asked) : null;
  if (called !== null) {
    const query = await documentFor(pool, caller, { hash: called });
    if (query === null) throw refusal('trusted-document-exists');
    const { documentId: _id, extensions: _extensions, ...rest } = asked;
    return { ...rest, query };
  }
  if (sent !== null && (await agreementOf(pool, caller)).documentsOnly)
    if ((await documentFor(pool, caller, { hash: hashOf(sent) })) === null)
      throw refusal('trusted-documents-only');
  return body;
}

/** Refuses a request without a body where the app may call nothing but its documents. */
export async function mayAskInUrl(pool: Pool, caller: Caller): Promise<void> {
  if ((await agreementOf(pool, caller)).documentsOnly) throw refusal('trusted-documents-only');
}
