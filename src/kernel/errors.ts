// Every error code and every rule's name in one registry, each with a text in both languages.
import { enums } from '../generated/datamodel.js';
import type { Language } from './caller.js';
import { filled, type Params, type Text } from './text.js';

/** The few codes a program branches on. They never change. */
export const codes = {
  INVALID_INPUT: { zh: '输入有误。', en: 'The input is not valid.' },
  RULE_BROKEN: { zh: '操作违反规则。', en: 'The operation breaks a rule.' },
  CONFLICT: { zh: '与已有记录冲突。', en: 'It conflicts with what is recorded.' },
  NOT_FOUND: { zh: '未找到该对象。', en: 'There is no such object.' },
  VERSION_CONFLICT: {
    zh: '对象已被他人修改,请重新读取后再试。',
    en: 'The object was changed meanwhile; read it again and retry.',
  },
  IDEMPOTENCY_KEY_REUSED: {
    zh: '幂等键已用于另一内容的请求。',
    en: 'The idempotency key was used with another input.',
  },
  UNAUTHENTICATED: { zh: '凭证无效或已过期。', en: 'The credential is unknown, expired or revoked.' },
  FORBIDDEN: { zh: '无权执行此操作。', en: 'The caller may not do this.' },
  BAD_REQUEST: { zh: '请求不是有效的 GraphQL。', en: 'The request is not valid GraphQL.' },
  COST_EXCEEDED: {
    zh: '查询代价 {cost} 超过上限 {limit}。',
    en: 'The cost of the operation is {cost}; the limit is {limit}.',
  },
  LIMIT_EXCEEDED: { zh: '请求超过上限。', en: 'The request is over a limit.' },
  RATE_LIMITED: { zh: '请求过于频繁。', en: 'Too many requests.' },
  UNAVAILABLE: { zh: '服务暂不可用,请稍后重试。', en: 'The service is not available; try again later.' },
  TIMEOUT: { zh: '执行超时。', en: 'The operation took too long.' },
  INTERNAL: {
    zh: '内部错误,请凭请求编号联系我们。',
    en: 'An internal error; quote the request id when you report it.',
  },
} as const satisfies Record<string, Text>;

export type ErrorCode = keyof typeof codes;

/** A rule: a sentence that is always true, with the code of its refusal. */
export interface Rule extends Text {
  readonly code: ErrorCode;
}

const rules = new Map<string, Rule>();

/**
 * Registers rules by name; a domain does so in its `rules.ts`.
 * @returns the same names, so that a refusal can only name a registered rule.
 */
export function defineRules<Name extends string>(
  declared: Readonly<Record<Name, Rule>>,
): { readonly [N in Name]: N } {
  for (const [name, rule] of Object.entries<Rule>(declared)) {
    if (rules.has(name)) throw new Error(`The rule ${name} is declared twice.`);
    rules.set(name, rule);
  }
  return Object.fromEntries(Object.keys(declared).map((name) => [name, name])) as { readonly [N in Name]: N };
}

