// The legs of a ledger as a table: one row for each, for spreadsheets and for programs that read tables.
import type { Column, Row, Sheet } from '../../../kernel/sheet.js';
import type { AccountRecord, ExportRecord } from '../../funds/rules/records.js';

const columns: readonly Column[] = [
  { key: 'number', title: '凭证号', kind: 'text', width: 10 },
  { key: 'effectiveOn', title: '业务日期', kind: 'date' },
  { key: 'recordedAt', title: '记账时间(UTC)', kind: 'text', width: 28 },
  { key: 'kind', title: '业务类型', kind: 'text', width: 16 },
  { key: 'summary', title: '摘要', kind: 'text', width: 40 },
  { key: 'position', title: '分录', kind: 'integer' },
  { key: 'debitFund', title: '借方基金', kind: 'text' },
  { key: 'debit', title: '借方科目', kind: 'text' },
  { key: 'creditFund', title: '贷方基金', kind: 'text' },
  { key: 'credit', title: '贷方科目', kind: 'text' },
  { key: 'amountFen', title: '金额(元)', kind: 'money' },
  { key: 'currency', title: '币种', kind: 'text', width: 6 },
  { key: 'attachments', title: '附单据数', kind: 'integer' },
  { key: 'reverses', title: '冲销凭证号', kind: 'text', width: 12 },
  { key: 'source', title: '来源', kind: 'text', width: 16 },
  { key: 'sourceKey', title: '来源键', kind: 'text', width: 40 },
  { key: 'preparedBy', title: '制单', kind: 'text' },
  { key: 'reviewedBy', title: '审核', kind: 'text' },
  { key: 'hash', title: '散列', kind: 'text', width: 66 },
];

/** A table of the tenant's legs without rows. */
export function legTable(tenant: number): Sheet {
  return { title: '账簿分录', subtitle: [`登记机关 ${tenant}`], columns, rows: [], wide: true };
}

/** Makes the rows of transactions. Takes all records in order; returns the rows of each. */
export function legRows(): (record: ExportRecord) => readonly Row[] {
  const accounts = new Map<string, AccountRecord>();
  return (record) => {
    if (record.type === 'account') accounts.set(record.id, record);
    if (record.type !== 'transaction') return [];
    const { number, effectiveOn, recordedAt, kind, summary, attachments, preparedBy, reviewedBy, hash } =
      record;
    const [source] = record.sources;
    return record.legs.map(({ position, debitAccountId, creditAccountId, amountFen, currency }) => {
      const [debit, credit] = [accounts.get(debitAccountId), accounts.get(creditAccountId)];
      return {
        number,
        effectiveOn,
        recordedAt,
        kind,
        summary,
        position,
        debitFund: debit?.fund,
        debit: debit?.name,
        creditFund: credit?.fund,
        credit: credit?.name,
        amountFen: BigInt(amountFen),
        currency,
        attachments,
        reverses: record.reversesNumber,
        source: source?.type,
        sourceKey: source?.key,
        preparedBy,
        reviewedBy,
        hash,
      };
    });
  };
}
