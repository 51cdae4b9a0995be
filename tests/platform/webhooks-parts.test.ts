// The parts of webhooks by themselves: addresses that are refused, signatures, requests and their outcomes, pauses, a receiver.
import { createPublicKey, verify } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ipaddr from 'ipaddr.js';
import { Webhook } from 'standardwebhooks';
import { Mirror, type Message } from '../../examples/webhook-receiver/mirror.js';
import { openReceiver } from '../../examples/webhook-receiver/receive.js';
import { setClock } from '../../src/kernel/clock.js';
import { webhooks } from '../../src/kernel/config.js';
import { AddressRefused, placeOf, type Judging } from '../../src/platform/webhooks/address.js';
import { bodyOf, requestOf } from '../../src/platform/webhooks/message.js';
import { afterAttempt, attemptsInAll, healthAfter, well } from '../../src/platform/webhooks/schedule.js';
import { seal, unseal } from '../../src/platform/webhooks/sealed.js';
import { post, type Exchange } from '../../src/platform/webhooks/send.js';
import { makeKey, secretText, signedHeaders } from '../../src/platform/webhooks/signature.js';
import { certificate, certificateKey } from '../support/certificate.js';

process.env['GONGZHI_KEY_PEPPER'] = 'a pepper for the tests, of 32 characters and more';

/** What becomes of an address whose name leads to these addresses. */
async function judged(
  url: string,
  to: readonly string[] = [],
  judging: Partial<Judging> = {},
): Promise<string> {
  const resolve = () => Promise.resolve(to);
  return placeOf(url, { plain: false, networks: [], resolve, ...judging }).then(
    ({ address }) => address,
    (error: unknown) => (error instanceof AddressRefused ? error.rule : Promise.reject(error as Error)),
  );
}

const inside = [ipaddr.parseCIDR('10.20.0.0/16'), ipaddr.parseCIDR('fd12::/16')];

