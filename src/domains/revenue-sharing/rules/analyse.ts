// What is wrong with a share rule before anybody signs it: every fault, with its place in the input.
import { shareRules } from '../../../kernel/config.js';
import { defineRules, fault, type Fault, type Path } from '../../../kernel/errors.js';
import { percentOf, wholePpm, yuanOf } from '../../../kernel/money.js';
import { parsePeriod } from './periods.js';
import { countLines, type Figure } from './simulate.js';
import { componentsOf, type ShareRule } from './tree.js';

export const analysisRules = defineRules({
  'share-rule-nodes': {
    code: 'INVALID_INPUT',
    zh: '分成规则最多有 {max} 个节点,现有 {count} 个。',
    en: 'A share rule has at most {max} nodes, not {count}.',
  },
  'share-rule-depth': {
    code: 'INVALID_INPUT',
    zh: '分成规则最多嵌套 {max} 层,现有 {count} 层。',
    en: 'A share rule is nested at most {max} levels deep, not {count}.',
  },
  'share-amount-positive': {
    code: 'INVALID_INPUT',
    zh: '固定金额须大于 0 元,现为 {amount} 元。',
    en: 'A fixed amount is above 0 yuan, not {amount}.',
  },
  'share-rate-range': {
    code: 'INVALID_INPUT',
    zh: '比例须大于 0% 且不超过 100%,现为 {rate}%。',
    en: 'A rate is above 0% and at most 100%, not {rate}%.',
  },
  'share-period-stated': {
    code: 'INVALID_INPUT',
    zh: '须写明按月、季度、半年或年计;只有已公布的文件可以未写明。',
    en: 'Say whether this is due by month, quarter, half-year or year; only a published document leaves it open.',
  },
  'share-sum-parts': {
    code: 'INVALID_INPUT',
    zh: '合计须有两项或以上,现有 {count} 项。',
    en: 'A sum has two parts or more, not {count}.',
  },
  'share-prorate-above-fixed': {
    code: 'INVALID_INPUT',
    zh: '按实际天数折算只适用于固定金额,此处没有固定金额。',
    en: 'Only a fixed amount is counted by days, and here is none.',
  },
  'share-prorate-once': {
    code: 'INVALID_INPUT',
    zh: '此处已在按实际天数折算之内,不能再次折算。',
    en: 'This stands in a proration already, and nothing is prorated twice.',
  },
  'share-split-not-in-split': {
    code: 'INVALID_INPUT',
    zh: '此处已在分配之内,不能再次分配。',
    en: 'This stands in a split already, and nothing is split twice.',
  },
  'share-split-parts': {
    code: 'INVALID_INPUT',
    zh: '分配须有 1 至 {max} 个基金,现有 {count} 个。',
    en: 'A split has 1 to {max} funds, not {count}.',
  },
  'share-split-one-rest': {
    code: 'INVALID_INPUT',
    zh: '最多一个基金可以不写比例(得其余部分),现有 {count} 个。',
    en: 'At most one fund of a split has no share and gets what is left; here {count} have none.',
  },
  'share-split-whole': {
    code: 'INVALID_INPUT',
    zh: '各基金的比例之和须为 100%,现为 {sum}%。',
    en: 'The shares of a split make 100%, not {sum}%.',
  },
  'share-split-leaves-a-rest': {
    code: 'INVALID_INPUT',
    zh: '有基金得其余部分时,其他比例之和须小于 100%,现为 {sum}%。',
    en: 'Where one fund gets what is left, the other shares make less than 100%, not {sum}%.',
  },
  'share-split-fund-exists': {
    code: 'INVALID_INPUT',
    zh: '基金须为清单中第 1 至第 {funds} 个,没有第 {fund} 个。',
    en: 'A fund is one of the list’s, 1 to {funds}; there is no {fund}.',
  },
  'share-split-fund-once': {
    code: 'INVALID_INPUT',
    zh: '每个基金在一次分配中只列一次,第 {fund} 个基金已列。',
    en: 'A fund stands once in a split; fund {fund} stands there already.',
  },
  'share-component-one-fund': {
    code: 'INVALID_INPUT',
    zh: '未分配的条款须恰有一个基金可入,清单中有 {funds} 个;请写明如何分配。',
    en: 'A clause outside any split goes to the one fund of the list, which has {funds}; say how it is split.',
  },
  'share-fund-receives': {
    code: 'INVALID_INPUT',
    zh: '清单中的每个基金都须有所得,第 {fund} 个基金没有。',
    en: 'Every fund of the list receives something; fund {fund} does not.',
  },
  'share-figure-period': {
    code: 'INVALID_INPUT',
    zh: '期间须写作 2018、2018-H1、2018-Q3 或 2018-09,现为“{period}”。',
    en: 'A period is written 2018, 2018-H1, 2018-Q3 or 2018-09, not “{period}”.',
  },
  'share-figure-once': {
    code: 'INVALID_INPUT',
    zh: '同一期间({period})的同一指标只能给出一次。',
    en: 'For one period, {period}, a measure has one figure, not two.',
  },
  'share-simulation-lines': {
    code: 'INVALID_INPUT',
    zh: '试算最多 {max} 行(每条款每期一行),此时段有 {count} 行。',
    en: 'A simulation has at most {max} lines, one per clause and period; this span has {count}.',
  },
});

