// The heads and feet that documents of the books have in common.
import type { Telling } from '../../../kernel/document.js';
import type { Text } from '../../../kernel/text.js';
import { lastDayOf } from '../../revenue-sharing/rules/terms.js';
import { periodWords } from '../../revenue-sharing/rules/words.js';
import type { Period } from '../../revenue-sharing/rules/periods.js';
import type { Chart, ChartAccount } from '../rules/charts/chart.js';
import type { Books, FundHead } from './reading.js';

/** A text of both languages in that of the reader. */
export function worded({ say }: Telling, { zh, en }: Text): string {
  return say(zh, en);
}

/** Whose books, of which period. */
export function subtitleOf(fund: FundHead, period: Period, telling: Telling): readonly string[] {
  const { say } = telling;
  const place = [fund.division?.name, fund.host?.name].filter(Boolean).join(' · ');
  return [
    `${say('基金', 'Fund')}: ${fund.name}${place === '' ? '' : `(${place})`}${fund.synthetic ? say(' 【示例数据】', ' [invented for demonstration]') : ''}`,
    `${say('期间', 'Period')}: ${worded(telling, periodWords(period))}(${period.from} ${say('至', 'to')} ${lastDayOf(period)}) ${say('单位', 'Unit')}: ${say('人民币元', 'yuan (CNY)')}`,
  ];
}

/** As of what a document is told, so that it can be told apart from a later one. */
export function stampLine({ stamp }: Books, { say, today }: Telling): string {
  return stamp === null
    ? say(`编制日期: ${today};尚无凭证。`, `Made on ${today}; nothing is posted yet.`)
    : say(
        `编制日期: ${today};截至第 ${stamp.number} 号凭证(${instant(stamp.recordedAt)})。`,
        `Made on ${today}; as of voucher ${stamp.number} (${instant(stamp.recordedAt)}).`,
      );
}

function instant(at: string): string {
  return at.slice(0, 19).replace('T', ' ');
}

/** By which standard the accounts are called as they are. */
export function chartTitle({ title, document }: Chart, telling: Telling): string {
  return `${telling.say('会计制度', 'Standard')}: ${worded(telling, title)}(${document})`;
}

/** The same, with what its reader has to know. */
export function chartLine(chart: Chart, telling: Telling): string {
  return `${chartTitle(chart, telling)}。${worded(telling, chart.note)}`;
}

/** An account with its detail, as ledgers are titled. */
export function accountName(
  account: ChartAccount,
  detail: Text | null | undefined,
  telling: Telling,
): string {
  const name = worded(telling, account.name);
  return detail ? `${name}——${worded(telling, detail)}` : name;
}

/** The side of a balance, as ledgers say it: 借, 贷, or 平 for none. */
export function sideOf(netFen: bigint, { say }: Telling): string {
  return netFen > 0n ? say('借', 'Dr') : netFen < 0n ? say('贷', 'Cr') : say('平', 'nil');
}
