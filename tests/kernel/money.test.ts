// The arithmetic of money: reading and writing amounts and rates, rounding, splitting, capital numerals.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  fenOf,
  fraction,
  fractionText,
  percentOf,
  ppmOf,
  roundFraction,
  splitByWeights,
  uppercaseOf,
  yuanOf,
  type Rounding,
} from '../../src/kernel/money.js';

const modes: readonly Rounding[] = ['HALF_UP', 'HALF_EVEN', 'DOWN', 'UP'];

describe('yuan', () => {
  test.each<[string, bigint]>([
    ['1800.00', 180_000n],
    ['1800', 180_000n],
    ['1800.5', 180_050n],
    ['0.05', 5n],
    ['0', 0n],
    ['-0.01', -1n],
    ['9999999999999.99', 999_999_999_999_999n],
  ])('%s are %s fen', (yuan, fen) => {
    expect(fenOf(yuan)).toBe(fen);
  });

  test.each([
    ['three decimals', '1.005'],
    ['a point without decimals', '1.'],
    ['a point without a whole', '.5'],
    ['full-width digits', '１８００'],
    ['a full-width point', '1800．00'],
    ['Chinese digits', '一千八百'],
    ['an exponent', '1e3'],
    ['a plus sign', '+1'],
    ['two signs', '--1'],
    ['a space before', ' 1'],
    ['a space after', '1 '],
    ['a line end', '1\n'],
    ['a thousands separator', '1,800'],
    ['a decimal comma', '1,5'],
    ['a leading zero', '01'],
    ['a currency sign', '¥1'],
    ['hexadecimal digits', '0x10'],
    ['nothing', ''],
    ['only a sign', '-'],
    ['fourteen digits', '10000000000000'],
    ['not a number', 'NaN'],
    ['infinity', 'Infinity'],
  ])('are not read from a text with %s', (_, text) => {
    expect(fenOf(text)).toBeNull();
  });

  test('are written with two decimals and read back as the same fen', () => {
    expect([0n, 5n, -5n, 100n, -180_000n].map(yuanOf)).toEqual(['0.00', '0.05', '-0.05', '1.00', '-1800.00']);
    fc.assert(
      fc.property(fc.bigInt(-999_999_999_999_999n, 999_999_999_999_999n), (fen) => {
        expect(fenOf(yuanOf(fen))).toBe(fen);
      }),
    );
  });
});

describe('a rate', () => {
  test.each<[number, string]>([
    [0, '0'],
    [1, '0.0001'],
    [99_900, '9.99'],
    [100_000, '10'],
    [125_000, '12.5'],
    [333_333, '33.3333'],
    [1_000_000, '100'],
    [-125_000, '-12.5'],
  ])('of %i parts per million is %s percent', (ppm, percent) => {
    expect(percentOf(ppm)).toBe(percent);
  });

  test('is read back from its percent exactly', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 99_999_9999 }), (ppm) => ppmOf(percentOf(ppm)) === ppm));
    expect([ppmOf('10.00'), ppmOf('10.0'), ppmOf('0.0001')]).toEqual([100_000, 100_000, 1]);
  });

  test.each(['12.34567', '１０', '10%', '1e1', '+10', '-10', ' 10', '010', '.5', '10.', '', '100000'])(
    'is not read from %j',
    (text) => {
      expect(ppmOf(text)).toBeNull();
    },
  );
});

describe('rounding', () => {
  test.each<[string, bigint, bigint, readonly bigint[]]>([
    ['1/2', 1n, 2n, [1n, 0n, 0n, 1n]],
    ['3/2', 3n, 2n, [2n, 2n, 1n, 2n]],
    ['5/2', 5n, 2n, [3n, 2n, 2n, 3n]],
    ['-1/2', -1n, 2n, [-1n, 0n, 0n, -1n]],
    ['-3/2', -3n, 2n, [-2n, -2n, -1n, -2n]],
    ['1/3', 1n, 3n, [0n, 0n, 0n, 1n]],
    ['2/3', 2n, 3n, [1n, 1n, 0n, 1n]],
    ['7', 7n, 1n, [7n, 7n, 7n, 7n]],
    ['0', 0n, 1n, [0n, 0n, 0n, 0n]],
  ])('of %s goes by the mode', (text, numerator, denominator, expected) => {
    const value = fraction(numerator, denominator);
    expect(fractionText(value)).toBe(text);
    expect(modes.map((mode) => roundFraction(value, mode))).toEqual(expected);
  });

  const exact = fc
    .tuple(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.bigInt(1n, 10n ** 8n))
    .map(([numerator, denominator]) => fraction(numerator, denominator));

  test('stays within one, down never beyond the exact amount, up never short of it', () => {
    fc.assert(
      fc.property(exact, fc.constantFrom(...modes), (value, mode) => {
        const rounded = roundFraction(value, mode);
        expect(value.sub(rounded).abs().lt(1n)).toBe(true);
        if (mode === 'DOWN') expect(fraction(rounded).abs().lte(value.abs())).toBe(true);
        if (mode === 'UP') expect(fraction(rounded).abs().gte(value.abs())).toBe(true);
        if (mode.startsWith('HALF')) expect(value.sub(rounded).abs().mul(2n).lte(1n)).toBe(true);
        expect(roundFraction(value.neg(), mode)).toBe(-rounded);
      }),
    );
  });
});

