// What readers see of the months of a fund's books: what they held, who closed them, who opened them again and why.
import { entity, extend } from '../../../kernel/entity.js';
import { seesBooks } from '../policy.js';

entity('LedgerPeriod', {
  id: 'lpe',
  plural: 'ledgerPeriods',
  within: 'divisionKey',
  visible: seesBooks,
  audiences: {
    proposedBy: 'INTERNAL',
    closedBy: 'INTERNAL',
    reopeningBy: 'INTERNAL',
    reopenedBy: 'INTERNAL',
  },
  expose: [
    'month',
    'revision',
    'state',
    'proposedBy',
    'closedBy',
    'closedAt',
    'reopeningBy',
    'reason',
    'reopenedBy',
    'reopenedAt',
    'openingFen',
    'increaseFen',
    'decreaseFen',
    'closingFen',
    'bankFen',
    'receivableFen',
    'clearingFen',
    'entryCount',
    'divisionKey',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['fund'],
  filter: [
    'month',
    'revision',
    'state',
    'closedAt',
    'reopenedAt',
    'closingFen',
    'divisionKey',
    'synthetic',
    'createdAt',
    'fund',
  ],
  sort: ['month', 'revision', 'state', 'closedAt', 'createdAt'],
  order: [
    { field: 'month', direction: 'ASC' },
    { field: 'revision', direction: 'ASC' },
  ],
  aggregate: { groups: ['month', 'state', 'divisionKey'] },
});

extend('Fund', { relations: ['periods'], filter: ['periods'] });
