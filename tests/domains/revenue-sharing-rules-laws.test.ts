// The laws of share rules, over rules of all kinds: 100,000 cases, the same each time; LAWS_SEED=<number> tries others.
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
import { daysBetween, periodAt, type StatedPer } from '../../src/domains/revenue-sharing/rules/periods.js';
import { printRule } from '../../src/domains/revenue-sharing/rules/print.js';
import { simulate, type Figure, type Supposition } from '../../src/domains/revenue-sharing/rules/simulate.js';
import { calculationTable } from '../../src/domains/revenue-sharing/rules/table.js';
import { ruleSentences } from '../../src/domains/revenue-sharing/rules/sentences.js';
import type { Kind, Measure, ShareRule } from '../../src/domains/revenue-sharing/rules/tree.js';
import type { Rounding } from '../../src/kernel/money.js';
import { day, dayAfter, figuresFrom, readersOf, validRule } from '../support/valid-rules.js';

const seed = Number(process.env['LAWS_SEED'] ?? 76_126_701);
const times = Number(process.env['LAWS_TIMES'] ?? 1);
process.stderr.write(`LAWS_SEED=${seed}\n`);

let cases = 0;
/** Checks a law so many thousand times; what does not hold is shown with the smallest case that was found. */
function law<T>(thousands: number, arbitrary: fc.Arbitrary<T>, holds: (value: T) => boolean): void {
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

const words = (texts: readonly string[]): boolean => !/undefined|NaN|null|\[object|,,/.test(texts.join());

describe('a rule', () => {
  test('of every kind is there, and each is one that may be signed', () => {
    const seen = new Set<Kind>();
    law(10, validRule, ({ rule, funds }) => {
      for (const { kind } of nodesBelow(rule)) seen.add(kind);
      return analyseRule(rule, { funds }, []).length === 0;
    });
    expect([...seen].sort()).toEqual([...kinds].sort());
  });

  test('is read back from its text and from its stored form', () => {
    law(15, validRule, ({ rule }) => {
      const text = printRule(rule);
      const read = parseRule(text).rule;
      const stored = JSON.stringify(ruleToJson(rule));
      return (
        printRule(read) === text &&
        JSON.stringify(ruleToJson(read)) === stored &&
        JSON.stringify(ruleToJson(ruleFromJson(JSON.parse(stored)))) === stored
      );
    });
  });

  test('reads as sentences in both languages, one per clause', () => {
    law(5, validRule, ({ rule }) => {
      const sentences = ruleSentences(rule);
      return (
        sentences.length === componentsOf(rule).length &&
        sentences.every(({ zh, en }) => /^第 \d+ 条:.+。$/.test(zh) && /^Clause \d+: .+\.$/.test(en)) &&
        words(sentences.flatMap(({ zh, en }) => [zh, en]))
      );
    });
  });
});

describe('what is due', () => {
  test('comes out for whatever figures, within one fen of the exact amount and split without a fen lost', () => {
    law(20, scene, ({ component, situation }) => {
      const { exact, dueFen, allocations } = evaluate(component, situation);
      const paid = new Set(allocations.map(({ fund }) => fund));
      return (
        exact.sub(dueFen).abs().lte(1n) &&
        total(allocations.map(({ amountFen }) => amountFen)) === dueFen &&
        [...paid].sort().join() === [...fundsOf(component)].sort().join() &&
        // Only what was paid in advance can be too much.
        (dueFen >= 0n || has(component.node, 'ADVANCE'))
      );
    });
  });

  test('is told step by step: the trace is a tree, and its table ends with the amount', () => {
    law(5, scene, ({ component, situation }) => {
      const { nodes, dueFen } = evaluate(component, situation);
      const rows = calculationTable(nodes, 'zh');
      return (
        nodes.every(({ index, parentIndex }, i) => index === i && (parentIndex ?? -1) < i) &&
        rows.length === nodes.length + 1 &&
        rows.at(-1)!.rounded.startsWith('负') === dueFen < 0n &&
        words(rows.map(({ step }) => step))
      );
    });
  });

  test('is mirrored by a reversal to the fen, fund by fund', () => {
    law(5, scene, ({ component, situation }) => {
      const { allocations, dueFen } = evaluate(component, situation);
      const mirror = reverse(allocations);
      return (
        total(mirror.map(({ amountFen }) => amountFen)) === -dueFen &&
        mirror.every(({ fund, amountFen }, i) => {
          const one = allocations[i]!;
          return fund === one.fund && amountFen === -one.amountFen;
        })
      );
    });
  });

  test('does not depend on the order in which a sum, a maximum or a minimum names its parts', () => {
    const several = scene.filter(({ component: { node } }) => has(node, 'SUM', 'MAX', 'MIN'));
    law(5, several, ({ component, situation }) =>
      sameDue(
        evaluate(component, situation),
        evaluate({ ...component, node: backward(component.node) }, situation),
      ),
    );
  });

  test('of a whole rule is the same in whatever order its clauses and the figures stand', () => {
    law(2, fc.tuple(validRule, day, fc.integer()), ([{ rule }, from, figuresSeed]) => {
      const supposed = { from, to: periodAt('QUARTER', from).to, rounding: 'HALF_UP' } as const;
      const figures = figuresFor(rule, supposed, figuresSeed);
      const forward = simulate(rule, { ...supposed, figures });
      const turned = simulate(backward(rule), { ...supposed, figures: figures.toReversed() });
      return (
        turned.totals.every(({ amountFen }, i) => amountFen === forward.totals[i]!.amountFen) &&
        turned.totalFen === forward.totalFen &&
        total(forward.totals.map(({ amountFen }) => amountFen)) === forward.totalFen
      );
    });
  });

  test('never falls when more is earned, unless service, a guarantee or costs take its place', () => {
    const more = fc
      .tuple(
        scene,
        fc.constantFrom<Measure>('PROFIT', 'PROFIT', 'REVENUE', 'UNITS', 'DONATION'),
        fc.bigInt(0n, 10n ** 9n),
      )
      .filter(([{ component }, measure]) => rises(component.node, measure));
    law(15, more, ([{ component, situation, figuresSeed }, measure, by]) => {
      const { code } = situation.period;
      const over = new Map([[`${measure} ${code}`, situation.figures.get(code)!.get(measure)! + by]]);
      const before = evaluate(component, situation);
      const after = evaluate(component, { ...situation, figures: figuresFrom(figuresSeed, over) });
      const bounded = has(component.node, 'AT_LEAST', 'AT_MOST');
      // Where an inequality decides the rounding, another part may be rounded another way: the exact amount is promised.
      return (
        (after.exact.gte(before.exact) || (bounded && has(component.node, 'ADVANCE'))) &&
        (after.dueFen >= before.dueFen || bounded)
      );
    });
  });

  test('keeps an inequality to the fen: no less than a part, and more than it where that is said', () => {
    const least = scene.filter(({ component }) => component.node.kind === 'AT_LEAST');
    law(3, least, ({ component: { node, ...component }, situation }) => {
      const { exact, dueFen } = evaluate({ ...component, node }, situation);
      const more = node.kind === 'AT_LEAST' && node.strict === true && exact.gt(0);
      return more ? exact.lt(dueFen) : exact.lte(dueFen);
    });
  });

  test('keeps an upper limit to the fen, whatever stands below it', () => {
    const one = scene.filter(({ component }) => !has(component.node, 'ADVANCE', 'GUARANTEE', 'WATERFALL'));
    law(8, one, ({ component, situation }) => {
      const { exact, dueFen } = evaluate(
        { ...component, node: { kind: 'AT_MOST', of: component.node } },
        situation,
      );
      return exact.gte(dueFen);
    });
  });

  test('is, before rounding, the same in one version as in two that take turns on any day', () => {
    const cut = fc
      .tuple(
        scene.filter(({ component }) => isAdditive(component.node)),
        fc.nat(400),
      )
      .map(([{ component, situation }, days]) => {
        const { from, to } = situation.covered;
        const length = Number(daysBetween(from, to));
        return { component, situation, on: dayAfter(from, length < 2 ? 0 : 1 + (days % (length - 1))) };
      });
    law(10, cut, ({ component, situation, on }) => {
      const { from, to } = situation.covered;
      const of = (days: Situation['covered']): Due['exact'] =>
        evaluate(component, { ...situation, covered: days }).exact;
      const parts = of({ from: on, to });
      return (from === on ? parts : parts.add(of({ from, to: on }))).equals(of({ from, to }));
    });
  });
});

afterAll(() => {
  // A law that was made cheaper must not make the promise smaller.
  expect(cases).toBeGreaterThanOrEqual(100_000);
});

function sameDue(a: Due, b: Due): boolean {
  return (
    a.exact.equals(b.exact) &&
    a.dueFen === b.dueFen &&
    a.allocations.every(({ amountFen }, i) => amountFen === b.allocations[i]!.amountFen)
  );
}

/** Every figure that a simulation asks for, until none is missing. */
function figuresFor(rule: ShareRule, supposed: Omit<Supposition, 'figures'>, figuresSeed: number): Figure[] {
  const reader = figuresFrom(figuresSeed);
  const figures: Figure[] = [];
  for (;;) {
    const { missing } = simulate(rule, { ...supposed, figures });
    if (missing.length === 0) return figures;
    for (const { measure, period } of missing)
      figures.push({ measure, period, amountFen: reader.get(period)!.get(measure)! });
  }
}

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
function rises(node: ShareRule, measure: Measure): boolean {
  const readers = readersOf(node, measure);
  return (
    readers.length > 0 &&
    !has(node, 'GUARANTEE') &&
    !forgivesByDays(node) &&
    !nodesBelow(node).some((one) => 'less' in one && one.less?.includes(measure)) &&
    readers.every(
      (one) =>
        one.kind !== 'TIERED' ||
        one.mode === 'MARGINAL' ||
        one.bands.every(({ ratePpm }, i) => i === 0 || ratePpm >= one.bands[i - 1]!.ratePpm),
    )
  );
}

/**
 * Whether days are forgiven of the largest or smallest of amounts that lie on different days: where what is earned takes the
 * place of an instalment, other days count, and more may be forgiven.
 */
function forgivesByDays(node: ShareRule): boolean {
  const compares: readonly Kind[] = ['MAX', 'MIN', 'FLOOR', 'CAP', 'AT_LEAST', 'AT_MOST'];
  return nodesBelow(node).some(
    (one) => ['WAIVE', 'GRACE'].includes(one.kind) && has(one, 'PLEDGE') && has(one, ...compares),
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
