// Which funds' books of an office a caller may read, as the graph says; and how long they are.
import type { ClientBase, Pool } from 'pg';
import type { Ask } from '../../../kernel/computation.js';
import { ledgerExports, limits } from '../../../kernel/config.js';
import { refusal, refuse } from '../../../kernel/errors.js';
import { decodeId } from '../../../kernel/ids.js';
import { proofRules } from '../rules/proof.js';

interface Page {
  readonly nodes: readonly { readonly fund: { readonly id: string } | null }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** The keys of the funds in a tenant whose books the graph shows. @throws Refusal where there are none */
export async function fundsSeen(ask: Ask, tenant: number): Promise<readonly string[]> {
  const funds: string[] = [];
  let after: string | null = null;
  do {
    const { ledgerAccounts } = (await ask(
      `query ($tenant: Int!, $first: Int!, $after: String) {
        ledgerAccounts(first: $first, after: $after, filter: { tenant: { eq: $tenant }, kind: { eq: BANK } }) {
          nodes { fund { id } } pageInfo { hasNextPage endCursor } } }`,
      { tenant, first: limits.pageSize, after },
    )) as { readonly ledgerAccounts: Page };
    for (const { fund } of ledgerAccounts.nodes) if (fund) funds.push(decodeId(fund.id)!.key);
    const { hasNextPage, endCursor } = ledgerAccounts.pageInfo;
    after = hasNextPage ? endCursor : null;
  } while (after !== null);
  if (funds.length === 0) throw refuse('NOT_FOUND', ['tenant']);
  return funds;
}

/** Those of the funds that were asked for; null where they are all that the tenant has. */
export async function chosenOf(
  client: ClientBase | Pool,
  tenant: number,
  seen: readonly string[],
  wanted: readonly string[] | null,
): Promise<readonly string[] | null> {
  if (wanted !== null) {
    // What the caller may not see is not found.
    if (wanted.some((fund) => !seen.includes(fund))) throw refuse('NOT_FOUND', ['fund']);
    return wanted;
  }
  const { rows } = await client.query<{ funds: bigint }>(
    `SELECT count(DISTINCT "fundId") AS funds FROM "LedgerAccount" WHERE tenant = $1`,
    [tenant],
  );
  return rows[0]!.funds === BigInt(seen.length) ? null : seen;
}

/** Refuses what is too long to be answered at once; says by which command it is done. */
export async function refuseLong(
  client: ClientBase | Pool,
  tenant: number,
  funds: readonly string[] | null,
  command: string,
): Promise<void> {
  const { rows } = await client.query<{ entries: bigint }>(
    `SELECT coalesce(sum(b."entryCount"), 0)::int8 AS entries FROM "LedgerAccount" a
     JOIN "LedgerBalance" b ON b.tenant = a.tenant AND b."accountId" = a.id
     WHERE a.tenant = $1 AND ($2::uuid[] IS NULL OR a."fundId" = ANY($2))`,
    [tenant, funds],
  );
  const { entries } = rows[0]!;
  const limit = ledgerExports.answeredEntries;
  if (entries > limit)
    throw refusal(proofRules['ledger-too-long-to-answer'], [], { entries: String(entries), limit, command });
}
