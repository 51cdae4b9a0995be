// What readers see of a fund's plan for a year, beside what was spent.
import { spending } from '../../../kernel/config.js';
import { entity, extend } from '../../../kernel/entity.js';
import { always } from '../../../kernel/predicate.js';
import { sql } from '../../../kernel/sql.js';
import { seesBudget } from '../policy.js';
import { spentInCategory } from '../queries/plans.js';

entity('FundBudget', {
  id: 'fbu',
  plural: 'fundBudgets',
  within: 'divisionKey',
  visible: seesBudget,
  audiences: { draftedBy: 'INTERNAL', reviewedBy: 'INTERNAL', approvedBy: 'INTERNAL' },
  expose: [
    'year',
    'revision',
    'state',
    'note',
    'draftedBy',
    'reviewedBy',
    'approvedBy',
    'divisionKey',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['fund', 'resolution', 'lines'],
  filter: ['year', 'revision', 'state', 'divisionKey', 'synthetic', 'createdAt', 'updatedAt', 'fund'],
  sort: ['year', 'revision', 'state', 'createdAt'],
  order: [
    { field: 'year', direction: 'ASC' },
    { field: 'revision', direction: 'ASC' },
  ],
  aggregate: { groups: ['year', 'state', 'divisionKey'] },
});

entity('FundBudgetLine', {
  // A part of its budget, and seen with it.
  visible: () => always,
  maxItems: spending.budgetLines,
  expose: ['category', 'amountFen'],
  order: [{ field: 'category', direction: 'ASC' }],
  fields: {
    spent: {
      by: 'sql',
      type: 'Money',
      description:
        'What was spent in the category in the year: expenses that stand, less what projects gave back. 实际支出',
      sql: spentInCategory,
    },
    rest: {
      by: 'sql',
      type: 'Money',
      description: 'What is left of it. 结余',
      sql: (t) => sql`(${t.col('amountFen')} - ${spentInCategory(t)})`,
    },
    // Rounded down, so that only what is spent to the last fen is a hundred percent.
    usedPercent: {
      by: 'sql',
      type: 'Percent',
      nullable: true,
      description:
        'What part of it is spent, in percent, rounded down to four decimals; null where nothing is planned. 执行率',
      sql: (t) =>
        sql`CASE WHEN ${t.col('amountFen')} > 0 THEN floor(${spentInCategory(t)}::numeric * 1000000 / ${t.col('amountFen')})::int8 END`,
    },
  },
});

extend('Fund', { relations: ['budgets'], filter: ['budgets'] });
