// What is always true of procedures: steps are taken in their order, and each shows what it needs.
import type { AgendaItemState, StepNeed } from '../../../generated/database.js';
import { defineRules, fault, refusal, type Fault, type Refusal } from '../../../kernel/errors.js';

defineRules({
  'item-goes-by-a-procedure': {
    code: 'RULE_BROKEN',
    zh: '该议题未选定议事程序。',
    en: 'The item goes by no procedure, so that it has no steps.',
  },
  'procedure-steps-in-their-order': {
    code: 'RULE_BROKEN',
    zh: '程序的下一步骤为第 {next} 步“{name}”,而所填为第 {position} 步。',
    en: 'The next step of the procedure is number {next}, {name}, but number {position} was given.',
  },
  'procedure-step-has-what-it-needs': {
    code: 'RULE_BROKEN',
    zh: '步骤“{name}”须先完成:{needs:StepNeed}。',
    en: 'The step {name} needs to be shown first: {needs:StepNeed}.',
  },
  'procedure-step-taken-in-order': {
    code: 'RULE_BROKEN',
    zh: '完成日期须在 {earliest} 与今天({today})之间,而它是 {effectiveOn}。',
    en: 'A step is taken between {earliest} and today, {today}, but not on {effectiveOn}.',
  },
  'procedure-comes-to-its-vote': {
    code: 'RULE_BROKEN',
    zh: '表决之前须完成程序步骤“{name}”。',
    en: 'Before the vote the procedure has the step {name}, which was not taken.',
  },
});

/** A step as the procedure has it. */
export interface Step {
  readonly position: number;
  readonly name: string;
  readonly needs: StepNeed;
}

/** What of a matter a step may need to see. */
export interface Shown {
  readonly state: AgendaItemState;
  /** A public notice about it was closed, and no objection upheld. */
  readonly noticed: boolean;
}

const after: Readonly<Partial<Record<StepNeed, readonly AgendaItemState[]>>> = {
  VOTE: ['PASSED', 'EXECUTING', 'REPORTED'],
  EXECUTION: ['EXECUTING', 'REPORTED'],
  REPORT: ['REPORTED'],
};

/** Refuses a step of what goes by no procedure. */
export function hasProcedure({ procedureCode }: Readonly<Record<string, unknown>>): Refusal | null {
  return procedureCode === null ? refusal('item-goes-by-a-procedure') : null;
}

/** What is wrong with taking a step after so many. */
export function takingFaults(
  steps: readonly Step[],
  taken: number,
  position: number,
  shown: Shown,
): readonly Fault[] {
  const next = steps.find((one) => one.position === taken + 1);
  if (next?.position !== position)
    return [
      fault('procedure-steps-in-their-order', ['position'], {
        next: taken + 1,
        name: next?.name ?? '–',
        position,
      }),
    ];
  const states = after[next.needs];
  const met = next.needs === 'NOTICE' ? shown.noticed : (states?.includes(shown.state) ?? true);
  const { name, needs } = next;
  return met ? [] : [fault('procedure-step-has-what-it-needs', ['position'], { name, needs })];
}

/** Refuses a vote before what the procedure has before it. */
export function beforeVoteFaults(steps: readonly Step[], taken: number): readonly Fault[] {
  const vote = steps.find(({ needs }) => needs === 'VOTE');
  const open = steps.find(({ position }) => position === taken + 1);
  return vote && open && open.position < vote.position
    ? [fault('procedure-comes-to-its-vote', [], { name: open.name })]
    : [];
}
