// Arbitrary share rules of all kinds that an agreement may have, with figures for whatever they ask.
import fc from 'fast-check';
import { isLeaf, leavesOf } from '../../src/domains/revenue-sharing/rules/components.js';
import type { Figures } from '../../src/domains/revenue-sharing/rules/figures.js';
import { isCounted } from '../../src/domains/revenue-sharing/rules/figures.js';
import { childrenOf, nodesBelow } from '../../src/domains/revenue-sharing/rules/forms.js';
import type { StatedPer } from '../../src/domains/revenue-sharing/rules/periods.js';
import type {
  Band,
  Kind,
  Leaf,
  Measure,
  Node,
  ShareRule,
  SplitPart,
  WaterfallStep,
  YearStep,
} from '../../src/domains/revenue-sharing/rules/tree.js';
import { measureTerms } from '../../src/domains/revenue-sharing/rules/words.js';
import { shareRules } from '../../src/kernel/config.js';
import { wholePpm } from '../../src/kernel/money.js';

const dayMs = 86_400_000;

/** The day so many days after another. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
}

/** A day of the years 2018 to 2021, in which all stories play. */
export const day = fc.integer({ min: 0, max: 1_460 }).map((days) => dayAfter('2018-01-01', days));

const pers: readonly StatedPer[] = ['MONTH', 'QUARTER', 'HALF_YEAR', 'YEAR'];
const moneyMeasures = (Object.keys(measureTerms) as Measure[]).filter((one) => !isCounted(one));

const fen = fc.oneof(fc.bigInt(1n, 99n), fc.bigInt(1n, 10_000_000n), fc.bigInt(1n, 10n ** 13n));
const ppm = fc.oneof(fc.constantFrom(wholePpm, 500_000, 100_000, 1), fc.integer({ min: 1, max: wholePpm }));
// Profits are what losses are carried of: half of the bases.
const money = fc.oneof(fc.constant<Measure>('PROFIT'), fc.constantFrom(...moneyMeasures));
const opening = fc.oneof(fc.constant(0n), fen);
const optional = <T>(name: string, value: fc.Arbitrary<T>): fc.Arbitrary<object> =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: value.map((one) => ({ [name]: one })) },
  );

const based = fc
  .tuple(money, fc.uniqueArray(fc.constantFrom(...moneyMeasures), { maxLength: 2 }), optional('taxPpm', ppm))
  .map(([base, costs, tax]) => {
    const less = costs.filter((one) => one !== base);
    return { base, ...(less.length > 0 ? { less } : {}), ...tax };
  });

const bands = fc
  .tuple(
    fc.uniqueArray(fen, { maxLength: 3 }),
    fc.array(fc.oneof(fc.constant(0), ppm), { minLength: 4, maxLength: 4 }),
  )
  .map(([tops, rates]): readonly Band[] =>
    [...tops.toSorted((a, b) => (a < b ? -1 : 1)), null].map((upToFen, i) => ({
      upToFen,
      ratePpm: rates[i]!,
    })),
  );

const instalments = fc
  .uniqueArray(fc.tuple(day, fen), { selector: ([on]) => on, minLength: 1, maxLength: 3 })
  .map((all) =>
    all.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([dueOn, amountFen]) => ({ dueOn, amountFen })),
  );

const ofKind = <K extends Kind>(kind: K, fields: fc.Arbitrary<object>): fc.Arbitrary<Node<K>> =>
  fields.map((one) => ({ kind, ...one }) as unknown as Node<K>);

