// Rules beside each other: several on the same figures, and another one on what an agreement has settled.
import type { RoundingMode } from '../../../generated/database.js';
import { computation, type Ask } from '../../../kernel/computation.js';
import { limits, prices, shareRules } from '../../../kernel/config.js';
import { valueType } from '../../../kernel/entity.js';
import { fault, Refusal } from '../../../kernel/errors.js';
import { changeable, enumOf, int, list, object, of, ref, text } from '../../../kernel/input.js';
import { analyseRule, simulationFaults } from '../rules/analyse.js';
import { backtest, historyOf, type SettledPage } from '../rules/backtest.js';
import { money, partsOf } from '../rules/shown.js';
import { simulate } from '../rules/simulate.js';
import { shareRule } from './rule-input.js';
import { stepsOf } from './simulate.js';
import { figures } from './versions.js';

const funds = changeable(
  int('How many funds the rule counts; 1 if not said. 基金数', { min: 1, max: shareRules.splitParts }),
);
const rounding = changeable(
  enumOf<RoundingMode>('RoundingMode', 'How amounts become fen; half up if not said. 舍入方式'),
);

valueType('ComparedRule', {
  description: 'What one of several rules would make due. 比较结果',
  fields: {
    name: { type: 'String', description: 'Name that the caller gave it. 名称' },
    total: { type: 'Money', description: 'All that came out. 合计' },
    difference: { type: 'Money', description: 'How much more than by the first rule. 与首项之差' },
    totals: {
      type: 'SimulatedPart',
      list: true,
      maxItems: shareRules.splitParts,
      description: 'All that each fund would get. 各基金合计',
    },
    missing: {
      type: 'MissingFigure',
      list: true,
      maxItems: shareRules.periods,
      description: 'Figures that it rests on and that were not given. 缺少的数据',
    },
  },
});

valueType('MissingFigure', {
  description: 'A figure that a rule rests on. 所缺数据',
  fields: {
    measure: { type: 'RevenueMeasure', description: 'What is measured. 指标' },
    period: { type: 'String', description: 'The business period. 业务期间' },
  },
});

valueType('ShareComparison', {
  description: 'Several rules on the same figures. 规则比较',
  fields: {
    rules: {
      type: 'ComparedRule',
      list: true,
      maxItems: shareRules.compared,
      description: 'In the order in which they were given. 各规则',
    },
  },
});

computation('compareShareRules', {
  description: 'What several share rules would make due for the same figures; writes nothing. 比较分成规则',
  input: {
    rules: list(
      object('NamedShareRuleInput', 'A rule with a name. 具名规则', {
        name: text('Name. 名称', { max: 100 }),
        rule: shareRule,
      }),
      { max: shareRules.compared },
    ),
    funds,
    from: of('Date', 'First day on which the agreement would hold. 起始日期'),
    to: of('Date', 'First day on which it would hold no more. 截止日期(不含)'),
    figures,
    rounding,
  },
  type: 'ShareComparison',
  price: ({ rules, from, to }) =>
    rules.reduce((sum, { rule }) => sum + stepsOf(rule, from, to), 0) * prices.simulatedStep,
  validate: ({ rules, funds: count = 1, from, to, figures: given }) => {
    const told = given.map(({ amount, ...one }) => ({ ...one, amountFen: amount }));
    const wrong = [
      ...(to <= from ? [fault('validity-order', ['to'])] : []),
      ...(rules.length === 0 ? [fault('list-length', ['rules'], { min: 1, max: shareRules.compared })] : []),
      ...rules.flatMap(({ rule }, i) => analyseRule(rule, { funds: count }, ['rules', i, 'rule'])),
    ];
    if (wrong.length === 0)
      wrong.push(
        ...rules.flatMap(({ rule }) =>
          simulationFaults(rule, { from, to, figures: told }, { span: ['to'], figures: ['figures'] }),
        ),
      );
    return wrong.length > 0 ? [new Refusal(wrong)] : [];
  },
  compute: ({ rules, from, to, figures: given, rounding: mode = 'HALF_UP' }) => {
    const told = given.map(({ amount, ...one }) => ({ ...one, amountFen: amount }));
    const results = rules.map(({ rule }) => simulate(rule, { from, to, figures: told, rounding: mode }));
    return {
      rules: results.map(({ totalFen, totals, missing }, i) => ({
        name: rules[i]!.name,
        total: money(totalFen),
        difference: money(totalFen - results[0]!.totalFen),
        totals: partsOf(totals),
        missing,
      })),
    };
  },
});

