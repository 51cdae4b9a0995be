// A dry run shows what would be and leaves no trace, whichever the operation.
import { describe, expect, test } from '@jest/globals';
import { refusal } from '../../src/kernel/errors.js';
import { run } from '../../src/kernel/write/run.js';
import { mighty } from '../support/domains.js';
import { dump } from '../support/dump.js';
import { contentOf, everyOperation, idsOf, stepsWith, submit } from '../support/operations.js';
import { usePlatform } from '../support/platform.js';
import { giveBack, sampleOf } from '../support/samples.js';

const platform = usePlatform('seeded');
const caller = mighty();

describe.each(everyOperation())('a dry run of %s', (name, operation) => {
  test('that a rule refuses says so and is not remembered', async () => {
    const input = await sampleOf(platform, name);
    const before = await dump(platform.pool);
    const refusing = stepsWith(() => Promise.reject(refusal('unique-in-tenant', [], { what: 'name' })), run);
    const dry = await submit(platform, operation, { ...input, dryRun: true }, caller, refusing);
    expect([dry.codes, dry.events]).toEqual([['CONFLICT'], null]);
    expect(await dump(platform.pool)).toEqual(before);
    // The next test writes it.
    giveBack(platform, name, input);
  });

  /** The key of the write that was done after its dry run. */
  let used: unknown;
  test('shows the objects and the event, and writes nothing', async () => {
    const input = await sampleOf(platform, name);
    const before = await dump(platform.pool);
    const dry = await submit(platform, operation, { ...input, dryRun: true }, caller);
    expect(await dump(platform.pool)).toEqual(before);
    expect([dry.codes, dry.replayed]).toEqual([[], false]);
    expect(idsOf(dry)).not.toContain(undefined);
    expect(dry.events).toEqual([{ type: operation.emits, objects: idsOf(dry) }]);

    // The key is unused, and the real write does what was shown.
    const real = await submit(platform, operation, input, caller);
    expect([real.codes, real.replayed, real.events]).toEqual([[], false, null]);
    expect(contentOf(real)).toEqual(contentOf(dry));
    expect(await dump(platform.pool)).not.toEqual(before);
    used = input['idempotencyKey'];
  });

  test('with a used key does not replay it', async () => {
    const input = await sampleOf(platform, name);
    const before = await dump(platform.pool);
    const asked = { ...input, idempotencyKey: used, dryRun: true };
    const dry = await submit(platform, operation, asked, caller);
    expect(used).toBeDefined();
    expect([dry.codes, dry.replayed]).toEqual([[], false]);
    expect(await dump(platform.pool)).toEqual(before);
  });
});
