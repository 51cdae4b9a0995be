// The receipt of an export: what was exported, under which rights, and by which numbers a reader finds it complete.
import type { ExportRecord, Selection } from '../../funds/rules/records.js';
import { isWhole, wholeLedger } from '../../funds/rules/records.js';

/** Forms in which a ledger is exported, and the ends of their files. */
export const exportFormats = {
  jsonl: '.jsonl',
  hledger: '.hledger',
  beancount: '.beancount',
  csv: '.csv',
  xlsx: '.xlsx',
} as const;

export type ExportFormat = keyof typeof exportFormats;

/** Names the form of the receipt. */
const receiptForm = 'gongzhi-ledger-receipt-1';

/** What the policy was told: who asked, and where they may read the books of funds; everywhere for who owns the database. */
export interface MadeBy {
  readonly subject: string;
  readonly app: string | null;
  readonly organizationId: string | null;
  readonly scope: string;
  readonly dataClass: string;
  readonly ranges: readonly { readonly from: string; readonly to: string }[] | 'everywhere';
}

/** How many there are of each type of record, and of what stands in a transaction. */
type Counts = Readonly<
  Record<
    | 'accounts'
    | 'anchors'
    | 'transactions'
    | 'legs'
    | 'legsLeftOut'
    | 'entries'
    | 'sources'
    | 'balances'
    | 'flows'
    | 'days'
    | 'holds'
    | 'periods',
    number
  >
>;

/** What an export amounts to. */
export interface Totals {
  readonly tenant: number | null;
  readonly filter: Selection;
  readonly counts: Counts;
  readonly debitFen: string;
  readonly creditFen: string;
  /** Fen by account, on the side on which it grows. */
  readonly closings: Readonly<Record<string, string>>;
  readonly head: { readonly number: string; readonly hash: string };
}

export interface Receipt extends Totals {
  readonly form: string;
  readonly format: ExportFormat;
  /** The instant as known at which it was asked for; null for now. */
  readonly knownAt: string | null;
  readonly madeAt: string;
  readonly madeBy: MadeBy;
  readonly file: { readonly name: string; readonly bytes: number; readonly sha256: string };
}

/** Adds up what stands in an export, record by record. */
export class Tally {
  private readonly counts = {
    accounts: 0,
    anchors: 0,
    transactions: 0,
    legs: 0,
    legsLeftOut: 0,
    entries: 0,
    sources: 0,
    balances: 0,
    flows: 0,
    days: 0,
    holds: 0,
    periods: 0,
  };
  private tenant: number | null = null;
  private filter: Selection = wholeLedger;
  private debitFen = 0n;
  private creditFen = 0n;
  private readonly closings: Record<string, string> = {};
  private readonly sides = new Map<string, 'DEBIT' | 'CREDIT'>();
  private head = { number: '0', hash: '' };

  /** Adds a record. */
  add(record: ExportRecord): void {
    switch (record.type) {
      case 'ledger': {
        const { tenant, funds, from, to, through } = record;
        this.tenant = tenant;
        this.filter = { funds, from, to, through };
        return;
      }
      case 'account':
        this.counts.accounts += 1;
        this.sides.set(record.id, record.normalSide);
        return;
      case 'anchor':
        this.counts.anchors += 1;
        return;
      case 'transaction':
        this.counts.transactions += 1;
        this.counts.legs += record.legs.length;
        this.counts.legsLeftOut += record.legsLeftOut;
        this.counts.sources += record.sources.length;
        this.counts.entries += record.entries.length;
        for (const { side, amountFen, accountId } of record.entries) {
          const fen = BigInt(amountFen);
          const moved = this.sides.get(accountId) === side ? fen : -fen;
          if (side === 'DEBIT') this.debitFen += moved;
          else this.creditFen += moved;
        }
        return;
      case 'balance':
        this.counts.balances += 1;
        this.closings[record.accountId] = record.balanceFen;
        return;
      case 'flow':
        this.counts.flows += 1;
        return;
      case 'day':
        this.counts.days += 1;
        return;
      case 'hold':
        this.counts.holds += 1;
        return;
      case 'period':
        this.counts.periods += 1;
        return;
      case 'head':
        this.head = { number: record.number, hash: record.hash };
        return;
      case 'unposted':
    }
  }

  /** The sums so far. */
  totals(): Totals {
    const { tenant, filter, counts, closings, head } = this;
    return {
      tenant,
      filter,
      counts: { ...counts },
      debitFen: String(this.debitFen),
      creditFen: String(this.creditFen),
      closings,
      head,
    };
  }
}

/** The receipt of a file. */
export function receiptOf(
  totals: Totals,
  made: Pick<Receipt, 'format' | 'knownAt' | 'madeAt' | 'madeBy' | 'file'>,
): Receipt {
  const { format, knownAt, madeAt, madeBy, file } = made;
  return { form: receiptForm, format, knownAt, madeAt, madeBy, ...totals, file };
}

/** Reads a receipt. @throws Error where the text is none */
export function readReceipt(text: string): Receipt {
  const receipt = JSON.parse(text) as Receipt;
  if (receipt.form !== receiptForm) throw new Error(`This is no receipt of the form ${receiptForm}.`);
  return receipt;
}

/**
 * Where a file and what stands in it differ from the receipt: the name of each number, with both. Of the forms that are
 * for other programs only the file itself is compared.
 */
export function receiptDifferences(
  receipt: Receipt,
  file: Omit<Receipt['file'], 'name'>,
  totals?: Totals,
): readonly string[] {
  const differences: string[] = [];
  const compare = (name: string, said: unknown, found: unknown): void => {
    const [a, b] = [JSON.stringify(said), JSON.stringify(found)];
    if (a !== b) differences.push(`${name} ${a} ≠ ${b}`);
  };
  compare('bytes', receipt.file.bytes, file.bytes);
  compare('sha256', receipt.file.sha256, file.sha256);
  if (!totals) return differences;
  compare('tenant', receipt.tenant, totals.tenant);
  for (const name of ['funds', 'from', 'to', 'through'] as const)
    compare(name, receipt.filter[name], totals.filter[name]);
  for (const name of Object.keys(totals.counts) as (keyof Counts)[])
    compare(name, receipt.counts[name], totals.counts[name]);
  compare('debitFen', receipt.debitFen, totals.debitFen);
  compare('creditFen', receipt.creditFen, totals.creditFen);
  for (const id of new Set([...Object.keys(receipt.closings), ...Object.keys(totals.closings)]))
    compare(`closing ${id}`, receipt.closings[id], totals.closings[id]);
  compare('head', receipt.head, totals.head);
  return differences;
}

/** A name that tells exports of a tenant apart. */
export function exportNameOf({ tenant, filter, head }: Totals, format: ExportFormat): string {
  const part = isWhole(filter)
    ? []
    : [filter.from ?? '', filter.to ?? '', ...(filter.funds ? ['funds'] : [])];
  const parts = ['ledger', String(tenant), ...part.filter((each) => each !== ''), head.number];
  return `${parts.join('-')}${exportFormats[format]}`;
}
