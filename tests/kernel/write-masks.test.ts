// Whoever may not see a value may not write it either, whatever the value is called on its way in.
import { describe, expect, test } from '@jest/globals';
import '../../src/server/registry.js';
import { anonymous, type Caller } from '../../src/kernel/caller.js';
import { beginWrite, type Write } from '../../src/kernel/pipeline.js';
import { checkMasks } from '../../src/kernel/write/run.js';
import { mighty } from '../support/domains.js';

/** A write of one entry of a fund's books, of which the database says what it is told to say. */
function writeOf(input: Record<string, unknown>, caller: Caller, row: Record<string, boolean>) {
  const asked: string[] = [];
  const operation = { returns: { ledgerEntry: 'LedgerEntry' } };
  const client = {
    query: ({ text }: { text: string }) => (asked.push(text), Promise.resolve({ rows: [row] })),
  };
  const start = { operation, given: {}, caller } as unknown as Parameters<typeof beginWrite>[0];
  const write: Write = Object.assign(beginWrite(start), {
    input,
    tenant: 990_101,
    client,
    outcome: { objects: { ledgerEntry: '00000000-0000-7000-8000-00000000aaaa' } },
  });
  let done = false;
  const run = () => checkMasks(write, async () => void (done = true));
  return { asked, run, isDone: () => done };
}

describe('the masks of readers', () => {
  test('hold for the writer of an amount, whose column carries its unit in its name', async () => {
    const { asked, run, isDone } = writeOf({ amount: 100n }, anonymous('en'), { amount: false });
    await expect(run()).rejects.toMatchObject({ faults: [{ code: 'FORBIDDEN', path: ['amount'] }] });
    expect(asked).toEqual([expect.stringMatching(/^SELECT .* AS "amount" FROM "LedgerEntry"/s)]);
    expect(isDone()).toBe(false);
  });

  test('let pass what the writer sees, and ask nothing where nothing masked is written', async () => {
    const seen = writeOf({ amount: 100n }, mighty(), { amount: true });
    await seen.run();
    expect([seen.asked.length, seen.isDone()]).toEqual([1, true]);
    const bare = writeOf({ side: 'DEBIT', amountFen: undefined }, anonymous('en'), {});
    await bare.run();
    expect([bare.asked, bare.isDone()]).toEqual([[], true]);
  });
});
