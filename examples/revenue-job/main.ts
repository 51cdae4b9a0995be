// Reports what a sheet of monthly figures says to every report that waits for it, and shows what is due and why.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { Graph } from '../client/graph.js';
import { ReportsDocument, SubmitDocument, type ReportsQuery } from './generated/graphql.js';
import { readFigures, sumOf, yuan, type Figure } from './sheet.js';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:4000/graphql' },
    key: { type: 'string' },
    sheet: { type: 'string', default: 'examples/revenue-job/2018.csv' },
  },
});

type Report = ReportsQuery['revenueReports']['nodes'][number];

const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** What the sheet says for a report; null where it lacks a month or a measure. */
function linesFor({ agreement, period, asks }: Report, figures: readonly Figure[]) {
  const sums = asks.map((measure) => ({
    measure,
    fen: sumOf(figures, {
      agreement: agreement!.title,
      measure,
      period,
      from: agreement!.validFrom ?? period,
    }),
  }));
  return sums.flatMap(({ measure, fen }) => (fen === null ? [] : [{ measure, amount: yuan(fen) }])).length ===
    asks.length
    ? sums.map(({ measure, fen }) => ({ measure, amount: yuan(fen!) }))
    : null;
}

/** What a report says, what is due of it to the fen, and how it came. */
function show({ lines, calculations }: Pick<Report, 'lines' | 'calculations'>): void {
  console.log(
    `  申报 ${lines.map(({ measure, amount }) => `${measure} ${amount?.yuan ?? '–'} 元`).join('、')}`,
  );
  for (const { clauseTitle, due, nodes } of calculations.nodes) {
    console.log(`  ${clauseTitle}:应缴 ${due.yuan} 元`);
    for (const { explanation } of nodes) console.log(`    · ${explanation}`);
  }
}

async function work(): Promise<void> {
  const graph = new Graph({ url: options.url, key: options.key });
  const figures = await readFigures(options.sheet);
  const content = new Uint8Array(await readFile(options.sheet));
  const agreements = [...new Set(figures.map(({ agreement }) => agreement))];
  const reports = await graph.allRows(ReportsDocument, { agreements }, (answer) => answer.revenueReports);
  for (const report of reports) {
    const { id, version, period, state, agreement } = report;
    const lines = linesFor(report, figures);
    console.log(`《${agreement!.title}》${period}`);
    if (!['DRAFT', 'RETURNED'].includes(state)) {
      console.log('  此前已申报,未重复提交');
      show(report);
      continue;
    }
    if (lines === null) {
      console.log('  表中月份不全,未申报');
      continue;
    }
    // The key says what is done: this sheet for this version of the report. Whoever sends it again does nothing new.
    const key = `revenue-job-${sha256(`${id} ${version} ${sha256(content)}`).slice(0, 32)}`;
    const file = await graph.upload(
      {
        kind: 'LEDGER_EXTRACT',
        fileName: basename(options.sheet),
        division: agreement!.division!.code,
        content,
      },
      `${key}-file`,
    );
    const { revenueReport, replayed } = await graph.write(SubmitDocument, {
      revenueReport: { id },
      expectedVersion: version,
      lines,
      evidence: [{ file: { id: file } }],
      idempotencyKey: key,
    });
    console.log(replayed ? '  已申报(应答曾丢失,重发未重复入账)' : '  已申报');
    show(revenueReport!);
  }
}

try {
  await work();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
