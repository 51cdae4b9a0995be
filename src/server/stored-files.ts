// The content of an evidence file for whom the graph shows it: what was uploaded or nothing, and never unrecorded.
import { refusal } from '../kernel/errors.js';
import { decodeId } from '../kernel/ids.js';
import { recordAccess } from '../platform/files/access.js';
import { readVerified, type FileStorage } from '../platform/files/storage.js';
import { log } from '../platform/log.js';
import type { Context } from './apollo.js';
import type { Platform } from './platform.js';

/** What is asked of the graph about a file before it is read. */
export const storedFileFields = 'id fileName mediaType byteSize digest divisionKey state';

/** A file as the graph shows it to the caller. */
export interface StoredFile {
  readonly id: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly byteSize: number;
  readonly digest: string;
  readonly divisionKey: string;
  readonly state: string;
}

/** Opens the content, and records that the caller got it. @throws Refusal where it is not what was uploaded */
export async function openStored(
  platform: Platform,
  storage: FileStorage,
  { id: globalId, digest, divisionKey }: StoredFile,
  { caller, requestId }: Context,
): Promise<AsyncIterable<Buffer>> {
  const { tenant, key } = decodeId(globalId)!;
  const content = await readVerified(storage, { tenant, digest });
  if (content === null) {
    log.error({ file: globalId, digest }, 'a stored file is missing or was changed');
    throw refusal('stored-file-is-what-was-uploaded');
  }
  await recordAccess(platform.engine.writePool, { tenant, id: key, divisionKey }, caller, requestId);
  return content;
}
