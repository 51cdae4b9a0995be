// What callers do with partnerships: record, correct, take a step in their life.
import type { Transaction } from 'kysely';
import type {
  Database,
  DivisionLevel,
  PartnerContribution,
  PartnerKind,
  PartnerState,
  ServiceTier,
} from '../../generated/database.js';
import { fault, Refusal, refuseAll, type Fault, type Path } from '../../kernel/errors.js';
import { changeable, enumOf, list, of, optional, ref, text } from '../../kernel/input.js';
import { stepDayFaults } from '../../kernel/life-cycle.js';
import { operation, type Row } from '../../kernel/operation.js';
import { lastStepOn } from '../../kernel/write/steps.js';
import { officeOf } from '../territory/queries/offices.js';
import { tenantOfKey } from '../territory/rules/codes.js';
import { records } from './policy.js';
import { bodyLock, recordedBeside } from './queries.js';
import { bodyFaults, exclusionFaults, existenceFaults, onceFaults, placeFaults } from './rules/fitness.js';
import {
  beginningFaults,
  endOfStep,
  endStates,
  firstStateFaults,
  goesOn,
  reasonFaults,
} from './rules/life.js';

/** What may be said of a partnership beside its kind, its body and its community. */
const attributes = {
  contributions: changeable(
    list(enumOf<PartnerContribution>('PartnerContribution', 'What it brings in. 投入方式'), { max: 6 }),
  ),
  serviceTier: changeable(
    enumOf<ServiceTier>('ServiceTier', 'What its services cost residents. 服务收费层次'),
  ),
  services: optional(text('What it does for the community. 服务内容')),
  validFrom: optional(of('Date', 'First day of the partnership. 合伙起始日期')),
  validTo: optional(of('Date', 'First day on which it is over. 合伙截止日期(不含)')),
};

/** The columns among the input's fields; those that it leaves out are undefined. */
function attributesOf(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.keys(attributes).map((name) => [name, input[name]]));
}

