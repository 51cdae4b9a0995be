// What a change of divisions ends and begins, and what refuses it.
import type { DivisionKind } from '../../../generated/database.js';
import { fault, type Fault, type Path } from '../../../kernel/errors.js';
import { movesBelow, type Change, type Plan, type Surroundings, type Version } from './changes.js';
import { codeBelow, kindOfCode, levelOfCode, parentCode, rangeOfCode } from './codes.js';
import { normalName, shortNameOf } from './names.js';

/** One entry of `after`: the version it becomes, and the one it was; null for a new division. */
interface Result {
  readonly path: Path;
  readonly was: Version | null;
  readonly version: Version;
  readonly altered: boolean;
}

/** Judges a change and says what is to be written; the plan is worth nothing if there are faults. */
export function planChange(
  change: Change,
  around: Surroundings,
): { readonly faults: readonly Fault[]; readonly plan: Plan } {
  const before = [...(change.division ? [change.division] : []), ...change.others];
  const results = change.after.map((_, i) => resultOf(change, before, i));
  const goingOn = new Set(results.map(({ version }) => version.key));
  const ended = before.filter(({ key }) => !goingOn.has(key));
  const carried = movesBelow(change) ? around.below.map((version) => carry(change, version)) : [];
  const altered = results.filter((result) => result.altered);
  const close = [
    ...ended,
    ...altered.flatMap(({ was }) => (was === null ? [] : [was])),
    ...(carried.length > 0 ? around.below : []),
  ];
  const open = [...altered.map(({ version }) => version), ...carried];
  const item = (side: 'BEFORE' | 'AFTER', { key, code, name }: Version) => ({
    side,
    divisionKey: key,
    code,
    name,
  });
  return {
    faults: [
      ...timeFaults(change, before, close),
      ...ended.flatMap((version) => emptyFaults(change, version, around)),
      ...parentFaults(change, before),
      ...results.flatMap((result) => resultFaults(change, result, around)),
      ...siblingFaults(results, before, around),
      ...codeFaults(results, open, close, around),
    ],
    plan: {
      anchors: results.flatMap(({ was, version: { key, level } }) => (was === null ? [{ key, level }] : [])),
      close,
      open,
      items: [
        ...before.map((v) => item('BEFORE', v)),
        ...results.map(({ version }) => item('AFTER', version)),
      ],
    },
  };
}

function resultOf(change: Change, before: readonly Version[], index: number): Result {
  const { code, name } = change.after[index]!;
  const path = ['after', index];
  // A merger or a division goes on in the one whose code goes on; the other types have one division.
  const byCode = change.type === 'MERGE' || change.type === 'SPLIT' || change.type === 'ESTABLISH';
  const was = (byCode ? before.find((version) => version.code === code) : change.division) ?? null;
  if (was === null) return { path, was, version: newVersion(change, code!, name ?? ''), altered: true };
  const renamed = normalName(name ?? was.name);
  const recoded = code ?? was.code;
  const version: Version = {
    ...succeeding(change, was),
    code: recoded,
    kind: recoded === was.code ? was.kind : (kindOfCode(recoded) ?? was.kind),
    name: renamed,
    shortName: shortNameOf(renamed, was.level),
    aliases: [...new Set([...was.aliases, was.name])].filter((alias) => alias !== renamed),
    parentKey: change.type === 'TRANSFER' ? (change.parent?.key ?? null) : was.parentKey,
    codeScheme: recoded === was.code ? was.codeScheme : change.codeScheme,
  };
  const altered = recoded !== was.code || renamed !== was.name || version.parentKey !== was.parentKey;
  return { path, was, version, altered };
}

function newVersion(change: Change, code: string, name: string): Version {
  const level = levelOfCode(code);
  // Without a kind the code is refused, so the fallback is never written.
  const kind: DivisionKind = kindOfCode(code) ?? 'QUASI_VILLAGE';
  return {
    key: code,
    validFrom: change.effectiveOn,
    validTo: null,
    code,
    level,
    kind,
    name: normalName(name),
    shortName: shortNameOf(name, level),
    aliases: [],
    parentKey: change.parent?.key ?? null,
    codeScheme: change.codeScheme,
    sourceCode: change.sourceCode,
    synthetic: change.parent?.synthetic ?? false,
    note: null,
  };
}

/** The same division from the day of the change on. */
function succeeding(change: Change, version: Version): Version {
  return {
    ...version,
    validFrom: change.effectiveOn,
    validTo: null,
    sourceCode: change.sourceCode,
    note: null,
  };
}

/** A division below, which goes along with its own digits under the new ones. */
function carry(change: Change, version: Version): Version {
  const code = codeBelow(version.code, change.division!.code, change.after[0]!.code!);
  return { ...succeeding(change, version), code, codeScheme: change.codeScheme };
}