valueType('BacktestedPeriod', {
  description: 'What fell due for a period, and what would have. 回测期间',
  fields: {
    period: { type: 'String', description: 'The business period. 业务期间' },
    before: { type: 'Money', description: 'What fell due by the terms of the day. 原应缴' },
    after: { type: 'Money', description: 'What would have fallen due by the rule. 试算应缴' },
    difference: { type: 'Money', description: 'How much more that would have been. 差额' },
  },
});

valueType('ShareBacktest', {
  description: 'The settled history of an agreement under another rule. 规则回测',
  fields: {
    from: { type: 'Date', nullable: true, description: 'First day of what is settled. 起始日期' },
    to: { type: 'Date', nullable: true, description: 'First day after it. 截止日期(不含)' },
    before: { type: 'Money', description: 'What fell due. 原应缴合计' },
    after: { type: 'Money', description: 'What would have fallen due. 试算应缴合计' },
    difference: { type: 'Money', description: 'How much more that would have been. 差额' },
    periods: {
      type: 'BacktestedPeriod',
      list: true,
      maxItems: shareRules.periods,
      description: 'Period by period. 各期间',
    },
    missing: {
      type: 'MissingFigure',
      list: true,
      maxItems: shareRules.periods,
      description: 'Figures that the rule rests on and nobody reported. 缺少的数据',
    },
  },
});

const history = `query ($agreement: AgreementRef!, $first: Int!, $after: String, $afterSettlement: String) {
  agreement(ref: $agreement) {
    validFrom
    reports(first: $first, after: $after, filter: { state: { eq: SETTLED } }) {
      nodes { period lines { measure amount { fen } count } }
      pageInfo { hasNextPage endCursor }
    }
    settlements(first: $first, after: $afterSettlement, filter: { state: { ne: REVERSED } }) {
      nodes { period periodFrom periodTo amount { fen } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

/** What is settled, page by page, as far as the caller may see it. */
async function settledPages(agreement: unknown, ask: Ask): Promise<readonly SettledPage[]> {
  const pages: SettledPage[] = [];
  const after: { after?: string; afterSettlement?: string } = {};
  for (let more = true; more && pages.length < shareRules.backtestPages;) {
    const data = await ask(history, { agreement, first: limits.pageSize, ...after });
    const page = data['agreement'] as SettledPage | null;
    if (!page) return [];
    pages.push(page);
    const { reports, settlements } = page;
    more = reports.pageInfo.hasNextPage || settlements.pageInfo.hasNextPage;
    after.after = reports.pageInfo.endCursor ?? after.after!;
    after.afterSettlement = settlements.pageInfo.endCursor ?? after.afterSettlement!;
  }
  return pages;
}

computation('backtestShareRule', {
  description:
    'What the settled periods of an agreement would have brought under another rule; reads what the caller may see, writes nothing. 回测分成规则',
  input: { agreement: ref('Agreement', 'The agreement. 协议'), rule: shareRule, funds, rounding },
  type: 'ShareBacktest',
  // Its history is not known before it is read; a long one costs as much as a page of it.
  price: shareRules.periods * prices.simulatedStep,
  validate: ({ rule, funds: count = 1 }) => {
    const wrong = analyseRule(rule, { funds: count }, ['rule']);
    return wrong.length > 0 ? [new Refusal(wrong)] : [];
  },
  read: ({ agreement }, ask) => settledPages(agreement, ask),
  compute: ({ rule, rounding: mode = 'HALF_UP' }, _language, pages) => {
    const { from, to, before, after, periods, missing } = backtest(rule, historyOf(pages), mode);
    const beside = (one: { readonly beforeFen: bigint; readonly afterFen: bigint }) => ({
      before: money(one.beforeFen),
      after: money(one.afterFen),
      difference: money(one.afterFen - one.beforeFen),
    });
    return {
      from,
      to,
      ...beside({ beforeFen: before, afterFen: after }),
      periods: periods.map((one) => ({ period: one.period, ...beside(one) })),
      missing,
    };
  },
});
