// What readers see of money between funds, matches and fees, and of what flowed in and out year by year.
import { entity, extend, valueType } from '../../../kernel/entity.js';
import { always } from '../../../kernel/predicate.js';
import { seesFlow, seesFund } from '../policy.js';
import { isReversed } from '../queries/fields.js';

const reversed = {
  by: 'sql',
  type: 'Boolean',
  description: 'It was taken back in the books. 已冲销',
  sql: isReversed('transactionId'),
} as const;

entity('MatchRule', {
  id: 'mtr',
  plural: 'matchRules',
  within: 'divisionKey',
  visible: seesFund,
  expose: [
    'title',
    'ratePpm',
    'capFen',
    'matchedFen',
    'validFrom',
    'validTo',
    'divisionKey',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['fund', 'sourceFund', 'matches'],
  filter: [
    'title',
    'ratePpm',
    'capFen',
    'matchedFen',
    'validFrom',
    'validTo',
    'divisionKey',
    'synthetic',
    'createdAt',
    'fund',
    'sourceFund',
  ],
  sort: ['validFrom', 'title', 'capFen', 'matchedFen', 'createdAt'],
  aggregate: { groups: ['divisionKey'], sum: ['capFen', 'matchedFen'] },
});

entity('DonationMatch', {
  id: 'dmt',
  plural: 'donationMatches',
  within: 'divisionKey',
  visible: seesFund,
  expose: ['amountFen', 'divisionKey', 'synthetic', 'createdAt'],
  relations: ['matchRule', 'donation', 'transaction'],
  filter: ['amountFen', 'divisionKey', 'synthetic', 'createdAt', 'matchRule', 'donation', 'transaction'],
  sort: ['amountFen', 'createdAt'],
  aggregate: { groups: ['divisionKey'], sum: ['amountFen'] },
  fields: { reversed },
});

entity('FundTransfer', {
  id: 'ftr',
  plural: 'fundTransfers',
  within: 'divisionKey',
  visible: seesFund,
  expose: ['amountFen', 'transferredOn', 'reason', 'documentNo', 'divisionKey', 'synthetic', 'createdAt'],
  relations: ['from', 'to', 'fundPurpose', 'toPurpose', 'transaction'],
  filter: [
    'amountFen',
    'transferredOn',
    'documentNo',
    'divisionKey',
    'synthetic',
    'createdAt',
    'from',
    'to',
    'fundPurpose',
    'toPurpose',
    'transaction',
  ],
  sort: ['transferredOn', 'amountFen', 'createdAt'],
  aggregate: { groups: ['transferredOn', 'divisionKey'], sum: ['amountFen'] },
  fields: { reversed },
});

entity('ManagementFeeRate', {
  id: 'mfr',
  plural: 'managementFeeRates',
  within: 'divisionKey',
  visible: seesFund,
  expose: [
    'ratePpm',
    'per',
    'validFrom',
    'validTo',
    'divisionKey',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['fund', 'fees'],
  filter: ['ratePpm', 'per', 'validFrom', 'validTo', 'divisionKey', 'synthetic', 'createdAt', 'fund'],
  sort: ['validFrom', 'ratePpm', 'createdAt'],
  aggregate: { groups: ['per', 'divisionKey'] },
});

entity('ManagementFee', {
  id: 'mfe',
  plural: 'managementFees',
  within: 'divisionKey',
  visible: seesFund,
  expose: ['periodFrom', 'periodTo', 'baseFen', 'amountFen', 'divisionKey', 'synthetic', 'createdAt'],
  relations: ['fund', 'rate', 'transaction'],
  filter: [
    'periodFrom',
    'periodTo',
    'baseFen',
    'amountFen',
    'divisionKey',
    'synthetic',
    'createdAt',
    'fund',
    'rate',
    'transaction',
  ],
  sort: ['periodFrom', 'amountFen', 'createdAt'],
  aggregate: { groups: ['periodFrom', 'divisionKey'], sum: ['amountFen'] },
  fields: { reversed },
});

entity('FundCommitteeSeat', {
  visible: () => always,
  expose: ['position', 'role', 'seats'],
  relations: ['organization'],
  filter: ['position', 'role', 'seats', 'organization'],
  maxItems: 20,
});

entity('FundFlow', {
  id: 'ffl',
  plural: 'fundFlows',
  within: 'divisionKey',
  visible: seesFlow,
  expose: ['year', 'kind', 'amountFen'],
  relations: ['fund'],
  filter: ['year', 'kind', 'amountFen', 'fund'],
  sort: ['year', 'kind', 'amountFen'],
  order: [
    { field: 'year', direction: 'ASC' },
    { field: 'kind', direction: 'ASC' },
  ],
  aggregate: { groups: ['year', 'kind'], sum: ['amountFen'] },
});

valueType('CharityYearVerdict', {
  description:
    'How a year of a charity compares with the limits of the Charity Law (article 61). 年度支出与管理费用核对结果',
  fields: {
    spendsEnough: {
      type: 'Boolean',
      description: 'It spends at least 70 % of last year’s income. 年度支出达标',
    },
    leastSpending: { type: 'Money', description: 'What it had to spend. 最低支出' },
    costsLittle: {
      type: 'Boolean',
      description: 'Management takes 10 % of the spending at most. 管理费用达标',
    },
    mostManagement: { type: 'Money', description: 'What management could take. 最高管理费用' },
    explain: {
      type: 'Boolean',
      description: 'It has to be reported and explained to the public. 须公开说明',
    },
    explanation: { type: 'String', description: 'The verdict in words. 说明' },
  },
});

const ofFund = [
  'matchRules',
  'matching',
  'transfersOut',
  'transfersIn',
  'feeRates',
  'fees',
  'committee',
  'flows',
];
extend('Fund', { relations: ofFund, filter: ofFund });
extend('Donation', { relations: ['matches'], filter: ['matches'] });
extend('FundPurpose', { relations: ['transfersOut', 'transfersIn'] });
