// A platform that is served over HTTP for a test file, on a port and with a data directory of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { ensureDemoKeys, readDemoKeys, type DemoRole } from '../../src/platform/auth/demo-keys.js';
import { listen } from '../../src/server/http.js';
import type { TestPlatform } from './platform.js';

/** What there is from `beforeAll` on. */
export interface HttpServer {
  /** `http://127.0.0.1:` with the port. */
  readonly base: string;
  readonly port: number;
  readonly dataDir: string;
  /** The API keys of the demo roles. */
  readonly keys: Readonly<Record<DemoRole, string>>;
}

/** The port on which a server listens. */
export function portOf(server: Pick<Server, 'address'>): number {
  return (server.address() as AddressInfo).port;
}

/** Serves a platform with the seeded data. Call it once at the top of the file. */
export function useServer(gongzhi: Pick<TestPlatform, 'platform' | 'pool'>): HttpServer {
  const before = process.env['GONGZHI_DATA_DIR'];
  let dataDir: string;
  let server: Server;
  let keys: HttpServer['keys'];
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'gongzhi-served-'));
    // For jobs and programs, which find files and keys by the environment.
    process.env['GONGZHI_DATA_DIR'] = dataDir;
    await ensureDemoKeys(gongzhi.pool, dataDir);
    keys = await readDemoKeys(dataDir);
    server = await listen(gongzhi.platform, 0, dataDir);
  });
  afterAll(async () => {
    if (before === undefined) delete process.env['GONGZHI_DATA_DIR'];
    else process.env['GONGZHI_DATA_DIR'] = before;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await rm(dataDir, { recursive: true, force: true });
  });
  return {
    get base() {
      return `http://127.0.0.1:${portOf(server)}`;
    },
    get port() {
      return portOf(server);
    },
    get dataDir() {
      return dataDir;
    },
    get keys() {
      return keys;
    },
  };
}
