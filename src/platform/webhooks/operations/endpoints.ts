// What callers do with endpoints: open one, change where it lies and what is sent to it, give it another key.
import type { Transaction } from 'kysely';
import type { Database, WebhookSignature } from '../../../generated/database.js';
import { scopesOf, type Caller } from '../../../kernel/caller.js';
import { nowMs } from '../../../kernel/clock.js';
import { webhooks } from '../../../kernel/config.js';
import type { FieldType } from '../../../kernel/entity.js';
import { fault, Refusal, refusal, refuseAll, type Fault } from '../../../kernel/errors.js';
import { changeable, enumOf, int, list, of, optional, ref, text } from '../../../kernel/input.js';
import { allOperations, operation } from '../../../kernel/operation.js';
import { mayRun } from '../../limits/queries.js';
import { addressFaults } from '../address.js';
import { addKey, supersedeKeys } from '../keys.js';
import { isOwnEndpoint, keepsEndpoint, opensEndpoints } from '../policy.js';
import { endpointsOf, headOf } from '../queries.js';
import { selectionFaults, stillThere, typeFaults, webhookRules } from '../rules.js';
import { selectionProblem, usualSelection } from '../selection.js';
import { endpoint, noFailures, returns } from './parts.js';

const attributes = {
  url: text('Address that events are sent to, https. 接收地址', { max: webhooks.urlLength }),
  description: text('What it is for. 说明', { max: 200 }),
  types: list(text('Type of events, as in `schema/events.json`. 事件类型', { max: 100 }), {
    max: webhooks.types,
  }),
  selection: text(
    'What is sent of an event: a document with one subscription to `changes`, without arguments. 选择集文档',
    { max: webhooks.selectionLength },
  ),
};

const addressRules = [
  webhookRules['webhook-address-is-an-address'],
  webhookRules['webhook-address-without-credentials'],
  webhookRules['webhook-address-is-found'],
  webhookRules['webhook-address-is-public'],
  webhookRules['webhook-address-is-encrypted'],
  webhookRules['webhook-port-is-usual'],
];

/** The secret of a new key, which its receiver must get somehow and nobody else ever. */
const reveals: Readonly<Record<string, FieldType>> = {
  secret: {
    type: 'String',
    nullable: true,
    description:
      'The secret of a new key for symmetric signatures, shown this once and kept nowhere in the clear; rotate to get another. 签名密钥(仅显示一次)',
  },
};

/** Event types that there are. */
const knownTypes = (): ReadonlySet<string> =>
  new Set([...allOperations().values()].map(({ emits }) => emits));

/** Refuses a document that is none for who reads it, or that nobody may read by. */
async function refuseSelection(tx: Transaction<Database>, caller: Caller, selection: string): Promise<void> {
  refuseAll(selectionFaults(selectionProblem(selection, caller.audience)));
  await mayRun(tx, caller, selection);
}

/** Refuses an address without encryption that is neither in the invented county nor in a network that is named. */
async function refusePlain(url: string, synthetic: boolean): Promise<void> {
  // All else about the address was judged before the transaction: a slow name server must not hold a connection.
  if (new URL(url).protocol === 'http:' && !synthetic) refuseAll(await addressFaults(url, { plain: false }));
}

/** What is kept of who says where events go: the endpoint reads as they do, and never more. */
const readingAs = ({ subject, audience, install, grants }: Caller) => ({
  subject,
  audience,
  installId: install ?? null,
  scopes: scopesOf(grants),
});

const refusals = (faults: readonly Fault[]): Refusal[] => (faults.length > 0 ? [new Refusal(faults)] : []);

