// What callers do with credentials of apps: issue one, give it a successor, end it. A secret is told once and kept nowhere.
import type { CredentialKind } from '../../../generated/database.js';
import type { Audience, Caller, Scope } from '../../../kernel/caller.js';
import { nowIso, nowMs } from '../../../kernel/clock.js';
import { accessLimits } from '../../../kernel/config.js';
import { codeTree, type FieldType } from '../../../kernel/entity.js';
import { refusal, refuseAll, type Fault } from '../../../kernel/errors.js';
import { enumOf, int, optional, ref, text } from '../../../kernel/input.js';
import { operation, type Row } from '../../../kernel/operation.js';
import type { KeyRange } from '../../../kernel/predicate.js';
import { forgetCredentials, insertCredential, instant, type MadeCredential } from '../../auth/credentials.js';
import { readClientKey } from '../client-key.js';
import { isOwn, keepsInstalls } from '../policy.js';
import { grantsOfInstall, lockInstall } from '../queries.js';
import { audienceFaults, isPersonSubject, missingGrants } from '../rules.js';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const { days, overlapHours } = accessLimits;

const lifeDays = optional(
  int('How many days it lives; a year if nothing is said. 有效天数', { min: 1, max: days.most }),
);
const clientKey = optional(
  text('The client’s public key as a JWK in JSON; for the kind CLIENT_KEY. 客户端公钥', {
    max: accessLimits.clientKeyCharacters,
  }),
);

/** Told by the execution that made the credential; an answer that was lost is replaced by rotating the credential. */
const told: Readonly<Record<string, FieldType>> = {
  clientId: {
    type: 'String',
    description: 'How an OAuth client calls itself at /oauth/token. Told once, as the secret. 客户端编号',
  },
  secret: {
    type: 'String',
    description:
      'The key, or the client’s secret; null for a client that signs. It is told this once: a replay answers null, and rotating the credential gives another. 密钥',
  },
};

const revealed = ({ clientId, secret }: MadeCredential) => ({ clientId, secret });

operation('issueCredential', {
  description:
    'Issues a credential of an installed app. Its secret is in this answer and nowhere else. 签发应用凭证',
  scope: 'apps:write',
  audience: 'INTERNAL',
  input: {
    install: ref('AppInstall', 'The install whose rights it has. 应用安装'),
    kind: enumOf<CredentialKind>('CredentialKind', 'How it proves itself. 凭证类型'),
    audience: enumOf<Audience>('Audience', 'For whom its answers are made. 受众'),
    subject: optional(
      text('Pseudonymous system that acts; the app’s name if nothing is said. 主体', { max: 100 }),
    ),
    publicKey: clientKey,
    days: lifeDays,
  },
  tenant: 'install',
  validate: ({ kind, publicKey, subject }) => [
    ...((kind === 'CLIENT_KEY') === (typeof publicKey === 'string')
      ? []
      : [refusal('client-key-where-it-signs', ['publicKey'])]),
    ...(typeof publicKey === 'string' && readClientKey(publicKey) === null
      ? [refusal('client-key-is-a-public-key', ['publicKey'])]
      : []),
    ...(typeof subject === 'string' && isPersonSubject(subject)
      ? [refusal('program-is-no-person', ['subject'])]
      : []),
  ],
  allow: (caller, { refs }) => keepsInstalls(caller, refs['install']?.['divisionKey']),
  async run({ input, refs, tenant, caller, today }, tx) {
    const install = refs['install']!;
    const installId = install['id'] as string;
    const { state, appState, appName } = await lockInstall(tx, tenant, installId);
    const grants = await grantsOfInstall(tx, tenant, installId);
    refuseAll(
      state === 'INSTALLED' && appState === 'ACTIVE'
        ? []
        : refusal('credential-of-an-installed-app', ['install']).faults,
      audienceFaults(
        input.audience,
        caller.audience,
        grants.map(({ dataClass }) => dataClass),
      ),
      // Else who keeps apps and may read nothing would make itself a key that reads.
      missingGrants(caller, grants, (code) => codeTree().ranges(code, today)),
    );
    const made = await insertCredential(
      tx,
      {
        tenant,
        installId,
        appId: install['appId'] as string,
        divisionKey: install['divisionKey'] as string,
        kind: input.kind,
        publicKey: typeof input.publicKey === 'string' ? readClientKey(input.publicKey) : null,
        subject: input.subject ?? appName,
        audience: input.audience,
      },
      (input.days ?? days.usual) * dayMs,
    );
    return { objects: { appCredential: made.id }, revealed: revealed(made) };
  },
  returns: { appCredential: 'AppCredential' },
  reveals: told,
  emits: 'apps.credential.issued',
  rules: [
    'client-key-where-it-signs',
    'client-key-is-a-public-key',
    'program-is-no-person',
    'credential-of-an-installed-app',
    'credential-no-wider-than-its-issuer',
    'public-credential-without-personal-data',
    'installer-holds-every-grant',
  ],
});

