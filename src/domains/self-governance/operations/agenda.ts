// What callers do with matters: bring them up, put them on an agenda, carry out what was decided.
import { refuseAll } from '../../../kernel/errors.js';
import { int, of, optional, ref, text } from '../../../kernel/input.js';
import { stepDayFaults } from '../../../kernel/life-cycle.js';
import { operation, type Scene } from '../../../kernel/operation.js';
import { officeOf } from '../../territory/queries/offices.js';
import { records } from '../policy.js';
import { resolutionOf, steadyMeeting, stepsOf, takenSteps, wasNoticed } from '../queries/meetings.js';
import { adoptedResolution } from '../queries/resolutions.js';
import { cycleMonthOf, officeFaults, placementFaults, raisedFaults } from '../rules/meetings.js';
import { hasProcedure, takingFaults, type Shown } from '../rules/procedures.js';
import { restingRules } from '../rules/resolutions.js';

const item = ref('AgendaItem', 'The item. 议题');
const life = 'agenda-item-follows-its-life-cycle';

/** The item's new columns; the one object that such an operation answers. */
async function changed(
  { target, update }: Pick<Scene<unknown>, 'target' | 'update'>,
  values: Readonly<Record<string, unknown>>,
): Promise<{ readonly objects: { readonly agendaItem: string } }> {
  const id = target['id'] as string;
  await update('AgendaItem', id, values);
  return { objects: { agendaItem: id } };
}

operation('raiseAgendaItem', {
  description:
    'Records a matter that somebody brought up. What is brought up after the 15th waits for the monthly meeting of the next month. 提出议题',
  scope: 'self-governance:write',
  input: {
    division: ref('Division', 'The division. 所在区划'),
    title: text('What it is about. 议题名称', { max: 200 }),
    content: optional(text('What is to be decided, in words. 议题内容', { max: 4000 })),
    raisedOn: of('Date', 'Day on which it was brought up. 提出日期'),
    procedure: optional(ref('Procedure', 'How it is decided and carried out. 议事程序')),
  },
  tenant: ({ division }, tx, today) => officeOf(tx, division, today),
  allow: (caller, { refs }) => records(caller, refs['division']?.['key']),
  run: async ({ input, refs, today, insert }) => {
    const { title, content, raisedOn } = input;
    refuseAll(raisedFaults(raisedOn, today));
    const id = await insert('AgendaItem', {
      title,
      content: content ?? null,
      divisionKey: refs['division']!['key'],
      raisedOn,
      month: cycleMonthOf(raisedOn),
      procedureCode: refs['procedure']?.['code'] ?? null,
      state: 'COLLECTED',
      synthetic: refs['division']!['synthetic'],
    });
    return { objects: { agendaItem: id } };
  },
  returns: { agendaItem: 'AgendaItem' },
  emits: 'self-governance.agenda-item.raised',
  rules: ['agenda-item-raised-until-today'],
});

operation('putOnAgenda', {
  description: 'Puts a matter on the agenda of a meeting that is still to be held. 列入议程',
  scope: 'self-governance:write',
  input: { agendaItem: item, meeting: ref('Meeting', 'The meeting. 会议') },
  target: 'agendaItem',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  transition: { column: 'state', to: 'ON_AGENDA' },
  run: async (scene, tx) => {
    const { refs, target, tenant } = scene;
    const meeting = refs['meeting']!;
    refuseAll(officeFaults(tenant, { meeting }));
    const meetingId = meeting['id'] as string;
    refuseAll(
      placementFaults(await steadyMeeting(tx, tenant, meetingId), { month: target['month'] as string }),
    );
    return changed(scene, { state: 'ON_AGENDA', meetingId });
  },
  returns: { agendaItem: 'AgendaItem' },
  emits: 'self-governance.agenda-item.placed',
  rules: [
    life,
    'meeting-references-of-one-office',
    'meeting-takes-items-until-it-is-held',
    'agenda-item-collected-in-time',
  ],
});

operation('postponeAgendaItem', {
  description: 'Takes a matter from the agenda, so that another meeting can decide it. 议题改期',
  scope: 'self-governance:write',
  input: { agendaItem: item, reason: text('Why. 原因') },
  target: 'agendaItem',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  transition: { column: 'state', to: 'COLLECTED' },
  run: (scene) => changed(scene, { state: 'COLLECTED', meetingId: null }),
  returns: { agendaItem: 'AgendaItem' },
  emits: 'self-governance.agenda-item.postponed',
  rules: [life],
});

