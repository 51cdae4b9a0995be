// What is always true of apps, their rights and their credentials, and of who holds which post.
import type { AccessRole, AppInstallState, AppState, CredentialState } from '../../generated/database.js';
import {
  covers,
  everywhere,
  isNoWider,
  type Audience,
  type Caller,
  type DataClass,
  type Scope,
} from '../../kernel/caller.js';
import { defineRules, fault, type Fault, type Path } from '../../kernel/errors.js';
import { lifeCycle } from '../../kernel/life-cycle.js';
import type { KeyRange } from '../../kernel/predicate.js';
import { apart, isScope, notForThePublic } from './roles.js';

lifeCycle<AppState>('AppState', 'app-follows-its-way', { ACTIVE: ['SUSPENDED'], SUSPENDED: ['ACTIVE'] });

lifeCycle<AppInstallState>('AppInstallState', 'app-install-follows-its-way', {
  REQUESTED: ['INSTALLED', 'REMOVED'],
  INSTALLED: ['SUSPENDED', 'REMOVED'],
  SUSPENDED: ['INSTALLED', 'REMOVED'],
  REMOVED: [],
});

lifeCycle<CredentialState>('CredentialState', 'credential-follows-its-way', {
  ACTIVE: ['REVOKED'],
  REVOKED: [],
});

defineRules({
  'scope-exists': {
    code: 'INVALID_INPUT',
    zh: '没有名为“{scope}”的权限范围;写法如 funds:read、funds:write、funds:admin。',
    en: 'There is no scope “{scope}”; scopes are written as in funds:read, funds:write, funds:admin.',
  },
  'grant-begins-before-it-ends': {
    code: 'INVALID_INPUT',
    zh: '授权的截止日期须晚于起始日期。',
    en: 'A grant ends after the day on which it begins.',
  },
  'install-asks-for-something': {
    code: 'INVALID_INPUT',
    zh: '请至少申请一项授权。',
    en: 'An install asks for one grant at least.',
  },
  'requested-install-is-let-in': {
    code: 'RULE_BROKEN',
    zh: '该安装尚未批准,不能恢复;请先批准安装。',
    en: 'An install that was never let in is not resumed; let it in first.',
  },
  'installer-holds-every-grant': {
    code: 'RULE_BROKEN',
    zh: '批准人自身不持有所申请的授权:{scope}({dataClass:DataClass},区划 {division});请由持有该授权的人员批准,或重新申请较小的授权。',
    en: 'Who installs an app holds every grant that it asks for; missing is {scope} for {dataClass:DataClass} at {division}. Have somebody install it who holds that, or ask for less.',
  },
  'installer-speaks-for-the-organization': {
    code: 'RULE_BROKEN',
    zh: '批准人不能代表该单位;请由该单位人员或当地登记机关批准。',
    en: 'Who installs an app that acts for an organization acts for that organization, or records organizations where it is.',
  },
  'credential-of-an-installed-app': {
    code: 'RULE_BROKEN',
    zh: '应用未安装、已暂停或已停用,不能签发凭证。',
    en: 'Credentials are issued where the app is installed, and neither it nor its install is suspended.',
  },
  'credential-no-wider-than-its-issuer': {
    code: 'RULE_BROKEN',
    zh: '凭证的受众不得宽于签发人自身的受众。',
    en: 'A credential is for no wider audience than that of who issues it.',
  },
  'public-credential-without-personal-data': {
    code: 'RULE_BROKEN',
    zh: '面向公众的凭证不得持有个人信息授权;请另行申请不含个人信息的安装。',
    en: 'A credential for the public has no grant for personal data; have the app installed once more without it.',
  },
  'program-is-no-person': {
    code: 'INVALID_INPUT',
    zh: '以 person- 开头的主体专用于个人登录,程序须另取名称。',
    en: 'Subjects that begin with person- are those of people who sign in; give a program another.',
  },
  'client-key-is-a-public-key': {
    code: 'INVALID_INPUT',
    zh: '公钥须为 JWK:P-256 椭圆曲线(ES256)、Ed25519(EdDSA)或 2048 位以上 RSA(RS256/PS256)的公钥,不得含私钥。',
    en: 'A client’s key is a JWK of a public key: P-256 (ES256), Ed25519 (EdDSA), or RSA of 2048 bits and more; without its private part.',
  },
  'client-key-where-it-signs': {
    code: 'INVALID_INPUT',
    zh: '类型为 CLIENT_KEY 时须提供公钥,其他类型不得提供。',
    en: 'A public key is given for the kind CLIENT_KEY, and for no other.',
  },
  'credential-in-use': {
    code: 'RULE_BROKEN',
    zh: '该凭证已过期;请另行签发。',
    en: 'The credential has expired; issue a new one.',
  },
  'person-subject-form': {
    code: 'INVALID_INPUT',
    zh: '主体须为本人登录后 viewer 的 subject 显示的化名,以 person- 开头。',
    en: 'The subject is the pseudonym that the field subject of viewer tells the person after signing in; it begins with person-.',
  },
  'post-begins-before-it-ends': {
    code: 'INVALID_INPUT',
    zh: '任职截止日期须晚于起始日期。',
    en: 'A post ends after the day on which it begins.',
  },
  'nobody-appoints-themselves': {
    code: 'RULE_BROKEN',
    zh: '任何人不得任命本人。',
    en: 'Nobody appoints themselves.',
  },
  'administrators-apart': {
    code: 'RULE_BROKEN',
    zh: '系统管理员、安全管理员、审计管理员须由不同人员担任:该人员在 {from} 起已任{role:AccessRole}。',
    en: 'System, security and audit administrator are three people: from {from} on this person is already “{role:AccessRole}”.',
  },
  'person-acts-for-one-organization': {
    code: 'RULE_BROKEN',
    zh: '同一人员同时只代表一个单位:{from} 起的任职属于另一单位;请先终止该任职。',
    en: 'A person acts for one organization at a time; the post from {from} on is in another. End that first.',
  },
  'post-ends-once': {
    code: 'RULE_BROKEN',
    zh: '该任职已于 {validTo} 终止。',
    en: 'The post has ended on {validTo}.',
  },
  'post-ends-from-today': {
    code: 'INVALID_INPUT',
    zh: '终止日期须为 {today} 或以后,且不晚于原定的截止日期。',
    en: 'A post ends on {today} or later, and not later than it would have ended.',
  },
});

