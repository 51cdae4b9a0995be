// q3: the party's tree below a district, four levels of it, three scalars each.
import { globalId, type Answer, type Query, type Row } from './query.js';

/** Places per list, below the root and below each level: what the data needs, and what the limit of cost allows. */
const firsts = [40, 30, 30] as const;

const today = `current_date`;
const inForce = (link: string): string =>
  `${link}."validFrom" <= ${today} AND (${link}."validTo" IS NULL OR ${link}."validTo" > ${today})`;

/** The children of a row as JSON, and theirs. */
function childrenSql(parent: string, depth: number): string {
  if (depth === firsts.length) return `''`;
  const [child, page] = [`c${depth}`, `p${depth}`];
  return `',"children":{"nodes":[' || coalesce((
    SELECT string_agg('{"id":"pty_' || ${page}.tenant || '_' || ${page}.id || '","name":' || to_json(${page}.name)
      || ',"kind":"' || ${page}.kind || '"' || ${childrenSql(page, depth + 1)} || '}', ',')
    FROM (
      SELECT ${child}.tenant, ${child}.id, ${child}.name, ${child}.kind
      FROM "PartyParent" l${depth}
      JOIN "PartyOrganization" ${child} ON ${child}.tenant = l${depth}.tenant AND ${child}.id = l${depth}."childId"
      WHERE l${depth}.tenant = ${parent}.tenant AND l${depth}."parentId" = ${parent}.id AND ${inForce(`l${depth}`)}
        AND ${inForce(child)}
      ORDER BY ${child}.name COLLATE "zh-x-icu", ${child}.tenant, ${child}.id LIMIT ${firsts[depth]}) ${page}), '') || ']}'`;
}

/** The selection of a level in either graph; they differ in the name of the id. */
function selection(id: string, depth = 0): string {
  const below = firsts[depth];
  const children =
    below === undefined ? '' : `children(first: ${below}) { nodes { ${selection(id, depth + 1)} } }`;
  return `${id} name kind ${children}`;
}

function withGlobalIds(node: Answer, row: Row): Answer {
  const { children } = node;
  return {
    ...node,
    id: globalId('pty', row, node.id),
    ...(children && {
      children: { nodes: children.nodes.map((child: Answer) => withGlobalIds(child, row)) },
    }),
  };
}

export const q3: Query = {
  name: 'q3',
  title: 'the party tree below a district, 4 levels, about 900 nodes',
  // The trees whose first four levels are nearest to 900 nodes, and none whose lists would be cut off.
  bodies: `
    WITH links AS (
      SELECT tenant, "parentId" AS parent, "childId" AS child FROM "PartyParent" l
      WHERE tenant / 100 = $1 AND ${inForce('l')}
    ), one AS (SELECT tenant, parent, count(*) AS nodes, count(*) AS widest FROM links GROUP BY 1, 2),
    two AS (
      SELECT l.tenant, l.parent, sum(one.nodes) AS nodes, max(one.widest) AS widest
      FROM links l JOIN one ON one.tenant = l.tenant AND one.parent = l.child GROUP BY 1, 2
    ), three AS (
      SELECT l.tenant, l.parent, sum(two.nodes) AS nodes, max(two.widest) AS widest
      FROM links l JOIN two ON two.tenant = l.tenant AND two.parent = l.child GROUP BY 1, 2
    ), roots AS (
      SELECT tenant, parent AS id, 1 + one.nodes + two.nodes + coalesce(three.nodes, 0) AS nodes
      FROM one JOIN two USING (tenant, parent) LEFT JOIN three USING (tenant, parent)
      WHERE one.widest <= ${firsts[0]} AND two.widest <= ${firsts[1]} AND coalesce(three.widest, 0) <= ${firsts[2]}
    )
    SELECT tenant, id FROM roots WHERE abs(nodes - 900) <= 1.1 * (SELECT min(abs(nodes - 900)) FROM roots) + 50
    ORDER BY abs(nodes - 900), id LIMIT 200`,
  ours: {
    text: `query Q3($id: ID!) { partyOrganization(ref: { id: $id }) { ${selection('id')} } }`,
    variables: (row) => ({ id: globalId('pty', row, String(row['id'])) }),
  },
  raw: {
    text: `
      SELECT '{"data":{"partyOrganization":' || coalesce((
        SELECT '{"id":"pty_' || root.tenant || '_' || root.id || '","name":' || to_json(root.name) || ',"kind":"'
          || root.kind || '"' || ${childrenSql('root', 0)} || '}'
        FROM "PartyOrganization" root WHERE root.tenant = $1 AND root.id = $2), 'null') || '}}'`,
    values: ({ tenant, id }) => [tenant, id],
  },
  postgraphile: {
    // `children` is a computed column of the benchmark: the links as tables could not be ordered by name.
    text: `query Q3($tenant: Int!, $id: UUID!) {
      partyOrganization: partyOrganizationByTenantAndRowId(tenant: $tenant, rowId: $id) { ${selection('id: rowId')} }
    }`,
    variables: ({ tenant, id }) => ({ tenant, id }),
    common: ({ partyOrganization }, row) => ({ partyOrganization: withGlobalIds(partyOrganization, row) }),
  },
};
