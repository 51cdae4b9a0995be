// Brings a clone into working order and then runs what was asked for; needs nothing but Node.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { trials } from './trials.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const inRoot = (...parts) => join(ROOT, ...parts);

const OLDEST_NODE = [20, 19];
const LOCK = inRoot('.setup.lock');
const LOCK_POLL_MS = 200;
const PACKAGES_STAMP = inRoot('node_modules', '.installed-lock');
const GENERATED_STAMP = inRoot('src', 'generated', '.generated-from');
const BUNDLED_STAMP = inRoot('dist', '.bundled-from');
const BUNDLED_INPUTS = inRoot('dist', '.inputs');
/** How often a waiting person is told that work goes on: on a terminal, and in a log. */
const TICK_MS = { terminal: 1_000, log: 15_000 };

const hashOf = (files) => {
  const hash = createHash('sha256');
  for (const file of files)
    hash.update(file.slice(ROOT.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
};

const stampOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);

const requireNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  console.error(`Gongzhi needs Node ${OLDEST_NODE.join('.')} or later; this is ${process.versions.node}.`);
  process.exit(1);
};

const packagesHash = () => hashOf([inRoot('package-lock.json')]);

/** What the generators read: the models, the generators themselves, and the version of Prisma. */
const generatedHash = () => {
  const models = readdirSync(inRoot('prisma', 'models')).filter((name) => name.endsWith('.prisma'));
  return hashOf([
    inRoot('prisma', 'schema.prisma'),
    ...models.sort().map((name) => inRoot('prisma', 'models', name)),
    inRoot('prisma', 'datamodel-generator.mjs'),
    inRoot('node_modules', 'prisma', 'package.json'),
  ]);
};

/** What the bundles were made of, which the bundler told, and what makes them. */
const bundledHash = () => {
  const told = (stampOf(BUNDLED_INPUTS) ?? '').split('\n').filter((path) => path && existsSync(inRoot(path)));
  return hashOf([...told, 'src/cli/bundle-rules.mjs', 'package-lock.json'].map((path) => inRoot(path)));
};

/** Whether somebody's own `npm ci` has just done the work: npm leaves a list of what it installed. */
const installedByHand = () => {
  const list = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(list)) return false;
  const installed = JSON.parse(readFileSync(list, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, peer }]) =>
      path === '' || optional || peer || (installed[path]?.version === version && existsSync(inRoot(path))),
  );
};

const packagesMissing = () => stampOf(PACKAGES_STAMP) !== packagesHash();
const generatedMissing = () => stampOf(GENERATED_STAMP) !== generatedHash();
const bundleMissing = () => stampOf(BUNDLED_STAMP) !== bundledHash();

/** Runs a program quietly, telling how long it has been at work; its output is shown when it fails. */
const runVisibly = async (title, program, args, env = {}) => {
  const begin = performance.now();
  const seconds = () => `${Math.round((performance.now() - begin) / 1_000)} s`;
  const terminal = process.stderr.isTTY;
  process.stderr.write(`${title} …${terminal ? '' : '\n'}`);
  const show = () =>
    process.stderr.write(terminal ? `\r${title} …  ${seconds()}` : `${title} …  ${seconds()}\n`);
  const ticking = setInterval(show, terminal ? TICK_MS.terminal : TICK_MS.log);

  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // Killed alone, this process leaves its child at work; the lock holds until both have ended.
  if (child.pid !== undefined) writeFileSync(LOCK, `${process.pid} ${child.pid}`);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  const failure = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) =>
      resolve(code === 0 ? undefined : `it ended with ${signal ?? code}`),
    );
  });
  clearInterval(ticking);
  show();
  if (terminal) process.stderr.write('\n');
  if (failure !== undefined) throw new Error(`${title} failed: ${failure}\n${output}`);
};

