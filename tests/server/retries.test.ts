// A write and the failures of its database: deadlocks, lost connections, a commit whose reply was lost.
import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import type { Pool, PoolClient } from 'pg';
import type { Step } from '../../src/kernel/pipeline.js';
import { retry } from '../../src/kernel/config.js';
import { answerOf, runOperation, type Answer } from '../../src/kernel/run.js';
import { writePath } from '../../src/server/write-path.js';
import { run as runStep } from '../../src/kernel/write/run.js';
import { demoCaller, usePlatform } from '../support/platform.js';

const t = usePlatform('seeded');

const create = (key: string): string =>
  `mutation { createOrganization(input: { name: "示例重试", kind: ENTERPRISE, division: { code: "990101" }, idempotencyKey: "${key}" }) { organization { id } userErrors { code } replayed } }`;

interface Created {
  readonly organization: { readonly id: string } | null;
  readonly userErrors: readonly unknown[];
  readonly replayed: boolean;
}

async function send(
  key: string,
  steps: readonly Step[],
  pool: Pool = t.pool,
): Promise<{ answer: Answer; created: Created }> {
  const { platform } = t;
  const reply = await runOperation(
    { ...platform.engine, writePool: pool, writePath: steps, report: () => {} },
    {
      schema: platform.schema('INTERNAL'),
      document: parse(create(key)),
      caller: demoCaller('district'),
      requestId: '00000000-0000-7000-8000-00000000000f',
    },
  );
  const answer = answerOf(reply);
  return { answer, created: answer.data?.['createOrganization'] as Created };
}

async function count(key: string): Promise<readonly number[]> {
  const tables = [
    `"Organization" WHERE name = '示例重试'`,
    `"IdempotencyKey" WHERE key = '${key}'`,
    `"AuditEvent" WHERE "idempotencyKey" = '${key}'`,
    `"OutboxEvent" WHERE "idempotencyKey" = '${key}'`,
  ];
  return Promise.all(
    tables.map(async (table) => Number((await t.pool.query(`SELECT count(*) FROM ${table}`)).rows[0].count)),
  );
}

/** The list with a step before `run` that fails some times as the database would. */
function failing(times: number, code: string): { readonly steps: readonly Step[]; tries(): number } {
  let tries = 0;
  const failure: Step = async (_, next) => {
    await next();
    tries += 1;
    if (tries <= times) throw Object.assign(new Error('the database says no'), { code });
  };
  const at = writePath.indexOf(runStep);
  return { steps: [...writePath.slice(0, at), failure, ...writePath.slice(at)], tries: () => tries };
}

describe('a write is tried again', () => {
  test.each(['40P01', '40001', '08006', 'ECONNRESET'])('after %s, and is done once', async (code) => {
    const key = `retry-${code}`;
    const before = await count(key);
    const { steps, tries } = failing(2, code);
    const { created } = await send(key, steps);
    expect([created.replayed, created.userErrors, tries()]).toEqual([false, [], 3]);
    expect(await count(key)).toEqual([before[0]! + 1, 1, 1, 1]);
  });

  test.each(['08006', '40P01', '40001'])(
    'after %s for ever no more often than configured; then nothing is written and the key is free',
    async (code) => {
      const key = `retry-for-ever-${code}`;
      const before = await count(key);
      const { steps, tries } = failing(Infinity, code);
      const { answer } = await send(key, steps);
      expect(tries()).toBe(retry.attempts);
      expect([answer.status, answer.errors?.[0]?.extensions?.['code']]).toEqual([503, 'UNAVAILABLE']);
      expect(await count(key)).toEqual(before);
      expect((await send(key, writePath)).created.replayed).toBe(false);
    },
  );

  test('never after a bug, which is masked and leaves nothing', async () => {
    const key = 'a-bug-happens';
    const before = await count(key);
    const { steps, tries } = failing(1, '42P01');
    const { answer } = await send(key, steps);
    expect(tries()).toBe(1);
    expect([answer.status, answer.errors?.[0]?.extensions?.['code']]).toEqual([500, 'INTERNAL']);
    expect(await count(key)).toEqual(before);
  });
});

describe('a commit whose reply is lost', () => {
  /** A pool whose first COMMIT is done and then looks as if the connection broke. */
  function losingOneReply(): Pool {
    let lost = false;
    return {
      connect: async () => {
        const client = await t.pool.connect();
        return new Proxy(client, {
          get(target, name: keyof PoolClient) {
            if (name !== 'query') {
              const member: unknown = target[name];
              return typeof member === 'function' ? member.bind(target) : member;
            }
            return async (text: string, values?: unknown[]) => {
              const result = await target.query(text, values);
              if (text === 'COMMIT' && !lost) {
                lost = true;
                throw Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' });
              }
              return result;
            };
          },
        });
      },
    } as unknown as Pool;
  }

  test('is found done: the same object, once', async () => {
    const key = 'reply-lost-1';
    const before = await count(key);
    const { created } = await send(key, writePath, losingOneReply());
    expect([created.replayed, created.userErrors]).toEqual([true, []]);
    expect(await count(key)).toEqual([before[0]! + 1, 1, 1, 1]);
  });

  test('would be done twice without the key: the test can fail', async () => {
    const withoutKey = writePath.filter((step) => step.name !== 'claimKey');
    expect(withoutKey).toHaveLength(writePath.length - 1);
    const key = 'reply-lost-2';
    const before = await count(key);
    await send(key, withoutKey, losingOneReply());
    expect((await count(key))[0]).toBe(before[0]! + 2);
  });
});
