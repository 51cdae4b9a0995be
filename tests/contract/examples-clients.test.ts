// The examples around the typed client do what they say: find partners, report a sheet once, speak plain HTTP.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { GraphError, Unreachable } from '../../examples/client/errors.js';
import { Graph, type TypedDocument } from '../../examples/client/graph.js';
import { gongzhi as inMiniProgram, GongzhiError } from '../../examples/plain-http/wechat.js';
import { runJobs } from '../../src/server/jobs.js';
import { portOf, useServer } from '../support/http-server.js';
import { usePlatform } from '../support/platform.js';

process.env['GONGZHI_KEY_PEPPER'] = 'a pepper for the tests, of 32 characters and more';
const gongzhi = usePlatform('seeded');
const served = useServer(gongzhi);
let between: Server;

/** What becomes of a request on its way: passed on, passed on with its reply lost, or answered in the platform's place. */
type Fate = 'pass' | 'lose' | { readonly status: number; readonly retryAfter: string };
let fate: (body: string) => Fate = () => 'pass';
/** Bodies of the requests that came. */
const seen: string[] = [];

/** Where the graph is for who does not speak with it directly. */
const around = (): string => `http://localhost:${portOf(between)}/graphql`;

beforeAll(async () => {
  await runJobs(gongzhi.platform);
  between = createServer((req, res) => {
    void (async () => {
      const body = await buffer(req);
      const text = body.toString('utf8');
      seen.push(text);
      const what = fate(text);
      if (typeof what === 'object')
        return res.writeHead(what.status, { 'retry-after': what.retryAfter }).end('{"errors":[]}');
      const { host: _host, 'content-length': _length, connection: _connection, ...headers } = req.headers;
      const answer = await fetch(`${served.base}${req.url}`, {
        method: 'POST',
        headers: headers as Record<string, string>,
        body,
      });
      const reply = await answer.text();
      if (what === 'lose') return req.socket.destroy();
      return res.writeHead(answer.status, { 'content-type': 'application/json' }).end(reply);
    })();
  });
  await new Promise<void>((resolve) => between.listen(0, resolve));
});

afterAll(async () => {
  between.closeAllConnections();
  await new Promise((resolve) => between.close(resolve));
});

const run = (
  name: string,
  ...args: string[]
): Promise<{ readonly code: number; readonly out: string; readonly told: string }> =>
  new Promise((resolve) => {
    const all = ['--import', 'tsx', `examples/${name}/main.ts`, '--url', around(), ...args];
    execFile(process.execPath, all, (error, out, told) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, told }),
    );
  });

test('the finder tells who brings what is needed, the nearest first, and where', async () => {
  const found = await run('partner-finder', '--key', served.keys.vendor, '--needs', '技能');
  expect(found).toMatchObject({ code: 0, told: '' });
  expect(found.out).toMatchInlineSnapshot(`
    "示例晨光社区居委会(示例东街道)

    本社区合伙人 1 家
      示例童萌社区服务有限公司 · 服务、技能 · 惠民早教 · 低偿

    同街道其他社区合伙人 2 家
      示例银杏社区:示例童萌社区服务有限公司 · 服务、技能 · 惠民早教 · 低偿
      示例书院社区:示例学院 · 人力、空间、技能 · 学生社团进社区 · 免费

    可用的小区 2 处,邻近 5 处
      示例晨光社区 · 示例晨光雅居 · 示例大道15号 · 372 户
      示例晨光社区 · 示例晨光苑 · 示例大道1号 · 272 户
      示例书院社区 · 示例书香园 · 书院示例街3号 · 272 户
      示例书院社区 · 示例书院老宿舍 · 书院示例街40号 · 48 户
      示例银杏社区 · 示例银杏公寓 · 银杏示例路20号 · 420 户
      示例银杏社区 · 示例银杏老旧院落连片 · 银杏示例巷
      示例银杏社区 · 示例银杏小区 · 银杏示例路8号 · 132 户
    "
  `);
  expect(await run('partner-finder', '--key', served.keys.vendor, '--needs', '魔法')).toMatchObject({
    code: 1,
    told: '没有"魔法"这一项,可选:资金、空间、人力、物力、服务、技能\n',
  });
});

const reported = async (): Promise<unknown> =>
  (
    await gongzhi.pool.query(
      `SELECT count(*)::int AS reports FROM "RevenueReport" WHERE state = 'SUBMITTED'
       UNION ALL SELECT count(*)::int FROM "RevenueLine" UNION ALL SELECT count(*)::int FROM "EvidenceFile"`,
    )
  ).rows.map(({ reports }) => reports as number);

