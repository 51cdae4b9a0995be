// The audit chain: whole after any number of sealers, and broken at the very place where somebody touched it.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { newId } from '../../src/kernel/ids.js';
import { firstSeal, sealOf, type SealedContent } from '../../src/platform/audit/seal.js';
import { sealAudit } from '../../src/platform/audit/sealer.js';
import { verifyAudit } from '../../src/platform/audit/verifier.js';
import { openPool } from '../../src/platform/database/pool.js';
import { useDatabase } from '../support/database.js';

const tenant = 990_101;
const database = useDatabase('empty');
let pool: pg.Pool;

beforeAll(() => {
  pool = openPool(database.url);
});
afterAll(() => pool.end());
beforeEach(async () => {
  await database.query('TRUNCATE "AuditEvent", "AuditHead"');
});

const record = async (count: number, of = tenant): Promise<void> => {
  const ids = Array.from({ length: count }, () => newId());
  await database.query(
    `INSERT INTO "AuditEvent" ("tenant", "id", "at", "app", "subject", "organizationId", "operation", "scope",
       "objects", "inputHash", "idempotencyKey", "refusal", "requestId")
     SELECT $1, u.id, timestamptz '2026-11-22 09:00:00.000001+08' + u.n * interval '1 second', u.id, 'person-1',
       CASE WHEN u.n % 2 = 0 THEN u.id END, 'createOrganization', 'organizations:write', ARRAY['org_1', '合兴', ''],
       sha256(u.id::text::bytea), 'key-' || u.n, CASE WHEN u.n % 3 = 0 THEN 'unique-in-tenant' END, u.id
     FROM unnest($2::uuid[]) WITH ORDINALITY AS u(id, n)`,
    [of, ids],
  );
};
const sealed = async (count: number): Promise<void> => {
  await record(count);
  await sealAudit(pool, tenant, 4);
};
const verdict = (anchor?: { sealNumber: bigint; seal: string }) =>
  verifyAudit(pool, tenant, { anchor, batch: 4 });
const change = (sql: string) => database.query(sql);
const idAt = async (place: number): Promise<string> =>
  (await database.query<{ id: string }>('SELECT "id" FROM "AuditEvent" WHERE "sealNumber" = $1', [place]))[0]!
    .id;

describe('sealing', () => {
  test('numbers the events from 1 on, in the order of their ids, and goes on where it ended', async () => {
    await record(10);
    const first = await sealAudit(pool, tenant, 4);
    await record(3);
    const second = await sealAudit(pool, tenant, 4);
    expect([first[0]?.sealed, second[0]?.sealed, (await sealAudit(pool, tenant))[0]?.sealed]).toEqual([
      10, 3, 0,
    ]);
    const rows = await database.query<{ n: string }>(
      'SELECT row_number() OVER (ORDER BY "id") - "sealNumber" AS n FROM "AuditEvent"',
    );
    expect(rows.map(({ n }) => n)).toEqual(Array<string>(13).fill('0'));
    expect(await verdict()).toEqual({
      tenant,
      verified: 13n,
      unsealed: 0n,
      head: { sealNumber: 13n, seal: second[0]!.head.seal },
      fault: null,
    });
  });

  test('keeps a chain per tenant, and finds the tenants that have something to seal', async () => {
    await record(2);
    await record(3, 510_117);
    expect((await sealAudit(pool)).map((done) => [done.tenant, done.sealed])).toEqual([
      [510_117, 3],
      [tenant, 2],
    ]);
    expect(await sealAudit(pool)).toEqual([]);
    expect((await verifyAudit(pool, 510_117)).verified).toBe(3n);
  });

  test('by five sealers at once, beside writers, leaves one whole chain', async () => {
    await record(60);
    await Promise.all([
      ...Array.from({ length: 5 }, () => sealAudit(pool, tenant, 3)),
      record(20).then(() => sealAudit(pool, tenant, 3)),
    ]);
    expect(await verdict()).toMatchObject({ verified: 80n, unsealed: 0n, fault: null });
  });

  test('does not touch what it seals', async () => {
    await record(5);
    const content = `SELECT md5(string_agg((to_jsonb(e) - 'seal' - 'sealNumber')::text, ',' ORDER BY "id")) AS sum
      FROM "AuditEvent" e`;
    const before = await database.query(content);
    await sealAudit(pool, tenant);
    expect(await database.query(content)).toEqual(before);
  });
});

