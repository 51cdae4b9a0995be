// Columns of webhooks that the database binds: what is open and what is settled, numbers of events, failures.
import { enums } from '../../src/generated/datamodel.js';
import { of, type Shapes } from './dataset-money.js';
import type { Make, Place } from './dataset-shapes.js';

const kinds = enums['WebhookDeliveryKind']!.values.map(({ name }) => name);
const outcomes = enums['WebhookOutcome']!.values.map(({ name }) => name);
const at = (n: number): string => `2026-02-${String(1 + (n % 28)).padStart(2, '0')} 08:00:00.5+00`;

const isOpen = ({ row }: Place): boolean => ['WAITING', 'RETRYING'].includes(row['outcome'] as string);
const where =
  (holds: (place: Place) => boolean, make: Make): Make =>
  (place) =>
    holds(place) ? make(place) : null;
const isFailing = ({ n }: Place): boolean => n % 3 === 1;
const isReplaying = ({ n }: Place): boolean => n % 4 === 2;
const isLeased = (place: Place): boolean => isOpen(place) && place.n % 5 === 0;
const isKind =
  (...of: readonly string[]) =>
  ({ row }: Place): boolean =>
    of.includes(row['kind'] as string);

/** Columns by table. */
export const webhookShapes: Shapes = {
  WebhookEndpoint: {
    takenThrough: ({ n }) => String(40 + n),
    failures: (place) => (isFailing(place) ? place.n : 0),
    failingSince: where(isFailing, ({ n }) => at(n)),
    replayAfter: where(isReplaying, () => '3'),
    replayThrough: where(isReplaying, ({ n }) => String(4 + n)),
  },
  WebhookKey: {
    publicKey: where(
      ({ row }) => row['signature'] === 'V1A',
      ({ n }) => `whpk_${n}`,
    ),
    sealed: ({ n }) => `\\x0${n % 10}`,
  },
  WebhookDelivery: {
    appId: of('WebhookEndpoint', 'endpointId', 'appId'),
    divisionKey: of('WebhookEndpoint', 'endpointId', 'divisionKey'),
    kind: ({ n }) => kinds[n % 7 === 0 ? 1 : n % 7 === 1 ? 2 : 0],
    sequence: where(isKind('EVENT', 'GAP'), ({ n }) => String(30 + n)),
    gapFrom: where(isKind('GAP'), ({ n }) => String(20 + n)),
    outcome: ({ n }) => outcomes[n % outcomes.length],
    nextAttemptAt: where(isOpen, ({ n }) => at(n + 3)),
    settledAt: where(
      (place) => !isOpen(place),
      ({ n }) => at(n + 2),
    ),
    attemptCount: ({ n }) => n % 4,
    triedBefore: () => 0,
    lease: where(isLeased, ({ row }) => row['id']),
    leasedUntil: where(isLeased, ({ n }) => at(n)),
  },
  WebhookAttempt: {
    appId: of('WebhookDelivery', 'deliveryId', 'appId'),
    divisionKey: of('WebhookDelivery', 'deliveryId', 'divisionKey'),
    number: ({ n }) => 1 + (n % 3),
    durationMs: ({ n }) => n * 7,
    bodyBytes: ({ n }) => 200 + n,
  },
};
