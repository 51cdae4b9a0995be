// The stored form of a rule: JSON with the number of its schema, amounts as decimal strings of fen.
import { measureTerms, perTerms } from './explain.js';
import type { Measure, Per, ShareRule, SplitPart } from './tree.js';

/** A rule as it is stored; a later form has another number. */
export interface StoredRule {
  readonly schema: 1;
  readonly rule: StoredNode;
}

/** A node as it is stored; JSON has no integers beyond 2^53, so an amount is text. */
export type StoredNode =
  | { readonly kind: 'FIXED'; readonly amountFen: string; readonly per: Per }
  | {
      readonly kind: 'PERCENT' | 'AT_LEAST';
      readonly ratePpm: number;
      readonly base: Measure;
      readonly per: Per;
    }
  | { readonly kind: 'SUM'; readonly of: readonly StoredNode[] }
  | { readonly kind: 'SPLIT'; readonly of: StoredNode; readonly parts: readonly SplitPart[] }
  | { readonly kind: 'PRORATE'; readonly of: StoredNode };

/** The stored form of a rule. */
export function ruleToJson(rule: ShareRule): StoredRule {
  return { schema: 1, rule: nodeToJson(rule) };
}

function nodeToJson(rule: ShareRule): StoredNode {
  switch (rule.kind) {
    case 'FIXED':
      return { kind: rule.kind, amountFen: rule.amountFen.toString(), per: rule.per };
    case 'PERCENT':
    case 'AT_LEAST':
      return { kind: rule.kind, ratePpm: rule.ratePpm, base: rule.base, per: rule.per };
    case 'SUM':
      return { kind: rule.kind, of: rule.of.map(nodeToJson) };
    case 'SPLIT':
      return {
        kind: rule.kind,
        of: nodeToJson(rule.of),
        parts: rule.parts.map(({ fund, sharePpm }) => ({ fund, sharePpm })),
      };
    case 'PRORATE':
      return { kind: rule.kind, of: nodeToJson(rule.of) };
  }
}

/** Reads the stored form. @throws Error on anything it does not know, because a guess would be somebody's money */
export function ruleFromJson(value: unknown): ShareRule {
  const { schema, rule } = fieldsOf(value, ['schema', 'rule'], '$');
  if (schema !== 1) throw wrong('$.schema', 'the number 1', schema);
  return nodeFromJson(rule, '$.rule');
}

function nodeFromJson(value: unknown, at: string): ShareRule {
  const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
  switch (kind) {
    case 'FIXED': {
      const { amountFen, per } = fieldsOf(value, ['kind', 'amountFen', 'per'], at);
      return { kind, amountFen: fenFromJson(amountFen, `${at}.amountFen`), per: perFromJson(per, at) };
    }
    case 'PERCENT':
    case 'AT_LEAST': {
      const { ratePpm, base, per } = fieldsOf(value, ['kind', 'ratePpm', 'base', 'per'], at);
      if (!isTerm(measureTerms, base)) throw wrong(`${at}.base`, 'a measure', base);
      return { kind, ratePpm: integer(ratePpm, `${at}.ratePpm`), base, per: perFromJson(per, at) };
    }
    case 'SUM': {
      const { of } = fieldsOf(value, ['kind', 'of'], at);
      return { kind, of: list(of, `${at}.of`).map((one, i) => nodeFromJson(one, `${at}.of[${i}]`)) };
    }
    case 'SPLIT': {
      const { of, parts } = fieldsOf(value, ['kind', 'of', 'parts'], at);
      return {
        kind,
        of: nodeFromJson(of, `${at}.of`),
        parts: list(parts, `${at}.parts`).map((one, i) => partFromJson(one, `${at}.parts[${i}]`)),
      };
    }
    case 'PRORATE':
      return { kind, of: nodeFromJson(fieldsOf(value, ['kind', 'of'], at)['of'], `${at}.of`) };
    default:
      throw wrong(`${at}.kind`, 'a kind of rule', kind);
  }
}

function partFromJson(value: unknown, at: string): SplitPart {
  const { fund, sharePpm } = fieldsOf(value, ['fund', 'sharePpm'], at);
  return {
    fund: integer(fund, `${at}.fund`),
    sharePpm: sharePpm === null ? null : integer(sharePpm, `${at}.sharePpm`),
  };
}

function fenFromJson(value: unknown, at: string): bigint {
  if (typeof value !== 'string' || !/^(?:0|-?[1-9]\d*)$/.test(value))
    throw wrong(at, 'fen in decimal text', value);
  return BigInt(value);
}

function perFromJson(value: unknown, at: string): Per {
  if (!isTerm(perTerms, value)) throw wrong(`${at}.per`, 'a length of a period', value);
  return value;
}

function isTerm<Name extends string>(terms: Readonly<Record<Name, unknown>>, value: unknown): value is Name {
  return typeof value === 'string' && Object.hasOwn(terms, value);
}

function integer(value: unknown, at: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw wrong(at, 'an integer', value);
  return value;
}

function list(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw wrong(at, 'a list', value);
  return value;
}

/** The fields of an object that has these and no others. */
function fieldsOf<Name extends string>(
  value: unknown,
  names: readonly Name[],
  at: string,
): Readonly<Record<Name, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw wrong(at, 'an object', value);
  const given = Object.keys(value);
  if (given.length !== names.length || !names.every((name) => Object.hasOwn(value, name)))
    throw wrong(at, `the fields ${names.join(', ')}`, given);
  return value as Readonly<Record<Name, unknown>>;
}

function wrong(at: string, expected: string, found: unknown): Error {
  return new Error(`A stored rule has ${expected} at ${at}, not ${JSON.stringify(found) ?? typeof found}.`);
}
