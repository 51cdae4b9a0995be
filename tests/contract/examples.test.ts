// The programs in examples/ do with their keys what they say, and their generated types are current.
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { demoKeysFile } from '../../src/platform/auth/demo-keys.js';
import { runJobs } from '../../src/server/jobs.js';
import { dump } from '../support/dump.js';
import { portOf, useServer } from '../support/http-server.js';
import { usePlatform } from '../support/platform.js';

process.env['GONGZHI_KEY_PEPPER'] = 'a pepper for the tests, of 32 characters and more';
const gongzhi = usePlatform('seeded');
const served = useServer(gongzhi);

interface Exchange {
  readonly authorization: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Lengths of the lists in the answer. */
  readonly lengths: readonly number[];
  readonly status: number;
}

const lengthsIn = (value: unknown): number[] => {
  if (typeof value !== 'object' || value === null) return [];
  return [...(Array.isArray(value) ? [value.length] : []), ...Object.values(value).flatMap(lengthsIn)];
};

/** A server in front of the graph that writes down what passes. */
const listeningIn = async (target: string, exchanges: Exchange[]): Promise<Server> => {
  const pass = async (req: IncomingMessage): Promise<{ status: number; body: string }> => {
    const asked = (await buffer(req)).toString('utf8');
    const { authorization } = req.headers;
    const answer = await fetch(target, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': req.headers['accept-language'] ?? '',
        ...(authorization === undefined ? {} : { authorization }),
      },
      body: asked,
    });
    const body = await answer.text();
    const { variables } = JSON.parse(asked) as Pick<Exchange, 'variables'>;
    exchanges.push({ authorization, variables, lengths: lengthsIn(JSON.parse(body)), status: answer.status });
    return { status: answer.status, body };
  };
  const server = createServer((req, res) => {
    void pass(req).then(({ status, body }) =>
      res.writeHead(status, { 'content-type': 'application/json' }).end(body),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return server;
};

const exchanges: Exchange[] = [];
let between: Server;

beforeAll(async () => {
  between = await listeningIn(`${served.base}/graphql`, exchanges);
});

afterAll(async () => {
  between.closeAllConnections();
  await new Promise((resolve) => between.close(resolve));
});

interface Run {
  readonly code: number;
  readonly out: string;
  readonly told: string;
}

const run = (name: string, ...args: string[]): Promise<Run> =>
  new Promise((resolve) => {
    const all = ['--import', 'tsx', `examples/${name}/main.ts`, ...args];
    execFile(process.execPath, all, (error, out, told) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, told }),
    );
  });

const runProgram = (...args: string[]): Promise<Run> =>
  run('first-steps', '--url', `http://localhost:${portOf(between)}/graphql`, ...args);

const runStory = (...args: string[]): Promise<Run> => {
  const url = `${served.base}/graphql`;
  return run('report-revenue', '--url', url, '--keys', demoKeysFile(served.dataDir), ...args);
};

test('first-steps walks the district of Pidu to the last street, community, organization and figure', async () => {
  exchanges.length = 0;
  const { code, out, told } = await runProgram('--key', served.keys.vendor, '--district', '510117');
  expect({ code, told }).toEqual({ code: 0, told: '' });

  const lines = out.split('\n');
  expect(lines[0]).toBe('四川省 › 成都市 › 郫都区 510117000000');
  expect(lines).toEqual(
    expect.arrayContaining([
      '街道(镇) 12 个,社区(村) 157 个',
      '组织 25 个',
      '  企业 7 个:京东方、明德慈佑、沐言咖啡、思佳网络、四川凯优雅致酒店管理有限公司、童萌之家、英特尔',
      '公开数据 81 条',
      '    童萌之家×合兴社区 · 年利润比例:10%(第 64 行)',
      '共 9 次请求,每页 50 条。',
    ]),
  );
  const streets = lines.filter((line) => / {2}\S+(?:街道|镇) \d+ 个:/.test(line));
  expect(streets).toHaveLength(12);
  const named = streets.flatMap((line) => line.split(':')[1]!.split('、'));
  expect(named).toHaveLength(157);
  expect(named).toContain('合兴社区');
  expect(lines.filter((line) => /^ {4}.+\(第 \d+ 行\)$/.test(line))).toHaveLength(81);
});

