// Valid inputs of the operations on exports and imports.
import { newId } from '../../src/kernel/ids.js';
import { allOperations } from '../../src/kernel/operation.js';
import { mighty } from './domains.js';
import { idsOf, submit, type Input } from './operations.js';
import type { TestPlatform } from './platform.js';

const exported = { document: '{ organizations { nodes { id name } } }', format: 'JSONL' };

let count = 0;
const imported = (): Input => ({
  operation: 'createOrganization',
  onError: 'REJECT_ALL',
  table: `组织类型,名称,登记所在区划\n企业,导入企业${(count += 1)},990101001001`,
});

/** What others wait for does not count among what may wait: it is as if another app had asked for it. */
async function waiting(
  platform: TestPlatform,
  name: 'exportQuery' | 'importRows',
  table: 'BulkExport' | 'BulkImport',
  input: Input,
): Promise<string> {
  await release(platform, table);
  const written = await submit(
    platform,
    allOperations().get(name)!,
    { ...input, idempotencyKey: newId() },
    mighty(),
  );
  const [id] = idsOf(written);
  if (id === undefined) throw new Error(`${name}: ${JSON.stringify(written.codes)}`);
  await release(platform, table);
  return id;
}

async function release(platform: TestPlatform, table: 'BulkExport' | 'BulkImport'): Promise<void> {
  await platform.admin(`UPDATE "${table}" SET "app" = $1`, [newId()]);
}

/** Input per operation. */
export const bulkSamples: Readonly<Record<string, (platform: TestPlatform) => Promise<Input>>> = {
  exportQuery: async (platform) => {
    await release(platform, 'BulkExport');
    return { ...exported, variables: JSON.stringify({ sample: (count += 1) }) };
  },
  cancelExport: async (platform) => ({
    bulkExport: { id: await waiting(platform, 'exportQuery', 'BulkExport', exported) },
    expectedVersion: 1,
  }),
  advanceExport: async (platform) => ({
    bulkExport: { id: await waiting(platform, 'exportQuery', 'BulkExport', exported) },
    expectedVersion: 1,
    state: 'RUNNING',
  }),
  importRows: async (platform) => {
    await release(platform, 'BulkImport');
    return imported();
  },
  cancelImport: async (platform) => ({
    bulkImport: { id: await waiting(platform, 'importRows', 'BulkImport', imported()) },
    expectedVersion: 1,
  }),
  advanceImport: async (platform) => ({
    bulkImport: { id: await waiting(platform, 'importRows', 'BulkImport', imported()) },
    expectedVersion: 1,
    state: 'WRITING',
  }),
};
