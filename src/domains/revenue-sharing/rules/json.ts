// The stored form of a rule: JSON with the number of its schema, amounts as decimal strings of fen.
import { forms, isItems, items, kinds, type Field, type Form } from './forms.js';
import type { Kind, ShareRule } from './tree.js';
import { measureTerms, perTerms } from './words.js';

/** A rule as it is stored; a later form has another number. */
export interface StoredRule {
  readonly schema: 1;
  readonly rule: StoredNode;
}

/** A node as it is stored; JSON has no integers beyond 2^53, so an amount is text. */
interface StoredNode {
  readonly kind: Kind;
  readonly [field: string]: unknown;
}

/** The stored form of a rule. */
export function ruleToJson(rule: ShareRule): StoredRule {
  return { schema: 1, rule: nodeToJson(rule) };
}

function nodeToJson(rule: ShareRule): StoredNode {
  return { kind: rule.kind, ...fieldsToJson(forms[rule.kind], rule) };
}

function fieldsToJson(
  fields: Readonly<Record<string, Field>>,
  of: object,
): Readonly<Record<string, unknown>> {
  const values = of as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => values[name] !== undefined)
      .map(([name, { form }]) => [name, values[name] === null ? null : valueToJson(form, values[name])]),
  );
}

function valueToJson(form: Form, value: unknown): unknown {
  if (form === 'fen' || form === 'hours') return (value as bigint).toString();
  if (form === 'rule') return nodeToJson(value as ShareRule);
  if (form === 'rules') return (value as readonly ShareRule[]).map(nodeToJson);
  if (isItems(form)) return (value as readonly object[]).map((one) => fieldsToJson(items[form], one));
  return value;
}

/** Reads the stored form. @throws Error on anything it does not know, because a guess would be somebody's money */
export function ruleFromJson(value: unknown): ShareRule {
  const { schema, rule } = fieldsFromJson({ schema: { form: 'count' }, rule: { form: 'rule' } }, value, '$');
  if (schema !== 1) throw wrong('$.schema', 'the number 1', schema);
  return rule as ShareRule;
}

function nodeFromJson(value: unknown, at: string): ShareRule {
  const { kind, ...fields } = objectOf(value, at);
  if (!kinds.includes(kind as Kind)) throw wrong(`${at}.kind`, 'a kind of rule', kind);
  return { kind, ...fieldsFromJson(forms[kind as Kind], fields, at) } as ShareRule;
}

/** The fields of an object that has these and no others. */
function fieldsFromJson(
  fields: Readonly<Record<string, Field>>,
  value: unknown,
  at: string,
): Readonly<Record<string, unknown>> {
  const given = objectOf(value, at);
  const needed = Object.keys(fields).filter((name) => fields[name]!.optional !== 'left out');
  if (
    !needed.every((name) => name in given) ||
    !Object.keys(given).every((name) => Object.hasOwn(fields, name))
  )
    throw wrong(at, `the fields ${needed.join(', ')}`, Object.keys(given));
  return Object.fromEntries(
    Object.entries(given).map(([name, one]) => {
      const { form, optional } = fields[name]!;
      const isNull = one === null && optional === 'null';
      return [name, isNull ? null : valueFromJson(form, one, `${at}.${name}`)];
    }),
  );
}

function valueFromJson(form: Form, value: unknown, at: string): unknown {
  if (isItems(form)) return list(value, at).map((one, i) => fieldsFromJson(items[form], one, `${at}[${i}]`));
  switch (form) {
    case 'fen':
    case 'hours':
      if (typeof value !== 'string' || !/^(?:0|-?[1-9]\d*)$/.test(value))
        throw wrong(at, 'a whole number in decimal text', value);
      return BigInt(value);
    case 'ppm':
    case 'count':
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw wrong(at, 'an integer', value);
      return value;
    case 'flag':
      if (typeof value !== 'boolean') throw wrong(at, 'true or false', value);
      return value;
    case 'day':
      if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) throw wrong(at, 'a day', value);
      return value;
    case 'per':
      return term(perTerms, value, at, 'a length of a period');
    case 'mode':
      return term({ MARGINAL: null, WHOLE: null }, value, at, 'a way of bands');
    case 'measure':
      return term(measureTerms, value, at, 'a measure');
    case 'measures':
      return list(value, at).map((one, i) => term(measureTerms, one, `${at}[${i}]`, 'a measure'));
    case 'rule':
      return nodeFromJson(value, at);
    case 'rules':
      return list(value, at).map((one, i) => nodeFromJson(one, `${at}[${i}]`));
  }
}

function term(
  terms: Readonly<Record<string, unknown>>,
  value: unknown,
  at: string,
  expected: string,
): string {
  if (typeof value !== 'string' || !Object.hasOwn(terms, value)) throw wrong(at, expected, value);
  return value;
}

function list(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw wrong(at, 'a list', value);
  return value;
}

function objectOf(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(at, 'an object', value);
  return value as Readonly<Record<string, unknown>>;
}

function wrong(at: string, expected: string, found: unknown): Error {
  return new Error(`A stored rule has ${expected} at ${at}, not ${JSON.stringify(found) ?? typeof found}.`);
}
