// What readers see of organizations, their residences and their changes of status.
import { entity, extend } from '../../kernel/entity.js';
import { scalar } from '../../kernel/scalars.js';
import { sql } from '../../kernel/sql.js';
import { subtreeKeys } from '../territory/queries/subtrees.js';
import { seesContact, seesOrganization, seesWithOrganization } from './policy.js';
import { parsePhone, parseUscc } from './rules/codes.js';

scalar({
  name: 'Uscc',
  description:
    'A unified social credit code by GB 32100: 18 characters, the last one checks the others. 统一社会信用代码',
  parse: parseUscc,
});

scalar({
  name: 'PhoneNumber',
  description: 'A telephone number: digits and hyphens, `+` before a country’s prefix. 电话号码',
  parse: parsePhone,
});

entity('Organization', {
  id: 'org',
  plural: 'organizations',
  within: 'divisionKey',
  visible: seesOrganization,
  // About persons: nothing the public or a partner even knows of.
  audiences: { contactName: 'INTERNAL', contactPhone: 'INTERNAL' },
  masks: { contactName: seesContact, contactPhone: seesContact },
  personal: ['contactName', 'contactPhone'],
  scalars: { uscc: 'Uscc', contactPhone: 'PhoneNumber' },
  expose: [
    'kind',
    'legalForm',
    'name',
    'shortName',
    'aliases',
    'uscc',
    'registrationAuthority',
    'registeredOn',
    'status',
    'divisionKey',
    'businessScope',
    'twoNew',
    'isHub',
    'grade',
    'contactName',
    'contactPhone',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['division', 'residences', 'statusChanges', 'mentions'],
  filter: [
    'kind',
    'legalForm',
    'name',
    'shortName',
    'aliases',
    'uscc',
    'registeredOn',
    'status',
    'divisionKey',
    'twoNew',
    'isHub',
    'grade',
    'contactName',
    'contactPhone',
    'synthetic',
    'createdAt',
    'updatedAt',
    'division',
    'residences',
    'statusChanges',
    'mentions',
  ],
  sort: ['name', 'kind', 'status', 'registeredOn', 'grade', 'divisionKey', 'createdAt', 'updatedAt'],
  pinyin: ['name'],
  search: ['name', 'shortName', 'aliases'],
  aggregate: { groups: ['kind', 'legalForm', 'status', 'twoNew', 'grade', 'divisionKey'] },
  naturalKeys: {
    usccInTenant: {
      columns: ['uscc'],
      inTenant: true,
      description: 'The unified social credit code, as recorded by one office. 统一社会信用代码',
    },
  },
  // The type follows from the kind; the id says Organization, so that a change of kind keeps it.
  kinds: {
    column: 'kind',
    types: {
      PartyOrgan: { description: 'An organ of the party. 党的机关', values: ['PARTY_ORGAN'] },
      GovernmentAgency: {
        description: 'A department of government, or a street office or town government. 政府机关',
        values: ['GOV_DEPARTMENT', 'STREET_OFFICE'],
      },
      PublicInstitution: {
        description: 'A public institution, a university or a school. 事业单位、高校、学校',
        values: ['PUBLIC_INSTITUTION', 'UNIVERSITY', 'SCHOOL'],
      },
      MassOrganization: { description: 'A mass organization. 群团组织', values: ['MASS_ORG'] },
      SelfGoverningOrganization: {
        description:
          'A body of self-government: residents’ or villagers’ committee, owners’ assembly. 自治组织',
        values: ['RESIDENTS_COMMITTEE', 'VILLAGERS_COMMITTEE', 'OWNERS_ASSEMBLY'],
      },
      CollectiveEconomicOrganization: {
        description: 'A rural collective economic organization. 农村集体经济组织',
        values: ['COLLECTIVE_ECONOMY'],
      },
      SocialOrganization: {
        description: 'A social organization, registered, on file or self-organized. 社会组织',
        values: [
          'SOCIAL_ASSOCIATION',
          'SOCIAL_SERVICE_AGENCY',
          'FOUNDATION',
          'FILED_COMMUNITY_ORG',
          'SELF_ORG',
        ],
      },
      Enterprise: {
        description: 'A body that does business: enterprise, individual business, cooperative. 企业',
        values: ['ENTERPRISE', 'INDIVIDUAL_BUSINESS', 'COOPERATIVE', 'PROPERTY_COMPANY'],
      },
      JointBody: {
        description: 'A body of several others: task force, alliance, support centre. 联合体',
        values: ['TASK_FORCE', 'ALLIANCE', 'SUPPORT_CENTRE'],
      },
    },
  },
});

entity('OrganizationResidence', {
  id: 'ores',
  asOf: { from: 'validFrom', to: 'validTo' },
  within: 'divisionKey',
  visible: seesWithOrganization,
  expose: ['role', 'divisionKey', 'validFrom', 'validTo', 'version'],
  relations: ['organization', 'division'],
  filter: ['role', 'divisionKey', 'validFrom', 'validTo', 'organization', 'division'],
  sort: ['role', 'divisionKey', 'validFrom', 'validTo'],
  order: [{ field: 'validFrom', direction: 'ASC' }],
  aggregate: { groups: ['role', 'divisionKey'] },
});

entity('OrganizationStatusChange', {
  id: 'osc',
  visible: seesWithOrganization,
  expose: ['fromStatus', 'toStatus', 'effectiveOn', 'reason', 'documentNo', 'recordedAt'],
  relations: ['organization'],
  filter: ['fromStatus', 'toStatus', 'effectiveOn', 'documentNo'],
  sort: ['effectiveOn', 'recordedAt'],
  order: [{ field: 'recordedAt', direction: 'ASC' }],
});

extend('Division', {
  fields: {
    organizations: {
      by: 'join',
      to: 'Organization',
      many: true,
      description:
        'Organizations recorded here or in a division below; where no source gives a body’s seat, the county that records it stands in. 辖区内记录的组织',
      on: (from, to, asOf) => sql`${to.col('divisionKey')} IN (${subtreeKeys(from, asOf)})`,
    },
    residences: {
      by: 'join',
      to: 'OrganizationResidence',
      many: true,
      description: 'The parts that organizations play here or in a division below. 辖区内的驻区关系',
      on: (from, to, asOf) => sql`${to.col('divisionKey')} IN (${subtreeKeys(from, asOf)})`,
    },
    residentOrganizations: {
      by: 'join',
      to: 'Organization',
      many: true,
      description: 'Organizations that reside here or in a division below as resident units. 驻区单位',
      on: (from, to, asOf) => sql`EXISTS (
        SELECT 1 FROM "OrganizationResidence" r
        WHERE r.tenant = ${to.col('tenant')} AND r."organizationId" = ${to.col('id')} AND r.role = 'RESIDENT_UNIT'
          AND r."validFrom" <= ${asOf} AND (r."validTo" IS NULL OR r."validTo" > ${asOf})
          AND r."divisionKey" IN (${subtreeKeys(from, asOf)}))`,
    },
  },
  filter: ['organizations', 'residentOrganizations'],
});
