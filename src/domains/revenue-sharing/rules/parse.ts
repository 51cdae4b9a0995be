// Reads a rule from its text, or says in which line and column what was expected.
import { fenOf, ppmOf } from '../../../kernel/money.js';
import { shareRules } from '../../../kernel/rule-limits.js';
import type { RulePath } from './analysis-texts.js';
import { forms, isItems, items, kinds, type Field, type Form } from './forms.js';
import { inputField, inputName } from './node-faults.js';
import { isList, isPair, kindName, positionsOf, restWord } from './print.js';
import { RuleSyntaxError, tokensOf, type Place, type Token } from './tokens.js';
import type { ShareRule } from './tree.js';
import { measureTerms, perTerms, type Words } from './words.js';

/** A rule that was read, with where in the text its parts stand. */
export interface ParsedRule {
  readonly rule: ShareRule;
  /** The place of what a path of the analysis leads to, or of the nearest thing around it. */
  readonly placeOf: (path: RulePath) => Place;
}

const kindOf = new Map(kinds.map((kind) => [kindName(kind), kind]));
const modes = ['MARGINAL', 'WHOLE'];

const same = (text: string): Words => ({ zh: text, en: text });
const oneOf = (zh: string, en: string, terms: readonly string[]): Words => ({
  zh: `${zh}(${terms.join('、')})`,
  en: `${en} (${terms.join(', ')})`,
});

/** What is expected of a value. */
const expectations: Readonly<Record<Exclude<Form, 'rules' | keyof typeof items>, Words>> = {
  fen: { zh: '以元计的金额,如 1800.00', en: 'an amount of yuan such as 1800.00' },
  hours: { zh: '小时数,如 19.5', en: 'a number of hours such as 19.5' },
  ppm: { zh: '百分比,如 12.5%', en: 'a rate such as 12.5%' },
  count: { zh: '整数', en: 'a whole number' },
  flag: { zh: 'true 或 false', en: 'true or false' },
  day: { zh: '日期,如 2018-09-01', en: 'a day such as 2018-09-01' },
  per: oneOf('期间长度', 'a length of a period', Object.keys(perTerms)),
  mode: oneOf('累进方式', 'a way of bands', modes),
  measure: oneOf('指标', 'a measure', Object.keys(measureTerms)),
  measures: { zh: '指标清单,如 [COST]', en: 'a list of measures such as [COST]' },
  rule: oneOf('规则', 'a rule', [...kindOf.keys()]),
};

/** Reads a rule. @throws RuleSyntaxError that says where something else was expected */
export function parseRule(text: string): ParsedRule {
  return new Reader(tokensOf(text)).whole();
}

function dayOf(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const ms = Date.parse(`${text}T00:00:00Z`);
  // February 30 is read as a day of March, or not at all.
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text) ? text : null;
}

/** What a token stands for in a field; null where it is nothing of the kind. */
function scalarOf(form: Form, { text }: Token): unknown {
  switch (form) {
    case 'fen':
    case 'hours':
      return fenOf(text);
    case 'ppm':
      return text.endsWith('%') ? ppmOf(text.slice(0, -1)) : null;
    case 'count':
      return /^\d{1,9}$/.test(text) ? Number(text) : null;
    case 'flag':
      return ['true', 'false'].includes(text) ? text === 'true' : null;
    case 'day':
      return dayOf(text);
    case 'per':
      return Object.hasOwn(perTerms, text) ? text : null;
    case 'mode':
      return modes.includes(text) ? text : null;
    case 'measure':
      return Object.hasOwn(measureTerms, text) ? text : null;
    default:
      return null;
  }
}

/** What may be named yet; nothing where all is said. */
function namesLeft(fields: Readonly<Record<string, Field>>, values: object): Words {
  const left = Object.keys(fields).filter((name) => !(name in values));
  return left.length === 0 ? same('“)”') : oneOf('字段名', 'the name of a field', left.map(inputField));
}

class Reader {
  private at = 0;
  private depth = 0;
  private readonly places = new Map<string, Place>();
  private readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  whole(): ParsedRule {
    const rule = this.rule([]);
    if (this.peek().kind !== 'end') throw this.wrong({ zh: '文本结束', en: 'the end of the text' });
    const { places } = this;
    return {
      rule,
      placeOf(path) {
        for (let length = path.length; ; length--) {
          const place = places.get(path.slice(0, length).join('.'));
          if (place) return place;
        }
      },
    };
  }

  private peek(ahead = 0): Token {
    return this.tokens[Math.min(this.at + ahead, this.tokens.length - 1)]!;
  }

  private wrong(expected: Words): RuleSyntaxError {
    return new RuleSyntaxError(this.peek(), expected);
  }

  private accept(sign: string): boolean {
    const { kind, text } = this.peek();
    const found = kind === 'sign' && text === sign;
    if (found) this.at++;
    return found;
  }

