// Apollo, one server per audience: it parses, validates and speaks HTTP; `runOperation` does the rest.
import { ApolloServer, HeaderMap, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { FormattedExecutionResult, GraphQLSchema } from 'graphql';
import type { Payer } from '../kernel/budget.js';
import type { Audience, Caller } from '../kernel/caller.js';
import { limits } from '../kernel/config.js';
import type { Reply } from '../kernel/run.js';
import { formatDocumentError } from '../kernel/run-errors.js';
import { documentLimits } from '../platform/limits/document.js';
import { log } from '../platform/log.js';
import { keepDocuments } from './kept-documents.js';
import type { Platform } from './platform.js';

/** What is known of a request before its body is read. */
export interface Context {
  readonly caller: Caller;
  readonly requestId: string;
  /** Where the database stood when the caller wrote what it wants to read. */
  readonly after?: string | null;
  /** From whose budget it is paid. */
  readonly payer: Payer;
  /** Whether its price was taken from the budget; what Apollo refuses before that has none. */
  paid?: boolean;
  /** The answer as it is sent, where it is not a text. */
  pieces?: readonly Buffer[] | undefined;
}

/** Codes of what Apollo refuses before an operation runs. */
const apolloCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'BAD_USER_INPUT',
  'OPERATION_RESOLUTION_FAILURE',
]);

/** Seconds after which a caller may try again, by status. */
export const retryAfter: Readonly<Record<number, string>> = { 429: '1', 503: '5', 504: '5' };

/** What Apollo finds wrong with a document, in a request that is well-formed. */
const documentCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
]);

/**
 * A refusal before execution is 400 under the newer media type. Who asks for application/json, and for that alone, is told
 * that his well-formed request was answered; who says nothing gets the status that tells more.
 */
function statusFor(
  accept: string | undefined,
  { status, refused }: Pick<Reply, 'status' | 'refused'>,
): number {
  const newer = accept?.includes('application/graphql-response+json');
  if (refused && status === 200 && newer) return 400;
  return refused && status === 400 && !newer && accept?.includes('application/json') ? 200 : status;
}

/** The status of a well-formed request that is refused before anything of it runs. */
export const refusedStatus = (accept: string | undefined): number =>
  statusFor(accept, { status: 400, refused: true });

/** Where Apollo carries the text of a reply, which passes through it as it is. */
const replyKey = Symbol('reply');

function textOf(result: FormattedExecutionResult): string {
  const text = (result.extensions as { readonly [replyKey]?: string } | undefined)?.[replyKey];
  return text ?? `${JSON.stringify(result)}\n`;
}

function running(platform: Platform, schema: GraphQLSchema): ApolloServerPlugin<Context> {
  const documents = keepDocuments();
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveSource(context) {
          // What it finds here, Apollo neither parses nor validates.
          const document = documents.get(context.source);
          if (document) Object.assign(context, { document });
          return Promise.resolve();
        },
        didResolveOperation({ source, document }) {
          if (documents.peek(source) !== document) documents.set(source, document);
          return Promise.resolve();
        },
        async responseForOperation({ document, request, contextValue }) {
          const { caller, requestId, after, payer } = contextValue;
          const reply = await platform.answer({
            schema,
            document,
            operationName: request.operationName,
            variables: request.variables,
            caller,
            requestId,
            after,
            payer,
          });
          contextValue.paid = reply.metered.actual > 0;
          contextValue.pieces = reply.pieces;
          const headers = new HeaderMap();
          const wait = reply.retryAfter?.toString() ?? retryAfter[reply.status];
          if (wait !== undefined) headers.set('retry-after', wait);
          return {
            http: { status: statusFor(request.http?.headers.get('accept'), reply), headers },
            body: { kind: 'single', singleResult: { extensions: { [replyKey]: reply.text } } },
          };
        },
        willSendResponse({ request, response: { body, http }, contextValue: { caller, requestId } }) {
          // What Apollo itself refused is said in the caller's language, with a registered code.
          const result = body.kind === 'single' ? body.singleResult : undefined;
          if (result?.errors?.some((error) => documentCodes.has(String(error.extensions?.['code']))))
            http.status = refusedStatus(request.http?.headers.get('accept'));
          if (result?.errors?.some((error) => apolloCodes.has(String(error.extensions?.['code'])))) {
            result.errors = result.errors.map((error) => formatDocumentError(error, caller.language));
            result.extensions = { requestId };
          }
          return Promise.resolve();
        },
      }),
  };
}

/** The Apollo server of an audience. */
export type Servers = (audience: Audience) => Promise<ApolloServer<Context>>;

/**
 * The servers of the audiences, made when they are first asked for: Apollo keeps validated documents by their text alone,
 * hence one each. Takes the platform, and which schema an audience sees.
 */
export function apolloServers(platform: Platform, schemaOf: (audience: Audience) => GraphQLSchema): Servers {
  const servers = new Map<Audience, Promise<ApolloServer<Context>>>();
  return (audience) => {
    let server = servers.get(audience);
    if (!server) servers.set(audience, (server = makeApollo(platform, schemaOf(audience))));
    return server;
  };
}

async function makeApollo(platform: Platform, schema: GraphQLSchema): Promise<ApolloServer<Context>> {
  const server = new ApolloServer<Context>({
    schema,
    introspection: true,
    csrfPrevention: true,
    stringifyResult: textOf,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    // `running` keeps them by their weight; Apollo would print the schema to tell them apart.
    documentStore: null,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [...documentLimits],
    logger: {
      debug: () => {},
      info: () => {},
      warn: (text) => log.warn(text),
      error: (text) => log.error(text),
    },
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      running(platform, schema),
    ],
  });
  await server.start();
  return server;
}
