// Makes the plan of an operation: walks the selections from the root, and prices what it finds.
import { getArgumentValues, type FieldNode, type GraphQLObjectType, type SelectionSetNode } from 'graphql';
import { allComputations, priceOfInput, type Computation } from '../computation.js';
import { limits, rootPrices } from '../config.js';
import { Refusal, refusal, type Fault } from '../errors.js';
import { decodeId } from '../ids.js';
import { changesField } from '../changes.js';
import { parseRef } from '../input.js';
import { namedObjectsOf, type NamedObjects } from '../graph/named-objects.js';
import { aggregateSuffix, plainName, rateLimitField } from '../graph/names.js';
import { graph, type BatchShape, type LinkField, type Shape } from '../graph/shape.js';
import { everyRow } from '../sql.js';
import { byId, byListedId, byRef, columnsOf, knownPrefix, shapeOfPrefix } from './lookup.js';
import { planAggregate } from './plan-aggregate.js';
import { objectSelections, priceOfChanges } from './plan-changes.js';
import { planList, type PlanObject } from './plan-list.js';
import { amountMembers, computed, free, named, rowPrice, type Priced } from './plan-rows.js';
import {
  joined,
  type Found,
  type Member,
  type ObjectPlan,
  type Plan,
  type RootMember,
  type Variant,
  type Where,
} from './plan.js';
import { sameFields, Selections, type Keys, type Selected, type Walk } from './selections.js';
import { Slot, slotOf, todaySlot } from './slots.js';

/** What is named by nothing but ids. */
const byIds: NamedObjects = { argument: 'ids', idOf: (id) => decodeId(id as string) };

const anyRow: Where = { on: () => everyRow };

/** Makes the plan of a query's root fields, or of a payload's. One planner per operation. */
export class Planner {
  private readonly s: Selections;
  private readonly costs: Slot<number>[] = [];
  private readonly dues: Slot<number>[] = [];
  /** What root fields cost that need no table. */
  private fixed = 0;
  private pricedOnly = false;

  constructor(walk: Walk) {
    this.s = new Selections(walk);
  }

  /** Plan of an operation that reads. Fields that need no table (`__schema`, `viewer`) are left to graphql-js. */
  query(type: GraphQLObjectType, selections: SelectionSetNode): Plan {
    const fields = this.s.root(type, selections);
    return this.whole(fields.map((one) => this.root(type, one)).filter((planned) => planned !== null));
  }

  /** Plan of the objects of events by their ids, as they are selected below a field that tells events. */
  changed(field: Selected, typeName: string, ids: Slot): Plan {
    const parts = objectSelections(this.s, typeName, field);
    return this.whole(
      parts.map(({ key, nodes }) => ({ plan: this.named(key, byIds, ids, nodes, todaySlot), ...free })),
    );
  }

  /** Plan of a payload: its objects by their identities, as of a day. */
  payload(
    typeName: string,
    nodes: readonly FieldNode[],
    objects: ReadonlyMap<string, { readonly entity: string; readonly where: Where }>,
    asOf: Slot<string>,
  ): Plan {
    const fields = this.s.below(typeName, nodes).filter(({ name }) => objects.has(name));
    return this.whole(
      fields.map(({ key, name, nodes: below }) => {
        const { entity, where } = objects.get(name)!;
        const { plan, ...price } = this.object(this.s.shape(entity), below, asOf, [key]);
        return { plan: { key, kind: 'object', object: plan, where }, ...price };
      }),
    );
  }

  private whole(parts: readonly Priced<RootMember>[]): Plan {
    return {
      members: parts.map(({ plan }) => plan),
      cost: parts.reduce((sum, { cost }) => sum + cost, this.fixed),
      costs: this.costs,
      due: parts.reduce((sum, { due }) => sum + due, this.fixed),
      dues: this.dues,
      pricedOnly: this.pricedOnly,
      counted: [...this.s.counted],
      redactions: [...this.s.redactions].sort(),
      completed: [...this.s.completed],
    };
  }

