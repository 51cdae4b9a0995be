// Webhooks whose receivers do not answer, that are sent again, and whose senders work beside each other or are killed.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import type { State } from '../../examples/webhook-receiver/mirror.js';
import { nowIso } from '../../src/kernel/clock.js';
import { webhooks } from '../../src/kernel/config.js';
import { decodeId } from '../../src/kernel/ids.js';
import { claim } from '../../src/platform/webhooks/claim.js';
import { openWebhooks } from '../../src/server/webhook-worker.js';
import { mighty } from '../support/domains.js';
import { makeEvents, useWebhooks, type Seen } from '../support/webhooks.js';

const bench = useWebhooks();
const { gongzhi, receiver, clock, open, look, outcomes, act, heardAt } = bench;

describe('a receiver', () => {
  test('that is gone disables its endpoint, which an event tells, and gets everything once it is resumed', async () => {
    const endpoint = await open();
    receiver.answer(endpoint.path, 410, 204);
    await makeEvents(gongzhi, 2);
    const before = nowIso();
    await bench.worker.round();
    expect(await look(endpoint)).toMatchObject({ state: 'DISABLED', disabledFor: 'GONE' });
    const { rows } = await gongzhi.pool.query<{ objects: string[] }>(
      `SELECT "objects" FROM "OutboxEvent" WHERE "type" = 'webhooks.endpoint.disabled' AND "at" >= $1`,
      [before],
    );
    expect(rows).toEqual([{ objects: [endpoint.id] }]);
    await makeEvents(gongzhi, 1);
    clock.forward(10_000);
    await bench.worker.round();
    const told = heardAt(endpoint.path).length;
    await act('resumeWebhookEndpoint', endpoint);
    await bench.worker.round();
    expect(heardAt(endpoint.path).length).toBeGreaterThan(told);
    const nodes = (await look(endpoint)).deliveries.nodes;
    expect(nodes.map(({ outcome }) => outcome)).toEqual(['DELIVERED', 'DELIVERED', 'DELIVERED']);
  });

  test('that fails ten times in a row is left in peace, then tried by one delivery, then told all', async () => {
    const endpoint = await open();
    receiver.answer(endpoint.path, 500);
    await makeEvents(gongzhi, 12);
    await bench.worker.round();
    const tried = heardAt(endpoint.path).length;
    expect(tried).toBeGreaterThanOrEqual(webhooks.failures);
    expect(tried).toBeLessThan(webhooks.failures + webhooks.atOnce);
    clock.forward(10_000);
    await bench.worker.round();
    expect(heardAt(endpoint.path)).toHaveLength(tried);
    clock.forward(webhooks.restMs * 2 ** webhooks.atOnce);
    await bench.worker.round();
    // One tried, failed, and the others rest again.
    expect(heardAt(endpoint.path)).toHaveLength(tried + 1);
    receiver.answer(endpoint.path, 204);
    clock.forward(webhooks.longestRestMs);
    await bench.worker.round();
    expect(new Set(await outcomes(endpoint)).size).toBeLessThanOrEqual(3);
    const { deliveries, failures } = await look(endpoint);
    expect([failures, new Set(deliveries.nodes.map(({ outcome }) => outcome))]).toEqual([
      0,
      new Set(['DELIVERED']),
    ]);
    expect(receiver.most(endpoint.path)).toBeLessThanOrEqual(webhooks.atOnce);
  });

  test('that fails for days disables its endpoint', async () => {
    const endpoint = await open();
    receiver.answer(endpoint.path, 500);
    await makeEvents(gongzhi, 1);
    await bench.worker.round();
    clock.forward(webhooks.disabledAfterMs - 1_000);
    await bench.worker.round();
    expect((await look(endpoint)).state).toBe('ACTIVE');
    clock.forward(webhooks.pausesMs[1] * 2);
    await bench.worker.round();
    expect(await look(endpoint)).toMatchObject({ state: 'DISABLED', disabledFor: 'FAILING' });
  });

  test('whose key cannot be read keeps nobody else waiting', async () => {
    const [broken, whole] = [await open(), await open()];
    await gongzhi.pool.query(`UPDATE "WebhookKey" SET "sealed" = $2 WHERE "endpointId" = $1`, [
      decodeId(broken.id)!.key,
      Buffer.of(0),
    ]);
    await makeEvents(gongzhi, 1);
    await bench.worker.round();
    expect([heardAt(broken.path).length, heardAt(whole.path).length]).toEqual([0, 1]);
    expect(await outcomes(broken)).toEqual(['WAITING 0']);
  });

  test('whose name leads inside by now is not spoken to', async () => {
    const endpoint = await open();
    await gongzhi.pool.query(`UPDATE "WebhookEndpoint" SET "url" = $2 WHERE "id" = $1`, [
      decodeId(endpoint.id)!.key,
      'https://rebound.example.cn/hooks',
    ]);
    const rebound = openWebhooks(gongzhi.platform, { resolve: () => Promise.resolve(['169.254.169.254']) });
    await makeEvents(gongzhi, 1);
    await rebound.round();
    await rebound.stop();
    expect((await look(endpoint)).deliveries.nodes[0]).toMatchObject({
      outcome: 'RETRYING',
      lastStatus: null,
      lastFault: 'ADDRESS',
    });
    await act('retireWebhookEndpoint', endpoint);
    expect((await look(endpoint)).deliveries.nodes[0]).toMatchObject({ outcome: 'SKIPPED' });
  });
});

