// What callers do with governance units: record, correct, move and end them.
import type {
  DivisionLevel,
  GovernanceUnitKind,
  HousingAge,
  SettlementIndustry,
} from '../../../generated/database.js';
import { refuseAll, refusal } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { changeable, enumOf, int, list, of, optional, ref, text } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { mayRecordUnits } from '../policy.js';
import {
  countPartsInForce,
  endOfDivision,
  lockUnitTrees,
  moveParts,
  movePaths,
  placeOf,
} from '../queries/units.js';
import { officeOf } from '../queries/offices.js';
import {
  divisionFaults,
  endFaults,
  industryFaults,
  officeFaults,
  placeFaults,
  readableOn,
  refuseEnded,
  remainingFaults,
  unitFaults,
  unitPath,
  unitRules,
} from '../rules/units.js';

const nameLength = { max: 100 };

/** Attributes that recording and correcting have in common. */
const attributes = {
  aliases: changeable(list(text('Another name. 别名', nameLength), { max: 20 })),
  housingAge: changeable(enumOf<HousingAge>('HousingAge', 'Age of the housing. 房龄')),
  settlementIndustry: optional(
    enumOf<SettlementIndustry>('SettlementIndustry', 'What a rural settlement lives on. 产业类型'),
  ),
  householdCount: optional(int('Number of households. 户数', { min: 0, max: 1_000_000 })),
  builtYear: optional(int('Year of completion. 建成年份', { min: 1000, max: 2999 })),
  address: optional(text('Address. 地址', { max: 200 })),
};

const unit = ref('GovernanceUnit', 'The unit. 治理单元');

operation('createGovernanceUnit', {
  description: 'Records a governance unit, alone or as a part of another one. 登记治理单元',
  scope: 'territory:write',
  input: {
    division: ref('Division', 'The lowest division that it lies in. 所在区划'),
    parent: optional(ref('GovernanceUnit', 'The unit that it is part of. 上级单元')),
    kind: enumOf<GovernanceUnitKind>('GovernanceUnitKind', 'Kind. 类型'),
    name: text('Name. 名称', nameLength),
    ...attributes,
    validFrom: optional(of('Date', 'First day on which it is in use; today, if nothing is said. 生效日')),
  },
  tenant: ({ division }, tx, today) => officeOf(tx, division, today),
  allow: (caller, { refs }) => mayRecordUnits(caller, refs['division']!['key'] as string),
  async run({ input, refs, tenant, today, insert }, tx) {
    const division = refs['division'] as { readonly key: string; readonly level: DivisionLevel };
    const { kind, name } = input;
    const settlementIndustry = input.settlementIndustry ?? null;
    refuseAll(
      unitFaults({ kind, level: division.level, settlementIndustry }),
      remainingFaults(await endOfDivision(tx, division.key)),
      officeFaults(refs['parent'], tenant),
    );
    const validFrom = input.validFrom ?? today;
    const id = newId();
    let parentPath = '';
    if (refs['parent']) {
      await lockUnitTrees(tx, tenant, [refs['parent']['id'] as string]);
      const parent = await placeOf(tx, tenant, refs['parent']['id'] as string);
      refuseAll(placeFaults({ kind, divisionKey: division.key, path: '', validFrom, validTo: null }, parent));
      parentPath = parent.path;
    }
    await insert('GovernanceUnit', {
      id,
      kind,
      name,
      aliases: input.aliases ?? [],
      divisionKey: division.key,
      parentId: refs['parent']?.['id'] ?? null,
      path: unitPath(parentPath, id),
      housingAge: input.housingAge ?? 'UNKNOWN',
      settlementIndustry,
      householdCount: input.householdCount ?? null,
      builtYear: input.builtYear ?? null,
      address: input.address ?? null,
      validFrom,
      validTo: null,
      synthetic: refs['division']!['synthetic'],
    });
    return { objects: { governanceUnit: id }, asOf: validFrom > today ? validFrom : today };
  },
  returns: { governanceUnit: 'GovernanceUnit' },
  emits: 'territory.unit.created',
  rules: [
    unitRules['unit-kinds-nest'],
    unitRules['unit-within-one-division'],
    unitRules['unit-within-parents-validity'],
    unitRules['unit-division-low-enough'],
    unitRules['unit-division-goes-on'],
    unitRules['unit-industry-of-settlements'],
  ],
});

