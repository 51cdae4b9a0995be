// What callers do with a project for guaranteed public money until it is carried out: propose, resolve, post up, begin.
import type { FundKind, OrganizationKind } from '../../../generated/database.js';
import { spending } from '../../../kernel/config.js';
import { refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { changeable, int, list, of, optional, ref, text, yuan } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { adoptedResolution } from '../../self-governance/queries/resolutions.js';
import { restingRules } from '../../self-governance/rules/resolutions.js';
import { records } from '../policy.js';
import { entriesInForce, proposalStanding } from '../queries/guarantee.js';
import {
  committeeFaults,
  communityFaults,
  guaranteeLife,
  implementationFaults,
  noticeFaults,
  originFaults,
  publicMoneyFaults,
  resolvedFaults,
} from '../rules/guarantee.js';
import { sameOffice } from '../rules/life.js';
import { negativeListFaults } from '../rules/negative-list.js';

/** The project that a step is taken of. */
export const proposal = ref('GuaranteeProposal', 'The project. 保障资金项目');
/** When a step holds. */
export const effectiveOn = changeable(of('Date', 'Day from which it holds; today if not said. 生效日期'));
/** What all steps of a project have in common. */
export const common = {
  scope: 'funds:write',
  target: 'proposal',
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  returns: { proposal: 'GuaranteeProposal' },
} as const satisfies Partial<Parameters<typeof operation>[1]>;

operation('proposeGuaranteeProject', {
  description:
    'Proposes a project for guaranteed public money, by the party organization or by residents; what stands on the negative list is refused. 提议保障资金项目',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund that it is to be paid from. 保障资金'),
    title: text('Title. 项目名称', { max: 150 }),
    matter: text('What is to be paid for, in a few words. 支出事项', { max: 200 }),
    need: optional(text('Why it is needed. 需求说明')),
    amount: yuan('Amount proposed. 提议金额', { min: 1n }),
    proposedOn: of('Date', 'Day of the proposal, not after today. 提议日期'),
    partyOrganization: optional(
      ref('PartyOrganization', 'The party organization that proposes it. 提议党组织'),
    ),
    residents: optional(int('How many residents propose it. 提议居民人数', { min: 1, max: 1_000_000 })),
    cleared: list(
      ref(
        'NegativeListEntry',
        'An entry of the negative list that does not apply. 经核对不属于的负面清单事项',
      ),
      { max: spending.negativeList },
    ),
  },
  tenant: 'fund',
  allow: (caller, { refs }) => records(caller, refs['fund']?.['divisionKey']),
  run: async ({ input, refs, tenant, today, apply }, tx) => {
    const { fund, partyOrganization } = refs;
    const divisionKey = fund!['divisionKey'] as string;
    const cleared = [...new Set(input.cleared.map((_, i) => refs[`cleared.${i}`]!['id'] as string))];
    refuseAll(
      publicMoneyFaults(fund!['kind'] as FundKind),
      originFaults(input, today),
      sameOffice(tenant, partyOrganization, ['partyOrganization']),
    );
    const inForce = await entriesInForce(tx, tenant, divisionKey, input.proposedOn);
    refuseAll(negativeListFaults(input.matter, inForce, cleared));
    const id = newId();
    await apply({
      insert: {
        GuaranteeProposal: [
          {
            id,
            fundId: fund!['id'],
            title: input.title,
            matter: input.matter,
            need: input.need ?? null,
            state: 'PROPOSED',
            amountFen: input.amount,
            residents: input.residents ?? null,
            proposerId: partyOrganization?.['id'] ?? null,
            proposedOn: input.proposedOn,
            divisionKey,
            synthetic: fund!['synthetic'],
          },
        ],
        // Of what is declared beyond the list in force nothing needs to be kept.
        GuaranteeClearance: inForce.map((entry) => ({ proposalId: id, entryId: entry.id })),
      },
    });
    return { objects: { proposal: id } };
  },
  returns: common.returns,
  emits: 'funds.guarantee.proposed',
  rules: [
    'proposal-is-for-public-money',
    'proposal-has-one-origin',
    'proposal-dated-until-today',
    'proposal-not-on-the-negative-list',
    'negative-list-cleared-entry-by-entry',
    'fund-references-of-one-office',
  ],
});