/** A partnership as it is recorded. */
interface Partnership {
  readonly id: string;
  readonly organizationId: string;
  readonly divisionKey: string;
  readonly kind: PartnerKind;
  readonly state: PartnerState;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

function validityFaults(
  validFrom: string | null | undefined,
  validTo: string | null | undefined,
  path: Path = ['validTo'],
): readonly Fault[] {
  return validFrom && validTo && validTo <= validFrom ? [fault('validity-order', path)] : [];
}

function distinctFaults(contributions: readonly PartnerContribution[] = []): readonly Fault[] {
  const repeats = new Set(contributions).size < contributions.length;
  return repeats ? [fault('list-distinct', ['contributions'])] : [];
}

const refusals = (faults: readonly Fault[]): Refusal[] => (faults.length > 0 ? [new Refusal(faults)] : []);
const placeOf = (division: Row): { readonly level: DivisionLevel; readonly office: number } => ({
  level: division['level'] as DivisionLevel,
  office: tenantOfKey(division['key'] as string),
});

/** What is recorded of the body and the community beside the partnership, and does not go together with it. */
async function besideFaults(
  tx: Transaction<Database>,
  tenant: number,
  wanted: Pick<Partnership, 'organizationId' | 'divisionKey' | 'kind' | 'state'> & {
    readonly id: string | null;
  },
  path: Path,
): Promise<readonly Fault[]> {
  // One that is over may stand beside others.
  if (endStates.includes(wanted.state)) return [];
  const beside = await recordedBeside(tx, tenant, wanted, wanted.id);
  return [...onceFaults(wanted.kind, beside, path), ...exclusionFaults(beside, path)];
}

operation('createCommunityPartner', {
  description:
    'Records that a body applies to be a partner of a community, or is one already. 登记社区合伙人',
  scope: 'partners:write',
  input: {
    organization: ref('Organization', 'The body. 合伙人组织'),
    kind: enumOf<PartnerKind>(
      'PartnerKind',
      'How it works with the community; must fit the body. 合伙人类型',
    ),
    division: ref('Division', 'The community or village, of the same office as the body. 社区'),
    state: optional(
      enumOf<PartnerState>('PartnerState', 'APPLIED if not said; what exists is recorded as it is. 状态'),
    ),
    ...attributes,
  },
  tenant: ({ division }, tx, today) => officeOf(tx, division, today),
  validate: (input) =>
    refusals([
      ...distinctFaults(input.contributions),
      ...validityFaults(input.validFrom, input.validTo),
      ...(input.state ? firstStateFaults(input.state) : []),
    ]),
  allow: (caller, { refs }) => records(caller, refs['division']?.['key']),
  run: async ({ input, refs, tenant, insert }, tx) => {
    const body = refs['organization']!;
    const division = refs['division']!;
    // First of all, because the lock finds the body among the office's own.
    refuseAll(placeFaults(placeOf(division), body['tenant'] as number));
    const wanted = {
      organizationId: body['id'] as string,
      divisionKey: division['key'] as string,
      kind: input.kind,
      state: input.state ?? 'APPLIED',
    };
    const { kind, status } = await bodyLock.take(tx, tenant, wanted.organizationId);
    refuseAll(
      existenceFaults(status, ['organization']),
      bodyFaults(wanted.kind, kind, ['kind']),
      await besideFaults(tx, tenant, { ...wanted, id: null }, ['organization']),
    );
    const id = await insert('CommunityPartner', {
      ...attributesOf(input),
      ...wanted,
      contributions: input.contributions ?? [],
      serviceTier: input.serviceTier ?? 'UNKNOWN',
      // What stands in an invented division is invented itself.
      synthetic: division['synthetic'],
    });
    return { objects: { communityPartner: id } };
  },
  returns: { communityPartner: 'CommunityPartner' },
  emits: 'partners.partner.created',
  rules: [
    'partner-begins-before-it-ends',
    'partner-of-a-community',
    'partner-in-the-office-of-its-body',
    'partner-body-not-deregistered',
    'partner-kind-fits-its-body',
    'partner-once-per-kind',
    'blacklisted-partner-stays-out',
    'list-distinct',
    'validity-order',
  ],
});

operation('updateCommunityPartner', {
  description:
    'Corrects what is recorded of a partnership. Absent fields stay; null removes what may be missing. Another body is another partnership. 更正社区合伙人信息',
  scope: 'partners:write',
  input: {
    communityPartner: ref('CommunityPartner', 'The partnership. 社区合伙人'),
    kind: changeable(enumOf<PartnerKind>('PartnerKind', 'How it works with the community. 合伙人类型')),
    division: changeable(ref('Division', 'The community or village, of the same office. 社区')),
    ...attributes,
  },
  target: 'communityPartner',
  validate: (input) =>
    refusals([...distinctFaults(input.contributions), ...validityFaults(input.validFrom, input.validTo)]),
  allow: (caller, { target, refs }) =>
    records(caller, target['divisionKey'], ...(refs['division'] ? [refs['division']['key']] : [])),
  run: async ({ input, refs, target, tenant, update }, tx) => {
    const before = target as Row & Partnership;
    const { division } = refs;
    refuseAll(division ? placeFaults(placeOf(division), tenant) : []);
    const after = {
      ...before,
      divisionKey: division ? (division['key'] as string) : before.divisionKey,
      kind: input.kind ?? before.kind,
      validFrom: input.validFrom === undefined ? before.validFrom : input.validFrom,
      validTo: input.validTo === undefined ? before.validTo : input.validTo,
    };
    const moved = after.divisionKey !== before.divisionKey;
    const turned = after.kind !== before.kind;
    // What was wrong before does not hinder the correction of something else.
    const body = moved || turned ? await bodyLock.take(tx, tenant, before.organizationId) : null;
    refuseAll(
      validityFaults(after.validFrom, after.validTo),
      body && turned ? bodyFaults(after.kind, body.kind, ['kind']) : [],
      body ? await besideFaults(tx, tenant, after, [moved ? 'division' : 'kind']) : [],
    );
    await update('CommunityPartner', before.id, {
      ...attributesOf(input),
      kind: input.kind,
      divisionKey: division && after.divisionKey,
    });
    return { objects: { communityPartner: before.id } };
  },
  returns: { communityPartner: 'CommunityPartner' },
  emits: 'partners.partner.updated',
  rules: [
    'partner-of-a-community',
    'partner-in-the-office-of-its-body',
    'partner-kind-fits-its-body',
    'partner-once-per-kind',
    'blacklisted-partner-stays-out',
    'list-distinct',
    'validity-order',
  ],
});

operation('changeCommunityPartnerState', {
  description:
    'Takes a partnership one step on in its life. EXITED and BLACKLISTED end it on the day; left on its first day or before it, it keeps this one day. 变更社区合伙人状态',
  scope: 'partners:write',
  input: {
    communityPartner: ref('CommunityPartner', 'The partnership. 社区合伙人'),
    state: enumOf<PartnerState>('PartnerState', 'The new state. 新状态'),
    effectiveOn: of('Date', 'Day from which it holds; not before the last step, not after today. 生效日期'),
    validFrom: optional(of('Date', 'First day of the partnership, told with SIGNED or ACTIVE. 合伙起始日期')),
    reason: optional(text('Why; needed for REJECTED and BLACKLISTED. 原因')),
    documentNo: optional(text('Number of the document that ordered it. 文号', { max: 100 })),
  },
  target: 'communityPartner',
  validate: ({ state, reason, validFrom }) =>
    refusals([...reasonFaults(state, reason), ...beginningFaults(state, validFrom)]),
  allow: (caller, { target }) => records(caller, target['divisionKey']),
  transition: { column: 'state' },
  run: async ({ input, target, tenant, today, update }, tx) => {
    const before = target as Row & Partnership;
    const { state, effectiveOn } = input;
    // An exclusion is awaited by whoever records or goes on with another partnership of the body.
    const { status } = await bodyLock.take(tx, tenant, before.organizationId);
    const beside = goesOn(state) ? await recordedBeside(tx, tenant, before, before.id) : [];
    const validFrom = input.validFrom ?? before.validFrom;
    const end = endOfStep(state, effectiveOn, validFrom);
    const last = await lastStepOn(tx, tenant, 'CommunityPartner', before.id);
    refuseAll(
      stepDayFaults('partner-steps-dated-in-order', effectiveOn, [last], today),
      goesOn(state) ? existenceFaults(status, ['state']) : [],
      exclusionFaults(beside, ['state']),
      input.validFrom ? validityFaults(validFrom, before.validTo, ['validFrom']) : [],
    );
    await update('CommunityPartner', before.id, {
      state,
      validFrom: input.validFrom ?? undefined,
      validTo: end,
    });
    return { objects: { communityPartner: before.id } };
  },
  returns: { communityPartner: 'CommunityPartner' },
  emits: 'partners.partner.state-changed',
  rules: [
    'partner-state-follows-its-life-cycle',
    'partner-turned-away-with-a-reason',
    'partner-term-begins-with-its-signature',
    'partner-steps-dated-in-order',
    'partner-body-not-deregistered',
    'blacklisted-partner-stays-out',
    'validity-order',
  ],
});