function leaf(per: StatedPer): fc.Arbitrary<Leaf> {
  const due = { per: fc.constant(per) };
  const record = (fields: object): fc.Arbitrary<object> => fc.record({ ...fields, ...due });
  const onBase = (fields: object): fc.Arbitrary<object> =>
    fc.tuple(based, record(fields)).map(([base, own]) => ({ ...base, ...own }));
  return fc.oneof(
    ofKind('FIXED', record({ amountFen: fen })),
    ofKind('PERCENT', onBase({ ratePpm: ppm })),
    fc
      .tuple(ofKind('AT_LEAST', onBase({ ratePpm: ppm })), optional('strict', fc.boolean()))
      .map(([node, strict]) => ({ ...node, ...strict })),
    ofKind('PER_UNIT', record({ priceFen: fen, measure: fc.constantFrom('UNITS', 'HOURS', 'PEAK_HOURS') })),
    ofKind('TIERED', onBase({ mode: fc.constantFrom('MARGINAL', 'WHOLE'), bands })),
    ofKind('IN_KIND', record({ hoursCenti: fen, priceFen: fc.option(fen) })),
    ofKind(
      'MATCH',
      record({
        ratePpm: fc.integer({ min: 1, max: shareRules.matchPpm }),
        base: money,
        capFen: fc.option(fen),
        matchedFen: opening,
      }),
    ),
    ofKind('PLEDGE', record({ instalments })),
  );
}

const has = (rule: ShareRule, ...kinds: readonly Kind[]): boolean =>
  nodesBelow(rule).some(({ kind }) => kinds.includes(kind));

const prorates = (rule: ShareRule): boolean =>
  has(rule, 'FIXED', 'FLOOR', 'CAP', 'GUARANTEE', 'IN_KIND') && !has(rule, 'PRORATE');

const losses = (rule: ShareRule): boolean =>
  leavesOf(rule).every(
    (one) => 'base' in one && (one.base === 'PROFIT' || ('less' in one && !!one.less?.length)),
  );

const span = fc
  .tuple(day, day)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => (a < b ? { from: a, to: b } : { from: b, to: a }));

/** What changes an amount in proportion, above any of the rules; the rule itself where that may not stand there. */
function linear(rule: fc.Arbitrary<ShareRule>): fc.Arbitrary<ShareRule> {
  const around = (kind: Kind, fields: fc.Arbitrary<object>): fc.Arbitrary<ShareRule> =>
    fc.tuple(fields, rule).map(([own, of]) => ({ kind, ...own, of }) as unknown as ShareRule);
  return fc.oneof(
    rule.map((of): ShareRule => (prorates(of) ? { kind: 'PRORATE', of } : of)),
    around('GRACE', fc.record({ until: day })),
    around(
      'WAIVE',
      fc.tuple(fc.record({ ratePpm: ppm }), span).map(([own, days]) => ({ ...own, ...days })),
    ),
    around('INDEX', fc.record({ ratePpm: ppm, everyYears: fc.integer({ min: 1, max: 3 }) })),
    fc
      .tuple(opening, rule)
      .map(([openingLossFen, of]): ShareRule =>
        losses(of) ? { kind: 'CARRY_FORWARD_LOSS', openingLossFen, of } : of,
      ),
  );
}

const yearSteps = (rule: fc.Arbitrary<ShareRule>): fc.Arbitrary<readonly YearStep[]> =>
  fc.array(fc.tuple(fc.integer({ min: 1, max: 2 }), rule), { minLength: 1, maxLength: 3 }).map((steps) => {
    let fromYear = 0;
    return steps.map(([years, of], i) => ({ fromYear: (fromYear = i === 0 ? 1 : fromYear + years), of }));
  });

