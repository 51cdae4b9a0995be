// Two changes of the party tree at once: in order with the lock of the tree, and wrong without it.
import { afterEach, expect, test } from '@jest/globals';
import { treeLock } from '../../src/domains/party/queries/tree.js';
import { usePlatform, type Answered } from '../support/platform.js';

const gongzhi = usePlatform('seeded', 'district');
const { write } = gongzhi;
const take = treeLock.take;
afterEach(() => {
  treeLock.take = take;
});

/** The broken variant: nobody is kept waiting, but both begin to look at the same moment. */
function withoutLock(): void {
  const waiting: (() => void)[] = [];
  treeLock.take = () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      if (waiting.length >= 2) waiting.splice(0).forEach((go) => go());
    });
}

const rulesOf = ({ userErrors }: Answered): readonly (string | null)[] => userErrors.map(({ rule }) => rule);

async function make(name: string, kind: string, parent?: string): Promise<string> {
  const made = await write<{ partyOrganization: { id: string } }>('createPartyOrganization', {
    name,
    kind,
    carrierKind: 'COMMUNITY',
    division: { code: '990101002001' },
    status: 'ACTIVE',
    validFrom: '2024-01-01',
    ...(parent ? { parent: { id: parent } } : {}),
  });
  expect(rulesOf(made)).toEqual([]);
  return made.partyOrganization.id;
}

const move = (id: string, newParent: string): Promise<Answered> =>
  write('movePartyOrganization', {
    partyOrganization: { id },
    newParent: { id: newParent },
    effectiveOn: '2024-07-01',
    expectedVersion: 1,
  });

/** Names of the organizations whose path on a day is not the one that their links spell, or that have none. */
async function misplaced(day: string): Promise<string[]> {
  const { rows } = await gongzhi.pool.query<{ name: string }>(
    `WITH RECURSIVE links AS (
       SELECT * FROM "PartyParent" WHERE "validFrom" <= $1::date AND ("validTo" IS NULL OR "validTo" > $1::date)
     ), walked AS (
       SELECT o.tenant, o.id, o.name, '/' || o.id || '/' AS path FROM "PartyOrganization" o
       WHERE o."validFrom" <= $1::date AND (o."validTo" IS NULL OR o."validTo" > $1::date)
         AND NOT EXISTS (SELECT FROM links l WHERE l.tenant = o.tenant AND l."childId" = o.id)
       UNION ALL
       SELECT o.tenant, o.id, o.name, w.path || o.id || '/' FROM walked w
       JOIN links l ON l.tenant = w.tenant AND l."parentId" = w.id
       JOIN "PartyOrganization" o ON o.tenant = l.tenant AND o.id = l."childId"
     )
     SELECT o.name FROM "PartyOrganization" o
     LEFT JOIN walked w ON w.tenant = o.tenant AND w.id = o.id
     LEFT JOIN "PartyPath" p ON p.tenant = o.tenant AND p."nodeId" = o.id
       AND p."validFrom" <= $1::date AND (p."validTo" IS NULL OR p."validTo" > $1::date)
     WHERE o."validFrom" <= $1::date AND (o."validTo" IS NULL OR o."validTo" > $1::date)
       AND p.path IS DISTINCT FROM w.path ORDER BY o.name`,
    [day],
  );
  return rows.map(({ name }) => name);
}

/** A branch moves under a general branch while that one moves under another committee. */
async function movesAtOnce(prefix: string): Promise<void> {
  const [one, other] = [
    await make(`${prefix}甲党委`, 'COMMITTEE'),
    await make(`${prefix}乙党委`, 'COMMITTEE'),
  ];
  const general = await make(`${prefix}党总支`, 'GENERAL_BRANCH', one);
  const branch = await make(`${prefix}党支部`, 'BRANCH', one);
  const answers = await Promise.all([move(branch, general), move(general, other)]);
  expect(answers.map(rulesOf)).toEqual([[], []]);
}

test('what was loaded has the paths that its links spell', async () => {
  for (const day of ['2015-01-01', '2022-06-30', '2022-07-01', '2024-06-30'])
    expect(await misplaced(day)).toEqual([]);
});

test('two moves at once, one under the other, leave the paths that their links spell', async () => {
  for (let round = 0; round < 5; round++) await movesAtOnce(`锁${round}`);
  expect(await misplaced('2024-07-01')).toEqual([]);
  expect(await misplaced('2024-06-30')).toEqual([]);
});

test('without the lock the lower one keeps a path that no longer exists', async () => {
  // Which of two that nobody keeps waiting comes first is the machine's affair; sooner or later it is the wrong one.
  for (let round = 0; round < 20 && (await misplaced('2024-07-01')).length === 0; round++) {
    const names = ['甲党委', '乙党委', '党总支', '党支部'].map((name) => `无锁${round}${name}`);
    const one = await make(names[0]!, 'COMMITTEE');
    const other = await make(names[1]!, 'COMMITTEE');
    const general = await make(names[2]!, 'GENERAL_BRANCH', one);
    const branch = await make(names[3]!, 'BRANCH', one);
    withoutLock();
    await Promise.all([move(branch, general), move(general, other)]);
    treeLock.take = take;
  }
  expect(await misplaced('2024-07-01')).toEqual([expect.stringMatching(/^无锁\d+党支部$/)]);
});

/** An organization is founded under one that is dissolved at the same moment. */
async function foundedUnderTheDissolved(
  name: string,
  lock: 'with' | 'without',
): Promise<[readonly unknown[], readonly unknown[]]> {
  const general = await make(`${name}党总支`, 'GENERAL_BRANCH');
  if (lock === 'without') withoutLock();
  const [founded, dissolved] = await Promise.all([
    write('createPartyOrganization', {
      name: `${name}党支部`,
      kind: 'BRANCH',
      carrierKind: 'COMMUNITY',
      division: { code: '990101002001' },
      parent: { id: general },
      validFrom: '2024-02-01',
    }),
    write('changePartyOrganizationStatus', {
      partyOrganization: { id: general },
      status: 'DISSOLVED',
      effectiveOn: '2025-01-01',
      expectedVersion: 1,
    }),
  ]);
  return [rulesOf(founded), rulesOf(dissolved)];
}

test('of a foundation and the dissolution of the one above, the later is refused', async () => {
  for (let round = 0; round < 5; round++) {
    const [founded, dissolved] = await foundedUnderTheDissolved(`先后${round}`, 'with');
    expect([founded, dissolved].filter((rules) => rules.length === 0)).toHaveLength(1);
    expect([...founded, ...dissolved]).toHaveLength(1);
  }
});

test('without the lock both are accepted, and a branch stands under nothing', async () => {
  expect(await foundedUnderTheDissolved('并行', 'without')).toEqual([[], []]);
});
