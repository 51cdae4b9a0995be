// The graph as a subgraph: it composes with a vendor's, and answers references as it answers ids, in one statement.
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { beforeAll, expect, test } from '@jest/globals';
import { buildASTSchema, isInterfaceType, isObjectType, parse } from 'graphql';
import type { Account } from '../../examples/vendor-subgraph/schema.js';
import { graph } from '../../src/kernel/graph/shape.js';
import { encodeId } from '../../src/kernel/ids.js';
import { runJobs } from '../../src/server/jobs.js';
import { countStatements } from '../support/counting.js';
import { useServer } from '../support/http-server.js';
import { usePlatform } from '../support/platform.js';

process.env['GONGZHI_KEY_PEPPER'] = 'a pepper for the tests, of 32 characters and more';
const gongzhi = usePlatform('seeded');
const served = useServer(gongzhi);
beforeAll(async () => {
  await runJobs(gongzhi.platform);
});

/** What a subgraph answers. */
interface Answer<Data = Readonly<Record<string, readonly unknown[]>>> {
  readonly data: Data;
  readonly errors?: readonly unknown[];
}

async function post<Data = Answer['data']>(
  url: string,
  query: string,
  variables: object = {},
): Promise<Answer<Data>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${served.keys.vendor}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as Answer<Data>;
}

const urlOf = (path: string): string => `${served.base}${path}`;
const ask = <Data = Answer['data']>(query: string, variables?: object): Promise<Answer<Data>> =>
  post<Data>(urlOf('/subgraph'), query, variables);

const entities = (selection: string): string =>
  `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`;

/** Runs a program of the vendor to its end. */
const program = (name: string, ...args: string[]): Promise<{ readonly out: string; readonly told: string }> =>
  new Promise((resolve) => {
    const all = ['--import', 'tsx', `examples/vendor-subgraph/${name}`, ...args];
    execFile(process.execPath, all, { maxBuffer: 50_000_000 }, (_, out, told) => resolve({ out, told }));
  });

const printed = await readFile('schema/subgraph.graphql', 'utf8');

test('the SDL that partners get is the printed one, and every object with an id has a key', async () => {
  const { data } = await ask<{ _service: { sdl: string } }>('{ _service { sdl } }');
  expect(printed.endsWith(data._service.sdl)).toBe(true);
  for (const { name, identity, typeNames, audience } of graph().values())
    for (const type of new Set([name, ...typeNames]))
      expect({
        type,
        keyed: new RegExp(`^(type|interface) ${type} .*@key\\(fields: "id"\\)`, 'm').test(printed),
      }).toEqual({
        type,
        keyed: identity !== null && audience !== 'INTERNAL',
      });
});

test('it composes with a vendor that extends partners and every kind of organization', async () => {
  const { out, told } = await program('compose.ts', '--platform', urlOf('/subgraph'));
  expect(told).toBe('');
  const supergraph = buildASTSchema(parse(out, { noLocation: true }), { assumeValid: true });
  const fieldsOf = (name: string): readonly string[] => {
    const type = supergraph.getType(name);
    return isObjectType(type) || isInterfaceType(type) ? Object.keys(type.getFields()) : [];
  };
  expect(fieldsOf('CommunityPartner')).toEqual(expect.arrayContaining(['services', 'loyaltyAccount']));
  for (const type of ['Organization', ...graph().get('Organization')!.typeNames])
    expect(fieldsOf(type)).toEqual(expect.arrayContaining(['name', 'loyaltyPoints']));
  expect(fieldsOf('Query')).toEqual(expect.arrayContaining(['communityPartners', 'loyaltyAccounts']));
});

interface Partner {
  readonly id: string;
  readonly kind: string;
  readonly organization: { readonly id: string; readonly __typename: string } | null;
}

async function partners(): Promise<readonly Partner[]> {
  const { data } = await ask<{ communityPartners: { nodes: readonly Partner[] } }>(
    '{ communityPartners(first: 100) { nodes { id kind organization { id __typename } } } }',
  );
  return data.communityPartners.nodes;
}