/** A change comes after the last recorded version of whatever it touches. */
function timeFaults(change: Change, before: readonly Version[], close: readonly Version[]): readonly Fault[] {
  const closed = new Set(close);
  return [...new Set([...before, ...close])].flatMap((version) => {
    const { code, validFrom, validTo } = version;
    const path = pathOf(change, version);
    if (validTo !== null && validTo <= change.effectiveOn)
      return [fault('division-in-force', path, { code, validTo })];
    const tooEarly = closed.has(version) ? validFrom >= change.effectiveOn : validFrom > change.effectiveOn;
    return tooEarly || validTo !== null
      ? [fault('division-change-follows-the-last', path, { code, validFrom: validTo ?? validFrom })]
      : [];
  });
}

/** A division that ends has nothing in it; what merges leaves to its successor all but the divisions below it. */
function emptyFaults(change: Change, ended: Version, around: Surroundings): readonly Fault[] {
  const { code } = ended;
  const range = rangeOfCode(code);
  const count = around.below.filter((below) => range.from <= below.code && below.code < range.to).length;
  const path = pathOf(change, ended);
  if (change.type === 'MERGE')
    return count > 0 ? [fault('division-merges-empty', path, { code, count })] : [];
  return count + around.units > 0
    ? [fault('division-ends-empty', path, { code, divisions: count, units: around.units })]
    : [];
}

/** Where the input names a division that changes. */
function pathOf(change: Change, { key }: Version): Path {
  const other = change.others.findIndex((one) => one.key === key);
  return other < 0 ? ['division'] : ['others', other];
}

function parentFaults(change: Change, before: readonly Version[]): readonly Fault[] {
  const isProvince = change.division?.level === 'PROVINCE';
  if (change.parent === null && !isProvince && change.after.length > 0)
    return [fault('division-parent-in-force', [change.parentGiven ? 'parent' : 'division'])];
  if (new Set(before.map(({ key }) => key)).size < before.length) return [fault('list-distinct', ['others'])];
  return before.flatMap(({ code, parentKey }, i) =>
    parentKey === before[0]!.parentKey
      ? []
      : [fault('division-merge-of-siblings', ['others', i - 1], { code, other: before[0]!.code })],
  );
}

/** What is wrong with one resulting division by itself. */
function resultFaults(change: Change, result: Result, around: Surroundings): readonly Fault[] {
  const { was, version, path } = result;
  if (!result.altered && change.type !== 'MERGE' && change.type !== 'SPLIT')
    return [fault('division-change-changes', path, { type: change.type })];
  const faults: Fault[] = [];
  if (was !== null && !changesItsOwn(change, was, version))
    faults.push(fault('division-change-changes', path, { type: change.type }));
  if (was === null && version.name === '')
    faults.push(fault('division-change-takes', [...path, 'name'], { type: change.type }));
  if (version.code === was?.code) return faults;
  const codePath = [...path, 'code'];
  const { code } = version;
  const parent = change.parent?.code ?? null;
  if (kindOfCode(code) === null) faults.push(fault('division-code-range', codePath, { code }));
  if ((was !== null && levelOfCode(code) !== was.level) || parentCode(code) !== parent)
    faults.push(fault('division-code-below-parent', codePath, { code, parent: parent ?? '' }));
  if (was === null && around.keys.includes(code))
    faults.push(fault('division-key-unused', codePath, { code }));
  return faults;
}

/** Whether the difference is of the kind that the type of the change is for. */
function changesItsOwn({ type }: Change, was: Version, now: Version): boolean {
  if (type === 'RENAME') return was.name !== now.name;
  if (type === 'RECODE') return was.code !== now.code && was.kind === now.kind;
  if (type === 'TRANSFER') return was.parentKey !== now.parentKey;
  // Above the township the kind is the level; there a county becomes a district by its name or code.
  if (type === 'KIND_CHANGE')
    return was.level === 'TOWNSHIP' || was.level === 'VILLAGE' ? was.kind !== now.kind : was !== now;
  return true;
}

function siblingFaults(
  results: readonly Result[],
  before: readonly Version[],
  around: Surroundings,
): readonly Fault[] {
  const gone = new Set(before.map(({ key }) => key));
  const names = around.siblings.filter(({ key }) => !gone.has(key)).map(({ shortName }) => shortName);
  return results.flatMap(({ version: { shortName }, path }) => {
    const taken = names.includes(shortName);
    names.push(shortName);
    return taken
      ? [fault('division-name-unique-among-siblings', [...path, 'name'], { name: shortName })]
      : [];
  });
}

/** No code is borne twice on the day, neither by a result nor by what goes along. */
function codeFaults(
  results: readonly Result[],
  open: readonly Version[],
  close: readonly Version[],
  around: Surroundings,
): readonly Fault[] {
  const leaving = new Set(close.map(({ key }) => key));
  const borne = new Set(around.bearers.filter(({ key }) => !leaving.has(key)).map(({ code }) => code));
  const opened = new Map(results.map(({ version, path }) => [version.key, path]));
  return open.flatMap(({ key, code }) => {
    const taken = borne.has(code);
    // An unaltered name keeps its code, which is borne by the division itself.
    borne.add(code);
    return taken
      ? [fault('division-code-free', [...(opened.get(key) ?? ['after', 0]), 'code'], { code })]
      : [];
  });
}
