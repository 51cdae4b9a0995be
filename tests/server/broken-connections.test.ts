// A connection to the database that breaks at any moment of a request: never a fault of the server, and nothing done twice.
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { encodeId, newId } from '../../src/kernel/ids.js';
import { ensureDemoKeys, readDemoKeys } from '../../src/platform/auth/demo-keys.js';
import { listen } from '../../src/server/http.js';
import { openPlatform, type Platform } from '../../src/server/platform.js';
import { useDatabase } from '../support/database.js';
import { openOffice } from '../support/offices.js';
import { openLossyProxy, type Break, type LossyProxy } from '../support/unsure.js';

const database = useDatabase('seeded');
const tenant = 990_313;
let dataDir: string;
let platform: Platform;
let server: Awaited<ReturnType<typeof listen>>;
let key: string;
let fund: string;
/** Between the platform and its database. */
let wire: LossyProxy;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gongzhi-broken-'));
  const url = new URL(database.url);
  wire = await openLossyProxy(Number(url.port), 1);
  url.port = String(wire.port);
  platform = await openPlatform(url.toString());
  await ensureDemoKeys(platform.pool, dataDir);
  key = (await readDemoKeys(dataDir)).district;
  [fund] = (await openOffice(database.query, tenant, 1)) as [string];
  server = await listen(platform, 0, dataDir);
}, 60_000);

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await platform.close();
  await wire.close();
  await rm(dataDir, { recursive: true, force: true });
});

interface Answer {
  readonly status: number;
  readonly codes: readonly string[];
  readonly data: Readonly<Record<string, unknown>> | undefined;
}

async function ask(query: string, variables: object = {}): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors = [] } = (await response.json()) as {
    data?: Answer['data'];
    errors?: { extensions: { code: string } }[];
  };
  return { status: response.status, codes: errors.map(({ extensions }) => extensions.code), data };
}

/** Asks again while the database is away, which may also be noticed late; what breaks is broken. */
async function askAgain(query: string, variables: object = {}): Promise<Answer> {
  wire.next = null;
  for (let tries = 1; ; tries += 1) {
    const answer = await ask(query, variables);
    if (answer.status !== 503 || tries === 3) return answer;
  }
}

/** What PostgreSQL says before it ends a connection by itself. */
function fatal(code: string): Buffer {
  const fields = `SFATAL\0VFATAL\0C${code}\0Mterminating connection\0\0`;
  const message = Buffer.alloc(5 + fields.length);
  message.write('E');
  message.writeInt32BE(4 + fields.length, 1);
  message.write(fields, 5);
  return message;
}

const breaks: Readonly<Record<string, Omit<Break, 'after'>>> = {
  'before it is asked': { when: 'before' },
  'instead of an answer': { when: 'instead' },
  'within an answer': { when: 'within' },
  'after an answer': { when: 'after' },
  'because the database is stopped': { when: 'instead', last: fatal('57P01') },
  'because nothing was asked for long in a transaction': { when: 'instead', last: fatal('25P03') },
};
/** Other words of the database for its end of a connection. */
const alsoTold = ['25P04', '57P02', '57P03', '57P05', '08006'].map(
  (code) => [`as the database says ${code}`, { when: 'instead', last: fatal(code) }] as const,
);

/** Breaks a connection at every moment of a request in turn, until the request is over before it. @returns how many */
async function atEveryMoment(
  how: Omit<Break, 'after'>,
  request: () => Promise<Answer>,
  then: (first: Answer, moment: string) => Promise<void>,
): Promise<number> {
  for (let after = 0; ; after += 1) {
    wire.next = { ...how, after };
    const first = await request();
    if (wire.next !== null) {
      wire.next = null;
      return after;
    }
    const moment = `moment ${after}`;
    if (first.status !== 200)
      expect([moment, first.status, first.codes]).toEqual([moment, 503, ['UNAVAILABLE']]);
    else expect([moment, first.codes]).toEqual([moment, []]);
    await then(first, moment);
  }
}

test('an end of a connection that is none of these is told as a fault: the test can fail', async () => {
  const statuses = new Set<number>();
  // What the platform does by itself may be broken in its place.
  for (let tries = 0; tries < 20 && !statuses.has(500); tries += 1) {
    wire.next = { when: 'instead', last: fatal('XX000'), after: 0 };
    statuses.add((await ask('{ funds(first: 3) { totalCount } }')).status);
  }
  wire.next = null;
  expect([...statuses]).toContain(500);
});

test.each(Object.entries(breaks))(
  'a connection that breaks %s leaves a write done once, whatever its sender was told',
  async (_, how) => {
    const source = `mutation ($input: RecordDonationInput!) { recordDonation(input: $input) {
      donation { id fund { id } } userErrors { code } } }`;
    const given = async (): Promise<number> => {
      const [row] = await database.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM "Donation" WHERE "tenant" = $1`,
        [tenant],
      );
      return row!.count;
    };
    let input: object;
    let before = 0;
    const moments = await atEveryMoment(
      how,
      async () => {
        before = await given();
        input = {
          fund: { id: encodeId({ prefix: 'fnd', tenant, key: fund }) },
          amount: '1.00',
          receivedOn: '2025-03-01',
          anonymous: true,
          idempotencyKey: newId(),
        };
        return ask(source, { input });
      },
      async ({ status }, moment) => {
        expect([moment, (await given()) - before]).toEqual([moment, status === 200 ? 1 : expect.any(Number)]);
        const { codes, data } = await askAgain(source, { input });
        expect([moment, codes, data]).toEqual([
          moment,
          [],
          { recordDonation: { donation: expect.anything(), userErrors: [] } },
        ]);
        expect([moment, status, await given()]).toEqual([moment, status, before + 1]);
      },
    );
    expect(moments).toBeGreaterThan(5);
  },
  60_000,
);

test.each([...Object.entries(breaks), ...alsoTold])(
  'a connection that breaks %s costs a reader no more than asking again',
  async (_, how) => {
    const source = '{ funds(first: 3) { totalCount nodes { id name } } viewer { subject } }';
    const expected = await askAgain(source);
    const moments = await atEveryMoment(
      how,
      () => ask(source),
      async (first, moment) => {
        if (first.status === 200) expect([moment, first]).toEqual([moment, expected]);
        expect([moment, await askAgain(source)]).toEqual([moment, expected]);
      },
    );
    expect(moments).toBeGreaterThan(0);
  },
  30_000,
);
