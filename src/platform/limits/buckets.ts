// Budgets that all processes share: each takes a part of one for a moment, and spends it without asking again.
import { LRUCache } from 'lru-cache';
import type { Pool } from 'pg';
import type { Balance, Budget, Payer } from '../../kernel/budget.js';
import { nowMs } from '../../kernel/clock.js';
import { budgets } from '../../kernel/config.js';
import { refuse } from '../../kernel/errors.js';

/** What a process took of a budget. */
interface Lease {
  /** Whose it is, as agreed last. */
  payer: Payer;
  /** Points that it has not spent. */
  points: number;
  /** When it must be given back. */
  endsMs: number;
  /** What the budget had when it was last seen, beside the lease, and when that was. */
  seen: number;
  seenMs: number;
  /** The statement that is under way; others wait for it instead of asking themselves. */
  asking: Promise<unknown> | null;
}

/** Whole points at an instant of a budget that is full at another; the thousandth makes up for what intervals round. */
function remaining(fullAt: string, at: string): string {
  return `floor($3::int + 0.001 - greatest(0, extract(epoch FROM ${fullAt} - ${at})::float8) * $4::float8)::int`;
}

/*
 * One statement gives back what is left of a lease and takes the next, so that it is atomic whoever asks beside it. A
 * budget is one instant: when it will be full again. What it has now is its limit less what is restored until then; to
 * spend moves the instant on, and once it has passed, the budget is full. The clock is the database's, which all
 * processes share.
 */
const exchange = `INSERT INTO "RateBucket" AS b ("tenant", "key", "fullAt", "granted", "at")
  SELECT $1::int, $2::text, n.now + make_interval(secs => (d.debt + g.granted) / $4::float8), g.granted, n.now
  FROM (SELECT clock_timestamp() AS now) n, (SELECT greatest(0, -$7::int) AS debt) d,
    LATERAL (SELECT CASE WHEN $3::int - d.debt >= $5::int THEN greatest(0, least($3::int - d.debt, $6::int)) ELSE 0 END AS granted) g
  ON CONFLICT ("tenant", "key") DO UPDATE SET "at" = EXCLUDED."at", ("fullAt", "granted") = (
    SELECT f.base + make_interval(secs => g.granted / $4::float8), g.granted
    FROM (SELECT greatest(EXCLUDED."at", b."fullAt" - make_interval(secs => greatest(0, $7::int) / $4::float8))
        + make_interval(secs => greatest(0, -$7::int) / $4::float8) AS base) f,
      LATERAL (SELECT ${remaining('f.base', 'EXCLUDED."at"')} AS has) h,
      LATERAL (SELECT CASE WHEN h.has >= $5::int THEN greatest(0, least(h.has, $6::int)) ELSE 0 END AS granted) g)
  RETURNING "granted", ${remaining('"fullAt"', '"at"')} AS "remaining"`;

const look = `SELECT ${remaining('"fullAt"', 'clock_timestamp()')} AS "remaining"
  FROM "RateBucket" WHERE "tenant" = $1 AND "key" = $2`;

/** What is full needs no row. */
const forget = `DELETE FROM "RateBucket" WHERE "fullAt" < clock_timestamp() - interval '1 minute'`;

/** Whether a lease may be spent; one that ends later than any can was taken before the clock was put back. */
function isCurrent({ endsMs }: Lease): boolean {
  const now = nowMs();
  return now < endsMs && endsMs <= now + budgets.leaseMs;
}

/** The budgets as one process sees them. */
export class Buckets implements Budget {
  private readonly pool: Pool;
  private readonly leases = new LRUCache<string, Lease>({ max: budgets.leases });
  private sweptMs = nowMs();

  constructor(pool: Pool) {
    this.pool = pool;
  }

