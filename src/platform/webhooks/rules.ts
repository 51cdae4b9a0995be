// What is always true of webhooks: how an endpoint lives, where it may lie, what is sent to it and sent again.
import type { WebhookEndpointState } from '../../generated/database.js';
import { webhooks } from '../../kernel/config.js';
import { defineRules, fault, refusal, type Fault, type Refusal } from '../../kernel/errors.js';
import { lifeCycle } from '../../kernel/life-cycle.js';
import type { Row } from '../../kernel/operation.js';

lifeCycle<WebhookEndpointState>('WebhookEndpointState', 'webhook-endpoint-follows-its-way', {
  ACTIVE: ['PAUSED', 'DISABLED', 'RETIRED'],
  PAUSED: ['ACTIVE', 'DISABLED', 'RETIRED'],
  DISABLED: ['ACTIVE', 'RETIRED'],
  RETIRED: [],
});

/** The rules by their names. */
export const webhookRules = defineRules({
  'webhook-address-is-an-address': {
    code: 'INVALID_INPUT',
    zh: '接收地址须为完整的网址,如 https://hooks.example.cn/gongzhi。',
    en: 'The address is a whole one, as in https://hooks.example.cn/gongzhi.',
  },
  'webhook-address-without-credentials': {
    code: 'INVALID_INPUT',
    zh: '接收地址中不得带用户名或密码;请以签名验证请求来自本平台。',
    en: 'The address holds no name and no password; that a request is the platform’s is told by its signature.',
  },
  'webhook-address-is-found': {
    code: 'INVALID_INPUT',
    zh: '找不到接收地址的主机名;请检查拼写与域名解析。',
    en: 'The name in the address leads nowhere; look at its spelling and its DNS records.',
  },
  'webhook-address-is-public': {
    code: 'INVALID_INPUT',
    zh: '接收地址指向非公网地址(内网、本机、链路本地、组播、元数据或其转换形式),平台不向其发送;内网接收端须由平台管理员列入 GONGZHI_WEBHOOK_NETWORKS。',
    en: 'The address leads to no public one, but inside, to the machine itself, to its neighbours, to many or to metadata, in whatever form; a receiver inside is reached once the administrator names its network in GONGZHI_WEBHOOK_NETWORKS.',
  },
  'webhook-address-is-encrypted': {
    code: 'INVALID_INPUT',
    zh: '接收地址须以 https 开头。',
    en: 'The address begins with https.',
  },
  'webhook-port-is-usual': {
    code: 'INVALID_INPUT',
    zh: '接收地址的端口须为 443 或 8443(示例区的 http 为 80 或 8080)。',
    en: 'The port of the address is 443 or 8443, or for http in the invented county 80 or 8080.',
  },
  'webhook-types-exist': {
    code: 'INVALID_INPUT',
    zh: '没有“{type}”这一事件类型;可用的类型见 schema/events.json。',
    en: 'There is no type of events “{type}”; those that there are stand in schema/events.json.',
  },
  'webhook-selection-is-a-subscription': {
    code: 'INVALID_INPUT',
    zh: '选择集有误({problem}):须是该应用所见的图上的一个订阅文档,根字段只有 changes,且不带参数与变量(示例见 docs/webhooks.md)。',
    en: 'What is sent is said wrongly ({problem}): it is one subscription that is valid in the graph of the app, whose only field at the root is changes without arguments and variables (docs/webhooks.md has an example).',
  },
  'webhook-endpoints-are-few': {
    code: 'RULE_BROKEN',
    zh: '一个应用在一个机关最多有 {limit} 个端点;请先注销不用的。',
    en: 'An app has at most {limit} endpoints in an office; retire one that is not needed.',
  },
  'webhook-endpoint-is-there': {
    code: 'RULE_BROKEN',
    zh: '该端点已注销,不再变更;请另建一个。',
    en: 'The endpoint is retired and changes no more; make another one.',
  },
  'webhook-endpoint-is-led-by-its-app': {
    code: 'RULE_BROKEN',
    zh: '端点的地址、事件类型与选择集只由其应用变更;他人只可变更说明。',
    en: 'Where an endpoint lies and what is sent to it is changed by its app alone; others change its description.',
  },
  'webhook-replay-says-what': {
    code: 'INVALID_INPUT',
    zh: '请指定一次投递(delivery),或一段序号(from 与 through),二者取一。',
    en: 'Name either one delivery, or the numbers from and through of events.',
  },
  'webhook-replay-is-a-range': {
    code: 'INVALID_INPUT',
    zh: '序号须从 1 起,起点不大于终点,一次最多 {limit} 个;而它们是 {from} 至 {through}。',
    en: 'The numbers begin with 1, the first is not above the last, and there are at most {limit} at once; these are {from} to {through}.',
  },
  'webhook-replay-is-of-what-was': {
    code: 'RULE_BROKEN',
    zh: '该端点的事件只处理到 {through};其后的事件会自行投递。',
    en: 'The endpoint has come to {through}; later events are sent by themselves.',
  },
  'webhook-replay-is-one': {
    code: 'RULE_BROKEN',
    zh: '该端点正在重发 {from} 至 {through};请待其完成。',
    en: 'The endpoint is just being sent {from} to {through} again; wait for it to end.',
  },
  'webhook-delivery-is-settled': {
    code: 'RULE_BROKEN',
    zh: '该投递尚未了结,会自行再试;只有已了结的投递可以重发。',
    en: 'The delivery is open and tried by itself; only one that is settled is sent again.',
  },
  'webhook-delivery-is-of-the-endpoint': {
    code: 'INVALID_INPUT',
    zh: '该投递不属于此端点,或是一次测试。',
    en: 'The delivery is not the endpoint’s, or it is a test.',
  },
});

