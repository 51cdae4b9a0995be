// `export <file>` and `import <table>`: whole lists as files, and tables written row by row, with their progress.
import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Option, type Command } from 'commander';
import type { Caller } from '../kernel/caller.js';
import { bulk } from '../kernel/config.js';
import { decodeId, newId } from '../kernel/ids.js';
import { faultOf } from '../kernel/run-errors.js';
import { Refusal } from '../kernel/errors.js';
import { demoRoles } from '../platform/auth/demo-keys.js';
import type { Platform } from '../server/platform.js';
import { tell, withPlatform } from './database.js';
import { holderOf, requestOf, withOperation, type OperationOptions } from './operation.js';

interface ExportOptions extends OperationOptions {
  readonly format: string;
  readonly titles: string;
  readonly out: string;
}

interface ImportOptions extends Omit<OperationOptions, 'variables'> {
  readonly operation: string;
  readonly onError: string;
  readonly checkOnly?: true;
  readonly keyColumn?: string;
  readonly idempotencyKey?: string;
  readonly template?: true;
  readonly refused?: string;
}

/** Adds the commands. */
export function addBulk(program: Command): void {
  withOperation(
    program
      .command('export')
      .description('walk a list to its end and write it as one file, with a receipt beside it'),
  )
    .addOption(
      new Option('--format <format>', 'form of the file').choices(['JSONL', 'CSV', 'XLSX']).default('JSONL'),
    )
    .addOption(
      new Option('--titles <titles>', 'of a table’s columns: paths, or Chinese terms')
        .choices(['PATH', 'TERM'])
        .default('PATH'),
    )
    .requiredOption('--out <file>', 'file to write to; its receipt is called <file>.receipt.json')
    .addHelpText(
      'after',
      `
The document has one connection at its top and in it nodes { … }:

  echo '{ organizations { nodes { name uscc division { code } } } }' |
    npm run -s cli -- export - --as district --format CSV --titles TERM --out organizations.csv

An export that was interrupted is gone on with by any server, or by this command under the same database.`,
    )
    .action((file: string, options: ExportOptions) =>
      withPlatform((platform) => exportList(platform, file, options)),
    );
  program
    .command('import')
    .description('write the rows of a table, each as the input of one operation')
    .argument('<table>', 'workbook or separated values (UTF-8 or GB18030); with --template the file to write')
    .requiredOption(
      '--operation <name>',
      'operation that each row is an input of, such as createOrganization',
    )
    .addOption(new Option('--as <role>', 'as a demo role').choices(demoRoles).conflicts('key'))
    .option('--key <key>', 'as the caller of an API key')
    .option('--purpose <code>', 'declared purpose for which the key’s caller sees personal data')
    .addOption(
      new Option('--on-error <policy>', 'what becomes of the rows where one is refused')
        .choices(['REJECT_ALL', 'REJECT_FAILED', 'IGNORE'])
        .default('REJECT_ALL'),
    )
    .option('--check-only', 'only try every row, and write none')
    .option('--key-column <title>', 'column whose values tell the rows apart, in whatever file')
    .option('--idempotency-key <key>', 'sent again with it the import is the same one (default: a new one)')
    .option('--refused <file>', 'where the refused rows are written as CSV, with their reasons')
    .option('--template', 'write the operation’s template (xlsx) instead')
    .addOption(new Option('--language <language>', 'of messages').choices(['zh-CN', 'en']).default('zh-CN'))
    .addHelpText(
      'after',
      `
  npm run -s cli -- import 单位.xlsx --operation createOrganization --as community --template
  npm run -s cli -- import 单位.xlsx --operation createOrganization --as community --on-error REJECT_FAILED --refused 错误.csv

Exit code 1 where a row was refused.`,
    )
    .action((file: string, options: ImportOptions) =>
      withPlatform((platform) => importTable(platform, file, options)),
    );
}

interface Job {
  readonly id: string;
  readonly state: string;
  readonly [count: string]: unknown;
}

/** Asks for a job. @throws Refusal where it is refused */
async function ask(platform: Platform, source: string, input: object, caller: Caller): Promise<Job> {
  const { data, errors } = await platform.run({ source, variables: { input } }, caller);
  if (errors) throw new Refusal(errors.map(faultOf));
  const { job, userErrors } = data!['asked'] as {
    readonly job: Job | null;
    readonly userErrors: readonly { readonly message: string }[];
  };
  if (job === null) throw new Error(userErrors.map(({ message }) => message).join(' '));
  return job;
}

