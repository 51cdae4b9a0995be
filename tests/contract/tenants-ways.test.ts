// On every way out beside `/graphql` an office learns nothing of another: files, streams, webhooks, addresses, the subgraph.
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Audience } from '../../src/kernel/caller.js';
import { setClock } from '../../src/kernel/clock.js';
import type { Entity } from '../../src/kernel/entity.js';
import { graph } from '../../src/kernel/graph/shape.js';
import { decodeId, newId } from '../../src/kernel/ids.js';
import { always } from '../../src/kernel/predicate.js';
import { issueKey } from '../../src/platform/auth/keys.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { demoPurpose, ensureDemoPurpose } from '../../src/platform/privacy/demo-purpose.js';
import { callerFor, purposeHeader } from '../../src/platform/privacy/purpose.js';
import { listen } from '../../src/server/http.js';
import { instantMs } from '../support/dataset-shapes.js';
import { grantsOn } from '../support/domains.js';
import { cursorsOfAll, idsOf, markedWorld, writeEvents, type Marked } from '../support/laws/insiders.js';
import { markOthers, others, own, removeOthers } from '../support/laws/marks.js';
import { feedOf, thorough, waysOut, type Keyed, type Outside, type Told } from '../support/laws/ways-out.js';
import { usePlatform } from '../support/platform.js';

const gongzhi = usePlatform('empty');
const environment = { ...process.env };
let world: Outside;
let server: Server;
let dataDir: string;
let resetClock: () => void;
/** Credentials of apps that have every right in one office's county, and none elsewhere. */
const keys: Record<'office' | 'partner' | 'trespasser', string> = { office: '', partner: '', trespasser: '' };

beforeAll(async () => {
  resetClock = setClock(() => instantMs);
  dataDir = await mkdtemp(join(tmpdir(), 'gongzhi-tenants-'));
  process.env['GONGZHI_DATA_DIR'] = dataDir;
  const marked = await markedWorld(gongzhi, async () => {
    await ensureDemoPurpose(gongzhi.pool, own.tenant);
    keys.office = await issue('office', 'INTERNAL');
    keys.partner = await issue('partner', 'PARTNER');
    keys.trespasser = await issue('trespasser', 'INTERNAL');
  });
  // The worker has nothing to do but what is asked for here, and nobody waits for a budget.
  await gongzhi.admin(`UPDATE "AppInstall" SET "costPerMinute" = 60000000`);
  for (const table of ['BulkExport', 'BulkImport'])
    await gongzhi.admin(`UPDATE "${table}" SET "state" = 'FAILED', "expiresAt" = '2099-01-01'`);
  await gongzhi.admin(`UPDATE "WebhookEndpoint" SET "state" = 'RETIRED'`);
  await gongzhi.admin(`CREATE UNIQUE INDEX ON "WebhookDelivery" ("tenant", "endpointId", "messageId")`);
  expect(await writeEvents(gongzhi, marked)).toBeGreaterThan(150);
  for (const office of others) await writeOfEverybodys(office, marked);
  await gongzhi.platform.events.look();
  server = await listen(gongzhi.platform, 0, dataDir);
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [last] = await gongzhi.admin<{ head: number }>(
    `SELECT "sequence"::int AS head FROM "EventHead" WHERE "tenant" = $1`,
    [own.tenant],
  );
  const { head } = last!;
  const cursors = new Map([...(await cursorsOfAll(gongzhi))].map(([{ entity }, of]) => [entity.plural!, of]));
  world = { gongzhi, marked, cursors, base, oneOf: thorough ? 1 : 3, head, events: head };
  // Those that are told now: what is done here makes others.
  world = { ...world, events: (await feedOf(world, await keyed('office'), own.tenant)).length };
}, 120_000);

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(dataDir, { recursive: true, force: true });
  process.env = environment;
  resetClock();
});

/** Tells these events from those that are removed. */
const keyOfEverybodys = 'zqmark1xa';

async function issue(name: string, audience: Audience): Promise<string> {
  const { key } = await withTransaction(gongzhi.pool, (db) =>
    issueKey(db, {
      tenant: own.tenant,
      app: { name, owner: '示例', purpose: '试验' },
      subject: name,
      audience,
      grants: grantsOn('admin', own.county),
      lifetimeMs: 86_400_000,
    }),
  );
  return key;
}

