// A storage that speaks as much S3 as files need, and lets nobody in whose signature it cannot make itself.
import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** Whose signature holds, and for what. */
export const account = {
  keyId: 'AKIDEXAMPLE',
  secret: 'a secret/with+signs',
  region: 'cn-chengdu',
  bucket: 'evidence',
};

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();

/** The fault of a request's signature (AWS Signature Version 4), as the specification has it; undefined for none. */
function faultOf(req: IncomingMessage, body: Buffer): string | undefined {
  const form =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w{64})$/;
  const [, keyId, day, region, signed, signature] = form.exec(req.headers.authorization ?? '') ?? [];
  if (keyId !== account.keyId) return 'InvalidAccessKeyId';
  if (region !== account.region) return 'AuthorizationHeaderMalformed';
  const names = signed!.split(';');
  const needed = ['host', 'x-amz-content-sha256', 'x-amz-date'];
  const at = String(req.headers['x-amz-date']);
  if (needed.some((name) => !names.includes(name)) || !at.startsWith(day!)) return 'AccessDenied';
  const content = String(req.headers['x-amz-content-sha256']);
  if (content !== 'UNSIGNED-PAYLOAD' && content !== sha256(body)) return 'XAmzContentSHA256Mismatch';
  const [path, query = ''] = req.url!.split('?') as [string, string?];
  const canonical = [
    req.method,
    path,
    query,
    ...names.map((name) => `${name}:${String(req.headers[name]).trim()}`),
    '',
    signed,
    content,
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n');
  const key = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${account.secret}`, day!), region));
  return hmac(key, text).toString('hex') === signature ? undefined : 'SignatureDoesNotMatch';
}

/** A running storage. */
export interface S3Server {
  readonly url: string;
  /** Contents by path. */
  readonly objects: Map<string, Buffer>;
  /** Requests as `method path status`. */
  readonly log: string[];
  /** How many of the next requests fail as a storage fails that has too much to do. */
  failures: number;
  readonly close: () => Promise<void>;
}

/** Starts a storage with one empty bucket. */
export async function startS3(): Promise<S3Server> {
  const objects = new Map<string, Buffer>();
  const log: string[] = [];
  const state = { failures: 0 };
  const judged = (req: IncomingMessage, body: Buffer): readonly [number, string | Buffer] => {
    const error = (status: number, code: string): readonly [number, string] => [
      status,
      `<?xml version="1.0"?><Error><Code>${code}</Code><Message>…</Message></Error>`,
    ];
    if (state.failures > 0) {
      state.failures -= 1;
      return error(503, 'SlowDown');
    }
    const fault = faultOf(req, body);
    if (fault !== undefined) return error(403, fault);
    if (!req.url!.startsWith(`/${account.bucket}/`)) return error(404, 'NoSuchBucket');
    if (req.method === 'PUT') {
      if (req.headers['content-length'] === undefined) return error(411, 'MissingContentLength');
      objects.set(req.url!, body);
      return [200, ''];
    }
    const found = objects.get(req.url!);
    return found === undefined ? error(404, 'NoSuchKey') : [200, found];
  };
  const answered = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const [status, answer] = judged(req, await buffer(req));
    log.push(`${req.method} ${req.url} ${status}`);
    res.writeHead(status).end(answer);
  };
  const server: Server = createServer((req, res) => void answered(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    log,
    get failures() {
      return state.failures;
    },
    set failures(count) {
      state.failures = count;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
