// Columns that carry a unit in their names, and the types that carry it in the graph: amountFen is amount of type Money.
import type { Column } from '../../generated/datamodel.js';
import { fenOf, ppmOf } from '../money.js';

/** How a column with a unit is read, written and compared. */
export interface Unit {
  /** Ending of the column's name, which the field's name goes without. */
  readonly ending: string;
  readonly native: string;
  /** GraphQL type of the field. */
  readonly type: string;
  /** Scalar by which callers write a value. */
  readonly scalar: string;
  /** What the column holds for a value that the scalar accepted, in decimal text. */
  readonly stored: (text: string) => string;
}

const units: readonly Unit[] = [
  {
    ending: 'Fen',
    native: 'int8',
    type: 'Money',
    scalar: 'Yuan',
    stored: (text) => fenOf(text)!.toString(),
  },
  {
    ending: 'Ppm',
    native: 'int4',
    type: 'Percent',
    scalar: 'Percent',
    stored: (text) => ppmOf(text)!.toString(),
  },
];

/** The unit that the column's name ends with; undefined for a bare column. */
export function unitOf({ name, native }: Pick<Column, 'name' | 'native'>): Unit | undefined {
  return units.find((unit) => name.endsWith(unit.ending) && native === unit.native);
}

/** The unit behind a GraphQL type. */
export function unitOfType(type: string): Unit | undefined {
  return units.find((unit) => unit.type === type);
}

/** The field's name: the column's without its unit, because the type says it. */
export function fieldNameOf(column: Pick<Column, 'name' | 'native'>): string {
  const unit = unitOf(column);
  return unit ? column.name.slice(0, -unit.ending.length) : column.name;
}
