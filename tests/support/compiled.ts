// Compiles operations as requests do, without running them.
import { parse, type DocumentNode } from 'graphql';
import type { Caller } from '../../src/kernel/caller.js';
import { prices } from '../../src/kernel/config.js';
import { bindingOf, prepare, type OperationRequest, type Prepared } from '../../src/kernel/prepare.js';
import type { StatementCache } from '../../src/kernel/read/cache.js';
import { compileQuery, priceOf, type Compiled } from '../../src/kernel/read/compile.js';
import { valuesIn } from '../../src/kernel/read/execute.js';
import { Choices, type Binding } from '../../src/kernel/read/slots.js';
import type { Platform } from '../../src/server/platform.js';

/** One request: who asks what, with which values. */
export interface Asked {
  readonly source: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string | undefined;
  readonly caller: Caller;
}

const documents = new Map<string, DocumentNode>();

/** The request with its document, which is parsed once for each audience, as in the platform. */
export function requestOf(
  platform: Platform,
  { source, variables = {}, operationName, caller }: Asked,
): OperationRequest {
  const key = `${caller.audience} ${source}`;
  let document = documents.get(key);
  if (!document) documents.set(key, (document = parse(source)));
  const schema = platform.schema(caller.audience);
  return { schema, document, operationName, variables, caller, requestId: 'test' };
}

function preparedFor(platform: Platform, asked: Asked): { prepared: Prepared; binding: Binding } {
  const request = requestOf(platform, asked);
  const prepared = prepare(request);
  return { prepared, binding: bindingOf(prepared, request) };
}

/** The operation's statement out of a cache, and the request that found it. */
export function findIn(
  cache: StatementCache<Compiled>,
  platform: Platform,
  asked: Asked,
): { readonly compiled: Compiled; readonly binding: Binding } {
  const { prepared, binding } = preparedFor(platform, asked);
  const compiled = cache.find(prepared.root, binding, (choices) =>
    compileQuery(prepared, prepared.operation, choices),
  );
  return { compiled, binding };
}

/** The operation's statement, compiled for this request, with what is bound to it. */
export function compileFor(
  platform: Platform,
  asked: Asked,
): Compiled & { readonly bound: readonly unknown[] } {
  const { prepared, binding } = preparedFor(platform, asked);
  const compiled = compileQuery(prepared, prepared.operation, new Choices(binding));
  return { ...compiled, bound: valuesIn(compiled, binding) };
}

/** What an operation costs, without running it. */
export function priceOfAsked(platform: Platform, asked: Asked): number {
  const { prepared, binding } = preparedFor(platform, asked);
  const compiled = compileQuery(prepared, prepared.operation, new Choices(binding));
  return Math.max(prices.least, priceOf(compiled, binding));
}
