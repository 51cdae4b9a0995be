// A streaming copy of an embedded server, made as PostgreSQL's manual describes a base backup by the low-level API.
import { chown, cp, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withClient } from '../../src/platform/database/databases.js';
import { startEmbedded, type EmbeddedServer } from '../../src/platform/database/embedded.js';

/** A primary with its copy. */
export interface Standby {
  readonly primary: EmbeddedServer;
  readonly copy: EmbeddedServer;
  /** Runs SQL with the superuser of one of them; returns the rows. */
  readonly ask: (of: EmbeddedServer, sql: string) => Promise<readonly Record<string, unknown>[]>;
  stop(): Promise<void>;
}

/** What a base backup leaves out: what belongs to the running server, and the log, which the copy is sent. */
const left = /(?:^|\/)(?:postmaster\.(?:pid|opts)|pg_wal\/.+|pg_replslot\/.+|pg_stat_tmp\/.+)$/;

/** Starts a server and a copy of it that follows it. */
export async function startStandby(): Promise<Standby> {
  const folders = await Promise.all(
    ['primary', 'copy'].map((name) => mkdtemp(join(tmpdir(), `gongzhi-${name}-`))),
  );
  const [ofPrimary, ofCopy] = folders as [string, string];
  const primary = await startEmbedded({ dataDir: ofPrimary, durable: false, log: () => {} });
  const from = join(ofPrimary, 'postgres/cluster');
  const to = join(ofCopy, 'postgres/cluster');
  const label = await withClient(primary.adminUrl, async (client) => {
    await client.query(`SELECT pg_backup_start('copy', true)`);
    await cp(from, to, {
      recursive: true,
      filter: (path) => !left.test(path.slice(from.length)),
    });
    const { rows } = await client.query<{ label: string }>(
      'SELECT labelfile AS label FROM pg_backup_stop(false)',
    );
    return rows[0]!.label;
  });
  const { hostname, port, username, password } = new URL(primary.adminUrl);
  await writeFile(join(to, 'backup_label'), label);
  await writeFile(join(to, 'standby.signal'), '');
  await writeFile(
    join(to, 'postgresql.auto.conf'),
    `primary_conninfo = 'host=${hostname} port=${port} user=${username} password=${password}'\n`,
  );
  await giveTo(to, from);
  const copy = await startEmbedded({ dataDir: ofCopy, durable: false, log: () => {} });
  return {
    primary,
    copy,
    ask: (of, sql) =>
      withClient(of.adminUrl, async (client) => (await client.query<Record<string, unknown>>(sql)).rows),
    async stop() {
      await copy.stop();
      await primary.stop();
      await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
    },
  };
}

/** Makes the files those of the owner of the other folder: a server of root runs under another user. */
async function giveTo(folder: string, like: string): Promise<void> {
  const { uid, gid } = await stat(like);
  await chown(folder, uid, gid);
  for (const name of await readdir(folder, { recursive: true })) await chown(join(folder, name), uid, gid);
}
