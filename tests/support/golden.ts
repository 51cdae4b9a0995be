// A statement as people review it: who asks what, what is bound, how the database would go about it, and the SQL.
import { parse, print } from 'graphql';
import type { Pool } from 'pg';
import { format } from 'sql-formatter';
import { models } from '../../src/generated/datamodel.js';

/** A statement that reached the database. */
export interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Tables that grow with what is recorded: a statement that reads one of them from end to end is found out. */
const largeTables: ReadonlySet<string> = new Set([
  'Division',
  'DivisionVersion',
  'DivisionChangeItem',
  'SourceDocument',
  'PublishedFigure',
  'Mention',
  'GovernanceUnit',
  'Organization',
  'OrganizationResidence',
  'PartyOrganization',
  'PartyParent',
  'PartyPath',
  'CommunityPartner',
  'Fund',
  'LedgerAccount',
  'LedgerEntry',
  'LedgerLeg',
  'LedgerTransaction',
  'Agreement',
  'AgreementVersion',
  'RevenueReport',
  'Calculation',
  'Settlement',
  'SettlementAllocation',
  'Payment',
  'ExternalKey',
  'StateChange',
]);

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Alias?: string;
  readonly 'Index Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Scan Direction'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** The plan with every table read by an index wherever there is one, so that its shape does not depend on few rows. */
export async function planOf(pool: Pool, { text, values }: Sent): Promise<PlanNode> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      'SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_material = off; SET LOCAL enable_memoize = off; SET LOCAL jit = off; SET LOCAL max_parallel_workers_per_gather = 0',
    );
    const { rows } = await client.query<{ 'QUERY PLAN': readonly [{ Plan: PlanNode }] }>(
      `EXPLAIN (COSTS OFF, FORMAT JSON) ${text}`,
      [...values],
    );
    return rows[0]!['QUERY PLAN'][0].Plan;
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}

/** Steps that tell nothing of how rows are found, and come and go with the planner's versions. */
const silent = new Set(['Result', 'Subquery Scan', 'ProjectSet', 'Append', 'Hash']);

/** The plan's steps: what is scanned by which index, from where to where, and what is sorted. */
function stepsOf(plan: PlanNode, depth = 0): readonly string[] {
  const table = plan['Relation Name'];
  const said = !silent.has(plan['Node Type']);
  const index = plan['Index Name'];
  const line = [
    plan['Node Type'],
    ...(table === undefined ? [] : [`${table} ${plan.Alias!}`]),
    ...(index === undefined ? [] : [`by ${index}`]),
    ...(index !== undefined && plan['Index Cond'] === undefined ? ['from end to end'] : []),
    ...(plan['Scan Direction'] === 'Backward' ? ['backwards'] : []),
  ].join(' ');
  return [
    ...(said ? [`${'  '.repeat(depth)}${line}`] : []),
    ...(plan.Plans ?? []).flatMap((below) => stepsOf(below, depth + (said ? 1 : 0))),
  ];
}

/** Large tables that the plan reads without an index. */
export function scannedWhole(plan: PlanNode): readonly string[] {
  const table = plan['Relation Name'];
  const own =
    plan['Node Type'] === 'Seq Scan' && table !== undefined && largeTables.has(table) ? [table] : [];
  return [...own, ...(plan.Plans ?? []).flatMap(scannedWhole)];
}

/** Aliases of tables with tenants that the statement does not tell which one, by the parameter that names it. */
export function aliasesWithoutTenant({ text, values }: Sent, tenant: number): readonly string[] {
  const bound = values.flatMap((value, i) => (value === tenant ? [i + 1] : []));
  return [...text.matchAll(/(?:FROM|JOIN|,) "(\w+)" (\w+)/g)]
    .filter(([, table]) => 'tenant' in (models[table!]?.columns ?? {}))
    .filter(
      ([, , alias]) => !bound.some((n) => new RegExp(`\\b${alias}\\."?tenant"? = \\$${n}::int4`).test(text)),
    )
    .map(([, table, alias]) => `${table} ${alias}`);
}

const commented = (lines: readonly string[]): string =>
  lines.map((line) => (line === '' ? '--' : `-- ${line}`)).join('\n');

/** The file of a statement. */
export function goldenText(
  shows: string,
  asker: string,
  { source, variables }: { readonly source: string; readonly variables: unknown },
  sent: Sent,
  plan: PlanNode,
): string {
  const types = new Map(
    [...sent.text.matchAll(/\$(\d+)::("?\w+"?(?:\[\])?)/g)].map(([, n, type]) => [Number(n), type!]),
  );
  const bound = sent.values.map((value, i) => `  $${i + 1} ${types.get(i + 1)} = ${JSON.stringify(value)}`);
  const head = [
    shows,
    '',
    `Asked by ${asker}:`,
    '',
    ...print(parse(source))
      .split('\n')
      .map((line) => `  ${line}`),
    '',
    `with ${JSON.stringify(variables)}`,
    '',
    'Bound:',
    '',
    ...bound,
    '',
    'Plan, with an index wherever there is one:',
    '',
    ...stepsOf(plan).map((line) => `  ${line}`),
  ];
  const sql = format(sent.text, {
    language: 'postgresql',
    keywordCase: 'preserve',
    expressionWidth: 100,
    linesBetweenQueries: 1,
  });
  return `${commented(head)}\n\n${sql};\n`;
}
