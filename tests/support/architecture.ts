// Says who may import whom, and finds whoever does not keep to it.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** One import: paths from the project's root, or `package:<name>`. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

/** Every import of the given folders, read by dependency-cruiser; `unresolved` names those that lead nowhere. */
export const readImports = async (
  folders: readonly string[],
): Promise<{ modules: string[]; imports: Import[]; unresolved: string[] }> => {
  const program = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
  const args = [program, ...folders, '--config', 'tests/support/imports.cjs', '--output-type', 'json'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 100_000_000 });
  const cruised = (JSON.parse(stdout) as { modules: CruisedModule[] }).modules;
  const ours = cruised.filter(({ source }) => folders.some((folder) => source.startsWith(`${folder}/`)));
  const edges = ours.flatMap(({ source, dependencies }) => dependencies.map((edge) => ({ source, ...edge })));
  return {
    modules: ours.map(({ source }) => source),
    imports: edges.map(({ source, module, resolved, dependencyTypes }) => ({
      from: source,
      to: dependencyTypes.includes('local') ? resolved : `package:${module}`,
    })),
    unresolved: edges
      .filter((edge) => edge.couldNotResolve)
      .map(({ source, module }) => `${source} → ${module}`),
  };
};

interface CruisedModule {
  readonly source: string;
  readonly dependencies: readonly {
    readonly module: string;
    readonly resolved: string;
    readonly couldNotResolve: boolean;
    readonly dependencyTypes: readonly string[];
  }[];
}

/** What each part of `src` may import besides itself. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  generated: [],
  kernel: ['generated'],
  platform: ['kernel', 'generated'],
  domains: ['kernel', 'generated'],
  server: ['platform', 'domains', 'kernel', 'generated'],
  cli: ['server', 'platform', 'domains', 'kernel', 'generated'],
};

/** The roles of a domain; a role imports only what stands on a lower step, and itself. */
const STEPS: Readonly<Record<string, number>> = {
  rules: 0,
  queries: 1,
  policy: 1,
  entities: 2,
  operations: 2,
  documents: 2,
  index: 3,
};

/** Rules are arithmetic on values; they know neither the graph nor the database nor the time. */
const NOT_FOR_RULES =
  /^package:(?:graphql|@pothos|kysely|pg$|@prisma|dataloader)|^src\/kernel\/(?:clock|sql|read|write|graph)\b/;

export const roles: readonly string[] = Object.keys(STEPS);

const partOf = (path: string): string | undefined => /^src\/([^/]+)\//.exec(path)?.[1];

const roleOf = (path: string): { domain: string; role: string } | undefined => {
  const [, domain, role] = /^src\/domains\/([^/]+)\/([^/.]+)/.exec(path) ?? [];
  return domain === undefined || role === undefined ? undefined : { domain, role };
};

/**
 * Names the fault of an import, if it has one.
 *
 * Takes the import and the domains in the order of `src/domains/index.ts`.
 */
export const faultOfImport = ({ from, to }: Import, order: readonly string[]): string | undefined => {
  const [fromPart, toPart] = [partOf(from), partOf(to)];
  if (fromPart !== undefined && toPart === undefined && !to.startsWith('package:'))
    return 'src imports only src';
  if (from.startsWith('examples/') && toPart !== undefined) return 'an example is a third party';
  if (fromPart === undefined) return undefined;
  if (toPart !== undefined && toPart !== fromPart && !PARTS[fromPart]?.includes(toPart))
    return `${fromPart} does not know ${toPart}`;

  const [own, other] = [roleOf(from), roleOf(to)];
  if (own?.role === 'rules' && NOT_FOR_RULES.test(to)) return 'rules are pure';
  if (own === undefined || other === undefined) return undefined;
  return own.domain === other.domain ? faultInside(own.role, other.role) : faultBetween(own, other, order);
};

const faultInside = (from: string, to: string): string | undefined => {
  if (from === to) return undefined;
  const [fromStep, toStep] = [STEPS[from] ?? -1, STEPS[to] ?? -1];
  if (from === 'index' && toStep !== 2) return 'an index imports what is declared';
  return toStep < fromStep ? undefined : `${from} does not import ${to}`;
};

const faultBetween = (
  from: { domain: string; role: string },
  to: { domain: string; role: string },
  order: readonly string[],
): string | undefined => {
  if (to.role !== 'rules' && to.role !== 'queries') return 'between domains only rules and queries';
  if (from.role === 'rules' && to.role !== 'rules') return 'rules import only rules';
  return order.indexOf(to.domain) < order.indexOf(from.domain) && order.includes(to.domain)
    ? undefined
    : 'only from an earlier domain';
};

/** The first ring of modules that import each other, as their paths; undefined where there is none. */
export const ringIn = (imports: readonly Import[]): string[] | undefined => {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) targets.set(from, [...(targets.get(from) ?? []), to]);
  const done = new Set<string>();
  const walk = (module: string, way: readonly string[]): string[] | undefined => {
    const met = way.indexOf(module);
    if (met >= 0) return [...way.slice(met), module];
    if (done.has(module)) return undefined;
    for (const target of targets.get(module) ?? []) {
      const ring = walk(target, [...way, module]);
      if (ring !== undefined) return ring;
    }
    done.add(module);
    return undefined;
  };
  for (const module of targets.keys()) {
    const ring = walk(module, []);
    if (ring !== undefined) return ring;
  }
  return undefined;
};
