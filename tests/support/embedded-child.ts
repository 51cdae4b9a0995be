// A process that runs the embedded server of the given folder until it is killed; the test kills it.
import { startEmbedded } from '../../src/platform/database/embedded.js';

const server = await startEmbedded({ dataDir: process.argv[2] ?? '', durable: false, log: () => {} });
process.stdout.write(`${server.adminUrl}\n`);
setInterval(() => {}, 60_000);
