// Who asks: the credential's app, subject, audience and rights, as every policy sees them.
import type { KeyRange } from './predicate.js';

export type Audience = 'PUBLIC' | 'PARTNER' | 'INTERNAL';
export type DataClass = 'PUBLIC' | 'CONDITIONAL' | 'INTERNAL' | 'PERSONAL' | 'SENSITIVE';
export type Language = 'zh-CN' | 'en';
/** `domain:read`, `domain:write` or `domain:admin`; each includes those before it. */
export type Scope = `${string}:${'read' | 'write' | 'admin'}`;

/** A caller, fixed for one request. */
export interface Caller {
  /** Id of the app, null without a credential. */
  readonly app: string | null;
  /** Pseudonymous person or system; `anonymous` without a credential. */
  readonly subject: string;
  /** Office that gave the credential, and answers for what is done with it; null without one. */
  readonly tenant: number | null;
  readonly audience: Audience;
  /** Organization the subject acts for. */
  readonly organizationId: string | null;
  /** Install of the app by which the office let it in; absent for a person and without a credential. */
  readonly install?: string | null;
  readonly language: Language;
  /**
   * Code of the declared purpose that the request names, null where it names none; undefined for a caller that this process
   * made, which answers for itself.
   */
  readonly purpose?: string | null;
  readonly grants: readonly Grant[];
  /**
   * Where the caller holds a scope for data of a class: merged ranges of division keys, [] for nowhere.
   * A wider scope includes a narrower one (admin, write, read); classes are granted one by one.
   */
  ranges(scope: Scope, dataClass: DataClass): readonly KeyRange[];
  /** Whether the scope is held at all, wherever. */
  holds(scope: Scope): boolean;
  /** Whether the scope is held at this division key for data of a class. */
  holdsAt(scope: Scope, dataClass: DataClass, divisionKey: string): boolean;
}

/** One right: scope × subtree × data class, in force today. */
export interface Grant {
  readonly scope: Scope;
  /** Division code of the subtree's root; null for everywhere. */
  readonly division: string | null;
  readonly dataClass: DataClass;
}

/** What stands in for a caller without a credential; one for each language, so that what is known of it is kept. */
export function anonymous(language: Language): Caller {
  let caller = nobodies.get(language);
  if (!caller) nobodies.set(language, (caller = makeNobody(language)));
  return caller;
}

const nobodies = new Map<Language, Caller>();

function makeNobody(language: Language): Caller {
  return makeCaller(
    {
      app: null,
      subject: 'anonymous',
      tenant: null,
      audience: 'PUBLIC',
      organizationId: null,
      language,
      grants: [],
    },
    () => [],
  );
}

/** The scopes of some rights, each once and in order. */
export function scopesOf(grants: readonly Grant[]): readonly Scope[] {
  return [...new Set(grants.map(({ scope }) => scope))].sort();
}

/** The same caller without all that is not public: who reads what everybody may read. */
export function asPublic(caller: Caller): Caller {
  const grants = caller.grants.filter(({ dataClass }) => dataClass === 'PUBLIC');
  return {
    ...caller,
    audience: 'PUBLIC',
    organizationId: null,
    grants,
    ranges: (scope, dataClass) => (dataClass === 'PUBLIC' ? caller.ranges(scope, dataClass) : []),
    holds: (scope) => caller.holds(scope) && caller.ranges(scope, 'PUBLIC').length > 0,
    holdsAt: (scope, dataClass, key) => dataClass === 'PUBLIC' && caller.holdsAt(scope, dataClass, key),
  };
}

const implied: Readonly<Record<string, readonly string[]>> = {
  read: ['read', 'write', 'admin'],
  write: ['write', 'admin'],
  admin: ['admin'],
};

const width: Readonly<Record<Audience, number>> = { PUBLIC: 0, PARTNER: 1, INTERNAL: 2 };

/** Whether the one audience is shown no more than the other. */
export function isNoWider(audience: Audience, than: Audience): boolean {
  return width[audience] <= width[than];
}

/** Whether who holds the one scope holds the other by it. */
export function includesScope(held: Scope, asked: Scope): boolean {
  const [heldDomain, heldVerb] = held.split(':') as [string, string];
  const [domain, verb] = asked.split(':') as [string, string];
  return heldDomain === domain && (implied[verb] ?? []).includes(heldVerb);
}

/** Whether the ranges leave none of the other ranges' keys out; both are merged. */
export function covers(ranges: readonly KeyRange[], others: readonly KeyRange[]): boolean {
  return others.every(({ from, to }) => ranges.some((range) => range.from <= from && to <= range.to));
}

/** Everything is below this: keys are digits, and `:` follows `9`. */
export const everywhere: KeyRange = { from: '', to: ':' };

/** Whether the ranges leave no key out. */
export function isEverywhere(ranges: readonly KeyRange[]): boolean {
  return ranges.length === 1 && ranges[0]!.from === everywhere.from && ranges[0]!.to === everywhere.to;
}

/**
 * Makes a caller of its rights.
 * @param expand gives the merged key ranges of a division code's subtree today.
 */
export function makeCaller(
  facts: Pick<
    Caller,
    'app' | 'subject' | 'tenant' | 'audience' | 'organizationId' | 'install' | 'language' | 'grants'
  >,
  expand: (division: string) => readonly KeyRange[],
): Caller {
  const cache = new Map<string, readonly KeyRange[]>();
  const matching = (scope: Scope, dataClass?: DataClass): readonly Grant[] =>
    facts.grants.filter(
      (grant) =>
        includesScope(grant.scope, scope) && (dataClass === undefined || grant.dataClass === dataClass),
    );
  const rangesOf = (scope: Scope, dataClass: DataClass): readonly KeyRange[] => {
    const key = `${scope} ${dataClass}`;
    let ranges = cache.get(key);
    if (!ranges) {
      ranges = mergeRanges(
        matching(scope, dataClass).flatMap((g) => (g.division === null ? [everywhere] : expand(g.division))),
      );
      cache.set(key, ranges);
    }
    return ranges;
  };
  return {
    ...facts,
    ranges: rangesOf,
    holds: (scope) => matching(scope).length > 0,
    holdsAt: (scope, dataClass, divisionKey) =>
      rangesOf(scope, dataClass).some((r) => r.from <= divisionKey && divisionKey < r.to),
  };
}

/** The same set of keys as sorted ranges that neither touch nor overlap. */
export function mergeRanges(ranges: readonly KeyRange[]): readonly KeyRange[] {
  const merged: KeyRange[] = [];
  for (const range of [...ranges].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const last = merged.at(-1);
    if (last && range.from <= last.to)
      merged[merged.length - 1] = { from: last.from, to: range.to > last.to ? range.to : last.to };
    else merged.push(range);
  }
  return merged;
}
