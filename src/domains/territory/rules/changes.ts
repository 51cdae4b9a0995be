// Changes of divisions: their rules by name, and what each of the eight types takes.
import type {
  ChangeSide,
  DivisionChangeType,
  DivisionKind,
  DivisionLevel,
} from '../../../generated/database.js';
import { defineRules, fault, type Fault, type Path } from '../../../kernel/errors.js';
import { codeBelow, levelOfCode } from './codes.js';

export const changeRules = defineRules({
  'division-change-takes': {
    code: 'INVALID_INPUT',
    zh: '变更类型为“{type:DivisionChangeType}”时须给出此项。',
    en: 'This is missing; a change of the type “{type:DivisionChangeType}” needs it.',
  },
  'division-change-takes-no': {
    code: 'INVALID_INPUT',
    zh: '变更类型为“{type:DivisionChangeType}”时不能给出此项。',
    en: 'A change of the type “{type:DivisionChangeType}” does not take this; leave it out.',
  },
  'division-change-results': {
    code: 'INVALID_INPUT',
    zh: '变更类型为“{type:DivisionChangeType}”时变更后的区划须为 {min} 至 {max} 个,现有 {count} 个。',
    en: '{count} resulting divisions are given; a change of the type “{type:DivisionChangeType}” has {min} to {max}.',
  },
  'division-change-changes': {
    code: 'RULE_BROKEN',
    zh: '变更前后没有差别,或差别不属于“{type:DivisionChangeType}”。',
    en: 'Nothing differs afterwards, or the difference is not of the type “{type:DivisionChangeType}”.',
  },
  'division-change-follows-the-last': {
    code: 'RULE_BROKEN',
    zh: '变更日过早:{code} 已登记了 {validFrom} 的变动,新的变更须在其后。',
    en: 'The day is too early: of {code} something is recorded for {validFrom} already, and a new change comes after it.',
  },
  'division-in-force': {
    code: 'RULE_BROKEN',
    zh: '{code} 已于 {validTo} 失效,不能再变更。',
    en: 'The division {code} has ended on {validTo} and changes no more.',
  },
  'division-parent-in-force': {
    code: 'RULE_BROKEN',
    zh: '上级区划在变更日无效。',
    en: 'The division above is not in force on the day of the change.',
  },
  'division-code-range': {
    code: 'RULE_BROKEN',
    zh: '代码 {code} 不在任何区划类型的区间内。',
    en: 'The code {code} lies in no range that stands for a kind of division.',
  },
  'division-code-below-parent': {
    code: 'RULE_BROKEN',
    zh: '代码 {code} 不直接位于上级区划 {parent} 之下:须以其有效位开头,且恰低一级。',
    en: 'The code {code} must lie directly below {parent}, the code of the division above, but does not.',
  },
  'division-code-free': {
    code: 'CONFLICT',
    zh: '代码 {code} 在变更日已由其他区划使用。',
    en: 'On that day the code {code} is borne by another division.',
  },
  'division-key-unused': {
    code: 'CONFLICT',
    zh: '代码 {code} 是另一区划最初登记的代码,不能再用于新设区划。',
    en: 'The code {code} is the first code of another division; a new division cannot be known by it.',
  },
  'division-name-unique-among-siblings': {
    code: 'CONFLICT',
    zh: '同一上级之下已有名为{name}的区划。',
    en: 'There is a division of the short name {name} under the same parent.',
  },
  'division-ends-empty': {
    code: 'RULE_BROKEN',
    zh: '{code} 仍有 {divisions} 个下级区划和 {units} 个有效的治理单元。请先划转下级区划,终止治理单元或改其所在区划,并迁出在此登记的组织和党组织。',
    en: '{code} still has {divisions} divisions below it and {units} governance units in force. Transfer the divisions, end the units or put them elsewhere, and move the organizations that are recorded there first.',
  },
  'division-merges-empty': {
    code: 'RULE_BROKEN',
    zh: '{code} 仍有 {count} 个下级区划,请先划转。',
    en: '{code} would end in the merger and still has {count} divisions below it; transfer them first.',
  },
  'division-merge-of-siblings': {
    code: 'RULE_BROKEN',
    zh: '{code} 与 {other} 不属同一上级,不能合并;请先划转。',
    en: '{code} and {other} lie under different divisions and cannot merge; transfer one of them first.',
  },
});

/** A version of a division. */
export interface Version {
  readonly key: string;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly code: string;
  readonly level: DivisionLevel;
  readonly kind: DivisionKind;
  readonly name: string;
  readonly shortName: string;
  readonly aliases: readonly string[];
  readonly parentKey: string | null;
  readonly codeScheme: string | null;
  readonly sourceCode: string | null;
  readonly synthetic: boolean;
  readonly note: string | null;
}

/** What a division is to be called and coded; what is not named stays. */
interface After {
  readonly code: string | null;
  readonly name: string | null;
}

