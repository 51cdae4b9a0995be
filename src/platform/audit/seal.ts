// The seal of an audit event: which bytes are hashed, in which order. docs/audit-chain.md says the same in words.
import { createHash } from 'node:crypto';

/** What a seal covers: the whole event. */
export interface SealedContent {
  readonly tenant: number;
  readonly id: string;
  /** Instant in UTC with microseconds: `2026-11-22T01:02:03.000004Z`. */
  readonly at: string;
  readonly app: string;
  readonly subject: string;
  readonly organizationId: string | null;
  readonly operation: string;
  readonly scope: string;
  readonly objects: readonly string[];
  readonly inputHash: Uint8Array;
  readonly idempotencyKey: string;
  readonly refusal: string | null;
  readonly requestId: string;
}

/** Begins every sealed message, so that a later form can never be taken for this one. */
const version = 'gongzhi-audit-1';
const absent = 0xff_ff_ff_ff;

/** Stands where the first event has no predecessor. */
export const firstSeal: Uint8Array = new Uint8Array(32);

/** Columns of an event as the seal reads them, for a SELECT from `"AuditEvent"`. */
export const contentColumns = `"tenant", "id", to_char("at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "at",
  "app", "subject", "organizationId", "operation", "scope", "objects", "inputHash", "idempotencyKey", "refusal",
  "requestId"`;

/**
 * Seals an event.
 *
 * Takes the seal before it, its place in the tenant's chain (the first is 1), and the event; returns SHA-256
 * (FIPS 180-4) over its fields, each led by its length, so that no two events are the same bytes.
 */
export function sealOf(previous: Uint8Array, sealNumber: bigint, event: SealedContent): Buffer {
  const hash = createHash('sha256');
  const number = (value: number): void => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    hash.update(bytes);
  };
  const field = (value: string | Uint8Array | null): void => {
    if (value === null) return number(absent);
    const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
    number(bytes.length);
    hash.update(bytes);
  };
  field(version);
  field(previous);
  field(String(sealNumber));
  field(String(event.tenant));
  for (const name of ['id', 'at', 'app', 'subject', 'organizationId', 'operation', 'scope'] as const)
    field(event[name]);
  number(event.objects.length);
  for (const object of event.objects) field(object);
  field(event.inputHash);
  for (const name of ['idempotencyKey', 'refusal', 'requestId'] as const) field(event[name]);
  return hash.digest();
}
