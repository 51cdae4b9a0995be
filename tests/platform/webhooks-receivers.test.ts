// Webhooks whose receivers do not answer, that are sent again, and whose senders work beside each other or are killed.
import { describe, expect, test } from '@jest/globals';
import { nowIso } from '../../src/kernel/clock.js';
import { webhooks } from '../../src/kernel/config.js';
import { decodeId } from '../../src/kernel/ids.js';
import { claim } from '../../src/platform/webhooks/claim.js';
import { openWebhooks } from '../../src/server/webhook-worker.js';
import { mighty } from '../support/domains.js';
import { makeEvents, useWebhooks } from '../support/webhooks.js';

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
    const stopped = openWebhooks(gongzhi.platform);
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
