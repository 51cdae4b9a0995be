// Webhooks for tests: an app with a key, a receiver that answers as it is told, and a clock that is moved.
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { Caller, Grant } from '../../src/kernel/caller.js';
import { nowMs, setClock } from '../../src/kernel/clock.js';
import { newId } from '../../src/kernel/ids.js';
import { authenticate } from '../../src/platform/auth/authenticate.js';
import { issueKey } from '../../src/platform/auth/keys.js';
import { withTransaction } from '../../src/platform/database/pool.js';
import { openWebhooks, type WebhookWorker } from '../../src/server/webhook-worker.js';
import { mighty } from './domains.js';
import { usePlatform, type TestPlatform } from './platform.js';

/** What a message says, as far as tests look at it. */
interface Heard {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: {
    readonly type: string;
    readonly timestamp: string;
    readonly data: Readonly<Record<string, unknown>>;
    readonly thin?: boolean;
  };
}

/** A receiver: every message that it heard, and how it answers by the path. */
export interface Receiver {
  readonly heard: Heard[];
  /** The address of a path. */
  url(path: string): string;
  /** Answers a path from now on with the statuses in their order, and with the last one for ever. */
  answer(path: string, ...statuses: readonly number[]): void;
  /** Has each answer take that long, in milliseconds. */
  slow(ms: number): void;
  /** Sequences that a path heard, in the order of hearing. */
  sequences(path: string): readonly string[];
  /** Most messages that a path was hearing at the same time. */
  most(path: string): number;
}

