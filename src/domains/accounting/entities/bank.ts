// What readers see of the bank: formats, statements, movements, what ties them to the books, reconciliations.
import { bank } from '../../../kernel/config.js';
import { entity, extend } from '../../../kernel/entity.js';
import { always } from '../../../kernel/predicate.js';
import { seesBooks, seesCounterparty, seesPersons } from '../policy.js';
import { holdsEntry, isCandidate, unmatchedEntry } from '../queries/bank-fields.js';

entity('BankFormat', {
  id: 'bfm',
  plural: 'bankFormats',
  within: 'divisionKey',
  visible: seesBooks,
  expose: [
    'name',
    'bankName',
    'divisionKey',
    'inflowWords',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['division', 'columns'],
  filter: ['name', 'bankName', 'divisionKey', 'synthetic', 'division'],
  sort: ['name', 'bankName', 'createdAt'],
  pinyin: ['name', 'bankName'],
});

entity('BankFormatColumn', {
  visible: () => always,
  expose: ['position', 'role', 'header'],
  order: [{ field: 'position', direction: 'ASC' }],
  maxItems: bank.columns,
});

entity('BankStatement', {
  id: 'bst',
  plural: 'bankStatements',
  within: 'divisionKey',
  visible: seesBooks,
  audiences: { importedBy: 'INTERNAL' },
  expose: [
    'firstOn',
    'lastOn',
    'openingFen',
    'closingFen',
    'lineCount',
    'newLineCount',
    'state',
    'importedBy',
    'divisionKey',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['fund', 'format', 'file', 'lines'],
  filter: ['firstOn', 'lastOn', 'state', 'divisionKey', 'synthetic', 'createdAt', 'fund', 'lines'],
  sort: ['firstOn', 'lastOn', 'state', 'createdAt'],
  order: [{ field: 'firstOn', direction: 'ASC' }],
});

entity('BankStatementLine', {
  id: 'bsl',
  plural: 'bankStatementLines',
  within: 'divisionKey',
  visible: seesBooks,
  audiences: { explainedBy: 'INTERNAL' },
  // Remarks say whom it is for; those of persons are kept from the same eyes as their names.
  masks: { counterpartyName: seesCounterparty, counterpartyAccount: seesPersons, remark: seesCounterparty },
  personal: ['counterpartyName', 'counterpartyAccount', 'remark'],
  expose: [
    'position',
    'sheetRow',
    'bookedOn',
    'amountFen',
    'balanceFen',
    'counterpartyName',
    'counterpartyAccount',
    'counterpartyAccountEnd',
    'ofPerson',
    'remark',
    'reference',
    'state',
    'explanationKind',
    'explanation',
    'explainedBy',
    'divisionKey',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['statement', 'fund', 'match'],
  filter: [
    'bookedOn',
    'amountFen',
    'counterpartyName',
    'ofPerson',
    'remark',
    'reference',
    'state',
    'explanationKind',
    'divisionKey',
    'synthetic',
    'statement',
    'fund',
    'match',
  ],
  sort: ['bookedOn', 'amountFen', 'position', 'state', 'createdAt'],
  order: [
    { field: 'bookedOn', direction: 'ASC' },
    { field: 'createdAt', direction: 'ASC' },
    { field: 'position', direction: 'ASC' },
  ],
  aggregate: { groups: ['state', 'explanationKind', 'bookedOn'], sum: ['amountFen'] },
  fields: {
    candidates: {
      by: 'join',
      to: 'LedgerEntry',
      many: true,
      description:
        'Entries of the same amount and nearly the same day that no movement is tied to: what it may be. 可能的分录',
      on: isCandidate,
    },
  },
});

entity('BankMatch', {
  id: 'bmt',
  within: 'divisionKey',
  visible: seesBooks,
  audiences: { matchedBy: 'INTERNAL' },
  expose: [
    'how',
    'amountFen',
    'state',
    'matchedBy',
    'divisionKey',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['fund', 'lines', 'entries'],
  filter: ['how', 'amountFen', 'state', 'createdAt'],
});

entity('BankMatchEntry', {
  visible: () => always,
  expose: ['position'],
  relations: ['entry'],
  order: [{ field: 'position', direction: 'ASC' }],
  maxItems: bank.tied,
});

entity('BankReconciliation', {
  id: 'brc',
  plural: 'bankReconciliations',
  within: 'divisionKey',
  visible: seesBooks,
  audiences: { preparedBy: 'INTERNAL', reviewedBy: 'INTERNAL' },
  expose: [
    'reconciledOn',
    'bankBalanceFen',
    'booksReceivedFen',
    'booksPaidFen',
    'adjustedBankFen',
    'bookBalanceFen',
    'bankReceivedFen',
    'bankPaidFen',
    'adjustedBookFen',
    'differenceFen',
    'unexplainedCount',
    'state',
    'withdrawReason',
    'preparedBy',
    'reviewedBy',
    'reviewedAt',
    'divisionKey',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['fund', 'items'],
  filter: ['reconciledOn', 'differenceFen', 'unexplainedCount', 'state', 'divisionKey', 'synthetic', 'fund'],
  sort: ['reconciledOn', 'state', 'createdAt'],
  order: [{ field: 'reconciledOn', direction: 'ASC' }],
});

entity('BankReconciliationItem', {
  visible: () => always,
  expose: ['position', 'happenedOn', 'amountFen'],
  relations: ['line', 'entry'],
  order: [{ field: 'position', direction: 'ASC' }],
  maxItems: bank.reconciliationItems,
});

extend('Fund', {
  relations: ['bankStatements', 'bankLines', 'bankReconciliations'],
  fields: {
    unmatchedBankEntries: {
      by: 'join',
      to: 'LedgerEntry',
      many: true,
      description:
        'Entries of its bank account, from its first statement on, that no movement of the bank is tied to; an entry that was taken back and what takes it back cancel each other out. 银行未达的分录',
      on: unmatchedEntry,
    },
  },
});

extend('LedgerEntry', {
  fields: {
    bankMatch: {
      by: 'join',
      to: 'BankMatch',
      many: false,
      description: 'What ties it to the movements of the bank. 银行核对',
      on: holdsEntry,
    },
  },
});
