// By which accounting standard the books of a fund are read, for who reads them.
import { extend } from '../../../kernel/entity.js';
import { standardOf } from '../queries/standards.js';

extend('Fund', {
  fields: {
    accountingStandard: {
      by: 'sql',
      type: 'AccountingStandard',
      description:
        'Standard by which its books are read: the one that was chosen, else that of its host. 会计制度',
      sql: standardOf,
    },
  },
});