/** The field of the input that a kind of node is written in. */
const fields = {
  FIXED: 'fixed',
  PERCENT: 'percent',
  AT_LEAST: 'atLeast',
  SUM: 'sum',
  SPLIT: 'split',
  PRORATE: 'prorate',
} as const satisfies Record<ShareRule['kind'], string>;

/** What stands directly in a node, each with its place in it. */
function childrenOf(rule: ShareRule): readonly { readonly rule: ShareRule; readonly path: Path }[] {
  if (rule.kind === 'SUM') return rule.of.map((one, i) => ({ rule: one, path: ['of', i] }));
  return rule.kind === 'SPLIT' || rule.kind === 'PRORATE' ? [{ rule: rule.of, path: ['of'] }] : [];
}

/** Counts nodes and levels, level by level: a rule that is nested too deep is nothing to recurse into. */
function sizeOf(rule: ShareRule): { readonly nodes: number; readonly depth: number } {
  let [nodes, depth] = [0, 0];
  for (let level = [rule]; level.length > 0; depth++) {
    nodes += level.length;
    level = level.flatMap((one) => childrenOf(one).map((child) => child.rule));
  }
  return { nodes, depth };
}

/** All that is wrong with a rule over that many funds; of one that is too big, only that. */
export function analyseRule(
  rule: ShareRule,
  { funds }: { readonly funds: number },
  path: Path,
): readonly Fault[] {
  const size = sizeOf(rule);
  const { nodes, depth } = shareRules;
  const tooBig = [
    ...(size.nodes > nodes ? [fault('share-rule-nodes', path, { max: nodes, count: size.nodes })] : []),
    ...(size.depth > depth ? [fault('share-rule-depth', path, { max: depth, count: size.depth })] : []),
  ];
  if (tooBig.length > 0) return tooBig;
  return [
    ...nodeFaults(rule, { funds, split: false, prorated: false }, path),
    ...idleFundFaults(rule, funds, path),
  ];
}

interface Above {
  readonly funds: number;
  readonly split: boolean;
  readonly prorated: boolean;
}

function nodeFaults(rule: ShareRule, above: Above, path: Path): readonly Fault[] {
  const at = [...path, fields[rule.kind]];
  const below = {
    ...above,
    split: above.split || rule.kind === 'SPLIT',
    prorated: above.prorated || rule.kind === 'PRORATE',
  };
  return [
    ...ownFaults(rule, above, at),
    ...childrenOf(rule).flatMap((child) => nodeFaults(child.rule, below, [...at, ...child.path])),
  ];
}

