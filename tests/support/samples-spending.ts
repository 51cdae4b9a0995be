// Valid inputs of the operations that spend a fund's money, each with whatever it needs recorded before.
import { newId } from '../../src/kernel/ids.js';
import { mighty } from './domains.js';
import type { Input } from './operations.js';
import type { TestPlatform } from './platform.js';
import { done, makePayer } from './sharing.js';

const community = { code: '990101001001' };

/** Somebody else than who takes the step of a sample. */
const other = mighty({ subject: 'other' });

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** A fund with a thousand yuan that all samples of a database share. */
const shared = new WeakMap<TestPlatform, Promise<string>>();

function endowed(platform: TestPlatform): Promise<string> {
  let fund = shared.get(platform);
  if (!fund) shared.set(platform, (fund = makeEndowed(platform)));
  return fund;
}

async function makeEndowed(platform: TestPlatform): Promise<string> {
  const { fund } = await done<{ fund: { id: string } }>(platform, 'createFund', {
    kind: 'COMMUNITY',
    name: `支出基金 ${newId()}`,
    division: community,
    restriction: 'PURPOSE',
    state: 'ACTIVE',
    secondApprovalFrom: '100.00',
  });
  await done(platform, 'recordDonation', {
    fund: { id: fund.id },
    amount: '1000.00',
    receivedOn: '2025-03-01',
    anonymous: true,
  });
  return fund.id;
}

const asked = async (platform: TestPlatform, amount: string): Promise<Input> => ({
  fund: { id: await endowed(platform) },
  amount,
  category: 'ACTIVITY',
  payee: '示例收款方',
  purpose: `购买活动用品 ${newId().slice(-12)}`,
});

/** A request that somebody else made. */
async function requested(platform: TestPlatform, amount = '0.10'): Promise<Input> {
  const { expenseRequest } = await done<{ expenseRequest: Versioned }>(
    platform,
    'requestExpense',
    await asked(platform, amount),
    'expenseRequest { id version }',
    other,
  );
  return named(expenseRequest);
}

async function approved(platform: TestPlatform): Promise<Input> {
  const { expenseRequest } = await done<{ expenseRequest: Versioned }>(
    platform,
    'requestExpense',
    await asked(platform, '0.10'),
    'expenseRequest { id version }',
    mighty(),
  );
  const step = await done<{ expenseRequest: Versioned }>(
    platform,
    'approveExpense',
    named(expenseRequest),
    'expenseRequest { id version }',
    other,
  );
  return named(step.expenseRequest);
}

const named = ({ id, version }: Versioned): Input => ({ expenseRequest: { id }, expectedVersion: version });

let count = 0;
const fresh = (name: string): string => `${name} ${(count += 1)}`;

const assigned = async (platform: TestPlatform): Promise<Input> => ({
  fund: { id: await endowed(platform) },
  source: 'COUNTY',
  documentNo: fresh('示例财〔2025〕号'),
  year: 2025,
  amount: '100.00',
  assignedOn: '2025-01-15',
});

async function appropriation(platform: TestPlatform): Promise<Input> {
  const { appropriation: made } = await done<{ appropriation: Versioned }>(
    platform,
    'recordAppropriation',
    await assigned(platform),
    'appropriation { id version }',
  );
  return { appropriation: { id: made.id }, expectedVersion: made.version };
}

const planned = async (platform: TestPlatform): Promise<Input> => ({
  fund: { id: await endowed(platform) },
  grantee: { id: await makePayer(platform) },
  title: fresh('示例项目'),
  category: 'SERVICE_PURCHASE',
  startsOn: '2025-03-01',
  endsOn: '2025-12-31',
  lines: [
    { item: '人员费用', amount: '0.60' },
    { item: '活动费用', amount: '0.40' },
  ],
  instalments: [
    { amount: '0.50', condition: 'START' },
    { amount: '0.50', condition: 'ACCEPTANCE' },
  ],
});

interface MadeGrant extends Versioned {
  readonly instalments: { readonly nodes: readonly { readonly id: string }[] };
}

/** Steps that lead to a state of a project, each with what else it says. */
const way: readonly (readonly [operation: string, input: Input])[] = [
  ['approveGrantProject', {}],
  ['startGrantProject', { agreementNo: '示例协议' }],
  ['acceptGrantProject', {}],
];