operation('deliberateGuaranteeProject', {
  ...common,
  description:
    'Tells that the council resolved on a project, and for how much; a changed one is resolved on anew. 议事会议决',
  input: {
    proposal,
    resolution: ref('Resolution', 'The resolution of the community that adopts it. 决议'),
    amount: yuan('Amount resolved. 议决金额', { min: 1n }),
    effectiveOn,
  },
  transition: { column: 'state', to: 'DELIBERATED' },
  run: async ({ input, refs, target, tenant, today, step }, tx) => {
    const id = target['id'] as string;
    const resolution = refs['resolution']!;
    const resolutionId = await adoptedResolution(tx, tenant, resolution, input.effectiveOn ?? today);
    const { spentFen } = await proposalStanding(tx, tenant, id);
    refuseAll(
      communityFaults(resolution['divisionKey'], target['divisionKey']),
      resolvedFaults(input.amount, target['amountFen'] as bigint, spentFen),
    );
    return step({
      resolutionId,
      resolvedFen: input.amount,
    });
  },
  emits: 'funds.guarantee.deliberated',
  rules: [
    guaranteeLife.rule,
    ...restingRules,
    'resolution-is-of-the-community',
    'resolved-within-what-was-proposed',
    'resolved-amount-covers-its-expenses',
  ],
});

operation('postGuaranteeNotice', {
  ...common,
  description: 'Tells where and how long a project that was resolved on is posted up. 公示',
  input: {
    proposal,
    place: text('Where it hangs. 公示地点', { max: 200 }),
    effectiveOn: of('Date', 'First day of the notice. 公示开始日期'),
    through: of('Date', 'Last day of the notice. 公示截止日期'),
  },
  transition: { column: 'state', to: 'NOTICE' },
  run: async ({ input, step }) => {
    const { effectiveOn: from, through, place } = input;
    refuseAll(noticeFaults(from, through, spending.noticeDays));
    return step({
      noticePlace: place,
      noticeFrom: from,
      noticeThrough: through,
      objections: null,
      answer: null,
    });
  },
  emits: 'funds.guarantee.posted',
  rules: [guaranteeLife.rule, 'notice-has-days'],
});

operation('implementGuaranteeProject', {
  ...common,
  description:
    'Tells that the committee carries a project out, the notice being over and every objection answered. 居委会组织实施',
  input: {
    proposal,
    committee: ref(
      'Organization',
      'The residents’ or villagers’ committee, of the same tenant. 组织实施单位',
    ),
    objections: int('Objections made during the notice. 异议件数', { min: 0, max: 100_000 }),
    answer: optional(text('How they were dealt with. 异议处理')),
    effectiveOn,
  },
  transition: { column: 'state', to: 'IMPLEMENTING' },
  run: async ({ input, refs, target, tenant, today, caller, step }) => {
    const committee = refs['committee']!;
    const { objections, answer } = input;
    refuseAll(
      sameOffice(tenant, committee, ['committee']),
      committeeFaults(committee['kind'] as OrganizationKind),
      implementationFaults(target['noticeThrough'] as string, today, objections, answer),
    );
    return step({
      implementerId: committee['id'],
      implementedBy: caller.subject,
      assessedBy: null,
      supervisedBy: null,
      objections,
      answer: answer ?? null,
    });
  },
  emits: 'funds.guarantee.implementing',
  rules: [
    guaranteeLife.rule,
    'fund-references-of-one-office',
    'implemented-by-the-committee',
    'implemented-after-the-notice',
    'objections-are-answered',
  ],
});
