// What a key opens, for how long, and what its refusal tells.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { provideCodeTree } from '../../src/kernel/entity.js';
import { nowMs, setClock } from '../../src/kernel/clock.js';
import { credentials } from '../../src/kernel/config.js';
import { Refusal } from '../../src/kernel/errors.js';
import { authenticate } from '../../src/platform/auth/authenticate.js';
import { issueKey, listKeys, revokeKey, rotateKey, type KeyRequest } from '../../src/platform/auth/keys.js';
import { languageOf } from '../../src/platform/auth/language.js';
import { withTransaction, openPool } from '../../src/platform/database/pool.js';
import { useDatabase } from '../support/database.js';

process.env['GONGZHI_KEY_PEPPER'] = 'a pepper for the tests, of 32 characters and more';

const tenant = 510_117;
const dayMs = 86_400_000;
const database = useDatabase('empty');
let pool: pg.Pool;
let restoreClock: () => void = () => {};
let apps = 0;

beforeAll(async () => {
  pool = openPool(database.url);
  await database.query(
    `INSERT INTO "Tenant" ("tenant", "name", "synthetic") VALUES (510117, '郫都区', false), (990101, '示例区', true)`,
  );
  provideCodeTree({
    version: 0,
    ranges: (code) => [{ from: code.padEnd(12, '0'), to: `${code}:` }],
    officeOf: () => Promise.resolve(tenant),
  });
});
afterAll(() => pool.end());
afterEach(() => restoreClock());

const moveClock = (byMs: number): void => {
  const start = nowMs();
  restoreClock();
  restoreClock = setClock(() => start + byMs);
};

const issue = (request: Partial<KeyRequest> = {}) =>
  withTransaction(pool, (db) =>
    issueKey(db, {
      tenant,
      app: { name: `app ${(apps += 1)}`, owner: '某公司', purpose: 'reads divisions' },
      subject: 'system-1',
      audience: 'PARTNER',
      grants: [{ scope: 'territory:read', division: '510117', dataClass: 'PUBLIC' }],
      lifetimeMs: 30 * dayMs,
      ...request,
    }),
  );
const revoke = (prefix: string) => withTransaction(pool, (db) => revokeKey(db, prefix));
const enter = (key: string | undefined) =>
  authenticate(pool, key === undefined ? undefined : `Bearer ${key}`, 'zh-CN');
const refusalOf = async (header: string): Promise<unknown> => {
  const error = await authenticate(pool, header, 'zh-CN').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Refusal);
  return { ...(error as Refusal), message: (error as Refusal).message };
};

describe('a key', () => {
  test('has the form that scanners know, and carries its tenant', async () => {
    const live = await issue();
    expect(live.key).toMatch(/^gz_live_00fi55[0-9a-v]{4}_[0-9A-Za-z]{43}$/);
    const demo = await issue({ tenant: 990_101 });
    expect(demo.key).toMatch(/^gz_test_00u6sl[0-9a-v]{4}_[0-9A-Za-z]{43}$/);
  });

  test('makes the caller that it was issued for, with the ranges of its grants', async () => {
    const { key, app } = await issue({ subject: 'person-7', audience: 'INTERNAL' });
    const caller = await enter(key);
    expect(caller).toMatchObject({
      app,
      subject: 'person-7',
      audience: 'INTERNAL',
      organizationId: null,
      language: 'zh-CN',
      grants: [{ scope: 'territory:read', division: '510117', dataClass: 'PUBLIC' }],
    });
    expect(caller.ranges('territory:read', 'PUBLIC')).toEqual([{ from: '510117000000', to: '510117:' }]);
    expect(caller.ranges('territory:read', 'INTERNAL')).toEqual([]);
    expect(caller.holds('territory:write')).toBe(false);
  });

  test('is stored as a keyed hash: no column holds its secret', async () => {
    const { key, prefix } = await issue();
    const [row] = await database.query(
      `SELECT to_json(k) AS row FROM "AppCredential" k WHERE "prefix" = $1`,
      [prefix],
    );
    expect(JSON.stringify(row)).not.toContain(key.split('_')[3]);
  });

  test('opens nothing without a header but what is public', async () => {
    expect(await authenticate(pool, undefined, 'en')).toMatchObject({
      app: null,
      subject: 'anonymous',
      audience: 'PUBLIC',
      grants: [],
      language: 'en',
    });
  });
});

describe('a refusal', () => {
  test('is the same for a wrong secret, an unknown prefix, an expired key, a revoked key and no such form', async () => {
    const good = await issue();
    const wrong = good.key.slice(0, -1) + (good.key.endsWith('a') ? 'b' : 'a');
    const unknown = good.key.replace(good.prefix, `${good.prefix.slice(0, 6)}zzzz`.replaceAll('z', 'v'));
    const otherEnvironment = good.key.replace('live', 'test');
    const revoked = await issue();
    await revoke(revoked.prefix);
    const expired = await issue({ lifetimeMs: 1 });
    moveClock(1_000);
    const headers = [wrong, unknown, otherEnvironment, revoked.key, expired.key, 'gz_live_x', ''].map(
      (k) => `Bearer ${k}`,
    );
    const refusals = await Promise.all([...headers, '', 'Basic Z3o6eA==', good.key].map(refusalOf));
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal)))).toEqual(
      new Set([
        JSON.stringify({
          faults: [{ code: 'UNAUTHENTICATED', rule: null, path: [], params: {} }],
          name: 'Refusal',
          message: 'UNAUTHENTICATED at ',
        }),
      ]),
    );
  });

  test('costs one question to the database, whatever was wrong and whoever has just come in', async () => {
    const good = await issue();
    const expired = await issue({ lifetimeMs: 1_000 });
    await enter(good.key);
    await enter(expired.key);
    moveClock(2_000);
    const wrong = good.key.slice(0, -1) + (good.key.endsWith('a') ? 'b' : 'a');
    const unknown = `gz_live_${good.prefix.slice(0, 6)}vvvv_${'a'.repeat(43)}`;
    for (const key of [wrong, unknown, expired.key, 'nonsense', wrong, unknown, expired.key, 'nonsense'])
      expect([key, await questionsDuring(() => refusalOf(`Bearer ${key}`))]).toEqual([key, 1]);
    expect(await questionsDuring(() => enter(good.key))).toBe(0);
  });
});