  private root(type: GraphQLObjectType, one: Selected): Priced<RootMember> | null {
    const { key, name, args, nodes } = one;
    if (name === '__typename') return { plan: { key, kind: 'typename', text: type.name }, ...free };
    if (name === changesField) this.costs.push(priceOfChanges(this.s, this.object, type, one));
    const computation = allComputations().get(name);
    if (computation) this.computed(computation, one);
    const asOf = this.s.asOf(args, todaySlot, [key]);
    if (name === 'node') return this.node(one, asOf);
    const by = namedObjectsOf(this.s.walk.schema.getQueryType()!.getFields()[name]);
    if (by) return { plan: this.named(key, by, slotOf(args[by.argument]), nodes, asOf), ...named };
    for (const shape of graph().values()) {
      const { plural } = shape.entity;
      if (shape.identity === null || plural === undefined) continue;
      if (name === plainName(shape.name)) return this.lookup(shape, one, asOf);
      const source = { shape, where: anyRow, order: null, coordinate: `Query.${plural}`, asOf };
      if (name === plural) {
        const { plan, ...price } = planList(this.s, this.object, source, one, [key]);
        return { plan: { key, kind: 'connection', list: plan }, ...price };
      }
      if (name === plural + aggregateSuffix) {
        const { plan, ...price } = planAggregate(this.s, this.object, source, one, [key]);
        return { plan: { key, kind: 'aggregate', aggregate: plan }, ...price };
      }
    }
    // What needs no table is graphql-js's: the schema about itself, who asks, what is computed.
    this.s.completed.add(key);
    this.fixed += rootPrices[name] ?? 0;
    this.pricedOnly ||= name === rateLimitField && args['dryRun'] === true;
    return null;
  }

  /** What is computed has its input judged and priced before anything is run. */
  private computed(one: Computation, { key, nodes }: Selected): void {
    const field = this.s.walk.schema.getQueryType()!.getFields()[one.name]!;
    const input = new Slot(
      ({ variables }) => getArgumentValues(field, nodes[0]!, variables)['input'] as Record<string, unknown>,
    );
    const price = input.map((given) => priceOfInput(one, given, [key, 'input']));
    this.costs.push(price);
    this.dues.push(price);
  }

  /** The type that a prefix of global ids stands for, as far as the audience knows it. */
  private typeOf(prefix: string): Shape | undefined {
    const shape = shapeOfPrefix(prefix);
    return shape && this.s.walk.schema.getType(shape.name) ? shape : undefined;
  }

  private node({ key, args, nodes }: Selected, asOf: Slot<string>): Priced<RootMember> {
    const id = slotOf(args['id']).map((text) => decodeId(text as string));
    const shape = this.typeOf(this.s.choices.choose(id.map(knownPrefix)));
    if (!shape) return { plan: { key, kind: 'absent' }, ...named };
    const { plan, cost } = this.object(shape, nodes, asOf, [key]);
    return {
      plan: { key, kind: 'object', object: { ...plan, asNode: true }, where: byId(shape, id) },
      cost: named.cost + cost,
      due: named.due,
    };
  }

  /** The selection is said once for each type among the ids, however many there are. */
  private named(
    key: string,
    { argument, idOf }: NamedObjects,
    items: Slot,
    nodes: readonly FieldNode[],
    asOf: Slot<string>,
  ): RootMember {
    const decoded = items.map((given) => {
      const list = given as readonly unknown[];
      if (list.length > limits.listItems)
        throw refusal('list-length', [key, argument], { min: 0, max: limits.listItems });
      return list.map(idOf);
    });
    const prefixes = this.s.choices.choose(
      decoded.map((all) => [...new Set(all.map(knownPrefix))].sort().join(',')),
    );
    const costs = new Map<string, number>();
    const types = prefixes.split(',').flatMap((prefix): readonly Found[] => {
      const shape = this.typeOf(prefix);
      if (!shape) return [];
      const { plan, cost } = this.object(shape, nodes, asOf, [key]);
      costs.set(prefix, cost);
      return [{ object: { ...plan, asNode: true }, where: byListedId(shape) }];
    });
    this.costs.push(
      decoded.map((all) => all.reduce((sum, one) => sum + (costs.get(one?.prefix ?? '') ?? 0), 0)),
    );
    return { key, kind: 'objects', ids: decoded.map(columnsOf), types };
  }

  private lookup(shape: Shape, { key, args, nodes }: Selected, asOf: Slot<string>): Priced<RootMember> {
    const byKey = Object.fromEntries(Object.entries(args).filter(([name]) => name !== 'asOf'));
    const [path, given] = 'ref' in args ? [[key, 'ref'], args['ref']] : [[key], byKey];
    const ref = this.s.choices.check(
      slotOf(given).map((value) => {
        const faults: Fault[] = [];
        const parsed = parseRef(shape.name, value as Record<string, unknown>, path, faults);
        if (parsed === undefined) throw new Refusal(faults);
        return parsed;
      }),
    );
    const { plan, ...price } = this.object(shape, nodes, asOf, [key]);
    return {
      plan: { key, kind: 'object', object: plan, where: byRef(shape, ref, this.s.choices) },
      ...price,
    };
  }

