// Reads the books of a fund through the graph, all of it as of one voucher, however many pages it takes.
import type { AccountingStandard, AccountKind, FundRestriction } from '../../../generated/database.js';
import type { Ask } from '../../../kernel/computation.js';
import { pageInfo, rowsOf, type Connection } from '../../../kernel/document.js';
import { refuse } from '../../../kernel/errors.js';
import { decodeId } from '../../../kernel/ids.js';
import { lastDayOf } from '../../revenue-sharing/rules/terms.js';
import type { FundEntry, Kinded } from '../rules/flows.js';

/** An amount as the graph answers it; null where it is hidden. */
export interface Amount {
  readonly fen: string;
}

/** A fund as the head of a document names it. */
export interface FundHead {
  readonly id: string;
  readonly name: string;
  readonly synthetic: boolean;
  readonly restriction: FundRestriction;
  readonly accountingStandard: AccountingStandard;
  readonly bankName: string | null;
  readonly accountNo: string | null;
  readonly division: { readonly name: string } | null;
  readonly host: { readonly name: string } | null;
}

/** An account that takes postings itself. */
export interface Account {
  readonly id: string;
  readonly kind: AccountKind;
  readonly name: string;
  readonly normalSide: 'DEBIT' | 'CREDIT';
  readonly payer: { readonly name: string } | null;
}

/** The last voucher that was there when the document was begun; what is posted later does not change it halfway. */
interface Stamp {
  readonly number: string;
  readonly recordedAt: string;
}

/** The books of a fund as a document tells them. */
export interface Books {
  readonly fund: FundHead;
  readonly accounts: readonly Account[];
  /** Null while the office has posted nothing. */
  readonly stamp: Stamp | null;
}

/** The account on one side of a leg, with the fund in whose books it stands; null where it is hidden. */
export interface Side {
  readonly kind: AccountKind;
  readonly payer: { readonly name: string } | null;
  readonly fund: { readonly id: string; readonly name: string } | null;
}

/** An entry in an account. */
export interface Entry {
  readonly number: string;
  readonly position: number;
  readonly side: 'DEBIT' | 'CREDIT';
  readonly amount: Amount;
  readonly effectiveOn: string;
  readonly counter: Side | null;
  readonly transaction: Kinded & { readonly number: string; readonly explanation: string };
}

const fundFields = `id name synthetic restriction accountingStandard bankName accountNo
  division { name } host { name }`;

/** The fund. @throws Refusal as not found, where there is none that the caller sees */
export async function fundOf(ask: Ask, id: string): Promise<FundHead> {
  const { fund } = await ask(`query ($id: ID!) { fund(ref: { id: $id }) { ${fundFields} } }`, { id });
  if (fund === null) throw refuse('NOT_FOUND', ['fund']);
  return fund as FundHead;
}

/** The fund with its accounts. @throws Refusal where the caller may see the fund and not its books */
export async function booksOf(ask: Ask, id: string): Promise<Books> {
  const fund = await fundOf(ask, id);
  const accounts = await rowsOf<Account>(
    ask,
    `query ($id: ID!, $after: String, $first: Int) { fund(ref: { id: $id }) {
      accounts(first: $first, after: $after, filter: { isRollUp: { eq: false } },
        orderBy: [{ field: KIND, direction: ASC }]) {
        nodes { id kind name normalSide payer { name } } ${pageInfo} } } }`,
    { id },
    (data) => (data['fund'] as { readonly accounts: Connection<Account> }).accounts,
  );
  // A fund has its accounts from its first day on: without any, they are not for the caller to see.
  if (accounts.length === 0) throw refuse('FORBIDDEN', ['fund']);
  return { fund, accounts, stamp: await stampOf(ask, decodeId(id)!.tenant) };
}

async function stampOf(ask: Ask, tenant: number): Promise<Stamp | null> {
  const { ledgerTransactions } = await ask(
    `query ($tenant: Int!) { ledgerTransactions(first: 1, filter: { tenant: { eq: $tenant } },
      orderBy: [{ field: NUMBER, direction: DESC }]) { nodes { number recordedAt } } }`,
    { tenant },
  );
  const { nodes } = ledgerTransactions as { readonly nodes: readonly Stamp[] };
  return nodes[0] ?? null;
}

/** What says of which kind a transaction is. */
export const kindFields = 'kind expense { category } reverses { kind expense { category } }';

