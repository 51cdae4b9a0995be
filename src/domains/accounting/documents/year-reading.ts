// Reads what a fund received and spent in a year, item by item, as whoever asks may see it.
import type { Ask } from '../../../kernel/computation.js';
import { pageInfo, rowsOf, type Connection } from '../../../kernel/document.js';
import { lastDayOf } from '../../revenue-sharing/rules/terms.js';
import type { Period } from '../../revenue-sharing/rules/periods.js';
import type { FlowKind } from '../../../generated/database.js';
import type { Amount } from './reading.js';

/** Somebody or something that has a name, where it may be known. */
type Named = { readonly name: string } | null;

export interface Gift {
  readonly receivedOn: string;
  readonly kind: string;
  readonly state: string;
  readonly anonymous: boolean;
  readonly amount: Amount;
  readonly donorName: string | null;
  readonly donor: Named;
  readonly description: string | null;
  readonly quantity: string | null;
  readonly fairValue: Amount | null;
  readonly purpose: string | null;
  readonly fundPurpose: Named;
}

interface Expense {
  readonly paidOn: string;
  readonly category: string;
  readonly purpose: string;
  readonly payee: string | null;
  readonly amount: Amount;
  readonly reversed: boolean;
  readonly fundPurpose: Named;
}

interface Grant {
  readonly title: string;
  readonly state: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly grantee: Named;
  readonly budget: Amount;
  readonly paid: Amount;
  readonly returned: Amount | null;
}

interface Proposal {
  readonly title: string;
  readonly matter: string;
  readonly state: string;
  readonly proposedOn: string;
  readonly residents: number | null;
  readonly resolved: Amount | null;
  readonly paid: Amount;
}

interface Fee {
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly base: Amount;
  readonly amount: Amount;
  readonly reversed: boolean;
}

export interface YearFigure {
  readonly year: number;
  readonly revision: number;
  readonly income: Amount | null;
  readonly publishedAt: string;
  readonly spent: Amount;
  readonly managementSpent: Amount;
  readonly spendingReached: boolean | null;
  readonly managementWithin: boolean | null;
}

interface FlowSum {
  readonly kind: FlowKind;
  readonly amount: Amount;
}

/** What of a fund's year the caller may see. */
export interface FundYear {
  readonly gifts: readonly Gift[];
  readonly expenses: readonly Expense[];
  readonly grants: readonly Grant[];
  readonly proposals: readonly Proposal[];
  readonly fees: readonly Fee[];
  /** What was published of the year, the latest revision last. */
  readonly figures: readonly YearFigure[];
  readonly flows: readonly FlowSum[];
}

/** A list below a fund, all of it. */
async function listOf<Row>(
  ask: Ask,
  list: string,
  fund: string,
  { filter, order, fields }: { readonly filter: string; readonly order: string; readonly fields: string },
): Promise<readonly Row[]> {
  return rowsOf<Row>(
    ask,
    `query ($fund: ID!, $after: String, $first: Int) { fund(ref: { id: $fund }) { list: ${list}(
      first: $first, after: $after, filter: { ${filter} }, orderBy: [{ field: ${order}, direction: ASC }]) {
      nodes { ${fields} } ${pageInfo} } } }`,
    { fund },
    (data) => (data['fund'] as { readonly list: Connection<Row> }).list,
  );
}

/** Reads a year of a fund, which the caller must be able to see. */
export async function readYear(ask: Ask, fund: string, year: Period): Promise<FundYear> {
  const days = `{ gte: "${year.from}", lte: "${lastDayOf(year)}" }`;
  const number = Number(year.code);
  const gifts = await listOf<Gift>(ask, 'donations', fund, {
    filter: `receivedOn: ${days}, state: { notIn: [REVERSED, REFUNDED] }`,
    order: 'RECEIVED_ON',
    fields: `receivedOn kind state anonymous amount { fen } donorName donor { name } description quantity
      fairValue { fen } purpose fundPurpose { name }`,
  });
  const expenses = await listOf<Expense>(ask, 'expenses', fund, {
    filter: `paidOn: ${days}`,
    order: 'PAID_ON',
    fields: 'paidOn category purpose payee amount { fen } reversed fundPurpose { name }',
  });
  const grants = await listOf<Grant>(ask, 'grants', fund, {
    filter: `startsOn: { lte: "${lastDayOf(year)}" }, endsOn: { gte: "${year.from}" }`,
    order: 'STARTS_ON',
    fields: 'title state startsOn endsOn grantee { name } budget { fen } paid { fen } returned { fen }',
  });
  const proposals = await listOf<Proposal>(ask, 'proposals', fund, {
    filter: `proposedOn: ${days}`,
    order: 'PROPOSED_ON',
    fields: 'title matter state proposedOn residents resolved { fen } paid { fen }',
  });
  const fees = await listOf<Fee>(ask, 'fees', fund, {
    filter: `periodFrom: ${days}`,
    order: 'PERIOD_FROM',
    fields: 'periodFrom periodTo base { fen } amount { fen } reversed',
  });
  const figures = await listOf<YearFigure>(ask, 'years', fund, {
    filter: `year: { eq: ${number} }`,
    order: 'REVISION',
    fields: `year revision income { fen } publishedAt spent { fen } managementSpent { fen }
      spendingReached managementWithin`,
  });
  const flows = await listOf<FlowSum>(ask, 'flows', fund, {
    filter: `year: { eq: ${number} }`,
    order: 'KIND',
    fields: 'kind amount { fen }',
  });
  return { gifts, expenses, grants, proposals, fees, figures, flows };
}
