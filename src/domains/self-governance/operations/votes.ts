// How votes become resolutions, and what callers can have counted without a meeting.
import type { AgendaItemState, VoteBase, VoteMethod, VoteRule } from '../../../generated/database.js';
import { computation } from '../../../kernel/computation.js';
import { prices, selfGovernance as sizes } from '../../../kernel/config.js';
import { valueType } from '../../../kernel/entity.js';
import { Refusal, refuseAll } from '../../../kernel/errors.js';
import { changeable, enumOf, int, object, ref, text, type ValuesOf } from '../../../kernel/input.js';
import { newId } from '../../../kernel/ids.js';
import { operation } from '../../../kernel/operation.js';
import { records } from '../policy.js';
import { steadyMeeting, stepsOf, takenSteps, type Meeting } from '../queries/meetings.js';
import { ballotFaults, outcomeFaults } from '../rules/meetings.js';
import { beforeVoteFaults } from '../rules/procedures.js';
import {
  attendanceFaults,
  countings,
  countVotes,
  usualBase,
  voteFaults,
  type Attendance,
  type Votes,
} from '../rules/votes.js';
import { attendance, attendanceOf } from './meetings.js';

const votesCast = (description: string) => int(description, { min: 0, max: sizes.heads });

const votesShape = {
  yes: votesCast('Votes for it. 同意'),
  no: votesCast('Votes against it. 反对'),
  abstain: votesCast('Votes for neither. 弃权'),
  yesAreaDm2: changeable(
    int('Floor area of those who voted for it, in hundredths of a square metre. 同意面积(百分之一平方米)', {
      min: 0,
      max: sizes.areaDm2,
    }),
  ),
};
const votes = object('VotesInput', 'How was voted. 票数', votesShape);
const votesOf = ({ yesAreaDm2, ...rest }: ValuesOf<typeof votesShape>): Votes => ({
  ...rest,
  yesAreaDm2: yesAreaDm2 ?? null,
});

const rule = enumOf<VoteRule>('VoteRule', 'Rule by which it is counted. 表决规则');
const base = changeable(
  enumOf<VoteBase>('VoteBase', 'What the majority is a part of, where the rule leaves it open. 计票基数'),
);

/** Who was there, as the meeting has it; it was held, and so both numbers of persons are known. */
function attendanceAt(meeting: Meeting): Attendance {
  const { eligiblePersons, presentPersons, ...rest } = meeting;
  return { ...rest, eligiblePersons: eligiblePersons ?? 0, presentPersons: presentPersons ?? 0 };
}

