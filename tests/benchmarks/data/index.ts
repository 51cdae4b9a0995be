// Fills a prepared and seeded database for a benchmark, to one of three scales.
import pg from 'pg';
import { withClient } from '../../../src/platform/database/databases.js';
import { addAgreements } from './agreements.js';
import { addFunds } from './funds.js';
import { addLedger } from './ledger.js';
import { makeSyllables } from './names.js';
import { addCountry, firstOfCountry } from './national.js';
import { addOrganizations } from './organizations.js';
import { addParty } from './party.js';
import { shapes, type Counted } from './shape.js';
import { addTerritory } from './territory.js';
import { adding, makeIds, type Add } from './work.js';

/** Few counties, a million rows and more in twenty counties, or the divisions of a whole country. */
export type Scale = Counted | 'national';

/**
 * Adds the rows of a scale, all or none; the same ones every time, all invented. What is there already is left as it is.
 * Takes the URL of a migrated and seeded database with the login that owns the tables, and a place for progress lines.
 */
export async function fill(adminUrl: string, scale: Scale, tell: (line: string) => void): Promise<void> {
  await withClient(adminUrl, async (client) => {
    if (await isThere(client, scale)) return tell(`${scale}: is there already`);
    const begin = performance.now();
    await client.query('BEGIN');
    // Days and instants are written in UTC; joins of this size belong in memory.
    await client.query(`SET LOCAL TimeZone = 'UTC'; SET LOCAL work_mem = '256MB'`);
    await makeSyllables(client);
    const add = adding(client, tell);
    await (scale === 'national' ? addCountry(client, add) : addCounties(client, add, scale));
    await client.query('COMMIT');
    await client.query('VACUUM ANALYZE');
    tell(`${scale}: filled in ${((performance.now() - begin) / 1_000).toFixed(1)} s`);
  });
}

async function isThere(client: pg.Client, scale: Scale): Promise<boolean> {
  const first = scale === 'national' ? firstOfCountry : `${shapes[scale].city}01000000`;
  const { rowCount } = await client.query('SELECT FROM "Division" WHERE key = $1', [first]);
  return rowCount === 1;
}

async function addCounties(client: pg.Client, add: Add, scale: Counted): Promise<void> {
  const shape = shapes[scale];
  await makeIds(client);
  await addTerritory(client, add, shape);
  await addOrganizations(add, shape);
  await addParty(client, add, shape);
  await addFunds(add);
  await addAgreements(client, add, shape);
  await addLedger(client, add, shape);
}
