// Clients that others wrote accept the schema and the server: the audits of GraphQL over HTTP, Relay, Apollo Client, urql.
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  ApolloClient,
  gql as apolloGql,
  HttpLink,
  InMemoryCache,
  type TypedDocumentNode,
} from '@apollo/client/core';
import { relayStylePagination } from '@apollo/client/utilities';
import { beforeAll, expect, test } from '@jest/globals';
import { Client, fetchExchange, gql as urqlGql } from '@urql/core';
import { serverAudits } from 'graphql-http';
import {
  createOperationDescriptor,
  Environment,
  fetchQuery,
  getRequest,
  getSelector,
  Network,
  RecordSource,
  Store,
  type ConcreteRequest,
  type GraphQLResponse,
  type ReaderFragment,
  type SingularReaderSelector,
} from 'relay-runtime';
import { useServer } from '../support/http-server.js';
import { usePlatform } from '../support/platform.js';

process.env['GONGZHI_KEY_PEPPER'] = 'a pepper for the tests, of 32 characters and more';
const served = useServer(usePlatform('seeded'));
let url: string;
let headers: Readonly<Record<string, string>>;

beforeAll(() => {
  headers = { authorization: `Bearer ${served.keys.vendor}` };
  url = `${served.base}/graphql`;
});

/**
 * What the specification allows and the platform does not do, by the number of its audit: a query by GET must bear a
 * header that a foreign web page cannot send (CSRF); the audits send none. With such a header GET is answered.
 */
const deviations = ['5A70', '6A70', 'D6D5'];

test('every audit of GraphQL over HTTP is passed, or named with a reason', async () => {
  const audits = serverAudits({ url });
  expect(audits.length).toBeGreaterThan(55);
  const results = await Promise.all(audits.map((audit) => audit.fn()));
  const missed = results.flatMap((result) =>
    result.status === 'ok' ? [] : [{ id: result.id, status: result.status }],
  );
  expect(missed.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
    deviations.map((id) => ({ id, status: 'notice' })),
  );
  const asked = `${url}?query=${encodeURIComponent('query ($a: Boolean!) { __typename @include(if: $a) }')}&variables=${encodeURIComponent('{"a":true}')}`;
  for (const accept of ['application/json', 'application/graphql-response+json']) {
    const response = await fetch(asked, { headers: { accept, 'apollo-require-preflight': '1' } });
    expect({ status: response.status, body: await response.json() }).toMatchObject({
      status: 200,
      body: { data: { __typename: 'Query' } },
    });
  }
});

const size = 7;
const list = 'filter: { within: "510117" }, orderBy: [{ field: NAME }]';

/** The whole list, as one page of it tells. */
async function everyRow(): Promise<readonly string[]> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ query: `{ organizations(first: 100, ${list}) { nodes { id } } }` }),
  });
  const { data } = (await response.json()) as { data: { organizations: { nodes: { id: string }[] } } };
  return data.organizations.nodes.map(({ id }) => id);
}