/** All rules by name, sorted. */
export function allRules(): ReadonlyMap<string, Rule> {
  return new Map([...rules].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Where in the input or the query something is wrong: field names and list indexes. */
export type Path = readonly (string | number)[];

/** One thing that is wrong, as data. */
export interface Fault {
  readonly code: ErrorCode;
  /** Name of the broken rule, or null for a bare code. */
  readonly rule: string | null;
  readonly path: Path;
  readonly params: Params;
}

/** Refuses with one or more faults; the write path answers them as `userErrors`. */
export class Refusal extends Error {
  readonly faults: readonly Fault[];
  constructor(faults: readonly Fault[]) {
    super(faults.map((f) => `${f.code}${f.rule ? ` ${f.rule}` : ''} at ${f.path.join('.')}`).join('; '));
    this.name = 'Refusal';
    this.faults = faults;
  }
}

/** One fault by a rule's name. */
export function fault(rule: string, path: Path = [], params: Fault['params'] = {}): Fault {
  const known = rules.get(rule);
  if (!known) throw new Error(`No rule is called ${rule}.`);
  return { code: known.code, rule, path, params };
}

/** Refuses with all that is wrong at once, if anything is. @throws Refusal */
export function refuseAll(...faults: readonly (readonly Fault[])[]): void {
  const all = faults.flat();
  if (all.length > 0) throw new Refusal(all);
}

/** A refusal by a rule's name, to be thrown or returned by a rule. */
export function refusal(rule: string, path: Path = [], params: Fault['params'] = {}): Refusal {
  return new Refusal([fault(rule, path, params)]);
}

/** A refusal by a bare code, as for a hidden or unknown object. */
export function refuse(code: ErrorCode, path: Path = [], params: Fault['params'] = {}): Refusal {
  return new Refusal([{ code, rule: null, path, params }]);
}

/**
 * The fault's sentence in the caller's language. `{name}` stands for a parameter; `{name:Enum}` for one or several values
 * of an enum of the datamodel, which people read as its term.
 */
export function messageOf(f: Pick<Fault, 'code' | 'rule' | 'params'>, language: Language): string {
  const text: Text = (f.rule === null ? undefined : rules.get(f.rule)) ?? codes[f.code];
  return filled(text, f.params, (type, value) => {
    const name = (of: Language): string => termOf(type, value, of);
    return { zh: name('zh-CN'), en: name('en') };
  })[language === 'en' ? 'en' : 'zh'];
}

/** How people call an enum's value: the Chinese term, or the English sentence before it. */
export function termOf(type: string, value: string, language: Language): string {
  const doc = enums[type]?.values.find(({ name }) => name === value)?.doc ?? value;
  const [, english = doc, chinese = doc] = /^(.*?)\.?\s+([^\s]*[\u4e00-\u9fff].*)$/s.exec(doc) ?? [];
  return language === 'en' ? english : chinese;
}

/** Rules of the kernel itself: what any input can get wrong. */
defineRules({
  'text-length': {
    code: 'INVALID_INPUT',
    zh: '长度须为 {min} 至 {max} 个字符。',
    en: 'The text must have {min} to {max} characters.',
  },
  'text-printable': {
    code: 'INVALID_INPUT',
    zh: '不得含控制字符或不完整的字符。',
    en: 'The text must not contain control characters or halves of characters.',
  },
  'number-range': {
    code: 'INVALID_INPUT',
    zh: '须在 {min} 与 {max} 之间。',
    en: 'The number must be between {min} and {max}.',
  },
  'date-form': {
    code: 'INVALID_INPUT',
    zh: '日期须写作 YYYY-MM-DD 且存在。',
    en: 'A date is written YYYY-MM-DD and must exist.',
  },
  'read-after-form': {
    code: 'BAD_REQUEST',
    zh: 'Gongzhi-Read-After 须为写入应答中 extensions.position 的值。',
    en: 'Gongzhi-Read-After must be what a write answered as extensions.position.',
  },
  'instant-form': {
    code: 'INVALID_INPUT',
    zh: '时间须为带时区的 ISO 8601。',
    en: 'An instant is written in ISO 8601 with its offset.',
  },
  'decimal-form': {
    code: 'INVALID_INPUT',
    zh: '须为十进制数字,小数不超过 {scale} 位。',
    en: 'Write a decimal number with at most {scale} decimals.',
  },
  'money-form': {
    code: 'INVALID_INPUT',
    zh: '金额须为以元计的半角十进制数字,整数不超过 13 位,小数不超过 2 位,如 1800.00。',
    en: 'Write an amount in yuan in plain digits, with at most 13 before and 2 after the point, as in 1800.00.',
  },
  'money-range': {
    code: 'INVALID_INPUT',
    zh: '金额须在 {min} 元与 {max} 元之间。',
    en: 'The amount must be between {min} and {max} yuan.',
  },
  'percent-range': {
    code: 'INVALID_INPUT',
    zh: '百分比不得超过 {max}。',
    en: 'The rate is at most {max} percent.',
  },
  'percent-form': {
    code: 'INVALID_INPUT',
    zh: '百分比须为半角十进制数字,小数不超过 4 位,如 12.5 表示 12.5%。',
    en: 'Write a rate in percent in plain digits with at most 4 decimals, as in 12.5 for 12.5 %.',
  },
  'id-form': { code: 'INVALID_INPUT', zh: '不是有效的对象标识。', en: 'This is not an id of the platform.' },
  'not-removable': {
    code: 'INVALID_INPUT',
    zh: '此项不能删除;不修改时请省略。',
    en: 'This cannot be removed; leave it out to keep it as it is.',
  },
  'list-length': {
    code: 'INVALID_INPUT',
    zh: '须有 {min} 至 {max} 项。',
    en: 'The list must have {min} to {max} items.',
  },
  'list-distinct': { code: 'INVALID_INPUT', zh: '列表中有重复项。', en: 'The list names something twice.' },
  'page-size': { code: 'INVALID_INPUT', zh: '每页须为 1 至 {max} 条。', en: 'A page has 1 to {max} rows.' },
  'page-number': {
    code: 'INVALID_INPUT',
    zh: '页码须为 1 至 {max}。',
    en: 'Pages are numbered 1 to {max}.',
  },
  'page-direction': {
    code: 'INVALID_INPUT',
    zh: 'first/after 与 last/before 不能混用。',
    en: 'Use first and after, or last and before, not both.',
  },
  'cursor-of-this-list': {
    code: 'INVALID_INPUT',
    zh: '游标不属于此列表或其排序。',
    en: 'The cursor belongs to another list or another order.',
  },
  'filter-value': {
    code: 'INVALID_INPUT',
    zh: '筛选条件不能为空值;请用 isNull。',
    en: 'A comparator takes a value; use isNull to ask for missing ones.',
  },
  'filter-terms': {
    code: 'INVALID_INPUT',
    zh: '筛选条件不得超过 {max} 项。',
    en: 'A filter may have {max} comparisons.',
  },
  'filter-depth': {
    code: 'INVALID_INPUT',
    zh: '筛选条件嵌套不得超过 {max} 层。',
    en: 'A filter may nest {max} levels.',
  },
  'idempotency-key-form': {
    code: 'INVALID_INPUT',
    zh: '幂等键须为 {min} 至 {max} 个可见 ASCII 字符。',
    en: 'An idempotency key has {min} to {max} visible ASCII characters.',
  },
  'validity-order': {
    code: 'INVALID_INPUT',
    zh: '截止日期须晚于起始日期。',
    en: 'The end of a validity comes after its start.',
  },
  'limit-body': {
    code: 'LIMIT_EXCEEDED',
    zh: '请求体超过 {limit} 字节。',
    en: 'The body has more than {limit} bytes.',
  },
  'limit-tokens': {
    code: 'LIMIT_EXCEEDED',
    zh: '文档超过 {limit} 个词法单元。',
    en: 'The document has more than {limit} tokens.',
  },
  'limit-depth': {
    code: 'LIMIT_EXCEEDED',
    zh: '查询嵌套超过 {limit} 层。',
    en: 'The selections are nested more than {limit} levels deep.',
  },
  'limit-aliases': {
    code: 'LIMIT_EXCEEDED',
    zh: '别名超过 {limit} 个。',
    en: 'There are more than {limit} aliases.',
  },
  'limit-directives': {
    code: 'LIMIT_EXCEEDED',
    zh: '指令超过 {limit} 个。',
    en: 'There are more than {limit} directives.',
  },
  'limit-selections': {
    code: 'LIMIT_EXCEEDED',
    zh: '展开片段后的字段超过 {limit} 个。',
    en: 'There are more than {limit} fields with all fragments spread.',
  },
  'limit-variables': {
    code: 'LIMIT_EXCEEDED',
    zh: '变量嵌套超过 {limit} 层。',
    en: 'The variables are nested more than {limit} levels deep.',
  },
  'limit-root-fields': {
    code: 'LIMIT_EXCEEDED',
    zh: '根字段超过 {limit} 个。',
    en: 'There are more than {limit} fields at the root.',
  },
  'limit-introspections': {
    code: 'LIMIT_EXCEEDED',
    zh: '一次请求查询整个模式不得超过 {limit} 次,其中也不得使用别名。',
    en: 'The whole schema is asked for more than {limit} times, or with aliases within it.',
  },
  'unique-in-tenant': {
    code: 'CONFLICT',
    zh: '已有相同的{what}。',
    en: 'There is one with the same {what} already.',
  },
});