const canWrite = (folder) => {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

const installPackages = async () => {
  if (!installedByHand()) {
    // The npm that runs us, so that its version and settings are the ones the person chose.
    const npm = process.env.npm_execpath;
    const [program, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
    // No package here needs its install script, and some of them would try to download from other hosts.
    // All of them, also where the machine says that it is in production: tsx runs everything.
    const args = [
      ...first,
      'ci',
      '--include=dev',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    ];
    // Users such as `nobody` have no home to keep npm's cache in.
    const cache = canWrite(homedir())
      ? []
      : ['--cache', join(tmpdir(), `gongzhi-npm-cache-${process.getuid?.() ?? ''}`)];
    await runVisibly('installing packages', program, [...args, ...cache]);
  }
  writeFileSync(PACKAGES_STAMP, packagesHash());
};

const generate = async () => {
  const prisma = inRoot('node_modules', 'prisma', 'build', 'index.js');
  await runVisibly('generating from the models', process.execPath, [prisma, 'generate']);
  writeFileSync(GENERATED_STAMP, generatedHash());
};

const bundle = async () => {
  await runVisibly('bundling the share rules and the ledger verifier', process.execPath, [
    inRoot('src', 'cli', 'bundle-rules.mjs'),
  ]);
  writeFileSync(BUNDLED_STAMP, bundledHash());
};

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Only one process at a time may set a checkout up; a lock left by a dead process is taken over. */
const withLock = async (work) => {
  for (let told = false; ;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holders = (stampOf(LOCK) ?? '').split(' ').map(Number).filter(Boolean);
    if (holders.length > 0 && !holders.some(isAlive)) rmSync(LOCK, { force: true });
    else if (!told) console.error('another process is setting this checkout up; waiting …');
    told = true;
    await sleep(LOCK_POLL_MS);
  }
  const release = () => rmSync(LOCK, { force: true });
  process.once('exit', release);
  const stop = () => process.exit(130);
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    await work();
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop).off('exit', release);
    release();
  }
};

const setUp = async () => {
  requireNode();
  if (!packagesMissing() && !generatedMissing() && !bundleMissing()) return;
  await withLock(async () => {
    // Asked again under the lock: another process may have done the work meanwhile.
    if (packagesMissing()) await installPackages();
    if (generatedMissing()) await generate();
    if (bundleMissing()) await bundle();
  });
};

/** Runs a TypeScript program in this very process, so that signals and exit codes need nobody to pass them on. */
const runHere = async (file, args) => {
  const { register } = await import('tsx/esm/api');
  register();
  process.argv = [process.execPath, file, ...args];
  await import(pathToFileURL(file).href);
};

/** Runs the tests in a second process, because Node takes the flag for ECMAScript modules in jest only at start. */
const runTests = (args, env = {}) => {
  const jest = inRoot('node_modules', 'jest', 'bin', 'jest.js');
  const config = inRoot('tests', 'support', 'jest.config.mjs');
  const flags = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    // Each test file loads everything anew: with room for what is young a twentieth less time goes into cleaning up.
    '--max-semi-space-size=64',
  ];
  const child = spawn(process.execPath, [...flags, jest, '--config', config, ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  // On a terminal Ctrl-C reaches the tests directly.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.once('exit', (code) => process.exit(code ?? 1));
};

/** Runs a trial with the numbers that it is given; with anything else it says how it is used, and ends. */
const runTrial = ({ usage, numbers, tests, env }, args) => {
  const options = Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, { type: 'string', default: value }]),
  );
  let given;
  try {
    given = parseArgs({ args, options: { ...options, help: { type: 'boolean' } } }).values;
  } catch {
    given = {};
  }
  if (given.help || !Object.keys(numbers).every((name) => /^\d{1,9}$/.test(given[name] ?? ''))) {
    console.error(usage);
    process.exit(given.help ? 0 : 2);
  }
  runTests(['--runInBand', ...tests], env(given));
};

const commands = {
  start: (args) => runHere(inRoot('src', 'server', 'main.ts'), args),
  bench: (args) => runHere(inRoot('tests', 'benchmarks', 'main.ts'), args),
  demo: (args) => runHere(inRoot('examples', 'report-revenue', 'main.ts'), args),
  cli: (args) => runHere(inRoot('src', 'cli', 'main.ts'), args),
  migration: (args) => runHere(inRoot('src', 'cli', 'migration.ts'), args),
  test: (args) => runTests(args),
  ...Object.fromEntries(
    Object.entries(trials).map(([name, trial]) => [name, (args) => runTrial(trial, args)]),
  ),
  generate: () => {},
};

const [command = '', ...args] = process.argv.slice(2);
if (!Object.hasOwn(commands, command)) {
  console.error(`usage: node src/cli/setup.mjs ${Object.keys(commands).join(' | ')}`);
  process.exit(2);
}
try {
  mkdirSync(inRoot('src', 'generated'), { recursive: true });
  await setUp();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
// Tests included: what is tried is what is served, and libraries look over their callers' shoulders only elsewhere.
process.env.NODE_ENV ??= 'production';
try {
  await commands[command](args);
} catch (error) {
  // These speak to the person who started the program; any other error is ours, and shows where it came from.
  const forPeople = ['EmbeddedDatabaseError', 'MigrationError'].includes(error?.name);
  console.error(forPeople ? error.message : error);
  process.exit(1);
}
