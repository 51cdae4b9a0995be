// The GraphQL type that a column is read as, and the error that stops the start where a declaration is wrong.
import type { Column } from '../../generated/datamodel.js';
import type { Entity } from '../entity.js';
import { unitOf } from './units.js';

const graphqlScalar: Readonly<Record<string, string>> = {
  String: 'String',
  Int: 'Int',
  BigInt: 'BigInt',
  Boolean: 'Boolean',
  Decimal: 'Decimal',
};

/** A mistake in a declaration stops the start, with its place. */
export function fail(entity: Entity, name: string, what: string): never {
  throw new Error(`entity('${entity.name}'): ${name} ${what}.`);
}

/** Scalar by which a natural key's column is written. */
export function scalarOfKey(entity: Entity, column: string): string {
  return entity.scalars?.[column] ?? 'String';
}

/** A declared scalar, an enum, or what the column's own type says. */
export function typeOfColumn(entity: Entity, column: Column): string {
  const named = entity.scalars?.[column.name];
  if (named) return named;
  const unit = unitOf(column);
  if (unit) return unit.type;
  if (column.kind === 'enum') return column.type;
  if (column.native === 'uuid') fail(entity, column.name, 'is a bare UUID; expose the relation instead');
  if (column.type === 'DateTime') return column.native === 'date' ? 'Date' : 'DateTime';
  return (
    graphqlScalar[column.type] ??
    fail(entity, column.name, `has the type ${column.type}, which readers cannot get`)
  );
}

/** By which scalars the columns of natural keys are written. */
export function scalarsOfKeys(
  entity: Entity,
): Readonly<Record<string, readonly (readonly [column: string, scalar: string])[]>> {
  return Object.fromEntries(
    Object.entries(entity.naturalKeys ?? {}).map(([name, { columns }]) => [
      name,
      columns.map((column) => [column, scalarOfKey(entity, column)] as const),
    ]),
  );
}
