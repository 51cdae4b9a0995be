// The tree of codes in memory: which keys lie below a code on a day, after all recodings.
import { mergeRanges } from '../../../kernel/caller.js';
import type { CodeTree } from '../../../kernel/entity.js';
import type { KeyRange } from '../../../kernel/predicate.js';
import { normalCode, rangeOfCode } from './codes.js';

/** A code that a division has borne since a day. */
export interface DatedCode {
  readonly key: string;
  readonly code: string;
  readonly validFrom: string;
}

/** What a division's code is on a day: the last one it bore; before its beginning, its first. */
function codeOn(history: readonly DatedCode[], asOf: string): string {
  return (history.findLast(({ validFrom }) => validFrom <= asOf) ?? history[0]!).code;
}

/**
 * Builds the tree from the exceptions alone: a division whose code is its key in all versions lies where
 * its key lies and needs no entry, so that 620,573 communities cost nothing.
 * @param exceptions all versions of divisions that bore another code than their key, and of divisions whose
 *   key was another's code; ordered by key and start
 */
export function codeTreeOf(exceptions: readonly DatedCode[]): CodeTree {
  const histories = new Map<string, DatedCode[]>();
  for (const version of exceptions) {
    const history = histories.get(version.key);
    if (history) history.push(version);
    else histories.set(version.key, [version]);
  }

  /** The code on the day of the division that bears `code` on the day, or else bore it last, or will first. */
  function currentCode(code: string, asOf: string): string {
    const bearers = exceptions.filter((version) => version.code === code);
    const inForce = bearers.filter(({ key }) => codeOn(histories.get(key)!, asOf) === code);
    const candidates = inForce.length > 0 ? inForce : bearers;
    const byStart = candidates.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
    const chosen = byStart.findLast(({ validFrom }) => validFrom <= asOf) ?? byStart[0];
    return chosen ? codeOn(histories.get(chosen.key)!, asOf) : code;
  }

  return {
    ranges(code, asOf) {
      const normal = normalCode(code);
      if (normal === null) return [];
      const root = rangeOfCode(currentCode(normal, asOf));
      const regions = [...histories].map(([key, history]) => {
        const onDay = codeOn(history, asOf);
        return { ...rangeOfCode(key), inside: root.from <= onDay && onDay < root.to };
      });
      return mergeRanges(insideRanges([{ ...root, inside: true }, ...regions]));
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
