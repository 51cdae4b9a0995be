// A typed client of the graph: asks, writes, walks lists, uploads, and tries again what is worth trying again.
import type { DocumentNode } from 'graphql';
import { ClientError, GraphQLClient } from 'graphql-request';
import pRetry from 'p-retry';
import { GraphError, Refused, Unreachable, type UserError } from './errors.js';

/** A document with the types that the generator worked out for it. */
export interface TypedDocument<Result, Variables> extends DocumentNode {
  __apiType?: (variables: Variables) => Result;
}

/** What every payload has beside its objects. */
export interface Payload {
  readonly replayed: boolean;
  readonly userErrors: readonly UserError[];
}

/** The payload of a mutation of one field. */
export type PayloadOf<Result> = NonNullable<Result[keyof Result]> & Payload;

/** A page of any list of the graph. */
export interface Page<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** A file with what an upload says of it. */
export interface Upload {
  readonly kind: string;
  readonly fileName: string;
  /** Code of the division that it belongs to. */
  readonly division: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/** Where the graph is, who asks, and how patiently. */
export interface Options {
  readonly url: string;
  readonly key?: string | undefined;
  readonly language?: 'zh-CN' | 'en';
  /** How often a request is sent again that found nobody, or was told to come back. */
  readonly retries?: number;
  /** The first pause between two attempts; each next one is twice as long. */
  readonly pauseMs?: number;
}

/** What the graph answers beside its data. */
interface Said {
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string; readonly rule?: string | null };
  }[];
  readonly extensions?: { readonly requestId?: string };
}

/** Answers that mean: later. */
const later = new Set([429, 502, 503, 504]);

/** One program's way to the graph. */
export class Graph {
  readonly #client: GraphQLClient;
  readonly #options: Options;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(options: Options) {
    this.#options = options;
    this.#headers = {
      'Accept-Language': options.language ?? 'zh-CN',
      ...(options.key === undefined ? {} : { Authorization: `Bearer ${options.key}` }),
    };
    this.#client = new GraphQLClient(options.url, { headers: this.#headers });
  }

  /** The answer to a document. @throws GraphError, Unreachable */
  ask<Result, Variables extends object>(
    document: TypedDocument<Result, Variables>,
    variables: NoInfer<Variables>,
  ): Promise<Result> {
    return this.#patiently(() =>
      this.#client.request<Result>(document, variables).catch((error: unknown) => {
        throw error instanceof ClientError
          ? graphError(error.response as Said, error.response.status, headerOf(error))
          : new Unreachable(`${this.#options.url}: ${String(error)}`);
      }),
    );
  }

  /**
   * The payload of a write that was accepted. The input's idempotency key makes it safe to send again: what was done
   * already is answered as a replay. @throws Refused, GraphError, Unreachable
   */
  async write<Result, Input extends { readonly idempotencyKey: string }>(
    document: TypedDocument<Result, { input: Input }>,
    input: NoInfer<Input>,
  ): Promise<PayloadOf<Result>> {
    const answer = await this.ask(document, { input });
    const [payload] = Object.values(answer as object) as [PayloadOf<Result>];
    if (payload.userErrors.length > 0) throw new Refused(payload.userErrors);
    return payload;
  }

  /** All rows of a list, page after page. Takes the document, its other variables, and where the list is in the answer. */
  async *rows<Result, Variables extends { after?: string | null | undefined }, Row>(
    document: TypedDocument<Result, Variables>,
    variables: NoInfer<Variables>,
    listIn: (answer: Result) => Page<Row> | null | undefined,
  ): AsyncGenerator<Row, void, undefined> {
    for (let after = variables.after; ;) {
      const page = listIn(await this.ask(document, { ...variables, after }));
      yield* page?.nodes ?? [];
      if (!page?.pageInfo.hasNextPage) return;
      after = page.pageInfo.endCursor;
    }
  }

  /** The same rows as a list, where it is not too long to be kept. */
  async allRows<Result, Variables extends { after?: string | null | undefined }, Row>(
    document: TypedDocument<Result, Variables>,
    variables: NoInfer<Variables>,
    listIn: (answer: Result) => Page<Row> | null | undefined,
  ): Promise<readonly Row[]> {
    const all: Row[] = [];
    for await (const row of this.rows(document, variables, listIn)) all.push(row);
    return all;
  }

  /** Uploads a file, beside the graph. @returns its id @throws Refused, GraphError, Unreachable */
  upload({ kind, fileName, division, content }: Upload, idempotencyKey: string): Promise<string> {
    const place = new URL('files', this.#options.url);
    place.search = new URLSearchParams({ kind, fileName, division }).toString();
    return this.#patiently(async () => {
      const response = await fetch(place, {
        method: 'POST',
        headers: { ...this.#headers, 'Idempotency-Key': idempotencyKey },
        body: content,
      }).catch((error: unknown) => {
        throw new Unreachable(`${place.origin}: ${String(error)}`);
      });
      const answer = (await response.json()) as Said & {
        readonly data?: {
          readonly registerEvidenceFile: {
            readonly evidenceFile: { readonly id: string } | null;
            readonly userErrors: readonly UserError[];
          } | null;
        };
      };
      const { evidenceFile = null, userErrors = [] } = answer.data?.registerEvidenceFile ?? {};
      if (evidenceFile !== null) return evidenceFile.id;
      if (userErrors.length > 0) throw new Refused(userErrors);
      throw graphError(answer, response.status, response.headers.get('retry-after'));
    });
  }

  /** Tries again what found nobody, and what was told to come back, after the time that it was told. */
  #patiently<Result>(attempt: () => Promise<Result>): Promise<Result> {
    return pRetry(attempt, {
      retries: this.#options.retries ?? 4,
      minTimeout: this.#options.pauseMs ?? 250,
      randomize: true,
      shouldRetry: ({ error }) =>
        error instanceof Unreachable || (error instanceof GraphError && error.retryAfterMs !== null),
      async onFailedAttempt({ error, retriesLeft }) {
        if (retriesLeft > 0 && error instanceof GraphError && error.retryAfterMs !== null)
          await new Promise((resolve) => setTimeout(resolve, error.retryAfterMs!));
      },
    });
  }
}

function headerOf({ response }: ClientError): string | null {
  return (response.headers as Headers | undefined)?.get('retry-after') ?? null;
}

function graphError({ errors = [], extensions }: Said, status: number, wait: string | null): GraphError {
  const first = errors[0]?.extensions;
  const message = errors.map(({ message, extensions }) => {
    const name = extensions?.rule ?? extensions?.code;
    return name === undefined ? message : `${message}(${name})`;
  });
  return new GraphError(message.join('\n') || `HTTP ${status}`, {
    code: first?.code ?? null,
    rule: first?.rule ?? null,
    status,
    requestId: extensions?.requestId ?? null,
    retryAfterMs: later.has(status) ? Number(wait ?? 0) * 1000 : null,
  });
}
