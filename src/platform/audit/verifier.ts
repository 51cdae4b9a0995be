// The verifier: walks a tenant's audit chain and names the first place where it is not what was sealed.
import type pg from 'pg';
import { sealBatch } from '../../kernel/config.js';
import { withTransaction } from '../database/pool.js';
import { contentColumns, firstSeal, sealOf, type SealedContent } from './seal.js';

/**
 * - `ALTERED`: the event at this place is not the one that was sealed there, nor is that one found elsewhere.
 * - `MISSING`: no event stands at this place, while later ones do.
 * - `REORDERED`: the event that was sealed here stands at another place.
 * - `CUT_TAIL`: the chain ends before this place, which the head or the anchor says it had reached.
 * - `HEAD_ALTERED`: the record of the chain's end does not agree with the events, which are whole.
 * - `REWRITTEN`: the chain agrees with itself but not with the anchor that was published.
 */
type AuditFaultKind = 'ALTERED' | 'MISSING' | 'REORDERED' | 'CUT_TAIL' | 'HEAD_ALTERED' | 'REWRITTEN';

/** The first fault of a chain. */
interface AuditFault {
  readonly kind: AuditFaultKind;
  readonly sealNumber: bigint;
  /** The event that stands there, or the one that belongs there and stands elsewhere; null where there is none. */
  readonly eventId: string | null;
}

/** An end of the chain that was published earlier, out of reach of whoever can write to the database. */
export interface Anchor {
  readonly sealNumber: bigint;
  /** Hex. */
  readonly seal: string;
}

/** What the verifier found. */
export interface AuditVerdict {
  readonly tenant: number;
  /** Events that are whole and in their places, from the first on. */
  readonly verified: bigint;
  /** Events that no sealer has seen yet. */
  readonly unsealed: bigint;
  readonly head: Anchor;
  readonly fault: AuditFault | null;
}

interface ChainedEvent extends SealedContent {
  readonly sealNumber: bigint | null;
  readonly seal: Buffer | null;
}

/** Before any number that an intruder could write. */
const lowest = -(2n ** 63n);

/**
 * Verifies a tenant's chain, in one snapshot of the database, so that sealers at work do not disturb.
 *
 * Takes the pool, the tenant, and an anchor if one was kept; returns the verdict. Without an anchor, who rewrites
 * the whole chain and its head is not found out: publish heads.
 */
export function verifyAudit(
  pool: pg.Pool,
  tenant: number,
  { anchor, batch = sealBatch }: { readonly anchor?: Anchor | undefined; readonly batch?: number } = {},
): Promise<AuditVerdict> {
  return withTransaction(
    pool,
    async (_, client) => {
      const heads = await client.query<{ sealNumber: bigint; seal: Buffer }>(
        `SELECT "sealNumber", "seal" FROM "AuditHead" WHERE "tenant" = $1`,
        [tenant],
      );
      const unsealed = await client.query<{ count: bigint }>(
        `SELECT count(*) FROM "AuditEvent" WHERE "tenant" = $1 AND "sealNumber" IS NULL`,
        [tenant],
      );
      const walk = await walkChain(client, tenant, anchor, batch);
      const stored = heads.rows[0];
      const head = stored
        ? { sealNumber: stored.sealNumber, seal: stored.seal.toString('hex') }
        : { sealNumber: 0n, seal: Buffer.from(firstSeal).toString('hex') };
      const fault = walk.fault ?? faultOfEnd(walk.verified, walk.seal.toString('hex'), head, anchor);
      return { tenant, verified: walk.verified, unsealed: unsealed.rows[0]!.count, head, fault };
    },
    'ISOLATION LEVEL REPEATABLE READ, READ ONLY',
  );
}

interface Walk {
  readonly verified: bigint;
  readonly seal: Buffer;
  readonly fault: AuditFault | null;
}

async function walkChain(
  client: pg.ClientBase,
  tenant: number,
  anchor: Anchor | undefined,
  batch: number,
): Promise<Walk> {
  let verified = 0n;
  let seal: Buffer = Buffer.from(firstSeal);
  let after = lowest;
  for (;;) {
    const { rows } = await client.query<ChainedEvent & { sealNumber: bigint }>(
      `SELECT ${contentColumns}, "sealNumber", "seal" FROM "AuditEvent"
       WHERE "tenant" = $1 AND "sealNumber" > $2 ORDER BY "sealNumber" LIMIT $3`,
      [tenant, after, batch],
    );
    for (const event of rows) {
      const place = verified + 1n;
      const expected = sealOf(seal, place, event);
      if (event.sealNumber !== place || !event.seal?.equals(expected))
        return { verified, seal, fault: await faultAt(client, tenant, seal, place, event, batch) };
      if (anchor?.sealNumber === place && anchor.seal !== expected.toString('hex'))
        return { verified, seal, fault: { kind: 'REWRITTEN', sealNumber: place, eventId: event.id } };
      verified = place;
      seal = expected;
      after = place;
    }
    if (rows.length < batch) return { verified, seal, fault: null };
  }
}

/** Why the event found at or after a place is not the one that was sealed there. */
async function faultAt(
  client: pg.ClientBase,
  tenant: number,
  previous: Buffer,
  place: bigint,
  found: ChainedEvent & { readonly sealNumber: bigint },
  batch: number,
): Promise<AuditFault> {
  const standsHere = found.sealNumber === place;
  const belongsHere = await findBelonging(
    client,
    tenant,
    previous,
    place,
    standsHere ? found.seal : null,
    batch,
  );
  if (belongsHere !== null) return { kind: 'REORDERED', sealNumber: place, eventId: belongsHere };
  if (found.sealNumber > place) return { kind: 'MISSING', sealNumber: place, eventId: null };
  return { kind: 'ALTERED', sealNumber: found.sealNumber, eventId: found.id };
}

/** Looks through all events of the tenant, sealed or not, for the one whose seal at this place is on record. */
async function findBelonging(
  client: pg.ClientBase,
  tenant: number,
  previous: Buffer,
  place: bigint,
  sealHere: Buffer | null,
  batch: number,
): Promise<string | null> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await client.query<ChainedEvent>(
      `SELECT ${contentColumns}, "sealNumber", "seal" FROM "AuditEvent"
       WHERE "tenant" = $1 AND "id" > $2 ORDER BY "id" LIMIT $3`,
      [tenant, after, batch],
    );
    for (const event of rows) {
      const fitting = sealOf(previous, place, event);
      if (event.seal?.equals(fitting) || sealHere?.equals(fitting)) return event.id;
    }
    const last = rows.at(-1);
    if (!last || rows.length < batch) return null;
    after = last.id;
  }
}

function faultOfEnd(
  verified: bigint,
  seal: string,
  head: Anchor,
  anchor: Anchor | undefined,
): AuditFault | null {
  const reached = anchor && anchor.sealNumber > head.sealNumber ? anchor.sealNumber : head.sealNumber;
  if (verified < reached) return { kind: 'CUT_TAIL', sealNumber: verified + 1n, eventId: null };
  if (verified > head.sealNumber || seal !== head.seal)
    return { kind: 'HEAD_ALTERED', sealNumber: head.sealNumber, eventId: null };
  return null;
}