describe('an address', () => {
  test.each([
    ['this host', '0.0.0.0'],
    ['the machine itself', '127.0.0.1'],
    ['the machine itself by another number', '127.8.8.8'],
    ['a private network', '10.1.2.3'],
    ['a private network', '172.16.0.1'],
    ['a private network', '192.168.1.1'],
    ['the network of a provider', '100.64.0.1'],
    ['the metadata of a cloud', '169.254.169.254'],
    ['the metadata of another cloud', '100.100.100.200'],
    ['what a cloud keeps behind a public number', '168.63.129.16'],
    ['its neighbours', '169.254.1.1'],
    ['a range for documents', '192.0.2.1'],
    ['a range for measurements', '198.18.0.1'],
    ['many', '224.0.0.1'],
    ['a reserved range', '240.0.0.1'],
    ['everybody', '255.255.255.255'],
    ['the machine itself', '::1'],
    ['nobody', '::'],
    ['the machine in the form of IPv4 in IPv6', '::ffff:127.0.0.1'],
    ['a private network in that form', '::ffff:a00:1'],
    ['a form of old', '::127.0.0.1'],
    ['a translated form', '::ffff:0:7f00:1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['NAT64 of a network', '64:ff9b:1::a00:1'],
    ['6to4', '2002:7f00:1::1'],
    ['Teredo', '2001:0:4136:e378:8000:63bf:3fff:fdd2'],
    ['a private network', 'fd00:ec2::254'],
    ['its neighbours', 'fe80::1'],
    ['a site of old', 'fec0::1'],
    ['many', 'ff02::1'],
    ['a range for documents', '2001:db8::1'],
    ['a range that nobody has', '4000::1'],
  ])('that leads to %s is refused: %s', async (_, address) => {
    const literal = address.includes(':') ? `[${address}]` : address;
    expect(await judged(`https://${literal}/hooks`)).toBe('webhook-address-is-public');
    expect(await judged('https://hooks.example.cn/', [address])).toBe('webhook-address-is-public');
    // One public address beside it does not make it one.
    expect(await judged('https://hooks.example.cn/', ['93.184.215.14', address])).toBe(
      'webhook-address-is-public',
    );
  });

  test.each([
    ['a number', 'https://2130706433/'],
    ['hexadecimal digits', 'https://0x7f000001/'],
    ['octal digits', 'https://0177.0.0.1/'],
    ['two parts', 'https://127.1/'],
    ['wide characters', 'https://127。0。0。1/'],
  ])('of the machine itself, written as %s, is refused', async (_, url) => {
    expect(await judged(url)).toBe('webhook-address-is-public');
  });

  test.each([
    ['no address', 'hooks.example.cn', 'webhook-address-is-an-address'],
    ['another protocol', 'ftp://hooks.example.cn/', 'webhook-address-is-an-address'],
    ['a file', 'file:///etc/passwd', 'webhook-address-is-an-address'],
    ['a name and password', 'https://me:secret@hooks.example.cn/', 'webhook-address-without-credentials'],
    ['a name', 'https://me@hooks.example.cn/', 'webhook-address-without-credentials'],
    ['an unusual port', 'https://hooks.example.cn:22/', 'webhook-port-is-usual'],
    ['no encryption', 'http://hooks.example.cn/', 'webhook-address-is-encrypted'],
  ])('with %s is refused', async (_, url, rule) => {
    expect(await judged(url, ['93.184.215.14'])).toBe(rule);
  });

  test('whose name nobody knows is refused', async () => {
    expect(await judged('https://hooks.example.cn/')).toBe('webhook-address-is-found');
    const resolve = () => Promise.reject(new Error('ENOTFOUND'));
    expect(await judged('https://hooks.example.cn/', [], { resolve })).toBe('webhook-address-is-found');
  });

  test('of the public is spoken to, at the number that was judged', async () => {
    expect(await judged('https://hooks.example.cn:8443/a?b=c', ['93.184.215.14', '1.1.1.1'])).toBe(
      '93.184.215.14',
    );
    expect(await judged('https://[2606:4700::1111]/')).toBe('2606:4700::1111');
  });

  test('without encryption is for the invented county and for named networks', async () => {
    expect(await judged('http://hooks.example.cn/', ['1.1.1.1'], { plain: true })).toBe('1.1.1.1');
    expect(await judged('http://hooks.example.cn/', ['10.20.3.4'], { networks: inside })).toBe('10.20.3.4');
  });

  test('inside is reached in named networks only, there by any port', async () => {
    expect(await judged('https://a.local:9000/', ['10.20.3.4'], { networks: inside })).toBe('10.20.3.4');
    expect(await judged('https://[fd12::1]/', [], { networks: inside })).toBe('fd12::1');
    expect(await judged('https://a.local/', ['10.21.3.4'], { networks: inside })).toBe(
      'webhook-address-is-public',
    );
    expect(await judged('https://a.local/', ['::ffff:10.20.3.4'], { networks: inside })).toBe(
      'webhook-address-is-public',
    );
  });
});

describe('a signature', () => {
  const body = JSON.stringify({ type: 'a.b.c', data: { name: '晨光社区' } });

  test('by a secret is what the library of the specification verifies, and for no other body, id or time', () => {
    const key = makeKey('V1');
    const secret = secretText(key)!;
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const headers = signedHeaders([key], 'evt_990101_1', Date.now(), body);
    const webhook = new Webhook(secret);
    expect(webhook.verify(body, { ...headers })).toEqual(JSON.parse(body));
    for (const [other, changed] of [
      [`${body} `, {}],
      [body, { 'webhook-id': 'evt_990101_2' }],
      [body, { 'webhook-timestamp': String(Number(headers['webhook-timestamp']) + 1) }],
    ] as const)
      expect(() => webhook.verify(other, { ...headers, ...changed })).toThrow('No matching signature found');
    const old = signedHeaders([key], 'evt_990101_1', Date.now() - 360_000, body);
    expect(() => webhook.verify(body, { ...old })).toThrow('Message timestamp too old');
  });

  test('by a private key is verified by the public key that is shown', () => {
    const key = makeKey('V1A');
    expect(secretText(key)).toBeNull();
    expect(key.publicKey).toMatch(/^whpk_[A-Za-z0-9+/]{43}=$/);
    const headers = signedHeaders([key], 'evt_990101_1', 1_700_000_000_999, body);
    const [form, signature] = headers['webhook-signature'].split(',') as [string, string];
    expect([form, headers['webhook-timestamp']]).toEqual(['v1a', '1700000000']);
    const x = Buffer.from(key.publicKey!.slice(5), 'base64').toString('base64url');
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const signed = (text: string): boolean =>
      verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64'));
    expect(signed(`evt_990101_1.1700000000.${body}`)).toBe(true);
    expect(signed(`evt_990101_1.1700000001.${body}`)).toBe(false);
  });

  test('is made by each key that is in force', () => {
    const keys = [makeKey('V1'), makeKey('V1A'), makeKey('V1')];
    const { 'webhook-signature': signatures } = signedHeaders(keys, 'a', Date.now(), body);
    expect(signatures.split(' ').map((one) => one.split(',')[0])).toEqual(['v1', 'v1a', 'v1']);
  });

  test('a secret at rest is read again for its own row only, and not once it was changed', async () => {
    const secret = Buffer.from('a secret of an endpoint');
    const sealed = await seal(secret, '990101 a');
    expect(sealed.includes(secret)).toBe(false);
    expect(await seal(secret, '990101 a')).not.toEqual(sealed);
    expect(await unseal(sealed, '990101 a')).toEqual(secret);
    await expect(unseal(sealed, '990101 b')).rejects.toThrow();
    sealed[sealed.length - 1]! ^= 1;
    await expect(unseal(sealed, '990101 a')).rejects.toThrow();
  });
});

describe('what becomes of an attempt', () => {
  const atMs = 1_800_000_000_000;
  const failed = (more: Partial<Exchange> = {}): Exchange => ({
    status: 500,
    fault: 'STATUS',
    retryAfterMs: null,
    durationMs: 5,
    ...more,
  });

  test('ten attempts in three days, each pause a little longer than said, and then it is given up', () => {
    const pauses = Array.from({ length: attemptsInAll }, (_, i) =>
      afterAttempt(failed(), i + 1, attemptsInAll, atMs, 'a'),
    );
    expect(pauses.map(({ outcome }) => outcome)).toEqual([...Array<string>(9).fill('RETRYING'), 'DEAD']);
    const said = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
    for (const [i, { nextAttemptMs }] of pauses.slice(0, 9).entries()) {
      const ratio = (nextAttemptMs! - atMs) / (said[i]! * 1_000);
      expect(ratio).toBeGreaterThanOrEqual(1);
      expect(ratio).toBeLessThanOrEqual(1.2);
    }
    expect(pauses.at(-1)!.nextAttemptMs).toBeNull();
  });

  test('what failed together is not tried together, and the same delivery always then', () => {
    const next = (salt: string): number =>
      afterAttempt(failed(), 5, attemptsInAll, atMs, salt).nextAttemptMs!;
    expect(new Set(['a', 'b', 'c', 'd', 'e'].map(next)).size).toBe(5);
    expect(next('a')).toBe(next('a'));
  });

  test('a receiver that asks for patience gets it, and no more than a day of it', () => {
    const next = (retryAfterMs: number): number =>
      afterAttempt(failed({ status: 503, retryAfterMs }), 1, attemptsInAll, atMs, 'a').nextAttemptMs! - atMs;
    expect(next(1_000)).toBeLessThanOrEqual(6_000);
    expect(next(600_000)).toBeGreaterThanOrEqual(600_000);
    expect(next(webhooks.retryAfterMs)).toBeLessThanOrEqual(webhooks.retryAfterMs * 1.2);
  });

  test('an endpoint rests from its tenth failure in a row on, longer each time, and is well after one success', () => {
    let health = well;
    const rests: (number | null)[] = [];
    for (let i = 0; i < 18; i += 1) {
      health = healthAfter(health, failed(), atMs);
      rests.push(health.restingUntilMs === null ? null : (health.restingUntilMs - atMs) / 1_000);
    }
    expect(rests).toEqual([...Array<null>(9).fill(null), 30, 60, 120, 240, 480, 960, 1_800, 1_800, 1_800]);
    expect([health.failures, health.failingSinceMs]).toEqual([18, atMs]);
    expect(healthAfter(health, { ...failed(), status: 204, fault: null }, atMs)).toEqual(well);
  });

  test('one that is gone says so, and one that has too much to do is left in peace at once', () => {
    expect(healthAfter(well, failed({ status: 410 }), atMs).gone).toBe(true);
    const busy = healthAfter(well, failed({ status: 429, retryAfterMs: 90_000 }), atMs);
    expect(busy.restingUntilMs! - atMs).toBe(90_000);
    expect(healthAfter(well, failed({ status: 500, retryAfterMs: 90_000 }), atMs).restingUntilMs).toBeNull();
  });
});

describe('a body', () => {
  test('of more than its bytes is sent without its data and says so', () => {
    const message = (length: number) => ({
      type: 'a.b.c',
      timestamp: '2026-01-01T00:00:00Z',
      data: { name: '长'.repeat(length), sequence: '7' },
    });
    expect(bodyOf(message(6_000)).thin).toBe(false);
    const { text, thin } = bodyOf(message(7_000));
    expect(thin).toBe(true);
    expect(JSON.parse(text)).toEqual({
      type: 'a.b.c',
      timestamp: '2026-01-01T00:00:00Z',
      data: { sequence: '7' },
      thin: true,
    });
  });
});

describe('a request', () => {
  let server: Server;
  const heard: { path: string; headers: Readonly<Record<string, unknown>>; body: string }[] = [];
  beforeAll(async () => {
    server = createServer((req, res) => {
      let body = '';
      req.on('data', (chunk) => (body += String(chunk)));
      req.on('end', () => {
        const path = req.url!;
        heard.push({ path, headers: req.headers, body });
        if (path === '/never') return;
        if (path === '/cut') return void req.socket.destroy();
        if (path === '/half') return void res.writeHead(200, { 'content-length': '100' }).write('half');
        if (path === '/long') {
          res.writeHead(200);
          const more = (): void =>
            void (res.write('x'.repeat(32_768)) ? setImmediate(more) : res.once('drain', more));
          res.on('error', () => {});
          return more();
        }
        const status = Number(path.slice(1));
        const headers: Record<string, string> =
          status === 302
            ? { location: '/200' }
            : status === 503
              ? { 'retry-after': '120' }
              : status === 429
                ? { 'retry-after': 'Sun, 22 Nov 2026 12:00:30 GMT' }
                : {};
        res.writeHead(status, headers).end('ok');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  /** Sent to the name of somebody else, at the address of the server. */
  const sent = async (path: string, timeoutMs = 5_000): Promise<Omit<Exchange, 'durationMs'>> => {
    const { port } = server.address() as AddressInfo;
    const url = new URL(`http://hooks.example.cn:${port}${path}`);
    const { durationMs, ...rest } = await post(
      { url, address: '127.0.0.1', family: 4 },
      requestOf([makeKey('V1')], 'evt_1', Date.now(), '{"名":1}').headers,
      '{"名":1}',
      { timeoutMs },
    );
    expect(durationMs).toBeGreaterThanOrEqual(0);
    return rest;
  };

  test('goes to the number that was judged, under the name, with the whole body', async () => {
    expect(await sent('/200')).toEqual({ status: 200, fault: null, retryAfterMs: null });
    const { headers, body } = heard.at(-1)!;
    expect(body).toBe('{"名":1}');
    expect(headers).toMatchObject({
      host: expect.stringMatching(/^hooks\.example\.cn:/),
      'content-type': 'application/json; charset=utf-8',
      'content-length': '9',
      'webhook-id': 'evt_1',
      'webhook-timestamp': expect.stringMatching(/^\d{10}$/),
      'webhook-signature': expect.stringMatching(/^v1,/),
    });
  });

  test.each([
    [201, null],
    [204, null],
    [299, null],
    [302, 'REDIRECT'],
    [400, 'STATUS'],
    [404, 'STATUS'],
    [410, 'STATUS'],
    [500, 'STATUS'],
    [502, 'STATUS'],
  ])('that is answered %i has the fault %s', async (status, fault) => {
    const before = heard.length;
    expect(await sent(`/${status}`)).toEqual({ status, fault, retryAfterMs: null });
    // Nobody is led elsewhere.
    expect(heard.length).toBe(before + 1);
  });

  test('is told for how long to wait, in seconds or by a date', async () => {
    const reset = setClock(() => Date.parse('2026-11-22T12:00:00Z'));
    try {
      expect(await sent('/503')).toEqual({ status: 503, fault: 'STATUS', retryAfterMs: 120_000 });
      expect(await sent('/429')).toEqual({ status: 429, fault: 'STATUS', retryAfterMs: 30_000 });
    } finally {
      reset();
    }
  });

  test.each([
    ['/never', 'TIMEOUT', null],
    ['/half', 'TIMEOUT', null],
    ['/cut', 'CONNECTION', null],
    ['/long', 'ANSWER_TOO_LONG', 200],
  ])('to %s ends by itself: %s', async (path, fault, status) => {
    expect(await sent(path, path === '/long' ? 5_000 : 200)).toEqual({ status, fault, retryAfterMs: null });
  });

  test('with encryption goes to who proves the name, by an authority that is known', async () => {
    const secret = createSecureServer({ cert: certificate, key: certificateKey }, (_, res) => res.end());
    await new Promise<void>((resolve) => secret.listen(0, '127.0.0.1', resolve));
    const { port } = secret.address() as AddressInfo;
    const to = async (name: string, ca?: string): Promise<unknown> => {
      const place = { url: new URL(`https://${name}:${port}/`), address: '127.0.0.1', family: 4 } as const;
      const { status, fault } = await post(place, {}, '{}', ca === undefined ? {} : { ca });
      return [status, fault];
    };
    expect(await to('hooks.example.cn', certificate)).toEqual([200, null]);
    expect(await to('hooks.example.cn')).toEqual([null, 'ENCRYPTION']);
    expect(await to('other.example.cn', certificate)).toEqual([null, 'ENCRYPTION']);
    secret.closeAllConnections();
    await new Promise((resolve) => secret.close(resolve));
  });

  test('to a port where nobody is, or without encryption where it is wanted, is a failure of its own', async () => {
    const { port } = server.address() as AddressInfo;
    const place = { address: '127.0.0.1', family: 4 } as const;
    const closed = await post({ ...place, url: new URL('http://a.example:1/') }, {}, '');
    const plain = await post({ ...place, url: new URL(`https://a.example:${port}/`) }, {}, '');
    expect([closed.fault, plain.fault]).toEqual(['CONNECTION', 'ENCRYPTION']);
  });
});

describe('the example receiver', () => {
  /** Six events about three objects, one of them too large and one without anything that is kept. */
  const told: readonly (readonly [number, readonly unknown[]])[] = [
    [1, [{ id: 'fnd_1', name: '甲' }]],
    [
      2,
      [
        { id: 'fnd_1', name: '甲二' },
        { id: 'org_1', name: '乙' },
      ],
    ],
    [3, [{ id: 'org_1', name: '乙二' }]],
    [4, [null, { id: 'fnd_1', name: '甲三' }]],
    [5, []],
    [6, [{ id: 'ptn_1' }]],
  ];
  type Told = readonly [id: string, message: Message];
  const messages = told.map(([n, objects]): Told => [
    `evt_990101_${n}`,
    {
      type: 'a.b.changed',
      timestamp: '2026-01-01T00:00:00Z',
      data: { sequence: String(n), objects },
      ...(n === 5 ? { thin: true } : {}),
    },
  ]);

  function* orders<T>(items: readonly T[]): Generator<readonly T[]> {
    if (items.length === 0) yield [];
    for (const [i, item] of items.entries())
      for (const rest of orders(items.toSpliced(i, 1))) yield [item, ...rest];
  }

  test('ends in one state by all 720 orders of six events, each told twice', () => {
    const states = new Set<string>();
    let count = 0;
    for (const order of orders(messages)) {
      count += 1;
      const mirror = new Mirror();
      // The second telling comes in another order than the first.
      const fresh = [...order, ...order.toReversed()].map(([id, message]) => mirror.take(id, message));
      expect(fresh.filter(Boolean)).toHaveLength(6);
      states.add(JSON.stringify(mirror.state()));
    }
    expect([count, states.size]).toEqual([720, 1]);
    expect(JSON.parse([...states][0]!)).toEqual({
      objects: {
        fnd_1: { sequence: '4', type: 'a.b.changed', value: { id: 'fnd_1', name: '甲三' } },
        org_1: { sequence: '3', type: 'a.b.changed', value: { id: 'org_1', name: '乙二' } },
        ptn_1: { sequence: '6', type: 'a.b.changed', value: { id: 'ptn_1' } },
      },
      told: ['1–6'],
      gaps: [],
      thin: ['5'],
    });
  });

  test('takes what is signed by either of its keys, nothing else, and knows it after a crash', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gongzhi-receiver-'));
    const file = join(folder, 'told.jsonl');
    try {
      const keys = [makeKey('V1'), makeKey('V1A')] as const;
      const texts = [secretText(keys[0])!, keys[1].publicKey!];
      const receiver = await openReceiver(texts, file);
      const [first, second, third] = messages as [Told, Told, Told];
      const tell = (
        by: readonly (typeof keys)[number][],
        [id, message]: (typeof messages)[number],
        cut = '',
      ) => {
        const body = JSON.stringify(message);
        return receiver.receive({ ...signedHeaders(by, id, Date.now(), body) }, body + cut);
      };
      expect(await tell([keys[0]], first)).toBe(204);
      expect(await tell([keys[1]], first)).toBe(204);
      expect(await tell([keys[1]], second)).toBe(204);
      expect(await tell([makeKey('V1')], third)).toBe(401);
      expect(await tell([makeKey('V1A')], third)).toBe(401);
      expect(await tell([keys[0]], third, ' ')).toBe(401);
      const put = await readFile(file, 'utf8');
      expect(put.trim().split('\n')).toHaveLength(2);
      // A crash in the middle of a line.
      await writeFile(file, `${put}{"id":"evt_990101_3","mess`);
      const again = await openReceiver(texts, file);
      expect(again.mirror.state()).toEqual(receiver.mirror.state());
      expect(again.mirror.state().told).toEqual(['1–2']);
      expect(await readFile(file, 'utf8')).toBe(put);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
