// What is true of every rule, amount and day: sums, bounds, mirrors, periods, the stored form.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  evaluateComponent,
  reverse,
  type Evaluation,
  type Situation,
} from '../../src/domains/revenue-sharing/rules/evaluate.js';
import {
  componentsOf,
  isProrated,
  type Component,
} from '../../src/domains/revenue-sharing/rules/components.js';
import { isCounted } from '../../src/domains/revenue-sharing/rules/figures.js';
import { exactWords, measureTerms, perTerms } from '../../src/domains/revenue-sharing/rules/words.js';
import { ruleFromJson, ruleToJson } from '../../src/domains/revenue-sharing/rules/json.js';
import {
  countPeriods,
  daysBetween,
  intersect,
  maxPeriods,
  parsePeriod,
  periodAt,
  periodsOf,
  type StatedPer,
} from '../../src/domains/revenue-sharing/rules/periods.js';
import { simulate } from '../../src/domains/revenue-sharing/rules/simulate.js';
import type {
  Measure,
  Node,
  Per,
  ShareRule,
  SplitPart,
} from '../../src/domains/revenue-sharing/rules/tree.js';
import { fraction, wholePpm, type Rounding } from '../../src/kernel/money.js';

const pers: readonly StatedPer[] = ['MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR'];
const dayMs = 86_400_000;
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const after = (day: string, days: number): string => dayOf(Date.parse(day) + days * dayMs);

const day = fc
  .integer({ min: Date.UTC(1900, 0, 1) / dayMs, max: Date.UTC(2999, 11, 31) / dayMs })
  .map((days) => dayOf(days * dayMs));
const per = fc.constantFrom(...pers);
const period = fc.tuple(per, day).map(([length, on]) => periodAt(length, on));
const measure = fc.constantFrom(...(Object.keys(measureTerms) as Measure[]).filter((one) => !isCounted(one)));
const rounding = fc.constantFrom<Rounding>('HALF_UP', 'HALF_EVEN', 'DOWN', 'UP');
const ppm = fc.integer({ min: 1, max: wholePpm });
const amount = fc.bigInt(-(10n ** 13n), 10n ** 13n);

type PlainLeaf = Node<'FIXED'> | Node<'PERCENT'> | Node<'AT_LEAST'>;

const leaf: fc.Arbitrary<PlainLeaf> = fc.oneof(
  fc.record({ kind: fc.constant('FIXED' as const), amountFen: fc.bigInt(1n, 10n ** 13n), per }),
  fc.record({
    kind: fc.constantFrom('PERCENT' as const, 'AT_LEAST' as const),
    ratePpm: ppm,
    base: measure,
    per,
  }),
);

/** Shares that make a whole, one of them left open or not. */
const parts: fc.Arbitrary<readonly SplitPart[]> = fc
  .record({
    cuts: fc.uniqueArray(fc.integer({ min: 1, max: wholePpm - 1 }), { maxLength: 19 }),
    rest: fc.boolean(),
  })
  .map(({ cuts, rest }) => {
    const ends = [...cuts.toSorted((a, b) => a - b), wholePpm];
    return ends.map((end, i) => ({
      fund: i + 1,
      sharePpm: rest && i === 0 ? null : end - (ends[i - 1] ?? 0),
    }));
  });

const component: fc.Arbitrary<Component & { readonly leaf: PlainLeaf }> = fc
  .record({ leaf, prorated: fc.boolean(), parts: fc.option(parts) })
  .map(({ leaf, prorated, parts }) => ({
    number: 1,
    leaf,
    node: prorated ? { kind: 'PRORATE', of: leaf } : leaf,
    per: leaf.per,
    parts,
    late: null,
    counts: [],
  }));

