// Personal columns at rest: no table holds a plain value, a value opens in its place only, keys rotate while all goes on.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { models } from '../../src/generated/datamodel.js';
import { allEntities } from '../../src/kernel/entity.js';
import { allPersonal, erased, openedText, sealedForm } from '../../src/kernel/personal.js';
import { personalCipher } from '../../src/platform/privacy/cipher.js';
import { addKey, forgetKeys, keyRing } from '../../src/platform/privacy/keys.js';
import { rotate, sealedBy } from '../../src/platform/privacy/rotate.js';
import { mighty } from '../support/domains.js';
import { callerWith, usePlatform } from '../support/platform.js';
import { sampled, sampleOf } from '../support/samples.js';

const gongzhi = usePlatform('seeded', mighty());
const dataDir = mkdtempSync(join(tmpdir(), 'gongzhi-sealed-'));
const before = { ...process.env };

beforeAll(() => {
  // With what is sealed in the data already, and a file that a test may add to.
  const keys = keyRing().all.map(({ secret }) => `${secret.toString('hex')}\n`);
  writeFileSync(join(dataDir, 'personal-keys'), keys.join(''));
  process.env['GONGZHI_DATA_DIR'] = dataDir;
  forgetKeys();
});
afterAll(() => {
  process.env = before;
  forgetKeys();
  rmSync(dataDir, { recursive: true, force: true });
});

const place = {
  tenant: 990_101,
  model: 'Organization',
  id: '00000000-0000-7000-8000-000000000001',
  column: 'contactName',
};
let count = 0;

async function makeOrganization(contactName: string): Promise<string> {
  const { organization } = await gongzhi.write<{ organization: { id: string } }>('createOrganization', {
    division: { code: '990101001001' },
    kind: 'ENTERPRISE',
    name: `示例封存企业 ${(count += 1)}`,
    contactName,
    contactPhone: '028-00000001',
  });
  return organization.id;
}

const contactOf = async (id: string): Promise<unknown> =>
  (
    await gongzhi.read<{ node: unknown }>(
      `{ node(id: "${id}") { ... on Organization { contactName contactPhone } } }`,
    )
  ).node;
const raw = async (id: string): Promise<Readonly<Record<'contactName' | 'contactPhone', string>>> =>
  (
    await gongzhi.pool.query<Readonly<Record<'contactName' | 'contactPhone', string>>>(
      'SELECT "contactName", "contactPhone" FROM "Organization" WHERE id = $1',
      [id.split('_')[2]],
    )
  ).rows[0]!;

describe('a sealed value', () => {
  test.each(['aes', 'sm4'] as const)('opens in its place and nowhere else (%s)', (algorithm) => {
    process.env['GONGZHI_PERSONAL_CIPHER'] = algorithm;
    forgetKeys();
    const sealed = personalCipher.seal('张示例"\u2028', place);
    expect(sealed).toMatch(sealedForm);
    expect(personalCipher.seal('张示例"\u2028', place)).not.toBe(sealed);
    expect(personalCipher.open(sealed, place)).toBe('张示例"\u2028');
    for (const other of [
      { tenant: 510_117 },
      { model: 'Donation' },
      { id: '00000000-0000-7000-8000-000000000002' },
      { column: 'contactPhone' },
    ])
      expect(() => personalCipher.open(sealed, { ...place, ...other })).toThrow(/does not open/);
    const bytes = Buffer.from(sealed.split('.')[3]!, 'base64url');
    for (let i = 0; i < bytes.length; i += 1) {
      const changed = Buffer.from(bytes);
      changed[i]! ^= 1;
      const text = [...sealed.split('.').slice(0, 3), changed.toString('base64url')].join('.');
      expect(() => personalCipher.open(text, place)).toThrow(/does not open/);
    }
    delete process.env['GONGZHI_PERSONAL_CIPHER'];
    forgetKeys();
  });

  test('is opened in the text of an answer, and no text of a caller is taken for one', () => {
    const sealed = personalCipher.seal('a"b', place);
    const marked = `\u0001${place.model}.${place.column} ${place.tenant} ${place.id} "${sealed}"\u0001`;
    expect(openedText(`{"a":${marked},"b":"x"}`)).toBe('{"a":"a\\"b","b":"x"}');
    const told = JSON.stringify({ a: marked });
    expect(openedText(told)).toBe(told);
  });
});

test('personal columns are masked texts of rows with a key of their own', () => {
  expect([...allPersonal()].map(([model, columns]) => `${model}: ${columns.join(' ')}`))
    .toMatchInlineSnapshot(`
    [
      "Organization: contactName contactPhone",
      "Donation: donorName handler",
      "Pledge: donorName",
      "DonationReceipt: donorName handler",
      "BankStatementLine: counterpartyName counterpartyAccount remark",
      "SubjectRequest: personName contact wish",
    ]
  `);
  for (const { name, model: other, personal = [], masks = {}, search = [] } of allEntities().values()) {
    const { columns, primaryKey } = models[other ?? name]!;
    for (const column of personal) {
      expect([name, column, columns[column]!.native, columns[column]!.list]).toEqual([
        name,
        column,
        'text',
        false,
      ]);
      expect(Object.keys(masks)).toContain(column);
      expect(search).not.toContain(column);
      expect(primaryKey).toEqual(['tenant', 'id']);
    }
  }
});

