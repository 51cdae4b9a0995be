// What the verifier compares within one transaction: its legs with their accounts, its entries, and what the public reads.
import { createHash } from 'node:crypto';
import { isBound } from './accounts.js';
import { signedAmount } from './posting.js';
import type { AccountRecord, EntryRecord, LegRecord, TransactionRecord } from './records.js';

/** Whether the account's balance must stay above zero: a bank account, or a fund whose money is bound. */
export function mayNotFall({ kind, restriction }: AccountRecord): boolean {
  return kind === 'BANK' || (kind === 'FUND' && isBound(restriction));
}

/** Whether the leg in a place from 0 is one that can be posted, between accounts that are there. */
export function isSoundLeg(
  leg: LegRecord,
  i: number,
  { fundId, divisionKey, disclosed, payerId }: TransactionRecord,
  account: (id: string) => AccountRecord | undefined,
): boolean {
  const accounts = [account(leg.debitAccountId), account(leg.creditAccountId)];
  return (
    leg.position === i + 1 &&
    BigInt(leg.amountFen) > 0n &&
    leg.debitAccountId !== leg.creditAccountId &&
    leg.disclosed === disclosed &&
    leg.payerId === payerId &&
    leg.divisionKey === accounts[0]?.divisionKey &&
    accounts.every(
      (one) =>
        one &&
        !one.isRollUp &&
        one.currency === leg.currency &&
        (one.fundId !== fundId || one.divisionKey === divisionKey),
    )
  );
}

/** Whether the entry is this side of the leg. */
export function belongs(
  entry: EntryRecord,
  leg: LegRecord,
  account: AccountRecord,
  { effectiveOn, recordedAt, disclosed, payerId }: TransactionRecord,
): boolean {
  const [own, other] =
    entry.side === 'DEBIT'
      ? [leg.debitAccountId, leg.creditAccountId]
      : [leg.creditAccountId, leg.debitAccountId];
  return (
    entry.accountId === own &&
    entry.counterAccountId === other &&
    BigInt(entry.amountFen) === signedAmount(BigInt(leg.amountFen), entry.side, account.normalSide) &&
    entry.effectiveOn === effectiveOn &&
    entry.recordedAt === recordedAt &&
    entry.disclosed === disclosed &&
    entry.payerId === payerId &&
    entry.divisionKey === account.divisionKey
  );
}

/** Whether what the public reads of a donation or an expense is what was posted; nothing else has such a row. */
export function eventsFit({ sources, events, legs, fundId, effectiveOn }: TransactionRecord): boolean {
  const posted = sources.filter(({ type }) => type === 'donation' || type === 'expense');
  const amountFen = legs.reduce((sum, leg) => sum + BigInt(leg.amountFen), 0n);
  return (
    events.length === posted.length &&
    events.every(
      (event) =>
        posted.some(({ type, key }) => type === event.type && key === event.id) &&
        event.fundId === fundId &&
        BigInt(event.amountFen) === amountFen &&
        event.effectiveOn === effectiveOn,
    )
  );
}

/** Legs in few bytes, equal for equal legs. */
export function digestOf(legs: readonly LegRecord[]): string {
  const hash = createHash('sha256');
  for (const { position, debitAccountId, creditAccountId, amountFen } of legs)
    hash.update(JSON.stringify([position, debitAccountId, creditAccountId, amountFen]));
  return hash.digest('base64');
}
