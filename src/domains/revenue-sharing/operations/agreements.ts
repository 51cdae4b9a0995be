// What callers do with agreements: draft, change while they are open, take on in their life.
import type { AgreementKind, AgreementState, PartyRole } from '../../../generated/database.js';
import { Refusal, refuseAll, fault } from '../../../kernel/errors.js';
import { bool, changeable, enumOf, list, object, of, optional, ref, text } from '../../../kernel/input.js';
import { newId } from '../../../kernel/ids.js';
import { job } from '../../../kernel/job.js';
import { operation, type Row } from '../../../kernel/operation.js';
import { adoptedResolution } from '../../self-governance/queries/resolutions.js';
import { restingRules } from '../../self-governance/rules/resolutions.js';
import { officeOf } from '../../territory/queries/offices.js';
import { handlesFigures, records } from '../policy.js';
import { agreementsToExpire, openBusiness } from '../queries/ends.js';
import { partiesOf, settledUntil, signedVersions } from '../queries/versions.js';
import { officeFaults, partyFaults, stepNeeds, stillOpen, type Party } from '../rules/agreements.js';
import { openFaults, windsUp } from '../rules/ends.js';
import { daysAfter, stepFaultsBeside, type Days } from '../rules/steps.js';

/** What may be said of an agreement beside its parties and terms. */
const attributes = {
  validFrom: optional(of('Date', 'First day on which it holds. 生效日期')),
  validTo: optional(of('Date', 'First day on which it holds no more. 截止日期(不含)')),
  terminationClause: optional(text('How it may be ended. 终止条款', { max: 2000 })),
  consentsToPublication: changeable(bool('The parties let the public see the amounts. 同意公开金额')),
};

function validityInOrder(input: {
  readonly validFrom?: string | null | undefined;
  readonly validTo?: string | null | undefined;
}): Refusal[] {
  const { validFrom, validTo } = input;
  return validFrom && validTo && validTo <= validFrom
    ? [new Refusal([fault('validity-order', ['validTo'])])]
    : [];
}

operation('createAgreement', {
  description: 'Drafts an agreement with the office of its community; its terms come as versions. 起草协议',
  scope: 'revenue-sharing:write',
  input: {
    kind: enumOf<AgreementKind>('AgreementKind', 'What kind of agreement it is. 协议类型'),
    title: text('Title. 协议名称', { max: 200 }),
    division: ref('Division', 'The community. 社区'),
    parties: list(
      object('AgreementPartyInput', 'A party of an agreement. 协议方', {
        role: enumOf<PartyRole>('PartyRole', 'Part it plays. 角色'),
        name: optional(
          text('Name, where it is not that of the organization or division. 名称', { max: 200 }),
        ),
        organization: optional(ref('Organization', 'The body, where it is recorded. 组织')),
        division: optional(ref('Division', 'The community, where it is the party. 社区')),
      }),
      { max: 20 },
    ),
    payer: optional(ref('Organization', 'The party that owes and reports. 缴款单位')),
    ...attributes,
  },
  tenant: ({ division }, tx, today) => officeOf(tx, division, today),
  validate: validityInOrder,
  allow: (caller, { refs }) => records(caller, refs['division']?.['key']),
  run: async ({ input, refs, tenant, apply }) => {
    const parties = input.parties.map(({ role, name }, i) => {
      const organization = refs[`parties.${i}.organization`];
      const division = refs[`parties.${i}.division`];
      return {
        role,
        name: (name ?? organization?.['name'] ?? division?.['name'] ?? null) as string | null,
        organizationId: (organization?.['id'] ?? null) as string | null,
        divisionKey: (division?.['key'] ?? null) as string | null,
      };
    });
    const payerId = (refs['payer']?.['id'] ?? null) as string | null;
    refuseAll(
      parties.flatMap(({ name }, i) =>
        name === null ? [fault('agreement-party-is-named', ['parties', i, 'name'])] : [],
      ),
      partyFaults(parties satisfies readonly Party[], payerId),
      officeFaults(refs, tenant),
    );
    const id = newId();
    const { kind, title, validFrom, validTo, terminationClause, consentsToPublication } = input;
    await apply({
      insert: {
        Agreement: [
          {
            id,
            kind,
            title,
            divisionKey: refs['division']!['key'],
            state: 'DRAFT',
            payerId,
            validFrom: validFrom ?? null,
            validTo: validTo ?? null,
            terminationClause: terminationClause ?? null,
            consentsToPublication,
            synthetic: refs['division']!['synthetic'],
          },
        ],
        AgreementParty: parties.map((party, i) => ({ agreementId: id, position: i + 1, ...party })),
      },
    });
    return { objects: { agreement: id } };
  },
  returns: { agreement: 'Agreement' },
  emits: 'revenue-sharing.agreement.created',
  rules: [
    'agreement-party-is-named',
    'agreement-has-a-community',
    'agreement-payer-is-a-party',
    'agreement-stays-in-its-office',
    'validity-order',
  ],
});

