// Valid inputs of the operations of self-governance, each with whatever it needs recorded before.
import type { Input } from './operations.js';
import type { TestPlatform } from './platform.js';
import { makeResolution } from './governance.js';

const community = { code: '990101001001' };

let count = 0;
const fresh = (name: string): string => `${name} ${(count += 1)}`;

/** One sample for each operation of self-governance. */
export const governanceSamples: Readonly<Record<string, (platform: TestPlatform) => Promise<Input> | Input>> =
  {
    recordResolution: () => ({
      division: community,
      bodyName: '示例居民代表会议',
      title: fresh('关于公共空间共享经营的决议'),
      decidedOn: '2025-01-10',
      documentNo: fresh('示例议〔2025〕号'),
      adopted: true,
      externalKey: fresh('resolution'),
    }),
    updateResolution: async (platform) => ({
      resolution: { id: await makeResolution(platform) },
      expectedVersion: 1,
      title: fresh('更正的决议'),
    }),
    annulResolution: async (platform) => ({
      resolution: { id: await makeResolution(platform) },
      expectedVersion: 1,
      effectiveOn: '2025-02-01',
      reason: '程序有误',
    }),
  };
