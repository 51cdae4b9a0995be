// Valid inputs of the operations on personal data.
import { today } from '../../src/kernel/clock.js';
import type { Input } from './operations.js';
import type { TestPlatform } from './platform.js';
import { mighty } from './domains.js';

let count = 0;
const county = { code: '990101' };

/** A purpose that no other sample has. */
const purposeInput = (): Input => ({
  division: county,
  code: `purpose-${(count += 1)}`,
  description: '联系驻区单位',
  legalBasis: 'STATUTORY_DUTY',
  ground: '示例条例第一条',
  dataClasses: ['PERSONAL'],
  retentionMonths: 12,
});

/** Declares a purpose. @returns its id and version */
export async function makePurpose(
  platform: TestPlatform,
  input: Input = {},
): Promise<{ readonly id: string; readonly version: number; readonly code: string }> {
  const { processingPurpose, userErrors } = await platform.write<{
    readonly processingPurpose: { readonly id: string; readonly version: number; readonly code: string };
  }>('declarePurpose', { ...purposeInput(), ...input }, 'processingPurpose { id version code }', {
    as: mighty(),
  });
  if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  return processingPurpose;
}

/** Input per operation. */
export const privacySamples: Readonly<Record<string, (platform: TestPlatform) => Promise<Input>>> = {
  declarePurpose: () => Promise.resolve(purposeInput()),
  endPurpose: async (platform) => {
    const { id, version } = await makePurpose(platform);
    return { processingPurpose: { id }, expectedVersion: version };
  },
  recordImpactAssessment: async (platform) => ({
    purpose: { id: (await makePurpose(platform)).id },
    necessity: '仅联系人姓名与电话,为履职所必需。',
    risks: '泄露后可能受到骚扰。',
    measures: '加密存储、默认遮蔽、逐次记录。',
    assessedOn: today(),
  }),
};