/** What is wrong with a node itself, knowing what stands above it. */
function ownFaults(rule: ShareRule, above: Above, at: Path): readonly Fault[] {
  switch (rule.kind) {
    case 'SUM':
      return rule.of.length < 2 ? [fault('share-sum-parts', at, { count: rule.of.length })] : [];
    case 'SPLIT':
      return above.split ? [fault('share-split-not-in-split', at)] : splitFaults(rule, above.funds, at);
    case 'PRORATE':
      if (above.prorated) return [fault('share-prorate-once', at)];
      return componentsOf(rule).some(({ leaf }) => leaf.kind === 'FIXED')
        ? []
        : [fault('share-prorate-above-fixed', at)];
    case 'FIXED':
      return [
        ...(rule.amountFen > 0n
          ? []
          : [fault('share-amount-positive', [...at, 'amount'], { amount: yuanOf(rule.amountFen) })]),
        ...leafFaults(rule, above, at),
      ];
    default:
      return [...rateFaults(rule.ratePpm, [...at, 'rate']), ...leafFaults(rule, above, at)];
  }
}

function leafFaults({ per }: { readonly per: string }, { funds, split }: Above, at: Path): readonly Fault[] {
  return [
    ...(per === 'UNSTATED' ? [fault('share-period-stated', [...at, 'per'])] : []),
    ...(split || funds === 1 ? [] : [fault('share-component-one-fund', at, { funds })]),
  ];
}

function rateFaults(ppm: number, path: Path): readonly Fault[] {
  return ppm > 0 && ppm <= wholePpm ? [] : [fault('share-rate-range', path, { rate: percentOf(ppm) })];
}

function splitFaults(
  { parts }: Extract<ShareRule, { readonly kind: 'SPLIT' }>,
  funds: number,
  at: Path,
): readonly Fault[] {
  const path = [...at, 'parts'];
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
    ...(sharePpm === null ? [] : rateFaults(sharePpm, [...path, i, 'share'])),
  ]);
  return [...(rests > 1 ? [fault('share-split-one-rest', path, { count: rests })] : whole), ...own];
}

/** Funds that no clause reaches. Where a clause does not say into which funds it goes, that is to be told first. */
function idleFundFaults(rule: ShareRule, funds: number, path: Path): readonly Fault[] {
  const components = componentsOf(rule);
  if (components.some(({ parts }) => parts === null)) return [];
  const reached = new Set(components.flatMap(({ parts }) => (parts ?? []).map(({ fund }) => fund)));
  const all = Array.from({ length: funds }, (_, i) => i + 1);
  return all.flatMap((fund) => (reached.has(fund) ? [] : [fault('share-fund-receives', path, { fund })]));
}

/** A rate that a contract names, with the number of its component. */
export interface ContractedRate {
  readonly ratePpm: number;
  readonly component: number;
}

/** The contracted rates of a rule: of "no less than 50 %" that is 50 %; a fixed amount has none. */
export function ratesOf(rule: ShareRule): readonly ContractedRate[] {
  return componentsOf(rule).flatMap(({ leaf, number }) =>
    leaf.kind === 'FIXED' ? [] : [{ ratePpm: leaf.ratePpm, component: number }],
  );
}

/** What `simulate` would not take: periods that are none, a figure given twice, more lines than anybody reads. */
export function simulationFaults(
  rule: ShareRule,
  { from, to, figures }: { readonly from: string; readonly to: string; readonly figures: readonly Figure[] },
  paths: { readonly span: Path; readonly figures: Path },
): readonly Fault[] {
  const [count, max] = [countLines(rule, from, to), shareRules.periods];
  const seen = new Set<string>();
  return [
    ...(count > max ? [fault('share-simulation-lines', paths.span, { max, count })] : []),
    ...figures.flatMap(({ measure, period }, i) => {
      const path = [...paths.figures, i, 'period'];
      if (parsePeriod(period) === null) return [fault('share-figure-period', path, { period })];
      const key = `${measure} ${period}`;
      const twice = seen.has(key);
      seen.add(key);
      return twice ? [fault('share-figure-once', path, { period })] : [];
    }),
  ];
}
