// Posts to the ledger: legs, entries, balances, voucher numbers and the chain, in a fixed number of statements.
import type { Transaction } from 'kysely';
import type { Database } from '../../../generated/database.js';
import { nowAndToday, today } from '../../../kernel/clock.js';
import type { FieldType } from '../../../kernel/entity.js';
import { refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import type { Scene } from '../../../kernel/operation.js';
import { applyChanges, type Changes } from '../../../kernel/write/rows.js';
import { currentDigest, hashOf } from '../rules/chain.js';
import { closedFaults, onAnOpenDay } from '../rules/closed.js';
import { daysOf } from '../rules/days.js';
import {
  chainedLeg,
  entriesOf,
  fundFaults,
  lineOf,
  movementsOf,
  postedLeg,
  resolveAccounts,
  type Entry,
  type LedgerLine,
  type Resolved,
} from '../rules/entries.js';
import { flowsOf } from '../rules/flows.js';
import { postingFaults, type Posting } from '../rules/posting.js';
import { writeRows } from './append.js';
import { beginChain, findBooks, moveBalances, refusing, refusePosted, type Head } from './ledger.js';
import { refuseUnbound } from './purposes.js';

export type { LedgerLine, Posting };

/** What became of a posting; without a number in a dry run. */
export interface Posted {
  readonly transactionId: string | null;
  readonly number: bigint | null;
  readonly lines: readonly LedgerLine[];
}

/** Payload field of every operation that posts: what a dry run would post. */
export const foreseesLedger: Readonly<Record<string, FieldType>> = {
  ledgerLines: {
    type: 'LedgerLine',
    list: true,
    nullable: true,
    description: 'With dryRun: the legs that the write would post; else null. 将记分录',
  },
};

/** The legs of all postings, as a dry run tells them. */
export function foreseenLines(posted: readonly Posted[]): { readonly ledgerLines: readonly LedgerLine[] } {
  return { ledgerLines: posted.flatMap(({ lines }) => lines) };
}

/**
 * Posts transactions, all or none.
 *
 * Takes the write's tenant and caller, its database transaction, and any number of postings; returns for each its
 * number and its lines. A dry run moves the balances, which are rolled back, and stops before the head of the chain,
 * for which everybody else would wait. The funds keep their states until the write is done: nobody closes one in between.
 * What changes beside them, told by what was posted, is written with them.
 * Three statements; one more where a fund holds less afterwards, for payers who never owed before and for a hundred
 * transactions or more, two more for a tenant's first. @throws Refusal by the rules of posting
 */
export async function post(
  scene: Pick<Scene<unknown>, 'tenant' | 'caller' | 'dryRun'>,
  tx: Transaction<Database>,
  postings: readonly Posting[],
  beside: (posted: readonly Posted[]) => Changes = () => ({}),
): Promise<readonly Posted[]> {
  if (postings.length === 0) {
    await applyChanges(tx, scene.tenant, beside([]));
    return [];
  }
  const { tenant, caller, dryRun } = scene;
  refuseAll(...postings.map((posting) => postingFaults(posting, caller.subject, today())));
  const books = await findBooks(
    tx,
    tenant,
    postings.flatMap(({ legs }) => legs.flatMap(({ debit, credit }) => [debit, credit])),
    postings.flatMap(({ reversesId }) => reversesId ?? []),
  );
  const dated = postings.map((posting) => onAnOpenDay(posting, books.funds));
  refuseAll(fundFaults(dated, books), closedFaults(dated, books.funds));
  const resolved = dated.map((posting) => resolveAccounts(posting, books));
  const { balances, head } = await moveBalances(tx, tenant, movementsOf(resolved), !dryRun);
  const entries = entriesOf(resolved, balances);
  // Others wait for the balances, so that what is bound stays as it is read until the transaction ends.
  const lessened = fundsThatFell(entries);
  if (dryRun) {
    await refusePosted(
      tx,
      tenant,
      postings.map(({ source }) => source),
    );
    const foreseen = resolved.map(({ legs }) => ({
      transactionId: null,
      number: null,
      lines: legs.map(lineOf),
    }));
    await refusing(() => applyChanges(tx, tenant, beside(foreseen)));
    await refuseUnbound(tx, tenant, lessened);
    return foreseen;
  }
  const posted = await append(scene, tx, head ?? (await beginChain(tx, tenant)), resolved, entries, beside);
  await refuseUnbound(tx, tenant, lessened);
  return posted;
}

/** Funds whose own account an entry lessens. */
function fundsThatFell(entries: readonly (readonly Entry[])[]): readonly string[] {
  const fell = entries
    .flat()
    .filter(({ account, amountFen }) => account.kind === 'FUND' && amountFen < 0n)
    .map(({ account }) => account.fundId);
  return [...new Set(fell)];
}

/** Numbers the transactions, chains them and writes everything. */
async function append(
  { tenant, caller }: Pick<Scene<unknown>, 'tenant' | 'caller'>,
  tx: Transaction<Database>,
  locked: Head,
  resolved: readonly Resolved[],
  entries: readonly (readonly Entry[])[],
  beside: (posted: readonly Posted[]) => Changes,
): Promise<readonly Posted[]> {
  let head = locked;
  // After the lock, so that instants follow the numbers; the column keeps microseconds, the clock milliseconds.
  const { at, on: recordedOn } = nowAndToday();
  const recordedAt = at.replace('Z', '000Z');
  const rows = {
    transactions: [] as object[],
    legs: [] as object[],
    entries: [] as object[],
    sources: [] as object[],
  };
  const posted: Posted[] = [];
  resolved.forEach(({ posting, legs }, i) => {
    const { source, summary, legs: _legs, funds: _funds, reversesKind: _r, ...columns } = posting;
    const { disclosed, payerId, effectiveOn } = posting;
    const id = newId();
    const number = head.number + 1n;
    const transaction = {
      ...columns,
      supplementsId: posting.supplementsId ?? null,
      tenant,
      id,
      number,
      recordedAt,
      summary: summary.zh,
      summaryEn: summary.en,
      divisionKey: mainDivision(posting, legs),
      preparedBy: caller.subject,
      preparedByOrganizationId: caller.organizationId,
    };
    const hash = hashOf(currentDigest, head.hash, {
      ...transaction,
      sourceType: source.type,
      sourceKey: source.key,
      legs: legs.map(chainedLeg),
    });
    rows.transactions.push({
      ...transaction,
      number: String(number),
      digest: currentDigest,
      previousHash: hexOf(head.hash),
      hash: hexOf(hash),
    });
    rows.sources.push({ tenant, sourceType: source.type, sourceKey: source.key, transactionId: id });
    for (const leg of legs)
      rows.legs.push({
        tenant,
        transactionId: id,
        ...postedLeg(leg),
        amountFen: String(leg.amountFen),
        currency: leg.debit.currency,
        isRollUp: false,
        disclosed,
        payerId,
        divisionKey: leg.debit.divisionKey,
      });
    for (const { account, counter, side, amountFen, balanceFen, number: place, position } of entries[i]!)
      rows.entries.push({
        tenant,
        id: newId(),
        accountId: account.id,
        number: String(place),
        transactionId: id,
        position,
        counterAccountId: counter.id,
        side,
        amountFen: String(amountFen),
        balanceFen: String(balanceFen),
        effectiveOn,
        recordedAt,
        disclosed,
        payerId,
        divisionKey: account.divisionKey,
      });
    posted.push({ transactionId: id, number, lines: legs.map(lineOf) });
    head = { number, hash };
  });
  const changes = beside(posted);
  await writeRows(tx, tenant, rows, head, {
    ...changes,
    add: {
      ...changes.add,
      FundFlow: flowRows(resolved),
      LedgerDay: {
        to: ['tenant', 'accountId', 'effectiveOn', 'recordedOn'],
        columns: ['debitFen', 'creditFen', 'entryCount'],
        rows: daysOf(
          resolved.map(({ posting }, i) => ({ effectiveOn: posting.effectiveOn, entries: entries[i]! })),
        ).map((sums) => ({ ...sums, recordedOn })),
      },
    },
  });
  return posted;
}

/** What the years of the funds get more, or less; the head that is locked keeps others from the same rows. */
function flowRows(resolved: readonly Resolved[]): NonNullable<Changes['add']>[string] {
  const divisions = new Map(
    resolved.flatMap(({ legs }) =>
      legs.flatMap(({ debit, credit }) =>
        [debit, credit].map((one) => [one.fundId, one.divisionKey] as const),
      ),
    ),
  );
  return {
    to: ['tenant', 'fundId', 'year', 'kind'],
    columns: ['amountFen'],
    rows: flowsOf(resolved.map(({ posting }) => posting)).map((flow) => ({
      ...flow,
      divisionKey: divisions.get(flow.fundId)!,
    })),
  };
}

/** Division of the fund that the posting concerns first. */
function mainDivision({ fundId, legs }: Posting, resolved: Resolved['legs']): string {
  const place = legs.findIndex(({ debit, credit }) => debit.fundId === fundId || credit.fundId === fundId);
  const [leg, accounts] = [legs[place], resolved[place]];
  if (!leg || !accounts) throw new Error('A posting names a fund that none of its legs concerns.');
  return (leg.debit.fundId === fundId ? accounts.debit : accounts.credit).divisionKey;
}

function hexOf(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes).toString('hex')}`;
}
