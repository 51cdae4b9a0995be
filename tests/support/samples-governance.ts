// Valid inputs of the operations of self-governance and of the work calendar, each with whatever it needs recorded before.
import type { Input } from './operations.js';
import type { TestPlatform } from './platform.js';
import { makeResolution } from './governance.js';
import { done } from './sharing.js';

const community = { code: '990101001001' };

let count = 0;
const fresh = (name: string): string => `${name} ${(count += 1)}`;

let year = 2100;
/** A notice for a year of its own. */
const notice = (): Input => {
  year += 1;
  return {
    documentNo: `示例发电〔${year}〕1号`,
    year,
    issuedOn: `${year - 1}-11-04`,
    days: [
      { fallsOn: `${year - 1}-12-31`, kind: 'DAY_OFF', holiday: '元旦' },
      { fallsOn: `${year}-10-01`, kind: 'DAY_OFF', holiday: '国庆节' },
    ],
  };
};

/** One sample for each operation of these domains. */
export const governanceSamples: Readonly<Record<string, (platform: TestPlatform) => Promise<Input> | Input>> =
  {
    recordHolidayNotice: notice,
    correctHolidayNotice: async (platform) => {
      const recorded = notice();
      const { holidayNotice } = await done<{ holidayNotice: { readonly id: string } }>(
        platform,
        'recordHolidayNotice',
        recorded,
      );
      return {
        holidayNotice: { id: holidayNotice.id },
        expectedVersion: 1,
        days: [{ fallsOn: `${String(recorded['year'])}-10-02`, kind: 'DAY_OFF', holiday: '国庆节' }],
      };
    },
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
