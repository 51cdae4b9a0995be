// Bundles what runs without the platform: the share rules for wherever JavaScript does, and the auditors' program for Node.
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
// The version that tsx brings: named in package.json because it makes what partners run.
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const ENTRY = join('src', 'domains', 'revenue-sharing', 'rules', 'module.ts');
const TYPES = join(ROOT, 'dist', 'types');

const rules = await build({
  absWorkingDir: ROOT,
  metafile: true,
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

const verifier = await build({
  absWorkingDir: ROOT,
  metafile: true,
  entryPoints: [join('src', 'cli', 'ledger-verifier.ts')],
  outfile: join('dist', 'ledger-verifier.mjs'),
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  charset: 'utf8',
  legalComments: 'inline',
  // Parts of it that were written for the older kind of modules ask for Node's own by `require`.
  banner: {
    js: "// The ledger verifier of Gongzhi (Apache-2.0): node ledger-verifier.mjs verify <export>. Generated.\nimport { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
  },
  logLevel: 'warning',
});

// What has to be looked at to know whether the bundles are current.
const inputs = [rules, verifier].flatMap(({ metafile }) => Object.keys(metafile.inputs));
const own = [...new Set(inputs)].filter((path) => path.startsWith('src/')).sort();
writeFileSync(join(ROOT, 'dist', '.inputs'), `${own.join('\n')}\n`);

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
