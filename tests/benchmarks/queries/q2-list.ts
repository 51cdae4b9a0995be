// q2: a list of organizations, filtered and ordered, eight scalars each.
import { globalId, type Answer, type Query } from './query.js';

export const q2: Query = {
  name: 'q2',
  title: '50 organizations by kind and status, ordered by name, 8 scalars',
  // Only pages that are full, so that the answers have one size at every scale.
  bodies: `
    SELECT tenant, kind, status FROM "Organization" WHERE tenant / 100 = $1
    GROUP BY tenant, kind, status HAVING count(*) >= 50
    ORDER BY md5(tenant::text || kind || status) LIMIT 200`,
  ours: {
    text: `query Q2($tenant: Int!, $kind: OrganizationKind!, $status: OrganizationStatus!) {
      organizations(
        filter: { tenant: { eq: $tenant }, kind: { eq: $kind }, status: { eq: $status } }
        orderBy: [{ field: NAME }]
        first: 50
      ) {
        nodes { id name shortName kind uscc status registeredOn divisionKey }
      }
    }`,
    variables: ({ tenant, kind, status }) => ({ tenant, kind, status }),
  },
  raw: {
    text: `
      SELECT '{"data":{"organizations":{"nodes":[' || coalesce(string_agg(node, ','), '') || ']}}}' FROM (
        SELECT '{"id":"org_' || tenant || '_' || id || '","name":' || to_json(name)
          || ',"shortName":' || coalesce(to_json("shortName")::text, 'null') || ',"kind":"' || kind
          || '","uscc":' || coalesce('"' || uscc || '"', 'null') || ',"status":"' || status
          || '","registeredOn":' || coalesce('"' || "registeredOn" || '"', 'null')
          || ',"divisionKey":"' || "divisionKey" || '"}' AS node
        FROM "Organization"
        WHERE tenant = $1 AND kind = $2::"OrganizationKind" AND status = $3::"OrganizationStatus"
        ORDER BY name COLLATE "zh-x-icu", tenant, id LIMIT 50) page`,
    values: ({ tenant, kind, status }) => [tenant, kind, status],
  },
  postgraphile: {
    text: `query Q2($tenant: Int!, $kind: OrganizationKind!, $status: OrganizationStatus!) {
      organizations: allOrganizations(
        condition: { tenant: $tenant, kind: $kind, status: $status }
        orderBy: [NAME_PINYIN_ASC]
        first: 50
      ) {
        nodes { id: rowId name shortName kind uscc status registeredOn divisionKey }
      }
    }`,
    variables: ({ tenant, kind, status }) => ({ tenant, kind, status }),
    common: ({ organizations }, row) => ({
      organizations: {
        nodes: organizations.nodes.map((node: Answer) => ({ ...node, id: globalId('org', row, node.id) })),
      },
    }),
  },
};
