// q6: a page deep in the books of the biggest fund, by its cursor; beside it the first page of the same list.
import { entriesInCommon, entryJoins, entryJson, fundAccount, ourEntry, theirEntry } from './entries.js';
import { globalId, type Answer, type Asked, type Document, type Query, type Row } from './query.js';

/** Pages that lie one behind the other, up to nine tenths of the list. */
const bodies = (place: string): string => `
  WITH biggest AS (
    SELECT a.tenant, a.id AS account, a."fundId" AS id, b."entryCount" AS entries FROM "LedgerAccount" a
    JOIN "LedgerBalance" b ON b.tenant = a.tenant AND b."accountId" = a.id
    WHERE a.tenant / 100 = $1 AND a.kind = 'FUND' ORDER BY b."entryCount" DESC, a.id LIMIT 1
  )
  SELECT tenant, id, account, ${place} AS number FROM biggest, generate_series(0, 199) AS n
  WHERE ${place} BETWEEN 0 AND entries - 50`;

/** Finds the cursor of one entry by its number: pages on the way to it would take minutes. */
const ourCursor: Document = {
  text: `query Cursor($id: ID!, $number: BigInt!) {
    fund(ref: { id: $id }) { entries(filter: { number: { eq: $number } }, first: 1) { pageInfo { endCursor } } }
  }`,
  variables: (row) => ({ id: globalId('fnd', row, String(row['id'])), number: row['number'] }),
};
const theirCursor: Document = {
  text: `query Cursor($tenant: Int!, $account: UUID!, $number: BigInt!) {
    account: ledgerAccountByTenantAndRowId(tenant: $tenant, rowId: $account) {
      entries: ledgerEntriesByTenantAndAccountId(condition: { number: $number }, orderBy: [NUMBER_ASC], first: 1) {
        pageInfo { endCursor }
      }
    }
  }`,
  variables: ({ tenant, account, number }) => ({ tenant, account, number }),
};

const endOf: Readonly<
  Record<string, { readonly document: Document; readonly cursor: (data: Answer) => string }>
> = {
  ours: { document: ourCursor, cursor: ({ fund }) => fund.entries.pageInfo.endCursor },
  postgraphile: { document: theirCursor, cursor: ({ account }) => account.entries.pageInfo.endCursor },
};

async function withCursors(rows: readonly Row[], servers: readonly Asked[]): Promise<readonly Row[]> {
  const complete: Row[] = [];
  for (const row of rows) {
    const cursors: Record<string, string> = {};
    for (const { name, ask } of servers) {
      const end = endOf[name];
      if (end) cursors[name] = end.cursor(await ask(end.document, row));
    }
    complete.push({ ...row, ...cursors });
  }
  return complete;
}

const page: Omit<Query, 'name' | 'title' | 'bodies'> = {
  ours: {
    text: `query Q6($id: ID!, $after: String) {
      fund(ref: { id: $id }) { entries(first: 50, after: $after) { nodes { ${ourEntry} } } }
    }`,
    variables: (row) => ({ id: globalId('fnd', row, String(row['id'])), after: row['ours'] ?? null }),
  },
  raw: {
    text: `
      SELECT '{"data":{"fund":{"entries":{"nodes":[' || coalesce(string_agg(${entryJson}, ',' ORDER BY e.number), '')
        || ']}}}}'
      FROM (
        SELECT * FROM "LedgerEntry" WHERE tenant = $1 AND "accountId" = ${fundAccount} AND number > $3
        ORDER BY number LIMIT 50) e ${entryJoins}`,
    values: ({ tenant, id, number }) => [tenant, id, number],
  },
  postgraphile: {
    text: `query Q6($tenant: Int!, $account: UUID!, $after: Cursor) {
      account: ledgerAccountByTenantAndRowId(tenant: $tenant, rowId: $account) {
        entries: ledgerEntriesByTenantAndAccountId(orderBy: [NUMBER_ASC], first: 50, after: $after) {
          nodes { ${theirEntry} }
        }
      }
    }`,
    variables: ({ tenant, account, postgraphile }) => ({ tenant, account, after: postgraphile ?? null }),
    common: ({ account }) => ({ fund: { entries: { nodes: entriesInCommon(account.entries.nodes) } } }),
  },
};

export const q6: Query = {
  ...page,
  name: 'q6',
  title: "50 entries at 90 % of the biggest fund's, by cursor",
  bodies: bodies('(entries * 9 / 10 - n)'),
  complete: withCursors,
};

export const q6first: Query = {
  ...page,
  name: 'q6first',
  title: 'the first page of the same list, which says what depth costs',
  // Without a cursor PostGraphile reads the whole list for it: its planner takes the great account for a usual one.
  stacks: ['ours', 'raw'],
  bodies: bodies('(n * 0)'),
};
