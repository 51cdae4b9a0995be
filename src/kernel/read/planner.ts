// Makes the plan of an operation: walks the selections from the root, and prices what it finds.
import type { FieldNode, SelectionSetNode } from 'graphql';
import { today } from '../clock.js';
import { allComputations, inputOf } from '../computation.js';
import { limits } from '../config.js';
import { Refusal, refusal, type Fault } from '../errors.js';
import { decodeId } from '../ids.js';
import { parseRef } from '../input.js';
import { aggregateSuffix, plainName } from '../graph/names.js';
import type { LinkField, Shape } from '../graph/shape.js';
import { raw } from '../sql.js';
import { byId, byRef } from './lookup.js';
import { planAggregate, planList, type PlanObject, type Priced } from './plan-list.js';
import {
  joined,
  type Member,
  type ObjectPlan,
  type Plan,
  type RootMember,
  type Variant,
  type Where,
} from './plan.js';
import { Selections, type Keys, type Selected, type Walk } from './selections.js';

const everyRow: Where = () => raw('TRUE');

/** Makes the plan of a query's root fields, or of a payload's. One planner per operation. */
export class Planner {
  private readonly s: Selections;
  private readonly today = today();

  constructor(walk: Walk) {
    this.s = new Selections(walk);
  }

  /** Plan of a query operation. Fields that need no table (`__schema`, `viewer`) are left to graphql-js. */
  query(selections: SelectionSetNode): Plan {
    const fields = this.s.root(this.s.walk.schema.getQueryType()!, selections);
    let computed = 0;
    for (const { key, name, args } of fields) {
      const one = allComputations().get(name);
      if (!one) continue;
      // Judged here, so that what is wrong is told before anything is run.
      const input = inputOf(one, args['input'] as Readonly<Record<string, unknown>>, [key, 'input']);
      computed += one.price(input);
    }
    const { cost, ...plan } = this.whole(
      fields.map((one) => this.root(one)).filter((planned) => planned !== null),
    );
    return { ...plan, cost: cost + computed };
  }

  /** Plan of a payload: its objects by their identities, as of a day. */
  payload(
    typeName: string,
    nodes: readonly FieldNode[],
    objects: ReadonlyMap<string, { readonly entity: string; readonly where: Where }>,
    asOf: string,
  ): Plan {
    const fields = this.s.below(typeName, nodes).filter(({ name }) => objects.has(name));
    return this.whole(
      fields.map(({ key, name, nodes: below }) => {
        const { entity, where } = objects.get(name)!;
        const { plan, cost } = this.object(this.s.shape(entity), below, asOf, [key]);
        return { plan: { key, kind: 'object', object: plan, where }, cost };
      }),
    );
  }

  private whole(parts: readonly Priced<RootMember>[]): Plan {
    return {
      members: parts.map(({ plan }) => plan),
      cost: parts.reduce((sum, { cost }) => sum + cost, 0),
      redactions: [...this.s.redactions].sort(),
    };
  }

  private root(one: Selected): Priced<RootMember> | null {
    const { key, name, args, nodes } = one;
    const asOf = this.s.asOf(args, this.today, [key]);
    if (name === 'node') {
      const { items, cost } = this.byIds(key, [args['id']], nodes, asOf);
      return { plan: items[0] ? { key, kind: 'object', ...items[0] } : { key, kind: 'absent' }, cost };
    }
    if (name === 'nodes') {
      const ids = args['ids'] as readonly unknown[];
      if (ids.length > limits.listItems)
        throw refusal('list-length', [key, 'ids'], { min: 0, max: limits.listItems });
      const { items, cost } = this.byIds(key, ids, nodes, asOf);
      return { plan: { key, kind: 'objects', items }, cost };
    }
    for (const shape of this.s.walk.graph.values()) {
      const { plural } = shape.entity;
      if (shape.identity === null || plural === undefined) continue;
      if (name === plainName(shape.name)) return this.lookup(shape, one, asOf);
      const source = { shape, where: everyRow, order: null, coordinate: `Query.${plural}`, asOf };
      if (name === plural) {
        const { plan, cost } = planList(this.s, this.object, source, one, [key]);
        return { plan: { key, kind: 'connection', list: plan }, cost };
      }
      if (name === plural + aggregateSuffix) {
        const { plan, cost } = planAggregate(this.s, source, one, [key]);
        return { plan: { key, kind: 'aggregate', aggregate: plan }, cost };
      }
    }
    return null;
  }

