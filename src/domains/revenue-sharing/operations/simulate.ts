// simulateShareRule: what a rule would make due for given figures, without an agreement and without writing anything.
import type { RoundingMode } from '../../../generated/database.js';
import { computation } from '../../../kernel/computation.js';
import { prices, shareRules } from '../../../kernel/config.js';
import { valueType } from '../../../kernel/entity.js';
import { fault, Refusal } from '../../../kernel/errors.js';
import { changeable, enumOf, int, of } from '../../../kernel/input.js';
import { analyseRule, simulationFaults } from '../rules/analyse.js';
import { componentsOf } from '../rules/components.js';
import { nodesBelow } from '../rules/forms.js';
import { lineOf, money, partsOf } from '../rules/shown.js';
import { countLines, simulate } from '../rules/simulate.js';
import type { ShareRule } from '../rules/tree.js';
import { figures } from './versions.js';
import { shareRule } from './rule-input.js';

valueType('SimulatedPart', {
  description: 'What a fund would get. 模拟分配',
  fields: {
    fund: { type: 'Int', description: 'Place of the fund, from 1. 基金序号' },
    amount: { type: 'Money', description: 'Amount. 金额' },
  },
});

valueType('SimulatedStep', {
  description: 'A step of the calculation. 测算步骤',
  fields: {
    index: { type: 'Int', description: 'Place among the steps, from 0. 序号' },
    parentIndex: {
      type: 'Int',
      nullable: true,
      description: 'Place of the step that it serves; null for the result. 上级步骤',
    },
    kind: { type: 'String', description: 'What kind of step it is. 步骤类型' },
    exact: { type: 'String', description: 'Exact value in fen, as a fraction. 精确值(分)' },
    rounded: { type: 'Money', nullable: true, description: 'Value, where it is rounded. 取整后金额' },
    explanation: { type: 'String', description: 'The step in a sentence. 说明' },
  },
});

valueType('SimulatedLine', {
  description: 'What one clause would make due for one period. 模拟结果',
  fields: {
    clause: { type: 'Int', description: 'Number of the clause, from 1. 条款序号' },
    clauseTitle: { type: 'String', description: 'The clause in words. 条款' },
    period: { type: 'String', description: 'The business period. 业务期间' },
    missing: {
      type: 'RevenueMeasure',
      nullable: true,
      description: 'The figure that is missing; null where the amount came out. 缺少的数据',
    },
    missingPeriod: {
      type: 'String',
      nullable: true,
      description: 'The period of the missing figure, which may be an earlier one. 缺少数据的期间',
    },
    due: { type: 'Money', nullable: true, description: 'What would be due. 应缴金额' },
    parts: {
      type: 'SimulatedPart',
      list: true,
      maxItems: shareRules.splitParts,
      description: 'What each fund would get. 分配',
    },
    steps: {
      type: 'SimulatedStep',
      list: true,
      maxItems: shareRules.steps,
      description: 'How it was computed. 步骤',
    },
    table: {
      type: 'String',
      nullable: true,
      description:
        'How it was computed, as a table in Markdown with the amount in capitals; null where a figure is missing. 测算表',
    },
  },
});

valueType('ShareSimulation', {
  description: 'What a rule would make due. 分成模拟',
  fields: {
    total: { type: 'Money', description: 'All that came out. 合计' },
    totals: {
      type: 'SimulatedPart',
      list: true,
      maxItems: shareRules.splitParts,
      description: 'All that each fund would get. 各基金合计',
    },
    lines: {
      type: 'SimulatedLine',
      list: true,
      maxItems: shareRules.periods,
      description: 'Clause by clause and period by period. 明细',
    },
  },
});

/** How many steps the calculations of a rule over a span have at most. */
export function stepsOf(rule: ShareRule, from: string, to: string): number {
  const lines = countLines(rule, from, to);
  const parts = componentsOf(rule).map((one) => (one.parts?.length ?? 1) + 4);
  const nodes = nodesBelow(rule);
  // What counts all periods before it does so in each of them.
  const before = nodes.some(({ kind }) => counting.has(kind)) ? lines : 1;
  return lines * Math.max(...parts, nodes.length) * before;
}

const counting = new Set<string>(['CARRY_FORWARD_LOSS', 'MATCH', 'WATERFALL', 'GUARANTEE', 'ADVANCE']);

computation('simulateShareRule', {
  description:
    'What a share rule would make due for given figures: needs no agreement, reads and writes nothing. 模拟分成规则',
  input: {
    rule: shareRule,
    funds: changeable(
      int('How many funds the rule counts; 1 if not said. 基金数', { min: 1, max: shareRules.splitParts }),
    ),
    from: of('Date', 'First day on which the agreement would hold. 起始日期'),
    to: of('Date', 'First day on which it would hold no more. 截止日期(不含)'),
    figures,
    rounding: changeable(
      enumOf<RoundingMode>('RoundingMode', 'How amounts become fen; half up if not said. 舍入方式'),
    ),
  },
  type: 'ShareSimulation',
  // Steps of all lines, so that what keeps the processor busy is paid for.
  price: ({ rule, from, to }) => stepsOf(rule, from, to) * prices.simulatedStep,
  validate: ({ rule, funds = 1, from, to, figures: given }) => {
    const wrong = [
      ...analyseRule(rule, { funds }, ['rule']),
      ...(to <= from ? [fault('validity-order', ['to'])] : []),
    ];
    if (wrong.length === 0)
      wrong.push(
        ...simulationFaults(
          rule,
          { from, to, figures: given.map(({ amount, ...one }) => ({ ...one, amountFen: amount })) },
          { span: ['to'], figures: ['figures'] },
        ),
      );
    return wrong.length > 0 ? [new Refusal(wrong)] : [];
  },
  compute: ({ rule, from, to, figures: given, rounding = 'HALF_UP' }, language) => {
    const components = new Map(componentsOf(rule).map((one) => [one.number, one]));
    const { lines, totals, totalFen } = simulate(rule, {
      from,
      to,
      rounding,
      figures: given.map(({ amount, ...one }) => ({ ...one, amountFen: amount })),
    });
    return {
      total: money(totalFen),
      totals: partsOf(totals),
      lines: lines.map(({ component, period, evaluation }) =>
        lineOf(components.get(component)!, period.code, evaluation, language !== 'en'),
      ),
    };
  },
});
