// What readers see of evidence files, and of who downloaded them.
import { entity, extend, type JoinField } from '../../kernel/entity.js';
import { fault } from '../../kernel/errors.js';
import { scalar } from '../../kernel/scalars.js';
import { sql } from '../../kernel/sql.js';
import { seesAccess, seesFile } from './policy.js';

scalar({
  name: 'FileDigest',
  description: 'SHA-256 of a file: `sha256:` and 64 hexadecimal digits. 文件摘要',
  parse: (text, path) =>
    /^sha256:[0-9a-f]{64}$/.test(text) ? { value: text } : { fault: fault('digest-form', path) },
});

/** The organization that a column names; a credential may act for one that another office records. */
function actingOrganization(column: string, description: string): JoinField {
  return {
    by: 'join',
    to: 'Organization',
    many: false,
    description,
    on: (from, to) => sql`${to.col('id')} = ${from.col(column)}`,
  };
}

entity('EvidenceFile', {
  id: 'evf',
  plural: 'evidenceFiles',
  within: 'divisionKey',
  visible: seesFile,
  audiences: { uploadedBy: 'INTERNAL', accesses: 'INTERNAL' },
  scalars: { digest: 'FileDigest' },
  expose: [
    'kind',
    'fileName',
    'mediaType',
    'byteSize',
    'digest',
    'divisionKey',
    'uploadedBy',
    'state',
    'signatureCheck',
    'signatureCheckedAt',
    'signatureCheckedBy',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['division', 'redactedCopyOf', 'redactedCopies', 'accesses'],
  filter: [
    'kind',
    'mediaType',
    'byteSize',
    'digest',
    'divisionKey',
    'state',
    'signatureCheck',
    'synthetic',
    'createdAt',
    'division',
    'redactedCopyOf',
    'redactedCopies',
  ],
  sort: ['kind', 'byteSize', 'createdAt'],
  aggregate: { groups: ['kind', 'mediaType', 'state', 'signatureCheck', 'divisionKey'] },
  fields: {
    uploader: actingOrganization('uploadedByOrganizationId', 'Organization that uploaded it. 上传单位'),
  },
});

entity('EvidenceFileAccess', {
  id: 'efa',
  plural: 'evidenceFileAccesses',
  audience: 'INTERNAL',
  within: 'divisionKey',
  visible: seesAccess,
  expose: ['at', 'subject', 'divisionKey'],
  relations: ['file'],
  filter: ['at', 'subject', 'divisionKey', 'file'],
  sort: ['at'],
  order: [{ field: 'at', direction: 'DESC' }],
  fields: {
    organization: actingOrganization('organizationId', 'Organization that it was downloaded for. 下载单位'),
  },
});

extend('Division', { relations: ['evidenceFiles'] });
