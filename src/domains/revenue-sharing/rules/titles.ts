// Clauses in words: 每月固定 1,800.00 元, 10% of the yearly profit.
import { percentOf, wholePpm } from '../../../kernel/money.js';
import type { Component } from './components.js';
import type { Band, Based, Measure, Per, ShareRule } from './tree.js';
import { amountText, countText, figureText, measureTerms, perTerms, spanWords, type Words } from './words.js';

/** Agreements say this one more briefly than a calculation may, which must tell whose share it is. */
const clauseTerms: Partial<Record<Measure, string>> = { SHARE_RECEIVED: '收益分成' };

/** A base with what is taken off it. */
function baseWords({ base, less = [], taxPpm }: Based): Words {
  const off = {
    zh: [
      ...(less.length ? [`扣除${less.map((one) => measureTerms[one].zh).join('、')}`] : []),
      ...(taxPpm === undefined ? [] : [`不含 ${percentOf(taxPpm)}% 的税`]),
    ],
    en: [
      ...(less.length ? [`less ${less.map((one) => measureTerms[one].en).join(', ')}`] : []),
      ...(taxPpm === undefined ? [] : [`without the ${percentOf(taxPpm)}% tax in it`]),
    ],
  };
  return {
    zh: `${clauseTerms[base] ?? measureTerms[base].zh}${off.zh.length ? `(${off.zh.join(',')})` : ''}`,
    en: [measureTerms[base].en, ...off.en].join(' '),
  };
}

function part(base: Words, per: Per, ratePpm: number, way: 'of' | 'least' | 'more'): Words {
  const { every, of } = perTerms[per];
  const [all, rate] = [ratePpm === wholePpm, percentOf(ratePpm)];
  const en = `${all ? 'all' : `${rate}%`} of the ${of.en}${base.en}`;
  if (way === 'of') return { zh: all ? `${every.zh}全部${base.zh}` : `${of.zh}${base.zh}的 ${rate}%`, en };
  const than = all ? `全部${base.zh}` : `${base.zh}的 ${rate}%`;
  return way === 'least'
    ? { zh: `${every.zh}不低于${than}`, en: `at least ${en}` }
    : { zh: `${every.zh}高于${than}`, en: `more than ${en}` };
}

function bandWords(bands: readonly Band[]): Words {
  const upTo = (fen: bigint | null): Words =>
    fen === null
      ? { zh: '以上', en: 'above' }
      : { zh: `至 ${amountText(fen)} 元`, en: `up to ${amountText(fen)} yuan` };
  const one = ({ upToFen, ratePpm }: Band): Words => {
    const [rate, to] = [percentOf(ratePpm), upTo(upToFen)];
    return { zh: `${to.zh} ${rate}%`, en: `${rate}% ${to.en}` };
  };
  return {
    zh: bands.map((band) => one(band).zh).join('、'),
    en: bands.map((band) => one(band).en).join(', '),
  };
}

/** Words one after the other. */
export const joined = (parts: readonly Words[], zh: string, en: string): Words => ({
  zh: parts.map((one) => one.zh).join(zh),
  en: parts.map((one) => one.en).join(en),
});

