// `ledger export` and `ledger verify` as a shell sees them: a whole file at the pace of its reader, and a sentence for a wrong number.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { printLines } from '../../src/cli/ledger.js';
import { useDatabase } from '../support/database.js';

const database = useDatabase('seeded');

const cli = (...args: string[]): Promise<{ code: number; out: string; told: string }> =>
  new Promise((resolve) => {
    const env = {
      ...process.env,
      DATABASE_URL: database.url,
      DATABASE_ADMIN_URL: database.adminUrl,
      GONGZHI_DATA_DIR: tmpdir(),
      LOG_LEVEL: 'error',
    };
    execFile(
      process.execPath,
      ['--import', 'tsx', 'src/cli/main.ts', ...args],
      { env, maxBuffer: 1 << 26 },
      (error, out, told) => resolve({ code: error === null ? 0 : Number(error.code), out, told }),
    );
  });

test('an export is whole and is verified without the database', async () => {
  const exported = await cli('ledger', 'export', '--tenant', '990101');
  expect({ code: exported.code, told: exported.told }).toEqual({ code: 0, told: '' });
  const lines = exported.out.trimEnd().split('\n');
  expect(lines[0]).toContain('"ledger"');
  expect(lines.at(-1)).toContain('"head"');
  const folder = await mkdtemp(join(tmpdir(), 'ledger-'));
  try {
    const file = join(folder, 'ledger.jsonl');
    await writeFile(file, exported.out);
    const [ofFile, ofDatabase] = await Promise.all([
      cli('ledger', 'verify', file),
      cli('ledger', 'verify', '--tenant', '990101'),
    ]);
    expect(ofFile).toEqual({ code: 0, told: '', out: expect.stringMatching(/^tenant 990101 .* whole\n$/) });
    expect(ofDatabase).toEqual(ofFile);
  } finally {
    await rm(folder, { recursive: true });
  }
}, 60_000);

test('a tenant that does not exist is an error, and not an empty ledger that is whole', async () => {
  const nobody = { code: 1, out: '', told: 'There is no tenant 999999.\n' };
  expect(await cli('ledger', 'verify', '--tenant', '999999')).toEqual(nobody);
  expect(await cli('ledger', 'export', '--tenant', '999999')).toEqual(nobody);
}, 60_000);

test('lines are made no faster than they are taken, and the stream stays open', async () => {
  const taken: string[] = [];
  let made = 0;
  let ahead = 0;
  const lines = async function* (): AsyncGenerator<string> {
    for (; made < 200; made += 1) {
      ahead = Math.max(ahead, made - taken.length);
      yield `line ${made} ${'x'.repeat(100)}\n`;
      await Promise.resolve();
    }
  };
  const slow = new Writable({
    highWaterMark: 256,
    write: (chunk: Buffer, _, done) => {
      taken.push(chunk.toString());
      setImmediate(done);
    },
  });
  await printLines(lines(), slow);
  expect(slow.writableEnded).toBe(false);
  await new Promise<void>((done) => void slow.end(done));
  expect(taken).toHaveLength(200);
  expect(taken[0]).toMatch(/^line 0 x+\n$/);
  expect(ahead).toBeLessThan(10);
});
