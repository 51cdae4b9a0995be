// What operations run with, and what is noted of one on its way.
import type { Pool } from 'pg';
import type { Budget } from './budget.js';
import type { Observation } from './observation.js';
import type { Step } from './pipeline.js';
import type { StatementCache } from './read/cache.js';
import type { Compiled, Touched } from './read/compile.js';
import type { Copies } from './read/copies.js';
import type { Meter } from './read/meter.js';

/** What every operation runs with. */
export interface Engine {
  /** For reading. */
  readonly pool: Pool;
  /** Where reads go first, if they may be a little behind. */
  readonly copies?: Copies;
  /** For writing. */
  readonly writePool: Pool;
  readonly writePath: readonly Step[];
  /** Compiled statements of operations. */
  readonly statements: StatementCache<Compiled>;
  /** From what operations are paid that somebody pays for. */
  readonly budget?: Budget;
  /** Gets what is masked from the caller. */
  readonly report: (error: unknown) => void;
  /** Is told what an operation of a credential has read, before the answer leaves; where it throws, none does. */
  readonly observe?: (observation: Observation) => Promise<void>;
}

/** What is noted of an operation while it is on its way. */
export interface Notes {
  /** Whether the event is none that the caller sees. */
  hidden: boolean;
  /** What the operation may ask for. */
  cost: number;
  /** Whether that was taken from the budget of who pays, or would be if anybody did. */
  paid: boolean;
  /** Whether something may have been written. */
  wrote: boolean;
  readonly meter: Meter;
  readonly redactions: Set<string>;
  /** What the statements of the operation looked at. */
  readonly touched: Touched[];
}
