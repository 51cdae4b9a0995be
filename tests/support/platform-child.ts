// A process that serves the graph on a database until it is killed; the test kills it.
import type { AddressInfo } from 'node:net';
import { ensureDemoKeys, readDemoKeys } from '../../src/platform/auth/demo-keys.js';
import { listen } from '../../src/server/http.js';
import { openPlatform } from '../../src/server/platform.js';

const [, , databaseUrl = '', dataDir = ''] = process.argv;
const platform = await openPlatform(databaseUrl);
await ensureDemoKeys(platform.pool, dataDir);
const server = await listen(platform, 0, dataDir);
const { port } = server.address() as AddressInfo;
process.stdout.write(`${JSON.stringify({ port, key: (await readDemoKeys(dataDir)).district })}\n`);