/** One amount of one period: any kinds that may stand in each other. A sum in it has no lower and upper limit at once. */
function amount(per: StatedPer, depth: number): fc.Arbitrary<ShareRule> {
  const one: fc.Arbitrary<ShareRule> = leaf(per);
  if (depth === 0) return one;
  const below = amount(per, depth - 1);
  const several = fc.array(below, { minLength: 2, maxLength: 3 });
  return fc.oneof(
    { weight: 4, arbitrary: one },
    { weight: 2, arbitrary: linear(below) },
    { weight: 2, arbitrary: ofKind('MAX', fc.record({ of: several })) },
    { weight: 1, arbitrary: ofKind('MIN', fc.record({ of: several })) },
    {
      weight: 1,
      arbitrary: several.map((of): ShareRule => {
        const sum: ShareRule = { kind: 'SUM', of };
        const rule = has(sum, 'AT_LEAST') && has(sum, 'AT_MOST') ? of[0]! : sum;
        return { kind: 'SCALE', ratePpm: 250_000, of: rule };
      }),
    },
    {
      weight: 1,
      arbitrary: ofKind('FLOOR', fc.record({ amountFen: fen, of: below })),
    },
    {
      weight: 1,
      arbitrary: ofKind('CAP', fc.record({ amountFen: fen, of: below })),
    },
    { weight: 1, arbitrary: ofKind('AT_MOST', fc.record({ of: below })) },
    {
      weight: 1,
      arbitrary: ofKind('SCALE', fc.record({ ratePpm: ppm, of: below })),
    },
    {
      weight: 1,
      arbitrary: ofKind('STEP_UP', fc.record({ steps: yearSteps(below) })),
    },
    {
      weight: 1,
      arbitrary: ofKind('OFFSET', fc.record({ priceFen: fen, capPpm: ppm, of: below })),
    },
  );
}

// Made once: to build them anew for every case would take longer than the case.
const amounts = new Map(pers.map((per) => [per, amount(per, 2)]));
const clause = fc.oneof(...amounts.values());

const guarantee: fc.Arbitrary<ShareRule> = fc
  .tuple(fen, fc.array(clause, { minLength: 1, maxLength: 2 }))
  .map(([amountFen, of]) => ({
    kind: 'GUARANTEE',
    amountFen,
    of: of.length === 1 ? of[0]! : { kind: 'SUM', of },
  }));

const advance: fc.Arbitrary<ShareRule> = fc.oneof(
  ...(
    [
      ['MONTH', 'QUARTER'],
      ['QUARTER', 'YEAR'],
      ['MONTH', 'YEAR'],
    ] as const
  ).map(([per, longer]) =>
    fc
      .tuple(fen, amounts.get(longer)!)
      .map(([amountFen, of]): ShareRule => ({ kind: 'ADVANCE', amountFen, per, of })),
  ),
);

/** Clauses that go to the funds of a split, or to the only one. */
const clauses: fc.Arbitrary<ShareRule> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: clause },
      { weight: 1, arbitrary: guarantee },
      { weight: 1, arbitrary: advance },
    ),
    { minLength: 1, maxLength: 2 },
  )
  .map((of) => (of.length === 1 ? of[0]! : { kind: 'SUM', of }));

const split = (funds: number): fc.Arbitrary<readonly SplitPart[]> =>
  fc
    .tuple(
      fc.uniqueArray(fc.integer({ min: 1, max: wholePpm - 1 }), {
        minLength: funds - 1,
        maxLength: funds - 1,
      }),
      fc.boolean(),
    )
    .map(([cuts, rest]) => {
      const ends = [...cuts.toSorted((a, b) => a - b), wholePpm];
      return ends.map((end, i) => ({
        fund: funds - i,
        sharePpm: rest && i === 0 ? null : end - (ends[i - 1] ?? 0),
      }));
    });

const waterfall = (funds: number): fc.Arbitrary<ShareRule> =>
  fc
    .tuple(
      based,
      fc.constantFrom(...pers),
      fc.array(fc.tuple(fen, opening, fc.option(fc.integer({ min: 1, max: funds }))), { maxLength: 2 }),
      fc.uniqueArray(fc.integer({ min: 1, max: wholePpm - 1 }), { maxLength: 3 }),
      fc.integer({ min: 1, max: funds }),
    )
    .map(([base, per, recoveries, cuts, fund]): ShareRule => {
      const ends = cuts.toSorted((a, b) => a - b);
      const step = (one: Partial<WaterfallStep>): WaterfallStep => ({
        recoverFen: null,
        recoveredFen: 0n,
        ratePpm: null,
        fund: null,
        ...one,
      });
      const steps = [
        ...recoveries.map(([recoverFen, recoveredFen, to]) => step({ recoverFen, recoveredFen, fund: to })),
        ...ends.map((end, i) => step({ ratePpm: end - (ends[i - 1] ?? 0), fund: (i % funds) + 1 })),
        step({ fund }),
      ];
      return { kind: 'WATERFALL', ...base, steps, per };
    });

