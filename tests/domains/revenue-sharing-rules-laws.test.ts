// The laws of share rules, over rules of all kinds: 100,000 cases; LAWS_SEED=<number> tries the same ones again.
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { analyseRule } from '../../src/domains/revenue-sharing/rules/analyse.js';
import { componentsOf, fundsOf, type Component } from '../../src/domains/revenue-sharing/rules/components.js';
import {
  evaluateComponent,
  reverse,
  type Evaluation,
  type Situation,
} from '../../src/domains/revenue-sharing/rules/evaluate.js';
import { kinds, nodesBelow } from '../../src/domains/revenue-sharing/rules/forms.js';
import { ruleFromJson, ruleToJson } from '../../src/domains/revenue-sharing/rules/json.js';
import { parseRule } from '../../src/domains/revenue-sharing/rules/parse.js';
import { periodAt, periodsOf, type StatedPer } from '../../src/domains/revenue-sharing/rules/periods.js';
import { printRule } from '../../src/domains/revenue-sharing/rules/print.js';
import { simulate, type Figure } from '../../src/domains/revenue-sharing/rules/simulate.js';
import { calculationTable } from '../../src/domains/revenue-sharing/rules/table.js';
import { ruleSentences } from '../../src/domains/revenue-sharing/rules/titles.js';
import type { Kind, Measure, ShareRule } from '../../src/domains/revenue-sharing/rules/tree.js';
import { fraction, type Rounding } from '../../src/kernel/money.js';
import { day, figuresFrom, readersOf, validRule } from '../support/valid-rules.js';

const seed = Number(process.env['LAWS_SEED'] ?? Date.now() % 2 ** 31);
const times = Number(process.env['LAWS_TIMES'] ?? 1);
process.stderr.write(`LAWS_SEED=${seed}\n`);

let cases = 0;
/** Checks a law so many thousand times. */
function law<T>(thousands: number, arbitrary: fc.Arbitrary<T>, holds: (value: T) => void): void {
  const numRuns = thousands * 1_000 * times;
  cases += numRuns;
  fc.assert(fc.property(arbitrary, holds), { seed, numRuns });
}

type Due = Extract<Evaluation, { missing: null }>;
function evaluate(component: Component, situation: Situation): Due {
  const evaluation = evaluateComponent(component, situation);
  if (evaluation.missing !== null) throw new Error('Every figure is there.');
  return evaluation;
}

const total = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, one) => sum + one, 0n);
const has = (rule: ShareRule, ...of: readonly Kind[]): boolean =>
  nodesBelow(rule).some(({ kind }) => of.includes(kind));

/** A component of a rule in one of its periods, of which the terms cover some days. */
const scene = fc
  .record({
    valid: validRule,
    which: fc.nat(20),
    began: day,
    on: day,
    ends: day,
    rounding: fc.constantFrom<Rounding>('HALF_UP', 'HALF_EVEN', 'DOWN', 'UP'),
    figures: fc.integer(),
  })
  .map(({ valid, which, began, on, ends, rounding, figures: from }) => {
    const components = componentsOf(valid.rule);
    const component = components[which % components.length]!;
    const period = periodAt(component.per as StatedPer, on);
    // In force from the one day on, or from the first of the period; until the other, or through the period.
    const inside = (one: string): boolean => one > period.from && one < period.to;
    const first = inside(began) ? began : period.from;
    const last = inside(ends) && ends > first ? ends : period.to;
    const covered = { from: first, to: last };
    const since = began < first ? began : first;
    const situation: Situation = {
      period,
      covered,
      agreement: covered,
      since,
      contractFrom: since,
      figures: figuresFrom(from),
      rounding,
    };
    return { ...valid, component, situation, figuresSeed: from };
  });

