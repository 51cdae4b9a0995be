// Limits of apps, credentials and tokens.

/** Access tokens, and what clients and people prove themselves with to get in by one. */
export const tokens = {
  /** How long an access token is good for. */
  lifeMs: 600_000,
  /** How long a client's signed assertion may be good for, and how many are remembered so that none serves twice. */
  assertionMs: 300_000,
  assertions: 100_000,
  /** How far the clocks of others may be off. */
  skewSeconds: 30,
  /** Bytes of a request for a token. */
  requestBytes: 16_384,
  /** How long the outside issuer may take to answer, how long its keys are kept, and how seldom it is asked again. */
  issuerMs: 5_000,
  issuerKeysMs: 600_000,
  issuerPauseMs: 30_000,
} as const;

/** Installs and credentials of apps. */
export const accessLimits = {
  /** Grants of one install. */
  grants: 100,
  /** How long a credential lives, in days. */
  days: { usual: 365, most: 1_826 },
  /** How long a credential works beside its successor, in hours. */
  overlapHours: { usual: 24, most: 720 },
  /** Characters of a client's public key, and bits that one of RSA has at least. */
  clientKeyCharacters: 2_000,
  rsaBits: 2_048,
} as const;
