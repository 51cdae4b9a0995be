// Contents of files as every storage keeps them.
import type { Readable } from 'node:stream';
import type { Incoming } from './incoming.js';

/** A content by whose it is and what is in it; the same content of two tenants is kept twice. */
export interface ContentKey {
  readonly tenant: number;
  readonly digest: string;
  /** What it belongs to, where it is kept for a time only, as `exports/<id>`: apart from what is kept for good. */
  readonly area?: string;
}

/** Keeps contents: evidence for good, and what belongs to an area until it is removed. */
export interface ContentStore {
  /** Takes a complete file over; what was there under the key is replaced as a whole. */
  keep(key: ContentKey, file: Incoming): Promise<void>;
  /** The bytes; null where there are none. Throws where the storage does not answer. */
  read(key: ContentKey): Promise<Readable | null>;
  /** Removes a content of an area; one that is not there is removed. */
  remove(key: ContentKey & { readonly area: string }): Promise<void>;
}
