// What is always true of evidence files: how they live, what a redacted copy is, what a check says.
import type { EvidenceFileState, SignatureCheck } from '../../generated/database.js';
import { defineRules, fault, type Fault } from '../../kernel/errors.js';
import { lifeCycle } from '../../kernel/life-cycle.js';
import type { Row } from '../../kernel/operation.js';

lifeCycle<EvidenceFileState>('EvidenceFileState', 'evidence-file-follows-its-way', {
  STORED: ['WITHDRAWN'],
  WITHDRAWN: [],
});

defineRules({
  'digest-form': {
    code: 'INVALID_INPUT',
    zh: '摘要须写作 sha256: 加 64 位小写十六进制数。',
    en: 'A digest is written as sha256: and 64 hexadecimal digits in lower case.',
  },
  'upload-receipt-holds': {
    code: 'INVALID_INPUT',
    zh: '该回执不是本平台就此区划的上传所出具;请将文件内容发往 POST /files,由其登记。',
    en: 'This platform gave no such receipt for an upload in this division; send the content to POST /files, which records the file.',
  },
  'upload-says-what-it-is': {
    code: 'INVALID_INPUT',
    zh: '上传须以查询参数 division(区划代码)、kind(凭证类型)、fileName(文件名)说明文件;{name} 缺失或无效。',
    en: 'An upload says by the parameters division (a code), kind (of evidence) and fileName what it is; {name} is missing or wrong.',
  },
  'file-within-its-limit': {
    code: 'LIMIT_EXCEEDED',
    zh: '文件超过 {limit} 字节。',
    en: 'The file has more than {limit} bytes.',
  },
  'file-not-empty': {
    code: 'INVALID_INPUT',
    zh: '文件内容为空;请将文件内容作为请求体发送。',
    en: 'The file is empty; send its content as the body of the request.',
  },
  'file-arrives-as-it-is': {
    code: 'INVALID_INPUT',
    zh: '请直接以文件内容作为请求体,不要使用表单(multipart)或压缩编码。',
    en: 'Send the content of the file itself as the body, neither in a form (multipart) nor in a content encoding.',
  },
  'file-type-is-accepted': {
    code: 'INVALID_INPUT',
    zh: '按内容判断,文件不是 PDF、OFD、JPEG、PNG、不含宏的 XLSX 或 CSV 表格(至少两行三列)。',
    en: 'By its content the file is no PDF, OFD, JPEG or PNG, no XLSX without macros, and no table of separated values (CSV, two rows of three cells at least).',
  },
  'stored-file-is-what-was-uploaded': {
    code: 'INTERNAL',
    zh: '保存的内容与登记的摘要不符,不予下载;请联系管理员。',
    en: 'What is stored does not have the digest that was recorded, and is not given out; tell the administrator.',
  },
  'evidence-file-is-stored': {
    code: 'RULE_BROKEN',
    zh: '该文件已撤回,不能再使用;请另行上传。',
    en: 'The file was withdrawn and is used no more; upload another.',
  },
  'evidence-file-in-use-stays': {
    code: 'RULE_BROKEN',
    zh: '已有记录以该文件为凭证,文件不能撤回;须先更正该记录。',
    en: 'Something recorded rests on the file, so that it is not withdrawn; correct that record first.',
  },
  'redacted-copy-differs': {
    code: 'INVALID_INPUT',
    zh: '脱敏件须是与原件内容不同的另一文件。',
    en: 'A redacted copy is another file than its original, of another content.',
  },
  'redacted-copy-of-an-original': {
    code: 'RULE_BROKEN',
    zh: '脱敏件只属于一个原件,且自身不再有脱敏件。',
    en: 'A redacted copy has one original, and neither of them is both original and copy.',
  },
  'redacted-copy-proves-nothing': {
    code: 'RULE_BROKEN',
    zh: '已作为凭证使用的文件不能作为脱敏件向公众开放;请上传另一份脱敏后的文件。',
    en: 'A file that something rests on does not become a redacted copy, which the public sees; upload one without what is not for everybody.',
  },
  'redacted-copy-stays-in-its-division': {
    code: 'INVALID_INPUT',
    zh: '脱敏件须与原件属于同一区划。',
    en: 'A redacted copy belongs to the same division as its original.',
  },
  'signature-check-says-something': {
    code: 'INVALID_INPUT',
    zh: '请填写验证结果;“未验证”不是结果。',
    en: 'State what was found; “not checked” is no finding.',
  },
});

/** Refuses a file that was withdrawn. */
export function stored({ state }: Row, path: readonly string[] = []): readonly Fault[] {
  return state === 'STORED' ? [] : [fault('evidence-file-is-stored', path)];
}

/** What keeps a file from being the redacted copy of another. */
export function redactionFaults(
  copy: Row,
  original: Row,
  known: { readonly copyInUse: boolean; readonly copyHasCopies: boolean },
): readonly Fault[] {
  const path = ['original'];
  return [
    ...stored(original, path),
    ...(copy['digest'] === original['digest'] ? [fault('redacted-copy-differs', path)] : []),
    ...(copy['divisionKey'] === original['divisionKey']
      ? []
      : [fault('redacted-copy-stays-in-its-division', path)]),
    ...(copy['redactedCopyOfId'] !== null || original['redactedCopyOfId'] !== null || known.copyHasCopies
      ? [fault('redacted-copy-of-an-original', path)]
      : []),
    ...(known.copyInUse ? [fault('redacted-copy-proves-nothing', ['redactedCopy'])] : []),
  ];
}

/** Refuses a check that found nothing out. */
export function findingFaults(result: SignatureCheck): readonly Fault[] {
  return result === 'NOT_CHECKED' ? [fault('signature-check-says-something', ['result'])] : [];
}
