// What leaves make due, in sentences that a resident understands.
import { percentOf } from '../../../kernel/money.js';
import type { Period } from './periods.js';
import type { Based, Instalment, Measure, Node, WaterfallStep } from './tree.js';
import {
  amountText,
  countText,
  exactWords,
  figureText,
  measureTerms,
  periodWords,
  told,
  yuanWords,
  type Exact,
  type Words,
} from './words.js';

/** A fixed amount of a period. */
export function fixed(period: Period, amountFen: bigint): Words {
  const [when, amount] = [periodWords(period), amountText(amountFen)];
  return { zh: `${when.zh}固定金额为 ${amount} 元`, en: `The fixed amount for ${when.en} is ${amount} yuan` };
}

/** A part of a base, no less than it, or more than it; of less than nothing, nothing. */
export function partOfBase(
  leaf: Node<'PERCENT'> | Node<'AT_LEAST'>,
  period: Period,
  { found, step }: { readonly found: Exact; readonly step: { readonly kind: string } },
  exact: Exact,
): Words {
  const [when, term, rate] = [periodWords(period), measureTerms[leaf.base], percentOf(leaf.ratePpm)];
  // What was made of the figure first stands in a step of its own.
  const base = step.kind === 'FIGURE' ? term : { zh: `${term.zh}(净额)`, en: `net ${term.en}` };
  const figure = yuanWords(found);
  if (found.lt(0))
    return {
      zh: `${when.zh}${base.zh} ${figure.zh} 元,低于零,其 ${rate}% 按 0.00 元计`,
      en: `${rate}% of the ${base.en} of ${when.en}, ${figure.en} yuan and thus below zero, counts as 0.00 yuan`,
    };
  const result = yuanWords(exact);
  const more = leaf.kind === 'AT_LEAST' && leaf.strict;
  const [zh, en] =
    leaf.kind === 'PERCENT'
      ? ['', '']
      : more
        ? [',应付须高于此数', '; more than that is due']
        : [',应付不低于此数', '; no less than that is due'];
  return {
    zh: `${when.zh}${base.zh} ${figure.zh} 元的 ${rate}% 为 ${result.zh} 元${zh}`,
    en: `${rate}% of the ${base.en} of ${when.en}, ${figure.en} yuan, is ${result.en} yuan${en}`,
  };
}

/** The figure that a part is taken of. */
export function figure(period: Period, measure: Measure, value: bigint): Words {
  const [when, term] = [periodWords(period), measureTerms[measure]];
  const text = figureText(measure, value);
  return {
    zh: `${when.zh}${term.zh}为 ${text.zh}`,
    en: `The figure for ${when.en} is ${text.en} of ${term.en}`,
  };
}

/** A base without costs and tax. */
export function net({ base, less = [], taxPpm }: Based, exact: Exact): Words {
  const costs = { zh: less.map((one) => measureTerms[one].zh), en: less.map((one) => measureTerms[one].en) };
  const tax = taxPpm === undefined ? null : percentOf(taxPpm);
  return told(
    [exact],
    (yuan) =>
      `${measureTerms[base].zh}${costs.zh.length ? `减${costs.zh.join('、')}` : ''}${tax === null ? '' : `,除以 1 + ${tax}%(不含税)`}为 ${yuan} 元`,
    (yuan) =>
      `The ${measureTerms[base].en}${costs.en.length ? ` less ${costs.en.join(', ')}` : ''}${tax === null ? '' : `, without the tax of ${tax}% in it,`} is ${yuan} yuan`,
  );
}

/** What is left of a base after the losses before it. */
export function carried(loss: Exact, own: Exact, left: Exact): Words {
  return told(
    [loss, own, left],
    (before, now, rest) => `以前期间未弥补亏损 ${before} 元,本期 ${now} 元,弥补后为 ${rest} 元`,
    (before, now, rest) =>
      `A loss of ${before} yuan is carried forward; of ${now} yuan in this period ${rest} yuan are left`,
  );
}

/** A price for each of so many. */
export function perUnit(
  { measure, priceFen }: Node<'PER_UNIT'>,
  period: Period,
  count: bigint,
  exact: Exact,
): Words {
  const [when, many, price] = [periodWords(period), figureText(measure, count), amountText(priceFen)];
  return told(
    [exact],
    (yuan) => `${when.zh} ${many.zh} × ${price} 元 = ${yuan} 元`,
    (yuan) => `${many.en} of ${when.en} × ${price} yuan = ${yuan} yuan`,
  );
}

/** All bands together. */
export function tiered(exact: Exact): Words {
  return told(
    [exact],
    (yuan) => `超额累进,各档合计 ${yuan} 元`,
    (yuan) => `The bands together make ${yuan} yuan`,
  );
}

/** The part of a base in one band. */
export function band(
  fromFen: bigint,
  upToFen: bigint | null,
  part: Exact,
  ratePpm: number,
  exact: Exact,
): Words {
  const [from, rate] = [amountText(fromFen), percentOf(ratePpm)];
  const to = upToFen === null ? null : amountText(upToFen);
  return told(
    [part, exact],
    (base, yuan) =>
      `${to === null ? `超过 ${from} 元的部分` : `${from} 元至 ${to} 元的部分`} ${base} 元 × ${rate}% = ${yuan} 元`,
    (base, yuan) =>
      `${base} yuan ${to === null ? `above ${from}` : `between ${from} and ${to}`} yuan × ${rate}% = ${yuan} yuan`,
  );
}

