// The life of an agreement and of its terms: what each step needs, and how versions follow each other.
import type { AgreementState, AgreementVersionState, PartyRole } from '../../../generated/database.js';
import { defineRules, fault, type Fault } from '../../../kernel/errors.js';
import { lifeCycle } from '../../../kernel/life-cycle.js';
import type { Validity } from './terms.js';

// The life of an agreement.
lifeCycle<AgreementState>('AgreementState', 'agreement-follows-its-life-cycle', {
  DRAFT: ['NEGOTIATED', 'RESOLVED', 'CLOSED'],
  NEGOTIATED: ['DRAFT', 'RESOLVED', 'CLOSED'],
  RESOLVED: ['SIGNED', 'CLOSED'],
  SIGNED: ['FILED', 'ACTIVE', 'TERMINATED'],
  FILED: ['ACTIVE', 'TERMINATED'],
  ACTIVE: ['SUSPENDED', 'EXPIRED', 'TERMINATED'],
  SUSPENDED: ['ACTIVE', 'EXPIRED', 'TERMINATED'],
  EXPIRED: ['LIQUIDATED', 'CLOSED'],
  TERMINATED: ['LIQUIDATED', 'CLOSED'],
  LIQUIDATED: ['CLOSED'],
  CLOSED: [],
  // What only a published text tells of may not be acted on before somebody records its terms.
  UNKNOWN: ['DRAFT', 'CLOSED'],
});

// Terms are signed or given up, once.
lifeCycle<AgreementVersionState>('AgreementVersionState', 'signed-terms-never-change', {
  DRAFT: ['SIGNED', 'DISCARDED'],
  SIGNED: [],
  DISCARDED: [],
  PUBLISHED: [],
});

defineRules({
  'agreement-payer-is-a-party': {
    code: 'INVALID_INPUT',
    zh: '缴款单位须是协议的一方,而各方中没有该组织。',
    en: 'Who pays must be a party of the agreement, but none of the parties is this organization.',
  },
  'agreement-party-is-named': {
    code: 'INVALID_INPUT',
    zh: '协议方须写明名称,或引用已登记的组织或区划。',
    en: 'A party must have a name, or refer to a recorded organization or division.',
  },
  'agreement-has-a-community': {
    code: 'INVALID_INPUT',
    zh: '协议各方须包括社区方({role:PartyRole})。',
    en: 'One of the parties must be the {role:PartyRole}.',
  },
  'agreement-changes-before-its-resolution': {
    code: 'RULE_BROKEN',
    zh: '状态为“{state:AgreementState}”的协议不能再改动条款外信息;只能在起草、协商时改动。',
    en: 'An agreement in the state “{state:AgreementState}” does not change any more; it could while it was drafted or negotiated.',
  },
  'agreement-stays-in-its-office': {
    code: 'INVALID_INPUT',
    zh: '协议各方、缴款单位和基金须由同一登记机关记录。',
    en: 'Parties, payer and funds of an agreement are recorded by its own office.',
  },
  'versions-leave-no-gap': {
    code: 'RULE_BROKEN',
    zh: '新条款于 {own} 截止,而其替代的条款有效至 {before};其间将无条款。请将截止日期设为 {before} 或省略。',
    en: 'The new terms end on {own}, but those that they replace hold until {before}; in between there would be none. Let them end on {before}.',
  },
  'agreement-resolved-by-a-body': {
    code: 'RULE_BROKEN',
    zh: '居民议决须指明所依据的决议(resolution),而未指明。',
    en: 'The step to RESOLVED names the `resolution` that it rests on, but none is given.',
  },
  'agreement-signed-with-terms': {
    code: 'RULE_BROKEN',
    zh: '签订协议须先签订其条款版本,而尚无已签订的版本。',
    en: 'An agreement is signed after its terms; no version of them is signed yet.',
  },
  'agreement-filed-under-a-number': {
    code: 'RULE_BROKEN',
    zh: '备案须写明备案号(filingNo),而未写明。',
    en: 'A filing has a number, to be given in `filingNo`, but none is.',
  },
  'agreement-in-force-has-a-payer': {
    code: 'RULE_BROKEN',
    zh: '履行中的协议须有缴款单位,而未登记。',
    en: 'An agreement in force has a body that pays; this one names none.',
  },
  'agreement-is-in-force': {
    code: 'RULE_BROKEN',
    zh: '协议状态为“{state:AgreementState}”;须在履行,或已到期、终止而尚未清算。',
    en: 'The agreement must be in force, or ended and not yet wound up, but its state is “{state:AgreementState}”.',
  },
  'version-inside-its-agreement': {
    code: 'INVALID_INPUT',
    zh: '版本有效期须在协议有效期({from} 至 {to})之内。',
    en: 'Terms hold within the validity of the agreement, from {from} to {to}.',
  },
  'versions-never-overlap': {
    code: 'RULE_BROKEN',
    zh: '版本须在已签订版本(自 {from} 起{to})之后生效,有效期不得重叠;本版自 {own} 起。',
    en: 'Terms begin after the signed ones, which hold from {from}{to}, and never overlap them; these begin on {own}.',
  },
  'version-begins-after-what-is-settled': {
    code: 'RULE_BROKEN',
    zh: '截至 {until} 的期间已结算或申报,新版本不能早于该日生效。',
    en: 'Periods until {until} are settled or reported, so that new terms cannot begin before that day.',
  },
  'version-signed-until-today': {
    code: 'INVALID_INPUT',
    zh: '签订日期不能晚于今天({today})。',
    en: 'Terms are signed by today, {today}.',
  },
  'version-signed-in-time': {
    code: 'RULE_BROKEN',
    zh: '协议状态为“{state:AgreementState}”,不能签订条款;须先经居民议决,且尚未终止。',
    en: 'Terms are signed after the residents resolved on the agreement and before it ends, not in the state “{state:AgreementState}”.',
  },
});

