// Who reads for an endpoint: its app with the rights that it has now, not those that it had when the endpoint was opened.
import type pg from 'pg';
import type { Caller } from '../../kernel/caller.js';
import { callersFor } from '../auth/authenticate.js';
import { isRunnable } from '../limits/queries.js';
import type { Endpoint } from './rows.js';

/**
 * The caller in whose name what is sent to an endpoint is read, by no other scopes than those of who opened it.
 *
 * Returns null while no credential of its install for the same subject and audience works: then nothing is read, and what
 * is due waits. So a credential that is rotated goes on by its successor, and an app that is suspended gets nothing; nor does one
 * that may have nothing run but its documents, while the selection is none of them.
 */
export async function readerOf(
  pool: pg.Pool,
  { tenant, installId, subject, audience, scopes, selection }: Endpoint,
): Promise<Caller | null> {
  if (installId === null) return null;
  const standing = { tenant, install: installId, subject, audience, scopes };
  const [reader] = await callersFor(pool, standing, 'zh-CN');
  return reader && (await isRunnable(pool, reader, selection)) ? reader : null;
}
