// Temporary.
import { test } from '@jest/globals';
import { fillDatabase } from '../support/dataset.js';
import { mighty } from '../support/domains.js';
import { usePlatform } from '../support/platform.js';
const p = usePlatform('empty');
test('x', async () => {
  await fillDatabase(p.pool);
  console.log(JSON.stringify(await p.query('{ a: nodes(ids: ["doc_0_S00"]) { id ... on SourceDocument { figures { totalCount } } } sourceDocuments { nodes { id } } }', {}, { as: mighty() })));
});
