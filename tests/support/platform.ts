// The platform under test: a database of its own per test file, and callers made of their rights.
import { afterAll, beforeAll, expect } from '@jest/globals';
import type { Pool } from 'pg';
import { anonymous, makeCaller, type Caller, type Grant, type Language } from '../../src/kernel/caller.js';
import { today } from '../../src/kernel/clock.js';
import { codeTree } from '../../src/kernel/entity.js';
import { pascalName } from '../../src/kernel/graph/names.js';
import { newId } from '../../src/kernel/ids.js';
import { allOperations } from '../../src/kernel/operation.js';
import type { Answer } from '../../src/kernel/run.js';
import { rightsOf, type DemoRole } from '../../src/platform/auth/demo-keys.js';
import { openPlatform, type Platform } from '../../src/server/platform.js';
import { useDatabase, type TestDatabase } from './database.js';
import { dump, type Dump } from './dump.js';

/** A role of the demo keys, nobody, or a caller that the test makes. */
export type As = DemoRole | 'anonymous' | Caller;

/** What a document takes or an answer gives, by name. */
type Values = Readonly<Record<string, unknown>>;

/** Who asks, where it is not the caller of the whole file, and in which language. */
interface Asking {
  readonly as?: As;
  readonly language?: Language;
}

/** Why a write was refused, as every payload tells it. */
export interface UserError {
  readonly path: readonly string[];
  readonly code: string;
  readonly rule: string | null;
  readonly message: string;
}

/** A payload as it was selected, with why the write was refused. */
export type Answered<Payload = unknown> = Payload & { readonly userErrors: readonly UserError[] };

export interface TestPlatform {
  readonly platform: Platform;
  readonly pool: Pool;
  /** Of its database, with the application's login. */
  readonly url: string;
  /** SQL with the login that owns the tables, for what the application may not do. */
  readonly admin: TestDatabase['query'];
  /** The answer to any document, whatever is in it. */
  readonly query: (source: string, variables?: Values, asking?: Asking) => Promise<Answer>;
  /** The data of an answer, which must be without errors. */
  readonly read: <Data = Values>(source: string, variables?: Values, as?: As) => Promise<Data>;
  /**
   * The payload of one write; the answer must be without errors of its own. It has an idempotency key that no other has,
   * unless the input brings one. Without a selection the payload has the id of each of its objects.
   */
  readonly write: <Payload = unknown>(
    operation: string,
    input: Values,
    selection?: string,
    asking?: Asking,
  ) => Promise<Answered<Payload>>;
  /**
   * What a write is refused for, as `CODE rule at path`. It must have answered no object, and left no row in any table
   * but those that remember the refusal itself.
   */
  readonly refused: (operation: string, input: Values, as?: As) => Promise<readonly string[]>;
}

/** The mutation of one operation, with what is selected of its payload and why it is refused. */
export function mutation(operation: string, selection: string): string {
  return `mutation ($input: ${pascalName(operation)}Input!) { ${operation}(input: $input) {
    ${selection}
    userErrors { path code rule message } } }`;
}

/** The objects that an operation answers, by field. */
function objectsOf(operation: string): readonly string[] {
  const declared = allOperations().get(operation);
  if (!declared) throw new Error(`No operation is called ${operation}.`);
  return Object.keys(declared.returns);
}

/** The database without what it remembers of a refusal. */
async function records(pool: Pool): Promise<Dump> {
  const { IdempotencyKey: _keys, AuditEvent: _audit, ...rest } = await dump(pool);
  return rest;
}

/** The caller that a demo key stands for, without the key. */
export function demoCaller(role: DemoRole, language: Language = 'zh-CN'): Caller {
  const { grants, ...facts } = rightsOf(role);
  return callerWith(grants, { ...facts, language, subject: `demo-${role}` });
}

/** A caller with these rights, its app fixed so that keys and audit rows can be told apart. */
export function callerWith(
  grants: readonly Grant[],
  facts: Partial<
    Pick<Caller, 'app' | 'subject' | 'tenant' | 'audience' | 'organizationId' | 'language'>
  > = {},
): Caller {
  return makeCaller(
    {
      app: '00000000-0000-7000-8000-000000000001',
      subject: 'test',
      tenant: 990_101,
      audience: 'INTERNAL',
      organizationId: null,
      language: 'zh-CN',
      ...facts,
      grants,
    },
    (division) => codeTree().ranges(division, today()),
  );
}

/**
 * Opens the platform for a test file. Call it once at the top of the file.
 * @param by who asks wherever nobody else is named
 */
export function usePlatform(data: 'empty' | 'seeded', by: As = 'anonymous'): TestPlatform {
  const database = useDatabase(data);
  let platform: Platform | undefined;
  beforeAll(async () => {
    platform = await openPlatform(database.url);
  });
  afterAll(() => platform?.close());
  const running = (): Platform => {
    if (!platform) throw new Error('The platform is open inside tests only.');
    return platform;
  };
  const query: TestPlatform['query'] = (source, variables = {}, { as = by, language = 'zh-CN' } = {}) => {
    const caller =
      as === 'anonymous' ? anonymous(language) : typeof as === 'string' ? demoCaller(as, language) : as;
    return running().run({ source, variables }, caller);
  };
  const read: TestPlatform['read'] = async <Data>(source: string, variables: Values = {}, as: As = by) => {
    const { data: found, errors } = await query(source, variables, { as });
    expect(errors).toBeUndefined();
    return found as Data;
  };
  const write: TestPlatform['write'] = async <Payload>(
    operation: string,
    input: Values,
    selection = objectsOf(operation)
      .map((field) => `${field} { id }`)
      .join(' '),
    asking: Asking = {},
  ) => {
    const variables = { input: { idempotencyKey: newId(), ...input } };
    const { data: answered, errors } = await query(mutation(operation, selection), variables, asking);
    expect(errors).toBeUndefined();
    return answered![operation] as Answered<Payload>;
  };
  const refused: TestPlatform['refused'] = async (operation, input, as = by) => {
    const before = await records(running().pool);
    const { userErrors, ...objects } = await write(operation, input, undefined, { as });
    expect(objects).toEqual(Object.fromEntries(objectsOf(operation).map((field) => [field, null])));
    expect(await records(running().pool)).toEqual(before);
    return userErrors.map(({ code, rule, path }) => `${code} ${rule} at ${path.join('.')}`);
  };
  return {
    get platform() {
      return running();
    },
    get pool() {
      return running().pool;
    },
    get url() {
      return database.url;
    },
    admin: database.query,
    query,
    read,
    write,
    refused,
  };
}
