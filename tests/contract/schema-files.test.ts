// The committed contract is what the code prints.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { printContract } from '../../src/server/contract.js';

const folder = 'schema';
const printed = printContract();
const advice = 'schema/ is not what the code prints; run `npm run schema:print` and review the difference';

test('schema/ has the printed files and no others', () => {
  expect({ advice, files: existsSync(folder) ? readdirSync(folder).sort() : [] }).toEqual({
    advice,
    files: Object.keys(printed).sort(),
  });
});

test.each(Object.keys(printed))('schema/%s is what the code prints, byte for byte', (name) => {
  const path = join(folder, name);
  const committed = existsSync(path) ? readFileSync(path, 'utf8') : '';
  expect({ advice, text: committed }).toEqual({ advice, text: printed[name] });
});
