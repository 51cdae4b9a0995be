// Valid inputs of the operations that publish and prove ledgers, for the tests that try every operation.
import { mighty } from './domains.js';
import { donate, makeFund } from './funds.js';
import type { Input } from './operations.js';
import type { TestPlatform } from './platform.js';

/** By operation; each call gives another input, without the fields that every write has. */
export const proofSamples: Readonly<Record<string, (platform: TestPlatform) => Promise<Input>>> = {
  publishLedgerHead: async (platform) => {
    // A voucher that was not published yet.
    const id = await donate(platform, await makeFund(platform), '1.00');
    const { ledgerTransaction } = await platform.read<{ ledgerTransaction: { number: string } }>(
      'query ($id: ID!) { ledgerTransaction(ref: { id: $id }) { number } }',
      { id },
      mighty(),
    );
    return { division: { code: '990101' }, number: Number(ledgerTransaction.number) };
  },
};
