// The pull feed: what was written, in order, as far as its reader may see it, in two statements for a page.
import { afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import type { Change } from '../../src/kernel/changes.js';
import { newId } from '../../src/kernel/ids.js';
import { allOperations } from '../../src/kernel/operation.js';
import { answerOf } from '../../src/kernel/run.js';
import { sequenceEvents } from '../../src/platform/outbox/sequencer.js';
import { renderChange } from '../../src/server/changes.js';
import { countStatements } from '../support/counting.js';
import { callerWith, demoCaller, usePlatform } from '../support/platform.js';
import { sampleOf } from '../support/samples.js';

const gongzhi = usePlatform('seeded', 'district');
const { query, read, write } = gongzhi;
const office = 990_101;
const community = { code: '990101001001' };
const reported = 'revenue-sharing.report.submitted';

afterEach(() => void jest.restoreAllMocks());

/** Sees public organizations, and nothing of reports. */
const outsider = callerWith([{ scope: 'organizations:read', division: null, dataClass: 'PUBLIC' }], {
  audience: 'PUBLIC',
});

interface Page {
  readonly events: readonly Readonly<Record<string, unknown>>[];
  readonly through: string;
  readonly head: string;
  readonly gap: unknown;
}

/** What stands in the table, beside what readers are told of it. */
let head = 0n;
const keys = [newId(), newId(), newId()];
const made: string[] = [];
let report: Readonly<Record<string, unknown>>;

const sequence = async (): Promise<void> => {
  await sequenceEvents(gongzhi.pool);
  const rows = await gongzhi.admin<{ sequence: string }>(
    `SELECT "sequence"::text FROM "EventHead" WHERE "tenant" = ${office}`,
  );
  head = BigInt(rows[0]?.sequence ?? '0');
};

let before = 0n;

beforeAll(async () => {
  report = await sampleOf(gongzhi, 'submitRevenueReport');
  await sequence();
  before = head;
  for (const [i, idempotencyKey] of keys.entries()) {
    const { organization } = await write<{ organization: { id: string } }>('createOrganization', {
      idempotencyKey,
      kind: 'ENTERPRISE',
      name: `事件试验企业${i}`,
      division: community,
    });
    made.push(organization.id);
  }
  const { userErrors } = await write('submitRevenueReport', report);
  expect(userErrors).toEqual([]);
  await sequence();
});

const page = async (args: string, as: Parameters<typeof read>[2], selection: string): Promise<Page> => {
  const source = `{ changes(office: ${office}${args}) { events { ${selection} } through head gap { from to } } }`;
  return (await read<{ changes: Page }>(source, {}, as)).changes;
};

test('an event tells what was written, by which operation and request, and the key to the app that sent it', async () => {
  const selection = `sequence type operation division idempotencyKey gap { from }
    objects { __typename id ... on Organization { name division { code } } }`;
  const { events, ...rest } = await page(`, after: "${before}", first: 1`, 'district', selection);
  expect(events).toEqual([
    {
      sequence: String(before + 1n),
      type: 'organizations.organization.created',
      operation: 'createOrganization',
      division: expect.stringMatching(/^div_0_/),
      idempotencyKey: keys[0],
      gap: null,
      objects: [
        { __typename: 'Enterprise', id: made[0], name: '事件试验企业0', division: { code: community.code } },
      ],
    },
  ]);
  expect(rest).toEqual({ through: String(before + 1n), head: String(head), gap: null });
  const other = callerWith(demoCaller('district').grants, { app: '00000000-0000-7000-8000-0000000000aa' });
  const told = await page(`, after: "${before}", first: 1`, other, 'idempotencyKey requestId at');
  expect(told.events).toEqual([
    {
      idempotencyKey: null,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      at: expect.stringMatching(/\+08:00$/),
    },
  ]);
});

test('who may not see what an event is about is not told of it, and goes on behind it', async () => {
  const staff = await page(`, after: "${before}", first: 100`, 'district', 'sequence type objects { id }');
  expect(staff.events.map(({ type }) => type)).toEqual([
    ...Array.from({ length: 3 }, () => 'organizations.organization.created'),
    reported,
  ]);
  const hidden = await page(
    `, after: "0", first: 100, types: ["${reported}"]`,
    outsider,
    'sequence objects { id }',
  );
  expect(hidden).toEqual({ events: [], through: String(head), head: String(head), gap: null });
  const seen = await page(`, after: "${before}", first: 100`, outsider, 'sequence');
  expect(seen).toEqual({
    events: staff.events.slice(0, 3).map(({ sequence: number }) => ({ sequence: number })),
    through: String(head),
    head: String(head),
    gap: null,
  });
});

test('a page costs two statements, however many events and selections of their objects it has', async () => {
  await page(', first: 1', 'district', 'sequence objects { id }');
  const source = `{ changes(office: ${office}, first: 100) {
    events { a: objects { id ... on Organization { name division { name } } } b: objects { __typename } }
    again: events { sequence objects { ... on Organization { kind } } } } }`;
  const count = countStatements();
  const { data, errors, extensions } = await query(source);
  expect(errors).toBeUndefined();
  expect(count.value).toBe(2);
  const { events, again } = (data as { changes: Record<string, { a?: unknown[]; b?: unknown[] }[]> }).changes;
  expect(events!.length).toBeGreaterThan(3);
  expect(again).toHaveLength(events!.length);
  expect(events!.map(({ a }) => a!.length)).toEqual(events!.map(({ b }) => b!.length));
  const { requested, actual } = extensions.cost!;
  expect(actual).toBeGreaterThan(events!.length);
  expect(actual).toBeLessThanOrEqual(requested);
});

test('events of some types and of a part of the country alone are told, and what is asked wrongly is refused', async () => {
  const numbers = async (args: string): Promise<number> =>
    (await page(`, after: "${before}", first: 100${args}`, 'district', 'sequence')).events.length;
  expect(await numbers(`, types: ["${reported}"]`)).toBe(1);
  expect(await numbers(', within: "990101001001"')).toBeGreaterThanOrEqual(3);
  expect(await numbers(', within: "990101002"')).toBe(0);
  const refused = async (args: string): Promise<unknown> => {
    const { data, errors } = await query(`{ changes(${args}) { head } }`);
    expect(data ?? null).toBeNull();
    return errors!.map(({ extensions, path }) => [extensions!['rule'], path]);
  };
  expect(await refused('after: "x"')).toEqual([['decimal-form', ['changes', 'after']]]);
  expect(await refused('after: "-1", first: 101')).toEqual([
    ['number-range', ['changes', 'after']],
    ['page-size', ['changes', 'first']],
  ]);
  expect(await refused('types: ["funds.nothing"]')).toEqual([
    ['change-type-is-known', ['changes', 'types', 0]],
  ]);
  expect(await refused('types: []')).toEqual([['list-length', ['changes', 'types']]]);
  const { errors } = await query('{ changes { head } }', {}, { as: 'anonymous' });
  expect(errors!.map(({ extensions }) => extensions!['rule'])).toEqual(['change-office-is-named']);
});

test('a number that does not exist yet is a gap down to the last one', async () => {
  expect(await page(`, after: "${head + 5n}"`, 'district', 'sequence')).toEqual({
    events: [],
    through: String(head),
    head: String(head),
    gap: { from: String(head + 1n), to: String(head + 5n) },
  });
});

test('a subscription is no request, and an event in its form is the same as in the feed, or nothing', async () => {
  const source =
    'subscription ($types: [String!]) { told: changes(office: 990101, types: $types) { sequence type objects { id } } }';
  const { data, errors } = await query(source);
  expect(data).toBeUndefined();
  expect(errors!.map(({ extensions }) => extensions!['rule'])).toEqual(['change-over-a-stream']);
  const [event] = await gongzhi.admin<{ objects: string[]; type: string }>(
    `SELECT "objects", "type" FROM "OutboxEvent" WHERE "tenant" = ${office} AND "sequence" = ${head}`,
  );
  const change: Change = {
    tenant: office,
    sequence: head,
    at: '2026-11-22T08:00:00.000000+08:00',
    divisionKey: null,
    operation: 'submitRevenueReport',
    app: null,
    idempotencyKey: 'a-key-of-a-test',
    requestId: newId(),
    ...event!,
  };
  const render = (as: Parameters<typeof demoCaller>[0]): ReturnType<typeof renderChange> =>
    renderChange(gongzhi.platform, { source }, change, demoCaller(as));
  expect(answerOf((await render('district'))!).data).toEqual({
    told: { sequence: String(head), type: reported, objects: event!.objects.map((id) => ({ id })) },
  });
  expect(
    await renderChange(gongzhi.platform, { source }, change, callerWith([], { audience: 'PUBLIC' })),
  ).toBeNull();
});

test('every type of event that a subscriber can name is one that some operation makes', () => {
  const types = [...allOperations().values()].map(({ emits }) => emits);
  expect(new Set(types).size).toBe(types.length);
});
