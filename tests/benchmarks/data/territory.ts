// Counties as tenants, with their streets and communities, below one invented city.
import type pg from 'pg';
import { dawn } from '../../../src/kernel/clock.js';
import { searchKeyOf } from '../../../src/kernel/search.js';
import { fixed, joined, keyOf, part, stemJoin, type Part } from './names.js';
import type { Shape } from './shape.js';
import type { Add } from './work.js';

const province = '990000000000';

const rungs: readonly {
  readonly level: string;
  readonly kind: string;
  readonly ending: Part;
  readonly shortEnding: Part | null;
}[] = [
  { level: 'COUNTY', kind: 'COUNTY', ending: fixed('区'), shortEnding: null },
  { level: 'TOWNSHIP', kind: 'SUBDISTRICT', ending: fixed('街道'), shortEnding: null },
  {
    level: 'VILLAGE',
    kind: 'RESIDENTS_COMMITTEE',
    ending: fixed('社区居委会'),
    shortEnding: fixed('社区'),
  },
];

/** Adds the divisions and their tenants. */
export async function addTerritory(client: pg.Client, add: Add, shape: Shape): Promise<void> {
  const { cityName } = shape;
  const city = `${shape.city}00000000`;
  await makePlaces(client, shape);
  await add(
    'Division',
    `INSERT INTO "Division" (key, level) VALUES ('${city}', 'CITY'::"DivisionLevel")
     UNION ALL SELECT key, level::"DivisionLevel" FROM place`,
  );
  await client.query(
    `INSERT INTO "DivisionVersion" (key, "validFrom", code, level, kind, name, "shortName", aliases, "parentKey", synthetic, "searchKey")
     VALUES ($1, $2, $1, 'CITY', 'CITY', $3, $4, '{}', $5, true, $6)`,
    [
      city,
      dawn,
      cityName,
      cityName.slice(0, -1),
      province,
      searchKeyOf('Division', { name: cityName, shortName: cityName.slice(0, -1) }),
    ],
  );
  for (const { level, kind, ending, shortEnding } of rungs) {
    const name = joined(part('p'), ending);
    const shortName = shortEnding ? joined(part('p'), shortEnding) : part('p');
    await add(
      'DivisionVersion',
      `INSERT INTO "DivisionVersion" (key, "validFrom", code, level, kind, name, "shortName", aliases, "parentKey", synthetic, "searchKey")
       SELECT key, '${dawn}', key, '${level}', '${kind}', ${name.text}, ${shortName.text}, '{}', "parentKey", true, ${keyOf(name, shortName)}
       FROM place p WHERE level = '${level}'`,
    );
  }
  await add(
    'Tenant',
    `INSERT INTO "Tenant" (tenant, name, synthetic) SELECT tenant, text || '区', true FROM place WHERE level = 'COUNTY'`,
  );
  await add(
    'TenantDivision',
    `INSERT INTO "TenantDivision" (tenant, "divisionKey", "validFrom") SELECT tenant, key, '${dawn}' FROM place WHERE level = 'COUNTY'`,
  );
}

/** The places with their stems, and the communities among them numbered in their county from 1. */
async function makePlaces(client: pg.Client, { city, counties, streets, communities }: Shape): Promise<void> {
  const stem = joined(part('a'), part('b'));
  const county = `${city * 100} + c`;
  await client.query(`
    CREATE TEMP TABLE place AS
    WITH numbered AS (
      SELECT 'COUNTY' AS level, ${county} AS tenant, 0 AS street, 0 AS community, c * 5 AS n
      FROM generate_series(1, ${counties}) c
      UNION ALL SELECT 'TOWNSHIP', ${county}, s, 0, c * 131 + s * 37
      FROM generate_series(1, ${counties}) c, generate_series(1, ${streets}) s
      UNION ALL SELECT 'VILLAGE', ${county}, s, v, c * 211 + s * 67 + v * 941
      FROM generate_series(1, ${counties}) c, generate_series(1, ${streets}) s, generate_series(1, ${communities}) v
    )
    SELECT level, tenant, street, community, (street - 1) * ${communities} + community AS n,
      tenant || lpad(street::text, 3, '0') || lpad(community::text, 3, '0') AS key,
      CASE level WHEN 'COUNTY' THEN '${city}00000000' WHEN 'TOWNSHIP' THEN tenant || '000000'
        ELSE tenant || lpad(street::text, 3, '0') || '000' END AS "parentKey",
      ${stem.text} AS text, ${stem.pinyin} AS pinyin, ${stem.initials} AS initials
    FROM numbered ${stemJoin('n')}`);
  await client.query('ANALYZE place');
}
