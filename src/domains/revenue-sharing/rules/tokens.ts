// The words, numbers and signs of a rule as text, each with its place.
import type { Words } from './words.js';

/** A place in a text, both counted from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A word, a number or a sign; the end of the text is one, too. */
export interface Token extends Place {
  readonly kind: 'word' | 'number' | 'sign' | 'unknown' | 'end';
  readonly text: string;
}

const shapes = [
  ['word', /[A-Za-z]\w*/y],
  // A day, an amount or a rate: what it is decides the field that it stands for.
  ['number', /-?\d[\d.\-%]*/y],
  ['sign', /[()[\],:]/y],
  ['unknown', /./suy],
] as const;

/** Spaces and comments. */
const nothing = /(?:\s|#[^\n]*)*/y;

/** The tokens of a text; the last one is its end. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let [at, line, column] = [0, 1, 1];
  const pass = (found: string): void => {
    at += found.length;
    const lines = found.split('\n');
    line += lines.length - 1;
    // A column is what people count: a character beyond 16 bits is one.
    column = [...lines.at(-1)!].length + (lines.length > 1 ? 1 : column);
  };
  for (;;) {
    pass(matchAt(nothing, text, at) ?? '');
    if (at === text.length) return [...tokens, { kind: 'end', text: '', line, column }];
    for (const [kind, shape] of shapes) {
      const found = matchAt(shape, text, at);
      if (found === undefined) continue;
      tokens.push({ kind, text: found, line, column });
      pass(found);
      break;
    }
  }
}

function matchAt(shape: RegExp, text: string, at: number): string | undefined {
  shape.lastIndex = at;
  return shape.exec(text)?.[0];
}

/** Tells where a text is no rule, and what would be one there. */
export class RuleSyntaxError extends Error {
  readonly place: Place;
  readonly expected: Words;
  /** What stands there; empty for the end of the text. */
  readonly found: string;
  /** The whole in a sentence. */
  readonly words: Words;
  constructor({ line, column, text }: Token, expected: Words) {
    const words = {
      zh: `第 ${line} 行第 ${column} 列:应为${expected.zh},${text ? `而非“${text}”` : '文本却已结束'}。`,
      en: `Line ${line}, column ${column}: expected ${expected.en}, found ${text ? `“${text}”` : 'the end'}.`,
    };
    super(words.en);
    this.name = 'RuleSyntaxError';
    this.place = { line, column };
    this.expected = expected;
    this.found = text;
    this.words = words;
  }
}
