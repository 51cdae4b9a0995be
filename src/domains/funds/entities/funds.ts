// What readers see of funds and of what was given to them.
import { entity, extend } from '../../../kernel/entity.js';
import { sql } from '../../../kernel/sql.js';
import { subtreeKeys } from '../../territory/queries/subtrees.js';
import { seesBooks, seesDonor, seesFund, seesPersons } from '../policy.js';
import { balanceOf, entriesIn, isReversed, linkedBy, namedDonor, receiptNumber } from '../queries/fields.js';

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
    'accountHolder',
    'bankName',
    'accountNo',
    'secondApprovalFromFen',
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
    'accountHolder',
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

entity('Donation', {
  id: 'don',
  plural: 'donations',
  within: 'divisionKey',
  visible: seesFund,
  // About persons who act for the fund: nothing the public or a partner even knows of.
  audiences: { handler: 'INTERNAL' },
  masks: { donorName: seesDonor, handler: seesPersons },
  expose: [
    'donorName',
    'anonymous',
    'amountFen',
    'receivedOn',
    'purpose',
    'handler',
    'divisionKey',
    'synthetic',
    'createdAt',
  ],
  relations: ['fund', 'transaction'],
  filter: [
    'donorName',
    'anonymous',
    'amountFen',
    'receivedOn',
    'purpose',
    'divisionKey',
    'synthetic',
    'createdAt',
    'fund',
    'transaction',
    'donor',
  ],
  sort: ['receivedOn', 'amountFen', 'divisionKey', 'createdAt'],
  aggregate: { groups: ['anonymous', 'receivedOn', 'divisionKey'], sum: ['amountFen'] },
  fields: {
    donor: {
      by: 'join',
      to: 'Organization',
      many: false,
      description: 'The organization that gave it; null where the donor wishes not to be named. 捐赠单位',
      on: namedDonor,
    },
    receiptNo: {
      by: 'sql',
      type: 'String',
      nullable: true,
      description: 'Number of its receipt: office, year, and number of the voucher. 捐赠票据号',
      sql: receiptNumber,
    },
    reversed: {
      by: 'sql',
      type: 'Boolean',
      description: 'It was taken back in the books. 已冲销',
      sql: isReversed('transactionId'),
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