test('Relay compiles documents against the schema of partners, and its store pages through a list', async () => {
  const project = join(served.dataDir, 'relay');
  await mkdir(join(project, 'src'), { recursive: true });
  await mkdir(join(project, 'made'));
  // Relay refetches by a `node` that takes an id and nothing else, as docs/clients.md says.
  const sdl = await readFile('schema/partner.graphql', 'utf8');
  const only = sdl.replace(/\n {2}node\([^)]*\): Node/, '\n  node(id: ID!): Node');
  expect(only).not.toBe(sdl);
  await writeFile(join(project, 'schema.graphql'), only);
  await writeFile(
    join(project, 'src', 'list.js'),
    `const { graphql } = require('relay-runtime');
graphql\`query listQuery($first: Int!, $after: String) { ...list_rows @arguments(first: $first, after: $after) }\`;
graphql\`query listOneQuery($id: ID!) { node(id: $id) { ...list_one @alias(as: "one") } }\`;
graphql\`fragment list_one on Division @refetchable(queryName: "listOneRefetchQuery") { id name }\`;
graphql\`fragment list_rows on Query
  @argumentDefinitions(first: { type: "Int!" }, after: { type: "String" })
  @refetchable(queryName: "listPageQuery") {
    organizations(first: $first, after: $after, ${list}) @connection(key: "list_organizations") {
      edges { node { __typename id name ... on Enterprise { kind } } }
    }
  }\`;
graphql\`mutation listMutation($input: CreateOrganizationInput!) {
  createOrganization(input: $input) { organization { id name } userErrors { code message path } }
}\`;
`,
  );
  await writeFile(
    join(project, 'relay.config.json'),
    JSON.stringify({
      src: './src',
      schema: './schema.graphql',
      language: 'javascript',
      artifactDirectory: './made',
      eagerEsModules: false,
    }),
  );
  const require = createRequire(import.meta.url);
  await promisify(execFile)(
    process.execPath,
    [require.resolve('relay-compiler/cli.js'), join(project, 'relay.config.json')],
    { cwd: project },
  );
  const made = (name: string): unknown => require(join(project, 'made', `${name}.graphql.js`));

  let requests = 0;
  const environment = new Environment({
    network: Network.create(async ({ text }, variables) => {
      requests += 1;
      const response = await fetch(url, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ query: text, variables }),
      });
      return (await response.json()) as GraphQLResponse;
    }),
    store: new Store(new RecordSource()),
  });
  const first = made('listQuery') as ConcreteRequest;
  const operation = createOperationDescriptor(getRequest(first), { first: size, after: null });
  environment.retain(operation);
  interface Rows {
    readonly organizations: {
      readonly edges: readonly { readonly node: { readonly id: string } }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  }
  const rows = (): Rows['organizations'] => {
    const root = environment.lookup(operation.fragment).data;
    const selector = getSelector(made('list_rows') as ReaderFragment, root) as SingularReaderSelector;
    return (environment.lookup(selector).data as unknown as Rows).organizations;
  };
  await fetchQuery(environment, first, { first: size, after: null }).toPromise();
  while (rows().pageInfo.hasNextPage)
    await fetchQuery(environment, made('listPageQuery') as ConcreteRequest, {
      first: size,
      after: rows().pageInfo.endCursor,
    }).toPromise();
  const all = await everyRow();
  expect(rows().edges.map(({ node }) => node.id)).toEqual(all);
  expect(requests).toBe(Math.ceil(all.length / size));
  const one = await fetchQuery(environment, made('listOneRefetchQuery') as ConcreteRequest, {
    id: 'div_0_510117000000',
  }).toPromise();
  expect((one as { node: object }).node).toHaveProperty('__id', 'div_0_510117000000');
  expect(environment.getStore().getSource().get('div_0_510117000000')).toMatchObject({ name: '郫都区' });
});

interface Page {
  readonly organizations: {
    readonly nodes: readonly { readonly id: string }[];
    readonly edges: readonly { readonly node: { readonly id: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

test('Apollo Client pages through a list by relayStylePagination and fetchMore', async () => {
  const client = new ApolloClient({
    link: new HttpLink({ uri: url, headers }),
    cache: new InMemoryCache({
      typePolicies: { Query: { fields: { organizations: relayStylePagination(['filter', 'orderBy']) } } },
    }),
  });
  const query = apolloGql(`query ($first: Int!, $after: String) {
    organizations(first: $first, after: $after, ${list}) {
      edges { node { id name } }
      pageInfo { hasNextPage endCursor }
    }
  }`) as TypedDocumentNode<Page, { first: number; after?: string }>;
  const variables = { first: size };
  const watched = client.watchQuery({ query, variables });
  const watching = watched.subscribe(() => {});
  await client.query({ query, variables });
  const now = (): Page['organizations'] => client.readQuery({ query, variables })!.organizations;
  while (now().pageInfo.hasNextPage)
    await watched.fetchMore({ variables: { after: now().pageInfo.endCursor } });
  expect(now().edges.map(({ node }) => node.id)).toEqual(await everyRow());
  watching.unsubscribe();
  client.stop();
});

test('urql pages through a list by cursors', async () => {
  const client = new Client({
    url,
    exchanges: [fetchExchange],
    preferGetMethod: false,
    fetchOptions: { headers },
  });
  const document = urqlGql<
    Page,
    { first: number; after: string | null }
  >(`query ($first: Int!, $after: String) {
    organizations(first: $first, after: $after, ${list}) { nodes { id } pageInfo { hasNextPage endCursor } }
  }`);
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const { data, error } = await client.query(document, { first: size, after }).toPromise();
    expect(error).toBeUndefined();
    ids.push(...data!.organizations.nodes.map(({ id }) => id));
    if (!data!.organizations.pageInfo.hasNextPage) break;
    after = data!.organizations.pageInfo.endCursor;
  }
  expect(ids).toEqual(await everyRow());
});