operation('createWebhookEndpoint', {
  description:
    'Has events sent to an address of the calling app as they happen, signed as Standard Webhooks says. 新建网络钩子端点',
  scope: 'apps:write',
  input: {
    division: ref('Division', 'Where the events are that are sent: here and below. 区划范围'),
    url: attributes.url,
    description: optional(attributes.description),
    types: optional(attributes.types),
    selection: optional(attributes.selection),
    signature: enumOf<WebhookSignature>('WebhookSignature', 'How what is sent is signed. 签名方式'),
    after: optional(
      of(
        'BigInt',
        'Number of the last event that is not sent; the last there is where none is said. 起始序号',
      ),
    ),
  },
  // An app is known to the office that gave its credential.
  tenant: (_input, _tx, _today, caller) => Promise.resolve(caller.tenant ?? 0),
  validate: async ({ url, after }) =>
    refusals([
      ...(after?.startsWith('-')
        ? [fault('number-range', ['after'], { min: 0, max: '9223372036854775807' })]
        : []),
      ...(await addressFaults(url, { plain: true })),
    ]),
  allow: (caller, { refs }) => opensEndpoints(caller, refs['division']?.['key']),
  async run({ input, refs, tenant, caller, insert }, tx) {
    const division = refs['division']!;
    refuseAll(typeFaults(input.types ?? [], knownTypes()));
    await refuseSelection(tx, caller, input.selection ?? usualSelection);
    await refusePlain(input.url, division['synthetic'] === true);
    if ((await endpointsOf(tx, tenant, caller.app!)) >= webhooks.endpoints)
      throw refusal(webhookRules['webhook-endpoints-are-few'], [], { limit: webhooks.endpoints });
    const head = await headOf(tx, tenant);
    const after = input.after === null || input.after === undefined ? head : BigInt(input.after);
    const id = await insert('WebhookEndpoint', {
      appId: caller.app,
      url: new URL(input.url).href,
      description: input.description ?? '',
      types: input.types ?? [],
      divisionKey: division['key'],
      selection: input.selection ?? usualSelection,
      state: 'ACTIVE',
      ...readingAs(caller),
      takenThrough: after < head ? after : head,
      synthetic: division['synthetic'],
    });
    const secret = await addKey(tx, tenant, id, input.signature);
    return { objects: { webhookEndpoint: id }, revealed: { secret } };
  },
  returns,
  reveals,
  emits: 'webhooks.endpoint.created',
  rules: [
    ...addressRules,
    webhookRules['webhook-types-exist'],
    webhookRules['webhook-selection-is-a-subscription'],
    'trusted-documents-only',
    webhookRules['webhook-endpoints-are-few'],
  ],
});

operation('updateWebhookEndpoint', {
  description: 'Changes where an endpoint lies and what is sent to it from now on. 变更网络钩子端点',
  scope: 'apps:write',
  input: {
    webhookEndpoint: endpoint,
    url: changeable(attributes.url),
    description: changeable(attributes.description),
    types: changeable(attributes.types),
    selection: changeable(attributes.selection),
  },
  target: 'webhookEndpoint',
  validate: async ({ url }) => (url === undefined ? [] : refusals(await addressFaults(url, { plain: true }))),
  allow: (caller, { target }) => keepsEndpoint(caller, target),
  guard: stillThere,
  async run({ input, target, caller, update }, tx) {
    const { url: address, description, types, selection } = input;
    const own = isOwnEndpoint(caller, target);
    if (!own && [address, types, selection].some((one) => one !== undefined))
      throw refusal(webhookRules['webhook-endpoint-is-led-by-its-app'], ['webhookEndpoint']);
    refuseAll(typeFaults(types ?? [], knownTypes()));
    if (own) await refuseSelection(tx, caller, selection ?? (target['selection'] as string));
    const url = input.url === undefined ? undefined : new URL(input.url).href;
    if (url !== undefined) await refusePlain(url, target['synthetic'] === true);
    const id = target['id'] as string;
    // Another address starts with a clean slate.
    const moved = url === undefined || url === target['url'] ? {} : noFailures;
    await update('WebhookEndpoint', id, {
      url,
      description,
      types,
      selection,
      ...(own ? readingAs(caller) : {}),
      ...moved,
    });
    return { objects: { webhookEndpoint: id } };
  },
  returns,
  emits: 'webhooks.endpoint.changed',
  rules: [
    ...addressRules,
    webhookRules['webhook-types-exist'],
    webhookRules['webhook-selection-is-a-subscription'],
    'trusted-documents-only',
    webhookRules['webhook-endpoint-is-there'],
    webhookRules['webhook-endpoint-is-led-by-its-app'],
  ],
});

operation('rotateWebhookSecret', {
  description:
    'Gives an endpoint a new key; what is sent is signed by the old one, too, until the overlap ends. 轮换签名密钥',
  scope: 'apps:write',
  input: {
    webhookEndpoint: endpoint,
    signature: enumOf<WebhookSignature>('WebhookSignature', 'How the new key signs. 签名方式'),
    overlapHours: optional(
      int('For how many hours the old key signs beside it; 0 ends it now. 重叠小时数', {
        min: 0,
        max: webhooks.longestOverlapMs / 3_600_000,
      }),
    ),
  },
  target: 'webhookEndpoint',
  allow: (caller, { target }) => keepsEndpoint(caller, target),
  guard: stillThere,
  async run({ input, target, tenant, update }, tx) {
    const id = target['id'] as string;
    const hours = input.overlapHours ?? webhooks.overlapMs / 3_600_000;
    await supersedeKeys(tx, tenant, id, nowMs() + hours * 3_600_000);
    const secret = await addKey(tx, tenant, id, input.signature);
    await update('WebhookEndpoint', id, {});
    return { objects: { webhookEndpoint: id }, revealed: { secret } };
  },
  returns,
  reveals,
  emits: 'webhooks.endpoint.key-rotated',
  rules: [webhookRules['webhook-endpoint-is-there']],
});
