// Reads from a streaming copy of the database: how far behind it may be, what a writer sees of its own, and its failure.
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loadSeed } from '../../prisma/seed/load.js';
import { nowMs, setClock } from '../../src/kernel/clock.js';
import { replicas as sizes } from '../../src/kernel/config.js';
import { newId } from '../../src/kernel/ids.js';
import { createDatabase, urlOfDatabase } from '../../src/platform/database/databases.js';
import { prepareDatabase } from '../../src/platform/database/prepare.js';
import { listen } from '../../src/server/http.js';
import { openPlatform, type Platform } from '../../src/server/platform.js';
import { demoCaller } from '../support/platform.js';
import { startStandby, type Standby } from '../support/standby.js';
import { wireTo, type Wire } from '../support/wire.js';

const name = 'gongzhi';
const district = demoCaller('district');
let servers: Standby;
let wire: Wire;
let platform: Platform;
let url: string;

beforeAll(async () => {
  servers = await startStandby();
  const adminUrl = await createDatabase(servers.primary.adminUrl, name);
  url = urlOfDatabase(servers.primary.url, name);
  await prepareDatabase({ url, adminUrl }, () => {});
  await loadSeed(adminUrl);
  await caughtUp();
  wire = await wireTo(urlOfDatabase(servers.copy.url, name));
  platform = await openPlatform(url, [wire.url]);
}, 120_000);
afterAll(async () => {
  await platform.close();
  wire.close();
  await servers.stop();
});

/** Waits until the copy has what the database has now, which takes as long as it takes. */
async function caughtUp(): Promise<void> {
  const [row] = await servers.ask(servers.primary, 'SELECT pg_current_wal_insert_lsn()::text AS position');
  for (;;) {
    const [has] = await servers.ask(
      servers.copy,
      `SELECT pg_last_wal_replay_lsn() >= '${String(row!['position'])}'::pg_lsn AS "all"`,
    );
    if (has!['all'] === true) return;
  }
}

const pause = (): Promise<unknown> => servers.ask(servers.copy, 'SELECT pg_wal_replay_pause()');
const resume = (): Promise<unknown> => servers.ask(servers.copy, 'SELECT pg_wal_replay_resume()');

const states = (): readonly boolean[] => platform.replicas!.states().map(({ fit }) => fit);

/** Records an organization. @returns its id, and where the database stood then */
async function write(): Promise<{ readonly id: string; readonly position: string }> {
  const { data, extensions } = await platform.run(
    {
      source: `mutation ($input: CreateOrganizationInput!) { createOrganization(input: $input) { organization { id } userErrors { code rule path } } }`,
      variables: {
        input: {
          idempotencyKey: newId(),
          kind: 'ENTERPRISE',
          name: `示例企业 ${newId()}`,
          division: { code: '990101001001' },
        },
      },
    },
    district,
  );
  const { organization } = data!['createOrganization'] as { organization: { id: string } };
  return { id: organization.id, position: extensions.position! };
}

const source = 'query ($id: ID!) { node(id: $id) { id } }';

/** Whether the district sees the object, reading after a place in the log or wherever the read goes. */
async function sees(id: string, after?: string): Promise<boolean> {
  const { data } = await platform.run({ source, variables: { id }, after }, district);
  return data!['node'] !== null;
}

test('reads go to a copy that follows, and writers may ask to see what they wrote', async () => {
  // To open the platform may write to the database, so that the copy was behind at the first look.
  await caughtUp();
  await platform.replicas!.look();
  expect(states()).toEqual([true]);
  await pause();
  try {
    const { id, position } = await write();
    expect(position).toMatch(/^[0-9A-F]+\/[0-9A-F]+$/);
    // The copy does not have it yet: only who asks for it is sent to the database itself.
    expect(await sees(id)).toBe(false);
    expect(await sees(id, position)).toBe(true);
    expect(platform.replicas!.choose(district, position)).toBeNull();
    await resume();
    await caughtUp();
    await platform.replicas!.look();
    expect(platform.replicas!.choose(district, position)).not.toBeNull();
    expect(await sees(id, position)).toBe(true);
    expect(await sees(id)).toBe(true);
  } finally {
    await resume();
  }
});

test('a copy that is too far behind is not read from, and is again when it has caught up', async () => {
  const begin = nowMs();
  let reset = setClock(() => begin);
  try {
    await caughtUp();
    await pause();
    const { id } = await write();
    await platform.replicas!.look();
    reset();
    reset = setClock(() => begin + sizes.lagMs - 1);
    await platform.replicas!.look();
    expect([states(), await sees(id)]).toEqual([[true], false]);
    reset();
    reset = setClock(() => begin + sizes.lagMs);
    await platform.replicas!.look();
    expect([states(), await sees(id)]).toEqual([[false], true]);
    await resume();
    await caughtUp();
    await platform.replicas!.look();
    expect([states(), await sees(id)]).toEqual([[true], true]);
  } finally {
    reset();
    await resume();
  }
});

test('when a copy goes away the database itself answers, and the copy again when it is back', async () => {
  const { id } = await write();
  await caughtUp();
  wire.cut();
  expect(await sees(id)).toBe(true);
  expect(states()).toEqual([false]);
  await platform.replicas!.look();
  expect(states()).toEqual([false]);
  await wire.mend();
  await platform.replicas!.look();
  expect([states(), await sees(id)]).toEqual([[true], true]);
});

test('a database that is no copy is never read from', async () => {
  const other = await openPlatform(url, [url]);
  try {
    expect(other.replicas!.states()).toEqual([{ name: expect.any(String), fit: false }]);
    expect(other.replicas!.choose(district, null)).toBeNull();
  } finally {
    await other.close();
  }
});

test('over HTTP the place in the log is a header, and must be one', async () => {
  const server = await listen(platform, 0);
  const ask = async (after: string): Promise<unknown> => {
    const { port } = server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'en', 'gongzhi-read-after': after },
      body: JSON.stringify({ query: '{ viewer { subject } }' }),
    });
    const { data, errors } = (await answer.json()) as { data?: unknown; errors?: { message: string }[] };
    return [answer.status, data ?? errors!.map(({ message }) => message)];
  };
  try {
    expect(await ask('0/16B3748')).toEqual([200, { viewer: { subject: 'anonymous' } }]);
    expect(await ask("0/1'; SELECT 1")).toEqual([
      400,
      ['Gongzhi-Read-After must be what a write answered as extensions.position.'],
    ]);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});