/** Refuses whatever is done to an endpoint that is no more. */
export function stillThere({ state }: Row): Refusal | null {
  return state === 'RETIRED' ? refusal(webhookRules['webhook-endpoint-is-there']) : null;
}

/** Types that no operation makes. */
export function typeFaults(types: readonly string[], known: ReadonlySet<string>): readonly Fault[] {
  return types.flatMap((type, i) =>
    known.has(type) ? [] : [fault(webhookRules['webhook-types-exist'], ['types', i], { type })],
  );
}

/** What is wrong with the document of an endpoint. */
export function selectionFaults(problem: string | null): readonly Fault[] {
  return problem === null
    ? []
    : [fault(webhookRules['webhook-selection-is-a-subscription'], ['selection'], { problem })];
}

/** What is wrong with the numbers of a replay. */
export function rangeFaults(from: bigint, through: bigint): readonly Fault[] {
  const limit = webhooks.replayed;
  return from >= 1n && from <= through && through - from < BigInt(limit)
    ? []
    : [
        fault(webhookRules['webhook-replay-is-a-range'], ['through'], {
          limit,
          from: String(from),
          through: String(through),
        }),
      ];
}

/** What keeps a range of events from being sent again to an endpoint. */
export function replayFaults(endpoint: Row, through: bigint): readonly Fault[] {
  const taken = endpoint['takenThrough'] as bigint;
  const { replayAfter, replayThrough } = endpoint as { replayAfter: bigint | null; replayThrough: bigint };
  if (through > taken)
    return [fault(webhookRules['webhook-replay-is-of-what-was'], ['through'], { through: String(taken) })];
  if (replayAfter === null) return [];
  const range = { from: String(replayAfter + 1n), through: String(replayThrough) };
  return [fault(webhookRules['webhook-replay-is-one'], [], range)];
}

/** What keeps one delivery from being sent again. */
export function deliveryFaults(endpoint: Row, delivery: Row): readonly Fault[] {
  const path = ['delivery'];
  if (delivery['endpointId'] !== endpoint['id'] || delivery['kind'] === 'PING')
    return [fault(webhookRules['webhook-delivery-is-of-the-endpoint'], path)];
  return delivery['settledAt'] === null ? [fault(webhookRules['webhook-delivery-is-settled'], path)] : [];
}
