// What callers can ask of an account between any two days, as it was known at any instant.
import type { LedgerSide } from '../../../generated/database.js';
import { dayOf } from '../../../kernel/clock.js';
import { computation, type Ask } from '../../../kernel/computation.js';
import { ledgerStatements, prices } from '../../../kernel/config.js';
import { valueType } from '../../../kernel/entity.js';
import { refuse } from '../../../kernel/errors.js';
import { of, optional, ref } from '../../../kernel/input.js';
import { absolute } from '../../../kernel/money.js';
import { addSums, growthOf, spanFaults, sumsOf, type Sums, type ToldSums } from '../rules/statements.js';

valueType('LedgerStatement', {
  description: 'What an account held when a span of days began and ended, and what moved in it. 账户对账单',
  fields: {
    opening: { type: 'Money', description: 'What it held when the first day began. 期初余额' },
    debit: { type: 'Money', description: 'What was debited. 借方发生额' },
    credit: { type: 'Money', description: 'What was credited. 贷方发生额' },
    closing: { type: 'Money', description: 'What it held when the last day ended. 期末余额' },
    entryCount: { type: 'BigInt', description: 'How many entries there were. 笔数' },
  },
});

const days = `query ($account: LedgerAccountRef!, $before: LedgerDayFilter!, $within: LedgerDayFilter!, $known: LedgerDayFilter!, $asKnown: Boolean!) {
  ledgerAccount(ref: $account) { normalSide
    before: daysAggregate(filter: $before) { sum { debit { fen } credit { fen } entryCount } }
    within: daysAggregate(filter: $within) { sum { debit { fen } credit { fen } entryCount } }
    known: daysAggregate(filter: $known) @include(if: $asKnown) { sum { entryCount } } } }`;

const lastDay = `query ($account: LedgerAccountRef!, $debits: LedgerEntryFilter!, $credits: LedgerEntryFilter!, $debitsWithin: LedgerEntryFilter!, $creditsWithin: LedgerEntryFilter!) {
  ledgerAccount(ref: $account) {
    debits: entriesAggregate(filter: $debits) { count sum { amount { fen } } }
    credits: entriesAggregate(filter: $credits) { count sum { amount { fen } } }
    debitsWithin: entriesAggregate(filter: $debitsWithin) { count sum { amount { fen } } }
    creditsWithin: entriesAggregate(filter: $creditsWithin) { count sum { amount { fen } } } } }`;

interface Facts {
  readonly normalSide: LedgerSide;
  readonly before: Sums;
  readonly within: Sums;
}

interface DaysTold {
  readonly normalSide: LedgerSide;
  readonly before: { readonly sum: ToldSums };
  readonly within: { readonly sum: ToldSums };
  readonly known?: { readonly sum: Pick<ToldSums, 'entryCount'> };
}

interface SidesTold {
  readonly count: number;
  readonly sum: { readonly amount: { readonly fen: string } | null };
}

/** What debits and credits say together; an entry's amount is below zero where the balance falls. */
function ofSides(debits: SidesTold, credits: SidesTold): Sums {
  const moved = ({ sum }: SidesTold): bigint => absolute(BigInt(sum.amount?.fen ?? 0));
  return {
    debitFen: moved(debits),
    creditFen: moved(credits),
    entryCount: BigInt(debits.count + credits.count),
  };
}

/**
 * Reads the sums of days that were known before the day of the instant, and the entries of that day up to it. Entries are
 * found by their number, which rises with the time of posting, so that only those of about one day are looked at; where
 * clocks differ at midnight, the day of posting decides, and the margin holds those out of order.
 */
async function readStatement(
  { account, from, to, knownAt }: Readonly<Record<string, unknown>>,
  ask: Ask,
): Promise<Facts> {
  const day = typeof knownAt === 'string' ? dayOf(Date.parse(knownAt)) : null;
  const known = day === null ? {} : { recordedOn: { lt: day } };
  const before = { effectiveOn: { lt: from } };
  const within = { effectiveOn: { gte: from, lte: to } };
  const told = (
    await ask(days, {
      account,
      before: { ...before, ...known },
      within: { ...within, ...known },
      known,
      asKnown: day !== null,
    })
  )['ledgerAccount'] as DaysTold | null;
  if (!told) throw refuse('NOT_FOUND', ['account']);
  const facts = {
    normalSide: told.normalSide,
    before: sumsOf(told.before.sum),
    within: sumsOf(told.within.sum),
  };
  if (day === null) return facts;
  const after = BigInt(told.known?.sum.entryCount ?? 0) - BigInt(ledgerStatements.outOfOrder);
  const ofDay = {
    number: { gt: String(after < 0n ? 0n : after) },
    recordedAt: { gte: `${day}T00:00:00+08:00`, lte: knownAt },
  };
  const on = (side: LedgerSide, span: object) => ({ ...ofDay, ...span, side: { eq: side } });
  const { debits, credits, debitsWithin, creditsWithin } = (
    await ask(lastDay, {
      account,
      debits: on('DEBIT', before),
      credits: on('CREDIT', before),
      debitsWithin: on('DEBIT', within),
      creditsWithin: on('CREDIT', within),
    })
  )['ledgerAccount'] as Readonly<Record<string, SidesTold>>;
  return {
    ...facts,
    before: addSums(facts.before, ofSides(debits!, credits!)),
    within: addSums(facts.within, ofSides(debitsWithin!, creditsWithin!)),
  };
}

computation('ledgerStatement', {
  description:
    'What an account held and what moved in it between any two days, as the books stood at any instant; as quick for a long account as for a short one. Its lines are the entries of the account. 账户对账单',
  input: {
    account: ref('LedgerAccount', 'The account. 账户'),
    from: of('Date', 'First business day. 起始日期'),
    to: of('Date', 'Last business day. 截止日期'),
    knownAt: optional(of('DateTime', 'What was posted later does not count; now if not said. 截至记账时间')),
  },
  type: 'LedgerStatement',
  price: prices.aggregate * 7,
  validate: ({ from, to }) => spanFaults(from, to),
  read: readStatement,
  compute: (_input, _language, { normalSide, before, within }) => {
    const opening = growthOf(before, normalSide);
    return {
      opening: { fen: String(opening) },
      debit: { fen: String(within.debitFen) },
      credit: { fen: String(within.creditFen) },
      closing: { fen: String(opening + growthOf(within, normalSide)) },
      entryCount: String(within.entryCount),
    };
  },
});
