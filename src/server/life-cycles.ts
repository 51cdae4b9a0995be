// The lives of everything that has states, drawn from the code: a diagram each, with the operations on its arrows.
import { enums } from '../generated/datamodel.js';
import { targetEntity } from '../kernel/graph/actions.js';
import { graph } from '../kernel/graph/shape.js';
import { allLifeCycles, type LifeCycle } from '../kernel/life-cycle.js';
import { allOperations, type Operation } from '../kernel/operation.js';

/** The page with all diagrams, in Markdown and Mermaid. */
export function printLifeCycles(): string {
  const cycles = [...allLifeCycles().values()].sort((a, b) => (a.states < b.states ? -1 : 1));
  return [
    '<!-- Printed from the code by `npm run schema:print`; do not edit. -->',
    '# Life cycles 生命周期',
    'An arrow names the operations that take the step; one without a name is taken by what happens to other objects.',
    ...cycles.flatMap(chapterOf),
    '',
  ].join('\n\n');
}

function chapterOf(cycle: LifeCycle): readonly string[] {
  const { doc, values } = enums[cycle.states]!;
  const { english, chinese } = bothOf(doc);
  return [
    `## ${cycle.states} ${chinese}`,
    `${english} What is no arrow is refused by \`${cycle.rule}\`.`,
    ['```mermaid', ...diagramOf(cycle), '```'].join('\n'),
    values
      .map(({ name, doc: meaning }) => {
        const told = bothOf(meaning);
        return `- \`${name}\` ${told.chinese}: ${told.english}`;
      })
      .join('\n'),
  ];
}

function diagramOf(cycle: LifeCycle): readonly string[] {
  const names = enums[cycle.states]!.values.map(({ name }) => name);
  const next = (name: string): readonly string[] => cycle.steps[name] ?? [];
  const entered = new Set(names.flatMap(next));
  const stepping = operationsOf(cycle);
  return [
    'stateDiagram-v2',
    ...enums[cycle.states]!.values.map(({ name, doc }) => `  ${name}: ${bothOf(doc).chinese} ${name}`),
    // The first state of an enum is where lives begin; what no step leads to is another beginning.
    ...names.filter((name, i) => i === 0 || !entered.has(name)).map((name) => `  [*] --> ${name}`),
    ...names.flatMap((from) =>
      next(from).map((to) => {
        const by = stepping.filter(({ transition }) => (transition!.to ?? to) === to).map(({ name }) => name);
        return `  ${from} --> ${to}${by.length > 0 ? `: ${by.join(', ')}` : ''}`;
      }),
    ),
    ...names.filter((name) => next(name).length === 0).map((name) => `  ${name} --> [*]`),
  ];
}

/** Operations that take steps of the life. */
function operationsOf({ states }: LifeCycle): readonly Operation[] {
  return [...allOperations().values()].filter(
    (operation) =>
      operation.transition !== undefined &&
      graph().get(targetEntity(operation)!)!.model.columns[operation.transition.column]!.type === states,
  );
}

/** The English sentence and the Chinese term behind it. */
function bothOf(doc: string): { readonly english: string; readonly chinese: string } {
  const cut = doc.lastIndexOf(' ');
  return { english: doc.slice(0, cut), chinese: doc.slice(cut + 1) };
}
