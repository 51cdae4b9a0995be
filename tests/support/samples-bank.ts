// Valid inputs of the operations on bank statements, each with whatever it needs recorded before.
import { newId } from '../../src/kernel/ids.js';
import {
  csvOf,
  entriesOf,
  imported,
  importInput,
  makeFormat,
  running,
  type Line,
  type Statement,
} from './bank.js';
import { donate, makeFund } from './funds.js';
import type { Input } from './operations.js';
import type { TestPlatform } from './platform.js';
import { done, verifier } from './sharing.js';

const community = { code: '990101001001' };

/** What all samples of a database share: formats and funds are many enough. */
const shared = new WeakMap<TestPlatform, Promise<string>>();

function format(platform: TestPlatform): Promise<string> {
  const made = shared.get(platform) ?? makeFormat(platform);
  shared.set(platform, made);
  return made;
}

/** A statement of one movement: money that a donor gave. */
async function statement(
  platform: TestPlatform,
): Promise<{ readonly fund: string; readonly statement: Statement }> {
  const fund = await makeFund(platform);
  const moved = { on: '2025-03-02', amount: '100.00', name: '示例捐赠人', reference: newId() };
  const content = csvOf(running(0n, [moved]));
  return { fund, statement: await imported(platform, fund, content, { format: await format(platform) }) };
}

const named = ({ id, version }: Line): Input => ({ line: { id }, expectedVersion: version });

async function openLine(platform: TestPlatform): Promise<Line> {
  return (await statement(platform)).statement.lines.nodes[0]!;
}

async function explained(platform: TestPlatform): Promise<Line> {
  const { line } = await done<{ line: Line }>(
    platform,
    'explainBankLine',
    { ...named(await openLine(platform)), kind: 'TIMING', explanation: '下月入账' },
    'line { id version }',
  );
  return line;
}

async function prepared(platform: TestPlatform): Promise<Input> {
  const { fund, statement: made } = await statement(platform);
  const explaining = { ...named(made.lines.nodes[0]!), kind: 'TIMING', explanation: '待入账' };
  await done(platform, 'explainBankLine', explaining, 'line { id }');
  const { bankReconciliation } = await done<{ bankReconciliation: { id: string; version: number } }>(
    platform,
    'prepareBankReconciliation',
    { fund: { id: fund }, on: '2025-03-02' },
    'bankReconciliation { id version }',
    verifier,
  );
  return {
    bankReconciliation: { id: bankReconciliation.id },
    expectedVersion: bankReconciliation.version,
  };
}

/** Input per operation. */
export const bankSamples: Readonly<Record<string, (platform: TestPlatform) => Promise<Input>>> = {
  saveBankFormat: async () => ({ division: community, name: `格式 ${newId()}`, layout: 'BOC' }),
  importBankStatement: async (platform) =>
    importInput(
      platform,
      await makeFund(platform),
      csvOf(running(0n, [{ on: '2025-03-02', amount: '100.00', reference: newId() }])),
      { format: await format(platform) },
    ),
  withdrawBankStatement: async (platform) => {
    const { id, version } = (await statement(platform)).statement;
    return { bankStatement: { id }, expectedVersion: version, reason: '误导入' };
  },
  matchBankLines: async (platform) => {
    const { fund } = await statement(platform);
    await donate(platform, fund, '100.00');
    return { fund: { id: fund } };
  },
  matchBankLine: async (platform) => {
    const { fund, statement: made } = await statement(platform);
    await donate(platform, fund, '100.00', { donorName: '另一捐赠人' });
    const [entry] = await entriesOf(platform, fund);
    return { ...named(made.lines.nodes[0]!), entries: [{ id: entry!.id }] };
  },
  bookBankLine: async (platform) => ({ ...named(await openLine(platform)), kind: 'INTEREST', text: '结息' }),
  explainBankLine: async (platform) => ({
    ...named(await openLine(platform)),
    kind: 'BANK_ERROR',
    explanation: '银行串户',
  }),
  reopenBankLine: async (platform) => ({ ...named(await explained(platform)), reason: '说明有误' }),
  prepareBankReconciliation: async (platform) => ({
    fund: { id: (await statement(platform)).fund },
    on: '2025-03-02',
  }),
  confirmBankReconciliation: prepared,
  withdrawBankReconciliation: async (platform) => ({ ...(await prepared(platform)), reason: '重新编制' }),
};
