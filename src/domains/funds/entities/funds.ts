// What readers see of funds: what they are, and what they hold.
import { entity, extend } from '../../../kernel/entity.js';
import { sql } from '../../../kernel/sql.js';
import { subtreeKeys } from '../../territory/queries/subtrees.js';
import { seesBooks, seesFund } from '../policy.js';
import { balanceOf, entriesIn, linkedBy } from '../queries/fields.js';

entity('Fund', {
  id: 'fnd',
  plural: 'funds',
  within: 'divisionKey',
  visible: seesFund,
  expose: [
    'kind',
    'name',
    'divisionKey',
    'restriction',
    'purpose',
    'state',
    'establishedOn',
    'initialFen',
    'accountHolder',
    'bankName',
    'accountNo',
    'secondApprovalFromFen',
    'closedThrough',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['division', 'host', 'accounts', 'donations', 'expenses', 'mentions'],
  filter: [
    'kind',
    'name',
    'divisionKey',
    'restriction',
    'state',
    'establishedOn',
    'initialFen',
    'accountHolder',
    'closedThrough',
    'synthetic',
    'createdAt',
    'updatedAt',
    'division',
    'host',
    'donations',
    'expenses',
    'mentions',
  ],
  sort: ['name', 'kind', 'state', 'restriction', 'establishedOn', 'divisionKey', 'createdAt', 'updatedAt'],
  pinyin: ['name'],
  search: ['name'],
  aggregate: { groups: ['kind', 'restriction', 'state', 'divisionKey'] },
  fields: {
    balance: {
      by: 'sql',
      type: 'Money',
      nullable: true,
      description: 'What the fund holds: in the bank and owed to it. 基金余额',
      sql: balanceOf('FUND'),
      mask: seesBooks,
    },
    bankBalance: {
      by: 'sql',
      type: 'Money',
      nullable: true,
      description: 'What is in its bank account. 银行存款余额',
      sql: balanceOf('BANK'),
      mask: seesBooks,
    },
    receivable: {
      by: 'sql',
      type: 'Money',
      nullable: true,
      description: 'What others owe it. 应收账款余额',
      sql: balanceOf('RECEIVABLE'),
      mask: seesBooks,
    },
    entries: {
      by: 'join',
      to: 'LedgerEntry',
      many: true,
      description: 'Its statement: what it received and spent, with the balance after each. 基金明细账',
      on: entriesIn('FUND'),
      order: [{ field: 'number', direction: 'ASC' }],
    },
    bankEntries: {
      by: 'join',
      to: 'LedgerEntry',
      many: true,
      description: 'The journal of its bank account. 银行存款日记账',
      on: entriesIn('BANK'),
      order: [{ field: 'number', direction: 'ASC' }],
    },
  },
});

extend('Division', {
  fields: {
    funds: {
      by: 'join',
      to: 'Fund',
      many: true,
      description: 'Funds that serve this division or one below. 辖区内的基金',
      on: (from, to, asOf) => sql`${to.col('divisionKey')} IN (${subtreeKeys(from, asOf)})`,
    },
  },
  filter: ['funds'],
});

extend('Organization', {
  fields: {
    hostedFunds: {
      by: 'join',
      to: 'Fund',
      many: true,
      description: 'Funds whose accounts it keeps. 托管的基金',
      on: linkedBy('id', 'hostId'),
    },
  },
  filter: ['hostedFunds'],
});

extend('Mention', { relations: ['fund'], filter: ['fund'] });
