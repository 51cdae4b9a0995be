// Valid inputs of the operations on what is given to funds, each with whatever it needs recorded before.
import { today } from '../../src/kernel/clock.js';
import { newId } from '../../src/kernel/ids.js';
import type { Input } from './operations.js';
import { donate, makeFund, makePurpose } from './funds.js';
import {
  gift,
  hostedFund,
  makeFeeRate,
  makeHost,
  makeMatchRule,
  makePledge,
  receiptOf,
  stepped,
  terminatedFund,
  type Versioned,
} from './giving.js';
import type { TestPlatform } from './platform.js';

/** A donation that was just received. */
const received = async (platform: TestPlatform): Promise<Versioned> =>
  gift(platform, await makeFund(platform));
const named = ({ id, version }: Versioned) => ({ donation: { id }, expectedVersion: version });

/** By operation; each call gives another input, without the fields that every write has. */
export const givingSamples: Readonly<Record<string, (platform: TestPlatform) => Promise<Input>>> = {
  createFundPurpose: async (platform) => ({
    fund: { id: await makeFund(platform) },
    name: `助学 ${newId()}`,
    description: '课桌、图书',
  }),
  updateFundPurpose: async (platform) => ({
    fundPurpose: { id: await makePurpose(platform, await makeFund(platform)) },
    expectedVersion: 1,
    name: `助老 ${newId()}`,
  }),
  changeUseOfDonations: async (platform) => {
    const fund = await makeFund(platform);
    const [from, to] = [await makePurpose(platform, fund), await makePurpose(platform, fund)];
    await donate(platform, fund, '100.00', { fundPurpose: { id: from } });
    return {
      from: { id: from },
      to: { id: to },
      amount: '40.00',
      ground: 'DONOR_CONSENT',
      groundedOn: '2025-04-01',
      documentNo: '示例同意书〔2025〕1号',
      reason: '原用途已满足',
    };
  },
  recordInKindDonation: async (platform) => ({
    fund: { id: await makeFund(platform) },
    kind: 'GOODS',
    description: '图书',
    quantity: '120 册',
    fairValue: '2400.00',
    valuation: 'INVOICE',
    receivedOn: '2025-03-01',
    donorName: '示例捐赠人',
    handler: '示例经办人',
  }),
  allocateDonation: async (platform) => ({
    ...named(await received(platform)),
    effectiveOn: today(),
    reason: '购置图书',
  }),
  useDonation: async (platform) => ({
    ...named(await stepped(platform, await received(platform), 'allocateDonation')),
    effectiveOn: today(),
  }),
  reportDonationUse: async (platform) => {
    const allocated = await stepped(platform, await received(platform), 'allocateDonation');
    return { ...named(await stepped(platform, allocated, 'useDonation')), effectiveOn: today() };
  },
  refundDonation: async (platform) => ({
    ...named(await received(platform)),
    effectiveOn: today(),
    reason: '活动取消',
  }),
  withdrawInKindDonation: async (platform) => ({
    ...named(await gift(platform, await makeFund(platform), { kind: 'GOODS' })),
    reason: '重复登记',
  }),
  createPledge: async (platform) => ({
    fund: { id: await makeFund(platform) },
    donorName: '示例认捐人',
    promisedOn: '2025-01-01',
    binding: false,
    instalments: [
      { dueOn: '2025-03-31', amount: '12500.00' },
      { dueOn: '2025-06-30', amount: '12500.00' },
    ],
  }),
  declarePledgeDefault: async (platform) => {
    const { id, version } = await makePledge(platform, await makeFund(platform));
    return { pledge: { id }, expectedVersion: version, reason: '两次书面催告未履行' };
  },
  releasePledge: async (platform) => {
    const { id, version } = await makePledge(platform, await makeFund(platform));
    return { pledge: { id }, expectedVersion: version, ground: 'HARDSHIP', reason: '企业停产,已公开说明' };
  },
  issueDonationReceipt: async (platform) => ({
    ...named(await gift(platform, await hostedFund(platform))),
    number: newId(),
    handler: '示例经办人',
    issuedOn: today(),
  }),
  voidDonationReceipt: async (platform) => {
    const { id, version } = await receiptOf(platform, await gift(platform, await hostedFund(platform)));
    return { receipt: { id }, expectedVersion: version, reason: '金额填写有误' };
  },
  createMatchRule: async (platform) => ({
    fund: { id: await makeFund(platform) },
    sourceFund: { id: await makeFund(platform) },
    title: '敬老配捐',
    rate: '100',
    cap: '30000.00',
    validFrom: '2025-01-01',
  }),
  updateMatchRule: async (platform) => {
    const { id, version } = await makeMatchRule(platform, await makeFund(platform));
    return { matchRule: { id }, expectedVersion: version, cap: '40000.00', validTo: '2026-01-01' };
  },
  matchDonations: async (platform) => {
    const fund = await makeFund(platform);
    const rule = await makeMatchRule(platform, fund);
    await donate(platform, fund, '10.00');
    return { matchRule: { id: rule.id } };
  },
  transferBetweenFunds: async (platform) => {
    const fund = await makeFund(platform);
    await donate(platform, fund, '100.00');
    return {
      fund: { id: fund },
      to: { id: await makeFund(platform) },
      amount: '40.00',
      effectiveOn: '2025-04-01',
      reason: '合并开展助老项目',
    };
  },
  liquidateFund: async (platform) => {
    const { id, version } = await terminatedFund(platform, '100.00');
    return {
      fund: { id },
      expectedVersion: version,
      transfers: [{ to: { id: await makeFund(platform) }, amount: '100.00' }],
      effectiveOn: today(),
      reason: '基金终止',
    };
  },
  createManagementFeeRate: async (platform) => ({
    fund: { id: await makeFund(platform) },
    rate: '3',
    per: 'MONTH',
    validFrom: '2025-01-01',
  }),
  endManagementFeeRate: async (platform) => {
    const { id, version } = await makeFeeRate(platform, await makeFund(platform));
    return { feeRate: { id }, expectedVersion: version, validTo: '2026-01-01' };
  },
  chargeManagementFee: async (platform) => {
    const fund = await makeFund(platform);
    await donate(platform, fund, '10000.00');
    return { feeRate: { id: (await makeFeeRate(platform, fund)).id }, period: '2025-03' };
  },
  establishFund: async (platform) => {
    const fund = await makeFund(platform, { state: 'REVIEWED' });
    const organization = { id: await makeHost(platform) };
    return {
      fund: { id: fund },
      expectedVersion: 1,
      host: organization,
      purpose: '邻里互助',
      initialAmount: '20000.00',
      committee: [
        { role: 'CHAIR', seats: 1, organization },
        { role: 'MEMBER', seats: 4 },
        { role: 'SUPERVISOR', seats: 2 },
      ],
      effectiveOn: '2025-01-01',
      documentNo: '示例会〔2025〕1号',
    };
  },
};
