// What callers do with apps: register them, and stop and resume them wherever they are installed.
import { codeTree } from '../../../kernel/entity.js';
import { optional, ref, text } from '../../../kernel/input.js';
import { newId } from '../../../kernel/ids.js';
import { operation } from '../../../kernel/operation.js';
import { forgetCredentials } from '../../auth/credentials.js';
import { keepsApps } from '../policy.js';

operation('registerApp', {
  description:
    'Registers an app with who answers for it. It may do nothing until it is installed somewhere. 登记应用',
  scope: 'apps:admin',
  audience: 'INTERNAL',
  input: {
    division: ref('Division', 'Area of the office that registers it. 登记机关辖区'),
    name: text('Name, unique in the office. 名称', { max: 100 }),
    owner: text('Who answers for it: a company, an office. 责任单位', { max: 200 }),
    contact: optional(
      text('How its owner is reached: a mailbox, a telephone, never a person’s own. 联系方式', { max: 200 }),
    ),
    purpose: text('What it is for. 用途'),
  },
  tenant: ({ division }, tx, today) => codeTree().officeOf(tx, division, today),
  allow: (caller, { refs }) => keepsApps(caller, refs['division']?.['key']),
  async run({ input, refs, tenant, insert }) {
    const { name, owner, contact, purpose } = input;
    const app = await insert('App', {
      id: newId(),
      name,
      owner,
      contact: contact ?? null,
      purpose,
      divisionKey: refs['division']!['key'],
      homeTenant: tenant,
    });
    return { objects: { app } };
  },
  returns: { app: 'App' },
  emits: 'apps.app.registered',
  rules: [],
});

const target = { app: ref('App', 'The app. 应用') };

operation('suspendApp', {
  description:
    'Stops an app wherever it is installed, at once; where another office registered it, only in this office’s area. 停用应用',
  scope: 'apps:admin',
  audience: 'INTERNAL',
  input: { ...target, reason: text('Why. 原因') },
  target: 'app',
  transition: { column: 'state', to: 'SUSPENDED' },
  allow: (caller, scene) => keepsApps(caller, scene.target['divisionKey']),
  run: ({ step }) => step(),
  committed: forgetCredentials,
  returns: { app: 'App' },
  emits: 'apps.app.suspended',
  rules: ['app-follows-its-way'],
});

operation('resumeApp', {
  description: 'Lets an app that was stopped call again. 恢复应用',
  scope: 'apps:admin',
  audience: 'INTERNAL',
  input: { ...target, reason: optional(text('Why. 原因')) },
  target: 'app',
  transition: { column: 'state', to: 'ACTIVE' },
  allow: (caller, scene) => keepsApps(caller, scene.target['divisionKey']),
  run: ({ step }) => step(),
  committed: forgetCredentials,
  returns: { app: 'App' },
  emits: 'apps.app.resumed',
  rules: ['app-follows-its-way'],
});
