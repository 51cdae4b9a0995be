// Money sent over a network that loses replies: stored once each, however often it is sent again.
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { encodeId, newId } from '../../src/kernel/ids.js';
import { ensureDemoKeys, readDemoKeys } from '../../src/platform/auth/demo-keys.js';
import { listen } from '../../src/server/http.js';
import { openPlatform, type Platform } from '../../src/server/platform.js';
import { balancesOf, openOffice, verdictOn } from '../support/offices.js';
import { useDatabase } from '../support/database.js';
import { openLossyProxy, sendUntilAnswered, sharedOut, type LossyProxy } from '../support/unsure.js';

const database = useDatabase('seeded');
const clients = 16;
let dataDir: string;
let platform: Platform;
let server: Awaited<ReturnType<typeof listen>>;
let key: string;
/** Between the clients and the platform, and between the platform and its database. */
let outside: LossyProxy;
let inside: LossyProxy;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'gongzhi-replies-'));
  const url = new URL(database.url);
  inside = await openLossyProxy(Number(url.port), 1);
  url.port = String(inside.port);
  platform = await openPlatform(url.toString());
  await ensureDemoKeys(platform.pool, dataDir);
  key = (await readDemoKeys(dataDir)).district;
  server = await listen(platform, 0, dataDir);
  outside = await openLossyProxy((server.address() as AddressInfo).port, 2);
});

afterAll(async () => {
  await outside.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await platform.close();
  await inside.close();
  await rm(dataDir, { recursive: true, force: true });
});

const source = `mutation ($input: RecordDonationInput!) { recordDonation(input: $input) {
  donation { id } userErrors { code rule } replayed } }`;

/** What came of donations of one yuan: how often they were sent, what the clients were told, what is in the books. */
interface Outcome {
  readonly sent: number;
  readonly told: number;
  readonly replayed: number;
  readonly stored: number;
  readonly heldFen: bigint;
}

/** Sends donations to the funds of an office while one of seven replies is lost outside, and some inside. */
async function donations(tenant: number, count: number, again: 'SAME_KEY' | 'NEW_KEY'): Promise<Outcome> {
  const funds = await openOffice(database.query, tenant, 8);
  const told = new Set<string>();
  let sent = 0;
  let replayed = 0;
  outside.loseOneIn = 1 / 0.15;
  inside.loseOneIn = 200;
  await sharedOut(
    Array.from({ length: count }, (_, i) => funds[i % funds.length]!),
    clients,
    async (fund) => {
      const first = newId();
      const input = () => ({
        fund: { id: encodeId({ prefix: 'fnd', tenant, key: fund }) },
        amount: '1.00',
        receivedOn: '2025-03-01',
        anonymous: true,
        idempotencyKey: again === 'SAME_KEY' ? first : newId(),
      });
      const graph = `http://127.0.0.1:${outside.port}/graphql`;
      const { tries, data } = await sendUntilAnswered(
        () => Promise.resolve(graph),
        key,
        source,
        () => ({
          input: input(),
        }),
      );
      const answer = data['recordDonation'] as {
        donation: { id: string };
        userErrors: unknown[];
        replayed: boolean;
      };
      expect(answer.userErrors).toEqual([]);
      told.add(answer.donation.id);
      sent += tries;
      if (answer.replayed) replayed += 1;
    },
  );
  outside.loseOneIn = 0;
  inside.loseOneIn = 0;
  const [{ stored }] = (await database.query<{ stored: number }>(
    `SELECT count(*)::int AS stored FROM "Donation" WHERE tenant = $1`,
    [tenant],
  )) as [{ stored: number }];
  const balances = await balancesOf(platform.pool, tenant);
  const heldFen = funds.reduce((sum, fund) => sum + balances.get(`${fund} FUND`)!, 0n);
  return { sent, told: told.size, replayed, stored, heldFen };
}

test('two thousand donations, of whose replies 15 % are lost, are in the books once each', async () => {
  const count = 2_000;
  const { sent, replayed, ...outcome } = await donations(990_311, count, 'SAME_KEY');
  expect(outcome).toEqual({ told: count, stored: count, heldFen: BigInt(count) * 100n });
  // The network did what it should: the clients sent again, and most of that was done already.
  expect(outside.lost / sent).toBeGreaterThan(0.1);
  expect(inside.lost).toBeGreaterThan(count / 100);
  expect(replayed).toBeGreaterThan(count / 10);
  expect(await verdictOn(platform.pool, 990_311)).toMatchObject({ transactions: BigInt(count), faults: [] });
}, 300_000);

test('a client that makes a key for each try gives more than it was asked to', async () => {
  const { told, stored } = await donations(990_312, 100, 'NEW_KEY');
  expect(told).toBe(100);
  expect(stored).toBeGreaterThan(100);
}, 120_000);
