// What callers do with organizations: record, correct, change the status, say where they reside.
import type {
  LegalForm,
  OrganizationGrade,
  OrganizationKind,
  OrganizationStatus,
  ResidenceRole,
  TwoNewClass,
} from '../../generated/database.js';
import { refusal, Refusal, refuse, refuseAll } from '../../kernel/errors.js';
import { bool, changeable, enumOf, list, of, optional, ref, text } from '../../kernel/input.js';
import { operation, type Row } from '../../kernel/operation.js';
import { tenantOfKey } from '../territory/rules/codes.js';
import { officeOf } from '../territory/queries/offices.js';
import { records } from './policy.js';
import { overlappingResidence, residenceOf, statusChangeDays } from './queries.js';
import { kindFaults, type Described } from './rules/kinds.js';
import { notDeregistered, registrationDate, statusDate, statusSaid, statusStep } from './rules/life.js';
import { residenceEnd, residenceWithoutOverlap, staysInOffice } from './rules/places.js';

/** What may be said of an organization beside its kind, its name and its place. */
const attributes = {
  legalForm: changeable(enumOf<LegalForm>('LegalForm', 'Legal form; must fit the kind. 法律形式')),
  shortName: optional(text('Name as it is used in speech. 简称', { max: 100 })),
  aliases: changeable(list(text('Another spelling or a former name. 别名', { max: 200 }), { max: 20 })),
  uscc: optional(of('Uscc', 'Unified social credit code; its class must fit the kind. 统一社会信用代码')),
  registrationAuthority: optional(text('Who registered it. 登记机关', { max: 200 })),
  registeredOn: optional(of('Date', 'Day of registration, not after today. 登记日期')),
  businessScope: optional(text('What it may do, as registered. 经营(业务)范围', { max: 4000 })),
  twoNew: changeable(enumOf<TwoNewClass>('TwoNewClass', 'New economic or new social organization. 两新组织')),
  isHub: optional(bool('Whether it supports other social organizations. 枢纽型')),
  grade: optional(
    enumOf<OrganizationGrade>(
      'OrganizationGrade',
      'Assessment grade, of social organizations only. 评估等级',
    ),
  ),
  contactName: optional(text('Person to ask for. 联系人', { max: 100 })),
  contactPhone: optional(of('PhoneNumber', 'Telephone of that person. 联系电话')),
};

function distinctAliases(input: { readonly aliases?: readonly string[] | undefined }): Refusal[] {
  const aliases = input.aliases ?? [];
  return new Set(aliases).size === aliases.length ? [] : [refusal('list-distinct', ['aliases'])];
}

/** The columns among the input's fields; those that it leaves out are undefined. */
function attributesOf(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.keys(attributes).map((name) => [name, input[name]]));
}

const keyOf = (division: Row | undefined): string => division!['key'] as string;
const stillRegistered = (row: Row): Refusal | null => notDeregistered(row['status'] as OrganizationStatus);

operation('createOrganization', {
  description: 'Records an organization with the office of its division. 登记组织',
  scope: 'organizations:write',
  input: {
    kind: enumOf<OrganizationKind>('OrganizationKind', 'What it is; decides its type. 组织类型'),
    name: text('Full name; several organizations may bear the same. 名称', { max: 200 }),
    division: ref('Division', 'The division it is registered in. 登记所在区划'),
    status: optional(
      enumOf<OrganizationStatus>('OrganizationStatus', 'Where it is in its life; ACTIVE if not said. 状态'),
    ),
    ...attributes,
  },
  tenant: ({ division }, tx, today) => officeOf(tx, division, today),
  validate: (input) => {
    const faults = [...kindFaults(input), ...(input.status ? statusSaid(input.status) : [])];
    return [...distinctAliases(input), ...(faults.length > 0 ? [new Refusal(faults)] : [])];
  },
  allow: (caller, { refs }) => records(caller, refs['division']?.['key']),
  run: async ({ input, refs, today, insert }) => {
    refuseAll(registrationDate(input.registeredOn, null, today));
    const { kind, name, aliases = [], status, twoNew = 'UNKNOWN' } = input;
    const id = await insert('Organization', {
      ...attributesOf(input),
      kind,
      name,
      aliases,
      twoNew,
      status: status ?? 'ACTIVE',
      divisionKey: keyOf(refs['division']),
      // What stands in an invented division is invented itself.
      synthetic: refs['division']!['synthetic'],
    });
    return { objects: { organization: id } };
  },
  returns: { organization: 'Organization' },
  emits: 'organizations.organization.created',
  rules: [
    'uscc-agrees-with-kind',
    'legal-form-fits-kind',
    'grade-only-of-social-organizations',
    'organization-status-is-said',
    'organization-registered-until-today',
    'unique-in-tenant',
    'list-distinct',
  ],
});

