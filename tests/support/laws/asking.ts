// Who asks in the laws, and what any answer must be like, whatever was asked.
import type { GraphQLSchema } from 'graphql';
import { anonymous, type Caller } from '../../../src/kernel/caller.js';
import { allRules, codes } from '../../../src/kernel/errors.js';
import type { Answer } from '../../../src/kernel/run.js';
import { demoRoles } from '../../../src/platform/auth/demo-keys.js';
import type { Platform } from '../../../src/server/platform.js';
import { Generator, type Query } from '../oracle/generator.js';
import { Random } from '../oracle/random.js';
import { callers } from '../oracle/sessions.js';
import type { Known } from '../oracle/world.js';
import { demoCaller, type UserError } from '../platform.js';

/** Runs a query as its caller. */
export type Ask = (query: Query) => Promise<Answer>;

/** One who asks. */
export interface Asker {
  readonly name: string;
  readonly caller: Caller;
  readonly schema: GraphQLSchema;
  readonly generator: Generator;
  readonly ask: Ask;
}

/** Nobody, every role of the demo keys, and who acts for an organization and has no right beside that. */
export const lawCallers: Readonly<Record<string, () => Caller>> = {
  nobody: () => anonymous('zh-CN'),
  ...Object.fromEntries(demoRoles.map((role) => [role, () => demoCaller(role, 'en')])),
  payer: callers['payer']!,
  party: callers['party']!,
};

/** Everybody who asks, each with questions of their own. */
export function askersOf(platform: Platform, { database }: Known, seed: number): readonly Asker[] {
  return Object.entries(lawCallers).map(([name, make], i) => {
    const caller = make();
    const schema = platform.schema(caller.audience);
    return {
      name,
      caller,
      schema,
      generator: new Generator(new Random(seed + i * 1_000_003), schema, database, new Map()),
      ask: ({ source, variables }) => platform.run({ source, variables }, caller),
    };
  });
}

/** Codes of what is not run because it is too much; the generator does not count before it asks. */
const tooMuch = new Set(['COST_EXCEEDED', 'LIMIT_EXCEEDED', 'RATE_LIMITED']);

/** Whether the query was not run because it is too much. */
export function isTooMuch({ errors }: Answer): boolean {
  return errors?.some(({ extensions }) => tooMuch.has(String(extensions?.['code']))) ?? false;
}

/** Words that only the inside knows: of the driver, the database, the language and the modules. */
const inside =
  /\b(?:SELECT|INSERT|UPDATE|syntax error|relation "|column "|violates|constraint|SQLSTATE|TypeError|undefined|\[object|node_modules|at \w+ \(|\.ts:\d)/;

/** What is wrong with an error as the caller gets it; null where nothing is. */
export function faultOfError(code: unknown, rule: unknown, message: unknown): string | null {
  if (typeof code !== 'string' || !Object.hasOwn(codes, code))
    return `the code ${JSON.stringify(code)} is not registered`;
  if (rule !== null && rule !== undefined) {
    const known = typeof rule === 'string' ? allRules().get(rule) : undefined;
    if (known?.code !== code) return `no rule of ${code} is called ${JSON.stringify(rule)}`;
  }
  if (
    typeof message !== 'string' ||
    message === '' ||
    inside.test(message) ||
    /\{\w+(?::\w+)?\}/.test(message)
  )
    return `nobody is helped by the message ${JSON.stringify(message)}`;
  return null;
}

/**
 * What is wrong with an answer, whatever it answers; null where nothing is.
 *
 * No answer is a fault of the server, and every error is registered, in `errors` and in each payload.
 * @param sent texts that were sent, which a message may quote
 */
export function faultOfAnswer(
  { status, errors = [], data }: Answer,
  sent: readonly string[] = [],
): string | null {
  if (status >= 500) return `the status is ${status}: ${JSON.stringify(errors)}`;
  for (const { extensions, message } of errors) {
    const { code, rule } = extensions ?? {};
    if (code === 'INTERNAL') return `an internal error: ${JSON.stringify(errors)}`;
    // What graphql-js says quotes the document, in which there may be anything.
    const wrong = faultOfError(code, rule, code === 'BAD_REQUEST' ? 'quoted' : message);
    if (wrong !== null) return wrong;
  }
  for (const payload of Object.values(data ?? {}))
    for (const { code, rule, message } of userErrorsOf(payload)) {
      const own = sent.reduce((text, one) => text.replaceAll(one, '…'), message);
      const wrong = code === 'INTERNAL' ? 'an internal error' : faultOfError(code, rule, own);
      if (wrong !== null) return wrong;
    }
  return null;
}

/** Why a write was refused; nothing where it was no write. */
function userErrorsOf(payload: unknown): readonly UserError[] {
  return ((payload ?? {}) as { readonly userErrors?: readonly UserError[] }).userErrors ?? [];
}

/** The answer without what differs each time: whose request it was, and what is left in the bucket. */
export function told({ data, errors, extensions, status }: Answer): string {
  const { redactions, cost } = extensions;
  return JSON.stringify({ data, errors, redactions, requested: cost?.requested, status });
}
