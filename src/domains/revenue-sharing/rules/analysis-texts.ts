// What is wrong with share rules, as data: the faults, and the sentences that tell them.
import { filled, type Params, type Text } from '../../../kernel/text.js';
import { measureTerms, type Words } from './words.js';

/** What a share rule may be refused for, each as a sentence that is always true. */
export const analysisTexts = {
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
    zh: '金额须大于 0 元,现为 {amount} 元。',
    en: 'An amount is above 0 yuan, not {amount}.',
  },
  'share-rate-range': {
    code: 'INVALID_INPUT',
    zh: '比例须大于 0% 且不超过 {max}%,现为 {rate}%。',
    en: 'A rate is above 0% and at most {max}%, not {rate}%.',
  },
  'share-period-stated': {
    code: 'INVALID_INPUT',
    zh: '须写明按月、季度、半年或年计;只有已公布的文件可以未写明。',
    en: 'Say whether this is due by month, quarter, half-year or year; only a published document leaves it open.',
  },
  'share-sum-parts': {
    code: 'INVALID_INPUT',
    zh: '此处须有两项或以上,现有 {count} 项。',
    en: 'Here stand two parts or more, not {count}.',
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
  'share-amount-not-negative': {
    code: 'INVALID_INPUT',
    zh: '金额不能为负,现为 {amount} 元。',
    en: 'The amount is not below 0 yuan, but {amount}.',
  },
  'share-count-range': {
    code: 'INVALID_INPUT',
    zh: '须为 {min} 至 {max} 的整数,现为 {count}。',
    en: 'This is a number from {min} to {max}, not {count}.',
  },
  'share-list-length': {
    code: 'INVALID_INPUT',
    zh: '清单须有 1 至 {max} 项,现有 {count} 项。',
    en: 'The list has 1 to {max} entries, not {count}.',
  },
  'share-base-is-money': {
    code: 'INVALID_INPUT',
    zh: '{measure:RevenueMeasure}是数量,不是金额;请按件计,或选金额指标。',
    en: '{measure:RevenueMeasure} is a number and no amount; price each of it, or name an amount.',
  },
  'share-unit-is-counted': {
    code: 'INVALID_INPUT',
    zh: '{measure:RevenueMeasure}是金额,不能按件计;请选件数或时长。',
    en: '{measure:RevenueMeasure} is an amount and has no price each; name pieces or hours.',
  },
  'share-deducts-another-once': {
    code: 'INVALID_INPUT',
    zh: '扣除项须与基数不同,且不重复。',
    en: 'What is deducted is another measure than the base, and each stands once.',
  },
  'share-component-one-period': {
    code: 'INVALID_INPUT',
    zh: '一条款的各部分须按同一期间长度计,现有:{pers}。',
    en: 'The parts of a clause have one length of period, not several: {pers}.',
  },
  'share-structure-at-the-top': {
    code: 'INVALID_INPUT',
    zh: '分配、年度保底、预缴、滞纳金和顺序分配须在规则顶层,不能在其他计算之内。',
    en: 'A split, a guarantee, an advance, a late charge and a waterfall stand at the top of a rule, in no other calculation.',
  },
  'share-bands-ascend': {
    code: 'INVALID_INPUT',
    zh: '各档上限须逐档升高,只有最后一档没有上限;否则有档次永远达不到。',
    en: 'Each band reaches higher than the one before, and only the last has no top; else a band is never reached.',
  },
  'share-years-ascend': {
    code: 'INVALID_INPUT',
    zh: '合同年度须从第 1 年起逐步升高。',
    en: 'Contract years begin with the first and ascend.',
  },
  'share-days-ascend': {
    code: 'INVALID_INPUT',
    zh: '各期到期日须逐期推后,不得相同。',
    en: 'The days of instalments ascend and differ.',
  },
  'share-waterfall-step-one-way': {
    code: 'INVALID_INPUT',
    zh: '每一步须为先行收回(recover)、按比例(rate)或其余(都不写)之一。',
    en: 'A step recovers an amount, takes a rate, or, with neither, takes the rest; never two of these.',
  },
  'share-waterfall-ends-with-the-rest': {
    code: 'INVALID_INPUT',
    zh: '最后一步且仅最后一步取其余;同一余额的比例之和须小于 100%。',
    en: 'The last step, and no other, takes the rest; the rates on what is left make less than 100%.',
  },
  'share-waterfall-feeds-a-fund': {
    code: 'INVALID_INPUT',
    zh: '顺序分配至少有一步归基金。',
    en: 'At least one step of a waterfall goes to a fund.',
  },
  'share-losses-of-a-profit': {
    code: 'INVALID_INPUT',
    zh: '亏损结转只适用于以利润或扣除成本后的净额为基数的条款。',
    en: 'Only a profit, or a base from which costs are deducted, has losses to be carried forward.',
  },
  'share-guarantee-over-shorter-periods': {
    code: 'INVALID_INPUT',
    zh: '年度保底之下的条款须按月、季度、半年或年计,且不含固定之外的年度保底或预缴。',
    en: 'Below a guarantee stand clauses of a year or less, and no guarantee or advance.',
  },
  'share-advance-is-shorter': {
    code: 'INVALID_INPUT',
    zh: '预缴须比所抵扣的条款更频繁,且其下只有一个条款。',
    en: 'An advance is due more often than the one clause that it is set against.',
  },
  'share-bound-one-way': {
    code: 'INVALID_INPUT',
    zh: '一项合计不能同时含“不低于”和“不超过”,否则无法取整到分。',
    en: 'A sum has no lower and upper limit at once: it could not be rounded to the fen so that both hold.',
  },
  'share-waiver-days': {
    code: 'INVALID_INPUT',
    zh: '减免的截止日期须晚于起始日期({from})。',
    en: 'A waiver ends after the day on which it begins, {from}.',
  },
} as const satisfies Readonly<Record<string, Text & { readonly code: 'INVALID_INPUT' }>>;

/** One thing that is wrong with a rule, with its place as names of input fields and places in lists. */
export interface RuleFault {
  readonly code: 'INVALID_INPUT';
  readonly rule: keyof typeof analysisTexts;
  readonly path: readonly (string | number)[];
  readonly params: Params;
}

/** A place in a rule. */
export type RulePath = RuleFault['path'];

/** One fault by its name. */
export function fault(rule: RuleFault['rule'], path: RulePath, params: Params = {}): RuleFault {
  return { code: analysisTexts[rule].code, rule, path, params };
}

/** A fault in a sentence. */
export function faultWords({ rule, params }: Pick<RuleFault, 'rule' | 'params'>): Words {
  return filled(
    analysisTexts[rule],
    params,
    (_, measure) => measureTerms[measure as keyof typeof measureTerms],
  );
}