/** A node in words, with all below it. */
export function nodeWords(node: ShareRule): Words {
  const below =
    'of' in node && !Array.isArray(node.of) ? nodeWords(node.of as ShareRule) : { zh: '', en: '' };
  const beside = (zh: string, en: string): Words => ({ zh: `${below.zh},${zh}`, en: `${below.en}, ${en}` });
  switch (node.kind) {
    case 'FIXED': {
      const [amount, { every }] = [amountText(node.amountFen), perTerms[node.per]];
      return { zh: `${every.zh}固定 ${amount} 元`, en: `${amount} yuan fixed${every.en}` };
    }
    case 'PERCENT':
      return part(baseWords(node), node.per, node.ratePpm, 'of');
    case 'AT_LEAST':
      return part(baseWords(node), node.per, node.ratePpm, node.strict ? 'more' : 'least');
    case 'PER_UNIT': {
      const [price, { every }] = [amountText(node.priceFen), perTerms[node.per]];
      const unit = figureText(node.measure, 100n);
      const term = measureTerms[node.measure];
      return {
        zh: `${every.zh}按${term.zh}计,每${unit.zh.replace(/^1 /, '')} ${price} 元`,
        en: `${price} yuan for each of the ${term.en}${every.en}`,
      };
    }
    case 'TIERED': {
      const [{ of }, base, bands] = [perTerms[node.per], baseWords(node), bandWords(node.bands)];
      return node.mode === 'WHOLE'
        ? {
            zh: `${of.zh}${base.zh}全额累进(${bands.zh})`,
            en: `of all the ${of.en}${base.en}, by its size: ${bands.en}`,
          }
        : {
            zh: `${of.zh}${base.zh}超额累进(${bands.zh})`,
            en: `of the ${of.en}${base.en} by bands: ${bands.en}`,
          };
    }
    case 'WATERFALL': {
      const [{ of }, base] = [perTerms[node.per], baseWords(node)];
      return {
        zh: `${of.zh}${base.zh}按顺序分 ${node.steps.length} 步分配`,
        en: `the ${of.en}${base.en} distributed in ${node.steps.length} steps`,
      };
    }
    case 'IN_KIND': {
      const [hours, { every }] = [countText(node.hoursCenti), perTerms[node.per]];
      const price = node.priceFen === null ? null : amountText(node.priceFen);
      return {
        zh: `${every.zh}服务 ${hours} 小时${price === null ? '' : `,不足部分每小时 ${price} 元`}`,
        en: `${hours} hours of service${every.en}${price === null ? '' : `, ${price} yuan for each that lacks`}`,
      };
    }
    case 'MATCH': {
      const [rate, base, { of }] = [percentOf(node.ratePpm), measureTerms[node.base], perTerms[node.per]];
      const cap = node.capFen === null ? null : amountText(node.capFen);
      return {
        zh: `按${of.zh}${base.zh}的 ${rate}% 配捐${cap === null ? '' : `,累计不超过 ${cap} 元`}`,
        en: `${rate}% of the ${of.en}${base.en} matched${cap === null ? '' : `, up to ${cap} yuan in all`}`,
      };
    }
    case 'PLEDGE': {
      const amount = amountText(node.instalments.reduce((sum, { amountFen }) => sum + amountFen, 0n));
      const count = node.instalments.length;
      return { zh: `认捐 ${amount} 元,分 ${count} 期`, en: `a pledge of ${amount} yuan in ${count} parts` };
    }
    case 'PRORATE':
    case 'SPLIT':
      return below;
    case 'GRACE':
      return beside(`${node.until} 之前免缴`, `nothing for the days before ${node.until}`);
    case 'WAIVE': {
      const [days, rate] = [spanWords(node), percentOf(node.ratePpm)];
      return beside(`${days.zh} 减免 ${rate}%`, `${rate}% of it waived from ${days.en}`);
    }
    case 'INDEX': {
      const [rate, years] = [percentOf(node.ratePpm), node.everyYears];
      return beside(`每 ${years} 年递增 ${rate}%`, `rising by ${rate}% every ${years} years`);
    }
    case 'CARRY_FORWARD_LOSS':
      return beside('以前亏损先行弥补', 'after losses of earlier periods are made up for');
    case 'MAX': {
      const all = joined(node.of.map(nodeWords), '与', ' and ');
      return { zh: `${all.zh}孰高`, en: `the higher of ${all.en}` };
    }
    case 'MIN': {
      const all = joined(node.of.map(nodeWords), '与', ' and ');
      return { zh: `${all.zh}孰低`, en: `the lower of ${all.en}` };
    }
    case 'SUM':
      return joined(node.of.map(nodeWords), ',加', ', plus ');
    case 'FLOOR':
      return beside(
        `保底 ${amountText(node.amountFen)} 元`,
        `but no less than ${amountText(node.amountFen)} yuan`,
      );
    case 'CAP':
      return beside(
        `封顶 ${amountText(node.amountFen)} 元`,
        `but no more than ${amountText(node.amountFen)} yuan`,
      );
    case 'AT_MOST':
      return { zh: `不超过${below.zh}`, en: `at most ${below.en}` };
    case 'SCALE': {
      const rate = percentOf(node.ratePpm);
      return { zh: `(${below.zh})的 ${rate}%`, en: `${rate}% of (${below.en})` };
    }
    case 'STEP_UP':
      return joined(
        node.steps.map(({ fromYear, of }) => {
          const words = nodeWords(of);
          return {
            zh: `第 ${fromYear} 合同年度起${words.zh}`,
            en: `from contract year ${fromYear} on ${words.en}`,
          };
        }),
        ';',
        '; ',
      );
    case 'OFFSET': {
      const [price, cap] = [amountText(node.priceFen), percentOf(node.capPpm)];
      return beside(
        `可以服务抵扣(每小时 ${price} 元,至多 ${cap}%)`,
        `of which service pays up to ${cap}% at ${price} yuan an hour`,
      );
    }
    case 'GUARANTEE': {
      const amount = amountText(node.amountFen);
      return { zh: `年度保底 ${amount} 元,不足部分年终补足`, en: `what lacks to ${amount} yuan a year` };
    }
    case 'ADVANCE': {
      const [{ every }, amount] = [perTerms[node.per], amountText(node.amountFen)];
      return {
        zh: `${below.zh},扣除${every.zh}预缴的 ${amount} 元`,
        en: `${below.en}, less ${amount} yuan paid in advance${every.en}`,
      };
    }
    case 'LATE_CHARGE': {
      const [rate, days] = [percentOf(node.dailyRatePpm), node.graceDays];
      return beside(
        `逾期${days ? ` ${days} 天后` : ''}每日加收 ${rate}%`,
        `plus ${rate}% a day if late${days ? ` by more than ${days} days` : ''}`,
      );
    }
  }
}

/** A clause in words: 每月固定 1,800.00 元. */
export function clauseTitle({ node }: Pick<Component, 'node'>): Words {
  return nodeWords(node);
}
