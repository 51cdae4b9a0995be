// The graph's shape: every entity with its fields resolved against the datamodel, once for all who derive from it.
import { enums, models, type Column, type Model } from '../../generated/datamodel.js';
import { anonymous, type Audience } from '../caller.js';
import { deprecationOf } from '../deprecation.js';
import {
  allEntities,
  type BatchField,
  type Entity,
  type FieldDeclaration,
  type OrderTerm,
  type Policy,
  type SqlField,
} from '../entity.js';
import { sql } from '../sql.js';
import { allowedActions, takesSteps, targetEntity } from './actions.js';
import { stateChanges } from '../life-cycle.js';
import { allOperations } from '../operation.js';
import { limits } from '../config.js';
import { fail, scalarsOfKeys, typeOfColumn } from './column-type.js';
import { onColumns, type On } from './joins.js';
import { folded } from './masks.js';
import { fieldNameOf } from './units.js';
import { naturalKeyScalars } from '../input.js';

interface Common {
  readonly name: string;
  readonly description: string;
  readonly audience: Audience;
  /** What the schema says of its end, if that is announced. */
  readonly deprecationReason?: string;
}

export interface ColumnField extends Common {
  readonly kind: 'column';
  readonly column: Column;
  /** GraphQL type name: a scalar or an enum. */
  readonly type: string;
  readonly nullable: boolean;
  readonly mask: Policy | null;
  /** The model that seals its values; null where they stand as they are. */
  readonly sealedIn: string | null;
}
export interface LinkField extends Common {
  readonly kind: 'one' | 'connection' | 'values';
  readonly target: string;
  readonly nullable: boolean;
  readonly on: On;
  readonly order: readonly OrderTerm[] | null;
  readonly maxItems: number;
}
export interface ComputedField extends Common {
  readonly kind: 'sql';
  readonly declaration: SqlField;
  readonly mask: Policy | null;
}
export interface BatchShape extends Common {
  readonly kind: 'batch';
  readonly declaration: BatchField;
}
export type ShapeField = ColumnField | LinkField | ComputedField | BatchShape;

/** An entity, ready to be read. */
export interface Shape {
  readonly name: string;
  readonly entity: Entity;
  readonly model: Model;
  readonly description: string;
  readonly audience: Audience;
  /** Column that identifies a row beside the tenant; null for a value. */
  readonly identity: string | null;
  readonly hasTenant: boolean;
  /** Visible to everybody, whatever the row. */
  readonly isPublic: boolean;
  readonly fields: ReadonlyMap<string, ShapeField>;
  /** Fields that show a column, by the column's name: declarations, conditions and orders speak of columns. */
  readonly columns: ReadonlyMap<string, ColumnField>;
  /** Concrete GraphQL types; the entity's own name unless it has kinds. */
  readonly typeNames: readonly string[];
}

export type Graph = ReadonlyMap<string, Shape>;

let built: Graph | undefined;

/** The whole graph, resolved at first use. @throws Error that names the declaration and what is wrong with it. */
export function graph(): Graph {
  return (built ??= resolve());
}

/** What every row of a tenant has in common: references by natural key name the office, so readers see it. */
function withTenant(entity: Entity): Entity {
  const model = modelNamed(entity.model ?? entity.name, entity.name);
  if (!('tenant' in model.columns) || entity.id === undefined) return entity;
  const { aggregate } = entity;
  return {
    ...entity,
    expose: ['tenant', ...entity.expose],
    filter: ['tenant', ...(entity.filter ?? [])],
    ...(aggregate ? { aggregate: { ...aggregate, groups: ['tenant', ...(aggregate.groups ?? [])] } } : {}),
  };
}

const tenantDoc = 'Number of the office that records it; a reference by a natural key names it. 登记机关编号';

