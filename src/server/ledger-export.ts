// Makes the file of an exported ledger in any form, chunk by chunk, and its receipt when the file is done.
import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { beancountWriter } from '../domains/accounting/rules/beancount.js';
import { proofRules } from '../domains/accounting/rules/proof.js';
import { hledgerWriter } from '../domains/accounting/rules/hledger.js';
import type { ExportWriter } from '../domains/accounting/rules/journal.js';
import { legRows, legTable } from '../domains/accounting/rules/leg-table.js';
import {
  exportNameOf,
  receiptOf,
  Tally,
  type ExportFormat,
  type MadeBy,
  type Receipt,
} from '../domains/accounting/rules/receipts.js';
import { lastNumberAt, ledgerLines } from '../domains/funds/queries/verify.js';
import type { ExportRecord, Selection } from '../domains/funds/rules/records.js';
import { nowIso } from '../kernel/clock.js';
import { ledgerExports } from '../kernel/config.js';
import { refusal } from '../kernel/errors.js';
import type { Row } from '../kernel/sheet.js';
import { csvOf } from '../platform/sheets/csv.js';
import { xlsxOf } from '../platform/sheets/xlsx.js';

/** What is to be exported, how, and for whom. */
export interface ExportRequest {
  readonly tenant: number;
  readonly format: ExportFormat;
  readonly funds: readonly string[] | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly knownAt: string | null;
  readonly madeBy: MadeBy;
}

/** A file that is made while it is read; its receipt is there when it was read to the end. */
export interface LedgerExport {
  readonly chunks: AsyncGenerator<Uint8Array>;
  readonly receipt: () => Receipt;
}

/** Begins an export. Takes a connection in a transaction that sees one snapshot. */
export async function exportLedger(client: ClientBase, request: ExportRequest): Promise<LedgerExport> {
  const { tenant, format, funds, from, to, knownAt, madeBy } = request;
  const through = knownAt === null ? null : await lastNumberAt(client, tenant, knownAt);
  const selection: Selection = { funds, from, to, through };
  const tally = new Tally();
  const hash = createHash('sha256');
  let bytes = 0;
  const measured = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunksOf(ledgerLines(client, tenant, selection), format, tenant, tally)) {
      const content = typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk;
      hash.update(content);
      bytes += content.length;
      yield content;
    }
  };
  const receipt = (): Receipt => {
    const totals = tally.totals();
    const file = { name: exportNameOf(totals, format), bytes, sha256: hash.copy().digest('hex') };
    return receiptOf(totals, { format, knownAt, madeAt: nowIso(), madeBy, file });
  };
  return { chunks: measured(), receipt };
}

async function* chunksOf(
  lines: AsyncIterable<string>,
  format: ExportFormat,
  tenant: number,
  tally: Tally,
): AsyncGenerator<string | Uint8Array> {
  const read = (line: string): ExportRecord => {
    const record = JSON.parse(line) as ExportRecord;
    tally.add(record);
    return record;
  };
  switch (format) {
    case 'jsonl':
      for await (const line of lines) {
        read(line);
        yield `${line}\n`;
      }
      return;
    case 'hledger':
      return yield* written(hledgerWriter(), lines, read);
    case 'beancount':
      return yield* written(beancountWriter(), lines, read);
    case 'csv':
      return yield* table(lines, read, tenant);
    case 'xlsx': {
      const rows = await rowsOf(lines, read);
      yield await xlsxOf([{ ...legTable(tenant), rows }]);
    }
  }
}

async function* written(
  writer: ExportWriter,
  lines: AsyncIterable<string>,
  read: (line: string) => ExportRecord,
): AsyncGenerator<string> {
  for await (const line of lines) {
    const text = writer.take(read(line));
    if (text !== '') yield text;
  }
  yield writer.end();
}

/** CSV in pieces: each is made as a table of its own, of which the head is left away. */
async function* table(
  lines: AsyncIterable<string>,
  read: (line: string) => ExportRecord,
  tenant: number,
): AsyncGenerator<string> {
  const sheet = legTable(tenant);
  const head = csvOf([sheet]);
  yield head;
  const make = legRows();
  let rows: Row[] = [];
  const piece = (): string => csvOf([{ ...sheet, rows }]).slice(head.length);
  for await (const line of lines) {
    rows.push(...make(read(line)));
    if (rows.length < ledgerExports.csvRowsAtOnce) continue;
    yield piece();
    rows = [];
  }
  if (rows.length > 0) yield piece();
}

/** All rows, because a workbook is made as a whole. @throws Refusal where they are more than one may have */
async function rowsOf(
  lines: AsyncIterable<string>,
  read: (line: string) => ExportRecord,
): Promise<readonly Row[]> {
  const make = legRows();
  const rows: Row[] = [];
  for await (const line of lines) {
    rows.push(...make(read(line)));
    if (rows.length > ledgerExports.workbookRows)
      throw refusal(proofRules['ledger-workbook-rows'], ['format'], { limit: ledgerExports.workbookRows });
  }
  return rows;
}