operation('updateGovernanceUnit', {
  description:
    'Corrects what is recorded of a governance unit; what is not named stays. Its parts go along into another division. 更正治理单元',
  scope: 'territory:write',
  input: {
    unit,
    division: changeable(
      ref('Division', 'The lowest division that it lies in, of the same office. 所在区划'),
    ),
    name: changeable(text('Name. 名称', nameLength)),
    ...attributes,
  },
  target: 'unit',
  allow: (caller, { target, refs }) =>
    mayRecordUnits(caller, target['divisionKey'] as string) &&
    (!refs['division'] || mayRecordUnits(caller, refs['division']['key'] as string)),
  guard: refuseEnded,
  async run({ input, refs, target, tenant, today, update }, tx) {
    const id = target['id'] as string;
    const industry = industryFaults(target['kind'] as GovernanceUnitKind, input.settlementIndustry ?? null);
    const division = refs['division'] as { readonly key: string; readonly level: DivisionLevel } | undefined;
    const endsOn = division ? await endOfDivision(tx, division.key) : null;
    // Its shape is of the tree's business only where it changes division.
    if (division) await lockUnitTrees(tx, tenant, [id]);
    const place = await placeOf(tx, tenant, id);
    const parent = place.parentId === null ? null : await placeOf(tx, tenant, place.parentId);
    refuseAll(
      industry,
      division ? divisionFaults({ tenant }, division, parent) : [],
      remainingFaults(endsOn),
    );
    const { unit: _unit, division: _division, ...values } = input;
    await update('GovernanceUnit', id, { ...values, divisionKey: division?.key });
    if (division) await moveParts(tx, tenant, place.path, division.key);
    return { objects: { governanceUnit: id }, asOf: readableOn(place, today) };
  },
  returns: { governanceUnit: 'GovernanceUnit' },
  emits: 'territory.unit.updated',
  rules: [
    unitRules['unit-in-force'],
    unitRules['unit-within-one-division'],
    unitRules['unit-division-low-enough'],
    unitRules['unit-division-goes-on'],
    unitRules['unit-division-of-its-office'],
    unitRules['unit-industry-of-settlements'],
  ],
});

operation('moveGovernanceUnit', {
  description: 'Puts a governance unit with all its parts under another one, or under none. 调整治理单元隶属',
  scope: 'territory:write',
  input: {
    unit,
    parent: optional(ref('GovernanceUnit', 'The unit that it becomes part of; none, if absent. 上级单元')),
  },
  target: 'unit',
  allow: (caller, { target }) => mayRecordUnits(caller, target['divisionKey'] as string),
  guard: refuseEnded,
  async run({ refs, target, tenant, today, update }, tx) {
    const id = target['id'] as string;
    refuseAll(officeFaults(refs['parent'], tenant));
    const parentId = (refs['parent']?.['id'] as string | undefined) ?? null;
    await lockUnitTrees(tx, tenant, parentId === null ? [id] : [id, parentId]);
    const moved = await placeOf(tx, tenant, id);
    const parent = parentId === null ? null : await placeOf(tx, tenant, parentId);
    if (parent) refuseAll(placeFaults(moved, parent));
    const path = unitPath(parent?.path ?? '', id);
    await update('GovernanceUnit', id, { parentId, path });
    await movePaths(tx, tenant, moved.path, path);
    return { objects: { governanceUnit: id }, asOf: readableOn(moved, today) };
  },
  returns: { governanceUnit: 'GovernanceUnit' },
  emits: 'territory.unit.moved',
  rules: [
    unitRules['unit-in-force'],
    unitRules['unit-tree-acyclic'],
    unitRules['unit-kinds-nest'],
    unitRules['unit-within-one-division'],
    unitRules['unit-within-parents-validity'],
  ],
});

operation('endGovernanceUnit', {
  description:
    'Ends a governance unit that has no parts in force any more. An end that is still to come can be put off or removed. 终止治理单元',
  scope: 'territory:write',
  input: {
    unit,
    validTo: optional(
      of('Date', 'First day on which it is no longer in use; null removes an end that is to come. 失效日'),
    ),
  },
  target: 'unit',
  validate: ({ validTo }) => (validTo === undefined ? [refusal('unit-end-said', ['validTo'])] : []),
  allow: (caller, { target }) => mayRecordUnits(caller, target['divisionKey'] as string),
  guard: refuseEnded,
  async run({ input, target, tenant, today, update }, tx) {
    const id = target['id'] as string;
    const validTo = input.validTo ?? null;
    await lockUnitTrees(tx, tenant, [id]);
    const place = await placeOf(tx, tenant, id);
    const parent = place.parentId === null ? null : await placeOf(tx, tenant, place.parentId);
    const parts = validTo === null ? 0 : await countPartsInForce(tx, tenant, place.path, validTo);
    const ended = { validFrom: place.validFrom, validTo };
    refuseAll(endFaults(ended, parent, parts));
    await update('GovernanceUnit', id, { validTo });
    return { objects: { governanceUnit: id }, asOf: readableOn(ended, today) };
  },
  returns: { governanceUnit: 'GovernanceUnit' },
  emits: 'territory.unit.ended',
  rules: [
    unitRules['unit-in-force'],
    unitRules['unit-end-said'],
    unitRules['unit-ends-after-its-first-day'],
    unitRules['unit-ends-after-its-parts'],
    unitRules['unit-within-parents-validity'],
  ],
});
