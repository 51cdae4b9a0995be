// What readers see of residents taking part, and of what is aimed at.
import { entity, extend } from '../../../kernel/entity.js';
import { sql } from '../../../kernel/sql.js';
import { seesFund } from '../policy.js';
import { isBelowTarget, targetOf } from '../queries/plans.js';

entity('ParticipationFigure', {
  id: 'pfi',
  plural: 'participationFigures',
  within: 'divisionKey',
  visible: seesFund,
  expose: [
    'divisionKey',
    'year',
    'measure',
    'numerator',
    'denominator',
    'base',
    'baseNote',
    'countedOn',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['division'],
  filter: [
    'divisionKey',
    'year',
    'measure',
    'numerator',
    'denominator',
    'base',
    'countedOn',
    'synthetic',
    'division',
    'target',
  ],
  sort: ['year', 'measure', 'numerator', 'denominator', 'countedOn', 'divisionKey', 'createdAt'],
  aggregate: { groups: ['year', 'measure', 'base', 'divisionKey'] },
  fields: {
    target: {
      by: 'join',
      to: 'ParticipationTarget',
      many: false,
      description: 'What its office asks for in the year. 参与目标',
      on: targetOf,
    },
    // Compared in whole numbers: a percentage that is rounded first would let 9.999 % be ten.
    reached: {
      by: 'sql',
      type: 'Boolean',
      nullable: true,
      description: 'Whether it is what its office asks for; null where that asks for nothing. 是否达标',
      sql: (t) => sql`(
        SELECT ${t.col('numerator')}::int8 * 1000000 >= g."thresholdPpm"::int8 * ${t.col('denominator')}
        FROM "ParticipationTarget" g
        WHERE g.tenant = ${t.col('tenant')} AND g.year = ${t.col('year')} AND g.measure = ${t.col('measure')})`,
    },
  },
});

entity('ParticipationTarget', {
  id: 'pta',
  plural: 'participationTargets',
  within: 'divisionKey',
  visible: seesFund,
  expose: [
    'divisionKey',
    'year',
    'measure',
    'thresholdPpm',
    'documentNo',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  filter: ['divisionKey', 'year', 'measure', 'thresholdPpm', 'synthetic', 'below'],
  sort: ['year', 'measure', 'thresholdPpm', 'createdAt'],
  aggregate: { groups: ['year', 'measure'] },
  fields: {
    below: {
      by: 'join',
      to: 'ParticipationFigure',
      many: true,
      description: 'Figures of communities that are below it. 未达标社区(村)',
      on: isBelowTarget,
      order: [{ field: 'divisionKey', direction: 'ASC' }],
    },
  },
});

extend('Division', { relations: ['participation'], filter: ['participation'] });
