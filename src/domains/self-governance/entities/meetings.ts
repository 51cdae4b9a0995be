// What readers see of meetings, of the matters put to them, and of the procedures by which they are decided.
import { entity, extend } from '../../../kernel/entity.js';
import { always } from '../../../kernel/predicate.js';
import { seesDecisions } from '../policy.js';

entity('Procedure', {
  id: 'prc',
  plural: 'procedures',
  identity: 'code',
  visible: () => always,
  expose: ['code', 'name', 'description', 'source'],
  relations: ['steps'],
  filter: ['code', 'name'],
  sort: ['code', 'name'],
  pinyin: ['name'],
  naturalKeys: {
    code: { columns: ['code'], inTenant: false, description: 'Its short name. 程序代号' },
  },
});

entity('ProcedureStep', {
  visible: () => always,
  expose: ['position', 'name', 'actor', 'needs'],
  order: [{ field: 'position', direction: 'ASC' }],
});

const recorded = ['synthetic', 'version', 'createdAt', 'updatedAt'];

entity('Meeting', {
  id: 'mtg',
  plural: 'meetings',
  within: 'divisionKey',
  visible: seesDecisions,
  expose: [
    'kind',
    'title',
    'bodyName',
    'divisionKey',
    'month',
    'dueOn',
    'plannedOn',
    'place',
    'state',
    'heldOn',
    'eligiblePersons',
    'presentPersons',
    'eligibleHouseholds',
    'presentHouseholds',
    'eligibleAreaDm2',
    'presentAreaDm2',
    ...recorded,
  ],
  relations: ['body', 'division', 'unit', 'items', 'tallies'],
  filter: [
    'kind',
    'title',
    'bodyName',
    'divisionKey',
    'month',
    'dueOn',
    'plannedOn',
    'state',
    'heldOn',
    'synthetic',
    'body',
    'division',
    'unit',
    'items',
  ],
  sort: ['kind', 'title', 'month', 'dueOn', 'plannedOn', 'heldOn', 'state', 'divisionKey', 'createdAt'],
  pinyin: ['title'],
  search: ['title', 'bodyName'],
  aggregate: { groups: ['kind', 'state', 'month', 'divisionKey'] },
});

entity('AgendaItem', {
  id: 'agi',
  plural: 'agendaItems',
  within: 'divisionKey',
  visible: seesDecisions,
  expose: [
    'title',
    'content',
    'divisionKey',
    'raisedOn',
    'month',
    'state',
    'responsible',
    'dueOn',
    'outcome',
    ...recorded,
  ],
  relations: ['division', 'procedure', 'meeting', 'steps', 'tallies', 'resolutions', 'notices'],
  filter: [
    'title',
    'divisionKey',
    'raisedOn',
    'month',
    'state',
    'dueOn',
    'synthetic',
    'division',
    'meeting',
    'resolutions',
  ],
  sort: ['title', 'raisedOn', 'month', 'state', 'dueOn', 'divisionKey', 'createdAt'],
  pinyin: ['title'],
  search: ['title'],
  aggregate: { groups: ['state', 'month', 'divisionKey'] },
});

entity('AgendaStep', {
  visible: () => always,
  expose: ['takenOn', 'takenBy', 'note', 'recordedAt'],
  relations: ['step'],
  order: [{ field: 'position', direction: 'ASC' }],
});

entity('Tally', {
  id: 'tly',
  plural: 'tallies',
  within: 'divisionKey',
  visible: seesDecisions,
  expose: [
    'rule',
    'method',
    'base',
    'baseVotes',
    'neededVotes',
    'yesVotes',
    'noVotes',
    'abstainVotes',
    'baseAreaDm2',
    'neededAreaDm2',
    'yesAreaDm2',
    'passed',
    'votedOn',
    'divisionKey',
    'recordedAt',
  ],
  relations: ['item', 'meeting', 'division'],
  filter: ['rule', 'method', 'base', 'passed', 'votedOn', 'divisionKey', 'item', 'meeting'],
  sort: ['votedOn', 'rule', 'divisionKey', 'recordedAt'],
  aggregate: { groups: ['rule', 'base', 'passed', 'divisionKey'] },
});

extend('Resolution', { relations: ['procedure', 'item', 'notices'], filter: ['item'] });
extend('Organization', { relations: ['meetings'], filter: ['meetings'] });
extend('GovernanceUnit', { relations: ['meetings'], filter: ['meetings'] });
