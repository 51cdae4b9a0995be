// q7: how many organizations a county has, the first ten of them, and how many of each kind.
import { globalId, type Answer, type Query } from './query.js';

export const q7: Query = {
  name: 'q7',
  title: "count, first 10 and count by kind of a county's organizations",
  bodies: `
    SELECT tenant FROM "Organization" WHERE tenant / 100 = $1
    GROUP BY tenant HAVING count(*) >= 10 ORDER BY md5(tenant::text) LIMIT 200`,
  ours: {
    text: `query Q7($filter: OrganizationFilter!) {
      organizations(filter: $filter, orderBy: [{ field: NAME }], first: 10) { totalCount nodes { id name kind } }
      organizationsAggregate(filter: $filter) { groups(by: [KIND]) { kind count } }
    }`,
    variables: ({ tenant }) => ({ filter: { tenant: { eq: tenant } } }),
  },
  raw: {
    text: `
      SELECT '{"data":{"organizations":{"totalCount":' || (SELECT count(*) FROM "Organization" WHERE tenant = $1)
        || ',"nodes":[' || (
          SELECT coalesce(string_agg('{"id":"org_' || tenant || '_' || id || '","name":' || to_json(name)
            || ',"kind":"' || kind || '"}', ','), '')
          FROM (
            SELECT tenant, id, name, kind FROM "Organization" WHERE tenant = $1
            ORDER BY name COLLATE "zh-x-icu", tenant, id LIMIT 10) page)
        || ']},"organizationsAggregate":{"groups":[' || (
          SELECT coalesce(string_agg('{"kind":"' || kind || '","count":' || count || '}', ','), '')
          FROM (
            SELECT kind, count(*) FROM "Organization" WHERE tenant = $1
            GROUP BY kind ORDER BY count(*) DESC, kind) groups)
        || ']}}}'`,
    values: ({ tenant }) => [tenant],
  },
  postgraphile: {
    // `kinds` is a function of the benchmark: PostGraphile counts groups by a plugin only, and with distinct counts.
    text: `query Q7($tenant: Int!) {
      organizations: allOrganizations(condition: { tenant: $tenant }, orderBy: [NAME_PINYIN_ASC], first: 10) {
        totalCount
        nodes { id: rowId name kind }
      }
      groups: organizationKinds(office: $tenant) { nodes { kind count } }
    }`,
    variables: ({ tenant }) => ({ tenant }),
    common: ({ organizations, groups }, row) => ({
      organizations: {
        ...organizations,
        nodes: organizations.nodes.map((node: Answer) => ({ ...node, id: globalId('org', row, node.id) })),
      },
      organizationsAggregate: {
        groups: groups.nodes.map(({ kind, count }: Answer) => ({ kind, count: Number(count) })),
      },
    }),
  },
};
