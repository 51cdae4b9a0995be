// Valid inputs of the operations on apps, installs, credentials and posts.
import {
  appName,
  givenPost,
  installedApp,
  issuedCredential,
  makeApp,
  person,
  requestedInstall,
  usualGrants,
  type Made,
} from './access.js';
import type { Input } from './operations.js';
import type { TestPlatform } from './platform.js';
import { mighty } from './domains.js';

const street = { code: '990101001' };

/** The input that names an object at its version. */
const at = (field: string, { id, version }: Made, more: Input = {}): Input => ({
  [field]: { id },
  expectedVersion: version,
  ...more,
});

/** An object one step on. */
const stepped = async (
  platform: TestPlatform,
  operation: string,
  input: Input,
  object: string,
): Promise<Made> => {
  const payload = await platform.write<Record<string, Made>>(operation, input, `${object} { id version }`, {
    as: mighty(),
  });
  return payload[object]!;
};

/** Input per operation. */
export const accessSamples: Readonly<Record<string, (platform: TestPlatform) => Promise<Input> | Input>> = {
  registerApp: () => ({ division: street, name: appName(), owner: '示例软件公司', purpose: '示例' }),
  suspendApp: async (platform) => at('app', await makeApp(platform), { reason: '示例' }),
  resumeApp: async (platform) =>
    at(
      'app',
      await stepped(platform, 'suspendApp', at('app', await makeApp(platform), { reason: '示例' }), 'app'),
    ),
  requestInstall: async (platform) => ({
    app: { id: (await makeApp(platform)).id },
    division: street,
    purpose: '示例',
    grants: usualGrants,
  }),
  installApp: async (platform) => at('install', await requestedInstall(platform)),
  suspendInstall: async (platform) => at('install', await installedApp(platform), { reason: '示例' }),
  resumeInstall: async (platform) =>
    at(
      'install',
      await stepped(
        platform,
        'suspendInstall',
        at('install', await installedApp(platform), { reason: '示例' }),
        'appInstall',
      ),
    ),
  removeInstall: async (platform) => at('install', await installedApp(platform)),
  issueCredential: async (platform) => ({
    install: { id: (await installedApp(platform)).id },
    kind: 'CLIENT_SECRET',
    audience: 'PARTNER',
  }),
  rotateCredential: async (platform) => at('credential', await issuedCredential(platform)),
  revokeCredential: async (platform) => at('credential', await issuedCredential(platform)),
  appoint: () => ({ subject: person(), role: 'GRID_WORKER', division: { code: '990101001001' } }),
  endAppointment: async (platform) => at('appointment', await givenPost(platform)),
};
