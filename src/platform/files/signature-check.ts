// The check of electronic seals and signatures: asks the program that a deployment names, and has its finding recorded.
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import type { Pool } from 'pg';
import type { SignatureCheck } from '../../generated/database.js';
import { files, readEnvironment } from '../../kernel/config.js';
import { encodeId } from '../../kernel/ids.js';
import { job, type Due } from '../../kernel/job.js';
import { log } from '../log.js';
import { ownStorage, readVerified, type FileStorage } from './storage.js';

/** A file that nobody has checked. */
interface Unchecked {
  readonly tenant: number;
  readonly id: string;
  readonly version: number;
  readonly mediaType: string;
  readonly digest: string;
}

/** What a check says: the result and who vouches for it. */
interface Finding {
  readonly result: SignatureCheck;
  readonly checkedBy: string;
}

const results: readonly string[] = ['UNSIGNED', 'VALID', 'INVALID', 'UNDETERMINED'];

/** Who says that a check found nothing out. */
const platformItself = '共治平台';

job('check-signatures', {
  description: 'Has the electronic seals and signatures on new PDF and OFD files checked. 验证电子签章',
  operation: 'recordSignatureCheck',
  due: (pool, _today, page) => findings(pool, page),
});

/** Asks about files that nobody has checked; nothing is due where nobody is named to be asked, or does not answer. */
async function findings(pool: Pool, { skip }: { readonly skip: number }): Promise<readonly Due[]> {
  const { signatureCheck: checker } = readEnvironment();
  if (checker === null) return [];
  const { rows } = await pool.query<Unchecked>(
    `SELECT "tenant", "id", "version", "mediaType", "digest" FROM "EvidenceFile"
     WHERE "signatureCheck" = 'NOT_CHECKED' AND "state" = 'STORED' AND "mediaType" IN ('application/pdf', 'application/ofd')
     ORDER BY "tenant", "id" LIMIT $1 OFFSET $2`,
    [files.checksAtOnce, skip],
  );
  if (rows.length === 0) return [];
  const storage = await ownStorage();
  const due: Due[] = [];
  for (const file of rows) {
    const found = await check(checker, storage, file);
    if (found === null) break;
    const { tenant, id, version } = file;
    due.push({
      key: `signature-check:${id}:${version}`,
      input: {
        evidenceFile: { id: encodeId({ prefix: 'evf', tenant, key: id }) },
        expectedVersion: version,
        ...found,
      },
    });
  }
  return due;
}

/** Asks about one file; null where nobody is there to answer, so that it is asked again later. */
async function check(
  { url, token }: { readonly url: string; readonly token: string | null },
  storage: FileStorage,
  file: Unchecked,
): Promise<Finding | null> {
  const undetermined: Finding = { result: 'UNDETERMINED', checkedBy: platformItself };
  const content = await readVerified(storage, file);
  if (content === null) {
    log.error({ file: file.id, digest: file.digest }, 'a stored file is missing or was changed');
    return undetermined;
  }
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': file.mediaType,
        'x-file-digest': file.digest,
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: await buffer(content),
      redirect: 'error',
      signal: AbortSignal.timeout(files.checkMs),
    });
    const text = await briefly(response);
    return response.ok ? (read(text) ?? undetermined) : undetermined;
  } catch (error) {
    // Too slow for this file is an answer about it; a program that cannot be reached says nothing of any.
    if ((error as Error).name === 'TimeoutError') return undetermined;
    log.warn({ error }, 'the program that checks seals could not be reached');
    return null;
  }
}

/** The beginning of what was answered; more is no finding. */
async function briefly(response: Response): Promise<string> {
  let text = '';
  for await (const chunk of Readable.fromWeb(response.body as never)) {
    text += String(chunk);
    if (text.length > files.checkAnswerBytes) break;
  }
  return text;
}

function read(text: string): Finding | null {
  try {
    const { result, checkedBy } = JSON.parse(text) as Partial<Finding>;
    const known = typeof result === 'string' && results.includes(result);
    return known && typeof checkedBy === 'string' && checkedBy.trim() !== '' && checkedBy.length <= 200
      ? { result, checkedBy }
      : null;
  } catch {
    return null;
  }
}
