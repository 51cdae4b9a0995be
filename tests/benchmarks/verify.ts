// `bench verify`: how long an export of a million legs takes to verify on an auditor's computer, and how much memory.
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { currentDigest, firstHash, hashOf } from '../../src/domains/funds/rules/chain.js';
import {
  exportVersion,
  wholeLedger,
  type AccountRecord,
  type EntryRecord,
  type LegRecord,
} from '../../src/domains/funds/rules/records.js';
import { stableId } from '../../src/kernel/ids.js';
import { tableOf } from './table.js';

const tenant = 990_101;
const divisionKey = '990101001001';
const funds = 50;
/** Legs of a transaction: most have one, some several. */
const legsOf = (number: number): number => (number % 10 === 0 ? 6 : 1);
const since = 1_767_225_600_000;
const program = fileURLToPath(new URL('../../dist/ledger-verifier.mjs', import.meta.url));

const idOf = (name: string): string => stableId(name, since);

function accountOf(fund: number, kind: 'BANK' | 'FUND'): AccountRecord {
  return {
    type: 'account',
    id: idOf(`account ${fund} ${kind}`),
    fundId: idOf(`fund ${fund}`),
    fund: `示例基金 ${fund}`,
    outside: false,
    parentId: null,
    createdAt: '2026-01-01T00:00:00.000000Z',
    restriction: 'PURPOSE',
    kind,
    name: kind === 'BANK' ? '银行存款' : '净资产',
    payerId: null,
    normalSide: kind === 'BANK' ? 'DEBIT' : 'CREDIT',
    currency: 'CNY',
    isRollUp: false,
    neverNegative: true,
    divisionKey,
  };
}

/** The lines of a ledger with so many legs, as the platform would export them. */
function* linesOf(legs: number): Generator<string> {
  const accounts = Array.from(
    { length: funds },
    (_, i) => [accountOf(i, 'BANK'), accountOf(i, 'FUND')] as const,
  );
  const held = new Map(accounts.flat().map(({ id }) => [id, { fen: 0n, entries: 0n }]));
  const days = new Map<string, { fen: bigint; entries: number }>();
  yield JSON.stringify({ type: 'ledger', version: exportVersion, tenant, ...wholeLedger });
  for (const account of accounts.flat()) yield JSON.stringify(account);
  let hash: Uint8Array = firstHash;
  let number = 0;
  const flows = new Map<string, bigint>();
  for (let left = legs; left > 0; left -= legsOf(number)) {
    number += 1;
    const [bank, fund] = accounts[number % funds]!;
    const at = since + number * 1_000;
    const recordedAt = new Date(at).toISOString().replace('Z', '000Z');
    const recordedOn = new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
    const effectiveOn = new Date(since + Math.floor(number / 3_000) * 86_400_000 - 86_400_000)
      .toISOString()
      .slice(0, 10);
    const id = stableId(`transaction ${number}`, at);
    const own: LegRecord[] = [];
    const entries: EntryRecord[] = [];
    for (let position = 1; position <= legsOf(number); position += 1) {
      const fen = BigInt(1 + ((number * 7_919 + position) % 1_000_000));
      const shared = { disclosed: true, payerId: null, divisionKey };
      own.push({
        position,
        debitAccountId: bank.id,
        creditAccountId: fund.id,
        amountFen: String(fen),
        currency: 'CNY',
        ...shared,
      });
      for (const [account, counter, side] of [
        [bank, fund, 'DEBIT'],
        [fund, bank, 'CREDIT'],
      ] as const) {
        const balance = held.get(account.id)!;
        balance.fen += fen;
        balance.entries += 1n;
        entries.push({
          id: stableId(`entry ${number} ${position} ${side}`, at),
          accountId: account.id,
          number: String(balance.entries),
          position,
          counterAccountId: counter.id,
          side,
          amountFen: String(fen),
          balanceFen: String(balance.fen),
          effectiveOn,
          recordedAt,
          ...shared,
        });
        const key = `${account.id} ${effectiveOn} ${recordedOn} ${side}`;
        const day = days.get(key) ?? { fen: 0n, entries: 0 };
        days.set(key, { fen: day.fen + fen, entries: day.entries + 1 });
      }
      const year = `${fund.fundId} ${effectiveOn.slice(0, 4)}`;
      flows.set(year, (flows.get(year) ?? 0n) + fen);
    }
    const columns = {
      number: String(number),
      id,
      kind: 'DONATION' as const,
      effectiveOn,
      recordedAt,
      summary: `收到捐赠 ${number}`,
      summaryEn: `Donation received ${number}`,
      fundId: fund.fundId,
      divisionKey,
      attachments: 1,
      disclosed: true,
      payerId: null,
      preparedBy: 'bench',
      preparedByOrganizationId: null,
      reviewedBy: 'another',
      reversesId: null,
      reversesNumber: null,
      supplementsId: null,
      supplementsNumber: null,
      correlationId: id,
      digest: currentDigest,
    };
    const previousHash = Buffer.from(hash).toString('hex');
    hash = hashOf(currentDigest, hash, {
      ...columns,
      tenant,
      number: BigInt(number),
      sourceType: 'bench',
      sourceKey: String(number),
      legs: own.map((leg) => ({
        ...leg,
        amountFen: BigInt(leg.amountFen),
        debitAccount: bank,
        creditAccount: fund,
      })),
    });
    const sources = [{ type: 'bench', key: String(number) }];
    const rest = {
      previousHash,
      hash: Buffer.from(hash).toString('hex'),
      sources,
      events: [],
      legs: own,
      legsLeftOut: 0,
      entries,
    };
    yield JSON.stringify({ type: 'transaction', ...columns, ...rest });
  }
  for (const [accountId, { fen, entries }] of held)
    yield JSON.stringify({
      type: 'balance',
      accountId,
      openingFen: '0',
      balanceFen: String(fen),
      heldFen: '0',
      entryCount: String(entries),
    });
  for (const [key, fen] of flows) {
    const [fundId, year] = key.split(' ');
    yield JSON.stringify({
      type: 'flow',
      fundId,
      year: Number(year),
      kind: 'DONATION',
      amountFen: String(fen),
    });
  }
  for (const [key, { fen, entries }] of days) {
    const [accountId, effectiveOn, recordedOn, side] = key.split(' ');
    const sums = {
      debitFen: side === 'DEBIT' ? String(fen) : '0',
      creditFen: side === 'CREDIT' ? String(fen) : '0',
    };
    yield JSON.stringify({
      type: 'day',
      accountId,
      effectiveOn,
      recordedOn,
      ...sums,
      entryCount: String(entries),
    });
  }
  yield JSON.stringify({ type: 'head', number: String(number), hash: Buffer.from(hash).toString('hex') });
}

