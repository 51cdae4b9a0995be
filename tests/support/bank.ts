// Statements of banks for tests: tables as files, without a storage, and what was made of them.
import { newId } from '../../src/kernel/ids.js';
import { provideTables } from '../../src/kernel/tables.js';
import { readTables, tableTypes } from '../../src/platform/sheets/read.js';
import { digestOf, makeFile } from './files.js';
import type { TestPlatform } from './platform.js';
import { clerk, done } from './sharing.js';
import type { Caller } from '../../src/kernel/caller.js';

const community = { code: '990101001001' };

const contents = new Map<string, Uint8Array>();

/** A movement as the bank writes it; what is not said stays empty. */
export interface Moved {
  readonly on: string;
  /** In yuan; below zero for what went out. */
  readonly amount: string;
  readonly balance?: string;
  readonly name?: string;
  readonly account?: string;
  readonly remark?: string;
  readonly reference?: string;
}

/** The statement that a bank would give, as separated values. */
export function csvOf(moved: readonly Moved[], above: readonly string[] = []): string {
  const header = '交易日期,借方发生额,贷方发生额,余额,对方户名,对方账号,摘要,交易流水号';
  const rows = moved.map(
    ({ on, amount, balance = '', name = '', account = '', remark = '', reference = '' }) =>
      [
        on,
        amount.startsWith('-') ? amount.slice(1) : '',
        amount.startsWith('-') ? '' : amount,
        balance,
        name,
        account,
        remark,
        reference,
      ].join(','),
  );
  return [...above, header, ...rows].join('\r\n');
}

/** Movements with the balances that they make. */
export function running(opening: bigint, moved: readonly Moved[]): readonly Moved[] {
  let fen = opening;
  return moved.map((one) => {
    fen += BigInt(one.amount.replace('.', ''));
    const digits = String(fen).padStart(3, '0');
    return { ...one, balance: `${digits.slice(0, -2)}.${digits.slice(-2)}` };
  });
}

/** Records a file with a statement in it. @returns its id */
async function uploaded(
  platform: TestPlatform,
  content: string | Uint8Array,
  mediaType: string = tableTypes.csv,
): Promise<string> {
  contents.set(digestOf(content), typeof content === 'string' ? Buffer.from(content) : content);
  provideTables((file) => readTables(contents.get(file.digest)!, file.mediaType));
  const file = await makeFile(platform, { kind: 'BANK_STATEMENT', fileName: '对账单', content, mediaType });
  return file.id;
}

/** A format of its own, with the headers that `csvOf` writes. */
export async function makeFormat(platform: TestPlatform, input: object = {}): Promise<string> {
  const { bankFormat } = await done<{ bankFormat: { id: string } }>(platform, 'saveBankFormat', {
    division: community,
    name: `格式 ${newId()}`,
    layout: 'CDRCB',
    ...input,
  });
  return bankFormat.id;
}

/** A movement as a test looks at it. */
export interface Line {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly bookedOn: string;
  readonly amount: { readonly yuan: string };
  readonly match: { readonly id: string; readonly how: string } | null;
}

/** A statement as a test looks at it. */
export interface Statement {
  readonly id: string;
  readonly version: number;
  readonly lines: { readonly nodes: readonly Line[] };
}

/** What a test asks of a statement. */
export const statementFields = `id version firstOn lastOn opening { yuan } closing { yuan } lineCount newLineCount state
  lines(first: 100) { nodes { id version state bookedOn amount { yuan } match { id how } } }`;

/** The input that imports a statement. */
export async function importInput(
  platform: TestPlatform,
  fund: string,
  content: string | Uint8Array,
  input: { readonly format?: string; readonly mediaType?: string } & Record<string, unknown> = {},
): Promise<Readonly<Record<string, unknown>>> {
  const { format, mediaType, ...rest } = input;
  return {
    fund: { id: fund },
    format: { id: format ?? (await makeFormat(platform)) },
    file: { id: await uploaded(platform, content, mediaType) },
    ...rest,
  };
}

/** Imports a statement that must be accepted. */
export async function imported<S extends Statement = Statement>(
  platform: TestPlatform,
  fund: string,
  content: string | Uint8Array,
  input: { readonly format?: string; readonly mediaType?: string } & Record<string, unknown> = {},
  as: Caller = clerk,
): Promise<S> {
  const { bankStatement } = await done<{ bankStatement: S }>(
    platform,
    'importBankStatement',
    await importInput(platform, fund, content, input),
    `bankStatement { ${statementFields} }`,
    as,
  );
  return bankStatement;
}

/** An entry of a fund's bank account, as a test looks at it. */
export interface BankEntry {
  readonly id: string;
  readonly effectiveOn: string;
  readonly amount: { readonly yuan: string };
  readonly bankMatch: { readonly id: string; readonly state: string } | null;
}

/** The entries of a fund's bank account, in their order. */
export async function entriesOf(platform: TestPlatform, fund: string): Promise<readonly BankEntry[]> {
  const { node } = await platform.read<{ node: { bankEntries: { nodes: readonly BankEntry[] } } }>(
    `query ($fund: ID!) { node(id: $fund) { ... on Fund { bankEntries(first: 100) { nodes {
      id effectiveOn amount { yuan } bankMatch { id state } } } } } }`,
    { fund },
    clerk,
  );
  return node.bankEntries.nodes;
}
