// What callers do with statements of the bank: say how they are laid out, import them, withdraw a wrong one.
import type { BankColumnRole, BankLayout } from '../../../generated/database.js';
import { nowIso } from '../../../kernel/clock.js';
import { bank } from '../../../kernel/config.js';
import { fault, refuseAll } from '../../../kernel/errors.js';
import { newId } from '../../../kernel/ids.js';
import { enumOf, list, object, of, optional, ref, text, yuan } from '../../../kernel/input.js';
import { operation } from '../../../kernel/operation.js';
import { tablesIn, type StoredFile } from '../../../kernel/tables.js';
import { officeOf } from '../../territory/queries/offices.js';
import { keepsBooks } from '../policy.js';
import { bankDesk, stepLines } from '../queries/bank.js';
import {
  columnsOf,
  holdStatementFile,
  knownOf,
  neighboursOf,
  organizationsAmong,
  restingOn,
  saveFormat,
} from '../queries/bank-import.js';
import { tieCertain } from '../queries/bank-matching.js';
import { fileRules } from '../rules/bank-file-rules.js';
import { layoutOf, usualInflowWords } from '../rules/bank-layouts.js';
import { ofTheOffice, statementLife } from '../rules/bank-life.js';
import { formatFaults, readStatement } from '../rules/bank-lines.js';
import { mayBePerson } from '../rules/bank-persons.js';
import { continuityFaults, frameOf, identitiesOf } from '../rules/bank-statement.js';

operation('saveBankFormat', {
  description:
    'Says how a bank lays its statements out, by the texts of the headers; a format of the same name is replaced. A usual layout is a beginning, and what the bank really exports decides. Encoding and form of days are found by themselves. 保存银行对账单格式',
  scope: 'funds:write',
  input: {
    division: ref('Division', 'The division whose accountants use it. 所属区划'),
    name: text('Name, unique in the division. 名称', { max: 100 }),
    layout: optional(enumOf<BankLayout>('BankLayout', 'A usual layout to begin with. 常见版式')),
    bankName: optional(
      text('Bank whose statements it reads; that of the layout if not said. 银行', { max: 100 }),
    ),
    columns: optional(
      list(
        object('BankFormatColumnInput', 'A column. 列', {
          role: enumOf<BankColumnRole>('BankColumnRole', 'What it says. 列含义'),
          header: text('Text of its header; spaces and units in brackets do not count. 表头', { max: 100 }),
        }),
        { max: bank.columns },
      ),
    ),
    inflowWords: optional(
      list(text('What the column of the direction says of money that came in. 收入方向用语', { max: 20 }), {
        max: bank.columns,
      }),
    ),
  },
  tenant: ({ division }, tx, today) => officeOf(tx, division, today),
  allow: (caller, { refs }) => keepsBooks(caller, refs['division']?.['key']),
  run: async ({ input, refs, tenant, insert, update, apply }, tx) => {
    const division = refs['division']!;
    const layout = input.layout ? layoutOf(input.layout) : null;
    const columns = input.columns ?? layout?.columns ?? [];
    refuseAll(formatFaults(columns));
    const row = {
      name: input.name,
      bankName: input.bankName ?? layout?.bankName ?? input.name,
      divisionKey: division['key'],
      inflowWords: input.inflowWords ?? usualInflowWords,
      synthetic: division['synthetic'],
    };
    const id = await saveFormat(tx, tenant, row, columns, { insert, update, apply });
    return { objects: { bankFormat: id } };
  },
  returns: { bankFormat: 'BankFormat' },
  emits: 'accounting.bank-format.saved',
  rules: [fileRules['bank-format-reads-what-it-must']],
});

