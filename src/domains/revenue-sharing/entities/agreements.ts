// What readers see of agreements, their parties, and the bounds of jurisdictions.
import { entity, extend } from '../../../kernel/entity.js';
import { fault } from '../../../kernel/errors.js';
import { always } from '../../../kernel/predicate.js';
import { scalar } from '../../../kernel/scalars.js';
import { sql } from '../../../kernel/sql.js';
import { subtreeKeys } from '../../territory/queries/subtrees.js';
import { seesAgreement } from '../policy.js';
import { parsePeriod } from '../rules/periods.js';

scalar({
  name: 'BusinessPeriod',
  description: 'A year, half-year, quarter or month: `2018`, `2018-H1`, `2018-Q3`, `2018-09`. 业务期间',
  parse: (text, path) =>
    parsePeriod(text) === null ? { fault: fault('period-form', path) } : { value: text },
});

entity('Agreement', {
  id: 'agr',
  plural: 'agreements',
  within: 'divisionKey',
  visible: seesAgreement,
  expose: [
    'kind',
    'title',
    'divisionKey',
    'state',
    'signedOn',
    'filingNo',
    'validFrom',
    'validTo',
    'terminationClause',
    'closesOn',
    'consentsToPublication',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: [
    'division',
    'payer',
    'resolution',
    'parties',
    'versions',
    'reports',
    'settlements',
    'payments',
    'statements',
    'mentions',
  ],
  filter: [
    'kind',
    'title',
    'divisionKey',
    'state',
    'signedOn',
    'filingNo',
    'validFrom',
    'validTo',
    'consentsToPublication',
    'synthetic',
    'createdAt',
    'updatedAt',
    'division',
    'payer',
    'parties',
    'versions',
    'reports',
    'settlements',
    'payments',
    'statements',
    'mentions',
  ],
  sort: ['title', 'kind', 'state', 'signedOn', 'validFrom', 'validTo', 'createdAt', 'updatedAt'],
  pinyin: ['title'],
  search: ['title'],
  aggregate: { groups: ['kind', 'state', 'divisionKey', 'synthetic'] },
  price: 2,
});

entity('AgreementParty', {
  visible: () => always,
  expose: ['position', 'role', 'name'],
  relations: ['organization', 'division'],
  filter: ['position', 'role', 'name', 'organization', 'division'],
  maxItems: 20,
});

entity('ShareBoundsPolicy', {
  id: 'sbp',
  plural: 'shareBoundsPolicies',
  asOf: { from: 'validFrom', to: 'validTo' },
  within: 'divisionKey',
  visible: () => always,
  expose: [
    'agreementKinds',
    'minRatePpm',
    'maxRatePpm',
    'validFrom',
    'validTo',
    'line',
    'synthetic',
    'divisionKey',
  ],
  relations: ['division', 'source'],
  filter: ['agreementKinds', 'minRatePpm', 'maxRatePpm', 'validFrom', 'validTo', 'division', 'source'],
  sort: ['divisionKey', 'minRatePpm', 'maxRatePpm', 'validFrom'],
  aggregate: { groups: ['divisionKey'] },
});

extend('Division', {
  fields: {
    agreements: {
      by: 'join',
      to: 'Agreement',
      many: true,
      description: 'Agreements of communities here or in a division below. 辖区内的协议',
      on: (from, to, asOf) => sql`${to.col('divisionKey')} IN (${subtreeKeys(from, asOf)})`,
    },
  },
  filter: ['agreements'],
});

extend('Organization', { relations: ['paidAgreements'], filter: ['paidAgreements'] });
extend('Mention', { relations: ['agreement'], filter: ['agreement'] });
