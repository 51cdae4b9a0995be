// Valid inputs of the operations on personal data.
import { today } from '../../src/kernel/clock.js';
import type { Input } from './operations.js';
import type { TestPlatform } from './platform.js';
import { mighty } from './domains.js';
import { makeFund } from './funds.js';

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

/** Files a request. @returns its id and version */
export async function fileRequest(
  platform: TestPlatform,
  kind: string,
): Promise<{ readonly subjectRequest: { readonly id: string }; readonly expectedVersion: number }> {
  const { subjectRequest } = await platform.write<{ readonly subjectRequest: { readonly id: string } }>(
    'fileSubjectRequest',
    requestInput(kind),
    'subjectRequest { id }',
    { as: mighty({ subject: 'clerk' }) },
  );
  return { subjectRequest: { id: subjectRequest.id }, expectedVersion: 1 };
}

const requestInput = (kind: string): Input => ({
  division: county,
  kind,
  personName: '示例请求人',
  contact: '028-00000002',
  wish: `请处理本人的信息 ${(count += 1)}`,
  receivedOn: today(),
});

/** An organization with a contact person. @returns its id */
export async function withContact(platform: TestPlatform): Promise<string> {
  const { organization } = await platform.write<{ readonly organization: { readonly id: string } }>(
    'createOrganization',
    {
      division: { code: '990101001001' },
      kind: 'ENTERPRISE',
      name: `示例有联系人的单位 ${(count += 1)}`,
      contactName: '示例请求人',
      contactPhone: '028-00000002',
    },
    'organization { id }',
    { as: mighty() },
  );
  return organization.id;
}

/** A donation that names its donor. @returns its id */
export async function namedDonation(platform: TestPlatform): Promise<string> {
  const { donation } = await platform.write<{ readonly donation: { readonly id: string } }>(
    'recordDonation',
    {
      fund: { id: await makeFund(platform) },
      amount: '100.00',
      receivedOn: '2025-03-01',
      donorName: '示例请求人',
    },
    'donation { id }',
    { as: mighty() },
  );
  return donation.id;
}

/** Input per operation. */
export const privacySamples: Readonly<Record<string, (platform: TestPlatform) => Promise<Input>>> = {
  declarePurpose: () => Promise.resolve(purposeInput()),
  endPurpose: async (platform) => {
    const { id, version } = await makePurpose(platform);
    return { processingPurpose: { id }, expectedVersion: version };
  },
  fileSubjectRequest: () => Promise.resolve(requestInput('ACCESS')),
  answerSubjectRequest: async (platform) => ({
    ...(await fileRequest(platform, 'ACCESS')),
    state: 'ANSWERED',
    answer: '已提供副本。',
  }),
  carryOutDeletion: async (platform) => ({
    ...(await fileRequest(platform, 'DELETION')),
    objects: [await withContact(platform)],
  }),
  blockDeletion: async (platform) => ({
    ...(await fileRequest(platform, 'DELETION')),
    objects: [await namedDonation(platform)],
  }),
  recordImpactAssessment: async (platform) => ({
    purpose: { id: (await makePurpose(platform)).id },
    necessity: '仅联系人姓名与电话,为履职所必需。',
    risks: '泄露后可能受到骚扰。',
    measures: '加密存储、默认遮蔽、逐次记录。',
    assessedOn: today(),
  }),
};