/** A component with a period of its own length, cut into the days of up to four versions. */
const shared = fc
  .record({
    component,
    on: day,
    figure: amount,
    rounding,
    cuts: fc.array(fc.nat(400), { minLength: 2, maxLength: 5 }),
  })
  .map(({ component, on, figure, rounding, cuts }) => {
    const period = periodAt(component.leaf.per as StatedPer, on);
    const length = Number(daysBetween(period.from, period.to));
    const ends = [...new Set(cuts.map((cut) => cut % (length + 1)))].toSorted((a, b) => a - b);
    const days = ends.map((end) => after(period.from, end));
    const known = new Map<Measure, bigint>(
      component.leaf.kind === 'FIXED' ? [] : [[component.leaf.base, figure]],
    );
    const figures = new Map([[period.code, known]]);
    const agreement = { from: days[0]!, to: days.at(-1)! };
    const situations = days.slice(1).map((to, i): Situation => ({
      period,
      covered: { from: days[i]!, to },
      agreement,
      since: days[0]!,
      contractFrom: days[0]!,
      figures,
      rounding,
    }));
    return { component, period, agreement, figure, known, situations };
  });

type Due = Extract<Evaluation, { missing: null }>;
const evaluate = (component: Component, situation: Situation): Due => {
  const evaluation = evaluateComponent(component, situation);
  if (evaluation.missing !== null) throw new Error('The figure is there.');
  return evaluation;
};
const total = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, one) => sum + one, 0n);

describe('what is due', () => {
  test('is the exact amount within one fen; an obligation of at least a part is never short of it', () => {
    fc.assert(
      fc.property(shared, ({ component, situations }) => {
        for (const situation of situations) {
          const { exact, dueFen } = evaluate(component, situation);
          expect(exact.sub(dueFen).abs().lt(1n)).toBe(true);
          const least = component.leaf.kind === 'AT_LEAST';
          if (least || situation.rounding === 'UP') expect(exact.lte(dueFen)).toBe(true);
          else if (situation.rounding === 'DOWN') expect(exact.gte(dueFen)).toBe(true);
          expect(dueFen >= 0n).toBe(true);
        }
      }),
    );
  });

  test('is split without a fen lost, each part within one fen of its share', () => {
    fc.assert(
      fc.property(shared, ({ component, situations }) => {
        for (const situation of situations) {
          const { dueFen, allocations } = evaluate(component, situation);
          expect(total(allocations.map(({ amountFen }) => amountFen))).toBe(dueFen);
          const told = (component.parts ?? []).reduce((sum, { sharePpm }) => sum + (sharePpm ?? 0), 0);
          component.parts?.forEach(({ sharePpm }, i) => {
            const exact = fraction(dueFen * BigInt(sharePpm ?? wholePpm - told), BigInt(wholePpm));
            expect(exact.sub(allocations[i]!.amountFen).abs().lt(1n)).toBe(true);
          });
        }
      }),
    );
  });

  test('by the versions that share a period is together exactly what is due for it, before rounding', () => {
    fc.assert(
      fc.property(shared, ({ component, period, agreement, figure, situations }) => {
        const { leaf } = component;
        const sum = situations
          .map((situation) => evaluate(component, situation).exact)
          .reduce((a, b) => a.add(b), fraction(0n));
        const days = daysBetween(agreement.from, agreement.to);
        const positive = figure > 0n ? figure : 0n;
        const whole =
          leaf.kind === 'FIXED'
            ? isProrated(component)
              ? fraction(leaf.amountFen * days, daysBetween(period.from, period.to))
              : fraction(days === 0n ? 0n : leaf.amountFen)
            : fraction(days === 0n ? 0n : positive * BigInt(leaf.ratePpm), BigInt(wholePpm));
        expect(sum.equals(whole)).toBe(true);
      }),
    );
  });

  test('is the same every time, whatever the order of the figures', () => {
    fc.assert(
      fc.property(shared, fc.uniqueArray(measure), ({ component, period, known, situations }, others) => {
        for (const situation of situations) {
          const figures: (readonly [Measure, bigint])[] = [
            ...others.map((other) => [other, 7n] as const),
            ...known,
          ];
          const all = new Map(figures);
          const backward = new Map([...all].toReversed());
          const of = (given: ReadonlyMap<Measure, bigint>): Due =>
            evaluate(component, { ...situation, figures: new Map([[period.code, given]]) });
          const once = of(all);
          expect(of(backward)).toEqual(once);
          expect(evaluate(component, situation)).toEqual(once);
        }
      }),
    );
  });

  test('is mirrored by a reversal, and the mirror of the mirror is the original', () => {
    fc.assert(
      fc.property(shared, ({ component, situations }) => {
        for (const situation of situations) {
          const { allocations, dueFen } = evaluate(component, situation);
          expect(total(reverse(allocations).map(({ amountFen }) => amountFen))).toBe(-dueFen);
          expect(reverse(reverse(allocations))).toEqual(allocations);
        }
      }),
    );
  });

  test('has a trace whose parents stand before their children, with sentences in both languages', () => {
    fc.assert(
      fc.property(shared, ({ component, situations }) => {
        for (const situation of situations) {
          const { nodes, dueFen, exact } = evaluate(component, situation);
          expect(nodes.map(({ index }) => index)).toEqual([...nodes.keys()]);
          expect(nodes.filter(({ parentIndex }) => parentIndex === null)).toEqual([nodes[0]]);
          expect([nodes[0]!.exact, nodes[0]!.roundedFen]).toEqual([exact.toFraction(), dueFen]);
          for (const { index, parentIndex, explanation } of nodes) {
            expect(parentIndex ?? -1).toBeLessThan(index);
            expect(explanation.zh + explanation.en).not.toMatch(/undefined|NaN|null|,,|: *$/);
          }
        }
      }),
    );
  });
});

