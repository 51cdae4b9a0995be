// How a relation of the datamodel joins the rows of its two tables.
import type { Relation } from '../../generated/datamodel.js';
import type { TableRef } from '../entity.js';
import { join, sql, type Sql } from '../sql.js';

/** Which rows belong to a row. */
export type On = (from: TableRef, to: TableRef, asOf: Sql) => Sql;

/** Joins the columns of a declared relation; that tenants are equal is said of every join. */
export function onColumns({ columns, targetColumns }: Relation): On {
  return (from, to) =>
    join(
      columns.flatMap((column, i) =>
        column === 'tenant' && targetColumns[i] === 'tenant'
          ? []
          : [sql`${to.col(targetColumns[i]!)} = ${from.col(column)}`],
      ),
      ' AND ',
    );
}
