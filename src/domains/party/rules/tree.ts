// The paths of the tree by date: what they are, and how a move rewrites those of a whole subtree.
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import type { Period } from './parents.js';

defineRules({
  'party-tree-acyclic': {
    code: 'RULE_BROKEN',
    zh: '党组织不能隶属于其自身或其下级党组织,而新上级正是其一。',
    en: 'A party organization cannot stand under itself or under one below it, but the new parent is one of these.',
  },
  'party-history-not-rewritten': {
    code: 'RULE_BROKEN',
    zh: '已有自 {validFrom} 起的隶属记录,历史不予改写;生效日期须晚于该日。',
    en: 'The day must come after {validFrom}, from when on a parent is recorded, but does not; history is not rewritten.',
  },
  'party-move-within-validity': {
    code: 'RULE_BROKEN',
    zh: '生效日期须在党组织的有效期内({validFrom} 至 {validTo}),而它不在其内。',
    en: 'The day must lie where the organization exists, from {validFrom} to {validTo}, but does not.',
  },
  'party-move-changes-the-parent': {
    code: 'RULE_BROKEN',
    zh: '该党组织在该日已隶属于此上级。',
    en: 'The organization stands under this one on that day already.',
  },
});

/** Where an organization stood for a time. */
export interface Segment extends Period {
  readonly nodeId: string;
  /** Ids from the root down to the node, each followed by a slash, after a slash. */
  readonly path: string;
}

/** A time under a parent. */
export interface Link extends Period {
  readonly parentId: string;
}

const earlier = (a: string | null, b: string | null): string | null =>
  a === null ? b : b === null ? a : a < b ? a : b;

/** The days that two periods have in common; null if there are none. */
export function overlap(a: Period, b: Period): Period | null {
  const validFrom = a.validFrom > b.validFrom ? a.validFrom : b.validFrom;
  const validTo = earlier(a.validTo, b.validTo);
  return validTo !== null && validTo <= validFrom ? null : { validFrom, validTo };
}

/** Where an organization stands that is put under a parent, or at the root, for a time. */
export function segmentsBelow(
  parent: readonly Segment[] | null,
  id: string,
  during: Period,
): readonly Segment[] {
  if (parent === null) return [{ nodeId: id, path: `/${id}/`, ...period(during) }];
  return parent.flatMap((above) => {
    const common = overlap(above, during);
    return common === null ? [] : [{ nodeId: id, path: `${above.path}${id}/`, ...common }];
  });
}

/**
 * Where a subtree stands from a day on after its top was put under another parent: the tails of its segments,
 * each once for every place that the new parent itself will have.
 * @param subtree segments of the top and of all below it that reach beyond the day
 * @param parent segments of the new parent
 */
export function segmentsAfterMove(
  subtree: readonly Segment[],
  top: string,
  parent: readonly Segment[],
  day: string,
): readonly Segment[] {
  return subtree.flatMap((segment) => {
    const tail = overlap(segment, { validFrom: day, validTo: null });
    if (tail === null) return [];
    const below = segment.path.slice(segment.path.indexOf(`/${top}/`) + 1);
    return parent.flatMap((above) => {
      const common = overlap(above, tail);
      return common === null ? [] : [{ nodeId: segment.nodeId, path: above.path + below, ...common }];
    });
  });
}

/** Refuses a parent that stands under the child, on any day of the period. */
export function cycleFaults(
  childId: string,
  parentId: string,
  parent: readonly Segment[],
  during: Period,
): readonly Fault[] {
  const below = parent.some(
    (segment) => segment.path.includes(`/${childId}/`) && overlap(segment, during) !== null,
  );
  return childId === parentId || below ? [fault('party-tree-acyclic', ['newParent'])] : [];
}

/** What is wrong with the day of a move, after all the links that the organization has. */
export function moveDayFaults(
  node: Period,
  links: readonly Link[],
  newParentId: string,
  day: string,
): readonly Fault[] {
  const path = ['effectiveOn'];
  if (day < node.validFrom || (node.validTo !== null && day >= node.validTo))
    return [
      fault('party-move-within-validity', path, {
        validFrom: node.validFrom,
        validTo: node.validTo ?? '…',
      }),
    ];
  const later = links.find((link) => link.validFrom >= day);
  if (later) return [fault('party-history-not-rewritten', path, { validFrom: later.validFrom })];
  const current = links.find((link) => link.validTo === null || link.validTo > day);
  return current?.parentId === newParentId ? [fault('party-move-changes-the-parent', ['newParent'])] : [];
}

/** What is wrong with ending an organization on a day; `day` is the first on which it no longer exists. */
export function endFaults(node: Period, links: readonly Link[], day: string): readonly Fault[] {
  const path = ['effectiveOn'];
  const { validFrom, validTo } = node;
  if (day <= validFrom || (validTo !== null && day > validTo))
    return [fault('party-move-within-validity', path, { validFrom, validTo: validTo ?? '…' })];
  const later = links.find((link) => link.validFrom >= day);
  return later ? [fault('party-history-not-rewritten', path, { validFrom: later.validFrom })] : [];
}

/** Where a subtree stands from a day on after its top was succeeded by another organization in the same place. */
export function segmentsAfterSuccession(
  subtree: readonly Segment[],
  top: string,
  successor: string,
  day: string,
): readonly Segment[] {
  return subtree.flatMap(({ nodeId, path, ...during }) => {
    const tail = overlap(during, { validFrom: day, validTo: null });
    if (tail === null) return [];
    const to = path.replace(`/${top}/`, `/${successor}/`);
    return [{ nodeId: nodeId === top ? successor : nodeId, path: to, ...tail }];
  });
}

function period({ validFrom, validTo }: Period): Period {
  return { validFrom, validTo };
}