operation('updateOrganization', {
  description:
    'Corrects what is recorded of an organization. Absent fields stay; null removes what may be missing. A change of kind keeps the id. 更正组织信息',
  scope: 'organizations:write',
  input: {
    organization: ref('Organization', 'The organization. 组织'),
    kind: changeable(enumOf<OrganizationKind>('OrganizationKind', 'What it is. 组织类型')),
    name: changeable(text('Full name. 名称', { max: 200 })),
    division: changeable(
      ref('Division', 'The division it is registered in, of the same office. 登记所在区划'),
    ),
    ...attributes,
  },
  target: 'organization',
  validate: distinctAliases,
  allow: (caller, { target, refs }) =>
    records(caller, target['divisionKey'], ...(refs['division'] ? [refs['division']['key']] : [])),
  guard: stillRegistered,
  run: async ({ input, refs, target, tenant, today, update }, tx) => {
    const id = target['id'] as string;
    const before = target as Row & Described;
    // What stays is judged with what changes: a new kind with the code, the form and the grade on record.
    const after = {
      kind: input.kind ?? before.kind,
      legalForm: input.legalForm ?? before.legalForm,
      uscc: input.uscc === undefined ? before.uscc : input.uscc,
      grade: input.grade === undefined ? before.grade : input.grade,
    };
    const division = refs['division'];
    const { first } = await statusChangeDays(tx, tenant, id);
    refuseAll(
      kindFaults(after),
      registrationDate(input.registeredOn, first, today),
      division ? staysInOffice(tenant, tenantOfKey(keyOf(division)), ['division']) : [],
    );
    await update('Organization', id, {
      ...attributesOf(input),
      kind: input.kind,
      name: input.name,
      divisionKey: division && keyOf(division),
    });
    return { objects: { organization: id } };
  },
  returns: { organization: 'Organization' },
  emits: 'organizations.organization.updated',
  rules: [
    'deregistered-organization-is-final',
    'uscc-agrees-with-kind',
    'legal-form-fits-kind',
    'grade-only-of-social-organizations',
    'organization-registered-until-today',
    'organization-registered-before-its-status-changes',
    'unique-in-tenant',
    'organization-stays-in-its-office',
    'list-distinct',
  ],
});

