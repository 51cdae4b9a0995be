// q4: enterprises, the first agreements of each, and the terms and funds of those.
import { byKeyOnly } from './entries.js';
import { globalId, type Answer, type Query } from './query.js';

export const q4: Query = {
  name: 'q4',
  title: '50 enterprises, each its first 5 agreements with terms and funds',
  // Only pages whose enterprises have agreements, as many of them as there are: the oldest of each county.
  bodies: `
    SELECT tenant, 'ACTIVE' AS status FROM "Organization" WHERE tenant / 100 = $1 AND kind = 'ENTERPRISE' AND status = 'ACTIVE'
    GROUP BY tenant HAVING count(*) >= 50 ORDER BY md5(tenant::text) LIMIT 200`,
  ours: {
    text: `query Q4($tenant: Int!, $status: OrganizationStatus!) {
      organizations(
        filter: { tenant: { eq: $tenant }, kind: { eq: ENTERPRISE }, status: { eq: $status } }
        first: 50
      ) {
        nodes {
          ... on Enterprise {
            id
            name
            paidAgreements(first: 5) {
              nodes {
                id
                title
                versions(last: 1) {
                  nodes { number state rounding reportDueDays paymentDueDays funds { fund { name } } }
                }
              }
            }
          }
        }
      }
    }`,
    variables: ({ tenant, status }) => ({ tenant, status }),
  },
  raw: {
    text: `
      SELECT '{"data":{"organizations":{"nodes":[' || coalesce(string_agg(node, ','), '') || ']}}}' FROM (
        SELECT '{"id":"org_' || o.tenant || '_' || o.id || '","name":' || to_json(o.name)
          || ',"paidAgreements":{"nodes":[' || coalesce((
            SELECT string_agg('{"id":"agr_' || a.tenant || '_' || a.id || '","title":' || to_json(a.title)
              || ',"versions":{"nodes":[' || coalesce((
                SELECT '{"number":' || v.number || ',"state":"' || v.state || '","rounding":"' || v.rounding
                  || '","reportDueDays":' || coalesce(v."reportDueDays"::text, 'null')
                  || ',"paymentDueDays":' || coalesce(v."paymentDueDays"::text, 'null')
                  || ',"funds":[' || coalesce((
                    SELECT string_agg('{"fund":{"name":' || to_json(f.name) || '}}', ',' ORDER BY af.position)
                    FROM "AgreementFund" af JOIN "Fund" f ON f.tenant = af.tenant AND f.id = af."fundId" AND ${byKeyOnly('f')}
                    WHERE af.tenant = v.tenant AND af."versionId" = v.id), '') || ']}'
                FROM "AgreementVersion" v WHERE v.tenant = a.tenant AND v."agreementId" = a.id
                ORDER BY v.number DESC LIMIT 1), '') || ']}}', ',')
            FROM (
              SELECT * FROM "Agreement" WHERE tenant = o.tenant AND "payerId" = o.id
              ORDER BY tenant, id LIMIT 5) a), '') || ']}}' AS node
        FROM (
          SELECT * FROM "Organization"
          WHERE tenant = $1 AND kind = 'ENTERPRISE' AND status = $2::"OrganizationStatus"
          ORDER BY tenant, id LIMIT 50) o) page`,
    values: ({ tenant, status }) => [tenant, status],
  },
  postgraphile: {
    text: `query Q4($tenant: Int!, $status: OrganizationStatus!) {
      organizations: allOrganizations(
        condition: { tenant: $tenant, kind: ENTERPRISE, status: $status }
        orderBy: [PRIMARY_KEY_ASC]
        first: 50
      ) {
        nodes {
          id: rowId
          name
          paidAgreements: agreementsByTenantAndPayerId(first: 5, orderBy: [PRIMARY_KEY_ASC]) {
            nodes {
              id: rowId
              title
              versions: agreementVersionsByTenantAndAgreementId(first: 1, orderBy: [NUMBER_DESC]) {
                nodes {
                  number
                  state
                  rounding
                  reportDueDays
                  paymentDueDays
                  funds: agreementFundsByTenantAndVersionId(orderBy: [PRIMARY_KEY_ASC]) {
                    nodes { fund: fundByTenantAndFundId { name } }
                  }
                }
              }
            }
          }
        }
      }
    }`,
    variables: ({ tenant, status }) => ({ tenant, status }),
    common: ({ organizations }, row) => ({
      organizations: {
        nodes: organizations.nodes.map((node: Answer) => ({
          ...node,
          id: globalId('org', row, node.id),
          paidAgreements: {
            nodes: node.paidAgreements.nodes.map((agreement: Answer) => ({
              ...agreement,
              id: globalId('agr', row, agreement.id),
              versions: {
                nodes: agreement.versions.nodes.map((version: Answer) => ({
                  ...version,
                  funds: version.funds.nodes,
                })),
              },
            })),
          },
        })),
      },
    }),
  },
};
