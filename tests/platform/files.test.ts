// Evidence files on their way in over HTTP: what is kept, how it is told, and what is left where something goes wrong.
import { connect } from 'node:net';
import { readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { files } from '../../src/kernel/config.js';
import { newId } from '../../src/kernel/ids.js';
import { openStorage } from '../../src/platform/files/storage.js';
import { mighty } from '../support/domains.js';
import { fileOf, labels, pdf, rules, useFileServer } from '../support/file-server.js';
import { digestOf, receiptFor } from '../support/files.js';
import { zipOf } from '../support/zip.js';

const { gongzhi, port, dataDir, keyOf, send, incoming, pathOf, counted } = useFileServer();

/** Returns when it is so. */
async function until(is: () => Promise<boolean>): Promise<void> {
  while (!(await is())) await new Promise((resolve) => setImmediate(resolve));
}

/** What is left of requests that must leave nothing: rows, and files on their way. */
async function leftBy(requests: () => Promise<unknown>): Promise<unknown> {
  const rows = await counted('EvidenceFile');
  await requests();
  return { rows: (await counted('EvidenceFile')) - rows, incoming: await incoming() };
}
const nothing = { rows: 0, incoming: [] };

describe('a file that is uploaded', () => {
  test('is recorded with its type, size and digest, and kept by them', async () => {
    const content = pdf('一份发票');
    const reply = await send(content);
    expect(reply.status).toBe(201);
    expect(reply.body.data.registerEvidenceFile).toEqual({
      evidenceFile: {
        id: expect.stringMatching(/^evf_990101_/),
        kind: 'INVOICE',
        fileName: '发票 一.pdf',
        mediaType: 'application/pdf',
        byteSize: content.length,
        digest: digestOf(content),
        state: 'STORED',
        version: 1,
      },
      replayed: false,
      userErrors: [],
    });
    expect(await readFile(pathOf(digestOf(content)))).toEqual(content);
    expect(await incoming()).toEqual([]);
  });

  test('is the same file when it is uploaded again, and a replay under the same key', async () => {
    const content = pdf();
    const headers = { 'idempotency-key': newId() };
    const first = await send(content, 'enterprise', { headers });
    const again = await send(content, 'enterprise', { headers });
    const anew = await send(content);
    expect([again, anew].map((reply) => fileOf(reply).id)).toEqual([fileOf(first).id, fileOf(first).id]);
    expect([again, anew].map(({ body }) => body.data.registerEvidenceFile.replayed)).toEqual([true, false]);
    const other = await send(content, 'community');
    expect(fileOf(other).id).not.toBe(fileOf(first).id);
  });

  test('is one file though ten send it at once', async () => {
    const content = pdf();
    const replies = await Promise.all(Array.from({ length: 10 }, () => send(content)));
    expect(replies.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201));
    expect(new Set(replies.map((reply) => fileOf(reply).id)).size).toBe(1);
  });

  test('is only judged in a dry run', async () => {
    const content = pdf();
    const left = await leftBy(async () => {
      const reply = await send(content, 'enterprise', { query: { dryRun: 'true' } });
      expect([reply.status, fileOf(reply).digest]).toEqual([200, digestOf(content)]);
    });
    expect(left).toEqual(nothing);
    await expect(readFile(pathOf(digestOf(content)))).rejects.toThrow('ENOENT');
  });
});

const contentTypes = (workbook: string): string =>
  `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="${workbook}"/></Types>`;
const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const jpeg = Buffer.concat([
  Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
  Buffer.alloc(40),
]);
const xlsx = zipOf({
  '[Content_Types].xml': contentTypes(`${sheet}.main+xml`),
  'xl/workbook.xml': '<workbook/>',
});

describe('the type of a file', () => {
  test.each([
    ['利润表.xlsx', pdf(), 'application/pdf'],
    ['电子发票.pdf', zipOf({ 'OFD.xml': '<ofd:OFD/>', 'Doc_0/Document.xml': '<x/>' }), 'application/ofd'],
    ['利润表', xlsx, sheet],
    ['公示.gif', png, 'image/png'],
    ['公示', jpeg, 'image/jpeg'],
  ])('is told by its content and not by its name: %s', async (fileName, content, mediaType) => {
    const reply = await send(content, 'enterprise', { query: { fileName } });
    expect([reply.status, fileOf(reply).mediaType, fileOf(reply).fileName]).toEqual([
      201,
      mediaType,
      fileName,
    ]);
  });

  test.each([
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a text', Buffer.from('利润 126,543.21')],
    ['an archive', zipOf({ 'a.txt': 'x' })],
    ['an archive that ends in its middle', xlsx.subarray(0, xlsx.length - 30)],
    [
      'a workbook with macros',
      zipOf({
        '[Content_Types].xml': contentTypes('application/vnd.ms-excel.sheet.macroEnabled.main+xml'),
        'xl/workbook.xml': '<workbook/>',
        'xl/vbaProject.bin': 'x',
      }),
    ],
    [
      'a workbook that hides its macros',
      zipOf({
        '[Content_Types].xml': contentTypes(`${sheet}.main+xml`),
        'xl/workbook.xml': '<workbook/>',
        'xl/vbaProject.bin': 'x',
      }),
    ],
    ['a program', Buffer.from('7f454c4602010100', 'hex')],
  ])('is refused where it is none of those accepted, and nothing is left: %s', async (_, content) => {
    const left = await leftBy(async () => {
      const reply = await send(content, 'enterprise', { query: { fileName: '合同.pdf' } });
      expect([reply.status, rules(reply)]).toEqual([415, ['file-type-is-accepted']]);
    });
    expect(left).toEqual(nothing);
  });
});

