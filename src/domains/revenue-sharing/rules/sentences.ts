// A whole rule in sentences: each clause with its steps, what was before it, its funds and what paying late costs.
import { percentOf } from '../../../kernel/money.js';
import { componentsOf, isProrated, type Component } from './components.js';
import { nodesBelow } from './forms.js';
import { waterfallWay } from './step-words.js';
import { clauseTitle, joined } from './titles.js';
import type { ShareRule } from './tree.js';
import { amountText, type Words } from './words.js';

/** A whole rule: a sentence per clause. */
export function ruleSentences(rule: ShareRule): readonly Words[] {
  return componentsOf(rule).map((component) => {
    const parts = [
      clauseTitle(component),
      ...prorationOf(component),
      ...nodesBelow(component.node).flatMap(detailsOf),
      ...fundsOf(component),
      ...lateOf(component),
    ];
    const { zh, en } = joined(parts, ';', '; ');
    const { number } = component;
    return { zh: `第 ${number} 条:${zh}。`, en: `Clause ${number}: ${en}.` };
  });
}

function prorationOf(component: Component): readonly Words[] {
  if (!isProrated(component) || component.per === 'UNSTATED') return [];
  return [
    { zh: '不足整期的固定金额按实际天数折算', en: 'fixed amounts of a part of a period count by days' },
  ];
}

/** What the title of a clause leaves out: the steps and instalments, and what was there before the terms. */
function detailsOf(node: ShareRule): readonly Words[] {
  const before = (fen: bigint, zh: string, en: string): readonly Words[] =>
    fen === 0n
      ? []
      : [{ zh: `此前${zh} ${amountText(fen)} 元`, en: `${amountText(fen)} yuan were ${en} before` }];
  switch (node.kind) {
    case 'WATERFALL':
      return node.steps.flatMap((step) => {
        const { how, to } = waterfallWay(step);
        const way = { zh: `${how.zh}归${to.zh}`, en: `${how.en}, to ${to.en}` };
        return [way, ...before(step.recoveredFen, '已收回', 'recovered')];
      });
    case 'PLEDGE':
      return node.instalments.map(({ dueOn, amountFen }) => ({
        zh: `${dueOn} 到期 ${amountText(amountFen)} 元`,
        en: `${amountText(amountFen)} yuan on ${dueOn}`,
      }));
    case 'MATCH':
      return before(node.matchedFen, '已配捐', 'matched');
    case 'CARRY_FORWARD_LOSS':
      return before(node.openingLossFen, '未弥补亏损', 'lost');
    default:
      return [];
  }
}

function fundsOf({ parts }: Component): readonly Words[] {
  if (parts === null) return [];
  const each = parts.map(({ fund, sharePpm }) =>
    sharePpm === null
      ? { zh: `其余归第 ${fund} 个基金`, en: `the rest to fund ${fund}` }
      : { zh: `${percentOf(sharePpm)}% 归第 ${fund} 个基金`, en: `${percentOf(sharePpm)}% to fund ${fund}` },
  );
  return [joined(each, '、', ', ')];
}

function lateOf({ late }: Component): readonly Words[] {
  if (late === null) return [];
  const { graceDays: days, dailyRatePpm } = late;
  const rate = percentOf(dailyRatePpm);
  return [
    {
      zh: `逾期${days ? ` ${days} 天后` : ''}每日加收 ${rate}%`,
      en: `${rate}% a day${days ? ` after ${days} days` : ''} if paid late`,
    },
  ];
}
