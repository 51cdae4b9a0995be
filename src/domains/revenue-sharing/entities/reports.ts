// What readers see of reports and calculations: figures of a business, for those whom they concern.
import { shareRules } from '../../../kernel/config.js';
import { entity, extend, type BatchField, type JoinField, type TableRef } from '../../../kernel/entity.js';
import { always } from '../../../kernel/predicate.js';
import { join, literal, sql, type Sql } from '../../../kernel/sql.js';
import { seesCalculation, seesEvidence, seesFigures } from '../policy.js';
import { countedMeasures } from '../rules/figures.js';

/** The organization that a column names; a credential may act for one that another office records. */
function actingOrganization(column: string, description: string): JoinField {
  return {
    by: 'join',
    to: 'Organization',
    many: false,
    description,
    on: (from, to) => sql`${to.col('id')} = ${from.col(column)}`,
  };
}

/** The column of the caller's language. */
export function inLanguage(zh: string, en: string, description: string): BatchField {
  return {
    by: 'batch',
    type: 'String',
    description,
    needs: [zh, en],
    load: (rows, { language }) => rows.map((row) => row[language === 'en' ? en : zh]),
  };
}

entity('RevenueReport', {
  id: 'rrp',
  plural: 'revenueReports',
  within: 'divisionKey',
  visible: seesFigures,
  expose: [
    'period',
    'periodFrom',
    'periodTo',
    'state',
    'dueOn',
    'asks',
    'basis',
    'declaresZero',
    'auditDueOn',
    'estimateMethod',
    'estimatedFrom',
    'submissionCount',
    'submittedAt',
    'verifiedAt',
    'returnReason',
    'correctionReason',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['agreement', 'payer', 'corrects', 'corrections', 'lines', 'evidence', 'settlements'],
  filter: [
    'period',
    'periodFrom',
    'periodTo',
    'state',
    'dueOn',
    'basis',
    'declaresZero',
    'auditDueOn',
    'estimateMethod',
    'submissionCount',
    'submittedAt',
    'verifiedAt',
    'synthetic',
    'agreement',
    'payer',
    'corrects',
    'corrections',
    'lines',
    'settlements',
  ],
  sort: ['period', 'periodFrom', 'state', 'dueOn', 'submittedAt', 'verifiedAt', 'createdAt'],
  order: [{ field: 'periodFrom', direction: 'ASC' }],
  aggregate: { groups: ['state', 'period', 'basis', 'synthetic'] },
  fields: {
    effectiveRate: {
      by: 'sql',
      type: 'Percent',
      nullable: true,
      description:
        'What all clauses made due for the year, beside the profit of the year, in hundredths of a basis point; null unless it is the settled report of a year with a profit. 实际贡献率',
      sql: (t) => sql`CASE WHEN ${t.col('state')} = 'SETTLED' AND length(${t.col('period')}) = 4 THEN (
        SELECT round((SELECT sum(s."amountFen") FROM "Settlement" s
            WHERE s."tenant" = ${t.col('tenant')} AND s."agreementId" = ${t.col('agreementId')}
              AND s."year" = left(${t.col('period')}, 4)::int4 AND s."state" <> 'REVERSED')::numeric
          * 1000000 / l."amountFen")
        FROM "RevenueLine" l
        WHERE l."tenant" = ${t.col('tenant')} AND l."reportId" = ${t.col('id')} AND l."measure" = 'PROFIT'
          AND l."amountFen" > 0) END`,
    },
    daysOverdue: {
      by: 'sql',
      type: 'Int',
      nullable: true,
      description:
        'Days for which its payer has been late with it, also where it was estimated meanwhile; null where it is not late. 逾期天数',
      sql: (t, asOf) => sql`CASE WHEN ${t.col('state')} IN ('DRAFT', 'RETURNED', 'ESTIMATED')
        AND ${t.col('correctsId')} IS NULL AND ${t.col('dueOn')} < ${asOf} THEN ${asOf} - ${t.col('dueOn')} END`,
    },
    calculations: {
      by: 'join',
      to: 'Calculation',
      many: true,
      description: 'What follows from its last submission, clause by clause. 测算',
      on: (from, to) =>
        sql`${to.col('reportId')} = ${from.col('id')} AND ${to.col('submission')} = ${from.col('submissionCount')}`,
      order: [{ field: 'clause', direction: 'ASC' }],
    },
    submitter: actingOrganization('submittedByOrganizationId', 'Organization that submitted it. 提交单位'),
    verifier: actingOrganization('verifiedByOrganizationId', 'Organization that verified it. 核验单位'),
  },
  price: 2,
});

/** Whether the line counts something. */
function isCounted(t: TableRef): Sql {
  return sql`${t.col('measure')}::text IN (${join(countedMeasures.map(literal), ', ')})`;
}

entity('RevenueLine', {
  visible: () => always,
  expose: ['measure', 'tax', 'note'],
  filter: ['measure', 'tax'],
  fields: {
    amount: {
      by: 'sql',
      type: 'Money',
      nullable: true,
      description: 'Amount, below zero for a loss; null for what is counted. 金额',
      sql: (t) => sql`CASE WHEN ${isCounted(t)} THEN NULL ELSE ${t.col('amountFen')} END`,
    },
    count: {
      by: 'sql',
      type: 'String',
      nullable: true,
      description: 'How many, with at most two decimals; null for an amount of money. 数量',
      sql: (t) => sql`CASE WHEN ${isCounted(t)} THEN trim_scale(${t.col('amountFen')} / 100.0)::text END`,
    },
  },
  maxItems: 20,
});

entity('RevenueEvidence', {
  visible: () => always,
  scalars: { digest: 'FileDigest' },
  expose: ['position', 'digest'],
  relations: ['file'],
  maxItems: 50,
});

entity('Calculation', {
  id: 'cal',
  within: 'divisionKey',
  visible: seesCalculation,
  expose: ['clause', 'period', 'dueFen', 'submission', 'rounding', 'evidence', 'recordedAt'],
  relations: ['agreementVersion', 'report', 'nodes', 'settlements'],
  filter: ['clause', 'period', 'dueFen', 'submission', 'recordedAt', 'agreementVersion', 'report'],
  sort: ['clause', 'period', 'recordedAt'],
  fields: {
    clauseTitle: inLanguage('clauseTitle', 'clauseTitleEn', 'The clause in words. 条款'),
  },
});

entity('CalculationNode', {
  visible: () => always,
  expose: ['index', 'parentIndex', 'kind', 'exact', 'roundedFen'],
  fields: {
    explanation: inLanguage('explanationZh', 'explanationEn', 'The step in a sentence. 说明'),
  },
  maxItems: shareRules.steps,
});

// Whoever sees a report sees the files that it rests on.
extend('EvidenceFile', {
  fields: {
    reports: {
      by: 'join',
      to: 'RevenueReport',
      many: true,
      description: 'Reports that rest on it. 所附申报',
      on: (from, to) =>
        sql`${to.col('id')} IN (SELECT e."reportId" FROM "RevenueEvidence" e WHERE e."tenant" = ${from.col('tenant')} AND e."fileId" = ${from.col('id')})`,
      order: [{ field: 'periodFrom', direction: 'ASC' }],
    },
  },
  visible: seesEvidence,
});

extend('Organization', { relations: ['revenueReports'], filter: ['revenueReports'] });