operation('importBankStatement', {
  description:
    'Imports a statement of the bank that was uploaded as XLSX or CSV: every movement that no earlier statement had, or nothing where something is wrong with it. Then ties what is certainly the same to the books. 导入银行对账单',
  scope: 'funds:write',
  input: {
    fund: ref('Fund', 'The fund whose account it is about. 基金'),
    format: ref('BankFormat', 'How it is laid out. 格式'),
    file: ref('EvidenceFile', 'The uploaded file, of the kind BANK_STATEMENT. 文件'),
    from: optional(of('Date', 'First day that it covers; that of its first movement if not said. 起始日期')),
    through: optional(of('Date', 'Last day that it covers; that of its last movement if not said. 截止日期')),
    openingBalance: optional(yuan('Balance before it, where the file does not tell it. 期初余额')),
    closingBalance: optional(yuan('Balance after it, to be compared. 期末余额')),
  },
  tenant: 'fund',
  allow: (caller, { refs }) => keepsBooks(caller, refs['fund']?.['divisionKey']),
  run: async (scene, tx) => {
    const { input, refs, tenant, today, caller, apply } = scene;
    const {
      id: fundId,
      divisionKey,
      synthetic,
      accountNo,
    } = refs['fund'] as {
      readonly id: string;
      readonly divisionKey: string;
      readonly synthetic: boolean;
      readonly accountNo: string | null;
    };
    const format = refs['format']!;
    const file = refs['file'] as unknown as StoredFile & { readonly id: string };
    refuseAll(ofTheOffice(refs, tenant, ['format', 'file']));
    if (!(await holdStatementFile(tx, tenant, file.id)))
      refuseAll([fault('bank-statement-is-a-stored-file', ['file'])]);
    const columns = await columnsOf(tx, tenant, format['id'] as string);
    const inflowWords = format['inflowWords'] as readonly string[];
    const { lines, faults } = readStatement(await tablesIn(file), { columns, inflowWords }, accountNo);
    refuseAll(faults);
    const told = {
      from: input.from ?? null,
      through: input.through ?? null,
      openingFen: input.openingBalance ?? null,
      closingFen: input.closingBalance ?? null,
    };
    const { frame: read, faults: wrong } = frameOf(lines, told, today);
    refuseAll(wrong);
    const accountId = await bankDesk.hold(tx, tenant, fundId);
    const identities = identitiesOf(lines);
    const known = await knownOf(tx, tenant, fundId, identities, read.firstOn);
    const added = lines
      .map((line, i) => ({ ...line, identity: identities[i]! }))
      .filter(({ identity }) => !known.identities.has(identity));
    if (added.length === 0 && lines.length > 0)
      refuseAll([fault('bank-statement-brings-something', ['file'])]);
    const frame = { ...read, openingFen: read.openingFen - known.earlierThatDayFen };
    const organizations = await organizationsAmong(
      tx,
      tenant,
      added.flatMap(({ counterpartyName }) => counterpartyName ?? []),
    );
    const id = newId();
    // One instant for all of them, so that movements of a day stand in the order of their statements.
    const common = { fundId, divisionKey, synthetic, createdAt: nowIso() };
    await apply({
      insert: {
        BankStatement: [
          {
            id,
            ...common,
            ...frame,
            formatId: format['id'],
            fileId: file.id,
            lineCount: lines.length,
            newLineCount: added.length,
            state: 'IMPORTED',
            importedBy: caller.subject,
            importedByOrganizationId: caller.organizationId,
          },
        ],
        BankStatementLine: added.map((line, i) => ({
          ...common,
          ...line,
          statementId: id,
          position: i + 1,
          counterpartyAccountEnd: line.counterpartyAccount?.slice(-4) ?? null,
          ofPerson: mayBePerson(line.counterpartyName) && !organizations.has(line.counterpartyName!),
          state: 'OPEN',
        })),
      },
    });
    refuseAll(continuityFaults(frame, await neighboursOf(tx, tenant, fundId, { id, ...frame })));
    await tieCertain(scene, tx, { id: fundId, divisionKey, synthetic }, accountId, 'importBankStatement');
    return { objects: { bankStatement: id } };
  },
  returns: { bankStatement: 'BankStatement' },
  emits: 'accounting.bank-statement.imported',
  rules: [
    'bank-work-within-the-office',
    'bank-statement-is-a-stored-file',
    'bank-statement-brings-something',
    'bank-statement-continues-the-others',
    'uploaded-table-is-readable',
    'uploaded-table-within-limits',
    ...Object.values(fileRules).filter((rule) => rule !== 'bank-format-reads-what-it-must'),
  ],
});

operation('withdrawBankStatement', {
  description:
    'Withdraws a statement that was imported by mistake, with the movements that it brought; the right one can be imported then. 撤回银行对账单',
  scope: 'funds:write',
  input: {
    bankStatement: ref('BankStatement', 'The statement. 银行对账单'),
    reason: text('Why. 撤回原因'),
  },
  target: 'bankStatement',
  transition: { column: 'state', to: 'WITHDRAWN' },
  allow: (caller, { target }) => keepsBooks(caller, target['divisionKey']),
  run: async (scene, tx) => {
    const { input, target, tenant, step } = scene;
    const id = target['id'] as string;
    await bankDesk.hold(tx, tenant, target['fundId'] as string);
    const { open, worked: count, later } = await restingOn(tx, tenant, id);
    refuseAll(
      later === null ? [] : [fault('bank-statement-withdrawn-from-the-last', ['bankStatement'], later)],
      count === 0 ? [] : [fault('bank-statement-with-work-stays', ['bankStatement'], { count })],
    );
    const ties = open.map((lineId) => ({ lineId, matchId: null }));
    await stepLines(scene, tx, ties, {
      to: 'WITHDRAWN',
      operation: 'withdrawBankStatement',
      reason: input.reason,
    });
    return step();
  },
  returns: { bankStatement: 'BankStatement' },
  emits: 'accounting.bank-statement.withdrawn',
  rules: [statementLife.rule, 'bank-statement-withdrawn-from-the-last', 'bank-statement-with-work-stays'],
});
