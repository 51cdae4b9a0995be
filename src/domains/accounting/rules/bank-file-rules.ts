// What is always true of the file of a bank statement: the rules by which one is refused.
import { defineRules } from '../../../kernel/errors.js';

/** Names of the rules, for the operation that imports. */
export const fileRules = defineRules({
  'bank-format-reads-what-it-must': {
    code: 'INVALID_INPUT',
    zh: '格式须有日期列,以及收入列和支出列,或发生额列。',
    en: 'A format needs a column of the day and either those of what came in and what went out or one of the amount.',
  },
  'bank-statement-has-its-header': {
    code: 'INVALID_INPUT',
    zh: '文件前 {rows} 行中没有同时含日期列({dates})和金额列({amounts})的表头;请检查格式或文件。',
    en: 'None of the first {rows} rows has both a header of the day ({dates}) and one of amounts ({amounts}); look at the format or the file.',
  },
  'bank-statement-cell-is-readable': {
    code: 'INVALID_INPUT',
    zh: '第 {row} 行“{column}”列的内容“{text}”无法读取。',
    en: 'Row {row}, column “{column}”: “{text}” cannot be read.',
  },
  'bank-statement-row-moves-one-amount': {
    code: 'INVALID_INPUT',
    zh: '第 {row} 行须有且只有一个不为零的金额(“{column}”列)。',
    en: 'Row {row} must have one amount that is not zero, and no second one (column “{column}”).',
  },
  'bank-statement-row-says-its-direction': {
    code: 'INVALID_INPUT',
    zh: '第 {row} 行“{column}”列为空,无法判断收支方向。',
    en: 'Row {row}, column “{column}”: it is empty, so that nobody knows whether the amount came in or went out.',
  },
  'bank-statement-balance-runs': {
    code: 'INVALID_INPUT',
    zh: '第 {row} 行“{column}”列:按上一行余额和本行金额应为 {expected} 元,而为 {found} 元。',
    en: 'Row {row}, column “{column}”: after the row before it should be {expected} yuan, but is {found}.',
  },
  'bank-statement-line-once': {
    code: 'INVALID_INPUT',
    zh: '第 {row} 行与第 {other} 行流水号、日期和金额相同,是同一笔。',
    en: 'Row {row} has number, day and amount of row {other}: it is the same movement twice.',
  },
  'bank-statement-within-its-days': {
    code: 'INVALID_INPUT',
    zh: '第 {row} 行的日期 {on} 不在 {from} 至 {through} 之间。',
    en: 'The day of row {row}, {on}, is not between {from} and {through}.',
  },
  'bank-statement-days-in-order': {
    code: 'INVALID_INPUT',
    zh: '对账单期间须已结束且首尾有序;没有明细的对账单须写明期间。',
    en: 'The days of a statement are in their order and not after today; a statement without movements says them.',
  },
  'bank-statement-tells-its-balance': {
    code: 'INVALID_INPUT',
    zh: '对账单没有余额列或没有明细时,须填写期初余额。',
    en: 'Where a statement has no column of the balance, or no movement, its opening balance is to be given.',
  },
  'bank-statement-adds-up': {
    code: 'INVALID_INPUT',
    zh: '期初余额 {opening} 元加发生额 {sum} 元应为 {expected} 元,而期末余额为 {closing} 元。',
    en: 'The opening balance of {opening} yuan and the movements of {sum} yuan make {expected}, but the closing balance is {closing}.',
  },
  'bank-statement-opens-as-told': {
    code: 'INVALID_INPUT',
    zh: '所填期初余额 {given} 元与文件中的 {found} 元不符。',
    en: 'The opening balance is given as {given} yuan, but by the file it is {found}.',
  },
  'bank-statement-within-its-limit': {
    code: 'INVALID_INPUT',
    zh: '一份对账单至多 {max} 笔;请分次导入。',
    en: 'A statement has at most {max} movements; import it in parts.',
  },
  'bank-statement-of-the-account': {
    code: 'INVALID_INPUT',
    zh: '文件所载账号不是该基金登记的账号。',
    en: 'The file names another account than the one that is on record for the fund.',
  },
});
