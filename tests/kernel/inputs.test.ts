// Inputs with units and choices: what a caller may write, what becomes of it, and which rule says no, where.
import { describe, expect, test } from '@jest/globals';
import '../../src/server/registry.js';
import { anonymous } from '../../src/kernel/caller.js';
import type { Fault } from '../../src/kernel/errors.js';
import { FilterReader } from '../../src/kernel/read/filter.js';
import { Slot, todaySlot, type Binding } from '../../src/kernel/read/slots.js';
import { graph, type Shape } from '../../src/kernel/graph/shape.js';
import { fieldNameOf, unitOf } from '../../src/kernel/graph/units.js';
import {
  list,
  oneOf,
  optional,
  parseShape,
  percent,
  yuan,
  type Choice,
  type InputField,
  type InputShape,
} from '../../src/kernel/input.js';
import { Refusal } from '../../src/kernel/errors.js';
import { compilationFor } from '../support/statements.js';

function judge(
  shape: InputShape,
  given: Readonly<Record<string, unknown>>,
): { readonly values: unknown; readonly faults: readonly string[] } {
  const faults: Fault[] = [];
  const values = parseShape(shape, given, ['input'], faults);
  return { values, faults: faults.map(({ rule, path }) => `${rule} at ${path.join('.')}`) };
}

describe('an amount in yuan', () => {
  const shape = { amount: yuan('x', { min: 1n, max: 100_000n }) };

  test.each([
    ['1000', 100_000n],
    ['0.01', 1n],
    ['0.1', 10n],
    ['12.30', 1_230n],
  ])('%s is read as %s fen', (text, fen) => {
    expect(judge(shape, { amount: text })).toEqual({ values: { amount: fen }, faults: [] });
  });

  test.each(['', '1,000', '１', '1.', '.5', '1.005', '+1', '01', '1e3', ' 1', '1元', '12345678901234', '-'])(
    '%j is no amount',
    (text) => {
      expect(judge(shape, { amount: text }).faults).toEqual(['money-form at input.amount']);
    },
  );

  test.each(['0', '0.00', '1000.01', '-1', '9999999999999.99'])('%s is out of range', (text) => {
    expect(judge(shape, { amount: text }).faults).toEqual(['money-range at input.amount']);
  });

  test('may be below zero where nothing forbids it, and is nowhere beyond what the platform counts', () => {
    const free = { amount: yuan('x') };
    expect(judge(free, { amount: '-9999999999999.99' }).values).toEqual({ amount: -999_999_999_999_999n });
    expect(judge(free, { amount: '-0.01' }).values).toEqual({ amount: -1n });
  });
});

describe('a rate in percent', () => {
  const shape = { rate: percent('x') };

  test.each([
    ['12.5', 125_000],
    ['0', 0],
    ['100', 1_000_000],
    ['0.0001', 1],
  ])('%s is read as %i parts per million', (text, ppm) => {
    expect(judge(shape, { rate: text })).toEqual({ values: { rate: ppm }, faults: [] });
  });

  test.each([
    ['12.5%', 'percent-form'],
    ['-1', 'percent-form'],
    ['0.00001', 'percent-form'],
    ['100.0001', 'percent-range'],
    ['99999', 'percent-range'],
  ])('%s breaks %s', (text, rule) => {
    expect(judge(shape, { rate: text }).faults).toEqual([`${rule} at input.rate`]);
  });
});

describe('a choice', () => {
  type Inner = {
    readonly fixed: InputField<bigint | null | undefined>;
    readonly rate: InputField<number | null | undefined>;
    readonly sum: InputField<readonly Choice<Inner>[] | null | undefined>;
  };
  const clause: InputField<Choice<Inner>> = oneOf('TestClause', 'x', (): Inner => ({
    fixed: optional(yuan('x')),
    rate: optional(percent('x')),
    sum: optional(list(clause, { max: 3 })),
  }));

  test('gives the one field that was set, and may contain itself', () => {
    const given = { clause: { sum: [{ fixed: '1800' }, { sum: [{ rate: '10' }] }] } };
    expect(judge({ clause }, given)).toEqual({
      faults: [],
      values: {
        clause: {
          choice: 'sum',
          value: [
            { choice: 'fixed', value: 180_000n },
            { choice: 'sum', value: [{ choice: 'rate', value: 100_000 }] },
          ],
        },
      },
    });
  });

  test('tells everything that is wrong, at whatever depth, each with its path', () => {
    const given = { clause: { sum: [{ fixed: 'x' }, { sum: [{ rate: '101' }, { fixed: '0.001' }] }] } };
    expect(judge({ clause }, given).faults).toEqual([
      'money-form at input.clause.sum.0.fixed',
      'percent-range at input.clause.sum.1.sum.0.rate',
      'money-form at input.clause.sum.1.sum.1.fixed',
    ]);
  });

  test('keeps the limits of what is in it', () => {
    const given = { clause: { sum: Array.from({ length: 4 }, () => ({ fixed: '1' })) } };
    expect(judge({ clause }, given).faults).toEqual(['list-length at input.clause.sum']);
  });
});

describe('units', () => {
  const column = (name: string, native: string) => ({ name, native });

  test('are in the names of columns and in the types of fields', () => {
    expect(fieldNameOf(column('amountFen', 'int8'))).toBe('amount');
    expect(fieldNameOf(column('minRatePpm', 'int4'))).toBe('minRate');
    expect(unitOf(column('amountFen', 'int8'))?.type).toBe('Money');
  });

  test('are of columns that can hold them: a name alone makes none', () => {
    expect(unitOf(column('amountFen', 'text'))).toBeUndefined();
    expect(fieldNameOf(column('amountFen', 'int4'))).toBe('amountFen');
    expect(unitOf(column('ratePpm', 'int8'))).toBeUndefined();
  });

  /** The condition with the values that the request gives. */
  const valued = (condition: object, binding: Binding): unknown =>
    Object.fromEntries(
      Object.entries(condition).map(([name, value]) => [
        name,
        value instanceof Slot ? binding.value(value) : (value as unknown),
      ]),
    );
  const shape = graph().get('Donation') as Shape;
  const read = (amount: unknown): unknown => {
    try {
      const { choices } = compilationFor(anonymous('en'));
      const condition = new FilterReader(choices, todaySlot).read(shape, { amount }, ['filter']);
      for (const slot of choices.checks) choices.binding.value(slot);
      return valued(condition, choices.binding);
    } catch (error) {
      return (error as Refusal).faults.map(({ rule, path }) => `${rule} at ${path.join('.')}`);
    }
  };

  test('a filter compares fen with fen, however the yuan were written', () => {
    expect(read({ gte: '1800' })).toEqual({ op: 'gte', field: 'amountFen', value: '180000' });
    expect(read({ in: ['0.1', '12.00'] })).toEqual({ op: 'in', field: 'amountFen', values: ['10', '1200'] });
    expect(read({ isNull: true })).toEqual({ op: 'isNull', field: 'amountFen' });
  });

  test('a filter refuses what is no amount, with its place', () => {
    expect(read({ eq: '1,800' })).toEqual(['money-form at filter.amount.eq']);
    expect(read({ in: ['1', '¥1'] })).toEqual(['money-form at filter.amount.in.1']);
  });
});
