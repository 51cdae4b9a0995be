// q1: an enterprise by its id, six scalars.
import { globalId, type Query } from './query.js';

export const q1: Query = {
  name: 'q1',
  title: 'an enterprise by its id, 6 scalars',
  bodies: `
    SELECT tenant, id FROM "Organization" WHERE tenant / 100 = $1 AND kind = 'ENTERPRISE'
    ORDER BY md5(id::text) LIMIT 200`,
  ours: {
    text: `query Q1($id: ID!) {
      node(id: $id) { ... on Enterprise { id name kind uscc status registeredOn } }
    }`,
    variables: (row) => ({ id: globalId('org', row, String(row['id'])) }),
  },
  raw: {
    text: `
      SELECT '{"data":{"node":' || coalesce((
        SELECT '{"id":"org_' || tenant || '_' || id || '","name":' || to_json(name) || ',"kind":"' || kind
          || '","uscc":' || coalesce('"' || uscc || '"', 'null') || ',"status":"' || status
          || '","registeredOn":' || coalesce('"' || "registeredOn" || '"', 'null') || '}'
        FROM "Organization" WHERE tenant = $1 AND id = $2), 'null') || '}}'`,
    values: ({ tenant, id }) => [tenant, id],
  },
  postgraphile: {
    text: `query Q1($tenant: Int!, $id: UUID!) {
      node: organizationByTenantAndRowId(tenant: $tenant, rowId: $id) {
        id: rowId name kind uscc status registeredOn
      }
    }`,
    variables: ({ tenant, id }) => ({ tenant, id }),
    common: ({ node }, row) => ({ node: { ...node, id: globalId('org', row, node.id) } }),
  },
};
