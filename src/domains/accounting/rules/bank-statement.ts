// What a statement is as a whole: its days, its balances, and by what each movement is known again.
import { createHash } from 'node:crypto';
import { fault, type Fault } from '../../../kernel/errors.js';
import { yuanOf } from '../../../kernel/money.js';
import type { ReadLine } from './bank-lines.js';

/** What who imports a statement says of it, where the file does not. */
export interface Told {
  readonly from: string | null;
  readonly through: string | null;
  readonly openingFen: bigint | null;
  readonly closingFen: bigint | null;
}

/** The days and balances of a statement. */
export interface Frame {
  readonly firstOn: string;
  readonly lastOn: string;
  readonly openingFen: bigint;
  readonly closingFen: bigint;
}

/** The frame of a statement, or what is wrong with it. */
export function frameOf(
  lines: readonly ReadLine[],
  { from, through, openingFen: given, closingFen }: Told,
  today: string,
): { readonly frame: Frame; readonly faults: readonly Fault[] } {
  const days = lines.map(({ bookedOn }) => bookedOn).sort();
  const firstOn = from ?? days[0] ?? through ?? '';
  const lastOn = through ?? days.at(-1) ?? from ?? '';
  const [first] = lines;
  const found = first === undefined || first.balanceFen === null ? null : first.balanceFen - first.amountFen;
  const openingFen = found ?? given ?? 0n;
  const sum = lines.reduce((total, { amountFen }) => total + amountFen, 0n);
  const expected = openingFen + sum;
  const closing = closingFen ?? lines.at(-1)?.balanceFen ?? expected;
  const outside = lines.find(({ bookedOn }) => bookedOn < firstOn || bookedOn > lastOn);
  const params = { opening: yuanOf(openingFen), sum: yuanOf(sum), expected: yuanOf(expected) };
  return {
    frame: { firstOn, lastOn, openingFen, closingFen: closing },
    faults: [
      ...(firstOn !== '' && firstOn <= lastOn && lastOn <= today
        ? []
        : [fault('bank-statement-days-in-order', ['through'])]),
      ...(outside === undefined
        ? []
        : [
            fault('bank-statement-within-its-days', ['file'], {
              row: outside.sheetRow,
              on: outside.bookedOn,
              from: firstOn,
              through: lastOn,
            }),
          ]),
      ...(found === null && given === null
        ? [fault('bank-statement-tells-its-balance', ['openingBalance'])]
        : []),
      ...(found !== null && given !== null && found !== given
        ? [
            fault('bank-statement-opens-as-told', ['openingBalance'], {
              given: yuanOf(given),
              found: yuanOf(found),
            }),
          ]
        : []),
      ...(closing === expected
        ? []
        : [fault('bank-statement-adds-up', ['closingBalance'], { ...params, closing: yuanOf(closing) })]),
    ],
  };
}

/**
 * By what each movement is known again in a later statement: the bank's own number with day and amount, and without one
 * by all that the bank says of it. Those that are alike are counted. A digest, because it holds an account's number.
 */
export function identitiesOf(lines: readonly ReadLine[]): readonly string[] {
  const counted = new Map<string, number>();
  return lines.map(
    ({ bookedOn, amountFen, balanceFen, counterpartyName, counterpartyAccount, reference }) => {
      const parts =
        reference === null
          ? [counterpartyName, counterpartyAccount, balanceFen === null ? null : String(balanceFen)]
          : [reference];
      const known = JSON.stringify([bookedOn, String(amountFen), ...parts]);
      const count = (counted.get(known) ?? 0) + 1;
      counted.set(known, count);
      return createHash('sha256').update(`${known} ${count}`).digest('hex');
    },
  );
}

/** A statement that stands, with what its fund's account moved by between its first day and that of another. */
export interface Neighbour {
  readonly firstOn: string;
  readonly lastOn: string;
  readonly openingFen: bigint;
  /** Movements from the earlier one's first day to before the later one's. */
  readonly betweenFen: bigint;
}

/** Whether two statements that overlap or follow each other agree about the balance where the later one begins. */
export function continuityFaults(frame: Frame, neighbours: readonly Neighbour[]): readonly Fault[] {
  return neighbours.flatMap(({ firstOn, lastOn, openingFen, betweenFen }) => {
    const later = firstOn <= frame.firstOn;
    const [on, expected, found] = later
      ? [frame.firstOn, openingFen + betweenFen, frame.openingFen]
      : [firstOn, openingFen, frame.openingFen + betweenFen];
    const params = { firstOn, lastOn, on, expected: yuanOf(expected), found: yuanOf(found) };
    return expected === found ? [] : [fault('bank-statement-continues-the-others', ['file'], params)];
  });
}