  private byIds(key: string, ids: readonly unknown[], nodes: readonly FieldNode[], asOf: string) {
    const { graph, schema } = this.s.walk;
    let cost = 1;
    const items = ids.map((text) => {
      const id = decodeId(text as string);
      const shape = [...graph.values()].find((s) => s.entity.id === id?.prefix && schema.getType(s.name));
      if (!id || !shape) return null;
      const object = this.object(shape, nodes, asOf, [key]);
      cost += object.cost;
      return { object: { ...object.plan, asNode: true }, where: byId(shape, id) };
    });
    return { items, cost };
  }

  private lookup(shape: Shape, { key, args, nodes }: Selected, asOf: string): Priced<RootMember> {
    const faults: Fault[] = [];
    const byKey = Object.entries(args).filter(([name]) => name !== 'asOf');
    const [path, given] =
      'ref' in args
        ? [[key, 'ref'], args['ref'] as Record<string, unknown>]
        : [[key], Object.fromEntries(byKey)];
    const ref = parseRef(shape.name, given, path, faults);
    if (ref === undefined) throw new Refusal(faults);
    const { plan, cost } = this.object(shape, nodes, asOf, [key]);
    return {
      plan: { key, kind: 'object', object: plan, where: byRef(shape, ref, this.s.walk.caller) },
      cost,
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
      };
    });
    return { plan: { shape, asOf, variants }, cost: (shape.entity.price ?? 1) + dearest };
  };

  private member(shape: Shape, one: Selected, asOf: string, path: Keys): Priced<Member> {
    const { key, name, args } = one;
    this.s.count();
    if (name === '__typename') return { plan: { key, kind: 'typename' }, cost: 0 };
    if (name === 'id') return { plan: { key, kind: 'id' }, cost: 0 };
    const day = this.s.asOf(args, asOf, path);
    const field = shape.fields.get(name);
    if (!field) {
      const link = shape.fields.get(name.slice(0, -aggregateSuffix.length)) as LinkField;
      const source = { shape: this.s.shape(link.target), where: joined(link.on), asOf: day };
      const { plan, cost } = planAggregate(this.s, source, one, path);
      return { plan: { key, kind: 'aggregate', aggregate: plan }, cost };
    }
    switch (field.kind) {
      case 'column':
        this.s.noteMask(field, path);
        return { plan: { key, kind: 'column', field }, cost: 0 };
      case 'sql':
        this.s.noteMask(field, path);
        return { plan: { key, kind: 'sql', field }, cost: 0 };
      case 'batch':
        return { plan: { key, kind: 'batch', field }, cost: 1 };
      default:
        // The entity's name and not the type's, so that a cursor is good however the row was asked for.
        return this.link(field, one, day, path, `${shape.name}.${name}`);
    }
  }

  private link(
    field: LinkField,
    one: Selected,
    asOf: string,
    path: Keys,
    coordinate: string,
  ): Priced<Member> {
    const { key, nodes } = one;
    const shape = this.s.shape(field.target);
    const where = joined(field.on);
    if (field.kind === 'connection') {
      const { plan, cost } = planList(
        this.s,
        this.object,
        { shape, where, order: field.order, coordinate, asOf },
        one,
        path,
      );
      return { plan: { key, kind: 'connection', list: plan }, cost };
    }
    const { plan, cost } = this.object(shape, nodes, asOf, path);
    if (field.kind === 'one') return { plan: { key, kind: 'one', object: plan, where }, cost };
    return {
      plan: { key, kind: 'values', object: plan, where, max: field.maxItems },
      cost: cost * field.maxItems,
    };
  }
}

function sameFields(a: readonly Selected[], b: readonly Selected[]): boolean {
  return (
    a.length === b.length &&
    a.every(
      (one, i) =>
        one.nodes.length === b[i]!.nodes.length && one.nodes.every((node, k) => node === b[i]!.nodes[k]),
    )
  );
}
