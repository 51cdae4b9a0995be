// Apps and posts: who lets an app in, what stops it at once, what is told once, and who may hold which post together.
import { afterEach, describe, expect, test } from '@jest/globals';
import { type Caller } from '../../src/kernel/caller.js';
import { nowMs, setClock, today } from '../../src/kernel/clock.js';
import { newId } from '../../src/kernel/ids.js';
import { authenticate } from '../../src/platform/auth/authenticate.js';
import { personOf } from '../../src/platform/auth/posts.js';
import { postFaults, type Post } from '../../src/platform/access/rules.js';
import { grantsOfRole, roles, apart, businessDomains } from '../../src/platform/access/roles.js';
import {
  appName,
  installedApp,
  issuedCredential,
  makeApp,
  person,
  requestedInstall,
  type Made,
} from '../support/access.js';
import { mighty } from '../support/domains.js';
import { callerWith, demoCaller, usePlatform, type As } from '../support/platform.js';

process.env['GONGZHI_KEY_PEPPER'] = 'a pepper for the tests, of 32 characters and more';

const gongzhi = usePlatform('seeded');
let restoreClock: () => void = () => {};
afterEach(() => restoreClock());

const dayMs = 86_400_000;
const moveClock = (byMs: number): void => {
  const start = nowMs();
  restoreClock();
  restoreClock = setClock(() => start + byMs);
};
const enter = (secret: string): Promise<Caller> => authenticate(gongzhi.pool, `Bearer ${secret}`, 'zh-CN');
const enters = (secret: string): Promise<boolean> =>
  enter(secret).then(
    () => true,
    () => false,
  );
const step = async (
  operation: string,
  field: string,
  { id, version }: Made,
  more: object = {},
  as: As = mighty(),
): Promise<Made> => {
  const object = field === 'install' ? 'appInstall' : field === 'credential' ? 'appCredential' : field;
  const payload = await gongzhi.write<Record<string, Made>>(
    operation,
    { [field]: { id }, expectedVersion: version, ...more },
    `${object} { id version }`,
    { as },
  );
  expect(payload.userErrors).toEqual([]);
  return payload[object]!;
};
const why = { reason: '示例' };

