// What readers see of the ends of months: how many agreements are closed, which wait, and why.
import { entity, type SqlField } from '../../../kernel/entity.js';
import type { Policy } from '../../../kernel/entity.js';
import { always, within } from '../../../kernel/predicate.js';
import { literal, sql } from '../../../kernel/sql.js';
import { closingStates } from '../rules/agreements.js';

/** Runs are for the office and those above it, and auditors. */
const seesRun: Policy = (caller) =>
  within('divisionKey', caller.ranges('revenue-sharing:read', 'CONDITIONAL'));

/** How many of the office's agreements wait still; worked out from them, so that it is right at every moment. */
const waiting: SqlField['sql'] = (t) => sql`CASE WHEN ${t.col('finishedAt')} IS NULL THEN (
  SELECT count(*)::int4 FROM "Agreement" a
  WHERE a."tenant" = ${t.col('tenant')} AND a."closesOn" <= ${t.col('through')}
    AND a."state"::text = ANY(${literal(`{${closingStates.join(',')}}`)}::text[])) ELSE 0 END`;

entity('ClosingRun', {
  id: 'clr',
  plural: 'closingRuns',
  within: 'divisionKey',
  visible: seesRun,
  expose: ['month', 'through', 'total', 'refused', 'finishedAt', 'version', 'createdAt', 'updatedAt'],
  relations: ['division', 'refusals'],
  filter: ['month', 'through', 'total', 'refused', 'finishedAt', 'createdAt', 'division'],
  sort: ['month', 'through', 'createdAt'],
  order: [{ field: 'month', direction: 'DESC' }],
  aggregate: { groups: ['month'], sum: ['total', 'refused'] },
  fields: {
    waiting: {
      by: 'sql',
      type: 'Int',
      description: 'Agreements that are not closed yet, those refused among them. 待关账数',
      sql: waiting,
    },
    done: {
      by: 'sql',
      type: 'Int',
      description: 'Agreements that were closed since it began. 已关账数',
      // An agreement that comes into force meanwhile waits, too, and was not among those counted.
      sql: (t, asOf) => sql`greatest(${t.col('total')} - ${waiting(t, asOf)}, 0)`,
    },
  },
});

entity('ClosingRefusal', {
  visible: () => always,
  expose: ['rule', 'recordedAt'],
  relations: ['agreement'],
  filter: ['rule', 'recordedAt', 'agreement'],
});