operation('rotateCredential', {
  description:
    'Gives a credential a successor with the same rights; both work until the overlap ends. An app does so for itself. 轮换应用凭证',
  scope: 'apps:write',
  input: {
    credential: ref('AppCredential', 'The credential that is replaced. 原凭证'),
    publicKey: clientKey,
    overlapHours: optional(
      int('How many hours the old one goes on working; 24 if nothing is said. 重叠小时数', {
        min: 0,
        max: overlapHours.most,
      }),
    ),
    days: lifeDays,
  },
  target: 'credential',
  allow: (caller, { target }) => keepsInstalls(caller, target['divisionKey']) || isOwn(caller, target),
  guard: ({ state }) => (state === 'ACTIVE' ? null : refusal('credential-in-use', ['credential'])),
  async run({ input, target, tenant, caller, today, update }, tx) {
    const kind = target['kind'] as CredentialKind;
    const expiresMs = Date.parse(String(target['expiresAt']));
    const publicKey = typeof input.publicKey === 'string' ? readClientKey(input.publicKey) : null;
    const { state, appState } = await lockInstall(tx, tenant, target['installId'] as string);
    const grants = await grantsOfInstall(tx, tenant, target['installId'] as string);
    refuseAll(
      rotationFaults(caller, target, grants, today),
      (kind === 'CLIENT_KEY') === (typeof input.publicKey === 'string')
        ? []
        : refusal('client-key-where-it-signs', ['publicKey']).faults,
      typeof input.publicKey === 'string' && publicKey === null
        ? refusal('client-key-is-a-public-key', ['publicKey']).faults
        : [],
      expiresMs > nowMs() ? [] : refusal('credential-in-use', ['credential']).faults,
      state === 'INSTALLED' && appState === 'ACTIVE'
        ? []
        : refusal('credential-of-an-installed-app', ['credential']).faults,
    );
    const { installId, appId, divisionKey, subject } = target as Readonly<Record<string, string>>;
    const made = await insertCredential(
      tx,
      {
        tenant,
        installId: installId!,
        appId: appId!,
        divisionKey: divisionKey!,
        kind,
        publicKey,
        subject: subject!,
        audience: target['audience'] as Audience,
      },
      (input.days ?? days.usual) * dayMs,
    );
    const overlapMs = (input.overlapHours ?? overlapHours.usual) * hourMs;
    const predecessor = target['id'] as string;
    await update('AppCredential', predecessor, {
      expiresAt: instant(Math.min(expiresMs, nowMs() + overlapMs)),
    });
    return { objects: { appCredential: made.id, predecessor }, revealed: revealed(made) };
  },
  committed: forgetCredentials,
  returns: { appCredential: 'AppCredential', predecessor: 'AppCredential' },
  reveals: told,
  emits: 'apps.credential.rotated',
  rules: [
    'credential-in-use',
    'client-key-where-it-signs',
    'client-key-is-a-public-key',
    'credential-of-an-installed-app',
    'installer-holds-every-grant',
  ],
});

/**
 * The successor gives nobody more than they have: an app with a token of few scopes is not given all of them, and somebody
 * else holds every grant, as for a new credential.
 */
function rotationFaults(
  caller: Caller,
  target: Row,
  grants: Awaited<ReturnType<typeof grantsOfInstall>>,
  today: string,
): readonly Fault[] {
  const missing = isOwn(caller, target)
    ? grants.filter(({ scope }) => !caller.holds(scope as Scope))
    : grants;
  const rangesOf = (code: string): readonly KeyRange[] => codeTree().ranges(code, today);
  return missingGrants(caller, missing, rangesOf, ['credential']);
}

operation('revokeCredential', {
  description: 'Ends a credential at once, with the tokens that were had for it. 吊销应用凭证',
  scope: 'apps:write',
  input: {
    credential: ref('AppCredential', 'The credential. 凭证'),
    reason: optional(text('Why. 原因')),
  },
  target: 'credential',
  transition: { column: 'state', to: 'REVOKED' },
  allow: (caller, { target }) => keepsInstalls(caller, target['divisionKey']) || isOwn(caller, target),
  run: ({ step }) => step({ revokedAt: nowIso() }),
  committed: forgetCredentials,
  returns: { appCredential: 'AppCredential' },
  emits: 'apps.credential.revoked',
  rules: ['credential-follows-its-way'],
});