describe('an app', () => {
  const asks = { grants: [{ scope: 'funds:read', dataClass: 'CONDITIONAL' }] };

  test('is let in by who holds every grant that it asks for, and by nobody else', async () => {
    const { id, version } = await requestedInstall(gongzhi, asks);
    const input = { install: { id }, expectedVersion: version };
    // The system administrator keeps apps, and holds nothing of what they read; a vendor's friend reads less.
    const refusal = 'RULE_BROKEN installer-holds-every-grant at install';
    expect(await gongzhi.refused('installApp', input, 'system-admin')).toEqual([refusal]);
    const clerk = callerWith([
      ...grantsOfRole('SYSTEM_ADMIN', '990101'),
      { scope: 'funds:admin', division: '990101001001', dataClass: 'CONDITIONAL' },
      { scope: 'funds:admin', division: '990101', dataClass: 'PUBLIC' },
    ]);
    expect(await gongzhi.refused('installApp', { ...input, idempotencyKey: newId() }, clerk)).toEqual([
      refusal,
    ]);
    await step('installApp', 'install', { id, version }, {}, 'street');
  });

  test('is not let in for the whole country by a district', async () => {
    const everywhere = [{ scope: 'territory:read', dataClass: 'PUBLIC', everywhere: true }];
    const { id, version } = await requestedInstall(gongzhi, { grants: everywhere });
    const input = { install: { id }, expectedVersion: version };
    expect(await gongzhi.refused('installApp', input, 'district')).toEqual([
      'RULE_BROKEN installer-holds-every-grant at install',
    ]);
  });

  test('acts for an organization only where somebody who speaks for it lets it in', async () => {
    const { organizations } = await gongzhi.read<{ organizations: { nodes: { id: string }[] } }>(
      '{ organizations(filter: { name: { eq: "示例童萌社区服务有限公司" } }) { nodes { id } } }',
      {},
      'district',
    );
    const organization = { id: organizations.nodes[0]!.id };
    const { id, version } = await requestedInstall(gongzhi, { organization });
    const input = { install: { id }, expectedVersion: version };
    const outsider = callerWith(
      [
        ...grantsOfRole('SYSTEM_ADMIN', '990101'),
        { scope: 'territory:read', division: null, dataClass: 'PUBLIC' },
      ],
      { organizationId: newId() },
    );
    expect(await gongzhi.refused('installApp', input, outsider)).toEqual([
      'RULE_BROKEN installer-speaks-for-the-organization at install',
    ]);
    await step('installApp', 'install', { id, version }, {}, 'district');
  });

  test('that is only asked for cannot be resumed into being', async () => {
    const { id, version } = await requestedInstall(gongzhi);
    expect(
      await gongzhi.refused('resumeInstall', { install: { id }, expectedVersion: version }, mighty()),
    ).toEqual(['RULE_BROKEN requested-install-is-let-in at install']);
  });

  test.each([
    [{ grants: [] }, 'INVALID_INPUT install-asks-for-something at grants'],
    [
      { grants: [{ scope: 'funds:delete', dataClass: 'PUBLIC' }] },
      'INVALID_INPUT scope-exists at grants.0.scope',
    ],
    [
      { grants: [{ scope: 'fund:read', dataClass: 'PUBLIC' }] },
      'INVALID_INPUT scope-exists at grants.0.scope',
    ],
    [
      { grants: [{ scope: 'funds:read', dataClass: 'PUBLIC', validTo: '2020-01-01' }] },
      'INVALID_INPUT grant-begins-before-it-ends at grants.0.validTo',
    ],
  ])('asks for what there is: %j', async (facts, refusal) => {
    const app = { id: (await makeApp(gongzhi)).id };
    const input = { app, division: { code: '990101001' }, purpose: '示例', ...facts };
    expect(await gongzhi.refused('requestInstall', input, mighty())).toEqual([refusal]);
  });

  test('stops at the next request when its install or the app itself is suspended, and goes on after', async () => {
    let app = await makeApp(gongzhi);
    let install = await installedApp(gongzhi, { app: { id: app.id } });
    const { secret } = await issuedCredential(gongzhi, { install: { id: install.id } });
    expect(await enters(secret)).toBe(true);
    install = await step('suspendInstall', 'install', install, why);
    expect(await enters(secret)).toBe(false);
    install = await step('resumeInstall', 'install', install);
    expect(await enters(secret)).toBe(true);
    app = await step('suspendApp', 'app', app, why);
    expect(await enters(secret)).toBe(false);
    const issue = { install: { id: install.id }, kind: 'API_KEY', audience: 'PARTNER' };
    expect(await gongzhi.refused('issueCredential', issue, mighty())).toEqual([
      'RULE_BROKEN credential-of-an-installed-app at install',
    ]);
    await step('resumeApp', 'app', app);
    expect(await enters(secret)).toBe(true);
    await step('removeInstall', 'install', install);
    expect(await enters(secret)).toBe(false);
  });

  test('of one office is installed by another under the same id, with keys of its own kind, and stops with the first', async () => {
    const app = await makeApp(gongzhi, { contact: 'api@example.cn' });
    const install = await installedApp(gongzhi, { app: { id: app.id }, division: { code: '510117' } });
    expect(install.id).toMatch(/^ins_510117_/);
    const { secret, clientId } = await issuedCredential(gongzhi, { install: { id: install.id } });
    expect([secret.slice(0, 8), clientId.slice(0, 8)]).toEqual(['gz_live_', 'gz_live_']);
    const caller = await enter(secret);
    expect([caller.app, caller.tenant]).toEqual([app.id.split('_')[2], 510_117]);
    const { apps } = await gongzhi.read<{ apps: { nodes: unknown[] } }>(
      '{ apps(filter: { homeTenant: { eq: 990101 } tenant: { eq: 510117 } }) { nodes { tenant homeTenant state contact } } }',
      {},
      mighty(),
    );
    expect(apps.nodes).toEqual([
      { tenant: 510_117, homeTenant: 990_101, state: 'ACTIVE', contact: 'api@example.cn' },
    ]);
    await step('suspendApp', 'app', app, why);
    expect(await enters(secret)).toBe(false);
  });

  test('sees itself and nothing of others, and looks after its own keys', async () => {
    const app = await makeApp(gongzhi, { contact: 'own@example.cn' });
    const grants = [{ scope: 'apps:write', dataClass: 'PUBLIC' }];
    const install = await installedApp(gongzhi, { app: { id: app.id }, grants });
    const credential = await issuedCredential(gongzhi, { install: { id: install.id } });
    const own = await enter(credential.secret);
    expect(
      await gongzhi.read(
        '{ apps { nodes { contact } } appInstalls { nodes { id grants { nodes { scope dataClass division } } } } appCredentials { totalCount } viewer { install tenant scopes } }',
        {},
        own,
      ),
    ).toEqual({
      apps: { nodes: [{ contact: 'own@example.cn' }] },
      appInstalls: {
        nodes: [
          {
            id: install.id,
            grants: { nodes: [{ scope: 'apps:write', dataClass: 'PUBLIC', division: '990101001000' }] },
          },
        ],
      },
      appCredentials: { totalCount: 1 },
      viewer: { install: install.id, tenant: 990_101, scopes: ['apps:write'] },
    });
    const next = await gongzhi.write<{ secret: string; appCredential: Made }>(
      'rotateCredential',
      { credential: { id: credential.id }, expectedVersion: credential.version, overlapHours: 1 },
      'secret appCredential { id version }',
      { as: own },
    );
    expect(next.userErrors).toEqual([]);
    expect([await enters(credential.secret), await enters(next.secret)]).toEqual([true, true]);
    moveClock(3_600_001);
    expect([await enters(credential.secret), await enters(next.secret)]).toEqual([false, true]);
    const other = await issuedCredential(gongzhi);
    const { userErrors } = await gongzhi.write(
      'revokeCredential',
      { credential: { id: other.id }, expectedVersion: other.version },
      undefined,
      { as: own },
    );
    expect(userErrors.map(({ code }) => code)).toEqual(['NOT_FOUND']);
  });
});

