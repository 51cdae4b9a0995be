// Statements about matching: rules and their source locked, donations that wait, matches that are taken back.
import { sql, type Transaction } from 'kysely';
import type { Pool } from 'pg';
import type { Database } from '../../../generated/database.js';
import { giving } from '../../../kernel/config.js';
import { refuse } from '../../../kernel/errors.js';
import { encodeId } from '../../../kernel/ids.js';
import type { Due } from '../../../kernel/job.js';
import type { Changes } from '../../../kernel/write/rows.js';
import type { Unmatched } from '../rules/matching.js';
import type { Posting } from '../rules/posting.js';
import { reversalOf } from './reversal.js';

type Tx = Transaction<Database>;

/** A rule that nobody else runs until the transaction ends. */
interface LockedRule {
  readonly id: string;
  readonly fundId: string;
  readonly sourceFundId: string;
  readonly title: string;
  readonly ratePpm: number;
  readonly capFen: bigint;
  readonly matchedFen: bigint;
}

/** A match rule, locked: two runs at once would both see what is left of its cap. @throws Refusal where it is not there */
export async function lockMatchRule(tx: Tx, tenant: number, id: string): Promise<LockedRule> {
  const { rows } = await sql<LockedRule>`
    SELECT id, "fundId", "sourceFundId", title, "ratePpm", "capFen", "matchedFen" FROM "MatchRule"
    WHERE tenant = ${tenant} AND id = ${id}::uuid FOR NO KEY UPDATE`.execute(tx);
  const [rule] = rows;
  if (!rule) throw refuse('NOT_FOUND', ['matchRule']);
  return rule;
}

/** Donations of the rule's time that it has not matched and that are kept, the earliest first. */
export async function unmatchedOf(tx: Tx, tenant: number, ruleId: string): Promise<readonly Unmatched[]> {
  const { rows } = await sql<Unmatched>`
    SELECT d.id, d."amountFen" FROM "MatchRule" r JOIN "Donation" d ON d.tenant = r.tenant AND d."fundId" = r."fundId"
      AND d."receivedOn" >= r."validFrom" AND (r."validTo" IS NULL OR d."receivedOn" < r."validTo")
    WHERE r.tenant = ${tenant} AND r.id = ${ruleId}::uuid AND d.kind = 'CASH' AND d.state NOT IN ('REFUNDED', 'REVERSED')
      AND NOT EXISTS (SELECT FROM "DonationMatch" m
        WHERE m.tenant = r.tenant AND m."matchRuleId" = r.id AND m."donationId" = d.id)
    ORDER BY d."receivedOn", d.id LIMIT ${giving.matchedAtOnce}`.execute(tx);
  return rows;
}

/** What takes the matches of a donation back: their mirrors, and the cap that is free again. */
export async function unmatching(
  tx: Tx,
  tenant: number,
  donationId: string,
  effectiveOn: string,
): Promise<{ readonly changes: Changes; readonly postings: readonly Posting[] }> {
  const { rows } = await sql<{ matchRuleId: string; amountFen: bigint; transactionId: string }>`
    SELECT m."matchRuleId", m."amountFen", m."transactionId" FROM "DonationMatch" m
    WHERE m.tenant = ${tenant} AND m."donationId" = ${donationId}::uuid ORDER BY m."matchRuleId"`.execute(tx);
  const postings: Posting[] = [];
  for (const { transactionId } of rows)
    postings.push({ ...(await reversalOf(tx, tenant, transactionId)), effectiveOn });
  return {
    changes: {
      update: rows.map(({ matchRuleId, amountFen }) => ({
        model: 'MatchRule',
        id: matchRuleId,
        values: { matchedFen: sql`"matchedFen" - ${String(amountFen)}::int8` },
      })),
    },
    postings,
  };
}

/** Rules with something left of their cap and a donation that waits, the oldest first. */
export async function rulesToRun(
  pool: Pool,
  today: string,
  { limit, skip }: { readonly limit: number; readonly skip: number },
): Promise<readonly Due[]> {
  const { rows } = await pool.query<{ tenant: number; id: string; matchedFen: bigint }>(
    `SELECT r.tenant, r.id, r."matchedFen" FROM "MatchRule" r
     WHERE r."matchedFen" < r."capFen" AND r."validFrom" <= $1 AND EXISTS (
       SELECT FROM "Donation" d WHERE d.tenant = r.tenant AND d."fundId" = r."fundId" AND d.kind = 'CASH'
         AND d."receivedOn" >= r."validFrom" AND (r."validTo" IS NULL OR d."receivedOn" < r."validTo")
         AND d.state NOT IN ('REFUNDED', 'REVERSED') AND NOT EXISTS (SELECT FROM "DonationMatch" m
           WHERE m.tenant = r.tenant AND m."matchRuleId" = r.id AND m."donationId" = d.id))
     ORDER BY r."validFrom", r.tenant, r.id LIMIT $2 OFFSET $3`,
    [today, limit, skip],
  );
  return rows.map(({ tenant, id, matchedFen }) => ({
    // With what is matched, so that a second run on one day is another one; with the day, so that a refusal is tried again.
    key: `match-${id}-${matchedFen}-${today}`,
    input: { matchRule: { id: encodeId({ prefix: 'mtr', tenant, key: id }) } },
  }));
}
