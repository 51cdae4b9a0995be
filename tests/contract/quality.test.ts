// The compiler, the linter and the formatter find nothing to say.
import { execFile } from 'node:child_process';
import { expect, test } from '@jest/globals';

const TIMEOUT_MS = 120_000;

/** What a program says when it ends badly; nothing when it ends well. */
const complaintOf = (program: string, ...args: string[]): Promise<string> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [`node_modules/${program}`, ...args],
      { maxBuffer: 50_000_000 },
      (error, stdout, stderr) => resolve(error === null ? '' : `${stdout}${stderr}` || error.message),
    );
  });

test(
  'every type is sound',
  async () => {
    expect(await complaintOf('typescript/bin/tsc', '--noEmit')).toBe('');
  },
  TIMEOUT_MS,
);

test(
  'the linter has no complaint',
  async () => {
    expect(await complaintOf('oxlint/bin/oxlint', '--type-aware', '--deny-warnings')).toBe('');
  },
  TIMEOUT_MS,
);

test(
  'every file is formatted',
  async () => {
    expect(await complaintOf('prettier/bin/prettier.cjs', '--check', '.')).toBe('');
  },
  TIMEOUT_MS,
);
