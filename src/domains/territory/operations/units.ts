// What callers do with governance units: record, correct, move and end them.
import type {
  DivisionLevel,
  GovernanceUnitKind,
  HousingAge,
  SettlementIndustry,
} from '../../../generated/database.js';
import { Refusal, type Fault } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { changeable, enumOf, int, list, of, optional, ref, text } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { mayRecordUnits } from '../policy.js';
import { countPartsInForce, lockUnitTrees, movePaths, placeOf } from '../queries/units.js';
import { officeOf } from '../queries/offices.js';
import {
  endFaults,
  industryFaults,
  placeFaults,
  refuseEnded,
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

function insist(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new Refusal(faults);
}

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
    insist(unitFaults({ kind, level: division.level, settlementIndustry }));
    const validFrom = input.validFrom ?? today;
    const id = newId();
    let parentPath = '';
    if (refs['parent']) {
      await lockUnitTrees(tx, tenant, [refs['parent']['id'] as string]);
      const parent = await placeOf(tx, tenant, refs['parent']['id'] as string);
      insist(placeFaults({ kind, divisionKey: division.key, path: '', validFrom, validTo: null }, parent));
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
    unitRules['unit-industry-of-settlements'],
  ],
});

operation('updateGovernanceUnit', {
  description: 'Corrects what is recorded of a governance unit; what is not named stays. 更正治理单元',
  scope: 'territory:write',
  input: { unit, name: changeable(text('Name. 名称', nameLength)), ...attributes },
  target: 'unit',
  allow: (caller, { target }) => mayRecordUnits(caller, target['divisionKey'] as string),
  guard: refuseEnded,
  async run({ input, target, update }) {
    insist(industryFaults(target['kind'] as GovernanceUnitKind, input.settlementIndustry ?? null));
    const { unit: _, ...values } = input;
    const named = Object.entries(values).filter(([, value]) => value !== undefined);
    await update('GovernanceUnit', target['id'] as string, Object.fromEntries(named));
    return { objects: { governanceUnit: target['id'] as string } };
  },
  returns: { governanceUnit: 'GovernanceUnit' },
  emits: 'territory.unit.updated',
  rules: [unitRules['unit-in-force'], unitRules['unit-industry-of-settlements']],
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
  async run({ refs, target, tenant, update }, tx) {
    const id = target['id'] as string;
    const parentId = (refs['parent']?.['id'] as string | undefined) ?? null;
    await lockUnitTrees(tx, tenant, parentId === null ? [id] : [id, parentId]);
    const moved = await placeOf(tx, tenant, id);
    const parent = parentId === null ? null : await placeOf(tx, tenant, parentId);
    if (parent) insist(placeFaults(moved, parent));
    const path = unitPath(parent?.path ?? '', id);
    await update('GovernanceUnit', id, { parentId, path });
    await movePaths(tx, tenant, moved.path, path);
    return { objects: { governanceUnit: id } };
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
  description: 'Ends a governance unit that has no parts in force any more. 终止治理单元',
  scope: 'territory:write',
  input: { unit, validTo: of('Date', 'First day on which it is no longer in use. 失效日') },
  target: 'unit',
  allow: (caller, { target }) => mayRecordUnits(caller, target['divisionKey'] as string),
  guard: refuseEnded,
  async run({ input: { validTo }, target, tenant, update }, tx) {
    const id = target['id'] as string;
    await lockUnitTrees(tx, tenant, [id]);
    const { path, validFrom } = await placeOf(tx, tenant, id);
    insist(endFaults({ validFrom }, validTo, await countPartsInForce(tx, tenant, path, validTo)));
    await update('GovernanceUnit', id, { validTo });
    // Read as of its first day: it may have ended before today.
    return { objects: { governanceUnit: id }, asOf: validFrom };
  },
  returns: { governanceUnit: 'GovernanceUnit' },
  emits: 'territory.unit.ended',
  rules: [unitRules['unit-in-force'], unitRules['unit-ends-after-its-parts']],
});
