// Contents in a bucket: signed requests, what a failing storage does to them, and what the environment must say.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { S3Place } from '../../src/kernel/addresses.js';
import { readEnvironment } from '../../src/kernel/config.js';
import { receive } from '../../src/platform/files/incoming.js';
import { StorageError } from '../../src/platform/files/s3.js';
import { openStorage, readVerified, type FileStorage } from '../../src/platform/files/storage.js';
import { digestOf } from '../support/files.js';
import { account, startS3, type S3Server } from '../support/s3.js';

let dataDir: string;
let s3: S3Server;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gongzhi-s3-'));
  s3 = await startS3();
});
beforeEach(() => {
  s3.objects.clear();
  s3.log.length = 0;
});
afterAll(async () => {
  await s3.close();
  await rm(dataDir, { recursive: true, force: true });
});

const variables = (): Record<string, string> => ({
  GONGZHI_DATA_DIR: dataDir,
  FILES_S3_ENDPOINT: s3.url,
  FILES_S3_REGION: account.region,
  FILES_S3_BUCKET: account.bucket,
  FILES_S3_KEY_ID: account.keyId,
  FILES_S3_SECRET: account.secret,
});

const storageWith = (changed: Partial<S3Place> = {}): Promise<FileStorage> => {
  const environment = readEnvironment(variables());
  return openStorage({ dataDir, filesS3: { ...environment.filesS3!, ...changed } });
};

const content = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(300_000, 0x61)]);
const key = { tenant: 990_101, digest: digestOf(content) };
const place = `/evidence/990101/${key.digest.slice('sha256:'.length)}`;

async function keep(storage: FileStorage): Promise<void> {
  await storage.keep(key, await receive(Readable.from([content]), storage.incoming));
}

describe('a bucket', () => {
  test('keeps a content under its tenant and digest, and nothing of it stays on the disk', async () => {
    const storage = await storageWith();
    await keep(storage);
    expect(s3.log).toEqual([`PUT ${place} 200`]);
    expect(s3.objects.get(place)).toEqual(content);
    expect(await readdir(storage.incoming)).toEqual([]);
    expect(await buffer((await readVerified(storage, key))!)).toEqual(content);
  });

  test('has nothing to give where nothing was kept, and nothing where it was changed', async () => {
    const storage = await storageWith();
    expect(await readVerified(storage, key)).toBeNull();
    await keep(storage);
    s3.objects.set(place, Buffer.from('another'));
    expect(await readVerified(storage, key)).toBeNull();
  });

  test('that has too much to do is asked again, with the whole content', async () => {
    const storage = await storageWith();
    s3.failures = 2;
    await keep(storage);
    expect(s3.log).toEqual([`PUT ${place} 503`, `PUT ${place} 503`, `PUT ${place} 200`]);
    expect(s3.objects.get(place)).toEqual(content);
  });

  test.each([
    ['the secret is another', { secretAccessKey: 'wrong' }, 'SignatureDoesNotMatch'],
    ['the region is another', { region: 'cn-beijing' }, 'AuthorizationHeaderMalformed'],
    ['the bucket is another', { bucket: 'elsewhere' }, 'NoSuchBucket'],
  ])('does not let in, and the refusal says why without a secret: %s', async (_, changed, code) => {
    const storage = await storageWith(changed);
    const thrown = await keep(storage).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(StorageError);
    const status = code === 'NoSuchBucket' ? 404 : 403;
    expect((thrown as Error).message).toBe(
      `The storage of evidence files answered ${status} ${code} to an upload.`,
    );
    expect(s3.objects.size).toBe(0);
    await expect(storage.read(key)).rejects.toThrow(
      `The storage of evidence files answered ${status} ${code} to a download.`,
    );
    for (const name of await readdir(storage.incoming)) await rm(join(storage.incoming, name));
  });

  test('refuses a content that is not the one that was signed', async () => {
    const storage = await storageWith();
    const incoming = await receive(Readable.from(['other']), storage.incoming);
    await expect(storage.keep(key, incoming)).rejects.toThrow('403 XAmzContentSHA256Mismatch to an upload');
    // What was not taken over is still there for whoever brought it.
    expect(await readFile(incoming.path, 'utf8')).toBe('other');
    await rm(incoming.path);
  });
});

describe('the environment', () => {
  const read = (changed: Record<string, string | undefined>): string => {
    try {
      readEnvironment({ ...variables(), ...changed });
      return 'accepted';
    } catch (error) {
      return (error as Error).message;
    }
  };

  test.each([
    [{}, 'accepted'],
    [{ FILES_S3_ADDRESSING: 'host' }, 'accepted'],
    [
      { FILES_S3_SECRET: undefined, FILES_S3_BUCKET: '' },
      'FILES_S3_ENDPOINT must come with FILES_S3_BUCKET, FILES_S3_SECRET.',
    ],
    [{ FILES_S3_ENDPOINT: undefined }, 'FILES_S3_REGION must come with FILES_S3_ENDPOINT.'],
    [
      { FILES_S3_ENDPOINT: 's3.example.cn' },
      'FILES_S3_ENDPOINT must be the address of the storage without a path, as in https://s3.example.cn, not "s3.example.cn".',
    ],
    [
      { FILES_S3_ENDPOINT: 'https://s3.example.cn/evidence' },
      'FILES_S3_ENDPOINT must be the address of the storage without a path, as in https://s3.example.cn, not "https://s3.example.cn/evidence".',
    ],
    [{ FILES_S3_BUCKET: 'a/b' }, 'FILES_S3_BUCKET must be the name of a bucket, not "a/b".'],
    [{ FILES_S3_ADDRESSING: 'dns' }, 'FILES_S3_ADDRESSING must be path or host, not "dns".'],
    [
      { FILES_SIGNATURE_CHECK_URL: 'file:///check' },
      'FILES_SIGNATURE_CHECK_URL must be an address of http or https, not "file:///check".',
    ],
    [
      { FILES_SIGNATURE_CHECK_TOKEN: 'x' },
      'FILES_SIGNATURE_CHECK_TOKEN must come with FILES_SIGNATURE_CHECK_URL.',
    ],
  ])('says all of a storage or nothing: %j', (changed, told) => {
    expect(read(changed)).toBe(told);
  });
});