operation('recordTally', {
  description:
    'Records how a meeting voted on a matter, with the outcome as it was announced. Refused where the votes give another one, or where too few were there. The matter becomes a resolution. 登记表决结果',
  scope: 'self-governance:write',
  input: {
    agendaItem: ref('AgendaItem', 'The item. 议题'),
    rule,
    base,
    method: enumOf<VoteMethod>('VoteMethod', 'How was voted. 表决方式'),
    votes,
    state: enumOf<AgendaItemState>(
      'AgendaItemState',
      'The outcome as it was announced: PASSED or REJECTED. 宣布的结果',
    ),
    documentNo: text('Number of the resolution’s document. 决议文号', { max: 100 }),
  },
  target: 'agendaItem',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  transition: { column: 'state' },
  run: async ({ input, target, tenant, apply }, tx) => {
    const itemId = target['id'] as string;
    const { procedureCode, divisionKey, title, content, synthetic, meetingId } = target;
    const meeting = await steadyMeeting(tx, tenant, meetingId as string);
    refuseAll(ballotFaults(meeting, input.rule));
    if (procedureCode !== null) {
      const { taken } = await takenSteps(tx, tenant, itemId);
      refuseAll(beforeVoteFaults(await stepsOf(tx, procedureCode as string), taken));
    }
    const { state, documentNo, method } = input;
    const counted = { rule: input.rule, base: input.base ?? usualBase(input.rule) };
    const present = attendanceAt(meeting);
    const cast = votesOf(input.votes);
    refuseAll(
      voteFaults(counted.rule, counted.base, present, cast, {
        base: ['base'],
        attendance: ['agendaItem'],
        votes: ['votes'],
      }),
    );
    const { quorumMet, ...count } = countVotes(counted.rule, counted.base, present, cast);
    refuseAll(outcomeFaults({ quorumMet, ...count }, cast.yes, state));
    const [id, resolution] = [newId(), newId()];
    const { bodyName, bodyId, heldOn } = meeting;
    await apply({
      insert: {
        Tally: [
          {
            id,
            itemId,
            meetingId,
            divisionKey,
            rule: counted.rule,
            method,
            ...count,
            yesVotes: cast.yes,
            noVotes: cast.no,
            abstainVotes: cast.abstain,
            yesAreaDm2: count.baseAreaDm2 === null ? null : cast.yesAreaDm2,
            votedOn: heldOn,
          },
        ],
        Resolution: [
          {
            id: resolution,
            bodyName,
            bodyId,
            divisionKey,
            title,
            content,
            decidedOn: heldOn,
            documentNo,
            state: count.passed ? 'ADOPTED' : 'REJECTED',
            procedureCode,
            itemId,
            synthetic,
          },
        ],
      },
      update: [{ model: 'AgendaItem', id: itemId, values: { state } }],
    });
    return { objects: { agendaItem: itemId, tally: id, resolution } };
  },
  returns: { agendaItem: 'AgendaItem', tally: 'Tally', resolution: 'Resolution' },
  emits: 'self-governance.agenda-item.decided',
  rules: [
    'agenda-item-follows-its-life-cycle',
    'item-is-voted-on-by-a-held-meeting',
    'vote-rule-fits-its-meeting',
    'procedure-comes-to-its-vote',
    'vote-base-is-that-of-its-rule',
    'vote-rule-has-what-it-counts',
    'votes-cast-by-those-present',
    'meeting-has-its-quorum',
    'tally-gives-what-was-announced',
    'unique-in-tenant',
  ],
});

valueType('VoteCount', {
  description: 'What votes come to by a rule. 计票结果',
  fields: {
    quorumMet: { type: 'Boolean', description: 'Whether enough took part to decide. 是否达到法定人数' },
    base: { type: 'VoteBase', description: 'What the majority is a part of. 计票基数' },
    baseVotes: { type: 'Int', description: 'How many that is. 基数' },
    neededVotes: { type: 'Int', description: 'Votes that are needed. 通过所需票数' },
    baseAreaDm2: {
      type: 'Int',
      nullable: true,
      description:
        'Floor area that the majority is a part of, in hundredths of a square metre. 面积基数(百分之一平方米)',
    },
    neededAreaDm2: {
      type: 'Int',
      nullable: true,
      description: 'Floor area that is needed, in hundredths of a square metre. 通过所需面积(百分之一平方米)',
    },
    passed: { type: 'Boolean', description: 'Whether it is adopted. 是否通过' },
    source: { type: 'String', description: 'What the rule is known from. 依据' },
  },
});

computation('countVotes', {
  description:
    'What votes come to by a rule, and how many are needed: needs no meeting, reads and writes nothing. 计票',
  input: { rule, base, attendance, votes },
  type: 'VoteCount',
  price: prices.count,
  validate: (input) => {
    const present = attendanceOf(input.attendance);
    const faults = [
      ...attendanceFaults(present, ['attendance']),
      ...voteFaults(input.rule, input.base ?? usualBase(input.rule), present, votesOf(input.votes), {
        base: ['base'],
        attendance: ['attendance'],
        votes: ['votes'],
      }),
    ];
    return faults.length > 0 ? [new Refusal(faults)] : [];
  },
  compute: (input) => ({
    ...countVotes(
      input.rule,
      input.base ?? usualBase(input.rule),
      attendanceOf(input.attendance),
      votesOf(input.votes),
    ),
    source: countings[input.rule].source,
  }),
});
