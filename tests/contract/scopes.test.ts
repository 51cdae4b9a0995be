// Who may write: each operation without its scope, outside its subtree, and without a credential.
import { expect, test } from '@jest/globals';
import { anonymous, type Caller, type Scope } from '../../src/kernel/caller.js';
import { allOperations } from '../../src/kernel/operation.js';
import { domains, grantsOn, mighty } from '../support/domains.js';
import { dump } from '../support/dump.js';
import { everyOperation, mutationOf, submit } from '../support/operations.js';
import { callerWith, usePlatform } from '../support/platform.js';
import { demoCounty } from '../support/demo.js';
import { giveBack, sampled, sampleOf } from '../support/samples.js';

const platform = usePlatform('seeded');

/** Everything but the scope, and what includes it. */
function allBut(scope: Scope): Caller {
  const [domain, verb] = scope.split(':');
  const narrower = { read: [], write: ['read'], admin: ['read', 'write'] }[
    verb as 'read' | 'write' | 'admin'
  ];
  const grants = grantsOn('admin', null).filter((grant) => !grant.scope.startsWith(`${domain}:`));
  const rest = narrower.flatMap((one) => grantsOn(one as 'read', null));
  return callerWith([...grants, ...rest.filter((grant) => grant.scope.startsWith(`${domain}:`))]);
}

test('every operation has a sample, and no sample is without its operation', () => {
  expect([...sampled].sort()).toEqual([...allOperations().keys()].sort());
});

test.each(everyOperation())(
  '%s is forbidden without its scope, and nothing is written',
  async (name, operation) => {
    const input = await sampleOf(platform, name);
    const before = await dump(platform.pool);
    const { answer } = await submit(platform, operation, input, allBut(operation.scope));
    expect(answer.data).toEqual({ [name]: null });
    expect(answer.errors?.map(({ path, extensions }) => [path, extensions?.['code']])).toEqual([
      [[name], 'FORBIDDEN'],
    ]);
    expect(await dump(platform.pool)).toEqual(before);
    giveBack(platform, name, input);
  },
);

test.each(everyOperation().filter(([, { placeless }]) => placeless !== true))(
  '%s is refused outside the subtree of its grant, and nothing is written',
  async (name, operation) => {
    const input = await sampleOf(platform, name);
    const before = await dump(platform.pool);
    // A neighbour in the county, who sees it all but writes elsewhere; and a stranger, who sees none of it.
    const neighbour = callerWith([
      ...grantsOn('read', null),
      ...grantsOn('admin', `${demoCounty}002`),
      ...grantsOn('admin', '510117'),
    ]);
    const stranger = callerWith(grantsOn('admin', '510117'));
    expect((await submit(platform, operation, input, neighbour)).codes).toEqual(['FORBIDDEN']);
    const { codes } = await submit(platform, operation, input, stranger);
    expect([...new Set(codes)]).toEqual([expect.stringMatching(/^(?:FORBIDDEN|NOT_FOUND)$/)]);
    expect(await dump(platform.pool)).toEqual(before);
    giveBack(platform, name, input);
  },
);

test.each(everyOperation())(
  '%s is refused without a credential, and nothing is written',
  async (name, operation) => {
    const input = await sampleOf(platform, name);
    const before = await dump(platform.pool);
    const outside = await platform.query(mutationOf(operation), { input });
    expect(outside.data ?? null).toBeNull();
    expect(outside.errors?.length).toBeGreaterThan(0);
    // Even a caller with rights and the schema for it, if no app stands behind the rights.
    const appless = callerWith(grantsOn('admin', null), { app: null });
    expect((await submit(platform, operation, input, appless)).codes).toEqual(['FORBIDDEN']);
    const nobody = { ...anonymous('en'), audience: 'INTERNAL' as const };
    expect((await submit(platform, operation, input, nobody)).codes).toEqual(['FORBIDDEN']);
    expect(await dump(platform.pool)).toEqual(before);
    giveBack(platform, name, input);
  },
);

test.each(everyOperation())('%s is accepted from who holds its scope', async (name, operation) => {
  const written = await submit(platform, operation, await sampleOf(platform, name), mighty());
  expect(written.answer.errors ?? written.userErrors).toEqual([]);
  expect(Object.values(written.objects)).not.toContain(null);
});

test('every scope is a verb on a domain that exists', () => {
  const operations = [...allOperations().values()];
  expect(operations.length).toBeGreaterThan(0);
  for (const { scope, placeless } of operations) {
    const [domain, verb] = scope.split(':');
    expect(domains).toContain(domain);
    // Who may only read keeps something of its own all the same.
    expect(['write', 'admin', ...(placeless ? ['read'] : [])]).toContain(verb);
  }
});