/** A right that an install asks for. */
export interface AskedGrant {
  readonly scope: string;
  readonly dataClass: DataClass;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** What is wrong with the rights that are asked for. */
export function grantFaults(grants: readonly AskedGrant[]): readonly Fault[] {
  return grants.flatMap(({ scope, validFrom, validTo }, i) => [
    ...(isScope(scope) ? [] : [fault('scope-exists', ['grants', i, 'scope'], { scope })]),
    ...(validTo !== null && validTo <= validFrom
      ? [fault('grant-begins-before-it-ends', ['grants', i, 'validTo'])]
      : []),
  ]);
}

/** Rights that the caller does not hold itself, the whole subtree for that class of data. */
export function missingGrants(
  caller: Caller,
  grants: readonly {
    readonly scope: string;
    readonly dataClass: DataClass;
    readonly division: string | null;
  }[],
  rangesOf: (division: string) => readonly KeyRange[],
  path: Path = ['install'],
): readonly Fault[] {
  return grants
    .filter(({ scope, dataClass, division }) => {
      const place = division === null ? [everywhere] : rangesOf(division);
      return place.length === 0 || !covers(caller.ranges(scope as Scope, dataClass), place);
    })
    .map(({ scope, dataClass, division }) =>
      fault('installer-holds-every-grant', path, { scope, dataClass, division: division ?? '*' }),
    );
}

/** What is wrong with the audience of a credential. */
export function audienceFaults(
  audience: Audience,
  issuer: Audience,
  classes: readonly DataClass[],
  path: Path = ['audience'],
): readonly Fault[] {
  return [
    ...(isNoWider(audience, issuer) ? [] : [fault('credential-no-wider-than-its-issuer', path)]),
    ...(audience === 'PUBLIC' && classes.some((one) => notForThePublic.includes(one))
      ? [fault('public-credential-without-personal-data', path)]
      : []),
  ];
}

/** Stands before the pseudonyms of people, so that no program passes for one. */
export const personPrefix = 'person-';

/** Whether a subject is a person who signed in. */
export function isPersonSubject(subject: string): boolean {
  return subject.startsWith(personPrefix);
}

/** A post as others are compared with it. */
export interface Post {
  readonly role: AccessRole;
  readonly organizationId: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
}

function overlap(a: Post, b: Post): boolean {
  return (
    (b.validTo === null || a.validFrom < b.validTo) &&
    (a.validTo === null || b.validFrom < a.validTo) &&
    // A post that was never taken up overlaps nothing.
    a.validFrom !== a.validTo &&
    b.validFrom !== b.validTo
  );
}

/** What keeps a person with these posts from holding another one. */
export function postFaults(post: Post, held: readonly Post[]): readonly Fault[] {
  const beside = held.filter((other) => overlap(post, other));
  const against = beside.find(
    ({ role }) => apart.includes(role) && apart.includes(post.role) && role !== post.role,
  );
  const elsewhere = beside.find(
    ({ organizationId }) =>
      organizationId !== null && post.organizationId !== null && organizationId !== post.organizationId,
  );
  return [
    ...(against
      ? [fault('administrators-apart', ['role'], { role: against.role, from: against.validFrom })]
      : []),
    ...(elsewhere
      ? [fault('person-acts-for-one-organization', ['organization'], { from: elsewhere.validFrom })]
      : []),
  ];
}
