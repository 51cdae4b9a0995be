// The application's login on the embedded PostgreSQL: a role that owns nothing, with its password in a file.
import { randomBytes } from 'node:crypto';
import { chown, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { answers, withClient } from './databases.js';
import type { Home } from './embedded-home.js';

const ROLE = 'gongzhi_app';
const LOCK = 72_707_370;

/** Said in full, so that a role which somebody widened is narrowed when its password is set again. */
const ATTRIBUTES = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';

/**
 * Makes the application's login where it is missing: in a new cluster, and in one from before there was such a login.
 *
 * Takes the home of a running server and the URL of its superuser; returns the URL of the login on the same database.
 * Throws the driver's or the file system's error.
 */
export const ensureApplication = async (home: Home, adminUrl: string): Promise<string> => {
  const kept = await readPassword(home);
  if (kept !== undefined) {
    const url = urlOf(adminUrl, kept);
    if (await answers(url)) return url;
  }
  return withClient(adminUrl, async (client) => {
    // Processes that share the server may come here together. The lock belongs to the session, and goes with it.
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    // The file comes first: where the work ends between the two, the next start sets the role's password from it.
    const password = (await readPassword(home)) ?? (await makePassword(home));
    const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [ROLE]);
    const verb = rowCount === 0 ? 'CREATE' : 'ALTER';
    await client.query(`${verb} ROLE ${ROLE} ${ATTRIBUTES} PASSWORD ${pg.escapeLiteral(password)}`);
    return urlOf(adminUrl, password);
  });
};

const fileOf = (home: Home): string => join(home.cluster, 'application-password');

/** Nothing for a file that is missing, and for the empty one that a power cut may leave. */
const readPassword = async (home: Home): Promise<string | undefined> => {
  const text = await readFile(fileOf(home), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return '';
  });
  return text.trim() || undefined;
};

/** Written beside its place and moved there, so that nobody reads half of it. */
const makePassword = async (home: Home): Promise<string> => {
  const password = randomBytes(24).toString('base64url');
  const draft = `${fileOf(home)}.draft-${randomBytes(4).toString('hex')}`;
  await writeFile(draft, password, { mode: 0o600 });
  if (home.owner !== undefined) await chown(draft, home.owner.uid, home.owner.gid);
  await rename(draft, fileOf(home));
  return password;
};

const urlOf = (adminUrl: string, password: string): string => {
  const url = new URL(adminUrl);
  url.username = ROLE;
  url.password = password;
  return url.toString();
};
