// Valid inputs of the operations on webhooks.
import { expect } from '@jest/globals';
import { newId } from '../../src/kernel/ids.js';
import { sequenceEvents } from '../../src/platform/outbox/sequencer.js';
import { mighty } from './domains.js';
import type { TestPlatform } from './platform.js';
import type { Input } from './operations.js';

/** Apps that the callers of tests act for, recorded once per platform. */
async function knowApp(platform: TestPlatform, id: string): Promise<void> {
  await platform.pool.query(
    `INSERT INTO "App" ("tenant", "id", "name", "owner", "purpose", "divisionKey", "homeTenant")
     VALUES (990101, $1, $2, '示例', '试验', '990101000000', 990101)
     ON CONFLICT DO NOTHING`,
    [id, `试验应用 ${id}`],
  );
}

/** An endpoint of a new app. @returns its id and version */
async function makeEndpoint(
  platform: TestPlatform,
  input: Input = {},
): Promise<{
  readonly id: string;
  readonly version: number;
  readonly secret: string | null;
  readonly app: string;
}> {
  const app = newId();
  await knowApp(platform, app);
  const answer = await platform.write<{
    webhookEndpoint: { id: string; version: number };
    secret: string | null;
  }>('createWebhookEndpoint', { ...newEndpoint(), ...input }, 'webhookEndpoint { id version } secret', {
    as: mighty({ app }),
  });
  expect(answer.userErrors).toEqual([]);
  return { ...answer.webhookEndpoint, secret: answer.secret, app };
}

const newEndpoint = (): Input => ({
  division: { code: '990101001001' },
  url: 'https://93.184.215.14/hooks',
  signature: 'V1A',
});

const named = async (platform: TestPlatform): Promise<Input> => {
  const { id, version } = await makeEndpoint(platform);
  return { webhookEndpoint: { id }, expectedVersion: version };
};

/** Input per operation. */
export const webhookSamples: Readonly<Record<string, (platform: TestPlatform) => Promise<Input>>> = {
  createWebhookEndpoint: async (platform) => {
    for (const one of ['1', '2']) await knowApp(platform, `00000000-0000-7000-8000-00000000000${one}`);
    return { ...newEndpoint(), description: `试验 ${newId()}` };
  },
  updateWebhookEndpoint: async (platform) => ({ ...(await named(platform)), description: `更名 ${newId()}` }),
  pauseWebhookEndpoint: named,
  resumeWebhookEndpoint: async (platform) => {
    const { webhookEndpoint, expectedVersion } = await named(platform);
    await platform.write('pauseWebhookEndpoint', { webhookEndpoint, expectedVersion }, undefined, {
      as: mighty(),
    });
    return { webhookEndpoint, expectedVersion: (expectedVersion as number) + 1 };
  },
  disableWebhookEndpoint: async (platform) => ({
    ...(await named(platform)),
    disabledFor: 'OFFICE',
    reason: '示例',
  }),
  retireWebhookEndpoint: named,
  rotateWebhookSecret: async (platform) => ({ ...(await named(platform)), signature: 'V1', overlapHours: 1 }),
  replayWebhookDeliveries: async (platform) => {
    // An endpoint that is made afterwards has come to the number of this event.
    await makeEndpoint(platform);
    await sequenceEvents(platform.pool);
    return { ...(await named(platform)), from: '1', through: '1' };
  },
  testWebhookEndpoint: named,
};
