// Evidence files over HTTP for tests: a served platform with demo keys, uploads, downloads, and what they leave.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../../src/kernel/ids.js';
import { type DemoRole } from '../../src/platform/auth/demo-keys.js';
import { useServer } from './http-server.js';
import { usePlatform, type TestPlatform } from './platform.js';

// oxlint-disable-next-line no-explicit-any
export type Body = any;

/** An answer in JSON. */
export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** What an upload says beside its content, where a test says nothing else. */
export const labels = { division: '990101001001', kind: 'INVOICE', fileName: '发票 一.pdf' };

/** A PDF that no other is equal to, of any size. */
export function pdf(text = newId(), size = 0): Buffer {
  const beginning = Buffer.from(`%PDF-1.7\n${text}\n`);
  return Buffer.concat([beginning, Buffer.alloc(Math.max(0, size - beginning.length), 0x20)]);
}

/** The file that an accepted upload answers. */
export const fileOf = ({ body }: Reply): Body => body.data.registerEvidenceFile.evidenceFile;

/** What a refused request broke. */
export const rules = ({ body }: Reply): unknown =>
  body.errors.map(({ extensions }: Body) => extensions.rule ?? extensions.code);

interface Sending {
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface FileServer {
  readonly gongzhi: TestPlatform;
  readonly port: () => number;
  readonly dataDir: () => string;
  readonly keyOf: (role: DemoRole) => string;
  readonly send: (
    content: Buffer | ReadableStream,
    role?: DemoRole | null,
    sending?: Sending,
  ) => Promise<Reply>;
  readonly get: (id: string, role: DemoRole | null, init?: RequestInit) => Promise<Response>;
  /** Names of the files on their way. */
  readonly incoming: () => Promise<string[]>;
  /** Where the content of a digest is kept. */
  readonly pathOf: (digest: string) => string;
  readonly counted: (table: 'EvidenceFile' | 'EvidenceFileAccess') => Promise<number>;
}

/** Serves a platform for a test file. Call it once at the top of the file. */
export function useFileServer(): FileServer {
  const gongzhi = usePlatform('seeded');
  const served = useServer(gongzhi);

  const base = (): string => `${served.base}/files`;
  const as = (role: DemoRole | null): Readonly<Record<string, string>> =>
    role === null ? {} : { authorization: `Bearer ${served.keys[role]}` };
  return {
    gongzhi,
    port: () => served.port,
    dataDir: () => served.dataDir,
    keyOf: (role) => served.keys[role],
    async send(content, role = 'enterprise', { query = {}, headers = {} } = {}) {
      const said = new URLSearchParams({ ...labels, ...query }).toString();
      const response = await fetch(`${base()}?${said}`, {
        method: 'POST',
        headers: { 'accept-language': 'en', ...as(role), ...headers },
        body: content as Buffer<ArrayBuffer>,
        ...(content instanceof ReadableStream ? { duplex: 'half' } : {}),
      });
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
    get: (id, role, init = {}) =>
      fetch(`${base()}/${id}`, { ...init, headers: { ...as(role), ...init.headers } }),
    incoming: () => readdir(join(served.dataDir, 'files', 'incoming')).catch(() => []),
    pathOf(digest) {
      const hex = digest.slice('sha256:'.length);
      return join(served.dataDir, 'files', '990101', hex.slice(0, 2), hex);
    },
    async counted(table) {
      const [row] = await gongzhi.admin<{ count: number }>(`SELECT count(*)::int AS count FROM "${table}"`);
      return row!.count;
    },
  };
}