  private expect(sign: string, or?: Words): void {
    if (this.accept(sign)) return;
    const expected = same(`“${sign}”`);
    throw this.wrong(or ? { zh: `${or.zh}或${expected.zh}`, en: `${or.en} or ${expected.en}` } : expected);
  }

  private mark(path: RulePath): void {
    const { line, column } = this.peek();
    this.places.set(path.join('.'), { line, column });
  }

  private rule(path: RulePath): ShareRule {
    // Deeper than a rule may have nodes there is none, and nothing to recurse into.
    if (this.depth === shareRules.nodes)
      throw this.wrong({ zh: `不超过 ${this.depth} 层的规则`, en: `a rule of at most ${this.depth} levels` });
    this.mark(path);
    const kind = this.peek().kind === 'word' ? kindOf.get(this.peek().text) : undefined;
    if (kind === undefined) throw this.wrong(expectations.rule);
    this.at++;
    const inside = [...path, inputName(kind)];
    this.places.set(inside.join('.'), this.places.get(path.join('.'))!);
    this.depth++;
    this.expect('(');
    const values = this.fields(forms[kind], inside);
    this.depth--;
    return { kind, ...values } as ShareRule;
  }

  /** What stands in parentheses that are open: values by their positions, then values by their names. */
  private fields(fields: Readonly<Record<string, Field>>, path: RulePath): object {
    const positions = positionsOf(fields);
    const values: Record<string, unknown> = {};
    let position = 0;
    let more = !this.accept(')');
    while (more) {
      const named = this.peek().kind === 'word' && this.peek(1).text === ':';
      const name = named ? this.nameIn(fields, values) : positions[position++];
      if (name === undefined) throw this.wrong(namesLeft(fields, values));
      // Behind names no place is left that could be counted.
      if (named) position = positions.length;
      const { form } = fields[name]!;
      const inside = [...path, inputField(name)];
      const isOpen = !named && position === positions.length && isList(form);
      if (isOpen) this.mark(inside);
      values[name] = isOpen ? this.entries(form, inside) : this.value(form, inside);
      more = this.accept(',');
      if (!more) this.expect(')', same('“,”'));
    }
    for (const [name, { optional, form }] of Object.entries(fields)) {
      if (name in values || optional === 'left out') continue;
      if (optional === undefined) throw this.missing(name, form);
      values[name] = optional === 'zero' ? 0n : null;
    }
    // In the order in which the fields are declared, as every rule has them.
    return Object.fromEntries(
      Object.keys(fields).flatMap((name) => (name in values ? [[name, values[name]]] : [])),
    );
  }

  /** Takes the name of a field and its colon. */
  private nameIn(fields: Readonly<Record<string, Field>>, values: object): string {
    const { text } = this.peek();
    const found = Object.keys(fields).find((one) => inputField(one) === text && !(one in values));
    if (found === undefined) throw this.wrong(namesLeft(fields, values));
    this.at += 2;
    return found;
  }

  private missing(name: string, form: Form): RuleSyntaxError {
    // The parenthesis that was taken closed too early.
    this.at--;
    const what = Object.hasOwn(expectations, form) ? expectations[form as keyof typeof expectations] : null;
    const field = inputField(name);
    return this.wrong(what ? { zh: `${field}:${what.zh}`, en: `${field}: ${what.en}` } : same(field));
  }

  private value(form: Form, path: RulePath): unknown {
    this.mark(path);
    if (form === 'rule') return this.rule(path);
    if (form === 'measures' || isList(form)) {
      this.expect('[');
      const list = this.accept(']') ? [] : this.entries(form, path);
      if (list.length > 0) this.expect(']', same('“,”'));
      return list;
    }
    const value = scalarOf(form, this.peek());
    if (value === null) throw this.wrong(expectations[form as keyof typeof expectations]);
    this.at++;
    return value;
  }

  /** The entries of a list, as far as commas lead. */
  private entries(form: Form, path: RulePath): readonly unknown[] {
    const list: unknown[] = [];
    do list.push(this.entry(form, [...path, list.length]));
    while (this.accept(','));
    return list;
  }

  private entry(form: Form, path: RulePath): unknown {
    this.mark(path);
    if (!isItems(form)) return this.value(form === 'rules' ? 'rule' : 'measure', path);
    const fields: Readonly<Record<string, Field>> = items[form];
    if (!isPair(fields)) {
      this.expect('(');
      return this.fields(fields, path);
    }
    const [first, second] = Object.entries(fields) as [[string, Field], [string, Field]];
    const key = this.orRest(first, path);
    this.expect(':');
    return { [first[0]]: key, [second[0]]: this.orRest(second, path) };
  }

  private orRest([name, { form, optional }]: readonly [string, Field], path: RulePath): unknown {
    const inside = [...path, inputField(name)];
    if (optional !== 'null' || this.peek().text !== restWord) return this.value(form, inside);
    this.mark(inside);
    this.at++;
    return null;
  }
}