function resolve(): Graph {
  const entities = new Map([...allEntities()].map(([name, entity]) => [name, withTenant(entity)]));
  const byModel = new Map<string, Entity>();
  for (const entity of entities.values()) {
    byModel.set(entity.model ?? entity.name, entity);
    if (entity.anchor) byModel.set(entity.anchor, entity);
  }
  const shapes = new Map<string, Shape>();
  for (const entity of entities.values()) {
    const model = modelNamed(entity.model ?? entity.name, entity.name);
    const identity = entity.id === undefined ? null : (entity.identity ?? 'id');
    const fields = new Map<string, ShapeField>();
    const put = (field: ShapeField): void => {
      if (fields.has(field.name)) fail(entity, field.name, 'is declared twice');
      fields.set(field.name, field);
    };
    for (const name of entity.expose) put(columnField(entity, model, name));
    for (const name of entity.relations ?? []) put(relationField(entity, model, byModel, name));
    for (const [name, declared] of Object.entries(entity.fields ?? {}))
      put(declaredField(entity, model, entities, name, declared));
    const actions = allowedActions(entity.name, Object.keys(model.columns));
    if (actions) put(declaredField(entity, model, entities, 'allowedActions', actions));
    if (takesSteps(entity.name))
      put(declaredField(entity, model, entities, 'stateChanges', stateChanges(entity.name)));
    shapes.set(entity.name, {
      name: entity.name,
      entity,
      model,
      columns: new Map(
        [...fields.values()].flatMap((field) =>
          field.kind === 'column' ? [[field.column.name, field] as const] : [],
        ),
      ),
      description:
        entity.description ??
        (entity.anchor ? modelNamed(entity.anchor, entity.name).doc || model.doc : model.doc),
      audience: entity.audience ?? 'PUBLIC',
      identity,
      hasTenant: 'tenant' in model.columns,
      isPublic: isPublic(entity),
      fields,
      typeNames: entity.kinds ? Object.keys(entity.kinds.types) : [entity.name],
    });
  }
  for (const shape of shapes.values()) {
    check(shape, shapes);
    naturalKeyScalars.set(shape.name, scalarsOfKeys(shape.entity));
  }
  return shapes;
}

/** Whether every row is visible to everybody. */
function isPublic(entity: Entity): boolean {
  const policy = entity.visible(anonymous('en'));
  return policy.op === 'const' && policy.value;
}

function modelNamed(name: string, entity: string): Model {
  const model = models[name];
  if (!model)
    throw new Error(`entity('${entity}') reads the model ${name}, which the Prisma schema does not have.`);
  return model;
}

/** The datamodel's column. @throws Error that names the entity. */
export function columnOf(shape: Pick<Shape, 'entity' | 'model'>, name: string): Column {
  return shape.model.columns[name] ?? fail(shape.entity, name, 'is no column');
}

function columnField(entity: Entity, model: Model, name: string): ColumnField {
  const column = model.columns[name] ?? fail(entity, name, 'is exposed but is no column');
  const mask = folded(model, entity.masks?.[name]);
  return {
    kind: 'column',
    name: fieldNameOf(column),
    column,
    type: typeOfColumn(entity, column),
    // A masked column is null for some callers, whatever the table says.
    nullable: !column.required || mask !== null,
    mask,
    sealedIn: entity.personal?.includes(name) ? model.name : null,
    description: name === 'tenant' ? tenantDoc : column.doc,
    audience: entity.audiences?.[name] ?? 'PUBLIC',
    ...deprecationOf(entity.deprecated?.[name]),
  };
}

function relationField(
  entity: Entity,
  model: Model,
  byModel: ReadonlyMap<string, Entity>,
  name: string,
): LinkField {
  const relation =
    model.relations[name] ??
    (entity.anchor ? models[entity.anchor]?.relations[name] : undefined) ??
    fail(entity, name, 'is no relation');
  const target =
    byModel.get(relation.target) ?? fail(entity, name, `leads to ${relation.target}, which is no entity`);
  const isValue = target.id === undefined;
  return {
    kind: relation.list ? (isValue ? 'values' : 'connection') : 'one',
    name,
    target: target.name,
    // Non-null only where a row is certainly there and certainly shown: key NOT NULL, target public and not dated.
    nullable: !(relation.required && isPublic(target) && target.asOf === undefined),
    on: onColumns(relation),
    order: null,
    maxItems: target.maxItems ?? limits.values,
    description: relation.doc || `${relation.list ? 'All' : 'The'} ${target.name} of this ${entity.name}.`,
    audience: entity.audiences?.[name] ?? target.audience ?? 'PUBLIC',
    ...deprecationOf(entity.deprecated?.[name]),
  };
}

