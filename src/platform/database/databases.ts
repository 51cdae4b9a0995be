// Makes, copies and drops databases on a server.
import pg from 'pg';

/** Takes a server's URL and a database's name; returns the URL of that database. */
export const urlOfDatabase = (serverUrl: string, name: string): string => {
  const url = new URL(serverUrl);
  url.pathname = `/${encodeURIComponent(name)}`;
  return url.toString();
};

/**
 * Makes an empty database with C collation and UTF-8, whatever the server's own defaults are.
 *
 * Takes the server's URL and the new name; returns the new URL. Throws the server's error, as when it exists.
 */
export const createDatabase = async (serverUrl: string, name: string): Promise<string> => {
  await once(
    serverUrl,
    `CREATE DATABASE ${quoted(name)} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'`,
  );
  return urlOfDatabase(serverUrl, name);
};

/**
 * Copies a database that nobody is connected to.
 *
 * Takes the server's URL, the name of the original and of the copy; returns the copy's URL.
 */
export const cloneDatabase = async (serverUrl: string, template: string, name: string): Promise<string> => {
  await once(serverUrl, `CREATE DATABASE ${quoted(name)} TEMPLATE ${quoted(template)}`);
  return urlOfDatabase(serverUrl, name);
};

/** Takes the server's URL and a name; drops that database, also under open connections; none is no error. */
export const dropDatabase = (serverUrl: string, name: string): Promise<void> =>
  once(serverUrl, `DROP DATABASE IF EXISTS ${quoted(name)} WITH (FORCE)`);

const quoted = (name: string): string => pg.escapeIdentifier(name);

const once = async (connectionString: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
};
