// q5: a fund's balance and its last entries, each with the account on the other side.
import {
  byKeyOnly,
  entriesInCommon,
  entryJoins,
  entryJson,
  fundAccount,
  ourEntry,
  theirEntry,
} from './entries.js';
import { globalId, type Query } from './query.js';

export const q5: Query = {
  name: 'q5',
  title: "a fund's balance and its last 50 entries with their counterparts",
  // Funds with enough entries first, and the one great fund last: there the statistics of all accounts mislead the
  // planner of whoever joins before the LIMIT, which would be the only thing measured.
  bodies: `
    SELECT a.tenant, a."fundId" AS id FROM "LedgerAccount" a
    JOIN "LedgerBalance" b ON b.tenant = a.tenant AND b."accountId" = a.id
    WHERE a.tenant / 100 = $1 AND a.kind = 'FUND' AND b."entryCount" > 0
    ORDER BY b."entryCount" > 500, least(b."entryCount", 50) DESC, md5(a.id::text) LIMIT 200`,
  ours: {
    text: `query Q5($id: ID!) {
      fund(ref: { id: $id }) { name balance { fen } entries(last: 50) { nodes { ${ourEntry} } } }
    }`,
    variables: (row) => ({ id: globalId('fnd', row, String(row['id'])) }),
  },
  raw: {
    text: `
      SELECT '{"data":{"fund":' || coalesce((
        SELECT '{"name":' || to_json(fund.name) || ',"balance":{"fen":"' || (
            SELECT "balanceFen" FROM "LedgerBalance" WHERE tenant = $1 AND "accountId" = account.id)
          || '"},"entries":{"nodes":[' || coalesce((
            SELECT string_agg(${entryJson}, ',' ORDER BY e.number)
            FROM (
              SELECT * FROM "LedgerEntry" WHERE tenant = $1 AND "accountId" = account.id
              ORDER BY number DESC LIMIT 50) e ${entryJoins}), '') || ']}}'
        FROM "Fund" fund, ${fundAccount} account WHERE fund.tenant = $1 AND fund.id = $2
          AND ${byKeyOnly('fund')}), 'null') || '}}'`,
    values: ({ tenant, id }) => [tenant, id],
  },
  postgraphile: {
    text: `query Q5($tenant: Int!, $id: UUID!) {
      fund: fundByTenantAndRowId(tenant: $tenant, rowId: $id) {
        name
        accounts: ledgerAccountsByTenantAndFundId(condition: { kind: FUND }, first: 1) {
          nodes {
            balance: ledgerBalanceByTenantAndAccountIdAndNeverNegative { balanceFen }
            entries: ledgerEntriesByTenantAndAccountId(orderBy: [NUMBER_ASC], last: 50) { nodes { ${theirEntry} } }
          }
        }
      }
    }`,
    variables: ({ tenant, id }) => ({ tenant, id }),
    common: ({ fund }) => {
      const [account] = fund.accounts.nodes;
      return {
        fund: {
          name: fund.name,
          balance: { fen: account.balance.balanceFen },
          entries: { nodes: entriesInCommon(account.entries.nodes) },
        },
      };
    },
  },
};