/** Starts a receiver for a test file; it answers 204 where it is not told otherwise. */
function useReceiver(): Receiver {
  const heard: Heard[] = [];
  const answers = new Map<string, number[]>();
  const open = new Map<string, number>();
  const most = new Map<string, number>();
  let delayMs = 0;
  let server: Server;
  beforeAll(async () => {
    server = createServer((req, res) => {
      const path = req.url!;
      open.set(path, (open.get(path) ?? 0) + 1);
      most.set(path, Math.max(most.get(path) ?? 0, open.get(path)!));
      let text = '';
      req.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      req.on('end', () => {
        heard.push({ path, headers: req.headers, text, body: JSON.parse(text) as Heard['body'] });
        const statuses = answers.get(path) ?? [204];
        const status = statuses.length > 1 ? statuses.shift()! : statuses[0]!;
        setTimeout(() => {
          open.set(path, open.get(path)! - 1);
          res.writeHead(status).end();
        }, delayMs);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(
    () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  );
  return {
    heard,
    url: (path) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    answer: (path, ...statuses) => void answers.set(path, [...statuses]),
    slow: (ms) => void (delayMs = ms),
    sequences: (path) =>
      heard.filter((one) => one.path === path).map(({ body }) => String(body.data['sequence'])),
    most: (path) => most.get(path) ?? 0,
  };
}

/** Moves the clock of the platform; it stands on its own again after each test. */
function useClock(): { readonly forward: (ms: number) => void } {
  let reset: (() => void) | undefined;
  afterEach(() => {
    reset?.();
    reset = undefined;
  });
  return {
    forward(ms) {
      const offset = nowMs() - Date.now() + ms;
      reset?.();
      reset = setClock(() => Date.now() + offset);
    },
  };
}

const usual: readonly Grant[] = [
  { scope: 'apps:write', division: '990101', dataClass: 'PUBLIC' },
  { scope: 'organizations:read', division: '990101', dataClass: 'PUBLIC' },
];

/** An app of the demo county with a key. @returns who it is, and the key */
export async function makeReader(
  { pool }: TestPlatform,
  grants: readonly Grant[] = usual,
): Promise<{ readonly caller: Caller; readonly key: string; readonly prefix: string }> {
  const name = `接收应用 ${newId()}`;
  const issued = await withTransaction(pool, (db) =>
    issueKey(db, {
      tenant: 990_101,
      app: { name, owner: '示例', purpose: '试验' },
      subject: name,
      audience: 'PARTNER',
      grants,
      lifetimeMs: 365 * 86_400_000,
    }),
  );
  return { ...issued, caller: await authenticate(pool, `Bearer ${issued.key}`, 'en') };
}

/** An endpoint as tests read it. */
export interface Opened {
  readonly id: string;
  readonly version: number;
  readonly secret: string | null;
}

/** Opens an endpoint as an app. */
async function openEndpoint(
  platform: TestPlatform,
  caller: Caller,
  url: string,
  input: Readonly<Record<string, unknown>> = {},
): Promise<Opened> {
  const { webhookEndpoint, secret, userErrors } = await platform.write<{
    webhookEndpoint: { id: string; version: number };
    secret: string | null;
  }>(
    'createWebhookEndpoint',
    { division: { code: '990101' }, url, signature: 'V1', ...input },
    'webhookEndpoint { id version } secret',
    { as: caller },
  );
  expect(userErrors).toEqual([]);
  return { ...webhookEndpoint, secret };
}

let organizations = 0;

/** Records so many organizations in the demo community, and has their events numbered. @returns their names */
export async function makeEvents(platform: TestPlatform, count: number): Promise<readonly string[]> {
  const names: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const name = `事件企业${(organizations += 1)}`;
    names.push(name);
    const { userErrors } = await platform.write(
      'createOrganization',
      { kind: 'ENTERPRISE', name, division: { code: '990101001001' } },
      undefined,
      { as: mighty() },
    );
    expect(userErrors).toEqual([]);
  }
  await platform.platform.events.look();
  return names;
}

/** An endpoint with its deliveries, as its app sees it. */
export interface Seen {
  readonly version: number;
  readonly state: string;
  readonly disabledFor: string | null;
  readonly failures: number;
  readonly takenThrough: string;
  readonly settledThrough: string;
  readonly deliveries: {
    readonly nodes: readonly {
      readonly id: string;
      readonly kind: string;
      readonly messageId: string;
      readonly sequence: string | null;
      readonly outcome: string;
      readonly attemptCount: number;
      readonly nextAttemptAt: string | null;
      readonly lastStatus: number | null;
      readonly lastFault: string | null;
      readonly attempts: {
        readonly nodes: readonly { readonly number: number; readonly status: number | null }[];
      };
    }[];
  };
}

type Input = Readonly<Record<string, unknown>>;
type Named = Pick<Opened, 'id'>;

/** Endpoints of one test file: a worker, an app, a receiver and a clock. */
export interface Bench {
  readonly gongzhi: TestPlatform;
  readonly receiver: Receiver;
  readonly clock: ReturnType<typeof useClock>;
  readonly worker: WebhookWorker;
  /** The app whose endpoints they are. */
  readonly vendor: Caller;
  /** An endpoint at a path that no other has, which is told of new organizations. */
  open(input?: Input, as?: Caller): Promise<Opened & { readonly path: string }>;
  look(endpoint: Named, as?: Caller): Promise<Seen>;
  /** What became of its deliveries, each with the number of attempts. */
  outcomes(endpoint: Named): Promise<readonly string[]>;
  /** Does something to an endpoint as it is now; it must be accepted. */
  act<Payload>(
    operation: string,
    endpoint: Named,
    input?: Input,
    more?: string,
    as?: Caller,
  ): Promise<Payload>;
  heardAt(path: string): readonly Heard[];
}

const selection =
  'subscription { changes { sequence type objects { id ... on Organization { name version } } } }';

/** Opens the platform with a worker for a test file. Call it once at the top of the file. */
export function useWebhooks(): Bench {
  process.env['GONGZHI_KEY_PEPPER'] = 'a pepper for the tests, of 32 characters and more';
  process.env['GONGZHI_WEBHOOK_NETWORKS'] = '127.0.0.1/32';
  const gongzhi = usePlatform('seeded');
  const receiver = useReceiver();
  const clock = useClock();
  let worker: WebhookWorker;
  let vendor: Caller;
  let paths = 0;
  beforeAll(async () => {
    worker = openWebhooks(gongzhi.platform);
    ({ caller: vendor } = await makeReader(gongzhi));
  });
  // The events of later tests are none of its endpoints' business.
  afterEach(() => gongzhi.pool.query(`UPDATE "WebhookEndpoint" SET "state" = 'RETIRED'`));
  afterAll(() => worker.stop());
  const look: Bench['look'] = async ({ id }, as = vendor) => {
    const { webhookEndpoint } = await gongzhi.read<{ webhookEndpoint: Seen }>(
      `query ($id: ID!) { webhookEndpoint(ref: { id: $id }) {
        version state disabledFor failures takenThrough settledThrough
        deliveries(first: 100, orderBy: [{ field: CREATED_AT, direction: ASC }, { field: SEQUENCE, direction: ASC }]) { nodes {
          id kind messageId sequence outcome attemptCount nextAttemptAt lastStatus lastFault
          attempts(orderBy: [{ field: NUMBER, direction: ASC }]) { nodes { number status } } } } } }`,
      { id },
      as,
    );
    return webhookEndpoint;
  };
  return {
    gongzhi,
    receiver,
    clock,
    get worker() {
      return worker;
    },
    get vendor() {
      return vendor;
    },
    async open(input = {}, as = vendor) {
      const path = `/hooks/${(paths += 1)}`;
      await gongzhi.platform.events.look();
      const types = ['organizations.organization.created'];
      const opened = await openEndpoint(gongzhi, as, receiver.url(path), { types, selection, ...input });
      return { ...opened, path };
    },
    look,
    outcomes: async (endpoint) =>
      (await look(endpoint)).deliveries.nodes.map(
        ({ outcome, attemptCount }) => `${outcome} ${attemptCount}`,
      ),
    async act<Payload>(
      operation: string,
      endpoint: Named,
      input: Input = {},
      more = '',
      as: Caller = vendor,
    ) {
      const { version } = await look(endpoint, as);
      const payload = await gongzhi.write<Payload>(
        operation,
        { webhookEndpoint: { id: endpoint.id }, expectedVersion: version, ...input },
        `webhookEndpoint { id version state } ${more}`,
        { as },
      );
      expect(payload.userErrors).toEqual([]);
      return payload;
    },
    heardAt: (path) => receiver.heard.filter((one) => one.path === path),
  };
}
