// The module `gongzhi/rules`: complete in itself, the same in Node, in a bare context and in a browser.
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import vm from 'node:vm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import { rulesModule } from '../../src/server/rules-module.js';

const run = promisify(execFile);
const bundle = readFileSync('dist/rules.js', 'utf8');

/** What everyone who has the module under the name `rules` computes: a year of 童萌之家. */
const work = `
  const { rule } = rules.parseRule(
    'Split(Sum(Prorate(Fixed(1800.00, MONTH)), Percent(10%, PROFIT, YEAR)), 1: 70%, 2: 20%, 3: 10%)');
  const figures = [{ measure: 'PROFIT', period: '2018', amountFen: 12654321n }];
  const { totalFen, totals, lines } =
    rules.simulate(rule, { from: '2018-01-01', to: '2019-01-01', figures, rounding: 'HALF_UP' });
  const answer = [rules.analyseRule(rule, { funds: 3 }, []).length, lines.length, rules.yuanOf(totalFen),
    ...totals.map(({ amountFen }) => rules.yuanOf(amountFen)), rules.uppercaseOf(totalFen),
    rules.ruleSentences(rule)[1].zh, rules.printRule(rules.ruleFromJson(rules.ruleToJson(rule))) === rules.printRule(rule)];
`;
const answer = [
  0,
  13,
  '34254.32',
  '23978.03',
  '6850.86',
  '3425.43',
  '叁万肆仟贰佰伍拾肆元叁角贰分',
  '第 2 条:年利润的 10%;70% 归第 1 个基金、20% 归第 2 个基金、10% 归第 3 个基金。',
  true,
];

let server: Server;
let page: Server;
const urlOf = (of: Server): string => `http://127.0.0.1:${(of.address() as AddressInfo).port}`;
const listening = (one: Server): Promise<Server> =>
  new Promise((resolve) => one.listen(0, '127.0.0.1', () => resolve(one)));

beforeAll(async () => {
  server = await listening(createServer(express().get('/rules.js', rulesModule)));
  // Another origin, as a partner's page is.
  page = await listening(
    createServer((_, res) => {
      res.setHeader('content-type', 'text/html; charset=utf-8');
      res.end(`<!doctype html><body><script type="module">
        import * as rules from '${urlOf(server)}/rules.js';
        ${work}
        document.body.textContent = JSON.stringify(answer);
      </script></body>`);
    }),
  );
});

afterAll(() => Promise.all([server, page].map((one) => new Promise((resolve) => one.close(resolve)))));

test('the bundle is made of the rules, of money and of two packages, and imports nothing', () => {
  const sources = [...bundle.matchAll(/^\/\/ ((?:src|node_modules)\/\S+)$/gm)].map(([, path]) => path!);
  expect(sources).toContain('src/domains/revenue-sharing/rules/evaluate.ts');
  const own =
    /^(?:src\/domains\/revenue-sharing\/rules\/|src\/kernel\/(?:money|text|rule-limits)\.ts|node_modules\/(?:fraction\.js|nzh)\/)/;
  expect(sources.filter((path) => !own.test(path))).toEqual([]);
  expect(bundle).not.toMatch(/^\s*import\b|\bimport\(|\bfrom ["']|["']node:|\brequire\(["']/m);
  expect(bundle.length).toBeLessThan(200_000);
});

test('it runs in a context that has the language and nothing else', async () => {
  const context = vm.createContext({});
  const module = new vm.SourceTextModule(bundle, { context });
  await module.link((specifier) => {
    throw new Error(`The bundle imports ${specifier}.`);
  });
  await module.evaluate();
  const script = new vm.Script(`(rules) => { ${work} return JSON.stringify(answer); }`);
  const compute = script.runInContext(context) as (rules: unknown) => string;
  expect(JSON.parse(compute(module.namespace))).toEqual(answer);
});

test('Node finds it by its name, and TypeScript its types', async () => {
  const script = `import * as rules from 'gongzhi/rules'; ${work} console.log(JSON.stringify(answer));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);
  expect(JSON.parse(stdout)).toEqual(answer);

  const consumer = `dist/consumer-${process.pid}.ts`;
  writeFileSync(
    consumer,
    `import { parseRule, type ShareRule } from 'gongzhi/rules';
     export const rule: ShareRule = parseRule('Fixed(1.00, MONTH)').rule;
     // @ts-expect-error A year is no length of a period here.
     export const wrong: ShareRule = { kind: 'FIXED', amountFen: 1n, per: 'DECADE' };`,
  );
  const flags = ['--noEmit', '--strict', '--module', 'NodeNext', '--target', 'ES2023', '--types', 'node'];
  const tsc = 'node_modules/typescript/bin/tsc';
  const checked = await run(process.execPath, [tsc, '--ignoreConfig', ...flags, consumer]).finally(() =>
    rmSync(consumer),
  );
  expect(checked.stdout).toBe('');
});

test('the platform serves it to pages of every origin, and not again where nothing changed', async () => {
  const first = await fetch(`${urlOf(server)}/rules.js`);
  expect([
    first.status,
    first.headers.get('content-type'),
    first.headers.get('access-control-allow-origin'),
  ]).toEqual([200, 'text/javascript; charset=utf-8', '*']);
  expect(await first.text()).toBe(bundle);
  const etag = first.headers.get('etag')!;
  const again = await fetch(`${urlOf(server)}/rules.js`, {
    // Left to itself, this client would ask past every cache.
    headers: { 'if-none-match': etag, 'cache-control': 'max-age=0' },
  });
  expect([again.status, await again.text()]).toEqual([304, '']);
});

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const browser = browsers.find((path) => existsSync(path));

// Where no browser is installed, the line says so.
(browser ? test : test.skip)(
  'a page of another origin computes the same in a browser',
  async () => {
    const quiet = ['--disable-background-networking', '--disable-component-update', '--no-first-run'];
    const { stdout } = await run(
      browser!,
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        ...quiet,
        '--virtual-time-budget=10000',
        '--dump-dom',
        urlOf(page),
      ],
      { timeout: 60_000 },
    );
    const text = /<body>(.*?)<\/body>/s.exec(stdout)![1]!;
    expect(JSON.parse(text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'))).toEqual(
      answer,
    );
  },
  90_000,
);
