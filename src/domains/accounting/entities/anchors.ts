// What everybody reads of the ledger's heads as they were published, and what of it only who reads the books.
import { entity } from '../../../kernel/entity.js';
import { sql } from '../../../kernel/sql.js';
import { everybody, seesBooks } from '../policy.js';

entity('LedgerAnchor', {
  id: 'lan',
  plural: 'ledgerAnchors',
  within: 'divisionKey',
  visible: everybody,
  expose: ['anchoredOn', 'number', 'divisionKey', 'publishedAt'],
  filter: ['anchoredOn', 'number', 'divisionKey'],
  sort: ['anchoredOn', 'number', 'divisionKey', 'publishedAt'],
  order: [{ field: 'number', direction: 'DESC' }],
  fields: {
    seal: {
      by: 'sql',
      type: 'String',
      description: 'Digest over office, day, number, hash and salt, in hex: keep it. 封印',
      sql: (t) => sql`encode(${t.col('seal')}, 'hex')`,
    },
    hash: {
      by: 'sql',
      type: 'String',
      nullable: true,
      audience: 'INTERNAL',
      description: 'Hash of the last voucher, in hex. 末张凭证散列',
      sql: (t) => sql`encode(${t.col('hash')}, 'hex')`,
      mask: seesBooks,
    },
    salt: {
      by: 'sql',
      type: 'String',
      nullable: true,
      audience: 'INTERNAL',
      description: 'Random bytes that went into the seal, in hex. 随机数',
      sql: (t) => sql`encode(${t.col('salt')}, 'hex')`,
      mask: seesBooks,
    },
  },
});