describe('a post', () => {
  const rightsOf = (subject: string): Promise<Caller> =>
    personOf(gongzhi.pool, { tenant: 990_101, subject, app: newId() }, 'zh-CN');
  const appoint = (input: object, as: As = 'security-admin') =>
    gongzhi.write<{ appointment: Made | null }>(
      'appoint',
      { division: { code: '990101' }, ...input },
      'appointment { id version }',
      { as },
    );

  test('gives its rights from its first day to the day before its last', async () => {
    const subject = person();
    const start = nowMs();
    const on = (days: number): string =>
      new Date(start + 8 * 3_600_000 + days * dayMs).toISOString().slice(0, 10);
    expect(on(0)).toBe(today());
    await appoint({
      subject,
      role: 'STREET_ADMIN',
      division: { code: '990101001' },
      validFrom: on(1),
      validTo: on(3),
    });
    const held: boolean[] = [];
    for (const days of [0, 1, 2, 3]) {
      const restore = setClock(() => start + days * dayMs);
      const caller = await rightsOf(subject);
      held.push(caller.holdsAt('funds:write', 'CONDITIONAL', '990101001001'));
      expect([caller.audience, caller.holdsAt('funds:read', 'PUBLIC', '990101002001')]).toEqual([
        held.at(-1) ? 'INTERNAL' : 'PUBLIC',
        false,
      ]);
      restore();
    }
    expect(held).toEqual([false, true, true, false]);
  });

  test('ends today for an officer who is transferred today, and is not ended twice', async () => {
    const subject = person();
    const { appointment } = await appoint({ subject, role: 'DISTRICT_ADMIN' });
    expect((await rightsOf(subject)).holds('funds:write')).toBe(true);
    const ended = await step('endAppointment', 'appointment', appointment!, {}, 'security-admin');
    expect((await rightsOf(subject)).grants).toEqual([]);
    expect(
      await gongzhi.refused(
        'endAppointment',
        { appointment: { id: ended.id }, expectedVersion: ended.version },
        'security-admin',
      ),
    ).toEqual(['RULE_BROKEN post-ends-once at appointment']);
  });

  test('that was not yet taken up ends on its first day, and none ends in the past', async () => {
    const { appointment } = await appoint({ subject: person(), role: 'AUDITOR', validFrom: '2100-01-01' });
    const at = { appointment: { id: appointment!.id }, expectedVersion: appointment!.version };
    expect(
      await gongzhi.refused('endAppointment', { ...at, endsOn: '2020-01-01' }, 'security-admin'),
    ).toEqual(['INVALID_INPUT post-ends-from-today at endsOn']);
    const { appointment: ended } = await gongzhi.write<{ appointment: object }>(
      'endAppointment',
      at,
      'appointment { validFrom validTo }',
      { as: 'security-admin' },
    );
    expect(ended).toEqual({ validFrom: '2100-01-01', validTo: '2100-01-01' });
  });

  test('is given to others, by a pseudonym', async () => {
    const self = { ...demoCaller('security-admin'), subject: person() };
    const base = { division: { code: '990101' }, role: 'AUDITOR' };
    expect(await gongzhi.refused('appoint', { ...base, subject: self.subject }, self)).toEqual([
      'RULE_BROKEN nobody-appoints-themselves at subject',
    ]);
    expect(await gongzhi.refused('appoint', { ...base, subject: '张三' }, self)).toEqual([
      'INVALID_INPUT person-subject-form at subject',
    ]);
  });

  test('of one organization does not overlap that of another', async () => {
    const subject = person();
    const { organizations } = await gongzhi.read<{ organizations: { nodes: { id: string }[] } }>(
      '{ organizations(first: 2, filter: { within: "990101" }) { nodes { id } } }',
      {},
      'district',
    );
    const [one, two] = organizations.nodes.map(({ id }) => ({ organization: { id } }));
    const keeper = callerWith([
      ...grantsOfRole('SECURITY_ADMIN', '990101'),
      { scope: 'organizations:read', division: '990101', dataClass: 'PUBLIC' },
    ]);
    await appoint({ subject, role: 'AUDITOR', ...one }, keeper);
    const second = { subject, role: 'GRID_WORKER', division: { code: '990101' }, ...two };
    expect(await gongzhi.refused('appoint', second, keeper)).toEqual([
      'RULE_BROKEN person-acts-for-one-organization at organization',
    ]);
  });

  const pairs = apart.flatMap((a) => apart.filter((b) => b !== a).map((b) => [a, b] as const));
  test.each(pairs)('of a %s is not that of a %s on the same day', async (first, second) => {
    const subject = person();
    await appoint({ subject, role: first, validFrom: '2100-01-01', validTo: '2100-02-01' });
    const input = { subject, role: second, division: { code: '990101' } };
    expect(await gongzhi.refused('appoint', { ...input, validFrom: '2100-01-31' }, 'security-admin')).toEqual(
      ['RULE_BROKEN administrators-apart at role'],
    );
    expect(await gongzhi.refused('appoint', input, 'security-admin')).toEqual([
      'RULE_BROKEN administrators-apart at role',
    ]);
    // One after the other is no fault.
    expect((await appoint({ ...input, validFrom: '2100-02-01' })).userErrors).toEqual([]);
  });

  test('of two administrators at once goes to one of them; without the lock it would go to both', async () => {
    const subject = person();
    const answers = await Promise.all(apart.map((role) => appoint({ subject, role })));
    expect(answers.filter(({ appointment }) => appointment !== null)).toHaveLength(1);

    // The same rule, where both have read before either has written.
    const careless = person();
    const read = () =>
      gongzhi.pool.query<Post>(
        `SELECT "role", "organizationId", "validFrom"::text, "validTo"::text FROM "Appointment" WHERE "tenant" = 990101 AND "subject" = $1`,
        [careless],
      );
    const [seen, alsoSeen] = await Promise.all([read(), read()]);
    const faults = [seen.rows, alsoSeen.rows].map((held, i) =>
      postFaults({ role: apart[i]!, organizationId: null, validFrom: today(), validTo: null }, held),
    );
    expect(faults).toEqual([[], []]);
  });
});