test('every request of first-steps bears the key and asks for one page of at most 100 rows', () => {
  expect(exchanges).toHaveLength(9);
  for (const { authorization, variables, lengths, status } of exchanges) {
    expect(status).toBe(200);
    expect(authorization).toBe(`Bearer ${served.keys.vendor}`);
    expect(Math.max(...lengths)).toBeLessThanOrEqual((variables['first'] as number | undefined) ?? 20);
  }
  const sizes = exchanges.flatMap(({ variables }) => (variables['first'] as number | undefined) ?? []);
  expect(sizes).toEqual(Array.from({ length: 8 }, () => 50));
});

test('first-steps says in Chinese what is wrong: key, page, district', async () => {
  expect(await runProgram('--key', `${served.keys.vendor.slice(0, -1)}_`)).toEqual({
    code: 1,
    out: '',
    told: '凭证无效或已过期。\n',
  });
  expect(await runProgram('--key', served.keys.vendor, '--page', '101')).toMatchObject({
    code: 1,
    told: '每页须为 1 至 100 条。\n',
  });
  expect(await runProgram('--key', served.keys.vendor, '--district', '999999')).toMatchObject({
    code: 1,
    told: expect.stringContaining('没有代码为 999999 的区划'),
  });
});

describe('report-revenue', () => {
  /** What a run prints from a heading on. */
  const from = (heading: string, { out }: Run): string => out.slice(out.indexOf(heading));

  test('asks to wait where the platform has closed no period yet', async () => {
    expect(await runStory()).toEqual({
      code: 1,
      out: '',
      told: '《示例童萌×晨光社区 惠民早教合作协议》2018 年度还没有待申报的报表(平台启动时及每分钟关账一次,可稍后再试),或演示企业不是其缴款单位。\n',
    });
  });

  test('plays the year, and its last page leads one fen back to its clause', async () => {
    await runJobs(gongzhi.platform);
    const first = await runStory();
    expect({ code: first.code, told: first.told }).toEqual({ code: 0, told: '' });
    expect(from('2018 年度对账', first)).toMatchInlineSnapshot(`
      "2018 年度对账(元)
         基金                         年度应缴   年度实缴  基金明细账  银行日记账
         ──────────────────────────  ─────────  ─────────  ──────────  ──────────
         示例晨光社区基金            24,328.03  24,328.03   24,328.03   24,328.03
         示例晨光微基金               6,950.86   6,950.86    6,950.86    6,950.86
         示例东街道社区发展治理基金   3,475.43   3,475.43    3,475.43    3,475.43
         合计                        34,754.32  34,754.32   34,754.32   34,754.32
         应缴、实缴与两本账逐个基金相符。

      一分钱的来路(一次查询)
         分录  2019-03-15 记入示例晨光社区基金 9,208.03 元
         结算  2018 年度应缴 13,154.32 元,更正原结算 12,654.32 元
         测算
           · 2018年度应付 13,154.321 元,计至分(四舍五入)为 13,154.32 元
             · 2018年度利润 131,543.21 元的 10% 为 13,154.321 元
               · 2018年度利润为 131,543.21 元
             · 其中 70% 归第 1 个基金:9,208.024 元,余数 0.4 分较大,补足一分,得 9,208.03 元
             · 其中 20% 归第 2 个基金:2,630.864 元,余数 0.4 分较小,舍去,得 2,630.86 元
             · 其中 10% 归第 3 个基金:1,315.432 元,余数 0.2 分较小,舍去,得 1,315.43 元
         条款  《示例童萌×晨光社区 惠民早教合作协议》第 1 版第 2 条:年利润的 10%(2017-12-20 签订,居民议决 示例议〔2017〕1号)
         申报  2018 年度利润 131,543.21 元,示例童萌社区服务有限公司提交(更正:年度审计调增利润 5,000.00 元)
         凭证  2018年度审计报告.pdf sha256:5eec3e666dfdb0df…
         核验  示例晨光社区居民委员会
      "
    `);
    expect(first.out.slice(0, first.out.indexOf('3. '))).toMatchInlineSnapshot(`
      "《示例童萌×晨光社区 惠民早教合作协议》
         缴款单位:示例童萌社区服务有限公司
         条款:每月固定 1,800.00 元;年利润的 10%

      1. 平台按月关账,无须任何人申报
         已自动结算 12 个月,每月 1,800.00 元,分给各基金 1,260.00、360.00、180.00 元。

      2. 企业问一次:要缴什么,要报什么
         待缴 12 笔,合计 21,600.00 元,最早 2018-02-15 到期:
         基金                         待缴(元)  户名                开户行            账号
         ──────────────────────────  ─────────  ──────────────────  ────────────────  ──────────────
         示例晨光社区基金            15,120.00  示例社区发展基金会  示例银行示例支行  示例-0000-0001
         示例晨光微基金               4,320.00  示例社区发展基金会  示例银行示例支行  示例-0000-0002
         示例东街道社区发展治理基金   2,160.00  示例社区发展基金会  示例银行示例支行  示例-0000-0003
         待申报:2018 年度,2019-03-31 前,须填利润,附凭证。
         先试算(不写入):
         年利润的 10%应缴 12,654.32 元,算法如下:
           · 2018年度应付 12,654.321 元,计至分(四舍五入)为 12,654.32 元
           · 2018年度利润 126,543.21 元的 10% 为 12,654.321 元
           · 2018年度利润为 126,543.21 元
           · 其中 70% 归第 1 个基金:8,858.024 元,余数 0.4 分较大,补足一分,得 8,858.03 元
           · 其中 20% 归第 2 个基金:2,530.864 元,余数 0.4 分较小,舍去,得 2,530.86 元
           · 其中 10% 归第 3 个基金:1,265.432 元,余数 0.2 分较小,舍去,得 1,265.43 元
         申报 2018 年度利润 126,543.21 元,附利润表。

      "
    `);
    expect(first.out.split('示例东街道社区发展治理基金\n').at(-1)!.split('\n\n')[0]).toMatchInlineSnapshot(`
      "   日期        事项   金额(元)  说明
         ──────────  ────  ─────────  ────────────────────────────────────────────────────────────────────
         2018-01-31  应缴     180.00  示例童萌社区服务有限公司2018年1月应缴分成(每月固定 1,800.00 元)
         2018-02-28  应缴     180.00  示例童萌社区服务有限公司2018年2月应缴分成(每月固定 1,800.00 元)
         2018-03-31  应缴     180.00  示例童萌社区服务有限公司2018年3月应缴分成(每月固定 1,800.00 元)
         2018-04-30  应缴     180.00  示例童萌社区服务有限公司2018年4月应缴分成(每月固定 1,800.00 元)
         2018-05-31  应缴     180.00  示例童萌社区服务有限公司2018年5月应缴分成(每月固定 1,800.00 元)
         2018-06-30  应缴     180.00  示例童萌社区服务有限公司2018年6月应缴分成(每月固定 1,800.00 元)
         2018-07-31  应缴     180.00  示例童萌社区服务有限公司2018年7月应缴分成(每月固定 1,800.00 元)
         2018-08-31  应缴     180.00  示例童萌社区服务有限公司2018年8月应缴分成(每月固定 1,800.00 元)
         2018-09-30  应缴     180.00  示例童萌社区服务有限公司2018年9月应缴分成(每月固定 1,800.00 元)
         2018-10-31  应缴     180.00  示例童萌社区服务有限公司2018年10月应缴分成(每月固定 1,800.00 元)
         2018-11-30  应缴     180.00  示例童萌社区服务有限公司2018年11月应缴分成(每月固定 1,800.00 元)
         2018-12-31  应缴     180.00  示例童萌社区服务有限公司2018年12月应缴分成(每月固定 1,800.00 元)
         2018-12-31  应缴   1,265.43  示例童萌社区服务有限公司2018年度应缴分成(年利润的 10%)
         2019-02-11  到账   3,425.43  收到示例童萌社区服务有限公司向示例东街道社区发展治理基金缴纳的分成款
         2019-03-15  应缴   1,315.43  示例童萌社区服务有限公司2018年度应缴分成(年利润的 10%)
         2019-03-15  冲销  -1,265.43  更正申报,冲销示例童萌社区服务有限公司2018年度应缴分成(年利润的 10%)
         2019-03-21  到账      50.00  收到示例童萌社区服务有限公司向示例东街道社区发展治理基金缴纳的分成款"
    `);
    expect(first.out).toContain('18 次写入再发一遍,18 次答复为重放,账上一分未动。');
    expect(from('8. ', first).split('\n\n')[0]).toMatchInlineSnapshot(`
      "8. 基金会导入示例晨光社区基金的银行对账单
         导入 2019年一季度对账单.csv:4 笔,2 笔与账上到账自动核对。
         2019-03-21 结息 18.65 元:账上未记,说明为二季度入账。
         2019-03-29 账户管理费 -10.00 元:账上未记,说明为二季度入账。
         银行存款余额调节表(2019-03-31,基金会编制,街道复核)
         项目                    金额(元)  项目                   金额(元)
         ─────────────────────  ─────────  ─────────────────────  ─────────
         银行对账单余额         24,336.68  企业账面余额           24,328.03
         加:企业已收、银行未收       0.00  加:银行已收、企业未收      18.65
         减:企业已付、银行未付       0.00  减:银行已付、企业未付      10.00
         调节后余额             24,336.68  调节后余额             24,336.68"
    `);

    const before = await dump(gongzhi.pool);
    const second = await runStory();
    expect({ code: second.code, told: second.told }).toEqual({ code: 0, told: '' });
    expect(from('═══', second)).toBe(from('═══', first));
    expect(second.out).toContain('本次运行的每一步也都是重放:这个故事此前已经演过。');
    expect(second.out.match(/重放:此前已办,未作改动/g)).toHaveLength(12);
    expect(await dump(gongzhi.pool)).toEqual(before);

    // What the documents show is what it prints.
    expect(await readFile('README.md', 'utf8')).toContain(from('2018 年度对账', first).trimEnd());
  });

  test('says in Chinese what is wrong: server, keys, agreement, option', async () => {
    expect(
      await run(
        'report-revenue',
        '--url',
        'http://localhost:1/graphql',
        '--keys',
        demoKeysFile(served.dataDir),
      ),
    ).toEqual({
      code: 1,
      out: '',
      told: '连不上 http://localhost:1/graphql。请先在另一个终端运行 npm start,待其显示地址后再试;其他地址请用 --url 指定。\n',
    });
    expect(await run('report-revenue', '--keys', '/nowhere/keys.json')).toMatchObject({
      code: 1,
      told: '读不到密钥文件 /nowhere/keys.json。npm start 会写出它,并显示其位置(demo keys);其他位置请用 --keys 指定。\n',
    });
    expect(await runStory('--agreement', '没有的协议')).toMatchObject({
      code: 1,
      told: '找不到协议《没有的协议》。演示用示例区(990101)的协议,请检查标题。\n',
    });
    expect((await runStory('--nonsense')).told).toMatch(/--nonsense[\s\S]*用法:npm run demo/);
    expect((await run('report-revenue', '--help')).out).toContain('用法:npm run demo -- [选项]');
  });
});

test.each([
  ['first-steps', 'FiguresDocument'],
  ['report-revenue', 'OriginDocument'],
])('the generated types of %s are what `npm run codegen` writes', async (name, document) => {
  const folder = `examples/${name}/generated`;
  const told = await new Promise<string>((resolve) => {
    const program = 'node_modules/@graphql-codegen/cli/esm/bin.js';
    const args = [program, '--config', 'codegen.ts', '--check'];
    execFile(process.execPath, args, (error, stdout, stderr) =>
      resolve(error === null ? '' : `${stdout}${stderr}`),
    );
  });
  expect(told).toBe('');
  expect((await readdir(folder)).sort()).toEqual(['gql.ts', 'graphql.ts']);
  expect(await readFile(join(folder, 'graphql.ts'), 'utf8')).toContain(`export const ${document}`);
});
