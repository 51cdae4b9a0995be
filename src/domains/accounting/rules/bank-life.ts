// The lives of bank statements, their movements, matches and reconciliations, and what is always true of them.
import type {
  BankLineState,
  BankMatchState,
  BankReconciliationState,
  BankStatementState,
} from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';
import type { Row } from '../../../kernel/operation.js';

export const statementLife = lifeCycle<BankStatementState>(
  'BankStatementState',
  'bank-statement-follows-its-way',
  { IMPORTED: ['WITHDRAWN'], WITHDRAWN: [] },
);

export const lineLife = lifeCycle<BankLineState>('BankLineState', 'bank-line-follows-its-way', {
  OPEN: ['MATCHED', 'EXPLAINED', 'WITHDRAWN'],
  MATCHED: ['OPEN'],
  EXPLAINED: ['OPEN', 'MATCHED'],
  WITHDRAWN: [],
});

lifeCycle<BankMatchState>('BankMatchState', 'bank-match-follows-its-way', {
  STANDING: ['UNDONE'],
  UNDONE: [],
});

export const reconciliationLife = lifeCycle<BankReconciliationState>(
  'BankReconciliationState',
  'bank-reconciliation-follows-its-way',
  { PREPARED: ['CONFIRMED', 'WITHDRAWN'], CONFIRMED: [], WITHDRAWN: [] },
);

