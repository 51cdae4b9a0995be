// Loads the tree of codes into memory and keeps it fresh.
import type { Pool, PoolClient } from 'pg';
import type { CodeTree } from '../../../kernel/entity.js';
import { codeTreeOf, type DatedCode } from '../rules/code-tree.js';

/** What can be asked for rows. */
type Database = Pick<Pool | PoolClient, 'query'>;

let tree: CodeTree = codeTreeOf([]);
let loadedAt = '';

/** The tree as it was loaded last; before that, every division lies where its key lies. */
export const loadedCodeTree: CodeTree = { ranges: (code, asOf) => tree.ranges(code, asOf) };

/** Reads the divisions that bore another code than their key, and those whose key was another's code. */
export async function loadCodeTree(database: Database): Promise<void> {
  loadedAt = await lastChange(database);
  const { rows } = await database.query<DatedCode>(`
    WITH moved AS (SELECT key, code FROM "DivisionVersion" WHERE code <> key)
    SELECT key, code, "validFrom"::text AS "validFrom" FROM "DivisionVersion"
    WHERE key IN (SELECT key FROM moved UNION SELECT code FROM moved)
    ORDER BY key, "validFrom"`);
  tree = codeTreeOf(rows);
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
