// What everybody reads of the ledger's heads as they were published, and what of it only who reads the books.
import { entity } from '../../../kernel/entity.js';
import { everybody, seesBooks } from '../policy.js';

entity('LedgerAnchor', {
  id: 'lan',
  plural: 'ledgerAnchors',
  within: 'divisionKey',
  visible: everybody,
  audiences: { hash: 'INTERNAL', salt: 'INTERNAL' },
  masks: { hash: seesBooks, salt: seesBooks },
  expose: ['anchoredOn', 'number', 'hash', 'salt', 'seal', 'divisionKey', 'publishedAt'],
  filter: ['anchoredOn', 'number', 'divisionKey'],
  sort: ['anchoredOn', 'number', 'divisionKey', 'publishedAt'],
  order: [{ field: 'number', direction: 'DESC' }],
});
