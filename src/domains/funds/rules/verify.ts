// The verifier of a ledger: reads an export record by record and says where it is not what was posted.
import type { LedgerKind } from '../../../generated/database.js';
import { ledgerExports } from '../../../kernel/config.js';
import { firstHash, hashOf, isKnownDigest } from './chain.js';
import { AccountFold } from './account-fold.js';
import { AnchorFold, type PublishedHead } from './anchors.js';
import { eventsFit, isSoundLeg, mirrorOf, textOf } from './compare.js';
import type { LedgerFault, LedgerFaultKind, LedgerVerdict } from './faults.js';
import { KeptFold } from './kept-fold.js';
import { PeriodFold } from './period-fold.js';
import { PostedTable, keyOfId, keyOfText } from './posted-before.js';
import {
  exportVersion,
  isWhole,
  wholeLedger,
  type ExportRecord,
  type HeadRecord,
  type LedgerRecord,
  type Selection,
  type TransactionRecord,
} from './records.js';

/** What the verifier is told beside the export. */
export interface Verifying {
  /** Heads of the tenant's chain that were published: each must be in the chain. */
  readonly heads?: readonly PublishedHead[];
  /** Whether donations and expenses stand beside the ledger; in an installation that imported it they do not. */
  readonly events?: boolean;
  /** Who sees each record that can be read. */
  readonly told?: (record: ExportRecord) => void;
}

/**
 * Verifies an export. Takes its lines, of JSON; returns the verdict. Keeps a few dozen bytes per transaction, for
 * reversals and events, and else only the accounts and the years of the funds. Of an export of some funds or days it
 * follows the chain where no number is missing, and what each account got.
 */
export async function verifyLedger(
  lines: AsyncIterable<string> | Iterable<string>,
  options: Verifying = {},
): Promise<LedgerVerdict> {
  const verifier = new Verifier(options);
  for await (const line of lines) if (line.trim() !== '') verifier.read(line);
  return verifier.end();
}

class Verifier {
  private line = 0;
  private tenant: number | null = null;
  private selection: Selection = wholeLedger;
  private whole = true;
  private number = 0n;
  private legs = 0n;
  private hash = hex(firstHash);
  private ended = false;
  private accounts = new AccountFold(wholeLedger, (...said) => this.fault(...said));
  private kept = this.keptFold();
  private periods = this.periodFold();
  private readonly transactions = new PostedTable();
  private readonly sources = new PostedTable();
  private readonly kinds: LedgerKind[] = [];
  private anchors = new AnchorFold(0, []);
  private readonly faults: LedgerFault[] = [];
  private readonly options: Verifying;

  constructor(options: Verifying) {
    this.options = options;
  }

  /** Reads one record. */
  read(line: string): void {
    this.line += 1;
    try {
      const record = JSON.parse(line) as ExportRecord;
      this.take(record);
      this.options.told?.(record);
    } catch {
      // Whatever a forged line lacks: a field, digits, JSON.
      this.fault('UNREADABLE', 'the line');
    }
  }

  private take(record: ExportRecord): void {
    if ((record.type === 'ledger') !== (this.line === 1) || this.ended) throw new Error('out of order');
    switch (record.type) {
      case 'ledger':
        return this.takeLedger(record);
      case 'account':
        return this.accounts.add(record, this.line);
      case 'anchor':
        return this.anchors.add(record);
      case 'transaction':
        this.accounts.judge();
        return this.takeTransaction(record);
      case 'balance':
        this.accounts.judge();
        this.kept.addHeld(record);
        return this.accounts.compare(record);
      case 'flow':
        return this.kept.compareFlow(record);
      case 'day':
        return this.kept.compareDay(record);
      case 'hold':
        return this.kept.takeHold(record);
      case 'period':
        return this.periods.add(record, this.line);
      case 'unposted':
        return this.fault('EVENT', `${record.of} ${record.id}`);
      case 'head':
        return this.takeHead(record);
      default:
        throw new Error('no record');
    }
  }

  private takeLedger({ version, tenant, funds, from, to, through }: LedgerRecord): void {
    if (version !== exportVersion) throw new Error('another form');
    this.tenant = tenant;
    this.selection = { funds, from, to, through };
    this.whole = isWhole(this.selection);
    this.accounts = new AccountFold(this.selection, (...said) => this.fault(...said));
    this.kept = this.keptFold();
    this.periods = this.periodFold();
    this.anchors = new AnchorFold(tenant, this.options.heads ?? []);
  }

  private keptFold(): KeptFold {
    return new KeptFold(this.accounts.find, (...said) => this.fault(...said));
  }

  private periodFold(): PeriodFold {
    return new PeriodFold(this.accounts.find, (...said) => this.fault(...said));
  }

  private takeTransaction(record: TransactionRecord): void {
    const place = `transaction ${record.number}`;
    const number = BigInt(record.number);
    const follows = number === this.number + 1n;
    if (this.whole ? !follows : number <= this.number) this.fault('NUMBER_GAP', place);
    if ((this.whole || follows) && record.previousHash !== this.hash) this.fault('CHAIN_BROKEN', place);
    if (!isKnownDigest(record.digest) || this.isAltered(record)) this.fault('ALTERED', place);
    if (!this.fitsDays(record) || (this.whole && record.legsLeftOut !== 0)) this.fault('LEGS', place);
    this.takeSources(record, place);
    if (record.reviewedBy !== null && record.reviewedBy === record.preparedBy) this.fault('REVIEWER', place);
    const numbered = (position: number, i: number): boolean => position === i + 1 || record.legsLeftOut > 0;
    const sound = record.legs.every(
      (leg, i) => numbered(leg.position, i) && isSoundLeg(leg, record, this.accounts.find),
    );
    if (record.legs.length === 0 || !sound) this.fault('LEGS', place);
    this.accounts.addTransaction(record, place);
    this.takeSupplement(record, place);
    this.takeReversal(record, place);
    if (this.isNow) this.kept.addDays(record);
    this.periods.addTransaction(record, place);
    this.number = number;
    this.legs += BigInt(record.legs.length);
    this.hash = record.hash;
    if (!this.anchors.fits(record.number, record.hash)) this.fault('ANCHOR', place);
  }

