// Personal data for a declared purpose only, and an entry for every operation of a credential.
import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { nowMs, setClock, today } from '../../src/kernel/clock.js';
import { accessLog, purposes } from '../../src/kernel/config.js';
import type { DemoRole } from '../../src/platform/auth/demo-keys.js';
import { AccessLog, removeOldEntries } from '../../src/platform/privacy/access-log.js';
import { withPurpose } from '../../src/platform/privacy/purpose.js';
import { grantsOn, mighty } from '../support/domains.js';
import { useServer } from '../support/http-server.js';
import { callerWith, usePlatform } from '../support/platform.js';
import { makePurpose } from '../support/samples-privacy.js';

const gongzhi = usePlatform('seeded', mighty());
const served = useServer(gongzhi);
let organization: string;
let restoreClock: () => void = () => {};

beforeAll(async () => {
  const made = await gongzhi.write<{ organization: { id: string } }>('createOrganization', {
    division: { code: '990101001001' },
    kind: 'ENTERPRISE',
    name: '示例有联系人的企业',
    contactName: '示例联系人',
    contactPhone: '028-00000000',
  });
  organization = made.organization.id;
});
afterEach(() => {
  restoreClock();
  restoreClock = () => {};
});

const setTime = (ms: number): void => {
  restoreClock();
  restoreClock = setClock(() => ms);
};

interface Answer {
  readonly status: number;
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string; readonly rule: string } }[];
  readonly extensions: { readonly requestId: string; readonly redactions?: readonly string[] };
}

