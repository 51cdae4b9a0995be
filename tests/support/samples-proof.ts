// Valid inputs of the operations that publish and prove ledgers, for the tests that try every operation.
import { donate, makeFund } from './funds.js';
import type { Input } from './operations.js';
import type { TestPlatform } from './platform.js';

/** By operation; each call gives another input, without the fields that every write has. */
export const proofSamples: Readonly<Record<string, (platform: TestPlatform) => Promise<Input>>> = {
  publishLedgerHead: async (platform) => {
    // Something that was not published yet.
    await donate(platform, await makeFund(platform), '1.00');
    return { division: { code: '990101' } };
  },
};
