// Life cycles as data: which state may follow which, with the one rule that refuses every other step.
import { always } from './predicate.js';
import { entity, type JoinField } from './entity.js';
import { defineRules, fault, type Fault, type Path } from './errors.js';
import { literal, sql } from './sql.js';

/** The states of an enum of the datamodel and the steps between them. */
export interface LifeCycle {
  /** Name of the enum. */
  readonly states: string;
  /** Rule that refuses a step which is not among them. */
  readonly rule: string;
  readonly steps: Readonly<Record<string, readonly string[]>>;
}

const cycles = new Map<string, LifeCycle>();

/**
 * Declares the life of whatever has a column of the enum.
 *
 * Takes the enum's name, the rule's name and the steps by the state they start from; defines the rule.
 */
export function lifeCycle<State extends string>(
  states: string,
  rule: string,
  steps: Readonly<Record<State, readonly State[]>>,
): LifeCycle {
  if (cycles.has(states)) throw new Error(`The life cycle of ${states} is declared twice.`);
  defineRules({
    [rule]: {
      code: 'RULE_BROKEN',
      zh: `状态为“{from:${states}}”时不能变为“{to:${states}}”;下一状态可为:{next:${states}}。`,
      en: `The state “{from:${states}}” is not followed by “{to:${states}}”, but by: {next:${states}}.`,
    },
  });
  const cycle = { states, rule, steps };
  cycles.set(states, cycle);
  return cycle;
}

/** All life cycles by the name of their enum. */
export function allLifeCycles(): ReadonlyMap<string, LifeCycle> {
  return cycles;
}

/** What is wrong with a step; `to` null asks whether there is any step at all. */
export function stepFaults(
  states: string,
  from: string,
  to: string | null,
  path: Path = [],
): readonly Fault[] {
  const cycle = cycles.get(states);
  if (!cycle) throw new Error(`No life cycle is declared for ${states}.`);
  const next = cycle.steps[from] ?? [];
  if (to === null ? next.length > 0 : next.includes(to)) return [];
  return [fault(cycle.rule, path, { from, to: to ?? '–', next: next.join(', ') || '–' })];
}

/**
 * Refuses the day of a step that lies before an earlier one (the last step, the beginning) or after today, since the
 * state is shown at once. The words are the rule's own; they may tell `earliest`, `today` and `effectiveOn`.
 */
export function stepDayFaults(
  rule: string,
  effectiveOn: string,
  earlier: readonly (string | null)[],
  today: string,
  path: Path = ['effectiveOn'],
): readonly Fault[] {
  const earliest = earlier
    .flatMap((day) => day ?? [])
    .sort()
    .at(-1);
  if ((earliest === undefined || effectiveOn >= earliest) && effectiveOn <= today) return [];
  return [fault(rule, path, { earliest: earliest ?? '…', today, effectiveOn })];
}

entity('StateChange', {
  visible: () => always,
  audiences: { reason: 'INTERNAL', documentNo: 'INTERNAL' },
  expose: ['fromState', 'toState', 'operation', 'effectiveOn', 'reason', 'documentNo', 'recordedAt'],
});

/** The field with the steps that an object took; it is a part of the object and seen with it. */
export function stateChanges(entityName: string): JoinField {
  return {
    by: 'join',
    to: 'StateChange',
    many: true,
    description: 'The steps it took, in their order. 状态变更',
    on: (from, to) =>
      sql`${to.col('tenant')} = ${from.col('tenant')} AND ${to.col('objectId')} = ${from.col('id')} AND ${to.col('type')} = ${literal(entityName)}`,
  };
}
