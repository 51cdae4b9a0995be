// Evidence files on their way out: who gets them, what a download leaves, what the public sees, what a check of seals says.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rm, writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { decodeId, newId } from '../../src/kernel/ids.js';
import { runJobs } from '../../src/server/jobs.js';
import { mighty } from '../support/domains.js';
import { fileOf, pdf, useFileServer, type Body } from '../support/file-server.js';
import { digestOf, makeFile } from '../support/files.js';
import { demoCaller } from '../support/platform.js';

const { gongzhi, send, get, pathOf, counted } = useFileServer();
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('a download', () => {
  const content = pdf('可以下载');
  let id: string;
  beforeAll(async () => {
    ({ id } = fileOf(await send(content)));
  });

  test.each(['enterprise', 'community', 'street', 'district', 'auditor', 'admin'] as const)(
    'gives %s the file as it was uploaded, to be kept and not to be run',
    async (role) => {
      const response = await get(id, role);
      expect(response.status).toBe(200);
      expect(Buffer.from(await response.arrayBuffer())).toEqual(content);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'content-type': 'application/pdf',
        'content-length': String(content.length),
        'content-disposition': `attachment; filename="?? ?.pdf"; filename*=UTF-8''%E5%8F%91%E7%A5%A8%20%E4%B8%80.pdf`,
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-cache',
        etag: `"${digestOf(content)}"`,
      });
    },
  );

  test('does not exist for others, and leaves no row', async () => {
    const rows = await counted('EvidenceFileAccess');
    const unknown = `evf_990101_${newId()}`;
    for (const [one, role] of [
      [id, null],
      [id, 'vendor'],
      [unknown, 'admin'],
      ['x', 'admin'],
      [id.replace('evf', 'org'), 'admin'],
    ] as const) {
      const response = await get(one, role);
      const { errors } = (await response.json()) as Body;
      expect([response.status, errors[0].extensions.code]).toEqual([404, 'NOT_FOUND']);
    }
    expect(await counted('EvidenceFileAccess')).toBe(rows);
  });

  test('leaves a row that says who, when and what, which the staff sees and the partner does not', async () => {
    const file = await makeUploaded();
    await (await get(file, 'enterprise')).arrayBuffer();
    await (await get(file, 'auditor')).arrayBuffer();
    const question = `query ($id: ID!) { evidenceFile(ref: { id: $id }) { accesses { nodes { subject organization { name } } } } }`;
    const seen = await gongzhi.read<Body>(question, { id: file }, demoCaller('community'));
    expect(seen.evidenceFile.accesses.nodes).toEqual([
      { subject: 'demo-auditor', organization: null },
      { subject: 'demo-enterprise', organization: { name: '示例童萌社区服务有限公司' } },
    ]);
    const { status } = await gongzhi.query(question, { id: file }, { as: 'enterprise' });
    expect(status).toBe(400);
  });

  test('is not made, and not logged, where the reader has the file or asks for its head only', async () => {
    const rows = await counted('EvidenceFileAccess');
    const etag = `"${digestOf(content)}"`;
    const known = await get(id, 'community', { headers: { 'if-none-match': etag } });
    expect([known.status, await known.text()]).toEqual([304, '']);
    const head = await get(id, 'community', { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(content.length)]);
    expect(await counted('EvidenceFileAccess')).toBe(rows);
  });

  test.each([
    ['changed', (path: string) => writeFile(path, pdf('可以上传'))],
    ['missing', (path: string) => rm(path)],
  ])(
    'of a file that is %s answers with an error and not with other bytes, and leaves no row',
    async (_, harm) => {
      const own = pdf();
      const file = fileOf(await send(own)).id;
      await harm(pathOf(digestOf(own)));
      const rows = await counted('EvidenceFileAccess');
      const response = await get(file, 'community');
      const { errors } = (await response.json()) as Body;
      expect([response.status, errors[0].extensions]).toEqual([
        500,
        { code: 'INTERNAL', rule: 'stored-file-is-what-was-uploaded' },
      ]);
      expect(await counted('EvidenceFileAccess')).toBe(rows);
      // Uploaded anew, it is whole again.
      expect(fileOf(await send(own)).id).toBe(file);
      expect((await get(file, 'community')).status).toBe(200);
    },
  );
});

/** The id of a file that the enterprise has uploaded. */
async function makeUploaded(): Promise<string> {
  return fileOf(await send(pdf())).id;
}