async function ask(role: DemoRole | null, purpose?: string, query = contact()): Promise<Answer> {
  const response = await fetch(`${served.base}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(role === null ? {} : { authorization: `Bearer ${served.keys[role]}` }),
      ...(purpose === undefined ? {} : { 'Gongzhi-Purpose': purpose }),
    },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
}

const contact = (): string =>
  `query Contact { node(id: "${organization}") { ... on Organization { contactName } } }`;
const entries = async (where = ''): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  (
    await gongzhi.pool.query<Readonly<Record<string, unknown>>>(
      `SELECT tenant, app, subject, operation, "dataClasses"::text[] AS classes, "highestClass" AS highest, entities, "rowCount" AS rows,
         purpose, masked, "requestId", "divisionKey" FROM "AccessLogEntry" ${where} ORDER BY "readAt", id`,
    )
  ).rows;
const rule = ({ errors }: Answer): string =>
  `${errors?.[0]?.extensions.code} ${errors?.[0]?.extensions.rule}`;

describe('personal data', () => {
  test('are masked without a right, and with a right that no purpose is named for', async () => {
    for (const role of ['auditor', 'street'] as const) {
      const { data, extensions } = await ask(role);
      expect(data).toEqual({ node: { contactName: null } });
      expect(extensions.redactions).toEqual(['node.contactName']);
    }
  });

  test('are told for a declared purpose, and the entry is there before the answer', async () => {
    const { data, extensions } = await ask('street', 'demo');
    expect(data).toEqual({ node: { contactName: '示例联系人' } });
    expect(await entries(`WHERE "requestId" = '${extensions.requestId}'`)).toEqual([
      {
        tenant: 990_101,
        app: 'demo-street',
        subject: 'demo-street',
        operation: 'Contact',
        classes: ['PUBLIC', 'PERSONAL'],
        highest: 'PERSONAL',
        entities: ['Organization'],
        rows: 1,
        purpose: 'demo',
        // Its right ends at the street, so that a mask has its say.
        masked: true,
        requestId: extensions.requestId,
        divisionKey: '990101000000',
      },
    ]);
  });

  test('are not told to who has no right to them, whatever purpose is named', async () => {
    const { data } = await ask('admin', 'demo');
    expect(data).toEqual({ node: { contactName: null } });
  });

  test('an unknown purpose, and one of the staff named by a vendor, are refused with the code that was named', async () => {
    for (const [role, purpose] of [
      ['street', 'none-such'],
      ['vendor', 'demo'],
      ['street', 'DEMO; DROP'],
      [null, 'demo'],
    ] as const) {
      const answer = await ask(role, purpose);
      expect([answer.status, rule(answer), answer.data]).toEqual([
        400,
        'BAD_REQUEST purpose-is-declared',
        undefined,
      ]);
    }
  });

  test('a purpose counts from its first day until it is ended, and then its code is refused', async () => {
    const ahead = new Date(nowMs() + 2 * 86_400_000).toISOString().slice(0, 10);
    const { id, version, code } = await makePurpose(gongzhi, { validFrom: ahead });
    expect(rule(await ask('street', code))).toBe('BAD_REQUEST purpose-is-declared');
    const later = nowMs() + 3 * 86_400_000;
    setTime(later);
    expect((await ask('street', code)).data).toEqual({ node: { contactName: '示例联系人' } });
    await gongzhi.write('endPurpose', { processingPurpose: { id }, expectedVersion: version });
    const afterCache = later + purposes.cacheMs + 1;
    setTime(afterCache);
    expect(rule(await ask('street', code))).toBe('BAD_REQUEST purpose-is-declared');
  });

  test('a purpose of one app is refused to every other', async () => {
    const { code } = await makePurpose(gongzhi, {
      app: { name: { tenant: 990_101, name: 'demo-vendor' } },
    });
    expect((await ask('vendor', code, '{ viewer { subject } }')).status).toBe(200);
    expect(rule(await ask('street', code))).toBe('BAD_REQUEST purpose-is-declared');
  });

  test('a right to sensitive data counts once the purpose is assessed', async () => {
    const { id, code } = await makePurpose(gongzhi, { dataClasses: ['PERSONAL', 'SENSITIVE'] });
    const held = async (): Promise<readonly boolean[]> => {
      const caller = await withPurpose(gongzhi.pool, callerWith(grantsOn('read', '990101')), code);
      return (['INTERNAL', 'PERSONAL', 'SENSITIVE'] as const).map((dataClass) =>
        caller.holdsAt('organizations:read', dataClass, '990101001001'),
      );
    };
    expect(await held()).toEqual([true, true, false]);
    await gongzhi.write('recordImpactAssessment', {
      purpose: { id },
      necessity: '必要',
      risks: '有限',
      measures: '加密',
      assessedOn: today(),
    });
    const afterCache = nowMs() + purposes.cacheMs + 1;
    setTime(afterCache);
    expect(await held()).toEqual([true, true, true]);
  });

  test('a purpose is declared ahead, by a code of its form, for classes of personal data', async () => {
    const given = {
      division: { code: '990101' },
      code: 'counting',
      description: '统计',
      legalBasis: 'CONSENT',
      ground: '同意书',
      retentionMonths: 6,
    };
    expect(
      await gongzhi.refused('declarePurpose', {
        ...given,
        code: 'X',
        dataClasses: ['PUBLIC'],
        validFrom: '2020-01-01',
      }),
    ).toEqual([
      'INVALID_INPUT purpose-code-form at code',
      'INVALID_INPUT purpose-opens-personal-data at dataClasses',
      'INVALID_INPUT purpose-declared-before-it-begins at validFrom',
    ]);
  });

  test('a purpose is ended once, not before today', async () => {
    const { id, version } = await makePurpose(gongzhi);
    const end = { processingPurpose: { id }, expectedVersion: version };
    expect(await gongzhi.refused('endPurpose', { ...end, validTo: '2020-01-01' })).toEqual([
      'INVALID_INPUT purpose-ends-ahead at validTo',
    ]);
    await gongzhi.write('endPurpose', end);
    expect(await gongzhi.refused('endPurpose', { ...end, expectedVersion: version + 1 })).toEqual([
      'RULE_BROKEN purpose-ends-once at ',
    ]);
  });
});

describe('the access log', () => {
  test('has every operation of a credential, and none of who has none', async () => {
    const ids = [
      (await ask('vendor', undefined, '{ organizations(first: 1) { nodes { name } } }')).extensions.requestId,
      (await ask(null, undefined, '{ organizations(first: 1) { nodes { name } } }')).extensions.requestId,
      (await ask('district', undefined, 'mutation { __typename }')).extensions.requestId,
    ];
    // What waits is written with it.
    ids.push((await ask('street', 'demo')).extensions.requestId);
    const found = await entries(`WHERE "requestId" = ANY('{${ids.join()}}'::uuid[])`);
    expect(found.map((one) => [one['app'], one['operation'], one['classes'], one['masked']])).toEqual([
      ['demo-vendor', 'organizations', ['PUBLIC'], false],
      ['demo-street', 'Contact', ['PUBLIC', 'PERSONAL'], true],
    ]);
  });

  test('tells in one query what an app read, by class and day', async () => {
    await ask(
      'vendor',
      undefined,
      'query Mine { organizations(first: 2, filter: { within: "990101" }) { nodes { name } } }',
    );
    await ask('street', 'demo');
    const { data } = await ask(
      'audit-admin',
      undefined,
      `{ accessLogEntriesAggregate(filter: { app: { eq: "demo-vendor" } readOn: { gte: "${today()}" } operation: { eq: "Mine" } })
         { count sum { rowCount } groups(by: [HIGHEST_CLASS, READ_ON]) { highestClass readOn count } } }`,
    );
    expect(data).toEqual({
      accessLogEntriesAggregate: {
        count: 1,
        sum: { rowCount: '2' },
        groups: [{ highestClass: 'PUBLIC', readOn: today(), count: 1 }],
      },
    });
  });

  test('an answer with personal data does not leave where its entry cannot be written; one without goes first', async () => {
    await gongzhi.admin('ALTER TABLE "AccessLogEntry" RENAME TO "Away"');
    try {
      expect(
        (await ask('vendor', undefined, '{ viewer { subject } organizations { totalCount } }')).status,
      ).toBe(200);
      const refused = await ask('street', 'demo');
      expect([refused.status, refused.data, refused.errors?.[0]?.extensions.code]).toEqual([
        500,
        undefined,
        'INTERNAL',
      ]);
    } finally {
      await gongzhi.admin('ALTER TABLE "Away" RENAME TO "AccessLogEntry"');
    }
    // What could not be written waited, and is written with the next.
    const before = await entries(`WHERE operation = 'viewer organizations'`);
    expect(before).toEqual([]);
    await ask('street', 'demo');
    expect(await entries(`WHERE operation = 'viewer organizations'`)).toHaveLength(1);
  });

  test('entries are written together, and nothing is lost where many come at once', async () => {
    const written: number[] = [];
    const pool = {
      query: (text: string, values: readonly string[]) => {
        if (text.startsWith('INSERT')) written.push((JSON.parse(values[0]!) as unknown[]).length);
        return Promise.resolve({ rows: [] });
      },
    };
    const log = new AccessLog(pool as never);
    const observation = {
      caller: { ...mighty(), purpose: null },
      requestId: '00000000-0000-7000-8000-000000000001',
      operation: 'many',
      digest: '',
      entities: [],
      metered: { actual: 0, rows: [], counted: [] },
      masked: false,
    };
    const told = Array.from({ length: 3 * accessLog.waiting }, (_, i) =>
      log.observe({ ...observation, classes: new Set(i % 100 === 99 ? ['PERSONAL'] : ['PUBLIC']) }),
    );
    await Promise.all(told);
    await log.close();
    expect(written.reduce((a, b) => a + b, 0)).toBe(3 * accessLog.waiting);
    expect(written.length).toBeLessThan(5);
  });

  test('entries are removed when they were kept long enough, and not before', async () => {
    expect(accessLog.keepDays).toBeGreaterThanOrEqual(184);
    await ask('street', 'demo');
    expect(await removeOldEntries(gongzhi.pool)).toBe(0);
    const kept = (await entries()).length;
    const later = nowMs() + (accessLog.keepDays + 10) * 86_400_000;
    setTime(later);
    expect(await removeOldEntries(gongzhi.pool)).toBe(kept);
  });
});