describe('a replay', () => {
  test('sends a range again under the ids of before, all of it or what is missing', async () => {
    const endpoint = await open();
    receiver.answer(endpoint.path, 204, 500, 204);
    await makeEvents(gongzhi, 3);
    await bench.worker.round();
    const first = receiver.sequences(endpoint.path);
    const numbers = (await look(endpoint)).deliveries.nodes.map(({ sequence }) => sequence!);
    const range = { from: numbers[0], through: numbers[2] };
    const refused = await gongzhi.refused(
      'replayWebhookDeliveries',
      {
        webhookEndpoint: { id: endpoint.id },
        expectedVersion: (await look(endpoint)).version,
        ...range,
        through: '999999999',
      },
      bench.vendor,
    );
    expect(refused).toEqual(['INVALID_INPUT webhook-replay-is-a-range at through']);
    await act('replayWebhookDeliveries', endpoint, range);
    await bench.worker.round();
    // The one that failed is open and not sent twice; it comes in its own time.
    expect(receiver.sequences(endpoint.path).slice(first.length).sort()).toHaveLength(2);
    clock.forward(10_000);
    await bench.worker.round();
    expect(new Set(await outcomes(endpoint))).toEqual(new Set(['DELIVERED 2']));
    await act('replayWebhookDeliveries', endpoint, { ...range, missingOnly: true });
    await bench.worker.round();
    expect(new Set(await outcomes(endpoint))).toEqual(new Set(['DELIVERED 2']));
    const ids = heardAt(endpoint.path).map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([6, 3]);
  });
});

