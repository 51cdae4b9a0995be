// A ledger leaves one installation and comes into another: as a shell sees it, and nothing of it comes in that is not whole.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runJobs } from '../../src/server/jobs.js';
import { exported, makeBooks } from '../support/books.js';
import { useDatabase } from '../support/database.js';
import { mighty } from '../support/domains.js';
import { scene } from '../support/funds.js';
import { usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('seeded', mighty());
const other = useDatabase('seeded');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ledger-import-'));
  await makeBooks(gongzhi, 60);
  await runJobs(gongzhi.platform);
  const { text, receipt } = await exported(gongzhi);
  await writeFile(join(folder, 'ledger.jsonl'), text);
  await writeFile(join(folder, 'ledger.receipt.json'), JSON.stringify(receipt));
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);

/** Runs a program of the platform. @returns what a shell sees of it */
const run = (...args: string[]): Promise<{ code: number; out: string; told: string }> =>
  new Promise((resolve) => {
    const env = {
      ...process.env,
      DATABASE_URL: other.url,
      DATABASE_ADMIN_URL: other.adminUrl,
      GONGZHI_DATA_DIR: tmpdir(),
      LOG_LEVEL: 'error',
    };
    execFile(process.execPath, args, { env, maxBuffer: 1 << 26 }, (error, out, told) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, told }),
    );
  });
const cli = (...args: string[]): ReturnType<typeof run> => run('--import', 'tsx', 'src/cli/main.ts', ...args);

const counted = async (): Promise<unknown> =>
  await other.query(
    `SELECT (SELECT count(*)::int FROM "LedgerTransaction" WHERE tenant = $1) AS transactions,
        (SELECT count(*)::int FROM "LedgerEntry" WHERE tenant = $1) AS entries`,
    [scene.tenant],
  );

test('an auditor verifies it with one file and Node, and it says which row is wrong first', async () => {
  const verifier = (...args: string[]): ReturnType<typeof run> => run('dist/ledger-verifier.mjs', ...args);
  const [file, receipt] = [at('ledger.jsonl'), at('ledger.receipt.json')];
  expect(await verifier('verify', file, '--receipt', receipt)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^tenant 990101 .* whole\n$/),
  });
  const lines = (await readFile(file, 'utf8')).split('\n');
  const place = lines.findIndex((line) => line.includes('"transaction"')) + 5;
  lines[place] = lines[place]!.replace('试验,第', '试验.第');
  await writeFile(at('forged.jsonl'), lines.join('\n'));
  const { code, out } = await verifier('verify', at('forged.jsonl'), '--receipt', receipt);
  expect(code).toBe(1);
  expect(out).toMatch(
    new RegExp(`\\n第 ${place + 1} 行\\(transaction \\d+\\):内容与记账时的散列不符,已被改动。\\n`),
  );
  expect(out).toMatch(/RECEIPT at sha256/);
  const { out: drawn } = await verifier('sample', file, '--seed', '42', '--count', '5');
  expect(drawn.trimEnd().split('\n')).toHaveLength(6);
}, 60_000);

test('it comes in whole, once, and into no office that has posted; a wrong receipt or byte lets nothing in', async () => {
  const before = await counted();
  const text = await readFile(at('ledger.jsonl'), 'utf8');
  const receipt = JSON.parse(await readFile(at('ledger.receipt.json'), 'utf8')) as {
    counts: { legs: number };
    debitFen: string;
  };
  await writeFile(at('byte.jsonl'), text.replace('Trial 7"', 'Trial 8"'));
  const wrong = { ...receipt, counts: { ...receipt.counts, legs: receipt.counts.legs + 1 } };
  await writeFile(at('count.json'), JSON.stringify(wrong));
  await writeFile(at('total.json'), JSON.stringify({ ...receipt, debitFen: `${receipt.debitFen}0` }));
  for (const [file, paper, said] of [
    ['byte.jsonl', 'ledger.receipt.json', /not what its receipt says[^]*sha256/],
    ['ledger.jsonl', 'count.json', /legs \d+ ≠ \d+/],
    ['ledger.jsonl', 'total.json', /debitFen/],
    // The funds of the tests are not recorded there.
    ['ledger.jsonl', 'ledger.receipt.json', /not recorded here[^]*试验基金/],
  ] as const) {
    const { code, told } = await cli('ledger', 'import', at(file), '--receipt', at(paper));
    expect({ code, told }).toEqual({ code: 1, told: expect.stringMatching(said) });
  }
  expect(await counted()).toEqual(before);

  const { rows: funds } = await gongzhi.pool.query<{ row: string }>(
    `SELECT row_to_json(f)::text AS row FROM "Fund" f WHERE f.tenant = $1`,
    [scene.tenant],
  );
  await other.query(
    `INSERT INTO "Fund" SELECT f.* FROM json_populate_recordset(NULL::"Fund", $1) f ON CONFLICT DO NOTHING`,
    [`[${funds.map(({ row }) => row).join(',')}]`],
  );
  const imported = await cli('ledger', 'import', at('ledger.jsonl'), '--receipt', at('ledger.receipt.json'));
  expect(imported).toMatchObject({ code: 0, out: expect.stringMatching(/^tenant 990101 .* imported\n$/) });

  // What is exported there again is the same books, but for the donations and expenses beside them.
  await cli('ledger', 'export', '--tenant', '990101', '--out', at('again'));
  const again = (await readdir(at('again'))).find((name) => name.endsWith('.jsonl'))!;
  const rows = (content: string): readonly string[] =>
    content
      .split('\n')
      .filter((line) => /"(?:transaction|anchor|balance)"/.test(line))
      .map((line) => line.replace(/"events" : \[.*?\], "legs"/, '"events" : [], "legs"'))
      .sort();
  expect(rows(await readFile(join(at('again'), again), 'utf8'))).toEqual(rows(text));

  const twice = await cli('ledger', 'import', at('ledger.jsonl'), '--receipt', at('ledger.receipt.json'));
  expect(twice).toMatchObject({ code: 1, told: expect.stringMatching(/has posted already/) });
}, 120_000);
