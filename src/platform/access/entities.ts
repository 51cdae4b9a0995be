// What readers see of apps, their installs, rights and credentials, and of posts.
import { entity } from '../../kernel/entity.js';
import { sql } from '../../kernel/sql.js';
import { seesApp, seesAppointment, seesContact, seesCredential, seesGrant, seesInstall } from './policy.js';

entity('App', {
  id: 'app',
  plural: 'apps',
  audience: 'PARTNER',
  within: 'divisionKey',
  visible: seesApp,
  masks: { contact: seesContact },
  naturalKeys: { name: { columns: ['name'], inTenant: true, description: 'By its name. 按名称' } },
  expose: [
    'name',
    'owner',
    'contact',
    'purpose',
    'state',
    'divisionKey',
    'homeTenant',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['installs', 'credentials'],
  filter: ['name', 'owner', 'state', 'divisionKey', 'homeTenant', 'createdAt', 'installs'],
  sort: ['name', 'createdAt'],
  pinyin: ['name'],
  aggregate: { groups: ['state'] },
});

entity('AppInstall', {
  id: 'ins',
  plural: 'appInstalls',
  audience: 'PARTNER',
  within: 'divisionKey',
  visible: seesInstall,
  expose: [
    'divisionKey',
    'purpose',
    'state',
    'requestedBy',
    'installedBy',
    'costPerMinute',
    'documentsOnly',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['app', 'grants', 'credentials'],
  filter: ['divisionKey', 'state', 'createdAt', 'app', 'grants'],
  sort: ['state', 'createdAt'],
  aggregate: { groups: ['state', 'divisionKey'] },
  fields: {
    organization: {
      by: 'join',
      to: 'Organization',
      many: false,
      description: 'Organization that it acts for. 代表单位',
      on: (from, to) => sql`${to.col('id')} = ${from.col('organizationId')}`,
    },
  },
});

entity('AccessGrant', {
  id: 'ag',
  audience: 'PARTNER',
  visible: seesGrant,
  expose: ['scope', 'division', 'dataClass', 'validFrom', 'validTo'],
  relations: ['install'],
  filter: ['scope', 'division', 'dataClass', 'validFrom', 'validTo'],
  sort: ['scope', 'dataClass', 'validFrom'],
});

entity('AppCredential', {
  id: 'crd',
  plural: 'appCredentials',
  audience: 'PARTNER',
  within: 'divisionKey',
  visible: seesCredential,
  expose: [
    'kind',
    'environment',
    'prefix',
    'subject',
    'audience',
    'divisionKey',
    'state',
    'expiresAt',
    'revokedAt',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['install', 'app'],
  filter: ['kind', 'environment', 'prefix', 'subject', 'audience', 'state', 'expiresAt', 'app', 'install'],
  sort: ['expiresAt', 'createdAt'],
  aggregate: { groups: ['kind', 'state', 'audience'] },
});

entity('Appointment', {
  id: 'apt',
  plural: 'appointments',
  audience: 'INTERNAL',
  within: 'divisionKey',
  visible: seesAppointment,
  expose: [
    'subject',
    'role',
    'divisionKey',
    'validFrom',
    'validTo',
    'documentNo',
    'appointedBy',
    'endedBy',
    'version',
    'createdAt',
    'updatedAt',
  ],
  filter: ['subject', 'role', 'divisionKey', 'validFrom', 'validTo'],
  sort: ['role', 'validFrom', 'createdAt'],
  aggregate: { groups: ['role', 'divisionKey'] },
  fields: {
    organization: {
      by: 'join',
      to: 'Organization',
      many: false,
      description: 'Organization in which it is held. 任职单位',
      on: (from, to) => sql`${to.col('id')} = ${from.col('organizationId')}`,
    },
  },
});
