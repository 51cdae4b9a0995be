// Limits of apps, credentials and tokens.

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
