// Connects to a server once, to make, copy or drop a database or to do other work outside a pool.
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

/**
 * Runs work on a connection of its own.
 *
 * Takes a database's URL and the work; returns what the work gives. Throws the driver's error where there is no
 * database, and what the work throws.
 */
export const withClient = async <T>(
  connectionString: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const client = new pg.Client({ connectionString });
  client.on('error', () => {}); // A lost connection is told by the statement that wants it, and ends no process.
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** Takes a database's URL; returns whether its server lets the URL's login in, within five seconds. */
export const answers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => {}); // The server may end while the client says goodbye.
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
};

const quoted = (name: string): string => pg.escapeIdentifier(name);

const once = (url: string, statement: string): Promise<void> =>
  withClient(url, async (client) => {
    await client.query(statement);
  });
