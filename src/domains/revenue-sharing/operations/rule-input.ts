// How callers write a share rule: a tree of choices, which becomes the rule as data.
import type { PeriodLength, RevenueMeasure, TierMode } from '../../../generated/database.js';
import { shareRules } from '../../../kernel/config.js';
import type { Fault } from '../../../kernel/errors.js';
import {
  bool,
  changeable,
  enumOf,
  int,
  list,
  object,
  of,
  oneOf,
  optional,
  percent,
  yuan,
  type InputField,
  type InputShape,
} from '../../../kernel/input.js';
// Whoever takes a rule may refuse it for these.
import '../rules/analysis-rules.js';
import { forms, isItems, items, kinds, type Field, type Form, type ItemForm } from '../rules/forms.js';
import { inputField, inputName } from '../rules/node-faults.js';
import type { Kind, ShareRule } from '../rules/tree.js';

/** What the nodes are, as the schema tells it. */
const nodeTexts: Readonly<Record<Kind, string>> = {
  FIXED: 'The same amount every period. 固定金额',
  PERCENT: 'A part of a base. 按比例',
  AT_LEAST: 'No less than a part of a base. 不低于',
  PER_UNIT: 'A price for each piece or hour. 按件计',
  TIERED: 'Rates by bands of a base. 累进',
  WATERFALL: 'Who gets what of a net, one after the other. 分配顺序',
  IN_KIND: 'Hours of service, and money for those that lack. 以服务抵缴',
  MATCH: 'As much again as a base, up to a cap. 配捐',
  PLEDGE: 'A sum promised in parts. 分期捐赠',
  PRORATE: 'A fixed amount of a period that is not wholly covered counts by actual days. 按实际天数折算',
  GRACE: 'Nothing is due for the days before one. 免租期',
  WAIVE: 'A part is waived for some days. 减免',
  INDEX: 'Rises by a rate every so many contract years. 递增',
  CARRY_FORWARD_LOSS: 'Losses of earlier periods are made up for first. 亏损结转',
  MAX: 'The highest of them. 孰高',
  MIN: 'The lowest of them. 孰低',
  FLOOR: 'No less than an amount. 保底',
  CAP: 'No more than an amount. 封顶',
  AT_MOST: 'An upper limit, rounded down. 不超过',
  SCALE: 'A part of what stands below. 折算',
  STEP_UP: 'Something else from a contract year on. 逐年递进',
  OFFSET: 'Hours served take the place of money, up to a part of it. 服务抵扣',
  SUM: 'All of them. 合计',
  SPLIT: 'Into which funds what is owed goes. 分配',
  GUARANTEE: 'No less than an amount in a year; what lacks is due at its end. 年度保底',
  ADVANCE: 'Amounts paid in advance, set against what is due at the end. 预缴',
  LATE_CHARGE: 'What is paid late costs so much a day. 滞纳金',
};

/** What the fields of nodes and of their lists are. */
const fieldTexts: Readonly<Record<string, string>> = {
  amountFen: 'Amount. 金额',
  priceFen: 'Price of each. 单价',
  hoursCenti: 'Hours of a period, with at most two decimals. 时长',
  ratePpm: 'Rate. 比例',
  taxPpm: 'Rate of the tax that is in the base; the part is of the amount without it. 税率',
  capPpm: 'The highest part that service pays. 抵扣上限',
  capFen: 'The most for all periods together. 上限',
  matchedFen: 'What of the cap was used before the terms; nothing if not said. 此前已配捐',
  openingLossFen: 'Loss from before the terms; none if not said. 期初亏损',
  dailyRatePpm: 'Rate for each day. 日率',
  graceDays: 'Days after the due day that cost nothing. 宽限天数',
  everyYears: 'After how many contract years it rises. 每几年',
  base: 'What it is a part of. 计算基数',
  measure: 'What is counted. 计量项目',
  less: 'What is deducted from the base first. 扣除项',
  strict: 'More than the part, and not as much; no if not said. 须高于',
  mode: 'How the bands work. 累进方式',
  bands: 'The bands, the lowest first. 档次',
  upToFen: 'Up to this amount, inclusive; leave it out for the last band. 上限',
  steps: 'The steps in their order. 步骤',
  fromYear: 'Contract year from which it holds, from 1. 自第几合同年度',
  recoverFen: 'An amount that is recovered first, over the years. 先行收回',
  recoveredFen: 'What of it was recovered before the terms; nothing if not said. 此前已收回',
  fund: 'Place of the fund in the list of funds, from 1. 基金序号',
  sharePpm: 'Its share; leave it out for the one that gets the rest. 比例',
  parts: 'What each fund gets. 分配',
  instalments: 'The parts, the earliest first. 各期',
  dueOn: 'Day by which it is due. 到期日',
  until: 'First day that counts. 起算日期',
  from: 'First day. 起始日期',
  to: 'First day after. 截止日期(不含)',
  per: 'How long its business period is. 业务期间长度',
  of: 'What it is about. 适用于',
};

