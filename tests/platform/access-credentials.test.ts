// Credentials: a secret is told once, what is issued fits together, and nobody is given more than they have.
import { describe, expect, test } from '@jest/globals';
import { newId } from '../../src/kernel/ids.js';
import { grantsOfRole } from '../../src/platform/access/roles.js';
import { installedApp, issuedCredential } from '../support/access.js';
import { mighty } from '../support/domains.js';
import { dump } from '../support/dump.js';
import { callerWith, demoCaller, usePlatform, type As } from '../support/platform.js';

process.env['GONGZHI_KEY_PEPPER'] = 'a pepper for the tests, of 32 characters and more';

const gongzhi = usePlatform('seeded');

describe('a credential', () => {
  test('has a secret that is told once, and that no row holds', async () => {
    const install = { id: (await installedApp(gongzhi)).id };
    const input = { install, kind: 'CLIENT_SECRET', audience: 'PARTNER', idempotencyKey: newId() };
    const issue = () =>
      gongzhi.write<{
        secret: string | null;
        clientId: string | null;
        appCredential: { id: string };
        replayed: boolean;
      }>('issueCredential', input, 'secret clientId replayed appCredential { id }', { as: mighty() });
    const dry = await gongzhi.write('issueCredential', { ...input, dryRun: true }, 'secret clientId', {
      as: mighty(),
    });
    expect(dry).toEqual({ secret: null, clientId: null, userErrors: [] });
    const first = await issue();
    expect(first.secret).toMatch(/^[0-9A-Za-z]{43}$/);
    expect(first.clientId).toMatch(/^gz_test_[0-9a-v]{10}$/);
    const again = await issue();
    expect(again).toEqual({ ...first, secret: null, clientId: null, replayed: true });
    expect(JSON.stringify(await dump(gongzhi.pool))).not.toContain(first.secret);
  });

  test.each([
    [{ kind: 'CLIENT_KEY' }, 'INVALID_INPUT client-key-where-it-signs at publicKey'],
    [{ publicKey: '{}' }, 'INVALID_INPUT client-key-where-it-signs at publicKey'],
    [
      { kind: 'CLIENT_KEY', publicKey: '{"kty":"oct","k":"AAAA"}' },
      'INVALID_INPUT client-key-is-a-public-key at publicKey',
    ],
    [{ subject: 'person-1' }, 'INVALID_INPUT program-is-no-person at subject'],
  ])('is made of what fits together: %j', async (facts, refusal) => {
    const install = { id: (await installedApp(gongzhi)).id };
    const input = { install, kind: 'API_KEY', audience: 'PARTNER', ...facts };
    expect((await gongzhi.refused('issueCredential', input, mighty()))[0]).toBe(refusal);
  });

  test('gives nobody more than they have, though they keep the apps of the place', async () => {
    const grants = [{ scope: 'funds:read', dataClass: 'CONDITIONAL' }];
    const install = { id: (await installedApp(gongzhi, { grants })).id };
    const keeper = callerWith(grantsOfRole('SYSTEM_ADMIN', '990101'), { subject: 'person-keeper' });
    const issue = { install, kind: 'API_KEY', audience: 'INTERNAL' };
    expect(await gongzhi.refused('issueCredential', issue, keeper)).toEqual([
      'RULE_BROKEN installer-holds-every-grant at install',
    ]);
    const { id } = await issuedCredential(gongzhi, { install });
    const rotate = { credential: { id }, expectedVersion: 1 };
    expect(await gongzhi.refused('rotateCredential', rotate, keeper)).toEqual([
      'RULE_BROKEN installer-holds-every-grant at credential',
    ]);
    // The app itself, with a token that has fewer scopes than its install.
    const { rows } = await gongzhi.pool.query<{ app: string }>(
      'SELECT "appId" AS app FROM "AppInstall" WHERE "id" = $1',
      [install.id.split('_')[2]],
    );
    const narrow = callerWith([{ scope: 'apps:write', dataClass: 'PUBLIC', division: '990101' }], {
      app: rows[0]!.app,
    });
    expect(await gongzhi.refused('rotateCredential', rotate, narrow)).toEqual([
      'RULE_BROKEN installer-holds-every-grant at credential',
    ]);
  });

  test('for the public has nothing about persons, and none is for more than its issuer sees', async () => {
    const grants = [{ scope: 'organizations:read', dataClass: 'PERSONAL' }];
    const install = { id: (await installedApp(gongzhi, { grants })).id };
    const issue = (audience: string, as: As): Promise<readonly string[]> =>
      gongzhi.refused('issueCredential', { install, kind: 'API_KEY', audience }, as);
    expect(await issue('PUBLIC', mighty())).toEqual([
      'RULE_BROKEN public-credential-without-personal-data at audience',
    ]);
    // Nobody but staff issues at all.
    const { errors } = await gongzhi.query(
      'mutation ($install: AppInstallRef!) { issueCredential(input: { install: $install kind: API_KEY audience: INTERNAL idempotencyKey: "12345678" }) { secret } }',
      { install },
      { as: { ...demoCaller('district'), audience: 'PARTNER' } },
    );
    expect(errors?.[0]?.extensions?.['code']).toBe('BAD_REQUEST');
  });
});
