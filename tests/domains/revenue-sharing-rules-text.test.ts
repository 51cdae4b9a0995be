// Rules as text, with the place of what is wrong; calculations as tables.
import { describe, expect, test } from '@jest/globals';
import { analyseRule } from '../../src/domains/revenue-sharing/rules/analyse.js';
import { faultWords } from '../../src/domains/revenue-sharing/rules/analysis-texts.js';
import { kinds } from '../../src/domains/revenue-sharing/rules/forms.js';
import { parseRule } from '../../src/domains/revenue-sharing/rules/parse.js';
import { printRule } from '../../src/domains/revenue-sharing/rules/print.js';
import { simulate, type Figure } from '../../src/domains/revenue-sharing/rules/simulate.js';
import { calculationTable, tableText } from '../../src/domains/revenue-sharing/rules/table.js';
import { RuleSyntaxError } from '../../src/domains/revenue-sharing/rules/tokens.js';
import type { ShareRule } from '../../src/domains/revenue-sharing/rules/tree.js';

/** Canonical texts, each with what it says. */
const texts: readonly (readonly [string, ShareRule])[] = [
  ['Fixed(1800.00, MONTH)', { kind: 'FIXED', amountFen: 180_000n, per: 'MONTH' }],
  [
    'AtLeast(50%, MAINTENANCE_FEE, QUARTER, strict: true)',
    { kind: 'AT_LEAST', ratePpm: 500_000, base: 'MAINTENANCE_FEE', strict: true, per: 'QUARTER' },
  ],
  [
    'Percent(12.5%, REVENUE, YEAR, less: [COST, RENT], tax: 1%)',
    {
      kind: 'PERCENT',
      ratePpm: 125_000,
      base: 'REVENUE',
      less: ['COST', 'RENT'],
      taxPpm: 10_000,
      per: 'YEAR',
    },
  ],
  ['PerUnit(0.50, UNITS, MONTH)', { kind: 'PER_UNIT', priceFen: 50n, measure: 'UNITS', per: 'MONTH' }],
  [
    'Tiered(WHOLE, [100000.00: 10%, rest: 20%], REVENUE, YEAR)',
    {
      kind: 'TIERED',
      mode: 'WHOLE',
      bands: [
        { upToFen: 10_000_000n, ratePpm: 100_000 },
        { upToFen: null, ratePpm: 200_000 },
      ],
      base: 'REVENUE',
      per: 'YEAR',
    },
  ],
  [
    'Waterfall(PROFIT, [(recover: 500.00, recovered: 350.00), (rate: 50%, fund: 1), ()], YEAR)',
    {
      kind: 'WATERFALL',
      base: 'PROFIT',
      steps: [
        { recoverFen: 50_000n, recoveredFen: 35_000n, ratePpm: null, fund: null },
        { recoverFen: null, recoveredFen: 0n, ratePpm: 500_000, fund: 1 },
        { recoverFen: null, recoveredFen: 0n, ratePpm: null, fund: null },
      ],
      per: 'YEAR',
    },
  ],
  ['InKind(19.5, YEAR, price: 60.00)', { kind: 'IN_KIND', hoursCenti: 1950n, priceFen: 6_000n, per: 'YEAR' }],
  ['InKind(100, YEAR)', { kind: 'IN_KIND', hoursCenti: 10_000n, priceFen: null, per: 'YEAR' }],
  [
    'Match(100%, DONATION, YEAR, cap: 30000.00, matched: 1.00)',
    {
      kind: 'MATCH',
      ratePpm: 1_000_000,
      base: 'DONATION',
      capFen: 3_000_000n,
      matchedFen: 100n,
      per: 'YEAR',
    },
  ],
  [
    'Pledge([2024-06-30: 500.00, 2024-12-31: 500.00], HALF_YEAR)',
    {
      kind: 'PLEDGE',
      instalments: [
        { dueOn: '2024-06-30', amountFen: 50_000n },
        { dueOn: '2024-12-31', amountFen: 50_000n },
      ],
      per: 'HALF_YEAR',
    },
  ],
];

