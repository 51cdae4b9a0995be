// One valid input per operation, in the demo county; each call gives another one, with whatever it needs recorded before.
import { today } from '../../src/kernel/clock.js';
import { newId } from '../../src/kernel/ids.js';
import { allOperations } from '../../src/kernel/operation.js';
import { mighty } from './domains.js';
import { idsOf, submit, type Input } from './operations.js';
import type { TestPlatform } from './platform.js';
import { accessSamples } from './samples-access.js';
import { booksSamples } from './samples-books.js';
import { bankSamples } from './samples-bank.js';
import { governanceSamples } from './samples-governance.js';
import { bulkSamples } from './samples-bulk.js';
import { fileSamples } from './samples-files.js';
import { settlementSamples } from './samples-settlements.js';
import { reportSamples } from './samples-reports.js';
import { guaranteeSamples } from './samples-guarantee.js';
import { givingSamples } from './samples-giving.js';
import { limitsSamples } from './samples-limits.js';
import { ledgerSamples } from './samples-ledger.js';
import { privacySamples } from './samples-privacy.js';
import { proofSamples } from './samples-proof.js';
import { sharingSamples } from './samples-sharing.js';
import { spendingSamples } from './samples-spending.js';
import { webhookSamples } from './samples-webhooks.js';

/** The divisions that the samples write in. */
const community = { code: '990101001001' };
const street = { code: '990101001' };

let count = 0;
/** A text that no other sample has. */
const fresh = (name: string): string => `${name} ${(count += 1)}`;

/** Sends an operation that must be accepted. @returns the id of the payload's first object */
async function accepted(platform: TestPlatform, name: string, input: Input): Promise<string> {
  const operation = allOperations().get(name);
  if (!operation) throw new Error(`No operation is called ${name}.`);
  const written = await submit(platform, operation, { ...input, idempotencyKey: newId() }, mighty());
  const [id] = idsOf(written);
  if (id === undefined || written.codes.length > 0)
    throw new Error(`${name}: ${JSON.stringify(written.answer.errors ?? written.userErrors)}`);
  return id;
}

const organization = (platform: TestPlatform): Promise<string> =>
  accepted(platform, 'createOrganization', { kind: 'ENTERPRISE', name: fresh('企业'), division: community });

const unit = (platform: TestPlatform, kind = 'RESIDENTIAL_COMPOUND'): Promise<string> =>
  accepted(platform, 'createGovernanceUnit', {
    division: community,
    kind,
    name: fresh('小区'),
    validFrom: '2020-01-01',
  });

const committee = (platform: TestPlatform): Promise<string> =>
  accepted(platform, 'createPartyOrganization', {
    kind: 'COMMITTEE',
    carrierKind: 'COMMUNITY',
    name: fresh('党委'),
    division: community,
    status: 'ACTIVE',
    validFrom: '2020-01-01',
  });

const branch = async (platform: TestPlatform): Promise<string> =>
  accepted(platform, 'createPartyOrganization', {
    kind: 'BRANCH',
    carrierKind: 'COMPOUND',
    name: fresh('党支部'),
    division: community,
    unit: { id: await unit(platform) },
    parent: { id: await committee(platform) },
    status: 'ACTIVE',
    validFrom: '2020-01-01',
  });

const partner = async (platform: TestPlatform): Promise<string> =>
  accepted(platform, 'createCommunityPartner', {
    organization: { id: await organization(platform) },
    kind: 'COMMERCIAL',
    division: community,
    state: 'ACTIVE',
  });

const fund = (platform: TestPlatform): Promise<string> =>
  accepted(platform, 'createFund', {
    kind: 'COMMUNITY',
    name: fresh('社区基金'),
    division: community,
    restriction: 'PURPOSE',
    state: 'ACTIVE',
  });

/** A fund with a hundred yuan. */
const endowed = async (platform: TestPlatform): Promise<string> => {
  const id = await fund(platform);
  await accepted(platform, 'recordDonation', {
    fund: { id },
    amount: '100.00',
    receivedOn: '2025-03-01',
    anonymous: true,
  });
  return id;
};

/** Id of the transaction that a donation has posted. */
const posted = async (platform: TestPlatform): Promise<string> => {
  const id = await endowed(platform);
  const { fund: found } = await platform.read<{
    fund: { entries: { nodes: { transaction: { id: string } }[] } };
  }>(
    'query ($id: ID!) { fund(ref: { id: $id }) { entries { nodes { transaction { id } } } } }',
    { id },
    mighty(),
  );
  return found.entries.nodes[0]!.transaction.id;
};

/** Makes a valid input, without the fields that every write has. */
type Sample = (platform: TestPlatform) => Promise<Input> | Input;

