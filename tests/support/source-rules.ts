// Names what a source file or a model must not hold: length, names, default exports, forbidden calls, columns.
import { parseSync } from '@swc/core';
import { roles } from './architecture.js';

/** A file by its path from the project's root. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

const MAX_LINES = { src: 300, other: 500 };
const NO_NAMES = /^(?:.*[-.])?(?:utils?|helpers?|common|managers?|services?)(?:[-.].*)?$/;

/** Calls that hide an input from the tests, and where the one place for each is. */
const CALLS: readonly { readonly rule: string; readonly allowed: RegExp }[] = [
  { rule: 'the clock is read in kernel/clock', allowed: /^src\/kernel\/clock\.ts$/ },
  { rule: 'nothing is left to chance', allowed: /^$/ },
  { rule: 'the console belongs to the command line', allowed: /^src\/cli\/|^src\/server\/main\.ts$/ },
  {
    rule: 'the environment is read in kernel/environment',
    allowed: /^src\/kernel\/environment\.ts$|^src\/cli\/setup\.mjs$/,
  },
];
const [CLOCK, CHANCE, CONSOLE, ENVIRONMENT] = CALLS.map(({ rule }) => rule) as [
  string,
  string,
  string,
  string,
];

/** Takes a TypeScript or JavaScript file; returns the rules it breaks. */
export const faultsOfSource = ({ path, text }: SourceFile): string[] => {
  const faults = new Set<string>([...faultsOfName(path), ...faultsOfShape(path, text)]);
  if (!path.startsWith('src/')) return [...faults];
  const typescript = path.endsWith('.ts');
  const tree = parseSync(
    text,
    typescript ? { syntax: 'typescript', target: 'es2022' } : { syntax: 'ecmascript', target: 'es2022' },
  );
  visit(tree, (node) => {
    const rule = ruleAgainst(node);
    const place = CALLS.find((call) => call.rule === rule)?.allowed;
    if (rule !== undefined && place?.test(path) !== true) faults.add(rule);
    if (path.endsWith('/index.ts') && node.type.startsWith('Export')) faults.add('an index exports nothing');
  });
  return [...faults];
};

const faultsOfName = (path: string): string[] => {
  const faults: string[] = [];
  if (path.split('/').some((part) => NO_NAMES.test(part))) faults.push('a name says what is inside');
  const [, role] = /^src\/domains\/[^/]+\/([^/]+)/.exec(path) ?? [];
  if (role !== undefined && !roles.includes(role.replace(/\.ts$/, '')))
    faults.push('a domain has seven roles');
  if (/^src\/domains\/[^/]+\/index\/|^src\/(?!domains\/).*\/index\.ts$/.test(path)) faults.push('no barrels');
  return faults;
};

const faultsOfShape = (path: string, text: string): string[] => {
  const faults: string[] = [];
  const limit = path.startsWith('src/') ? MAX_LINES.src : MAX_LINES.other;
  if (text.split('\n').length - 1 > limit) faults.push(`a file has at most ${limit} lines`);
  if (!/^(?:#!.*\n)?\/\/ \S/.test(text)) faults.push('the first line says what the file is for');
  return faults;
};

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const visit = (value: unknown, see: (node: Node) => void): void => {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value) && typeof (value as Node).type === 'string') see(value as Node);
  for (const child of Object.values(value)) visit(child, see);
};

const ruleAgainst = (node: Node): string | undefined => {
  const object = nameOf(node['object']);
  const property = nameOf(node['property']);
  switch (node.type) {
    case 'ExportDefaultDeclaration':
    case 'ExportDefaultExpression':
      return 'no default exports';
    case 'NewExpression':
      return nameOf(node['callee']) === 'Date' && (node['arguments'] as unknown[]).length === 0
        ? CLOCK
        : undefined;
    case 'MemberExpression':
      if (object === 'Date' && property === 'now') return CLOCK;
      if (object === 'Math' && property === 'random') return CHANCE;
      if (object === 'console') return CONSOLE;
      if (object === 'process' && property === 'env') return ENVIRONMENT;
      return undefined;
    case 'VariableDeclarator':
      // Taking a part out of its object would hide the calls above.
      return (node['id'] as Node).type === 'ObjectPattern'
        ? RULE_OF_OBJECT[nameOf(node['init']) ?? '']
        : undefined;
    case 'ImportDeclaration':
      return RULE_OF_MODULE[(node['source'] as { value: string }).value];
    default:
      return undefined;
  }
};

const RULE_OF_OBJECT: Readonly<Record<string, string>> = {
  Date: CLOCK,
  Math: CHANCE,
  console: CONSOLE,
  process: ENVIRONMENT,
};

const RULE_OF_MODULE: Readonly<Record<string, string>> = {
  'node:process': ENVIRONMENT,
  process: ENVIRONMENT,
  'node:console': CONSOLE,
  console: CONSOLE,
};

/** The name of an identifier, or of a property written as `.name` or `['name']`. */
const nameOf = (value: unknown): string | undefined => {
  const node = value as { type?: string; value?: string; expression?: { value?: string } } | null | undefined;
  return node?.type === 'Computed'
    ? node.expression?.value
    : node?.type === 'Identifier'
      ? node.value
      : undefined;
};

/** Takes a Prisma model file; returns the rules it breaks, each with the line. */
export const faultsOfModels = (text: string): string[] =>
  text.split('\n').flatMap((line) => {
    const code = line.replace(/\/\/.*$/, '').trim();
    const [, name = '', type = ''] = /^(\w+)\s+(\w+)/.exec(code) ?? [];
    const faults: string[] = [];
    if (type === 'Float') faults.push('no floating point');
    if (name.endsWith('Fen') && type !== 'BigInt') faults.push('money is BigInt fen');
    if (/@@?map\b/.test(code)) faults.push('one name everywhere');
    if (type === 'DateTime' && !/@db\.(?:Date|Timestamptz\(6\))/.test(code))
      faults.push('a time has its zone');
    if (/autoincrement\(\)/.test(code)) faults.push('no sequences');
    return faults.map((fault) => `${fault}: ${code}`);
  });
