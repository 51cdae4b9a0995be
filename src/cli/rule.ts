// `rule <file>`: explains a share rule, says what is wrong with it, and computes what it makes due; needs no database.
import { readFile } from 'node:fs/promises';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { isDate } from '../kernel/clock.js';
import { shareRules } from '../kernel/config.js';
import { fenOf, uppercaseOf, type Rounding } from '../kernel/money.js';
import { analyseRule, simulationFaults } from '../domains/revenue-sharing/rules/analyse.js';
import { faultWords, type RulePath } from '../domains/revenue-sharing/rules/analysis-texts.js';
import { componentsOf, fundsOf } from '../domains/revenue-sharing/rules/components.js';
import { ruleFromJson } from '../domains/revenue-sharing/rules/json.js';
import { parseRule } from '../domains/revenue-sharing/rules/parse.js';
import { parsePeriod } from '../domains/revenue-sharing/rules/periods.js';
import { printRule } from '../domains/revenue-sharing/rules/print.js';
import { simulate, type Figure } from '../domains/revenue-sharing/rules/simulate.js';
import { tableText, type RuleLanguage } from '../domains/revenue-sharing/rules/table.js';
import { ruleSentences } from '../domains/revenue-sharing/rules/sentences.js';
import { RuleSyntaxError } from '../domains/revenue-sharing/rules/tokens.js';
import type { Measure, ShareRule } from '../domains/revenue-sharing/rules/tree.js';
import {
  amountText,
  measureTerms,
  periodWords,
  roundingTerms,
  type Words,
} from '../domains/revenue-sharing/rules/words.js';

interface Options {
  readonly figure: readonly Figure[];
  readonly from?: string;
  readonly to?: string;
  readonly contractFrom?: string;
  readonly funds?: number;
  readonly rounding: Rounding;
  readonly language: RuleLanguage;
}

const examples = `
A file holds one rule, in the notation of docs/share-rules.md or as JSON:

  Split(Sum(Fixed(1800.00, MONTH), Percent(10%, PROFIT, YEAR)), 1: 70%, 2: 20%, 3: rest)

Figures are given as MEASURE:period=amount, in yuan, pieces or hours. Without --from and --to the span is that of the
figures; without figures, too, the rule is explained and examined only.

  npm run cli -- rule examples/rules/tongmeng.rule --figure PROFIT:2018=126543.21
  npm run cli -- rule examples/rules/tongmeng.rule --from 2018-09-10 --to 2019-01-01 --figure PROFIT:2018=18250.50

Exit codes: 0 nothing is wrong with the rule, 1 something is, 2 the command was not understood.`;

/** Adds the command. */
export function addRule(program: Command): void {
  program
    .command('rule')
    .description('explain and examine a share rule, and compute what it makes due; needs no database')
    .argument('<file>', 'the rule, in the notation of share rules or as JSON')
    .option('--figure <figure>', 'a figure as MEASURE:period=amount; may be repeated', readFigure, [])
    .option('--from <day>', 'first day on which the agreement is in force', readDay)
    .option('--to <day>', 'first day on which it is not any more', readDay)
    .option('--contract-from <day>', 'first day of contract year 1; --from if not told', readDay)
    .option('--funds <count>', 'how many funds there are; those that the rule names if not told', readCount)
    .addOption(
      new Option('--rounding <mode>', 'how amounts become fen')
        .choices(Object.keys(roundingTerms))
        .default('HALF_UP'),
    )
    .addOption(
      new Option('--language <language>', 'language of the answer').choices(['zh', 'en']).default('zh'),
    )
    .addHelpText('after', examples)
    .action(async (file: string, options: Options) => {
      const { lines, isRight } = explain(file, await readFile(file, 'utf8'), options);
      console.log(lines.join('\n'));
      if (!isRight) process.exitCode = 1;
    });
}

function readDay(text: string): string {
  if (isDate(text)) return text;
  throw new InvalidArgumentError('A day is written 2018-09-01.');
}

function readCount(text: string): number {
  const count = Number(text);
  if (/^\d{1,2}$/.test(text) && count >= 1 && count <= shareRules.splitParts) return count;
  throw new InvalidArgumentError(`Write a number from 1 to ${shareRules.splitParts}.`);
}

function readFigure(text: string, before: readonly Figure[]): readonly Figure[] {
  const [, measure = '', period = '', amount = ''] = /^(\w+):([^=]+)=(.+)$/.exec(text) ?? [];
  const amountFen = fenOf(amount);
  if (!Object.hasOwn(measureTerms, measure) || parsePeriod(period) === null || amountFen === null)
    throw new InvalidArgumentError(
      `Write a figure as PROFIT:2018=126543.21, with one of ${Object.keys(measureTerms).join(', ')}.`,
    );
  return [...before, { measure: measure as Measure, period, amountFen }];
}