describe('a redacted copy', () => {
  test('is all that the public sees of a file, until it is withdrawn', async () => {
    const community = demoCaller('community');
    const original = await makeUploaded();
    const copy = fileOf(await send(pdf(), 'community', { query: { fileName: '利润表(脱敏).pdf' } })).id;
    const statuses = async (): Promise<unknown> =>
      Promise.all([original, copy].map(async (id) => (await get(id, 'vendor')).status));
    expect(await statuses()).toEqual([404, 404]);
    const published = await gongzhi.write<Body>(
      'publishRedactedCopy',
      { redactedCopy: { id: copy }, original: { id: original }, expectedVersion: 1 },
      'original { redactedCopies { nodes { id } } }',
      { as: community },
    );
    expect(published).toEqual({ original: { redactedCopies: { nodes: [{ id: copy }] } }, userErrors: [] });
    expect(await statuses()).toEqual([404, 200]);
    const listed = await gongzhi.read<Body>(
      '{ evidenceFiles { nodes { id fileName uploader { name } redactedCopyOf { id } } } }',
      {},
      demoCaller('vendor'),
    );
    expect(listed.evidenceFiles.nodes).toEqual([
      {
        id: copy,
        fileName: '利润表(脱敏).pdf',
        uploader: { name: '示例晨光社区居民委员会' },
        redactedCopyOf: null,
      },
    ]);
    const { userErrors } = await gongzhi.write(
      'withdrawEvidenceFile',
      { evidenceFile: { id: copy }, reason: '仍可辨认', expectedVersion: 2 },
      undefined,
      { as: community },
    );
    expect(userErrors).toEqual([]);
    expect(await statuses()).toEqual([404, 404]);
    const response = await get(copy, 'community');
    const { errors } = (await response.json()) as Body;
    expect([response.status, errors[0].extensions.rule]).toEqual([410, 'evidence-file-is-stored']);
  });

  test('is another file than its original, of the same division, and a copy of nothing else', async () => {
    const [first, second, third] = [
      await makeFile(gongzhi),
      await makeFile(gongzhi, { content: '脱敏' }),
      await makeFile(gongzhi, { content: '脱敏', kind: 'OTHER' }),
    ];
    const elsewhere = await makeFile(gongzhi, { division: '990101001002' });
    const publish = (copy: { id: string }, original: { id: string }, expectedVersion = 1) =>
      gongzhi.refused(
        'publishRedactedCopy',
        { redactedCopy: { id: copy.id }, original: { id: original.id }, expectedVersion },
        mighty(),
      );
    expect(await publish(third, second)).toEqual(['INVALID_INPUT redacted-copy-differs at original']);
    expect(await publish(elsewhere, second)).toEqual([
      'INVALID_INPUT redacted-copy-stays-in-its-division at original',
    ]);
    await gongzhi.write(
      'publishRedactedCopy',
      { redactedCopy: { id: second.id }, original: { id: first.id }, expectedVersion: 1 },
      undefined,
      { as: mighty() },
    );
    const once = ['RULE_BROKEN redacted-copy-of-an-original at original'];
    expect(await publish(second, await makeFile(gongzhi), 2)).toEqual(once);
    expect(await publish(await makeFile(gongzhi), second)).toEqual(once);
    expect(await publish(first, await makeFile(gongzhi))).toEqual(once);
  });

  test('is not published by the enterprise itself', async () => {
    const [original, copy] = [await makeUploaded(), await makeUploaded()];
    const input = { redactedCopy: { id: copy }, original: { id: original }, expectedVersion: 1 };
    const variables = { input: { ...input, idempotencyKey: newId() } };
    const { errors } = await gongzhi.query(
      'mutation ($input: PublishRedactedCopyInput!) { publishRedactedCopy(input: $input) { userErrors { code } } }',
      variables,
      { as: 'enterprise' },
    );
    expect(errors?.map(({ extensions }) => extensions!['code'])).toEqual(['FORBIDDEN']);
  });
});

describe('the check of seals and signatures', () => {
  test('asks the program that is named, and keeps what it says of each file', async () => {
    await gongzhi.admin(`UPDATE "EvidenceFile" SET "state" = 'WITHDRAWN', "slot" = NULL`);
    const [sealed, silly, picture] = [pdf('sealed'), pdf('silly'), png];
    const ids: string[] = [];
    for (const content of [sealed, silly, picture])
      ids.push(decodeId(fileOf(await send(content, 'community')).id)!.key);
    const asked: unknown[] = [];
    const answered = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
      const content = await buffer(req);
      asked.push([req.headers['content-type'], req.headers['x-file-digest'], req.headers.authorization]);
      const whole = digestOf(content) === req.headers['x-file-digest'];
      const answer = { result: whole ? 'VALID' : 'INVALID', checkedBy: '示例签章验证服务' };
      res.end(content.equals(sealed) ? JSON.stringify(answer) : '{"result":"PERHAPS"}');
    };
    const checker = createServer((req, res) => void answered(req, res));
    const found = (): Promise<unknown> =>
      gongzhi.admin(
        `SELECT "signatureCheck" AS result, "signatureCheckedBy" AS by FROM "EvidenceFile" WHERE "id" = ANY($1) ORDER BY "id"`,
        [ids],
      );
    const unchecked = { result: 'NOT_CHECKED', by: null };
    process.env['FILES_SIGNATURE_CHECK_URL'] = 'http://127.0.0.1:1/check';
    process.env['FILES_SIGNATURE_CHECK_TOKEN'] = 'secret';
    try {
      // Nobody answers: nothing is said of any file, and all are asked about later.
      await runJobs(gongzhi.platform);
      expect(await found()).toEqual([unchecked, unchecked, unchecked]);
      await new Promise<void>((resolve) => checker.listen(0, '127.0.0.1', resolve));
      process.env['FILES_SIGNATURE_CHECK_URL'] =
        `http://127.0.0.1:${(checker.address() as AddressInfo).port}/check`;
      await runJobs(gongzhi.platform);
      await runJobs(gongzhi.platform);
    } finally {
      delete process.env['FILES_SIGNATURE_CHECK_URL'];
      delete process.env['FILES_SIGNATURE_CHECK_TOKEN'];
      checker.close();
    }
    expect(await found()).toEqual([
      { result: 'VALID', by: '示例签章验证服务' },
      { result: 'UNDETERMINED', by: '共治平台' },
      unchecked,
    ]);
    expect(asked).toEqual([
      ['application/pdf', digestOf(sealed), 'Bearer secret'],
      ['application/pdf', digestOf(silly), 'Bearer secret'],
    ]);
  });
});
