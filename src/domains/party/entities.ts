// What readers see of the party's organizations and their tree.
import { entity, extend, valueType } from '../../kernel/entity.js';
import { sql } from '../../kernel/sql.js';
import { subtreeKeys } from '../territory/queries/subtrees.js';
import { seesParty, seesWithChild, seesWithOrganization } from './policy.js';
import { isAncestorOf, isChildOf, isDescendantOf, isParentOf } from './queries/joins.js';
import { warningsOf, warningText, type Size } from './rules/sizes.js';

valueType('PartyWarning', {
  description:
    'Where an organization deviates from a statutory size or term without an approved exception. 提示',
  fields: {
    rule: { type: 'String', description: 'Name of the statute’s rule. 规则' },
    message: { type: 'String', description: 'Sentence for people, in the language asked for. 说明' },
  },
});

entity('PartyOrganization', {
  id: 'pty',
  plural: 'partyOrganizations',
  asOf: { from: 'validFrom', to: 'validTo' },
  within: 'divisionKey',
  visible: seesParty,
  expose: [
    'kind',
    'carrierKind',
    'name',
    'divisionKey',
    'formalMembers',
    'probationaryMembers',
    'committeeSeats',
    'coveredUnits',
    'status',
    'approvedBy',
    'approvedOn',
    'approvalDocumentNo',
    'exceptionDocumentNo',
    'termStart',
    'termEnd',
    'validFrom',
    'validTo',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: [
    'division',
    'unit',
    'host',
    'predecessor',
    'successors',
    'parentLinks',
    'statusChanges',
    'mentions',
  ],
  filter: [
    'kind',
    'carrierKind',
    'name',
    'divisionKey',
    'formalMembers',
    'probationaryMembers',
    'committeeSeats',
    'coveredUnits',
    'status',
    'approvedBy',
    'approvedOn',
    'exceptionDocumentNo',
    'termStart',
    'termEnd',
    'validFrom',
    'validTo',
    'synthetic',
    'createdAt',
    'updatedAt',
    'division',
    'unit',
    'host',
    'mentions',
    'parent',
    'children',
    'ancestors',
    'descendants',
  ],
  sort: [
    'name',
    'kind',
    'carrierKind',
    'status',
    'divisionKey',
    'formalMembers',
    'termEnd',
    'validFrom',
    'createdAt',
    'updatedAt',
  ],
  pinyin: ['name'],
  search: ['name'],
  aggregate: {
    groups: ['kind', 'carrierKind', 'status', 'divisionKey'],
    sum: ['formalMembers', 'probationaryMembers'],
  },
  fields: {
    parent: {
      by: 'join',
      to: 'PartyOrganization',
      many: false,
      description: 'The organization directly above, on the day. 上级党组织',
      on: isParentOf,
    },
    children: {
      by: 'join',
      to: 'PartyOrganization',
      many: true,
      description: 'The organizations directly below, on the day. 下级党组织',
      on: isChildOf,
      order: [{ field: 'name', direction: 'ASC' }],
    },
    ancestors: {
      by: 'join',
      to: 'PartyOrganization',
      many: true,
      description: 'The organizations above, the root first. 上级路径',
      on: isAncestorOf,
      // The matrix lets kinds, and between equals carriers, only go down, on every day; so their order is that of the path.
      order: [
        { field: 'kind', direction: 'ASC' },
        { field: 'carrierKind', direction: 'ASC' },
      ],
    },
    descendants: {
      by: 'join',
      to: 'PartyOrganization',
      many: true,
      description: 'All organizations below, at whatever depth, on the day. 所辖全部党组织',
      on: isDescendantOf,
      order: [
        { field: 'kind', direction: 'ASC' },
        { field: 'name', direction: 'ASC' },
      ],
    },
    warnings: {
      by: 'batch',
      type: 'PartyWarning',
      list: true,
      description: 'Deviations from statutory sizes and terms; none with an approved exception. 提示',
      needs: [
        'kind',
        'carrierKind',
        'formalMembers',
        'probationaryMembers',
        'committeeSeats',
        'coveredUnits',
        'termStart',
        'termEnd',
        'exceptionDocumentNo',
      ],
      load: (rows, caller) =>
        rows.map((row) =>
          warningsOf(row as unknown as Size).map((warning) => ({
            rule: warning.rule,
            message: warningText(warning, caller.language),
          })),
        ),
    },
  },
});

entity('PartyParent', {
  id: 'ppl',
  visible: seesWithChild,
  expose: ['validFrom', 'validTo', 'documentNo', 'recordedAt'],
  relations: ['child', 'parent'],
  filter: ['validFrom', 'validTo', 'documentNo', 'recordedAt'],
  sort: ['validFrom', 'validTo', 'recordedAt'],
  order: [{ field: 'validFrom', direction: 'ASC' }],
});

entity('PartyStatusChange', {
  id: 'psc',
  visible: seesWithOrganization,
  expose: ['fromStatus', 'toStatus', 'effectiveOn', 'reason', 'documentNo', 'recordedAt'],
  relations: ['partyOrganization'],
  filter: ['fromStatus', 'toStatus', 'effectiveOn', 'documentNo'],
  sort: ['effectiveOn', 'recordedAt'],
  order: [{ field: 'recordedAt', direction: 'ASC' }],
});

extend('Division', {
  fields: {
    partyOrganizations: {
      by: 'join',
      to: 'PartyOrganization',
      many: true,
      description: 'Party organizations that work here or in a division below. 辖区内的党组织',
      on: (from, to, asOf) => sql`${to.col('divisionKey')} IN (${subtreeKeys(from, asOf)})`,
    },
  },
  filter: ['partyOrganizations'],
});

extend('GovernanceUnit', { relations: ['partyOrganizations'], filter: ['partyOrganizations'] });
extend('Organization', { relations: ['partyOrganizations'], filter: ['partyOrganizations'] });