interface Source {
  readonly rule: ShareRule;
  /** Where in the file something stands. */
  readonly placeOf: (path: RulePath) => string;
}

/** Reads either form. @throws Error that names the file and the place */
function sourceOf(file: string, text: string, language: RuleLanguage): Source {
  try {
    if (text.trimStart().startsWith('{'))
      return { rule: ruleFromJson(JSON.parse(text)), placeOf: (path) => path.join('.') || '$' };
    const { rule, placeOf } = parseRule(text);
    return {
      rule,
      placeOf(path) {
        const { line, column } = placeOf(path);
        return `${line}:${column}`;
      },
    };
  } catch (error) {
    const reason = error instanceof RuleSyntaxError ? error.words[language] : (error as Error).message;
    throw new Error(`${file}: ${reason}`, { cause: error });
  }
}

/** The days that the figures are about. */
function spanOf({ figure, from, to }: Options): { readonly from: string; readonly to: string } | null {
  const periods = figure.map(({ period }) => parsePeriod(period)!);
  const first = from ?? periods.map((one) => one.from).sort()[0];
  const last =
    to ??
    periods
      .map((one) => one.to)
      .sort()
      .at(-1);
  return first === undefined || last === undefined ? null : { from: first, to: last };
}

interface Answer {
  readonly lines: readonly string[];
  readonly isRight: boolean;
}

function explain(file: string, text: string, options: Options): Answer {
  const { language } = options;
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en);
  const { rule, placeOf } = sourceOf(file, text, language);
  const funds = options.funds ?? Math.max(1, ...componentsOf(rule).flatMap(fundsOf));
  const faults = analyseRule(rule, { funds }, []);
  const head = [printRule(rule), '', ...ruleSentences(rule).map((words) => words[language]), ''];
  if (faults.length > 0)
    return {
      lines: [...head, ...faults.map((one) => `${file}:${placeOf(one.path)} ${faultWords(one)[language]}`)],
      isRight: false,
    };
  const right = say('规则没有错误。', 'Nothing is wrong with the rule.');
  const span = spanOf(options);
  if (span === null) return { lines: [...head, right], isRight: true };
  if (span.to <= span.from) throw new Error(say('截止日期须晚于起始日期。', '--to comes after --from.'));
  const [wrong] = simulationFaults(rule, { ...span, figures: options.figure }, { span: [], figures: [] });
  if (wrong) throw new Error(faultWords(wrong)[language]);
  return { lines: [...head, right, '', ...computed(rule, span, options)], isRight: true };
}

/** What the rule makes due in the span, line by line and in all. */
function computed(
  rule: ShareRule,
  span: { readonly from: string; readonly to: string },
  { figure: figures, rounding, contractFrom, language }: Options,
): readonly string[] {
  const say = ({ zh, en }: Words): string => (language === 'zh' ? zh : en);
  const result = simulate(rule, { ...span, figures, rounding, contractFrom });
  const figureName = ({ measure, period }: Pick<Figure, 'measure' | 'period'>): string =>
    `${measureTerms[measure][language]} ${period}`;
  const lines = result.lines.flatMap(({ component, period, evaluation }) => {
    const when = periodWords(period);
    const title = say({ zh: `${when.zh} 第 ${component} 条`, en: `Clause ${component}, ${when.en}` });
    if (evaluation.missing === null) return [title, '', tableText(evaluation.nodes, language), ''];
    const name = figureName(evaluation.missing);
    return [`${title}: ${say({ zh: `缺少${name}`, en: `${name} is missing` })}`, ''];
  });
  const amount = (name: Words, fen: bigint): string =>
    say({
      zh: `${name.zh} ${amountText(fen)} 元(${uppercaseOf(fen)})`,
      en: `${name.en} ${amountText(fen)} yuan (${uppercaseOf(fen)})`,
    });
  return [
    ...lines,
    amount({ zh: '合计', en: 'Total' }, result.totalFen),
    ...result.totals.map(({ fund, amountFen }) =>
      amount({ zh: `第 ${fund} 个基金`, en: `Fund ${fund}` }, amountFen),
    ),
    ...result.unused.map((one) =>
      say({ zh: `未用到:${figureName(one)}`, en: `Not asked for: ${figureName(one)}` }),
    ),
  ];
}
