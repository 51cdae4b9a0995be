// How many residents take part: counted against a stated base, compared in whole numbers.
import type { ParticipationBase, ParticipationMeasure } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';

defineRules({
  'participation-counted-in-a-community': {
    code: 'RULE_BROKEN',
    zh: '参与情况按社区(村)统计。',
    en: 'Participation is counted in a community or village.',
  },
  'needs-counted-of-residents': {
    code: 'INVALID_INPUT',
    zh: '征集率为提交需求人数占常住人口的比例:分母口径须为常住人口,分子不得大于分母。',
    en: 'Needs are counted in persons of the resident population: that is the base, and no more persons submit them than there are.',
  },
  'configured-base-is-explained': {
    code: 'INVALID_INPUT',
    zh: '自定分母口径的,须写明口径(baseNote)。',
    en: 'A configured base is explained in `baseNote`.',
  },
  'participation-counted-until-today': {
    code: 'INVALID_INPUT',
    zh: '统计截止日期须在 {year} 年内,且不晚于今天({today})。',
    en: 'A figure of {year} is counted up to a day of that year, and not after today, {today}.',
  },
});

/** What is wrong with a figure. */
export function figureFaults(
  figure: {
    readonly measure: ParticipationMeasure;
    readonly numerator: number;
    readonly denominator: number;
    readonly base: ParticipationBase;
    readonly baseNote?: string | null | undefined;
    readonly year: number;
    readonly countedOn: string;
  },
  today: string,
): readonly Fault[] {
  const { measure, numerator, denominator, base, baseNote, year, countedOn } = figure;
  const fits = measure !== 'NEEDS' || (base === 'RESIDENT_POPULATION' && numerator <= denominator);
  return [
    ...(fits ? [] : [fault('needs-counted-of-residents', ['numerator'])]),
    ...(base === 'CONFIGURED' && !baseNote ? [fault('configured-base-is-explained', ['baseNote'])] : []),
    ...(Number(countedOn.slice(0, 4)) === year && countedOn <= today
      ? []
      : [fault('participation-counted-until-today', ['countedOn'], { year, today })]),
  ];
}

/** Refuses a place that is no community. */
export function communityLevelFaults(level: unknown): readonly Fault[] {
  return level === 'VILLAGE' ? [] : [fault('participation-counted-in-a-community', ['division'])];
}
