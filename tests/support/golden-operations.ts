// Operations whose SQL is reviewed like code: one for each thing that a statement can say.
import type { DemoRole } from '../../src/platform/auth/demo-keys.js';

type Values = Readonly<Record<string, unknown>>;

/** Ids and cursors of the loaded data, which are the same on every machine. */
export interface Marks {
  /** An enterprise of the demo county, its fund, and the county. */
  readonly organization: string;
  readonly fund: string;
  readonly uscc: string;
  readonly division: string;
  /** Places in lists: of a division by its code, of an organization by its name, of a document without a day. */
  readonly code: string;
  readonly name: string;
  readonly undated: string;
}

/** Who asks: a demo role, or somebody with rights in so many districts. */
export type Asker = DemoRole | { readonly districts: number };

export interface GoldenOperation {
  /** Name of its file. */
  readonly name: string;
  /** What is to be seen in it, as a sentence. */
  readonly shows: string;
  readonly as: Asker;
  readonly source: string;
  readonly variables?: (marks: Marks) => Values;
  /** The request names one tenant, of which every table then is. */
  readonly inTenant?: number;
}

const tenant = 990_101;

const lookups: readonly GoldenOperation[] = [
  {
    name: 'node',
    shows: 'An object by its id; its tenant is told to every table below it.',
    as: 'vendor',
    source:
      'query ($id: ID!) { node(id: $id) { id ... on Organization { name division { name } residences(first: 3) { nodes { role division { code } } } } } }',
    variables: ({ organization }) => ({ id: organization }),
    inTenant: tenant,
  },
  {
    name: 'nodes',
    shows: 'Objects of several types by their ids: each type is said once, however many ids there are.',
    as: 'auditor',
    source:
      'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Organization { name } ... on Fund { name } ... on Division { name level } } }',
    variables: ({ organization, fund, division }) => ({ ids: [organization, division, fund, organization] }),
  },
  {
    name: 'lookup-code',
    shows: 'A division by its code on the day of the request.',
    as: 'vendor',
    source: 'query ($code: DivisionCode!) { division(code: $code) { name parent { name } } }',
    variables: () => ({ code: '510117' }),
  },
  {
    name: 'lookup-natural-key',
    shows: 'An object by a natural key of its tenant.',
    as: 'vendor',
    source:
      'query ($key: OrganizationRefUsccInTenant!) { organization(ref: { usccInTenant: $key }) { name division { name } } }',
    variables: ({ uscc }) => ({ key: { tenant, uscc } }),
    inTenant: tenant,
  },
  {
    name: 'lookup-external-key',
    shows: 'An object by the key that the calling app gave it.',
    as: 'vendor',
    source:
      'query ($key: String!) { organization(ref: { externalKey: { tenant: 990101, key: $key } }) { name } }',
    variables: () => ({ key: 'erp-7' }),
    inTenant: tenant,
  },
  {
    name: 'as-of',
    shows: 'A place on another day, and all below it on the same.',
    as: 'vendor',
    source:
      'query ($day: Date) { division(code: "990101", asOf: $day) { name children(first: 5) { nodes { name parent { name } } } } }',
    variables: () => ({ day: '2024-07-01' }),
  },
];

const pages: readonly GoldenOperation[] = [
  {
    name: 'list',
    shows: 'A page with a filter and an order: the index gives the rows in their order.',
    as: 'vendor',
    source:
      'query ($tenant: Int!, $kind: OrganizationKind!) { organizations(first: 3, filter: { tenant: { eq: $tenant }, kind: { ne: $kind } }, orderBy: [{ field: NAME }]) { nodes { name kind uscc } } }',
    variables: () => ({ tenant, kind: 'ENTERPRISE' }),
    inTenant: tenant,
  },
  {
    name: 'list-after-ascending',
    shows: 'The page behind a cursor, where no column can be missing: one comparison of rows.',
    as: 'vendor',
    source:
      'query ($after: String) { divisions(first: 3, orderBy: [{ field: CODE }], after: $after) { nodes { code name } } }',
    variables: ({ code }) => ({ after: code }),
  },
  {
    name: 'list-after-descending',
    shows:
      'The page behind a cursor where the directions differ: the leading bound is what an index can use.',
    as: 'vendor',
    source:
      'query ($after: String, $tenant: Int!) { organizations(first: 3, filter: { tenant: { eq: $tenant } }, orderBy: [{ field: NAME, direction: DESC }], after: $after) { nodes { name } } }',
    variables: ({ name }) => ({ after: name, tenant }),
    inTenant: tenant,
  },
  {
    name: 'list-after-missing',
    shows: 'The page behind a row whose value is missing: nothing is compared with NULL.',
    as: 'vendor',
    source:
      'query ($after: String) { sourceDocuments(first: 3, orderBy: [{ field: PUBLISHED_ON }], after: $after) { nodes { code } } }',
    variables: ({ undated }) => ({ after: undated }),
  },
  {
    name: 'list-last-before',
    shows: 'The page before a cursor, read in the opposite order and turned round.',
    as: 'vendor',
    source:
      'query ($before: String) { divisions(last: 3, orderBy: [{ field: CODE }], before: $before) { nodes { code } pageInfo { hasPreviousPage startCursor } } }',
    variables: ({ code }) => ({ before: code }),
  },
  {
    name: 'edges',
    shows: 'Rows with their cursors, and where the page stands: one row more than the page is read.',
    as: 'vendor',
    source:
      '{ divisions(first: 3) { edges { cursor node { code name } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }',
  },
  {
    name: 'page-cursors',
    shows: 'The numbered pages around one, with the page itself.',
    as: 'vendor',
    source:
      'query ($page: Int!, $tenant: Int!) { publishedFigures(first: 5, filter: { tenant: { eq: $tenant } }) { nodes { subject } pageCursors(around: $page) { number after } } }',
    variables: () => ({ page: 3, tenant: 510_117 }),
    inTenant: 510_117,
  },
  {
    name: 'total-count',
    shows: 'The number of rows alone: no row is read for its own sake.',
    as: 'vendor',
    source: 'query ($tenant: Int!) { organizations(filter: { tenant: { eq: $tenant } }) { totalCount } }',
    variables: () => ({ tenant }),
    inTenant: tenant,
  },
  {
    name: 'nested-lists',
    shows: 'Lists in lists: each is worked out for the rows of the page around it.',
    as: 'vendor',
    source:
      'query ($code: DivisionCode!) { division(code: $code) { children(first: 3) { totalCount nodes { name organizations(first: 2) { nodes { name } } } } } }',
    variables: () => ({ code: '510117' }),
  },
];

