// The log: what a line has, and what never gets into one.
import { Writable } from 'node:stream';
import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { inRequest, log, openLog } from '../../src/platform/log.js';

let lines: Record<string, unknown>[] = [];
let text = '';
const sink = new Writable({
  write(chunk: Buffer, _encoding, done) {
    text += chunk.toString();
    lines.push(JSON.parse(chunk.toString()) as Record<string, unknown>);
    done();
  },
});
const key = `gz_live_00fi55abcd_${'Ab3'.repeat(14)}x`;

beforeEach(() => {
  lines = [];
  text = '';
  openLog('info', sink);
});
afterAll(() => openLog('silent'));

test('a line is JSON with its time, level and message', () => {
  log.info({ rows: 3 }, 'read');
  expect(lines).toEqual([
    { level: 'info', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/), rows: 3, message: 'read' },
  ]);
});

test('each line of a request has its id, also after waiting, and others have none', async () => {
  await Promise.all(
    ['a', 'b'].map((id) =>
      inRequest(id, async () => {
        log.info('begin');
        await new Promise((resolve) => setTimeout(resolve, 5));
        log.info('end');
      }),
    ),
  );
  log.info('outside');
  expect(lines.map(({ requestId, message }) => [requestId, message])).toEqual([
    ['a', 'begin'],
    ['b', 'begin'],
    ['a', 'end'],
    ['b', 'end'],
    [undefined, 'outside'],
  ]);
});

test('no secret gets in: as a field, in a sentence, in an error, in an address', () => {
  log.info({
    headers: { authorization: `Bearer ${key}` },
    body: { input: { password: 'hunter2' } },
    pepper: 'p3pp3r',
  });
  log.info({
    request: { headers: { cookie: 'session=c00kie' } },
    key: 'k3y',
    secret: 's3cret',
    token: 't0ken',
  });
  log.info(`got ${key} and Bearer abc.def.ghi from postgres://gongzhi:hunter2@db:5432/x`);
  log.error(
    { error: new Error(`refused ${key}`, { cause: new Error('postgresql://u:hunter2@db/x') }) },
    'failed',
  );
  log.info({ note: { deep: { deeper: { deepest: `Authorization: Bearer ${key}` } } } });
  for (const secret of ['Ab3Ab3', 'hunter2', 'p3pp3r', 'c00kie', 'k3y', 's3cret', 't0ken', 'abc.def'])
    expect([secret, text.includes(secret)]).toEqual([secret, false]);
  expect(text).toContain('gz_live_00fi55abcd_[hidden]');
});

test("a database error is logged without the rows that PostgreSQL's detail quotes", () => {
  const error = Object.assign(new Error('duplicate key value'), {
    code: '23505',
    detail: 'Key ("contactPhone")=(13800000000) already exists.',
  });
  log.error({ error }, 'write failed');
  expect(lines[0]).toMatchObject({ error: { name: 'Error', message: 'duplicate key value', code: '23505' } });
  expect(text).not.toContain('13800000000');
});

test('below its level nothing is written', () => {
  openLog('warn', sink);
  log.info('quiet');
  expect(lines).toEqual([]);
});
