// What was published of a fund's year, and what everybody may see of its sums.
import type { Telling } from '../../../kernel/document.js';
import type { Row, Sheet } from '../../../kernel/sheet.js';
import { flowTerms, goesOut } from '../rules/charts/chart.js';
import { worded } from './heads.js';
import type { FundYear, YearFigure } from './year-reading.js';
import { money, signed, text, type Frame } from './year-tables.js';

/** What was published of the year, each revision as it was told. */
export function figuresSheet({ figures }: FundYear, { subtitle, footer, telling }: Frame): Sheet {
  const { say } = telling;
  return {
    title: say('年度公示数及版次', 'Published figures'),
    subtitle,
    columns: [
      { key: 'year', title: say('年度', 'Year'), kind: 'integer' },
      { key: 'revision', title: say('版次', 'Revision'), kind: 'integer' },
      { key: 'at', title: say('公示时间', 'Published at'), kind: 'text', width: 20 },
      money('income', say('收入合计', 'Income')),
      money('spent', say('年度支出', 'Spent')),
      money('management', say('其中管理费用', 'Of it administration')),
      text('reached', say('支出达上年收入 70%', '70 % of last year’s income'), 16),
      text('within', say('管理费用不超 10%', 'Administration at most 10 %'), 16),
      text('note', say('说明', 'Note'), 40),
    ],
    rows: figures.map((figure) => ({
      year: figure.year,
      revision: figure.revision,
      at: figure.publishedAt.slice(0, 19).replace('T', ' '),
      income: figure.income === null ? null : signed(figure.income),
      spent: signed(figure.spent),
      management: signed(figure.managementSpent),
      reached: verdict(figure.spendingReached, telling),
      within: verdict(figure.managementWithin, telling),
      note: figure.income === null ? withheld(telling) : null,
    })),
    footer,
    wide: true,
  };
}

/** Why a sum is not told. */
function withheld({ say }: Telling): string {
  return say(
    '涉及缴款单位不足五家,为不泄露单个单位的数额,不公示合计',
    'Withheld: of fewer than five payers it would tell what one of them owes',
  );
}

/** What flowed in and out by what it was, as far as it may be seen, and what was published of the whole. */
export function sumsSheet({ flows, figures }: FundYear, { subtitle, footer, telling }: Frame): Sheet {
  const { say } = telling;
  const latest = figures.at(-1);
  const of = (out: boolean): readonly Row[] =>
    flows
      .filter(({ kind }) => goesOut(kind) === out)
      .map(({ kind, amount }) => ({
        item: `\u3000${worded(telling, flowTerms[kind])}`,
        amount: signed(amount),
      }));
  const shares: Row = flows.some(({ kind }) => kind === 'REVENUE_SHARE')
    ? {}
    : {
        item: `\u3000${worded(telling, flowTerms.REVENUE_SHARE)}`,
        note: say('依政策不单独公示', 'not told by itself'),
      };
  const rows: readonly Row[] = [
    {
      item: say('一、收入', 'Income'),
      ...(latest?.income ? { amount: signed(latest.income) } : {}),
      note: noteOf(latest, telling),
    },
    ...of(false),
    ...('item' in shares ? [shares] : []),
    { item: say('二、支出', 'Spending'), ...(latest ? { amount: signed(latest.spent) } : {}) },
    ...of(true),
    ...(latest ? limitRows(latest, telling) : []),
  ];
  return {
    title: say('基金收支公示表', 'Income and spending of a fund'),
    subtitle,
    columns: [
      text('item', say('项目', 'Item'), 34),
      money('amount', say('金额', 'Amount')),
      text('note', say('说明', 'Note'), 44),
    ],
    rows,
    strong: rows.flatMap(({ item }, i) => (String(item).startsWith('\u3000') ? [] : [i])),
    footer,
  };
}

function noteOf(latest: YearFigure | undefined, telling: Telling): string {
  const { say } = telling;
  if (latest === undefined) return say('本年度收入尚未公示', 'The income of the year is not published yet');
  if (latest.income === null) return withheld(telling);
  return say(
    `公示第 ${latest.revision} 版,${latest.publishedAt.slice(0, 10)}`,
    `revision ${latest.revision} of ${latest.publishedAt.slice(0, 10)}`,
  );
}

/** How the year keeps to the limits of the Charity Law, article 61, which hold for foundations that raise money in public. */
function limitRows(
  { managementSpent, spendingReached, managementWithin }: YearFigure,
  telling: Telling,
): readonly Row[] {
  const { say } = telling;
  return [
    {
      item: say('三、年度支出达上年收入 70%', 'Spent 70 % of last year’s income'),
      note: verdict(spendingReached, telling),
    },
    {
      item: say('四、管理费用不超过支出 10%', 'Administration at most 10 % of spending'),
      amount: signed(managementSpent),
      note: verdict(managementWithin, telling),
    },
  ];
}

function verdict(kept: boolean | null, { say }: Telling): string {
  if (kept === null) return say('无法核对,由托管主体说明', 'cannot be told; the host explains it');
  return kept ? say('达标', 'kept') : say('未达标,由托管主体说明', 'not kept; the host explains it');
}
