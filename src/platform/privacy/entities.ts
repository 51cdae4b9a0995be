// What readers see of purposes, their assessments, and the access log.
import { entity, extend } from '../../kernel/entity.js';
import { sql } from '../../kernel/sql.js';
import { seesAccessLog, seesAssessment, seesPurpose } from './policy.js';

entity('ProcessingPurpose', {
  id: 'ppu',
  plural: 'processingPurposes',
  audience: 'PARTNER',
  within: 'divisionKey',
  visible: seesPurpose,
  audiences: { declaredBy: 'INTERNAL', assessments: 'INTERNAL' },
  expose: [
    'code',
    'description',
    'legalBasis',
    'ground',
    'dataClasses',
    'retentionMonths',
    'divisionKey',
    'validFrom',
    'validTo',
    'declaredBy',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['division', 'app', 'assessments'],
  filter: ['code', 'legalBasis', 'dataClasses', 'app', 'divisionKey', 'validFrom', 'validTo', 'division'],
  sort: ['code', 'validFrom', 'createdAt'],
  order: [{ field: 'code', direction: 'ASC' }],
  aggregate: { groups: ['legalBasis', 'divisionKey'] },
  naturalKeys: {
    codeInTenant: {
      columns: ['code'],
      inTenant: true,
      description: 'The code by which requests name it, as declared by one office. 目的代码',
    },
  },
});

entity('ImpactAssessment', {
  id: 'pia',
  plural: 'impactAssessments',
  audience: 'INTERNAL',
  within: 'divisionKey',
  visible: seesAssessment,
  expose: [
    'necessity',
    'risks',
    'measures',
    'assessedOn',
    'keptUntil',
    'assessedBy',
    'divisionKey',
    'createdAt',
  ],
  relations: ['purpose'],
  filter: ['assessedOn', 'keptUntil', 'divisionKey', 'purpose'],
  sort: ['assessedOn', 'createdAt'],
  order: [{ field: 'assessedOn', direction: 'DESC' }],
});

entity('AccessLogEntry', {
  id: 'ale',
  plural: 'accessLogEntries',
  audience: 'INTERNAL',
  within: 'divisionKey',
  visible: seesAccessLog,
  expose: [
    'readAt',
    'readOn',
    'callerTenant',
    'app',
    'subject',
    'operation',
    'operationHash',
    'audience',
    'dataClasses',
    'highestClass',
    'entities',
    'rowCount',
    'purpose',
    'masked',
    'divisionKey',
  ],
  filter: [
    'readAt',
    'readOn',
    'callerTenant',
    'app',
    'subject',
    'operation',
    'operationHash',
    'audience',
    'dataClasses',
    'highestClass',
    'entities',
    'rowCount',
    'purpose',
    'masked',
    'divisionKey',
  ],
  sort: ['readAt', 'rowCount'],
  order: [{ field: 'readAt', direction: 'DESC' }],
  aggregate: {
    groups: [
      'app',
      'highestClass',
      'readOn',
      'subject',
      'operation',
      'operationHash',
      'audience',
      'purpose',
      'masked',
    ],
    sum: ['rowCount'],
  },
  fields: {
    requestId: {
      by: 'sql',
      type: 'String',
      description: 'Number of the request, as in its answer and in the log of the server. 请求编号',
      sql: (t) => sql`${t.col('requestId')}::text`,
    },
  },
});

extend('Division', { relations: ['processingPurposes'] });
extend('App', { relations: ['purposes'] });
