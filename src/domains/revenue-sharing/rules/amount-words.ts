// What is made of amounts in a calculation (sums, limits, waivers, days), in sentences that a resident understands.
import { fraction, percentOf, wholePpm } from '../../../kernel/money.js';
import type { Period, Span } from './periods.js';
import type { Node } from './tree.js';
import { amountText, exactWords, periodWords, spanWords, told, type Exact, type Words } from './words.js';

/** Days of a period that count, of how many. */
export interface Days {
  readonly days: bigint;
  readonly of: bigint;
}

/** Amounts that are added. */
export function sum(count: number, exact: Exact): Words {
  return told(
    [exact],
    (yuan) => `以上 ${count} 项合计 ${yuan} 元`,
    (yuan) => `These ${count} together make ${yuan} yuan`,
  );
}

/** The highest or the lowest of amounts. */
export function extreme(kind: 'MAX' | 'MIN', exact: Exact): Words {
  const isMax = kind === 'MAX';
  return told(
    [exact],
    (yuan) => `取其中${isMax ? '较高' : '较低'}者:${yuan} 元`,
    (yuan) => `The ${isMax ? 'higher' : 'lower'} of them counts: ${yuan} yuan`,
  );
}

/** An amount beside its floor or its cap. */
export function limit(kind: 'FLOOR' | 'CAP', amount: Exact, holds: boolean, exact: Exact): Words {
  const isFloor = kind === 'FLOOR';
  return told(
    [amount, exact],
    (bound, yuan) => `${isFloor ? '保底' : '封顶'} ${bound} 元,${holds ? '按此计' : '未触及'}:${yuan} 元`,
    (bound, yuan) =>
      `${isFloor ? 'No less' : 'No more'} than ${bound} yuan, which ${holds ? 'counts' : 'does not matter here'}: ${yuan} yuan`,
  );
}

/** An upper limit. */
export function atMost(exact: Exact): Words {
  return told(
    [exact],
    (yuan) => `不得超过 ${yuan} 元`,
    (yuan) => `No more than ${yuan} yuan`,
  );
}

/** A part of an amount. */
export function scale(ratePpm: number, below: Exact, exact: Exact): Words {
  const rate = percentOf(ratePpm);
  return told(
    [below, exact],
    (all, yuan) => `${all} 元的 ${rate}% 为 ${yuan} 元`,
    (all, yuan) => `${rate}% of ${all} yuan is ${yuan} yuan`,
  );
}

/** What is lacking to the guaranteed amount of a year. */
export function guarantee(period: Period, least: Exact, countedFen: bigint, exact: Exact): Words {
  const [when, counted] = [periodWords(period), amountText(countedFen)];
  return told(
    [least, exact],
    (amount, yuan) => `${when.zh}保底 ${amount} 元,各期应付合计 ${counted} 元,须补 ${yuan} 元`,
    (amount, yuan) =>
      `${amount} yuan are guaranteed for ${when.en}, and ${counted} yuan fell due in its periods; ${yuan} yuan are lacking`,
  );
}

/** What is due beside what was paid in advance. */
export function advance(period: Period, dueFen: bigint, paidFen: bigint): Words {
  const [when, due, paid] = [periodWords(period), amountText(dueFen), amountText(paidFen)];
  const rest = amountText(dueFen - paidFen);
  return {
    zh: `${when.zh}应付 ${due} 元,已预缴 ${paid} 元,差额 ${rest} 元`,
    en: `${due} yuan are due for ${when.en}, ${paid} were to be paid in advance, which leaves ${rest} yuan`,
  };
}

/** Days of grace. */
export function grace(until: string, exact: Exact): Words {
  return told(
    [exact],
    (yuan) => `${until} 之前免缴,其后应付 ${yuan} 元`,
    (yuan) => `Nothing is due for the days before ${until}; after them ${yuan} yuan are`,
  );
}

/** A waiver for some days. */
export function waive({ ratePpm }: Node<'WAIVE'>, days: Span, part: Exact, exact: Exact): Words {
  const [when, rate] = [spanWords(days), percentOf(ratePpm)];
  return told(
    [part, exact],
    (amount, yuan) => `${when.zh}的 ${amount} 元减免 ${rate}%,余 ${yuan} 元`,
    (amount, yuan) => `${rate}% of the ${amount} yuan of ${when.en} are waived, which leaves ${yuan} yuan`,
  );
}

/** An amount that has risen so many times. */
export function index(
  { ratePpm, everyYears }: Node<'INDEX'>,
  rises: number,
  before: Exact,
  exact: Exact,
): Words {
  const factor = exactWords(fraction(BigInt(wholePpm + ratePpm), BigInt(wholePpm)), 0).en;
  const power = rises === 1 ? '' : `^${rises}`;
  return told(
    [before, exact],
    (base, yuan) => `每 ${everyYears} 年递增,已递增 ${rises} 次:${base} 元 × ${factor}${power} = ${yuan} 元`,
    (base, yuan) =>
      `It rises every ${everyYears} years and has risen ${rises} times: ${base} yuan × ${factor}${power} = ${yuan} yuan`,
  );
}

/** What holds from a contract year on. */
export function step(fromYear: number, exact: Exact): Words {
  return told(
    [exact],
    (yuan) => `自第 ${fromYear} 个合同年度起适用:${yuan} 元`,
    (yuan) => `What holds from contract year ${fromYear} on: ${yuan} yuan`,
  );
}

/** Pieces of a period that are counted apart. */
export function pieces(period: Period, count: number, exact: Exact): Words {
  const when = periodWords(period);
  return told(
    [exact],
    (yuan) => `${when.zh}跨 ${count} 段,按天分段合计 ${yuan} 元`,
    (yuan) => `${when.en} falls into ${count} pieces, counted by days, which together make ${yuan} yuan`,
  );
}

/** Days for which nothing holds. */
export function nothing(period: Period): Words {
  const when = periodWords(period);
  return { zh: `${when.zh}无应付`, en: `Nothing is due for ${when.en}` };
}

/** A fixed amount by the days of the period on which it is owed. */
export function prorate(period: Period, { days, of }: Days, whole: Exact, exact: Exact): Words {
  const when = periodWords(period);
  return told(
    [whole, exact],
    (before, after) =>
      `${when.zh}共 ${of} 天,按其中 ${days} 天折算:${before} 元 × ${days}/${of} = ${after} 元`,
    (before, after) =>
      `${days} of the ${of} days of ${when.en} count: ${before} yuan × ${days}/${of} = ${after} yuan`,
  );
}

/** The part of one version of the agreement in a period that several share. */
export function versionDays(period: Period, { days, of }: Days, whole: Exact, exact: Exact): Words {
  const when = periodWords(period);
  return told(
    [whole, exact],
    (before, after) =>
      `协议在${when.zh}有效 ${of} 天,其中本版本 ${days} 天:${before} 元 × ${days}/${of} = ${after} 元`,
    (before, after) =>
      `The agreement is in force on ${of} days of ${when.en}, this version of it on ${days}: ${before} yuan × ${days}/${of} = ${after} yuan`,
  );
}

/** The part of some days of a period. */
export function someDays(span: Span): typeof versionDays {
  const which = spanWords(span);
  return (period, { days, of }, whole, exact) =>
    told(
      [whole, exact],
      (before, after) =>
        `${which.zh}共 ${days} 天,占${periodWords(period).zh}有效 ${of} 天:${before} 元 × ${days}/${of} = ${after} 元`,
      (before, after) =>
        `${which.en} are ${days} of the ${of} days in force in ${periodWords(period).en}: ${before} yuan × ${days}/${of} = ${after} yuan`,
    );
}
