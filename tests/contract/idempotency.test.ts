// One execution per key: replays, remembered refusals, keys that stay free, and twenty-five submissions at once.
import { describe, expect, test } from '@jest/globals';
import { refusal } from '../../src/kernel/errors.js';
import { newId } from '../../src/kernel/ids.js';
import { allOperations, type Operation } from '../../src/kernel/operation.js';
import type { Step } from '../../src/kernel/pipeline.js';
import { run } from '../../src/kernel/write/run.js';
import { resultIds } from '../../src/kernel/write/payload.js';
import { claimKey } from '../../src/platform/idempotency/claim-key.js';
import { writePath } from '../../src/server/write-path.js';
import { mighty } from '../support/domains.js';
import { dump, grown } from '../support/dump.js';
import {
  everyOperation,
  stepsReplacing,
  stepsWith,
  submit,
  type Input,
  type Written,
} from '../support/operations.js';
import { usePlatform } from '../support/platform.js';
import { giveBack, sampleOf } from '../support/samples.js';

const platform = usePlatform('seeded');
const caller = mighty();

/** Fields of the input that name an object. */
const refsOf = (operation: Operation): readonly string[] =>
  Object.entries(operation.input)
    .filter(([, field]) => field.type.kind === 'ref')
    .map(([name]) => name);

/** What every write has. */
const writes: readonly string[] = ['idempotencyKey', 'externalKey'];

/** Faulty forms of a valid input, with the code that each is refused by. */
function faulty(operation: Operation, input: Input): readonly (readonly [string, Input])[] {
  const [ref] = refsOf(operation).filter((name) => name in input);
  const [word] = Object.keys(input).filter(
    (name) => typeof input[name] === 'string' && !writes.includes(name),
  );
  return [
    // What names nothing that is there has words, which may be none or too many.
    ...(ref === undefined && word !== undefined
      ? ([
          ['INVALID_INPUT', { ...input, [word]: '' }],
          ['INVALID_INPUT', { ...input, [word]: '长'.repeat(5_000) }],
        ] as const)
      : []),
    ...(ref === undefined
      ? []
      : ([
          ['INVALID_INPUT', { ...input, [ref]: { id: 'no id' } }],
          ['NOT_FOUND', { ...input, [ref]: { id: `zz_0_${newId()}` } }],
        ] as const)),
    ...('expectedVersion' in input
      ? ([['VERSION_CONFLICT', { ...input, expectedVersion: 77 }]] as const)
      : []),
  ];
}

const submissions = 25;

interface Race {
  readonly executions: number;
  readonly replays: number;
  readonly failures: number;
  readonly objects: number;
  readonly written: Readonly<Record<string, number>>;
}

/** Sends one input twenty-five times at once and counts what came of it. */
async function race(operation: Operation, steps = writePath): Promise<Race> {
  const input = await sampleOf(platform, operation.name);
  const before = await dump(platform.pool);
  const answers = await Promise.all(
    Array.from({ length: submissions }, () => submit(platform, operation, input, caller, steps)),
  );
  const { AuditEvent = 0, IdempotencyKey = 0, OutboxEvent = 0 } = grown(before, await dump(platform.pool));
  return {
    executions: answers.filter(({ replayed, codes }) => codes.length === 0 && replayed === false).length,
    replays: answers.filter(({ replayed, codes }) => codes.length === 0 && replayed === true).length,
    failures: answers.filter(({ codes }) => codes.length > 0).length,
    objects: new Set(
      answers.filter(({ codes }) => codes.length === 0).map(({ objects }) => JSON.stringify(objects)),
    ).size,
    written: { AuditEvent, IdempotencyKey, OutboxEvent },
  };
}

const once: Race = {
  executions: 1,
  replays: submissions - 1,
  failures: 0,
  objects: 1,
  written: { AuditEvent: 1, IdempotencyKey: 1, OutboxEvent: 1 },
};

