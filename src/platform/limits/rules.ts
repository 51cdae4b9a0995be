// What is always true of what was agreed with apps, and of their trusted documents.
import { createHash } from 'node:crypto';
import { GraphQLError, Kind, parse, specifiedRules, validate, type GraphQLSchema } from 'graphql';
import type { TrustedDocumentState } from '../../generated/database.js';
import { limits } from '../../kernel/config.js';
import { defineRules, refusal, type Refusal } from '../../kernel/errors.js';
import { lifeCycle } from '../../kernel/life-cycle.js';
import { documentLimits } from './document.js';

lifeCycle<TrustedDocumentState>('TrustedDocumentState', 'trusted-document-follows-its-way', {
  ACTIVE: ['RETIRED'],
  RETIRED: [],
});

defineRules({
  'trusted-document-is-valid': {
    code: 'INVALID_INPUT',
    zh: '文档在本凭证受众的模式中无效({reason})。',
    en: 'The document is not valid in the schema of the audience of this credential ({reason}).',
  },
  'trusted-document-has-one-operation': {
    code: 'INVALID_INPUT',
    zh: '受信文档须恰有一个查询、写入或订阅操作。',
    en: 'A trusted document has exactly one query, mutation or subscription.',
  },
  'trusted-document-name': {
    code: 'INVALID_INPUT',
    zh: '名称须以小写字母开头,由小写字母、数字和连字符组成,至多 64 个字符。',
    en: 'A name begins with a small letter and has small letters, digits and hyphens, at most 64.',
  },
  'trusted-document-exists': {
    code: 'NOT_FOUND',
    zh: '本应用没有启用的此受信文档;请先以 registerTrustedDocument 登记。',
    en: 'The app has no such active trusted document; register it first with registerTrustedDocument.',
  },
  'trusted-documents-only': {
    code: 'FORBIDDEN',
    zh: '本应用只能调用已登记的受信文档。',
    en: 'This app may call nothing but the trusted documents that it registered.',
  },
  'trusted-document-variable': {
    code: 'INVALID_INPUT',
    zh: '参数 {name} 不是该文档的变量,或其值不是该变量的类型;列表请重复参数,对象请写成 JSON。',
    en: 'The parameter {name} is no variable of the document, or its value is not of its type; repeat it for a list, and write an object as JSON.',
  },
  'agreed-cost-is-whole-in-a-second': {
    code: 'INVALID_INPUT',
    zh: '每分钟配额须为 60 的倍数。',
    en: 'Points in a minute are a multiple of 60.',
  },
});

/** Refuses points in a minute that no budget can have. */
export function agreedCost(perMinute: number | null): Refusal | null {
  return perMinute === null || perMinute % 60 === 0
    ? null
    : refusal('agreed-cost-is-whole-in-a-second', ['costPerMinute']);
}

/** The digest by which a document is called. */
export function hashOf(document: string): string {
  return `sha256:${createHash('sha256').update(document).digest('hex')}`;
}

/** Refuses a document that could not be called. */
export function callable(schema: GraphQLSchema, name: string, text: string): Refusal | null {
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(name)) return refusal('trusted-document-name', ['name']);
  try {
    const document = parse(text, { maxTokens: limits.tokens });
    const operations = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
    if (operations.length !== 1) return refusal('trusted-document-has-one-operation', ['text']);
    const [invalid] = validate(schema, document, [...specifiedRules, ...documentLimits]);
    return invalid ? refusal('trusted-document-is-valid', ['text'], { reason: invalid.message }) : null;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return refusal('trusted-document-is-valid', ['text'], { reason: error.message });
  }
}
