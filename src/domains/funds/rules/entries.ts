// From legs to entries: what each account gets, its number in the account and the balance after it.
import type { FundState, LedgerSide } from '../../../generated/database.js';
import { refusal, type Fault } from '../../../kernel/errors.js';
import type { AccountFacts, ChainedLeg } from './chain.js';
import { movingFaults } from './life.js';
import {
  isMirror,
  keyOfAccount,
  signedAmount,
  type AccountName,
  type PostedLeg,
  type Posting,
} from './posting.js';

/** An account as a posting needs it. */
export interface Account extends AccountFacts {
  readonly id: string;
  /** Fund and account, for people. */
  readonly name: string;
  readonly neverNegative: boolean;
  readonly currency: string;
  readonly divisionKey: string;
}

/** A fund that a posting moves money of; it keeps its state until the posting is done. */
export interface PostedFund {
  readonly name: string;
  readonly state: FundState;
  /** Last day of its closed books; null where no month was closed. */
  readonly closedThrough: string | null;
}

/** What stands in the books before a posting: its accounts by name, its funds, and the legs of what it reverses. */
export interface Books {
  readonly accounts: ReadonlyMap<string, Account>;
  readonly funds: ReadonlyMap<string, PostedFund>;
  readonly originals: ReadonlyMap<string, readonly PostedLeg[]>;
}

/** A leg as people read it: names of accounts, and the amount. */
export interface LedgerLine {
  readonly position: number;
  readonly debit: string;
  readonly credit: string;
  readonly amount: { readonly fen: string };
}

/** A leg with the accounts that its names mean. */
export interface ResolvedLeg {
  readonly position: number;
  readonly debit: Account;
  readonly credit: Account;
  readonly amountFen: bigint;
}

/** A posting with the accounts that it names. */
export interface Resolved {
  readonly posting: Posting;
  readonly legs: readonly ResolvedLeg[];
}

/** One side of a leg in its account; the amount is below zero where the balance falls. */
interface Side {
  readonly account: Account;
  readonly counter: Account;
  readonly side: LedgerSide;
  readonly amountFen: bigint;
}

/** A side with its number in the account and the balance after it. */
export interface Entry extends Side {
  readonly position: number;
  readonly number: bigint;
  readonly balanceFen: bigint;
}

/** By how much postings change one account. */
export interface Movement {
  readonly deltaFen: bigint;
  readonly entries: bigint;
}

/** What an account holds after the postings. */
export interface Balance {
  readonly accountId: string;
  readonly balanceFen: bigint;
  readonly entryCount: bigint;
}

/** What is wrong with the states of the funds whose accounts the postings name: of each fund every rule once. */
export function fundFaults(postings: readonly Posting[], { funds }: Books): readonly Fault[] {
  const faults = new Map<string, Fault>();
  for (const { legs, funds: may = 'ACTIVE' } of postings)
    for (const { fundId } of legs.flatMap(({ debit, credit }) => [debit, credit]))
      for (const found of movingFaults(
        funds.get(fundId)!,
        typeof may === 'string' ? may : (may[fundId] ?? 'ACTIVE'),
      ))
        faults.set(`${fundId} ${found.rule}`, found);
  return [...faults.values()];
}

/** Finds the accounts of the legs, and compares a reversal with what it takes back. */
export function resolveAccounts(posting: Posting, { accounts, originals }: Books): Resolved {
  const account = (name: AccountName): Account => accounts.get(keyOfAccount(name))!;
  const legs = posting.legs.map(({ position, debit, credit, amountFen }) => ({
    position,
    debit: account(debit),
    credit: account(credit),
    amountFen,
  }));
  const { kind, reversesId } = posting;
  const reverses = kind === 'REVERSAL' || reversesId !== null;
  if (reverses && !isMirror(legs.map(postedLeg), originals.get(reversesId ?? '') ?? []))
    throw refusal('reversal-mirrors-the-original');
  return { posting, legs };
}

/** The leg as it is stored. */
export function postedLeg({ position, debit, credit, amountFen }: ResolvedLeg): PostedLeg {
  return { position, debitAccountId: debit.id, creditAccountId: credit.id, amountFen };
}

/** The leg as it is hashed. */
export function chainedLeg(leg: ResolvedLeg): ChainedLeg {
  const { debit, credit } = leg;
  return { ...postedLeg(leg), debitAccount: debit, creditAccount: credit, currency: debit.currency };
}

/** The leg as people read it. */
export function lineOf({ position, debit, credit, amountFen }: ResolvedLeg): LedgerLine {
  return { position, debit: debit.name, credit: credit.name, amount: { fen: String(amountFen) } };
}

function sidesOf({ debit, credit, amountFen }: ResolvedLeg): readonly Side[] {
  const side = (account: Account, counter: Account, of: LedgerSide): Side => ({
    account,
    counter,
    side: of,
    amountFen: signedAmount(amountFen, of, account.normalSide),
  });
  return [side(debit, credit, 'DEBIT'), side(credit, debit, 'CREDIT')];
}

/** By how much each account changes, in all. */
export function movementsOf(resolved: readonly Resolved[]): ReadonlyMap<string, Movement> {
  const movements = new Map<string, Movement>();
  for (const { account, amountFen } of resolved.flatMap(({ legs }) => legs.flatMap(sidesOf))) {
    const { deltaFen, entries } = movements.get(account.id) ?? { deltaFen: 0n, entries: 0n };
    movements.set(account.id, { deltaFen: deltaFen + amountFen, entries: entries + 1n });
  }
  return movements;
}

/**
 * The entries of each posting. Takes the postings in order and what their accounts hold after all of them: what they
 * held before follows, and each entry from the one before it. @throws Refusal where an account would be overdrawn
 */
export function entriesOf(
  resolved: readonly Resolved[],
  after: ReadonlyMap<string, Balance>,
): readonly (readonly Entry[])[] {
  const running = new Map(
    [...movementsOf(resolved)].map(([id, { deltaFen, entries }]) => {
      const { balanceFen, entryCount } = after.get(id)!;
      return [id, { balanceFen: balanceFen - deltaFen, number: entryCount - entries }];
    }),
  );
  return resolved.map(({ legs }) =>
    legs.flatMap((leg) =>
      sidesOf(leg).map((side) => {
        const account = running.get(side.account.id)!;
        account.balanceFen += side.amountFen;
        account.number += 1n;
        // The database compares what is left in the end; nothing may be spent in between that comes later only.
        if (side.account.neverNegative && account.balanceFen < 0n) throw refusal('fund-never-overdrawn');
        return { ...side, ...account, position: leg.position };
      }),
    ),
  );
}