describe.each(everyOperation())('%s', (name, operation) => {
  /** What was sent and accepted, with its key: made once, for making what it needs is the most that is done here. */
  let accepted: { readonly input: Input; readonly written: Written } | undefined;
  async function done(input?: Input): Promise<NonNullable<typeof accepted>> {
    if (accepted) return accepted;
    const sent = input ?? (await sampleOf(platform, name));
    const written = await submit(platform, operation, sent, caller);
    expect([written.codes, written.replayed]).toEqual([[], false]);
    return (accepted = { input: sent, written });
  }

  test('what is wrong with its input leaves the key free', async () => {
    const input = await sampleOf(platform, name);
    const before = await dump(platform.pool);
    const forms = faulty(operation, input);
    expect(forms.length).toBeGreaterThan(1);
    for (const [code, form] of forms) {
      const { codes, replayed } = await submit(platform, operation, form, caller);
      expect(codes).toEqual([code]);
      expect(replayed).toBe(false);
    }
    expect(await dump(platform.pool)).toEqual(before);
    await done(input);
  });

  test('sent twice with one key it is done once and answered twice', async () => {
    const { input, written } = await done();
    const before = await dump(platform.pool);
    const second = await submit(platform, operation, input, caller);
    expect([second.codes, second.replayed]).toEqual([[], true]);
    expect(second.objects).toEqual(written.objects);
    expect(await dump(platform.pool)).toEqual(before);
  });

  test('with the key of another input it is refused, and nothing is written', async () => {
    const { idempotencyKey } = (await done()).input;
    const other = await sampleOf(platform, name);
    const before = await dump(platform.pool);
    const { userErrors, replayed } = await submit(platform, operation, { ...other, idempotencyKey }, caller);
    expect(userErrors.map(({ code, path }) => [code, path])).toEqual([
      ['IDEMPOTENCY_KEY_REUSED', ['idempotencyKey']],
    ]);
    expect(replayed).toBe(false);
    expect(await dump(platform.pool)).toEqual(before);
    giveBack(platform, name, other);
  });

  test('one key of two apps makes two executions', async () => {
    const { idempotencyKey } = (await done()).input;
    const other = await sampleOf(platform, name);
    const neighbour = mighty({ app: '00000000-0000-7000-8000-000000000002' });
    const { codes, replayed } = await submit(platform, operation, { ...other, idempotencyKey }, neighbour);
    expect([codes, replayed]).toEqual([[], false]);
  });

  test('a refusal by a rule is remembered under its key after its cause is gone', async () => {
    const input = await sampleOf(platform, name);
    const before = await dump(platform.pool);
    // Whatever the rule: it stands where the operation's own rules stand, and holds for the first submission only.
    const refusing: Step = () => Promise.reject(refusal('unique-in-tenant', ['here'], { what: 'name' }));
    const first = await submit(platform, operation, input, caller, stepsWith(refusing, run));
    const after = await dump(platform.pool);
    const second = await submit(platform, operation, input, caller);
    expect(first.userErrors.map(({ code, rule, path }) => [code, rule, path])).toEqual([
      ['CONFLICT', 'unique-in-tenant', ['here']],
    ]);
    expect(second.userErrors).toEqual(first.userErrors);
    expect([first.replayed, second.replayed]).toEqual([false, true]);
    expect(grown(before, after)).toEqual({ AuditEvent: 1, IdempotencyKey: 1 });
    expect(await dump(platform.pool)).toEqual(after);
    // Under another key it is accepted, as the next test shows.
    giveBack(platform, name, input);
  });

  test('of twenty-five submissions at once one is executed and twenty-four replay it', async () => {
    expect(await race(operation)).toEqual(once);
  });
});

test('a step that looks for the key before it takes it does not pass the race', async () => {
  let looking = 0;
  let open: () => void = () => {};
  const bothLooked = new Promise<void>((resolve) => (open = resolve));
  const lookFirst: Step = async (write, next) => {
    const { client, tenant, caller: by, operation, idempotencyKey, inputHash, requestId } = write;
    const key = [tenant, by.app, operation.name, idempotencyKey];
    const { rowCount } = await client.query(
      'SELECT FROM "IdempotencyKey" WHERE "tenant" = $1 AND "app" = $2 AND "operation" = $3 AND "key" = $4',
      key,
    );
    if (rowCount !== 0) return claimKey(write, next);
    looking += 1;
    if (looking === 2) open();
    await bothLooked;
    await next();
    await client.query(
      `INSERT INTO "IdempotencyKey" ("tenant", "app", "operation", "key", "inputHash", "requestId", "resultIds") VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [...key, inputHash, requestId, resultIds(write)],
    );
  };
  const creating = [...allOperations().values()].find(({ target }) => target === undefined)!;
  const outcome = await race(creating, stepsReplacing(claimKey, lookFirst));
  expect(outcome).not.toEqual(once);
  expect(outcome.failures).toBeGreaterThan(0);
});
