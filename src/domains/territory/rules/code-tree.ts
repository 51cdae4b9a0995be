// The tree of codes in memory: which keys lie below a code on a day, after all recodings.
import { mergeRanges } from '../../../kernel/caller.js';
import type { CodeTree } from '../../../kernel/entity.js';
import type { KeyRange } from '../../../kernel/predicate.js';
import { normalCode, parentCode, rangeOfCode } from './codes.js';

/** A code that a division has borne since a day, and what it lay in. */
export interface DatedCode {
  readonly key: string;
  readonly code: string;
  readonly parentKey: string | null;
  readonly validFrom: string;
}

/** A division that ended in a merger, and the one that went on. */
export interface Merger {
  readonly key: string;
  readonly into: string;
  readonly effectiveOn: string;
}

/** What a division is on a day: the last version begun; before its beginning, its first. */
function versionOn(history: readonly DatedCode[], asOf: string): DatedCode {
  return history.findLast(({ validFrom }) => validFrom <= asOf) ?? history[0]!;
}

/** Whether a climb from a key comes to the root; what was found is remembered for the next one. */
function reaching(
  root: string,
  placesOf: (key: string) => readonly (string | null)[],
): (key: string) => boolean {
  const inside = new Set([root]);
  const outside = new Set<string>();
  return (start) => {
    const climbed = new Set<string>([start]);
    // A set may grow while it is walked; data that goes in a circle adds nothing new.
    for (const key of climbed) {
      if (inside.has(key)) {
        inside.add(start);
        return true;
      }
      if (outside.has(key)) continue;
      for (const place of placesOf(key)) if (place !== null) climbed.add(place);
    }
    for (const key of climbed) outside.add(key);
    return false;
  };
}

/** Values by what they have in common. */
function grouped<T extends { readonly key: string }>(
  values: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(value.key);
    if (group) group.push(value);
    else groups.set(value.key, [value]);
  }
  return groups;
}

/**
 * Builds the tree from the exceptions alone: a division that bears its key as its code in all versions and never ends
 * lies where its key lies and needs no entry, so that 620,573 communities cost nothing.
 * @param exceptions all versions of divisions that bore another code than their key, whose key was another's code, that
 *   have ended, or that were established below a recoded one; ordered by key and start
 * @param mergers all divisions that ended in mergers; each is among the exceptions
 */
export function codeTreeOf(
  exceptions: readonly DatedCode[],
  mergers: readonly Merger[] = [],
): Pick<CodeTree, 'ranges'> {
  const histories = grouped(exceptions);
  const merged = grouped(mergers);

  /** The division that bears `code` on the day, or else bore it last, or will first. */
  function bearerOf(code: string, asOf: string): string {
    const bearers = exceptions.filter((version) => version.code === code);
    const inForce = bearers.filter(({ key }) => versionOn(histories.get(key)!, asOf).code === code);
    const candidates = inForce.length > 0 ? inForce : bearers;
    const byStart = candidates.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
    return (byStart.findLast(({ validFrom }) => validFrom <= asOf) ?? byStart[0])?.key ?? code;
  }

  /** What a division lies in on the day: what it was merged into, else the division above. */
  function placesOf(key: string, asOf: string): readonly (string | null)[] {
    const into = merged.get(key)?.filter(({ effectiveOn }) => effectiveOn <= asOf) ?? [];
    if (into.length > 0) return into.map((merger) => merger.into);
    const history = histories.get(key);
    return [history ? versionOn(history, asOf).parentKey : parentCode(key)];
  }

  return {
    ranges(code, asOf) {
      const normal = normalCode(code);
      if (normal === null) return [];
      const root = bearerOf(normal, asOf);
      const isInside = reaching(root, (key) => placesOf(key, asOf));
      const history = histories.get(root);
      const digits = rangeOfCode(history ? versionOn(history, asOf).code : root);
      const regions = [...histories.keys()].map((key) => ({ ...rangeOfCode(key), inside: isInside(key) }));
      return mergeRanges(insideRanges([{ ...digits, inside: true }, ...regions]));
    },
  };
}

interface Region extends KeyRange {
  readonly inside: boolean;
}

/**
 * The keys whose innermost region is inside. Regions are prefixes of keys, so two of them are disjoint or one
 * holds the other; a division that is no exception goes with the nearest one above it, and so a moved county
 * stays one range.
 */
function insideRanges(regions: readonly Region[]): readonly KeyRange[] {
  const ranges: KeyRange[] = [];
  const open: Region[] = [{ from: '', to: ':', inside: false }];
  let at = '';
  const advance = (to: string): void => {
    if (open.at(-1)!.inside && at < to) ranges.push({ from: at, to });
    at = to;
  };
  // A shorter prefix begins first where two begin together; the sort is stable, so an exception follows the root.
  for (const region of regions.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    while (open.at(-1)!.to <= region.from) {
      advance(open.at(-1)!.to);
      open.pop();
    }
    advance(region.from);
    open.push(region);
  }
  while (open.length > 0) {
    advance(open.at(-1)!.to);
    open.pop();
  }
  return ranges;
}