describe('an unsealed tenant', () => {
  test('has an empty, whole chain', async () => {
    await record(2);
    expect(await verdict()).toEqual({
      tenant,
      verified: 0n,
      unsealed: 2n,
      head: { sealNumber: 0n, seal: '00'.repeat(32) },
      fault: null,
    });
  });
});

/** First, second, last of a batch, first of the next, last but one. */
const places = [1, 2, 4, 5, 9];

describe('tampering', () => {
  beforeEach(() => sealed(10));

  test.each(places)('an event altered at place %d is named', async (place) => {
    await change(`UPDATE "AuditEvent" SET "subject" = 'person-2' WHERE "sealNumber" = ${place}`);
    expect((await verdict()).fault).toEqual({
      kind: 'ALTERED',
      sealNumber: BigInt(place),
      eventId: await idAt(place),
    });
  });

  test.each([
    `"at" = "at" + interval '1 microsecond'`,
    `"app" = gen_random_uuid()`,
    `"subject" = 'person-11'`,
    `"organizationId" = gen_random_uuid()`,
    `"operation" = 'updateOrganization'`,
    `"scope" = 'organizations:admin'`,
    `"objects" = ARRAY['org_1', '合兴']`,
    `"objects" = ARRAY['org_1合兴', '', '']`,
    `"inputHash" = sha256('')`,
    `"idempotencyKey" = 'key'`,
    `"refusal" = 'another'`,
    `"refusal" = ''`,
    `"requestId" = gen_random_uuid()`,
    `"id" = gen_random_uuid()`,
    `"seal" = sha256('')`,
    `"seal" = NULL`,
  ])('an event with %s is named', async (assignment) => {
    await change(`UPDATE "AuditEvent" SET ${assignment} WHERE "sealNumber" = 4`);
    expect((await verdict()).fault).toEqual({ kind: 'ALTERED', sealNumber: 4n, eventId: await idAt(4) });
  });

  test.each(places)('an event deleted at place %d is missed there', async (place) => {
    await change(`DELETE FROM "AuditEvent" WHERE "sealNumber" = ${place}`);
    expect((await verdict()).fault).toEqual({ kind: 'MISSING', sealNumber: BigInt(place), eventId: null });
  });

  test.each([
    [1, 2],
    [2, 9],
    [4, 5],
    [9, 10],
  ])(
    'events %d and %d that changed places are named, whether their seals went with them or not',
    async (a, b) => {
      const belongsHere = await idAt(a);
      await swap(a, b, '"sealNumber"');
      const withSeals = (await verdict()).fault;
      const [first, second] = await seals(a, b);
      await change(`UPDATE "AuditEvent" SET "seal" = '\\x${second}' WHERE "sealNumber" = ${a}`);
      await change(`UPDATE "AuditEvent" SET "seal" = '\\x${first}' WHERE "sealNumber" = ${b}`);
      const withoutSeals = (await verdict()).fault;
      const expected = { kind: 'REORDERED', sealNumber: BigInt(a), eventId: belongsHere };
      expect([withSeals, withoutSeals]).toEqual([expected, expected]);
    },
  );

  test.each([1, 4, 5, 10])('a tail cut from place %d on is missed there', async (place) => {
    await change(`DELETE FROM "AuditEvent" WHERE "sealNumber" >= ${place}`);
    expect((await verdict()).fault).toEqual({ kind: 'CUT_TAIL', sealNumber: BigInt(place), eventId: null });
  });

  test('an event taken back among the unsealed ones is found there', async () => {
    const id = await idAt(6);
    await change(`UPDATE "AuditEvent" SET "sealNumber" = NULL WHERE "sealNumber" = 6`);
    expect((await verdict()).fault).toEqual({ kind: 'REORDERED', sealNumber: 6n, eventId: id });
  });

  test('an altered or deleted head is told from an altered event', async () => {
    await change(`UPDATE "AuditHead" SET "seal" = sha256('')`);
    expect((await verdict()).fault).toEqual({ kind: 'HEAD_ALTERED', sealNumber: 10n, eventId: null });
    await change('DELETE FROM "AuditHead"');
    expect((await verdict()).fault).toEqual({ kind: 'HEAD_ALTERED', sealNumber: 0n, eventId: null });
  });
});

