// Loads the tree of codes into memory and keeps it fresh.
import type { Pool, PoolClient } from 'pg';
import type { CodeTree } from '../../../kernel/entity.js';
import { officeOf } from './offices.js';
import { codeTreeOf, type DatedCode, type Merger } from '../rules/code-tree.js';

/** What can be asked for rows. */
type Database = Pick<Pool | PoolClient, 'query'>;

let tree: Pick<CodeTree, 'ranges'> = codeTreeOf([]);
let version = 0;
let loadedAt = '';

/** The tree as it was loaded last; before that, every division lies where its key lies. */
export const loadedCodeTree: CodeTree = {
  get version() {
    return version;
  },
  ranges: (code, asOf) => tree.ranges(code, asOf),
  officeOf,
};

/** Reads the divisions that do not simply lie where their key lies, and the mergers. */
export async function loadCodeTree(database: Database): Promise<void> {
  loadedAt = await lastChange(database);
  const mergers = await database.query<Merger>(`
    SELECT was."divisionKey" AS key, now."divisionKey" AS "into", merger."effectiveOn"::text AS "effectiveOn"
    FROM "DivisionChange" merger
    JOIN "DivisionChangeItem" was ON was."changeId" = merger.id AND was.side = 'BEFORE'
    JOIN "DivisionChangeItem" now ON now."changeId" = merger.id AND now.side = 'AFTER'
    WHERE merger.type = 'MERGE' AND now."divisionKey" <> was."divisionKey"
    ORDER BY was."divisionKey", now."divisionKey", merger."effectiveOn"`);
  const exceptions = await database.query<DatedCode>(
    `
    WITH moved AS (SELECT key, code FROM "DivisionVersion" WHERE code <> key)
    SELECT key, code, "parentKey", "validFrom"::text AS "validFrom" FROM "DivisionVersion"
    WHERE key IN (
      SELECT key FROM moved UNION SELECT code FROM moved UNION SELECT unnest($1::text[])
      UNION SELECT key FROM "DivisionVersion" WHERE "parentKey" IN (SELECT key FROM moved)
      UNION SELECT key FROM "DivisionVersion" ended WHERE "validTo" IS NOT NULL AND NOT EXISTS (
        SELECT FROM "DivisionVersion" later WHERE later.key = ended.key AND later."validFrom" > ended."validFrom"))
    ORDER BY key, "validFrom"`,
    [mergers.rows.map(({ key }) => key)],
  );
  tree = codeTreeOf(exceptions.rows, mergers.rows);
  version += 1;
}

/** Loads the tree again if a change of divisions was recorded since. @returns whether it was */
export async function refreshCodeTree(database: Database): Promise<boolean> {
  if ((await lastChange(database)) === loadedAt) return false;
  await loadCodeTree(database);
  return true;
}

/** A text that differs after every recorded change. */
async function lastChange(database: Database): Promise<string> {
  const { rows } = await database.query<{ stamp: string }>(
    `SELECT count(*) || ' ' || coalesce(max("recordedAt")::text, '') AS stamp FROM "DivisionChange"`,
  );
  return rows[0]!.stamp;
}