/** Runs the benchmark; what it finds goes to the terminal and to `verify.md` in the folder. */
export async function runVerify(legs: number, out: string, command: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'gongzhi-bench-'));
  try {
    const file = join(folder, 'ledger.jsonl');
    console.error(`writing an export of ${legs.toLocaleString('en')} legs …`);
    const withEnds = function* (): Generator<string> {
      for (const line of linesOf(legs)) yield `${line}\n`;
    };
    await pipeline(Readable.from(withEnds()), createWriteStream(file));
    const { size } = await stat(file);
    const begin = performance.now();
    const child = spawn(process.execPath, [program, 'verify', file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    let [peak, ticks] = [0, 0];
    let running = true;
    const ended = new Promise<number>((resolve) => {
      child.once('close', (code) => {
        running = false;
        resolve(code ?? 1);
      });
    });
    while (running) {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '');
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
      // Of the process itself: on a machine that does other work, the clock says how long that took.
      const stats = (await readFile(`/proc/${child.pid}/stat`, 'utf8').catch(() => ''))
        .split(') ')
        .at(-1)!
        .split(' ');
      ticks = Math.max(ticks, Number(stats[11] ?? 0) + Number(stats[12] ?? 0));
      await Promise.race([ended, sleep(200)]);
    }
    const seconds = (performance.now() - begin) / 1_000;
    if ((await ended) !== 0) throw new Error(`The export should be whole: ${said}`);
    const table = tableOf(
      ['', 'number'],
      [
        ['legs', legs.toLocaleString('en')],
        ['MB of the export', Math.round(size / 1e6).toLocaleString('en')],
        ['seconds to verify', seconds.toFixed(1)],
        ['seconds of a core', (ticks / 100).toFixed(1)],
        ['legs per second of a core', Math.round((legs * 100) / ticks).toLocaleString('en')],
        ['MB of memory at most', Math.round(peak / 1_024).toLocaleString('en')],
      ],
    );
    const machine = [
      `- date: ${new Date().toISOString().slice(0, 16)}`,
      `- machine: ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
      `- node: ${process.version}`,
      `- command: ${command}`,
    ].join('\n');
    const text = `# Verifying an exported ledger

The program for auditors (\`dist/ledger-verifier.mjs\`) on an export as the platform writes it: chain, legs, entries,
balances, days and years are all computed again, in one process. Seconds of a core are what that process itself took; the
clock also counts whatever else the machine did meanwhile.

${machine}

${table}
`;
    await mkdir(out, { recursive: true });
    await writeFile(join(out, 'verify.md'), text);
    console.log(text);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