describe('several workers', () => {
  test('send each delivery once, however they meet', async () => {
    const endpoint = await open();
    receiver.slow(5);
    await makeEvents(gongzhi, 24);
    const workers = [bench.worker, openWebhooks(gongzhi.platform), openWebhooks(gongzhi.platform)];
    await Promise.all(workers.map((one) => one.round()));
    await bench.worker.round();
    receiver.slow(0);
    const heard = receiver.sequences(endpoint.path);
    expect([heard.length, new Set(heard).size]).toEqual([24, 24]);
    expect(receiver.most(endpoint.path)).toBeLessThanOrEqual(webhooks.atOnce);
    await Promise.all(workers.slice(1).map((one) => one.stop()));
  });

  test('that take what is due without a lock send it twice', async () => {
    const endpoint = await open();
    await makeEvents(gongzhi, 4);
    await bench.worker.round();
    await act('replayWebhookDeliveries', endpoint, {
      from: (await look(endpoint)).deliveries.nodes[0]!.sequence,
      through: (await look(endpoint)).deliveries.nodes[3]!.sequence,
    });
    const { tenant, key } = decodeId(endpoint.id)!;
    await gongzhi.pool.query(
      `UPDATE "WebhookDelivery" SET "outcome" = 'WAITING', "settledAt" = NULL, "nextAttemptAt" = $2 WHERE "endpointId" = $1`,
      [key, nowIso()],
    );
    const naive = async (): Promise<readonly string[]> => {
      const { rows } = await gongzhi.pool.query<{ id: string }>(
        `SELECT "id" FROM "WebhookDelivery" WHERE "endpointId" = $1 AND "leasedUntil" IS NULL`,
        [key],
      );
      return rows.map(({ id }) => id);
    };
    const [a, b] = await Promise.all([naive(), naive()]);
    expect(a.filter((id) => b.includes(id))).toHaveLength(4);
    const taken = await Promise.all([1, 2].map(() => claim(gongzhi.pool, { tenant, id: key }, 32)));
    const ids = taken.flatMap((one) => one?.deliveries.map(({ id }) => id) ?? []);
    expect([ids.length, new Set(ids).size]).toEqual([4, 4]);
  });

  test('take up what one of them left when it was killed, once its lease is over', async () => {
    const endpoint = await open();
    await makeEvents(gongzhi, 2);
    let reached = (): void => {};
    const underWay = new Promise<void>((resolve) => (reached = resolve));
    const killed = openWebhooks(gongzhi.platform, {
      // The process ends in the middle of the request: nothing is ever recorded.
      send: () => {
        reached();
        return new Promise(() => {});
      },
    });
    void killed.round();
    await underWay;
    await bench.worker.round();
    expect(heardAt(endpoint.path)).toEqual([]);
    clock.forward(webhooks.leaseMs + 1_000);
    await bench.worker.round();
    expect(receiver.sequences(endpoint.path)).toHaveLength(2);
    expect(await outcomes(endpoint)).toEqual(['DELIVERED 1', 'DELIVERED 1']);
  });

  test('give back what was under way when they are stopped', async () => {
    const endpoint = await open();
    await makeEvents(gongzhi, 1);
    receiver.slow(60_000);
    const stopped = openWebhooks(gongzhi.platform, { drainMs: 0 });
    const round = stopped.round();
    while (heardAt(endpoint.path).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await stopped.stop();
    await round;
    receiver.slow(0);
    expect(await outcomes(endpoint)).toEqual(['WAITING 0']);
    await bench.worker.round();
    expect(await outcomes(endpoint)).toEqual(['DELIVERED 1']);
  });
});

test('what the office has stopped only the office lets go on', async () => {
  const endpoint = await open();
  await act('disableWebhookEndpoint', endpoint, { disabledFor: 'OFFICE' }, '', mighty());
  const { version } = await look(endpoint);
  const input = { webhookEndpoint: { id: endpoint.id }, expectedVersion: version };
  const { data, errors } = await gongzhi.query(
    `mutation ($input: ResumeWebhookEndpointInput!) { resumeWebhookEndpoint(input: $input) { userErrors { code } } }`,
    { input: { ...input, idempotencyKey: 'resumed-by-the-app' } },
    { as: bench.vendor },
  );
  expect([data?.['resumeWebhookEndpoint'], errors?.[0]!.extensions?.['code']]).toEqual([null, 'FORBIDDEN']);
  await act('resumeWebhookEndpoint', endpoint, {}, '', mighty());
});

/** A program of the project in a process of its own. */
function program(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

test('the example receiver mirrors what it is told over HTTP, and the same when it is told again', async () => {
  const endpoint = await open();
  const folder = await mkdtemp(join(tmpdir(), 'gongzhi-receiver-'));
  const main = 'examples/webhook-receiver/main.ts';
  const child = program([
    main,
    '--port',
    '0',
    '--key',
    endpoint.secret!,
    '--file',
    join(folder, 'told.jsonl'),
  ]);
  try {
    const [line] = (await once(child.stdout!, 'data')) as [Buffer];
    const port = /localhost:(\d+)/.exec(String(line))![1];
    await act('updateWebhookEndpoint', endpoint, { url: `http://127.0.0.1:${port}/` });
    const names = await makeEvents(gongzhi, 3);
    await bench.worker.round();
    const mirrored = async (): Promise<State> =>
      (await (await fetch(`http://127.0.0.1:${port}/`)).json()) as State;
    const first = await mirrored();
    const values = Object.values(first.objects).map(({ value }) => value['name']);
    expect(values.sort()).toEqual([...names].sort());
    const { nodes } = (await look(endpoint)).deliveries;
    const range = { from: nodes[0]!.sequence, through: nodes[2]!.sequence };
    await act('replayWebhookDeliveries', endpoint, range);
    await bench.worker.round();
    expect(await outcomes(endpoint)).toEqual(['DELIVERED 2', 'DELIVERED 2', 'DELIVERED 2']);
    expect(await mirrored()).toEqual(first);
    const forged = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: '{}' });
    expect(forged.status).toBe(401);
  } finally {
    child.kill();
    await rm(folder, { recursive: true });
  }
});

test('the command line lists endpoints and sends a test', async () => {
  const endpoint = await open();
  const run = async (...args: string[]): Promise<{ readonly out: string; readonly code: unknown }> => {
    const { connectionString } = gongzhi.pool.options;
    const child = program(['src/cli/main.ts', 'webhooks', ...args], {
      DATABASE_URL: connectionString,
      LOG_LEVEL: 'error',
    });
    const [out, [code]] = await Promise.all([text(child.stdout!), once(child, 'exit')]);
    return { out, code: code as unknown };
  };
  const [listed, tested] = await Promise.all([
    run('list', '--tenant', '990101', '--json'),
    run('test', endpoint.id),
  ]);
  const found = (JSON.parse(listed.out) as readonly Seen[]).filter(({ state }) => state === 'ACTIVE');
  expect(found).toMatchObject([{ id: endpoint.id, url: receiver.url(endpoint.path), failures: 0 }]);
  expect(tested).toEqual({ out: 'DELIVERED  204\n', code: 0 });
  expect(heardAt(endpoint.path).map(({ body }) => body.type)).toEqual(['webhooks.ping']);
}, 90_000);
