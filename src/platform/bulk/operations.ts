// What callers do with exports and imports: ask for them, give them up; and the steps that the worker takes.
import type {
  BulkExportState,
  BulkFormat,
  BulkImportState,
  ColumnTitles,
  ImportPolicy,
} from '../../generated/database.js';
import { nowIso, nowMs } from '../../kernel/clock.js';
import { bulk, bulkExports, bulkImports } from '../../kernel/config.js';
import { refusal, refuse } from '../../kernel/errors.js';
import { schemaFor } from '../../kernel/graph/build.js';
import { bool, enumOf, optional, ref, text } from '../../kernel/input.js';
import { allOperations, operation } from '../../kernel/operation.js';
import { mayRun } from '../limits/queries.js';
import { tableTypes } from '../sheets/read.js';
import { importable } from './columns.js';
import { digestOf, keepBytes, importArea, openUploadReceipt, readUpload, type Upload } from './contents.js';
import { givesUp, keepsPlatform } from './policy.js';
import { refuseCrowd } from './leases.js';
import { askerOf } from './rights.js';
import { tableOf, tablesFrom } from './table.js';
import { walkOf } from './walk.js';
import { tellWork } from './wake.js';

const dayMs = 86_400_000;
const inDays = (days: number): string => new Date(nowMs() + days * dayMs).toISOString();

operation('exportQuery', {
  description:
    'Writes a whole list as one file: a query with one connection at its top is walked to its end in your name and with your rights of the time. `GET /exports/{id}` gives the file. 导出查询结果',
  scope: 'apps:read',
  placeless: true,
  input: {
    document: text('The query, with one connection at its top and in it `nodes { … }`. 查询文档', {
      max: bulkExports.documentCharacters,
    }),
    variables: optional(
      text('Values of its variables, a JSON object as text. 变量', { max: bulkExports.variablesCharacters }),
    ),
    format: enumOf<BulkFormat>('BulkFormat', 'Form of the file. 文件格式'),
    titles: optional(
      enumOf<ColumnTitles>('ColumnTitles', 'What the columns of a table are called; default PATH. 列标题'),
    ),
  },
  tenant: (_, _tx, _today, caller) => Promise.resolve(caller.tenant!),
  allow: () => true,
  async run({ input, tenant, caller, insert }, tx) {
    const variables = input.variables ?? null;
    walkOf(schemaFor(caller.audience), input.document, variables);
    await mayRun(tx, caller, input.document);
    await refuseCrowd(tx, 'BulkExport', tenant, caller.app!);
    const id = await insert('BulkExport', {
      ...askerOf(caller),
      document: input.document,
      variables: variables ?? '{}',
      format: input.format,
      titles: input.titles ?? 'PATH',
      state: 'QUEUED',
    });
    return { objects: { bulkExport: id } };
  },
  committed: tellWork,
  returns: { bulkExport: 'BulkExport' },
  emits: 'bulk.export.requested',
  rules: [
    'export-document-is-valid',
    'export-has-one-connection',
    'export-variables-are-an-object',
    'trusted-documents-only',
    'bulk-work-within-its-number',
  ],
});

operation('cancelExport', {
  description: 'Gives an export up that is not ready yet. 取消导出',
  scope: 'apps:read',
  placeless: true,
  input: {
    bulkExport: ref('BulkExport', 'The export. 数据导出'),
    reason: optional(text('Why. 原因')),
  },
  target: 'bulkExport',
  transition: { column: 'state', to: 'CANCELLED' },
  allow: (caller, { target }) => givesUp(caller, target),
  run: ({ input, step }) =>
    step({ reason: input.reason ?? null, finishedAt: nowIso(), expiresAt: nowIso(), leaseHolder: null }),
  returns: { bulkExport: 'BulkExport' },
  emits: 'bulk.export.cancelled',
  rules: ['export-follows-its-way'],
});

operation('advanceExport', {
  description:
    'Takes an export one step on: the platform does so while it works, and who keeps it running where it does not. 推进导出',
  scope: 'apps:admin',
  audience: 'INTERNAL',
  placeless: true,
  input: {
    bulkExport: ref('BulkExport', 'The export. 数据导出'),
    state: enumOf<BulkExportState>('BulkExportState', 'The new state. 新状态'),
    reason: optional(text('Why. 原因')),
  },
  target: 'bulkExport',
  transition: { column: 'state' },
  allow: (caller) => keepsPlatform(caller),
  async run({ input, target, update }) {
    const { state } = input;
    if (state === 'READY' && target['digest'] === null) throw refusal('ready-export-has-its-file', ['state']);
    const ends = state !== 'RUNNING';
    const id = target['id'] as string;
    await update('BulkExport', id, {
      state,
      ...(input.reason === undefined ? {} : { reason: input.reason }),
      ...(ends && state !== 'EXPIRED' ? { finishedAt: nowIso(), leaseHolder: null } : {}),
      ...(state === 'READY' ? { expiresAt: inDays(bulk.keptDays) } : {}),
      ...(state === 'FAILED' || state === 'CANCELLED' ? { expiresAt: nowIso() } : {}),
    });
    return { objects: { bulkExport: id } };
  },
  returns: { bulkExport: 'BulkExport' },
  emits: 'bulk.export.advanced',
  rules: ['export-follows-its-way', 'ready-export-has-its-file'],
});