  /** What is selected of an entity's rows; an arrow, because lists call it back. */
  private readonly object: PlanObject = (shape, nodes, asOf, path): Priced<ObjectPlan> => {
    // Types that select the same fields share a variant; without type conditions one serves them all.
    const variantsOf: { readonly typeNames: string[]; readonly fields: readonly Selected[] }[] = [];
    for (const typeName of shape.typeNames) {
      const fields = this.s.below(typeName, nodes);
      const alike = variantsOf.find((known) => sameFields(known.fields, fields));
      if (alike) alike.typeNames.push(typeName);
      else variantsOf.push({ typeNames: [typeName], fields });
    }
    let dearest = 0;
    const variants = variantsOf.map(({ typeNames, fields }): Variant => {
      const planned = fields.map((one) => this.member(shape, one, asOf, [...path, one.key]));
      dearest = Math.max(
        dearest,
        planned.reduce((sum, { cost }) => sum + cost, 0),
      );
      return {
        typeNames: variantsOf.length === 1 ? null : typeNames,
        members: planned.map(({ plan }) => plan),
        price: planned.reduce((sum, { due }) => sum + due, rowPrice(shape)),
      };
    });
    return { plan: { shape, asOf, variants }, cost: rowPrice(shape) + dearest, due: 0 };
  };

  private member(shape: Shape, one: Selected, asOf: Slot<string>, path: Keys): Priced<Member> {
    const { key, name, args } = one;
    this.s.count();
    if (name === '__typename') return { plan: { key, kind: 'typename' }, ...free };
    if (name === 'id') return { plan: { key, kind: 'id' }, ...free };
    const day = this.s.asOf(args, asOf, path);
    const field = shape.fields.get(name);
    if (!field) {
      const link = shape.fields.get(name.slice(0, -aggregateSuffix.length)) as LinkField;
      const source = { shape: this.s.shape(link.target), where: joined(link), asOf: day };
      const { plan, ...price } = planAggregate(this.s, this.object, source, one, path);
      return { plan: { key, kind: 'aggregate', aggregate: plan }, ...price };
    }
    switch (field.kind) {
      case 'column':
      case 'sql': {
        this.s.noteMask(field, path);
        const type = field.kind === 'column' ? field.type : field.declaration.type;
        const below = amountMembers(this.s, type, one.nodes, path);
        return { plan: { key, kind: 'value', field, below }, ...free };
      }
      case 'batch': {
        const constant = this.constant(field, one);
        if (constant !== null) return { plan: { key, kind: 'constant', field, json: constant }, ...computed };
        this.s.completed.add(path.join('.'));
        return { plan: { key, kind: 'batch', field }, ...computed };
      }
      default:
        // The entity's name and not the type's, so that a cursor is good however the row was asked for.
        return this.link(field, one, day, path, `${shape.name}.${name}`);
    }
  }

  /** What is selected of a batch field's value, as JSON, where the value is the same for every row; else null. */
  private constant({ declaration }: BatchShape, { nodes }: Selected): string | null {
    const { constant, type } = declaration;
    if (!constant) return null;
    const known = this.s.choices.choose(new Slot(({ caller }) => JSON.stringify(constant(caller)) ?? ''));
    return known === '' ? null : JSON.stringify(this.s.part(JSON.parse(known), type, nodes));
  }

  private link(
    field: LinkField,
    one: Selected,
    asOf: Slot<string>,
    path: Keys,
    coordinate: string,
  ): Priced<Member> {
    const { key, nodes } = one;
    const shape = this.s.shape(field.target);
    const where = joined(field);
    if (field.kind === 'connection') {
      const { plan, ...price } = planList(
        this.s,
        this.object,
        { shape, where, order: field.order, coordinate, asOf },
        one,
        path,
      );
      return { plan: { key, kind: 'connection', list: plan }, ...price };
    }
    const { plan, cost, due } = this.object(shape, nodes, asOf, path);
    if (field.kind === 'one') return { plan: { key, kind: 'one', object: plan, where }, cost, due };
    return {
      plan: { key, kind: 'values', object: plan, where, max: field.maxItems },
      cost: cost * field.maxItems,
      due,
    };
  }
}