/** All of a base at the rate of the band that it reaches. */
export function tieredWhole(period: Period, base: Exact, ratePpm: number, exact: Exact): Words {
  const when = periodWords(period);
  return told(
    [base, exact],
    (all, yuan) => `全额累进,${when.zh} ${all} 元全部按 ${percentOf(ratePpm)}% 计,为 ${yuan} 元`,
    (all, yuan) => `All ${all} yuan of ${when.en} count at ${percentOf(ratePpm)}%, which makes ${yuan} yuan`,
  );
}

/** What of a net goes to the funds. */
export function waterfall(netExact: Exact, exact: Exact): Words {
  return told(
    [netExact, exact],
    (all, yuan) => `可分配净额 ${all} 元,按顺序分配,归基金 ${yuan} 元`,
    (all, yuan) => `Of ${all} yuan to be distributed in order, ${yuan} yuan go to funds`,
  );
}

/** How a step of a waterfall takes its share, and to whom it goes. */
export function waterfallWay({ recoverFen, ratePpm, fund }: WaterfallStep): {
  readonly how: Words;
  readonly to: Words;
} {
  const to =
    fund === null ? { zh: '各方', en: 'the parties' } : { zh: `第 ${fund} 个基金`, en: `fund ${fund}` };
  if (recoverFen !== null) {
    const all = amountText(recoverFen);
    return { how: { zh: `先行收回(总额 ${all} 元)`, en: `recovered first, of ${all} yuan in all` }, to };
  }
  if (ratePpm === null) return { how: { zh: '其余', en: 'the rest' }, to };
  const rate = `${percentOf(ratePpm)}%`;
  return { how: { zh: rate, en: rate }, to };
}

/** What one step of a waterfall gets. */
export function waterfallStep(step: WaterfallStep, exact: Exact): Words {
  const { how, to } = waterfallWay(step);
  return told(
    [exact],
    (yuan) => `${how.zh}归${to.zh}:${yuan} 元`,
    (yuan) => `To ${to.en}, ${how.en}: ${yuan} yuan`,
  );
}

/** Hours that are owed and served, and what the missing ones cost. */
export function inKind(
  { priceFen }: Node<'IN_KIND'>,
  period: Period,
  owed: Exact,
  served: bigint,
  short: Exact,
  exact: Exact,
): Words {
  const when = periodWords(period);
  const hours = (of: Exact): string => exactWords(of.div(100n), 0).en;
  const [due_, done, lack] = [hours(owed), countText(served), hours(short)];
  if (priceFen === null)
    return {
      zh: `${when.zh}应服务 ${due_} 小时,已服务 ${done} 小时,尚差 ${lack} 小时,不以现金补足`,
      en: `${due_} hours of service are owed for ${when.en} and ${done} are served; the ${lack} that lack are not paid for`,
    };
  const price = amountText(priceFen);
  return told(
    [exact],
    (yuan) => `${when.zh}应服务 ${due_} 小时,已服务 ${done} 小时,差 ${lack} 小时 × ${price} 元 = ${yuan} 元`,
    (yuan) =>
      `${due_} hours of service are owed for ${when.en} and ${done} are served; ${lack} hours × ${price} yuan = ${yuan} yuan`,
  );
}

/** Service that takes the place of money. */
export function offset(
  { priceFen, capPpm }: Node<'OFFSET'>,
  served: bigint,
  worth: Exact,
  most: Exact,
  exact: Exact,
): Words {
  const [hours, price, cap] = [countText(served), amountText(priceFen), percentOf(capPpm)];
  return told(
    [worth, most, exact],
    (value, limit, yuan) =>
      `服务 ${hours} 小时 × ${price} 元 = ${value} 元,抵扣不超过 ${cap}% 即 ${limit} 元,抵扣后为 ${yuan} 元`,
    (value, limit, yuan) =>
      `${hours} hours of service × ${price} yuan = ${value} yuan take the place of at most ${cap}%, ${limit} yuan; ${yuan} yuan are left`,
  );
}

/** As much as somebody gave, up to what is left of the cap. */
export function match(
  { ratePpm, capFen }: Node<'MATCH'>,
  period: Period,
  wanted: Exact,
  left: Exact | null,
  exact: Exact,
): Words {
  const [when, rate] = [periodWords(period), percentOf(ratePpm)];
  if (left === null || capFen === null)
    return told(
      [wanted],
      (yuan) => `${when.zh}按 ${rate}% 配捐 ${yuan} 元`,
      (yuan) => `${rate}% are matched for ${when.en}: ${yuan} yuan`,
    );
  return told(
    [wanted, left, exact],
    (all, rest, yuan) =>
      `${when.zh}按 ${rate}% 应配捐 ${all} 元,上限 ${amountText(capFen)} 元尚余 ${rest} 元,配捐 ${yuan} 元`,
    (all, rest, yuan) =>
      `${rate}% for ${when.en} would be ${all} yuan; of the cap of ${amountText(capFen)} yuan ${rest} are left, so that ${yuan} yuan are matched`,
  );
}

/** What of a pledge falls due. */
export function pledge(period: Period, instalments: readonly Instalment[], exact: Exact): Words {
  const when = periodWords(period);
  const on = instalments.map(({ dueOn }) => dueOn).join('、') || '–';
  return told(
    [exact],
    (yuan) => `${when.zh}到期的认捐(${on})共 ${yuan} 元`,
    (yuan) => `Of the pledge ${yuan} yuan fall due in ${when.en} (${on.replaceAll('、', ', ')})`,
  );
}
