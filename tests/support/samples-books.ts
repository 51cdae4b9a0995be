// Valid inputs of the operations that say how books are read.
import { makeFund } from './funds.js';
import type { Input } from './operations.js';
import type { TestPlatform } from './platform.js';

/** One sample per operation. */
export const booksSamples: Readonly<Record<string, (platform: TestPlatform) => Promise<Input>>> = {
  chooseAccountingStandard: async (platform) => ({
    fund: { id: await makeFund(platform) },
    expectedVersion: 1,
    standard: 'ENTERPRISE',
  }),
};