const samples: Readonly<Record<string, Sample>> = {
  ...accessSamples,
  ...booksSamples,
  ...governanceSamples,
  ...fileSamples,
  ...bulkSamples,
  ...limitsSamples,
  ...ledgerSamples,
  ...sharingSamples,
  ...spendingSamples,
  ...webhookSamples,
  ...settlementSamples,
  ...reportSamples,
  ...guaranteeSamples,
  ...givingSamples,
  ...privacySamples,
  ...proofSamples,
  ...bankSamples,
  recordDivisionChange: () => {
    count += 1;
    return {
      type: 'ESTABLISH',
      effectiveOn: today(),
      parent: street,
      after: [
        { code: `990101001${String(100 + (count % 99)).slice(-3)}`, name: `示例新设${count}社区居委会` },
      ],
    };
  },
  createGovernanceUnit: () => ({
    division: community,
    kind: 'RESIDENTIAL_COMPOUND',
    name: fresh('小区'),
    householdCount: 272,
  }),
  updateGovernanceUnit: async (platform) => ({
    unit: { id: await unit(platform) },
    expectedVersion: 1,
    name: fresh('新名小区'),
  }),
  moveGovernanceUnit: async (platform) => ({
    unit: { id: await unit(platform, 'BUILDING') },
    expectedVersion: 1,
    parent: { id: await unit(platform) },
  }),
  endGovernanceUnit: async (platform) => ({
    unit: { id: await unit(platform) },
    expectedVersion: 1,
    validTo: today(),
  }),
  createOrganization: () => ({
    kind: 'ENTERPRISE',
    name: fresh('企业'),
    division: community,
    aliases: ['别名'],
    externalKey: fresh('key'),
  }),
  updateOrganization: async (platform) => ({
    organization: { id: await organization(platform) },
    expectedVersion: 1,
    shortName: fresh('简称'),
  }),
  changeOrganizationStatus: async (platform) => ({
    organization: { id: await organization(platform) },
    expectedVersion: 1,
    status: 'ABNORMAL',
    effectiveOn: today(),
  }),
  addOrganizationResidence: async (platform) => ({
    organization: { id: await organization(platform) },
    expectedVersion: 1,
    division: street,
    role: 'RESIDENT_UNIT',
    validFrom: '2024-01-01',
  }),
  endOrganizationResidence: async (platform) => {
    const id = await organization(platform);
    const operation = allOperations().get('addOrganizationResidence')!;
    const written = await submit(
      platform,
      operation,
      {
        organization: { id },
        expectedVersion: 1,
        division: community,
        role: 'DONOR',
        validFrom: '2024-01-01',
        idempotencyKey: newId(),
      },
      mighty(),
    );
    const residence = written.objects['residence']?.['id'];
    return { organization: { id }, residence: { id: residence }, expectedVersion: 1, validTo: '2025-01-01' };
  },
  createPartyOrganization: async (platform) => ({
    kind: 'BRANCH',
    carrierKind: 'COMPOUND',
    name: fresh('党支部'),
    division: community,
    unit: { id: await unit(platform) },
    parent: { id: await committee(platform) },
    validFrom: '2024-01-01',
    formalMembers: 7,
  }),
  updatePartyOrganization: async (platform) => ({
    partyOrganization: { id: await branch(platform) },
    expectedVersion: 1,
    name: fresh('新名党支部'),
  }),
  movePartyOrganization: async (platform) => ({
    partyOrganization: { id: await branch(platform) },
    expectedVersion: 1,
    newParent: { id: await committee(platform) },
    effectiveOn: '2025-01-01',
  }),
  changePartyOrganizationKind: async (platform) => ({
    partyOrganization: { id: await branch(platform) },
    expectedVersion: 1,
    kind: 'GENERAL_BRANCH',
    effectiveOn: '2025-01-01',
    documentNo: '示例组〔2025〕1号',
  }),
  changePartyOrganizationStatus: async (platform) => ({
    partyOrganization: { id: await branch(platform) },
    expectedVersion: 1,
    status: 'TERM_EXPIRED',
    effectiveOn: '2025-01-01',
  }),
  createCommunityPartner: async (platform) => ({
    organization: { id: await organization(platform) },
    kind: 'COMMERCIAL',
    division: community,
    contributions: ['SPACE', 'SERVICE'],
    serviceTier: 'LOW_FEE',
    services: '低偿便民服务',
    externalKey: fresh('key'),
  }),
  updateCommunityPartner: async (platform) => ({
    communityPartner: { id: await partner(platform) },
    expectedVersion: 1,
    services: fresh('服务'),
  }),
  changeCommunityPartnerState: async (platform) => ({
    communityPartner: { id: await partner(platform) },
    expectedVersion: 1,
    state: 'EVALUATED',
    effectiveOn: today(),
    documentNo: '示例社〔2025〕1号',
  }),
  createFund: () => ({
    kind: 'MICRO',
    name: fresh('微基金'),
    division: community,
    restriction: 'PURPOSE',
    purpose: '邻里互助',
    establishedOn: '2024-01-01',
  }),
  updateFund: async (platform) => ({
    fund: { id: await fund(platform) },
    expectedVersion: 1,
    name: fresh('新名基金'),
  }),
  changeFundState: async (platform) => ({
    fund: { id: await fund(platform) },
    expectedVersion: 1,
    state: 'DORMANT',
    effectiveOn: today(),
  }),
  recordDonation: async (platform) => ({
    fund: { id: await fund(platform) },
    amount: '1800.00',
    receivedOn: '2025-03-01',
    donorName: '示例捐赠人',
    handler: '示例经办人',
  }),
  publishFundYear: async (platform) => ({ fund: { id: await endowed(platform) }, year: 2025 }),
  reverseLedgerTransaction: async (platform) => ({
    transaction: { id: await posted(platform) },
    reason: '重复登记',
  }),
};

/** Operations that have a sample. */
export const sampled: readonly string[] = Object.keys(samples);

/** Inputs that nothing came of, by platform and operation. */
const unused = new WeakMap<TestPlatform, Map<string, Input>>();

/** A valid input of the operation with a key of its own. @throws Error where there is no sample */
export async function sampleOf(platform: TestPlatform, name: string): Promise<Input> {
  const sample = samples[name];
  if (!sample) throw new Error(`tests/support/samples.ts has no sample for ${name}.`);
  const kept = unused.get(platform);
  const input = kept?.get(name) ?? (await sample(platform));
  kept?.delete(name);
  return { ...input, idempotencyKey: newId() };
}

/**
 * Keeps an input that nothing came of for the next test that wants one: what it needs recorded before is the most that a
 * test does.
 */
export function giveBack(platform: TestPlatform, name: string, input: Input): void {
  let kept = unused.get(platform);
  if (!kept) unused.set(platform, (kept = new Map()));
  kept.set(name, input);
}