/** What says which account a side is. */
export const sideFields = 'kind payer { name } fund { id name }';

/** The entries of an account from one day to before another, by their days and, of one day, as they were posted. */
export function entriesOf(
  ask: Ask,
  { stamp }: Books,
  account: string,
  from: string,
  to: string,
): Promise<readonly Entry[]> {
  if (stamp === null) return Promise.resolve([]);
  return rowsOf<Entry>(
    ask,
    `query ($account: ID!, $from: Date!, $to: Date!, $at: DateTime!, $after: String, $first: Int) {
      ledgerAccount(ref: { id: $account }) {
        entries(first: $first, after: $after,
          filter: { effectiveOn: { gte: $from, lt: $to }, recordedAt: { lte: $at } },
          orderBy: [{ field: EFFECTIVE_ON, direction: ASC }, { field: NUMBER, direction: ASC }]) {
          nodes { number position side amount { fen } effectiveOn counter { ${sideFields} }
            transaction { number explanation ${kindFields} } } ${pageInfo} } } }`,
    { account, from, to, at: stamp.recordedAt },
    (data) => (data['ledgerAccount'] as { readonly entries: Connection<Entry> }).entries,
  );
}

/** The entries of the fund's own account, as the rules of flows take them. */
export async function ownEntries(
  ask: Ask,
  books: Books,
  from: string,
  to: string,
): Promise<readonly FundEntry[]> {
  const own = books.accounts.find(({ kind }) => kind === 'FUND')!;
  const entries = await entriesOf(ask, books, own.id, from, to);
  return entries.map(({ side, amount, effectiveOn, transaction }) => ({
    side,
    amountFen: fenOf(amount),
    effectiveOn,
    transaction,
  }));
}

/** The numbers of the vouchers that have an entry in the fund's accounts in a period, in order. */
export async function vouchersIn(
  ask: Ask,
  { accounts, stamp }: Books,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<readonly string[]> {
  if (stamp === null) return [];
  type Bare = { readonly transaction: { readonly number: string } };
  const numbers = new Set<string>();
  for (const { id } of accounts) {
    const entries = await rowsOf<Bare>(
      ask,
      `query ($account: ID!, $from: Date!, $to: Date!, $at: DateTime!, $after: String, $first: Int) {
        ledgerAccount(ref: { id: $account }) { entries(first: $first, after: $after,
          filter: { effectiveOn: { gte: $from, lt: $to }, recordedAt: { lte: $at } }) {
          nodes { transaction { number } } ${pageInfo} } } }`,
      { account: id, from, to, at: stamp.recordedAt },
      (data) => (data['ledgerAccount'] as { readonly entries: Connection<Bare> }).entries,
    );
    for (const { transaction } of entries) numbers.add(transaction.number);
  }
  return [...numbers].sort((a, b) => Number(BigInt(a) - BigInt(b)));
}

/** What an account had before a period and what it got in it: debits count up and credits down. */
export interface Sums {
  readonly openingFen: bigint;
  readonly debitFen: bigint;
  readonly creditFen: bigint;
}

/** The sums of an account from one day to before another; of no days at all, only what it had. */
export async function sumsOf(
  ask: Ask,
  { stamp }: Books,
  { id, normalSide }: Account,
  from: string,
  to: string,
): Promise<Sums> {
  if (stamp === null) return { openingFen: 0n, debitFen: 0n, creditFen: 0n };
  const { ledgerStatement } = await ask(
    `query ($input: LedgerStatementInput!) { ledgerStatement(input: $input) {
      opening { fen } debit { fen } credit { fen } } }`,
    {
      input: {
        account: { id },
        from,
        to: from < to ? lastDayOf({ from, to }) : from,
        knownAt: stamp.recordedAt,
      },
    },
  );
  const { opening, debit, credit } = ledgerStatement as Readonly<
    Record<'opening' | 'debit' | 'credit', Amount>
  >;
  const openingFen = normalSide === 'DEBIT' ? BigInt(opening.fen) : -BigInt(opening.fen);
  return from < to
    ? { openingFen, debitFen: BigInt(debit.fen), creditFen: BigInt(credit.fen) }
    : { openingFen, debitFen: 0n, creditFen: 0n };
}

/** An amount without its sign. */
export function fenOf({ fen }: Amount): bigint {
  return BigInt(fen.replace('-', ''));
}