describe('a published head', () => {
  test('convicts who cuts the tail and the head with it', async () => {
    await sealed(10);
    const { head } = await verdict();
    const [seal] = await seals(7);
    await change('DELETE FROM "AuditEvent" WHERE "sealNumber" > 7');
    await change(`UPDATE "AuditHead" SET "sealNumber" = 7, "seal" = '\\x${seal}'`);
    expect((await verdict()).fault).toBeNull();
    expect((await verdict(head)).fault).toEqual({ kind: 'CUT_TAIL', sealNumber: 8n, eventId: null });
  });

  test('convicts who seals the whole chain anew', async () => {
    await sealed(10);
    const { head } = await verdict();
    await change(`UPDATE "AuditEvent" SET "subject" = 'nobody' WHERE "sealNumber" = 3`);
    await change('UPDATE "AuditEvent" SET "sealNumber" = NULL, "seal" = NULL');
    await change('DELETE FROM "AuditHead"');
    await sealAudit(pool, tenant);
    expect((await verdict()).fault).toBeNull();
    expect((await verdict(head)).fault).toMatchObject({ kind: 'REWRITTEN', sealNumber: 10n });
  });

  test('stays good while the chain grows', async () => {
    await sealed(10);
    const { head } = await verdict();
    await sealed(5);
    expect(await verdict(head)).toMatchObject({ verified: 15n, fault: null });
  });
});

describe('the guide', () => {
  const guide = readFileSync('docs/audit-chain.md', 'utf8');
  const block = (name: string): string => new RegExp(`\`\`\`${name}\n([^]*?)\n\`\`\``).exec(guide)![1]!;
  const example = JSON.parse(block('json')) as SealedContent & { inputHash: string };
  const event: SealedContent = { ...example, inputHash: Buffer.from(example.inputHash, 'hex') };

  test('computes its example as the code does', () => {
    expect(sealOf(firstSeal, 1n, event).toString('hex')).toBe(/^seal +([0-9a-f]{64})$/m.exec(guide)![1]);
  });

  test('shows the very bytes that are hashed', () => {
    const bytes = Buffer.from(block('hex').replaceAll(/#.*|\s/g, ''), 'hex');
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(
      sealOf(firstSeal, 1n, event).toString('hex'),
    );
  });
});

const swap = async (a: number, b: number, column: string): Promise<void> => {
  await change(`UPDATE "AuditEvent" SET ${column} = -1 WHERE "sealNumber" = ${a}`);
  await change(`UPDATE "AuditEvent" SET ${column} = ${a} WHERE "sealNumber" = ${b}`);
  await change(`UPDATE "AuditEvent" SET ${column} = ${b} WHERE "sealNumber" = -1`);
};
const seals = async (...at: number[]): Promise<string[]> => {
  const rows = await database.query<{ n: string; seal: string }>(
    `SELECT "sealNumber" AS n, encode("seal", 'hex') AS seal FROM "AuditEvent" WHERE "sealNumber" = ANY($1)`,
    [at],
  );
  return at.map((place) => rows.find(({ n }) => n === String(place))!.seal);
};
