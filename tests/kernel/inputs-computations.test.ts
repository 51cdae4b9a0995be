// Computations: worked out from what the caller says, refused before anything is run, priced, without a statement.
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { computation } from '../../src/kernel/computation.js';
import { limits } from '../../src/kernel/config.js';
import { valueType } from '../../src/kernel/entity.js';
import { fault, Refusal } from '../../src/kernel/errors.js';
import { list, oneOf, optional, yuan, type Choice, type InputField } from '../../src/kernel/input.js';
import { countStatements, type StatementCount } from '../support/counting.js';
import { usePlatform } from '../support/platform.js';

type Heap = {
  readonly amount: InputField<bigint | null | undefined>;
  readonly all: InputField<readonly Choice<Heap>[] | null | undefined>;
};
const heap: InputField<Choice<Heap>> = oneOf('TestHeap', 'A heap of money. 堆', (): Heap => ({
  amount: optional(yuan('Amount. 金额')),
  all: optional(list(heap, { max: 3 })),
}));
const sumOf = ({ choice, value }: Choice<Heap>): bigint =>
  choice === 'amount' ? value! : value!.reduce((sum, one) => sum + sumOf(one), 0n);

valueType('TestSum', {
  description: 'A sum. 合计',
  fields: { total: { type: 'Money', nullable: true, description: 'Total. 合计' } },
});
computation('testSum', {
  description: 'Adds up. 求和',
  input: { heap },
  type: 'TestSum',
  price: () => 7,
  validate: (input) =>
    sumOf(input.heap) < 0n ? [new Refusal([fault('money-range', ['heap'], { min: '0', max: '1' })])] : [],
  compute: (input) => ({ total: sumOf(input.heap) === 0n ? null : { fen: sumOf(input.heap).toString() } }),
});

const t = usePlatform('empty');
let statements: StatementCount;
beforeEach(() => {
  jest.restoreAllMocks();
  statements = countStatements();
});

describe('a computation', () => {
  test('answers without a statement, at the price that each says', async () => {
    const { data, errors, extensions } = await t.query(
      `query Q($heap: TestHeap!) {
        testSum(input: { heap: { all: [{ amount: "1800" }, { all: [{ amount: "0.5" }] }] } }) { total { fen yuan uppercase } }
        again: testSum(input: { heap: $heap }) { total { fen } }
      }`,
      { heap: { amount: '0.00' } },
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      testSum: { total: { fen: '180050', yuan: '1800.50', uppercase: '壹仟捌佰元伍角' } },
      again: { total: null },
    });
    expect([extensions.cost!.requested, statements.value]).toEqual([2 * 7, 0]);
  });

  test('beside rows is priced beside them, and the rows are one statement', async () => {
    const { data, errors, extensions } = await t.query(
      '{ testSum(input: { heap: { amount: "1" } }) { total { fen } } divisions(first: 5) { nodes { name } } }',
    );
    expect(errors).toBeUndefined();
    expect(data).toEqual({ testSum: { total: { fen: '100' } }, divisions: { nodes: [] } });
    expect([extensions.cost!.requested > 7, statements.value]).toEqual([true, 1]);
  });

  test('tells all that is wrong with its input, with the whole path, before anything is run', async () => {
    const { data, errors, status } = await t.query(
      `{ divisions { nodes { name } }
         mine: testSum(input: { heap: { all: [{ amount: "1,8" }, { all: [{ amount: "0.001" }] }] } }) { total { fen } } }`,
    );
    expect(data ?? null).toBeNull();
    expect(
      errors!.map(({ path, extensions }) => [extensions!['code'], extensions!['rule'], path?.join('.')]),
    ).toEqual([
      ['INVALID_INPUT', 'money-form', 'mine.input.heap.all.0.amount'],
      ['INVALID_INPUT', 'money-form', 'mine.input.heap.all.1.all.0.amount'],
    ]);
    expect([status, statements.value]).toEqual([200, 0]);
  });

  test('tells faults between fields with the whole path, too', async () => {
    const { errors } = await t.query('{ testSum(input: { heap: { amount: "-1" } }) { total { fen } } }');
    expect(errors!.map(({ path, extensions }) => [extensions!['rule'], path?.join('.')])).toEqual([
      ['money-range', 'testSum.input.heap'],
    ]);
  });

  test('is asked for one choice at a time', async () => {
    const { errors, status } = await t.query(
      '{ testSum(input: { heap: { amount: "1", all: [] } }) { total { fen } } }',
    );
    expect([status, errors!.length > 0, statements.value]).toEqual([400, true, 0]);
  });
});

describe('variables', () => {
  /** Variables of which the heap is so many levels below the top. */
  const nested = (levels: number): Readonly<Record<string, unknown>> => {
    let value: unknown = '1';
    for (let i = 0; i < levels - 2; i += 1) value = i % 2 === 0 ? { amount: value } : [value];
    return { heap: value };
  };
  const source = 'query Q($heap: TestHeap!) { testSum(input: { heap: $heap }) { total { fen } } }';

  test('are nested as deeply as the limit says, and no deeper', async () => {
    const rules = async (levels: number): Promise<readonly unknown[]> =>
      (await t.query(source, nested(levels))).errors!.map(({ extensions }) => extensions!['rule']);
    expect(await rules(limits.variables + 2)).toEqual(['limit-variables']);
    expect(await rules(limits.variables + 1)).not.toEqual(['limit-variables']);
  });

  test('however deep they are, they are refused and nothing breaks', async () => {
    const { data, errors, status } = await t.query(source, nested(50_000));
    expect(data ?? null).toBeNull();
    expect(errors!.map(({ extensions }) => extensions)).toEqual([
      { code: 'LIMIT_EXCEEDED', rule: 'limit-variables', params: { limit: limits.variables } },
    ]);
    expect([status, statements.value]).toEqual([400, 0]);
  });

  test('a choice may contain itself as deeply as they may be nested', async () => {
    let value: unknown = { amount: '1' };
    for (let i = 0; i < limits.variables / 2 - 1; i += 1) value = { all: [value] };
    const { data, errors } = await t.query(source, { heap: value });
    expect(errors).toBeUndefined();
    expect(data).toEqual({ testSum: { total: { fen: '100' } } });
  });
});
