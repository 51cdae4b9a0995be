// Abuse: what is made to hurt is refused or cut, each exactly as it should be, while others get their answers as ever.
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { limits, streams } from '../../src/kernel/config.js';
import { newId } from '../../src/kernel/ids.js';
import { ensureDemoKeys, readDemoKeys } from '../../src/platform/auth/demo-keys.js';
import { listen } from '../../src/server/http.js';
import { turnsOf } from '../../src/server/turns.js';
import { abusedDocument, abuses } from '../support/abuses.js';
import type { Abused } from '../support/abusing.js';
import { changed, dump } from '../support/dump.js';
import { usePlatform } from '../support/platform.js';

/** How long an abuse may go on: far longer than any of the times that end one. */
const patienceMs = 15_000;

const t = usePlatform('seeded');
let dataDir: string;
let server: Awaited<ReturnType<typeof listen>>;
let at: Abused;
const before = process.env['GONGZHI_DATA_DIR'];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gongzhi-abuse-'));
  process.env['GONGZHI_DATA_DIR'] = dataDir;
  await ensureDemoKeys(t.pool, dataDir);
  const { district, street } = await readDemoKeys(dataDir);
  // What takes half a minute is the same when it takes a moment.
  jest.replaceProperty(limits, 'requestTimeoutMs', 1_500 as never);
  jest.replaceProperty(limits, 'checkMs', 200 as never);
  jest.replaceProperty(limits, 'idleMs', 2_500 as never);
  jest.replaceProperty(streams, 'initMs', 500 as never);
  jest.replaceProperty(streams, 'heartbeatMs', 500 as never);
  server = await listen(t.platform, 0, dataDir);
  at = { port: (server.address() as AddressInfo).port, key: district, otherKey: street, waitMs: 6_000 };
  // Rendered once for all.
  await (await fetch(`http://127.0.0.1:${at.port}/graphiql`)).text();
});
afterAll(async () => {
  jest.restoreAllMocks();
  await t.platform.events.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  if (before === undefined) delete process.env['GONGZHI_DATA_DIR'];
  else process.env['GONGZHI_DATA_DIR'] = before;
  await rm(dataDir, { recursive: true, force: true });
});

/** Asks as somebody who means well. */
async function askWell(query: string, variables: object = {}): Promise<unknown> {
  const response = await fetch(`http://127.0.0.1:${at.port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${at.key}` },
    body: JSON.stringify({ query, variables }),
  });
  return [response.status, ((await response.json()) as { data?: unknown }).data];
}

test('each abuse comes to its end, nobody else notices, and nothing is written', async () => {
  const input = { ...abusedDocument, idempotencyKey: newId() };
  const registering = `mutation ($input: RegisterTrustedDocumentInput!) { registerTrustedDocument(input: $input) { userErrors { code } } }`;
  expect(await askWell(registering, { input })).toEqual([
    200,
    { registerTrustedDocument: { userErrors: [] } },
  ]);
  const uncaught: unknown[] = [];
  const note = (error: unknown): void => void uncaught.push(error);
  process.on('uncaughtException', note).on('unhandledRejection', note);
  const there = await dump(t.pool);
  const told = new Map<string, string>();
  const under = Promise.all(
    abuses.map(async ({ name, by }) => {
      told.set(name, await Promise.race([by(at), pause(patienceMs, 'never ended', { ref: false })]));
    }),
  );
  let abused = true;
  const done = under.finally(() => (abused = false));
  const answers: unknown[] = [];
  do answers.push(await askWell('{ division(code: "510117") { name } }'));
  while (abused);
  await done;
  process.off('uncaughtException', note).off('unhandledRejection', note);
  expect(Object.fromEntries(told)).toEqual(
    Object.fromEntries(abuses.map(({ name, outcome }) => [name, outcome])),
  );
  expect(abuses.length).toBeGreaterThanOrEqual(60);
  expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
    new Set([JSON.stringify([200, { division: { name: '郫都区' } }])]),
  );
  expect(uncaught).toEqual([]);
  expect(changed(there, await dump(t.pool))).toEqual([]);
  expect(turnsOf(t.platform).state).toEqual({ working: 0, waiting: 0 });
  expect((await fetch(`http://127.0.0.1:${at.port}/health/ready`)).status).toBe(200);
});
