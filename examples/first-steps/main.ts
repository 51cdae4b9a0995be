// A vendor's program: walks a district's tree, its organizations and its published figures, page by page.
import { parseArgs } from 'node:util';
import { ClientError, GraphQLClient } from 'graphql-request';
import {
  CommunitiesDocument,
  DistrictDocument,
  FiguresDocument,
  OrganizationsDocument,
  StreetsDocument,
  type OrganizationsQuery,
} from './generated/graphql.js';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:4000/graphql' },
    key: { type: 'string' },
    district: { type: 'string', default: '510117' },
    page: { type: 'string', default: '50' },
  },
});
const code = options.district;

let requests = 0;
const client = new GraphQLClient(options.url, {
  headers: { 'Accept-Language': 'zh-CN', ...(options.key ? { Authorization: `Bearer ${options.key}` } : {}) },
  requestMiddleware: (request) => {
    requests += 1;
    return request;
  },
});

/** A page of any list of the graph. */
interface Page<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** All rows of a list: asks for page after page, each behind the cursor where the last one ended. */
async function allRows<Row>(
  ask: (at: { code: string; first: number; after: string | null }) => Promise<Page<Row> | undefined>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after: string | null = null; ;) {
    const page: Page<Row> | undefined = await ask({ code, first: Number(options.page), after });
    rows.push(...(page?.nodes ?? []));
    if (!page?.pageInfo.hasNextPage) return rows;
    after = page.pageInfo.endCursor;
  }
}

type OrganizationType = OrganizationsQuery['organizations']['nodes'][number]['__typename'];

const typeNames: Readonly<Record<OrganizationType, string>> = {
  PartyOrgan: '党的机关',
  GovernmentAgency: '政府机关',
  PublicInstitution: '事业单位、学校',
  MassOrganization: '群团组织',
  SelfGoverningOrganization: '自治组织',
  CollectiveEconomicOrganization: '集体经济组织',
  SocialOrganization: '社会组织',
  Enterprise: '企业',
  JointBody: '联合体',
};

/** Rows by what they have in common, in the order in which they came. */
function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

async function report(): Promise<void> {
  const { division } = await client.request(DistrictDocument, { code });
  if (!division) throw new Error(`没有代码为 ${code} 的区划`);
  console.log([...division.ancestors.nodes, division].map(({ name }) => name).join(' › '), division.code);

  const streets = await allRows(async (at) => (await client.request(StreetsDocument, at)).division?.children);
  const communities = await allRows(
    async (at) => (await client.request(CommunitiesDocument, at)).division?.descendants,
  );
  const below = grouped(communities, ({ parent }) => parent?.code ?? '');
  console.log(`\n街道(镇) ${streets.length} 个,社区(村) ${communities.length} 个`);
  for (const street of streets) {
    const names = (below.get(street.code) ?? []).map(({ shortName }) => shortName);
    console.log(`  ${street.name} ${names.length} 个:${names.join('、')}`);
  }

  const organizations = await allRows(
    async (at) => (await client.request(OrganizationsDocument, at)).organizations,
  );
  console.log(`\n组织 ${organizations.length} 个`);
  for (const [type, rows] of grouped(organizations, (row) => typeNames[row.__typename]))
    console.log(`  ${type} ${rows.length} 个:${rows.map(({ name }) => name).join('、')}`);

  const figures = await allRows(async (at) => (await client.request(FiguresDocument, at)).publishedFigures);
  console.log(`\n公开数据 ${figures.length} 条`);
  for (const [title, rows] of grouped(figures, ({ source }) => source.title)) {
    console.log(`  来源《${title}》`);
    for (const { subject, measure, text, line } of rows)
      console.log(`    ${subject} · ${measure}:${text}(第 ${line} 行)`);
  }

  console.log(`\n共 ${requests} 次请求,每页 ${options.page} 条。`);
}

try {
  await report();
} catch (error) {
  const messages =
    error instanceof ClientError
      ? (error.response.errors ?? []).map(({ message }) => message)
      : [`${options.url}: ${error instanceof Error ? error.message : String(error)}`];
  console.error(messages.join('\n'));
  process.exitCode = 1;
}
