// The SQL of operations, one for each thing that a statement can say, reviewed like code: `UPDATE_GOLDENS=1` writes it.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import type { Caller } from '../../src/kernel/caller.js';
import { setClock } from '../../src/kernel/clock.js';
import { grantsOn } from '../support/domains.js';
import { aliasesWithoutTenant, goldenText, planOf, scannedWhole, type Sent } from '../support/golden.js';
import {
  goldenOperations,
  type Asker,
  type GoldenOperation,
  type Marks,
} from '../support/golden-operations.js';
import { callerWith, demoCaller, usePlatform } from '../support/platform.js';

const platform = usePlatform('seeded');
const folder = 'tests/contract/goldens';
const tenant = 990_101;
const writes = process.env['UPDATE_GOLDENS'] === '1';
const named = goldenOperations.map((golden) => [golden.name, golden] as const);

let marks: Marks;
let resetClock: () => void;

beforeAll(async () => {
  resetClock = setClock(() => Date.parse('2026-11-22T04:00:00Z'));
  // What the app of the callers calls an organization.
  await platform.admin(
    `INSERT INTO "ExternalKey" (tenant, app, type, key, "objectId")
     SELECT tenant, '00000000-0000-7000-8000-000000000001', 'Organization', 'erp-7', id FROM "Organization"
     WHERE tenant = ${tenant} AND name = '示例童萌社区服务有限公司'`,
  );
  // Plans depend on what is known of the tables.
  await platform.admin('VACUUM (ANALYZE)');
  marks = await findMarks();
});
afterAll(() => resetClock());

async function findMarks(): Promise<Marks> {
  const { organizations, funds, divisions, names, documents } = await platform.read<{
    organizations: { nodes: { id: string; uscc: string }[] };
    funds: { nodes: { id: string }[] };
    divisions: { nodes: { id: string }[]; edges: { cursor: string }[] };
    names: { edges: { cursor: string }[] };
    documents: { edges: { cursor: string; node: { publishedOn: string | null } }[] };
  }>(
    `{
      organizations(filter: { name: { eq: "示例童萌社区服务有限公司" } }) { nodes { id uscc } }
      funds(filter: { name: { eq: "示例晨光社区基金" } }) { nodes { id } }
      divisions(filter: { code: { eq: "990101" } }, orderBy: [{ field: CODE }]) { nodes { id } edges { cursor } }
      names: organizations(filter: { tenant: { eq: ${tenant} } }, orderBy: [{ field: NAME, direction: DESC }], first: 4) { edges { cursor } }
      documents: sourceDocuments(orderBy: [{ field: PUBLISHED_ON }], first: 100) { edges { cursor node { publishedOn } } }
    }`,
    {},
    'auditor',
  );
  return {
    organization: organizations.nodes[0]!.id,
    uscc: organizations.nodes[0]!.uscc,
    fund: funds.nodes[0]!.id,
    division: divisions.nodes[0]!.id,
    code: divisions.edges[0]!.cursor,
    name: names.edges[3]!.cursor,
    undated: documents.edges.find(({ node }) => node.publishedOn === null)!.cursor,
  };
}

function callerOf(asker: Asker): Caller {
  if (typeof asker === 'string') return demoCaller(asker);
  const codes = Array.from({ length: asker.districts }, (_, i) => `5101170${String(10 + 2 * i)}`);
  return callerWith(codes.flatMap((code) => grantsOn('read', code)));
}

/** Runs the operation and gives the one statement that its objects came from. */
async function sentBy({ source, variables, as }: GoldenOperation): Promise<Sent> {
  const sent: Sent[] = [];
  const { query } = pg.Client.prototype as { query: (...args: unknown[]) => unknown };
  const spy = jest
    .spyOn(pg.Client.prototype as { query: (...args: unknown[]) => unknown }, 'query')
    .mockImplementation(function (this: unknown, ...args: unknown[]) {
      const { text, values } = args[0] as Partial<Sent>;
      if (text?.endsWith(' AS data')) sent.push({ text, values: values! });
      return query.apply(this, args);
    });
  const { errors, data } = await platform.query(source, variables?.(marks), { as: callerOf(as) });
  spy.mockRestore();
  expect([errors, Object.values(data!).includes(null)]).toEqual([undefined, false]);
  expect(sent).toHaveLength(1);
  return sent[0]!;
}

describe('the SQL of', () => {
  test.each(named)('%s is as it was reviewed', async (name, golden) => {
    const sent = await sentBy(golden);
    const plan = await planOf(platform.pool, sent);
    const asker =
      typeof golden.as === 'string' ? golden.as : `somebody with rights in ${golden.as.districts} districts`;
    const asked = { source: golden.source, variables: golden.variables?.(marks) ?? {} };
    const text = goldenText(golden.shows, asker, asked, sent, plan);
    const file = join(folder, `${name}.sql`);
    if (writes) writeFileSync(file, text);
    expect(existsSync(file) ? readFileSync(file, 'utf8') : 'not written yet').toBe(text);
  });

  test.each(named)('%s reads no large table from end to end for want of an index', async (_, golden) => {
    expect(scannedWhole(await planOf(platform.pool, await sentBy(golden)))).toEqual([]);
  });

  test.each(named.filter(([, { inTenant }]) => inTenant))(
    '%s tells every table the one tenant that is meant',
    async (_, golden) => {
      expect(aliasesWithoutTenant(await sentBy(golden), golden.inTenant!)).toEqual([]);
    },
  );
});

test('every file is of an operation', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  expect(files.sort()).toEqual(goldenOperations.map(({ name }) => `${name}.sql`).sort());
});

test('a table that is not told the tenant is found', () => {
  const text =
    'SELECT FROM "Fund" t0 JOIN "LedgerEntry" e ON TRUE WHERE t0."tenant" = $1::int4 AND e.tenant = t0.tenant';
  expect(aliasesWithoutTenant({ text, values: [tenant] }, tenant)).toEqual(['LedgerEntry e']);
  expect(aliasesWithoutTenant({ text, values: [tenant + 1] }, tenant)).toEqual(['Fund t0', 'LedgerEntry e']);
});
