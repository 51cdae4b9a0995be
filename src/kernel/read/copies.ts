// Reads may go to copies of the database, which lag behind it: who chooses one, and what happens when it fails.
import type { Pool } from 'pg';
import type { Caller } from '../caller.js';
import { isConnectionLoss } from '../run-errors.js';

/** Copies of the database that may be behind it. */
export interface Copies {
  /**
   * The copy for a read, null where none is fit now. `after` is where the database stood when the caller wrote
   * something that the read must show.
   */
  choose(caller: Caller, after: string | null): Pool | null;
  /** Tells that a copy did not answer. */
  failed(copy: Pool, error: unknown): void;
  /** Where the database stands: what was committed before lies behind it. */
  readonly position: () => Promise<string>;
}

/** A read that was ended so that the copy could go on copying. */
const conflict = '40001';

/**
 * Reads from a copy if there is a fit one, else, or where it fails, from the database itself.
 *
 * Takes the database, its copies, for whom and after what is read, and the read; returns what it gives. Throws what it
 * throws on the database itself, and on a copy whatever is not the copy's fault.
 */
export async function readFrom<T>(
  primary: Pool,
  copies: Copies | undefined,
  { caller, after }: { readonly caller: Caller; readonly after?: string | null | undefined },
  read: (pool: Pool) => Promise<T>,
): Promise<T> {
  const copy = copies?.choose(caller, after ?? null) ?? null;
  if (copies === undefined || copy === null) return read(primary);
  try {
    return await read(copy);
  } catch (error) {
    if (isConnectionLoss(error)) copies.failed(copy, error);
    else if ((error as { code?: string }).code !== conflict) throw error;
    return read(primary);
  }
}
