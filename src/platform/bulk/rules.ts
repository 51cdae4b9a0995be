// What is always true of exports and imports: how they live, and what a document, a table and a row must be.
import type { BulkExportState, BulkImportState } from '../../generated/database.js';
import { defineRules } from '../../kernel/errors.js';
import { lifeCycle } from '../../kernel/life-cycle.js';

lifeCycle<BulkExportState>('BulkExportState', 'export-follows-its-way', {
  QUEUED: ['RUNNING', 'FAILED', 'CANCELLED'],
  RUNNING: ['READY', 'FAILED', 'CANCELLED'],
  READY: ['EXPIRED'],
  FAILED: [],
  CANCELLED: [],
  EXPIRED: [],
});

lifeCycle<BulkImportState>('BulkImportState', 'import-follows-its-way', {
  QUEUED: ['CHECKING', 'WRITING', 'FAILED', 'CANCELLED'],
  CHECKING: ['WRITING', 'DONE', 'REFUSED', 'FAILED', 'CANCELLED'],
  WRITING: ['DONE', 'FAILED', 'CANCELLED'],
  DONE: [],
  REFUSED: [],
  FAILED: [],
  CANCELLED: [],
});

defineRules({
  'export-document-is-valid': {
    code: 'INVALID_INPUT',
    zh: '导出文档不是您可用的有效查询({problem})。',
    en: 'The document is no query that is valid for you ({problem}).',
  },
  'export-has-one-connection': {
    code: 'INVALID_INPUT',
    zh: '导出文档须是一个查询,顶层恰有一个分页列表,其下恰有一个 nodes { … }(或 edges { node { … } });此处不使用片段、指令、last、before、after。',
    en: 'The document is one query with one connection at its top and in it one nodes { … } (or edges { node { … } }); no fragments, directives, last, before or after at that place.',
  },
  'export-variables-are-an-object': {
    code: 'INVALID_INPUT',
    zh: '变量须写作一个 JSON 对象,如 {"code": "510117"}。',
    en: 'Variables are written as a JSON object such as {"code": "510117"}.',
  },
  'bulk-work-within-its-number': {
    code: 'LIMIT_EXCEEDED',
    zh: '该应用已有 {limit} 个导出或导入在排队或进行;请等其完成,或取消其中一个。',
    en: 'The app has {limit} exports or imports waiting or under way; let one end, or cancel it.',
  },
  'bulk-rights-hold': {
    code: 'FORBIDDEN',
    zh: '申请时的凭证已失效,或其权限已变更,工作已停止;请以现有权限重新提交。',
    en: 'The credential is no more, or its rights are others than when this was asked for; ask again with those of today.',
  },
  'export-within-its-rows': {
    code: 'LIMIT_EXCEEDED',
    zh: '导出超过 {limit} 行;请用筛选条件分次导出。',
    en: 'The export has more than {limit} rows; export it in parts by a filter.',
  },
  'export-within-its-bytes': {
    code: 'LIMIT_EXCEEDED',
    zh: '导出超过 {limit} 字节;请减少字段或分次导出。',
    en: 'The export has more than {limit} bytes; choose fewer fields, or export it in parts.',
  },
  'export-is-ready': {
    code: 'RULE_BROKEN',
    zh: '导出文件尚未生成或已删除(当前状态:{state:BulkExportState})。',
    en: 'There is no file yet or no more (state: {state:BulkExportState}).',
  },
  'ready-export-has-its-file': {
    code: 'RULE_BROKEN',
    zh: '没有文件与摘要的导出不能标为可下载。',
    en: 'An export without a file and its digest is not ready.',
  },
  'import-operation-is-importable': {
    code: 'INVALID_INPUT',
    zh: '“{operation}”不能由表格导入;可导入的操作见 GET /imports/templates。',
    en: 'The operation {operation} is not imported from tables; GET /imports/templates lists what is.',
  },
  'import-has-one-source': {
    code: 'INVALID_INPUT',
    zh: '请给出 table(随请求发送的表格文本),或将文件发往 POST /imports;二者取一。',
    en: 'Give a table as text, or send the file to POST /imports; one of them.',
  },
  'import-receipt-holds': {
    code: 'INVALID_INPUT',
    zh: '该回执不是本平台就此上传所出具;请将文件发往 POST /imports。',
    en: 'This platform gave no such receipt for this upload; send the file to POST /imports.',
  },
  'import-has-a-header': {
    code: 'INVALID_INPUT',
    zh: '前 {rows} 行内没有可识别的表头;请使用模板,或以中文名称、字段路径作为列标题。',
    en: 'None of the first {rows} rows is a header; use the template, or name the columns by Chinese title or field path.',
  },
  'import-columns-are-known': {
    code: 'INVALID_INPUT',
    zh: '第 {row} 行表头有不认识的列:{columns}。',
    en: 'The header in row {row} has unknown columns: {columns}.',
  },
  'import-columns-once': {
    code: 'INVALID_INPUT',
    zh: '表头中有重复的列:{columns}。',
    en: 'The header names columns twice: {columns}.',
  },
  'import-columns-are-complete': {
    code: 'INVALID_INPUT',
    zh: '表头缺少必填的列:{columns}。',
    en: 'The header lacks columns that are required: {columns}.',
  },
  'import-has-rows': {
    code: 'INVALID_INPUT',
    zh: '表头之下没有数据行。',
    en: 'There is no row below the header.',
  },
  'import-within-its-rows': {
    code: 'LIMIT_EXCEEDED',
    zh: '一次导入至多 {limit} 行;请分次导入。',
    en: 'An import has at most {limit} rows; import it in parts.',
  },
  'import-cell-is-filled': {
    code: 'INVALID_INPUT',
    zh: '“{column}”为必填项,此行未填。',
    en: 'The column “{column}” is required and empty in this row.',
  },
  'import-cell-is-a-whole-number': {
    code: 'INVALID_INPUT',
    zh: '“{column}”须为整数。',
    en: 'The column “{column}” takes a whole number.',
  },
  'import-cell-is-yes-or-no': {
    code: 'INVALID_INPUT',
    zh: '“{column}”须填“是”或“否”。',
    en: 'The column “{column}” takes true or false.',
  },
  'import-cell-is-of-its-list': {
    code: 'INVALID_INPUT',
    zh: '“{column}”须为以下之一:{values}。',
    en: 'The column “{column}” takes one of: {values}.',
  },
  'import-row-within-header': {
    code: 'INVALID_INPUT',
    zh: '此行第 {cell} 格没有对应的列标题。',
    en: 'Cell {cell} of this row stands below no title.',
  },
  'import-key-tells-rows-apart': {
    code: 'INVALID_INPUT',
    zh: '主键列“{column}”在此行为空,或与第 {row} 行相同。',
    en: 'The key column “{column}” is empty in this row, or as in row {row}.',
  },
  'import-stopped-midway': {
    code: 'RULE_BROKEN',
    zh: '校验时全部通过,但写入时第 {row} 行被拒绝,已在该行停止;此前 {written} 行已写入,逐行结果可查。',
    en: 'All rows passed the check, but row {row} was refused when it was written; it stopped there. The {written} rows before are written, as each row tells.',
  },
  'import-has-refused-rows': {
    code: 'NOT_FOUND',
    zh: '该导入没有被拒绝的行,或文件已删除。',
    en: 'The import has no refused rows, or its file was removed.',
  },
});
