// The entries of a fund's account as the queries of its books ask for them, in the words of each server.
import type { Answer } from './query.js';

/** In our graph. */
export const ourEntry = 'number side amount { fen } balance { fen } effectiveOn counterName';

/** In PostGraphile's. */
export const theirEntry = `number side amountFen balanceFen effectiveOn
  counter: ledgerAccountByTenantAndCounterAccountId { name fund: fundByTenantAndFundId { name } }`;

/** PostGraphile's entries in our form. */
export function entriesInCommon(nodes: readonly Answer[]): readonly Answer[] {
  return nodes.map(({ number, side, amountFen, balanceFen, effectiveOn, counter }) => ({
    number,
    side,
    amount: { fen: amountFen },
    balance: { fen: balanceFen },
    effectiveOn,
    counterName: `${counter.fund.name}:${counter.name}`,
  }));
}

/** An entry as JSON; `e` is the entry, `a` and `f` its counter account and that account's fund. */
export const entryJson = `'{"number":"' || e.number || '","side":"' || e.side || '","amount":{"fen":"' || e."amountFen"
  || '"},"balance":{"fen":"' || e."balanceFen" || '"},"effectiveOn":"' || e."effectiveOn"
  || '","counterName":' || to_json(f.name || ':' || a.name) || '}'`;

/**
 * Keeps PostgreSQL from reading the names of all the funds of the tenant in the index that has them, which it takes to be
 * cheaper than the one row by its key.
 */
export const byKeyOnly = (fund: string): string => `${fund}."divisionKey" <> ''`;

/** The counter account of an entry with its fund. */
export const entryJoins = `
  JOIN "LedgerAccount" a ON a.tenant = e.tenant AND a.id = e."counterAccountId"
  JOIN "Fund" f ON f.tenant = a.tenant AND f.id = a."fundId" AND ${byKeyOnly('f')}`;

/** The fund's own account of the fund $2 of the tenant $1. */
export const fundAccount = `(
  SELECT id FROM "LedgerAccount" WHERE tenant = $1 AND "fundId" = $2 AND kind = 'FUND' AND NOT "isRollUp"
    AND "payerId" IS NULL)`;
