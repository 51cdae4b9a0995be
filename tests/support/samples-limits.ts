// Valid inputs of the operations on trusted documents and on what is agreed with apps.
import { installedApp } from './access.js';
import { mighty } from './domains.js';
import type { Input } from './operations.js';
import type { TestPlatform } from './platform.js';

let count = 0;
const document = (): Input => ({
  name: `list-${(count += 1)}`,
  text: `{ divisions(first: 1) { nodes { name } totalCount } } # ${count}`,
});

/** Input per operation. */
export const limitsSamples: Readonly<Record<string, (platform: TestPlatform) => Promise<Input> | Input>> = {
  registerTrustedDocument: document,
  retireTrustedDocument: async (platform) => {
    const { trustedDocument } = await platform.write<{ trustedDocument: { id: string } }>(
      'registerTrustedDocument',
      document(),
      undefined,
      { as: mighty() },
    );
    return { trustedDocument, expectedVersion: 1 };
  },
  agreeAppLimits: async (platform) => {
    const { id, version } = await installedApp(platform);
    return { install: { id }, expectedVersion: version, costPerMinute: 6_000, documentsOnly: true };
  },
};