operation('withdrawAgendaItem', {
  description: 'Gives up a matter before it is carried out. 撤回议题',
  scope: 'self-governance:write',
  input: { agendaItem: item, reason: text('Why. 原因') },
  target: 'agendaItem',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  transition: { column: 'state', to: 'WITHDRAWN' },
  run: (scene) => changed(scene, { state: 'WITHDRAWN' }),
  returns: { agendaItem: 'AgendaItem' },
  emits: 'self-governance.agenda-item.withdrawn',
  rules: [life],
});

operation('executeAgendaItem', {
  description: 'Says who carries out what was decided, and until when. 实施决议',
  scope: 'self-governance:write',
  input: {
    agendaItem: item,
    responsible: text('Who carries it out; an office or body, no person. 责任主体', { max: 200 }),
    dueOn: optional(of('Date', 'Day by which it is to be done. 完成期限')),
    effectiveOn: of('Date', 'Day on which it begins, not after today. 实施日期'),
  },
  target: 'agendaItem',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  transition: { column: 'state', to: 'EXECUTING' },
  run: async (scene, tx) => {
    const { input, target, tenant, today } = scene;
    const { responsible, dueOn, effectiveOn } = input;
    // What is carried out rests on the resolution, which may have been annulled meanwhile.
    const resolution = await resolutionOf(tx, tenant, target['id'] as string);
    const decidedOn = resolution?.['decidedOn'] as string | undefined;
    refuseAll(stepDayFaults('agenda-item-steps-dated-in-order', effectiveOn, [decidedOn ?? null], today));
    if (resolution) await adoptedResolution(tx, tenant, resolution, effectiveOn, ['agendaItem']);
    return changed(scene, { state: 'EXECUTING', responsible, dueOn: dueOn ?? null });
  },
  returns: { agendaItem: 'AgendaItem' },
  emits: 'self-governance.agenda-item.executing',
  rules: [life, 'agenda-item-steps-dated-in-order', ...restingRules],
});

operation('reportAgendaItem', {
  description: 'Tells what came of what was decided. 报告实施结果',
  scope: 'self-governance:write',
  input: {
    agendaItem: item,
    outcome: text('What came of it. 实施结果', { max: 4000 }),
    effectiveOn: of('Date', 'Day of the report, not after today. 报告日期'),
  },
  target: 'agendaItem',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  transition: { column: 'state', to: 'REPORTED' },
  run: async (scene) => {
    const { input, target, today } = scene;
    refuseAll(
      stepDayFaults(
        'agenda-item-steps-dated-in-order',
        input.effectiveOn,
        [target['raisedOn'] as string],
        today,
      ),
    );
    return changed(scene, { state: 'REPORTED', outcome: input.outcome });
  },
  returns: { agendaItem: 'AgendaItem' },
  emits: 'self-governance.agenda-item.reported',
  rules: [life, 'agenda-item-steps-dated-in-order'],
});

operation('recordAgendaStep', {
  description:
    'Records that a matter took the next step of its procedure. A step that needs a vote, a notice or a result is taken once that is there. 登记程序步骤',
  scope: 'self-governance:write',
  input: {
    agendaItem: item,
    position: int('Place of the step in the procedure: the next one. 序号', { min: 1, max: 100 }),
    effectiveOn: of('Date', 'Day on which it was taken, not after today. 完成日期'),
    takenBy: text('Who took it; an office or body, no person. 责任主体', { max: 200 }),
    note: optional(text('What came of it. 说明', { max: 2000 })),
  },
  target: 'agendaItem',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  guard: hasProcedure,
  run: async (scene, tx) => {
    const { input, target, tenant, today, apply } = scene;
    const id = target['id'] as string;
    const procedureCode = target['procedureCode'] as string;
    const { taken, lastOn } = await takenSteps(tx, tenant, id);
    const { position } = input;
    const shown: Shown = {
      state: target['state'] as Shown['state'],
      noticed: await wasNoticed(tx, tenant, id),
    };
    refuseAll(
      takingFaults(await stepsOf(tx, procedureCode), taken, position, shown),
      stepDayFaults(
        'procedure-step-taken-in-order',
        input.effectiveOn,
        [target['raisedOn'] as string, lastOn],
        today,
      ),
    );
    const { effectiveOn: takenOn, takenBy, note } = input;
    await apply({
      insert: {
        AgendaStep: [{ itemId: id, procedureCode, position, takenOn, takenBy, note: note ?? null }],
      },
    });
    return changed(scene, {});
  },
  returns: { agendaItem: 'AgendaItem' },
  emits: 'self-governance.agenda-item.stepped',
  rules: [
    'item-goes-by-a-procedure',
    'procedure-steps-in-their-order',
    'procedure-step-has-what-it-needs',
    'procedure-step-taken-in-order',
  ],
});
