// Statements about public notices and what was objected to them.
import type { Transaction } from 'kysely';
import type { Database, ObjectionState, PublicNoticeState } from '../../../generated/database.js';

type Tx = Transaction<Database>;

/** What of a notice matters to an objection. */
export interface Standing {
  readonly state: PublicNoticeState;
  readonly postedOn: string;
  readonly lastOn: string;
}

/**
 * Lets a notice stand while something is objected: who closes it waits, and then sees the objection. A property, so that a
 * test can take it away and see what then happens.
 */
export const standingNotice = {
  async take(tx: Tx, tenant: number, id: string): Promise<Standing> {
    return tx
      .selectFrom('PublicNotice')
      .select(['state', 'postedOn', 'lastOn'])
      .where('tenant', '=', tenant)
      .where('id', '=', id)
      .forShare()
      .executeTakeFirstOrThrow();
  },
};

/** How the objections to a notice stand; the caller holds its row. */
export async function objectionsTo(
  tx: Tx,
  tenant: number,
  noticeId: string,
): Promise<readonly ObjectionState[]> {
  const rows = await tx
    .selectFrom('NoticeObjection')
    .select('state')
    .where('tenant', '=', tenant)
    .where('noticeId', '=', noticeId)
    .execute();
  return rows.map(({ state }) => state);
}
