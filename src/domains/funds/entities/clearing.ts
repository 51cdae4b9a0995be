// What readers see of money between offices: what was sent, and what was answered to it.
import { entity, extend } from '../../../kernel/entity.js';
import type { Policy } from '../../../kernel/entity.js';
import { any, within } from '../../../kernel/predicate.js';
import { seesBooks } from '../policy.js';

/** Who keeps or reads the books of either fund. */
const seesEitherSide: Policy = (caller) =>
  any(seesBooks(caller), within('toDivisionKey', caller.ranges('funds:read', 'CONDITIONAL')));

entity('ClearingTransfer', {
  id: 'ctr',
  plural: 'clearingTransfers',
  within: 'divisionKey',
  visible: seesEitherSide,
  expose: [
    'toTenant',
    'toFundName',
    'amountFen',
    'state',
    'sentOn',
    'paidOn',
    'reason',
    'documentNo',
    'divisionKey',
    'toDivisionKey',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['fund', 'transaction', 'paidTransaction'],
  filter: [
    'toTenant',
    'amountFen',
    'state',
    'sentOn',
    'paidOn',
    'divisionKey',
    'toDivisionKey',
    'synthetic',
    'createdAt',
    'fund',
  ],
  sort: ['sentOn', 'amountFen', 'state', 'createdAt'],
  aggregate: { groups: ['state', 'toTenant', 'divisionKey'], sum: ['amountFen'] },
});

entity('ClearingReceipt', {
  id: 'cre',
  plural: 'clearingReceipts',
  within: 'divisionKey',
  visible: seesBooks,
  expose: [
    'fromTenant',
    'fromFundName',
    'amountFen',
    'state',
    'answeredOn',
    'receivedOn',
    'reason',
    'refusedBecause',
    'divisionKey',
    'fromDivisionKey',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['fund', 'transaction', 'receivedTransaction'],
  filter: [
    'fromTenant',
    'amountFen',
    'state',
    'answeredOn',
    'receivedOn',
    'divisionKey',
    'fromDivisionKey',
    'synthetic',
    'createdAt',
    'fund',
  ],
  sort: ['answeredOn', 'amountFen', 'state', 'createdAt'],
  aggregate: { groups: ['state', 'fromTenant', 'divisionKey'], sum: ['amountFen'] },
});

extend('Fund', {
  relations: ['clearingTransfers', 'clearingReceipts'],
  filter: ['clearingTransfers', 'clearingReceipts'],
});
