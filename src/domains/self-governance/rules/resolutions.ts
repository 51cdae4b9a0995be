// What is always true of resolutions: who decided, when, and what may rest on them.
import type { ResolutionState } from '../../../generated/database.js';
import { defineRules, fault, refusal, type Fault, type Path, type Refusal } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';

// What was turned down may be put to the body again: that is another resolution.
lifeCycle<ResolutionState>('ResolutionState', 'resolution-follows-its-life-cycle', {
  ADOPTED: ['ANNULLED'],
  REJECTED: [],
  ANNULLED: [],
});

const rules = defineRules({
  'resolution-names-its-body': {
    code: 'INVALID_INPUT',
    zh: '决议须写明议决机构:已登记的组织(body)或其名称(bodyName),而两者均未填写。',
    en: 'A resolution names the body that decided, as a recorded organization in `body` or by its name in `bodyName`; neither is given.',
  },
  'resolution-body-of-its-office': {
    code: 'RULE_BROKEN',
    zh: '议决机构须与决议由同一登记机关记录;可只填写其名称(bodyName)。',
    en: 'The body must be recorded by the office that records the resolution; another one is given by its name in `bodyName` alone.',
  },
  'resolution-decided-until-today': {
    code: 'RULE_BROKEN',
    zh: '议决日期不得晚于今天({today}),而它是 {decidedOn}。',
    en: 'A resolution is recorded once it is taken: not after today, {today}, but this one is dated {decidedOn}.',
  },
  'resolution-of-a-meeting-keeps-its-day': {
    code: 'RULE_BROKEN',
    zh: '由会议表决形成的决议,其日期即会议召开日期,不能更正。',
    en: 'A resolution that a meeting here voted on is of the day on which it was held.',
  },
  'resolution-annulled-after-its-day': {
    code: 'RULE_BROKEN',
    zh: '撤销日期须在 {earliest} 与今天({today})之间,而它是 {effectiveOn}。',
    en: 'A resolution is annulled between its own day, {earliest}, and today, {today}, but not on {effectiveOn}.',
  },
  'resolution-stays-while-others-rest-on-it': {
    code: 'RULE_BROKEN',
    zh: '已有其他记录以此决议为依据({what}),不能再更正或撤销;须先更正或终止这些记录。',
    en: 'Other records rest on this resolution ({what}), so that it is neither corrected nor annulled.',
  },
  'annulled-resolution-is-final': {
    code: 'RULE_BROKEN',
    zh: '决议已撤销,不再更正。',
    en: 'The resolution is annulled and is not corrected any more.',
  },
  'resolution-is-adopted': {
    code: 'RULE_BROKEN',
    zh: '所依据的决议“{title}”状态须为“{needed:ResolutionState}”,而它是“{state:ResolutionState}”;请引用有效的决议。',
    en: 'The resolution “{title}” to rest on must be “{needed:ResolutionState}”, but is “{state:ResolutionState}”; name one that stands.',
  },
  'resolution-comes-first': {
    code: 'RULE_BROKEN',
    zh: '所依据的决议须在 {on} 当日或之前作出,而它作于 {decidedOn}。',
    en: 'What rests on a resolution comes after it: by {on} it had not been taken, but on {decidedOn}.',
  },
  'resolution-of-the-same-office': {
    code: 'RULE_BROKEN',
    zh: '所依据的决议须由同一登记机关记录。',
    en: 'The resolution to rest on must be recorded by the same office.',
  },
});

/** Rules that may refuse what rests on a resolution: for the list of every operation that asks for one. */
export const restingRules = [
  rules['resolution-is-adopted'],
  rules['resolution-comes-first'],
  rules['resolution-of-the-same-office'],
] as const;

/** What of a resolution matters to what rests on it. */
export interface Decided {
  readonly tenant: number;
  readonly title: string;
  readonly state: ResolutionState;
  readonly decidedOn: string;
}

/** Refuses to rest on a resolution of another office, on one that does not stand, or before it was taken. */
export function restingFaults(
  { tenant, title, state, decidedOn }: Decided,
  office: number,
  on: string,
  path: Path,
): readonly Fault[] {
  if (tenant !== office) return [fault('resolution-of-the-same-office', path)];
  return [
    ...(state === 'ADOPTED'
      ? []
      : [fault('resolution-is-adopted', path, { title, state, needed: 'ADOPTED' })]),
    ...(decidedOn <= on ? [] : [fault('resolution-comes-first', path, { on, decidedOn })]),
  ];
}

/** What is wrong with the body of a resolution. */
export function bodyFaults(
  bodyName: string | null,
  body: Readonly<Record<string, unknown>> | undefined,
  office: number,
): readonly Fault[] {
  return [
    ...(bodyName === null ? [fault('resolution-names-its-body', ['bodyName'])] : []),
    ...(body && body['tenant'] !== office ? [fault('resolution-body-of-its-office', ['body'])] : []),
  ];
}

/** Refuses a resolution that is still to be taken. */
export function decisionDayFaults(decidedOn: string, today: string): readonly Fault[] {
  return decidedOn <= today
    ? []
    : [fault('resolution-decided-until-today', ['decidedOn'], { decidedOn, today })];
}

/** What is wrong with correcting the day of a resolution. */
export function correctedDayFaults(decidedOn: string, ofMeeting: boolean, today: string): readonly Fault[] {
  return ofMeeting
    ? [fault('resolution-of-a-meeting-keeps-its-day', ['decidedOn'])]
    : decisionDayFaults(decidedOn, today);
}

/** Refuses to touch what others rest on. */
export function untouchedFaults(resting: readonly string[]): readonly Fault[] {
  return resting.length > 0
    ? [fault('resolution-stays-while-others-rest-on-it', [], { what: resting.join(', ') })]
    : [];
}

/** Refuses to correct what is annulled. */
export function notAnnulled({ state }: Readonly<Record<string, unknown>>): Refusal | null {
  return state === 'ANNULLED' ? refusal('annulled-resolution-is-final') : null;
}
