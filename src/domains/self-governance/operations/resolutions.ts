// What callers do with resolutions: record, correct, annul.
import { Refusal, refuseAll } from '../../../kernel/errors.js';
import { bool, changeable, of, optional, ref, text } from '../../../kernel/input.js';
import { stepDayFaults } from '../../../kernel/life-cycle.js';
import { operation } from '../../../kernel/operation.js';
import { officeOf } from '../../territory/queries/offices.js';
import { records } from '../policy.js';
import { restingOn } from '../queries/resolutions.js';
import {
  bodyFaults,
  correctedDayFaults,
  decisionDayFaults,
  notAnnulled,
  untouchedFaults,
} from '../rules/resolutions.js';

const title = text('What it is about. 决议事项', { max: 200 });
const content = text('What was decided, in words. 决议内容', { max: 4000 });
const decidedOn = of('Date', 'Day on which it was decided, not after today. 议决日期');
const documentNo = text('Number of the document. 决议文号', { max: 100 });

operation('recordResolution', {
  description:
    'Records what a body of self-governance decided, from its document. What a meeting here votes on becomes a resolution by its tally. 登记决议',
  scope: 'self-governance:write',
  input: {
    division: ref('Division', 'The division for which it was decided. 所议区划'),
    body: optional(ref('Organization', 'The body that decided, where it is recorded. 议决机构')),
    bodyName: optional(
      text('Name of the body, where it is not that of the organization. 议决机构名称', { max: 200 }),
    ),
    title,
    content: optional(content),
    decidedOn,
    documentNo,
    procedure: optional(ref('Procedure', 'How it came about. 议事程序')),
    adopted: bool('Whether it was adopted. 是否通过'),
  },
  tenant: ({ division }, tx, today) => officeOf(tx, division, today),
  validate: ({ body, bodyName }) => {
    const faults = body || bodyName ? [] : bodyFaults(null, undefined, 0);
    return faults.length > 0 ? [new Refusal(faults)] : [];
  },
  allow: (caller, { refs }) => records(caller, refs['division']?.['key']),
  run: async ({ input, refs, tenant, today, insert }) => {
    const division = refs['division']!;
    const { body } = refs;
    const bodyName = (input.bodyName ?? body?.['name'] ?? null) as string | null;
    refuseAll(bodyFaults(bodyName, body, tenant), decisionDayFaults(input.decidedOn, today));
    const id = await insert('Resolution', {
      bodyName,
      bodyId: body?.['id'] ?? null,
      divisionKey: division['key'],
      title: input.title,
      content: input.content ?? null,
      decidedOn: input.decidedOn,
      documentNo: input.documentNo,
      procedureCode: refs['procedure']?.['code'] ?? null,
      state: input.adopted ? 'ADOPTED' : 'REJECTED',
      // What was decided for an invented division is invented itself.
      synthetic: division['synthetic'],
    });
    return { objects: { resolution: id } };
  },
  returns: { resolution: 'Resolution' },
  emits: 'self-governance.resolution.recorded',
  rules: [
    'resolution-names-its-body',
    'resolution-body-of-its-office',
    'resolution-decided-until-today',
    'unique-in-tenant',
  ],
});

operation('updateResolution', {
  description:
    'Corrects how a resolution was recorded, as long as nothing rests on it. Absent fields stay; null removes what may be missing. 更正决议',
  scope: 'self-governance:write',
  input: {
    resolution: ref('Resolution', 'The resolution. 决议'),
    title: changeable(title),
    content: optional(content),
    decidedOn: changeable(decidedOn),
    documentNo: changeable(documentNo),
  },
  target: 'resolution',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  guard: notAnnulled,
  run: async ({ input, target, tenant, today, update }, tx) => {
    const id = target['id'] as string;
    refuseAll(
      untouchedFaults(await restingOn(tx, tenant, id)),
      input.decidedOn === undefined
        ? []
        : correctedDayFaults(input.decidedOn, target['itemId'] !== null, today),
    );
    await update('Resolution', id, {
      title: input.title,
      content: input.content,
      decidedOn: input.decidedOn,
      documentNo: input.documentNo,
    });
    return { objects: { resolution: id } };
  },
  returns: { resolution: 'Resolution' },
  emits: 'self-governance.resolution.updated',
  rules: [
    'annulled-resolution-is-final',
    'resolution-stays-while-others-rest-on-it',
    'resolution-of-a-meeting-keeps-its-day',
    'resolution-decided-until-today',
    'unique-in-tenant',
  ],
});

operation('annulResolution', {
  description: 'Annuls a resolution on which nothing rests, for a reason. 撤销决议',
  scope: 'self-governance:write',
  input: {
    resolution: ref('Resolution', 'The resolution. 决议'),
    effectiveOn: of(
      'Date',
      'Day from which it stands no more; not before its own, not after today. 撤销日期',
    ),
    reason: text('Why. 原因'),
    documentNo: optional(text('Number of the document that annuls it. 文号', { max: 100 })),
  },
  target: 'resolution',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  transition: { column: 'state', to: 'ANNULLED' },
  run: async ({ input, target, tenant, today, step }, tx) => {
    const id = target['id'] as string;
    refuseAll(
      stepDayFaults(
        'resolution-annulled-after-its-day',
        input.effectiveOn,
        [target['decidedOn'] as string],
        today,
      ),
      untouchedFaults(await restingOn(tx, tenant, id)),
    );
    return step();
  },
  returns: { resolution: 'Resolution' },
  emits: 'self-governance.resolution.annulled',
  rules: [
    'resolution-follows-its-life-cycle',
    'resolution-annulled-after-its-day',
    'resolution-stays-while-others-rest-on-it',
  ],
});
