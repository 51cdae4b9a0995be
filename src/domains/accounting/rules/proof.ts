// What exports and proofs of a ledger are refused for.
import { defineRules } from '../../../kernel/errors.js';

/** Rules of exports, imports and proofs of a ledger. */
export const proofRules = defineRules({
  'ledger-head-is-new': {
    code: 'RULE_BROKEN',
    zh: '第 {number} 号凭证不存在,或已作为链头公示;请写末张凭证的凭证号。',
    en: 'There is no voucher {number}, or it was published as a head already; name the number of the last voucher.',
  },
  'ledger-export-asked': {
    code: 'INVALID_INPUT',
    zh: '{name} 须为日期(如 2026-01-31);knownAt 须为带时区的时刻(如 2026-01-31T23:59:59+08:00)。',
    en: '{name} must be a day such as 2026-01-31; knownAt an instant with its zone such as 2026-01-31T23:59:59+08:00.',
  },
  'ledger-import-into-empty': {
    code: 'RULE_BROKEN',
    zh: '登记机关 {tenant} 已有凭证;账簿只能导入尚未记账的登记机关。',
    en: 'The office {tenant} has posted already; a ledger is imported into an office that has posted nothing.',
  },
  'ledger-import-finds-its-parties': {
    code: 'RULE_BROKEN',
    zh: '以下基金或单位在此未登记,须先登记(标识须相同):{missing}。',
    en: 'These funds or organizations are not recorded here; record them first, under the same ids: {missing}.',
  },
  'ledger-import-keeps-accounts': {
    code: 'RULE_BROKEN',
    zh: '以下基金已设有其他账户,与导入的账簿不一致:{funds}。',
    en: 'These funds have accounts already, other than those of the ledger to be imported: {funds}.',
  },
  'ledger-workbook-rows': {
    code: 'RULE_BROKEN',
    zh: '分录超过 {limit} 行,不能写成一个工作簿;请改用 csv 格式,或缩小日期或基金范围。',
    en: 'There are more than {limit} legs, which is too much for one workbook; ask for csv, or for fewer days or funds.',
  },
  'ledger-too-long-to-answer': {
    code: 'RULE_BROKEN',
    zh: '所涉账目为 {entries} 笔,超过 {limit} 笔;请缩小基金范围,或由平台管理员执行命令:{command}。',
    en: 'This concerns {entries} entries, which is more than {limit}; ask for fewer funds, or have who runs the platform run: {command}.',
  },
});
