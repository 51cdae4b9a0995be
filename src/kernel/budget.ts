// Who pays for an operation, and from what: the budget as the kernel sees it.

/** Who pays: an app at an office, or an address. */
export interface Payer {
  /** Office whose budget for the app it is; 0 for an address. */
  readonly tenant: number;
  readonly key: string;
  /** Points when it is full, and points that are restored in a second. */
  readonly limit: number;
  readonly restoreRate: number;
}

/** How a budget stands. */
export interface Balance {
  readonly limit: number;
  readonly remaining: number;
  readonly restoreRate: number;
}

/** The budgets of all payers. */
export interface Budget {
  /** Takes what an operation may cost, before it runs. @throws Refusal RATE_LIMITED with the seconds after which it is there */
  spend(payer: Payer, cost: number): Promise<void>;
  /** Puts back what it did not cost. */
  giveBack(payer: Payer, cost: number): void;
  /** Takes what was spent without asking, even where it is not there. */
  charge(payer: Payer, cost: number): void;
  /** How it stands, as far as this process knows. */
  balance(payer: Payer): Balance;
  /** How it stands. */
  look(payer: Payer): Promise<Balance>;
}
