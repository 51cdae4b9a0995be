// Prepares the test run's server and templates; plain JavaScript, because jest loads this file by itself.
import { tsImport } from 'tsx/esm/api';

export default async function setUp() {
  const { startTestServer } = await tsImport('./test-server.ts', import.meta.url);
  globalThis.stopTestServer = await startTestServer();
}
