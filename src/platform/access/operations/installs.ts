// What callers do with installs of apps: ask for one, let it in, stop and resume it, take it out.
import { nowIso } from '../../../kernel/clock.js';
import { accessLimits } from '../../../kernel/config.js';
import type { DataClass } from '../../../kernel/caller.js';
import { codeTree } from '../../../kernel/entity.js';
import { Refusal, refuseAll, refusal } from '../../../kernel/errors.js';
import { bool, enumOf, list, object, of, optional, ref, text } from '../../../kernel/input.js';
import { newId } from '../../../kernel/ids.js';
import { operation } from '../../../kernel/operation.js';
import { forgetCredentials } from '../../auth/credentials.js';
import { isOwn, keepsInstalls, speaksFor } from '../policy.js';
import { ensureEntry, grantsOfInstall, organizationOf } from '../queries.js';
import { grantFaults, missingGrants } from '../rules.js';

/** One right that is asked for. */
const askedGrant = object('AppGrantInput', 'A right that the app needs. 申请的授权', {
  scope: text('`domain:read`, `domain:write` or `domain:admin`. 权限范围', { max: 60 }),
  dataClass: enumOf<DataClass>('DataClass', 'Class of data. 数据分级'),
  division: optional(ref('Division', 'Where it holds; the place of the install if nothing is said. 区划')),
  everywhere: optional(bool('It holds in the whole country. 全国')),
  validFrom: optional(of('Date', 'First day; today if nothing is said. 起始日期')),
  validTo: optional(of('Date', 'Day from which it does not hold any more. 截止日期')),
});

operation('requestInstall', {
  description:
    'Asks for an app to be installed for a place, with what it needs to do there. An app asks for itself, too. 申请安装应用',
  scope: 'apps:write',
  input: {
    app: ref('App', 'The app; another office may have registered it. 应用'),
    division: ref('Division', 'The place. 安装区划'),
    organization: optional(
      ref('Organization', 'Organization that it is to act for, whose own records it then sees. 代表单位'),
    ),
    purpose: text('What it is used for there. 用途'),
    grants: list(askedGrant, { max: accessLimits.grants }),
  },
  tenant: ({ division }, tx, today) => codeTree().officeOf(tx, division, today),
  validate: ({ grants }) => {
    const dated = grants.map(({ scope, dataClass, validFrom, validTo }) => ({
      scope,
      dataClass,
      validFrom: validFrom ?? '',
      validTo: validTo ?? null,
    }));
    const faults = grantFaults(dated);
    return [
      ...(grants.length === 0 ? [refusal('install-asks-for-something', ['grants'])] : []),
      ...(faults.length > 0 ? [new Refusal(faults)] : []),
    ];
  },
  allow: (caller, { refs }) =>
    keepsInstalls(caller, refs['division']?.['key']) ||
    (refs['app'] !== undefined && isOwn(caller, { appId: refs['app']['id'] })),
  async run({ input, refs, tenant, caller, today, apply }, tx) {
    const place = refs['division']!;
    const app = refs['app']!;
    const grants = input.grants.map((grant, i) => {
      const where = refs[`grants.${i}.division`] ?? place;
      const validFrom = grant.validFrom ?? today;
      return {
        scope: grant.scope,
        dataClass: grant.dataClass,
        division: grant.everywhere ? null : (where['code'] as string),
        validFrom,
        validTo: grant.validTo ?? null,
      };
    });
    refuseAll(grantFaults(grants));
    await ensureEntry(tx, tenant, app, place['key'] as string, nowIso());
    const id = newId();
    await apply({
      insert: {
        AppInstall: [
          {
            id,
            appId: app['id'],
            divisionKey: place['key'],
            organizationId: refs['organization']?.['id'] ?? null,
            purpose: input.purpose,
            state: 'REQUESTED',
            requestedBy: caller.subject,
          },
        ],
        AccessGrant: grants.map((grant) => ({ ...grant, installId: id })),
      },
    });
    return { objects: { appInstall: id } };
  },
  returns: { appInstall: 'AppInstall' },
  emits: 'apps.install.requested',
  rules: ['scope-exists', 'grant-begins-before-it-ends', 'install-asks-for-something'],
});

const install = ref('AppInstall', 'The install. 应用安装');

operation('installApp', {
  description:
    'Lets an app in for the place that was asked for. Who does so holds every grant that it asks for. 批准安装应用',
  scope: 'apps:write',
  audience: 'INTERNAL',
  input: { install },
  target: 'install',
  transition: { column: 'state', to: 'INSTALLED' },
  allow: (caller, { target }) => keepsInstalls(caller, target['divisionKey']),
  async run({ target, tenant, caller, today, step }, tx) {
    const grants = await grantsOfInstall(tx, tenant, target['id'] as string);
    const organization = await organizationOf(tx, target['organizationId']);
    refuseAll(
      missingGrants(caller, grants, (code) => codeTree().ranges(code, today)),
      organization && !speaksFor(caller, organization)
        ? refusal('installer-speaks-for-the-organization', ['install']).faults
        : [],
    );
    return step({ installedBy: caller.subject });
  },
  committed: forgetCredentials,
  returns: { appInstall: 'AppInstall' },
  emits: 'apps.install.installed',
  rules: [
    'app-install-follows-its-way',
    'installer-holds-every-grant',
    'installer-speaks-for-the-organization',
  ],
});

operation('suspendInstall', {
  description: 'Stops an app in the place of its install, at once. 暂停应用安装',
  scope: 'apps:write',
  audience: 'INTERNAL',
  input: { install, reason: text('Why. 原因') },
  target: 'install',
  transition: { column: 'state', to: 'SUSPENDED' },
  allow: (caller, { target }) => keepsInstalls(caller, target['divisionKey']),
  run: ({ step }) => step(),
  committed: forgetCredentials,
  returns: { appInstall: 'AppInstall' },
  emits: 'apps.install.suspended',
  rules: ['app-install-follows-its-way'],
});

operation('resumeInstall', {
  description: 'Lets an app that was stopped in a place act there again, as it was let in. 恢复应用安装',
  scope: 'apps:write',
  audience: 'INTERNAL',
  input: { install, reason: optional(text('Why. 原因')) },
  target: 'install',
  transition: { column: 'state', to: 'INSTALLED' },
  guard: ({ state }) => (state === 'REQUESTED' ? refusal('requested-install-is-let-in', ['install']) : null),
  allow: (caller, { target }) => keepsInstalls(caller, target['divisionKey']),
  run: ({ step }) => step(),
  committed: forgetCredentials,
  returns: { appInstall: 'AppInstall' },
  emits: 'apps.install.resumed',
  rules: ['app-install-follows-its-way', 'requested-install-is-let-in'],
});

operation('removeInstall', {
  description:
    'Declines an install, or takes an app out of a place for good; an app takes itself out, too. 移除应用安装',
  scope: 'apps:write',
  input: { install, reason: optional(text('Why. 原因')) },
  target: 'install',
  transition: { column: 'state', to: 'REMOVED' },
  allow: (caller, { target }) => keepsInstalls(caller, target['divisionKey']) || isOwn(caller, target),
  run: ({ step }) => step(),
  committed: forgetCredentials,
  returns: { appInstall: 'AppInstall' },
  emits: 'apps.install.removed',
  rules: ['app-install-follows-its-way'],
});
