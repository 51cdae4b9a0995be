// What each role may do: scopes, classes of data and audience as data, from which the rights of posts and demo keys follow.
import type { AccessRole } from '../../generated/database.js';
import { isNoWider, type Audience, type DataClass, type Grant, type Scope } from '../../kernel/caller.js';

type Verb = 'read' | 'write' | 'admin';

/** Domains of what communities record. */
export const businessDomains = [
  'territory',
  'organizations',
  'party',
  'facts',
  'partners',
  'calendar',
  'self-governance',
  'funds',
  'revenue-sharing',
  'files',
] as const;

/** Domains of the platform itself: who may come in, who may do what, what is about persons, who did what. */
export const platformDomains = ['apps', 'access', 'privacy', 'audit'] as const;

type Domain = (typeof businessDomains)[number] | (typeof platformDomains)[number];
type Verbs = Readonly<Partial<Record<Domain, Verb>>>;

/** A role's rights below its place: a verb per domain, each for all of the classes. */
interface Role {
  readonly audience: Audience;
  readonly verbs: Verbs;
  readonly classes: readonly DataClass[];
}

/**
 * One verb on all that communities record, another on some; `apps:write` is for what an app keeps for itself, and what
 * personal data are processed for is told to everybody.
 */
function on(verb: Verb, but: Verbs = {}): Verbs {
  const all = Object.fromEntries(businessDomains.map((domain) => [domain, verb]));
  return { ...all, apps: 'write', privacy: 'read', ...but };
}

const staff: readonly DataClass[] = ['PUBLIC', 'CONDITIONAL', 'INTERNAL', 'PERSONAL'];
const office: readonly DataClass[] = ['PUBLIC', 'INTERNAL'];

/** The templates, from the outside to the inside. Who has no credential is the public, and needs none. */
export const roles: Readonly<Record<AccessRole, Role>> = {
  PARTNER_VENDOR: { audience: 'PARTNER', verbs: on('read'), classes: ['PUBLIC'] },
  SOCIAL_ENTERPRISE: {
    audience: 'PARTNER',
    verbs: on('read', { 'revenue-sharing': 'write', files: 'write' }),
    classes: ['PUBLIC'],
  },
  RESOURCE_UNIT: { audience: 'PARTNER', verbs: on('read', { files: 'write' }), classes: ['PUBLIC'] },
  RESIDENT: { audience: 'PUBLIC', verbs: on('read', { apps: 'read' }), classes: ['PUBLIC'] },
  GRID_WORKER: {
    audience: 'INTERNAL',
    verbs: on('read', { files: 'write', apps: 'read' }),
    classes: ['PUBLIC', 'INTERNAL'],
  },
  COMMUNITY_STAFF: { audience: 'INTERNAL', verbs: on('write', { privacy: 'write' }), classes: staff },
  STREET_ADMIN: { audience: 'INTERNAL', verbs: on('write', { privacy: 'write' }), classes: staff },
  DISTRICT_ADMIN: { audience: 'INTERNAL', verbs: on('write', { privacy: 'write' }), classes: staff },
  FUND_TREASURER: {
    audience: 'INTERNAL',
    verbs: on('read', { funds: 'write', files: 'write' }),
    classes: ['PUBLIC', 'CONDITIONAL'],
  },
  AUDITOR: { audience: 'INTERNAL', verbs: on('read'), classes: ['PUBLIC', 'CONDITIONAL'] },
  PLATFORM_ADMIN: {
    audience: 'INTERNAL',
    verbs: on('admin', { apps: 'write', privacy: 'admin' }),
    classes: ['PUBLIC', 'CONDITIONAL', 'INTERNAL'],
  },
  // Three who watch each other: none of them has a scope of what communities record.
  SYSTEM_ADMIN: { audience: 'INTERNAL', verbs: { apps: 'admin' }, classes: office },
  SECURITY_ADMIN: { audience: 'INTERNAL', verbs: { access: 'admin', privacy: 'admin' }, classes: office },
  AUDIT_ADMIN: { audience: 'INTERNAL', verbs: { audit: 'read' }, classes: office },
};

/** Roles of which no person holds two on a day. */
export const apart: readonly AccessRole[] = ['SYSTEM_ADMIN', 'SECURITY_ADMIN', 'AUDIT_ADMIN'];

/** The rights of a role below a division; null for everywhere. */
export function grantsOfRole(role: AccessRole, division: string | null): readonly Grant[] {
  const { verbs, classes } = roles[role];
  return Object.entries(verbs).flatMap(([domain, verb]) =>
    classes.map((dataClass) => ({ scope: `${domain}:${verb}` satisfies Scope, division, dataClass })),
  );
}

/** The widest audience of some roles; that of nobody in particular where there is none. */
export function audienceOf(held: readonly AccessRole[]): Audience {
  return held
    .map((role) => roles[role].audience)
    .reduce((widest, one) => (isNoWider(one, widest) ? widest : one), 'PUBLIC');
}

/** Classes of data that no answer for the public contains. */
export const notForThePublic: readonly DataClass[] = ['PERSONAL', 'SENSITIVE'];

/** Whether there is such a scope. */
export function isScope(text: string): text is Scope {
  const [domain = '', verb = ''] = text.split(':');
  return (
    [...businessDomains, ...platformDomains].includes(domain as Domain) &&
    text === `${domain}:${verb}` &&
    ['read', 'write', 'admin'].includes(verb)
  );
}
