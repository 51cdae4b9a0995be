// What readers see of money that is held back, and of entries that were recorded many at once.
import { ledgerBatch } from '../../../kernel/config.js';
import { entity, extend, valueType } from '../../../kernel/entity.js';
import { sql } from '../../../kernel/sql.js';
import { seesBooks } from '../policy.js';
import { balanceOf, heldOf } from '../queries/fields.js';
import { resultsOf, type BatchRefusal } from '../rules/batches.js';

entity('FundHold', {
  id: 'fhd',
  plural: 'fundHolds',
  within: 'divisionKey',
  visible: seesBooks,
  audiences: { placedBy: 'INTERNAL' },
  expose: [
    'amountFen',
    'state',
    'reason',
    'documentNo',
    'placedBy',
    'divisionKey',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['fund'],
  filter: ['amountFen', 'state', 'documentNo', 'divisionKey', 'synthetic', 'createdAt', 'fund'],
  sort: ['amountFen', 'state', 'createdAt'],
  aggregate: { groups: ['state', 'divisionKey'], sum: ['amountFen'] },
});

valueType('LedgerBatchResult', {
  description: 'What became of one entry of a batch. 逐笔结果',
  fields: {
    index: { type: 'Int', description: 'Its place in what was sent, from 0. 提交序号' },
    number: {
      type: 'BigInt',
      nullable: true,
      description: 'Number of its voucher; null where it was refused, and in a dry run. 凭证号',
    },
    rule: { type: 'String', nullable: true, description: 'Rule that refused it. 拒绝规则' },
    message: { type: 'String', nullable: true, description: 'Why, in a sentence. 原因' },
  },
});

entity('LedgerBatch', {
  id: 'lba',
  plural: 'ledgerBatches',
  within: 'divisionKey',
  visible: seesBooks,
  expose: ['itemCount', 'postedCount', 'divisionKey', 'synthetic', 'createdAt'],
  relations: ['fund'],
  filter: ['itemCount', 'postedCount', 'divisionKey', 'synthetic', 'createdAt', 'fund'],
  sort: ['createdAt', 'itemCount', 'postedCount'],
  aggregate: { groups: ['divisionKey'], sum: ['itemCount', 'postedCount'] },
  fields: {
    results: {
      by: 'batch',
      type: 'LedgerBatchResult',
      list: true,
      maxItems: ledgerBatch.items,
      description: 'What became of each entry, in the order in which they were sent. 逐笔结果',
      needs: ['itemCount', 'firstNumber', 'refusals'],
      load: (rows, { language }) =>
        rows.map((row) =>
          resultsOf(
            Number(row['itemCount']),
            row['firstNumber'] === null ? null : BigInt(row['firstNumber'] as string),
            JSON.parse(row['refusals'] as string) as readonly BatchRefusal[],
            language,
          ),
        ),
    },
    transactions: {
      by: 'join',
      to: 'LedgerTransaction',
      many: true,
      description: 'The vouchers that it posted. 凭证',
      on: (batch, transaction) =>
        sql`${transaction.col('number')} BETWEEN ${batch.col('firstNumber')} AND ${batch.col('lastNumber')}`,
      order: [{ field: 'number', direction: 'ASC' }],
    },
  },
});

extend('Fund', {
  fields: {
    held: {
      by: 'sql',
      type: 'Money',
      nullable: true,
      description: 'What of it is held back. 冻结金额',
      sql: heldOf,
      mask: seesBooks,
    },
    available: {
      by: 'sql',
      type: 'Money',
      nullable: true,
      description: 'What it holds and is not held back. 可用余额',
      sql: (t, asOf) => sql`(${balanceOf('FUND')(t, asOf)} - ${heldOf(t, asOf)})`,
      mask: seesBooks,
    },
  },
  relations: ['holds'],
  filter: ['holds'],
});