  /** Whether it is the ledger as it is now, with what is kept beside it. */
  private get isNow(): boolean {
    const { from, to, through } = this.selection;
    return from === null && to === null && through === null;
  }

  /** Whether the day is one of those that were asked for, and the number one that was known. */
  private fitsDays({ effectiveOn, number }: TransactionRecord): boolean {
    const { from, to, through } = this.selection;
    return (
      (from === null || effectiveOn >= from) &&
      (to === null || effectiveOn <= to) &&
      (through === null || BigInt(number) <= BigInt(through))
    );
  }

  /** Whether the hash is another than it should be; where legs are left out it cannot be said. */
  private isAltered(record: TransactionRecord): boolean {
    if (record.legsLeftOut > 0) return false;
    const { sources, legs } = record;
    const chained = legs.flatMap((leg) => {
      const debitAccount = this.accounts.find(leg.debitAccountId);
      const creditAccount = this.accounts.find(leg.creditAccountId);
      return debitAccount && creditAccount
        ? { ...leg, amountFen: BigInt(leg.amountFen), debitAccount, creditAccount }
        : [];
    });
    if (chained.length < legs.length) return true;
    const should = hashOf(record.digest, Buffer.from(record.previousHash, 'hex'), {
      ...record,
      tenant: this.tenant!,
      number: BigInt(record.number),
      sourceType: sources[0]?.type ?? '',
      sourceKey: sources[0]?.key ?? '',
      legs: chained,
    });
    return should.toString('hex') !== record.hash;
  }

  private takeSources(record: TransactionRecord, place: string): void {
    const { sources } = record;
    if (sources.length !== 1) this.fault('SOURCE', place);
    if (this.options.events !== false && record.legsLeftOut === 0 && !eventsFit(record))
      this.fault('EVENT', place);
    for (const { type, key } of sources)
      if (!this.sources.add(keyOfText(JSON.stringify([type, key])), 0, 0)) this.fault('SOURCE', place);
  }

  /** A supplement is of the kind of what it adds to, which stands before it and was not taken back by then. */
  private takeSupplement(record: TransactionRecord, place: string): void {
    const { kind, reversesId, supplementsId, supplementsNumber } = record;
    if (supplementsId === null) return;
    const original = this.transactions.find(keyOfId(supplementsId));
    if (!original && (this.selection.from !== null || this.selection.to !== null)) return;
    const fits =
      original &&
      reversesId === null &&
      !original.taken &&
      this.kinds[original.kind] === kind &&
      String(original.number) === supplementsNumber;
    if (!fits) this.fault('SUPPLEMENT', place);
  }

  private takeReversal(record: TransactionRecord, place: string): void {
    const { id, kind, reversesId, reversesNumber, legs } = record;
    const isReversal = kind === 'REVERSAL';
    let meant: LedgerKind | undefined;
    if (isReversal !== (reversesId !== null)) this.fault('REVERSAL', place);
    else if (reversesId !== null) {
      const key = keyOfId(reversesId);
      const original = this.transactions.find(key);
      meant = original && this.kinds[original.kind];
      // Of some days the original need not be here.
      if (original || (this.selection.from === null && this.selection.to === null)) {
        const fits = original && String(original.number) === reversesNumber;
        if (!this.transactions.take(key, keyOfText(textOf(legs))) || !fits) this.fault('REVERSAL', place);
      }
    }
    const mirror = isReversal ? undefined : keyOfText(textOf(mirrorOf(legs)));
    const index = this.kinds.includes(kind) ? this.kinds.indexOf(kind) : this.kinds.push(kind) - 1;
    if (!this.transactions.add(keyOfId(id), Number(record.number), index, mirror))
      this.fault('NUMBER_GAP', place);
    if (this.isNow && this.whole) this.kept.addFlows(record, meant);
  }

  private takeHead({ number, hash }: HeadRecord): void {
    this.ended = true;
    const ends = this.whole ? BigInt(number) === this.number : BigInt(number) >= this.number;
    const same = BigInt(number) !== this.number || hash === this.hash;
    if (!ends || !same) this.fault('HEAD', `transaction ${number}`);
  }

  /** The verdict, with what is missing at the end. */
  end(): LedgerVerdict {
    this.accounts.end();
    this.kept.end();
    this.periods.end();
    if (!this.ended) this.fault('HEAD', 'the end');
    const lost = this.whole ? this.anchors.missing(this.selection.through) : [];
    for (const number of lost) this.fault('ANCHOR', `transaction ${number}`);
    const { tenant, number, legs, hash: head } = this;
    const faults = this.faults.toSorted((a, b) => a.line - b.line);
    return { tenant, transactions: number, legs, head, faults };
  }

  private fault(kind: LedgerFaultKind, place: string, line = this.line): void {
    if (this.faults.length < ledgerExports.faults) this.faults.push({ kind, line, place });
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
