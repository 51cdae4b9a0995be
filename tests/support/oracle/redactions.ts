// Which paths of an operation may be withheld from a caller: told by the selections alone, whatever the rows.
import type { SelectionSetNode } from 'graphql';
import type { Caller } from '../../../src/kernel/caller.js';
import { aggregateSuffix, plainName } from '../../../src/kernel/graph/names.js';
import { graph, type LinkField, type Shape } from '../../../src/kernel/graph/shape.js';
import { fieldsOf, type Asked, type Field } from './selections.js';

type Below = readonly SelectionSetNode[];

/** Paths of response keys, sorted, each once. */
export function redactionsOf(asked: Asked, caller: Caller): readonly string[] {
  const found = new Set<string>();
  const fields = (below: Below, ...types: string[]): readonly Field[] =>
    fieldsOf(asked, below, new Set(types));

  const column = (shape: Shape, name: string, path: string): void => {
    const field = shape.fields.get(name);
    const maskable = field?.kind === 'column' || field?.kind === 'sql';
    const mask = maskable && field.mask ? field.mask(caller) : null;
    if (mask !== null && !(mask.op === 'const' && mask.value)) found.add(path);
  };
  const row = (shape: Shape, below: Below, path: string): void => {
    for (const type of shape.typeNames)
      for (const { key, name, below: deeper } of fields(
        below,
        type,
        shape.name,
        ...(shape.identity === null ? [] : ['Node']),
      )) {
        const at = `${path}.${key}`;
        const own = shape.fields.get(name);
        const link = (own ?? shape.fields.get(name.slice(0, -aggregateSuffix.length))) as
          LinkField | undefined;
        if (own?.kind === 'column' || own?.kind === 'sql') column(shape, name, at);
        else if (link && 'target' in link) {
          const target = graph().get(link.target)!;
          if (!own) numbers(target, deeper, at);
          else if (own.kind === 'connection') list(target, deeper, at);
          else row(target, deeper, at);
        }
      }
  };
  const list = (shape: Shape, below: Below, path: string): void => {
    for (const { key, name, below: deeper } of fields(below, `${shape.name}Connection`)) {
      if (name === 'nodes') row(shape, deeper, `${path}.${key}`);
      if (name !== 'edges') continue;
      for (const edge of fields(deeper, `${shape.name}Edge`))
        if (edge.name === 'node') row(shape, edge.below, `${path}.${key}.${edge.key}`);
    }
  };
  const columns = (shape: Shape, type: string, below: Below, path: string): void => {
    for (const { key, name, below: deeper } of fields(below, type)) {
      if (name === 'sum') columns(shape, `${shape.name}Sum`, deeper, `${path}.${key}`);
      else if (name === 'groups') columns(shape, `${shape.name}Group`, deeper, `${path}.${key}`);
      else if (shape.entity.aggregate?.links?.includes(name))
        row(graph().get((shape.fields.get(name) as LinkField).target)!, deeper, `${path}.${key}`);
      else column(shape, name, `${path}.${key}`);
    }
  };
  const numbers = (shape: Shape, below: Below, path: string): void =>
    columns(shape, `${shape.name}Aggregate`, below, path);

  for (const { key, name, args, below } of fields([asked.operation.selectionSet], 'Query')) {
    const ids = name === 'node' ? [args['id']] : name === 'nodes' ? (args['ids'] as readonly unknown[]) : [];
    for (const shape of graph().values()) {
      if (ids.some((id) => (id as string).startsWith(`${shape.entity.id}_`))) row(shape, below, key);
      if (name === plainName(shape.name)) row(shape, below, key);
      if (name === shape.entity.plural) list(shape, below, key);
      if (shape.entity.plural !== undefined && name === shape.entity.plural + aggregateSuffix)
        numbers(shape, below, key);
    }
  }
  return [...found].sort();
}
