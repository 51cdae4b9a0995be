// The verifier of a ledger: reads an export record by record and says where it is not what was posted.
import { firstHash, hashOf, isKnownDigest } from './chain.js';
import { belongs, digestOf, eventsFit, isSoundLeg, mayNotFall } from './compare.js';
import { signedAmount } from './posting.js';
import {
  exportVersion,
  type AccountRecord,
  type BalanceRecord,
  type EntryRecord,
  type ExportRecord,
  type HeadRecord,
  type TransactionRecord,
} from './records.js';

/**
 * - `UNREADABLE`: a line is no record, or the records are not in their order.
 * - `NUMBER_GAP`: a voucher number is missing, twice, or out of order.
 * - `CHAIN_BROKEN`: the transaction does not follow on the one before it.
 * - `ACCOUNT`: an account may fall below zero and its fund is bound, or the other way round.
 * - `ALTERED`: the transaction, one of its legs or an account of theirs is not what was hashed.
 * - `SOURCE`: a transaction has not exactly one event, or an event has two transactions.
 * - `EVENT`: a donation or an expense is not what was posted of it, or was not posted.
 * - `LEGS`: a leg has no amount, no two accounts, an account that takes no posting, or another division than its account.
 * - `ENTRIES`: the entries are not the two sides of each leg, at its instant and in its divisions.
 * - `RUNNING_BALANCE`: an entry's number or balance does not follow from the one before it in its account.
 * - `OVERDRAWN`: an account that may not fall below zero does.
 * - `REVERSAL`: it is not the mirror of what it takes back, or takes back what is taken back already.
 * - `BALANCE`: a balance is not the sum of its account's legs.
 * - `HEAD`: the chain does not end where its head says.
 */
type LedgerFaultKind =
  | 'UNREADABLE'
  | 'NUMBER_GAP'
  | 'CHAIN_BROKEN'
  | 'ACCOUNT'
  | 'ALTERED'
  | 'SOURCE'
  | 'EVENT'
  | 'LEGS'
  | 'ENTRIES'
  | 'RUNNING_BALANCE'
  | 'OVERDRAWN'
  | 'REVERSAL'
  | 'BALANCE'
  | 'HEAD';

/** One thing that is wrong, with its place: line of the export, and voucher or account. */
interface LedgerFault {
  readonly kind: LedgerFaultKind;
  readonly line: number;
  readonly place: string;
}

/** What the verifier found. */
export interface LedgerVerdict {
  readonly tenant: number | null;
  readonly transactions: bigint;
  /** Hash of the last transaction, in hex; keep it where nobody who can write to the database can reach it. */
  readonly head: string;
  readonly faults: readonly LedgerFault[];
}

/** More faults than these say nothing more. */
const maxFaults = 100;

interface Running {
  readonly account: AccountRecord;
  balanceFen: bigint;
  entries: bigint;
  /** Whether its balance row was read. */
  compared: boolean;
}

/**
 * Verifies an export. Takes its lines, of JSON; returns the verdict. Keeps a few dozen bytes per transaction, for
 * reversals and events, and else only the accounts.
 */
export async function verifyLedger(lines: AsyncIterable<string> | Iterable<string>): Promise<LedgerVerdict> {
  const verifier = new Verifier();
  for await (const line of lines) if (line.trim() !== '') verifier.read(line);
  return verifier.end();
}

class Verifier {
  private line = 0;
  private tenant: number | null = null;
  private number = 0n;
  private hash = hex(firstHash);
  private ended = false;
  private readonly accounts = new Map<string, Running>();
  /** Digest of each transaction's mirror, until it is taken back. */
  private readonly mirrors = new Map<string, string | null>();
  private readonly sources = new Set<string>();
  private readonly faults: LedgerFault[] = [];

  /** Reads one record. */
  read(line: string): void {
    this.line += 1;
    try {
      this.take(JSON.parse(line) as ExportRecord);
    } catch {
      // Whatever a forged line lacks: a field, digits, JSON.
      this.fault('UNREADABLE', 'the line');
    }
  }

  private take(record: ExportRecord): void {
    if ((record.type === 'ledger') !== (this.line === 1) || this.ended) throw new Error('out of order');
    switch (record.type) {
      case 'ledger':
        if (record.version !== exportVersion) throw new Error('another form');
        this.tenant = record.tenant;
        return;
      case 'account':
        return this.takeAccount(record);
      case 'transaction':
        return this.takeTransaction(record);
      case 'balance':
        return this.takeBalance(record);
      case 'unposted':
        return this.fault('EVENT', `${record.of} ${record.id}`);
      case 'head':
        return this.takeHead(record);
      default:
        throw new Error('no record');
    }
  }

  private takeAccount(account: AccountRecord): void {
    // A second line would stand for what was posted, and the first would be read.
    if (this.accounts.has(account.id) || this.number > 0n) throw new Error('out of order');
    this.accounts.set(account.id, { account, balanceFen: 0n, entries: 0n, compared: false });
    if (account.neverNegative !== mayNotFall(account)) this.fault('ACCOUNT', `account ${account.id}`);
  }

