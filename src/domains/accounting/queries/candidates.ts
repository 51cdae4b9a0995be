// The vouchers from which an audit draws: of the books that are looked at, with what moves in them.
import type { ClientBase, Pool } from 'pg';
import type { Candidate } from '../rules/sample.js';

/** Vouchers with a leg in the funds and a business day in the span, in the order of their numbers. */
export async function candidatesOf(
  client: ClientBase | Pool,
  tenant: number,
  funds: readonly string[] | null,
  from: string,
  to: string,
): Promise<readonly Candidate[]> {
  const { rows } = await client.query<Candidate>(
    `SELECT t.number, sum(l."amountFen")::int8 AS "amountFen"
     FROM "LedgerTransaction" t JOIN "LedgerLeg" l ON l.tenant = t.tenant AND l."transactionId" = t.id
     JOIN "LedgerAccount" d ON d.tenant = l.tenant AND d.id = l."debitAccountId"
     JOIN "LedgerAccount" c ON c.tenant = l.tenant AND c.id = l."creditAccountId"
     WHERE t.tenant = $1 AND t."effectiveOn" BETWEEN $3 AND $4
       AND ($2::uuid[] IS NULL OR d."fundId" = ANY($2) OR c."fundId" = ANY($2))
     GROUP BY t.number ORDER BY t.number`,
    [tenant, funds, from, to],
  );
  return rows;
}
