// The platform under test: a database of its own per test file, and callers made of their rights.
import { afterAll, beforeAll } from '@jest/globals';
import type { Pool } from 'pg';
import { anonymous, makeCaller, type Caller, type Grant, type Language } from '../../src/kernel/caller.js';
import { today } from '../../src/kernel/clock.js';
import { codeTree } from '../../src/kernel/entity.js';
import type { Answer } from '../../src/kernel/run.js';
import { rightsOf, type DemoRole } from '../../src/platform/auth/demo-keys.js';
import { openPlatform, type Platform } from '../../src/server/platform.js';
import { useDatabase } from './database.js';

/** A role of the demo keys, nobody, or a caller that the test makes. */
export type As = DemoRole | 'anonymous' | Caller;

export interface TestPlatform {
  readonly platform: Platform;
  readonly pool: Pool;
  query(
    source: string,
    variables?: Readonly<Record<string, unknown>>,
    options?: { readonly as?: As; readonly language?: Language },
  ): Promise<Answer>;
}

/** The caller that a demo key stands for, without the key. */
export function demoCaller(role: DemoRole, language: Language = 'zh-CN'): Caller {
  const { audience, grants } = rightsOf(role);
  return callerWith(grants, { audience, language, subject: `demo-${role}` });
}

/** A caller with these rights, its app fixed so that keys and audit rows can be told apart. */
export function callerWith(
  grants: readonly Grant[],
  facts: Partial<Pick<Caller, 'app' | 'subject' | 'audience' | 'organizationId' | 'language'>> = {},
): Caller {
  return makeCaller(
    {
      app: '00000000-0000-7000-8000-000000000001',
      subject: 'test',
      audience: 'INTERNAL',
      organizationId: null,
      language: 'zh-CN',
      ...facts,
      grants,
    },
    (division) => codeTree().ranges(division, today()),
  );
}

/** Opens the platform for a test file. Call it once at the top of the file. */
export function usePlatform(data: 'empty' | 'seeded'): TestPlatform {
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
  return {
    get platform() {
      return running();
    },
    get pool() {
      return running().pool;
    },
    query(source, variables = {}, { as = 'anonymous', language = 'zh-CN' } = {}) {
      const caller =
        as === 'anonymous' ? anonymous(language) : typeof as === 'string' ? demoCaller(as, language) : as;
      return running().run({ source, variables }, caller);
    },
  };
}