operation('changeOrganizationStatus', {
  description: 'Takes an organization one step on in its life. 变更组织状态',
  scope: 'organizations:write',
  input: {
    organization: ref('Organization', 'The organization. 组织'),
    status: enumOf<OrganizationStatus>('OrganizationStatus', 'The new status. 新状态'),
    effectiveOn: of(
      'Date',
      'Day from which it holds; not before the registration or the last change, not after today. 生效日期',
    ),
    reason: optional(text('Why. 原因')),
    documentNo: optional(text('Number of the document that ordered it. 文号', { max: 100 })),
  },
  target: 'organization',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  guard: stillRegistered,
  run: async ({ input, target, tenant, today, insert, update }, tx) => {
    const id = target['id'] as string;
    const from = target['status'] as OrganizationStatus;
    const { last: lastChangeOn } = await statusChangeDays(tx, tenant, id);
    const registeredOn = target['registeredOn'] as string | null;
    refuseAll(
      statusStep(from, input.status),
      statusDate(input.effectiveOn, { registeredOn, lastChangeOn }, today),
    );
    await update('Organization', id, { status: input.status });
    const change = await insert('OrganizationStatusChange', {
      organizationId: id,
      fromStatus: from,
      toStatus: input.status,
      effectiveOn: input.effectiveOn,
      reason: input.reason ?? null,
      documentNo: input.documentNo ?? null,
    });
    return { objects: { organization: id, statusChange: change } };
  },
  returns: { organization: 'Organization', statusChange: 'OrganizationStatusChange' },
  emits: 'organizations.organization.status-changed',
  rules: [
    'deregistered-organization-is-final',
    'organization-status-follows-its-life-cycle',
    'organization-status-dated-in-order',
    'organization-status-dated-after-registration',
    'organization-status-dated-until-today',
  ],
});

operation('addOrganizationResidence', {
  description: 'Says that an organization plays a part in a division for a time. 登记驻区关系',
  scope: 'organizations:write',
  input: {
    organization: ref('Organization', 'The organization. 组织'),
    division: ref('Division', 'The division it resides in or serves; any office’s. 所驻区划'),
    role: enumOf<ResidenceRole>('ResidenceRole', 'Part it plays there. 角色'),
    validFrom: of('Date', 'First day. 起始日期'),
    validTo: optional(of('Date', 'First day on which it is over. 截止日期(不含)')),
  },
  target: 'organization',
  validate: ({ validFrom, validTo }) =>
    validTo && validTo <= validFrom ? [refusal('validity-order', ['validTo'])] : [],
  // The row lies in the organization's office: nothing of the division that it names is changed.
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  guard: stillRegistered,
  run: async ({ input, refs, target, tenant, insert }, tx) => {
    const residence = {
      organizationId: target['id'] as string,
      divisionKey: keyOf(refs['division']),
      role: input.role,
      validFrom: input.validFrom,
      validTo: input.validTo ?? null,
    };
    refuseAll(residenceWithoutOverlap(input.role, await overlappingResidence(tx, tenant, residence)));
    const id = await insert('OrganizationResidence', residence);
    return {
      objects: { organization: residence.organizationId, residence: id },
      asOf: input.validFrom,
    };
  },
  returns: { organization: 'Organization', residence: 'OrganizationResidence' },
  emits: 'organizations.residence.added',
  rules: ['deregistered-organization-is-final', 'residence-without-overlap', 'validity-order'],
});

operation('endOrganizationResidence', {
  description: 'Says from which day an organization no longer plays its part in a division. 终止驻区关系',
  scope: 'organizations:write',
  input: {
    organization: ref('Organization', 'The organization. 组织'),
    residence: ref('OrganizationResidence', 'Its residence. 驻区关系'),
    validTo: of('Date', 'First day on which it is over. 截止日期(不含)'),
  },
  // The organization and not the residence: who records it ends it as well, and its lock keeps overlaps out.
  target: 'organization',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  run: async ({ input, refs, target, tenant, update }, tx) => {
    const residence = await residenceOf(
      tx,
      tenant,
      target['id'] as string,
      refs['residence']!['id'] as string,
    );
    if (!residence) throw refuse('NOT_FOUND', ['residence']);
    refuseAll(residenceEnd(residence, input.validTo));
    await update('OrganizationResidence', residence.id, { validTo: input.validTo });
    // Its first day is the one day of which it is certain that the residence is still there to be read.
    return {
      objects: { organization: target['id'] as string, residence: residence.id },
      asOf: residence.validFrom,
    };
  },
  returns: { organization: 'Organization', residence: 'OrganizationResidence' },
  emits: 'organizations.residence.ended',
  rules: ['residence-ends-once', 'validity-order'],
});
