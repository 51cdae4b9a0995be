// What exports of a ledger are refused for.
import { defineRules } from '../../../kernel/errors.js';

/** Rules of exports, imports and proofs of a ledger. */
export const proofRules = defineRules({
  'ledger-workbook-rows': {
    code: 'RULE_BROKEN',
    zh: '分录超过 {limit} 行,不能写成一个工作簿;请改用 csv 格式,或缩小日期或基金范围。',
    en: 'There are more than {limit} legs, which is too much for one workbook; ask for csv, or for fewer days or funds.',
  },
  'ledger-too-long-to-answer': {
    code: 'RULE_BROKEN',
    zh: '所涉账目为 {entries} 笔,超过 {limit} 笔;请缩小基金范围,或由平台管理员执行命令:{command}',
    en: 'This concerns {entries} entries, which is more than {limit}; ask for fewer funds, or have who runs the platform run: {command}',
  },
});
