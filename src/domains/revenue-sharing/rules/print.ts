// Writes a rule as text: `Sum(Fixed(1800.00, MONTH), Percent(10%, PROFIT, YEAR))`; every rule has one such text.
import { percentOf, yuanOf } from '../../../kernel/money.js';
import { forms, isItems, items, type Field, type Form } from './forms.js';
import { inputField, inputName } from './node-faults.js';
import type { Kind, ShareRule } from './tree.js';

/** What is written for a field of a pair that is null: whatever is left, or above the other bands. */
export const restWord = 'rest';

/** The name of a kind of node in a text: `AtLeast` for AT_LEAST. */
export function kindName(kind: Kind): string {
  const name = inputName(kind);
  return `${name[0]!.toUpperCase()}${name.slice(1)}`;
}

/** The fields that stand without their names, in their order: those that must be there. */
export function positionsOf(fields: Readonly<Record<string, Field>>): readonly string[] {
  return Object.keys(fields).filter((name) => fields[name]!.optional === undefined);
}

/** Whether entries have a key and a value, and no names: `1: 70%`. */
export function isPair(fields: Readonly<Record<string, Field>>): boolean {
  return Object.keys(fields).length === 2;
}

/** Whether a field is a list of rules or of entries; where it stands last, it is written without brackets. */
export function isList(form: Form): boolean {
  return form === 'rules' || isItems(form);
}

/** What fits into a line stays in it; else each part has its own. */
const lineLength = 80;

interface Group {
  readonly open: string;
  readonly parts: readonly Piece[];
  readonly close: string;
}

type Piece = string | Group;

/** The text of a rule, over several lines where one is too short. */
export function printRule(rule: ShareRule): string {
  return laid(nodePiece(rule), '');
}

function flat(piece: Piece): string {
  return typeof piece === 'string' ? piece : piece.open + piece.parts.map(flat).join(', ') + piece.close;
}

function laid(piece: Piece, indent: string): string {
  const line = flat(piece);
  if (typeof piece === 'string' || indent.length + line.length <= lineLength) return line;
  const deeper = `${indent}  `;
  const parts = piece.parts.map((part) => deeper + laid(part, deeper));
  return `${piece.open}\n${parts.join(',\n')}\n${indent}${piece.close}`;
}

const after = (prefix: string, piece: Piece): Piece =>
  typeof piece === 'string' ? prefix + piece : { ...piece, open: prefix + piece.open };

function nodePiece(rule: ShareRule): Piece {
  const fields: Readonly<Record<string, Field>> = forms[rule.kind];
  const values = rule as unknown as Readonly<Record<string, unknown>>;
  return { open: `${kindName(rule.kind)}(`, parts: fieldPieces(fields, values), close: ')' };
}

function fieldPieces(
  fields: Readonly<Record<string, Field>>,
  values: Readonly<Record<string, unknown>>,
): readonly Piece[] {
  const positions = positionsOf(fields);
  const named = Object.entries(fields).flatMap(([name, { form, optional }]): readonly Piece[] => {
    const value = values[name] ?? null;
    return optional === undefined || value === null || (optional === 'zero' && value === 0n)
      ? []
      : [after(`${inputField(name)}: `, valuePiece(form, value))];
  });
  const plain = positions.flatMap((name, i): readonly Piece[] => {
    const { form } = fields[name]!;
    const piece = valuePiece(form, values[name]);
    if (i < positions.length - 1 || !isList(form)) return [piece];
    const { parts } = piece as Group;
    // An empty list would not be seen without its name.
    return parts.length > 0 ? parts : [after(`${inputField(name)}: `, piece)];
  });
  return [...plain, ...named];
}

const bracketed = (parts: readonly Piece[]): Group => ({ open: '[', parts, close: ']' });

function valuePiece(form: Form, value: unknown): Piece {
  if (isItems(form)) {
    const fields: Readonly<Record<string, Field>> = items[form];
    return bracketed(
      (value as readonly Readonly<Record<string, unknown>>[]).map((one) => itemPiece(fields, one)),
    );
  }
  switch (form) {
    case 'fen':
      return yuanOf(value as bigint);
    case 'hours':
      return yuanOf(value as bigint).replace(/\.?0+$/, '');
    case 'ppm':
      return `${percentOf(value as number)}%`;
    case 'measures':
      return bracketed(value as readonly string[]);
    case 'rule':
      return nodePiece(value as ShareRule);
    case 'rules':
      return bracketed((value as readonly ShareRule[]).map(nodePiece));
    default:
      return String(value);
  }
}

function itemPiece(fields: Readonly<Record<string, Field>>, item: Readonly<Record<string, unknown>>): Piece {
  if (!isPair(fields)) return { open: '(', parts: fieldPieces(fields, item), close: ')' };
  const [key, value] = Object.entries(fields).map(([name, { form }]) =>
    item[name] === null ? restWord : valuePiece(form, item[name]),
  ) as [Piece, Piece];
  return after(`${flat(key)}: `, value);
}