test('an exact number in words is that number, as a decimal where one has an end', () => {
  fc.assert(
    fc.property(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.bigInt(1n, 10_000n), (numerator, denominator) => {
      const value = fraction(numerator, denominator);
      const { zh, en } = exactWords(value, 2);
      const [, sign, whole, decimals = '', part] = /^(-?)([\d,]+)(?:\.(\d+))?(?: (\d+\/\d+))?$/.exec(
        en.replace(/^(-?)(\d+\/\d+)$/, '$10 $2'),
      )!;
      const digits = fraction(BigInt(whole!.replaceAll(',', '') + decimals), 10n ** BigInt(decimals.length));
      const [above = '0', below = '1'] = part?.split('/') ?? [];
      const read = digits.add(fraction(BigInt(above), BigInt(below))).mul(sign ? -1n : 1n);
      expect(read.equals(value)).toBe(true);
      const ends = /^[25]*$/.test(factors(value.d));
      expect([part === undefined, zh.replace('又', ' ')]).toEqual([ends, en]);
      if (ends) expect(decimals.length).toBeGreaterThanOrEqual(2);
    }),
  );
});

/** The last digits of the prime factors: only of 2 and 5 they are 2 and 5, since other primes end otherwise. */
const factors = (value: bigint): string => {
  for (let prime = 2n; prime <= value; prime++)
    if (value % prime === 0n) return `${prime % 10n}${factors(value / prime)}`;
  return '';
};

