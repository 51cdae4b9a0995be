// Endpoints and deliveries as a worker reads them: which columns, and what type each has there.
import type { Audience, Scope } from '../../kernel/caller.js';
import type { WebhookDeliveryKind, WebhookEndpointState } from '../../generated/database.js';
import type { Health } from './schedule.js';

/** An endpoint as a worker needs it. */
export interface Endpoint extends Health {
  readonly tenant: number;
  readonly id: string;
  readonly appId: string;
  readonly url: string;
  readonly types: readonly string[];
  readonly divisionKey: string;
  readonly selection: string;
  readonly state: WebhookEndpointState;
  readonly subject: string;
  readonly audience: Audience;
  readonly scopes: readonly Scope[];
  readonly installId: string | null;
  readonly takenThrough: bigint;
  readonly replayAfter: bigint | null;
  readonly replayThrough: bigint | null;
  readonly replayMissing: boolean;
  readonly synthetic: boolean;
}

/** Columns of an endpoint `e`. */
export const endpointColumns = `e."tenant", e."id", e."appId", e."url", e."types", e."divisionKey", e."selection", e."state",
  e."subject", e."audience", e."scopes", e."installId", e."takenThrough", e."replayAfter", e."replayThrough", e."replayMissing",
  e."synthetic", e."failures", (extract(epoch FROM e."failingSince") * 1000)::float8 AS "failingSinceMs",
  (extract(epoch FROM e."restingUntil") * 1000)::float8 AS "restingUntilMs",
  e."endingFor" IS NOT DISTINCT FROM 'GONE' AS "gone"`;

/** A delivery as a worker sends it. */
export interface Delivery {
  readonly id: string;
  readonly kind: WebhookDeliveryKind;
  readonly type: string;
  readonly messageId: string;
  readonly sequence: bigint | null;
  readonly gapFrom: bigint | null;
  /** Instant in ISO 8601 and UTC. */
  readonly occurredAt: string;
  readonly attemptCount: number;
  readonly triedBefore: number;
}

/** Columns of a delivery `d`. */
export const deliveryColumns = `d."id", d."kind", d."type", d."messageId", d."sequence", d."gapFrom",
  to_char(d."occurredAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "occurredAt", d."attemptCount",
  d."triedBefore"`;