describe('a text', () => {
  test.each(texts)('%s is the rule, and the rule is the text', (text, rule) => {
    expect(parseRule(text).rule).toEqual(rule);
    expect(
      printRule(rule)
        .replaceAll(/\n\s*/g, ' ')
        .replaceAll('( ', '(')
        .replaceAll(/ (?=\)$)/g, ''),
    ).toBe(text);
  });

  const tongmeng = `Split(
  Sum(Prorate(Fixed(1800.00, MONTH)), Percent(10%, PROFIT, YEAR)),
  1: 70%,
  2: 20%,
  3: rest
)`;

  test('may be laid out as one likes, name what has a place, and say what it means in comments', () => {
    const written = `# 童萌之家
      Split(of: Sum(
          Prorate(of: Fixed(per: MONTH, amount: 1800)), # 每月
          Percent(10%, per: YEAR, base: PROFIT)), # 年利润
        parts: [1: 70%, 2: 20%, 3: rest])`;
    const { rule } = parseRule(written);
    expect(printRule(rule)).toBe(tongmeng);
    expect(parseRule(tongmeng).rule).toEqual(rule);
  });

  test('calls each kind of node by a name of its own', () => {
    const known = (name: string): string => {
      try {
        parseRule(`${name}(`);
      } catch (error) {
        return (error as RuleSyntaxError).message;
      }
      return '';
    };
    expect(known('Nothing')).toMatch(/^Line 1, column 1: expected a rule \(Fixed, Percent, AtLeast, /);
    const names = /\((.*)\)/.exec(known('Nothing'))![1]!.split(', ');
    expect(names).toHaveLength(kinds.length);
    for (const name of names) expect(known(name)).not.toContain('column 1:');
  });

  test.each([
    ['', 1, 1, 'a rule (Fixed, '],
    [
      'Fixed(1,800.00, MONTH)',
      1,
      9,
      'a length of a period (MONTH, QUARTER, HALF_YEAR, YEAR, UNSTATED), found “800.00”.',
    ],
    ['Fixed(1800.00)', 1, 14, 'per: a length of a period'],
    ['Fixed(1800.00, MONTH', 1, 21, '“,” or “)”, found the end.'],
    ['Fixed(1800.00, MONTH) Fixed', 1, 23, 'the end of the text, found “Fixed”.'],
    ['Fixed(1800.001, MONTH)', 1, 7, 'an amount of yuan such as 1800.00, found “1800.001”.'],
    ['Fixed(1800.00, MONTH, YEAR)', 1, 23, '“)”, found “YEAR”.'],
    ['Fixed(amount: 1, amount: 2)', 1, 18, 'the name of a field (per), found “amount”.'],
    ['Fixed(amount: 1, MONTH)', 1, 18, 'the name of a field (per), found “MONTH”.'],
    ['Percent(10,\n  PROFIT, YEAR)', 1, 9, 'a rate such as 12.5%, found “10”.'],
    ['Percent(10%,\n  GAIN, YEAR)', 2, 3, 'a measure (REVENUE, '],
    ['Percent(10%, PROFIT, YEAR, less: COST)', 1, 34, '“[”, found “COST”.'],
    ['Percent(10%, PROFIT, YEAR, strict: true)', 1, 28, 'the name of a field (less, tax), found “strict”.'],
    ['Sum(\n  Fixed(1.00, MONTH),\n)', 3, 1, 'a rule (Fixed, '],
    ['Split(Fixed(1.00, MONTH), 1: 0.00001%)', 1, 30, 'a rate such as 12.5%, found “0.00001%”.'],
    ['Split(Fixed(1.00, MONTH), 1 70%)', 1, 29, '“:”, found “70%”.'],
    ['Grace(2019-02-29, Fixed(1.00, MONTH))', 1, 7, 'a day such as 2018-09-01, found “2019-02-29”.'],
    ['# 租金𠮷\n租金 Fixed', 2, 1, 'a rule (Fixed, '],
    ['Max('.repeat(50_000), 1, 241, 'a rule of at most 60 levels, found “Max”.'],
  ])('that is none says where and what was expected: %#', (text, line, column, expected) => {
    const read = (): unknown => parseRule(text);
    expect(read).toThrow(RuleSyntaxError);
    expect(read).toThrow(`Line ${line}, column ${column}: expected ${expected}`);
    try {
      read();
    } catch (error) {
      const { place, words } = error as RuleSyntaxError;
      expect(place).toEqual({ line, column });
      expect(words.zh).toMatch(new RegExp(`^第 ${line} 行第 ${column} 列:应为`));
    }
  });

  test('knows the place of whatever the analysis finds wrong', () => {
    const written = `Split(
  Sum(
    Fixed(0.00, MONTH),
    Percent(10%, PROFIT, YEAR, less: [PROFIT]),
    Tiered(WHOLE, [5.00: 1%, 5.00: 2%, rest: 101%], UNITS, YEAR)),
  1: 70%, 9: 20%)`;
    const { rule, placeOf } = parseRule(written);
    const found = analyseRule(rule, { funds: 2 }, []).map((one) => {
      const { line, column } = placeOf(one.path);
      return `${line}:${column} ${one.rule} ${faultWords(one).zh}`;
    });
    expect(found).toEqual([
      '6:3 share-split-whole 各基金的比例之和须为 100%,现为 90%。',
      '6:11 share-split-fund-exists 基金须为清单中第 1 至第 2 个,没有第 9 个。',
      '3:11 share-amount-positive 金额须大于 0 元,现为 0.00 元。',
      '4:38 share-deducts-another-once 扣除项须与基数不同,且不重复。',
      '5:53 share-base-is-money 件数是数量,不是金额;请按件计,或选金额指标。',
      '5:19 share-bands-ascend 各档上限须逐档升高,只有最后一档没有上限;否则有档次永远达不到。',
      '5:46 share-rate-range 比例须大于 0% 且不超过 100%,现为 101%。',
      '1:1 share-fund-receives 清单中的每个基金都须有所得,第 2 个基金没有。',
    ]);
  });
});

