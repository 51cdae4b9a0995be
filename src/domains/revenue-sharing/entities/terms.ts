// What readers see of terms: clauses, the rule as a flat list of nodes, what is to be reported, and examples.
import { shareRules } from '../../../kernel/config.js';
import { entity, valueType, type BatchField } from '../../../kernel/entity.js';
import { always } from '../../../kernel/predicate.js';
import { seesTerms } from '../policy.js';
import { ruleFromJson } from '../rules/json.js';
import { printRule } from '../rules/print.js';
import { clausesOf, examplesOf, nodesOf, obligationsOf } from '../rules/shown.js';
import { ruleSentences } from '../rules/sentences.js';

valueType('SplitShare', {
  description: 'What part of a clause a fund gets. 分配比例',
  fields: {
    fund: { type: 'Int', description: 'Place of the fund in the version’s list, from 1. 基金序号' },
    share: { type: 'Percent', nullable: true, description: 'Its share; null for the rest. 比例' },
  },
});

valueType('ShareClause', {
  description: 'A clause of a rule: due, rounded and split per its own business period. 分成条款',
  fields: {
    number: { type: 'Int', description: 'Number of the clause, from 1. 序号' },
    title: { type: 'String', description: 'The clause in words. 条款' },
    kind: {
      type: 'String',
      description: 'Kind of what makes its amount: FIXED, PERCENT, TIERED, MAX and so on. 类型',
    },
    amount: { type: 'Money', nullable: true, description: 'Amount or price, where it has one. 金额' },
    rate: { type: 'Percent', nullable: true, description: 'Rate of a clause that has one. 比例' },
    base: { type: 'RevenueMeasure', nullable: true, description: 'What it is a part of. 计算基数' },
    per: { type: 'PeriodLength', description: 'How long its business period is. 业务期间长度' },
    prorated: { type: 'Boolean', description: 'A partial period counts by days. 按天折算' },
    shares: {
      type: 'SplitShare',
      list: true,
      maxItems: shareRules.splitParts,
      description: 'How it is split; empty where all goes to the first fund. 分配',
    },
    dailyLateRate: {
      type: 'Percent',
      nullable: true,
      description: 'What paying it late costs a day; null for nothing. 滞纳金日率',
    },
    lateGraceDays: {
      type: 'Int',
      nullable: true,
      description: 'Days after the due day that cost nothing. 滞纳金宽限天数',
    },
  },
});

valueType('ShareRuleNode', {
  description: 'A node of a rule, as it was written. 规则节点',
  fields: {
    index: { type: 'Int', description: 'Place among the nodes, from 0. 序号' },
    parentIndex: { type: 'Int', nullable: true, description: 'Place of the node around it. 上级节点' },
    kind: { type: 'String', description: 'Kind: FIXED, PERCENT, SUM, SPLIT and so on. 类型' },
    amount: { type: 'Money', nullable: true, description: 'Amount or price, where it has one. 金额' },
    rate: { type: 'Percent', nullable: true, description: 'Rate, where it has one. 比例' },
    base: { type: 'RevenueMeasure', nullable: true, description: 'What it is a part of. 计算基数' },
    per: { type: 'PeriodLength', nullable: true, description: 'Business period of a leaf. 业务期间长度' },
    shares: {
      type: 'SplitShare',
      list: true,
      maxItems: shareRules.splitParts,
      description: 'Parts of a split. 分配',
    },
    words: { type: 'String', description: 'The node with all below it, in words. 说明' },
  },
});

valueType('ReportingObligation', {
  description: 'What is to be reported under the terms. 申报义务',
  fields: {
    measure: { type: 'RevenueMeasure', description: 'What is to be stated. 指标' },
    per: { type: 'PeriodLength', description: 'For periods of this length. 业务期间长度' },
    dueDays: {
      type: 'Int',
      nullable: true,
      description: 'Days after a period by which it is due; null where no source says it. 申报期限(天)',
    },
    evidenceRequired: { type: 'Boolean', description: 'With evidence. 须附凭证' },
  },
});

valueType('ShareExample', {
  description: 'A case that the parties computed by hand. 示例',
  fields: {
    period: { type: 'String', description: 'The period that it is about. 期间' },
    figures: { type: 'ShareFigure', list: true, maxItems: 100, description: 'Figures of the business. 数据' },
    due: { type: 'Money', description: 'What all clauses together make due. 应缴合计' },
  },
});