describe('time', () => {
  test('a key works until the millisecond of its expiry, also from the cache', async () => {
    const { key } = await issue({ lifetimeMs: 4_000 });
    const start = nowMs();
    await enter(key);
    restoreClock = setClock(() => start + 3_900);
    await enter(key);
    restoreClock();
    restoreClock = setClock(() => start + 4_100);
    await refusalOf(`Bearer ${key}`);
  });

  test('a revoked key dies within the time of the cache', async () => {
    const { key, prefix } = await issue();
    await enter(key);
    await revoke(prefix);
    moveClock(credentials.cacheMs + 1);
    await refusalOf(`Bearer ${key}`);
  });

  test('a grant holds from its first day to the day before its last', async () => {
    const { key } = await issue({
      grants: [
        {
          scope: 'party:read',
          division: null,
          dataClass: 'PUBLIC',
          validFrom: '2030-03-01',
          validTo: '2030-03-03',
        },
      ],
      lifetimeMs: 10_000 * dayMs,
    });
    const held: string[] = [];
    for (const day of ['2030-02-28', '2030-03-01', '2030-03-02', '2030-03-03']) {
      const restore = setClock(() => Date.parse(`${day}T00:00:00+08:00`));
      if ((await enter(key)).holds('party:read')) held.push(day);
      restore();
    }
    expect(held).toEqual(['2030-03-01', '2030-03-02']);
  });

  test('a rotated key works beside its successor until the overlap ends', async () => {
    const old = await issue({ lifetimeMs: 30 * dayMs });
    const next = await withTransaction(pool, (db) => rotateKey(db, { prefix: old.prefix, overlapMs: dayMs }));
    const before = await enter(old.key);
    const after = await enter(next.key);
    expect({ app: after.app, subject: after.subject, grants: after.grants }).toEqual({
      app: before.app,
      subject: before.subject,
      grants: before.grants,
    });
    moveClock(dayMs - 5_000);
    await enter(old.key);
    moveClock(10_000);
    await refusalOf(`Bearer ${old.key}`);
    await enter(next.key);
    const listed = (await withTransaction(pool, (db) => listKeys(db, tenant))).filter(({ prefix }) =>
      [old.prefix, next.prefix].includes(prefix),
    );
    const lifeOf = (at: number): number =>
      Math.round((Date.parse(listed[at]!.expiresAt) - nowMs()) / dayMs) + 0;
    expect([lifeOf(0), lifeOf(1)]).toEqual([0, 29]);
  });

  test('a dead key has no successor', async () => {
    const { prefix } = await issue();
    await revoke(prefix);
    const rotation = withTransaction(pool, (db) => rotateKey(db, { prefix, overlapMs: dayMs }));
    await expect(rotation).rejects.toThrow(`The key ${prefix} is revoked; issue a new one.`);
  });
});

describe('a request for a key', () => {
  test.each([
    [{ grants: [] }, 'A key without a right is of no use; name at least one scope.'],
    [
      {
        grants: [
          { scope: 'territory:delete' as 'territory:read', division: null, dataClass: 'PUBLIC' as const },
        ],
      },
      'A scope is written domain:read, domain:write or domain:admin, not "territory:delete".',
    ],
    [
      { grants: [{ scope: 'territory:read' as const, division: '51011', dataClass: 'PUBLIC' as const }] },
      'A division code has 6, 9 or 12 digits; "51011" does not.',
    ],
    [{ tenant: 510_199 }, 'No tenant has the number 510199.'],
    [{ lifetimeMs: 0 }, 'A key must live for some time.'],
  ])('that is not right is refused with a sentence, and records nothing: %j', async (request, sentence) => {
    const count = async () => (await database.query('SELECT count(*) FROM "AppCredential"'))[0];
    const before = await count();
    await expect(issue(request)).rejects.toThrow(sentence);
    expect(await count()).toEqual(before);
  });
});

test.each([
  [undefined, 'zh-CN'],
  ['', 'zh-CN'],
  ['en', 'en'],
  ['en-GB,en;q=0.9', 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['fr, en;q=0.5, zh;q=0.6', 'zh-CN'],
  ['fr, en;q=0.7, zh;q=0.6', 'en'],
  ['*', 'zh-CN'],
  ['en;q=0', 'zh-CN'],
  ['EN-us', 'en'],
  ['en;q=2, ,;;', 'zh-CN'],
])('Accept-Language %j is answered in %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});

const questionsDuring = async (work: () => Promise<unknown>): Promise<number> => {
  const ask = pool.query;
  let questions = 0;
  pool.query = ((...args: Parameters<typeof ask>) => {
    questions += 1;
    return ask.apply(pool, args);
  }) as typeof ask;
  await work().finally(() => (pool.query = ask));
  return questions;
};