const late = (rule: ShareRule): ShareRule => ({
  kind: 'LATE_CHARGE',
  dailyRatePpm: 500,
  graceDays: 7,
  of: rule,
});

/** Nodes with their bands, steps and instalments, as the analysis counts them. */
function sizeOf(rule: ShareRule): number {
  const entries = (one: ShareRule): number => {
    if (one.kind === 'TIERED') return one.bands.length;
    if (one.kind === 'WATERFALL') return one.steps.length;
    return one.kind === 'PLEDGE' ? one.instalments.length : 0;
  };
  return nodesBelow(rule).reduce((sum, one) => sum + 1 + entries(one), 0);
}

function depthOf(rule: ShareRule): number {
  return 1 + Math.max(0, ...childrenOf(rule).map((child) => depthOf(child.rule)));
}

interface ValidRule {
  readonly rule: ShareRule;
  readonly funds: number;
}

const ruleOver = (funds: number): fc.Arbitrary<ValidRule> =>
  fc
    .record({
      clauses,
      parts: split(funds),
      waterfall: fc.option(waterfall(funds), { freq: 3 }),
      bare: fc.boolean(),
      late: fc.constantFrom('none', 'inside', 'outside'),
    })
    .map((one) => {
      const inside = one.late === 'inside' ? late(one.clauses) : one.clauses;
      const whole: ShareRule =
        funds === 1 && one.bare ? inside : { kind: 'SPLIT', of: inside, parts: one.parts };
      const all: ShareRule = one.waterfall ? { kind: 'SUM', of: [whole, one.waterfall] } : whole;
      return { funds, rule: one.late === 'outside' ? late(all) : all };
    });

/** A rule that may be signed, with the number of its funds. */
export const validRule: fc.Arbitrary<ValidRule> = fc
  .oneof(...[1, 2, 3, 4].map(ruleOver))
  // What is too big is refused for that alone, and the analysis has tests for it.
  .filter(({ rule }) => depthOf(rule) <= shareRules.depth && sizeOf(rule) <= shareRules.nodes);

/** Some value from a text and a seed; the same every time. */
function hash(text: string, seed: number): number {
  let value = seed ^ 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return Math.imul(value ^ (value >>> 15), 0x2c1b3c6d) >>> 0;
}

/** Figures for every measure and period that may be asked for; some are losses, some nothing. */
export function figuresFrom(seed: number, over: ReadonlyMap<string, bigint> = new Map()): Figures {
  const read = (measure: Measure, period: string): bigint => {
    const told = over.get(`${measure} ${period}`);
    if (told !== undefined) return told;
    const value = hash(`${measure} ${period}`, seed);
    const size = [1n, 100n, 10_000n, 1_000_000n][value % 4]!;
    const figure = (BigInt(value >>> 4) * size) / 10_000n;
    return !isCounted(measure) && value % 5 === 0 ? -figure : figure;
  };
  const ofPeriod = (period: string): ReadonlyMap<Measure, bigint> =>
    ({ get: (measure: Measure) => read(measure, period) }) as unknown as ReadonlyMap<Measure, bigint>;
  return { get: ofPeriod } as unknown as Figures;
}

/** The leaves of a rule that read a measure. */
export function readersOf(rule: ShareRule, measure: Measure): readonly ShareRule[] {
  return nodesBelow(rule).filter(
    (one) =>
      isLeaf(one) &&
      (('base' in one && one.base === measure) || ('measure' in one && one.measure === measure)),
  );
}
