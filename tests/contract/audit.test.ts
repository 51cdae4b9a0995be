// Who did what: one audit row and one event per accepted write, one audit row per remembered refusal, else none.
import { describe, expect, test } from '@jest/globals';
import { refusal, refuse } from '../../src/kernel/errors.js';
import type { Operation } from '../../src/kernel/operation.js';
import type { Step } from '../../src/kernel/pipeline.js';
import { readPayload } from '../../src/kernel/write/payload.js';
import { run } from '../../src/kernel/write/run.js';
import { mighty } from '../support/domains.js';
import { dump, grown } from '../support/dump.js';
import { everyOperation, idsOf, stepsWith, submit } from '../support/operations.js';
import { usePlatform } from '../support/platform.js';
import { demoTenant } from '../support/demo.js';
import { giveBack, sampleOf } from '../support/samples.js';

const platform = usePlatform('seeded');
const caller = mighty({ organizationId: '00000000-0000-7000-8000-00000000000a' });

/** Rows that a key left behind. */
async function tracesOf(key: unknown): Promise<{ audit: unknown[]; events: unknown[] }> {
  const audit = await platform.pool.query<Record<string, unknown>>(
    'SELECT "tenant", "app", "subject", "organizationId", "operation", "scope", "objects", "refusal" FROM "AuditEvent" WHERE "idempotencyKey" = $1',
    [key],
  );
  const events = await platform.pool.query<Record<string, unknown>>(
    'SELECT "tenant", "type", "objects", "operation", "app", "subject", "sequence" FROM "OutboxEvent" WHERE "idempotencyKey" = $1',
    [key],
  );
  return { audit: audit.rows, events: events.rows };
}

/** Whose an operation's traces are: of the office, or of the platform, which keeps the calendar that all offices share. */
function officeOf({ scope }: Operation): number {
  return scope.startsWith('calendar:') ? 0 : demoTenant;
}

const ends: readonly (readonly [string, Step, string])[] = [
  ['a fault of the program', () => Promise.reject(new Error('a fault')), 'INTERNAL'],
  ['an object that is gone', () => Promise.reject(refuse('NOT_FOUND')), 'NOT_FOUND'],
  ['a missing right', () => Promise.reject(refuse('FORBIDDEN')), 'FORBIDDEN'],
];

describe.each(everyOperation())('%s', (name, operation) => {
  test.each(ends)('that ends by %s after its work leaves nothing behind', async (_, step, code) => {
    const input = await sampleOf(platform, name);
    const before = await dump(platform.pool);
    // In front of the last step: the work, its audit row and its event are there, and are lost together.
    const { codes } = await submit(platform, operation, input, caller, stepsWith(step, readPayload));
    expect(codes).toEqual([code]);
    expect(await dump(platform.pool)).toEqual(before);
    giveBack(platform, name, input);
  });

  test('that a rule refuses leaves one audit row with the rule, and no event', async () => {
    const input = await sampleOf(platform, name);
    const refusing: Step = () => Promise.reject(refusal('unique-in-tenant', [], { what: 'name' }));
    await submit(platform, operation, input, caller, stepsWith(refusing, run));
    const { audit, events } = await tracesOf(input['idempotencyKey']);
    expect(audit).toEqual([
      {
        tenant: officeOf(operation),
        app: caller.app,
        subject: 'mighty',
        organizationId: caller.organizationId,
        operation: name,
        scope: operation.scope,
        objects: [],
        refusal: 'unique-in-tenant',
      },
    ]);
    expect(events).toEqual([]);
    giveBack(platform, name, input);
  });

  test('leaves one audit row with the caller and the objects, and one event; a replay is not told', async () => {
    const input = await sampleOf(platform, name);
    const before = await dump(platform.pool);
    const written = await submit(platform, operation, input, caller);
    const after = grown(before, await dump(platform.pool));
    expect(written.codes).toEqual([]);
    const common = { tenant: officeOf(operation), objects: idsOf(written), operation: name };
    const traces = {
      audit: [
        {
          ...common,
          app: caller.app,
          subject: 'mighty',
          organizationId: caller.organizationId,
          scope: operation.scope,
          refusal: null,
        },
      ],
      events: [{ ...common, type: operation.emits, app: caller.app, subject: 'mighty', sequence: null }],
    };
    expect(await tracesOf(input['idempotencyKey'])).toEqual(traces);
    expect([after['AuditEvent'], after['OutboxEvent'], after['IdempotencyKey']]).toEqual([1, 1, 1]);
    expect((await submit(platform, operation, input, caller)).replayed).toBe(true);
    expect(await tracesOf(input['idempotencyKey'])).toEqual(traces);
  });
});