function declaredField(
  entity: Entity,
  model: Model,
  entities: ReadonlyMap<string, Entity>,
  name: string,
  declared: FieldDeclaration,
): ShapeField {
  const common = {
    name,
    description: declared.description,
    audience: declared.audience ?? 'PUBLIC',
    ...deprecationOf(entity.deprecated?.[name]),
  };
  if (declared.by === 'sql')
    return { kind: 'sql', ...common, declaration: declared, mask: folded(model, declared.mask) };
  if (declared.by === 'batch') return { kind: 'batch', ...common, declaration: declared };
  const target =
    entities.get(declared.to) ?? fail(entity, name, `leads to ${declared.to}, which is no entity`);
  return {
    kind: declared.many ? (target.id === undefined ? 'values' : 'connection') : 'one',
    ...common,
    target: target.name,
    nullable: true,
    // Bracketed, so that an OR in it never reaches past the policy beside it.
    on: (from, to, asOf) => sql`(${declared.on(from, to, asOf)})`,
    order: declared.order ?? null,
    maxItems: target.maxItems ?? limits.values,
  };
}

/** What a declaration promises must be there: no filter, order, mask or batch need names what does not exist. */
function check(shape: Shape, shapes: Graph): void {
  const { entity } = shape;
  const exposed = (name: string, use: string): void => {
    if (!shape.columns.has(name) && !shape.fields.has(name))
      fail(entity, name, `is named in ${use} but not exposed`);
  };
  if (shape.identity !== null) columnOf(shape, shape.identity);
  const targeted = [...allOperations().values()].find((operation) => targetEntity(operation) === shape.name);
  if (targeted && !('version' in shape.model.columns))
    fail(entity, 'version', `is no column, but ${targeted.name} changes rows`);
  for (const name of entity.filter ?? []) exposed(name, 'filter');
  for (const name of entity.sort ?? []) exposed(name, 'sort');
  for (const name of entity.aggregate?.groups ?? []) exposed(name, 'aggregate.groups');
  for (const name of entity.aggregate?.links ?? [])
    if (!shape.model.relations[name]?.owns) fail(entity, name, 'in aggregate.links leads to no one row');
  for (const name of entity.aggregate?.sum ?? []) exposed(name, 'aggregate.sum');
  for (const name of Object.keys(entity.masks ?? {})) exposed(name, 'masks');
  for (const name of Object.keys(entity.deprecated ?? {})) exposed(name, 'deprecated');
  for (const term of entity.order ?? []) columnOf(shape, term.field);
  // These look at the column as it is, without mask and for every audience.
  const unguarded = [
    ...(entity.search ?? []),
    ...(entity.within ? [entity.within] : []),
    ...Object.values(entity.naturalKeys ?? {}).flatMap((key) => key.columns),
  ];
  for (const name of unguarded)
    if (entity.masks?.[name] || entity.audiences?.[name])
      fail(entity, name, 'is masked, so that no search or key may use it');
  for (const name of entity.search ?? []) columnOf(shape, name);
  if (entity.search) columnOf(shape, 'searchKey');
  if (entity.within) columnOf(shape, entity.within);
  if (entity.asOf) [entity.asOf.from, entity.asOf.to].forEach((name) => columnOf(shape, name));
  for (const key of Object.values(entity.naturalKeys ?? {}))
    key.columns.forEach((name) => columnOf(shape, name));
  for (const field of shape.fields.values()) {
    if (field.kind === 'sql' && field.mask !== null && !field.declaration.nullable)
      fail(entity, field.name, 'is masked, so that it must be nullable');
    if (field.kind === 'batch') field.declaration.needs.forEach((name) => columnOf(shape, name));
    if ('target' in field)
      for (const term of field.order ?? []) columnOf(shapes.get(field.target)!, term.field);
  }
  if (entity.kinds) {
    const values = Object.values(entity.kinds.types).flatMap((type) => type.values);
    if (new Set(values).size !== values.length) fail(entity, 'kinds', 'names a value twice');
    const column = columnOf(shape, entity.kinds.column);
    const untyped = enums[column.type]?.values.find((value) => !values.includes(value.name));
    if (untyped) fail(entity, 'kinds', `gives ${untyped.name} no type`);
  }
}
