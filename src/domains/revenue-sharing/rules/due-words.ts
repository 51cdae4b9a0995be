// What is due, and what each fund gets of it, in sentences that a resident understands.
import type { Rounding } from '../../../kernel/money.js';
import type { Period } from './periods.js';
import {
  amountText,
  exactWords,
  periodWords,
  roundingTerms,
  yuanWords,
  type Exact,
  type Words,
} from './words.js';

/** What is due: the exact amount and what the rounding makes of it. */
export function due(period: Period, exact: Exact, dueFen: bigint, rounding: Rounding | 'ABOVE'): Words {
  const [when, yuan] = [periodWords(period), yuanWords(exact)];
  const paid = amountText(dueFen);
  if (rounding === 'ABOVE')
    return {
      zh: `${when.zh}应付须高于 ${yuan.zh} 元,计至分为 ${paid} 元`,
      en: `For ${when.en} more than ${yuan.en} yuan are due, to the fen: ${paid} yuan`,
    };
  if (exact.d === 1n)
    return exact.s < 0n
      ? {
          zh: `${when.zh}多付 ${amountText(-dueFen)} 元,转为预存`,
          en: `For ${when.en} ${amountText(-dueFen)} yuan were paid too much and become credit`,
        }
      : {
          zh: `${when.zh}应付 ${yuan.zh} 元,恰到分,无须舍入`,
          en: `For ${when.en} ${yuan.en} yuan are due; there is nothing to round`,
        };
  const mode = roundingTerms[rounding];
  return {
    zh: `${when.zh}应付 ${yuan.zh} 元,计至分(${mode.zh})为 ${paid} 元`,
    en: `For ${when.en} ${yuan.en} yuan are due, rounded to the fen (${mode.en}): ${paid} yuan`,
  };
}

/** A fund's part of what a waterfall leads to funds. */
export function fundPart(fund: number, amountFen: bigint): Words {
  const amount = amountText(amountFen);
  return { zh: `归第 ${fund} 个基金 ${amount} 元`, en: `Fund ${fund} gets ${amount} yuan` };
}

/** What a fund gets, with what was left below one fen and whether it earned the fund another fen. */
export function share(fund: number, weight: Exact, exact: Exact, amountFen: bigint): Words {
  const [part, yuan, amount] = [exactWords(weight.mul(100n), 0), yuanWords(exact), amountText(amountFen)];
  const zh = `其中 ${part.zh}% 归第 ${fund} 个基金:${yuan.zh} 元`;
  const en = `${part.en}% of it goes to fund ${fund}: ${yuan.en} yuan`;
  const rest = exact.mod(1n).abs();
  if (rest.n === 0n) return { zh, en };
  const left = exactWords(rest, 0);
  return exact.abs().floor().n === (amountFen < 0n ? -amountFen : amountFen)
    ? {
        zh: `${zh},余数 ${left.zh} 分较小,舍去,得 ${amount} 元`,
        en: `${en}; its remainder of ${left.en} fen is not among the largest and is dropped, which makes ${amount} yuan`,
      }
    : {
        zh: `${zh},余数 ${left.zh} 分较大,补足一分,得 ${amount} 元`,
        en: `${en}; its remainder of ${left.en} fen is among the largest and is made a whole fen, which makes ${amount} yuan`,
      };
}
