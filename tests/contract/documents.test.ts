// What every document promises: said in both languages, bad arguments named, nothing for who may see nothing, every form.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import readWorkbook from 'read-excel-file/node';
import { anonymous } from '../../src/kernel/caller.js';
import { argumentsOf, documentFormats, documentsFor } from '../../src/kernel/document.js';
import { Refusal } from '../../src/kernel/errors.js';
import { pagePolicy } from '../../src/platform/sheets/page.js';
import { documentRoutes } from '../../src/server/documents-http.js';
import { keepBooks, make, type Books } from '../support/account-books.js';
import { mighty } from '../support/domains.js';
import { demoCaller, usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded', mighty());
const documents = [...documentsFor('INTERNAL').values()];
let books: Books;
let server: Server;
let origin: string;

beforeAll(async () => {
  books = await keepBooks(gongzhi, '示例文档基金');
  server = createServer(express().use('/documents', documentRoutes(gongzhi.platform))).listen(0);
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

/** What each argument may be, for a document of the fund's year 2025. */
const given = (args: object): Readonly<Record<string, string>> => {
  const values: Readonly<Record<string, string>> = { fund: books.fund, period: '2025', year: '2025' };
  return Object.fromEntries(
    Object.keys(args).flatMap((name) => (values[name] ? [[name, values[name]]] : [])),
  );
};

const faultsOf = async (work: () => unknown): Promise<readonly string[]> => {
  try {
    await work();
  } catch (error) {
    if (error instanceof Refusal)
      return error.faults.map(({ code, rule, path }) => [rule ?? code, ...path].join(' '));
    throw error;
  }
  return [];
};

test('there are documents, each with a name that fits an address and a description in both languages', () => {
  expect(documents.map(({ name }) => name).sort()).toMatchInlineSnapshot(`
    [
      "account-ledger",
      "annual-disclosure",
      "bank-journal",
      "bank-reconciliation",
      "general-ledger",
      "income-and-expenses",
      "public-sheet",
      "trial-balance",
      "vouchers",
    ]
  `);
  for (const { name, description, args } of documents) {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const text of [description, ...Object.values(args).map((field) => field.description)])
      expect(text).toMatch(/^[A-Z][^\u4e00-\u9fff]+\. \S*[\u4e00-\u9fff]/);
  }
});

describe.each(documents.map((one) => [one.name, one] as const))('%s', (name, declared) => {
  test('names what is wrong with its arguments, all at once', async () => {
    const { args } = declared;
    const required = Object.keys(args).filter((argument) => args[argument]!.required);
    expect(required).toContain('fund');
    expect(await faultsOf(() => argumentsOf(declared, { colour: 'red' }))).toEqual([
      'document-argument-is-known colour',
      ...required.map((argument) => `document-argument-is-given ${argument}`),
    ]);
    const bad = Object.fromEntries(Object.keys(args).map((argument) => [argument, '???']));
    const faults = await faultsOf(() => argumentsOf(declared, bad));
    expect(faults.map((one) => one.split(' ')[1])).toEqual(Object.keys(args));
  });

  test('tells nobody anything who may see nothing', async () => {
    const nobody = anonymous('zh-CN');
    const faults = await faultsOf(() => make(gongzhi, name, given(declared.args), { as: nobody }));
    expect(faults).toEqual([declared.audience === undefined ? 'NOT_FOUND fund' : 'NOT_FOUND']);
  });

  test('is written in every form, and in both languages', async () => {
    const page = String((await make(gongzhi, name, given(declared.args), { format: 'html' })).content);
    expect(page).toContain(books.name);
    const { content } = await make(gongzhi, name, given(declared.args), { format: 'xlsx' });
    const tabs = await readWorkbook(content as Buffer);
    expect(tabs.length).toBeGreaterThan(0);
    for (const { data } of tabs) expect(data.length).toBeGreaterThan(2);
    const english = mighty({ language: 'en' });
    const csv = String((await make(gongzhi, name, given(declared.args), { as: english })).content);
    // Texts of the books themselves stay as they are written; headings do not.
    expect(csv.split('\r\n')[0]).not.toMatch(/[\u4e00-\u9fff]/);
  });
});

test('an address answers with a page that loads nothing, a list of what there is, and errors that name their place', async () => {
  const index = await fetch(`${origin}/documents`);
  expect([index.status, index.headers.get('content-security-policy')]).toEqual([200, pagePolicy]);
  expect(await fetch(`${origin}/documents/trial-balance.pdf`).then(({ status }) => status)).toBe(404);
  expect(await fetch(`${origin}/documents/trial-balance.csv`).then(({ status }) => status)).toBe(404);
  const unknown = await fetch(`${origin}/documents/public-sheet.csv?year=2025&colour=red`, {
    headers: { 'Accept-Language': 'en' },
  });
  expect(unknown.status).toBe(400);
  const { errors } = (await unknown.json()) as { errors: { message: string; path: string[] }[] };
  expect(errors.map(({ path }) => path)).toEqual([['colour'], ['fund']]);
  expect(errors[0]!.message).toBe('There is no argument “colour”; there are fund, year.');
});

test('who may see a fund and not its books is told so, and of a fund elsewhere nothing', async () => {
  const auditor = demoCaller('auditor');
  const { content } = await make(
    gongzhi,
    'income-and-expenses',
    { fund: books.fund, period: '2025' },
    { as: auditor },
  );
  expect(String(content)).toContain('收入合计');
  const vendor = { ...demoCaller('vendor'), audience: 'INTERNAL' as const };
  for (const name of ['trial-balance', 'account-ledger', 'vouchers', 'income-and-expenses'])
    expect(
      await faultsOf(() => make(gongzhi, name, { fund: books.fund, period: '2025' }, { as: vendor })),
    ).toEqual(['FORBIDDEN fund']);
  expect(
    await faultsOf(() => make(gongzhi, 'vouchers', { fund: books.fund, number: '999999' }, { as: auditor })),
  ).toEqual(['NOT_FOUND number']);
  expect(documentFormats).toEqual(['html', 'xlsx', 'csv']);
});
