// Party organizations: a tree of four levels in each county, with its links and its paths.
import type pg from 'pg';
import { fixed, joined, keyOf, part } from './names.js';
import { enterpriseAt } from './organizations.js';
import type { Shape } from './shape.js';
import { idOf, type Add } from './work.js';

const id = (n: string): string => idOf('PartyOrganization', 'p.tenant', n);
/** Numbers within the county: 0, the streets from 1, the communities above these, the branches above all. */
const streetAt = 'p.street';
const communityAt = '1000 + p.n';
const branchAt = '10000 + p.n * 100 + i';

/** Adds the trees: district committee, working committees, committees and general branches, branches. */
export async function addParty(client: pg.Client, add: Add, shape: Shape): Promise<void> {
  await makeNodes(client, shape);
  await add(
    'PartyOrganization',
    `INSERT INTO "PartyOrganization" (tenant, id, kind, "carrierKind", name, "divisionKey", "hostId", "formalMembers", "probationaryMembers",
      "committeeSeats", status, "termStart", "termEnd", "validFrom", synthetic, "searchKey")
     SELECT tenant, id, kind::"PartyKind", carrier::"PartyCarrier", name, key, host, formal, formal / 20, seats, 'ACTIVE',
      date '2024-07-01', date '2027-07-01', since, true, "searchKey" FROM node ORDER BY tenant, n`,
  );
  await add(
    'PartyParent',
    `INSERT INTO "PartyParent" (tenant, id, "childId", "parentId", "validFrom")
     SELECT tenant, ${idOf('PartyParent', 'tenant', 'n')}, id, parent, since FROM node WHERE parent IS NOT NULL ORDER BY tenant, n`,
  );
  await add(
    'PartyPath',
    `INSERT INTO "PartyPath" (tenant, "nodeId", path, "validFrom") SELECT tenant, id, path, since FROM node ORDER BY tenant, n`,
  );
}

async function makeNodes(client: pg.Client, { committees, branches }: Shape): Promise<void> {
  const district = joined(fixed('中共'), part('p'), fixed('区委'));
  const street = joined(part('p'), fixed('街道党工委'));
  const committee = joined(part('p'), fixed('社区党委'));
  const general = joined(part('p'), fixed('社区党总支'));
  const branch = joined(part('p'), fixed('社区第'), part('n'), fixed('党支部'));
  const numerals = [...'一二三四五六七八九'].map(fixed);
  // Of ten communities six have a committee; the smaller ones a general branch.
  const isCommittee = 'p.community % 10 < 6';
  await client.query(`
    CREATE TEMP TABLE node AS
    WITH numeral (i, text, pinyin, initials) AS (
      VALUES ${numerals.map(({ text, pinyin, initials }, i) => `(${i + 1}, ${text}, ${pinyin}, ${initials})`).join(', ')}
    ), district AS (
      SELECT p.tenant, 0 AS n, ${id('0')} AS id, '/' || ${id('0')} || '/' AS path, p.key,
        ${district.text} AS name, ${keyOf(district)} AS "searchKey"
      FROM place p WHERE p.level = 'COUNTY'
    ), street AS (
      SELECT p.tenant, ${streetAt} AS n, ${id(streetAt)} AS id, d.id AS parent, d.path || ${id(streetAt)} || '/' AS path,
        p.key, ${street.text} AS name, ${keyOf(street)} AS "searchKey"
      FROM place p JOIN district d ON d.tenant = p.tenant WHERE p.level = 'TOWNSHIP'
    ), community AS (
      SELECT p.*, ${isCommittee} AS large, ${id(communityAt)} AS id, s.id AS parent, s.path || ${id(communityAt)} || '/' AS path
      FROM place p JOIN street s ON s.tenant = p.tenant AND s.n = p.street
      WHERE p.level = 'VILLAGE' AND p.community <= ${committees}
    )
    SELECT tenant, n, id, NULL::uuid AS parent, path, 'DISTRICT_COMMITTEE' AS kind, 'DISTRICT' AS carrier, key, NULL::uuid AS host,
      NULL::int AS formal, NULL::int AS seats, date '2010-01-01' AS since, name, "searchKey"
    FROM district
    UNION ALL
    SELECT tenant, n, id, parent, path, 'WORKING_COMMITTEE', 'STREET', key, NULL, NULL, 9, '2011-01-01', name, "searchKey"
    FROM street
    UNION ALL
    SELECT tenant, ${communityAt}, id, parent, path, CASE WHEN large THEN 'COMMITTEE' ELSE 'GENERAL_BRANCH' END, 'COMMUNITY', key, NULL,
      CASE WHEN large THEN 120 + n % 80 ELSE 60 + n % 30 END, 7, '2012-01-01',
      CASE WHEN large THEN ${committee.text} ELSE ${general.text} END,
      CASE WHEN large THEN ${keyOf(committee)} ELSE ${keyOf(general)} END
    FROM community p
    UNION ALL
    SELECT p.tenant, ${branchAt}, ${id(branchAt)}, p.id, p.path || ${id(branchAt)} || '/', 'BRANCH',
      CASE WHEN i = 1 THEN 'ENTERPRISE' ELSE 'GRID_GENERAL' END, p.key,
      CASE WHEN i = 1 THEN ${idOf('Organization', 'p.tenant', enterpriseAt('p.n'))} END,
      10 + (p.n * 7 + i * 5) % 30, 3 + i % 3, '2013-01-01', ${branch.text}, ${keyOf(branch)}
    FROM community p JOIN numeral n ON n.i <= ${branches}`);
  await client.query('ANALYZE node');
}