test('references of many types are answered in their order by one statement, as by nodes(ids:)', async () => {
  const [partner] = (await partners()).filter(({ organization }) => organization !== null);
  const organization = partner!.organization!;
  const representations = [
    { __typename: 'Division', id: 'div_0_510117005001' },
    { __typename: 'CommunityPartner', id: partner!.id },
    { __typename: organization.__typename, id: organization.id },
    { __typename: 'Organization', id: organization.id },
    { __typename: 'Division', id: 'div_0_510117000000' },
  ];
  const selection =
    '__typename ... on Division { code name } ... on CommunityPartner { id kind } ... on Organization { id name }';
  // The first time also looks at the key.
  await ask(entities('__typename'), { representations: [] });
  const count = countStatements();
  const answer = await ask(entities(selection), { representations });
  expect(count.value).toBe(1);
  expect(answer.errors).toBeUndefined();
  const { data } = await post(
    urlOf('/graphql'),
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ${selection} } }`,
    {
      ids: representations.map(({ id }) => id),
    },
  );
  expect(answer.data['_entities']).toEqual(data['nodes']);
  expect(data['nodes']).toEqual([
    { __typename: 'Division', code: '510117005001', name: '合兴社区居民委员会' },
    { __typename: 'CommunityPartner', id: partner!.id, kind: partner!.kind },
    { __typename: organization.__typename, id: organization.id, name: expect.any(String) },
    { __typename: organization.__typename, id: organization.id, name: expect.any(String) },
    { __typename: 'Division', code: '510117000000', name: '郫都区' },
  ]);
});

test('what is hidden, of another type, unknown or no reference is null', async () => {
  const { rows } = await gongzhi.pool.query<{ tenant: number; id: string }>(
    `SELECT "tenant", "id" FROM "RevenueReport" LIMIT 1`,
  );
  const [report] = rows;
  const hidden = encodeId({
    prefix: graph().get('RevenueReport')!.entity.id!,
    tenant: report!.tenant,
    key: report!.id,
  });
  const { data, errors } = await ask(entities('__typename'), {
    representations: [
      { __typename: 'RevenueReport', id: hidden },
      { __typename: 'Fund', id: 'div_0_510117000000' },
      { __typename: 'Nothing', id: 'div_0_510117000000' },
      { __typename: 'Division', id: 'div_0_999999000000' },
      { __typename: 'Division', id: 7 },
      { id: 'div_0_510117000000' },
      'Division',
      { __typename: 'Division', id: 'div_0_510117000000' },
    ],
  });
  expect(errors).toBeUndefined();
  expect(data['_entities']).toEqual([null, null, null, null, null, null, null, { __typename: 'Division' }]);
});

test('a document may say its references itself, and mix them with fields of Query', async () => {
  const { data, errors } = await ask(
    `query ($id: String!) {
      here: _entities(representations: [{ __typename: "Division", id: $id }]) { ... on Division { name } }
      division(code: "510117") { name }
      _service { sdl }
    }`,
    { id: 'div_0_510117000000' },
  );
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    here: [{ name: '郫都区' }],
    division: { name: '郫都区' },
    _service: { sdl: expect.stringContaining('@link') },
  });
});

test('more references than a list may have are refused, and /graphql knows none of this', async () => {
  const representations = Array.from({ length: 201 }, () => ({
    __typename: 'Division',
    id: 'div_0_510117000000',
  }));
  expect((await ask(entities('__typename'), { representations })).errors).toEqual([
    expect.objectContaining({ extensions: expect.objectContaining({ rule: 'list-length' }) }),
  ]);
  const { errors } = await post(urlOf('/graphql'), '{ _service { sdl } }');
  expect(errors).toHaveLength(1);
});

test('a router goes from the vendor to the platform and back by keys alone', async () => {
  const known = (await partners()).filter(({ organization }) => organization !== null).slice(0, 3);
  const accounts: Account[] = known.map(({ id, organization }, i) => ({
    partner: id,
    organization: organization!.id,
    points: (i + 1) * 10,
  }));
  const file = join(served.dataDir, 'accounts.json');
  await writeFile(file, JSON.stringify(accounts));
  const vendor: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', 'examples/vendor-subgraph/main.ts', '--accounts', file, '--port', '0'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const [line] = (await createInterface(vendor.stdout!)[Symbol.asyncIterator]().next()).value.split(
      '\n',
    ) as string[];
    const first = await post<{ loyaltyAccounts: { points: number; partner: { id: string } }[] }>(
      line!,
      '{ loyaltyAccounts { points partner { id __typename } } }',
    );
    expect(first.data.loyaltyAccounts.map(({ points }) => points)).toEqual([30, 20, 10]);
    const representations = first.data.loyaltyAccounts.map(({ partner }) => partner);
    const second = await ask<{ _entities: Partner[] }>(
      entities('... on CommunityPartner { id organization { __typename id } }'),
      { representations },
    );
    expect(second.data._entities.map(({ id }) => id)).toEqual(known.map(({ id }) => id).toReversed());
    const third = await post<{ _entities: { loyaltyPoints: number }[] }>(
      line!,
      entities('... on Organization { loyaltyPoints }'),
      {
        representations: second.data._entities.map(({ organization }) => ({
          __typename: 'Organization',
          id: organization!.id,
        })),
      },
    );
    expect(third.data._entities.map(({ loyaltyPoints }) => loyaltyPoints)).toEqual(
      second.data._entities.map(({ organization }) =>
        accounts.reduce((sum, one) => sum + (one.organization === organization!.id ? one.points : 0), 0),
      ),
    );
  } finally {
    vendor.kill();
  }
});