test('after every kind of write no table holds a plain value', async () => {
  for (const name of sampled) {
    if (
      !/^(createOrganization|updateOrganization|recordDonation|.*Pledge.*|.*Receipt.*|importBank.*)$/.test(
        name,
      )
    )
      continue;
    const input = await sampleOf(gongzhi, name);
    await gongzhi.write(name, input);
  }
  await makeOrganization('王示例');
  const filled: string[] = [];
  for (const [model, columns] of allPersonal())
    for (const column of columns) {
      const { rows } = await gongzhi.pool.query<{ value: string }>(
        `SELECT "${column}" AS value FROM "${model}" WHERE "${column}" IS NOT NULL`,
      );
      for (const { value } of rows) expect(value).toMatch(sealedForm);
      if (rows.length > 0) filled.push(`${model}.${column}`);
    }
  expect(filled).toEqual(expect.arrayContaining(['Organization.contactName', 'Organization.contactPhone']));
});

test('a change seals, and what it does not name stays', async () => {
  const id = await makeOrganization('李示例');
  const first = await raw(id);
  const { userErrors } = await gongzhi.write('updateOrganization', {
    organization: { id },
    expectedVersion: 1,
    contactName: '赵示例',
  });
  expect(userErrors).toEqual([]);
  expect(await contactOf(id)).toEqual({ contactName: '赵示例', contactPhone: '028-00000001' });
  expect((await raw(id)).contactPhone).toBe(first.contactPhone);
  expect((await raw(id)).contactName).not.toBe(first.contactName);
});

test('a value that somebody moves to another row is not told there', async () => {
  const [from, to] = [await makeOrganization('甲示例'), await makeOrganization('乙示例')];
  await gongzhi.pool.query('UPDATE "Organization" SET "contactName" = $1 WHERE id = $2', [
    (await raw(from)).contactName,
    to.split('_')[2],
  ]);
  const { data, errors } = await gongzhi.query(
    `{ node(id: "${to}") { ... on Organization { contactName } } }`,
  );
  expect([data, errors?.[0]?.extensions?.['code']]).toEqual([undefined, 'INTERNAL']);
});

test('it is found by equality through the mask, and by nothing else', async () => {
  await makeOrganization('钱示例');
  const source = `{ eq: organizations(filter: { contactName: { eq: "钱示例" } }) { totalCount }
    in: organizations(filter: { contactName: { in: ["钱示例", "没有"] } }) { totalCount }
    ne: organizations(filter: { and: [{ contactName: { isNull: false } }, { contactName: { ne: "钱示例" } }, { contactPhone: { eq: "028-00000001" } }] }) { totalCount } }`;
  const { ne, ...found } = await gongzhi.read<Record<string, { totalCount: number }>>(source);
  expect(found).toEqual({ eq: { totalCount: 1 }, in: { totalCount: 1 } });
  expect(ne!.totalCount).toBeGreaterThan(0);
  const reader = callerWith([{ scope: 'organizations:read', division: null, dataClass: 'PUBLIC' }]);
  expect(
    await gongzhi.read(
      `{ organizations(filter: { contactName: { eq: "钱示例" } }) { totalCount } }`,
      {},
      reader,
    ),
  ).toEqual({
    organizations: { totalCount: 0 },
  });
  const { errors } = await gongzhi.query(
    `{ organizations(filter: { contactName: { contains: "钱" } }) { totalCount } }`,
  );
  expect(errors?.[0]?.message).toMatch(/contains/);
});

test('a key is added while all goes on, and what older ones sealed is sealed anew in batches', async () => {
  const id = await makeOrganization('孙示例');
  const old = keyRing().newest.id;
  const newest = addKey();
  expect(newest).not.toBe(old);
  // Both open; the newest seals; a value of either is found.
  const later = await makeOrganization('孙示例');
  expect([(await raw(id)).contactName.slice(3, 11), (await raw(later)).contactName.slice(3, 11)]).toEqual([
    old,
    newest,
  ]);
  const both = `{ organizations(filter: { contactName: { eq: "孙示例" } }) { totalCount } }`;
  expect(await gongzhi.read(both)).toEqual({ organizations: { totalCount: 2 } });
  await gongzhi.pool.query('UPDATE "Organization" SET "contactPhone" = $1 WHERE id = $2', [
    '028-1',
    id.split('_')[2],
  ]);
  const stopped = new AbortController();
  const told: number[] = [];
  // Ended in the middle, and taken up again.
  await rotate(gongzhi.pool, {
    atOnce: 2,
    signal: stopped.signal,
    told: ({ done }) => (told.push(done), stopped.abort()),
  });
  expect(told).toEqual([2]);
  // What was moved by the test before does not open: it is told, and stays.
  const { failed } = await rotate(gongzhi.pool, { atOnce: 100 });
  expect(failed).toHaveLength(1);
  expect(await contactOf(id)).toEqual({ contactName: '孙示例', contactPhone: '028-1' });
  expect(await gongzhi.read(both)).toEqual({ organizations: { totalCount: 2 } });
  const counts = await sealedBy(gongzhi.pool);
  expect(
    counts.filter(({ key }) => key !== newest && key !== null).reduce((sum, { values }) => sum + values, 0),
  ).toBe(1);
  expect(counts.filter(({ key }) => key === null)).toEqual([]);
});

test('what was erased reads as nothing and is found by nothing', async () => {
  const id = await makeOrganization('周示例');
  await gongzhi.pool.query('UPDATE "Organization" SET "contactName" = $1 WHERE id = $2', [
    erased,
    id.split('_')[2],
  ]);
  expect(await contactOf(id)).toEqual({ contactName: null, contactPhone: '028-00000001' });
  const source = `{ gone: organizations(filter: { contactName: { eq: "${erased}" } }) { totalCount } }`;
  expect(await gongzhi.read(source)).toEqual({ gone: { totalCount: 0 } });
});