describe('the size of a file', () => {
  test('is 20 MB at most', async () => {
    const content = pdf(newId(), files.bytes);
    expect(content.length).toBe(20 * 1024 * 1024);
    const reply = await send(content);
    expect([reply.status, fileOf(reply).byteSize]).toEqual([201, 20_971_520]);
  });

  test('is refused one byte above, whether it was announced or not, and nothing is left', async () => {
    const content = pdf(newId(), files.bytes + 1);
    const left = await leftBy(async () => {
      for (const body of [content, new Blob([content]).stream()]) {
        const reply = await send(body);
        expect([reply.status, rules(reply)]).toEqual([413, ['file-within-its-limit']]);
        expect(reply.body.errors[0].message).toBe('The file has more than 20971520 bytes.');
      }
    });
    expect(left).toEqual(nothing);
  });

  test('is not zero', async () => {
    const reply = await send(Buffer.alloc(0));
    expect([reply.status, rules(reply)]).toEqual([400, ['file-not-empty']]);
  });
});

describe('an upload that breaks off', () => {
  test('leaves nothing', async () => {
    const left = await leftBy(async () => {
      const socket = connect(port(), '127.0.0.1');
      socket.on('error', () => {});
      const query = new URLSearchParams(labels).toString();
      socket.write(
        `POST /files?${query} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${keyOf('enterprise')}\r\nContent-Length: 1000000\r\n\r\n%PDF-1.7\n`,
      );
      await until(async () => (await incoming()).length === 1);
      socket.destroy();
      await until(async () => (await incoming()).length === 0);
    });
    expect(left).toEqual(nothing);
  });

  test('by a process that was killed is removed by a later one, and not what is on its way', async () => {
    const folder = join(dataDir(), 'files', 'incoming');
    const [old, young] = [join(folder, 'old'), join(folder, 'young')];
    await writeFile(old, 'x');
    await writeFile(young, 'x');
    const longAgo = new Date(Date.now() - files.abandonedMs - 1_000);
    await utimes(old, longAgo, longAgo);
    await openStorage({ dataDir: dataDir(), filesS3: null });
    expect(await incoming()).toEqual(['young']);
    await rm(young);
  });
});

describe('who uploads', () => {
  test.each([
    ['nobody', null, {}, 401, ['UNAUTHENTICATED']],
    ['who may not record files', 'vendor', {}, 403, ['FORBIDDEN']],
    ['who records them elsewhere', 'community', { division: '990101001002' }, 403, ['FORBIDDEN']],
    ['for a division that does not exist', 'district', { division: '990199001001' }, 404, ['NOT_FOUND']],
    ['for what is no code', 'district', { division: 'x' }, 400, ['division-code-form']],
    [
      'who does not say what it is',
      'enterprise',
      { division: '', kind: 'LETTER', fileName: ' ' },
      400,
      ['upload-says-what-it-is', 'upload-says-what-it-is', 'upload-says-what-it-is'],
    ],
  ] as const)('is refused with nothing left: %s', async (_, role, query, status, expected) => {
    const left = await leftBy(async () => {
      const reply = await send(pdf(), role, { query });
      expect([reply.status, rules(reply)]).toEqual([status, expected]);
    });
    expect(left).toEqual(nothing);
  });

  test('sends the file itself and no form', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const reply = await send(pdf(), 'enterprise', { headers });
    expect([reply.status, rules(reply)]).toEqual([415, ['file-arrives-as-it-is']]);
  });

  test('has what the graph refuses told as the graph tells it', async () => {
    const reply = await send(pdf(), 'enterprise', { query: { fileName: 'x'.repeat(201) } });
    expect(reply.status).toBe(422);
    expect(reply.body.data.registerEvidenceFile).toMatchObject({
      evidenceFile: null,
      userErrors: [{ path: ['fileName'], code: 'INVALID_INPUT', rule: 'text-length' }],
    });
  });

  test('cannot have recorded what was never sent: a receipt is made by the platform, for one division', async () => {
    const receipt = await receiptFor();
    const [body] = receipt.split('.');
    const forged = `${body}.${Buffer.alloc(32).toString('base64url')}`;
    const input = { division: { code: labels.division }, kind: 'INVOICE', fileName: 'a.pdf' };
    expect(await gongzhi.refused('registerEvidenceFile', { ...input, receipt: forged }, mighty())).toEqual([
      'INVALID_INPUT upload-receipt-holds at receipt',
    ]);
    const elsewhere = { ...input, receipt, division: { code: '990101001002' } };
    expect(await gongzhi.refused('registerEvidenceFile', elsewhere, mighty())).toEqual([
      'INVALID_INPUT upload-receipt-holds at division',
    ]);
  });
});