/** Events of another office about rows that everybody sees: who has got the last has got all that is told before it. */
async function writeOfEverybodys(office: number, marked: Marked): Promise<void> {
  for (const shape of graph().values()) {
    if (shape.identity === null) continue;
    const [id] = idsOf(marked, shape, [office]).filter((one) => marked.everybodys.has(decodeId(one)!.key));
    if (id === undefined) continue;
    await gongzhi.admin(
      `INSERT INTO "OutboxEvent" ("tenant", "id", "type", "at", "objects", "operation", "idempotencyKey", "requestId")
       VALUES ($1, $2, 'organizations.organization.updated', now() + interval '1 minute', $3, 'updateOrganization', $4, $2)`,
      [office, newId(), [id], keyOfEverybodys],
    );
  }
}

async function keyed(name: keyof typeof keys): Promise<Keyed> {
  const headers = {
    authorization: `Bearer ${keys[name]}`,
    // Purposes of an office are for those inside.
    ...(name === 'partner' ? {} : { [purposeHeader]: demoPurpose }),
  };
  return { headers, caller: await callerFor(gongzhi.pool, headers, 'zh-CN') };
}

/** What tells something of others, by what was asked. */
const leaksIn = (told: Told): readonly string[] =>
  [...told].flatMap(([name, answer]) => {
    const leak = world.marked.leakIn(answer);
    return leak === undefined ? [] : [`${name} tells ${leak}`];
  });

/** Who sees more asks about more. */
const seenBy = (insider: string): Outside => (insider === 'office' ? world : { ...world, ...fewer });
const fewer = { oneOf: 12, events: 20 };

const names = Object.keys(waysOut);
/** Ways that give no events, which take their time. */
const ofFiles = names.filter((name) => !['ws', 'sse', 'webhooks'].includes(name));
/** Lists in which stands what is done here. */
const ofOwnDoing = /^(?:export|q) (?:accessLogEntries|bulkExports|trustedDocuments|webhook\w+)\./;

const before = new Map<string, Told>();
const insiders = ['office', 'partner'] as const;

describe('on the way of', () => {
  test.each(names)(
    '%s nothing of another office is told',
    async (name) => {
      for (const insider of insiders) {
        const told = await waysOut[name]!(seenBy(insider), await keyed(insider));
        before.set(`${name} ${insider}`, told);
        expect(leaksIn(told)).toEqual([]);
      }
      // Else it would mean little that nothing of the others is told.
      const answers = [...before.get(`${name} office`)!.values()];
      if (name !== 'files')
        expect(answers.filter((one) => /[_/]990101[_/]|ledger-990101-/.test(one)).length).toBeGreaterThan(0);
    },
    60_000,
  );

  test('any, it is told where nobody hides anything', async () => {
    const by = await keyed('trespasser');
    const entities = [...graph().values()].map(({ entity }) => entity as { visible: Entity['visible'] });
    const policies = entities.map(({ visible }) => visible);
    for (const entity of entities) entity.visible = () => always;
    try {
      const silent: string[] = [];
      // Of the files there is no content, only that they are.
      for (const name of names.filter((one) => one !== 'files'))
        if (leaksIn(await waysOut[name]!({ ...world, oneOf: 12, events: 10 }, by)).length === 0)
          silent.push(name);
      expect(silent).toEqual([]);
    } finally {
      entities.forEach((entity, i) => (entity.visible = policies[i]!));
    }
  }, 120_000);

  test('any, the same is told when all of the others is changed and half of it gone', async () => {
    await markOthers(gongzhi.admin, 'bb', world.marked.shown);
    await removeOthers(gongzhi.admin, world.marked.shown);
    await gongzhi.admin(
      `DELETE FROM "OutboxEvent" WHERE "tenant" = ANY ($1) AND "idempotencyKey" <> $2 AND md5("id"::text) < '8'`,
      [others, keyOfEverybodys],
    );
    const differences: unknown[][] = [];
    for (const insider of insiders)
      for (const name of insider === 'office' ? ofFiles : names) {
        const told = await waysOut[name]!({ ...seenBy(insider), oneOf: 12 }, await keyed(insider));
        const earlier = before.get(`${name} ${insider}`)!;
        for (const [asked, answer] of told)
          if (!ofOwnDoing.test(asked) && answer !== earlier.get(asked))
            differences.push([insider, asked, answer, earlier.get(asked)]);
      }
    expect(differences).toEqual([]);
  }, 120_000);
});
