// Two writes about the partnerships of one body at once: in order with the body's lock, and wrong without it.
import { afterEach, expect, test } from '@jest/globals';
import { bodyLock } from '../../src/domains/partners/queries.js';
import { usePlatform, type Answered } from '../support/platform.js';

const gongzhi = usePlatform('seeded', 'district');
const { write } = gongzhi;
const take = bodyLock.take;
afterEach(() => {
  bodyLock.take = take;
});

/** The broken variant: nobody is kept waiting, but both begin to look at the same moment. */
function withoutLock(): void {
  const waiting: (() => void)[] = [];
  bodyLock.take = async (tx, tenant, id) => {
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (waiting.length >= 2) waiting.splice(0).forEach((go) => go());
    });
    return tx
      .selectFrom('Organization')
      .select(['kind', 'status'])
      .where('tenant', '=', tenant)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
  };
}

const rulesOf = ({ userErrors }: Answered): readonly (string | null)[] => userErrors.map(({ rule }) => rule);
const community = { code: '990101002001' };

async function body(name: string): Promise<{ readonly id: string }> {
  const { organization } = await write<{ organization: { id: string } }>('createOrganization', {
    kind: 'ENTERPRISE',
    name,
    division: community,
  });
  return organization;
}

const apply = (
  organization: object,
  more: object = {},
): Promise<Answered<{ communityPartner: { id: string } }>> =>
  write('createCommunityPartner', { organization, kind: 'COMMERCIAL', division: community, ...more });

/** How many live partnerships in business the body has with the community. */
async function live(organization: { readonly id: string }): Promise<number> {
  const { rows } = await gongzhi.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM "CommunityPartner"
     WHERE "organizationId" = $1 AND kind = 'COMMERCIAL' AND state NOT IN ('REJECTED', 'EXITED', 'BLACKLISTED')`,
    [organization.id.split('_')[2]],
  );
  return rows[0]!.count;
}

test('of two applications of a body at once, the later is refused', async () => {
  for (let round = 0; round < 5; round++) {
    const organization = await body(`同时申请${round}`);
    const answers = await Promise.all([apply(organization), apply(organization)]);
    expect(answers.map(rulesOf).sort()).toEqual([[], ['partner-once-per-kind']]);
    expect(await live(organization)).toBe(1);
  }
});

test('without the lock both are recorded', async () => {
  const organization = await body('无锁同时申请');
  withoutLock();
  const answers = await Promise.all([apply(organization), apply(organization)]);
  expect(answers.map(rulesOf)).toEqual([[], []]);
  expect(await live(organization)).toBe(2);
});

/** A body is excluded while it applies again, in another kind. */
async function excludedWhileApplying(
  name: string,
  lock: 'with' | 'without',
): Promise<readonly (readonly (string | null)[])[]> {
  const organization = await body(name);
  const { communityPartner } = await apply(organization, { state: 'ACTIVE' });
  if (lock === 'without') withoutLock();
  const answers = await Promise.all([
    write('changeCommunityPartnerState', {
      communityPartner,
      expectedVersion: 1,
      state: 'BLACKLISTED',
      effectiveOn: '2024-01-01',
      reason: '挪用场地',
    }),
    apply(organization, { kind: 'PUBLIC_BENEFIT' }),
  ]);
  return answers.map(rulesOf);
}

test('of an exclusion and an application at once, the application waits and is refused, or came first', async () => {
  for (let round = 0; round < 5; round++) {
    const [excluded, applied] = await excludedWhileApplying(`先后列入${round}`, 'with');
    expect(excluded).toEqual([]);
    expect([[], ['blacklisted-partner-stays-out']]).toContainEqual(applied);
  }
});

test('an application that waits for an exclusion is refused', async () => {
  const organization = await body('等待列入');
  const { communityPartner } = await apply(organization, { state: 'ACTIVE' });
  // The exclusion holds the body's row until the application waits for it.
  let held: () => void = () => {};
  const waits = new Promise<void>((resolve) => {
    held = resolve;
  });
  let [begun, holding] = [false, false];
  bodyLock.take = async (tx, tenant, id) => {
    const mine = !begun;
    begun = true;
    if (!mine) held();
    const found = await take(tx, tenant, id);
    holding = true;
    if (mine) await waits;
    return found;
  };
  const excluding = write('changeCommunityPartnerState', {
    communityPartner,
    expectedVersion: 1,
    state: 'BLACKLISTED',
    effectiveOn: '2024-01-01',
    reason: '挪用场地',
  });
  while (!holding) await new Promise((resolve) => setTimeout(resolve, 5));
  const applying = apply(organization, { kind: 'PUBLIC_BENEFIT' });
  expect([rulesOf(await excluding), rulesOf(await applying)]).toEqual([
    [],
    ['blacklisted-partner-stays-out'],
  ]);
});

test('without the lock an excluded body is a partner again', async () => {
  expect(await excludedWhileApplying('无锁列入', 'without')).toEqual([[], []]);
});
