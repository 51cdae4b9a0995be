// What can go wrong between a program and the graph, each as a type of its own that a program can tell apart.

/** One fault of a write, as every payload tells it. */
export interface UserError {
  readonly path: readonly string[];
  readonly code: string;
  readonly rule: string | null;
  readonly message: string;
}

/** The graph answered with errors: nothing was read or written, and the same again helps only if `retryAfterMs` says so. */
export class GraphError extends Error {
  override readonly name = 'GraphError';
  /** Code of the first error, as `schema/errors.json` has it; null where something else than the graph answered. */
  readonly code: string | null;
  readonly rule: string | null;
  readonly status: number;
  /** To be told to whoever runs the platform. */
  readonly requestId: string | null;
  /** How long to wait before the same is worth trying again; null if it is not. */
  readonly retryAfterMs: number | null;

  constructor(
    message: string,
    said: Pick<GraphError, 'code' | 'rule' | 'status' | 'requestId' | 'retryAfterMs'>,
  ) {
    super(message);
    ({
      code: this.code,
      rule: this.rule,
      status: this.status,
      requestId: this.requestId,
      retryAfterMs: this.retryAfterMs,
    } = said);
  }
}

/** A write was refused: every fault with its rule and its place. The same input will be refused again. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly faults: readonly UserError[];

  constructor(faults: readonly UserError[]) {
    super(
      faults
        .map(
          ({ message, rule, code, path }) =>
            `${message}(${[rule ?? code, path.join('.')].filter(Boolean).join(',')})`,
        )
        .join('\n'),
    );
    this.faults = faults;
  }
}

/** No answer came: nobody knows whether a write was done, and the same key asks for it again without doing it twice. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}