test('no role of the three administrators reads what communities record, and the public gets nothing about persons', () => {
  for (const role of apart) {
    const scopes = grantsOfRole(role, null).map(({ scope }) => scope.split(':')[0]!);
    expect([
      role,
      scopes.filter((domain) => (businessDomains as readonly string[]).includes(domain)),
    ]).toEqual([role, []]);
  }
  for (const { audience, classes } of Object.values(roles))
    if (audience === 'PUBLIC') expect(classes).toEqual(['PUBLIC']);
});

describe('why', () => {
  const source = `query ($id: ID!, $operation: String) { explainAccess(input: { id: $id, operation: $operation }) {
    reasons { condition grants { scope division dataClass } } action { operation allowed rule } actionGrants { scope division dataClass } } }`;
  const explain = (id: string, as: As, operation?: string) =>
    gongzhi.query(source, { id, operation }, { as, language: 'en' });

  test('an object is seen is told by the right that opens it, and what may be done by its own', async () => {
    const install = await installedApp(gongzhi);
    const caller = callerWith([
      { scope: 'apps:write', division: '990101001', dataClass: 'INTERNAL' },
      { scope: 'apps:read', division: '990101', dataClass: 'INTERNAL' },
      { scope: 'apps:read', division: '990101002', dataClass: 'INTERNAL' },
      { scope: 'apps:read', division: '990101001', dataClass: 'PUBLIC' },
    ]);
    const wide = { scope: 'apps:write', division: '990101001', dataClass: 'INTERNAL' };
    expect((await explain(install.id, caller, 'installApp')).data).toEqual({
      explainAccess: {
        reasons: [
          {
            condition: 'divisionKey within apps:read INTERNAL',
            grants: [wide, { scope: 'apps:read', division: '990101', dataClass: 'INTERNAL' }],
          },
        ],
        action: { operation: 'installApp', allowed: false, rule: 'app-install-follows-its-way' },
        actionGrants: [wide],
      },
    });
  });

  test('an app sees its own is told without a right', async () => {
    const app = await makeApp(gongzhi);
    const own = callerWith([{ scope: 'apps:read', division: null, dataClass: 'PUBLIC' }], {
      app: app.id.split('_')[2]!,
    });
    expect((await explain(app.id, own)).data).toEqual({
      explainAccess: {
        reasons: [{ condition: 'id eq viewer.app', grants: [] }],
        action: null,
        actionGrants: [],
      },
    });
  });

  test('is not told of what is hidden, in the same words as of what never existed', async () => {
    const hidden = (await makeApp(gongzhi)).id;
    const never = `app_990101_${newId()}`;
    const outsider = callerWith([{ scope: 'territory:read', division: null, dataClass: 'PUBLIC' }]);
    const answers = await Promise.all(
      [hidden, never].map(async (id) => {
        const { data, errors } = await explain(id, outsider, 'suspendApp');
        return { data, errors };
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toEqual({ data: { explainAccess: null }, errors: undefined });
    expect((await explain('nonsense', outsider)).data).toEqual({ explainAccess: null });
    const { errors } = await explain(never, outsider, 'closeFund');
    expect(errors?.map(({ extensions }) => extensions?.['rule'])).toEqual([
      'explained-operation-is-of-the-object',
    ]);
  });
});

test('an app that is registered twice by an office is a conflict', async () => {
  const name = appName();
  await makeApp(gongzhi, { name });
  const input = { division: { code: '990101' }, name, owner: '示例', purpose: '示例' };
  expect(await gongzhi.refused('registerApp', input, mighty())).toEqual([
    'CONFLICT unique-in-tenant at name',
  ]);
});