  private takeTransaction(record: TransactionRecord): void {
    const place = `transaction ${record.number}`;
    if (BigInt(record.number) !== this.number + 1n) this.fault('NUMBER_GAP', place);
    if (record.previousHash !== this.hash) this.fault('CHAIN_BROKEN', place);
    if (!isKnownDigest(record.digest) || this.hashOf(record) !== record.hash) this.fault('ALTERED', place);
    this.takeSources(record, place);
    const account = (id: string): AccountRecord | undefined => this.accounts.get(id)?.account;
    if (record.legs.length === 0 || !record.legs.every((leg, i) => isSoundLeg(leg, i, record, account)))
      this.fault('LEGS', place);
    this.takeEntries(record, place);
    this.takeReversal(record, place);
    this.number = BigInt(record.number);
    this.hash = record.hash;
  }

  /** The hash as it should be; null where an account is missing that it covers. */
  private hashOf(record: TransactionRecord): string | null {
    const { sources, legs, ...columns } = record;
    const [source] = sources;
    const chained = legs.flatMap((leg) => {
      const debit = this.accounts.get(leg.debitAccountId);
      const credit = this.accounts.get(leg.creditAccountId);
      if (!debit || !credit) return [];
      const { amountFen } = leg;
      return {
        ...leg,
        amountFen: BigInt(amountFen),
        debitAccount: debit.account,
        creditAccount: credit.account,
      };
    });
    if (chained.length < legs.length) return null;
    return hashOf(record.digest, Buffer.from(record.previousHash, 'hex'), {
      ...columns,
      tenant: this.tenant!,
      number: BigInt(record.number),
      sourceType: source?.type ?? '',
      sourceKey: source?.key ?? '',
      legs: chained,
    }).toString('hex');
  }

  private takeSources(record: TransactionRecord, place: string): void {
    const { sources } = record;
    if (sources.length !== 1) this.fault('SOURCE', place);
    if (!eventsFit(record)) this.fault('EVENT', place);
    for (const { type, key } of sources) {
      const event = JSON.stringify([type, key]);
      if (this.sources.has(event)) this.fault('SOURCE', place);
      this.sources.add(event);
    }
  }

  /** Each leg has its two entries, and each entry follows on the one before it in its account. */
  private takeEntries(record: TransactionRecord, place: string): void {
    const { legs, entries } = record;
    const sides = new Map(entries.map((entry) => [`${entry.position} ${entry.side}`, entry]));
    let paired = entries.length === 2 * legs.length && sides.size === entries.length;
    for (const leg of legs)
      for (const side of ['DEBIT', 'CREDIT'] as const) {
        const entry = sides.get(`${leg.position} ${side}`);
        const running = this.accounts.get(side === 'DEBIT' ? leg.debitAccountId : leg.creditAccountId);
        if (!running) continue;
        running.balanceFen += signedAmount(BigInt(leg.amountFen), side, running.account.normalSide);
        running.entries += 1n;
        paired &&= entry !== undefined && belongs(entry, leg, running.account, record);
        if (entry && !follows(entry, running)) this.fault('RUNNING_BALANCE', `${place}, leg ${leg.position}`);
        if (running.account.neverNegative && running.balanceFen < 0n)
          this.fault('OVERDRAWN', `${place}, account ${running.account.id}`);
      }
    if (!paired) this.fault('ENTRIES', place);
  }

  private takeReversal({ id, kind, reversesId, legs }: TransactionRecord, place: string): void {
    const isReversal = kind === 'REVERSAL';
    if (isReversal !== (reversesId !== null)) this.fault('REVERSAL', place);
    else if (reversesId !== null) {
      if (this.mirrors.get(reversesId) !== digestOf(legs)) this.fault('REVERSAL', place);
      this.mirrors.set(reversesId, null);
    }
    const mirror = legs.map((leg) => ({
      ...leg,
      debitAccountId: leg.creditAccountId,
      creditAccountId: leg.debitAccountId,
    }));
    this.mirrors.set(id, isReversal ? null : digestOf(mirror));
  }

  private takeBalance({ accountId, balanceFen, entryCount }: BalanceRecord): void {
    const running = this.accounts.get(accountId);
    const same =
      running && running.balanceFen === BigInt(balanceFen) && running.entries === BigInt(entryCount);
    if (!same) this.fault('BALANCE', `account ${accountId}`);
    if (running) running.compared = true;
  }

  private takeHead({ number, hash }: HeadRecord): void {
    this.ended = true;
    if (BigInt(number) !== this.number || hash !== this.hash) this.fault('HEAD', `transaction ${number}`);
  }

  /** The verdict, with what is missing at the end. */
  end(): LedgerVerdict {
    for (const { account, compared } of this.accounts.values())
      if (!compared && !account.isRollUp) this.fault('BALANCE', `account ${account.id}`);
    if (!this.ended) this.fault('HEAD', 'the end');
    return { tenant: this.tenant, transactions: this.number, head: this.hash, faults: this.faults };
  }

  private fault(kind: LedgerFaultKind, place: string): void {
    if (this.faults.length < maxFaults) this.faults.push({ kind, line: this.line, place });
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** Whether number and balance of the entry are the account's after it. */
function follows(entry: EntryRecord, running: Running): boolean {
  return BigInt(entry.number) === running.entries && BigInt(entry.balanceFen) === running.balanceFen;
}
