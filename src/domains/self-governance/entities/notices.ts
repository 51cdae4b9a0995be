// What readers see of public notices and of what was objected to them.
import { entity } from '../../../kernel/entity.js';
import { seesDecisions } from '../policy.js';

entity('PublicNotice', {
  id: 'pub',
  plural: 'publicNotices',
  within: 'divisionKey',
  visible: seesDecisions,
  expose: [
    'title',
    'content',
    'divisionKey',
    'places',
    'postedOn',
    'days',
    'workingDays',
    'lastOn',
    'state',
    'synthetic',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['division', 'resolution', 'item', 'objections'],
  filter: [
    'title',
    'divisionKey',
    'postedOn',
    'lastOn',
    'state',
    'synthetic',
    'division',
    'resolution',
    'item',
    'objections',
  ],
  sort: ['title', 'postedOn', 'lastOn', 'state', 'divisionKey', 'createdAt'],
  pinyin: ['title'],
  search: ['title'],
  aggregate: { groups: ['state', 'divisionKey'] },
});

entity('NoticeObjection', {
  id: 'obj',
  plural: 'noticeObjections',
  within: 'divisionKey',
  visible: seesDecisions,
  // What residents write may tell who they are: the public reads the answer.
  audiences: { content: 'INTERNAL' },
  expose: [
    'content',
    'divisionKey',
    'raisedOn',
    'state',
    'answer',
    'answeredOn',
    'version',
    'createdAt',
    'updatedAt',
  ],
  relations: ['notice', 'objector', 'division'],
  filter: ['divisionKey', 'raisedOn', 'state', 'answeredOn', 'notice', 'objector'],
  sort: ['raisedOn', 'state', 'answeredOn', 'divisionKey', 'createdAt'],
  aggregate: { groups: ['state', 'divisionKey'] },
});