test('a sheet is reported once, although the reply is lost and the job runs again', async () => {
  expect(await reported()).toEqual([0, 0, 0]);
  let lost = 0;
  fate = (body) => {
    if (!body.includes('mutation Submit') || lost > 0) return 'pass';
    lost += 1;
    return 'lose';
  };
  const first = await run('revenue-job', '--key', served.keys.enterprise);
  fate = () => 'pass';
  expect(first).toMatchObject({ code: 0, told: '' });
  expect(first.out).toMatchInlineSnapshot(`
    "《示例童萌×晨光社区 周末早教合作协议》2018
      表中月份不全,未申报
    《示例童萌×银杏社区 惠民早教合作协议》2018
      已申报(应答曾丢失,重发未重复入账)
      申报 PROFIT 31252.96 元
      年利润的 10%:应缴 3125.30 元
        · 2018年度应付 3,125.296 元,计至分(四舍五入)为 3,125.30 元
        · 2018年度利润 31,252.96 元的 10% 为 3,125.296 元
        · 2018年度利润为 31,252.96 元
    "
  `);
  expect(await reported()).toEqual([1, 1, 1]);
  const submits = seen.filter((body) => body.includes('mutation Submit'));
  expect(submits).toHaveLength(2);
  expect(submits[0]).toBe(submits[1]);

  const second = await run('revenue-job', '--key', served.keys.enterprise);
  expect(second.out).toBe(first.out.replace('已申报(应答曾丢失,重发未重复入账)', '此前已申报,未重复提交'));
  expect(await reported()).toEqual([1, 1, 1]);
});

test('a sheet that says something else than amounts of months is refused by its row', async () => {
  const sheet = join(served.dataDir, 'wrong.csv');
  await writeFile(sheet, '协议,月份,指标,金额(元)\n某协议,2018-13,利润,1.00\n');
  const { code, told } = await run('revenue-job', '--key', served.keys.enterprise, '--sheet', sheet);
  expect({ code, told }).toEqual({ code: 1, told: `${sheet} 第 2 行:月份须写作 2018-09,不是"2018-13"\n` });
});

const anything = parse('query ($id: ID!) { node(id: $id) { id } }') as TypedDocument<unknown, { id: string }>;

test('the client comes back when it is told to, and gives up what nobody asked to try again', async () => {
  const graph = new Graph({ url: around(), key: served.keys.vendor, retries: 2, pauseMs: 1 });
  let asked = 0;
  fate = () => ((asked += 1) === 1 ? { status: 503, retryAfter: '0' } : 'pass');
  await expect(graph.ask(anything, { id: 'div_0_510117000000' })).resolves.toEqual({
    node: { id: 'div_0_510117000000' },
  });
  expect(asked).toBe(2);

  asked = 0;
  fate = () => {
    asked += 1;
    return { status: 429, retryAfter: '0' };
  };
  await expect(graph.ask(anything, { id: '' })).rejects.toMatchObject({ name: 'GraphError', status: 429 });
  expect(asked).toBe(3);

  fate = () => 'pass';
  seen.length = 0;
  const wrong = new Graph({ url: around(), key: `${served.keys.vendor.slice(0, -1)}_`, language: 'en' });
  const error = await wrong.ask(anything, { id: '' }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(GraphError);
  expect(error).toMatchObject({ code: 'UNAUTHENTICATED', status: 401, requestId: expect.any(String) });
  expect(seen).toHaveLength(1);

  const nobody = new Graph({ url: 'http://localhost:1/graphql', retries: 1, pauseMs: 1 });
  await expect(nobody.ask(anything, { id: '' })).rejects.toBeInstanceOf(Unreachable);
});

test('the requests of plain HTTP are answered, and the write is done once', async () => {
  const send = async (file: string, key: string): Promise<unknown> => {
    const response = await fetch(`${served.base}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: await readFile(`examples/plain-http/${file}.json`, 'utf8'),
    });
    return ((await response.json()) as { data: unknown }).data;
  };
  expect(await send('read', served.keys.vendor)).toMatchObject({
    division: { name: '郫都区', children: { totalCount: 12 } },
  });
  const payload = (replayed: boolean) => ({
    createOrganization: {
      organization: { id: expect.any(String), name: '示例明文社区工作室' },
      replayed,
      userErrors: [],
    },
  });
  expect(await send('write', served.keys.community)).toEqual(payload(false));
  expect(await send('write', served.keys.community)).toEqual(payload(true));
  // What the Java program sends beside them is what this test sends.
  const java = await readFile('examples/plain-http/Gongzhi.java', 'utf8');
  for (const header of ['Content-Type', 'Authorization', 'Retry-After'])
    expect(java).toContain(`"${header}"`);
});

type Request = Parameters<Parameters<typeof inMiniProgram>[0]['request']>[0];

test('the wrapper of a mini-program gives data, waits as it is told, and tells errors apart', async () => {
  const wx = {
    request({ url, header, data, success, fail }: Request): void {
      fetch(url, { method: 'POST', headers: header, body: JSON.stringify(data) }).then(
        async (response) =>
          success({
            statusCode: response.status,
            data: await response.json(),
            header: Object.fromEntries(response.headers),
          }),
        () => fail({ errMsg: 'request:fail' }),
      );
    },
  };
  const waited: number[] = [];
  const wait = (ms: number): Promise<void> => {
    waited.push(ms);
    return Promise.resolve();
  };
  const ask = inMiniProgram(wx, { url: around(), token: served.keys.vendor, wait });
  let asked = 0;
  fate = () => ((asked += 1) === 1 ? { status: 503, retryAfter: '5' } : 'pass');
  expect(
    await ask('query ($code: DivisionCode!) { division(code: $code) { name } }', { code: '510117' }),
  ).toEqual({
    division: { name: '郫都区' },
  });
  expect(waited).toEqual([5000]);
  await expect(ask('{ nothing }')).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  const alone = inMiniProgram(wx, { url: 'http://localhost:1/graphql', wait, retries: 1 });
  const error = await alone('{ viewer { subject } }').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(GongzhiError);
  expect(error).toMatchObject({ code: null, message: 'request:fail' });
});
