// Apps, installs, credentials and posts for tests, made by the operations that callers have.
import type { Caller } from '../../src/kernel/caller.js';
import { mighty } from './domains.js';
import type { TestPlatform } from './platform.js';

/** An object as its next step needs it. */
export interface Made {
  readonly id: string;
  readonly version: number;
}

/** What is told once of a new credential. */
export interface MadeCredential extends Made {
  readonly clientId: string;
  readonly secret: string;
}

let count = 0;

/** A name that no other app has. */
export const appName = (): string => `示例应用 ${(count += 1)}`;

/** A pseudonym that no other person has. */
export const person = (): string => `person-sample-${(count += 1)}`;

/** Sends an operation that must be accepted; gives its first object with what the selection adds. */
async function accepted<T extends object = object>(
  platform: TestPlatform,
  operation: string,
  input: Readonly<Record<string, unknown>>,
  object: string,
  beside = '',
  as: Caller = mighty(),
): Promise<Made & T> {
  const payload = await platform.write<Record<string, Made> & T>(
    operation,
    input,
    `${object} { id version } ${beside}`,
    { as },
  );
  if (payload.userErrors.length > 0) throw new Error(`${operation}: ${JSON.stringify(payload.userErrors)}`);
  const { [object]: made, ...rest } = payload;
  return { ...(rest as unknown as T), ...made! };
}

/** A registered app. */
export const makeApp = (platform: TestPlatform, facts: object = {}): Promise<Made> =>
  accepted(
    platform,
    'registerApp',
    { division: { code: '990101' }, name: appName(), owner: '示例软件公司', purpose: '示例', ...facts },
    'app',
  );

/** The grants that installs of tests ask for. */
export const usualGrants = [{ scope: 'territory:read', dataClass: 'PUBLIC' }];

/** An app that is asked for. */
export const requestedInstall = async (platform: TestPlatform, facts: object = {}): Promise<Made> =>
  accepted(
    platform,
    'requestInstall',
    {
      app: { id: (await makeApp(platform)).id },
      division: { code: '990101001' },
      purpose: '示例',
      grants: usualGrants,
      ...facts,
    },
    'appInstall',
  );

/** An app that was let in. */
export const installedApp = async (platform: TestPlatform, facts: object = {}): Promise<Made> => {
  const { id, version } = await requestedInstall(platform, facts);
  return accepted(platform, 'installApp', { install: { id }, expectedVersion: version }, 'appInstall');
};

/** A credential of an install, a new one if none is named. */
export const issuedCredential = async (
  platform: TestPlatform,
  facts: object = {},
): Promise<MadeCredential> => {
  const install = 'install' in facts ? {} : { install: { id: (await installedApp(platform)).id } };
  return accepted<{ clientId: string; secret: string }>(
    platform,
    'issueCredential',
    { kind: 'API_KEY', audience: 'PARTNER', ...install, ...facts },
    'appCredential',
    'clientId secret',
  );
};

/** A post of a person. */
export const givenPost = (platform: TestPlatform, facts: object = {}): Promise<Made> =>
  accepted(
    platform,
    'appoint',
    { subject: person(), role: 'COMMUNITY_STAFF', division: { code: '990101001001' }, ...facts },
    'appointment',
  );