const itemTypes: Readonly<Record<ItemForm, readonly [name: string, description: string]>> = {
  parts: ['SplitPartInput', 'What one fund gets. 分配比例'],
  bands: ['ShareBandInput', 'A rate up to an amount. 档次'],
  yearSteps: ['ShareYearStepInput', 'What holds from a contract year on. 合同年度'],
  waterfallSteps: [
    'WaterfallStepInput',
    'A step: an amount that is recovered, a rate of what is left, or, with neither, the rest. 分配步骤',
  ],
  instalments: ['ShareInstalmentInput', 'A part of a pledge. 认捐分期'],
};

function textOf(name: string): string {
  const text = fieldTexts[name];
  if (text === undefined) throw new Error(`No text tells what ${name} of a share rule is.`);
  return text;
}

function fieldOf(name: string, { form, optional: absent }: Field): InputField<unknown> {
  const field = inputOf(name, form);
  return absent === undefined ? field : optional(field);
}

function inputOf(name: string, form: Form): InputField<unknown> {
  const text = textOf(name);
  if (isItems(form)) {
    const [type, description] = itemTypes[form];
    return list(object(type, description, shapeOf(items[form])), { max: shareRules.listed });
  }
  switch (form) {
    case 'fen':
      return yuan(text, { min: 0n });
    case 'hours':
      return { ...yuan(text, { min: 0n }), type: { kind: 'scalar', scalar: 'Decimal' } };
    case 'ppm':
      return percent(text, name === 'ratePpm' ? { max: shareRules.matchPpm } : {});
    case 'count':
      return name === 'fund'
        ? int(text, { min: 1, max: shareRules.splitParts })
        : int(text, { min: 0, max: 366 });
    case 'flag':
      return changeable(bool(text));
    case 'day':
      return of('Date', text);
    case 'per':
      return enumOf<PeriodLength>('PeriodLength', text);
    case 'mode':
      return enumOf<TierMode>('TierMode', text);
    case 'measure':
      return enumOf<RevenueMeasure>('RevenueMeasure', text);
    case 'measures':
      return list(enumOf<RevenueMeasure>('RevenueMeasure', text), { max: 10 });
    case 'rule':
      return shareRule;
    case 'rules':
      return list(shareRule, { max: shareRules.nodes });
  }
}

/** The shape of an object whose fields have these forms; made when it is asked for, because rules stand in rules. */
function shapeOf(fields: Readonly<Record<string, Field>>): InputShape {
  const shape: Record<string, InputField<unknown>> = {};
  for (const [name, field] of Object.entries(fields))
    defineLazily(shape, inputField(name), () => fieldOf(name, field));
  return shape;
}

function defineLazily(shape: object, name: string, make: () => InputField<unknown>): void {
  let made: InputField<unknown> | undefined;
  Object.defineProperty(shape, name, { enumerable: true, get: () => (made ??= make()) });
}

const choices = shapeOf({});
for (const kind of kinds)
  defineLazily(choices, inputName(kind), () =>
    optional(object(typeName(kind), nodeTexts[kind], shapeOf(forms[kind]))),
  );

/** `AtLeastShareInput` for AT_LEAST. */
function typeName(kind: Kind): string {
  const name = inputName(kind);
  return `${name[0]!.toUpperCase()}${name.slice(1)}ShareInput`;
}

const kindOf = new Map(kinds.map((kind) => [inputName(kind), kind]));

/** What was given for fields, under the names and in the forms of the rule. */
function valuesOf(fields: Readonly<Record<string, Field>>, given: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(
    Object.entries(fields).flatMap(
      ([name, { form, optional: absent }]): readonly (readonly [string, unknown])[] => {
        const value = given[inputField(name)];
        if (value === undefined || value === null)
          return absent === 'left out' ? [] : [[name, absent === 'zero' ? 0n : null]];
        if (!isItems(form)) return [[name, value]];
        const of_ = value as readonly Readonly<Record<string, unknown>>[];
        return [[name, of_.map((one) => valuesOf(items[form], one))]];
      },
    ),
  );
}

const tree = oneOf('ShareRuleInput', 'A share rule: one of these. 分成规则', () => choices);

/** A share rule; `run` gets it as data. */
export const shareRule: InputField<ShareRule> = {
  ...tree,
  parse(value, path, faults: Fault[]): ShareRule | undefined {
    const before = faults.length;
    const { choice, value: given } = tree.parse(value, path, faults)!;
    // A part that is wrong leaves nothing to be put together.
    if (faults.length > before || !given) return undefined;
    const kind = kindOf.get(choice)!;
    return { kind, ...valuesOf(forms[kind], given as Readonly<Record<string, unknown>>) } as ShareRule;
  },
};