operation('updateAgreement', {
  description: 'Changes an agreement while it is drafted or negotiated. 修改协议',
  scope: 'revenue-sharing:write',
  input: {
    agreement: ref('Agreement', 'The agreement. 协议'),
    title: changeable(text('Title. 协议名称', { max: 200 })),
    payer: changeable(ref('Organization', 'The party that owes and reports. 缴款单位')),
    ...attributes,
  },
  target: 'agreement',
  validate: validityInOrder,
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  guard: ({ state }) => {
    const faults = stillOpen(state as AgreementState);
    return faults.length > 0 ? new Refusal(faults) : null;
  },
  run: async ({ input, refs, target, tenant, update }, tx) => {
    const { validFrom = target['validFrom'], validTo = target['validTo'] } = input;
    refuseAll(
      ...validityInOrder({ validFrom: validFrom as string | null, validTo: validTo as string | null }).map(
        ({ faults }) => faults,
      ),
    );
    const id = target['id'] as string;
    const payerId = refs['payer']?.['id'] as string | undefined;
    if (payerId !== undefined) refuseAll(partyFaults(await partiesOf(tx, tenant, id), payerId));
    const { title, terminationClause, consentsToPublication } = input;
    await update('Agreement', id, {
      title,
      payerId,
      terminationClause,
      consentsToPublication,
      validFrom: input.validFrom,
      validTo: input.validTo,
    });
    return { objects: { agreement: id } };
  },
  returns: { agreement: 'Agreement' },
  emits: 'revenue-sharing.agreement.updated',
  rules: ['agreement-changes-before-its-resolution', 'agreement-payer-is-a-party', 'validity-order'],
});

operation('changeAgreementState', {
  description: 'Takes an agreement one step on in its life. 变更协议状态',
  scope: 'revenue-sharing:write',
  input: {
    agreement: ref('Agreement', 'The agreement. 协议'),
    state: enumOf<AgreementState>('AgreementState', 'The new state. 新状态'),
    effectiveOn: of('Date', 'Day from which it holds, not after today. 生效日期'),
    reason: optional(text('Why. 原因')),
    resolution: optional(ref('Resolution', 'The resolution, with the step to RESOLVED. 决议')),
    filingNo: optional(text('Number under which it is on file. 备案号', { max: 100 })),
  },
  target: 'agreement',
  transition: { column: 'state' },
  // What comes into force makes money due.
  allow: (caller, { target }) => handlesFigures(caller, target['divisionKey']),
  run: async ({ input, refs, target, tenant, today, update }, tx) => {
    const id = target['id'] as string;
    const { state, effectiveOn } = input;
    // Whoever settles, pays or closes under it takes turns: the row of the target is locked.
    if (windsUp(target['state'] as AgreementState, state))
      refuseAll(openFaults(await openBusiness(tx, tenant, id)));
    const signed = await signedVersions(tx, tenant, id);
    const settled = await settledUntil(tx, tenant, id);
    refuseAll(
      stepFaultsBeside(state, effectiveOn, input, settled.covered, today),
      stepNeeds(state, {
        resolution: Boolean(input.resolution ?? target['resolutionId']),
        signedVersion: signed.length > 0,
        filingNo: Boolean(input.filingNo ?? target['filingNo']),
        payer: target['payerId'] !== null,
      }),
    );
    const { resolution } = refs;
    const resolutionId = resolution && (await adoptedResolution(tx, tenant, resolution, effectiveOn));
    await update('Agreement', id, {
      state,
      ...(state === 'SIGNED' ? { signedOn: effectiveOn } : {}),
      resolutionId,
      filingNo: input.filingNo ?? undefined,
      ...daysAfter(
        target['state'] as AgreementState,
        state,
        effectiveOn,
        target as Row & Days,
        signed[0]?.validFrom ?? null,
      ),
    });
    return { objects: { agreement: id } };
  },
  returns: { agreement: 'Agreement' },
  emits: 'revenue-sharing.agreement.stepped',
  rules: [
    'agreement-follows-its-life-cycle',
    'agreement-step-dated-until-today',
    'agreement-resolved-by-a-body',
    'agreement-signed-with-terms',
    'agreement-filed-under-a-number',
    'agreement-in-force-has-a-payer',
    'agreement-ends-after-what-is-settled',
    'resolution-comes-with-its-step',
    ...restingRules,
    'agreement-wound-up-when-nothing-is-open',
  ],
});

job('expire-agreements', {
  description: 'Lets agreements expire whose last day is over. 协议到期',
  operation: 'changeAgreementState',
  due: agreementsToExpire,
});
