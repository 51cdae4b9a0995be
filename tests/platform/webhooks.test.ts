// Webhooks at work: what is sent to whom, signed by which keys, and what is refused.
import { describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { makeVerifier } from '../../examples/webhook-receiver/verify.js';
import { nowIso, nowMs } from '../../src/kernel/clock.js';
import { webhooks } from '../../src/kernel/config.js';
import { newId } from '../../src/kernel/ids.js';
import { forgetAgreements } from '../../src/platform/limits/queries.js';
import { removeSettled } from '../../src/platform/webhooks/take.js';
import type { Caller } from '../../src/kernel/caller.js';
import { mighty } from '../support/domains.js';
import { callerWith } from '../support/platform.js';
import { makeEvents, makeReader, useWebhooks } from '../support/webhooks.js';

const bench = useWebhooks();
const { gongzhi, receiver, clock, open, look, outcomes, act, heardAt } = bench;

describe('an event', () => {
  test('is sent as the selection says, signed, with its number, and is settled', async () => {
    const endpoint = await open();
    const names = await makeEvents(gongzhi, 3);
    await bench.worker.round();
    const heard = heardAt(endpoint.path);
    expect(heard).toHaveLength(3);
    const verified = new Webhook(endpoint.secret!);
    for (const { text, headers, body } of heard) {
      expect(verified.verify(text, headers as Record<string, string>)).toEqual(body);
      expect(headers['webhook-id']).toBe(`evt_990101_${String(body.data['sequence'])}`);
      expect(headers['content-type']).toBe('application/json; charset=utf-8');
    }
    const sorted = heard.toSorted(
      (a, b) => Number(a.body.data['sequence']) - Number(b.body.data['sequence']),
    );
    expect(sorted.map(({ body }) => body)).toEqual(
      names.map((name) => ({
        type: 'organizations.organization.created',
        timestamp: expect.stringMatching(/^20\d\d-\d\d-\d\dT.*Z$/),
        data: {
          sequence: expect.stringMatching(/^\d+$/),
          type: 'organizations.organization.created',
          objects: [{ id: expect.stringMatching(/^org_990101_/), name, version: 1 }],
        },
      })),
    );
    const { deliveries, takenThrough, settledThrough } = await look(endpoint);
    expect(deliveries.nodes).toHaveLength(3);
    for (const delivery of deliveries.nodes)
      expect(delivery).toMatchObject({
        kind: 'EVENT',
        outcome: 'DELIVERED',
        attemptCount: 1,
        nextAttemptAt: null,
        lastStatus: 204,
        lastFault: null,
        attempts: { nodes: [{ number: 1, status: 204 }] },
      });
    expect(settledThrough).toBe(takenThrough);
  });

  test('of which the app may see nothing is not there for it, and one that it may not see any more is passed over', async () => {
    const { caller: blind } = await makeReader(gongzhi, [
      { scope: 'apps:write', division: '990101', dataClass: 'PUBLIC' },
    ]);
    const { caller: losing, prefix } = await makeReader(gongzhi);
    const [none, some] = [await open({}, blind), await open({}, losing)];
    receiver.answer(some.path, 500);
    await makeEvents(gongzhi, 1);
    await bench.worker.round();
    expect(heardAt(none.path)).toEqual([]);
    const unseen = await look(none, blind);
    expect(unseen.deliveries.nodes).toEqual([]);
    expect(heardAt(some.path)).toHaveLength(1);
    await gongzhi.admin(
      `DELETE FROM "AccessGrant" g USING "AppCredential" c
       WHERE c."tenant" = g."tenant" AND c."installId" = g."installId" AND c."prefix" = $1 AND g."scope" <> 'apps:write'`,
      [prefix],
    );
    clock.forward(10_000);
    await bench.worker.round();
    expect(heardAt(some.path)).toHaveLength(1);
    expect((await look(some, losing)).deliveries.nodes.map(({ outcome }) => outcome)).toEqual(['SKIPPED']);
  });

  test('is read by the scopes of who says where it goes, and nobody but the app says so', async () => {
    const { caller } = await makeReader(gongzhi);
    const grants = caller.grants.filter(({ scope }) => scope === 'apps:write');
    const narrow: Caller = {
      ...callerWith(grants, { app: caller.app! }),
      subject: caller.subject,
      install: caller.install ?? null,
    };
    const wide = await open({}, caller);
    const poor = await open({}, { ...narrow, audience: caller.audience });
    await makeEvents(gongzhi, 1);
    await bench.worker.round();
    expect([heardAt(wide.path).length, heardAt(poor.path).length]).toEqual([1, 0]);
    const input = { webhookEndpoint: { id: wide.id }, expectedVersion: 1, description: '改' };
    const elsewhere = { ...input, url: 'https://93.184.215.14/elsewhere' };
    expect(await gongzhi.refused('updateWebhookEndpoint', elsewhere, mighty())).toEqual([
      'RULE_BROKEN webhook-endpoint-is-led-by-its-app at webhookEndpoint',
    ]);
    const { userErrors } = await gongzhi.write('updateWebhookEndpoint', input, 'webhookEndpoint { id }', {
      as: { ...narrow, audience: caller.audience },
    });
    expect(userErrors).toEqual([]);
    await makeEvents(gongzhi, 1);
    await bench.worker.round();
    expect(heardAt(wide.path)).toHaveLength(1);
  });

  test('waits while no credential of the app works, and is sent once one does', async () => {
    const { caller, prefix } = await makeReader(gongzhi);
    const endpoint = await open({}, caller);
    const stop = (state: string): Promise<unknown> =>
      gongzhi.pool.query(
        `UPDATE "AppCredential" SET "state" = $2 WHERE "tenant" = 990101 AND "prefix" = $1`,
        [prefix, state],
      );
    await stop('REVOKED');
    await makeEvents(gongzhi, 1);
    await bench.worker.round();
    expect(heardAt(endpoint.path)).toEqual([]);
    await stop('ACTIVE');
    clock.forward(webhooks.withoutReaderMs + 1_000);
    await bench.worker.round();
    expect(heardAt(endpoint.path)).toHaveLength(1);
  });

  test('is told to an app that may have nothing run but its documents by one of these, and waits while it is none', async () => {
    const { caller } = await makeReader(gongzhi);
    const selection = 'subscription { changes { type objects { id } } }';
    await gongzhi.write('registerTrustedDocument', { name: 'told', text: selection }, undefined, {
      as: caller,
    });
    await gongzhi.admin('UPDATE "AppInstall" SET "documentsOnly" = true WHERE "appId" = $1', [caller.app]);
    forgetAgreements(gongzhi.pool);
    const input = { division: { code: '990101' }, signature: 'V1', url: receiver.url('/bound') };
    const source = `mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { webhookEndpoint { id } } }`;
    for (const other of [{}, { selection: selection.replace('type', 'at') }]) {
      const asked = { input: { ...input, ...other, idempotencyKey: newId() } };
      const { data, errors } = await gongzhi.query(source, asked, { as: caller });
      expect([data, errors!.map(({ extensions }) => extensions!['rule'])]).toEqual([
        { createWebhookEndpoint: null },
        ['trusted-documents-only'],
      ]);
    }
    const endpoint = await open({ selection }, caller);
    await makeEvents(gongzhi, 1);
    await bench.worker.round();
    expect(heardAt(endpoint.path)).toHaveLength(1);
    const stands = (state: string): Promise<unknown> =>
      gongzhi.admin('UPDATE "TrustedDocument" SET "state" = $1 WHERE "app" = $2', [state, caller.app]);
    await stands('RETIRED');
    await makeEvents(gongzhi, 1);
    await bench.worker.round();
    expect(heardAt(endpoint.path)).toHaveLength(1);
    await stands('ACTIVE');
    clock.forward(webhooks.withoutReaderMs + 1_000);
    await bench.worker.round();
    expect(heardAt(endpoint.path)).toHaveLength(2);
  });

  test('that fails is tried again under the same id, and others do not wait for it', async () => {
    const endpoint = await open();
    receiver.answer(endpoint.path, 500, 503, 204);
    await makeEvents(gongzhi, 1);
    await bench.worker.round();
    expect(await outcomes(endpoint)).toEqual(['RETRYING 1']);
    await makeEvents(gongzhi, 1);
    await bench.worker.round();
    expect(await outcomes(endpoint)).toEqual(['RETRYING 1', 'RETRYING 1']);
    const [first] = (await look(endpoint)).deliveries.nodes;
    const { takenThrough, settledThrough } = await look(endpoint);
    expect(BigInt(settledThrough)).toBe(BigInt(first!.sequence!) - 1n);
    expect(BigInt(takenThrough)).toBeGreaterThan(BigInt(settledThrough));
    clock.forward(10_000);
    await bench.worker.round();
    expect(await outcomes(endpoint)).toEqual(['DELIVERED 2', 'DELIVERED 2']);
    const ids = heardAt(endpoint.path).map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([4, 2]);
    expect((await look(endpoint)).failures).toBe(0);
  });

  test('is given up after ten attempts, and sent again when somebody says so', async () => {
    const endpoint = await open();
    receiver.answer(endpoint.path, 500);
    await makeEvents(gongzhi, 1);
    for (let i = 0; i < 14; i += 1) {
      await bench.worker.round();
      clock.forward(webhooks.pausesMs[i] === undefined ? 90_000_000 : webhooks.pausesMs[i]! * 1.3);
    }
    const [dead] = (await look(endpoint)).deliveries.nodes;
    expect(dead).toMatchObject({ outcome: 'DEAD', attemptCount: 10, nextAttemptAt: null, lastStatus: 500 });
    expect(dead!.attempts.nodes.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    receiver.answer(endpoint.path, 204);
    await act('replayWebhookDeliveries', endpoint, { delivery: { id: dead!.id } });
    await bench.worker.round();
    expect(await outcomes(endpoint)).toEqual(['DELIVERED 11']);
    expect(new Set(heardAt(endpoint.path).map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  test('that is no longer kept is told as a gap', async () => {
    const endpoint = await open();
    await act('pauseWebhookEndpoint', endpoint);
    const { takenThrough } = await look(endpoint);
    await makeEvents(gongzhi, 2);
    const kept = BigInt(takenThrough) + 3n;
    await gongzhi.pool.query(`UPDATE "EventHead" SET "keptFrom" = $1 WHERE "tenant" = 990101`, [kept]);
    await act('resumeWebhookEndpoint', endpoint);
    await gongzhi.platform.events.look();
    await bench.worker.round();
    // Messages are sent side by side, and come in any order.
    const gap = heardAt(endpoint.path).find(({ body }) => body.type === 'events.gap');
    expect(gap?.body).toMatchObject({
      type: 'events.gap',
      data: {
        sequence: String(kept - 1n),
        gap: { from: String(BigInt(takenThrough) + 1n), to: String(kept - 1n) },
      },
    });
    expect((await look(endpoint)).deliveries.nodes[0]).toMatchObject({ kind: 'GAP', outcome: 'DELIVERED' });
    await gongzhi.pool.query(`UPDATE "EventHead" SET "keptFrom" = 1 WHERE "tenant" = 990101`);
  });
});

describe('a key', () => {
  test('that is rotated signs beside the new one until the overlap ends', async () => {
    const endpoint = await open();
    const { secret, webhookEndpoint } = await act<{ secret: string; webhookEndpoint: object }>(
      'rotateWebhookSecret',
      endpoint,
      { signature: 'V1', overlapHours: 1 },
      'secret',
    );
    expect(webhookEndpoint).toMatchObject({ state: 'ACTIVE' });
    const verdict = async (): Promise<readonly boolean[]> => {
      const from = heardAt(endpoint.path).length;
      await makeEvents(gongzhi, 1);
      await bench.worker.round();
      const { text, headers } = heardAt(endpoint.path)[from]!;
      return [endpoint.secret!, secret].map((one) => {
        const webhook = new Webhook(one);
        // The clock of the library stands where the machine's does.
        const sent = Number(headers['webhook-timestamp']) * 1_000;
        const signature = webhook.sign(headers['webhook-id'] as string, new Date(sent), text);
        return (headers['webhook-signature'] as string).split(' ').includes(signature);
      });
    };
    expect(await verdict()).toEqual([true, true]);
    clock.forward(3_700_000);
    expect(await verdict()).toEqual([false, true]);
  });

  test('of the asymmetric kind shows its public half, by which the example verifies, and no secret', async () => {
    const endpoint = await open({ signature: 'V1A' });
    expect(endpoint.secret).toBeNull();
    const { webhookEndpoint } = await gongzhi.read<{
      webhookEndpoint: { keys: readonly { publicKey: string; expiresAt: string | null }[] };
    }>(
      'query ($id: ID!) { webhookEndpoint(ref: { id: $id }) { keys { publicKey expiresAt } } }',
      { id: endpoint.id },
      bench.vendor,
    );
    const [{ publicKey, expiresAt }] = webhookEndpoint.keys as [(typeof webhookEndpoint.keys)[number]];
    expect(expiresAt).toBeNull();
    await makeEvents(gongzhi, 1);
    await bench.worker.round();
    const [{ text, headers }] = heardAt(endpoint.path) as [(typeof receiver.heard)[number]];
    const verified = makeVerifier([publicKey]);
    expect(verified(text, headers as Record<string, string>)).toBe(true);
    expect(verified(`${text} `, headers as Record<string, string>)).toBe(false);
  });

  test('is told once: who sends the request again gets the endpoint and no secret, and the database holds none', async () => {
    const input = {
      division: { code: '990101' },
      url: receiver.url('/once'),
      signature: 'V1',
      idempotencyKey: 'a-key-of-its-own',
    };
    const send = () =>
      gongzhi.write<{ webhookEndpoint: { id: string }; secret: string | null; replayed: boolean }>(
        'createWebhookEndpoint',
        input,
        'webhookEndpoint { id } secret replayed',
        { as: bench.vendor },
      );
    const [first, second] = [await send(), await send()];
    expect(first.secret).toMatch(/^whsec_/);
    expect(second).toMatchObject({ webhookEndpoint: first.webhookEndpoint, secret: null, replayed: true });
    const { rows } = await gongzhi.pool.query<{ sealed: Buffer }>(
      'SELECT "sealed" FROM "WebhookKey" WHERE "sealed" IS NOT NULL',
    );
    const bytes = Buffer.from(first.secret!.slice('whsec_'.length), 'base64');
    expect(rows.every(({ sealed }) => !sealed.includes(bytes))).toBe(true);
  });
});

describe('a test', () => {
  test('shows in a dry run what would be sent, and sends nothing', async () => {
    const endpoint = await open();
    const { version } = await look(endpoint);
    const { request } = await gongzhi.write<{
      request: { method: string; url: string; headers: { name: string; value: string }[]; body: string };
    }>(
      'testWebhookEndpoint',
      { webhookEndpoint: { id: endpoint.id }, expectedVersion: version, dryRun: true },
      'request { method url headers { name value } body }',
      { as: bench.vendor },
    );
    const headers = Object.fromEntries(request.headers.map(({ name, value }) => [name, value]));
    expect([request.method, request.url]).toEqual(['POST', receiver.url(endpoint.path)]);
    expect(new Webhook(endpoint.secret!).verify(request.body, headers)).toMatchObject({
      type: 'webhooks.ping',
      data: { endpoint: endpoint.id },
    });
    await bench.worker.round();
    expect(heardAt(endpoint.path)).toEqual([]);
  });

  test('reaches an endpoint that waits, once, and tells nothing of its events', async () => {
    const endpoint = await open();
    receiver.answer(endpoint.path, 500);
    await act('pauseWebhookEndpoint', endpoint);
    await makeEvents(gongzhi, 1);
    await act('testWebhookEndpoint', endpoint);
    await bench.worker.round();
    expect(heardAt(endpoint.path).map(({ body }) => body.type)).toEqual(['webhooks.ping']);
    expect(await look(endpoint)).toMatchObject({ state: 'PAUSED', failures: 0 });
    expect(await outcomes(endpoint)).toEqual(['DEAD 1']);
  });
});

test('an address that leads inside is refused, and nothing is written', async () => {
  const input = { division: { code: '990101' }, signature: 'V1', url: 'https://127.0.0.2/hooks' };
  expect(await gongzhi.refused('createWebhookEndpoint', input, bench.vendor)).toEqual([
    'INVALID_INPUT webhook-address-is-public at url',
  ]);
});

test('a document that is no subscription to changes is refused, and so is a type that there is not', async () => {
  const input = { division: { code: '990101' }, signature: 'V1', url: receiver.url('/refused') };
  for (const document of [
    '{ viewer { subject } }',
    'subscription { changes { nothing } }',
    'subscription { changes(after: "1") { sequence } }',
    'subscription { it: changes { sequence } }',
    'subscription {',
  ])
    expect(
      await gongzhi.refused('createWebhookEndpoint', { ...input, selection: document }, bench.vendor),
    ).toEqual(['INVALID_INPUT webhook-selection-is-a-subscription at selection']);
  expect(
    await gongzhi.refused('createWebhookEndpoint', { ...input, types: ['a.b.c'] }, bench.vendor),
  ).toEqual(['INVALID_INPUT webhook-types-exist at types.0']);
});

test('an endpoint of another app is not found', async () => {
  const endpoint = await open();
  const { caller: other } = await makeReader(gongzhi);
  const input = { webhookEndpoint: { id: endpoint.id }, expectedVersion: endpoint.version };
  expect(await gongzhi.refused('pauseWebhookEndpoint', input, other)).toEqual([
    'NOT_FOUND null at webhookEndpoint',
  ]);
});

test('settled deliveries are removed with their attempts once they are old', async () => {
  const endpoint = await open();
  await makeEvents(gongzhi, 2);
  await bench.worker.round();
  expect(await removeSettled(gongzhi.pool, new Date(nowMs() - 60_000).toISOString())).toBe(0);
  clock.forward(webhooks.keptMs);
  await removeSettled(gongzhi.pool, nowIso());
  expect((await look(endpoint)).deliveries.nodes).toEqual([]);
});
