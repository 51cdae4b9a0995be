// What is wrong with the fields of one node of a rule, wherever it stands.
import { percentOf, wholePpm, yuanOf } from '../../../kernel/money.js';
import { shareRules } from '../../../kernel/rule-limits.js';
import { fault, type RuleFault, type RulePath } from './analysis-texts.js';
import { isCounted } from './figures.js';
import { forms } from './forms.js';
import type { Based, Kind, Measure, Node, ShareRule } from './tree.js';

/** The name by which inputs call a kind of node: `atLeast` for AT_LEAST. */
export function inputName(kind: Kind): string {
  return kind.toLowerCase().replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** The name by which inputs call a field: without its unit, `amount` for amountFen. */
export function inputField(name: string): string {
  return name.replace(/(?:Fen|Ppm|Centi)$/, '');
}

/** What is wrong with a node's own fields. */
export function fieldFaults(rule: ShareRule, funds: number, at: RulePath): readonly RuleFault[] {
  return [
    ...amountFaults(rule, at),
    ...rateFaultsOf(rule, at),
    ...baseFaults(rule, at),
    ...listFaults(rule, funds, at),
  ];
}

function amountFaults(rule: ShareRule, at: RulePath): readonly RuleFault[] {
  const values = rule as unknown as Readonly<Record<string, unknown>>;
  return Object.entries(forms[rule.kind]).flatMap(([name, { form, optional }]) => {
    const value = values[name];
    const path = [...at, inputField(name)];
    if ((form === 'fen' || form === 'hours') && typeof value === 'bigint')
      return optional === 'zero' ? notNegative(value, path) : positive(value, path);
    if (form === 'per' && value === 'UNSTATED') return [fault('share-period-stated', path)];
    if (form === 'count' && typeof value === 'number') {
      const [min, max] = name === 'graceDays' ? [0, 366] : [1, shareRules.years];
      return value >= min && value <= max
        ? []
        : [fault('share-count-range', path, { min, max, count: value })];
    }
    return [];
  });
}

function positive(fen: bigint, path: RulePath): readonly RuleFault[] {
  return fen > 0n ? [] : [fault('share-amount-positive', path, { amount: yuanOf(fen) })];
}

/** What was there before the terms may be nothing. */
function notNegative(fen: bigint, path: RulePath): readonly RuleFault[] {
  return fen >= 0n ? [] : [fault('share-amount-not-negative', path, { amount: yuanOf(fen) })];
}

/** The highest rate of a field; of every other one it is the whole. */
function maxPpm(kind: Kind, name: string): number {
  if (kind === 'MATCH') return shareRules.matchPpm;
  return name === 'dailyRatePpm' ? shareRules.dailyRatePpm : wholePpm;
}

function rate(ppm: number, path: RulePath, max = wholePpm): readonly RuleFault[] {
  return ppm > 0 && ppm <= max
    ? []
    : [fault('share-rate-range', path, { rate: percentOf(ppm), max: percentOf(max) })];
}

function rateFaultsOf(rule: ShareRule, at: RulePath): readonly RuleFault[] {
  const values = rule as unknown as Readonly<Record<string, unknown>>;
  return Object.entries(forms[rule.kind]).flatMap(([name, { form }]) =>
    form === 'ppm' && typeof values[name] === 'number'
      ? rate(values[name], [...at, inputField(name)], maxPpm(rule.kind, name))
      : [],
  );
}

function baseFaults(rule: ShareRule, at: RulePath): readonly RuleFault[] {
  if (rule.kind === 'PER_UNIT')
    return isCounted(rule.measure)
      ? []
      : [fault('share-unit-is-counted', [...at, 'measure'], { measure: rule.measure })];
  if (!('base' in rule)) return [];
  const { base, less = [] } = rule as Based;
  const isMoney = (measure: Measure, path: RulePath): readonly RuleFault[] =>
    isCounted(measure) ? [fault('share-base-is-money', path, { measure })] : [];
  return [
    ...isMoney(base, [...at, 'base']),
    ...less.flatMap((one, i) => isMoney(one, [...at, 'less', i])),
    ...(new Set([base, ...less]).size === less.length + 1
      ? []
      : [fault('share-deducts-another-once', [...at, 'less'])]),
  ];
}

function listFaults(rule: ShareRule, funds: number, at: RulePath): readonly RuleFault[] {
  switch (rule.kind) {
    case 'SUM':
    case 'MAX':
    case 'MIN':
      return rule.of.length < 2 ? [fault('share-sum-parts', at, { count: rule.of.length })] : [];
    case 'SPLIT':
      return splitFaults(rule, funds, [...at, 'parts']);
    case 'TIERED':
      return bandFaults(rule, [...at, 'bands']);
    case 'STEP_UP': {
      const path = [...at, 'steps'];
      const years = rule.steps.map(({ fromYear }) => fromYear);
      const ascend = years[0] === 1 && years.every((year, i) => i === 0 || year > years[i - 1]!);
      return sized(years.length, path) ?? (ascend ? [] : [fault('share-years-ascend', path)]);
    }
    case 'PLEDGE': {
      const path = [...at, 'instalments'];
      const days = rule.instalments.map(({ dueOn }) => dueOn);
      const wrong = sized(days.length, path);
      if (wrong) return wrong;
      return [
        ...rule.instalments.flatMap(({ amountFen }, i) => positive(amountFen, [...path, i, 'amount'])),
        ...(days.every((day, i) => i === 0 || day > days[i - 1]!) ? [] : [fault('share-days-ascend', path)]),
      ];
    }
    case 'WATERFALL':
      return waterfallFaults(rule, funds, [...at, 'steps']);
    case 'WAIVE':
      return rule.from < rule.to ? [] : [fault('share-waiver-days', [...at, 'to'], { from: rule.from })];
    default:
      return [];
  }
}

function sized(count: number, path: RulePath): readonly RuleFault[] | null {
  const max = shareRules.listed;
  return count >= 1 && count <= max ? null : [fault('share-list-length', path, { max, count })];
}

function bandFaults({ bands }: Node<'TIERED'>, path: RulePath): readonly RuleFault[] {
  const wrong = sized(bands.length, path);
  if (wrong) return wrong;
  const ascend = bands.every(({ upToFen }, i) => {
    if (i === bands.length - 1) return upToFen === null;
    return upToFen !== null && upToFen > (i === 0 ? 0n : (bands[i - 1]!.upToFen ?? 0n));
  });
  return [
    ...(ascend ? [] : [fault('share-bands-ascend', path)]),
    // A band may be free: nothing of the first ten thousand.
    ...bands.flatMap(({ ratePpm }, i) => (ratePpm === 0 ? [] : rate(ratePpm, [...path, i, 'rate']))),
  ];
}

function waterfallFaults({ steps }: Node<'WATERFALL'>, funds: number, path: RulePath): readonly RuleFault[] {
  const wrong = sized(steps.length, path);
  if (wrong) return wrong;
  let toldPpm = 0;
  let isOpen = true;
  steps.forEach(({ recoverFen, ratePpm }, i) => {
    if (recoverFen !== null) toldPpm = 0;
    else if (ratePpm !== null) toldPpm += ratePpm;
    const isRest = recoverFen === null && ratePpm === null;
    if (isRest !== (i === steps.length - 1) || toldPpm >= wholePpm) isOpen = false;
  });
  return [
    ...steps.flatMap(({ recoverFen, recoveredFen, ratePpm, fund }, i) => [
      ...(recoverFen !== null && ratePpm !== null
        ? [fault('share-waterfall-step-one-way', [...path, i])]
        : []),
      ...(recoverFen === null ? [] : positive(recoverFen, [...path, i, 'recover'])),
      ...notNegative(recoveredFen, [...path, i, 'recovered']),
      ...(ratePpm === null ? [] : rate(ratePpm, [...path, i, 'rate'])),
      ...(fund === null || (fund >= 1 && fund <= funds)
        ? []
        : [fault('share-split-fund-exists', [...path, i, 'fund'], { fund, funds })]),
    ]),
    ...(isOpen ? [] : [fault('share-waterfall-ends-with-the-rest', path)]),
    ...(steps.some(({ fund }) => fund !== null) ? [] : [fault('share-waterfall-feeds-a-fund', path)]),
  ];
}

function splitFaults({ parts }: Node<'SPLIT'>, funds: number, path: RulePath): readonly RuleFault[] {
  const [max, count] = [shareRules.splitParts, parts.length];
  if (count < 1 || count > max) return [fault('share-split-parts', path, { max, count })];
  const rests = parts.filter(({ sharePpm }) => sharePpm === null).length;
  const told = parts.reduce((total, { sharePpm }) => total + (sharePpm ?? 0), 0);
  const sum = percentOf(told);
  const complete = rests === 1 ? told < wholePpm : told === wholePpm;
  const incomplete = rests === 1 ? 'share-split-leaves-a-rest' : 'share-split-whole';
  const whole = complete ? [] : [fault(incomplete, path, { sum })];
  const own = parts.flatMap(({ fund, sharePpm }, i) => [
    ...(fund >= 1 && fund <= funds
      ? []
      : [fault('share-split-fund-exists', [...path, i, 'fund'], { fund, funds })]),
    ...(parts.findIndex((other) => other.fund === fund) === i
      ? []
      : [fault('share-split-fund-once', [...path, i, 'fund'], { fund })]),
    ...(sharePpm === null ? [] : rate(sharePpm, [...path, i, 'share'])),
  ]);
  return [...(rests > 1 ? [fault('share-split-one-rest', path, { count: rests })] : whole), ...own];
}
