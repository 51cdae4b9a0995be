// Contents in a bucket of a storage that speaks S3.
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import type { S3Place } from '../../kernel/addresses.js';
import { files } from '../../kernel/config.js';
import type { ContentKey, ContentStore } from './content.js';

/** The storage did not do what it was asked for. */
export class StorageError extends Error {
  constructor(what: string, status: number, told: string) {
    // The code of S3 names the fault (NoSuchBucket, AccessDenied); the rest of its answer may name more than a log should.
    const code = /<Code>(\w+)<\/Code>/.exec(told)?.[1];
    super(`The storage of evidence files answered ${status}${code ? ` ${code}` : ''} to ${what}.`);
    this.name = 'StorageError';
  }
}

/** Keeps contents in a bucket, as `<tenant>/<digest in hexadecimal>`, below the area where it has one. */
export function s3Storage({
  endpoint,
  region,
  bucket,
  addressing,
  accessKeyId,
  secretAccessKey,
}: S3Place): ContentStore {
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    region,
    service: 's3',
    // A body is a stream, which cannot be sent twice: uploads are tried again below, with a new one.
    retries: 0,
  });
  const base = new URL(endpoint);
  if (addressing === 'host') base.hostname = `${bucket}.${base.hostname}`;
  else base.pathname = `/${bucket}/`;
  const hexOf = ({ digest }: ContentKey): string => digest.replace(/^sha256:/, '');
  const urlOf = (key: ContentKey): string =>
    new URL(`${key.area === undefined ? '' : `${key.area}/`}${key.tenant}/${hexOf(key)}`, base).href;
  const asked = async (what: string, send: () => Promise<Response>): Promise<Response> => {
    for (let tried = 0; ; tried += 1) {
      const last = tried === files.storageRetries;
      try {
        const response = await send();
        if (response.ok || response.status === 404) return response;
        const told = await response.text();
        // Who is refused is refused again.
        if (last || (response.status < 500 && response.status !== 429))
          throw new StorageError(what, response.status, told);
      } catch (error) {
        if (last || error instanceof StorageError) throw error;
      }
    }
  };
  return {
    async keep(key, { path, byteSize }) {
      const response = await asked('an upload', () =>
        client.fetch(urlOf(key), {
          method: 'PUT',
          // The digest stands in the signature, so that the storage refuses any other content.
          headers: {
            'content-length': String(byteSize),
            'content-type': 'application/octet-stream',
            'x-amz-content-sha256': hexOf(key),
          },
          body: Readable.toWeb(createReadStream(path)) as unknown as NonNullable<RequestInit['body']>,
          duplex: 'half',
          signal: AbortSignal.timeout(files.storageMs),
        }),
      );
      if (!response.ok) throw new StorageError('an upload', response.status, await response.text());
      await rm(path, { force: true });
    },
    async read(key) {
      const response = await asked('a download', () =>
        client.fetch(urlOf(key), { signal: AbortSignal.timeout(files.storageMs) }),
      );
      if (response.status === 404) {
        const told = await response.text();
        // The bucket itself is missing, which is another fault than a missing file.
        if (told.includes('NoSuchBucket')) throw new StorageError('a download', 404, told);
        return null;
      }
      return Readable.fromWeb(response.body as ReadableStream);
    },
    async remove(key) {
      const response = await asked('a removal', () =>
        client.fetch(urlOf(key), { method: 'DELETE', signal: AbortSignal.timeout(files.storageMs) }),
      );
      await response.body?.cancel();
    },
  };
}
