// The chain of a tenant's ledger: which bytes of a transaction are hashed, in which order. docs/ledger-chain.md says the same.
import { createHash } from 'node:crypto';
import type { AccountKind, LedgerKind, LedgerSide } from '../../../generated/database.js';
import type { PostedLeg } from './posting.js';

/** What an account is: whose it is, what it keeps, and on which side it grows. */
export interface AccountFacts {
  readonly fundId: string;
  readonly kind: AccountKind;
  readonly payerId: string | null;
  readonly normalSide: LedgerSide;
}

/** A leg with what its accounts are, because their ids alone say nothing. */
export interface ChainedLeg extends PostedLeg {
  readonly debitAccount: AccountFacts;
  readonly creditAccount: AccountFacts;
  readonly currency: string;
}

/** What a hash covers: the transaction, its event and its legs. */
export interface ChainedTransaction {
  readonly tenant: number;
  readonly number: bigint;
  readonly id: string;
  readonly kind: LedgerKind;
  readonly effectiveOn: string;
  /** Instant in UTC with microseconds: `2026-11-22T01:02:03.000004Z`. */
  readonly recordedAt: string;
  readonly summary: string;
  readonly summaryEn: string;
  readonly fundId: string;
  readonly divisionKey: string;
  readonly attachments: number;
  readonly disclosed: boolean;
  readonly payerId: string | null;
  readonly preparedBy: string;
  readonly preparedByOrganizationId: string | null;
  readonly reviewedBy: string | null;
  readonly reversesId: string | null;
  /** What it adds to; told only where there is something, so that older transactions keep their form. */
  readonly supplementsId?: string | null;
  readonly correlationId: string;
  readonly sourceType: string;
  readonly sourceKey: string;
  readonly legs: readonly ChainedLeg[];
}

/** Begins every hashed message, so that no form can be taken for another: that of a supplement has a field more. */
const versions = { plain: 'gongzhi-ledger-1', supplement: 'gongzhi-ledger-2' } as const;
const absent = 0xff_ff_ff_ff;

/** Digests that a row may name, and how the runtime calls them. */
const digests: Readonly<Record<string, string>> = { sha256: 'sha256', sm3: 'sm3' };

/** Digest by which new transactions are chained. */
export const currentDigest = 'sha256';

/** Stands where the first transaction has none before it. */
export const firstHash: Uint8Array = new Uint8Array(32);

/** Whether the digest is one that can be checked here. */
export function isKnownDigest(digest: string): boolean {
  return Object.hasOwn(digests, digest);
}

/**
 * Chains a transaction.
 *
 * Takes the digest's name, the hash before it and the transaction, its legs in order; returns the hash over its fields,
 * each led by its length, so that no two transactions are the same bytes. @throws Error for an unknown digest
 */
export function hashOf(digest: string, previous: Uint8Array, transaction: ChainedTransaction): Buffer {
  if (!isKnownDigest(digest)) throw new Error(`No digest is called ${digest}.`);
  return createHash(digests[digest]!)
    .update(messageOf(digest, previous, transaction))
    .digest();
}

/** Where messages are made one after the other; it grows with the longest. */
let scratch = Buffer.alloc(1 << 16);

/** Room for a number of bytes from a place on. */
function reserve(from: number, bytes: number): void {
  if (from + bytes <= scratch.length) return;
  const longer = Buffer.alloc(2 * (from + bytes));
  scratch.copy(longer);
  scratch = longer;
}

/** The message: lengths and bytes, one behind the other. It stands until the next one is made. */
function messageOf(digest: string, previous: Uint8Array, transaction: ChainedTransaction): Uint8Array {
  let end = 0;
  const length = (value: number): void => {
    reserve(end, 4);
    end = scratch.writeUInt32BE(value, end);
  };
  const field = (value: string | Uint8Array | null): void => {
    if (value === null) return length(absent);
    if (typeof value !== 'string') {
      length(value.length);
      reserve(end, value.length);
      scratch.set(value, end);
      end += value.length;
      return;
    }
    // UTF-8 takes three bytes at most for a unit of a text.
    reserve(end, 4 + 3 * value.length);
    const bytes = scratch.write(value, end + 4, 'utf8');
    scratch.writeUInt32BE(bytes, end);
    end += 4 + bytes;
  };
  const account = ({ fundId, kind, payerId, normalSide }: AccountFacts): void => {
    for (const value of [fundId, kind, payerId, normalSide]) field(value);
  };
  const t = transaction;
  const supplementsId = t.supplementsId ?? null;
  field(supplementsId === null ? versions.plain : versions.supplement);
  field(digest);
  field(previous);
  for (const value of [String(t.tenant), String(t.number), t.id, t.kind, t.effectiveOn, t.recordedAt])
    field(value);
  for (const value of [t.summary, t.summaryEn, t.fundId, t.divisionKey]) field(value);
  field(String(t.attachments));
  field(String(t.disclosed));
  for (const value of [t.payerId, t.preparedBy, t.preparedByOrganizationId, t.reviewedBy]) field(value);
  field(t.reversesId);
  if (supplementsId !== null) field(supplementsId);
  for (const value of [t.correlationId, t.sourceType, t.sourceKey]) field(value);
  length(t.legs.length);
  for (const leg of t.legs) {
    field(String(leg.position));
    field(leg.debitAccountId);
    account(leg.debitAccount);
    field(leg.creditAccountId);
    account(leg.creditAccount);
    field(String(leg.amountFen));
    field(leg.currency);
  }
  return scratch.subarray(0, end);
}