describe('periods', () => {
  test('tile the calendar: each day lies in exactly one, and the next begins where one ends', () => {
    fc.assert(
      fc.property(per, day, (length, on) => {
        const one = periodAt(length, on);
        expect(one.from <= on && on < one.to).toBe(true);
        expect(periodAt(length, one.from)).toEqual(one);
        expect(periodAt(length, one.to).from).toBe(one.to);
        expect(periodAt(length, after(one.from, -1)).to).toBe(one.from);
      }),
    );
  });

  test('are read back from their codes', () => {
    fc.assert(fc.property(period, (one) => expect(parsePeriod(one.code)).toEqual(one)));
    expect(['2018', '2018-H2', '2018-Q3', '2018-09', '2999-12'].map(parsePeriod)).toEqual([
      { per: 'YEAR', code: '2018', from: '2018-01-01', to: '2019-01-01' },
      { per: 'HALF_YEAR', code: '2018-H2', from: '2018-07-01', to: '2019-01-01' },
      { per: 'QUARTER', code: '2018-Q3', from: '2018-07-01', to: '2018-10-01' },
      { per: 'MONTH', code: '2018-09', from: '2018-09-01', to: '2018-10-01' },
      { per: 'MONTH', code: '2999-12', from: '2999-12-01', to: '3000-01-01' },
    ]);
  });

  test.each(
    [
      ['', '18', '1899', '3000', '２０１８', '2018-', '2018-00', '2018-13', '2018-9', '2018-Q0', '2018-Q5'],
      ['2018-H3', '2018-q3', '2018Q3', ' 2018', '2018\n', '2018-09-01', '2018/09', '+2018', '2018年'],
    ].flat(),
  )('have no code %j', (code) => {
    expect(parsePeriod(code)).toBeNull();
  });

  test('of a span are all that have a day of it, without gap or overlap', () => {
    fc.assert(
      fc.property(per, day, fc.integer({ min: 1, max: 4_000 }), (length, from, days) => {
        const to = after(from, days);
        const all = periodsOf(length, from, to);
        expect(all).toHaveLength(countPeriods(length, from, to));
        expect([all[0], all.at(-1)]).toEqual([periodAt(length, from), periodAt(length, after(to, -1))]);
        all.slice(1).forEach((one, i) => expect(one.from).toBe(all[i]!.to));
        const within = all.map((one) => intersect(one, { from, to })!);
        expect(total(within.map((span) => daysBetween(span.from, span.to)))).toBe(BigInt(days));
      }),
    );
  });

  test('of nothing are none, and of more than a hundred years of months too many', () => {
    expect(periodsOf('MONTH', '2018-05-05', '2018-05-05')).toEqual([]);
    expect(periodsOf('MONTH', '2018-05-05', '2018-05-01')).toEqual([]);
    expect(periodsOf('MONTH', '2000-01-01', '2100-01-01')).toHaveLength(maxPeriods);
    expect(() => periodsOf('MONTH', '2000-01-01', '2100-01-02')).toThrow(RangeError);
  });
});

describe('days', () => {
  test('are counted as the calendar does', () => {
    fc.assert(
      fc.property(day, day, (a, b) => {
        const days = (Date.parse(b) - Date.parse(a)) / dayMs;
        expect(daysBetween(a, b)).toBe(BigInt(Math.max(days, 0)));
      }),
    );
  });

  test.each([
    ['1900', 28n],
    ['2000', 29n],
    ['2019', 28n],
    ['2020', 29n],
    ['2100', 28n],
    ['2400', 29n],
  ])('of February %s are %s', (year, days) => {
    expect(daysBetween(`${year}-02-01`, `${year}-03-01`)).toBe(days);
  });

  test('in common are those of both spans', () => {
    const may = { from: '2018-05-01', to: '2018-06-01' };
    expect(intersect(may, { from: '2018-05-10', to: '2018-07-01' })).toEqual({
      from: '2018-05-10',
      to: '2018-06-01',
    });
    expect(intersect(may, { from: '2018-01-01', to: '2019-01-01' })).toEqual(may);
    expect(intersect(may, { from: '2018-06-01', to: '2018-07-01' })).toBeNull();
  });
});

const rule = fc.letrec<{ rule: ShareRule }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({
      kind: fc.constant('FIXED' as const),
      amountFen: fc.bigInt(-(10n ** 30n), 10n ** 30n),
      per: fc.constantFrom(...(Object.keys(perTerms) as Per[])),
    }),
    leaf,
    fc.record({ kind: fc.constant('SUM' as const), of: fc.array(tie('rule'), { maxLength: 4 }) }),
    fc.record({ kind: fc.constant('SPLIT' as const), of: tie('rule'), parts }),
    fc.record({ kind: fc.constant('PRORATE' as const), of: tie('rule') }),
  ),
})).rule;

