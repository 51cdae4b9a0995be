// The days of the steps in a life: in order, not after today, and each of the object that took it.
import { describe, expect, test } from '@jest/globals';
import { defineRules } from '../../src/kernel/errors.js';
import { newId } from '../../src/kernel/ids.js';
import { stepDayFaults } from '../../src/kernel/life-cycle.js';
import { lastStepOn } from '../../src/kernel/write/steps.js';
import { openPool, withTransaction } from '../../src/platform/database/pool.js';
import { useDatabase } from '../support/database.js';

defineRules({
  'test-steps-dated-in-order': {
    code: 'RULE_BROKEN',
    zh: '{earliest}',
    en: '{earliest} {today} {effectiveOn}',
  },
});

describe('the day of a step', () => {
  const today = '2024-06-01';
  const earliest = (effectiveOn: string, ...earlier: (string | null)[]): unknown =>
    stepDayFaults('test-steps-dated-in-order', effectiveOn, earlier, today).map(({ params }) => params);

  test('lies between the latest of the earlier ones and today, both included', () => {
    const days = ['2024-03-01', null, '2024-05-01', '2024-04-01'];
    expect(earliest('2024-05-01', ...days)).toEqual([]);
    expect(earliest(today, ...days)).toEqual([]);
    expect(earliest('2024-04-30', ...days)).toEqual([
      { earliest: '2024-05-01', today, effectiveOn: '2024-04-30' },
    ]);
    expect(earliest('2024-06-02', ...days)).toEqual([
      { earliest: '2024-05-01', today, effectiveOn: '2024-06-02' },
    ]);
  });

  test('may be any until today where there was none before', () => {
    expect(earliest('1949-10-01', null)).toEqual([]);
    expect(earliest('2024-06-02')).toEqual([{ earliest: '…', today, effectiveOn: '2024-06-02' }]);
  });
});

describe('the last step', () => {
  const database = useDatabase('empty');

  test('is the latest of the object itself: not of another tenant, nor of another entity with its id', async () => {
    const [id, bare] = [newId(), newId()];
    const row = { version: 1, fromState: 'A', toState: 'B', operation: 'test', subject: 'test' };
    const steps = [
      [1, 'Fund', id, '2024-01-01'],
      [1, 'Fund', id, '2024-03-01'],
      [1, 'Fund', id, '2024-02-01'],
      [2, 'Fund', id, '2024-04-01'],
      [1, 'CommunityPartner', id, '2024-05-01'],
    ] as const;
    const pool = openPool(database.url);
    const found = await withTransaction(pool, async (tx) => {
      for (const [i, [tenant, type, objectId, effectiveOn]] of steps.entries())
        await tx
          .insertInto('StateChange')
          .values({
            ...row,
            tenant,
            type,
            objectId,
            effectiveOn,
            version: i + 2,
            recordedAt: '2024-06-01T00:00:00Z',
          })
          .execute();
      const ask = (entity: string, one: string) => lastStepOn(tx, 1, entity, one);
      return [await ask('Fund', id), await ask('CommunityPartner', id), await ask('Fund', bare)];
    });
    await pool.end();
    expect(found).toEqual(['2024-03-01', '2024-05-01', null]);
  });
});