describe('a rule', () => {
  test('of every kind is there, and each is one that may be signed', () => {
    const seen = new Set<Kind>();
    law(10, validRule, ({ rule, funds }) => {
      for (const { kind } of nodesBelow(rule)) seen.add(kind);
      expect(analyseRule(rule, { funds }, [])).toEqual([]);
    });
    expect([...seen].sort()).toEqual([...kinds].sort());
  });

  test('is read back from its text and from its stored form', () => {
    law(15, validRule, ({ rule }) => {
      const text = printRule(rule);
      const read = parseRule(text).rule;
      expect(read).toEqual(rule);
      expect(printRule(read)).toBe(text);
      const stored = JSON.stringify(ruleToJson(rule));
      expect(JSON.stringify(ruleToJson(ruleFromJson(JSON.parse(stored))))).toBe(stored);
    });
  });

  test('reads as sentences in both languages, one per clause', () => {
    law(5, validRule, ({ rule }) => {
      const sentences = ruleSentences(rule);
      expect(sentences).toHaveLength(componentsOf(rule).length);
      for (const { zh, en } of sentences) {
        expect(zh).toMatch(/^第 \d+ 条:.+。$/);
        expect(en).toMatch(/^Clause \d+: .+\.$/);
        expect(zh + en).not.toMatch(/undefined|NaN|null|\[object|,,/);
      }
    });
  });
});

describe('what is due', () => {
  test('comes out for whatever figures, within one fen of the exact amount and split without a fen lost', () => {
    law(20, scene, ({ component, situation }) => {
      const { exact, dueFen, allocations } = evaluate(component, situation);
      expect(exact.sub(dueFen).abs().lte(1n)).toBe(true);
      expect(total(allocations.map(({ amountFen }) => amountFen))).toBe(dueFen);
      const paid = new Set(allocations.map(({ fund }) => fund));
      expect([...paid].sort()).toEqual([...fundsOf(component)].sort());
      // Only what was paid in advance can be too much.
      if (!has(component.node, 'ADVANCE')) expect(dueFen >= 0n).toBe(true);
    });
  });

  test('is told step by step: the trace is a tree, and its table ends with the amount', () => {
    law(3, scene, ({ component, situation }) => {
      const { nodes, dueFen } = evaluate(component, situation);
      nodes.forEach(({ index, parentIndex }, i) => {
        expect(index).toBe(i);
        expect(parentIndex === null ? -1 : parentIndex).toBeLessThan(i);
      });
      const rows = calculationTable(nodes, 'zh');
      expect(rows).toHaveLength(nodes.length + 1);
      expect(rows.at(-1)!.rounded.startsWith('负')).toBe(dueFen < 0n);
      expect(rows.map(({ step }) => step).join()).not.toMatch(/undefined|NaN|null/);
    });
  });

  test('is mirrored by a reversal to the fen, fund by fund', () => {
    law(3, scene, ({ component, situation }) => {
      const { allocations, dueFen } = evaluate(component, situation);
      const mirror = reverse(allocations);
      expect(total(mirror.map(({ amountFen }) => amountFen))).toBe(-dueFen);
      mirror.forEach(({ fund, amountFen }, i) => {
        expect([fund, -amountFen]).toEqual([allocations[i]!.fund, allocations[i]!.amountFen]);
      });
    });
  });

  test('does not depend on the order in which a sum, a maximum or a minimum names its parts', () => {
    law(10, scene, ({ component, situation }) => {
      const { exact, dueFen, allocations } = evaluate(component, situation);
      const turned = evaluate({ ...component, node: backward(component.node) }, situation);
      expect(turned.exact.equals(exact)).toBe(true);
      expect([turned.dueFen, turned.allocations]).toEqual([dueFen, allocations]);
    });
  });

  test('of a whole rule is the same in whatever order its clauses and the figures stand', () => {
    const story = fc.tuple(validRule, day, fc.integer());
    law(1, story, ([{ rule }, from, figuresSeed]) => {
      const to = periodAt('YEAR', from).to;
      const reader = figuresFrom(figuresSeed);
      const given = new Map<string, Figure>();
      const supposed = { from, to, rounding: 'HALF_UP' } as const;
      // Every figure that is asked for, until none is missing.
      for (let { missing } = simulate(rule, { ...supposed, figures: [] }); missing.length > 0;) {
        for (const { measure, period } of missing) {
          const amountFen = reader.get(period)!.get(measure)!;
          given.set(`${measure} ${period}`, { measure, period, amountFen });
        }
        ({ missing } = simulate(rule, { ...supposed, figures: [...given.values()] }));
      }
      const figures = [...given.values()];
      const forward = simulate(rule, { ...supposed, figures });
      const turned = simulate(backward(rule), { ...supposed, figures: figures.toReversed() });
      expect([turned.totalFen, turned.totals]).toEqual([forward.totalFen, forward.totals]);
      expect(total(forward.totals.map(({ amountFen }) => amountFen))).toBe(forward.totalFen);
    });
  });

  test('never falls when more is earned, unless service, a guarantee or costs take its place', () => {
    const more = fc.tuple(
      scene,
      fc.constantFrom<Measure>('PROFIT', 'REVENUE', 'UNITS', 'DONATION'),
      fc.bigInt(0n, 10n ** 9n),
    );
    law(15, more, ([{ component, situation, figuresSeed }, measure, by]) => {
      if (!rises(component, measure)) return;
      const figure = situation.figures.get(situation.period.code)!.get(measure)!;
      const over = new Map([[`${measure} ${situation.period.code}`, figure + by]]);
      const before = evaluate(component, situation);
      const after = evaluate(component, { ...situation, figures: figuresFrom(figuresSeed, over) });
      const bounded = has(component.node, 'AT_LEAST', 'AT_MOST');
      // Where an inequality decides the rounding, another part may be rounded another way: the exact amount is promised.
      if (!has(component.node, 'ADVANCE') || !bounded) expect(after.exact.gte(before.exact)).toBe(true);
      if (!bounded) expect(after.dueFen >= before.dueFen).toBe(true);
    });
  });

  test('keeps an inequality to the fen: no less than a part, more than it, no more than a limit', () => {
    law(10, scene, ({ component, situation }) => {
      const { node } = component;
      const { exact, dueFen } = evaluate(component, situation);
      if (node.kind === 'AT_LEAST' && node.strict && exact.gt(0)) expect(exact.lt(dueFen)).toBe(true);
      if (node.kind === 'AT_LEAST') expect(exact.lte(dueFen)).toBe(true);
      const limited: ShareRule = { kind: 'AT_MOST', of: node };
      if (has(node, 'ADVANCE', 'GUARANTEE', 'WATERFALL')) return;
      const most = evaluate({ ...component, node: limited }, situation);
      expect(most.exact.gte(most.dueFen)).toBe(true);
    });
  });

  test('is, before rounding, the same in one version as in two that take turns on any day', () => {
    law(10, fc.tuple(scene, day), ([{ component, situation }, cut]) => {
      if (!isAdditive(component.node)) return;
      const { from, to } = situation.covered;
      if (cut <= from || cut >= to) return;
      const of = (covered: Situation['covered']) => evaluate(component, { ...situation, covered }).exact;
      const parts = of({ from, to: cut }).add(of({ from: cut, to }));
      expect(parts.equals(of(situation.covered))).toBe(true);
    });
  });
});

test('the parts of what falls due in the periods of a year are all of its days', () => {
  law(
    1,
    fc.tuple(
      fc.constantFrom<StatedPer>('MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR'),
      day,
      fc.bigInt(1n, 10n ** 12n),
    ),
    ([per, on, amountFen]) => {
      const year = periodAt('YEAR', on);
      const [component] = componentsOf({ kind: 'PRORATE', of: { kind: 'FIXED', amountFen, per } });
      const dues = periodsOf(per, year.from, year.to).map((period) => {
        const situation = {
          period,
          covered: period,
          agreement: period,
          since: year.from,
          contractFrom: year.from,
        };
        return evaluate(component!, { ...situation, figures: figuresFrom(1), rounding: 'HALF_UP' }).exact;
      });
      const sum = dues.reduce((all, one) => all.add(one), fraction(0n));
      expect(sum.equals(fraction(amountFen * BigInt(dues.length)))).toBe(true);
    },
  );
});

afterAll(() => {
  // A law that was made cheaper must not make the promise smaller.
  expect(cases).toBeGreaterThanOrEqual(100_000);
});

/** The rule with the parts of its sums, maxima and minima the other way round. */
function backward(rule: ShareRule): ShareRule {
  switch (rule.kind) {
    case 'SUM':
    case 'MAX':
    case 'MIN':
      return { ...rule, of: rule.of.map(backward).toReversed() };
    case 'STEP_UP':
      return { ...rule, steps: rule.steps.map((step) => ({ ...step, of: backward(step.of) })) };
    default:
      return 'of' in rule ? { ...rule, of: backward(rule.of) } : rule;
  }
}

/** Whether more of the measure promises no less: nothing takes it off, and no band is cheaper for all of it. */
function rises({ node, counts }: Component, measure: Measure): boolean {
  const below = nodesBelow(node);
  return (
    !counts.some((one) => readersOf(one.node, measure).length > 0 && node.kind === 'GUARANTEE') &&
    !below.some((one) => 'less' in one && one.less?.includes(measure)) &&
    !has(node, 'GUARANTEE') &&
    readersOf(node, measure).every(
      (one) =>
        one.kind !== 'TIERED' ||
        one.mode === 'MARGINAL' ||
        one.bands.every(({ ratePpm }, i) => i === 0 || ratePpm >= one.bands[i - 1]!.ratePpm),
    )
  );
}

const dated: readonly Kind[] = ['GRACE', 'WAIVE', 'INDEX', 'STEP_UP', 'PLEDGE'];

/** Whether an amount is the sum over its days: no comparison of amounts stands above what counts day by day. */
function isAdditive(node: ShareRule): boolean {
  if (has(node, 'GUARANTEE', 'ADVANCE')) return false;
  return !nodesBelow(node).some(
    (one) => ['MAX', 'MIN', 'FLOOR', 'CAP', 'OFFSET'].includes(one.kind) && has(one, ...dated),
  );
}