operation('importRows', {
  description:
    'Writes the rows of a table, each as the input of one operation and as if it were sent alone: with its rules, its record and its event. Send a file to `POST /imports`, or a table as text. 批量导入',
  scope: 'apps:read',
  placeless: true,
  input: {
    operation: text('Operation that each row is an input of, such as createOrganization. 操作', { max: 100 }),
    onError: enumOf<ImportPolicy>('ImportPolicy', 'What becomes of the rows where one is refused. 出错处理'),
    checkOnly: optional(bool('Only try every row, and write none. 只校验')),
    keyColumn: optional(
      text(
        'Title of a column whose values tell the rows apart: a row is written once, in whatever file. 主键列',
        {
          max: 100,
        },
      ),
    ),
    table: optional(
      text('The table as separated values, with its header. 表格文本', { max: bulkImports.characters }),
    ),
    receipt: optional(text('What `POST /imports` says of the file. 上传回执', { max: 2_000 })),
  },
  tenant: (_, _tx, _today, caller) => Promise.resolve(caller.tenant!),
  allow: () => true,
  async run({ input, tenant, caller, dryRun, insert }, tx) {
    const columns = importable(caller.audience).get(input.operation);
    if (!columns)
      throw refusal('import-operation-is-importable', ['operation'], { operation: input.operation });
    if (!caller.holds(allOperations().get(input.operation)!.scope)) throw refuse('FORBIDDEN', ['operation']);
    const { upload, content } = await sourceOf(input.table ?? null, input.receipt ?? null, tenant);
    const table = tableOf(await tablesFrom(content, upload.mediaType), columns, input.keyColumn ?? null);
    await refuseCrowd(tx, 'BulkImport', tenant, caller.app!);
    if (!dryRun && input.receipt === undefined) await keepBytes(importArea, tenant, [content]);
    const { mediaType, fileName, digest, byteSize } = upload;
    const id = await insert('BulkImport', {
      ...askerOf(caller),
      operation: input.operation,
      onError: input.onError,
      checkOnly: input.checkOnly ?? false,
      keyColumn: input.keyColumn ?? null,
      fileName,
      mediaType,
      byteSize,
      digest,
      state: 'QUEUED',
      rowCount: table.rows.length,
      expiresAt: inDays(bulk.keptDays),
    });
    return { objects: { bulkImport: id } };
  },
  committed: tellWork,
  returns: { bulkImport: 'BulkImport' },
  emits: 'bulk.import.requested',
  rules: [
    'import-operation-is-importable',
    'import-has-one-source',
    'import-receipt-holds',
    'import-has-a-header',
    'import-columns-are-known',
    'import-columns-once',
    'import-columns-are-complete',
    'import-has-rows',
    'import-within-its-rows',
    'uploaded-table-is-readable',
    'uploaded-table-within-limits',
    'bulk-work-within-its-number',
  ],
});

/** The table that the input gives or names. */
async function sourceOf(
  table: string | null,
  receipt: string | null,
  tenant: number,
): Promise<{ readonly upload: Upload; readonly content: Buffer }> {
  if ((table === null) === (receipt === null)) throw refusal('import-has-one-source', ['table']);
  if (receipt !== null) {
    const upload = await openUploadReceipt(receipt, tenant);
    return { upload, content: await readUpload(tenant, upload.digest) };
  }
  const content = Buffer.from(table!, 'utf8');
  const known = { digest: digestOf(content), byteSize: content.length };
  return { upload: { ...known, tenant, mediaType: tableTypes.csv, fileName: 'table.csv' }, content };
}

operation('cancelImport', {
  description:
    'Gives an import up; rows that are written stay, and each row tells what became of it. 取消导入',
  scope: 'apps:read',
  placeless: true,
  input: {
    bulkImport: ref('BulkImport', 'The import. 数据导入'),
    reason: optional(text('Why. 原因')),
  },
  target: 'bulkImport',
  transition: { column: 'state', to: 'CANCELLED' },
  allow: (caller, { target }) => givesUp(caller, target),
  run: ({ input, step }) => step({ reason: input.reason ?? null, finishedAt: nowIso(), leaseHolder: null }),
  returns: { bulkImport: 'BulkImport' },
  emits: 'bulk.import.cancelled',
  rules: ['import-follows-its-way'],
});

operation('advanceImport', {
  description:
    'Takes an import one step on: the platform does so while it works, and who keeps it running where it does not. 推进导入',
  scope: 'apps:admin',
  audience: 'INTERNAL',
  placeless: true,
  input: {
    bulkImport: ref('BulkImport', 'The import. 数据导入'),
    state: enumOf<BulkImportState>('BulkImportState', 'The new state. 新状态'),
    reason: optional(text('Why. 原因')),
  },
  target: 'bulkImport',
  transition: { column: 'state' },
  allow: (caller) => keepsPlatform(caller),
  async run({ input, target, update }) {
    const { state, reason } = input;
    const begins = state === 'CHECKING' || state === 'WRITING';
    const id = target['id'] as string;
    await update('BulkImport', id, {
      state,
      ...(reason === undefined ? {} : { reason }),
      // The rows are treated from the first on, once to try them and once to write them.
      ...(begins ? { position: 0 } : { finishedAt: nowIso(), leaseHolder: null }),
    });
    return { objects: { bulkImport: id } };
  },
  returns: { bulkImport: 'BulkImport' },
  emits: 'bulk.import.advanced',
  rules: ['import-follows-its-way'],
});
