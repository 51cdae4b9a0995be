// What apps do with their trusted documents, and what offices agree with apps.
import { refuse } from '../../kernel/errors.js';
import { schemaFor } from '../../kernel/graph/build.js';
import { bool, int, optional, ref, text } from '../../kernel/input.js';
import { operation } from '../../kernel/operation.js';
import { budgets, limits } from '../../kernel/config.js';
import { agreesLimits, retires } from './policy.js';
import { agreedCost, callable, hashOf } from './rules.js';

operation('registerTrustedDocument', {
  description:
    'Registers a document of the app that calls: it is called by its hash, and as `GET /q/<name>`. The same text under the same name is one document. 登记受信文档',
  scope: 'apps:write',
  placeless: true,
  input: {
    name: text('What it is called. 名称', { max: 64 }),
    text: text('The document, with one query, mutation or subscription. 文档内容', {
      max: limits.documentCharacters,
    }),
  },
  tenant: (_, _tx, _today, { tenant }) =>
    tenant === null ? Promise.reject(refuse('FORBIDDEN')) : Promise.resolve(tenant),
  allow: (caller) => caller.app !== null,
  async run({ input, tenant, caller, insert }, tx) {
    const refused = callable(schemaFor(caller.audience), input.name, input.text);
    if (refused) throw refused;
    const document = {
      app: caller.app!,
      name: input.name,
      hash: hashOf(input.text),
      audience: caller.audience,
      state: 'ACTIVE' as const,
    };
    let found = tx.selectFrom('TrustedDocument').select('id').where('tenant', '=', tenant);
    for (const [column, value] of Object.entries(document))
      found = found.where(column as keyof typeof document, '=', value);
    const known = await found.executeTakeFirst();
    const id = known?.id ?? (await insert('TrustedDocument', { ...document, text: input.text }));
    return { objects: { trustedDocument: id } };
  },
  returns: { trustedDocument: 'TrustedDocument' },
  emits: 'limits.document.registered',
  rules: ['trusted-document-name', 'trusted-document-has-one-operation', 'trusted-document-is-valid'],
});

operation('retireTrustedDocument', {
  description: 'Takes a document back: nobody calls it any more. 停用受信文档',
  scope: 'apps:write',
  placeless: true,
  input: { trustedDocument: ref('TrustedDocument', 'The document. 受信文档') },
  target: 'trustedDocument',
  transition: { column: 'state', to: 'RETIRED' },
  allow: (caller, { target }) => retires(caller, target),
  run: ({ step }) => step(),
  returns: { trustedDocument: 'TrustedDocument' },
  emits: 'limits.document.retired',
  rules: ['trusted-document-follows-its-way'],
});

operation('agreeAppLimits', {
  description:
    'Agrees with an installed app what it may spend in a minute, and whether it may call nothing but its trusted documents. 约定应用配额',
  scope: 'apps:admin',
  audience: 'INTERNAL',
  input: {
    install: ref('AppInstall', 'The app where it is installed. 应用安装'),
    costPerMinute: optional(
      int('Points of cost in a minute, a multiple of 60; nothing for the usual. 每分钟配额', {
        min: budgets.leastPerMinute,
        max: budgets.mostPerMinute,
      }),
    ),
    documentsOnly: bool('Whether it may call nothing but its trusted documents. 仅限受信文档'),
  },
  target: 'install',
  allow: (caller, { target }) => agreesLimits(caller, target),
  async run({ input, target, update }) {
    const costPerMinute = input.costPerMinute ?? null;
    const refused = agreedCost(costPerMinute);
    if (refused) throw refused;
    const id = target['id'] as string;
    await update('AppInstall', id, { costPerMinute, documentsOnly: input.documentsOnly });
    return { objects: { appInstall: id } };
  },
  returns: { appInstall: 'AppInstall' },
  emits: 'limits.app.agreed',
  rules: ['agreed-cost-is-whole-in-a-second'],
});