const conditions: readonly GoldenOperation[] = [
  {
    name: 'search',
    shows: 'Rows found by characters, pinyin or initials.',
    as: 'vendor',
    source: 'query ($text: String!) { organizations(search: $text, first: 3) { nodes { name } } }',
    variables: () => ({ text: 'xnjd' }),
  },
  {
    name: 'relation-filters',
    shows: 'Conditions on other rows, of which the caller may see some: some, none and every.',
    as: 'auditor',
    source:
      'query ($role: ResidenceRole!, $state: FundState!, $tenant: Int!) { organizations(first: 3, filter: { tenant: { eq: $tenant }, residences: { some: { role: { eq: $role } } }, hostedFunds: { none: { state: { eq: $state } } }, mentions: { every: { line: { gt: 0 } } } }) { nodes { name } } }',
    variables: () => ({ role: 'RESIDENT_UNIT', state: 'TERMINATED', tenant }),
    inTenant: tenant,
  },
  {
    name: 'within-few',
    shows: 'Rights in two districts: their ranges are said one by one.',
    as: { districts: 2 },
    source: '{ organizations(first: 3) { nodes { name } } }',
  },
  {
    name: 'within-many',
    shows: 'Rights in many districts: their ranges travel as two lists.',
    as: { districts: 9 },
    source: '{ organizations(first: 3) { nodes { name } } }',
  },
  {
    name: 'interface',
    shows: 'What only some kinds have is selected of those alone.',
    as: 'vendor',
    source:
      '{ organizations(first: 3) { nodes { __typename name ... on Enterprise { businessScope } ... on SelfGoverningOrganization { division { name } } } } }',
  },
  {
    name: 'masks',
    shows: 'A column that the caller sees in one county only, in the answer as in the order.',
    as: 'district',
    source:
      '{ organizations(first: 3, filter: { contactPhone: { isNull: false } }) { nodes { name contactPhone contactName } } }',
  },
];

const numbers: readonly GoldenOperation[] = [
  {
    name: 'aggregate',
    shows: 'Numbers about the rows that the list would show, as a whole and in groups.',
    as: 'district',
    source:
      'query ($tenant: Int!) { settlementsAggregate(filter: { tenant: { eq: $tenant } }) { count sum { amount { yuan } } groups(by: [STATE], first: 5) { state count sum { open { fen } } } } }',
    variables: () => ({ tenant }),
    inTenant: tenant,
  },
  {
    name: 'money',
    shows: 'Amounts as fen and yuan, worked out once where both are asked for.',
    as: 'district',
    source:
      'query ($id: ID!) { node(id: $id) { ... on Fund { name balance { fen yuan currency } receivable { yuan } } } }',
    variables: ({ fund }) => ({ id: fund }),
    inTenant: tenant,
  },
  {
    name: 'tenant-bound',
    shows: 'A fund with its books: every level is told the tenant, and looks nowhere else.',
    as: 'district',
    source:
      'query ($id: ID!) { node(id: $id) { ... on Fund { accounts(first: 5) { nodes { name entries(first: 5) { totalCount nodes { number amount { yuan } transaction { number } } } } } stateChanges { toState } } } }',
    variables: ({ fund }) => ({ id: fund }),
    inTenant: tenant,
  },
  {
    name: 'payload',
    shows: 'What is asked of a written object, read on the connection of the write.',
    as: 'district',
    source:
      'mutation ($input: UpdateOrganizationInput!) { updateOrganization(input: $input) { organization { name shortName division { name } } userErrors { code } } }',
    variables: ({ organization }) => ({
      input: {
        idempotencyKey: 'golden-payload',
        dryRun: true,
        organization: { id: organization },
        expectedVersion: 1,
        shortName: '童萌',
      },
    }),
    inTenant: tenant,
  },
];

export const goldenOperations: readonly GoldenOperation[] = [...lookups, ...pages, ...conditions, ...numbers];
