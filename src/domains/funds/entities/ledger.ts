// What readers see of the books: accounts, transactions, legs and entries.
import { entity, valueType } from '../../../kernel/entity.js';
import { sql } from '../../../kernel/sql.js';
import { seesAmount, seesBooks, seesFund, seesWholeAmount } from '../policy.js';
import { accountBalance, accountNamed, isReversed, linkedBy } from '../queries/fields.js';

valueType('LedgerLine', {
  description: 'A leg that a write would post: one debit, one credit, one amount. 将记分录',
  fields: {
    position: { type: 'Int', description: 'Place in its transaction, from 1. 序号' },
    debit: { type: 'String', description: 'Account that is debited. 借方科目' },
    credit: { type: 'String', description: 'Account that is credited. 贷方科目' },
    amount: { type: 'Money', description: 'Amount. 金额' },
  },
});

entity('LedgerAccount', {
  id: 'lac',
  plural: 'ledgerAccounts',
  within: 'divisionKey',
  visible: seesBooks,
  expose: ['kind', 'name', 'normalSide', 'currency', 'isRollUp', 'neverNegative', 'divisionKey', 'createdAt'],
  relations: ['fund', 'payer', 'parent', 'children', 'entries', 'days'],
  filter: [
    'kind',
    'name',
    'isRollUp',
    'neverNegative',
    'divisionKey',
    'createdAt',
    'fund',
    'payer',
    'parent',
  ],
  sort: ['name', 'kind', 'divisionKey', 'createdAt'],
  pinyin: ['name'],
  aggregate: { groups: ['kind', 'isRollUp', 'divisionKey'] },
  fields: {
    balance: {
      by: 'sql',
      type: 'Money',
      nullable: true,
      description: 'What it holds, on the side on which it grows; a roll-up what its accounts hold. 余额',
      sql: accountBalance,
      mask: seesBooks,
    },
  },
});

entity('LedgerDay', {
  id: 'lda',
  within: 'divisionKey',
  visible: seesBooks,
  expose: ['effectiveOn', 'recordedOn', 'debitFen', 'creditFen', 'entryCount', 'divisionKey'],
  relations: ['account'],
  filter: ['effectiveOn', 'recordedOn', 'debitFen', 'creditFen', 'entryCount', 'divisionKey', 'account'],
  sort: ['effectiveOn', 'recordedOn', 'debitFen', 'creditFen'],
  order: [
    { field: 'effectiveOn', direction: 'ASC' },
    { field: 'recordedOn', direction: 'ASC' },
  ],
  aggregate: {
    groups: ['effectiveOn', 'recordedOn'],
    links: ['account'],
    sum: ['debitFen', 'creditFen', 'entryCount'],
  },
});

