// What callers do with figures of residents taking part: count them, set what is aimed at, correct either.
import type { ParticipationBase, ParticipationMeasure } from '../../../generated/database.js';
import { refuseAll } from '../../../kernel/errors.js';
import { enumOf, int, of, optional, percent, ref, text } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { officeOf } from '../../territory/queries/offices.js';
import { records } from '../policy.js';
import { communityLevelFaults, figureFaults } from '../rules/participation.js';

const measure = enumOf<ParticipationMeasure>('ParticipationMeasure', 'What is counted. 指标');
const year = int('Calendar year. 年度', { min: 1949, max: 9999 });
const most = 2_000_000_000;
const counted = {
  numerator: int('Persons or accounts counted. 分子', { min: 0, max: most }),
  denominator: int('Of how many. 分母', { min: 1, max: most }),
  base: enumOf<ParticipationBase>('ParticipationBase', 'What the denominator is. 分母口径'),
  baseNote: optional(text('The denominator in words, where it is configured. 分母说明', { max: 200 })),
  countedOn: of('Date', 'Day of the year up to which is counted. 统计截止日期'),
};
const threshold = percent('Least part, in percent. 目标值');
const documentNo = optional(text('Number of the document that sets it. 文号', { max: 100 }));

operation('recordParticipation', {
  description: 'Records how many residents of a community took part in a year, and of how many. 登记参与情况',
  scope: 'funds:write',
  input: { division: ref('Division', 'The community. 社区(村)'), year, measure, ...counted },
  tenant: ({ division }, tx, today) => officeOf(tx, division, today),
  allow: (caller, { refs }) => records(caller, refs['division']?.['key']),
  run: async ({ input, refs, today, insert }) => {
    const { division: _division, ...columns } = input;
    const division = refs['division']!;
    refuseAll(communityLevelFaults(division['level']), figureFaults(input, today));
    const id = await insert('ParticipationFigure', {
      ...columns,
      divisionKey: division['key'],
      synthetic: division['synthetic'],
    });
    return { objects: { participationFigure: id } };
  },
  returns: { participationFigure: 'ParticipationFigure' },
  emits: 'funds.participation.recorded',
  rules: [
    'participation-counted-in-a-community',
    'needs-counted-of-residents',
    'configured-base-is-explained',
    'participation-counted-until-today',
    'unique-in-tenant',
  ],
});

operation('correctParticipation', {
  description: 'Counts a figure of a community anew. 更正参与情况',
  scope: 'funds:write',
  input: { participationFigure: ref('ParticipationFigure', 'The figure. 参与情况'), ...counted },
  target: 'participationFigure',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  run: async ({ input, target, today, update }) => {
    const { participationFigure: _figure, ...columns } = input;
    const known = {
      measure: target['measure'] as ParticipationMeasure,
      year: target['year'] as number,
    };
    refuseAll(figureFaults({ ...known, ...columns }, today));
    const id = target['id'] as string;
    await update('ParticipationFigure', id, { ...columns, baseNote: columns.baseNote ?? null });
    return { objects: { participationFigure: id } };
  },
  returns: { participationFigure: 'ParticipationFigure' },
  emits: 'funds.participation.corrected',
  rules: ['needs-counted-of-residents', 'configured-base-is-explained', 'participation-counted-until-today'],
});

operation('setParticipationTarget', {
  description: 'Sets what part of the residents an office asks for in a year. 设定参与目标',
  scope: 'funds:write',
  input: {
    division: ref('Division', 'The division of the office whose communities it is for. 适用区划'),
    year,
    measure,
    threshold,
    documentNo,
  },
  tenant: ({ division }, tx, today) => officeOf(tx, division, today),
  allow: (caller, { refs }) => records(caller, refs['division']?.['key']),
  run: async ({ input, refs, insert }) => {
    const { division: _division, threshold: thresholdPpm, ...columns } = input;
    const division = refs['division']!;
    const id = await insert('ParticipationTarget', {
      ...columns,
      thresholdPpm,
      divisionKey: division['key'],
      synthetic: division['synthetic'],
    });
    return { objects: { participationTarget: id } };
  },
  returns: { participationTarget: 'ParticipationTarget' },
  emits: 'funds.participation-target.set',
  rules: ['unique-in-tenant'],
});

operation('changeParticipationTarget', {
  description: 'Changes what part of the residents an office asks for in a year. 调整参与目标',
  scope: 'funds:write',
  input: {
    participationTarget: ref('ParticipationTarget', 'The target. 参与目标'),
    threshold,
    documentNo,
  },
  target: 'participationTarget',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  run: async ({ input, target, update }) => {
    const id = target['id'] as string;
    await update('ParticipationTarget', id, {
      thresholdPpm: input.threshold,
      documentNo: input.documentNo,
    });
    return { objects: { participationTarget: id } };
  },
  returns: { participationTarget: 'ParticipationTarget' },
  emits: 'funds.participation-target.changed',
  rules: [],
});
