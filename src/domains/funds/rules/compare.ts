// What the verifier compares within one transaction: its legs with their accounts, its entries, and what the public reads.
import { isBound } from './accounts.js';
import { signedAmount } from './posting.js';
import type { AccountRecord, EntryRecord, LegRecord, TransactionRecord } from './records.js';

/** Whether the account's balance must stay above zero: a bank account, or a fund whose money is bound. */
function mayNotFall({ kind, restriction }: AccountRecord): boolean {
  return kind === 'BANK' || (kind === 'FUND' && isBound(restriction));
}

/** Whether the account is as its fund's accounts are: how far it may fall, and what sums it up. */
export function isSoundAccount(account: AccountRecord, parent: AccountRecord | null | undefined): boolean {
  const { payerId, fundId, isRollUp } = account;
  const summedUp = parent === null ? payerId === null || isRollUp : payerId !== null;
  const together = !parent || (parent.isRollUp && parent.fundId === fundId && parent.kind === account.kind);
  return account.neverNegative === mayNotFall(account) && summedUp && together;
}

/** Whether the leg is one that can be posted, between accounts that are there. */
export function isSoundLeg(
  leg: LegRecord,
  { fundId, divisionKey, disclosed, payerId }: TransactionRecord,
  account: (id: string) => AccountRecord | undefined,
): boolean {
  const accounts = [account(leg.debitAccountId), account(leg.creditAccountId)];
  return (
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

/** The legs that would take these back. */
export function mirrorOf(legs: readonly LegRecord[]): readonly LegRecord[] {
  return legs.map((leg) => ({
    ...leg,
    debitAccountId: leg.creditAccountId,
    creditAccountId: leg.debitAccountId,
  }));
}

/** Accounts and amounts of legs as a text, equal for equal legs. */
export function textOf(legs: readonly LegRecord[]): string {
  return legs
    .map(({ position, debitAccountId, creditAccountId, amountFen }) =>
      JSON.stringify([position, debitAccountId, creditAccountId, amountFen]),
    )
    .join('');
}
