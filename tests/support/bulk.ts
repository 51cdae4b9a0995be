// Exports and imports for tests: a served platform with a storage of its own, callers with keys, and workers on call.
import { expect } from '@jest/globals';
import type { Caller, Grant } from '../../src/kernel/caller.js';
import { newId } from '../../src/kernel/ids.js';
import { issueKey } from '../../src/platform/auth/keys.js';
import { callerFor } from '../../src/platform/privacy/purpose.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { workOnce } from '../../src/server/bulk-worker.js';
import { useServer } from './http-server.js';
import { usePlatform, type Answered, type TestPlatform } from './platform.js';

// oxlint-disable-next-line no-explicit-any
type Body = any;

/** A credential: the caller that it makes, and the key itself. */
export interface Keyed {
  readonly caller: Caller;
  readonly key: string;
  readonly prefix: string;
}

/** A job as its payload tells it. */
interface Job {
  readonly id: string;
  readonly state: string;
  readonly version: number;
}

export interface BulkServer {
  readonly gongzhi: TestPlatform;
  /** A key of an app of its own in the demo county. */
  readonly keyed: (grants: readonly Grant[]) => Promise<Keyed>;
  readonly send: (path: string, by: Keyed | null, init?: RequestInit) => Promise<Response>;
  readonly exported: (
    by: Keyed,
    input: Readonly<Record<string, unknown>>,
  ) => Promise<Answered<{ readonly bulkExport: Job | null }>>;
  readonly imported: (
    by: Keyed,
    input: Readonly<Record<string, unknown>>,
  ) => Promise<Answered<{ readonly bulkImport: Job | null }>>;
  /** Works until nothing is due. */
  readonly work: () => Promise<void>;
  /** A job with all that its owner sees of it. */
  readonly seen: (id: string, by: Keyed, fields: string) => Promise<Body>;
}

/** Serves a platform for a test file. Call it once at the top of the file. */
export function useBulkServer(): BulkServer {
  const gongzhi = usePlatform('seeded');
  const served = useServer(gongzhi);
  const write = async <Payload>(
    operation: string,
    by: Keyed,
    input: Readonly<Record<string, unknown>>,
    field: string,
  ): Promise<Answered<Payload>> =>
    gongzhi.write<Payload>(operation, input, `replayed ${field} { id state version }`, { as: by.caller });
  return {
    gongzhi,
    async keyed(grants) {
      const name = `bulk ${newId()}`;
      const issued = await withTransaction(gongzhi.pool, (db) =>
        issueKey(db, {
          tenant: 990_101,
          app: { name, owner: '示例', purpose: '测试' },
          subject: name,
          audience: 'INTERNAL',
          grants,
          lifetimeMs: 365 * 86_400_000,
        }),
      );
      const caller = await callerFor(gongzhi.pool, { authorization: `Bearer ${issued.key}` }, 'zh-CN');
      return { caller, key: issued.key, prefix: issued.prefix };
    },
    send: (path, by, init = {}) =>
      fetch(`${served.base}${path}`, {
        ...init,
        headers: {
          ...(by === null ? {} : { authorization: `Bearer ${by.key}` }),
          ...(init.headers as Record<string, string> | undefined),
        },
      }),
    exported: (by, input) => write('exportQuery', by, { format: 'JSONL', ...input }, 'bulkExport'),
    imported: (by, input) => write('importRows', by, { onError: 'REJECT_FAILED', ...input }, 'bulkImport'),
    async work() {
      while (await workOnce(gongzhi.platform));
    },
    async seen(id, by, fields) {
      const type = id.startsWith('bex') ? 'BulkExport' : 'BulkImport';
      const source = `query ($id: ID!) { node(id: $id) { ... on ${type} { ${fields} } } }`;
      const { data, errors } = await gongzhi.query(source, { id }, { as: by.caller });
      expect(errors).toBeUndefined();
      return data!['node'];
    },
  };
}