/** Works on what is due until the job is at its end, telling how far it is. */
async function finished(platform: Platform, id: string, fields: string, caller: Caller): Promise<Job> {
  const { workOnce } = await import('../server/bulk-worker.js');
  const type = id.startsWith('bex') ? 'BulkExport' : 'BulkImport';
  const source = `query ($id: ID!) { node(id: $id) { ... on ${type} { id state reason ${fields} } } }`;
  let told = '';
  const look = async (): Promise<Job> => {
    const { data, errors } = await platform.run({ source, variables: { id } }, caller);
    if (errors) throw new Refusal(errors.map(faultOf));
    const job = data!['node'] as Job;
    const line = Object.entries(job)
      .filter(([name, value]) => !['id', 'digest', 'receipt'].includes(name) && value !== null)
      .map(([name, value]) => `${name} ${String(value)}`)
      .join('  ');
    if (line !== told) tell(`  ${(told = line)}`);
    return job;
  };
  const timer = setInterval(() => void look().catch(() => undefined), bulk.everyMs);
  try {
    for (;;) {
      const worked = await workOnce(platform);
      const job = await look();
      if (!['QUEUED', 'RUNNING', 'CHECKING', 'WRITING'].includes(job.state)) return job;
      if (!worked) await new Promise((resolve) => setTimeout(resolve, bulk.pauseMs));
    }
  } finally {
    clearInterval(timer);
  }
}

async function exportList(platform: Platform, file: string, options: ExportOptions): Promise<void> {
  const { format, titles, out } = options;
  const caller = await holderOf(platform, options);
  const { source } = await requestOf(file, options);
  const asked = `mutation ($input: ExportQueryInput!) { asked: exportQuery(input: $input) { job: bulkExport { id state } userErrors { message } } }`;
  const variables = JSON.stringify(options.variables);
  const input = { document: source, variables, format, titles, idempotencyKey: newId() };
  const { id } = await ask(platform, asked, input, caller);
  const job = await finished(platform, id, 'rowCount byteSize digest receipt', caller);
  if (job.state !== 'READY') throw new Error(`The export ended as ${job.state}: ${String(job['reason'])}`);
  const { exportArea, readBytes } = await import('../platform/bulk/contents.js');
  const { tenant, key } = decodeId(id)!;
  const content = await readBytes(exportArea(key), tenant, job['digest'] as string);
  if (content === null) throw new Error('The file is not in the storage.');
  await pipeline(Readable.from(content), createWriteStream(out));
  await writeFile(
    `${out}.receipt.json`,
    `${JSON.stringify(JSON.parse(job['receipt'] as string), null, 2)}\n`,
  );
}

async function importTable(platform: Platform, file: string, options: ImportOptions): Promise<void> {
  const { operation, onError, checkOnly = false, keyColumn } = options;
  const { importable } = await import('../platform/bulk/columns.js');
  const { refusedSheet, templateSheets } = await import('../platform/bulk/sheets.js');
  const caller = await holderOf(platform, options);
  if (options.template) {
    const columns = importable(caller.audience).get(operation);
    if (!columns) throw new Error(`The operation ${operation} is not imported from tables.`);
    const { xlsxOf } = await import('../platform/sheets/xlsx.js');
    return writeFile(file, await xlsxOf(templateSheets(operation, columns)));
  }
  const { makeUploadReceipt, mediaTypeOf, receiveUpload } = await import('../platform/bulk/contents.js');
  const content = await readFile(file);
  const tenant = caller.tenant!;
  const known = await receiveUpload(tenant, Readable.from([content]));
  const receipt = await makeUploadReceipt({
    ...known,
    tenant,
    mediaType: mediaTypeOf(content),
    fileName: basename(file),
  });
  const asked = `mutation ($input: ImportRowsInput!) { asked: importRows(input: $input) { job: bulkImport { id state } userErrors { message } } }`;
  const idempotencyKey = options.idempotencyKey ?? newId();
  const input = {
    operation,
    onError,
    checkOnly,
    receipt,
    idempotencyKey,
    ...(keyColumn === undefined ? {} : { keyColumn }),
  };
  const { id } = await ask(platform, asked, input, caller);
  const job = await finished(platform, id, 'rowCount checkedCount writtenCount refusedCount', caller);
  const { ownImport, refusedRows } = await import('../platform/bulk/kept.js');
  const { key } = decodeId(id)!;
  const refused = await refusedRows(platform.pool, tenant, key);
  for (const { number, message } of refused) console.log(`${number}: ${message}`);
  if (options.refused !== undefined && refused.length > 0) {
    const { tableOfImport } = await import('../server/bulk-import.js');
    const { csvOf } = await import('../platform/sheets/csv.js');
    const own = (await ownImport(platform.pool, caller, key))!;
    await writeFile(options.refused, csvOf([refusedSheet(operation, await tableOfImport(own), refused)]));
  }
  if (refused.length > 0 || job.state !== 'DONE') process.exitCode = 1;
}
