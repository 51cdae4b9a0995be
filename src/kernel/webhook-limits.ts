// The numbers that limit webhooks; config.ts passes them on.
const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** Webhooks: endpoints, what is sent to them, and what becomes of those that do not answer. */
export const webhooks = {
  /** Endpoints of one app in an office, retired ones left out, and event types that one endpoint names. */
  endpoints: 20,
  types: 100,
  /** Characters of an address and of the document that says what is sent. */
  urlLength: 2_000,
  selectionLength: 10_000,
  /** Ports that are spoken to, by protocol; inside the networks that the environment names, every port. */
  ports: { 'https:': [443, 8443], 'http:': [80, 8080] },
  /** Pauses before the second and each later attempt, as Standard Webhooks has them: the tenth comes after three days. */
  pausesMs: [
    5 * secondMs,
    5 * minuteMs,
    30 * minuteMs,
    2 * hourMs,
    5 * hourMs,
    10 * hourMs,
    14 * hourMs,
    20 * hourMs,
    24 * hourMs,
  ],
  /** By how much of itself a pause is longer at most, in hundredths, so that what failed together is not tried together. */
  jitter: 20,
  /** How long a receiver may ask for patience (Retry-After). */
  retryAfterMs: 24 * hourMs,
  /** How long a name may take to be found, a receiver to be answered in full, and how much of an answer is read. */
  lookupMs: 5 * secondMs,
  timeoutMs: 15 * secondMs,
  answerBytes: 65_536,
  /** Bytes of a body; what would be larger is sent without its data. */
  bodyBytes: 20_000,
  /** Deliveries that are under way to one endpoint, whichever process sends them, and from one process in all. */
  atOnce: 4,
  atOncePerProcess: 32,
  /** How long a process may take for one delivery before another takes it up. */
  leaseMs: minuteMs,
  /** Deliveries of one endpoint that are open: further events wait in their order until some are settled. */
  open: 1_000,
  /** Events that are taken over at once. */
  page: 100,
  /** Failed attempts in a row after which an endpoint is left in peace, for how long at first and at most. */
  failures: 10,
  restMs: 30 * secondMs,
  longestRestMs: 30 * minuteMs,
  /** How long every attempt must have failed for an endpoint to be disabled; longer than a delivery is tried. */
  disabledAfterMs: 5 * dayMs,
  /** How long an endpoint waits that no credential stands behind before it is looked at again. */
  withoutReaderMs: minuteMs,
  /** How long one waits whose events could not be read, or whose message could not be made for want of a database or a budget. */
  againMs: 10 * secondMs,
  /** How long requests that are under way may take when a server stops. */
  drainMs: 5 * secondMs,
  /** Events that one replay is about. */
  replayed: 10_000,
  /** How long the key before the current one still signs after a rotation, where nothing is said and at most. */
  overlapMs: dayMs,
  longestOverlapMs: 30 * dayMs,
  /** Bytes of a secret for signatures: Standard Webhooks asks for 24 to 64. */
  secretBytes: 32,
  /** How often a server looks for what is due, beside being woken by events. */
  everyMs: 2 * secondMs,
  /** How long settled deliveries are kept, how often a server removes older ones, and how many at once. */
  keptMs: 30 * dayMs,
  removeEveryMs: hourMs,
  removedAtOnce: 1_000,
} as const;
