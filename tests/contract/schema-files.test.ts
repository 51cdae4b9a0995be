// The committed contract is what the code prints.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { printFiles } from '../../src/server/published.js';

const folder = 'schema';
const printed = await printFiles(folder);
const advice = 'schema/ is not what the code prints: run `npm run schema:print` and review the difference';

/** The first line in which two texts differ, with a word of advice; null for equal texts. */
function difference(committed: string, made: string): object | null {
  if (committed === made) return null;
  const [ours, theirs] = [committed.split('\n'), made.split('\n')];
  const at = theirs.findIndex((line, i) => line !== ours[i]);
  const line = at < 0 ? theirs.length : at;
  return { advice, line: line + 1, committed: ours[line], printed: theirs[line] };
}

test('schema/ has the printed files and no others', () => {
  expect(Object.keys(printed).length).toBeGreaterThan(4);
  expect({ advice, files: existsSync(folder) ? readdirSync(folder).sort() : [] }).toEqual({
    advice,
    files: [...Object.keys(printed), 'published'].sort(),
  });
});

test.each(Object.keys(printed))('schema/%s is what the code prints, byte for byte', (name) => {
  const path = join(folder, name);
  expect(difference(existsSync(path) ? readFileSync(path, 'utf8') : '', printed[name]!)).toBeNull();
});

test('a difference of one character is found, and its place is told', () => {
  expect(difference('a\nb\n', 'a\nb\n')).toBeNull();
  expect(difference('a\nb\n', 'a\nc\n')).toEqual({ advice, line: 2, committed: 'b', printed: 'c' });
  expect(difference('a\nb', 'a')).toEqual({ advice, line: 2, committed: 'b', printed: undefined });
});
