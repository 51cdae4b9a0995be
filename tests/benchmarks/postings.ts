// `bench postings`: postings per second through the whole write path, in one tenant and over fifty, with fsync on.
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCaller, type Caller } from '../../src/kernel/caller.js';
import { encodeId, newId } from '../../src/kernel/ids.js';
import { withClient } from '../../src/platform/database/databases.js';
import { prepareDatabase } from '../../src/platform/database/prepare.js';
import { startDatabase } from '../../src/platform/database/start.js';
import { openPlatform, type Platform } from '../../src/server/platform.js';
import { openOffice } from '../support/offices.js';

const clients = 16;
const tenants = 50;
const fundsPerTenant = 10;
const warmUpMs = 2_000;
const rounds = 3;
const loader = new URL('../../prisma/seed/load.ts', import.meta.url);

const source = `mutation ($input: RecordDonationInput!) { recordDonation(input: $input) {
  donation { id amount { yuan } transaction { number } } userErrors { code rule } } }`;

/** Someone who keeps the books everywhere. */
const keeper: Caller = makeCaller(
  {
    app: newId(),
    subject: 'bench',
    tenant: null,
    audience: 'INTERNAL',
    organizationId: null,
    language: 'en',
    grants: (['PUBLIC', 'CONDITIONAL'] as const).map((dataClass) => ({
      scope: 'funds:write' as const,
      division: null,
      dataClass,
    })),
  },
  () => [],
);

/** Opens offices with funds at work, as an administrator; returns the funds' global ids by tenant. */
function addFunds(adminUrl: string): Promise<readonly (readonly string[])[]> {
  return withClient(adminUrl, async (client) => {
    const ids: (readonly string[])[] = [];
    for (let tenant = 990_201; ids.length < tenants; tenant += 1) {
      const funds = await openOffice(
        (text, values) => client.query(text, values && [...values]),
        tenant,
        fundsPerTenant,
      );
      ids.push(funds.map((key) => encodeId({ prefix: 'fnd', tenant, key })));
    }
    return ids;
  });
}

/** Posts with all clients at once for a while; returns postings per second. */
async function rate(platform: Platform, funds: readonly string[], forMs: number): Promise<number> {
  const begin = performance.now();
  let posted = 0;
  const client = async (n: number): Promise<void> => {
    for (let i = n; performance.now() - begin < forMs; i += clients) {
      const input = {
        fund: { id: funds[i % funds.length] },
        amount: '1.00',
        receivedOn: '2025-03-01',
        donorName: 'Bench',
        idempotencyKey: newId(),
      };
      const { data, errors } = await platform.run({ source, variables: { input } }, keeper);
      const payload = data?.['recordDonation'] as { readonly userErrors: readonly unknown[] } | undefined;
      if (errors || payload?.userErrors.length !== 0)
        throw new Error(JSON.stringify(errors ?? payload?.userErrors));
      posted += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, n) => client(n)));
  return (posted * 1_000) / (performance.now() - begin);
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Runs the benchmark; a round of each case takes so many seconds. */
export async function runPostings(seconds: number): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gongzhi-bench-'));
  const database = await startDatabase({ databaseUrl: null, databaseAdminUrl: null, dataDir }, (line) =>
    console.error(line),
  );
  try {
    await prepareDatabase(database, () => {});
    const { loadSeed } = (await import(loader.href)) as { loadSeed: (url: string) => Promise<void> };
    await loadSeed(database.adminUrl);
    const funds = await addFunds(database.adminUrl);
    const platform = await openPlatform(database.url);
    const { rows } = await platform.pool.query<{ fsync: string }>('SHOW fsync');
    console.log(
      `${cpus().length} cores, ${clients} clients, fsync ${rows[0]!.fsync}, ${rounds} × ${seconds} s\n`,
    );
    const cases = [
      ['one tenant, one fund', funds[0]!.slice(0, 1)],
      [`one tenant, ${fundsPerTenant} funds`, funds[0]!],
      [
        `${tenants} tenants`,
        Array.from({ length: fundsPerTenant }, (_, i) => funds.map((own) => own[i]!)).flat(),
      ],
    ] as const;
    const results = new Map<string, number[]>(cases.map(([name]) => [name, []]));
    for (const [, some] of cases) await rate(platform, some, warmUpMs);
    // Interleaved, so that what else the machine does meets all alike.
    for (let round = 0; round < rounds; round += 1)
      for (const [name, some] of cases) results.get(name)!.push(await rate(platform, some, seconds * 1_000));
    for (const [name, rates] of results)
      console.log(
        `${name.padEnd(24)} ${median(rates).toFixed(0).padStart(5)} postings/s  (${rates.map((one) => one.toFixed(0)).join(', ')})`,
      );
    await platform.close();
  } finally {
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