  async spend(payer: Payer, cost: number): Promise<void> {
    const lease = this.leaseOf(payer);
    // What was taken some time ago is given back by the same statement that takes more.
    while (lease.points < cost || !isCurrent(lease)) {
      if (lease.asking !== null) {
        await lease.asking;
        continue;
      }
      const asked = this.renew(lease, cost);
      lease.asking = asked.finally(() => (lease.asking = null));
      // Who waits beside asks for itself where this fails.
      lease.asking.catch(() => {});
      if ((await asked) === 0) {
        const { remaining: left, restoreRate } = this.balance(payer);
        const retryAfter = Math.max(1, Math.ceil((cost - left) / restoreRate));
        throw refuse('RATE_LIMITED', [], { cost, remaining: left, retryAfter });
      }
    }
    lease.points -= cost;
  }

  giveBack(payer: Payer, cost: number): void {
    this.leaseOf(payer).points += cost;
  }

  charge(payer: Payer, cost: number): void {
    // A debt is settled with the next statement.
    this.leaseOf(payer).points -= cost;
  }

  balance({ tenant, key, limit, restoreRate }: Payer): Balance {
    const lease = this.leases.peek(`${tenant} ${key}`);
    if (!lease) return { limit, remaining: limit, restoreRate };
    // A clock that was put back restores nothing, and takes nothing away.
    const restored = (Math.max(0, nowMs() - lease.seenMs) / 1000) * restoreRate;
    const has = Math.floor(Math.min(limit, lease.seen + restored + lease.points));
    return { limit, remaining: Math.max(0, has), restoreRate };
  }

  async look(payer: Payer): Promise<Balance> {
    const { tenant, key, limit, restoreRate } = payer;
    const { rows } = await this.pool.query<{ remaining: number }>(look, [tenant, key, limit, restoreRate]);
    const remaining = Math.max(0, rows[0]?.remaining ?? limit);
    const lease = this.leases.peek(`${tenant} ${key}`);
    if (!lease) return { limit, remaining, restoreRate };
    [lease.seen, lease.seenMs] = [remaining, nowMs()];
    return this.balance(payer);
  }

  /** Gives back what was taken and not spent in time, and forgets budgets that are full. */
  async sweep(all = false): Promise<void> {
    const now = nowMs();
    for (const [name, lease] of this.leases.entries()) {
      if (lease.asking !== null || (!all && isCurrent(lease))) continue;
      if (lease.points !== 0) await this.exchange(lease, 0, 0);
      if (lease.points === 0) this.leases.delete(name);
    }
    if (now - this.sweptMs < budgets.sweepMs) return;
    this.sweptMs = now;
    await this.pool.query(forget);
  }

  private leaseOf(payer: Payer): Lease {
    const name = `${payer.tenant} ${payer.key}`;
    let lease = this.leases.get(name);
    if (lease) lease.payer = payer;
    else {
      lease = { payer, points: 0, endsMs: 0, seen: payer.limit, seenMs: nowMs(), asking: null };
      this.leases.set(name, lease);
    }
    return lease;
  }

  /** As much as a share of the budget, so that what other processes need is there. */
  private renew(lease: Lease, cost: number): Promise<number> {
    const share = Math.ceil(lease.payer.limit / budgets.leaseParts);
    return this.exchange(lease, cost, Math.max(cost, share));
  }

  private async exchange(lease: Lease, cost: number, most: number): Promise<number> {
    const { tenant, key, limit, restoreRate } = lease.payer;
    const { points } = lease;
    lease.points = 0;
    try {
      const { rows } = await this.pool.query<{ granted: number; remaining: number }>({
        name: 'exchange',
        text: exchange,
        values: [tenant, key, limit, restoreRate, cost, most, points],
      });
      const { granted, remaining: seen } = rows[0]!;
      lease.points += granted;
      [lease.seen, lease.seenMs] = [seen, nowMs()];
      lease.endsMs = nowMs() + budgets.leaseMs;
      return granted;
    } catch (error) {
      // Whether the statement was done is not known: what may have been given back is not spent again.
      if (points < 0) lease.points += points;
      throw error;
    }
  }
}