describe('a calculation', () => {
  const evaluate = (text: string, ...figures: Figure[]) => {
    const span = { from: '2018-01-01', to: '2019-01-01', rounding: 'HALF_UP' } as const;
    const { evaluation } = simulate(parseRule(text).rule, { ...span, figures }).lines.at(-1)!;
    if (evaluation.missing !== null) throw new Error('A figure is missing.');
    return evaluation.nodes;
  };
  const year = (measure: Figure['measure'], amountFen: bigint): Figure => ({
    measure,
    period: '2018',
    amountFen,
  });

  test('is a table that a person can paste, with the amount in capitals', () => {
    const nodes = evaluate('Split(Percent(10%, PROFIT, YEAR), 1: 70%, 2: rest)', year('PROFIT', 12_654_321n));
    expect(tableText(nodes, 'zh')).toBe(
      `| 步骤 | 精确值 | 计至分 |
| --- | ---: | ---: |
| ·· 2018年度利润为 126,543.21 元 | 126,543.21 |  |
| · 2018年度利润 126,543.21 元的 10% 为 12,654.321 元 | 12,654.321 |  |
| 2018年度应付 12,654.321 元,计至分(四舍五入)为 12,654.32 元 | 12,654.321 | 12,654.32 |
| 其中 70% 归第 1 个基金:8,858.024 元,余数 0.4 分较小,舍去,得 8,858.02 元 | 8,858.024 | 8,858.02 |
| 其中 30% 归第 2 个基金:3,796.296 元,余数 0.6 分较大,补足一分,得 3,796.30 元 | 3,796.296 | 3,796.30 |
| 金额大写 |  | 壹万贰仟陆佰伍拾肆元叁角贰分 |`,
    );
    expect(tableText(nodes, 'en').split('\n').slice(-3)).toEqual([
      '| 70% of it goes to fund 1: 8,858.024 yuan; its remainder of 0.4 fen is not among the largest and is dropped, which makes 8,858.02 yuan | 8,858.024 | 8,858.02 |',
      '| 30% of it goes to fund 2: 3,796.296 yuan; its remainder of 0.6 fen is among the largest and is made a whole fen, which makes 3,796.30 yuan | 3,796.296 | 3,796.30 |',
      '| In capitals |  | 壹万贰仟陆佰伍拾肆元叁角贰分 |',
    ]);
  });

  test('stands in the order of computing: what a step is made of above it', () => {
    const nodes = evaluate(
      'Max(Fixed(3000.00, YEAR), Percent(8%, REVENUE, YEAR))',
      year('REVENUE', 4_500_001n),
    );
    expect(calculationTable(nodes, 'en').map(({ level, exact, rounded }) => [level, exact, rounded])).toEqual(
      [
        [2, '3,000.00', ''],
        [3, '45,000.01', ''],
        [2, '3,600.0008', ''],
        [1, '3,600.0008', ''],
        [0, '3,600.0008', '3,600.00'],
        [0, '', '叁仟陆佰元整'],
      ],
    );
  });

  test('of a loss, of an overpayment and of nothing is told, too', () => {
    const capitals = (text: string, ...figures: Figure[]): string =>
      calculationTable(evaluate(text, ...figures), 'zh').at(-1)!.rounded;
    expect(capitals('Percent(10%, PROFIT, YEAR)', year('PROFIT', -3_500_000n))).toBe('零元整');
    expect(
      capitals('Advance(1000.00, MONTH, Percent(8%, REVENUE, YEAR))', year('REVENUE', 14_000_000n)),
    ).toBe('负捌佰元整');
    expect(calculationTable([], 'zh')).toEqual([]);
  });
});
