// Bundles the evaluator of share rules into dist/rules.js, one module without imports that runs wherever JavaScript does.
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
// The version that tsx brings: named in package.json because it makes what partners run.
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ENTRY = join('src', 'domains', 'revenue-sharing', 'rules', 'module.ts');
const TYPES = join(ROOT, 'dist', 'types');

await build({
  absWorkingDir: ROOT,
  entryPoints: [ENTRY],
  outfile: join('dist', 'rules.js'),
  bundle: true,
  format: 'esm',
  // Neither Node's nor a browser's own modules: what is not in the bundle is an error.
  platform: 'neutral',
  mainFields: ['module', 'main'],
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'inline',
  banner: {
    js: '// The share rules of Gongzhi (Apache-2.0): read, told, examined and evaluated. Generated.',
  },
  logLevel: 'warning',
});

rmSync(TYPES, { recursive: true, force: true });
const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
const flags = ['--declaration', '--emitDeclarationOnly', '--rootDir', 'src', '--outDir', TYPES];
const language = [
  '--target',
  'ES2023',
  '--module',
  'NodeNext',
  '--strict',
  '--skipLibCheck',
  '--types',
  'node',
];
execFileSync(process.execPath, [tsc, '--ignoreConfig', ...flags, ...language, ENTRY], {
  cwd: ROOT,
  stdio: 'inherit',
});
writeFileSync(
  join(ROOT, 'dist', 'rules.d.ts'),
  "export * from './types/domains/revenue-sharing/rules/module.js';\n",
);
