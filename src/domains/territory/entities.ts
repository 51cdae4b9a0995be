// What readers see of the territory: divisions, their changes, and governance units.
import { entity, provideCodeTree } from '../../kernel/entity.js';
import { scalar } from '../../kernel/scalars.js';
import { sql } from '../../kernel/sql.js';
import { everybody, readersOfDivision } from './policy.js';
import { loadedCodeTree } from './queries/code-tree.js';
import { isAbove, isBelow, isInChange, isPartOf, isWholeOf, subtreeKeys } from './queries/subtrees.js';
import { maxParts } from './rules/changes.js';
import { parseDivisionCode } from './rules/codes.js';

scalar({
  name: 'DivisionCode',
  description:
    'A statistical division code of 12 digits; 6 or 9 digits are filled up with zeros. 统计用区划代码',
  parse: parseDivisionCode,
});

provideCodeTree(loadedCodeTree);

entity('Division', {
  description:
    'An administrative division as it is on the day: name, kind, code and place in the ladder. Its id stays when they change. 行政区划',
  id: 'div',
  plural: 'divisions',
  model: 'DivisionVersion',
  anchor: 'Division',
  identity: 'key',
  asOf: { from: 'validFrom', to: 'validTo' },
  within: 'key',
  visible: everybody,
  expose: [
    'code',
    'level',
    'kind',
    'name',
    'shortName',
    'aliases',
    'codeScheme',
    'validFrom',
    'validTo',
    'synthetic',
    'note',
  ],
  scalars: { code: 'DivisionCode' },
  relations: ['parent', 'source', 'units', 'mentions'],
  filter: [
    'code',
    'level',
    'kind',
    'name',
    'shortName',
    'codeScheme',
    'validFrom',
    'validTo',
    'synthetic',
    'parent',
    'units',
    'mentions',
  ],
  sort: ['code', 'level', 'kind', 'name', 'shortName', 'validFrom'],
  pinyin: ['name', 'shortName'],
  order: [{ field: 'code', direction: 'ASC' }],
  search: ['name', 'shortName', 'aliases'],
  aggregate: { groups: ['level', 'kind', 'codeScheme', 'synthetic'] },
  fields: {
    children: {
      by: 'join',
      to: 'Division',
      many: true,
      description: 'The divisions directly below. 下级区划',
      on: (from, to) => sql`${to.col('parentKey')} = ${from.col('key')}`,
      order: [{ field: 'code', direction: 'ASC' }],
    },
    descendants: {
      by: 'join',
      to: 'Division',
      many: true,
      description: 'All divisions below, on every rung. 所辖全部区划',
      on: isBelow,
      order: [{ field: 'code', direction: 'ASC' }],
    },
    ancestors: {
      by: 'join',
      to: 'Division',
      many: true,
      description: 'The divisions above, the province first. 上级路径',
      on: isAbove,
      order: [{ field: 'code', direction: 'ASC' }],
    },
    changes: {
      by: 'join',
      to: 'DivisionChange',
      many: true,
      description: 'Changes that name this division, the earliest first. 变更记录',
      on: isInChange,
      order: [{ field: 'effectiveOn', direction: 'ASC' }],
    },
    figures: {
      by: 'join',
      to: 'PublishedFigure',
      many: true,
      description: 'Published figures about this division and those below it. 公开数据',
      on: (from, to, asOf) => sql`${to.col('divisionKey')} IN (${subtreeKeys(from, asOf)})`,
      order: [{ field: 'code', direction: 'ASC' }],
    },
  },
  naturalKeys: {
    code: {
      columns: ['code'],
      inTenant: false,
      description: 'The code it bears on the day; 6, 9 or 12 digits. 区划代码',
    },
  },
});

entity('DivisionChange', {
  id: 'dch',
  plural: 'divisionChanges',
  visible: everybody,
  expose: ['type', 'effectiveOn', 'dateQualifier', 'documentNo', 'note', 'recordedAt'],
  relations: ['items', 'source'],
  filter: ['type', 'effectiveOn', 'dateQualifier', 'documentNo', 'source', 'items'],
  sort: ['effectiveOn', 'recordedAt', 'type'],
  order: [{ field: 'effectiveOn', direction: 'DESC' }],
  aggregate: { groups: ['type', 'effectiveOn'] },
});

entity('DivisionChangeItem', {
  visible: everybody,
  expose: ['side', 'code', 'name'],
  scalars: { code: 'DivisionCode' },
  relations: ['division'],
  filter: ['side', 'code', 'name', 'division'],
  // Everything merged or divided, before and after.
  maxItems: 2 * (maxParts + 1),
});

entity('GovernanceUnit', {
  id: 'unit',
  plural: 'governanceUnits',
  asOf: { from: 'validFrom', to: 'validTo' },
  within: 'divisionKey',
  visible: readersOfDivision,
  expose: [
    'kind',
    'name',
    'aliases',
    'housingAge',
    'settlementIndustry',
    'householdCount',
    'builtYear',
    'address',
    'validFrom',
    'validTo',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['division', 'parent', 'children', 'mentions'],
  filter: [
    'kind',
    'name',
    'housingAge',
    'settlementIndustry',
    'householdCount',
    'builtYear',
    'address',
    'validFrom',
    'validTo',
    'synthetic',
    'updatedAt',
    'division',
    'parent',
    'children',
    'mentions',
  ],
  sort: ['name', 'kind', 'householdCount', 'builtYear', 'validFrom', 'createdAt', 'updatedAt'],
  pinyin: ['name'],
  search: ['name', 'aliases'],
  aggregate: {
    groups: ['kind', 'housingAge', 'settlementIndustry', 'builtYear', 'synthetic'],
    sum: ['householdCount'],
  },
  fields: {
    ancestors: {
      by: 'join',
      to: 'GovernanceUnit',
      many: true,
      description: 'The units it is part of, the outermost first. 上级单元路径',
      on: isWholeOf,
      order: [{ field: 'path', direction: 'ASC' }],
    },
    descendants: {
      by: 'join',
      to: 'GovernanceUnit',
      many: true,
      description: 'All units that are part of it, at whatever depth. 所含全部单元',
      on: isPartOf,
      order: [{ field: 'path', direction: 'ASC' }],
    },
  },
});