defineRules({
  'bank-work-within-the-office': {
    code: 'INVALID_INPUT',
    zh: '所选对象须由登记该基金的机关记录。',
    en: 'What is named here must be recorded by the office that records the fund.',
  },
  'bank-statement-is-a-stored-file': {
    code: 'INVALID_INPUT',
    zh: '文件须是已存的、类型为“银行对账单”的原件。',
    en: 'The file must be an original that is kept as a bank statement and was not withdrawn.',
  },
  'bank-statement-brings-something': {
    code: 'CONFLICT',
    zh: '该对账单的全部明细此前均已导入。',
    en: 'Every movement of this statement was imported before.',
  },
  'bank-statement-continues-the-others': {
    code: 'RULE_BROKEN',
    zh: '与已导入的 {firstOn} 至 {lastOn} 对账单不衔接:{on} 日初余额应为 {expected} 元,而此为 {found} 元。请检查是否缺少或混入了明细。',
    en: 'It does not continue the statement of {firstOn} to {lastOn}: at the beginning of {on} the balance should be {expected} yuan and is {found}. Look for movements that are missing or belong elsewhere.',
  },
  'bank-statement-withdrawn-from-the-last': {
    code: 'RULE_BROKEN',
    zh: '后来导入的 {firstOn} 至 {lastOn} 对账单与其重叠,须先撤回后者。',
    en: 'The statement of {firstOn} to {lastOn}, which was imported later, rests on days of this one; withdraw that first.',
  },
  'bank-statement-with-work-stays': {
    code: 'RULE_BROKEN',
    zh: '对账单尚有 {count} 笔已核对或已说明的明细,须先恢复为待核对。',
    en: '{count} of its movements are matched or explained; open them again first.',
  },
  'bank-match-of-one-fund': {
    code: 'INVALID_INPUT',
    zh: '须为该对账单明细所属基金银行存款账户的分录(或该基金的明细)。',
    en: 'It must belong to the bank account of the fund whose account the movement is about.',
  },
  'bank-match-equal-to-the-fen': {
    code: 'RULE_BROKEN',
    zh: '对账单明细合计 {lines} 元,分录合计 {entries} 元,须分毫不差。',
    en: 'The movements sum up to {lines} yuan and the entries to {entries}; they must be equal to the fen.',
  },
  'bank-match-ties-something': {
    code: 'INVALID_INPUT',
    zh: '须选择分录;没有分录时须选择相互抵销的其他明细。',
    en: 'Name the entries that it is tied to or, where there is none, other movements that cancel it out.',
  },
  'bank-line-matched-once': {
    code: 'CONFLICT',
    zh: '所选明细已核对或已撤回。',
    en: 'The movement is matched already, or its statement was withdrawn.',
  },
  'ledger-entry-matched-once': {
    code: 'CONFLICT',
    zh: '该分录已与另一笔对账单明细核对。',
    en: 'The entry is tied to another movement already, and it can be tied to one.',
  },
  'bank-match-names-each-once': {
    code: 'INVALID_INPUT',
    zh: '同一明细或分录只能选择一次。',
    en: 'Name each movement and each entry once.',
  },
  'bank-booking-fits-the-direction': {
    code: 'INVALID_INPUT',
    zh: '银行手续费是支出,利息和其他收入是收入,与该明细方向不符。',
    en: 'A charge of the bank goes out, interest and other income come in; the movement goes the other way.',
  },
  'bank-line-of-a-closed-month-stays': {
    code: 'RULE_BROKEN',
    zh: '该笔({bookedOn})所在月份已结账(至 {closedThrough}),须先反结账。',
    en: 'The movement of {bookedOn} lies in a month that is closed (through {closedThrough}); have the month opened again first.',
  },
  'month-closes-with-every-movement-explained': {
    code: 'RULE_BROKEN',
    zh: '尚有 {count} 笔银行对账单明细既未核对也未说明,不能结账。',
    en: '{count} movements of the bank are neither matched nor explained, so that the month is not closed.',
  },
  'bank-reconciliation-day-is-covered': {
    code: 'RULE_BROKEN',
    zh: '尚未导入涵盖 {on} 的银行对账单。',
    en: 'No statement of the bank that covers {on} is imported.',
  },
  'bank-reconciliation-within-its-limit': {
    code: 'RULE_BROKEN',
    zh: '未达账项超过 {max} 笔,请先核对。',
    en: 'More than {max} items are known to one side only; match them first.',
  },
  'bank-reconciliation-still-holds': {
    code: 'RULE_BROKEN',
    zh: '编制后账目已有变化,请撤回后重新编制。',
    en: 'The books or the statements changed since it was prepared; withdraw it and prepare it anew.',
  },
  'bank-reconciliation-without-difference': {
    code: 'RULE_BROKEN',
    zh: '调节后余额相差 {difference} 元,须查明后再复核。',
    en: 'The adjusted balances differ by {difference} yuan; find out why before it is confirmed.',
  },
  'bank-reconciliation-explains-all': {
    code: 'RULE_BROKEN',
    zh: '尚有 {count} 笔银行明细既未核对也未说明。',
    en: '{count} movements of the bank are neither matched nor explained.',
  },
  'bank-reconciliation-confirmed-by-another': {
    code: 'RULE_BROKEN',
    zh: '编制人不得复核自己编制的调节表。',
    en: 'Who prepared a reconciliation does not confirm it.',
  },
});

/** Refuses what another office records: a row never crosses tenants. */
export function ofTheOffice(
  refs: Readonly<Record<string, Row>>,
  tenant: number,
  paths: readonly string[],
): readonly Fault[] {
  return paths
    .filter((path) => refs[path] !== undefined && refs[path]['tenant'] !== tenant)
    .map((path) => fault('bank-work-within-the-office', path.split('.')));
}

/** Refuses to open a movement again in a month that closed because every one was matched or explained. */
export function closedMonthFaults(
  bookedOn: readonly string[],
  closedThrough: string | null,
): readonly Fault[] {
  const first = [...bookedOn].sort()[0];
  return first !== undefined && closedThrough !== null && first <= closedThrough
    ? [fault('bank-line-of-a-closed-month-stays', ['line'], { bookedOn: first, closedThrough })]
    : [];
}

/** Refuses to close a month while movements of the bank are neither matched nor explained. */
export function unexplainedFaults(count: number): readonly Fault[] {
  return count === 0 ? [] : [fault('month-closes-with-every-movement-explained', [], { count })];
}
