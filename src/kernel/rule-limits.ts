// How big a share rule may be: apart from the other limits, because these go to browsers with the rules.

/** How big a share rule may be; an agreement on paper has a handful of clauses. */
export const shareRules = {
  /** Nodes of a rule, with the bands, steps and instalments in them. */
  nodes: 60,
  /** How deep they stand in each other. */
  depth: 8,
  /** Funds of one split. */
  splitParts: 20,
  /** Rules that are compared at once, and pages of history that a backtest reads. */
  compared: 10,
  backtestPages: 12,
  /** Steps of one calculation. */
  steps: 400,
  /** Bands, steps or instalments of one node. */
  listed: 40,
  /** The highest contract year that a rule names. */
  years: 100,
  /** The most that is matched: ten times what was given. */
  matchPpm: 10_000_000,
  /** The highest late charge: one percent a day. */
  dailyRatePpm: 10_000,
  /** Lines of one simulation: a hundred years of one monthly clause. */
  periods: 1_200,
} as const;