/** A change as it is asked for, with the versions of the divisions it names. */
export interface Change {
  readonly type: DivisionChangeType;
  readonly effectiveOn: string;
  readonly codeScheme: string | null;
  readonly sourceCode: string | null;
  readonly division: Version | null;
  readonly others: readonly Version[];
  /** The division above what results: the one asked for, else the present one. */
  readonly parent: Version | null;
  readonly parentGiven: boolean;
  readonly after: readonly After[];
}

/** What else is recorded and bears on the change. */
export interface Surroundings {
  /** Versions below the division and the others that are in force on the day or later. */
  readonly below: readonly Version[];
  /** How many governance units in force on the day or later lie in the division. */
  readonly units: number;
  /** Versions under the division above, in force on the day. */
  readonly siblings: readonly Version[];
  /** Of the codes that come into use: those borne on the day or later, with their bearers. */
  readonly bearers: readonly { readonly code: string; readonly key: string }[];
  /** Of the same codes: those that are the key of some division. */
  readonly keys: readonly string[];
}

/** What is to be written. */
export interface Plan {
  readonly anchors: readonly { readonly key: string; readonly level: DivisionLevel }[];
  readonly close: readonly Version[];
  readonly open: readonly Version[];
  readonly items: readonly {
    readonly side: ChangeSide;
    readonly divisionKey: string;
    readonly code: string;
    readonly name: string;
  }[];
}

interface Shape {
  readonly division: boolean;
  readonly parent: boolean;
  readonly others: boolean;
  /** Least and most entries of `after`. */
  readonly after: readonly [number, number];
  /** Which of code and name each entry must give, and which it must not. */
  readonly code: 'given' | 'absent' | 'either';
  readonly name: 'given' | 'absent' | 'either';
}

/** Most divisions that one change merges or makes. */
export const maxParts = 20;

const shapes: Readonly<Record<DivisionChangeType, Shape>> = {
  ESTABLISH: { division: false, parent: true, others: false, after: [1, 1], code: 'given', name: 'given' },
  ABOLISH: { division: true, parent: false, others: false, after: [0, 0], code: 'either', name: 'either' },
  RENAME: { division: true, parent: false, others: false, after: [1, 1], code: 'absent', name: 'given' },
  RECODE: { division: true, parent: false, others: false, after: [1, 1], code: 'given', name: 'absent' },
  MERGE: { division: true, parent: false, others: true, after: [1, 1], code: 'given', name: 'either' },
  SPLIT: {
    division: true,
    parent: false,
    others: false,
    after: [2, maxParts],
    code: 'given',
    name: 'either',
  },
  TRANSFER: { division: true, parent: true, others: false, after: [1, 1], code: 'given', name: 'either' },
  KIND_CHANGE: {
    division: true,
    parent: false,
    others: false,
    after: [1, 1],
    code: 'either',
    name: 'either',
  },
};

/** Which fields of the input do not fit the type of the change. */
export function shapeFaults(
  type: DivisionChangeType,
  given: {
    readonly division: boolean;
    readonly parent: boolean;
    readonly others: number;
    readonly after: readonly { readonly code: boolean; readonly name: boolean }[];
  },
): readonly Fault[] {
  const shape = shapes[type];
  const faults: Fault[] = [];
  const judge = (path: Path, want: boolean, have: boolean): void => {
    if (want !== have)
      faults.push(fault(want ? 'division-change-takes' : 'division-change-takes-no', path, { type }));
  };
  judge(['division'], shape.division, given.division);
  judge(['parent'], shape.parent, given.parent);
  judge(['others'], shape.others, given.others > 0);
  const [min, max] = shape.after;
  if (given.after.length < min || given.after.length > max)
    faults.push(fault('division-change-results', ['after'], { type, min, max, count: given.after.length }));
  given.after.forEach((entry, i) => {
    if (shape.code !== 'either') judge(['after', i, 'code'], shape.code === 'given', entry.code);
    if (shape.name !== 'either') judge(['after', i, 'name'], shape.name === 'given', entry.name);
  });
  return faults;
}

/** The codes that come into use by a change, with those of everything that moves along. */
export function codesIntoUse(change: Change, below: readonly Version[]): readonly string[] {
  const { division } = change;
  const codes = change.after.flatMap(({ code }) => (code === null ? [] : [code]));
  const moved = movesBelow(change) ? below.map((v) => codeBelow(v.code, division!.code, codes[0]!)) : [];
  return [...codes, ...moved];
}

/** Whether everything below the division takes the new digits with it. */
export function movesBelow({ type, division, after }: Change): boolean {
  const code = after[0]?.code ?? null;
  return (
    (type === 'RECODE' || type === 'TRANSFER' || type === 'KIND_CHANGE') &&
    code !== null &&
    code !== division?.code &&
    levelOfCode(code) === division?.level
  );
}