describe('the stored form', () => {
  test('is read back as the same rule from JSON text', () => {
    fc.assert(
      fc.property(rule, (one) => {
        expect(ruleFromJson(JSON.parse(JSON.stringify(ruleToJson(one))))).toEqual(one);
      }),
    );
  });

  const stored = { kind: 'FIXED', amountFen: '180000', per: 'MONTH' };
  const rate = { kind: 'PERCENT', ratePpm: 100_000, base: 'PROFIT', per: 'YEAR' };
  const split = { kind: 'SPLIT', of: stored, parts: [{ fund: 1, sharePpm: null }] };

  test('has amounts as decimal strings of fen and the number of its schema', () => {
    expect(ruleToJson({ kind: 'FIXED', amountFen: 180_000n, per: 'MONTH' })).toEqual({
      schema: 1,
      rule: stored,
    });
  });

  test.each<[string, unknown]>([
    ['no object', null],
    ['a list', [stored]],
    ['no schema', { rule: stored }],
    ['another schema', { schema: 2, rule: stored }],
    ['a schema as text', { schema: '1', rule: stored }],
    ['a further field', { schema: 1, rule: stored, note: '' }],
    ['an unknown kind', { schema: 1, rule: { ...stored, kind: 'LUCK' } }],
    ['a kind that every object has', { schema: 1, rule: { ...stored, kind: 'constructor' } }],
    ['no rule', { schema: 1, rule: null }],
    ['an amount as a number', { schema: 1, rule: { ...stored, amountFen: 180_000 } }],
    ['an amount with decimals', { schema: 1, rule: { ...stored, amountFen: '1800.00' } }],
    ['an amount with leading zeros', { schema: 1, rule: { ...stored, amountFen: '0180000' } }],
    ['an amount of minus nothing', { schema: 1, rule: { ...stored, amountFen: '-0' } }],
    ['a full-width amount', { schema: 1, rule: { ...stored, amountFen: '１' } }],
    ['an unknown period', { schema: 1, rule: { ...stored, per: 'WEEK' } }],
    ['a period that every object has', { schema: 1, rule: { ...stored, per: 'toString' } }],
    ['a further field of a node', { schema: 1, rule: { ...stored, base: 'PROFIT' } }],
    ['a missing field of a node', { schema: 1, rule: { kind: 'FIXED', per: 'MONTH' } }],
    ['an unknown measure', { schema: 1, rule: { ...rate, base: 'LUCK' } }],
    ['a rate with decimals', { schema: 1, rule: { ...rate, ratePpm: 0.1 } }],
    ['a rate as text', { schema: 1, rule: { ...rate, ratePpm: '100000' } }],
    ['a sum of one thing', { schema: 1, rule: { kind: 'SUM', of: stored } }],
    [
      'a wrong node deep inside',
      { schema: 1, rule: { kind: 'SUM', of: [stored, { kind: 'PRORATE', of: 1 }] } },
    ],
    ['parts that are no list', { schema: 1, rule: { ...split, parts: {} } }],
    ['a share that is not told', { schema: 1, rule: { ...split, parts: [{ fund: 1 }] } }],
    ['a fund that is no number', { schema: 1, rule: { ...split, parts: [{ fund: '1', sharePpm: null }] } }],
  ])('is refused with %s', (_, value) => {
    expect(() => ruleFromJson(value)).toThrow(/^A stored rule has /);
  });
});

test('a simulation is the sum of its lines, for the funds as for the whole', () => {
  fc.assert(
    fc.property(rule, day, fc.nat(800), rounding, (one, from, days, rounding) => {
      // Amounts below zero are in the stored form only; the sums hold for them as well.
      const { lines, totals, totalFen, withoutPeriod } = simulate(one, {
        from,
        to: after(from, days),
        figures: [],
        rounding,
      });
      const dues = lines.flatMap(({ evaluation }) =>
        evaluation.missing === null ? [evaluation.dueFen] : [],
      );
      expect([total(dues), total(totals.map(({ amountFen }) => amountFen))]).toEqual([totalFen, totalFen]);
      const unstated = componentsOf(one).filter(({ per }) => per === 'UNSTATED');
      expect(withoutPeriod).toEqual(unstated.map(({ number }) => number));
    }),
  );
});
