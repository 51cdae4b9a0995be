// Stops the test run's server.
export default async function tearDown() {
  await globalThis.stopTestServer?.();
}
