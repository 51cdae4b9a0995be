// The packages of the benchmarks, which the platform itself does not need: installed when a benchmark first wants them.
import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const lock = join(folder, 'package-lock.json');
const stamp = join(folder, 'node_modules', '.installed-lock');

/** Installs what the lock file says, unless that is what was installed last. Throws an Error when npm fails. */
export async function installPackages(tell: (line: string) => void): Promise<void> {
  const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  tell('installing the packages of the benchmarks …');
  // The npm that runs us, so that its version and settings are the ones the person chose.
  const npm = process.env['npm_execpath'];
  const [program, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  // Under `npm run` the environment names the root's package; this one is npm's own business again.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle)_/.test(name)),
  );
  const args = [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'inherit', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0)
    throw new Error('The packages of the benchmarks could not be installed; the reason stands above.');
  writeFileSync(stamp, wanted);
}