/** States in which an agreement may still be changed. */
const open: readonly AgreementState[] = ['DRAFT', 'NEGOTIATED'];

/** Refuses to change an agreement on which the residents have resolved. */
export function stillOpen(state: AgreementState): readonly Fault[] {
  return open.includes(state) ? [] : [fault('agreement-changes-before-its-resolution', [], { state })];
}

/** States in which new terms may be signed. */
const signable: readonly AgreementState[] = ['RESOLVED', 'SIGNED', 'FILED', 'ACTIVE', 'SUSPENDED'];

/** Refuses to sign terms before the resolution or after the end. */
export function maySign(state: AgreementState): readonly Fault[] {
  return signable.includes(state) ? [] : [fault('version-signed-in-time', [], { state })];
}

/** States in which periods are closed and reported: an agreement that ended is closed to its last day. */
export const closingStates: readonly AgreementState[] = ['ACTIVE', 'EXPIRED', 'TERMINATED'];

/** Refuses a report under an agreement that never came into force, or is suspended or wound up. */
export function reportable(state: AgreementState): readonly Fault[] {
  return closingStates.includes(state) ? [] : [fault('agreement-is-in-force', [], { state })];
}

/** What a step needs beside the state it starts from. */
export function stepNeeds(
  to: AgreementState,
  has: {
    readonly resolution: boolean;
    readonly signedVersion: boolean;
    readonly filingNo: boolean;
    readonly payer: boolean;
  },
): readonly Fault[] {
  if (to === 'RESOLVED' && !has.resolution) return [fault('agreement-resolved-by-a-body', ['resolution'])];
  if (to === 'SIGNED' && !has.signedVersion) return [fault('agreement-signed-with-terms')];
  if (to === 'FILED' && !has.filingNo) return [fault('agreement-filed-under-a-number', ['filingNo'])];
  if (to === 'ACTIVE' && !has.payer) return [fault('agreement-in-force-has-a-payer')];
  return [];
}

/** A party as it is recorded. */
export interface Party {
  readonly role: PartyRole;
  readonly organizationId: string | null;
}

/** Refuses organizations and funds of another office; divisions belong to all. */
export function officeFaults(
  refs: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  tenant: number,
): readonly Fault[] {
  return Object.entries(refs)
    .filter(([, row]) => typeof row['tenant'] === 'number' && row['tenant'] !== tenant)
    .map(([path]) =>
      fault(
        'agreement-stays-in-its-office',
        path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
      ),
    );
}

/** What is wrong with the parties and with who pays. */
export function partyFaults(parties: readonly Party[], payerId: string | null): readonly Fault[] {
  return [
    ...(parties.some(({ role }) => role === 'COMMUNITY')
      ? []
      : [fault('agreement-has-a-community', ['parties'], { role: 'COMMUNITY' })]),
    ...(payerId === null || parties.some(({ organizationId }) => organizationId === payerId)
      ? []
      : [fault('agreement-payer-is-a-party', ['payer'])]),
  ];
}

/** Whether signed terms that run on with their agreement end where the own ones begin. */
export function givesWay(before: Validity, own: Validity, agreement: Validity): boolean {
  const runsOn = before.validTo === null || before.validTo === agreement.validTo;
  return runsOn && before.validFrom < own.validFrom;
}

/** What is wrong with the days of new terms, beside those of the agreement and of the terms signed before. */
export function versionDays(
  own: Validity,
  agreement: Validity,
  signed: readonly Validity[],
  settledUntil: string | null,
): readonly Fault[] {
  const path = ['validFrom'];
  if (own.validTo !== null && own.validTo <= own.validFrom) return [fault('validity-order', path)];
  const inside =
    own.validFrom >= agreement.validFrom &&
    (agreement.validTo === null || (own.validTo !== null && own.validTo <= agreement.validTo));
  const replaced = signed.find((one) => givesWay(one, own, agreement));
  const before = signed.find(
    (one) =>
      one !== replaced &&
      (own.validFrom <= one.validFrom || (one.validTo !== null && own.validFrom < one.validTo)),
  );
  return [
    ...(inside
      ? []
      : [
          fault('version-inside-its-agreement', path, {
            from: agreement.validFrom,
            to: agreement.validTo ?? '–',
          }),
        ]),
    ...(before
      ? [
          fault('versions-never-overlap', path, {
            from: before.validFrom,
            to: before.validTo === null ? '' : ` / ${before.validTo}`,
            own: own.validFrom,
          }),
        ]
      : []),
    ...(replaced && own.validTo !== replaced.validTo
      ? [
          fault('versions-leave-no-gap', ['validTo'], {
            own: own.validTo ?? '–',
            before: replaced.validTo ?? '–',
          }),
        ]
      : []),
    ...(settledUntil !== null && own.validFrom < settledUntil
      ? [fault('version-begins-after-what-is-settled', path, { until: settledUntil })]
      : []),
  ];
}
