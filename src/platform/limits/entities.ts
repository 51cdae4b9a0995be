// What apps see of their trusted documents.
import { entity } from '../../kernel/entity.js';
import { seesDocument } from './policy.js';

entity('TrustedDocument', {
  id: 'tdc',
  plural: 'trustedDocuments',
  audience: 'PARTNER',
  visible: seesDocument,
  expose: ['name', 'text', 'hash', 'audience', 'state', 'version', 'createdAt', 'updatedAt'],
  filter: ['name', 'hash', 'state', 'createdAt'],
  sort: ['name', 'createdAt'],
});
