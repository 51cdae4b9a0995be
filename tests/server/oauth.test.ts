// Tokens: a foreign client library gets one in each way and asks the graph; people sign in with an issuer outside.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  importJWK,
  SignJWT,
  UnsecuredJWT,
  decodeJwt,
  decodeProtectedHeader,
  type JWK,
} from 'jose';
import * as client from 'openid-client';
import { nowMs, setClock, today } from '../../src/kernel/clock.js';
import { memoryRefreshMs, tokens } from '../../src/kernel/config.js';
import { newId } from '../../src/kernel/ids.js';
import { rotateTokenKey } from '../../src/platform/auth/token-keys.js';
import { listen } from '../../src/server/http.js';
import { installedApp, issuedCredential, type MadeCredential } from '../support/access.js';
import { mighty } from '../support/domains.js';
import { dump } from '../support/dump.js';
import { usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded');
let folder: string;
let server: Server;
let base: string;
let issuer: Server;
let issuerUrl: string;
let issuerKey: CryptoKey;

const audience = 'gongzhi-desk';

beforeAll(async () => {
  const pair = await generateKeyPair('RS256', { extractable: true });
  issuerKey = pair.privateKey;
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'outside-1', alg: 'RS256', use: 'sig' };
  issuer = createServer((req, res) => {
    const answers: Record<string, object> = {
      '/.well-known/openid-configuration': { issuer: issuerUrl, jwks_uri: `${issuerUrl}/keys` },
      '/keys': { keys: [jwk] },
    };
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify(answers[req.url!] ?? {}));
  });
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  issuerUrl = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
  folder = await mkdtemp(join(tmpdir(), 'gongzhi-oauth-'));
  Object.assign(process.env, {
    GONGZHI_DATA_DIR: folder,
    GONGZHI_KEY_PEPPER: 'a pepper for the tests, of 32 characters and more',
    GONGZHI_OIDC_ISSUER: issuerUrl,
    GONGZHI_OIDC_AUDIENCE: audience,
    GONGZHI_OIDC_TENANT: 'office',
  });
  server = await listen(gongzhi.platform, 0, folder);
  base = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  for (const one of [server, issuer]) await new Promise((resolve) => one.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

interface Asked {
  readonly status: number;
  // oxlint-disable-next-line no-explicit-any
  readonly body: any;
}

/** Asks the graph with a token. */
async function ask(token: string, query = '{ viewer { subject audience tenant scopes } }'): Promise<Asked> {
  const response = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'accept-language': 'en',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: await response.json() };
}

const secretClient = async (facts: object = {}): Promise<MadeCredential> =>
  issuedCredential(gongzhi, { kind: 'CLIENT_SECRET', subject: 'nightly-job', ...facts });

const discover = (id: string, proof: client.ClientAuth): Promise<client.Configuration> =>
  client.discovery(new URL(base), id, undefined, proof, { execute: [client.allowInsecureRequests] });

/** A token by a plain form, with the secret in the body. */
async function request(form: Record<string, string>, headers: Record<string, string> = {}): Promise<Asked> {
  const response = await fetch(`${base}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers,
  });
  return { status: response.status, body: await response.json() };
}
const tokenOf = async ({ clientId, secret }: MadeCredential, scope = {}): Promise<string> => {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret, ...scope };
  return ((await request(form)).body as { access_token: string }).access_token;
};

const unauthenticated = { status: 401, codes: ['UNAUTHENTICATED'] };
const refusalOf = async (token: string): Promise<unknown> => {
  const { status, body } = await ask(token);
  const {
    errors,
    extensions: _,
    ...rest
  } = body as { errors: { message: string; extensions: { code: string } }[]; extensions: object };
  expect(rest).toEqual({});
  expect(errors.map(({ message }) => message)).toEqual(['The credential is unknown, expired or revoked.']);
  return { status, codes: errors.map(({ extensions }) => extensions.code) };
};

describe('a foreign client library', () => {
  test.each(['client_secret_basic', 'client_secret_post'])('gets a token by %s', async (way) => {
    const { clientId, secret } = await secretClient();
    const proof =
      way === 'client_secret_post' ? client.ClientSecretPost(secret) : client.ClientSecretBasic(secret);
    const granted = await client.clientCredentialsGrant(await discover(clientId, proof));
    expect([granted.token_type, granted.expires_in, granted.scope]).toEqual([
      'bearer',
      600,
      'territory:read',
    ]);
    expect((await ask(granted.access_token)).body.data).toEqual({
      viewer: { subject: 'nightly-job', audience: 'PARTNER', tenant: 990_101, scopes: ['territory:read'] },
    });
  });

  test.each(['ES256', 'EdDSA', 'RS256'])('gets a token by private_key_jwt under %s', async (alg) => {
    const pair = await generateKeyPair(alg, { extractable: true });
    const publicKey = JSON.stringify(await exportJWK(pair.publicKey));
    const made = await issuedCredential(gongzhi, { kind: 'CLIENT_KEY', publicKey });
    expect(made.secret).toBeNull();
    const proof = client.PrivateKeyJwt(pair.privateKey);
    const granted = await client.clientCredentialsGrant(await discover(made.clientId, proof));
    expect((await ask(granted.access_token)).status).toBe(200);
  });

  test('finds the same description at both places, and a token whose header and claims are those of RFC 9068', async () => {
    const [oidc, oauth] = await Promise.all(
      ['openid-configuration', 'oauth-authorization-server'].map(async (name) =>
        (await fetch(`${base}/.well-known/${name}`)).json(),
      ),
    );
    expect(oidc).toEqual(oauth);
    expect(oidc).toMatchObject({
      issuer: base,
      token_endpoint: `${base}/oauth/token`,
      jwks_uri: `${base}/.well-known/jwks.json`,
    });
    const made = await secretClient();
    const token = await tokenOf(made);
    const { keys } = (await (await fetch(`${base}/.well-known/jwks.json`)).json()) as { keys: JWK[] };
    expect(decodeProtectedHeader(token)).toEqual({ alg: 'ES256', typ: 'at+jwt', kid: keys[0]!.kid });
    expect(Object.keys(keys[0]!)).not.toContain('d');
    const { iat, exp, jti, ...claims } = decodeJwt(token);
    expect(claims).toEqual({
      iss: base,
      aud: base,
      sub: 'nightly-job',
      client_id: made.clientId,
      scope: 'territory:read',
    });
    expect([exp! - iat!, typeof jti]).toEqual([600, 'string']);
  });
});

describe('the token endpoint', () => {
  test('gives the scopes that are asked for, and none that the client does not hold', async () => {
    const grants = [
      { scope: 'funds:write', dataClass: 'PUBLIC' },
      { scope: 'party:read', dataClass: 'PUBLIC' },
    ];
    const made = await secretClient({ install: { id: (await installedApp(gongzhi, { grants })).id } });
    const narrow = await tokenOf(made, { scope: 'funds:read' });
    expect((await ask(narrow)).body.data.viewer.scopes).toEqual(['funds:read']);
    const form = { grant_type: 'client_credentials', client_id: made.clientId, client_secret: made.secret };
    expect(await request({ ...form, scope: 'funds:read funds:admin' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_scope' },
    });
  });

  test('refuses in the words of RFC 6749', async () => {
    const { clientId, secret } = await secretClient();
    const key = await issuedCredential(gongzhi, { kind: 'API_KEY' });
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret };
    const basic = { authorization: `Basic ${Buffer.from(`${clientId}:${secret}`).toString('base64')}` };
    const answers: unknown[] = [];
    for (const [asked, headers] of [
      [{ ...form, client_secret: `${secret.slice(0, -1)}-` }, {}],
      [{ ...form, client_id: 'gz_test_0000000000' }, {}],
      // An API key is no client.
      [{ ...form, client_id: key.clientId, client_secret: key.secret.split('_')[3]! }, {}],
      [{ ...form, grant_type: 'password' }, {}],
      [{ client_id: clientId, client_secret: secret }, {}],
      [{ grant_type: 'client_credentials' }, {}],
      [form, basic],
    ] as const) {
      const { status, body } = await request(asked, headers);
      answers.push([status, (body as { error: string }).error]);
    }
    expect(answers).toEqual([
      [401, 'invalid_client'],
      [401, 'invalid_client'],
      [401, 'invalid_client'],
      [400, 'unsupported_grant_type'],
      [400, 'invalid_request'],
      [400, 'invalid_request'],
      [400, 'invalid_request'],
    ]);
    const json = await fetch(`${base}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(form),
    });
    expect([json.status, json.headers.get('cache-control')]).toEqual([400, 'no-store']);
    const twice = await fetch(`${base}/oauth/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=client_credentials&grant_type=client_credentials',
    });
    expect([twice.status, ((await twice.json()) as { error: string }).error]).toEqual([
      400,
      'invalid_request',
    ]);
  });

  test('takes a signed assertion once, for itself, from its client, and for a short time', async () => {
    const pair = await generateKeyPair('ES256', { extractable: true });
    const other = await generateKeyPair('ES256', { extractable: true });
    const publicKey = JSON.stringify(await exportJWK(pair.publicKey));
    const { clientId } = await issuedCredential(gongzhi, { kind: 'CLIENT_KEY', publicKey });
    const now = Math.floor(nowMs() / 1000);
    const sign = (claims: object = {}, key = pair.privateKey): Promise<string> =>
      new SignJWT({ iss: clientId, sub: clientId, aud: base, jti: newId(), exp: now + 60, ...claims })
        .setProtectedHeader({ alg: 'ES256' })
        .sign(key);
    const send = async (assertion: string): Promise<unknown> => {
      const { status, body } = await request({
        grant_type: 'client_credentials',
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: assertion,
      });
      return [status, (body as { error?: string }).error ?? 'granted'];
    };
    const good = await sign();
    expect(await send(good)).toEqual([200, 'granted']);
    const bad = [
      good,
      await sign({ aud: 'https://elsewhere.example' }),
      await sign({ iss: 'somebody' }),
      await sign({ exp: now - 60 }),
      await sign({ exp: now + 3_600 }),
      await sign({ jti: undefined }),
      await sign({}, other.privateKey),
      new UnsecuredJWT({ iss: clientId, sub: clientId, aud: base, jti: newId(), exp: now + 60 }).encode(),
    ];
    for (const assertion of bad) expect(await send(assertion)).toEqual([401, 'invalid_client']);
  });
});

describe('a token', () => {
  test('that is expired, unsigned, of another key, issuer, audience or kind is refused in the same words', async () => {
    const made = await secretClient();
    const token = await tokenOf(made);
    const [own] = (JSON.parse(await readFile(join(folder, 'token-keys.json'), 'utf8')) as { keys: JWK[] })
      .keys;
    const key = await importJWK(own!, 'ES256');
    const other = (await generateKeyPair('ES256')).privateKey;
    const claims = { ...decodeJwt(token) };
    const header = { alg: 'ES256', typ: 'at+jwt', kid: own!.kid! };
    const sign = (changed: object, by = key, head: object = {}): Promise<string> =>
      new SignJWT({ ...claims, ...changed }).setProtectedHeader({ ...header, ...head }).sign(by);
    const past = Math.floor(nowMs() / 1000) - 1;
    const elsewhere = 'https://elsewhere.example';
    expect((await ask(await sign({}))).status).toBe(200);
    const bad = [
      await sign({ exp: past }),
      await sign({ aud: elsewhere }),
      await sign({ iss: elsewhere, aud: elsewhere }),
      await sign({ client_id: 'gz_test_0000000000' }),
      await sign({}, other),
      await sign({}, other, { kid: 'unknown' }),
      await sign({}, key, { typ: 'JWT' }),
      new UnsecuredJWT(claims).encode(),
      `${token.slice(0, -4)}AAAA`,
      'a.b.c',
    ];
    for (const one of bad) expect(await refusalOf(one)).toEqual(unauthenticated);
  });

  test('is worth nothing from the moment on at which its credential is revoked, or its install suspended', async () => {
    const install = await installedApp(gongzhi);
    const made = await secretClient({ install: { id: install.id } });
    const token = await tokenOf(made);
    expect((await ask(token)).status).toBe(200);
    await gongzhi.write(
      'suspendInstall',
      { install: { id: install.id }, expectedVersion: install.version, reason: '示例' },
      undefined,
      { as: mighty() },
    );
    expect(await refusalOf(token)).toEqual(unauthenticated);
    const second = await secretClient();
    const other = await tokenOf(second);
    expect((await ask(other)).status).toBe(200);
    await gongzhi.write(
      'revokeCredential',
      { credential: { id: second.id }, expectedVersion: second.version },
      undefined,
      { as: mighty() },
    );
    expect(await refusalOf(other)).toEqual(unauthenticated);
    // And no row of the database holds any of it.
    const rows = JSON.stringify(await dump(gongzhi.pool));
    expect([made.secret, second.secret, token].filter((secret) => rows.includes(secret))).toEqual([]);
  });

  test('outlives one rotation of the key that signed it, and not two', async () => {
    const made = await secretClient();
    const first = await tokenOf(made);
    const published = async (): Promise<(string | undefined)[]> => {
      const { keys } = (await (await fetch(`${base}/.well-known/jwks.json`)).json()) as { keys: JWK[] };
      return keys.map(({ kid }) => kid);
    };
    const [old] = await published();
    const next = await rotateTokenKey();
    expect(await published()).toEqual([next, old]);
    expect(decodeProtectedHeader(await tokenOf(made)).kid).toBe(next);
    expect((await ask(first)).status).toBe(200);
    await rotateTokenKey();
    expect(await refusalOf(first)).toEqual(unauthenticated);
    expect(memoryRefreshMs).toBeLessThan(tokens.lifeMs);
  });
});

describe('a person', () => {
  const sign = (
    changed: object = {},
    alg = 'RS256',
    key: CryptoKey | Uint8Array = issuerKey,
  ): Promise<string> => {
    const now = Math.floor(nowMs() / 1000);
    return new SignJWT({
      iss: issuerUrl,
      aud: audience,
      sub: '张三丰-510117',
      name: '张三丰',
      office: 990_101,
      exp: now + 300,
      ...changed,
    })
      .setProtectedHeader({ alg, kid: 'outside-1' })
      .sign(key);
  };
  const viewer = async (token: string): Promise<{ subject: string; audience: string; scopes: string[] }> =>
    (await ask(token)).body.data.viewer;

  test('is known by a pseudonym, holds what the posts of the day give, and loses it on the day of the transfer', async () => {
    const token = await sign();
    const { subject, ...before } = await viewer(token);
    expect(subject).toMatch(/^person-[0-9a-v]{26}$/);
    expect(before).toEqual({ audience: 'PUBLIC', tenant: 990_101, scopes: [] });
    expect((await viewer(await sign({ sub: 'somebody else' }))).subject).not.toBe(subject);
    const { appointment } = await gongzhi.write<{ appointment: { id: string; version: number } }>(
      'appoint',
      { subject, role: 'FUND_TREASURER', division: { code: '990101' } },
      'appointment { id version }',
      { as: 'security-admin' },
    );
    const held = await viewer(token);
    expect([held.audience, held.scopes.includes('funds:write'), held.scopes.includes('party:write')]).toEqual(
      ['INTERNAL', true, false],
    );
    // What the person writes is kept under the pseudonym.
    await gongzhi.write(
      'endAppointment',
      { appointment: { id: appointment.id }, expectedVersion: appointment.version, endsOn: today() },
      undefined,
      { as: 'security-admin' },
    );
    expect((await viewer(token)).scopes).toEqual([]);
    expect(JSON.stringify(await dump(gongzhi.pool))).not.toContain('张三丰');
  });

  test('comes in by no token that is wrong in any way, and is told the same each time', async () => {
    const past = Math.floor(nowMs() / 1000) - 60;
    const other = (await generateKeyPair('RS256')).privateKey;
    const bad = [
      await sign({ aud: 'another-program' }),
      await sign({ exp: past }),
      await sign({ exp: undefined }),
      await sign({ sub: undefined }),
      await sign({ office: undefined }),
      await sign({ iss: 'https://elsewhere.example' }),
      await sign({}, 'RS256', other),
      await sign(
        {},
        'HS256',
        new TextEncoder().encode(JSON.stringify(await exportJWK(issuerKey)).slice(0, 64)),
      ),
      new UnsecuredJWT({ iss: issuerUrl, aud: audience, sub: 'x', office: 990_101 }).encode(),
    ];
    for (const token of bad) expect(await refusalOf(token)).toEqual(unauthenticated);
  });

  test('is let in no longer than the token says, by the clock of the platform', async () => {
    const token = await sign();
    const start = nowMs();
    const restore = setClock(() => start + 300_000 + tokens.skewSeconds * 1_000 + 1_000);
    expect(await refusalOf(token)).toEqual(unauthenticated);
    restore();
  });
});