valueType('ShareFigure', {
  description: 'A figure of an example. 示例数据',
  fields: {
    measure: { type: 'RevenueMeasure', description: 'What is measured. 指标' },
    period: { type: 'String', description: 'The business period. 业务期间' },
    amount: { type: 'Money', description: 'Amount. 金额' },
  },
});

/** A list worked out from the stored rule; JSON travels to Node as text. */
function ofRule(
  type: string,
  maxItems: number,
  description: string,
  work: (rule: ReturnType<typeof ruleFromJson>, zh: boolean) => readonly unknown[],
): BatchField {
  return {
    by: 'batch',
    type,
    list: true,
    maxItems,
    description,
    needs: ['rule'],
    load: (rows, { language }) =>
      rows.map(({ rule }) => work(ruleFromJson(JSON.parse(rule as string)), language !== 'en')),
  };
}

entity('AgreementVersion', {
  id: 'agv',
  plural: 'agreementVersions',
  within: 'divisionKey',
  visible: seesTerms,
  expose: [
    'number',
    'state',
    'signedOn',
    'validFrom',
    'validTo',
    'rounding',
    'reportDueDays',
    'paymentDueDays',
    'evidenceRequired',
    'zeroEvidenceRequired',
    'auditDueDays',
    'note',
    'version',
  ],
  relations: ['agreement', 'waiverResolution', 'funds', 'definitions', 'settlements'],
  filter: [
    'number',
    'state',
    'signedOn',
    'validFrom',
    'validTo',
    'rounding',
    'agreement',
    'funds',
    'settlements',
  ],
  sort: ['number', 'state', 'signedOn', 'validFrom'],
  order: [{ field: 'number', direction: 'ASC' }],
  aggregate: { groups: ['state', 'rounding'] },
  fields: {
    clauses: ofRule(
      'ShareClause',
      shareRules.nodes,
      'Its clauses, in the order of the text. 条款',
      (rule, zh) => clausesOf(rule, zh),
    ),
    rule: ofRule(
      'ShareRuleNode',
      shareRules.nodes,
      'The rule as a flat list of nodes, each after the one around it. 规则',
      (rule, zh) => nodesOf(rule, zh),
    ),
    ruleText: {
      by: 'batch',
      type: 'String',
      description:
        'The rule in the notation of share rules, as the module `gongzhi/rules` and the command `rule` read it. 规则文本',
      needs: ['rule'],
      load: (rows) => rows.map(({ rule }) => printRule(ruleFromJson(JSON.parse(rule as string)))),
    },
    sentences: ofRule(
      'String',
      shareRules.nodes,
      'The rule in sentences, one per clause, with the funds that it goes to. 规则说明',
      (rule, zh) => ruleSentences(rule).map((words) => words[zh ? 'zh' : 'en']),
    ),
    obligations: {
      by: 'batch',
      type: 'ReportingObligation',
      list: true,
      maxItems: shareRules.nodes,
      description: 'What is to be reported under them. 申报义务',
      needs: ['rule', 'reportDueDays', 'evidenceRequired'],
      load: (rows) =>
        rows.map(({ rule, reportDueDays: dueDays, evidenceRequired }) =>
          obligationsOf(ruleFromJson(JSON.parse(rule as string))).map((one) => ({
            ...one,
            dueDays,
            evidenceRequired,
          })),
        ),
    },
    examples: {
      by: 'batch',
      type: 'ShareExample',
      list: true,
      maxItems: 20,
      nullable: true,
      description:
        'Cases that the parties computed by hand; null for who may not read figures, because parties like to compute with figures near to their own. 示例',
      needs: ['examples', 'divisionKey'],
      load: (rows, caller) =>
        rows.map(({ examples, divisionKey }) =>
          caller.holdsAt('revenue-sharing:read', 'CONDITIONAL', divisionKey as string)
            ? examplesOf(JSON.parse(examples as string))
            : null,
        ),
    },
  },
});

entity('AgreementMeasure', {
  visible: () => always,
  expose: ['measure', 'definition'],
  maxItems: 20,
});

entity('AgreementFund', {
  visible: () => always,
  expose: ['position'],
  relations: ['fund'],
  filter: ['position', 'fund'],
  maxItems: shareRules.splitParts,
});
