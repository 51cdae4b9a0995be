// What callers do with a project for guaranteed public money afterwards: assess, supervise, end, or take it back.
import { refuseAll } from '../../../kernel/errors.js';
import { optional, ref, text } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { proposalStanding } from '../queries/guarantee.js';
import {
  closingFaults,
  differentPeople,
  guaranteeLife,
  rejectionFaults,
  supervisorFaults,
} from '../rules/guarantee.js';
import { sameOffice } from '../rules/life.js';
import { effectiveOn, proposal, common } from './guarantee.js';

const documentNo = optional(text('Number of the document that says so. 文号', { max: 100 }));
const reason = text('What was found, or why. 情况说明');

operation('assessGuaranteeProject', {
  ...common,
  description: 'Tells that the party organization assessed a project and accepted it. 党组织评议验收',
  input: {
    proposal,
    partyOrganization: ref('PartyOrganization', 'Who assessed it, of the same tenant. 评议验收党组织'),
    effectiveOn,
    documentNo,
  },
  transition: { column: 'state', to: 'REVIEWED' },
  run: async ({ refs, target, tenant, caller, step }) => {
    const assessor = refs['partyOrganization']!;
    refuseAll(
      sameOffice(tenant, assessor, ['partyOrganization']),
      differentPeople(caller.subject, [target['implementedBy']]),
    );
    return step({
      assessorId: assessor['id'],
      assessedBy: caller.subject,
      supervisedBy: null,
    });
  },
  emits: 'funds.guarantee.assessed',
  rules: [guaranteeLife.rule, 'fund-references-of-one-office', 'guarantee-steps-by-different-people'],
});

operation('superviseGuaranteeProject', {
  ...common,
  description: 'Tells that the supervisory committee looked into a project that was accepted. 监委会监督',
  input: {
    proposal,
    supervisor: ref(
      'Organization',
      'Who supervised it, of the same tenant; not who carries it out. 监督单位',
    ),
    effectiveOn,
    documentNo,
  },
  transition: { column: 'state', to: 'SUPERVISED' },
  run: async ({ refs, target, tenant, caller, step }) => {
    const supervisor = refs['supervisor']!;
    refuseAll(
      sameOffice(tenant, supervisor, ['supervisor']),
      supervisorFaults(supervisor['id'], target['implementerId']),
      differentPeople(caller.subject, [target['implementedBy'], target['assessedBy']]),
    );
    return step({
      supervisorId: supervisor['id'],
      supervisedBy: caller.subject,
    });
  },
  emits: 'funds.guarantee.supervised',
  rules: [
    guaranteeLife.rule,
    'fund-references-of-one-office',
    'supervised-by-another-body',
    'guarantee-steps-by-different-people',
  ],
});

operation('closeGuaranteeProject', {
  ...common,
  description: 'Ends a project for which nothing is to be paid any more. 结项',
  input: { proposal, effectiveOn, documentNo },
  transition: { column: 'state', to: 'CLOSED' },
  run: async ({ target, tenant, step }, tx) => {
    const id = target['id'] as string;
    refuseAll(closingFaults(await proposalStanding(tx, tenant, id)));
    return step();
  },
  emits: 'funds.guarantee.closed',
  rules: [guaranteeLife.rule, 'closed-when-nothing-is-open'],
});

operation('rejectGuaranteeProject', {
  ...common,
  description: 'Turns a project down on which nothing is spent. 否决保障资金项目',
  input: { proposal, reason, effectiveOn, documentNo },
  transition: { column: 'state', to: 'REJECTED' },
  run: async ({ target, tenant, step }, tx) => {
    const id = target['id'] as string;
    refuseAll(rejectionFaults(await proposalStanding(tx, tenant, id)));
    return step();
  },
  emits: 'funds.guarantee.rejected',
  rules: [guaranteeLife.rule, 'rejected-before-money-is-spent'],
});

/** Steps that say why and change nothing else. */
const told = [
  {
    name: 'changeGuaranteeProject',
    to: 'CHANGED',
    emits: 'funds.guarantee.changed',
    description:
      'Takes a project back to the council, because an objection holds or the plan changes; nothing is spent meanwhile. 变更保障资金项目',
  },
  {
    name: 'rectifyGuaranteeProject',
    to: 'RECTIFYING',
    emits: 'funds.guarantee.rectifying',
    description: 'Asks for something to be put right; nothing is spent meanwhile. 责令整改',
  },
] as const;

for (const { name, to, emits, description } of told)
  operation(name, {
    ...common,
    description,
    input: { proposal, reason, effectiveOn, documentNo },
    transition: { column: 'state', to },
    run: async ({ target, update }) => {
      const id = target['id'] as string;
      await update('GuaranteeProposal', id, { state: to });
      return { objects: { proposal: id } };
    },
    emits,
    rules: [guaranteeLife.rule],
  });
