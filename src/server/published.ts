// What was published of the contract: the last SDLs without their texts, the history, and the change log made of both.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, print, visit } from 'graphql';
import { today } from '../kernel/clock.js';
import { contract } from '../kernel/config.js';
import { removalDay } from '../kernel/deprecation.js';
import { contractAudiences, heading, printContract } from './contract.js';
import { changeKinds, changesBetween, type Change } from './contract-changes.js';

/** A change and the widest audience that it concerns: what is public is known to partners and staff, too. */
interface PublishedChange extends Change {
  readonly audience: string;
}

/** One publication. */
interface Publication {
  readonly on: string;
  readonly changes: readonly PublishedChange[];
}

/** What stands in `schema/published`. */
export interface Published {
  /** SDLs by file, as they were published last. */
  readonly sdls: Readonly<Record<string, string>>;
  readonly history: readonly Publication[];
}

const audiences = Object.keys(contractAudiences);

/** Reads what was published. Nothing was, where the folder is empty. */
export async function readPublished(folder: string): Promise<Published> {
  const text = (name: string): Promise<string> => readFile(join(folder, name), 'utf8').catch(() => '');
  const sdls = await Promise.all(
    audiences.map(async (name) => [name, await text(`${name}.graphql`)] as const),
  );
  const history = (await text('history.json')) || '[]';
  return {
    sdls: Object.fromEntries(sdls.filter(([, sdl]) => sdl !== '')),
    history: JSON.parse(history) as readonly Publication[],
  };
}

/** What a printed contract changes of what was published; what several audiences are told, once. */
export function changesSince(
  { sdls }: Published,
  printed: Readonly<Record<string, string>>,
  today: string,
): readonly PublishedChange[] {
  const told = new Map<string, PublishedChange>();
  for (const audience of audiences) {
    const [before, now] = [sdls[audience], printed[`${audience}.graphql`]];
    if (before === undefined || now === undefined) continue;
    for (const change of changesBetween(before, now, today)) {
      const key = `${change.kind} ${change.text}`;
      if (!told.has(key)) told.set(key, { ...change, audience });
    }
  }
  return [...told.values()];
}

/** Promises that changes break: what was not announced, and what is announced to end too soon. */
export function brokenBy(changes: readonly Change[], today: string): readonly string[] {
  const earliest = new Date(Date.parse(today) + contract.deprecationDays * 86_400_000).toISOString();
  return changes.flatMap(({ kind, text }) => {
    const day = kind === 'DEPRECATED' ? removalDay(text) : earliest;
    if (kind === 'BREAKING') return [text];
    if (day === null) return [`${text} It names no day of removal.`];
    return day < earliest.slice(0, 10) ? [`${text} That is sooner than ${earliest.slice(0, 10)}.`] : [];
  });
}

/**
 * Makes the printed contract the published one, unless that breaks a promise: then nothing is written.
 *
 * Takes the folder, what stands there, what is printed, and today; returns the changes, and the promises they break.
 */
export async function publish(
  folder: string,
  published: Published,
  printed: Readonly<Record<string, string>>,
  today: string,
): Promise<{ readonly changes: readonly PublishedChange[]; readonly broken: readonly string[] }> {
  const changes = changesSince(published, printed, today);
  const broken = brokenBy(changes, today);
  if (broken.length > 0) return { changes, broken };
  await mkdir(folder, { recursive: true });
  for (const name of audiences)
    await writeFile(join(folder, `${name}.graphql`), bare(printed[`${name}.graphql`]!));
  const history: readonly Publication[] = [...published.history, { on: today, changes }];
  await writeFile(join(folder, 'history.json'), `${JSON.stringify(history, null, 2)}\n`);
  return { changes, broken };
}

/** All printed files of a folder `schema`: the contract, and the change log since its publications. */
export async function printFiles(folder: string): Promise<Readonly<Record<string, string>>> {
  const printed = printContract();
  const published = await readPublished(join(folder, 'published'));
  const pending = changesSince(published, printed, today());
  return { ...printed, 'CHANGELOG.md': printChangeLog(published, pending) };
}

/** The SDL without descriptions, which change nothing. */
function bare(sdl: string): string {
  const document = visit(parse(sdl), {
    enter: (node) => ('description' in node ? { ...node, description: undefined } : undefined),
  });
  return `${print(document)}\n`;
}

const kindTitles: Readonly<Record<Change['kind'], string>> = {
  BREAKING: 'Breaking 不兼容',
  DANGEROUS: 'To be looked at 须留意',
  REMOVED: 'Removed as announced 按期删除',
  DEPRECATED: 'Deprecated 弃用',
  ADDED: 'Added 新增',
};

/** The change log of the graph: what is not published yet, then the publications, the latest first. */
export function printChangeLog(published: Published, pending: readonly PublishedChange[]): string {
  const { history } = published;
  const parts = [
    heading.replace(/^# (.*)\n\n$/, '<!-- $1 -->\n'),
    '# Changes of the graph 接口变更\n',
    'What each publication changed, for whom: everybody (public), partners and staff (partner), or staff (internal).\n',
    ...(pending.length > 0 ? ['## Not published yet 尚未发布\n', ...sectionsOf(pending)] : []),
    ...history
      .toReversed()
      .flatMap(({ on, changes }, i) => [
        `## ${on}\n`,
        ...(i === history.length - 1 ? ['The first publication. 首次发布\n'] : sectionsOf(changes)),
      ]),
  ];
  return parts.join('\n');
}

function sectionsOf(changes: readonly PublishedChange[]): readonly string[] {
  return changeKinds.flatMap((kind) => {
    const of = changes.filter((change) => change.kind === kind);
    if (of.length === 0) return [];
    return [
      `### ${kindTitles[kind]}\n`,
      ...audiences.flatMap((audience) => {
        const lines = of.filter((change) => change.audience === audience).map(({ text }) => `- ${text}`);
        return lines.length > 0 ? [`For ${audience}:\n`, ...lines, ''] : [];
      }),
    ];
  });
}