entity('LedgerTransaction', {
  id: 'ltx',
  plural: 'ledgerTransactions',
  within: 'divisionKey',
  visible: seesFund,
  audiences: { preparedBy: 'INTERNAL', reviewedBy: 'INTERNAL' },
  expose: [
    'number',
    'kind',
    'effectiveOn',
    'recordedAt',
    'summary',
    'summaryEn',
    'attachments',
    'disclosed',
    'divisionKey',
    'preparedBy',
    'reviewedBy',
    'digest',
  ],
  relations: ['reverses', 'supplements', 'supplementedBy', 'legs', 'entries'],
  filter: [
    'number',
    'kind',
    'effectiveOn',
    'recordedAt',
    'summary',
    'disclosed',
    'divisionKey',
    'preparedBy',
    'reverses',
    'reversal',
    'entries',
    'fund',
    'payer',
  ],
  sort: ['number', 'kind', 'effectiveOn', 'recordedAt', 'divisionKey'],
  aggregate: { groups: ['kind', 'effectiveOn', 'disclosed', 'divisionKey'] },
  fields: {
    amount: {
      by: 'sql',
      type: 'Money',
      nullable: true,
      description: 'Sum of its legs. 合计金额',
      sql: (t) => sql`(
        SELECT sum(l."amountFen")::int8 FROM "LedgerLeg" l
        WHERE l.tenant = ${t.col('tenant')} AND l."transactionId" = ${t.col('id')})`,
      mask: seesWholeAmount,
    },
    explanation: {
      by: 'batch',
      type: 'String',
      description: 'What it records, in a sentence without amounts, in the language asked for. 说明',
      needs: ['summary', 'summaryEn'],
      load: (rows, { language }) =>
        rows.map((row) => (language === 'en' ? row['summaryEn'] : row['summary'])),
    },
    reversed: {
      by: 'sql',
      type: 'Boolean',
      description: 'A later transaction takes it back. 已冲销',
      sql: isReversed('id'),
    },
    // The amount could be found by trying, were the hash over it public.
    hash: {
      by: 'sql',
      type: 'String',
      nullable: true,
      audience: 'INTERNAL',
      description: 'Hash over it and the transaction before it, in hex. 散列',
      sql: (t) => sql`encode(${t.col('hash')}, 'hex')`,
      mask: seesBooks,
    },
    correlation: {
      by: 'sql',
      type: 'String',
      description: 'The same for all transactions of one event. 关联号',
      sql: (t) => sql`${t.col('correlationId')}::text`,
    },
    fund: {
      by: 'join',
      to: 'Fund',
      many: false,
      description: 'The fund that it concerns first. 基金',
      on: linkedBy('fundId'),
    },
    payer: {
      by: 'join',
      to: 'Organization',
      many: false,
      description: 'Who paid or owes, where it is about one. 缴款单位',
      on: linkedBy('payerId'),
    },
    reversal: {
      by: 'join',
      to: 'LedgerTransaction',
      many: false,
      description: 'The transaction that takes it back. 冲销凭证',
      on: linkedBy('id', 'reversesId'),
    },
    donation: {
      by: 'join',
      to: 'Donation',
      many: false,
      description: 'The donation that it posted. 捐赠',
      on: linkedBy('id', 'transactionId'),
    },
    expense: {
      by: 'join',
      to: 'FundExpense',
      many: false,
      description: 'The expense that it posted. 支出',
      on: linkedBy('id', 'transactionId'),
    },
  },
});

entity('LedgerLeg', {
  visible: seesFund,
  masks: { amountFen: seesAmount },
  expose: ['position', 'amountFen', 'currency'],
  relations: ['debitAccount', 'creditAccount'],
  order: [{ field: 'position', direction: 'ASC' }],
  fields: {
    debit: {
      by: 'sql',
      type: 'String',
      description: 'Fund and account that is debited, by name. 借方科目',
      sql: accountNamed('debitAccountId'),
    },
    credit: {
      by: 'sql',
      type: 'String',
      description: 'Fund and account that is credited, by name. 贷方科目',
      sql: accountNamed('creditAccountId'),
    },
  },
});

entity('LedgerEntry', {
  id: 'len',
  within: 'divisionKey',
  visible: seesFund,
  masks: { amountFen: seesAmount, balanceFen: seesBooks },
  expose: [
    'number',
    'position',
    'side',
    'amountFen',
    'balanceFen',
    'effectiveOn',
    'recordedAt',
    'disclosed',
    'divisionKey',
  ],
  relations: ['account', 'counter', 'transaction', 'payer'],
  filter: [
    'number',
    'side',
    'amountFen',
    'effectiveOn',
    'recordedAt',
    'disclosed',
    'divisionKey',
    'transaction',
    'payer',
  ],
  sort: ['number', 'effectiveOn', 'recordedAt', 'amountFen'],
  order: [{ field: 'number', direction: 'ASC' }],
  aggregate: { groups: ['side', 'effectiveOn', 'disclosed'], sum: ['amountFen'] },
  fields: {
    counterName: {
      by: 'sql',
      type: 'String',
      description: 'Fund and account on the other side, by name. 对方科目',
      sql: accountNamed('counterAccountId'),
    },
  },
});