/** A project that somebody else planned, so many steps further. */
async function grant(platform: TestPlatform, steps = 0): Promise<MadeGrant> {
  const selection = 'grantProject { id version instalments { nodes { id } } }';
  let { grantProject } = await done<{ grantProject: MadeGrant }>(
    platform,
    'draftGrantProject',
    await planned(platform),
    selection,
    other,
  );
  for (const [operation, input] of way.slice(0, steps))
    ({ grantProject } = await done<{ grantProject: MadeGrant }>(
      platform,
      operation,
      { grantProject: { id: grantProject.id }, expectedVersion: grantProject.version, ...input },
      selection,
    ));
  return grantProject;
}

const ofGrant = async (platform: TestPlatform, steps: number, input: Input = {}): Promise<Input> => {
  const { id, version } = await grant(platform, steps);
  return { grantProject: { id }, expectedVersion: version, ...input };
};

const drawnUp = async (platform: TestPlatform): Promise<Input> => ({
  fund: { id: await endowed(platform) },
  // A year that nothing is spent in and no other sample plans.
  year: 2100 + (count += 1),
  lines: [{ category: 'ACTIVITY', amount: '500.00' }],
});

/** A version of a budget that somebody else drew up, reviewed by a third if asked for. */
async function budget(platform: TestPlatform, reviewed = false): Promise<Input> {
  const selection = 'fundBudget { id version }';
  const ofBudget = ({ fundBudget: { id, version } }: { fundBudget: Versioned }): Input => ({
    fundBudget: { id },
    expectedVersion: version,
  });
  const drafted = ofBudget(
    await done(platform, 'draftFundBudget', await drawnUp(platform), selection, other),
  );
  const third = mighty({ subject: 'third' });
  return reviewed ? ofBudget(await done(platform, 'reviewFundBudget', drafted, selection, third)) : drafted;
}

/** By operation; each call gives another input, without the fields that every write has. */
export const spendingSamples: Readonly<Record<string, (platform: TestPlatform) => Promise<Input>>> = {
  requestExpense: (platform) => asked(platform, '12.30'),
  reviewExpense: (platform) => requested(platform, '100.00'),
  approveExpense: (platform) => requested(platform),
  refuseExpense: async (platform) => ({ ...(await requested(platform)), reason: '用途不明' }),
  cancelExpense: async (platform) => ({ ...(await requested(platform)), reason: '活动取消' }),
  payExpense: async (platform) => ({ ...(await approved(platform)), paidOn: '2025-03-05' }),
  recordAppropriation: assigned,
  receiveAppropriation: async (platform) => ({
    ...(await appropriation(platform)),
    amount: '60.00',
    receivedOn: '2025-02-01',
  }),
  withdrawAppropriation: async (platform) => ({ ...(await appropriation(platform)), reason: '预算调减' }),
  draftGrantProject: planned,
  approveGrantProject: (platform) => ofGrant(platform, 0),
  startGrantProject: (platform) => ofGrant(platform, 1, { agreementNo: '示例协议' }),
  passGrantMidterm: (platform) => ofGrant(platform, 2, { reason: '中期评估合格' }),
  rectifyGrantProject: (platform) => ofGrant(platform, 2, { reason: '活动未按计划开展' }),
  terminateGrantProject: (platform) => ofGrant(platform, 2, { reason: '承接单位注销' }),
  cancelGrantProject: (platform) => ofGrant(platform, 0, { reason: '需求变化' }),
  acceptGrantProject: (platform) => ofGrant(platform, 2),
  requestGrantInstalment: async (platform) => ({
    instalment: { id: (await grant(platform, 2)).instalments.nodes[0]!.id },
  }),
  closeGrantProject: (platform) =>
    ofGrant(platform, 3, {
      lines: [
        { position: 1, spent: '0.00' },
        { position: 2, spent: '0.00' },
      ],
    }),
  draftFundBudget: drawnUp,
  reviewFundBudget: (platform) => budget(platform),
  approveFundBudget: (platform) => budget(platform, true),
  discardFundBudget: async (platform) => ({ ...(await budget(platform)), reason: '重新编制' }),
};