describe('a split by weights', () => {
  const weights = fc
    .array(fc.bigInt(0n, 1_000_000n), { minLength: 1, maxLength: 20 })
    .filter((list) => list.some((weight) => weight > 0n));
  const amounts = fc.bigInt(-(10n ** 15n), 10n ** 15n);

  test('sums to the amount, each part within one fen of its exact share', () => {
    fc.assert(
      fc.property(amounts, weights, (amount, list) => {
        const parts = splitByWeights(amount, list);
        const sum = list.reduce((total, weight) => total + weight, 0n);
        expect(parts.reduce((total, part) => total + part, 0n)).toBe(amount);
        list.forEach((weight, i) =>
          expect(
            fraction(amount * weight, sum)
              .sub(parts[i]!)
              .abs()
              .lt(1n),
          ).toBe(true),
        );
      }),
    );
  });

  test('of a negative amount mirrors that of the positive one', () => {
    fc.assert(
      fc.property(amounts, weights, (amount, list) => {
        expect(splitByWeights(-amount, list)).toEqual(splitByWeights(amount, list).map((part) => -part));
      }),
    );
  });

  test('gives what is left to the first of equal remainders', () => {
    expect(splitByWeights(10_000n, [1n, 1n, 1n])).toEqual([3_334n, 3_333n, 3_333n]);
    expect(splitByWeights(2n, [1n, 1n, 1n, 1n])).toEqual([1n, 1n, 0n, 0n]);
    fc.assert(
      fc.property(fc.bigInt(0n, 10_000n), fc.integer({ min: 1, max: 20 }), (amount, count) => {
        const parts = splitByWeights(
          amount,
          Array.from({ length: count }, () => 7n),
        );
        expect(parts).toEqual(parts.toSorted((a, b) => (a < b ? 1 : a > b ? -1 : 0)));
      }),
    );
  });

  test('gives nothing to a weight of zero', () => {
    fc.assert(
      fc.property(amounts, weights, (amount, list) => {
        splitByWeights(amount, [...list, 0n]).forEach((part, i) => {
          if ((list[i] ?? 0n) === 0n) expect(part).toBe(0n);
        });
      }),
    );
  });

  test.each([[[]], [[0n]], [[0n, 0n]], [[2n, -1n]]])('by %j is refused', (list) => {
    expect(() => splitByWeights(1n, list)).toThrow(RangeError);
  });
});

describe('capital numerals', () => {
  // The rules on filling in bills (正确填写票据和结算凭证的基本规定) leave open whether a zero before 角 is written.
  test.each<[string, string]>([
    ['1800.00', '壹仟捌佰元整'],
    ['100.05', '壹佰元零伍分'],
    ['107000.53', '壹拾万柒仟元伍角叁分'],
    ['1680.32', '壹仟陆佰捌拾元叁角贰分'],
    ['1409.50', '壹仟肆佰零玖元伍角'],
    ['6007.14', '陆仟零柒元壹角肆分'],
    ['16409.02', '壹万陆仟肆佰零玖元零贰分'],
    ['325.04', '叁佰贰拾伍元零肆分'],
    ['0.05', '伍分'],
    ['0.50', '伍角'],
    ['0.00', '零元整'],
    ['10.00', '壹拾元整'],
    ['100010000.00', '壹亿零壹万元整'],
    ['34254.32', '叁万肆仟贰佰伍拾肆元叁角贰分'],
    ['-12654.32', '负壹万贰仟陆佰伍拾肆元叁角贰分'],
    ['9999999999999.99', '玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
  ])('of %s are %s', (yuan, text) => {
    expect(uppercaseOf(fenOf(yuan)!)).toBe(text);
  });

  /** Reads capital numerals by their own logic, so that writing is not judged by itself. */
  const read = (text: string): bigint => {
    const [, sign, whole = '', jiao = '', fen = ''] =
      /^(负?)(?:([^元]+)元)?零?(?:([^零])角)?零?(?:([^零])分)?整?$/.exec(text)!;
    const digit = (one: string) => BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(one));
    const below = (part: string, units: string): bigint => {
      const unit = units[0];
      if (unit === undefined) return part === '' ? 0n : digit(part);
      const place = part.lastIndexOf(unit);
      const rest = below(part.slice(place + 1).replace(/^零+/, ''), units.slice(1));
      const size = { 亿: 100_000_000n, 万: 10_000n, 仟: 1_000n, 佰: 100n, 拾: 10n }[unit]!;
      const over = unit === '亿' ? '万仟佰拾' : '万' === unit ? '仟佰拾' : '';
      return place < 0 ? rest : below(part.slice(0, place).replace(/^零+/, ''), over) * size + rest;
    };
    const yuan = below(whole === '零' ? '' : whole, '亿万仟佰拾');
    const total = yuan * 100n + (jiao === '' ? 0n : digit(jiao) * 10n) + (fen === '' ? 0n : digit(fen));
    return sign === '负' ? -total : total;
  };

  const amounts = fc.oneof(
    fc.bigInt(-999_999_999_999_999n, 999_999_999_999_999n),
    // Amounts with many zeros, where the numerals are hard.
    fc
      .array(fc.constantFrom('0', '0', '0', '1', '5'), { minLength: 1, maxLength: 15 })
      .map((digits) => BigInt(digits.join(''))),
  );

  test('say the amount, whatever zeros are in it', () => {
    fc.assert(
      fc.property(amounts, (fen) => expect(read(uppercaseOf(fen))).toBe(fen)),
      { numRuns: 2_000 },
    );
  });

  test('end with 整 after 元 and never after 分, with one 零 at a time', () => {
    fc.assert(
      fc.property(amounts, (fen) => {
        const text = uppercaseOf(fen);
        expect(text.endsWith('元整')).toBe(fen % 100n === 0n);
        expect(text).not.toMatch(/零零|分整/);
        if (fen > 100n && fen % 100n !== 0n && fen % 100n < 10n) expect(text).toMatch(/元零.分$/);
      }),
      { numRuns: 2_000 },
    );
  });
});
