// Plans what is selected of the objects of events: their prices, and which selections there are.
import { getArgumentValues, type FieldNode, type GraphQLObjectType } from 'graphql';
import { objectsPerChange, rangeOf } from '../changes.js';
import { limits, prices } from '../config.js';
import { graph } from '../graph/shape.js';
import type { PlanObject } from './plan-list.js';
import type { Selected, Selections } from './selections.js';
import { Slot, todaySlot } from './slots.js';

/** Type of a page of events, and that of one event. */
export const [pageType, changeType] = ['ChangePage', 'ChangeEvent'] as const;

/** A selection of the objects of events; its key is its path in the answer. */
export interface ObjectSelection {
  readonly key: string;
  readonly nodes: readonly FieldNode[];
}

/**
 * The selections of objects below a field that tells events; where there is none, an empty one, because which objects are
 * seen is asked in any case.
 */
export function objectSelections(
  s: Selections,
  typeName: string,
  { key, nodes }: Pick<Selected, 'key' | 'nodes'>,
): readonly ObjectSelection[] {
  const events = (path: string, of: readonly FieldNode[]): ObjectSelection[] =>
    s
      .below(changeType, of)
      .flatMap((one) => (one.name === 'objects' ? [{ key: `${path}.${one.key}`, nodes: one.nodes }] : []));
  const found =
    typeName === changeType
      ? events(key, nodes)
      : s
          .below(pageType, nodes)
          .flatMap((one) => (one.name === 'events' ? events(`${key}.${one.key}`, one.nodes) : []));
  return found.length > 0 ? found : [{ key, nodes: [] }];
}

/**
 * What a field that tells events may cost: its events, and for as many objects as they may name the dearest that could be
 * selected of one. Its arguments are judged with it, before anything is read.
 */
export function priceOfChanges(
  s: Selections,
  planObject: PlanObject,
  parent: GraphQLObjectType,
  one: Selected,
): Slot<number> {
  const field = parent.getFields()[one.name]!;
  const node = one.nodes[0]!;
  const typeName = parent === s.walk.schema.getQueryType() ? pageType : changeType;
  const dearest = objectSelections(s, typeName, one).reduce((sum, { key, nodes }) => {
    const costs = [...graph().values()]
      .filter((shape) => shape.entity.id !== undefined && s.walk.schema.getType(shape.name))
      .map((shape) => planObject(shape, nodes, todaySlot, [key]).cost);
    return sum + Math.max(...costs);
  }, 0);
  return new Slot(({ variables, caller }) => {
    const range = rangeOf(getArgumentValues(field, node, variables), caller, [one.key]);
    const events = typeName === pageType ? range.limit : 1;
    return (
      prices.connection +
      events * prices.row +
      Math.min(events * objectsPerChange(), limits.listItems) * dearest
    );
  });
}
